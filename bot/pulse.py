"""The pulse: APScheduler wakes the program up, the database says what is owed (DESIGN §4)."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
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


class Pulse:
    """The scheduler of the few jobs: it looks at the calendar every `seconds` and clears the inbox hourly.

    A job that runs when the program stops comes to its end: APScheduler would cancel it inside a transaction.
    """

    def __init__(self, services: Services, beat: Beat, seconds: float) -> None:
        self._busy = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(
            timezone=services.timezone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": _GRACE},
        )
        for name, job, every, args in (
            ("calendar", look_at_calendar, seconds, (services, beat)),
            ("inbox", clear_inbox, _HOUR, (services,)),
        ):
            self._scheduler.add_job(
                self._undisturbed, "interval", seconds=every, args=(job, *args), id=name, name=name
            )

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """Begins no job any more, and gives the one that runs so long to end."""
        self._scheduler.pause()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._busy:
                pass
        self._scheduler.shutdown(wait=False)

    async def _undisturbed(self, job: Callable[..., Awaitable[None]], *args: object) -> None:
        async with self._busy:
            await job(*args)


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
