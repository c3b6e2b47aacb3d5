"""The reporting calendar the text itself gives: windows, officers' due, summary due. Nothing is invented.

"Trước ngày 17 của tháng cuối kỳ" makes the 16th of the window's last month the last day. Who sends to whom
tells the two last days apart: what goes to a body above the commune, or to its leader for signing, is the
summary; what the officers and offices send is theirs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from locales.text import fold
from plans.model import ReportingDraft
from plans.outline import Item
from plans.tables import Row, Table

_DAY = r"(\d{1,2})\s*(?:/|-|\.|\s*tháng\s*)\s*(\d{1,2})(?:\s*(?:/|-|\.|\s*năm\s*)\s*(\d{4}))?"
_WINDOW = re.compile(
    rf"từ\s+(?:hết\s+)?(?:ngày\s+)?{_DAY}\s*(?:,\s*)?(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{_DAY}",
    re.IGNORECASE,
)
_CUTOFF = re.compile(
    r"chốt(?:\s+số\s+liệu)?\s+(?:đến\s+|vào\s+|là\s+|tính\s+đến\s+)*(?:hết\s+)?ngày\s+(\d{1,2})\s*(?:/"
    r"|tháng)\s*(\d{1,2})",
    re.IGNORECASE,
)
_DUE_DAY = re.compile(
    r"(?P<before>trước|chậm nhất|muộn nhất|hạn cuối|hạn chót|vào|đến hết|không quá|gửi|hạn gửi"
    r"|xong)(?:\s+(?:là|vào|đến|trong|hết))*\s+"
    r"(?P<strict>trước\s+)?(?:ngày\s+)(?P<day>\d{1,2})\b(?!\s*ngày)"
    r"(?:\s*(?:/|-|\s+tháng)\s*(?P<month>\d{1,2})(?!\d)(?:\s*(?:/|-|\s+năm)\s*(?P<year>20\d\d))?)?",
    re.IGNORECASE,
)
_NAMED = (
    ("9M", r"\b(0?9|chin) thang( dau nam)?\b"),
    ("H2", r"\b(0?6|sau) thang cuoi nam|nua cuoi nam"),
    ("H1", r"\b(0?6|sau) thang( dau nam)?\b|nua dau nam"),
    ("Q1", r"\bquy (i|1)\b"),
    ("Q2", r"\bquy (ii|2)\b"),
    ("Q3", r"\bquy (iii|3)\b"),
    ("Q4", r"\bquy (iv|4)\b"),
    ("Y", r"\bnam\b"),
)
_LIST_OF_QUARTERS = re.compile(r"\bquy ((?:i{1,3}|iv|[1-4])(?: (?:va )?(?:i{1,3}|iv|[1-4]))+)\b")
_EVERY_QUARTER = re.compile(
    r"\b(hang|moi|theo|tung|cac|dinh ky|cuoi|bao cao) quy\b(?! (i|ii|iii|iv|[1-4])\b)|\bquy 6 thang"
    r"|^quy\b(?! (i|ii|iii|iv|[1-4])\b)"
)
_MONTHLY = re.compile(r"\b(hang|moi|dinh ky) thang\b|bao cao thang\b")
_ORDER = ("Q1", "H1", "Q2", "9M", "Q3", "H2", "Q4", "Y")
_LAST_MONTH = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "9M": 9, "H1": 6, "H2": 12, "Y": 12}
_SUMMARY = re.compile(
    r"(ve|gui|len|cho|bao cao|trinh|nop|den|voi) [\w ]{0,40}?((ubnd|uy ban nhan dan|phong noi vu"
    r"|phong) (cap )?(huyen|quan|thi xa|tinh|thanh pho)|so noi vu|cap tren"
    r"|chu tich ubnd (xa|phuong)|(ubnd|uy ban nhan dan) (huyen|quan|thi xa|tinh|thanh pho))"
    r"|\btong hop\b[\w ]{0,30}(trinh|gui|bao cao|du thao|xay dung)|bao cao tong hop|(gui|trinh) tong hop"
)
_OFFICERS = re.compile(
    r"(cac|tung|moi) (cong chuc|bo phan|phong|ban|don vi|co quan|nganh|thon|truong)[\w ]{0,80}\b(gui"
    r"|nop|bao cao|cung cap)\b|(cong chuc|bo phan|don vi) (phu trach|duoc giao"
    r"|chuyen mon)[\w ]{0,60}\b(gui|nop|bao cao|cung cap)\b"
)
_OF_LAST_MONTH = re.compile(r"^(cua )?(thang cuoi|cuoi) (quy|ky)( bao cao)?\b")
_FOR_REPORT = re.compile(r"\s*\(?(?:đối với|cho)\s+(?P<what>báo cáo[^,;.)]{2,40})\)?", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-ZĐÀ-Ỹ])|\n")
_CLAUSE = re.compile(r";\s*")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A due day for some kinds of report: `month` None means the last month of the report's window."""

    codes: frozenset[str]
    day: int
    month: int | None
    strict: bool
    summary: bool
    precise: bool  # the text names this very report, not "hằng quý" or nothing


