from pathlib import Path

import pytest

from bot.settings import prepare_data_dir, read_settings
from bot.trouble import Trouble
from locales import translator

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(trouble: Trouble) -> str:
    return trouble.said(translator("vi"))


def test_without_anything_it_is_a_file_under_data_in_vietnamese_time() -> None:
    settings = read_settings()
    assert settings.database == "sqlite:///data/dondoc.db"
    assert (settings.timezone, settings.language) == ("Asia/Ho_Chi_Minh", "vi")
    assert settings.api_url == "https://api.telegram.org/bot"
    assert settings.api_file_url == "https://api.telegram.org/file/bot"


def test_the_env_file_is_read_and_the_environment_wins(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (nowhere / ".env").write_text(f"DONDOC_TOKEN={TOKEN}\nDONDOC_LANGUAGE=en\nDONDOC_DATA_DIR=kho\n")
    monkeypatch.setenv("DONDOC_LANGUAGE", "vi")
    settings = read_settings()
    assert settings.need_token() == TOKEN
    assert settings.language == "vi"
    assert settings.database == "sqlite:///kho/dondoc.db"


def test_files_come_from_the_same_bot_api_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_API_URL", "http://127.0.0.1:8081/bot/")
    assert read_settings().api_file_url == "http://127.0.0.1:8081/file/bot"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "abc"),
        ("TIMEZONE", "Asia/Hanoi"),
        ("LANGUAGE", "fr"),
        ("API_URL", "telegram"),
        ("API_FILE_URL", "telegram"),
        ("PROXY", "10.0.0.1:3128"),
        ("PULSE_SECONDS", "0"),
        ("MESSAGES_PER_SECOND", "nhanh"),
    ],
)
def test_what_is_wrong_is_named_and_never_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"DONDOC_{name}", value)
    with pytest.raises(Trouble) as caught:
        read_settings()
    assert f"DONDOC_{name}" in said(caught.value)
    assert value == "0" or value not in said(caught.value)


def test_a_missing_token_is_only_missed_where_one_is_needed() -> None:
    with pytest.raises(Trouble) as caught:
        read_settings().need_token()
    assert "@BotFather" in said(caught.value)


def test_a_false_clock_never_meets_the_real_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_CLOCK_FILE", "clock.txt")
    with pytest.raises(Trouble) as caught:
        read_settings()
    assert "DONDOC_CLOCK_FILE" in said(caught.value)
    monkeypatch.setenv("DONDOC_API_URL", "http://127.0.0.1:8081/bot")
    assert read_settings().clock_file == Path("clock.txt")


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_TOKEN", TOKEN)
    monkeypatch.setenv("DONDOC_DATABASE_URL", "postgresql://dondoc:mat-khau@db/dondoc")
    monkeypatch.setenv("DONDOC_PROXY", "http://toi:bi-mat@10.0.0.1:3128")
    shown = repr(read_settings())
    assert TOKEN not in shown
    assert "mat-khau" not in shown
    assert "bi-mat" not in shown


def test_a_data_directory_that_cannot_be_is_said(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (nowhere / "file").write_text("")
    monkeypatch.setenv("DONDOC_DATA_DIR", "file/data")
    with pytest.raises(Trouble) as caught:
        prepare_data_dir(read_settings())
    assert "file/data" in said(caught.value)
