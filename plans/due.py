"""A deadline's words → a kind and a day.

"Trước ngày 15/12" means the 14th is the last day; "chậm nhất ngày 18" means the 18th itself; a span or a list
of months and quarters means the end of its last one ("Quý II, quý IV" → 31/12). Where only a part of a month
or quarter is named, its last day counts: đầu tháng the 10th, giữa tháng the 20th, tuần 1 the 7th; đầu and
giữa quý the end of its first and second month, đầu năm the end of March, giữa năm the end of June.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from locales.text import fold, unaccent
from plans.model import DueDraft
from storage.enums import DueKind

# What recurs, or has no day: searched in folded words; the one that begins first decides.
_EVERY = r"(?:hang|moi|theo tung|theo|tung|dinh ky)"
_NOT_QUARTER = (
    r"(?! (?:i|ii|iii|iv|[1-4]|dinh|che|trinh|hoach|chuan|mo|uoc|tac|phap|dau tu|bao hiem|phuc loi)\b)"
)
_TIMES = r"(?:mot|hai|ba|bon|\d{1,2})"
_TURNS = r"(?:lan|dot|ky|lop|cuoc|buoi|bai|so|tin|phien)"
_PER = r"(?: (?:1|mot|moi|hang))?"
_KINDS = (
    (
        DueKind.ON_REQUEST,
        r"(?:ngay )?(?:khi|luc) (?:co )?(?:phat sinh|yeu cau|huong dan|chi dao|nhu cau|van ban"
        r"|thong bao|ke hoach"
        r"|thay doi|quyet dinh|de nghi|don|vu viec)\b|theo yeu cau|dot xuat|khi duoc (?:yeu cau|giao)"
        r"|(?:trong vong |sau )?\d{1,2} (?:ngay|gio) (?:lam viec )?(?:ke tu|tu khi|sau khi)|phat sinh$"
        r"|(?:ngay )?sau khi\b",
    ),
    (DueKind.ONGOING, r"thuong xuyen(?! ngoai| tru)|lien tuc|hang ngay|moi ngay|quanh nam"),
    (
        DueKind.HALF_YEARLY,
        rf"(?:moi|mot|1|trong|hang) nam (?:it nhat |toi thieu )?(?:hai|0?2) {_TURNS}\b|(?:0?2"
        rf"|hai) {_TURNS}{_PER} nam\b"
        rf"|(?:0?6|sau) thang (?:1|mot) lan|{_TIMES} {_TURNS}{_PER} (?:0?6|sau) thang|(?:1"
        rf"|mot) lan (?:0?6|sau) thang"
        rf"|{_EVERY} (?:0?6|sau) thang|^(?:0?6|sau) thang(?! (?:dau|cuoi))|nua nam (?:1|mot) lan",
    ),
    (
        DueKind.WEEKLY,
        rf"{_EVERY} tuan\b|{_TIMES} {_TURNS}{_PER} tuan\b|tuan {_TIMES} {_TURNS}\b|(?:thu|sang"
        rf"|chieu) \w+ hang tuan",
    ),
    (
        DueKind.MONTHLY,
        rf"(?:(?:ngay \d{{1,2}}|ngay|tuan)(?: \w+){{0,2}} )?(?:cua )?{_EVERY} thang\b"
        rf"|{_TIMES} {_TURNS}{_PER} thang\b"
        rf"|(?:mot |1 )?thang {_TIMES} {_TURNS}\b",
    ),
    (
        DueKind.QUARTERLY,
        rf"{_EVERY} quy\b{_NOT_QUARTER}|{_TIMES} {_TURNS}{_PER} quy\b{_NOT_QUARTER}|quy (?:1|mot) {_TURNS}\b"
        rf"|(?:0?3|ba) thang (?:1|mot) lan|(?:moi|mot|1|trong|hang) nam (?:bon|0?4) {_TURNS}\b|(?:0?4"
        rf"|bon) {_TURNS}{_PER} nam\b",
    ),
    (
        DueKind.YEARLY,
        rf"(?:hang|moi) nam (?:1|01|mot) {_TURNS}\b|(?:hang|moi|tung|theo tung) nam\b|(?:1|01"
        rf"|mot) {_TURNS}{_PER} nam\b|nam (?:1|01|mot) {_TURNS}\b|(?:cua )?nam ke hoach\b",
    ),
)
_RECURRING = tuple((kind, re.compile(rf"(?<![^ ])(?:{sign})")) for kind, sign in _KINDS)

_FULL_DAY = re.compile(
    r"(?<![\d/.])(?:(?P<named>ngày)\s+)?(?P<day>\d{1,2})(?:(?P<sign>\s*[/.-])\s*"
    r"|\s*tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*(?:[/.-]|,?\s+năm)\s*(?P<year>\d{4}))?(?![\d%]|\s*%|[/.]\d)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:(?P<part>đầu|giữa|cuối|hết)\s+)?\bquý\s+(?P<quarter>IV|III|II|I|[1-4])\b"
    r"(?P<more>(?:\s*(?:,|;|-|–|và|đến|và\s+đến)\s*(?:quý\s+)?(?:IV|III|II|I|[1-4])\b(?!/(?!20\d\d)|\d"
    r"|\s*%))*)"
    r"(?:\s*(?:/|,?\s*năm|-)?\s*(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:(?P<part>tuần\s+(?:thứ\s+)?(?:\d|một|hai|ba|tư|đầu|cuối)(?:\s+của)?|nửa\s+đầu|đầu|giữa"
    r"|trung\s+tuần|thượng\s+tuần|hạ\s+tuần|cuối|hết)\s+)?"
    r"\btháng\s+(?P<month>\d{1,2})\b(?!\s*%)"
    r"(?P<more>(?:\s*(?:,|;|-|–|và|đến)\s*(?:tháng\s+)?(?:1[0-2]|0?[1-9])\b(?!\s*%|\d|/\d{1,2}/))*)"
    r"(?:\s*(?:[/.-]|,?\s*năm)?\s*(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_MONTH_SHORT = re.compile(r"\bT\.?\s?(?=\d{1,2}\b)")
_HALF = re.compile(
    r"(?P<span>(?:0?6|sáu|0?9|chín|0?3|ba)\s+tháng\s+(?:đầu|cuối)\s+năm|nửa\s+(?:đầu"
    r"|cuối)\s+năm)(?:\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:(?P<part>trong|cả|hết|cuối|đầu|giữa|suốt)\s+)?\bnăm\s+(?P<year>20\d\d)|(?P<bare>trong|cả|hết"
    r"|cuối|đầu|giữa|suốt)\s+năm\b"
    r"(?!\s+(?:học|qua|trước|sau|nay\s+đã))",
    re.IGNORECASE,
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LAST_OF_WEEK = {"1": 7, "đầu": 7, "một": 7, "2": 14, "hai": 14, "3": 21, "ba": 21}
_MONTHS_OF_SPAN = {"6đầu": 6, "6cuối": 12, "9đầu": 9, "3đầu": 3, "3cuối": 12, "nửađầu": 6, "nửacuối": 12}
_BEFORE = re.compile(r"\btrước\s+(?:hết\s+)?$", re.IGNORECASE)
# Words that may stand before a deadline and belong to it.
_LEAD_IN = (
    r"(?:(?:xong|hoàn\s+thành|hoàn\s+tất|thực\s+hiện|ban\s+hành|trình|triển\s+khai|làm\s+gọn|tính"
    r"|thời\s+gian|thời\s+hạn|hạn"
    r"|tiến\s+độ|kết\s+thúc|định\s+kỳ|phải|được|dứt\s+điểm)\s*:?\s+)*"
    r"(?:(?:vào|trong|trước|chậm\s+nhất|muộn\s+nhất|đến|tới|hết|hạn\s+cuối|hạn\s+chót|là|thời\s+điểm"
    r"|khoảng|từ|kể\s+từ|không\s+quá"
    r"|cùng|của|và|ngày|dịp|quá)\s*:?\s*)*"
)
_WHOLE_LEAD_IN = re.compile(rf"^\W*{_LEAD_IN}$", re.IGNORECASE)
_WHOLE_REST = re.compile(
    r"^\W*(?:(?:là|và|đến|hết|trong|vào|của|năm|ngày|từ|đợt|lần|theo|quy|định|kỳ|một|báo|cáo|kết|quả"
    r"|kế|hoạch|hằng|tháng|hàng|20\d\d|mỗi"
    r"|khi|có|yêu|cầu|phát|sinh|cuối|đầu|xong|thực|hiện|suốt|cả|trở|đi|việc|công|tác|trường|hợp|hồ|sơ"
    r"|quyết|công bố|công|bố|cấp|trên)\b[\s,;]*)*\W*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"[;,.(–:]\s*|\s-\s|\s+(?=(?:trước|chậm nhất|muộn nhất|đến hết|hạn cuối|hạn chót|xong trước"
    r"|hoàn thành)\b|(?:trong|vào|xong)\s+(?:tháng|quý)\s+(?:\d|[IV]+\b)|định kỳ\s+(?:hằng|hàng|mỗi)\s)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^[\s,;]*(?:từ|đến|tới|hết|và|-|–|ngày|[\s,;])*$", re.IGNORECASE)
_OF_A_THING = re.compile(
    r"(?:kế hoạch|công tác|kết quả|công việc|chương trình|nhiệm vụ|báo cáo|lịch|chỉ tiêu|định kỳ|phiên họp)$",
    re.IGNORECASE,
)
_EVERY_YEAR = re.compile(r"\s*(?:của\s+)?(?:(?:hằng|hàng|mỗi|từng)\s+năm|năm\s+kế\s+hoạch)\b", re.IGNORECASE)
_VERB_FIRST = re.compile(
    r"^(?:(?:thời gian|thời hạn|hạn|tiến độ)(?: thực hiện| hoàn thành)?\s*:\s*|(?:xong|hoàn thành"
    r"|hoàn tất|thực hiện|triển khai|trình|ban hành|làm gọn|tính)\s+(?:vào\s+)?)+",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến hết|hạn cuối|xong|hoàn thành)(?:\s+\w+){0,4}\s*$", re.IGNORECASE
)
# In a plan of several years these words tell how often; in one of a single year, of which plan one speaks.
_YEARLY_AT_END = re.compile(r"\s+(?:định kỳ\s+)?(?:hằng|hàng) năm$", re.IGNORECASE)
_TIMES_IN = re.compile(r"\d+\s+(?:lần|đợt|cuộc|buổi|lớp|hội nghị)$", re.IGNORECASE)  # "02 đợt trong năm"
_OF_TIME = re.compile(
    r"\d|năm|tháng|quý|tuần|ngày|\bkhi\b|\blúc\b|lần|đợt|thường|liên tục|yêu cầu|đột xuất|phát sinh",
    re.IGNORECASE,
)
_LONGEST_TAIL = 110
_LONGEST_CONDITION = 70  # "khi có yêu cầu của …"


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline and where its words stand in the text."""

    start: int
    end: int
    due: DueDraft


