"""Looking through a plan and giving its areas and tasks other leads, before and after it was approved."""

from collections.abc import Sequence

from handlers import changing
from handlers.approve import counted_in
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.screens import plan as screens
from handlers.screens import plan_pages as pages
from handlers.screens.plan import PlanView
from handlers.screens.plan_pages import Choice
from handlers.turn import PressAction, Turn
from locales.text import fold
from plans.calendar import ProposedPeriod, calendar_year, reporting_calendar
from plans.decisions import with_area_lead, with_role, with_task_lead
from plans.leads import Why, change_leads
from plans.load import hold
from plans.model import DueDraft, PlanDocument, TaskDraft, area_lead, coordinator
from plans.review import role_mark, task_mark
from plans.verdicts import settled
from scheduler.ledger import period_plan
from storage import people, periods, plans
from storage.people import COORDINATOR_NAME
from storage.tables import Plan, PlanState, RoleKind, Task

_NOBODY = "-"


async def opened(turn: Turn, press: Press) -> PlanView:
    """The plan a button names, of the sender's own unit; a draft only for the coordinator.

    Raises StaleButton for one that was discarded or never was, NotAllowed.
    """
    plan = await plans.plan(turn.session, turn.unit.id, press.number(0))
    if plan is None or plan.state is PlanState.DISCARDED:
        raise StaleButton
    if plan.state is PlanState.DRAFT:
        await turn.require(RoleKind.COORDINATOR)
    return await view_of(turn, plan)


async def view_of(turn: Turn, plan: Plan) -> PlanView:
    """The plan as the sender sees it."""
    document = PlanDocument.from_json(plan.document)
    return PlanView(
        plan_id=plan.id,
        document=document,
        years=(plan.year_from, plan.year_to),
        calendar=await calendar_of(turn, plan, document),
        approved=plan.state is PlanState.APPROVED,
        may_change=await turn.is_a(RoleKind.COORDINATOR),
        corrects_id=plan.corrects_id,
        given=await _given(turn, plan),
    )


async def _given(turn: Turn, plan: Plan) -> tuple[TaskDraft, ...]:
    """The tasks that were given outside the plan, in the form of its own."""
    if plan.state is not PlanState.APPROVED:
        return ()
    rows = [
        task
        for task in await plans.given_tasks(turn.session, plan.unit_id)
        if task.plan_id == plan.id and task.withdrawn_at is None
    ]
    areas = {area.id: area.code for area in await plans.areas(turn.session, plan.id)}
    roles = {role.id: role.name for role in await people.roles(turn.session, plan.unit_id)}
    return tuple(
        TaskDraft(
            row.code,
            areas.get(row.area_id or 0),
            row.text,
            lead=roles.get(row.lead_role_id or 0),
            lead_is_own=True,
            due=DueDraft(row.due_kind, row.due_on, row.due_text),
        )
        for row in rows
    )


async def calendar_of(turn: Turn, plan: Plan, document: PlanDocument) -> tuple[ProposedPeriod, ...]:
    """A draft's periods as the text and the preset give them; an approved plan's as they stand."""
    if plan.state is PlanState.DRAFT:
        return reporting_calendar(document, calendar_year(document, turn.today))
    stored = await periods.periods(turn.session, plan.unit_id)
    return tuple(
        ProposedPeriod(period_plan(row), window_given=True, officers_given=True, summary_given=True)
        for row in stored
        if row.plan_id == plan.id
    )


async def areas(turn: Turn, press: Press) -> None:
    turn.change(pages.areas(turn._, await opened(turn, press), press.number(1)))


async def area(turn: Turn, press: Press) -> None:
    view = await opened(turn, press)
    index = _place(press, 1, len(pages.groups(turn._, view)))
    turn.change(pages.area(turn._, view, index, press.number(2)))


async def task(turn: Turn, press: Press) -> None:
    """A task as it was read; of an approved plan the card of what it has become."""
    view = await opened(turn, press)
    index = task_place(view.tasks, press.word(1))
    if view.approved:
        await changing.show_card(turn, await _row(turn, view.plan_id, view.tasks[index].code))
    else:
        turn.change(pages.task(turn._, view, index))


async def _row(turn: Turn, plan_id: int, code: str) -> Task:
    """What a task of an approved plan has become. Raises StaleButton."""
    row = await plans.task_of_code(turn.session, plan_id, code)
    if row is None:
        raise StaleButton
    return row


async def targets(turn: Turn, press: Press) -> None:
    turn.change(pages.targets(turn._, await opened(turn, press), press.number(1)))


