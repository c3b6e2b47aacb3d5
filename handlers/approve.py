"""A plan is approved: the reader's document and the catalogue of what is counted become the unit's rows.

The chat and the command line come through here. Knows no Telegram.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.errors import PlanYearLoaded
from locales import HO_CHI_MINH
from plans.calendar import calendar_year, plan_years, reporting_calendar
from plans.counted import Counted, IndicatorSeed
from plans.load import keep_draft, load_plan, rival
from plans.model import PlanDocument, area_lead
from reports.indicators import CATALOGUE, area_key_of, indicator_code_of
from scheduler.periods import PeriodPlan, local_date
from storage.tables import Plan, Unit


async def approve(
    session: AsyncSession, plan: Plan, calendar: Sequence[PeriodPlan], now: datetime, officer_id: int | None
) -> None:
    """Approves a draft, as its document stands, in the caller's transaction. Raises PlanYearLoaded."""
    await refuse_rival(session, plan.unit_id, (plan.year_from, plan.year_to))
    counted = counted_in(PlanDocument.from_json(plan.document))
    await load_plan(session, plan, calendar, counted, now, officer_id)


async def load_document(
    session: AsyncSession,
    unit: Unit,
    document: PlanDocument,
    file_name: str,
    sha256: str,
    now: datetime,
    officer_id: int | None = None,
) -> Plan:
    """Approves a document as it was read (`dondoc plan load`). Raises PlanYearLoaded.

    What the text does not say of the calendar is the preset's: whoever loads without a review wants that.
    """
    today = local_date(now, HO_CHI_MINH)
    plan = await keep_draft(session, unit.id, document, plan_years(document, today), file_name, sha256, now)
    calendar = reporting_calendar(document, calendar_year(document, today))
    await approve(session, plan, [period.plan for period in calendar], now, officer_id)
    return plan


async def refuse_rival(session: AsyncSession, unit_id: int, years: tuple[int, int]) -> None:
    """Raises PlanYearLoaded when an approved plan already stands for these years."""
    standing = await rival(session, unit_id, years)
    if standing is not None:
        raise PlanYearLoaded(title=standing.title)


def counted_in(document: PlanDocument) -> Counted:
    """What the catalogue counts in the plan's areas, and what measures each target; the area's lead is asked.

    Figures that follow from the tasks' own states are asked of nobody (reports.indicators).
    """
    leads: dict[str, str | None] = {}
    for area in document.areas:
        key = area_key_of(area.name)
        leads[key] = leads.get(key) or area_lead(document, area.code)
    return Counted(
        indicators=tuple(
            IndicatorSeed(
                code=spec.code,
                name=spec.name,
                measure=spec.unit,
                area_key=spec.area_key,
                combine=spec.combine,
                value_type=spec.value_type,
                position=position,
                lead=leads[spec.area_key],
            )
            for position, spec in enumerate(CATALOGUE, start=1)
            if not spec.counted_by_program and spec.area_key in leads
        ),
        target_codes=tuple(
            (indicator_code_of(target.text) or None) if target.unit == "%" else None
            for target in document.targets
        ),
    )
