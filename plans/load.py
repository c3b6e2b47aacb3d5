"""An approved plan becomes rows: roles, areas, tasks, targets, the calendar and what is counted.

Everything happens in the caller's transaction: a plan stands whole or not at all.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import nfc
from plans.changes import carry_over
from plans.counted import Counted, seed_indicators
from plans.load_roles import load_roles, role_id
from plans.model import PlanDocument, TaskDraft, area_lead
from scheduler.ledger import ends
from scheduler.periods import PeriodPlan
from storage import answers, events, periods, plans
from storage.tables import (
    Area,
    Comparator,
    Figure,
    Period,
    Plan,
    PlanState,
    Role,
    Submission,
    Target,
    Task,
    TaskSupport,
    Unit,
)


async def keep_draft(
    session: AsyncSession,
    unit_id: int,
    document: PlanDocument,
    years: tuple[int, int],
    file_name: str,
    sha256: str,
    now: datetime,
    *,
    corrects: Plan | None = None,
) -> Plan:
    """The plan as it was read, waiting for the coordinator's review; `corrects`: the plan it is to change."""
    plan = Plan(
        unit_id=unit_id,
        title=nfc(document.title),
        number=document.number,
        issued_on=document.issued_on,
        year_from=years[0],
        year_to=years[1],
        signer_title=document.signer.title if document.signer else None,
        signer_name=document.signer.name if document.signer else None,
        document=document.to_json(),
        as_read=document.to_json(),
        corrects_id=corrects.id if corrects else None,
        file_name=file_name,
        file_sha256=sha256,
        created_at=now,
    )
    session.add(plan)
    await session.flush()
    return plan


