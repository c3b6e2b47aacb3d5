"""The "1.", "a)", "-" that Word makes itself: they are nowhere in a paragraph's text."""

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MAX_ROMAN = 60

Element = Any  # lxml's element, which python-docx does not type


class Numbering:
    """Counts the document's lists in the order their paragraphs are asked about."""

    def __init__(self, document: Any) -> None:
        self._styles = _numbering_of_styles(document)
        self._lists = _levels_of_lists(document)
        self._counts: dict[str, list[int]] = {}

    def prefix(self, paragraph: Element) -> str:
        """What Word prints before this paragraph, with a space after it; "" outside lists."""
        place = _place(paragraph) or self._styles.get(_style(paragraph))
        if place is None or place[0] not in self._lists:
            return ""
        list_id, level = place
        levels = self._lists[list_id]
        if level not in levels:
            return ""
        return f"{self._next(list_id, level, levels)} "

    def _next(self, list_id: str, level: int, levels: "dict[int, _Level]") -> str:
        shape = levels[level]
        if shape.kind == "bullet":
            return "+" if shape.text.strip() == "+" else "-"
        counts = self._counts.setdefault(list_id, [])
        while len(counts) <= level:
            below = levels.get(len(counts))
            counts.append((below.start if below else 1) - 1)
        del counts[level + 1 :]
        counts[level] += 1

        def figure(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if not 0 <= index < len(counts):
                return ""
            kind = levels[index].kind if index in levels else "decimal"
            return _figure(max(counts[index], 1), kind)

        return _PLACE.sub(figure, shape.text)


class _Level:
    __slots__ = ("kind", "start", "text")

    def __init__(self, element: Element) -> None:
        self.kind: str = _value(element, "numFmt") or "decimal"
        self.text: str = _value(element, "lvlText") or ""
        start = _value(element, "start") or "1"
        self.start = int(start) if start.isdecimal() else 1


def _levels_of_lists(document: Any) -> dict[str, dict[int, _Level]]:
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract = {
        item.get(f"{_W}abstractNumId"): {
            int(level.get(f"{_W}ilvl", "0")): _Level(level) for level in item.iterchildren(f"{_W}lvl")
        }
        for item in root.iterchildren(f"{_W}abstractNum")
    }
    return {
        item.get(f"{_W}numId"): abstract.get(_value(item, "abstractNumId") or "", {})
        for item in root.iterchildren(f"{_W}num")
    }


def _numbering_of_styles(document: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in document.styles.element.iterchildren(f"{_W}style"):
        if (place := _place(style)) is not None:
            found[style.get(f"{_W}styleId", "")] = place
    return found


def _place(element: Element) -> tuple[str, int] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    list_id = _value(properties, "numId")
    level = _value(properties, "ilvl") or "0"
    return None if list_id is None else (list_id, int(level) if level.isdecimal() else 0)


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _value(element: Element, child: str) -> str | None:
    found = element.find(f"{_W}{child}")
    return None if found is None else found.get(f"{_W}val")


def _figure(number: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"}:
        roman = _roman(min(number, _MAX_ROMAN))
        return roman if kind == "upperRoman" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text
