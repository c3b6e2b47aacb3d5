"""Web pages under the name .doc, as Word and some document systems save them → lines."""

import re
from typing import Any

from plans.errors import Reason, UnreadablePlan
from plans.grids import Cells, is_data
from plans.lines import Line, Lines, plain, plain_cell

_START = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100}|<!--.{0,400}?-->\s{0,100})?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SILENT = {"script", "style", "head", "title", "template"}
_BLOCKS = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "td",
    "th",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "body",
    "hr",
}
_WIDEST_SPAN = 64

Element = Any  # lxml's element


def is_html(text: str) -> bool:
    """Whether the text is a web page's source."""
    return _START.match(text[:1_000]) is not None


def lines_of_html(text: str) -> Lines:
    """What the page shows; its tables of data as rows. Raises UnreadablePlan(BROKEN)."""
    from lxml import html

    try:
        page = html.document_fromstring(_DECLARATION.sub("", text))
        lines: list[Line] = []
        _Reader(lines).read(page)
    except Exception as error:
        raise UnreadablePlan(Reason.BROKEN) from error
    return Lines(tuple(lines))


class _Reader:
    """Collects words until a block ends the line; a table of data stands by rows."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._words: list[str] = []
        self._tables = 0

    def read(self, node: Element) -> None:
        self._walk(node)
        self._end_line()

    def _walk(self, node: Element) -> None:
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            return
        block = node.tag in _BLOCKS
        if block:
            self._end_line()
        rows = _rows(node) if node.tag == "table" else []
        if is_data(rows):
            self._tables += 1
            self._lines += [
                Line(len(self._lines) + n, "", cells, self._tables) for n, cells in enumerate(rows, 1)
            ]
        else:
            self._words.append(node.text or "")
            for child in node:
                self._walk(child)
                self._words.append(child.tail or "")
        if block:
            self._end_line()

    def _end_line(self) -> None:
        if text := plain(" ".join("".join(self._words).split())):
            self._lines.append(Line(len(self._lines) + 1, text))
        self._words = []


def _rows(table: Element) -> list[Cells]:
    """The table's rows; merged cells as in Word's tables."""
    rows: list[Cells] = []
    open_below: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        waiting = [cell for cell in row if cell.tag in {"td", "th"}]
        while waiting or len(cells) in open_below:
            column = len(cells)
            if column in open_below:
                left, text = open_below.pop(column)
                if left > 1:
                    open_below[column] = (left - 1, text)
                cells.append(text)
                continue
            cell = waiting.pop(0)
            text = plain_cell("\n".join(_spoken(cell).splitlines()))
            if (down := _span(cell, "rowspan")) > 1:
                open_below[column] = (down - 1, text)
            cells += [text] + [""] * (_span(cell, "colspan") - 1)
        rows.append(tuple(cells))
    return rows


def _spoken(cell: Element) -> str:
    pieces = [" ".join((cell.text or "").split())]
    for child in cell.iterdescendants():
        if isinstance(child.tag, str):
            pieces.append(("\n" if child.tag in _BLOCKS else " ") + " ".join((child.text or "").split()))
        pieces.append(" " + " ".join((child.tail or "").split()))
    return "".join(pieces)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _WIDEST_SPAN) if value.isascii() and value.isdecimal() else 1
