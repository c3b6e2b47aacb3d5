"""What the program writes about itself: one JSON object a line on standard error, never a token."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}")
_PASSWORD = re.compile(r"(?<=://)([^/\s:@]*):[^/\s@]+(?=@)")
# At INFO these write the address of every request, which contains the token.
_TALKATIVE = ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler", "alembic", "asyncio")


def redacted(text: str) -> str:
    """The text without bot tokens and without the passwords in addresses."""
    return _PASSWORD.sub(r"\1:***", _TOKEN.sub("***", text))


def set_up_logs(stream: TextIO | None = None) -> None:
    """Sends structlog's and the standard library's records to `stream` (standard error), as JSON lines."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _as_json,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _as_json(logger: Any, name: str, event: MutableMapping[str, Any]) -> str:
    """The last step: whatever a library put into a message, no secret passes here."""
    line = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)(logger, name, event)
    return redacted(line if isinstance(line, str) else line.decode())
