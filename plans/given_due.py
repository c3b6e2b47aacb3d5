"""When a task given in the chat is due: what is offered on buttons, and what people type."""

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from locales.text import fold
from plans.due import due_of, split_due
from plans.model import DueDraft
from storage.enums import DueKind

_FRIDAY = 4
# A day without a year that has just gone by is a slip; one further back means next year.
_SLIP = timedelta(days=183)
_YEAR = re.compile(r"\b20\d\d\b")
# In a chat nobody puts a comma before "trước ngày 20/4".
_BARE = re.compile(
    r"\s+(?=\(?(?:hoàn thành |xong )?(?:trước|chậm nhất|muộn nhất|đến hết|hạn cuối|hạn chót)\b"
    r"[^,.;\n]{1,50}[\s.]*$)",
    re.IGNORECASE,
)


class PastDayError(ValueError):
    """The day that was typed (`day`) is over."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class Offer(StrEnum):
    """A due on a button."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    FRIDAY = "friday"
    MONTH = "month"
    QUARTER = "quarter"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    NONE = "none"


def friday(today: date) -> date:
    """The next Friday; on a Friday the one after, because today has a button of its own."""
    return today + timedelta(days=(_FRIDAY - today.weekday() - 1) % 7 + 1)


def month_end(today: date) -> date:
    return today.replace(day=calendar.monthrange(today.year, today.month)[1])


def quarter_end(today: date) -> date:
    return month_end(today.replace(day=1, month=(today.month - 1) // 3 * 3 + 3))


def _half_end(today: date) -> date:
    return date(today.year, 6, 30) if today.month <= 6 else date(today.year, 12, 31)


_DAYS: dict[Offer, Callable[[date], date]] = {
    Offer.TODAY: lambda today: today,
    Offer.TOMORROW: lambda today: today + timedelta(days=1),
    Offer.FRIDAY: friday,
    Offer.MONTH: month_end,
    Offer.QUARTER: quarter_end,
}
# The first due day of what comes back again and again: the anchor from which the others are counted.
_ANCHORS: dict[DueKind, Callable[[date], date]] = {
    DueKind.WEEKLY: friday,
    DueKind.MONTHLY: month_end,
    DueKind.QUARTERLY: quarter_end,
    DueKind.HALF_YEARLY: _half_end,
    DueKind.YEARLY: lambda today: date(today.year, 12, 31),
}
_SAID: dict[str, Offer] = {
    "hom nay": Offer.TODAY,
    "ngay mai": Offer.TOMORROW,
    "mai": Offer.TOMORROW,
    "thu sau": Offer.FRIDAY,
    "cuoi tuan": Offer.FRIDAY,
    "cuoi thang": Offer.MONTH,
    "cuoi quy": Offer.QUARTER,
    "khong dat han": Offer.NONE,
    "khong co han": Offer.NONE,
    "khong han": Offer.NONE,
}


def offered(offer: Offer, today: date) -> DueDraft:
    """The due that a button stands for, pressed on this day."""
    if offer is Offer.NONE:
        return DueDraft()
    if offer in _DAYS:
        return DueDraft(DueKind.DATE, _DAYS[offer](today))
    kind = DueKind(offer.value)
    return DueDraft(kind, _ANCHORS[kind](today))


def typed(words: str, today: date) -> DueDraft | None:
    """The due that somebody types when asked for it: "20/4", "quý II", "hằng tuần"; None for anything else.

    Raises PastDayError for a day that is over.
    """
    if offer := _SAID.get(fold(words)):
        return offered(offer, today)
    due = due_of(words, today.year)
    return None if due.kind is DueKind.UNSTATED else settled(due, words, today)


def inline(text: str, today: date) -> tuple[str, DueDraft]:
    """A task's words without the due at their end, and that due; one that is over is left to be asked."""
    sentence, due = split_due(text, today.year)
    if due.kind is DueKind.UNSTATED:
        sentence, due = split_due(_BARE.sub(", ", text), today.year)
    if due.kind is DueKind.UNSTATED:
        return text, DueDraft()
    try:
        return sentence, settled(due, due.text or "", today)
    except PastDayError:
        return text, DueDraft()


def settled(due: DueDraft, words: str, today: date) -> DueDraft:
    """The due with its day: an anchor for what recurs, the coming year's day for one long gone by.

    Raises PastDayError.
    """
    if due.kind in _ANCHORS:
        return replace(due, on=_ANCHORS[due.kind](today))
    if due.on is None or due.on >= today:
        return due
    if today - due.on > _SLIP and not _YEAR.search(words):
        return settled(due_of(words, today.year + 1), "", today)
    raise PastDayError(due.on)
