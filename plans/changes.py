"""Tasks of an approved plan are given and changed: the rows, the plan's own document, the event log.

Everything happens in the caller's transaction. Whom a change concerns is decided in plans.concerned.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold
from plans.as_json import due_to_json
from plans.concerned import Change, Part
from plans.decisions import with_due, with_role, with_supports, with_task_lead
from plans.model import DueDraft, PlanDocument
from plans.role_changes import known_as
from storage import events, people, plans
from storage.tables import Plan, Task, TaskSupport, Unit

_PREFIX = "GV."


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be given: words, part, and the plan's area (an id) it belongs to, if any."""

    text: str
    part: Part
    area: int | None = None


async def hold_task(session: AsyncSession, unit_id: int, task_id: int) -> Task | None:
    """The unit's task as it stands, kept from whoever else changes tasks until the transaction ends."""
    await hold_unit(session, unit_id)
    query = select(Task).where(Task.unit_id == unit_id, Task.id == task_id)
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def hold_unit(session: AsyncSession, unit_id: int) -> None:
    """Of two who change the unit's plan at the same moment one waits for the other."""
    await session.exec(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))


async def part_of(session: AsyncSession, task: Task) -> Part:
    """The task's part as its rows say."""
    supports = await plans.supports_of(session, [task.id])
    return Part(
        task.lead_role_id,
        frozenset(supports.get(task.id, ())),
        DueDraft(task.due_kind, task.due_on, task.due_text),
        task.withdrawn_at is not None,
    )


async def give(session: AsyncSession, plan: Plan, new: NewTask, officer_id: int, now: datetime) -> Task:
    """A task outside the plan becomes one of its rows, coded "GV.1" and on; the caller holds the unit."""
    own = await plans.tasks(session, plan.id)
    task = Task(
        unit_id=plan.unit_id,
        plan_id=plan.id,
        area_id=new.area,
        code=await _next_code(session, plan.unit_id),
        text=new.text,
        position=max((row.position for row in own), default=0) + 1,
        lead_role_id=new.part.lead,
        due_kind=new.part.due.kind,
        due_on=new.part.due.on,
        due_text=new.part.due.text,
        given_by_id=officer_id,
        given_at=now,
        handed_by_id=officer_id,
    )
    session.add(task)
    await session.flush()
    await _put_supports(session, task, new.part)
    after = {"code": task.code, "text": task.text, **await _logged(session, task.unit_id, new.part)}
    record(session, task, officer_id, "task_given", now, after=after)
    return task


async def _next_code(session: AsyncSession, unit_id: int) -> str:
    """One number for the whole unit, so that a code names one task in every year."""
    query = select(Task.code).where(Task.unit_id == unit_id, col(Task.code).startswith(_PREFIX))
    numbers = [code.removeprefix(_PREFIX) for code in await session.exec(query)]
    return f"{_PREFIX}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1}"


async def change(
    session: AsyncSession, task: Task, after: Part, kind: str, reason: str, officer_id: int, now: datetime
) -> Change:
    """Gives the task another part, for a reason. `kind` is the event's; the caller holds the unit."""
    made = await _apply(session, task, after, kind, reason, officer_id, now)
    await _keep_in_document(session, task, made.after)
    return made


async def move_lead(
    session: AsyncSession, task: Task, lead: int | None, reason: str, officer_id: int | None, now: datetime
) -> Change:
    """The lead changes with its area's; the plan's document is the caller's."""
    part = await part_of(session, task)
    return await _apply(session, task, replace(part, lead=lead), "lead_changed", reason, officer_id, now)


async def _apply(
    session: AsyncSession,
    task: Task,
    after: Part,
    kind: str,
    reason: str,
    officer_id: int | None,
    now: datetime,
) -> Change:
    before = await part_of(session, task)
    after = replace(after, supports=after.supports - {after.lead})
    if before.lead != after.lead:
        # A new lead has acknowledged nothing yet; whoever changed it waits for that.
        task.lead_role_id, task.handed_by_id = after.lead, officer_id
        task.acknowledged_at = task.acknowledged_by_id = None
    task.due_kind, task.due_on, task.due_text = after.due.kind, after.due.on, after.due.text
    if after.withdrawn and not before.withdrawn:
        task.withdrawn_at = now
    session.add(task)
    await _put_supports(session, task, after)
    former = await _logged(session, task.unit_id, before)
    later = await _logged(session, task.unit_id, after) | {"reason": reason}
    record(session, task, officer_id, kind, now, before=former, after=later)
    return Change(task.id, before, after)


