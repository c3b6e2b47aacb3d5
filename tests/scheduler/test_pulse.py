"""The pulse over a moved clock: who hears what and when, each thing once, whatever happens to the program."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from scheduler.periods import PeriodKind, PeriodPlan, Window, local_date
from scheduler.pulse import beat, next_reminder_at, plant, snooze
from storage import outbox, periods, reminders
from storage.database import Database
from storage.tables import DayOff, OutboxMessage, Reminder, ReminderState
from tests.commune import CULTURE, FINANCE, FOUNDED, HANOI, JUSTICE, Commune, found, local

HOUR = timedelta(hours=1)
OFFICERS = ["Hòa", "Minh", "Sen"]
Log = list[tuple[date, str, list[str]]]


async def everybody_joins(commune: Commune) -> Commune:
    for name, role in (
        ("Sen", JUSTICE),
        ("Minh", FINANCE),
        ("Hòa", CULTURE),
        ("Lan", "coordinator"),
        ("Phúc", "leader"),
    ):
        await commune.join(name, role)
    return commune


@pytest.fixture
async def commune(database: Database) -> Commune:
    return await everybody_joins(await found(database))


async def deliver(commune: Commune, now: datetime) -> list[OutboxMessage]:
    """Sends what is due, as the delivery does."""
    async with commune.database.write() as session:
        messages = [m for m in await outbox.due(session, now) if m.unit_id == commune.unit.id]
        for message in messages:
            assert await outbox.claim(session, message.id, now)
            assert await outbox.sent(session, message.id, 1, message.id, now)
    return messages


async def stages(commune: Commune, message: OutboxMessage) -> list[str]:
    async with commune.database.read() as session:
        rows = await reminders.carried(session, commune.unit.id, message.subject["reminders"])
    return sorted({row.stage for row in rows})


async def hear(commune: Commune, now: datetime) -> Log:
    """One beat, and what is said after it."""
    await beat(commune.database, now, HANOI)
    day = local_date(now, HANOI)
    said = await deliver(commune, now)
    return sorted([(day, commune.name_of(m.officer_id), await stages(commune, m)) for m in said])


async def walk(commune: Commune, start: datetime, end: datetime, step: timedelta = HOUR) -> Log:
    log: Log = []
    now = start
    while now <= end:
        log += await hear(commune, now)
        now += step
    return log


async def rows(commune: Commune, **wanted: object) -> list[Reminder]:
    query = select(Reminder).where(Reminder.unit_id == commune.unit.id).order_by(col(Reminder.at))
    for name, value in wanted.items():
        query = query.where(getattr(Reminder, name) == value)
    async with commune.database.read() as session:
        return list((await session.exec(query)).all())


def all_officers(day: int, stage: str) -> Log:
    return [(date(2022, 3, day), name, [stage]) for name in OFFICERS]


def first_quarter_of_silence() -> Log:
    """The 15th is a Tuesday, the 19th, the summary's last day, a Saturday."""
    return [
        *all_officers(9, "heads-up"),
        *all_officers(15, "opening"),
        *all_officers(16, "last-day"),
        (date(2022, 3, 16), "Lan", ["silent-list"]),
        *all_officers(17, "overdue-1"),
        (date(2022, 3, 17), "Phúc", ["overdue-1"]),
        *all_officers(18, "overdue-2"),
        (date(2022, 3, 18), "Lan", ["summary-last-day"]),
        *all_officers(21, "overdue-3"),
        (date(2022, 3, 21), "Lan", ["summary-overdue"]),
        *all_officers(22, "overdue-4"),
        *all_officers(23, "overdue-5"),
        (date(2022, 3, 24), "Lan", ["escalation"]),
        (date(2022, 3, 24), "Phúc", ["escalation"]),
    ]


async def test_a_quarter_of_silence_walked_hour_by_hour(commune: Commune) -> None:
    assert await walk(commune, FOUNDED, local(2022, 3, 6), timedelta(days=1)) == []
    heard = await walk(commune, local(2022, 3, 8, "00:30"), local(2022, 3, 26))
    assert sorted(heard) == sorted(first_quarter_of_silence())


async def test_a_quarter_of_silence_jumped_from_reminder_to_reminder(commune: Commune) -> None:
    await beat(commune.database, local(2021, 12, 15), HANOI)
    heard: Log = []
    now: datetime | None = local(2021, 12, 15)
    while now is not None and now < local(2022, 3, 28):
        heard += await hear(commune, now)
        async with commune.database.read() as session:
            now = await next_reminder_at(session, now)
    assert sorted(heard) == sorted(first_quarter_of_silence())
    assert now is not None, "the half year's reminders are planned already"
    assert local_date(now, HANOI).month == 6


