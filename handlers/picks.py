"""What is tapped or typed while a task is being given or changed: both ask for the same things."""

from handlers import assigning, changing, choosing
from handlers.assigning import MAY_GIVE
from handlers.buttons import Press
from handlers.choosing import CHANGE, DRAFT, go_on, pending
from handlers.errors import StaleButton
from handlers.screens import assigning as screens
from handlers.screens.assigning import Picking
from handlers.turn import PressAction, Turn
from plans.as_json import due_to_json
from plans.given_due import Offer, PastDayError, offered, typed
from plans.model import DueDraft
from plans.orders import role_named
from storage import people
from storage.tables import Question, RoleKind


async def _asked(turn: Turn, press: Press, what: str) -> Question:
    """The question that a choice of this kind answers. Raises NotAllowed, StaleButton."""
    question = await pending(turn, press, DRAFT, CHANGE)
    await turn.require(*(MAY_GIVE if question.kind == DRAFT else (RoleKind.COORDINATOR,)))
    if question.kind == CHANGE and question.subject["what"] != what:
        raise StaleButton
    return question


async def _picking(turn: Turn, question: Question) -> Picking:
    if question.kind == DRAFT:
        return assigning.picking(turn, await assigning.draft_of(turn, question))
    return changing.picking(turn, question, await changing.known_task(turn, question.subject["task"]))


async def leads(turn: Turn, press: Press) -> None:
    question = await _asked(turn, press, "lead")
    await go_on(turn, question, step="lead")
    await choosing.show_leads(turn, question, await _picking(turn, question), press.number(1))


async def lead(turn: Turn, press: Press) -> None:
    await _take_lead(turn, await _asked(turn, press, "lead"), press.number(1))


async def _take_lead(turn: Turn, question: Question, role_id: int) -> None:
    role = await choosing.role_of(turn, role_id)
    if question.kind == CHANGE:
        await changing.ask_reason(turn, question, role.id)
        return
    supports = [other for other in question.subject["supports"] if other != role.id]
    await go_on(turn, question, lead=role.id, supports=supports)
    await assigning.advance(turn, question)


async def supports(turn: Turn, press: Press) -> None:
    question = await _asked(turn, press, "supports")
    await go_on(turn, question, step="supports")
    await _show_supports(turn, question, press.number(1))


async def _show_supports(turn: Turn, question: Question, page: int) -> None:
    if question.kind == DRAFT:
        lead_id = question.subject["lead"]
    else:
        lead_id = (await changing.known_task(turn, question.subject["task"])).lead_role_id
    await choosing.show_supports(turn, question, await _picking(turn, question), lead_id, page)


async def support(turn: Turn, press: Press) -> None:
    """A role is tapped in or out."""
    question = await _asked(turn, press, "supports")
    role = await choosing.role_of(turn, press.number(1))
    chosen = set(question.subject["supports"]) ^ {role.id}
    await go_on(turn, question, step="supports", supports=sorted(chosen))
    await _show_supports(turn, question, press.number(2))


async def supports_done(turn: Turn, press: Press) -> None:
    question = await _asked(turn, press, "supports")
    if question.kind == CHANGE:
        await changing.ask_reason(turn, question, question.subject["supports"])
    else:
        await assigning.advance(turn, question)


async def dues(turn: Turn, press: Press) -> None:
    question = await _asked(turn, press, "due")
    await go_on(turn, question, step="due")
    await choosing.show_dues(turn, question, await _picking(turn, question))


async def due(turn: Turn, press: Press) -> None:
    question = await _asked(turn, press, "due")
    if press.word(1) not in set(Offer):
        raise StaleButton
    await _take_due(turn, question, offered(Offer(press.word(1)), turn.today))


async def _take_due(turn: Turn, question: Question, chosen: DueDraft) -> None:
    if question.kind == CHANGE:
        await changing.ask_reason(turn, question, due_to_json(chosen))
        return
    await go_on(turn, question, due=due_to_json(chosen))
    await assigning.advance(turn, question)


async def areas(turn: Turn, press: Press) -> None:
    """Only a task outside the plan can be put into an area."""
    question = await _asked(turn, press, "area")
    await go_on(turn, question, step="area")
    known = await assigning.areas(turn)
    picking = await _picking(turn, question)
    turn.change(screens.choose_area(turn._, picking, known, press.number(1)), asks=question)


async def area(turn: Turn, press: Press) -> None:
    question = await _asked(turn, press, "area")
    chosen = press.number(1)
    if chosen and chosen not in {known.id for known in await assigning.areas(turn)}:
        raise StaleButton
    await go_on(turn, question, area=chosen or None)
    await assigning.advance(turn, question)


async def answer(turn: Turn, question: Question, text: str) -> bool:
    """Words for whatever the question waits for; False when it waits for a tap and they name nothing."""
    if question.subject.get("over"):
        return False
    await turn.require(*(MAY_GIVE if question.kind == DRAFT else (RoleKind.COORDINATOR,)))
    match question.subject["step"]:
        case "text":
            await assigning.take_text(turn, question, text)
        case "reason":
            await changing.take_reason(turn, question, text)
        case "due":
            await _typed_due(turn, question, text)
        case "lead":
            return await _typed_lead(turn, question, text)
        case _:
            return False
    return True


async def _typed_due(turn: Turn, question: Question, text: str) -> None:
    try:
        chosen = typed(text, turn.today)
    except PastDayError as error:
        await _ask_due_again(turn, question, screens.day_is_over(turn._, error.day))
        return
    if chosen is None:
        await _ask_due_again(turn, question, screens.due_not_understood(turn._, text))
    else:
        await _take_due(turn, question, chosen)


async def _ask_due_again(turn: Turn, question: Question, why: str) -> None:
    await go_on(turn, question, step="due")
    await choosing.show_dues(turn, question, await _picking(turn, question), why)


async def _typed_lead(turn: Turn, question: Question, text: str) -> bool:
    keys = await people.role_keys(turn.session, turn.unit.id)
    role_id = role_named(text, {key: role.id for key, role in keys.items()})
    if role_id is None:
        return False
    await _take_lead(turn, question, role_id)
    return True


PRESSES: dict[str, PressAction] = {
    "pick-leads": leads,
    "pick-lead": lead,
    "pick-supports": supports,
    "pick-support": support,
    "pick-supports-done": supports_done,
    "pick-dues": dues,
    "pick-due": due,
    "pick-areas": areas,
    "pick-area": area,
}
