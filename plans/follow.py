"""An approved plan's rows follow a changed document: nothing answered is lost, rows keep their ids.

Everything happens in the caller's transaction.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold
from plans.codes import next_code
from plans.counted import Counted, move_indicators, seed_indicators
from plans.difference import Difference
from plans.load import set_calendar, set_targets
from plans.load_roles import load_roles, role_id
from plans.model import PlanDocument, TaskDraft, area_lead
from plans.standing import Standing
from scheduler.periods import PeriodPlan
from storage import people, plans
from storage.tables import Area, Plan, Role, Target, Task, TaskSupport


@dataclass(slots=True)
class Concern:
    """What of a change concerns one role: tasks by the ids of their rows."""

    gained: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    due: list[int] = field(default_factory=list)


async def follow(
    session: AsyncSession,
    plan: Plan,
    now_standing: Standing,
    document: PlanDocument,
    change: Difference,
    calendar: Sequence[PeriodPlan],
    before: Counted,
    after: Counted,
    now: datetime,
) -> dict[int, Concern]:
    """Puts the document in place of the plan's, and its rows with it; returns which role is concerned by what.

    `change` is what the document changes of the plan as it stands. `calendar` holds the reports it wants other
    days for. Tasks that are gone are withdrawn, never deleted. Tasks given outside the plan stay untouched.
    """
    document = _with_free_codes(document, change, {row.code for row in now_standing.others})
    roles = await _roles(session, plan.unit_id, document, change)
    areas = await _areas(session, plan, now_standing, document, change, roles)
    concerns = await _tasks(session, plan, now_standing, document, change, roles, areas, now)
    if change.targets_added or change.targets_gone or change.targets_changed or change.areas_gone:
        for target in await plans.targets(session, plan.id):
            await session.delete(target)
        await session.flush()
        set_targets(session, plan, document, areas, after.target_codes)
    await _drop_empty_areas(session, plan, areas)
    await set_calendar(session, plan, calendar)
    await seed_indicators(session, plan.unit_id, after.indicators, roles)
    await move_indicators(session, plan.unit_id, before, after, {**now_standing.roles, **roles})
    plan.document = document.to_json()
    plan.title, plan.number, plan.issued_on = document.title, document.number, document.issued_on
    plan.signer_title = document.signer.title if document.signer else None
    plan.signer_name = document.signer.name if document.signer else None
    session.add(plan)
    await session.flush()
    return concerns


def _with_free_codes(document: PlanDocument, change: Difference, taken: Collection[str]) -> PlanDocument:
    """A task whose code a task given in the chat already bears gets the next free one."""
    used = {*taken, *(task.code for task in document.tasks)}
    tasks: list[TaskDraft] = []
    for task in document.tasks:
        if task.code in taken:
            task = replace(task, code=next_code(task.area, used))
            used.add(task.code)
        tasks.append(task)
    return replace(document, tasks=tuple(tasks))


async def _roles(
    session: AsyncSession, unit_id: int, document: PlanDocument, change: Difference
) -> dict[str, Role]:
    """The unit's role for each name; a renamed one stays the same role, with whoever holds it."""
    for old, new in change.renamed.items():
        keys = await people.role_keys(session, unit_id)
        if fold(new) not in keys and fold(old) in keys:
            await people.rename_role(session, keys[fold(old)], new)
    return await load_roles(session, unit_id, document.roles)


async def _areas(
    session: AsyncSession,
    plan: Plan,
    stood: Standing,
    document: PlanDocument,
    change: Difference,
    roles: dict[str, Role],
) -> dict[str, Area]:
    """The row of each area of the document, by its code."""
    kept = {j: stood.areas[i] for j, i in change.area_pairs.items()}
    wanted = {area.code for area in document.areas}
    staying = {row.id for row in kept.values()}
    for row in await plans.areas(session, plan.id):
        if row.id in staying:
            row.code = f"~{row.id}"  # codes may change places: none may be taken meanwhile
        elif row.code in wanted:
            row.code = _former(row.code, row.id)
        session.add(row)
    await session.flush()
    rows: dict[str, Area] = {}
    for place, area in enumerate(document.areas):
        row = kept.get(place) or Area(unit_id=plan.unit_id, plan_id=plan.id, code="", name="", position=0)
        row.code, row.name, row.position = area.code, area.name, place + 1
        row.lead_role_id = role_id(roles, area_lead(document, area.code))
        session.add(row)
        rows[area.code] = row
    await session.flush()
    return rows


