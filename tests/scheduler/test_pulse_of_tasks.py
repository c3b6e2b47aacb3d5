"""The pulse over a moved clock, for tasks with days of their own."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from scheduler.periods import local_date
from scheduler.pulse import beat, next_reminder_at, plant
from storage import occurrences, outbox, reminders
from storage.database import Database
from storage.tables import (
    DueKind,
    Occurrence,
    OccurrenceState,
    OutboxMessage,
    PlanState,
    Reminder,
    ReminderState,
    Task,
)
from tests.commune import CULTURE, FINANCE, FOUNDED, HANOI, JUSTICE, Commune, found, local

DAY = timedelta(days=1)
Log = list[tuple[str, str, list[str]]]


@pytest.fixture
async def commune(database: Database) -> Commune:
    """A commune without reporting periods, so that only the tasks' own days are spoken of."""
    commune = await found(database, calendar=[])
    for name, role in (
        ("Sen", JUSTICE),
        ("Minh", FINANCE),
        ("Hòa", CULTURE),
        ("Lan", "coordinator"),
        ("Phúc", "leader"),
    ):
        await commune.join(name, role)
    return commune


async def due(commune: Commune, code: str, kind: DueKind, on: date | None = None) -> None:
    async with commune.database.write() as session:
        task = await session.get(Task, commune.tasks[code].id)
        assert task is not None
        task.due_kind, task.due_on = kind, on


async def hear(commune: Commune, now: datetime) -> Log:
    """One beat, and what is said after it."""
    await beat(commune.database, now, HANOI)
    log: Log = []
    async with commune.database.write() as session:
        for message in await outbox.due(session, now):
            assert await outbox.claim(session, message.id, now)
            assert await outbox.sent(session, message.id, 1, message.id, now)
            log.append(
                (now.astimezone(HANOI).strftime("%d/%m %H:%M"), *await said(session, commune, message))
            )
    return sorted(log)


async def said(session: Any, commune: Commune, message: OutboxMessage) -> tuple[str, list[str]]:
    rows = await reminders.carried(session, commune.unit.id, message.subject["reminders"])
    return commune.name_of(message.officer_id), sorted({row.stage for row in rows})


async def jump(commune: Commune, start: datetime, end: datetime) -> Log:
    """From reminder to reminder, as a clock that is moved."""
    log: Log = []
    now: datetime | None = start
    while now is not None and now <= end:
        log += await hear(commune, now)
        async with commune.database.read() as session:
            now = await next_reminder_at(session, now)
    return log


async def times(commune: Commune, code: str) -> list[Occurrence]:
    query = select(Occurrence).where(Occurrence.task_id == commune.tasks[code].id)
    async with commune.database.read() as session:
        return list(await session.exec(query.order_by(col(Occurrence.due_on))))


async def settle(commune: Commune, code: str, due_on: date, now: datetime) -> bool:
    async with commune.database.write() as session:
        row = next(
            o for o in await occurrences.occurrences_of(session, commune.tasks[code]) if o.due_on == due_on
        )
        return await occurrences.settle(
            session, row, OccurrenceState.DONE, commune.officers["Sen"], now, late=False, note=""
        )


async def replant(commune: Commune, now: datetime) -> int:
    async with commune.database.write() as session:
        return await plant(session, commune.unit, now, HANOI)


async def test_a_task_due_on_30_june_is_reminded_of_its_own_day(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.DATE, date(2022, 6, 30))
    assert await jump(commune, FOUNDED, local(2022, 12, 31)) == [
        ("27/06 07:30", "Sen", ["heads-up"]),
        ("30/06 07:30", "Sen", ["last-day"]),
        ("01/07 07:30", "Sen", ["overdue-1"]),
        ("04/07 07:30", "Sen", ["overdue-2"]),
        ("05/07 07:30", "Sen", ["overdue-3"]),
        ("06/07 07:30", "Lan", ["escalation"]),
    ]


async def test_nothing_is_said_after_it_is_done(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.DATE, date(2022, 6, 30))
    assert [day for day, _n, _s in await jump(commune, FOUNDED, local(2022, 6, 28))] == ["27/06 07:30"]
    assert await settle(commune, "2.a", date(2022, 6, 30), local(2022, 6, 28))
    assert not await settle(commune, "2.a", date(2022, 6, 30), local(2022, 6, 28))
    assert await jump(commune, local(2022, 6, 29), local(2022, 12, 31)) == []


async def test_every_month_of_silence_is_told_and_never_escalates(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.MONTHLY)
    heard = await jump(commune, local(2022, 3, 1), local(2022, 4, 30, "08:00"))
    assert heard == [
        ("01/03 07:30", "Sen", ["overdue-1"]),
        ("02/03 07:30", "Sen", ["overdue-2"]),
        ("28/03 07:30", "Sen", ["heads-up"]),
        ("31/03 07:30", "Sen", ["last-day"]),
        ("01/04 07:30", "Sen", ["overdue-1"]),
        ("04/04 07:30", "Sen", ["overdue-2"]),
        ("26/04 07:30", "Sen", ["heads-up"]),
        ("29/04 07:30", "Sen", ["last-day"]),
    ]


