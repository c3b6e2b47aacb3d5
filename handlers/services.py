"""Everything a handler needs besides the update itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """The running program's parts, made once at start and never changed.

    `clock` gives the moment (aware, UTC). `outbox_filled` tells the delivery that a row awaits it:
    call it after the commit; forgetting it costs seconds, not messages.
    """

    database: Database
    clock: Callable[[], datetime]
    timezone: ZoneInfo
    language: str
    data_dir: Path
    bot_username: Callable[[], str]
    outbox_filled: Callable[[], None]

    def today(self) -> date:
        """The calendar day it is at the unit."""
        return self.clock().astimezone(self.timezone).date()
