"""A deadline's words → a kind and a day.

"Trước ngày 15/12" means the 14th is the last day; "chậm nhất ngày 18" means the 18th itself.
"""

import calendar
import re
from datetime import date, timedelta

from locales.text import fold
from plans.model import DueDraft
from storage.enums import DueKind

_DAY = re.compile(
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s*(?:[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*(?:[/.-]|\s+năm)\s*(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"quý\s+(?P<quarter>IV|III|II|I|[1-4])\b(?:\s*(?:/|năm)?\s*(?P<year>20\d\d))?", re.IGNORECASE
)
_MONTH = re.compile(r"tháng\s+(?P<month>\d{1,2})\b(?:\s*(?:[/.-]|năm)?\s*(?P<year>20\d\d))?", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+(?P<year>20\d\d)", re.IGNORECASE)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_KINDS = (
    (DueKind.ON_REQUEST, r"khi phat sinh|khi co (yeu cau|phat sinh|huong dan|chi dao)|theo yeu cau|dot xuat"),
    (DueKind.ONGOING, r"thuong xuyen|lien tuc"),
    (DueKind.HALF_YEARLY, r"(moi|mot) nam (hai|02|2) (dot|lan)|^(dinh ky )?(hang )?0?6 thang\b"),
    (DueKind.WEEKLY, r"(hang|moi) tuan"),
    (DueKind.MONTHLY, r"(hang|moi) thang"),
    (DueKind.QUARTERLY, r"(hang|moi|theo) quy"),
    (DueKind.YEARLY, r"(hang|moi) nam"),
)
_LEAD_IN = (
    r"(?:hoàn thành|xong|ban hành|thực hiện|báo cáo)?\s*"
    r"(?:trước|chậm nhất|muộn nhất|đến hết|hạn cuối|hạn chót)\b"
)
_APPENDED = re.compile(
    rf"[;,.(–-]\s*\(?(?P<due>(?:{_LEAD_IN}|hoàn thành (?:trong|vào)\b|trong (?:tháng|quý)\s)"
    r"[^;.()]{0,80})\)?[\s.;]*$",
    re.IGNORECASE,
)


def due_of(text: str, year: int | None) -> DueDraft:
    """The deadline a phrase or table cell gives; `year` is the plan's, for days without one of their own."""
    words = " ".join(text.split()).strip(" .;")
    if not words:
        return DueDraft()
    folded = fold(words)
    for kind, sign in _KINDS:
        if re.search(sign, folded):
            return DueDraft(kind, None, words)
    on = _day_in(words, year)
    return DueDraft(DueKind.DATE, on, words) if on else DueDraft(DueKind.UNSTATED, None, words)


def split_due(text: str, year: int | None) -> tuple[str, DueDraft]:
    """A task's sentence without the deadline appended to its end, and that deadline."""
    match = _APPENDED.search(text)
    if match is None:
        return text, DueDraft()
    due = due_of(match["due"], year)
    if due.kind is DueKind.UNSTATED:
        return text, DueDraft()
    return text[: match.start()].rstrip(" ,;(–-") + ".", due


def _day_in(words: str, year: int | None) -> date | None:
    before = re.search(r"\btrước\b", words, re.IGNORECASE) is not None
    if (match := _DAY.search(words)) and (day := _exact(match, year)):
        return day - timedelta(days=1) if before else day
    span = _span(words, year)
    if span is None:
        return None
    return span[0] - timedelta(days=1) if before else span[1]


def _exact(match: re.Match[str], year: int | None) -> date | None:
    of_year = int(match["year"]) if match["year"] else year
    if of_year is None:
        return None
    try:
        return date(of_year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _span(words: str, year: int | None) -> tuple[date, date] | None:
    """First and last day of the quarter, month or year the words name."""
    if match := _QUARTER.search(words):
        quarter = _QUARTERS[match["quarter"].upper()]
        return _months(match["year"], year, quarter * 3 - 2, quarter * 3)
    if (match := _MONTH.search(words)) and 1 <= int(match["month"]) <= 12:
        return _months(match["year"], year, int(match["month"]), int(match["month"]))
    if match := _YEAR.search(words):
        return _months(match["year"], year, 1, 12)
    if re.search(r"trong năm|cuối năm|hết năm|cả năm", words, re.IGNORECASE):
        return _months(None, year, 1, 12)
    return None


def _months(own_year: str | None, year: int | None, first: int, last: int) -> tuple[date, date] | None:
    of_year = int(own_year) if own_year else year
    if of_year is None:
        return None
    return date(of_year, first, 1), date(of_year, last, calendar.monthrange(of_year, last)[1])