async def _put_supports(session: AsyncSession, task: Task, part: Part) -> None:
    standing = set((await plans.supports_of(session, [task.id])).get(task.id, ()))
    gone = standing - part.supports
    if gone:
        await session.exec(
            delete(TaskSupport).where(col(TaskSupport.task_id) == task.id, col(TaskSupport.role_id).in_(gone))
        )
    session.add_all(
        TaskSupport(unit_id=task.unit_id, task_id=task.id, role_id=role_id)
        for role_id in sorted(part.supports - standing)
    )
    await session.flush()


async def _keep_in_document(session: AsyncSession, task: Task, part: Part) -> None:
    """What the plan itself asks for is kept in its document too; a given task is in none."""
    plan = await plans.plan(session, task.unit_id, task.plan_id)
    if plan is None or not any(item["code"] == task.code for item in plan.document.get("tasks", ())):
        return
    document = PlanDocument.from_json(plan.document)
    roles = {role.id: role for role in await people.roles(session, task.unit_id)}
    names = {
        role_id: await known_as(session, document, roles[role_id])
        for role_id in (part.lead, *part.supports)
        if role_id
    }
    for name in names.values():
        document = with_role(document, name)
    lead = names[part.lead] if part.lead else None
    own = next(item for item in document.tasks if item.code == task.code)
    if own.lead != lead:
        document = with_task_lead(document, task.code, lead)
    document = with_supports(document, task.code, [names[role_id] for role_id in sorted(part.supports)])
    plan.document = with_due(document, task.code, part.due).to_json()
    session.add(plan)


async def _logged(session: AsyncSession, unit_id: int, part: Part) -> dict[str, Any]:
    """The part by names, so that the log is read years later, when roles are called otherwise."""
    names = {role.id: role.name for role in await people.roles(session, unit_id)}
    return {
        "lead": names.get(part.lead) if part.lead else None,
        "supports": [names[role_id] for role_id in sorted(part.supports) if role_id in names],
        "due": due_to_json(part.due),
    }


def record(
    session: AsyncSession,
    task: Task,
    officer_id: int | None,
    kind: str,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Writes down what became of a task; its subject is "task:12"."""
    events.record(session, task.unit_id, officer_id, kind, f"task:{task.id}", now, before=before, after=after)


async def acknowledge(session: AsyncSession, task: Task, officer_id: int, now: datetime) -> bool:
    """The lead says that the task has arrived; False when nobody waits for that (any more)."""
    if task.handed_by_id is None or task.acknowledged_at is not None:
        return False
    task.acknowledged_at, task.acknowledged_by_id = now, officer_id
    session.add(task)
    record(session, task, officer_id, "task_acknowledged", now)
    return True


async def carry_over(session: AsyncSession, plan: Plan, done: Iterable[int]) -> None:
    """Given tasks that are neither done nor withdrawn go over from the plans that this one follows.

    Their answers stay where they are: a given task is asked for by time (scheduler.ledger), not by plan.
    An area of the same name takes them in, else they stand outside the areas.
    """
    finished = set(done)
    areas = {fold(area.name): area.id for area in await plans.areas(session, plan.id)}
    position = max((row.position for row in await plans.tasks(session, plan.id)), default=0)
    for task in await plans.given_tasks(session, plan.unit_id):
        former = await plans.plan(session, plan.unit_id, task.plan_id)
        if former is None or not _follows(plan, former) or task.withdrawn_at or task.id in finished:
            continue
        position += 1
        names = {area.id: fold(area.name) for area in await plans.areas(session, former.id)}
        task.plan_id, task.position = plan.id, position
        task.area_id = areas.get(names.get(task.area_id or 0, ""))
        session.add(task)
    await session.flush()


def _follows(plan: Plan, former: Plan) -> bool:
    """Whether the plan is of a later year, or the year's own plan beside a programme of several."""
    return (plan.year_from, plan.year_from - plan.year_to) > (
        former.year_from,
        former.year_from - former.year_to,
    )