async def test_days_of_downtime_end_in_one_message_for_each(commune: Commune) -> None:
    await beat(commune.database, local(2022, 3, 1), HANOI)
    heard = await hear(commune, local(2022, 3, 18, "10:00"))
    assert heard == [
        (date(2022, 3, 18), "Hòa", ["overdue-2"]),
        (date(2022, 3, 18), "Lan", ["silent-list", "summary-last-day"]),
        (date(2022, 3, 18), "Minh", ["overdue-2"]),
        (date(2022, 3, 18), "Phúc", ["overdue-1"]),
        (date(2022, 3, 18), "Sen", ["overdue-2"]),
    ]
    assert await hear(commune, local(2022, 3, 18, "11:00")) == []


async def test_only_those_hear_who_still_owe(commune: Commune) -> None:
    for code in ("6.a", "6.b"):
        await commune.answer(code, local(2022, 3, 14), "Minh")
    await commune.answer("2.a", local(2022, 3, 14), "Sen")
    heard = await hear(commune, local(2022, 3, 15))
    assert [name for _day, name, _stages in heard] == ["Hòa", "Sen"]


async def test_when_all_is_answered_nobody_is_chased_and_the_summary_still_is(commune: Commune) -> None:
    for role, name in ((JUSTICE, "Sen"), (FINANCE, "Minh"), (CULTURE, "Hòa")):
        await commune.answer_all(role, local(2022, 3, 8), name)
    heard = await walk(commune, local(2022, 3, 9), local(2022, 3, 28), 3 * HOUR)
    assert [(day.day, name, said) for day, name, said in heard] == [
        (18, "Lan", ["summary-last-day"]),
        (21, "Lan", ["summary-overdue"]),
    ]


async def test_a_closed_period_is_silent(commune: Commune) -> None:
    await beat(commune.database, FOUNDED, HANOI)
    async with commune.database.write() as session:
        period = await periods.period(session, commune.unit.id, commune.q1.id)
        assert period is not None
        await periods.close(session, period, commune.officers["Lan"], local(2022, 3, 14))
    assert await walk(commune, local(2022, 3, 15), local(2022, 3, 25), timedelta(days=1)) == []
    async with commune.database.read() as session:
        upcoming = await next_reminder_at(session, local(2022, 3, 14))
    assert upcoming is not None
    assert local_date(upcoming, HANOI).month == 6


async def test_tet_moves_the_last_reminder_before_it(database: Database) -> None:
    month = PeriodPlan(
        "2022-TET",
        PeriodKind.ONE_OFF,
        Window(date(2022, 1, 1), date(2022, 2, 1)),
        officers_last_day=date(2022, 2, 3),
        summary_last_day=date(2022, 2, 4),
    )
    commune = await everybody_joins(await found(database, calendar=[month]))
    heard = await walk(commune, local(2022, 1, 25), local(2022, 2, 7), 3 * HOUR)
    said = {(day, name) for day, name, _stages in heard}
    assert {day for day, _name in said} == {date(2022, 1, 26), date(2022, 1, 28), date(2022, 2, 7)}
    assert {stage for day, _, said in heard if day.day == 28 for stage in said} == {
        "last-day",
        "silent-list",
        "summary-last-day",
    }


async def test_a_plan_loaded_in_august_does_not_chase_the_first_quarter(commune: Commune) -> None:
    await beat(commune.database, local(2022, 8, 3, "10:00"), HANOI)
    assert await deliver(commune, local(2022, 8, 3, "10:00")) == []
    assert await rows(commune, period_id=commune.q1.id) == []
    assert await rows(commune, period_id=commune.periods["2022-Q3"].id)


async def test_a_role_without_a_holder_waits_for_one(commune: Commune) -> None:
    await commune.join("Tú", FINANCE, today=date(2022, 3, 15))
    async with commune.database.write() as session:
        minh = await session.merge(commune.officers["Minh"])
        minh.reachable = False
    assert [name for _d, name, _s in await hear(commune, local(2022, 3, 9))] == ["Hòa", "Sen"]
    assert [name for _d, name, _s in await hear(commune, local(2022, 3, 15))] == ["Hòa", "Sen", "Tú"]


async def test_a_holder_and_a_deputy_both_hear(commune: Commune) -> None:
    await commune.join("Tú", FINANCE, acting=True)
    heard = await hear(commune, local(2022, 3, 15))
    assert [name for _day, name, _stages in heard] == ["Hòa", "Minh", "Sen", "Tú"]


