"""The "1.", "a)", "-" that Word makes itself: they are nowhere in a paragraph's text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plans.word_styles import Styles, W, value

_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_COUNTED = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_MOST = 3_999  # the largest Roman number
_LEVELS = 9

Element = Any  # lxml's element


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list as it is defined; `restart` is how many levels above start it anew, None for all."""

    kind: str
    text: str
    start: int
    restart: int | None
    legal: bool
    glue: str
    style: str | None


@dataclass(slots=True)
class _List:
    """A list (w:num): its definition's id, its levels, and where it begins to count anew when first used."""

    definition: str
    levels: dict[int, _Level]
    fresh: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the document's lists in the order their paragraphs are asked about."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else _lists(root, styles)
        self._counts: dict[str, dict[int, int]] = {}

    def prefix(self, paragraph: Element) -> str:
        """What Word prints before this paragraph, with what stands between; "" outside lists."""
        place = self._place(paragraph)
        if place is None:
            return ""
        numbered, level = place
        shape = numbered.levels.get(level)
        if shape is None:
            return ""
        counts = self._counted(numbered, level)
        if shape.kind == "bullet":
            printed = "+" if shape.text.strip() == "+" else "-"
        else:
            printed = _PLACE.sub(
                lambda place: _figure_at(int(place[1]) - 1, level, numbered, counts), shape.text
            )
        return f"{printed}{shape.glue}" if printed else ""

    def _place(self, paragraph: Element) -> tuple[_List, int] | None:
        """The list and level of the paragraph: its own words about it first, then its style's."""
        style = self._styles.of(paragraph)
        sources = [paragraph, *self._styles.chain(style)]
        list_id = _first(value(source, f"{W}pPr/{W}numPr/{W}numId") for source in sources)
        numbered = self._lists.get(list_id or "")
        if numbered is None:
            return None
        if (own := value(paragraph, f"{W}pPr/{W}numPr/{W}ilvl")) is None:
            ids = [item.get(f"{W}styleId") for item in sources[1:]]
            linked = (
                level for name in ids for level, shape in numbered.levels.items() if shape.style == name
            )
            if (level := next(linked, None)) is not None:
                return numbered, level
            own = _first(value(source, f"{W}pPr/{W}numPr/{W}ilvl") for source in sources)
        return numbered, _whole(own, 0)

    def _counted(self, numbered: _List, level: int) -> dict[int, int]:
        """The counts after this paragraph. Lists of one definition count on together, as in Word."""
        counts = self._counts.setdefault(numbered.definition, {})
        if level in numbered.fresh:
            counts[level] = numbered.fresh.pop(level)
        else:
            start = numbered.levels[level].start
            counts[level] = counts.get(level, start - 1) + 1
        for below in [index for index in counts if index > level]:
            restart = numbered.levels[below].restart if below in numbered.levels else None
            if restart is None or level < restart:
                del counts[below]
        return counts


def _figure_at(index: int, level: int, numbered: _List, counts: dict[int, int]) -> str:
    shape = numbered.levels.get(index)
    if shape is None or index > level:
        return ""
    kind = "decimal" if numbered.levels[level].legal and shape.kind != "none" else shape.kind
    return _figure(counts.get(index, shape.start), kind)


def _lists(root: Element, styles: Styles) -> dict[str, _List]:
    definitions = {item.get(f"{W}abstractNumId"): item for item in root.iterchildren(f"{W}abstractNum")}
    of_list = {
        item.get(f"{W}numId"): value(item, f"{W}abstractNumId") or "" for item in root.iterchildren(f"{W}num")
    }
    lists: dict[str, _List] = {}
    for item in root.iterchildren(f"{W}num"):
        list_id = item.get(f"{W}numId")
        definition = of_list[list_id]
        if link := value(definitions[definition], f"{W}numStyleLink") if definition in definitions else None:
            # The definition only names a style, whose own list has the levels.
            linked = _first(value(style, f"{W}pPr/{W}numPr/{W}numId") for style in styles.chain(link))
            definition = of_list.get(linked or "", definition)
        if definition in definitions and list_id != "0":
            lists[list_id] = _overridden(item, definition, definitions[definition])
    return lists


def _overridden(item: Element, definition: str, element: Element) -> _List:
    numbered = _List(definition, dict(_levels(element)))
    for override in item.iterchildren(f"{W}lvlOverride"):
        level = _whole(override.get(f"{W}ilvl"), 0)
        numbered.levels |= dict(_levels(override))
        if (start := value(override, f"{W}startOverride")) is not None:
            numbered.fresh[level] = _whole(start, 1)
    return numbered


def _levels(element: Element) -> Iterator[tuple[int, _Level]]:
    for level in element.iterchildren(f"{W}lvl"):
        index = _whole(level.get(f"{W}ilvl"), 0)
        restart = value(level, f"{W}lvlRestart")
        legal = level.find(f"{W}isLgl")
        if index < _LEVELS:
            yield (
                index,
                _Level(
                    kind=value(level, f".//{W}numFmt") or "decimal",
                    text=value(level, f"{W}lvlText") or "",
                    start=_whole(value(level, f"{W}start"), 1),
                    restart=None if restart is None else _whole(restart, index),
                    legal=legal is not None and legal.get(f"{W}val", "1") not in {"0", "false", "off"},
                    glue="" if value(level, f"{W}suff") == "nothing" else " ",
                    style=value(level, f"{W}pStyle"),
                ),
            )


def _figure(number: int, kind: str) -> str:
    number = min(max(number, 0), _MOST)
    if kind == "none":
        return ""
    if kind == "vietnameseCounting" and 0 < number <= len(_COUNTED):
        return _COUNTED[number - 1]
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in {"lowerLetter", "upperLetter"} and number:
        # Word's letters are a b c d e f … z aa bb, without đ; that is how such a list is printed.
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in {"lowerRoman", "upperRoman"} and number:
        roman = _roman(number)
        return roman if kind == "upperRoman" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        text += sign * times
    return text


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else otherwise


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)