async def _drop_empty_areas(session: AsyncSession, plan: Plan, areas: dict[str, Area]) -> None:
    """Areas that are gone, unless a task answered earlier is still reported under them."""
    kept = {row.id for row in areas.values()}
    for row in await plans.areas(session, plan.id):
        if row.id in kept:
            continue
        task = select(Task.id).where(Task.area_id == row.id)
        target = select(Target.id).where(Target.area_id == row.id)
        if (await session.exec(select(or_(task.exists(), target.exists())))).one():
            row.lead_role_id, row.position = None, len(kept) + row.id
            session.add(row)
        else:
            await session.delete(row)
    await session.flush()


async def _tasks(
    session: AsyncSession,
    plan: Plan,
    stood: Standing,
    document: PlanDocument,
    change: Difference,
    roles: dict[str, Role],
    areas: dict[str, Area],
    now: datetime,
) -> dict[int, Concern]:
    kept = {j: stood.tasks[i] for j, i in change.pairs.items()}
    gone = [row for i, row in enumerate(stood.tasks) if i not in set(change.pairs.values())]
    former = {row.id: (row.lead_role_id, row.due_kind, row.due_on) for row in stood.tasks}
    for row in gone:
        row.withdrawn_at = now
        session.add(row)
    await session.flush()
    await _free_codes(session, plan, document, kept.values())
    rows: list[Task] = []
    for place, draft in enumerate(document.tasks):
        row = kept.get(place) or Task(unit_id=plan.unit_id, plan_id=plan.id, code="", text="", position=0)
        area = areas.get(draft.area or "")
        row.code, row.text, row.product, row.position = draft.code, draft.text, draft.product, place + 1
        row.area_id, row.line = area.id if area else None, draft.line
        row.lead_role_id = role_id(roles, draft.lead)
        row.due_kind, row.due_on, row.due_text = draft.due.kind, draft.due.on, draft.due.text
        session.add(row)
        rows.append(row)
    await session.flush()
    for row, draft in zip(rows, document.tasks, strict=True):
        await _set_supports(session, row, {roles[name].id for name in draft.supports if name in roles})
    return _concerns(rows, gone, former)


async def _free_codes(
    session: AsyncSession, plan: Plan, document: PlanDocument, kept: Collection[Task]
) -> None:
    """Codes may change places, and a withdrawn task gives its code to a living one."""
    wanted = {draft.code for draft in document.tasks}
    for row in kept:
        row.code = f"~{row.id}"
        session.add(row)
    withdrawn = [t for t in await plans.tasks_ever(session, plan.id) if t.withdrawn_at is not None]
    taken = wanted | {row.code for row in withdrawn}
    for row in withdrawn:
        if row.code in wanted:
            row.code = next(
                code for n in range(1, len(taken) + 2) if (code := _former(row.code, n)) not in taken
            )
            taken.add(row.code)
            session.add(row)
    await session.flush()


def _former(code: str, number: int) -> str:
    """ "3.c (cũ)", "3.c (cũ 2)": how a report names a task whose code another one bears now."""
    return f"{code} (cũ)" if number == 1 else f"{code} (cũ {number})"


async def _set_supports(session: AsyncSession, task: Task, wanted: set[int]) -> None:
    wanted -= {task.lead_role_id} if task.lead_role_id else set()
    query = select(TaskSupport).where(col(TaskSupport.task_id) == task.id)
    there = {row.role_id: row for row in await session.exec(query)}
    for number in there.keys() - wanted:
        await session.delete(there[number])
    session.add_all(
        TaskSupport(unit_id=task.unit_id, task_id=task.id, role_id=number)
        for number in sorted(wanted - there.keys())
    )
    await session.flush()


def _concerns(
    rows: Sequence[Task], gone: Sequence[Task], former: Mapping[int, tuple[int | None, object, object]]
) -> dict[int, Concern]:
    found: dict[int, Concern] = {}

    def of(number: int) -> Concern:
        return found.setdefault(number, Concern())

    for row in rows:
        lead, *due = former.get(row.id, (None, row.due_kind, row.due_on))
        if row.lead_role_id != lead:
            if row.lead_role_id is not None:
                of(row.lead_role_id).gained.append(row.id)
            if lead is not None:
                of(lead).lost.append(row.id)
        elif lead is not None and due != [row.due_kind, row.due_on]:
            of(lead).due.append(row.id)
    for row in gone:
        if row.lead_role_id is not None:
            of(row.lead_role_id).lost.append(row.id)
    return found
