"""The pulse: APScheduler wakes the program up, the database says what is owed (DESIGN §4)."""

from collections.abc import Awaitable, Callable
from datetime import datetime, tzinfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from handlers.services import Services
from storage import inbox
from storage.database import Database

log = structlog.get_logger(__name__)

Beat = Callable[[Database, datetime, tzinfo], Awaitable[int]]
_HOUR = 3600
# A machine that slept for hours still owes the beat it missed; coalesced, that is one.
_GRACE = 7 * 24 * _HOUR


def make_pulse(services: Services, beat: Beat, seconds: float) -> AsyncIOScheduler:
    """A scheduler, not started, that looks at the calendar every `seconds` and clears the inbox hourly."""
    scheduler = AsyncIOScheduler(
        timezone=services.timezone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": _GRACE},
    )
    scheduler.add_job(look_at_calendar, "interval", seconds=seconds, args=(services, beat), id="calendar")
    scheduler.add_job(clear_inbox, "interval", seconds=_HOUR, args=(services,), id="inbox")
    return scheduler


async def look_at_calendar(services: Services, beat: Beat) -> None:
    """Puts what is owed now into the outbox."""
    try:
        put = await beat(services.database, services.clock(), services.timezone)
    except SQLAlchemyError as error:
        # Nothing is lost: the next beat finds the same rows owed.
        log.warning("calendar_not_read", error=type(error).__name__)
        return
    if put:
        services.outbox_filled()


async def clear_inbox(services: Services) -> None:
    """Removes the updates that Telegram cannot repeat any more."""
    try:
        async with services.database.write() as session:
            await inbox.forget(session, services.clock())
    except SQLAlchemyError as error:
        log.warning("inbox_not_cleared", error=type(error).__name__)
