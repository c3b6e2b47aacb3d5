from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from bot.clock import file_clock, set_file_clock, system_clock

MARCH = datetime.fromisoformat("2022-03-15T08:00:00+07:00")
REAL = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_clock_is_aware_and_utc() -> None:
    with time_machine.travel(REAL, tick=False):
        assert system_clock() == REAL
    assert system_clock().utcoffset() == timedelta(0)


def test_a_moved_clock_runs_on_from_there(tmp_path: Path) -> None:
    clock = file_clock(tmp_path / "clock")
    with time_machine.travel(REAL, tick=False) as traveller:
        set_file_clock(tmp_path / "clock", MARCH)
        assert clock() == MARCH
        traveller.shift(timedelta(minutes=5))
        assert clock() == MARCH + timedelta(minutes=5)
    assert clock().utcoffset() == timedelta(0)


def test_a_stopped_clock_stands(tmp_path: Path) -> None:
    clock = file_clock(tmp_path / "clock")
    with time_machine.travel(REAL, tick=False) as traveller:
        set_file_clock(tmp_path / "clock", MARCH, runs=False)
        traveller.shift(timedelta(minutes=5))
        assert clock() == MARCH


def test_without_its_file_it_shows_the_real_moment(tmp_path: Path) -> None:
    with time_machine.travel(REAL, tick=False):
        assert file_clock(tmp_path / "none")() == REAL
