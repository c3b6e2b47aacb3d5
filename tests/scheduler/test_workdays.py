"""Working days: Tết and the other holidays as they were really taken, and the unit's own days."""

import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.periods import PeriodError
from scheduler.workdays import Workdays

WORKDAYS = Workdays()


@pytest.mark.parametrize(
    ("last_before", "first_after"),
    [
        (date(2021, 2, 9), date(2021, 2, 17)),
        (date(2022, 1, 28), date(2022, 2, 7)),
        (date(2023, 1, 19), date(2023, 1, 27)),
        (date(2024, 2, 7), date(2024, 2, 15)),
        (date(2025, 1, 24), date(2025, 2, 3)),
        (date(2026, 2, 13), date(2026, 2, 23)),
    ],
)
def test_tet_is_the_break_the_government_announced(last_before: date, first_after: date) -> None:
    assert WORKDAYS.shift(last_before, 1) == first_after
    assert WORKDAYS.shift(first_after, -1) == last_before


@pytest.mark.parametrize(
    "day",
    [
        date(2022, 1, 3),  # New Year's Day was a Saturday
        date(2022, 4, 11),  # Hùng Kings on a Sunday
        date(2022, 5, 3),  # 30/4 and 1/5 on a weekend: both days in lieu
        date(2022, 9, 1),  # the second day of the National Day
        date(2024, 4, 29),  # exchanged for Saturday 4/5
        date(2025, 5, 2),  # exchanged for Saturday 26/4
        date(2026, 1, 2),  # exchanged for Saturday 10/1
    ],
)
def test_days_in_lieu_and_exchanged_days_are_off(day: date) -> None:
    assert not WORKDAYS.is_workday(day)


@pytest.mark.parametrize("day", [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2019, 1, 5)])
def test_a_saturday_worked_in_exchange_is_a_working_day(day: date) -> None:
    assert WORKDAYS.is_workday(day)


def test_the_units_own_days_win_over_the_calendar() -> None:
    own = Workdays({date(2022, 3, 16): False, date(2022, 3, 19): True, date(2022, 2, 1): True})
    assert [own.is_workday(day) for day in sorted(own.overrides)] == [True, False, True]
    assert own.same_or_before(date(2022, 3, 16)) == date(2022, 3, 15)
    assert own.same_or_after(date(2022, 3, 19)) == date(2022, 3, 19)


def test_a_weekend_moves_to_friday_before_or_monday_after() -> None:
    saturday = date(2022, 3, 19)
    assert WORKDAYS.same_or_before(saturday) == date(2022, 3, 18)
    assert WORKDAYS.same_or_after(saturday) == date(2022, 3, 21)
    assert WORKDAYS.shift(saturday, 0) == saturday


def test_three_working_days_before_monday_the_14th_is_wednesday_the_9th() -> None:
    assert WORKDAYS.shift(date(2022, 3, 14), -3) == date(2022, 3, 9)


def test_the_working_days_between_two_days_include_both() -> None:
    assert WORKDAYS.between(date(2022, 3, 17), date(2022, 3, 21)) == (
        date(2022, 3, 17),
        date(2022, 3, 18),
        date(2022, 3, 21),
    )
    assert WORKDAYS.between(date(2022, 3, 21), date(2022, 3, 17)) == ()


def test_overrides_that_leave_no_working_day_are_refused_instead_of_searched_for_ever() -> None:
    idle = Workdays({date(2022, 3, 1) + timedelta(days=n): False for n in range(100)})
    with pytest.raises(PeriodError):
        idle.same_or_after(date(2022, 3, 1))


@given(st.dates(date(2021, 1, 1), date(2026, 12, 31)), st.integers(1, 12))
def test_shifting_forth_counts_working_days_only(day: date, count: int) -> None:
    there = WORKDAYS.shift(day, count)
    assert WORKDAYS.between(day + timedelta(days=1), there)[-1] == there
    assert len(WORKDAYS.between(day + timedelta(days=1), there)) == count
    assert WORKDAYS.shift(there, -count) == WORKDAYS.same_or_before(day)


def test_the_holiday_library_is_not_loaded_before_a_day_is_asked_for() -> None:
    import subprocess

    script = "import sys, scheduler.reminders; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
