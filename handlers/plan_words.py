"""Typed words about a draft: a deadline, a number, a day, a name. Each answers an open question of kind "plan"."""

from collections.abc import Awaitable, Callable

from handlers import plan_calendar, plan_roles, plan_tasks, plan_walk
from handlers.turn import Turn
from plans.load import hold
from storage import questions
from storage.tables import Plan, PlanState, Question, RoleKind

_TAKEN_BY: dict[str, Callable[[Turn, Plan, Question, str], Awaitable[None]]] = {
    "point": plan_walk.decide_in_words,
    "due": plan_tasks.due_in_words,
    "day": plan_calendar.day_in_words,
    "name": plan_roles.name_in_words,
}


async def answer(turn: Turn, question: Question, text: str) -> bool:
    """False when the question stands no more: its plan was approved or discarded meanwhile."""
    await turn.require(RoleKind.COORDINATOR)
    if question.closed_at is not None:
        return False
    plan = await hold(turn.session, turn.unit.id, question.subject["plan"])
    if plan is None or plan.state is not PlanState.DRAFT:
        questions.close(turn.session, question, turn.now)
        return False
    await _TAKEN_BY[question.subject["asks"]](turn, plan, question, text)
    return True
