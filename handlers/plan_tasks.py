"""A draft's tasks by hand: another deadline, left out, brought back."""

from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.plan_drafts import draft, held_draft, keep, put
from handlers.plan_review import task_place, view_of
from handlers.screens import plan_dues as due_screens
from handlers.screens import plan_pages as pages
from handlers.turn import PressAction, Turn
from plans.calendar import calendar_year
from plans.decisions import with_due, with_target_restored, with_task_restored, without_task
from plans.model import DueDraft, PlanDocument
from plans.review import target_mark, task_mark
from plans.verdicts import due_choice, due_in
from storage import questions
from storage.tables import Plan, Question


async def due(turn: Turn, press: Press) -> None:
    """[Đặt hạn]: the usual ones as buttons; a typed one answers the open question."""
    view = await draft(turn, press)
    index = task_place(view.document.tasks, press.word(1))
    asked = {"plan": view.plan_id, "asks": "due", "task": view.document.tasks[index].code}
    question = await turn.ask("plan", asked)
    turn.change(due_screens.due(turn._, view, index, press.word(2)), asks=question)


async def set_due(turn: Turn, press: Press) -> None:
    plan, document = await held_draft(turn, press.number(0))
    task = document.tasks[task_place(document.tasks, press.word(1))]
    try:
        chosen = due_choice(press.word(2), calendar_year(document, turn.today))
    except KeyError:
        raise StaleButton from None
    await _keep_due(turn, plan, document, task.code, chosen)


async def due_in_words(turn: Turn, plan: Plan, question: Question, text: str) -> None:
    """A typed deadline for the task that the question is about; its plan is a draft and held."""
    document = PlanDocument.from_json(plan.document)
    code = question.subject["task"]
    chosen = due_in(text, calendar_year(document, turn.today))
    if all(task.code != code for task in document.tasks):
        raise StaleButton
    if chosen is None:
        turn.say(due_screens.due_unclear(turn._), asks=question)
        return
    await _keep_due(turn, plan, document, code, chosen)


async def _keep_due(turn: Turn, plan: Plan, document: PlanDocument, code: str, due: DueDraft) -> None:
    changed = with_due(document, code, due)
    index = next(i for i, task in enumerate(document.tasks) if task.code == code)
    before = {"task": code, "due": _due_json(document.tasks[index].due)}
    keep(turn, plan, changed, "plan_due_set", before, {"task": code, "due": _due_json(due)})
    await questions.close_all(turn.session, turn.officer.id, turn.now)
    turn.toast(due_screens.due_kept(turn._, code))
    turn.change(pages.task(turn._, await view_of(turn, plan), index))


def _due_json(due: DueDraft) -> dict[str, str | None]:
    return {"kind": due.kind.value, "on": due.on.isoformat() if due.on else None, "text": due.text}


async def drop(turn: Turn, press: Press) -> None:
    """[Bỏ nhiệm vụ]: the task is set aside, with the way back at hand."""
    plan, document = await held_draft(turn, press.number(0))
    task = document.tasks[task_place(document.tasks, press.word(1))]
    changed = without_task(document, task.code)
    put(turn, plan, changed, "plan_task_dropped", {"task": task.code, "text": task.text}, {})
    turn.change(pages.task_dropped(turn._, await view_of(turn, plan), task))


async def dropped(turn: Turn, press: Press) -> None:
    view = await draft(turn, press)
    turn.change(pages.dropped(turn._, view, press.number(1)))


async def restore(turn: Turn, press: Press) -> None:
    """[Khôi phục]: a task or target that was left out stands in the plan again."""
    plan, document = await held_draft(turn, press.number(0))
    changed, what = _restored(document, press.word(1))
    put(turn, plan, changed, "plan_line_restored", {}, what)
    turn.toast(pages.restored(turn._))
    turn.change(pages.dropped(turn._, await view_of(turn, plan), 0))


def _restored(document: PlanDocument, mark: str) -> tuple[PlanDocument, dict[str, str]]:
    """Raises StaleButton for what is not among the lines left out (any more)."""
    for task in document.dropped:
        if task_mark(task.code) == mark:
            return with_task_restored(document, task.code), {"task": task.code}
    for target in document.dropped_targets:
        if target_mark(target) == mark:
            return with_target_restored(document, target), {"target": target.text}
    raise StaleButton


PRESSES: dict[str, PressAction] = {
    "plan-due": due,
    "plan-due-set": set_due,
    "plan-task-drop": drop,
    "plan-dropped": dropped,
    "plan-restore": restore,
}
