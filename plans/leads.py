"""Other leads for a plan's areas and tasks, before and after it was approved."""

from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold
from plans.counted import Counted, move_indicators
from plans.load_roles import role_id
from plans.model import PlanDocument, area_lead
from storage import people, plans
from storage.tables import Plan, PlanState, Role, TaskSupport


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
        await move_indicators(session, plan.unit_id, before, after, roles)
    await session.flush()


async def _move_areas(
    session: AsyncSession, plan: Plan, document: PlanDocument, roles: dict[str, Role]
) -> None:
    for area in await plans.areas(session, plan.id):
        area.lead_role_id = role_id(roles, area_lead(document, area.code))
        session.add(area)


async def _move_tasks(
    session: AsyncSession, plan: Plan, former: PlanDocument, document: PlanDocument, roles: dict[str, Role]
) -> None:
    rows = {task.code: task for task in await plans.tasks(session, plan.id)}
    for old, new in zip(former.tasks, document.tasks, strict=True):
        if old.lead == new.lead:
            continue
        row = rows[new.code]
        row.lead_role_id = role_id(roles, new.lead)
        session.add(row)
        support = await session.get(TaskSupport, (row.id, row.lead_role_id)) if row.lead_role_id else None
        if support is not None:
            await session.delete(support)