def read_reporting(
    items: Iterable[Item], tables: Iterable[Table], years: tuple[int, ...]
) -> tuple[ReportingDraft, ...]:
    """The reports the items ask for, in the order of their windows; what is not said stays None."""
    calendar = tuple(entry for table in tables for entry in _of_table(table, years))
    if calendar:
        return calendar
    kept = tuple(
        item for item in items if re.search(r"báo cáo|số liệu|kỳ\b|tháng cuối", item.text, re.IGNORECASE)
    )
    windows = {entry.code: entry for item in kept for entry in _windows(item.text, years)}
    rules = _rules(kept, frozenset(code.split("-")[1] for code in windows))
    entries = [*windows.values(), *_bare(rules, years, windows)]
    entries.sort(key=lambda entry: (entry.code[:4], _place(entry.code)))
    return tuple(_with_days(entry, rules) for entry in entries)


def _place(code: str) -> tuple[int, int]:
    kind = code.split("-")[1]
    return (_LAST_MONTH[kind], _ORDER.index(kind)) if kind in _LAST_MONTH else (int(kind[1:]), 0)


def _windows(text: str, years: tuple[int, ...]) -> Iterator[ReportingDraft]:
    """Each window with the report named before it; in a list of windows the name stands right before each."""
    heading = 0
    for match in _WINDOW.finditer(text):
        kind = _kind(text[heading : match.start()]) or (
            _kind(text[match.end() : match.end() + 40]) if not heading else None
        )
        heading = match.end()
        end = _day(match[6] or (str(years[-1]) if len(years) == 1 else None), match[5], match[4])
        if end is None or kind is None:
            continue
        start_year = match[3] or str(end.year - (int(match[2]) > end.month))
        start = _day(start_year, match[2], match[1])
        if start is not None and start < end:
            yield ReportingDraft(f"{end.year}-{kind}", (start, end))


def _kind(text: str) -> str | None:
    """The report named last in the words before a window."""
    folded = re.sub(r"\bnam 20\d\d\b(?= va|,)|\b15 12 20\d\d", " ", fold(text))
    places = [
        (match.start(), -order, code)
        for order, (code, sign) in enumerate(_NAMED)
        if code != "Y"
        for match in re.finditer(sign, folded)
    ]
    if places:
        return max(places)[2]
    return "Y" if re.search(r"\bnam\b", folded) else None


def _rules(items: tuple[Item, ...], known: frozenset[str]) -> list[_Rule]:
    """Due days, each with the reports it is for and the way it goes.

    A clause without a report's name takes those of its sentence's beginning, else every report of the text.
    """
    found: list[_Rule] = []
    summary_before = False
    for item in items:
        opening = _named_at_its_beginning(item.text)
        for sentence in _SENTENCE.split(item.text):
            inherited = opening
            for clause in _CLAUSE.split(sentence):
                folded = fold(clause)
                if _OFFICERS.search(folded) and not re.search(r"\btong hop\b", folded):
                    summary: bool | None = False
                else:
                    summary = True if _SUMMARY.search(folded) else None
                if summary is None:
                    summary = summary_before and not re.search(r"\bcac (cong chuc|phong|bo phan)", folded)
                heading = 0
                clause = _WINDOW.sub(lambda window: " " * len(window[0]), clause)
                for match in _DUE_DAY.finditer(clause):
                    month = int(match["month"]) if match["month"] else None
                    said, precise = _codes(clause[heading : match.start()])
                    if (after := _FOR_REPORT.match(clause, match.end())) is not None:
                        said, precise = _codes(after["what"])
                        heading = after.end()
                    codes = said or inherited
                    if month is not None:
                        codes = frozenset(code for code in codes if _LAST_MONTH.get(code, month) == month)
                    elif not codes:
                        codes = known or frozenset[str]().union(*(rule.codes for rule in found))
                    if codes:
                        strict = match["before"].lower() == "trước" or match["strict"] is not None
                        found.append(_Rule(codes, int(match["day"]), month, strict, summary, precise))
                    if said:
                        inherited = said
                    heading = max(heading, match.end())
                    summary_before = summary
    return found


def _named_at_its_beginning(text: str) -> frozenset[str]:
    """The one report an item is about as a whole: "Báo cáo quý III/2025: …"."""
    opening, colon, _rest = text[:80].partition(":")
    said, precise = _codes(opening) if colon else (frozenset[str](), False)
    return said if precise and len(said) == 1 else frozenset()


