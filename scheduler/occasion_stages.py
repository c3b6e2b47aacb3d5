"""The stages of chasing one occasion of a task, by how often the task is due (decision 019)."""

from datetime import date, timedelta, tzinfo

from scheduler.occurrences import RECURRING, Occasion
from scheduler.stages import LAST_WORD_LIVES, OVERDUE, Audience, PlannedStage, Stage, timed
from scheduler.workdays import Workdays
from storage.enums import DueKind

_HEADS_UP_WORKDAYS = 3
# How often an officer hears that it is overdue. What comes every week is soon due again.
_TIMES_OVERDUE = {
    DueKind.DATE: 3,
    DueKind.WEEKLY: 1,
    DueKind.MONTHLY: 2,
    DueKind.QUARTERLY: 2,
    DueKind.HALF_YEARLY: 2,
    DueKind.YEARLY: 2,
}


def occasion_stages(
    kind: DueKind, occasion: Occasion, workdays: Workdays, tz: tzinfo
) -> tuple[PlannedStage, ...]:
    """Everything that will be said unasked about one occasion, in order of time.

    OFFICER stages are for whoever leads the task. The coordinator hears once, of a one-off that stays
    overdue after its last reminder; a recurring task's misses stand on its card and in the report.
    """
    last_day = workdays.same_or_before(occasion.due_on)
    times = _TIMES_OVERDUE[kind]
    days: list[tuple[Stage, date]] = [(Stage.LAST_DAY, last_day)]
    days += [(stage, workdays.shift(occasion.due_on, n)) for n, stage in enumerate(OVERDUE[:times], start=1)]
    heads_up = workdays.shift(last_day, -_HEADS_UP_WORKDAYS)
    if kind is not DueKind.WEEKLY and heads_up >= occasion.opens_on:
        days.insert(0, (Stage.HEADS_UP, heads_up))
    planned = timed(Audience.OFFICER, days, tz, _lives(kind, occasion))
    if kind is DueKind.DATE:
        escalation = [(Stage.ESCALATION, workdays.shift(occasion.due_on, times + 1))]
        planned += timed(Audience.COORDINATOR, escalation, tz, LAST_WORD_LIVES)
    return tuple(planned)


def _lives(kind: DueKind, occasion: Occasion) -> timedelta:
    """The last word on an occasion is history when the next one is due."""
    if kind not in RECURRING:
        return LAST_WORD_LIVES
    return min(LAST_WORD_LIVES, occasion.due_on - occasion.opens_on + timedelta(days=1))
