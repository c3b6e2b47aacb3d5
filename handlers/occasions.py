"""One time a task is due, answered from its reminder: by button, or by words in reply."""

from handlers import access, answer, reminding, settling
from handlers.answering import after_occasion, with_progress, with_words
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.screens import occasions as screens
from handlers.screens.occasions import DueTask, Tally
from handlers.turn import PressAction, Turn
from handlers.understand import Asked, Expecting, understand
from scheduler.ledger import period_plan
from storage import answers, occurrences, people, periods, plans, reminders
from storage.answers import Answer
from storage.tables import (
    DueKind,
    Occurrence,
    OccurrenceState,
    OutboxMessage,
    Period,
    Progress,
    Question,
    Submission,
    SubmissionState,
    Task,
)


async def show(turn: Turn, press: Press) -> None:
    """The button of one of several tasks under a reminder: its card, which asks for the answer."""
    row, task = await _subject(turn, press.number(0))
    on_behalf = await access.speaks_for(turn, task.lead_role_id)
    if row.state is not OccurrenceState.OPEN:
        turn.toast(screens.settled_before(turn._, row), alert=True)
        return
    question = await turn.ask("occasion", {"occurrence": row.id})
    item = await _due_task(turn, row, task)
    turn.change(screens.card(turn._, item, on_behalf=on_behalf), asks=question)


async def done(turn: Turn, press: Press) -> None:
    """[Xong] under a reminder."""
    row, task = await _subject(turn, press.number(0))
    await access.speaks_for(turn, task.lead_role_id)
    item = await _due_task(turn, row, task)
    _existing, before = await _standing(turn, item)
    await _store(turn, row, task, item, with_progress(before, Progress.DONE), "")


async def answer_occasion(turn: Turn, question: Question, text: str) -> bool:
    """Words in reply to a reminder of one task; False when they do not say how far it is."""
    row, task = await _subject(turn, question.subject["occurrence"])
    await access.speaks_for(turn, task.lead_role_id)
    meaning = understand(text, Asked(Expecting.TASK))
    alone = with_words(None, meaning, None, adding=False)
    if alone is None or alone.progress is None:
        return False
    item = await _due_task(turn, row, task)
    _existing, before = await _standing(turn, item)
    said = with_words(before, meaning, None, adding=True)
    await _store(turn, row, task, item, said or alone, alone.narrative or alone.reason)
    return True


async def reminded_question(turn: Turn, told: OutboxMessage) -> Question | None:
    """The question that a reminder puts when it is about one task's own day and nothing else."""
    if told.kind != reminders.KIND:
        return None
    rows = await reminders.carried(turn.session, turn.unit.id, told.subject["reminders"])
    ids = {row.occurrence_id for row in rows if row.occurrence_id is not None}
    if len(ids) != 1 or any(row.period_id is not None for row in rows):
        return None
    return await turn.ask("occasion", {"occurrence": ids.pop()})


async def _subject(turn: Turn, occurrence_id: int) -> tuple[Occurrence, Task]:
    """The unit's occurrence of this id and its task. Raises StaleButton."""
    row = await occurrences.occurrence(turn.session, turn.unit.id, occurrence_id)
    task = await plans.task(turn.session, turn.unit.id, row.task_id) if row else None
    if row is None or task is None:
        raise StaleButton
    return row, task


async def _standing(turn: Turn, item: DueTask) -> tuple[Submission | None, Answer | None]:
    """What stands as the task's answer in the period whose report this time stands in."""
    if item.period_id is None:
        return None, None
    existing = await answers.submission_on(turn.session, item.period_id, item.task_id)
    return existing, answers.content(existing) if existing else None


async def _store(turn: Turn, row: Occurrence, task: Task, item: DueTask, said: Answer, note: str) -> None:
    """Settles the occurrence, and writes the answer of the period so that its report has it."""
    if not await settling.settle(turn, row, said.progress or Progress.DONE, note):
        await turn.session.refresh(row)
        turn.toast(screens.settled_before(turn._, row), alert=True)
        return
    if item.period_id is None:
        turn.change(screens.settled(turn._, item, row, None, None))
        return
    period = await access.open_period(turn, item.period_id)
    if row.state is OccurrenceState.OPEN:
        await answer.store(turn, period, task, said)
        return
    counted = await settling.tally(turn, period, task)
    await _write_answer(turn, period, task, item, said, counted)
    turn.change(screens.settled(turn._, item, row, period_plan(period), counted))


async def _write_answer(
    turn: Turn, period: Period, task: Task, item: DueTask, said: Answer, counted: Tally
) -> None:
    """A returned answer waits for the officer's own words, and "nothing this month" says nothing of the rest."""
    existing, before = await _standing(turn, item)
    if existing is not None and existing.state is SubmissionState.RETURNED:
        return
    if task.due_kind is not DueKind.DATE:
        if said.progress is not Progress.DONE:
            return
        said = after_occasion(before, said, all_done=counted.all_answered)
    if said != before:
        await answer.keep(turn, period, task, said)


async def _due_task(turn: Turn, row: Occurrence, task: Task) -> DueTask:
    scene = await reminding.scene(turn.session, turn.unit, turn.now, turn.services.timezone)
    role_id = task.lead_role_id
    role = await people.role(turn.session, turn.unit.id, role_id) if role_id is not None else None
    return scene.due_task(row, task, role, await periods.periods(turn.session, turn.unit.id))


PRESSES: dict[str, PressAction] = {"occ": show, "occ-done": done}
