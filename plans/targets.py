"""Figures the plan sets itself: "tối thiểu 30% hồ sơ …", "từ 95% - 100%", "top 10", "ít nhất 02 cuộc"."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from plans.model import TargetDraft
from plans.tasks import Passage

_PERCENT = re.compile(
    r"(?P<before>(?:[\w,]+\s+){0,5})"
    r"(?P<value>\d{1,3}(?:,\d+)?)\s*%?\s*(?:(?:-|–|đến)\s*(?P<upper>\d{1,3}(?:,\d+)?)\s*)?%"
    r"(?P<after>\s*(?:trở lên|trở xuống))?",
    re.IGNORECASE,
)
_TOP = re.compile(r"\b(?:top|tốp)\s+(?P<value>\d{1,3})\b", re.IGNORECASE)
_COUNT = re.compile(
    r"(?P<word>khoảng|ít nhất|tối thiểu|tối đa|không quá)\s+(?P<value>\d{1,4})\s+"
    r"(?P<unit>dự án|cuộc|buổi|lớp|tin(?:,? bài)?|bài|mô hình|sáng kiến|lượt|văn bản|hội nghị|lần|ngày)\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(tối thiểu|ít nhất|trên|không dưới|không thấp hơn|đạt từ|từ)\s*(?:đạt\s*)?(?:từ\s*)?$", re.IGNORECASE
)
_LONGEST_CLAUSE = 1_500
_MOST_IN_CLAUSE = 8  # more is a table of figures, not an aim
_CONDITION = re.compile(r"đến khi đạt\s+(?:tỷ lệ\s+)?$", re.IGNORECASE)
_AT_MOST = re.compile(r"(dưới|không quá|tối đa|không vượt quá)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:đến|vào|trong)?\s*(?:hết\s*)?(?:năm\s+)?\b(20\d\d)\b", re.IGNORECASE)
_CLAUSE = re.compile(r";|(?<=[^\d][.])\s+|(?<=%)\.\s+")


def read_targets(passages: Iterable[Passage], years: tuple[int, ...]) -> tuple[TargetDraft, ...]:
    """The targets in the passages; without a year of their own they take their heading's, else the plan's."""
    plan_year = years[-1] if years else None
    return tuple(target for passage in passages for target in _in_passage(passage, plan_year))


def _in_passage(passage: Passage, plan_year: int | None) -> Iterator[TargetDraft]:
    for clause in filter(None, map(str.strip, _CLAUSE.split(passage.text))):
        if len(clause) > _LONGEST_CLAUSE:
            continue
        found = sorted(_in_clause(clause), key=lambda figure: figure[0])
        if len(found) > _MOST_IN_CLAUSE:
            continue
        for start, comparator, value, upper, unit in found:
            yield TargetDraft(
                area=passage.area,
                text=clause.rstrip(" .;"),
                comparator=comparator,
                value=value,
                upper=upper,
                unit=unit,
                by_year=_year_before(clause, start) or passage.heading_year or plan_year,
                line=passage.line,
            )


Figure = tuple[int, str, Decimal, Decimal | None, str]


def _in_clause(clause: str) -> Iterator[Figure]:
    for match in _PERCENT.finditer(clause):
        if _CONDITION.search(match["before"]):
            continue
        upper = _decimal(match["upper"]) if match["upper"] else None
        comparator = "range" if upper is not None else _comparator(match["before"], match["after"])
        yield match.start("value"), comparator, _decimal(match["value"]), upper, "%"
    for match in _TOP.finditer(clause):
        yield match.start("value"), "<=", _decimal(match["value"]), None, "hạng"
    for match in _COUNT.finditer(clause):
        comparator = {"khoảng": "=", "tối đa": "<=", "không quá": "<="}.get(match["word"].lower(), ">=")
        yield match.start("value"), comparator, _decimal(match["value"]), None, match["unit"].lower()


def _comparator(before: str, after: str | None) -> str:
    if after:
        return ">=" if "lên" in after.lower() else "<="
    if _AT_LEAST.search(before):
        return ">="
    return "<=" if _AT_MOST.search(before) else "="


def _year_before(clause: str, start: int) -> int | None:
    years = [int(match[1]) for match in _YEAR.finditer(clause[:start])]
    after = re.match(r"[^,;]*?\bvào năm (20\d\d)", clause[start:])
    if after:
        return int(after[1])
    return years[-1] if years else None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
