"""What can be chosen for a task: roles and dues. Shown for a question row that waits for the choice."""

from typing import Any

from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.screens import assigning as screens
from handlers.screens.assigning import Picking
from handlers.turn import Turn
from storage import people, questions
from storage.tables import Question, Role, RoleKind

DRAFT, CHANGE = "assign", "change"


async def pending(turn: Turn, press: Press, *kinds: str) -> Question:
    """The sender's own question that a button goes on with, even if another has overtaken it.

    Raises StaleButton when it is not of these kinds, or over.
    """
    question = await questions.question(turn.session, turn.officer.id, press.number(0))
    if question is None or question.kind not in kinds or question.subject.get("over"):
        raise StaleButton
    return question


async def go_on(turn: Turn, question: Question, **known: Any) -> None:
    """The question waits on with what is known by now."""
    await questions.resume(turn.session, question, question.subject | known, turn.now)


def finish(turn: Turn, question: Question, **known: Any) -> None:
    """The question is over; its buttons are stale from now on."""
    question.subject = question.subject | known | {"over": True}
    questions.close(turn.session, question, turn.now)


async def show_leads(turn: Turn, question: Question, picking: Picking, page: int = 0) -> None:
    roles, held = await _roles(turn)
    turn.change(screens.choose_lead(turn._, picking, roles, held, page), asks=question)


async def show_supports(
    turn: Turn, question: Question, picking: Picking, lead: int | None, page: int
) -> None:
    roles, held = await _roles(turn)
    others = [role for role in roles if role.id != lead]
    chosen = question.subject["supports"]
    turn.change(screens.choose_supports(turn._, picking, others, chosen, held, page), asks=question)


async def show_dues(turn: Turn, question: Question, picking: Picking, past: str = "") -> None:
    turn.change(screens.choose_due(turn._, picking, past), asks=question)


async def _roles(turn: Turn) -> tuple[list[Role], set[int]]:
    """The unit's roles, those with somebody in them first and the leader last; and which are held."""
    held = {holder.role_id for holder in await people.holders(turn.session, turn.unit.id, turn.today)}
    roles = sorted(
        await people.roles(turn.session, turn.unit.id),
        key=lambda role: (role.kind is RoleKind.LEADER, role.id not in held),
    )
    return roles, held


async def role_of(turn: Turn, role_id: int) -> Role:
    """The unit's role of this id. Raises StaleButton."""
    role = await people.role(turn.session, turn.unit.id, role_id)
    if role is None:
        raise StaleButton
    return role


async def roles_of(turn: Turn, role_ids: list[int]) -> list[Role]:
    """Those of the unit's roles, in the plan's order; what is gone meanwhile is left out."""
    return [role for role in await people.roles(turn.session, turn.unit.id) if role.id in role_ids]
