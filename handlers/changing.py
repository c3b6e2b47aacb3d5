"""A task's card, its history, and its changes: each with a reason, told to exactly those it concerns."""

from dataclasses import dataclass, replace
from typing import Any

from handlers import access, choosing, telling
from handlers.approve import counted_in
from handlers.buttons import Press, data
from handlers.choosing import CHANGE, finish, go_on
from handlers.errors import NoPeriod, NoPlan, NotYours, StaleButton
from handlers.screen import Button
from handlers.screens import assigning as screens
from handlers.screens import work
from handlers.screens.assigning import Picking
from handlers.screens.parts import called, shortened
from handlers.turn import PressAction, Turn
from handlers.understand import Agreement, Courtesy, understand
from plans import changes
from plans.as_json import due_from_json, due_to_json
from plans.concerned import Change, Part
from plans.decisions import with_area_lead, with_role
from plans.leads import Why, change_leads
from plans.load import hold
from plans.model import PlanDocument, area_lead
from scheduler import pulse
from scheduler.ledger import open_ledger
from storage import events, people, plans
from storage.tables import Plan, PlanState, Question, RoleKind, Task

_EVENTS = {
    "lead": "lead_changed",
    "supports": "supports_changed",
    "due": "due_changed",
    "withdraw": "task_withdrawn",
}


async def known_task(turn: Turn, task_id: int) -> Task:
    """The unit's task of this id. Raises StaleButton."""
    task = await plans.task(turn.session, turn.unit.id, task_id)
    if task is None:
        raise StaleButton
    return task


async def show(turn: Turn, press: Press) -> None:
    """A task's card, for whoever has a part in it, the coordinator and the leader. Raises NotYours."""
    await show_card(turn, await known_task(turn, press.number(0)))


async def show_card(turn: Turn, task: Task) -> None:
    part = await changes.part_of(turn.session, task)
    own = {held.role.id for held in await turn.held()}
    watches = await turn.is_a(RoleKind.COORDINATOR, RoleKind.LEADER)
    lead = await people.role(turn.session, turn.unit.id, part.lead) if part.lead else None
    if not watches and not own & {part.lead, *part.supports}:
        raise NotYours(role=lead.name if lead else "–")
    leads = part.lead in own
    areas = await plans.areas(turn.session, task.plan_id)
    turn.change(
        work.card(
            turn._,
            work.WorkCard(
                task=task,
                today=turn.today,
                lead=lead,
                supports=await choosing.roles_of(turn, list(part.supports)),
                area=next((f"{area.code}. {area.name}" for area in areas if area.id == task.area_id), ""),
                giver=await _name(turn, task.given_by_id),
                receiver=await _name(turn, task.acknowledged_by_id),
                report_in=await _period(turn, task) if leads else None,
                may_acknowledge=leads and work.awaits(task),
                may_change=await turn.is_a(RoleKind.COORDINATOR),
                may_see_history=watches or leads,
            ),
        )
    )


async def _name(turn: Turn, officer_id: int | None) -> str:
    officer = await people.officer(turn.session, turn.unit.id, officer_id) if officer_id else None
    return officer.full_name if officer else "–"


async def _period(turn: Turn, task: Task) -> int | None:
    """The current period, if it asks for the task."""
    try:
        period = await access.current(turn)
    except (NoPlan, NoPeriod):
        return None
    ledger = await open_ledger(turn.session, period)
    return period.id if any(other.id == task.id for other in ledger.tasks) else None


async def history(turn: Turn, press: Press) -> None:
    """[Lịch sử]: for the coordinator, the leader, and whoever leads the task. Raises NotYours."""
    task = await known_task(turn, press.number(0))
    if not await turn.is_a(RoleKind.COORDINATOR, RoleKind.LEADER):
        await access.speaks_for(turn, task.lead_role_id)
    log = await events.history(turn.session, turn.unit.id, f"task:{task.id}")
    names = {officer.id: officer.full_name for officer in await people.officers(turn.session, turn.unit.id)}
    turn.change(work.history(turn._, task, log, names, turn.today, press.number(1)))


