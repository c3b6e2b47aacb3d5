"""Plans and what they ask."""

from collections.abc import Collection, Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Area, Plan, PlanState, Role, Target, Task, TaskSupport


async def plan(session: AsyncSession, unit_id: int, plan_id: int) -> Plan | None:
    return (await session.exec(select(Plan).where(Plan.unit_id == unit_id, Plan.id == plan_id))).first()


async def plans_in_state(session: AsyncSession, unit_id: int, state: PlanState) -> Sequence[Plan]:
    """The unit's plans in this state, newest first."""
    query = select(Plan).where(Plan.unit_id == unit_id, Plan.state == state).order_by(col(Plan.id).desc())
    return (await session.exec(query)).all()


async def plan_in_force(session: AsyncSession, unit_id: int, year: int) -> Plan | None:
    """The approved plan that covers the year; of several the one with the shortest span, then the newest."""
    return in_force(await plans_in_state(session, unit_id, PlanState.APPROVED), year)


def in_force(approved: Sequence[Plan], year: int) -> Plan | None:
    """The same among plans that are at hand."""
    covering = [plan for plan in approved if plan.year_from <= year <= plan.year_to]
    return min(covering, key=lambda plan: (plan.year_to - plan.year_from, -plan.id), default=None)


async def areas(session: AsyncSession, plan_id: int) -> Sequence[Area]:
    return (
        await session.exec(select(Area).where(Area.plan_id == plan_id).order_by(col(Area.position)))
    ).all()


async def area(session: AsyncSession, unit_id: int, area_id: int) -> Area | None:
    return (await session.exec(select(Area).where(Area.unit_id == unit_id, Area.id == area_id))).first()


async def tasks(session: AsyncSession, plan_id: int) -> Sequence[Task]:
    """The plan's tasks in its own order, without those that a correction withdrew."""
    query = select(Task).where(Task.plan_id == plan_id, col(Task.withdrawn_at).is_(None))
    return (await session.exec(query.order_by(col(Task.position)))).all()


async def tasks_ever(session: AsyncSession, plan_id: int) -> Sequence[Task]:
    """The same and, behind them, those withdrawn."""
    query = select(Task).where(Task.plan_id == plan_id)
    return (await session.exec(query.order_by(col(Task.withdrawn_at).is_not(None), col(Task.position)))).all()


async def tasks_led(session: AsyncSession, role: Role) -> Sequence[Task]:
    """What the role leads in approved plans, newest plan first."""
    query = (
        select(Task)
        .join(Plan, col(Plan.id) == Task.plan_id)
        .where(Task.unit_id == role.unit_id, Task.lead_role_id == role.id, Plan.state == PlanState.APPROVED)
        .order_by(col(Plan.id).desc(), col(Task.position))
    )
    return (await session.exec(query)).all()


async def task(session: AsyncSession, unit_id: int, task_id: int) -> Task | None:
    return (await session.exec(select(Task).where(Task.unit_id == unit_id, Task.id == task_id))).first()


async def task_of_code(session: AsyncSession, plan_id: int, code: str) -> Task | None:
    return (await session.exec(select(Task).where(Task.plan_id == plan_id, Task.code == code))).first()


async def given_tasks(session: AsyncSession, unit_id: int) -> Sequence[Task]:
    """The unit's tasks given outside a plan, withdrawn ones too, in the order of their numbers."""
    query = (
        select(Task).where(Task.unit_id == unit_id, col(Task.given_at).is_not(None)).order_by(col(Task.id))
    )
    return (await session.exec(query)).all()


async def unacknowledged(session: AsyncSession, unit_id: int, officer_id: int) -> Sequence[Task]:
    """The tasks this officer put into somebody's hands, who has not acknowledged them."""
    query = (
        select(Task)
        .where(Task.unit_id == unit_id, Task.handed_by_id == officer_id, col(Task.lead_role_id).is_not(None))
        .where(col(Task.acknowledged_at).is_(None), col(Task.withdrawn_at).is_(None))
        .order_by(col(Task.id))
    )
    return (await session.exec(query)).all()


async def waiting_for(session: AsyncSession, unit_id: int, role_ids: Collection[int]) -> list[Task]:
    """The tasks of which somebody waits to hear that they have reached these roles."""
    query = (
        select(Task)
        .where(Task.unit_id == unit_id, col(Task.lead_role_id).in_(role_ids))
        .where(col(Task.handed_by_id).is_not(None), col(Task.acknowledged_at).is_(None))
        .where(col(Task.withdrawn_at).is_(None))
        .order_by(col(Task.id))
    )
    return list((await session.exec(query)).all())


async def supports_of(session: AsyncSession, task_ids: Collection[int]) -> dict[int, list[int]]:
    """For each of these tasks that is supported the ids of its supporting roles."""
    query = select(TaskSupport).where(col(TaskSupport.task_id).in_(task_ids))
    supported: dict[int, list[int]] = {}
    for row in await session.exec(query.order_by(col(TaskSupport.role_id))):
        supported.setdefault(row.task_id, []).append(row.role_id)
    return supported


async def targets(session: AsyncSession, plan_id: int) -> Sequence[Target]:
    query = select(Target).where(Target.plan_id == plan_id).order_by(col(Target.position))
    return (await session.exec(query)).all()
