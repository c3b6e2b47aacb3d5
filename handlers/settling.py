"""The single times a task is due, answered: by a button of their own, or by an ordinary answer on the task."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from handlers.screens.occasions import Tally
from handlers.turn import Turn
from scheduler.ledger import period_plan
from scheduler.occurrences import meant, next_up
from scheduler.periods import is_late
from scheduler.stages import LAST_WORD_LIVES
from storage import occurrences
from storage.answers import Answer
from storage.tables import DueKind, Occurrence, OccurrenceState, Period, Progress, Task

_SETTLES = {
    Progress.DONE: OccurrenceState.DONE,
    Progress.NOTHING_TO_REPORT: OccurrenceState.SKIPPED,
}


async def settle(turn: Turn, row: Occurrence, progress: Progress, note: str) -> bool:
    """Answers one open occurrence, late or not; one that is not done yet keeps what was said of it.

    False when it was answered meanwhile.
    """
    state = _SETTLES.get(progress)
    if state is None:
        if row.state is not OccurrenceState.OPEN:
            return False
        await occurrences.remark(turn.session, row, note, turn.officer, turn.now)
        return True
    late = is_late(turn.now, row.due_on, turn.services.timezone)
    return await occurrences.settle(turn.session, row, state, turn.officer, turn.now, late=late, note=note)


async def by_answer(turn: Turn, period: Period, task: Task, answer: Answer, *, awaited: bool) -> None:
    """Settles the occurrence that an ordinary answer on the task is about, if it is about one.

    An answer that the period still `awaited` after its cut-off is about what falls in its window: "xong"
    for the first quarter, said on 15 March, does not do the task of 31 March. But what has one day only
    and is done, is done; and when it turns out not to be, it is due again.
    """
    if answer.progress is None:
        return
    one_off = task.due_kind is DueKind.DATE
    known = await occurrences.occurrences_of(turn.session, task)
    if answer.progress not in _SETTLES:
        for row in known if one_off else ():
            if row.state is not OccurrenceState.OPEN:
                await occurrences.reopen(turn.session, row, turn.officer, turn.now)
        return
    about_window = (
        awaited and turn.today > period.cutoff and not (one_off and answer.progress is Progress.DONE)
    )
    about = meant([row for row in known if row.state is OccurrenceState.OPEN], turn.today)
    if about is not None and not (about_window and about.due_on > period.cutoff):
        await settle(turn, about, answer.progress, answer.narrative)


async def tally(turn: Turn, period: Period, task: Task) -> Tally:
    """The times the task is due in the period's window, and when it is due next."""
    window = period_plan(period).window
    known = await occurrences.occurrences_of(turn.session, task)
    upcoming = next_up([row for row in known if row.state is OccurrenceState.OPEN], turn.today)
    return Tally(
        rows=[row for row in known if row.due_on in window],
        kind=task.due_kind,
        today=turn.today,
        next_due=upcoming.due_on if upcoming else None,
    )


async def coming(turn: Turn, role_ids: Collection[int]) -> list[tuple[Task, Occurrence]]:
    """For each task that these roles lead the time it is due next, the first in front.

    What was missed is history when nothing is said of it any more.
    """
    since = turn.today - LAST_WORD_LIVES
    open_: defaultdict[int, list[Occurrence]] = defaultdict(list)
    tasks: dict[int, Task] = {}
    for row, task in await occurrences.open_of_roles(turn.session, turn.unit.id, role_ids, since):
        open_[task.id].append(row)
        tasks[task.id] = task
    found = [(tasks[task_id], next_up(rows, turn.today)) for task_id, rows in open_.items()]
    return sorted(((task, row) for task, row in found if row is not None), key=lambda pair: pair[1].due_on)


async def next_dues(turn: Turn, role_ids: Collection[int]) -> dict[int, date]:
    """For each task that these roles lead, and that has days of its own, the day it is due next."""
    return {task.id: row.due_on for task, row in await coming(turn, role_ids)}
