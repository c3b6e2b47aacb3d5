"""The single times that tasks are due: planted ahead, answered once, withdrawn when the due date changes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import events
from storage.tables import Occurrence, OccurrenceState, Officer, Task
from storage.upsert import insert_for

_TABLE: Table = Occurrence.__table__  # type: ignore[attr-defined]
# Task, first day, due day.
Wanted = tuple[int, date, date]


async def plant(
    session: AsyncSession, unit_id: int, wanted: Iterable[Wanted], first: date, today: date
) -> Sequence[Occurrence]:
    """Makes the open occurrences due from `first` on what is wanted; returns all that are open then.

    What was answered stays. What nobody wants any more is withdrawn: of tasks that are still due at other
    times only what lies ahead, since what was missed has been missed.
    """
    by_due = {(task_id, due_on): opens_on for task_id, opens_on, due_on in wanted}
    still_due = {task_id for task_id, _due_on in by_due}
    query = select(Occurrence).where(Occurrence.unit_id == unit_id, Occurrence.due_on >= first)
    known = {(row.task_id, row.due_on): row for row in await session.exec(query)}
    fresh = [
        {"unit_id": unit_id, "task_id": task_id, "opens_on": opens_on, "due_on": due_on}
        for (task_id, due_on), opens_on in by_due.items()
        if (task_id, due_on) not in known
    ]
    for key, row in known.items():
        if key in by_due:
            if row.state is OccurrenceState.WITHDRAWN:
                row.state = OccurrenceState.OPEN
            if row.opens_on != by_due[key]:
                row.opens_on = by_due[key]
        elif row.state is OccurrenceState.OPEN and (row.due_on >= today or row.task_id not in still_due):
            row.state = OccurrenceState.WITHDRAWN
        session.add(row)
    await session.flush()
    if fresh:
        insert = insert_for(session.get_bind().dialect.name, _TABLE).values(
            state=OccurrenceState.OPEN, note="", late=False
        )
        await session.exec(
            insert.on_conflict_do_nothing(index_elements=[_TABLE.c.task_id, _TABLE.c.due_on]), params=fresh
        )
    return (await session.exec(query.where(Occurrence.state == OccurrenceState.OPEN))).all()


async def occurrence(session: AsyncSession, unit_id: int, occurrence_id: int) -> Occurrence | None:
    query = select(Occurrence).where(Occurrence.unit_id == unit_id, Occurrence.id == occurrence_id)
    return (await session.exec(query)).first()


async def occurrences_of(session: AsyncSession, task: Task) -> Sequence[Occurrence]:
    """Every time the task was or will be due, the earliest first."""
    query = select(Occurrence).where(
        Occurrence.unit_id == task.unit_id,
        Occurrence.task_id == task.id,
        Occurrence.state != OccurrenceState.WITHDRAWN,
    )
    return (await session.exec(query.order_by(col(Occurrence.due_on)))).all()


async def due_between(
    session: AsyncSession, unit_id: int, first: date, last: date
) -> dict[int, list[Occurrence]]:
    """For each task the times it is due in these days, the earliest first."""
    query = select(Occurrence).where(
        Occurrence.unit_id == unit_id,
        Occurrence.state != OccurrenceState.WITHDRAWN,
        Occurrence.due_on >= first,
        Occurrence.due_on <= last,
    )
    found: dict[int, list[Occurrence]] = {}
    for row in await session.exec(query.order_by(col(Occurrence.due_on), col(Occurrence.task_id))):
        found.setdefault(row.task_id, []).append(row)
    return found


async def open_among(
    session: AsyncSession, unit_id: int, ids: Collection[int]
) -> list[tuple[Occurrence, Task]]:
    """Those of the occurrences that nobody has answered, with their tasks, the one due first in front."""
    query = (
        select(Occurrence, Task)
        .join(Task, col(Task.id) == Occurrence.task_id)
        .where(
            Occurrence.unit_id == unit_id,
            col(Occurrence.id).in_(ids),
            Occurrence.state == OccurrenceState.OPEN,
        )
        .order_by(col(Occurrence.due_on), col(Task.position))
    )
    return [(row[0], row[1]) for row in await session.exec(query)]


async def open_of_roles(
    session: AsyncSession, unit_id: int, role_ids: Collection[int], earliest: date
) -> list[tuple[Occurrence, Task]]:
    """The open occurrences of the tasks that these roles lead, not due before `earliest`."""
    query = (
        select(Occurrence, Task)
        .join(Task, col(Task.id) == Occurrence.task_id)
        .where(
            Occurrence.unit_id == unit_id,
            col(Task.lead_role_id).in_(role_ids),
            Occurrence.state == OccurrenceState.OPEN,
            Occurrence.due_on >= earliest,
        )
        .order_by(col(Occurrence.due_on), col(Task.position))
    )
    return [(row[0], row[1]) for row in await session.exec(query)]


async def settle(
    session: AsyncSession,
    row: Occurrence,
    state: OccurrenceState,
    officer: Officer,
    now: datetime,
    *,
    late: bool,
    note: str,
) -> bool:
    """Answers an open occurrence; False when somebody else was faster."""
    statement = (
        update(Occurrence)
        .where(col(Occurrence.id) == row.id, col(Occurrence.state) == OccurrenceState.OPEN)
        .values(state=state, done_at=now, done_by_id=officer.id, late=late, note=note)
        .execution_options(synchronize_session=False)
    )
    if (await session.exec(statement)).rowcount != 1:
        return False
    before = _logged(row)
    await session.refresh(row)
    _record(session, row, state.value, officer, now, before)
    return True


async def reopen(session: AsyncSession, row: Occurrence, officer: Officer, now: datetime) -> None:
    """Takes an answer back: it turned out not to be done."""
    before = _logged(row)
    row.state, row.done_at, row.done_by_id, row.late, row.note = OccurrenceState.OPEN, None, None, False, ""
    session.add(row)
    _record(session, row, "reopened", officer, now, before)


async def remark(session: AsyncSession, row: Occurrence, note: str, officer: Officer, now: datetime) -> None:
    """Keeps what was said of one that is not done yet."""
    before = _logged(row)
    row.note = note
    session.add(row)
    _record(session, row, "remarked", officer, now, before)


def _record(
    session: AsyncSession, row: Occurrence, kind: str, officer: Officer, now: datetime, before: dict[str, Any]
) -> None:
    subject = f"occurrence:{row.id}"
    events.record(session, row.unit_id, officer.id, kind, subject, now, before=before, after=_logged(row))


def _logged(row: Occurrence) -> dict[str, Any]:
    return {"due_on": row.due_on.isoformat(), "state": row.state, "late": row.late, "note": row.note}
