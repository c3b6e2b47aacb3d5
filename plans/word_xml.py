"""The inside of a .docx → lines: what a reader sees, so without tracked deletions, field codes, hidden text."""

from collections.abc import Iterable, Iterator

from plans.file_office import Package
from plans.grids import Cells, is_data
from plans.lines import Line, Lines, plain, plain_cell
from plans.word_numbering import Numbering
from plans.word_styles import Element, Styles, W, value

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = f"{_COMPATIBLE}Fallback"
_BOX = f"{W}txbxContent"
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", _BOX, _FALLBACK}
_WRAPPERS = {
    *(f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"),
    *(f"{_COMPATIBLE}AlternateContent", f"{_COMPATIBLE}Choice"),
}
_SIGNS = {
    **dict.fromkeys((f"{W}tab", f"{W}ptab"), " "),
    **dict.fromkeys((f"{W}br", f"{W}cr"), "\n"),
    f"{W}noBreakHyphen": "-",
}
# The Symbol font's letters that mean something in a plan; what else stands there is a bullet or an ornament.
_SYMBOLS = {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xAE: "→", 0x2D: "-", 0x2B: "+"}
_WIDEST_SPAN = 64
_DEEPEST = 20


def lines_of_document(package: Package, part: str) -> Lines:
    """Paragraphs and table rows in document order; numbers that Word generates stand in the text."""
    root: Element = package.tree(part)
    styles = Styles(package.tree(package.related(part, "/styles") or ""))
    numbering = Numbering(package.tree(package.related(part, "/numbering") or ""), styles)
    reader = _Reader(styles, numbering)
    reader.read(root.find(f"{W}body"))
    return Lines(tuple(reader.lines))


class _Reader:
    """Walks the body once, counting paragraphs as a txt file counts lines (empty ones too)."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self._styles = styles
        self._numbering = numbering
        self._number = 0
        self._tables = 0

    def read(self, container: Element) -> None:
        self._read(container, 0)

    def _read(self, container: Element, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for block, text in self._paragraphs(container):
            if block.tag == f"{W}p":
                self._add(text)
                for box in _boxes(block):
                    self._read(box, depth + 1)
            else:
                self._table(block, depth)

    def _paragraphs(self, container: Element) -> Iterator[tuple[Element, str]]:
        """Tables, and paragraphs with their text. One whose mark is deleted goes on in the next, as Word joins it."""
        open_text, last = "", None
        for block in _blocks(container):
            if block.tag == f"{W}p" and not self._styles.is_contents(block):
                text = self._text(block, self._styles.of(block))
                if _mark_is_deleted(block):
                    open_text, last = open_text + text, block
                    continue
                yield block, self._numbering.prefix(block) + open_text + text
                open_text, last = "", None
            elif block.tag == f"{W}tbl":
                if last is not None and open_text.strip():
                    yield last, open_text
                open_text, last = "", None
                yield block, ""
        if last is not None and open_text.strip():
            yield last, open_text

    def _add(self, text: str) -> None:
        for piece in text.split("\n"):
            self._number += 1
            if bare := plain(piece):
                self.lines.append(Line(self._number, bare))

    def _table(self, table: Element, depth: int) -> None:
        rows = [[cell for cell in _cells(row) if not _is_gone(cell)] for row in _rows(table)]
        if not is_data([tuple(map(_raw, cells)) for cells in rows]):
            for cell in _by_column(rows):
                self._read(cell, depth + 1)
            return
        self._tables += 1
        table_number, above = self._tables, Cells()
        for row, cells in zip(_rows(table), rows, strict=True):
            self._number += 1
            above = self._row(row, cells, above, depth)
            self.lines.append(Line(self._number, "", above, table_number))

    def _row(self, row: Element, cells: list[Element], above: Cells, depth: int) -> Cells:
        texts = [""] * _count(row, f"{W}trPr/{W}gridBefore", 0)
        for cell in cells:
            column = len(texts)
            if _continues(cell, "hMerge"):
                texts.append("")
                continue
            merged = _continues(cell, "vMerge") and column < len(above)
            texts += [above[column] if merged else self._cell(cell, depth)] + [""] * (_span(cell) - 1)
        return tuple(texts)

    def _cell(self, cell: Element, depth: int) -> str:
        """A cell's paragraphs; those of a table within it follow in their place."""
        if depth > _DEEPEST:
            return ""
        texts: list[str] = []
        for block, text in self._paragraphs(cell):
            if block.tag == f"{W}p":
                texts.append(text)
                texts += [self._cell(box, depth + 1) for box in _boxes(block)]
            else:
                texts += [self._cell(inner, depth + 1) for row in _rows(block) for inner in _cells(row)]
        return plain_cell("\n".join(texts))

    def _text(self, node: Element, style: str) -> str:
        pieces: list[str] = []
        for child in node.iterchildren():
            if child.tag == f"{W}r":
                pieces.append(self._styles.printed(child, style, _run_text(child)))
            elif child.tag not in _GONE and isinstance(child.tag, str):
                pieces.append(child.text or "" if child.tag == _MATH_TEXT else self._text(child, style))
        return "".join(pieces)


def _run_text(run: Element) -> str:
    pieces: list[str] = []
    for child in run.iterchildren():
        if child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag == f"{W}sym":
            pieces.append(_symbol(child))
    return "".join(pieces)


def _symbol(sign: Element) -> str:
    try:
        code = int(sign.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if sign.get(f"{W}font", "").lower() == "symbol" and code & 0xFF in _SYMBOLS:
        return _SYMBOLS[code & 0xFF]
    return "•" if 0xF000 <= code <= 0xF0FF or code < 0x100 else chr(min(code, 0xFFFD))


def _raw(cell: Element) -> str:
    """A cell's words, well enough to judge its table by."""
    return "\n".join(
        filter(str.strip, ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p")))
    )


def _blocks(container: Element) -> Iterator[Element]:
    for child in container.iterchildren():
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _WRAPPERS and not _is_table_of_contents(child):
            yield from _blocks(child)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Children of this tag, whether or not a content control is drawn around them."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in _inside(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None)


def _cells(row: Element) -> Iterator[Element]:
    return _inside(row, f"{W}tc")


def _boxes(node: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph, each once: older programs' copies of them are passed over."""
    for child in node.iterchildren():
        if child.tag == _BOX:
            yield child
        elif child.tag not in _GONE:
            yield from _boxes(child)


def _by_column(rows: Iterable[list[Element]]) -> Iterator[Element]:
    """The cells column by column: the left half of an office paper's foot is read before the right."""
    rows = list(rows)
    for column in range(max(map(len, rows), default=0)):
        yield from (cells[column] for cells in rows if column < len(cells))


def _is_table_of_contents(block: Element) -> bool:
    gallery = value(block, f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.lower() == "table of contents"


def _mark_is_deleted(paragraph: Element) -> bool:
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and any(marks.find(f"{W}{tag}") is not None for tag in ("del", "moveFrom"))


def _is_gone(cell: Element) -> bool:
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def _span(cell: Element) -> int:
    return max(1, _count(cell, f"{W}tcPr/{W}gridSpan", 1))


def _count(element: Element, path: str, otherwise: int) -> int:
    found = value(element, path) or ""
    return min(int(found), _WIDEST_SPAN) if found.isascii() and found.isdecimal() else otherwise


def _continues(cell: Element, direction: str) -> bool:
    """Whether the cell is merged with the one above it (vMerge) or to its left (hMerge)."""
    merge = cell.find(f"{W}tcPr/{W}{direction}")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"
