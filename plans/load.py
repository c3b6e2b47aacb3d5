"""An approved plan becomes rows: roles, areas, tasks, targets, the calendar and what is counted.

Everything happens in the caller's transaction: a plan stands whole or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold, nfc
from plans.model import PlanDocument, RoleDraft, TaskDraft, area_lead
from scheduler.periods import PeriodPlan
from storage import events, people, periods, plans
from storage.people import COORDINATOR_NAME
from storage.tables import (
    Area,
    Comparator,
    DueKind,
    Figure,
    Indicator,
    Period,
    Plan,
    PlanState,
    Role,
    RoleAlias,
    RoleKind,
    Submission,
    Target,
    Task,
    TaskSupport,
    Unit,
)


@dataclass(frozen=True, slots=True)
class IndicatorSeed:
    """Something to be counted because the plan has its area; `lead` is the plan's name of the role asked."""

    code: str
    name: str
    measure: str
    area_key: str
    combine: str
    value_type: str
    position: int
    lead: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the catalogue knows of a plan: its indicators, and for each target the one that measures it."""

    indicators: tuple[IndicatorSeed, ...] = ()
    target_codes: tuple[str | None, ...] = ()


async def keep_draft(
    session: AsyncSession,
    unit_id: int,
    document: PlanDocument,
    years: tuple[int, int],
    file_name: str,
    sha256: str,
    now: datetime,
) -> Plan:
    """The plan as it was read, waiting for the coordinator's review."""
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
        file_name=file_name,
        file_sha256=sha256,
        created_at=now,
    )
    session.add(plan)
    await session.flush()
    return plan


async def hold(session: AsyncSession, unit_id: int, plan_id: int) -> Plan | None:
    """The unit's plan as it stands, kept from other writers until the transaction ends."""
    await session.exec(select(Unit.id).where(Unit.id == unit_id).with_for_update())
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
    roles = await _roles(session, plan.unit_id, document.roles)
    areas = await _areas(session, plan, document, roles)
    await _tasks(session, plan, document, roles, areas)
    _targets(session, plan, document, areas, counted.target_codes)
    await _calendar(session, plan, calendar)
    await _indicators(session, plan.unit_id, counted.indicators, roles)
    for draft in await plans.plans_in_state(session, plan.unit_id, PlanState.DRAFT):
        draft.state = PlanState.APPROVED if draft.id == plan.id else PlanState.DISCARDED
        session.add(draft)
    plan.approved_at, plan.approved_by_id = now, approved_by
    session.add(plan)
    await session.flush()
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


async def change_leads(
    session: AsyncSession, plan: Plan, document: PlanDocument, before: Counted, after: Counted
) -> None:
    """Puts the document, with other leads, in place of the plan's; of an approved plan the rows follow.

    `before` and `after` are what is counted under the old and the new leads.
    """
    former = PlanDocument.from_json(plan.document)
    plan.document = document.to_json()
    session.add(plan)
    if plan.state is PlanState.APPROVED:
        keys = await people.role_keys(session, plan.unit_id)
        roles = {role.name: keys[fold(role.name)] for role in document.roles}
        await _move_areas(session, plan, document, roles)
        await _move_tasks(session, plan, former, document, roles)
        await _move_indicators(session, plan.unit_id, before, after, roles)
    await session.flush()


async def _roles(session: AsyncSession, unit_id: int, drafts: Sequence[RoleDraft]) -> dict[str, Role]:
    """The unit's role for each name in the plan, known under any spelling or made anew."""
    found: dict[str, Role] = {}
    for place, draft in enumerate(drafts, start=1):
        keys = await people.role_keys(session, unit_id)
        spellings = (draft.name, *draft.aliases)
        role = next((keys[fold(name)] for name in spellings if fold(name) in keys), None)
        provisional = keys.get(fold(COORDINATOR_NAME))
        if role is None and draft.coordinator and provisional and _is_provisional(provisional):
            role = provisional
            await people.rename_role(session, role, draft.name)
        if role is None:
            role = await people.add_role(session, unit_id, draft.name, RoleKind.OFFICER, place)
        if role.kind is not RoleKind.LEADER:
            role.position = place
        session.add(role)
        await _add_aliases(session, role, spellings)
        found[draft.name] = role
    return found


def _is_provisional(role: Role) -> bool:
    return role.kind is RoleKind.COORDINATOR and role.name_key == fold(COORDINATOR_NAME)