async def test_who_holds_two_roles_hears_once(commune: Commune) -> None:
    await commune.join("Sen", CULTURE)
    async with commune.database.write() as session:
        assert await plant(session, commune.unit, local(2022, 3, 1), HANOI)
    await beat(commune.database, local(2022, 3, 15), HANOI)
    messages = await deliver(commune, local(2022, 3, 15))
    assert commune.heard_by(messages) == ["Minh", "Sen"]
    to_sen = next(m for m in messages if m.officer_id == commune.officers["Sen"].id)
    assert len(to_sen.subject["reminders"]) == 2


async def test_planting_twice_plants_once(commune: Commune) -> None:
    async with commune.database.write() as session:
        planted = await plant(session, commune.unit, FOUNDED, HANOI)
        assert await plant(session, commune.unit, FOUNDED + HOUR, HANOI) == 0
    # For each of four periods eight stages for three roles, five for the coordinator, two for the leader.
    assert planted == len(await rows(commune)) == 4 * (8 * 3 + 5 + 2)


async def test_planned_rows_follow_a_moved_deadline_and_sent_ones_stay(commune: Commune) -> None:
    await hear(commune, local(2022, 3, 9))
    await hear(commune, local(2022, 3, 9, "08:00"))
    async with commune.database.write() as session:
        period = await periods.period(session, commune.unit.id, commune.q1.id)
        assert period is not None
        period.officers_last_day, period.summary_last_day = date(2022, 3, 22), date(2022, 3, 25)
        session.add(period)
        assert await plant(session, commune.unit, local(2022, 3, 14), HANOI)
    heads_up = await rows(commune, period_id=commune.q1.id, stage="heads-up")
    assert {(row.state, row.at) for row in heads_up} == {(ReminderState.SENT, local(2022, 3, 9))}
    last_day = await rows(commune, period_id=commune.q1.id, stage="last-day")
    assert {(row.state, row.at) for row in last_day} == {(ReminderState.PLANNED, local(2022, 3, 22))}
    heard = await walk(commune, local(2022, 3, 16), local(2022, 3, 22), 3 * HOUR)
    assert {day for day, _name, _stages in heard} == {date(2022, 3, 16), date(2022, 3, 22)}


async def test_a_day_off_of_the_units_own_moves_the_reminder(commune: Commune) -> None:
    await beat(commune.database, FOUNDED, HANOI)
    async with commune.database.write() as session:
        session.add(DayOff(unit_id=commune.unit.id, day=date(2022, 3, 16), name="Lễ hội làng"))
        await session.flush()
        assert await plant(session, commune.unit, FOUNDED, HANOI)
    heard = await walk(commune, local(2022, 3, 15), local(2022, 3, 16, "18:00"))
    assert [(day.day, said) for day, _name, said in heard if _name == "Sen"] == [(15, ["last-day"])]


async def test_two_claimers_at_one_moment_say_it_once(commune: Commune) -> None:
    await beat(commune.database, FOUNDED, HANOI)
    other = Database(commune.database.url)
    now = local(2022, 3, 15)
    put = await asyncio.gather(*(beat(db, now, HANOI) for db in (commune.database, other) * 3))
    await other.close()
    assert sum(put) == 3
    assert commune.heard_by(await deliver(commune, now)) == OFFICERS


async def test_two_units_never_hear_of_each_other(commune: Commune) -> None:
    other = await found(commune.database, "UBND xã Hồng Phong")
    await other.join("Bình", JUSTICE)
    now = local(2022, 3, 15)
    await beat(commune.database, now, HANOI)
    assert commune.heard_by(await deliver(commune, now)) == OFFICERS
    assert other.heard_by(await deliver(other, now)) == ["Bình"]


async def test_a_claimed_row_is_sent_when_its_message_is(commune: Commune) -> None:
    now = local(2022, 3, 15)
    await beat(commune.database, now, HANOI)
    assert len(await rows(commune, state=ReminderState.CLAIMED)) == 3
    await beat(commune.database, now, HANOI)
    assert len(await rows(commune, state=ReminderState.CLAIMED)) == 3
    await deliver(commune, now)
    await beat(commune.database, now, HANOI)
    assert len(await rows(commune, state=ReminderState.SENT)) == 3


async def test_a_message_with_nothing_left_to_say_makes_its_row_unneeded(commune: Commune) -> None:
    now = local(2022, 3, 15)
    await beat(commune.database, now, HANOI)
    async with commune.database.write() as session:
        for message in await outbox.due(session, now):
            await outbox.claim(session, message.id, now)
            await outbox.unneeded(session, message.id)
    await beat(commune.database, now, HANOI)
    assert len(await rows(commune, stage="opening", state=ReminderState.UNNEEDED)) == 3