async def roles(turn: Turn, press: Press) -> None:
    turn.change(pages.roles(turn._, await opened(turn, press), press.number(1)))


async def attention(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    turn.change(screens.attention_page(turn._, await opened(turn, press), press.number(1)))


async def choose_lead(turn: Turn, press: Press) -> None:
    """Who is to lead? One button a role."""
    await turn.require(RoleKind.COORDINATOR)
    view = await opened(turn, press)
    what, index = _what(view.document, press)
    choices = await choices_in(turn, view.document)
    turn.change(pages.choose_lead(turn._, view, what, index, choices, press.number(3)))


async def give(turn: Turn, press: Press) -> None:
    """The chosen role leads; the card comes back. In an approved plan the reason is asked for first."""
    await turn.require(RoleKind.COORDINATOR)
    plan = await hold(turn.session, turn.unit.id, press.number(0))
    if plan is None or plan.state is PlanState.DISCARDED:
        raise StaleButton
    document = PlanDocument.from_json(plan.document)
    what, index = _what(document, press)
    name = await _chosen(turn, document, press.word(3))
    if plan.state is PlanState.APPROVED:
        await _propose(turn, plan, document, what, index, name)
        return
    known = document if name is None else with_role(document, name)
    if what == "a":
        code = document.areas[index].code
        former, changed = area_lead(document, code), with_area_lead(known, code, name)
    else:
        code = document.tasks[index].code
        former, changed = document.tasks[index].lead, with_task_lead(known, code, name)
    if changed != document:
        changed = settled(document, changed, calendar_year(document, turn.today))
        why = Why(turn.officer.id, turn.now, "")
        await change_leads(turn.session, plan, changed, counted_in(document), counted_in(changed), why)
        where = {"area" if what == "a" else "task": code}
        turn.record(
            "lead_changed",
            f"plan:{plan.id}",
            before=where | {"lead": former},
            after=where | {"lead": name},
        )
    turn.toast(pages.given(turn._, name if what == "a" else changed.tasks[index].lead))
    view = await view_of(turn, plan)
    turn.change(pages.area(turn._, view, index, 0) if what == "a" else pages.task(turn._, view, index))


async def _propose(
    turn: Turn, plan: Plan, document: PlanDocument, what: str, index: int, name: str | None
) -> None:
    if what == "a":
        await changing.propose_area_lead(turn, plan, index, name)
        return
    task = document.tasks[index]
    name = name or area_lead(document, task.area)
    role = (await people.role_keys(turn.session, turn.unit.id)).get(fold(name)) if name else None
    if role is None:
        raise StaleButton
    await changing.propose_lead(turn, await _row(turn, plan.id, task.code), role.id)


async def choices_in(turn: Turn, document: PlanDocument) -> list[Choice]:
    """The plan's roles, and those of the unit that the plan does not name."""
    named = {fold(name) for role in document.roles for name in (role.name, *role.aliases)}
    if coordinator(document) is not None:
        named.add(fold(COORDINATOR_NAME))  # becomes the plan's coordinator on approval
    others = [r.name for r in await people.roles(turn.session, turn.unit.id) if r.name_key not in named]
    return [Choice(role_mark(name), name) for name in (*(role.name for role in document.roles), *others)]


async def _chosen(turn: Turn, document: PlanDocument, key: str) -> str | None:
    """The name behind a role's button. Raises StaleButton."""
    if key == _NOBODY:
        return None
    names = {choice.key: choice.name for choice in await choices_in(turn, document)}
    if key not in names:
        raise StaleButton
    return names[key]


def _what(document: PlanDocument, press: Press) -> tuple[str, int]:
    what = press.word(1)
    if what == "a":
        return what, _place(press, 2, len(document.areas))
    if what == "t":
        return what, task_place(document.tasks, press.word(2))
    raise StaleButton


def task_place(tasks: Sequence[TaskDraft], mark: str) -> int:
    """Where the task of this mark stands. Raises StaleButton when it is not in the plan (any more)."""
    place = next((i for i, task in enumerate(tasks) if task_mark(task.code) == mark), None)
    if place is None:
        raise StaleButton
    return place


def _place(press: Press, at: int, count: int) -> int:
    place = press.number(at)
    if not 0 <= place < count:
        raise StaleButton
    return place


PRESSES: dict[str, PressAction] = {
    "plan-areas": areas,
    "plan-area": area,
    "plan-task": task,
    "plan-lead": choose_lead,
    "plan-give": give,
    "plan-targets": targets,
    "plan-roles": roles,
    "plan-attention": attention,
}
