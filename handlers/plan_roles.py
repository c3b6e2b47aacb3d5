"""A draft's roles by hand: merged, renamed, made coordinator, left out."""

from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.plan_drafts import draft, held_draft, keep
from handlers.plan_review import view_of
from handlers.screens import plan_roles as screens
from handlers.screens.plan_pages import roles as all_roles
from handlers.turn import PressAction, Turn
from plans.decisions import (
    NameTakenError,
    StillLeadsError,
    with_coordinator,
    with_merged_roles,
    with_role_renamed,
    without_role,
)
from plans.model import PlanDocument, coordinator
from plans.review import role_mark
from plans.verdicts import name_in
from storage import questions
from storage.tables import Plan, Question


async def role(turn: Turn, press: Press) -> None:
    view = await draft(turn, press)
    turn.change(screens.role(turn._, view, _name(view.document, press.word(1))))


async def choose_other(turn: Turn, press: Press) -> None:
    """[Gộp vào …]: which role is it the same as?"""
    view = await draft(turn, press)
    name = _name(view.document, press.word(1))
    turn.change(screens.choose_other(turn._, view, name, press.number(2)))


async def merge(turn: Turn, press: Press) -> None:
    """The first role goes into the second, which keeps its name."""
    plan, document = await held_draft(turn, press.number(0))
    name, into = _name(document, press.word(1)), _name(document, press.word(2))
    if name == into:
        raise StaleButton
    changed = with_merged_roles(document, into, name)
    keep(turn, plan, changed, "plan_roles_merged", {"roles": [name, into]}, {"role": into})
    turn.toast(screens.merged(turn._, into))
    turn.change(screens.role(turn._, await view_of(turn, plan), into))


async def ask_name(turn: Turn, press: Press) -> None:
    """[Đổi tên]: the new name is typed."""
    view = await draft(turn, press)
    name = _name(view.document, press.word(1))
    question = await turn.ask("plan", {"plan": view.plan_id, "asks": "name", "role": name})
    turn.change(screens.ask_name(turn._, view, name), asks=question)


async def name_in_words(turn: Turn, plan: Plan, question: Question, text: str) -> None:
    """The typed name for the role that the question is about; its plan is a draft and held."""
    document = PlanDocument.from_json(plan.document)
    former, new = _name(document, role_mark(question.subject["role"])), name_in(text)
    if new is None:
        turn.say(screens.name_unclear(turn._), asks=question)
        return
    try:
        changed = with_role_renamed(document, former, new)
    except NameTakenError:
        turn.say(screens.name_taken(turn._, new), asks=question)
        return
    keep(turn, plan, changed, "plan_role_renamed", {"role": former}, {"role": new})
    await questions.close_all(turn.session, turn.officer.id, turn.now)
    turn.say(screens.role(turn._, await view_of(turn, plan), new))


async def make_coordinator(turn: Turn, press: Press) -> None:
    plan, document = await held_draft(turn, press.number(0))
    name = _name(document, press.word(1))
    before, after = {"coordinator": coordinator(document)}, {"coordinator": name}
    keep(turn, plan, with_coordinator(document, name), "plan_coordinator_chosen", before, after)
    turn.change(screens.role(turn._, await view_of(turn, plan), name))


async def drop(turn: Turn, press: Press) -> None:
    """[Bỏ chức danh], of one that leads nothing."""
    plan, document = await held_draft(turn, press.number(0))
    name = _name(document, press.word(1))
    try:
        changed = without_role(document, name)
    except StillLeadsError:
        turn.toast(screens.still_leads(turn._), alert=True)
        return
    keep(turn, plan, changed, "plan_role_dropped", {"role": name}, {})
    turn.toast(screens.dropped(turn._))
    turn.change(all_roles(turn._, await view_of(turn, plan), 0))


def _name(document: PlanDocument, mark: str) -> str:
    """The name of the plan's role of this mark. Raises StaleButton."""
    name = next((role.name for role in document.roles if role_mark(role.name) == mark), None)
    if name is None:
        raise StaleButton
    return name


PRESSES: dict[str, PressAction] = {
    "plan-role": role,
    "plan-role-merge": choose_other,
    "plan-role-into": merge,
    "plan-role-name": ask_name,
    "plan-role-coordinator": make_coordinator,
    "plan-role-drop": drop,
}