def _codes(text: str) -> tuple[frozenset[str], bool]:
    """The kinds of report a phrase speaks of, and whether it names them; "hàng quý" means each quarter."""
    folded = _OF_LAST_MONTH.sub("", fold(text))
    found = set()
    precise = True
    if _EVERY_QUARTER.search(folded):
        found |= {"Q1", "Q2", "Q3", "Q4"}
        precise = False
    for match in _LIST_OF_QUARTERS.finditer(folded):
        found |= {
            code
            for code, sign in _NAMED
            if any(re.fullmatch(sign[2:-2], f"quy {word}") for word in match[1].split())
        }
    if _MONTHLY.search(folded):
        found |= {f"M{month:02}" for month in range(1, 13)}
    found |= {code for code, sign in _NAMED if code not in {"Y", "H1"} and re.search(sign, folded)}
    if re.search(r"\b(0?6|sau) thang\b(?! cuoi)", folded):
        found.add("H1")
    yearly = r"(bao cao|tong ket|va|ca|cuoi|hang|moi|,|thang|iii|ii|3|quy|rieng|ky) nam\b|\bnam\b(?! 20\d\d)(?! \d)"
    if re.search(
        yearly, re.sub(r"(dau|cuoi) nam\b", " ", re.sub(r"thang (dau|cuoi) nam\b", "thang ", folded))
    ):
        found.add("Y")
    return frozenset(found), precise


def _bare(
    rules: list[_Rule], years: tuple[int, ...], windows: dict[str, ReportingDraft]
) -> list[ReportingDraft]:
    """Reports that have a due day but no window, for a plan of one year."""
    if len(years) != 1 or windows:
        return []
    codes = frozenset[str]().union(*(rule.codes for rule in rules)) if rules else frozenset()
    if "H1" in codes:  # quý I, 6 tháng, quý III, năm: the four reports of the reform (581/BNV-CCHC)
        named = frozenset[str]().union(*(rule.codes for rule in rules if rule.precise))
        codes -= {"Q2", "Q4"} - named if "9M" not in codes else {"Q2", "Q3", "Q4"} - named
    return [
        ReportingDraft(f"{years[0]}-{code}") for code in sorted(codes, key=lambda one: _place(f"0-{one}"))
    ]


def _with_days(entry: ReportingDraft, rules: list[_Rule]) -> ReportingDraft:
    kind = entry.code.split("-")[1]
    mine = [rule for rule in rules if kind in rule.codes]
    mine.sort(key=lambda rule: (rule.month is None, not rule.precise))
    officers = next((rule for rule in mine if not rule.summary), None)
    summary = next((rule for rule in mine if rule.summary), None)
    return replace(
        entry,
        officers_last_day=_last_day(entry, officers) if officers else entry.officers_last_day,
        summary_last_day=_last_day(entry, summary) if summary else entry.summary_last_day,
    )


def _last_day(entry: ReportingDraft, rule: _Rule) -> date | None:
    year, kind = entry.code.split("-")
    own = _LAST_MONTH[kind] if kind in _LAST_MONTH else int(kind[1:])
    month = rule.month or (entry.window[1].month if entry.window else own)
    day = _day(year, str(month), str(rule.day))
    return day - timedelta(days=1) if day is not None and rule.strict else day


def _of_table(table: Table, years: tuple[int, ...]) -> Iterator[ReportingDraft]:
    """The rows of a calendar: report, from, to, officers' day, summary's day."""
    headings = dict(table.headings)
    for row in table.rows:
        kind = _kind(row["period"] or row["text"] or " ".join(row.raw))
        if kind is None:
            continue
        window = _table_window(row, years)
        year = window[1].year if window else (years[-1] if years else None)
        if year is None:
            continue
        yield ReportingDraft(
            f"{year}-{kind}",
            window,
            _table_day(row["officers"], headings.get("officers", ""), year),
            _table_day(
                row["summary"] or row["due"], headings.get("summary" if row["summary"] else "due", ""), year
            ),
        )


def _table_window(row: Row, years: tuple[int, ...]) -> tuple[date, date] | None:
    year = str(years[-1]) if years else None
    if row["from"] and row["to"]:
        start, end = _any_day(row["from"], year), _any_day(row["to"], year)
    elif match := re.search(
        rf"{_DAY}\s*(?:đến|-|–|tới)\D{{0,20}}{_DAY}",
        " ".join((row["window"] or row["from"] or row["to"]).split()),
    ):
        end = _day(match[6] or year, match[5], match[4])
        start = _day(
            match[3] or (str(end.year - (int(match[2]) > end.month)) if end else None), match[2], match[1]
        )
    else:
        return None
    return (start, end) if start and end and start < end else None


def _table_day(cell: str, heading: str, year: int) -> date | None:
    words = " ".join(cell.split())
    day = _any_day(words, str(year))
    strict = re.search(r"\btrước\b", f"{heading} {words}", re.IGNORECASE) and not re.search(
        r"chậm nhất|muộn nhất", words, re.IGNORECASE
    )
    return day - timedelta(days=1) if day is not None and strict else day


def _any_day(words: str, year: str | None) -> date | None:
    match = re.search(_DAY, words)
    return _day(match[3] or year, match[2], match[1]) if match else None


def _day(year: str | None, month: str, day: str) -> date | None:
    if year is None:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