async def begin(turn: Turn, press: Press) -> None:
    """[Đổi chủ trì], [Đổi phối hợp], [Đổi hạn], [Rút nhiệm vụ]: asks what it is to be, then why."""
    await turn.require(RoleKind.COORDINATOR)
    task, what = await known_task(turn, press.number(0)), press.word(1)
    if what not in _EVENTS or task.withdrawn_at is not None:
        raise StaleButton
    if what == "withdraw" and task.given_at is None:
        raise StaleButton
    part = await changes.part_of(turn.session, task)
    question = await turn.ask(CHANGE, {"task": task.id, "what": what, "was": _value(part, what)})
    if what == "withdraw":
        await ask_reason(turn, question, True)
        return
    await go_on(turn, question, step=what, supports=sorted(part.supports))
    if what == "lead":
        await choosing.show_leads(turn, question, picking(turn, question, task))
    elif what == "supports":
        await choosing.show_supports(turn, question, picking(turn, question, task), part.lead, 0)
    else:
        await choosing.show_dues(turn, question, picking(turn, question, task))


def picking(turn: Turn, question: Question, task: Task) -> Picking:
    return Picking(question.id, screens.change_head(turn._, task), _back(turn, task))


def _back(turn: Turn, task: Task) -> Button:
    return Button(turn._("‹ Quay lại"), data("work", task.id))


def _value(part: Part, what: str) -> Any:
    """What stands before the change, as a question row keeps it."""
    values = {
        "lead": part.lead,
        "supports": sorted(part.supports),
        "due": due_to_json(part.due),
        "withdraw": part.withdrawn,
    }
    return values[what]


async def ask_reason(turn: Turn, question: Question, to: Any) -> None:
    """What is to change is chosen; the reason is asked for, and nothing is changed before it comes."""
    known = question.subject
    if _same(known["was"], to):
        turn.toast(screens.unchanged(turn._))
        finish(turn, question)
        await _show_home(turn, question)
        return
    await go_on(turn, question, to=to, step="reason")
    head, what, back = await _asking(turn, question)
    turn.change(screens.ask_reason(turn._, head, what, back), asks=question)


def _same(was: Any, to: Any) -> bool:
    """Whether nothing would change; a due in other words is the same due."""
    if isinstance(was, dict) and isinstance(to, dict):
        return (was["kind"], was["on"]) == (to["kind"], to["on"])
    return bool(was == to)


async def _show_home(turn: Turn, question: Question) -> None:
    if "task" in question.subject:
        await show_card(turn, await known_task(turn, question.subject["task"]))
    else:
        turn.change(screens.nothing_changed(turn._, _area_page(turn, question)))


async def _asking(turn: Turn, question: Question) -> tuple[str, str, Button]:
    """Above the reason that is asked for: what is changed, and to what."""
    known = question.subject
    to = known["to"]
    if known["what"] == "area":
        return (
            turn._("<b>Lĩnh vực {area}</b>", area=called(known["title"])),
            screens.area_to_lead(turn._, to),
            _area_page(turn, question),
        )
    task = await known_task(turn, known["task"])
    match known["what"]:
        case "lead":
            what = screens.to_lead(turn._, await choosing.role_of(turn, to))
        case "supports":
            what = screens.to_supports(turn._, await choosing.roles_of(turn, to))
        case "due":
            what = screens.to_due(turn._, due_from_json(to), turn.today)
        case _:
            what = screens.to_withdraw(turn._)
    return screens.change_head(turn._, task), what, _back(turn, task)


def _area_page(turn: Turn, question: Question) -> Button:
    known = question.subject
    return Button(turn._("‹ Lĩnh vực"), data("plan-area", known["plan"], known["index"], 0))


async def propose_lead(turn: Turn, task: Task, role_id: int) -> None:
    """A lead was chosen on the plan's own pages."""
    part = await changes.part_of(turn.session, task)
    question = await turn.ask(CHANGE, {"task": task.id, "what": "lead", "was": part.lead})
    await ask_reason(turn, question, role_id)


