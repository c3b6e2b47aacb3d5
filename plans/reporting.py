"""The reporting calendar the text itself gives: windows, officers' due, summary due. Nothing is invented.

"Trước ngày 17 của tháng cuối kỳ" makes the 16th of the window's last month the last day.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from locales.text import fold
from plans.model import ReportingDraft
from plans.outline import Item

_WINDOW = re.compile(
    r"từ\s+(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})",
    re.IGNORECASE,
)
_DUE_DAY = re.compile(
    r"(?P<before>trước|chậm nhất|muộn nhất|hạn cuối)\s+(?:là\s+)?(?P<strict>trước\s+)?"
    r"(?:ngày\s+)(?P<day>\d{1,2})\b"
    r"(?!\s*/\s*\d+\s*/)(?:\s*(?:/|tháng)\s*(?P<month>\d{1,2}))?",
    re.IGNORECASE,
)
_NAMED = (
    ("Q1", r"quy (i|1)\b"),
    ("Q2", r"quy (ii|2)\b"),
    ("Q3", r"quy (iii|3)\b"),
    ("Q4", r"quy (iv|4)\b"),
    ("9M", r"\b0?9 thang\b"),
    ("H2", r"\b0?6 thang cuoi nam"),
    ("H1", r"\b0?6 thang\b"),
    ("Y", r"\bnam\b"),
)
_LAST_MONTH = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "9M": 9, "H1": 6, "H2": 12, "Y": 12}
_HIGHER_BODY = re.compile(
    r"(ubnd|uy ban nhan dan|phong noi vu) (cap )?(huyen|quan|thi xa|tinh|thanh pho)|so noi vu|cap tren"
)
_OF_LAST_MONTH = re.compile(r"^cua thang cuoi (quy|ky( bao cao)?)\b")
_SENTENCE = re.compile(r"(?<=\.)\s+")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A due day for a kind of report: `month` None means the last month of the report's window."""

    codes: frozenset[str]
    day: int
    month: int | None
    strict: bool
    to_higher_body: bool


def read_reporting(items: Iterable[Item], years: tuple[int, ...]) -> tuple[ReportingDraft, ...]:
    """The reports the items ask for, in the order of their windows; what is not said stays None."""
    kept = tuple(item for item in items if "báo cáo" in item.text.lower())
    rules = [rule for item in kept for rule in _rules(item.text)]
    windows = {entry.code: entry for item in kept for entry in _windows(item.text)}
    entries = list(windows.values()) or _bare(rules, years)
    return tuple(_with_days(entry, rules) for entry in entries)


def _windows(text: str) -> Iterator[ReportingDraft]:
    match = _WINDOW.search(text)
    if match is None:
        return
    start, end = _day(match[3], match[2], match[1]), _day(match[6], match[5], match[4])
    kind = _kind(text[: match.start()])
    if start is None or end is None or kind is None:
        return
    yield ReportingDraft(f"{end.year}-{kind}", (start, end))


def _kind(text: str) -> str | None:
    folded = fold(text)
    return next((code for code, sign in _NAMED if re.search(sign, folded)), None)


def _rules(text: str) -> Iterator[_Rule]:
    """Due days that recur ("hàng quý, 6 tháng … trước ngày 20 của tháng cuối quý")."""
    for sentence in _SENTENCE.split(text):
        heading = 0
        higher = _HIGHER_BODY.search(fold(sentence)) is not None
        for match in _DUE_DAY.finditer(sentence):
            month = int(match["month"]) if match["month"] else None
            codes = frozenset(
                code
                for code in _codes(sentence[heading : match.start()])
                if month in {None, _LAST_MONTH[code]}
            )
            if codes:
                strict = match["before"].lower() == "trước" or match["strict"] is not None
                yield _Rule(codes, int(match["day"]), month, strict, higher)
            heading = match.end()


def _codes(text: str) -> frozenset[str]:
    """The kinds of report a phrase speaks of; "hàng quý" means each quarter that is reported on."""
    folded = _OF_LAST_MONTH.sub("", fold(text))
    found = set()
    if re.search(r"\bquy\b(?! (i|ii|iii|iv|[1-4])\b)", folded):
        found |= {"Q1", "Q2", "Q3", "Q4"}
    found |= {code for code, sign in _NAMED if code != "Y" and re.search(sign, folded)}
    if re.search(r"\bnam\b(?! 20\d\d)(?! \d)", folded) and not re.search(r"thang (dau|cuoi) nam$", folded):
        found.add("Y")
    return frozenset(found)


def _bare(rules: list[_Rule], years: tuple[int, ...]) -> list[ReportingDraft]:
    """Reports that have a due day but no window, for a plan of one year."""
    if len(years) != 1:
        return []
    codes = frozenset[str]().union(*(rule.codes for rule in rules)) if rules else frozenset()
    if "H1" in codes:  # quý I, 6 tháng, quý III, năm: the four reports of the reform (581/BNV-CCHC)
        codes -= {"Q2", "Q4"}
    order = ("Q1", "H1", "Q2", "9M", "Q3", "H2", "Q4", "Y")
    return [ReportingDraft(f"{years[0]}-{code}") for code in order if code in codes]


def _with_days(entry: ReportingDraft, rules: list[_Rule]) -> ReportingDraft:
    kind = entry.code.split("-")[1]
    officers = [rule for rule in rules if kind in rule.codes and not rule.to_higher_body]
    summary = [rule for rule in rules if kind in rule.codes and rule.to_higher_body]
    return replace(
        entry,
        officers_last_day=_last_day(entry, officers[0]) if officers else None,
        summary_last_day=_last_day(entry, summary[0]) if summary else None,
    )


def _last_day(entry: ReportingDraft, rule: _Rule) -> date | None:
    year, kind = entry.code.split("-")
    month = rule.month or (entry.window[1].month if entry.window else _LAST_MONTH[kind])
    day = _day(year, str(month), str(rule.day))
    return day - timedelta(days=1) if day is not None and rule.strict else day


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