def due_of(text: str, year: int | None) -> DueDraft:
    """The deadline a phrase or table cell gives; `year` is the plan's, for days without one of their own."""
    words = " ".join(text.split()).strip(" .;")
    if not words or words in {"-", "–"}:
        return DueDraft()
    spelled = _MONTH_SHORT.sub("tháng ", words)
    found = list(_found(spelled, year))
    if not found:
        return DueDraft(DueKind.UNSTATED, None, words)
    return replace(_said(spelled, found), text=_VERB_FIRST.sub("", words))


def whole_due(text: str, year: int | None) -> DueDraft | None:
    """The deadline, when the words are one and nothing else: "hoàn thành trong Quý I/2026"."""
    words = text.strip(" .;,:()–-")
    if not words or len(words) > _LONGEST_TAIL or not _OF_TIME.search(words):
        return None
    found = list(_found(words, year))
    if not found or not _WHOLE_LEAD_IN.match(words[: found[0].start]):
        return None
    gaps = (words[one.end : other.start] for one, other in pairwise(found))
    if not all(_WHOLE_REST.match(gap) or _WHOLE_LEAD_IN.match(gap) for gap in gaps):
        return None
    rest = words[found[-1].end :]
    on_request = found[0].due.kind is DueKind.ON_REQUEST and len(rest) <= _LONGEST_CONDITION
    if not on_request and not _WHOLE_REST.match(rest):
        return None
    return _said(words, found)


