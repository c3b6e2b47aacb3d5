"""Lines → a tree of headings and items: I. → 1. → 1.1 → a) → - → +, as Vietnamese office papers are built."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from plans.lines import Line, Lines


class Level(IntEnum):
    """How deep a marker stands; a plain paragraph hangs under the nearest heading."""

    PART = 0
    ROMAN = 1
    NUMBER = 2
    NUMBER_2 = 3
    NUMBER_3 = 4
    LETTER = 5
    DASH = 6
    PLUS = 7
    PARAGRAPH = 8


@dataclass(frozen=True, slots=True)
class Item:
    """A line or joined paragraph with its marker taken off; `label` is "II", "2.1", "đ", "" for a dash."""

    level: Level
    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Node:
    """An item and what stands under it."""

    item: Item
    children: tuple["Node", ...] = ()

    @property
    def text(self) -> str:
        return self.item.text

    @property
    def level(self) -> Level:
        return self.item.level

    def walk(self) -> Iterator["Node"]:
        """The node and everything under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PART = re.compile(r"^(?:PHẦN\s+(?P<word>[IVX]+|THỨ\s+\w+)|(?P<letter>[A-H]))\s*[.:]\s*(?P<text>\S.*)$")
_GROUP = re.compile(r"^(?P<label>NHÓM\s+[IVX]+)\s*[.:]\s*(?P<text>\S.*)$")
_ROMAN = re.compile(r"^(?P<label>[IVX]{1,6})\s*[.\-:]\s*(?P<text>[^\W\d_].*)$")
_NUMBER = re.compile(r"^(?P<label>\d{1,2})\s?[.)]\s*(?P<text>(?!\d).+)$")
_DOTTED = re.compile(r"^(?P<label>\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?P<text>[^\W\d_a-zđ].*)$")
_LETTER = re.compile(r"^(?:-\s*)?(?P<label>[a-zđ])\s?[)/]\s*(?P<text>\S.*)$")
_ORDINAL = re.compile(rf"^Thứ\s+(?P<label>{'|'.join(_ORDINALS)})\b\s*[,:.]?\s*(?P<text>\S.*)$", re.IGNORECASE)
_DASH = re.compile(r"^-\s*(?P<text>[^\s\d-].*|\d+[ %,./].*)$")
_PLUS = re.compile(r"^\+\s*(?P<text>\S.*)$")
_FINISHED = (".", ";", ":", "!", "?", "…", "/")
_HEADING_LENGTH = 160
_LONGEST_ITEM = 20_000


def items_of(lines: Lines) -> tuple[Item, ...]:
    """The text lines (not table rows) as items; what was cut over lines or pages is joined again."""
    joined: list[Item] = []
    previous: Line | None = None
    width = usual_width(lines) if lines.wrapped else 0
    for line in lines.lines:
        if line.cells:
            previous = None
            continue
        item = _item(line)
        if previous is not None and _continues(joined[-1], item, previous, line, width):
            joined[-1] = _joined(joined[-1], line)
        else:
            joined.append(item)
        previous = line
    return tuple(joined)


def usual_width(lines: Lines) -> int:
    """How many letters a full line of a wrapped text holds; a single long line does not count."""
    lengths = sorted(len(line.text) for line in lines.lines)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def tree_of(items: Iterable[Item]) -> tuple[Node, ...]:
    """The items as a forest, by the depth of their markers."""
    root = _Open(None)
    stack = [root]
    for item in items:
        while len(stack) > 1 and not _takes(stack[-1], item):
            stack.pop()
        opened = _Open(item)
        stack[-1].children.append(opened)
        stack.append(opened)
    return tuple(child.closed() for child in root.children)


def is_heading(item: Item) -> bool:
    """Whether an item introduces what follows rather than saying something itself."""
    if item.level >= Level.DASH:
        return False
    short = len(item.text) <= _HEADING_LENGTH
    if item.level is Level.LETTER:
        return short and (item.text.endswith(":") or (len(item.text) < 60 and _open_ended(item.text)))
    return short


def _open_ended(text: str) -> bool:
    return not text.endswith((".", ";", "!", "?"))


class _Open:
    """A node while its children are still coming."""

    __slots__ = ("children", "item")

    def __init__(self, item: Item | None) -> None:
        self.item = item
        self.children: list[_Open] = []

    def closed(self) -> Node:
        assert self.item is not None
        return Node(self.item, tuple(child.closed() for child in self.children))


def _takes(opened: _Open, item: Item) -> bool:
    parent = opened.item
    if parent is None:
        return True
    if item.level is Level.PARAGRAPH:
        return parent.level < Level.LETTER or (parent.level is Level.LETTER and is_heading(parent))
    return parent.level < item.level


def _item(line: Line) -> Item:
    text = line.text
    for pattern, level in (
        (_PART, Level.PART),
        (_GROUP, Level.ROMAN),
        (_ROMAN, Level.ROMAN),
        (_DOTTED, Level.NUMBER_2),
        (_NUMBER, Level.NUMBER),
        (_LETTER, Level.LETTER),
        (_ORDINAL, Level.LETTER),
        (_DASH, Level.DASH),
        (_PLUS, Level.PLUS),
    ):
        if (match := pattern.match(text)) is not None:
            return _marked(match, level, line)
    return Item(Level.PARAGRAPH, "", text, line.number)


def _marked(match: re.Match[str], level: Level, line: Line) -> Item:
    groups = match.groupdict()
    label = groups.get("label") or groups.get("letter") or groups.get("word") or ""
    if label.lower() in _ORDINALS:
        label = str(_ORDINALS.index(label.lower()) + 1)
    if level is Level.NUMBER_2 and label.count(".") > 1:
        level = Level.NUMBER_3
    return Item(level, label, groups["text"].strip(), line.number)


def _continues(open_item: Item, item: Item, previous: Line, line: Line, width: int) -> bool:
    """Whether this line goes on with the sentence before it."""
    if len(open_item.text) > _LONGEST_ITEM:
        return False
    unfinished = not previous.text.endswith(_FINISHED)
    if item.level is not Level.PARAGRAPH:
        return item.level is Level.DASH and unfinished and item.text[:1].isdigit() and line.text[:1] != "-"
    if unfinished and line.text[:1].islower():
        return True
    if not width or line.number != previous.number + 1 or not _in_text(open_item):
        return False
    cut_before_a_figure = unfinished and line.text[:1].isdigit() and len(previous.text) >= 0.5 * width
    return cut_before_a_figure or len(previous.text) >= (0.72 if unfinished else 0.9) * width


def _in_text(item: Item) -> bool:
    """Whether the open item is running text; a heading in capitals is not gone on with."""
    return not item.text.isupper()


def _joined(item: Item, line: Line) -> Item:
    glue = "" if item.text.endswith("-") and not item.text.endswith(" -") else " "
    return Item(item.level, item.label, f"{item.text}{glue}{line.text}", item.line)
