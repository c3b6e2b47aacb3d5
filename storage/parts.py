"""The parts that supporting roles give for a task in a period."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import events
from storage.tables import Officer, Period, Task, TaskPart


async def parts(session: AsyncSession, period_id: int) -> Sequence[TaskPart]:
    """Every part given in the period."""
    query = select(TaskPart).where(TaskPart.period_id == period_id).order_by(col(TaskPart.id))
    return (await session.exec(query)).all()


async def part(session: AsyncSession, unit_id: int, part_id: int) -> TaskPart | None:
    query = select(TaskPart).where(TaskPart.unit_id == unit_id, TaskPart.id == part_id)
    return (await session.exec(query)).first()


async def give(
    session: AsyncSession,
    period: Period,
    task: Task,
    role_id: int,
    text: str,
    officer: Officer,
    now: datetime,
    *,
    late: bool,
    on_behalf: bool = False,
) -> TaskPart:
    """Stores a role's part in place of an earlier one; without words there was nothing to report."""
    known = [p for p in await parts(session, period.id) if (p.task_id, p.role_id) == (task.id, role_id)]
    before = _logged(known[0]) if known else None
    row = (
        known[0]
        if known
        else TaskPart(unit_id=period.unit_id, period_id=period.id, task_id=task.id, role_id=role_id)
    )
    row.text, row.nothing_to_report = text, not text
    row.submitted_at, row.entered_by_id = now, officer.id
    row.on_behalf, row.late = on_behalf, late
    session.add(row)
    await session.flush()
    subject = f"task_part:{row.id}"
    events.record(
        session, period.unit_id, officer.id, "part", subject, now, before=before, after=_logged(row)
    )
    return row


def _logged(row: TaskPart) -> dict[str, Any]:
    return {
        "text": row.text,
        "nothing_to_report": row.nothing_to_report,
        "late": row.late,
        "on_behalf": row.on_behalf,
    }
