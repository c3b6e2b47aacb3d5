"""What the unit counts, and the values reported slice by slice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import events
from storage.tables import Figure, Indicator, Officer, Period, SubmissionState


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure's content: a value, or the two parts of a ratio, or that there is nothing to report."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    nothing_to_report: bool = False


async def indicators(session: AsyncSession, unit_id: int) -> Sequence[Indicator]:
    query = select(Indicator).where(Indicator.unit_id == unit_id).order_by(col(Indicator.position))
    return (await session.exec(query)).all()


async def indicator(session: AsyncSession, unit_id: int, indicator_id: int) -> Indicator | None:
    query = select(Indicator).where(Indicator.unit_id == unit_id, Indicator.id == indicator_id)
    return (await session.exec(query)).first()


async def figure(session: AsyncSession, unit_id: int, figure_id: int) -> Figure | None:
    query = select(Figure).where(Figure.unit_id == unit_id, Figure.id == figure_id)
    return (await session.exec(query)).first()


async def figure_for(session: AsyncSession, indicator_id: int, slice_first: date) -> Figure | None:
    """The value of an indicator for the slice that begins on this day."""
    query = select(Figure).where(Figure.indicator_id == indicator_id, Figure.slice_first == slice_first)
    return (await session.exec(query)).first()


async def figures_between(session: AsyncSession, unit_id: int, first: date, last: date) -> Sequence[Figure]:
    """All values of the unit whose slices lie within these days, in order of time."""
    query = (
        select(Figure)
        .where(Figure.unit_id == unit_id, Figure.slice_first >= first, Figure.slice_last <= last)
        .order_by(col(Figure.slice_first), col(Figure.id))
    )
    return (await session.exec(query)).all()


async def report(
    session: AsyncSession,
    period: Period,
    indicator: Indicator,
    slice_days: tuple[date, date],
    reported: Reported,
    role_id: int,
    officer: Officer,
    now: datetime,
    *,
    late: bool,
    on_behalf: bool = False,
) -> Figure:
    """Stores the value for the slice in place of an earlier one, which stays in the event log."""
    row = await figure_for(session, indicator.id, slice_days[0])
    before = _logged(row) if row else None
    if row is None:
        row = Figure(
            unit_id=period.unit_id,
            period_id=period.id,
            indicator_id=indicator.id,
            role_id=role_id,
            slice_first=slice_days[0],
            slice_last=slice_days[1],
            state=SubmissionState.SUBMITTED,
            submitted_at=now,
        )
    row.value, row.numerator, row.denominator = reported.value, reported.numerator, reported.denominator
    row.nothing_to_report, row.state, row.return_reason = (
        reported.nothing_to_report,
        SubmissionState.SUBMITTED,
        None,
    )
    row.role_id, row.entered_by_id, row.on_behalf = role_id, officer.id, on_behalf
    row.late, row.submitted_at = late, now
    session.add(row)
    await session.flush()
    events.changed(session, row, "figure", officer, now, before, _logged(row))
    return row


async def return_figure(
    session: AsyncSession, row: Figure, reason: str, officer: Officer, now: datetime
) -> None:
    """The coordinator gives the figure back; it is owed again until a new one comes."""
    before = _logged(row)
    row.state, row.return_reason = SubmissionState.RETURNED, reason
    session.add(row)
    events.changed(session, row, "returned", officer, now, before, _logged(row))


def _logged(row: Figure) -> dict[str, Any]:
    def plain(value: Decimal | None) -> str | None:
        return None if value is None else format(value, "f")

    return {
        "value": plain(row.value),
        "numerator": plain(row.numerator),
        "denominator": plain(row.denominator),
        "nothing_to_report": row.nothing_to_report,
        "state": row.state,
        "late": row.late,
        "return_reason": row.return_reason,
    }


def content(figure: Figure) -> Reported:
    """What a stored figure says."""
    return Reported(figure.value, figure.numerator, figure.denominator, figure.nothing_to_report)


async def figure_before(session: AsyncSession, indicator_id: int, day: date) -> Figure | None:
    """The indicator's latest value for a slice that ended before this day."""
    query = (
        select(Figure)
        .where(Figure.indicator_id == indicator_id, Figure.slice_last < day)
        .order_by(col(Figure.slice_first).desc())
    )
    return (await session.exec(query)).first()
