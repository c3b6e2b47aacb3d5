"""One number in Vietnamese writing: dots group thousands, the comma is the decimal sign.

Whatever could be read in two ways gives both readings; nothing is guessed.
"""

import re
from decimal import Decimal
from typing import Final

MAX_DIGITS: Final = 15
_SPACE_GROUPS: Final = r"(?: [0-9]{3}(?![0-9]))*"
NUMBER: Final = rf"[0-9]+(?:[.,][0-9]+)*{_SPACE_GROUPS}(?:,[0-9]+)?"

_VIETNAMESE = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?")
_ENGLISH_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_POINT = re.compile(r"([0-9]+)\.([0-9]+)")
_GROUPABLE = re.compile(r"[1-9][0-9]{0,2}")


def readings(number: str, *, point_is_likely: bool = False) -> tuple[Decimal, ...]:
    """All readings of a number as typed (ASCII digits), the Vietnamese one first; none when it is malformed.

    `point_is_likely`: a dot may well be meant as a decimal sign although it would group thousands, as in a
    percentage (1.234 %) or before "tỷ".
    """
    if _SPACED.fullmatch(number):
        return (_vietnamese(number.replace(" ", "")),)
    if _VIETNAMESE.fullmatch(number):
        return _with_second_reading(number, point_is_likely)
    if _ENGLISH_GROUPS.fullmatch(number):
        return (Decimal(number.replace(",", "")),)
    if point := _POINT.fullmatch(number):
        # Not a group of three, so a decimal point, or a dot that slipped into a whole number.
        whole, rest = point.groups()
        as_point = Decimal(number)
        return (as_point, Decimal(whole + rest)) if _GROUPABLE.fullmatch(whole) else (as_point,)
    return ()


def is_plain_reading(number: str) -> bool:
    """Whether a number is written as Vietnamese writes it; other readings must be asked about."""
    return bool(_VIETNAMESE.fullmatch(number) or _SPACED.fullmatch(number))


def _vietnamese(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))


def _with_second_reading(number: str, point_is_likely: bool) -> tuple[Decimal, ...]:
    first = _vietnamese(number)
    if _ENGLISH_GROUPS.fullmatch(number):  # 1,234: a decimal comma, or thousands as in English
        return first, Decimal(number.replace(",", ""))
    if point_is_likely and _POINT.fullmatch(number):
        return first, Decimal(number)
    return (first,)
