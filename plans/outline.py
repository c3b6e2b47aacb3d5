"""Lines → a tree of headings and items: I. → 1. → 1.1 → a) → - → +, as Vietnamese office papers are built.

Markers tell the depth, and where one kind of marker serves two depths ("1." for a field and for the tasks
in it) the running numbers tell them apart.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from plans.lines import Line, Lines
from plans.topics import is_area_name


class Level(IntEnum):
    """How deep a marker stands; plain paragraphs and tables hang under the nearest heading.

    TITLE is a heading without a number ("Nhiệm vụ", "CẢI CÁCH THỂ CHẾ"), found by its words.
    """

    PART = 0
    ROMAN = 1
    CAPITAL = 2
    NUMBER = 3
    NUMBER_2 = 4
    NUMBER_3 = 5
    TITLE = 6
    LETTER = 7
    DASH = 8
    PLUS = 9
    PARAGRAPH = 10
    TABLE = 11


@dataclass(frozen=True, slots=True)
class Item:
    """A line or joined paragraph with its marker taken off; `label` is "II", "2.1", "đ", "" for a dash.

    For a table the label is its number and the text is empty. `rejoined`: the line at which a sentence goes on
    after an empty one, as over a page break.
    """

    level: Level
    label: str
    text: str
    line: int
    rejoined: int | None = None


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
_LABELLED = re.compile(
    r"^(?:lĩnh vực|nhiệm vụ|nội dung|mục|nhóm nhiệm vụ|nhóm nội dung)\s+"
    rf"(?P<label>\d{{1,2}}|[IVX]{{1,4}}|thứ\s+(?:{'|'.join(_ORDINALS)}))\s*[.:)–-]\s*(?P<text>\S.*)$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?P<label>[IVX]+|\d{1,2}|(?:THỨ|thứ)\s+\w+)\s*(?:[.:–-]\s*|\s+"
    r"|$)(?P<text>.*)$"
)
_GROUP = re.compile(r"^(?P<label>NHÓM\s+[IVX]+)\s*[.:]\s*(?P<text>\S.*)$")
_ROMAN = re.compile(r"^(?!V/v)(?P<label>[IVX]{1,6})\s*[.\-:)/]\s*(?P<text>[^\W\d_].*)$")
_CAPITAL = re.compile(r"^(?P<label>[A-HĐK])\s*[.:)]\s*(?P<text>[^\W\d_].*)$")
_NUMBER = re.compile(r"^(?:Điều\s+)?(?P<label>\d{1,3})\s?[.)/:]\s*(?P<text>(?!\d|\s*$).+)$")
_DOTTED = re.compile(r"^(?P<label>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s*(?P<text>[^\W\d_a-zđ].*)$")
_LETTER = re.compile(r"^(?:-\s*)?(?!đ/c)(?P<label>[a-zđ]\d?)\s?[)./]\s*(?P<text>\S.*)$")
_ORDINAL = re.compile(rf"^Thứ\s+(?P<label>{'|'.join(_ORDINALS)})\b\s*[,:.]?\s*(?P<text>\S.*)$", re.IGNORECASE)
_DASH = re.compile(r"^-\s*(?P<text>[^\s\d-].*|\d+(?:[ %,./].*)?)$")
_PLUS = re.compile(r"^\+\s*(?P<text>\S.*)$")
_PATTERNS = (
    (_PART, Level.PART),
    (_GROUP, Level.ROMAN),
    (_ROMAN, Level.ROMAN),
    (_CAPITAL, Level.CAPITAL),
    (_DOTTED, Level.NUMBER_2),
    (_NUMBER, Level.NUMBER),
    (_LABELLED, Level.NUMBER),
    (_LETTER, Level.LETTER),
    (_ORDINAL, Level.LETTER),
    (_DASH, Level.DASH),
    (_PLUS, Level.PLUS),
)
_FINISHED = (".", ";", ":", "!", "?", "…", "/")
# What begins a new line whatever stands before it, although it has no marker.
_ALWAYS_NEW = re.compile(
    r"^(?:(?:cơ quan|đơn vị|bộ phận|người)\s+)?(?:chủ trì|phối hợp|thực hiện)(?:\s+thực hiện)?\s*:"
    r"|^(?:thời gian|thời hạn|sản phẩm|nơi nhận|TM\.|KT\.|lưu\s*:)",
    re.IGNORECASE,
)
_HEADING_LENGTH = 160
_NAME = re.compile(r"[:(]")
_LONGEST_ITEM = 20_000
_DEEPEST_NUMBERS = 3  # lists of "1." inside each other
# A poor scan reads a one as an l and a nought as an O; between digits they can be nothing else.
_MISREAD = re.compile(r"(?<![^\W_])(?=[lO]*\d)[\dlO]++(?![^\W_])")
_REREAD = str.maketrans("lO", "10")
_BEFORE_STOP = re.compile(r"(?<=[^\W_]) +(?=[,;](?:\s|$))")


def items_of(lines: Lines) -> tuple[Item, ...]:
    """The lines as items, each table as one; what was cut over lines or pages is joined again."""
    joined: list[Item] = []
    previous: Line | None = None
    table: int | None = None
    width = usual_width(lines) if lines.wrapped else 0
    for line in lines.lines:
        if line.cells:
            if line.table != table:
                joined.append(Item(Level.TABLE, str(line.table), "", line.number))
            table, previous = line.table, None
            continue
        table = None
        item = _item(line)
        if previous is not None and _continues(joined[-1], item, previous, line, width):
            joined[-1] = _joined(joined[-1], line)
            if not width and line.number > previous.number + 1:
                joined[-1] = replace(joined[-1], rejoined=line.number)
        else:
            joined.append(item)
        previous = line
    return tuple(_outer_capitals(_named_parts(joined)))


def usual_width(lines: Lines) -> int:
    """How many letters a full line of a wrapped text holds; a single long line does not count."""
    lengths = sorted(len(line.text) for line in lines.lines)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def repaired(text: str) -> str:
    """The text with figures that a scan misread set right, and no space before a comma."""
    return _BEFORE_STOP.sub("", _MISREAD.sub(lambda match: match[0].translate(_REREAD), text))


def is_heading(item: Item) -> bool:
    """Whether an item introduces what follows rather than saying something itself."""
    if item.level >= Level.DASH:
        return False
    short = len(item.text) <= _HEADING_LENGTH
    if item.level is Level.LETTER:
        return short and (item.text.endswith(":") or (len(item.text) < 60 and _open_ended(item.text)))
    return short


def tree_of(items: Iterable[Item]) -> tuple[Node, ...]:
    """The items as a forest, by the depth of their markers and the run of their numbers."""
    stack = [_Open(None)]
    for item in items:
        _make_room(stack, item)
        opened = _Open(item)
        stack[-1].children.append(opened)
        stack.append(opened)
    return tuple(child.closed() for child in stack[0].children)


class _Open:
    """A node while its children are still coming; `inner` is the last number of a list inside its siblings."""

    __slots__ = ("children", "inner", "item")

    def __init__(self, item: Item | None) -> None:
        self.item = item
        self.children: list[_Open] = []
        self.inner = 0

    def closed(self) -> Node:
        assert self.item is not None
        return Node(self.item, tuple(child.closed() for child in self.children))


def _make_room(stack: list[_Open], item: Item) -> None:
    """Closes what the item does not stand under."""
    numbers = [index for index, opened in enumerate(stack) if _is_number(opened.item)]
    if item.level is Level.NUMBER and numbers and item.label.isdigit():
        del stack[_parent_of_number(stack, numbers, item) + 1 :]
        return
    while len(stack) > 1 and not _takes(stack, item):
        stack.pop()


def _is_number(item: Item | None) -> bool:
    return item is not None and item.level is Level.NUMBER and item.label.isdigit()


def _parent_of_number(stack: list[_Open], numbers: list[int], new: Item) -> int:
    """The index of the open node a number stands under, when numbers are open already.

    It goes on with the deepest list it continues; a 1 begins a list of its own inside the last heading; a
    number that goes on with the inner list of the heading before is in the inner list of this one. Where the
    outer and the inner list both go on, what is worded as a heading is outer and a sentence inner.
    """
    number = int(new.label)
    inner = stack[numbers[0] - 1].inner
    if len(numbers) == 1 and inner and inner + 1 == number and not _is_worded_as_heading(new):
        stack[numbers[0] - 1].inner = number
        return numbers[0]
    outermost = stack[numbers[0]].item
    assert outermost is not None
    if int(outermost.label) + 1 == number and _is_worded_as_heading(new):
        return numbers[0] - 1
    for index in reversed(numbers):
        item = stack[index].item
        assert item is not None
        if int(item.label) + 1 == number:
            if index != numbers[0]:
                stack[numbers[0] - 1].inner = number
            return index - 1
    outer = stack[numbers[0] - 1]
    deepest = stack[numbers[-1]].item
    assert deepest is not None
    inside = numbers[-1] if is_heading(deepest) and not _says_something(deepest) else numbers[-1] - 1
    if number == 1 and inside == numbers[-1] and len(numbers) < _DEEPEST_NUMBERS:
        last = max(
            index for index, opened in enumerate(stack) if index >= inside and _introduces(opened.item)
        )
        outer.inner = 1
        return last
    return numbers[0] - 1


def _is_worded_as_heading(item: Item) -> bool:
    name = _NAME.split(item.text)[0]
    return is_area_name(name) or (len(item.text) <= 70 and not item.text.endswith((".", ";", ",")))


def _introduces(item: Item | None) -> bool:
    return item is not None and is_heading(item) and item.level is not Level.PARAGRAPH


def _says_something(item: Item) -> bool:
    """Whether a numbered item is a sentence of its own, so that nothing is listed inside it."""
    return item.text.endswith((".", ";")) and len(item.text) > 60


def _open_ended(text: str) -> bool:
    return not text.endswith((".", ";", "!", "?"))


def _takes(stack: list[_Open], item: Item) -> bool:
    parent = stack[-1].item
    if parent is None:
        return True
    if parent.level >= Level.PARAGRAPH:
        return False
    if item.level >= Level.PARAGRAPH:
        return parent.level < Level.LETTER or (parent.level is Level.LETTER and is_heading(parent))
    if parent.level is Level.TITLE and Level.NUMBER <= item.level <= Level.NUMBER_3:
        return not any(_is_number(opened.item) for opened in stack)
    if item.level is Level.CAPITAL and item.label != "A" and not _has_capitals(stack[-1]):
        return False  # "B." without an "A." beside it stands over this heading, not under it
    return parent.level < item.level


def _has_capitals(opened: _Open) -> bool:
    return any(child.item is not None and child.item.level is Level.CAPITAL for child in opened.children)


def _item(line: Line) -> Item:
    text = repaired(line.text)
    for pattern, level in _PATTERNS:
        if (match := pattern.match(text)) is not None:
            return _marked(match, level, line)
    return Item(Level.PARAGRAPH, "", text, line.number)


def _marked(match: re.Match[str], level: Level, line: Line) -> Item:
    label = match.groupdict().get("label") or ""
    word = label.lower().removeprefix("thứ").strip()
    if word in _ORDINALS:
        label = str(_ORDINALS.index(word) + 1)
    if level is Level.NUMBER_2 and label.count(".") > 1:
        level = Level.NUMBER_3
    return Item(level, label, match["text"].strip(), line.number)


def _named_parts(items: list[Item]) -> Iterator[Item]:
    """Parts whose name stands on the next line ("PHẦN II" / "NHIỆM VỤ") get it."""
    waiting: Item | None = None
    for item in items:
        if waiting is not None:
            named = item.level is Level.PARAGRAPH and len(item.text) <= _HEADING_LENGTH
            yield replace(waiting, text=item.text) if named else waiting
            waiting = None
            if named:
                continue
        if item.level is Level.PART and not item.text:
            waiting = item
        else:
            yield item
    if waiting is not None:
        yield waiting


def _outer_capitals(items: Iterable[Item]) -> Iterator[Item]:
    """ "A." stands above "I." where the paper begins with it, else below."""
    outer: bool | None = None
    for item in items:
        if outer is None and item.level in {Level.ROMAN, Level.PART, Level.CAPITAL}:
            outer = item.level is Level.CAPITAL and item.label == "A"
        yield replace(item, level=Level.PART) if outer and item.level is Level.CAPITAL else item


def _continues(open_item: Item, item: Item, previous: Line, line: Line, width: int) -> bool:
    """Whether this line goes on with the sentence before it."""
    unfinished = not previous.text.endswith(_FINISHED)
    cut_inside_a_label = bool(width) and unfinished and line.text[:1].islower()
    if len(open_item.text) > _LONGEST_ITEM or (_ALWAYS_NEW.match(line.text) and not cut_inside_a_label):
        return False
    if not unfinished and line.text.startswith("("):
        return False  # a remark of its own
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
    text, rest = item.text, repaired(line.text)
    if text.endswith("-") and not text.endswith(" -"):
        broken_word = text[-2:-1].islower() and rest[:1].islower()
        return replace(item, text=(text[:-1] if broken_word else text) + rest)
    return replace(item, text=f"{text} {rest}")