def _said(words: str, found: list[Found]) -> DueDraft:
    """The first deadline; of days one after another ("từ 01/3 đến 15/3", "30/6 và 31/12") the last."""
    last = found[0]
    for following in found[1:]:
        dated = last.due.kind is following.due.kind is DueKind.DATE
        if not dated or not _GOES_ON.match(words[last.end : following.start]):
            break
        last = following
    return DueDraft(last.due.kind, last.due.on, _VERB_FIRST.sub("", words))


def split_due(text: str, year: int | None) -> tuple[str, DueDraft]:
    """A task's sentence without the deadline appended to its end, and that deadline."""
    bare = text.rstrip(" .;,")
    if not _OF_TIME.search(bare, max(0, len(bare) - _LONGEST_TAIL)):
        return text, DueDraft()
    if year is None and (yearly := _YEARLY_AT_END.search(bare)) is not None and yearly.start() > 0:
        return bare[: yearly.start()] + ".", DueDraft(DueKind.YEARLY, None, yearly[0].strip())
    starts = _SEPARATOR.finditer(bare, max(0, len(bare) - _LONGEST_TAIL))
    for separator in starts:
        due = whole_due(bare[separator.end() :], year)
        if due is not None and due.kind is not DueKind.UNSTATED and separator.start() > 0:
            return bare[: separator.start()].rstrip(" ,;(–-:") + ".", due
    return text, DueDraft()