async def _add_aliases(session: AsyncSession, role: Role, names: Sequence[str]) -> None:
    known = set(await people.role_keys(session, role.unit_id))
    for name in names:
        if fold(name) not in known:
            session.add(RoleAlias(unit_id=role.unit_id, role_id=role.id, name=nfc(name), name_key=fold(name)))
            known.add(fold(name))
    await session.flush()


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
            lead_role_id=_id(roles, area_lead(document, area.code)),
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
        _task(plan, draft, place, _id(roles, draft.lead), areas.get(draft.area or ""))
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
        due_kind=DueKind(draft.due.kind.value),
        due_on=draft.due.on,
        due_text=draft.due.text,
        line=draft.line,
    )


def _targets(
    session: AsyncSession,
    plan: Plan,
    document: PlanDocument,
    areas: dict[str, Area],
    codes: Sequence[str | None],
) -> None:
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


async def _calendar(session: AsyncSession, plan: Plan, calendar: Sequence[PeriodPlan]) -> None:
    """The plan's periods. One that a programme of more years brought earlier passes to the year's plan."""
    for period in calendar:
        row = await periods.period_of_code(session, plan.unit_id, period.code)
        if row is None:
            row = Period(unit_id=plan.unit_id, code=period.code, plan_id=plan.id)
            _set_days(row, period)
        else:
            owner = await plans.plan(session, plan.unit_id, row.plan_id)
            if owner is not None and owner.year_to - owner.year_from <= plan.year_to - plan.year_from:
                continue
            row.plan_id = plan.id
            if not await _reported(session, row.id):
                _set_days(row, period)
        session.add(row)
    await session.flush()


def _set_days(row: Period, period: PeriodPlan) -> None:
    row.kind = period.kind.value
    row.window_first, row.cutoff = period.window.first, period.window.last
    row.officers_last_day, row.summary_last_day = period.officers_last_day, period.summary_last_day


async def _reported(session: AsyncSession, period_id: int) -> bool:
    """Whether anything was said in the period: then its days stand."""
    answer = await session.exec(select(Submission.id).where(Submission.period_id == period_id).limit(1))
    figure = await session.exec(select(Figure.id).where(Figure.period_id == period_id).limit(1))
    return answer.first() is not None or figure.first() is not None


async def _indicators(
    session: AsyncSession, unit_id: int, seeds: Sequence[IndicatorSeed], roles: dict[str, Role]
) -> None:
    """What is counted from now on; an indicator that is there already stays, and gets a role if it had none."""
    known = await _known_indicators(session, unit_id)
    for seed in seeds:
        role_id = _id(roles, seed.lead)
        row = known.get(seed.code)
        if row is None:
            row = Indicator(
                unit_id=unit_id,
                code=seed.code,
                name=seed.name,
                measure=seed.measure,
                area_key=seed.area_key,
                combine=seed.combine,
                value_type=seed.value_type,
                role_id=role_id,
                position=seed.position,
            )
        elif row.role_id is None:
            row.role_id = role_id
        session.add(row)
    await session.flush()


async def _known_indicators(session: AsyncSession, unit_id: int) -> dict[str, Indicator]:
    query = select(Indicator).where(Indicator.unit_id == unit_id).order_by(col(Indicator.position))
    return {row.code: row for row in await session.exec(query)}


async def _move_areas(
    session: AsyncSession, plan: Plan, document: PlanDocument, roles: dict[str, Role]
) -> None:
    for area in await plans.areas(session, plan.id):
        area.lead_role_id = _id(roles, area_lead(document, area.code))
        session.add(area)


async def _move_tasks(
    session: AsyncSession, plan: Plan, former: PlanDocument, document: PlanDocument, roles: dict[str, Role]
) -> None:
    rows = {task.code: task for task in await plans.tasks(session, plan.id)}
    for old, new in zip(former.tasks, document.tasks, strict=True):
        if old.lead == new.lead:
            continue
        row = rows[new.code]
        row.lead_role_id = _id(roles, new.lead)
        session.add(row)
        support = await session.get(TaskSupport, (row.id, row.lead_role_id)) if row.lead_role_id else None
        if support is not None:
            await session.delete(support)


async def _move_indicators(
    session: AsyncSession, unit_id: int, before: Counted, after: Counted, roles: dict[str, Role]
) -> None:
    """Figures go with their area; those that somebody gave to another role stay there."""
    known = await _known_indicators(session, unit_id)
    former = {seed.code: seed.lead for seed in before.indicators}
    for seed in after.indicators:
        row = known.get(seed.code)
        if row is not None and row.role_id == _id(roles, former.get(seed.code)):
            row.role_id = _id(roles, seed.lead)
            session.add(row)


def _id(roles: dict[str, Role], name: str | None) -> int | None:
    return roles[name].id if name is not None and name in roles else None