async def test_a_reminder_that_reached_nobody_waits_until_somebody_can_be_reached(commune: Commune) -> None:
    now = local(2022, 3, 16, "08:00")
    await beat(commune.database, now, HANOI)
    async with commune.database.write() as session:
        sen = await session.merge(commune.officers["Sen"])
        sen.reachable = False
        for message in await outbox.due(session, now):
            await outbox.claim(session, message.id, now)
            if message.officer_id == sen.id:
                await outbox.failed(session, message.id, "Forbidden")
            else:
                await outbox.sent(session, message.id, 1, message.id, now)
    assert await hear(commune, now + HOUR) == []
    assert len(await rows(commune, stage="last-day", state=ReminderState.PLANNED)) == 3 * 3 + 1
    async with commune.database.write() as session:
        (await session.merge(commune.officers["Sen"])).reachable = True
    assert await hear(commune, now + 2 * HOUR) == [(date(2022, 3, 16), "Sen", ["last-day"])]


async def test_a_message_that_always_fails_is_not_tried_at_every_beat(commune: Commune) -> None:
    now = local(2022, 3, 16, "08:00")
    tried = 0
    for minute in range(0, 120, 10):
        moment = now + timedelta(minutes=minute)
        await beat(commune.database, moment, HANOI)
        async with commune.database.write() as session:
            for message in await outbox.due(session, moment):
                await outbox.claim(session, message.id, moment)
                await outbox.failed(session, message.id, "BadRequest")
                tried += message.officer_id == commune.officers["Sen"].id
    assert tried == 2


async def test_days_without_telegram_end_in_one_message_for_each(commune: Commune) -> None:
    for day in (15, 16, 17):
        await beat(commune.database, local(2022, 3, day), HANOI)
        await beat(commune.database, local(2022, 3, day, "15:00"), HANOI)
    heard = await hear(commune, local(2022, 3, 17, "15:01"))
    assert [(name, said) for _day, name, said in heard] == [
        ("Hòa", ["last-day", "opening", "overdue-1"]),
        ("Lan", ["silent-list"]),
        ("Minh", ["last-day", "opening", "overdue-1"]),
        ("Phúc", ["overdue-1"]),
        ("Sen", ["last-day", "opening", "overdue-1"]),
    ]
    await beat(commune.database, local(2022, 3, 17, "15:02"), HANOI)
    assert not await rows(commune, state=ReminderState.CLAIMED)


async def test_what_was_held_up_is_not_said_in_the_evening(commune: Commune) -> None:
    await beat(commune.database, local(2022, 3, 18, "16:59"), HANOI)
    await beat(commune.database, local(2022, 3, 18, "17:00"), HANOI)
    assert await deliver(commune, local(2022, 3, 20, "10:00")) == []
    async with commune.database.read() as session:
        assert await outbox.next_at(session) == local(2022, 3, 21)


async def test_a_snoozed_reminder_comes_back_to_the_one_who_asked(commune: Commune) -> None:
    await hear(commune, local(2022, 3, 15))
    async with commune.database.write() as session:
        await snooze(
            session,
            commune.unit,
            commune.q1,
            [commune.roles[JUSTICE].id],
            commune.officers["Sen"].id,
            local(2022, 3, 15, "14:00"),
            HANOI,
        )
    assert await hear(commune, local(2022, 3, 15, "13:00")) == []
    assert await hear(commune, local(2022, 3, 15, "14:00")) == [(date(2022, 3, 15), "Sen", ["snoozed"])]
    assert await hear(commune, local(2022, 3, 15, "15:00")) == []


@pytest.fixture
async def statements(database: Database) -> AsyncIterator[list[str]]:
    run: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        run.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield run
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)


async def test_an_idle_beat_is_one_query(commune: Commune, statements: list[str]) -> None:
    await beat(commune.database, FOUNDED, HANOI)
    statements.clear()
    assert await beat(commune.database, FOUNDED + HOUR, HANOI) == 0
    assert len([s for s in statements if not s.startswith("BEGIN")]) == 1


async def test_one_units_odd_calendar_does_not_silence_the_others(commune: Commune) -> None:
    other = await everybody_joins(await found(commune.database, "UBND xã Hồng Phong"))
    async with commune.database.write() as session:
        first = date(2022, 3, 1)
        session.add_all(
            DayOff(unit_id=commune.unit.id, day=first + timedelta(days=n), name="") for n in range(90)
        )
    now = local(2022, 3, 15)
    await beat(commune.database, now, HANOI)
    assert other.heard_by(await deliver(other, now)) == OFFICERS
