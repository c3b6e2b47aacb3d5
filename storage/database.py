"""The connection to the database, and the two ways of using it: to read, and to write."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
_BUSY_TIMEOUT_MS = 5_000


def async_url(url: str) -> str:
    """The URL with the driver this program uses; passwords are kept."""
    parsed = make_url(url)
    backend = parsed.drivername.split("+")[0]
    return parsed.set(drivername=_DRIVERS.get(backend, parsed.drivername)).render_as_string(
        hide_password=False
    )


def sync_url(url: str) -> str:
    """The same database for tools that are not asynchronous (migrations, backup)."""
    return async_url(url).replace("+aiosqlite", "")


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for another database or one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    return Path(parsed.database)


def set_pragmas(connection: Any, _record: Any) -> None:
    """What every SQLite connection needs.

    synchronous=FULL: an acknowledged update must survive a power cut. isolation_level None: the driver
    must not begin transactions by itself; `_begin` does.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: upgrading a reader in the middle can fail with "database is locked".
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Database:
    """One database, used by one process. `read()` and `write()` give a session in a transaction."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.is_sqlite = self.url.startswith("sqlite")
        self.engine: AsyncEngine = create_async_engine(self.url, pool_pre_ping=not self.is_sqlite)
        self._writing = self.engine.execution_options(writing=True)
        # SQLite has one writer. Queueing here costs microseconds; its own busy handler sleeps milliseconds.
        self._turn: contextlib.AbstractAsyncContextManager[Any] = (
            asyncio.Lock() if self.is_sqlite else contextlib.nullcontext()
        )
        if self.is_sqlite:
            sync_engine: Engine = self.engine.sync_engine
            event.listen(sync_engine, "connect", set_pragmas)
            event.listen(sync_engine, "begin", _begin)

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session whose changes are thrown away."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A session committed when the block ends, rolled back when it raises."""
        async with (
            self._turn,
            AsyncSession(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    async def close(self) -> None:
        await self.engine.dispose()
