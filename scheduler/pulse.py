"""One beat of the pulse: plant the calendar's reminders, decide who hears what now, put it into the outbox.

The database is the truth (DESIGN §4): a beat may be late, doubled or missing, and the next one does what
is owed then.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel.ext.asyncio.session import AsyncSession

from scheduler.changeover import carry_out
from scheduler.hours import allowed_at
from scheduler.ledger import period_plan
from scheduler.periods import local_date
from scheduler.planting import plant_occurrences
from scheduler.reminders import Decision, ReminderRow, decide, snoozed
from scheduler.stages import ASKING_FOR_PARTS, Audience, PlannedStage, Stage, plan_stages
from scheduler.standing import gather, unit_workdays
from scheduler.workdays import Workdays
from storage import outbox, periods, reminders
from storage.database import Database
from storage.reminders import Planned
from storage.tables import Period, Reminder, ReminderState, Unit

log = structlog.get_logger(__name__)


async def beat(database: Database, now: datetime, tz: tzinfo) -> int:
    """Puts what is owed at `now` into the outbox, unit by unit; returns how many messages that were.

    When nothing is due this is one indexed query.
    """
    async with database.read() as session:
        unit_ids = await reminders.units_to_visit(session, now, local_date(now, tz))
    put = 0
    for unit_id in unit_ids:
        try:
            put += await _visit(database, unit_id, now, tz)
        except SQLAlchemyError:
            raise
        except Exception as error:
            # One unit's odd calendar must not silence the others.
            log.error("unit_not_visited", unit=unit_id, exc_info=error)
    return put


async def plant(session: AsyncSession, unit: Unit, now: datetime, tz: tzinfo) -> int:
    """Plans every stage of the unit's open periods and of its tasks' own days; returns how many rows are
    new or have moved.

    To be called as well when a deadline, a day off, or a task's lead or due date has changed: rows that
    are still planned follow it. Stages that are history by now are left out.
    """
    workdays = await unit_workdays(session, unit.id)
    known = [period for period in await periods.periods(session, unit.id) if period.closed_at is None]
    roles = {
        plan_id: await reminders.roles_asked(session, unit.id, plan_id)
        for plan_id in {period.plan_id for period in known}
    }
    supporting = {plan_id: await reminders.roles_supporting(session, unit.id, plan_id) for plan_id in roles}
    wanted: list[Planned] = []
    for period in known:
        stages = [s for s in plan_stages(period_plan(period), workdays, tz) if s.expires > now]
        asked = roles[period.plan_id]
        wanted += _rows(period, asked, stages)
        wanted += _rows(
            period,
            [role_id for role_id in supporting[period.plan_id] if role_id not in asked],
            (s for s in stages if s.audience is Audience.OFFICER and s.stage in ASKING_FOR_PARTS),
        )
    wanted += await plant_occurrences(session, unit.id, workdays, now, tz)
    unit.planted_on = local_date(now, tz)
    session.add(unit)
    return await reminders.plan(session, unit.id, wanted)


async def snooze(
    session: AsyncSession,
    unit: Unit,
    period: Period,
    roles: Iterable[int],
    officer_id: int,
    until: datetime,
    tz: tzinfo,
) -> None:
    """Plans a reminder for this officer alone, `until` then or until the period's next stage speaks."""
    workdays = await unit_workdays(session, unit.id)
    stage = snoozed(plan_stages(period_plan(period), workdays, tz), until)
    wanted = [
        Planned(
            key=f"{period.id}:{stage.stage}:{role_id}:{officer_id}:{until:%Y-%m-%dT%H:%M}",
            period_id=period.id,
            role_id=role_id,
            officer_id=officer_id,
            audience=stage.audience,
            stage=stage.stage,
            at=stage.at,
            expires=stage.expires,
        )
        for role_id in roles
    ]
    await reminders.plan(session, unit.id, wanted)


async def next_reminder_at(session: AsyncSession, now: datetime) -> datetime | None:
    """When the next reminder after `now` is due, over all units: for a clock that can be moved."""
    return await reminders.next_at(session, now)


def _rows(period: Period, roles: Iterable[int], stages: Iterable[PlannedStage]) -> Iterator[Planned]:
    """A row for each role that answers in the period, or one for all it."""
    for stage in stages:
        for role_id in roles if stage.audience is Audience.OFFICER else (None,):
            yield Planned(
                key=f"{period.id}:{stage.audience}:{role_id or 'all'}:{stage.stage}",
                period_id=period.id,
                role_id=role_id,
                officer_id=None,
                audience=stage.audience,
                stage=stage.stage,
                at=stage.at,
                expires=stage.expires,
            )


async def _visit(database: Database, unit_id: int, now: datetime, tz: tzinfo) -> int:
    """One unit in one transaction: of two claimers at the same moment, one does it."""
    async with database.write() as session:
        unit = await reminders.take_unit(session, unit_id)
        if unit is None:
            return 0
        await plant(session, unit, now, tz)
        await reminders.settle(session, unit_id)
        workdays = await unit_workdays(session, unit_id)
        speaks_from = allowed_at(now, workdays, tz)
        told = await carry_out(session, unit_id, local_date(now, tz), now, speaks_from)
        return told + await _speak(session, unit_id, now, workdays, tz)


async def _speak(session: AsyncSession, unit_id: int, now: datetime, workdays: Workdays, tz: tzinfo) -> int:
    opens = allowed_at(now, workdays, tz)
    if opens > now:
        await reminders.postpone(session, unit_id, opens)
        return 0
    rows = [_row(reminder) for reminder in await reminders.due(session, unit_id, now)]
    if not rows:
        return 0
    standing = await gather(
        session,
        unit_id,
        {row.period_id for row in rows if row.period_id is not None},
        {row.occurrence_id for row in rows if row.occurrence_id is not None},
        local_date(now, tz),
    )
    return await _apply(session, unit_id, decide(rows, standing, now, workdays, tz), now)


async def _apply(session: AsyncSession, unit_id: int, decision: Decision, now: datetime) -> int:
    claimed: set[int] = set()
    put = 0
    for message in decision.messages:
        ids = {item.row_id for item in message.items}
        # The hour in the key lets a reminder that reached nobody be tried again, but not at every beat.
        key = f"{reminders.KIND}:{message.officer_id}:{message.items[0].row_id}:{now:%Y-%m-%dT%H}"
        unsent = await reminders.withdraw(session, unit_id, message.officer_id)
        subject = {"reminders": sorted(ids | unsent)}
        if await outbox.put(session, unit_id, message.officer_id, key, reminders.KIND, subject, now):
            claimed |= ids
            put += 1
        else:
            await reminders.put_down(session, unsent, ReminderState.PLANNED, was=ReminderState.CLAIMED)
    await reminders.put_down(session, claimed, ReminderState.CLAIMED)
    await reminders.put_down(session, [row.row_id for row in decision.superseded], ReminderState.SUPERSEDED)
    await reminders.put_down(session, [row.row_id for row in decision.unneeded], ReminderState.UNNEEDED)
    return put


def _row(reminder: Reminder) -> ReminderRow:
    return ReminderRow(
        row_id=reminder.id,
        period_id=reminder.period_id,
        role_id=reminder.role_id,
        stage=Stage(reminder.stage),
        audience=Audience(reminder.audience),
        at=reminder.at,
        expires=reminder.expires,
        officer_id=reminder.officer_id,
        occurrence_id=reminder.occurrence_id,
    )
