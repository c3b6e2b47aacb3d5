"""Reminders as rows: planted once, moved while planned, settled by what became of their messages."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage import outbox, reminders
from storage.database import Database
from storage.reminders import Planned
from storage.tables import OutboxMessage, OutboxState, Reminder, ReminderState
from tests.commune import JUSTICE, Commune, found, local

NOW = local(2022, 3, 15)
DAY = timedelta(days=1)


@pytest.fixture
async def commune(database: Database) -> Commune:
    commune = await found(database)
    await commune.join("Sen", JUSTICE)
    await commune.join("Tú", JUSTICE, acting=True)
    return commune


def planned(commune: Commune, key: str = "opening", days: int = 0) -> Planned:
    return Planned(
        key,
        commune.q1.id,
        commune.roles[JUSTICE].id,
        None,
        "officer",
        key,
        NOW + days * DAY,
        NOW + (days + 1) * DAY,
    )


async def plan(commune: Commune, *wanted: Planned) -> int:
    async with commune.database.write() as session:
        return await reminders.plan(session, commune.unit.id, wanted)


async def only(commune: Commune) -> Reminder:
    async with commune.database.read() as session:
        return (await session.exec(select(Reminder))).one()


async def test_what_is_planned_twice_stands_once(commune: Commune) -> None:
    assert await plan(commune, planned(commune)) == 1
    assert await plan(commune, planned(commune)) == 0
    assert (await only(commune)).state is ReminderState.PLANNED


async def test_a_planned_row_moves_and_a_sent_one_does_not(commune: Commune) -> None:
    await plan(commune, planned(commune))
    assert await plan(commune, planned(commune, days=2)) == 1
    row = await only(commune)
    assert (row.at, row.expires) == (NOW + 2 * DAY, NOW + 3 * DAY)
    async with commune.database.write() as session:
        assert await reminders.put_down(session, [row.id], ReminderState.SENT) == 1
    assert await plan(commune, planned(commune, days=4)) == 0
    assert (await only(commune)).at == NOW + 2 * DAY


async def test_a_row_is_claimed_by_one(commune: Commune) -> None:
    await plan(commune, planned(commune))
    row = await only(commune)
    async with commune.database.write() as session:
        assert await reminders.put_down(session, [row.id], ReminderState.CLAIMED) == 1
        assert await reminders.put_down(session, [row.id], ReminderState.CLAIMED) == 0


async def test_a_unit_is_visited_when_it_has_something_to_do(commune: Commune) -> None:
    async def visited(days: int) -> list[int]:
        now = NOW + days * DAY
        async with commune.database.read() as session:
            return list(await reminders.units_to_visit(session, now, now.date()))

    assert await visited(0) == [commune.unit.id], "its periods have no reminders yet"
    await plan(commune, *(planned(commune, f"{n}", days=n) for n in range(3)))
    for period in commune.periods.values():
        await plan(commune, Planned(period.code, period.id, None, None, "leader", "x", NOW + DAY, NOW + DAY))
    assert await visited(-1) == []
    assert await visited(0) == [commune.unit.id]
    async with commune.database.write() as session:
        rows = await reminders.due(session, commune.unit.id, NOW)
        await reminders.put_down(session, [row.id for row in rows], ReminderState.CLAIMED)
    assert await visited(-1) == [commune.unit.id], "what is claimed awaits its outcome"


async def test_roles_that_lead_or_count_are_asked(commune: Commune) -> None:
    async with commune.database.read() as session:
        asked = await reminders.roles_asked(session, commune.unit.id, commune.plan.id)
        elsewhere = await reminders.roles_asked(session, commune.unit.id + 1, commune.plan.id)
    names = {name for name, role in commune.roles.items() if role.id in asked}
    assert len(asked) == len(names) == 3
    assert not names & {"coordinator", "leader"}
    assert elsewhere == []


@pytest.mark.parametrize(
    ("outcomes", "becomes"),
    [
        ((OutboxState.PLANNED, OutboxState.PLANNED), ReminderState.CLAIMED),
        ((OutboxState.SENT, OutboxState.PLANNED), ReminderState.SENT),
        ((OutboxState.SENT, OutboxState.FAILED), ReminderState.SENT),
        ((OutboxState.FAILED, OutboxState.CLAIMED), ReminderState.CLAIMED),
        ((OutboxState.FAILED, OutboxState.FAILED), ReminderState.PLANNED),
        ((OutboxState.FAILED, OutboxState.UNNEEDED), ReminderState.PLANNED),
        ((OutboxState.UNNEEDED, OutboxState.UNNEEDED), ReminderState.UNNEEDED),
    ],
)
async def test_a_row_is_settled_by_what_became_of_its_messages(
    commune: Commune, outcomes: tuple[OutboxState, OutboxState], becomes: ReminderState
) -> None:
    await plan(commune, planned(commune))
    row = await only(commune)
    async with commune.database.write() as session:
        await reminders.put_down(session, [row.id], ReminderState.CLAIMED)
        for officer, state in zip(commune.officers.values(), outcomes, strict=True):
            subject = {"reminders": [row.id]}
            await outbox.put(session, commune.unit.id, officer.id, f"{officer.id}", "reminder", subject, NOW)
            message = (
                await session.exec(select(OutboxMessage).where(OutboxMessage.officer_id == officer.id))
            ).one()
            message.state = state
            session.add(message)
        await session.flush()
        await reminders.settle(session, commune.unit.id)
    assert (await only(commune)).state is becomes


async def test_only_what_has_not_gone_out_is_withdrawn_or_postponed(commune: Commune) -> None:
    sen, tu = commune.officers["Sen"].id, commune.officers["Tú"].id
    async with commune.database.write() as session:
        for key, officer_id, kind in (
            ("a", sen, "reminder"),
            ("b", sen, "reminder"),
            ("c", tu, "reminder"),
            ("d", sen, "chase"),
        ):
            subject = {"reminders": [ord(key)]}
            await outbox.put(session, commune.unit.id, officer_id, key, kind, subject, NOW)
        first, *_ = await outbox.due(session, NOW)
        await outbox.claim(session, first.id, NOW)
        await reminders.postpone(session, commune.unit.id, NOW + DAY)
        assert [m.key for m in await outbox.due(session, NOW)] == ["d"]
        assert await reminders.withdraw(session, commune.unit.id, sen) == {ord("b")}
        assert [m.key for m in await outbox.due(session, NOW + DAY)] == ["d", "c"]


async def test_who_was_chased_lately_is_known_by_period(commune: Commune) -> None:
    sen, unit_id = commune.officers["Sen"].id, commune.unit.id
    async with commune.database.write() as session:
        await outbox.put(session, unit_id, sen, "k", "chase", {"period": commune.q1.id}, NOW)
        assert await reminders.chased_since(session, unit_id, commune.q1.id, NOW - DAY) == {sen}
        assert await reminders.chased_since(session, unit_id, commune.q1.id + 1, NOW - DAY) == set()
        assert await reminders.chased_since(session, unit_id, commune.q1.id, NOW) == set()
