"""A role is merged into another: everything that hangs on it follows, and it stays as a retired row.

`MOVES` says for every column that refers to a role what becomes of it; a test fails when a new one is not in it.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import SQLModel, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import (
    Appointment,
    Area,
    Figure,
    Indicator,
    Invitation,
    Period,
    Reminder,
    ReminderState,
    Role,
    RoleAlias,
    RoleKind,
    Submission,
    Task,
    TaskPart,
    TaskSupport,
)


@dataclass(frozen=True, slots=True)
class Merger:
    """`source` goes into `target`, today."""

    source: Role
    target: Role
    today: date
    now: datetime


Rows = Sequence[Any]
Find = Callable[[AsyncSession, Merger], Awaitable[Rows]]
Change = Callable[[AsyncSession, Merger, Rows], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Move:
    """Which rows of a column are concerned, and what becomes of them."""

    find: Find
    change: Change


async def found(session: AsyncSession, merger: Merger) -> dict[str, Rows]:
    """What a merger would move, by "table.column"."""
    return {name: await move.find(session, merger) for name, move in MOVES.items()}


async def merge(session: AsyncSession, merger: Merger) -> dict[str, list[Any]]:
    """Moves everything and retires the source; returns the keys of what was moved, by "table.column".

    What was said in periods that are closed stays under the source's name. Whoever holds the source holds the
    target from today, beside its holder if there is one.
    """
    rows = await found(session, merger)
    moved = {name: [_key(row) for row in concerned] for name, concerned in rows.items() if concerned}
    for name, move in MOVES.items():
        await move.change(session, merger, rows[name])
        await session.flush()
    source, target = merger.source, merger.target
    if source.kind is RoleKind.COORDINATOR:
        target.kind = RoleKind.COORDINATOR
    name_key = source.name_key
    source.retired_on, source.merged_into_id = merger.today, target.id
    source.name_key = f"{name_key}#{source.id}"  # folded names have no "#": the name is free for another role
    session.add_all([source, target])
    await session.flush()
    known = select(RoleAlias).where(RoleAlias.unit_id == target.unit_id, RoleAlias.name_key == name_key)
    if (await session.exec(known)).first() is None:
        session.add(RoleAlias(unit_id=target.unit_id, role_id=target.id, name=source.name, name_key=name_key))
    await session.flush()
    return moved


def _key(row: Any) -> Any:
    return row.task_id if isinstance(row, TaskSupport) else row.id


def _plainly(table: type[SQLModel], column: str, *, while_open: bool = False) -> Move:
    """The column takes the target's id; `while_open` only in periods that are not closed."""

    async def find(session: AsyncSession, merger: Merger) -> Rows:
        model: Any = table
        query = select(model).where(
            model.unit_id == merger.source.unit_id, getattr(model, column) == merger.source.id
        )
        if while_open:
            query = query.join(Period, col(Period.id) == model.period_id).where(
                col(Period.closed_at).is_(None)
            )
        return (await session.exec(query.order_by(model.id))).all()

    async def change(session: AsyncSession, merger: Merger, rows: Rows) -> None:
        for row in rows:
            setattr(row, column, merger.target.id)
            session.add(row)

    return Move(find, change)


async def _supports(session: AsyncSession, merger: Merger) -> Rows:
    query = select(TaskSupport).where(
        TaskSupport.unit_id == merger.source.unit_id, TaskSupport.role_id == merger.source.id
    )
    return (await session.exec(query.order_by(col(TaskSupport.task_id)))).all()


async def _support_once(session: AsyncSession, merger: Merger, rows: Rows) -> None:
    """Nobody supports a task twice, nor one they lead. The leads have moved by now."""
    unit_id, target_id = merger.target.unit_id, merger.target.id
    led = select(Task.id).where(Task.unit_id == unit_id, Task.lead_role_id == target_id)
    own = select(TaskSupport).where(TaskSupport.unit_id == unit_id, TaskSupport.role_id == target_id)
    leads = set((await session.exec(led)).all())
    supports = {row.task_id: row for row in await session.exec(own)}
    for task_id in leads & supports.keys():
        await session.delete(supports[task_id])
    for row in rows:
        await session.delete(row)
        if row.task_id not in leads and row.task_id not in supports:
            session.add(TaskSupport(unit_id=unit_id, task_id=row.task_id, role_id=target_id))


async def _appointments(session: AsyncSession, merger: Merger) -> Rows:
    """Those that are not over; the others are history."""
    query = select(Appointment).where(
        Appointment.role_id == merger.source.id,
        or_(col(Appointment.to_date).is_(None), col(Appointment.to_date) > merger.today),
        or_(col(Appointment.to_date).is_(None), col(Appointment.to_date) > Appointment.from_date),
    )
    return (await session.exec(query.order_by(col(Appointment.id)))).all()


