"""The only reader of the clock. Everything else is told the moment."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The moment it is: aware, UTC."""
    return datetime.now(UTC)


def file_clock(path: Path) -> Clock:
    """A clock that shows what `set_file_clock` wrote: for the demo and the tests.

    While there is no such file it shows the real moment.
    """

    def read() -> datetime:
        try:
            moment, *set_at = (datetime.fromisoformat(word) for word in path.read_text("ascii").split())
        except FileNotFoundError:
            return system_clock()
        passed = system_clock() - set_at[0] if set_at else moment - moment
        return (moment + passed).astimezone(UTC)

    return read


def set_file_clock(path: Path, moment: datetime, *, runs: bool = True) -> None:
    """Moves the clock of `file_clock(path)`; from there it runs on, or stands still.

    The file is replaced, so that nobody reads half a moment.
    """
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(f"{moment.isoformat()} {system_clock().isoformat()}" if runs else moment.isoformat())
    fresh.replace(path)
