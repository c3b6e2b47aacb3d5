"""/kehoach: a plan comes in as a file, is looked through, and approved."""

import asyncio

from handlers import correction, plan_calendar, plan_review, plan_roles, plan_tasks, plan_walk, uploads
from handlers.approve import approve
from handlers.buttons import Press
from handlers.change import with_correction
from handlers.errors import NoPlan, PlanUnreadable, StaleButton
from handlers.plan_review import opened, view_of
from handlers.screen import Screen
from handlers.screens import difference as difference_screens
from handlers.screens import plan as screens
from handlers.turn import PressAction, Turn
from handlers.uploads import Upload
from plans.calendar import calendar_year, plan_years, preset_calendar, reform_year
from plans.errors import UnreadablePlan
from plans.load import hold, keep_draft, rival
from plans.model import PlanDocument
from scheduler.periods import current_period
from storage import plans
from storage.tables import Plan, PlanState, RoleKind


async def read(upload: Upload) -> PlanDocument:
    """The plan in a file. Raises PlanUnreadable with what is wrong with it."""
    from plans.read import read_plan  # with it come the document libraries

    try:
        return await asyncio.to_thread(read_plan, upload.name, upload.content)
    except UnreadablePlan as error:
        raise PlanUnreadable(reason=error.reason) from error


async def receive(turn: Turn, upload: Upload, document: PlanDocument) -> None:
    """A coordinator's file that is a plan: kept as a draft, and shown.

    One of years for which a plan is approved already is its corrected text: what it changes is shown.
    Raises NotAllowed, StorageFull.
    """
    await turn.require(RoleKind.COORDINATOR)
    years = plan_years(document, turn.today)
    corrects = await rival(turn.session, turn.unit.id, years)
    wanted = document
    if corrects is not None:
        wanted = await with_correction(turn.session, corrects, document, turn.today)
        if await correction.changes_nothing(turn, corrects, wanted):
            turn.say(difference_screens.nothing_new(turn._, corrects.title))
            return
    await asyncio.to_thread(uploads.keep, turn.services.data_dir, turn.unit.id, upload)
    plan = await keep_draft(
        turn.session,
        turn.unit.id,
        document,
        years,
        upload.name,
        upload.sha256,
        turn.now,
        corrects=corrects,
    )
    plan.document = wanted.to_json()
    _log(turn, "plan_received", plan, {"file": upload.name, "sha256": upload.sha256})
    turn.say(await _summary(turn, plan))


async def _summary(turn: Turn, plan: Plan) -> Screen:
    """A plan at a glance; of a correction that waits, what it changes."""
    if plan.corrects_id is not None and plan.state is PlanState.DRAFT:
        return await correction.screen_of(turn, plan)
    return screens.summary(turn._, await view_of(turn, plan))


async def show(turn: Turn) -> None:
    """/kehoach: the draft that waits for the coordinator, else the plan in force."""
    coordinates = await turn.is_a(RoleKind.COORDINATOR)
    drafts = await plans.plans_in_state(turn.session, turn.unit.id, PlanState.DRAFT) if coordinates else []
    plan = drafts[0] if drafts else await in_force(turn)
    if plan is not None:
        turn.say(await _summary(turn, plan))
    elif coordinates:
        turn.say(screens.how_to_send(turn._))
    else:
        raise NoPlan


async def in_force(turn: Turn) -> Plan | None:
    """This year's plan; between two years the newest."""
    plan = await plans.plan_in_force(turn.session, turn.unit.id, reform_year(turn.today))
    if plan is not None:
        return plan
    approved = await plans.plans_in_state(turn.session, turn.unit.id, PlanState.APPROVED)
    return approved[0] if approved else None


async def summary(turn: Turn, press: Press) -> None:
    view = await opened(turn, press)
    plan = await plans.plan(turn.session, turn.unit.id, view.plan_id)
    assert plan is not None
    turn.change(await _summary(turn, plan))


async def ask_approval(turn: Turn, press: Press) -> None:
    """Approves at once when nothing is open; else says what is left open, and asks."""
    await turn.require(RoleKind.COORDINATOR)
    view = await opened(turn, press)
    if view.corrects_id is not None:
        raise StaleButton
    without_lead = sum(task.lead is None for task in view.document.tasks)
    complete = all(period.all_given for period in view.calendar)
    if view.approved or (not without_lead and complete):
        await _approve(turn, press, preset=False)
        return
    preset = preset_calendar(calendar_year(view.document, turn.today))
    offers_preset = not complete and [p.plan for p in preset] != [p.plan for p in view.calendar]
    turn.change(screens.confirm(turn._, view, without_lead, offers_preset=offers_preset))


async def approve_knowingly(turn: Turn, press: Press) -> None:
    """The coordinator has read what stays open, and chosen the calendar."""
    await turn.require(RoleKind.COORDINATOR)
    if press.word(1) not in {"own", "preset"}:
        raise StaleButton
    await _approve(turn, press, preset=press.word(1) == "preset")


async def _approve(turn: Turn, press: Press, *, preset: bool) -> None:
    plan = await hold(turn.session, turn.unit.id, press.number(0))
    if plan is None or plan.state is PlanState.DISCARDED or plan.corrects_id is not None:
        raise StaleButton
    if plan.state is PlanState.APPROVED:
        turn.toast(turn._("Kế hoạch này đã được duyệt."))
        turn.change(screens.summary(turn._, await view_of(turn, plan)))
        return
    view = await view_of(turn, plan)
    chosen = preset_calendar(calendar_year(view.document, turn.today)) if preset else view.calendar
    calendar = [period.plan for period in chosen]
    await approve(turn.session, plan, calendar, turn.now, turn.officer.id)
    left_open = screens.open_lines(turn._, view)
    next_period = current_period(calendar, turn.today)
    turn.change(screens.approved(turn._, await view_of(turn, plan), next_period, left_open))


async def ask_drop(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    view = await opened(turn, press)
    if view.approved:
        raise StaleButton
    turn.change(screens.drop_question(turn._, view))


async def drop(turn: Turn, press: Press) -> None:
    """The draft is discarded; an approved plan stays."""
    await turn.require(RoleKind.COORDINATOR)
    plan = await hold(turn.session, turn.unit.id, press.number(0))
    if plan is None or plan.state is not PlanState.DRAFT:
        raise StaleButton
    plan.state = PlanState.DISCARDED
    turn.session.add(plan)
    _log(turn, "plan_discarded", plan, None)
    turn.change(screens.dropped(turn._))


def _log(turn: Turn, kind: str, plan: Plan, after: dict[str, str] | None) -> None:
    turn.record(kind, f"plan:{plan.id}", after=after)


PRESSES: dict[str, PressAction] = {
    **plan_review.PRESSES,
    **plan_walk.PRESSES,
    **plan_tasks.PRESSES,
    **plan_roles.PRESSES,
    **plan_calendar.PRESSES,
    **correction.PRESSES,
    "plan": summary,
    "plan-approve": ask_approval,
    "plan-approve-yes": approve_knowingly,
    "plan-drop": ask_drop,
    "plan-drop-yes": drop,
}
