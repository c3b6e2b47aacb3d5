from datetime import UTC, datetime, timedelta

from storage import inbox
from storage.database import Database
from storage.tables import InboxUpdate

NOW = datetime(2022, 3, 15, 1, 0, tzinfo=UTC)
HELLO = {"update_id": 7, "message": {"text": "xong"}}


async def received(database: Database, *update_ids: int, now: datetime = NOW) -> list[int]:
    async with database.write() as session:
        return await inbox.receive(session, [(number, 42, HELLO) for number in update_ids], now)


async def done(database: Database, update_id: int, now: datetime = NOW) -> bool:
    async with database.write() as session:
        return await inbox.mark_done(session, update_id, 42, now)


async def waiting(database: Database) -> list[int]:
    async with database.read() as session:
        return [row.update_id for row in await inbox.waiting(session)]


async def row(database: Database, update_id: int) -> InboxUpdate | None:
    async with database.read() as session:
        return await session.get(InboxUpdate, update_id)


async def test_a_received_update_waits_with_its_words(database: Database) -> None:
    assert sorted(await received(database, 7, 8)) == [7, 8]
    assert await waiting(database) == [7, 8]
    kept = await row(database, 7)
    assert kept is not None
    assert (kept.payload, kept.received_at, kept.chat_id) == (HELLO, NOW, 42)


async def test_a_repeated_update_is_not_new(database: Database) -> None:
    await received(database, 7)
    assert await received(database, 7, 9, 9) == [9]
    assert await received(database) == []


async def test_what_was_received_earlier_comes_first_whatever_its_number(database: Database) -> None:
    await received(database, 900, 901)
    await received(database, 5, now=NOW + timedelta(days=8))
    assert await waiting(database) == [900, 901, 5]


async def test_an_update_is_done_once_and_its_words_go(database: Database) -> None:
    await received(database, 7)
    assert await done(database, 7)
    assert not await done(database, 7, NOW + timedelta(minutes=1))
    kept = await row(database, 7)
    assert kept is not None
    assert (kept.payload, kept.done_at) == (None, NOW)
    assert await waiting(database) == []


async def test_an_update_that_was_never_received_is_done_once_too(database: Database) -> None:
    assert await done(database, 7)
    assert not await done(database, 7)
    assert await received(database, 7) == []


async def test_a_done_mark_is_lost_with_the_effect_it_belongs_to(database: Database) -> None:
    await received(database, 7)
    try:
        async with database.write() as session:
            assert await inbox.mark_done(session, 7, 42, NOW)
            raise InterruptedError
    except InterruptedError:
        pass
    assert await waiting(database) == [7]


async def test_what_breaks_three_times_is_set_aside_with_its_words(database: Database) -> None:
    await received(database, 7)
    for attempt in (1, 2, 3):
        assert await waiting(database) == [7]
        async with database.write() as session:
            assert await inbox.failed(session, 7, "KeyError", NOW) == attempt
    assert await waiting(database) == []
    kept = await row(database, 7)
    assert kept is not None
    assert (kept.payload, kept.error, kept.done_at) == (HELLO, "KeyError", NOW)


async def test_done_numbers_are_forgotten_because_telegram_uses_them_again(database: Database) -> None:
    await received(database, 6, 7, 8)
    await done(database, 7)
    async with database.write() as session:
        for _ in range(3):
            await inbox.failed(session, 8, "KeyError", NOW)
    for days, forgotten in ((2, 0), (3, 1), (8, 1)):
        async with database.write() as session:
            assert await inbox.forget(session, NOW + timedelta(days=days)) == forgotten
    assert await waiting(database) == [6]
    assert await done(database, 7)