def due_within(text: str, year: int | None) -> DueDraft:
    """The deadline a sentence says in passing: how often at its beginning or anywhere, or a day with "trước".

    "Hằng năm" inside a sentence mostly tells of which plan or work one speaks, so it counts at a clause's
    beginning or end only.
    """
    if not _OF_TIME.search(text):
        return DueDraft()
    for found in _found(text, year):
        if _is_meant(text, found):
            return DueDraft(found.due.kind, found.due.on, text[found.start : found.end].strip(" ,;."))
    return DueDraft()


def _is_meant(text: str, found: Found) -> bool:
    before, words, after = (
        text[: found.start].rstrip(),
        text[found.start : found.end],
        text[found.end :].lstrip(),
    )
    opens = not before or before.endswith((";", ".", ","))
    closes = not after or after[0] in ";.,"
    match found.due.kind:
        case DueKind.DATE:
            if words.lower() == "trong năm":
                return closes and _TIMES_IN.search(before[-25:]) is not None
            return _DEMANDS.search(before[-60:]) is not None and re.search(r"\d", words) is not None
        case DueKind.ON_REQUEST:
            return re.search(r"khi (?:có )?(?:phát sinh|yêu cầu)", words, re.IGNORECASE) is not None
        case DueKind.ONGOING:
            return opens or (closes and before.lower().endswith(("hiện", "nhật", "trì")))
        case DueKind.YEARLY:
            rate = before and re.match(r"(?:tăng|giảm)\b", after)  # "…, mỗi năm tăng thêm 15%"
            return not rate and (opens or "mỗi" in words.lower())
        case _:
            return opens or closes or _OF_A_THING.search(before) is None


def _found(words: str, year: int | None) -> Iterator[Found]:
    """Every deadline in the words, the first one first; of two that overlap, the one that begins first."""
    end = 0
    every = [*_recurring(words), *_dated(words, year)]
    for found in sorted(every, key=lambda one: (one.start, -one.end)):
        if found.start >= end:
            yield found
            end = found.end


def _recurring(words: str) -> Iterator[Found]:
    folded = _letters(words)
    for kind, sign in _RECURRING:
        for match in sign.finditer(folded):
            yield Found(match.start(), match.end(), DueDraft(kind, None, words[match.start() : match.end()]))


