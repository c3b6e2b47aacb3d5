from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import outbox, people
from storage.database import Database
from storage.tables import Officer, OutboxMessage, OutboxState

NOW = datetime(2022, 3, 15, 0, 30, tzinfo=UTC)
SOON = timedelta(minutes=1)


@pytest.fixture
async def officer(database: Database) -> Officer:
    async with database.write() as session:
        unit = await people.create_unit(session, "UBND xã Tân Quang", None, None, NOW)
        officer = Officer(unit_id=unit.id, telegram_id=42, full_name="Đào Thị Sen", joined_at=NOW)
        session.add(officer)
    return officer


async def put(database: Database, officer: Officer, key: str, at: datetime = NOW) -> bool:
    async with database.write() as session:
        return await outbox.put(session, officer.unit_id, officer.id, key, "reminder", {"stages": [1]}, at)


async def changed(database: Database, change: Callable[[AsyncSession], Awaitable[bool]]) -> bool:
    async with database.write() as session:
        return await change(session)


async def only(database: Database) -> OutboxMessage:
    async with database.read() as session:
        return (await session.exec(select(OutboxMessage))).one()


async def test_the_same_thing_is_planned_once(database: Database, officer: Officer) -> None:
    assert await put(database, officer, "reminder:1")
    assert not await put(database, officer, "reminder:1", NOW + SOON)
    message = await only(database)
    assert (message.state, message.attempts, message.not_before) == (OutboxState.PLANNED, 0, NOW)
    assert message.subject == {"stages": [1]}


async def test_another_unit_may_have_the_same_key(database: Database, officer: Officer) -> None:
    await put(database, officer, "reminder:1")
    async with database.write() as session:
        other = await people.create_unit(session, "UBND xã Hồng Phong", None, None, NOW)
        assert await outbox.put(session, other.id, officer.id, "reminder:1", "reminder", {}, NOW)


async def test_only_what_is_due_is_due_oldest_first(database: Database, officer: Officer) -> None:
    await put(database, officer, "later", NOW + SOON)
    await put(database, officer, "now", NOW)
    await put(database, officer, "before", NOW - SOON)
    async with database.read() as session:
        assert [message.key for message in await outbox.due(session, NOW)] == ["before", "now"]
        assert [message.key for message in await outbox.due(session, NOW, limit=1)] == ["before"]
        assert await outbox.next_at(session) == NOW - SOON


async def test_nothing_planned_has_no_next_moment(database: Database) -> None:
    async with database.read() as session:
        assert await outbox.next_at(session) is None


async def test_the_second_of_two_claimers_loses(database: Database, officer: Officer) -> None:
    await put(database, officer, "k")
    message = await only(database)
    assert await changed(database, lambda session: outbox.claim(session, message.id, NOW))
    assert not await changed(database, lambda session: outbox.claim(session, message.id, NOW))
    claimed = await only(database)
    assert (claimed.state, claimed.claimed_at, claimed.attempts) == (OutboxState.CLAIMED, NOW, 1)


async def test_what_was_sent_keeps_where_to_find_it(database: Database, officer: Officer) -> None:
    await put(database, officer, "k")
    row = (await only(database)).id
    assert not await changed(database, lambda session: outbox.sent(session, row, 42, 9, NOW))
    await changed(database, lambda session: outbox.claim(session, row, NOW))
    assert await changed(database, lambda session: outbox.sent(session, row, 42, 9, NOW))
    sent = await only(database)
    assert (sent.state, sent.chat_id, sent.message_id, sent.sent_at) == (OutboxState.SENT, 42, 9, NOW)
    async with database.write() as session:
        assert await outbox.sweep_stale(session, NOW + timedelta(days=1)) == 0


async def test_a_retried_message_is_due_again_when_it_may(database: Database, officer: Officer) -> None:
    await put(database, officer, "k")
    row = (await only(database)).id
    await changed(database, lambda session: outbox.claim(session, row, NOW))
    assert await changed(
        database, lambda session: outbox.retry(session, row, NOW + SOON, "RetryAfter", counted=False)
    )
    async with database.read() as session:
        assert await outbox.due(session, NOW) == []
        (again,) = await outbox.due(session, NOW + SOON)
        assert (again.attempts, again.error) == (0, "RetryAfter")


@pytest.mark.parametrize("outcome", ["unneeded", "failed"])
async def test_an_end_is_an_end(database: Database, officer: Officer, outcome: str) -> None:
    await put(database, officer, "k")
    row = (await only(database)).id
    await changed(database, lambda session: outbox.claim(session, row, NOW))
    if outcome == "unneeded":
        assert await changed(database, lambda session: outbox.unneeded(session, row))
    else:
        assert await changed(database, lambda session: outbox.failed(session, row, "Forbidden"))
    assert (await only(database)).state == outcome
    assert not await changed(database, lambda session: outbox.claim(session, row, NOW))


async def test_a_claim_whose_sender_died_is_put_back_and_at_last_given_up(
    database: Database, officer: Officer
) -> None:
    await put(database, officer, "k")
    row = (await only(database)).id
    now = NOW
    for _ in range(outbox.ATTEMPTS):
        assert await changed(database, lambda session, now=now: outbox.claim(session, row, now))  # type: ignore[misc]
        async with database.write() as session:
            assert await outbox.sweep_stale(session, now + SOON) == 0
        now += timedelta(minutes=6)
        async with database.write() as session:
            assert await outbox.sweep_stale(session, now) == 1
    assert (await only(database)).state == OutboxState.FAILED
