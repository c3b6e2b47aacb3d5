"""The inside of a .docx → lines: what a reader sees, so without tracked deletions and field codes."""

import io
from collections.abc import Iterator
from typing import Any

from plans.lines import Line, Lines, plain
from plans.word_numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}txbxContent", _FALLBACK}
_WRAPPERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"}
_SIGNS = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_DATA_COLUMNS = 3  # two columns are the head and the foot of an office paper, set side by side

Element = Any  # lxml's element, which python-docx does not type


def lines_of_document(data: bytes) -> Lines:
    """Paragraphs and table rows in document order; numbers that Word generates stand in the text."""
    import docx

    document = docx.Document(io.BytesIO(data))
    reader = _Reader(Numbering(document))
    reader.read(document.element.body)
    return Lines(tuple(reader.lines))


class _Reader:
    """Walks the body once, counting paragraphs as a txt file counts lines (empty ones too)."""

    def __init__(self, numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self._numbering = numbering
        self._number = 0
        self._tables = 0

    def read(self, container: Element) -> None:
        for block in _blocks(container):
            if block.tag == f"{_W}p":
                self._paragraph(block)
            elif _columns(block) < _DATA_COLUMNS:
                for cell in _cells_of(block):
                    self.read(cell)
            else:
                self._table(block)

    def _paragraph(self, paragraph: Element) -> None:
        for piece in (self._numbering.prefix(paragraph) + _text(paragraph)).split("\n"):
            self._number += 1
            if text := plain(piece):
                self.lines.append(Line(self._number, text))

    def _table(self, table: Element) -> None:
        self._tables += 1
        above: list[str] = []
        for row in table.iterchildren(f"{_W}tr"):
            self._number += 1
            above = self._row(row, above)
            self.lines.append(Line(self._number, "", tuple(above), self._tables))

    def _row(self, row: Element, above: list[str]) -> list[str]:
        cells: list[str] = []
        for cell in row.iterchildren(f"{_W}tc"):
            column = len(cells)
            merged = _continues(cell) and column < len(above)
            text = above[column] if merged else self._cell(cell)
            cells += [text] + [""] * (_span(cell) - 1)
        return cells

    def _cell(self, cell: Element) -> str:
        paragraphs = [self._numbering.prefix(p) + _text(p) for p in cell.iter(f"{_W}p")]
        return "\n".join(text for text in map(plain, "\n".join(paragraphs).split("\n")) if text)


def _blocks(container: Element) -> Iterator[Element]:
    for child in container.iterchildren():
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _text(node: Element) -> str:
    pieces: list[str] = []
    for child in node.iterchildren():
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag not in _GONE:
            pieces.append(_text(child))
    return "".join(pieces)


def _columns(table: Element) -> int:
    return max((sum(map(_span, row.iterchildren(f"{_W}tc"))) for row in table.iter(f"{_W}tr")), default=0)


def _cells_of(table: Element) -> Iterator[Element]:
    """The cells column by column: the left half of an office paper's foot is read before the right."""
    rows = [list(row.iterchildren(f"{_W}tc")) for row in table.iterchildren(f"{_W}tr")]
    for column in range(_columns(table)):
        for row in rows:
            if column < len(row):
                yield row[column]


def _span(cell: Element) -> int:
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = "1" if found is None else found.get(f"{_W}val", "1")
    return min(int(value), 64) if value.isdecimal() else 1


def _continues(cell: Element) -> bool:
    """Whether the cell is merged with the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"
