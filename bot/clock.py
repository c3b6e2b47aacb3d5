"""The only reader of the clock. Everything else is told the moment."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The moment it is: aware, UTC."""
    return datetime.now(UTC)


def file_clock(path: Path) -> Clock:
    """A clock that shows what the file says (`set_file_clock`): for the demo and the tests.

    While there is no such file it shows the real moment.
    """

    def read() -> datetime:
        try:
            return datetime.fromisoformat(path.read_text("ascii").strip()).astimezone(UTC)
        except FileNotFoundError:
            return system_clock()

    return read


def set_file_clock(path: Path, moment: datetime) -> None:
    """Moves the clock of `file_clock(path)`. Replaces the file, so that nobody reads half a moment."""
    fresh = path.with_suffix(".new")
    fresh.write_text(moment.isoformat(), "ascii")
    fresh.replace(path)