async def test_two_days_of_downtime_end_in_one_message_with_everything(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.DATE, date(2022, 6, 29))
    await due(commune, "2.b", DueKind.DATE, date(2022, 6, 30))
    await due(commune, "6.a", DueKind.WEEKLY)
    await beat(commune.database, local(2022, 6, 20), HANOI)
    assert await hear(commune, local(2022, 7, 2, "10:00")) == [], "a Saturday"
    assert await hear(commune, local(2022, 7, 4, "10:00")) == [
        ("04/07 10:00", "Minh", ["overdue-1"]),
        ("04/07 10:00", "Sen", ["overdue-2", "overdue-3"]),
    ]
    assert await hear(commune, local(2022, 7, 4, "11:00")) == []


async def test_a_plan_approved_late_does_not_chase_history(commune: Commune) -> None:
    async with commune.database.write() as session:
        plan = await session.merge(commune.plan)
        plan.approved_at = local(2022, 8, 3)
    await due(commune, "2.a", DueKind.DATE, date(2022, 7, 31))
    await due(commune, "2.b", DueKind.MONTHLY)
    assert await hear(commune, local(2022, 8, 3, "10:00")) == []
    assert await times(commune, "2.a") == []
    assert [row.due_on.month for row in await times(commune, "2.b")] == [8, 9, 10, 11, 12]


async def test_a_changed_due_date_is_followed_and_answered_times_stay(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.MONTHLY)
    await replant(commune, FOUNDED)
    await settle(commune, "2.a", date(2022, 1, 31), local(2022, 1, 30))
    await due(commune, "2.a", DueKind.QUARTERLY)
    await replant(commune, local(2022, 2, 10))
    states = {row.due_on: row.state for row in await times(commune, "2.a")}
    assert states[date(2022, 1, 31)] is OccurrenceState.DONE
    assert states[date(2022, 2, 28)] is OccurrenceState.WITHDRAWN
    assert states[date(2022, 3, 31)] is OccurrenceState.OPEN
    assert await hear(commune, local(2022, 2, 28)) == []
    await due(commune, "2.a", DueKind.MONTHLY)
    await replant(commune, local(2022, 2, 11))
    assert {row.due_on: row.state for row in await times(commune, "2.a")}[date(2022, 2, 28)] is (
        OccurrenceState.OPEN
    )


async def test_a_task_that_is_no_longer_due_by_itself_is_silent(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.DATE, date(2022, 6, 30))
    await hear(commune, local(2022, 7, 1))
    await due(commune, "2.a", DueKind.ONGOING)
    assert await replant(commune, local(2022, 7, 2)) == 0
    assert await jump(commune, local(2022, 7, 2), local(2022, 12, 31)) == []


async def test_only_the_plan_in_force_makes_its_tasks_due(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.MONTHLY)
    async with commune.database.write() as session:
        (await session.merge(commune.plan)).state = PlanState.DISCARDED
    await replant(commune, FOUNDED)
    assert await times(commune, "2.a") == []


async def test_planting_twice_plants_once(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.QUARTERLY)
    # Four stages for each of the three quarters that end within the horizon.
    assert await replant(commune, FOUNDED) == 12
    assert await replant(commune, FOUNDED + DAY) == 0
    assert len(await times(commune, "2.a")) == 3


async def test_a_unit_is_visited_once_a_day_for_its_tasks_own_days(commune: Commune) -> None:
    async def visited(now: datetime) -> list[int]:
        async with commune.database.read() as session:
            return list(await reminders.units_to_visit(session, now, local_date(now, HANOI)))

    assert await visited(FOUNDED) == [], "no task has a day of its own"
    await due(commune, "2.a", DueKind.QUARTERLY)
    assert await visited(FOUNDED) == [commune.unit.id]
    await beat(commune.database, FOUNDED, HANOI)
    assert await visited(FOUNDED + timedelta(hours=1)) == []
    assert await visited(FOUNDED + DAY) == [commune.unit.id]


async def test_a_new_lead_hears_of_what_was_planted_before(commune: Commune) -> None:
    await due(commune, "2.a", DueKind.DATE, date(2022, 6, 30))
    await replant(commune, FOUNDED)
    async with commune.database.write() as session:
        task = await session.get(Task, commune.tasks["2.a"].id)
        assert task is not None
        task.lead_role_id = commune.roles[FINANCE].id
    assert [name for _at, name, _s in await hear(commune, local(2022, 6, 30))] == ["Minh"]


async def test_two_units_never_hear_of_each_others_tasks(commune: Commune) -> None:
    other = await found(commune.database, "UBND xã Hồng Phong", calendar=[])
    await other.join("Bình", JUSTICE)
    await due(other, "2.a", DueKind.WEEKLY)
    await beat(commune.database, local(2022, 3, 18), HANOI)
    async with commune.database.read() as session:
        told = [message.officer_id for message in await outbox.due(session, local(2022, 3, 18))]
        rows = list(await session.exec(select(Reminder).where(Reminder.unit_id == commune.unit.id)))
    assert told == [other.officers["Bình"].id]
    assert rows == []


async def test_a_reminder_is_about_a_period_or_an_occurrence_never_neither(commune: Commune) -> None:
    with pytest.raises(Exception, match="one_subject"):
        async with commune.database.write() as session:
            session.add(
                Reminder(
                    unit_id=commune.unit.id,
                    key="x",
                    audience="officer",
                    stage="last-day",
                    at=FOUNDED,
                    expires=FOUNDED,
                    state=ReminderState.PLANNED,
                )
            )
