"""The append-only log from which "who changed this?" is answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Event, Figure, Officer, Submission


def record(
    session: AsyncSession,
    unit_id: int,
    officer_id: int | None,
    kind: str,
    subject: str,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Writes down a change; `subject` names the row ("submission:12"), no officer: the program itself."""
    session.add(
        Event(
            unit_id=unit_id,
            at=now,
            officer_id=officer_id,
            kind=kind,
            subject=subject,
            before=before,
            after=after,
        )
    )


def changed(
    session: AsyncSession,
    row: Submission | Figure,
    kind: str,
    officer: Officer,
    now: datetime,
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    """Writes down what an officer made of an answer; its subject is "submission:12" or "figure:3"."""
    subject = f"{row.__tablename__}:{row.id}"
    record(session, row.unit_id, officer.id, kind, subject, now, before=before, after=after)


async def history(session: AsyncSession, unit_id: int, subject: str) -> Sequence[Event]:
    """Every change of one row, oldest first."""
    query = select(Event).where(Event.unit_id == unit_id, Event.subject == subject).order_by(col(Event.id))
    return (await session.exec(query)).all()
