import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import OperationalError

from storage import database as module
from storage import inbox
from storage.database import Database, sqlite_file
from storage.tables import InboxUpdate

NOW = datetime(2022, 3, 15, tzinfo=UTC)


async def test_writers_take_turns_and_none_is_lost(database: Database) -> None:
    async def one(number: int) -> bool:
        async with database.write() as session:
            return await inbox.mark_done(session, number, 1, NOW)

    assert all(await asyncio.gather(*(one(number) for number in range(1, 21))))


async def test_what_is_changed_while_reading_is_thrown_away(database: Database) -> None:
    async with database.read() as session:
        await inbox.mark_done(session, 1, 1, NOW)
    async with database.read() as session:
        assert await session.get(InboxUpdate, 1) is None


async def test_a_writer_waits_for_another_process_without_stopping_the_loop(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    file = sqlite_file(sqlite_url)
    assert file is not None
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        async def write() -> bool:
            async with database.write() as session:
                return await inbox.mark_done(session, 1, 1, NOW)

        writing = asyncio.create_task(write())
        ticks = 0
        for _ in range(10):
            await asyncio.sleep(0.01)
            ticks += 1
        assert not writing.done()
        other.execute("ROLLBACK")
        assert await writing
    assert ticks == 10
    await database.close()


async def test_a_lock_that_is_never_released_is_an_error_at_last(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUSY_TIMEOUT_MS", 50)
    database = Database(sqlite_url)
    file = sqlite_file(sqlite_url)
    assert file is not None
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            async with database.write() as session:
                await inbox.mark_done(session, 1, 1, NOW)
    await database.close()
