import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from storage import inbox
from storage.database import Database, sqlite_file

NOW = datetime(2022, 3, 15, tzinfo=UTC)


@pytest.fixture
async def opened(sqlite_url: str) -> AsyncIterator[Database]:
    database = Database(sqlite_url)
    yield database
    await database.close()


def on_disk(database: Database) -> set[int]:
    """What another process sees: only what is committed."""
    file = sqlite_file(database.url.replace("+inloop", ""))
    assert file is not None
    with closing(sqlite3.connect(file)) as other:
        return {number for (number,) in other.execute("SELECT update_id FROM inbox_update")}


async def write(database: Database, number: int, *, fails: bool = False) -> bool:
    """Whether the change was on the disk when the block had ended."""
    async with database.write() as session:
        await inbox.mark_done(session, number, 1, NOW)
        if fails:
            raise KeyError(number)
    return number in on_disk(database)


async def test_those_who_wait_share_one_commit_and_nobody_goes_on_before_it(opened: Database) -> None:
    commits: list[int] = []
    event.listen(opened.engine.sync_engine, "commit", lambda _connection: commits.append(1))
    assert all(await asyncio.gather(*(write(opened, number) for number in range(10))))
    assert len(commits) < 5


async def test_one_that_fails_takes_nothing_else_with_it(opened: Database) -> None:
    results = await asyncio.gather(
        *(write(opened, number, fails=number % 3 == 2) for number in range(9)), return_exceptions=True
    )
    assert [isinstance(result, KeyError) for result in results] == [n % 3 == 2 for n in range(9)]
    assert on_disk(opened) == {0, 1, 3, 4, 6, 7}


async def test_the_last_one_failing_still_commits_for_the_others(opened: Database) -> None:
    results = await asyncio.gather(
        write(opened, 1), write(opened, 2), write(opened, 3, fails=True), return_exceptions=True
    )
    assert results[:2] == [True, True]
    assert on_disk(opened) == {1, 2}


async def test_one_that_is_cancelled_while_waiting_leaves_nobody_hanging(opened: Database) -> None:
    async def slow() -> bool:
        async with opened.write() as session:
            await inbox.mark_done(session, 1, 1, NOW)
            await asyncio.sleep(0.02)
        return 1 in on_disk(opened)

    first = asyncio.create_task(slow())
    await asyncio.sleep(0)
    second = asyncio.create_task(write(opened, 2))
    await asyncio.sleep(0.005)
    asyncio.get_running_loop().call_later(0.016, second.cancel)
    async with asyncio.timeout(2):
        assert await first
    await asyncio.gather(second, return_exceptions=True)
    assert await write(opened, 3)


async def test_one_that_is_cancelled_at_its_work_is_undone(opened: Database) -> None:
    async def stuck() -> None:
        async with opened.write() as session:
            await inbox.mark_done(session, 1, 1, NOW)
            await asyncio.sleep(10)

    task = asyncio.create_task(stuck())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await write(opened, 2)
    assert on_disk(opened) == {2}


async def test_a_commit_that_fails_is_raised_by_every_member(opened: Database) -> None:
    def refuse(_connection: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    event.listen(opened.engine.sync_engine, "commit", refuse, once=True)
    results = await asyncio.gather(*(write(opened, number) for number in range(4)), return_exceptions=True)
    assert sum(isinstance(result, OperationalError) for result in results) >= 3
    assert await write(opened, 9)