async def _hold_target(session: AsyncSession, merger: Merger, rows: Rows) -> None:
    """A time that runs ends, and goes on with the target; a time to come begins with the target."""
    query = select(Appointment).where(Appointment.role_id == merger.target.id)
    own = list((await session.exec(query)).all())
    for row in rows:
        start = max(row.from_date, merger.today)
        standing = next((o for o in own if o.officer_id == row.officer_id and _covers(o, start)), None)
        if standing is not None:
            standing.acting = standing.acting and row.acting
            standing.to_date = standing.end_due = _later(standing.to_date, row.to_date)
        else:
            same_day = (o for o in own if o.officer_id == row.officer_id and o.from_date == start)
            standing = next(same_day, None) or Appointment(
                unit_id=row.unit_id, role_id=merger.target.id, officer_id=row.officer_id, from_date=start
            )
            standing.acting, standing.to_date = row.acting, row.to_date
            standing.in_place_of_id = row.in_place_of_id
            standing.end_due = row.to_date
            standing.begin_due = row.begin_due if start > merger.today else None
            own.append(standing)
        session.add(standing)
        row.to_date = start if row.from_date <= merger.today else row.from_date
        row.begin_due = row.end_due = None
        session.add(row)


async def answers_follow(session: AsyncSession, unit_id: int) -> None:
    """What was said in open periods counts for whoever leads the task or supplies the figure now."""
    open_ = col(Period.closed_at).is_(None)
    answers = (
        select(Submission, Task.lead_role_id)
        .join(Task, col(Task.id) == Submission.task_id)
        .join(Period, col(Period.id) == Submission.period_id)
        .where(Submission.unit_id == unit_id, open_, Task.lead_role_id != Submission.role_id)
    )
    counted = (
        select(Figure, Indicator.role_id)
        .join(Indicator, col(Indicator.id) == Figure.indicator_id)
        .join(Period, col(Period.id) == Figure.period_id)
        .where(Figure.unit_id == unit_id, open_, Indicator.role_id != Figure.role_id)
    )
    rows: list[tuple[Submission | Figure, int | None]] = [
        *(await session.exec(answers)).all(),
        *(await session.exec(counted)).all(),
    ]
    for row, role_id in rows:
        if role_id is not None:
            row.role_id = role_id
            session.add(row)
    await session.flush()


def _covers(row: Appointment, day: date) -> bool:
    return row.from_date <= day and (row.to_date is None or row.to_date > day)


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


async def _open_invitations(session: AsyncSession, merger: Merger) -> Rows:
    query = (
        select(Invitation)
        .where(Invitation.unit_id == merger.source.unit_id, Invitation.role_id == merger.source.id)
        .where(col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None))
        .where(col(Invitation.expires_at) > merger.now)
    )
    return (await session.exec(query)).all()


async def _revoke(session: AsyncSession, merger: Merger, rows: Rows) -> None:
    """Moved, they would take the target from whoever holds it."""
    for row in rows:
        row.revoked_at = merger.now
        session.add(row)


async def _remind_target(session: AsyncSession, merger: Merger, rows: Rows) -> None:
    """A stage that the target has already is not asked twice; the others follow with what became of them."""
    query = select(Reminder.key).where(Reminder.role_id == merger.target.id)
    known = set((await session.exec(query)).all())
    for row in rows:
        # "period:audience:role:stage", or "period:stage:role:officer:moment" of a snoozed one
        parts = row.key.split(":")
        parts[2] = str(merger.target.id)
        key = ":".join(parts)
        if key not in known:
            row.key, row.role_id = key, merger.target.id
        elif row.state is ReminderState.PLANNED:
            row.state = ReminderState.SUPERSEDED
        session.add(row)


async def _parts_as_one(session: AsyncSession, merger: Merger, rows: Rows) -> None:
    """Where both roles gave their part of a task, the target's holds the words of both."""
    query = select(TaskPart).where(
        TaskPart.unit_id == merger.target.unit_id, TaskPart.role_id == merger.target.id
    )
    own = {(part.period_id, part.task_id): part for part in await session.exec(query)}
    for row in rows:
        standing = own.get((row.period_id, row.task_id))
        if standing is None:
            row.role_id = merger.target.id
            session.add(row)
            continue
        standing.text = "\n".join(text for text in (standing.text, row.text) if text)
        standing.nothing_to_report = not standing.text
        session.add(standing)
        await session.delete(row)


_parts = _plainly(TaskPart, "role_id", while_open=True)
_reminders = _plainly(Reminder, "role_id", while_open=True)

# In this order: who leads a task must be known before its supports are looked at.
MOVES: Mapping[str, Move] = {
    "area.lead_role_id": _plainly(Area, "lead_role_id"),
    "task.lead_role_id": _plainly(Task, "lead_role_id"),
    "task_support.role_id": Move(_supports, _support_once),
    "indicator.role_id": _plainly(Indicator, "role_id"),
    "submission.role_id": _plainly(Submission, "role_id", while_open=True),
    "figure.role_id": _plainly(Figure, "role_id", while_open=True),
    "task_part.role_id": Move(_parts.find, _parts_as_one),
    "reminder.role_id": Move(_reminders.find, _remind_target),
    "appointment.role_id": Move(_appointments, _hold_target),
    "invitation.role_id": Move(_open_invitations, _revoke),
    "role_alias.role_id": _plainly(RoleAlias, "role_id"),
    "role.merged_into_id": _plainly(Role, "merged_into_id"),
}