async def hold(session: AsyncSession, unit_id: int, plan_id: int) -> Plan | None:
    """The unit's plan as it stands, kept from other writers until the transaction ends."""
    await session.exec(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
    query = select(Plan).where(Plan.unit_id == unit_id, Plan.id == plan_id)
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def rival(session: AsyncSession, unit_id: int, years: tuple[int, int]) -> Plan | None:
    """An approved plan in whose place this one would step: its years overlap and are as many.

    A programme of several years and the plan of one of them stand beside each other.
    """
    approved = await plans.plans_in_state(session, unit_id, PlanState.APPROVED)
    first, last = years
    return next(
        (
            plan
            for plan in approved
            if plan.year_from <= last
            and first <= plan.year_to
            and plan.year_to - plan.year_from == last - first
        ),
        None,
    )


async def load_plan(
    session: AsyncSession,
    plan: Plan,
    calendar: Sequence[PeriodPlan],
    counted: Counted,
    now: datetime,
    approved_by: int | None,
) -> None:
    """Approves the draft `plan`, as its document stands; other drafts of the unit are discarded.

    The provisional coordinator's role takes the name of the plan's coordinator, so whoever claimed the unit
    holds it. `approved_by` is an officer's id, None for the command line.
    """
    document = PlanDocument.from_json(plan.document)
    roles = await load_roles(session, plan.unit_id, document.roles)
    areas = await _areas(session, plan, document, roles)
    await _tasks(session, plan, document, roles, areas)
    set_targets(session, plan, document, areas, counted.target_codes)
    await set_calendar(session, plan, calendar)
    await seed_indicators(session, plan.unit_id, counted.indicators, roles)
    for draft in await plans.plans_in_state(session, plan.unit_id, PlanState.DRAFT):
        draft.state = PlanState.APPROVED if draft.id == plan.id else PlanState.DISCARDED
        session.add(draft)
    plan.number, plan.issued_on = document.number, document.issued_on  # the review may have filled them in
    plan.approved_at, plan.approved_by_id = now, approved_by
    session.add(plan)
    await session.flush()
    await _carry_over(session, plan)
    events.record(
        session,
        plan.unit_id,
        approved_by,
        "plan_approved",
        f"plan:{plan.id}",
        now,
        after={
            "title": plan.title,
            "years": [plan.year_from, plan.year_to],
            "tasks": len(document.tasks),
            "periods": [period.code for period in calendar],
        },
    )


async def _areas(
    session: AsyncSession, plan: Plan, document: PlanDocument, roles: dict[str, Role]
) -> dict[str, Area]:
    rows = {
        area.code: Area(
            unit_id=plan.unit_id,
            plan_id=plan.id,
            code=area.code,
            name=area.name,
            position=place,
            lead_role_id=role_id(roles, area_lead(document, area.code)),
        )
        for place, area in enumerate(document.areas, start=1)
    }
    session.add_all(rows.values())
    await session.flush()
    return rows


async def _tasks(
    session: AsyncSession,
    plan: Plan,
    document: PlanDocument,
    roles: dict[str, Role],
    areas: dict[str, Area],
) -> None:
    rows = [
        _task(plan, draft, place, role_id(roles, draft.lead), areas.get(draft.area or ""))
        for place, draft in enumerate(document.tasks, start=1)
    ]
    session.add_all(rows)
    await session.flush()
    for row, draft in zip(rows, document.tasks, strict=True):
        helpers = {roles[name].id for name in draft.supports if name in roles} - {row.lead_role_id}
        session.add_all(
            TaskSupport(unit_id=plan.unit_id, task_id=row.id, role_id=role_id) for role_id in sorted(helpers)
        )
    await session.flush()


def _task(plan: Plan, draft: TaskDraft, place: int, lead: int | None, area: Area | None) -> Task:
    return Task(
        unit_id=plan.unit_id,
        plan_id=plan.id,
        area_id=area.id if area else None,
        code=draft.code,
        text=draft.text,
        product=draft.product,
        position=place,
        lead_role_id=lead,
        due_kind=draft.due.kind,
        due_on=draft.due.on,
        due_text=draft.due.text,
        line=draft.line,
    )


def set_targets(
    session: AsyncSession,
    plan: Plan,
    document: PlanDocument,
    areas: dict[str, Area],
    codes: Sequence[str | None],
) -> None:
    """The plan's targets; `codes` names the indicator that measures each."""
    for place, draft in enumerate(document.targets):
        area = areas.get(draft.area or "")
        session.add(
            Target(
                unit_id=plan.unit_id,
                plan_id=plan.id,
                area_id=area.id if area else None,
                position=place + 1,
                text=draft.text,
                comparator=Comparator(draft.comparator),
                value=draft.value,
                upper=draft.upper,
                measure=draft.unit,
                by_year=draft.by_year,
                indicator_code=codes[place] if place < len(codes) else None,
            )
        )


async def set_calendar(session: AsyncSession, plan: Plan, calendar: Sequence[PeriodPlan]) -> None:
    """The plan's periods. One that a programme of more years brought earlier passes to the year's plan.

    Days move only where nothing was said in the period.
    """
    for period in calendar:
        row = await periods.period_of_code(session, plan.unit_id, period.code)
        if row is None:
            row = Period(
                unit_id=plan.unit_id,
                plan_id=plan.id,
                code=period.code,
                kind=period.kind.value,
                **_days(period),
            )
        else:
            owner = await plans.plan(session, plan.unit_id, row.plan_id)
            if owner is not None and owner.id != plan.id and _span(owner) <= _span(plan):
                continue
            row.plan_id = plan.id
            if not await is_reported(session, row.id):
                row.sqlmodel_update(_days(period))
        session.add(row)
    await session.flush()


async def _carry_over(session: AsyncSession, plan: Plan) -> None:
    ending = [task.id for task in await plans.given_tasks(session, plan.unit_id) if ends(task)]
    await carry_over(session, plan, await answers.done_before(session, ending, date.max))


def _days(period: PeriodPlan) -> dict[str, Any]:
    return {
        "window_first": period.window.first,
        "cutoff": period.window.last,
        "officers_last_day": period.officers_last_day,
        "summary_last_day": period.summary_last_day,
    }


def _span(plan: Plan) -> int:
    return plan.year_to - plan.year_from


async def is_reported(session: AsyncSession, period_id: int) -> bool:
    """Whether anything was said in the period: then its days stand."""
    answer = await session.exec(select(Submission.id).where(Submission.period_id == period_id).limit(1))
    figure = await session.exec(select(Figure.id).where(Figure.period_id == period_id).limit(1))
    return answer.first() is not None or figure.first() is not None
