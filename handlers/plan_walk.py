"""Through the points of a draft that need a decision: one card, its answer, the next card at once.

How far it is stands in the draft itself, so it goes on after a restart, and two coordinators may walk at once.
"""

from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.plan_drafts import draft, held_draft, keep
from handlers.plan_review import choices_in, view_of
from handlers.screens import plan_cards as screens
from handlers.screens.plan import PlanView
from handlers.screens.plan_cards import Card
from handlers.turn import PressAction, Turn
from plans.calendar import calendar_year
from plans.model import PlanDocument
from plans.review import Point, PointKind, following, open_points
from plans.verdicts import GROUP, answered, answered_in_words, value_of
from storage import questions
from storage.tables import Plan, Question

# Points that a typed line answers as well as a button does.
_TYPED = {PointKind.TASK_DUE, PointKind.NUMBER, PointKind.DAY, PointKind.HIGHER_LEVEL_ROLE}


async def walk(turn: Turn, press: Press) -> None:
    """[Xem từng điểm cần quyết]: the first that is open."""
    view = await draft(turn, press)
    await _show(turn, view, next(iter(view.points), None))


async def card(turn: Turn, press: Press) -> None:
    """Another page of a card: more roles, months, the dates of a calendar."""
    view = await draft(turn, press)
    point = _meant(view.points, press.word(1))
    if point is None:
        await _was_decided(turn, view)
        return
    await _show(turn, view, point, press.word(2), press.number(3))


async def later(turn: Turn, press: Press) -> None:
    """[Để sau]: the point stays open, the next one comes."""
    view = await draft(turn, press)
    point = _meant(view.points, press.word(1))
    if point is None:
        await _was_decided(turn, view)
        return
    await _show(turn, view, following(view.points, point, view.points))


async def decide(turn: Turn, press: Press) -> None:
    """A button's answer: it is kept and the next card comes in the same message. Nothing is decided twice."""
    plan, document = await held_draft(turn, press.number(0))
    year = calendar_year(document, turn.today)
    points = open_points(document, year)
    point, word = _meant(points, press.word(1)), press.word(2)
    if point is None:
        await _was_decided(turn, await view_of(turn, plan))
        return
    names = {choice.key: choice.name for choice in await choices_in(turn, document)}
    try:
        changed = answered(document, point, word, names, year)
    except KeyError:
        raise StaleButton from None
    said = names.get(word.removeprefix(GROUP), word)
    turn.toast(screens.noted(turn._))
    await _go_on(turn, plan, points, point, changed, said)


async def decide_in_words(turn: Turn, plan: Plan, question: Question, text: str) -> None:
    """Typed words for the point that the question is about; its plan is a draft and held."""
    document = PlanDocument.from_json(plan.document)
    year = calendar_year(document, turn.today)
    points = open_points(document, year)
    point = _meant(points, question.subject["key"])
    if point is None:
        await _was_decided(turn, await view_of(turn, plan))
        return
    changed = answered_in_words(document, point, text, year)
    if changed is None:
        turn.say(screens.not_understood(turn._, point), asks=question)
        return
    await _go_on(turn, plan, points, point, changed, text.strip())


async def _go_on(
    turn: Turn, plan: Plan, before: list[Point], point: Point, changed: PlanDocument, said: str
) -> None:
    former = PlanDocument.from_json(plan.document)
    what = {"point": point.kind.value, "about": list(point.about)}
    keep(
        turn,
        plan,
        changed,
        "plan_point_decided",
        what | {"value": value_of(former, point)},
        what | {"value": value_of(changed, point), "answer": said},
        point.key,
    )
    view = await view_of(turn, plan)
    await _show(turn, view, following(before, point, view.points))


async def _was_decided(turn: Turn, view: PlanView) -> None:
    turn.toast(screens.decided_before(turn._))
    await _show(turn, view, next(iter(view.points), None))


async def _show(
    turn: Turn, view: PlanView, point: Point | None, mode: str = screens.PLAIN, page: int = 0
) -> None:
    """The point's card, or the end. Whatever else was asked of the coordinator is left."""
    await questions.close_all(turn.session, turn.officer.id, turn.now)
    if point is None:
        turn.change(screens.finished(turn._, view))
        return
    choices = await choices_in(turn, view.document)
    try:
        screen = screens.card(turn._, Card(view, view.points, point, choices, mode, page))
    except KeyError:
        raise StaleButton from None
    asks = None
    if point.kind in _TYPED:
        asks = await turn.ask("plan", {"plan": view.plan_id, "asks": "point", "key": point.key})
    turn.change(screen, asks=asks)


def _meant(points: list[Point], key: str) -> Point | None:
    return next((point for point in points if point.key == key), None)


PRESSES: dict[str, PressAction] = {
    "plan-walk": walk,
    "plan-card": card,
    "plan-later": later,
    "plan-decide": decide,
}