def _letters(words: str) -> str:
    """The words without accents and signs, letter for letter, so that places in them stay the same."""
    bare = unaccent(words).lower()
    if len(bare) != len(words):  # a letter that is more than one: compare without places
        bare = "".join((fold(letter) or " ")[:1] for letter in words)
    return re.sub(r"[\W_]", " ", bare)


def _dated(words: str, year: int | None) -> Iterator[Found]:
    for match in _FULL_DAY.finditer(words):
        if recurs := _EVERY_YEAR.match(words, match.end()):
            yield Found(match.start(), recurs.end(), DueDraft(DueKind.YEARLY, None, match[0]))
            continue
        clear = match["year"] or match["named"] or (match["sign"] or "").strip() in {"", "/"}
        end = _exact(match, year) if clear else None
        if end is not None:
            before = _BEFORE.search(words[: match.start()]) is not None
            yield _day(match, end - timedelta(days=1) if before else end)
    for pattern, span_of in (
        (_QUARTER, _quarters),
        (_HALF, _half),
        (_MONTH, _months_named),
        (_YEAR, _year_named),
    ):
        for match in pattern.finditer(words):
            if recurs := _EVERY_YEAR.match(words, match.end()):
                yield Found(match.start(), recurs.end(), DueDraft(DueKind.YEARLY, None, match[0]))
                continue
            span = span_of(match, year)
            if span is not None:
                before = _BEFORE.search(words[: match.start()]) is not None
                yield _day(match, span[0] - timedelta(days=1) if before else span[1])


def _day(match: re.Match[str], on: date) -> Found:
    return Found(match.start(), match.end(), DueDraft(DueKind.DATE, on, match[0]))


def _exact(match: re.Match[str], year: int | None) -> date | None:
    of_year = int(match["year"]) if match["year"] else year
    return _valid(of_year, int(match["month"]), int(match["day"]))


def _quarters(match: re.Match[str], year: int | None) -> tuple[date, date] | None:
    named = [match["quarter"], *re.findall(r"IV|III|II|I|[1-4]", match["more"].upper())]
    first, last = _QUARTERS[named[0].upper()], _QUARTERS[named[-1].upper()]
    part = (match["part"] or "").lower()
    last_month = {"đầu": last * 3 - 2, "giữa": last * 3 - 1}.get(part, last * 3)
    return _months(match["year"], year, first * 3 - 2, last_month)


def _months_named(match: re.Match[str], year: int | None) -> tuple[date, date] | None:
    named = [match["month"], *re.findall(r"\d{1,2}", match["more"])]
    first, last = int(named[0]), int(named[-1])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    span = _months(match["year"], year, first, last)
    day = _day_of_part(" ".join((match["part"] or "").lower().split()))
    return span if span is None or day is None else (span[0], span[1].replace(day=day))


def _day_of_part(part: str) -> int | None:
    if part in {"đầu", "thượng tuần"}:
        return 10
    if part == "nửa đầu":
        return 15
    if part in {"giữa", "trung tuần"}:
        return 20
    week = part.removesuffix(" của").removeprefix("tuần ").removeprefix("thứ ")
    return _LAST_OF_WEEK.get(week) if part.startswith("tuần") else None


def _half(match: re.Match[str], year: int | None) -> tuple[date, date] | None:
    words = match["span"].lower().replace("sáu", "6").replace("chín", "9").replace("ba ", "3 ").split()
    key = words[0].lstrip("0") + ("đầu" if "đầu" in words else "cuối")
    last = _MONTHS_OF_SPAN.get(key)
    return None if last is None else _months(match["year"], year, 1 if "đầu" in words else 7, last)


def _year_named(match: re.Match[str], year: int | None) -> tuple[date, date] | None:
    part = (match["part"] or match["bare"] or "").lower()
    last = {"đầu": 3, "giữa": 6}.get(part, 12)
    return _months(match["year"], year, 1, last)


def _months(own_year: str | None, year: int | None, first: int, last: int) -> tuple[date, date] | None:
    of_year = int(own_year) if own_year else year
    if of_year is None:
        return None
    return date(of_year, first, 1), date(of_year, last, calendar.monthrange(of_year, last)[1])


def _valid(year: int | None, month: int, day: int) -> date | None:
    if year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