async def propose_area_lead(turn: Turn, plan: Plan, index: int, name: str | None) -> None:
    """Another lead (the plan's name of a role, None for nobody) was chosen for an area of an approved plan."""
    document = PlanDocument.from_json(plan.document)
    area = document.areas[index]
    subject = {
        "what": "area",
        "plan": plan.id,
        "index": index,
        "area": area.code,
        "title": shortened(f"{area.code}. {area.name}"),
        "was": area_lead(document, area.code),
    }
    await ask_reason(turn, await turn.ask(CHANGE, subject), name)


async def take_reason(turn: Turn, question: Question, text: str) -> None:
    """The reason has come: the change is made, recorded, and told."""
    await turn.require(RoleKind.COORDINATOR)
    reason = text.strip()
    worded = any(letter.isalpha() for letter in reason)
    if not worded or isinstance(understand(reason), Agreement | Courtesy):
        turn.say(screens.ask_reason(turn._, *await _asking(turn, question)), asks=question)
        return
    made = await (_change_area if question.subject["what"] == "area" else _change_task)(
        turn, question, reason
    )
    finish(turn, question)
    if made is None:
        turn.say(screens.overtaken(turn._, await _home_button(turn, question)))
        return
    told, gaps = await telling.changed(turn, made.changes, question.id, reason)
    for change in made.changes:
        if change.before.lead != change.after.lead:
            await telling.handed_over(turn, await known_task(turn, change.task))
    await pulse.plant(turn.session, turn.unit, turn.now, turn.services.timezone)
    turn.say(screens.changed(turn._, made.head, made.what, told, gaps, made.back))


@dataclass(frozen=True, slots=True)
class _Made:
    """What was changed, and how it is shown."""

    changes: list[Change]
    head: str
    what: str
    back: Button


async def _home_button(turn: Turn, question: Question) -> Button:
    if "task" in question.subject:
        return _back(turn, await known_task(turn, question.subject["task"]))
    return _area_page(turn, question)


async def _change_task(turn: Turn, question: Question, reason: str) -> _Made | None:
    """The task with its new part; None when somebody else has changed the same meanwhile."""
    known = question.subject
    task = await changes.hold_task(turn.session, turn.unit.id, known["task"])
    if task is None:
        raise StaleButton
    part = await changes.part_of(turn.session, task)
    if task.withdrawn_at is not None or _value(part, known["what"]) != known["was"]:
        return None
    head, what, _back_button = await _asking(turn, question)
    after = await _after(turn, part, known["what"], known["to"])
    change = await changes.change(
        turn.session, task, after, _EVENTS[known["what"]], reason, turn.officer.id, turn.now
    )
    return _Made([change], head, what, Button(turn._("Xem nhiệm vụ"), data("work", task.id)))


async def _after(turn: Turn, part: Part, what: str, to: Any) -> Part:
    match what:
        case "lead":
            return replace(part, lead=(await choosing.role_of(turn, to)).id)
        case "supports":
            return replace(part, supports=frozenset(role.id for role in await choosing.roles_of(turn, to)))
        case "due":
            return replace(part, due=due_from_json(to))
        case _:
            return replace(part, withdrawn=True)


async def _change_area(turn: Turn, question: Question, reason: str) -> _Made | None:
    """The area with its new lead: its tasks without a lead of their own follow, and its figures."""
    known = question.subject
    plan = await hold(turn.session, turn.unit.id, known["plan"])
    if plan is None or plan.state is not PlanState.APPROVED:
        raise StaleButton
    document = PlanDocument.from_json(plan.document)
    name = known["to"]
    if area_lead(document, known["area"]) != known["was"]:
        return None
    changed = with_area_lead(with_role(document, name) if name else document, known["area"], name)
    why = Why(turn.officer.id, turn.now, reason)
    made = await change_leads(turn.session, plan, changed, counted_in(document), counted_in(changed), why)
    turn.record(
        "lead_changed",
        f"plan:{plan.id}",
        before={"area": known["area"], "lead": known["was"]},
        after={"area": known["area"], "lead": name, "reason": reason},
    )
    head, what, back = await _asking(turn, question)
    return _Made(made, head, what, back)


PRESSES: dict[str, PressAction] = {
    "work": show,
    "history": history,
    "change": begin,
}
