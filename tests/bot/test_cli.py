"""The commands, called as the console script calls them."""

import json
import os
from pathlib import Path

import pytest

from bot import cli, commands
from simulator import Simulator

SAMPLE = Path(__file__).parents[2] / "samples" / "ke-hoach-cchc-2026.docx"
UNIT = "UBND xã Bình Minh Hạ"


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in [name for name in os.environ if name.startswith("DONDOC_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_prints_the_coordinators_code_and_a_new_one_each_time(
    capsys: pytest.CaptureFixture[str], place: Path
) -> None:
    assert cli.run(["init", "--unit", UNIT]) == 0
    first = capsys.readouterr().out
    assert UNIT in first
    assert "Mã một lần: " in first
    assert (place / "data" / "dondoc.db").exists()
    assert cli.run(["init", "--unit", UNIT]) == 0
    assert capsys.readouterr().out != first


async def test_init_prints_the_link_when_telegram_can_be_asked(simulator: Simulator, place: Path) -> None:
    from bot.founding import found_unit
    from bot.settings import read_settings

    (place / ".env").write_text(f"DONDOC_TOKEN={simulator.token}\nDONDOC_API_URL={simulator.base_url}/bot\n")
    founded = await found_unit(read_settings(), UNIT, None, None)
    assert founded.link == f"https://t.me/{simulator.bot_username}?start={founded.code}"


def test_a_plan_is_read_without_a_database(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    assert cli.run(["plan", "read", str(SAMPLE)]) == 0
    assert "nhiệm vụ" in capsys.readouterr().out
    assert cli.run(["plan", "read", str(SAMPLE), "--json"]) == 0
    assert {"title", "areas", "tasks", "reporting", "warnings"} <= set(json.loads(capsys.readouterr().out))
    assert list(place.iterdir()) == []


def test_from_plan_to_report_without_a_chat(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    assert cli.run(["init", "--unit", UNIT]) == 0
    assert cli.run(["plan", "load", str(SAMPLE), "--unit", UNIT]) == 0
    capsys.readouterr()
    assert cli.run(["plan", "load", str(SAMPLE), "--unit", UNIT]) == 1
    assert "2026" in capsys.readouterr().err
    assert cli.run(["plan", "load", str(SAMPLE), "--unit", UNIT, "--correct"]) == 0
    capsys.readouterr()
    assert cli.run(["compile", "--unit", UNIT, "--period", "2026-Q1", "--out", "out"]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.read_bytes().startswith(b"PK")
    assert cli.run(["compile", "--unit", UNIT, "--period", "2031-Q1", "--out", "out"]) == 1
    assert "2031-Q1" in capsys.readouterr().err
    assert cli.run(["compile", "--unit", "UBND xã Khác", "--period", "2026-Q1", "--out", "out"]) == 1
    assert "UBND xã Khác" in capsys.readouterr().err


def test_a_backup_comes_back_and_nothing_is_overwritten(
    capsys: pytest.CaptureFixture[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.run(["backup", "copy.zip"]) == 1
    cli.run(["init", "--unit", UNIT])
    assert cli.run(["backup", "copy.zip"]) == 0
    assert cli.run(["backup", "copy.zip"]) == 1
    assert cli.run(["restore", "copy.zip"]) == 1
    assert "ghi đè" in capsys.readouterr().err
    monkeypatch.setenv("DONDOC_DATA_DIR", "elsewhere")
    assert cli.run(["restore", "copy.zip"]) == 0
    assert (place / "elsewhere" / "dondoc.db").exists()


def test_check_names_what_must_be_mended(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("✗") and "dondoc init" in line for line in lines)
    assert any("DONDOC_TOKEN" in line for line in lines)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["init"], "--unit"),
        (["nonsense"], "dondoc --help"),
        (["init", "--unlikely"], "--unlikely"),
        (["init", "--unit", "x", "--lang", "fr"], "--lang"),
    ],
)
def test_wrong_use_is_status_2_and_one_line(
    capsys: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    assert cli.run(args) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_errors_are_in_english_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["plan", "read", "missing.docx"]) == 1
    vietnamese = capsys.readouterr().err
    assert cli.run(["--lang", "en", "plan", "read", "missing.docx"]) == 1
    english = capsys.readouterr().err
    assert cli.run(["plan", "read", "missing.docx", "--lang=en"]) == 1
    assert capsys.readouterr().err == english
    assert "missing.docx" in vietnamese
    assert "Không có tệp" in vietnamese


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "Thực đơn hôm nay".encode()])
def test_what_is_no_plan_is_said_to_be_none(
    capsys: pytest.CaptureFixture[str], place: Path, content: bytes
) -> None:
    (place / "menu.txt").write_bytes(content)
    assert cli.run(["plan", "read", "menu.txt"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "Traceback" not in line


def test_nobody_is_shown_a_traceback_and_the_details_are_kept(
    capsys: pytest.CaptureFixture[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi")

    monkeypatch.setattr(commands, "_settings", broken)
    assert cli.run(["backup", "copy.zip"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "ZeroDivisionError" in line
    details = (place / "data" / "dondoc-loi.log").read_text()
    assert "Traceback" in details
    assert "AAaaBB" not in details


def test_a_damaged_database_is_one_line(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "dondoc.db").write_bytes(b"no database at all" * 100)
    assert cli.run(["init", "--unit", UNIT]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "khôi phục" in line
