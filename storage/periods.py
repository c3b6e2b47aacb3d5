"""The reporting periods of a unit and its corrections to the holidays."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import events
from storage.tables import DayOff, Officer, Period


async def periods(session: AsyncSession, unit_id: int) -> Sequence[Period]:
    """All periods of the unit, the one due first in front."""
    query = (
        select(Period)
        .where(Period.unit_id == unit_id)
        .order_by(col(Period.officers_last_day), col(Period.window_first).desc(), col(Period.code))
    )
    return (await session.exec(query)).all()


async def period(session: AsyncSession, unit_id: int, period_id: int) -> Period | None:
    query = select(Period).where(Period.unit_id == unit_id, Period.id == period_id)
    return (await session.exec(query)).first()


async def period_of_code(session: AsyncSession, unit_id: int, code: str) -> Period | None:
    """The period of this code ("2022-Q1"), in capitals or not."""
    query = select(Period).where(Period.unit_id == unit_id, Period.code == code.strip().upper())
    return (await session.exec(query)).first()


async def close(session: AsyncSession, period: Period, officer: Officer, now: datetime) -> None:
    """Locks the period: no answer is taken until it is opened again."""
    period.closed_at, period.closed_by_id = now, officer.id
    session.add(period)
    events.record(session, period.unit_id, officer.id, "period_closed", f"period:{period.id}", now)


async def reopen(session: AsyncSession, period: Period, officer: Officer, now: datetime) -> None:
    period.closed_at = period.closed_by_id = None
    session.add(period)
    events.record(session, period.unit_id, officer.id, "period_reopened", f"period:{period.id}", now)


async def days_off(session: AsyncSession, unit_id: int) -> dict[date, bool]:
    """The unit's corrections to the computed holidays: True is a day off, False a day worked."""
    rows = await session.exec(select(DayOff).where(DayOff.unit_id == unit_id))
    return {row.day: row.off for row in rows}
