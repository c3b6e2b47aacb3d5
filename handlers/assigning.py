"""/giaoviec: a task outside the plan, from one line, a replied message, or step by step.

What is known of it lies in its question row, so that a restart, a reminder or another command in the
middle loses nothing: every button goes on from there.
"""

from collections.abc import Sequence
from typing import Any

from handlers import choosing, plan, telling
from handlers.buttons import Press
from handlers.choosing import DRAFT, finish, go_on, pending
from handlers.errors import NoPlan
from handlers.screens import assigning as screens
from handlers.screens.assigning import Draft, Picking
from handlers.turn import PressAction, Turn
from locales.text import nfc
from plans import changes
from plans.as_json import due_from_json, due_to_json
from plans.changes import NewTask
from plans.concerned import Part
from plans.orders import Order, understood
from scheduler import pulse
from storage import people, plans
from storage.enums import DueKind
from storage.tables import Area, Plan, Question, RoleKind

# Giving work is the leader's own right; the coordinator does it for the leader (docs/decisions/017).
MAY_GIVE = (RoleKind.COORDINATOR, RoleKind.LEADER)
_STEPS = ("lead", "due")


async def assign(turn: Turn) -> None:
    """/giaoviec. Raises NotAllowed, NoPlan."""
    await turn.require(*MAY_GIVE)
    await _plan(turn)
    order = await _order(turn)
    subject: dict[str, Any] = {
        "text": order.text,
        "lead": order.lead,
        "supports": [],
        "due": due_to_json(order.due) if order.due else None,
        "area": None,
    }
    await advance(turn, await turn.ask(DRAFT, subject))


async def _plan(turn: Turn) -> Plan:
    found = await plan.in_force(turn)
    if found is None:
        raise NoPlan
    return found


async def _order(turn: Turn) -> Order:
    """The words behind the command; a replied message brings the task's own, and they say who and when."""
    words = turn.text.split(maxsplit=1)[1:]
    said = await understand(turn, words[0] if words else "")
    replied = turn.update.message.reply_to_message if turn.update.message else None
    quoted = nfc((replied.text or replied.caption or "") if replied else "").strip()
    if not quoted:
        return said
    task = await understand(turn, quoted)
    text = f"{said.text}\n{task.text}" if said.text else task.text
    return Order(text, said.lead or task.lead, said.due or task.due)


async def understand(turn: Turn, words: str) -> Order:
    keys = await people.role_keys(turn.session, turn.unit.id)
    return understood(words, {key: role.id for key, role in keys.items()}, turn.today)


async def advance(turn: Turn, question: Question, step: str | None = None) -> None:
    """Asks for what is missing next (or `step`); when nothing is, shows the card to confirm."""
    known = question.subject
    missing = "text" if not known["text"] else next((part for part in _STEPS if known[part] is None), "card")
    step = step or missing
    await go_on(turn, question, step=step)
    draft = await draft_of(turn, question)
    match step:
        case "text":
            screen = screens.ask_new_text(turn._, draft) if known["text"] else screens.ask_text(turn._)
            turn.change(screen, asks=question)
        case "lead":
            await choosing.show_leads(turn, question, picking(turn, draft))
        case "due":
            await choosing.show_dues(turn, question, picking(turn, draft))
        case "edit":
            turn.change(screens.edit(turn._, draft), asks=question)
        case _:
            turn.change(screens.confirm(turn._, draft), asks=question)


def picking(turn: Turn, draft: Draft) -> Picking:
    """The draft above a choice; while it is incomplete there is nothing to go back to but leaving it."""
    complete = draft.lead is not None and draft.due is not None
    leave = screens.back_to_card if complete else screens.dropping
    return Picking(draft.number, screens.head(turn._, draft), leave(turn._, draft.number))


async def draft_of(turn: Turn, question: Question) -> Draft:
    """The task as far as it is known; a role or area that is gone meanwhile is unknown again."""
    known = question.subject
    return Draft(
        number=question.id,
        today=turn.today,
        text=known["text"],
        lead=await people.role(turn.session, turn.unit.id, known["lead"]) if known["lead"] else None,
        supports=await choosing.roles_of(turn, known["supports"]),
        due=due_from_json(known["due"]) if known["due"] else None,
        area=next((area for area in await areas(turn) if area.id == known["area"]), None),
    )


async def areas(turn: Turn) -> Sequence[Area]:
    """The areas of the plan in force, which a task can be put into."""
    return await plans.areas(turn.session, (await _plan(turn)).id)


async def take_text(turn: Turn, question: Question, text: str) -> None:
    """The task's words; what they say of role and due counts only while that is not known."""
    known = question.subject
    order = await understand(turn, text)
    if known["text"] or not order.text:
        order = Order(nfc(text).strip())  # it is only the wording that is mended
    due = known["due"] or (due_to_json(order.due) if order.due else None)
    await go_on(turn, question, text=order.text, lead=known["lead"] or order.lead, due=due)
    await advance(turn, question)


async def show_card(turn: Turn, press: Press) -> None:
    await turn.require(*MAY_GIVE)
    await advance(turn, await pending(turn, press, DRAFT))


async def edit(turn: Turn, press: Press) -> None:
    await turn.require(*MAY_GIVE)
    await advance(turn, await pending(turn, press, DRAFT), "edit")


async def edit_text(turn: Turn, press: Press) -> None:
    await turn.require(*MAY_GIVE)
    await advance(turn, await pending(turn, press, DRAFT), "text")


async def drop(turn: Turn, press: Press) -> None:
    """[Bỏ]: the draft is left."""
    question = await pending(turn, press, DRAFT)
    finish(turn, question)
    turn.change(screens.dropped(turn._))


async def give(turn: Turn, press: Press) -> None:
    """[Giao việc]: the task stands, and those concerned are told at once."""
    await turn.require(*MAY_GIVE)
    question = await pending(turn, press, DRAFT)
    await changes.hold_unit(turn.session, turn.unit.id)
    draft = await draft_of(turn, question)
    if not draft.text or draft.lead is None or draft.due is None:
        await advance(turn, question)
        return
    if draft.due.kind is DueKind.DATE and draft.due.on is not None and draft.due.on < turn.today:
        await go_on(turn, question, due=None, step="due")  # the draft has lain too long
        past = screens.day_is_over(turn._, draft.due.on)
        await choosing.show_dues(turn, question, picking(turn, draft), past)
        return
    supports = frozenset(role.id for role in draft.supports) - {draft.lead.id}
    new = NewTask(draft.text, Part(draft.lead.id, supports, draft.due), draft.area.id if draft.area else None)
    task = await changes.give(turn.session, await _plan(turn), new, turn.officer.id, turn.now)
    told, gaps = await telling.assigned(turn, task, supports)
    await pulse.plant(turn.session, turn.unit, turn.now, turn.services.timezone)
    finish(turn, question, task=task.id)
    may_invite = await turn.is_a(RoleKind.COORDINATOR)
    turn.change(screens.given(turn._, task, draft, told, gaps, may_invite=may_invite))


PRESSES: dict[str, PressAction] = {
    "assign-card": show_card,
    "assign-edit": edit,
    "assign-text": edit_text,
    "assign-give": give,
    "assign-drop": drop,
}
