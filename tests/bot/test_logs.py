import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import redacted, set_up_logs

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    stream = io.StringIO()
    set_up_logs(stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


def written(lines: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_line_is_json_with_its_level_and_vietnamese_left_readable(lines: io.StringIO) -> None:
    structlog.get_logger("bot.test").info("started", say="Đã chạy")
    (line,) = written(lines)
    assert (line["event"], line["level"], line["say"]) == ("started", "info", "Đã chạy")
    assert "Đã chạy" in lines.getvalue()


def test_no_token_gets_out_by_any_way(lines: io.StringIO) -> None:
    logging.getLogger("somebody").warning("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    structlog.get_logger("bot.test").warning("x", url=f"http://h/bot{TOKEN}")
    try:
        raise ValueError(TOKEN)
    except ValueError:
        structlog.get_logger("bot.test").exception("broke")
    assert len(written(lines)) == 3
    assert TOKEN not in lines.getvalue()
    assert "ValueError" in lines.getvalue()


def test_libraries_that_log_addresses_are_silent(lines: io.StringIO) -> None:
    for name in ("httpx", "httpcore.connection", "telegram.ext", "aiohttp.client"):
        logging.getLogger(name).info("HTTP Request: POST …")
    assert lines.getvalue() == ""


def test_passwords_in_addresses_are_hidden() -> None:
    assert redacted("postgresql://dondoc:mật-khẩu@db:5432/x") == "postgresql://dondoc:***@db:5432/x"
