"""The report's language: how numbers are printed and officers' words become tidy sentences."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from locales import translator
from locales.text import fold, nfc
from reports.derive import Derived
from reports.indicators import IndicatorSpec

_HUNDREDTH = Decimal("0.01")
_LIST_MARK = re.compile(r"^(?:[-–—+•*·]\s*)+")
_SPACE_BEFORE_MARK = re.compile(r"\s+([,;:.!?])(?=\s|$)")
_FIRST_CLAUSE = re.compile(r"^(.+?)(?:;|\.(?=\s))", re.DOTALL)
# Words that lead on to something: nothing may end with them.
_LOOSE_END = re.compile(r"( (và|hoặc|của|về|cho|theo|với|các|những|trong|vào|tại|từ|đến|có|là|để))+$")
_PERIOD_CODE = re.compile(r"(\d{4})-(Q[1-4]|H[12]|9M|Y|M\d\d|W\d\d)")
_ROMAN = ("I", "II", "III", "IV")
NO_VALUE = "–"


def number(value: Decimal) -> str:
    """ "1.234,5"; at most two decimals."""
    rounded = value.quantize(_HUNDREDTH, ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return translator("vi").number(whole if rounded == whole else rounded.normalize())


def percent(value: Decimal) -> str:
    """ "95,5%"; the value is already in percent."""
    return f"{number(value)}%"


def day(value: date) -> str:
    """ "17/3/2022"."""
    return translator("vi").date(value)


def days(start: date, end: date) -> str:
    """A window in the head of a column: "15/12/2021 – 14/3/2022"."""
    return f"{day(start)} – {day(end)}"


def amount(spec: IndicatorSpec, derived: Derived, *, with_unit: bool = True) -> str:
    """A value as printed: "85 hồ sơ", "120/125 hồ sơ (96%)", "95,5%"; a dash when there is none."""
    unit = f" {spec.unit}" if with_unit and spec.unit != "%" else ""
    if derived.numerator is not None and derived.denominator is not None:
        share = f" ({percent(derived.value)})" if derived.value is not None else ""
        # Two long amounts in one unbroken word would tear a justified line apart.
        between = f"{unit}/" if spec.unit == "đồng" else "/"
        return f"{number(derived.numerator)}{between}{number(derived.denominator)}{unit}{share}"
    if derived.value is None:
        return NO_VALUE
    if spec.value_type in ("ratio", "percent"):
        return percent(derived.value)
    return number(derived.value) + unit


def plain(text: str) -> str:
    """One line of text: NFC, no control characters, single spaces, no list mark in front."""
    visible = "".join(
        " " if unicodedata.category(letter)[0] == "C" or letter in "\u2028\u2029" else letter
        for letter in nfc(text)
    )
    return _SPACE_BEFORE_MARK.sub(r"\1", " ".join(_LIST_MARK.sub("", visible.strip()).split()))


def clause(text: str) -> str:
    """The text in one line without closing punctuation, to stand inside a sentence."""
    return plain(text).rstrip(" .;:,!…/")


def sentence(text: str) -> str:
    """The officer's words as they stand in a report: every line a sentence, capital first, full stop last."""
    lines = [line for line in map(clause_keeping_questions, text.splitlines()) if line]
    return " ".join(capital(line) if line[-1] in "?…" else f"{capital(line)}." for line in lines)


def clause_keeping_questions(line: str) -> str:
    """A line without closing punctuation, except a question mark or an ellipsis, which mean something."""
    tidy = plain(line)
    return tidy if tidy.endswith(("?", "…")) else tidy.rstrip(" .;:,!/")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text to continue a sentence; an abbreviation (UBND, TTHC) keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def abridged(text: str, limit: int = 200) -> str:
    """A task in few words: its first clause; when still too long, cut between words and marked with "…"."""
    whole = plain(text)
    first = _FIRST_CLAUSE.match(whole)
    short = clause(first.group(1) if first and len(first.group(1)) > 20 else whole)
    if len(short) <= limit:
        return short
    cut = short[:limit].rsplit(" ", 1)[0]
    comma = cut.rfind(",")
    if comma > limit * 0.6:  # behind a comma the thought is whole; take it when not much is lost
        cut = cut[:comma]
    return f"{_LOOSE_END.sub('', cut).rstrip(' ,')}…"


def stopped(text: str) -> str:
    """The text with a full stop, unless it already ends in "…"."""
    return text if text.endswith("…") else f"{text}."


def word_count(text: str) -> int:
    """How many words a text has, marks not counted."""
    return len(fold(text).split())


def with_source(text: str, source: str) -> str:
    """A sentence with who said it in brackets before its full stop."""
    return f"{sentence(text).removesuffix('.')} ({source})."


def long_body(unit_name: str) -> str:
    """ "UBND xã Tân Quang" written out: "Ủy ban nhân dân xã Tân Quang"."""
    return re.sub(r"^UBND\b", "Ủy ban nhân dân", plain(unit_name), flags=re.IGNORECASE)


def full_date(value: date) -> str:
    """ "ngày 05 tháng 02 năm 2022": a zero before days under 10 and months 1 and 2 (NĐ 30/2020)."""
    month = f"{value.month:02d}" if value.month <= 2 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def period_name(code: str, start: date, end: date) -> str:
    """A period as titles print it, by its code: "quý I năm 2022", "6 tháng đầu năm 2022", "năm 2022".

    A report asked for once is named by its window.
    """
    known = _PERIOD_CODE.fullmatch(code)
    if known is None:
        return f"từ ngày {day(start)} đến ngày {day(end)}"
    year, kind = known.groups()
    if kind[0] == "Q":
        return f"quý {_ROMAN[int(kind[1]) - 1]} năm {year}"
    if kind[0] in "MW":
        return f"{'tháng' if kind[0] == 'M' else 'tuần'} {int(kind[1:])} năm {year}"
    names = {"H1": "6 tháng đầu năm", "H2": "6 tháng cuối năm", "9M": "9 tháng đầu năm", "Y": "năm"}
    return f"{names[kind]} {year}"
