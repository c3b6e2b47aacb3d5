"""When a task falls due by itself: on a day of its own, or again and again. Pure; no clock, no session."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from storage.enums import DueKind

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_FRIDAY = 4
_LAST_OF_MONTH = 31
# How many months lie between two occasions.
_MONTHS = {
    DueKind.MONTHLY: 1,
    DueKind.QUARTERLY: 3,
    DueKind.HALF_YEARLY: 6,
    DueKind.YEARLY: 12,
}
RECURRING = frozenset({DueKind.WEEKLY, *_MONTHS})
WITH_A_DAY = RECURRING | {DueKind.DATE}
# How long "xong" is still taken for the occasion just missed rather than for the one running.
_LONGEST_TAIL = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a task is due.

    `anchor` is the day of a one-off; of a recurring task it shows the place in the week, month, quarter,
    half-year or year (without it the Friday, or the last day). `years` are the plan's, first and last;
    `since` is the day from which anybody could know of the task: nothing is due before it.
    """

    kind: DueKind
    anchor: date | None
    years: tuple[int, int]
    since: date


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that a task is due; work for it falls in the days from `opens_on` to `due_on`."""

    opens_on: date
    due_on: date


class Spanning(Protocol):
    """An occasion, or the row that keeps one."""

    opens_on: date
    due_on: date


_Spanning = TypeVar("_Spanning", bound=Spanning)


def occasions(rhythm: Rhythm, first: date, last: date) -> tuple[Occasion, ...]:
    """Those due from `first` to `last`, in order; none for ongoing, on-request and unstated tasks.

    A day that a shorter month does not have is that month's last. A one-off may lie outside the plan's
    years: its text says so.
    """
    if rhythm.kind is DueKind.DATE:
        due = rhythm.anchor
        if due is None or not max(first, rhythm.since) <= due <= last:
            return ()
        return (Occasion(rhythm.since, due),)
    first = max(first, rhythm.since, date(rhythm.years[0], 1, 1))
    last = min(last, date(rhythm.years[1], 12, 31))
    if rhythm.kind not in RECURRING or last < first:
        return ()
    return tuple(_between(rhythm, first, last))


def _between(rhythm: Rhythm, first: date, last: date) -> Iterator[Occasion]:
    dues = _weekly(rhythm.anchor, first) if rhythm.kind is DueKind.WEEKLY else _by_months(rhythm, first)
    before = next(dues)
    for due in dues:
        if due > last:
            return
        if due >= first:
            yield Occasion(max(before + _DAY, rhythm.since), due)
        before = due


def _weekly(anchor: date | None, first: date) -> Iterator[date]:
    """The due days from the last one before `first` on."""
    weekday = anchor.weekday() if anchor else _FRIDAY
    due = first - _WEEK + timedelta(days=(weekday - first.weekday()) % 7)
    while True:
        yield due
        due += _WEEK


def _by_months(rhythm: Rhythm, first: date) -> Iterator[date]:
    """The due days from one before `first` on: one in each stretch of so many months of the calendar."""
    span, anchor = _MONTHS[rhythm.kind], rhythm.anchor
    place, day = ((anchor.month - 1) % span, anchor.day) if anchor else (span - 1, _LAST_OF_MONTH)
    stretch = (first.year * 12 + first.month - 1) // span - 1
    while True:
        year, month = divmod(stretch * span + place, 12)
        yield date(year, month + 1, min(day, monthrange(year, month + 1)[1]))
        stretch += 1


def next_up(open_: Sequence[_Spanning], today: date) -> _Spanning | None:
    """Which of a task's open occasions to do next: the one that "xong" would be about, else the first ahead."""
    ahead = min((o for o in open_ if o.opens_on > today), key=lambda o: o.due_on, default=None)
    return meant(open_, today) or ahead


def meant(open_: Sequence[_Spanning], today: date) -> _Spanning | None:
    """Which of a task's open occasions "xong", said `today`, is about; None when none has begun.

    The one just missed (at most half its length ago, and 14 days), else the one running, else the one
    missed last: so that on Monday "xong" still answers Friday's reminder, and on Thursday this week's.
    """
    begun = sorted((o for o in open_ if o.opens_on <= today), key=lambda o: o.due_on)
    missed = next((o for o in reversed(begun) if o.due_on < today), None)
    running = next((o for o in begun if o.due_on >= today), None)
    if missed is None or running is None:
        return running or missed
    tail = min(_LONGEST_TAIL, (missed.due_on - missed.opens_on + _DAY) / 2)
    return missed if today - missed.due_on <= tail else running
