"""Reporting periods: windows, slices, last days, and the presets a plan without dates is offered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise

_DAY = timedelta(days=1)
# How long an answer is still taken for the period just missed rather than for the one running.
_LONGEST_TAIL = timedelta(days=14)


class PeriodError(ValueError):
    """A window, a period or a set of slices that contradicts itself."""


class PeriodKind(StrEnum):
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    ONE_OFF = "one-off"


@dataclass(frozen=True, slots=True)
class Window:
    """The days that count, both ends included; `last` is the cut-off (ngày chốt số liệu)."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError(f"window ends {self.last} before it begins {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def covers(self, other: "Window") -> bool:
        return self.first <= other.first and other.last <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class PeriodPlan:
    """A report to make. Both last days are the last acceptable ones: "trước ngày 17" is the 16th."""

    code: str
    kind: PeriodKind
    window: Window
    officers_last_day: date
    summary_last_day: date

    def __post_init__(self) -> None:
        if not self.window.last <= self.officers_last_day <= self.summary_last_day:
            raise PeriodError(f"{self.code}: cut-off, officers' last day and summary's are out of order")


def cchc_year(year: int) -> tuple[PeriodPlan, ...]:
    """The four reform reports of a year (DESIGN §3; công văn 581/BNV-CCHC): they overlap on purpose."""
    begin = date(year - 1, 12, 15)
    return (
        _due_in_last_month(f"{year}-Q1", PeriodKind.QUARTERLY, Window(begin, date(year, 3, 14))),
        _due_in_last_month(f"{year}-H1", PeriodKind.HALF_YEARLY, Window(begin, date(year, 6, 14))),
        _due_in_last_month(f"{year}-Q3", PeriodKind.QUARTERLY, Window(date(year, 6, 15), date(year, 9, 14))),
        _due_in_last_month(f"{year}-Y", PeriodKind.YEARLY, Window(begin, date(year, 12, 14))),
    )


def monthly(year: int, month: int) -> PeriodPlan:
    """The month's report, 15th of the month before to the 14th (NĐ 09/2019, điều 12); code 2022-M03."""
    last = date(year, month, 14)
    first = (last.replace(day=1) - _DAY).replace(day=15)
    return _due_in_last_month(f"{year}-M{month:02}", PeriodKind.MONTHLY, Window(first, last))


def weekly(cutoff: date, *, officers_after: int = 1, summary_after: int = 2) -> PeriodPlan:
    """The seven days that end on `cutoff`, due so many days after it; code by ISO week, 2022-W11."""
    week = cutoff.isocalendar()
    return PeriodPlan(
        code=f"{week.year}-W{week.week:02}",
        kind=PeriodKind.WEEKLY,
        window=Window(cutoff - 6 * _DAY, cutoff),
        officers_last_day=cutoff + officers_after * _DAY,
        summary_last_day=cutoff + summary_after * _DAY,
    )


def one_off(code: str, window: Window, officers_last_day: date, summary_last_day: date) -> PeriodPlan:
    """A report asked for once, with the dates of the letter that asks."""
    return PeriodPlan(code, PeriodKind.ONE_OFF, window, officers_last_day, summary_last_day)


def slices(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The base slices that all the boundaries of `windows` cut, in order; days in no window are in none.

    Every window is exactly the union of some of them, so a figure kept per slice can be added up to any
    window.
    """
    known = tuple(windows)
    starts = sorted({w.first for w in known} | {w.last + _DAY for w in known})
    pieces = (Window(start, after - _DAY) for start, after in pairwise(starts))
    return tuple(piece for piece in pieces if any(w.covers(piece) for w in known))


def slices_of(window: Window, base: Sequence[Window]) -> tuple[Window, ...]:
    """The base slices that make up `window`, in order.

    Raises PeriodError when they leave a day of it out or overlap: a sum over them would then be wrong.
    """
    inside = tuple(sorted((s for s in base if window.covers(s)), key=lambda s: s.first))
    starts = [piece.first for piece in inside] + [window.last + _DAY]
    expected = [window.first] + [piece.last + _DAY for piece in inside]
    if starts != expected:
        raise PeriodError(f"the slices do not make up {window.first} to {window.last}")
    return inside


def before_day(day: date) -> date:
    """The last day that "trước ngày …" allows: the one before it."""
    return day - _DAY


def last_moment(day: date, tz: tzinfo) -> datetime:
    """23:59:59 of the local `day`, in UTC."""
    return datetime.combine(day, time(23, 59, 59), tz).astimezone(UTC)


def local_date(moment: datetime, tz: tzinfo) -> date:
    """The calendar date of an aware `moment` where the unit is. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no local date")
    return moment.astimezone(tz).date()


def is_late(submitted_at: datetime, last_day: date, tz: tzinfo) -> bool:
    """Whether an answer came after its last day; late answers are taken all the same."""
    return local_date(submitted_at, tz) > last_day


def current_period(periods: Iterable[PeriodPlan], today: date) -> PeriodPlan | None:
    """The period an answer given `today` most likely belongs to; None before the first window begins.

    `periods` are those not closed. In this order:
    1. cut off and not yet due: the one due first (15–16/3: Q1; 15/6: H1, though Q3 has begun);
    2. just missed (at most a third of its window ago, and 14 days): the latest (17/3: Q1, not H1);
    3. running: the one due first (20/4: H1, even if nobody has closed Q1; of Q1, H1 and Y it is Q1);
    4. missed long ago and still open: the latest.
    Of two due on one day the shorter window is meant: the longer one's values are derived from it.
    """
    begun = sorted(
        (p for p in periods if p.window.first <= today),
        key=lambda p: (p.officers_last_day, p.window.days, p.code),
    )
    late = [p for p in begun if p.officers_last_day < today]
    asked = [p for p in begun if p.window.last < today <= p.officers_last_day]
    running = [p for p in begun if today in p.window]
    missed = _latest(late)
    if asked:
        return asked[0]
    if running and not (missed and today <= missed.officers_last_day + _tail(missed)):
        return running[0]
    return missed


def _latest(late: list[PeriodPlan]) -> PeriodPlan | None:
    """The most recently missed; of several missed on one day the first, which has the shortest window."""
    return next((p for p in late if p.officers_last_day == late[-1].officers_last_day), None)


def _tail(period: PeriodPlan) -> timedelta:
    return min(_LONGEST_TAIL, timedelta(days=period.window.days // 3))


def _due_in_last_month(code: str, kind: PeriodKind, window: Window) -> PeriodPlan:
    """Officers before the 17th, summary before the 20th of the window's last month (DESIGN §3)."""
    return PeriodPlan(
        code=code,
        kind=kind,
        window=window,
        officers_last_day=before_day(window.last.replace(day=17)),
        summary_last_day=before_day(window.last.replace(day=20)),
    )
