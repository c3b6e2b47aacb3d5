"""Looking through a plan and giving its areas and tasks other leads, before and after it was approved."""

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
from plans.leads import change_leads
from plans.load import hold
from plans.model import PlanDocument, area_lead, coordinator, with_area_lead, with_task_lead
from plans.role_changes import knowing
from scheduler.ledger import period_plan
from storage import events, people, periods, plans
from storage.people import COORDINATOR_NAME
from storage.tables import Plan, PlanState, RoleKind

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
        calendar=await _calendar(turn, plan, document),
        approved=plan.state is PlanState.APPROVED,
        may_change=await turn.is_a(RoleKind.COORDINATOR),
    )


async def _calendar(turn: Turn, plan: Plan, document: PlanDocument) -> tuple[ProposedPeriod, ...]:
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
    index = _place(press, 1, len(pages.groups(turn._, view.document)))
    turn.change(pages.area(turn._, view, index, press.number(2)))


async def task(turn: Turn, press: Press) -> None:
    view = await opened(turn, press)
    turn.change(pages.task(turn._, view, _place(press, 1, len(view.document.tasks))))


async def targets(turn: Turn, press: Press) -> None:
    turn.change(pages.targets(turn._, await opened(turn, press), press.number(1)))


async def roles(turn: Turn, press: Press) -> None:
    turn.change(pages.roles(turn._, await opened(turn, press), press.number(1)))


async def attention(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    turn.change(screens.attention_page(turn._, await opened(turn, press), press.number(1)))


async def calendar(turn: Turn, press: Press) -> None:
    turn.change(screens.calendar_page(turn._, await opened(turn, press)))


async def choose_lead(turn: Turn, press: Press) -> None:
    """Who is to lead? One button a role."""
    await turn.require(RoleKind.COORDINATOR)
    view = await opened(turn, press)
    what, index = _what(view.document, press)
    choices = await _choices(turn, view.document)
    turn.change(pages.choose_lead(turn._, view, what, index, choices, press.number(3)))


async def give(turn: Turn, press: Press) -> None:
    """The chosen role leads; the card comes back."""
    await turn.require(RoleKind.COORDINATOR)
    plan = await hold(turn.session, turn.unit.id, press.number(0))
    if plan is None or plan.state is PlanState.DISCARDED:
        raise StaleButton
    document = PlanDocument.from_json(plan.document)
    what, index = _what(document, press)
    name = await _chosen(turn, document, press.word(3))
    known = document if name is None else knowing(document, name)
    if what == "a":
        code = document.areas[index].code
        former, changed = area_lead(document, code), with_area_lead(known, code, name)
    else:
        code = document.tasks[index].code
        former, changed = document.tasks[index].lead, with_task_lead(known, code, name)
    if changed != document:
        await change_leads(turn.session, plan, changed, counted_in(document), counted_in(changed))
        where = {"area" if what == "a" else "task": code}
        events.record(
            turn.session,
            turn.unit.id,
            turn.officer.id,
            "lead_changed",
            f"plan:{plan.id}",
            turn.now,
            before=where | {"lead": former},
            after=where | {"lead": name},
        )
    turn.toast(pages.given(turn._, name if what == "a" else changed.tasks[index].lead))
    view = await view_of(turn, plan)
    turn.change(pages.area(turn._, view, index, 0) if what == "a" else pages.task(turn._, view, index))


async def _choices(turn: Turn, document: PlanDocument) -> list[Choice]:
    """The plan's roles, and those of the unit that the plan does not name."""
    named = {fold(name) for role in document.roles for name in (role.name, *role.aliases)}
    if coordinator(document) is not None:
        named.add(fold(COORDINATOR_NAME))  # becomes the plan's coordinator on approval
    others = [
        Choice(f"r{role.id}", role.name)
        for role in await people.roles(turn.session, turn.unit.id)
        if role.name_key not in named
    ]
    return [*(Choice(str(i), role.name) for i, role in enumerate(document.roles)), *others]


async def _chosen(turn: Turn, document: PlanDocument, key: str) -> str | None:
    """The name behind a role's button. Raises StaleButton."""
    if key == _NOBODY:
        return None
    names = {choice.key: choice.name for choice in await _choices(turn, document)}
    if key not in names:
        raise StaleButton
    return names[key]


def _what(document: PlanDocument, press: Press) -> tuple[str, int]:
    what = press.word(1)
    if what == "a":
        return what, _place(press, 2, len(document.areas))
    if what == "t":
        return what, _place(press, 2, len(document.tasks))
    raise StaleButton


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
    "plan-calendar": calendar,
}
