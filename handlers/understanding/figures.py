"""A figure as an officer types it: `120/125`, `95,5%`, `1,2 tỷ`, `120 hồ sơ`, `120 trên 125 (96%)`."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeVar

from handlers.understanding.meanings import (
    Ambiguous,
    Asked,
    Expecting,
    Figure,
    NotANumber,
    NumberTrouble,
    Parts,
    Percent,
    Value,
)
from handlers.understanding.numbers import MAX_DIGITS, NUMBER, is_plain_reading, readings
from handlers.understanding.plain import KEYCAP, plain, trimmed
from locales.text import fold

_T = TypeVar("_T")

LONGEST_FIGURE: Final = 300  # a longer text is told, not counted

SCALES: Final = {
    "nghin ty": 10**12,
    "ngan ty": 10**12,
    "ty": 10**9,
    "ti": 10**9,
    "trieu": 10**6,
    "tr": 10**6,
    "nghin": 10**3,
    "ngan": 10**3,
    "k": 10**3,
}
UNITS: Final = frozenset(
    fold(unit)
    for unit in """
    đồng|đ|vnd|vnđ|hồ sơ|hs|văn bản|vb|vbqppl|cuộc|hội nghị|lượt|lượt người|người|tin|bài|tin bài|tin, bài
    phiếu|đồng chí|đ/c|cán bộ|công chức|cbcc|cán bộ công chức|quy trình|lần|thủ tục|thủ tục hành chính|tthc
    nhiệm vụ|kế hoạch|sáng kiến|buổi|bộ phận|thôn|tổ dân phố|vụ|vụ việc|việc|kết quả|báo cáo|ý kiến|thư
    phản ánh|kiến nghị|lớp|cán bộ, công chức|đơn vị|tài khoản|giao dịch|trường hợp|hộ|chỉ tiêu|biên chế
    vấn đề|quyết định|công văn|nghị quyết|đợt|điểm|km|m²|ha|câu|cái|bộ|bản|công dân|dịch vụ|dvc
    """.replace("\n", "|").split("|")
    if unit.strip()
)

_LEAD = re.compile(
    r"(?:(?:da|vang|em|duoc|dat|la|co|tong so|tong cong|tong|so luong|so lieu|ket qua|bang)[ :]+){0,5}"
)
_APPROXIMATELY = re.compile(r"(?:(?:khoang|gan|hon|tren|duoi|uoc dat|uoc|tam|it nhat|toi da)\b|[~<>≈≥≤±]) *")
_POLITE = re.compile(r"(?:^| )(?:a|ah|nhe|nha|roi|em|anh|chi|sep|ok|thoi|het|dong chi a)$")
_NEGATIVE = re.compile(r"-[0-9]|am +[0-9]")
_BULLET = re.compile(r"- +(?=[0-9])")
_AMOUNT = re.compile(rf"(?P<number>{NUMBER}) *(?P<scale>(?:{'|'.join(SCALES)})(?:(?=d\b)|(?![^\W\d_])))?")
_PERCENT = re.compile(r" *(?:%|phan tram\b)")
_DIVIDER = re.compile(
    r"(?<=[\w%. ])(?: *(?:/|\btren tong so\b|\btren tong\b|\btren\b|\btrong tong so\b) *)(?=[0-9])"
)
_STATED = re.compile(
    rf" *[(=,:-]* *(?:(?:dat|bang|chiem|tuong duong|ty le|ti le) +)*({NUMBER}) *(?:%|phan tram)\)?$"
)
_PARTS_AFTER = re.compile(r" *[(=:-] *([^()]+)\)?$")
_NOTE = re.compile(r"[,;:.] +(?=[^\W\d_])|\n| *\((?=[^\W\d_])| +- +(?=[^\W\d_])")
_ONLY_FIGURE_SIGNS = re.compile(r"[0-9][0-9 .,/%+-]*|-[0-9 .,/%+-]+")
_TOO_LONG = re.compile(rf"[0-9](?:[ .,]?[0-9]){{{MAX_DIGITS},}}")


@dataclass(frozen=True, slots=True)
class _Quantity:
    """An amount with all its readings, and what stood around it."""

    readings: tuple[Decimal, ...]
    certain: bool
    is_percent: bool
    unit: str


def read_figure(text: str, asked: Asked) -> Figure | Ambiguous | NotANumber | None:
    """The figure in a reply, None when the reply is no figure at all.

    `text` is NFC. A note after the figure ("120/125, còn 5 hồ sơ chờ bổ sung") is only looked for when a
    figure was asked.
    """
    words = trimmed(text)
    copy = plain(words)
    wanted = asked.expecting is Expecting.FIGURE
    if trouble := _trouble(copy, wanted):
        return NotANumber(text, trouble)
    whole = _read_head(text, words, asked)
    if wanted and (whole is None or isinstance(whole, Ambiguous)) and (note := _NOTE.search(copy)):
        head = _read_head(text, words[: note.start()], asked)
        if head is not None:
            said = words[note.end() :].strip()
            return _with_note(head, said.removesuffix(")") if "(" in note[0] else said)
    if whole is None and _ONLY_FIGURE_SIGNS.fullmatch(copy):
        return NotANumber(text, NumberTrouble.MALFORMED)
    return whole


def _trouble(copy: str, wanted: bool) -> NumberTrouble | None:
    if _NEGATIVE.match(copy):
        return NumberTrouble.NEGATIVE
    wordless = not any(letter.isalpha() for letter in copy)
    if (wanted or wordless) and _has_strange_digits(copy[:LONGEST_FIGURE]):
        return NumberTrouble.STRANGE_DIGITS
    lead = _LEAD.match(copy)
    if (wanted or wordless) and _TOO_LONG.match(copy, lead.end() if lead else 0):
        return NumberTrouble.TOO_LONG
    return None


def _has_strange_digits(copy: str) -> bool:
    """Digits of other scripts, fractions and keycaps; m² and km² are units."""
    for before, letter in itertools.pairwise(f" {copy}"):
        if letter == KEYCAP:
            return True
        if (
            not letter.isascii()
            and not before.isalpha()
            and unicodedata.category(letter) in {"Nd", "No", "Nl"}
        ):
            return True
    return False


def _read_head(text: str, head: str, asked: Asked) -> Figure | Ambiguous | None:
    if len(head) > LONGEST_FIGURE:
        return None
    copy = plain(head)
    if found := _read_parts(text, copy, replace(asked, value_type=None)):
        return found
    quantity = _read_quantity(head, copy, asked)
    if quantity is None:
        return None
    return _as_figure(text, quantity, asked)


def _read_parts(text: str, copy: str, asked: Asked) -> Figure | Ambiguous | None:
    stated: Decimal | None = None
    if before := _percent_before_parts(copy):
        stated, copy = before
    elif (after := _STATED.search(copy)) and _DIVIDER.search(copy[: after.start()]):
        stated, copy = _single(readings(after[1])), copy[: after.start()]
    divided = _DIVIDER.split(copy)
    if len(divided) != 2:
        return None
    part, whole = (_read_quantity(side, side, asked) for side in divided)
    if part is None or whole is None or part.is_percent or whole.is_percent:
        return None

    def parts(pair: tuple[Decimal, Decimal]) -> Figure:
        return Parts(text, *pair, stated=stated)

    pairs = tuple(itertools.product(part.readings, whole.readings))
    return _one_or_ask(text, pairs, parts, certain=part.certain and whole.certain)


def _percent_before_parts(copy: str) -> tuple[Decimal | None, str] | None:
    """ "96% (120/125)": the stated percentage and the parts."""
    lead = _LEAD.match(copy)
    amount = _AMOUNT.match(copy, lead.end() if lead else 0)
    percent = _PERCENT.match(copy, amount.end()) if amount else None
    parts = _PARTS_AFTER.match(copy, percent.end()) if percent else None
    if amount is None or parts is None or not _DIVIDER.search(parts[1]):
        return None
    return _single(readings(amount["number"])), parts[1]


def _read_quantity(words: str, copy: str, asked: Asked) -> _Quantity | None:
    position = lead.end() if (lead := _LEAD.match(copy)) else 0
    certain = True
    for doubt in (_BULLET, _APPROXIMATELY):
        if met := doubt.match(copy, position):
            position, certain = met.end(), False
    amounts = list(_amounts(copy, position))
    if not amounts:
        return None
    percent = _PERCENT.match(copy, amounts[-1].end())
    end = percent.end() if percent else amounts[-1].end()
    unit = _unit(words[end:])
    if unit is None:
        return None
    likely = percent is not None or asked.value_type == "percent"
    totals = _totals(amounts, point_is_likely=likely)
    if not totals:
        return None
    if unit and not _is_known_unit(unit, asked):
        if asked.expecting is not Expecting.FIGURE:
            return None  # a sentence that begins with a number
        certain = False
    for amount in amounts:
        # "120 125" for a ratio may be its two parts.
        may_be_two = asked.value_type == "ratio" and " " in amount["number"]
        certain = certain and is_plain_reading(amount["number"]) and not may_be_two
    return _Quantity(totals, certain, percent is not None, unit)


def _is_known_unit(unit: str, asked: Asked) -> bool:
    return fold(unit) in UNITS or (asked.unit is not None and fold(unit) == fold(asked.unit))


def _amounts(copy: str, position: int) -> Iterator[re.Match[str]]:
    """ "1 tỷ 200 triệu" is two amounts, each of a smaller scale than the one before."""
    last_scale: int | None = None
    while amount := _AMOUNT.match(copy, position):
        scale = SCALES.get(amount["scale"] or "", 1)
        if last_scale is not None and not 1 < scale < last_scale:
            return
        yield amount
        if scale == 1:
            return
        last_scale = scale
        position = amount.end() + (copy[amount.end() : amount.end() + 1] == " ")


def _totals(amounts: list[re.Match[str]], *, point_is_likely: bool) -> tuple[Decimal, ...]:
    each = [
        tuple(
            reading * SCALES.get(amount["scale"] or "", 1)
            for reading in readings(
                amount["number"], point_is_likely=point_is_likely or amount["scale"] is not None
            )
        )
        for amount in amounts
    ]
    return tuple(sum(pick, Decimal(0)) for pick in itertools.product(*each))


def _unit(rest: str) -> str | None:
    """The unit after a number, "" for none; None when what follows is no unit."""
    words = rest.strip(" .,;!")
    while polite := _POLITE.search(plain(words)):
        words = words[: polite.start()].rstrip(" ,")
    if not words:
        return ""
    is_short = len(words) <= 40 and not any(letter in "0123456789%?()+\n" for letter in words)
    return words if is_short and (words[0].isalpha() or words == "₫") else None


def _as_figure(text: str, quantity: _Quantity, asked: Asked) -> Figure | Ambiguous:
    def percent(amount: Decimal) -> Figure:
        return Percent(text, amount, lacks_parts=asked.value_type == "ratio")

    def value(amount: Decimal) -> Figure:
        return Value(text, amount, quantity.unit)

    bare_percent = asked.value_type == "percent" and not quantity.unit
    make = percent if quantity.is_percent or bare_percent else value
    return _one_or_ask(text, quantity.readings, make, certain=quantity.certain)


def _one_or_ask(
    text: str, found: tuple[_T, ...], make: Callable[[_T], Figure], *, certain: bool
) -> Figure | Ambiguous:
    made = tuple(make(each) for each in found)
    return made[0] if certain and len(made) == 1 else Ambiguous(text, made)


def _with_note(found: Figure | Ambiguous, note: str) -> Figure | Ambiguous:
    if not note:
        return found
    if isinstance(found, Ambiguous):
        return replace(found, candidates=tuple(replace(each, note=note) for each in found.candidates))
    return replace(found, note=note)


def _single(found: tuple[Decimal, ...]) -> Decimal | None:
    return found[0] if len(found) == 1 else None
