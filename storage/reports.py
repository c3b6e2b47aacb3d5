"""The versions of compiled reports."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import events
from storage.tables import Period, SummaryReport


async def versions(session: AsyncSession, period_id: int) -> Sequence[SummaryReport]:
    """Every version of the period's report, oldest first."""
    query = (
        select(SummaryReport).where(SummaryReport.period_id == period_id).order_by(col(SummaryReport.version))
    )
    return (await session.exec(query)).all()


async def keep(
    session: AsyncSession,
    period: Period,
    file_name: str,
    sha256: str,
    gaps: int,
    officer_id: int | None,
    now: datetime,
) -> SummaryReport:
    """The version with these bytes: the newest one if it is the same, else a new one."""
    earlier = await versions(session, period.id)
    if earlier and earlier[-1].sha256 == sha256:
        return earlier[-1]
    report = SummaryReport(
        unit_id=period.unit_id,
        period_id=period.id,
        version=len(earlier) + 1,
        file_name=file_name,
        sha256=sha256,
        gaps=gaps,
        compiled_at=now,
        compiled_by_id=officer_id,
    )
    session.add(report)
    await session.flush()
    events.record(
        session,
        period.unit_id,
        officer_id,
        "compiled",
        f"period:{period.id}",
        now,
        after={"version": report.version, "sha256": sha256, "gaps": gaps},
    )
    return report
