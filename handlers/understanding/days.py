"""A day, or a stretch of days, as somebody types it: "1/4", "ngày mai", "từ 20/3 đến 25/3", "1 tuần"."""

import re
from datetime import date, timedelta

from locales.text import fold, unaccent

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?!\d)")
_LASTS = re.compile(r"^(?:trong )?(\d{1,3}) (ngay|tuan|thang|days?|weeks?|months?)$")
_DAYS_IN = {"ngay": 1, "day": 1, "tuan": 7, "week": 7, "thang": 30, "month": 30}
_MONDAY = 0
_DECEMBER = 12


def next_monday(today: date) -> date:
    """The first Monday after today."""
    return today + timedelta(days=7 - (today.weekday() - _MONDAY) % 7)


def next_month(today: date) -> date:
    """The first day of the month after."""
    if today.month == _DECEMBER:
        return date(today.year + 1, 1, 1)
    return date(today.year, today.month + 1, 1)


def day_meant(text: str, today: date) -> date | None:
    """The one day the words name; None when they name none, several, or one that does not exist.

    Without a year it is the one nearest to today, so that "5/1" said in December is in January.
    """
    words = fold(text)
    if words in {"hom nay", "today"}:
        return today
    if words in {"ngay mai", "mai", "tomorrow"}:
        return today + timedelta(days=1)
    if words in {"thu hai toi", "thu hai tuan toi", "dau tuan toi", "next monday"}:
        return next_monday(today)
    if words in {"dau thang toi", "dau thang sau", "next month"}:
        return next_month(today)
    days = _days_in(text, today)
    return days[0] if len(days) == 1 else None


def days_meant(text: str, start: date, today: date) -> tuple[date, date] | None:
    """The first and the last day the words name: "3 ngày", "đến ngày 25/3", "từ 20/3 đến 25/3".

    What begins nowhere else begins at `start`. None when the words do not say it, or the end comes first.
    """
    lasts = _LASTS.match(fold(text))
    if lasts:
        unit = lasts[2].removesuffix("s")
        count = int(lasts[1]) * _DAYS_IN[unit]
        return (start, start + timedelta(days=count - 1)) if count else None
    days = _days_in(text, today)
    if len(days) == 1:
        days = [start, *days]
    if len(days) != 2 or days[1] < days[0]:
        return None
    return days[0], days[1]


def _days_in(text: str, today: date) -> list[date]:
    """The days in the words; none at all when one of them does not exist."""
    found = [_day(*match.groups(), today=today) for match in _DAY.finditer(unaccent(text))]
    return [] if None in found else [day for day in found if day is not None]


def _day(day: str, month: str, year: str | None, *, today: date) -> date | None:
    years = [int(year)] if year else [today.year, today.year + 1, today.year - 1]
    possible = [found for y in years if (found := _real(y, int(month), int(day))) is not None]
    return min(possible, key=lambda found: abs((found - today).days), default=None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
