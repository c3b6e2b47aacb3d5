"""Other leads for a plan's areas and tasks, before and after it was approved."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold
from plans.changes import move_lead
from plans.concerned import Change
from plans.counted import Counted, move_indicators
from plans.load_roles import role_id
from plans.model import PlanDocument, area_lead
from storage import people, plans
from storage.tables import Plan, PlanState, Role


@dataclass(frozen=True, slots=True)
class Why:
    """Who changes an approved plan, when and for what reason."""

    officer_id: int | None
    now: datetime
    reason: str


async def change_leads(
    session: AsyncSession,
    plan: Plan,
    document: PlanDocument,
    before: Counted,
    after: Counted,
    why: Why,
) -> list[Change]:
    """Puts the document, with other leads, in place of the plan's; of an approved plan the rows follow.

    `before` and `after` are what is counted under the old and the new leads. Returns the tasks of the
    approved plan that have another lead now.
    """
    former = PlanDocument.from_json(plan.document)
    plan.document = document.to_json()
    session.add(plan)
    changes: list[Change] = []
    if plan.state is PlanState.APPROVED:
        keys = await people.role_keys(session, plan.unit_id)
        roles = {role.name: keys[fold(role.name)] for role in document.roles}
        await _move_areas(session, plan, document, roles)
        changes = await _move_tasks(session, plan, former, document, roles, why)
        await move_indicators(session, plan.unit_id, before, after, roles)
    await session.flush()
    return changes


async def _move_areas(
    session: AsyncSession, plan: Plan, document: PlanDocument, roles: dict[str, Role]
) -> None:
    for area in await plans.areas(session, plan.id):
        area.lead_role_id = role_id(roles, area_lead(document, area.code))
        session.add(area)


async def _move_tasks(
    session: AsyncSession,
    plan: Plan,
    former: PlanDocument,
    document: PlanDocument,
    roles: dict[str, Role],
    why: Why,
) -> list[Change]:
    rows = {task.code: task for task in await plans.tasks(session, plan.id)}
    return [
        await move_lead(
            session, rows[new.code], role_id(roles, new.lead), why.reason, why.officer_id, why.now
        )
        for old, new in zip(former.tasks, document.tasks, strict=True)
        if old.lead != new.lead
    ]
