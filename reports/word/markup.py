"""WordprocessingML as text. A report is a thousand small elements: written as text and parsed once, they cost
a fraction of what building them one by one through python-docx costs (its `table.cell` is quadratic)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What XML 1.0 cannot carry in any form, and what Word then refuses to open.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Align = Literal["left", "center", "right", "both"]


def twips(millimetres: float) -> int:
    """Word's unit: a twentieth of a point."""
    return round(millimetres * 1440 / 25.4)


def without_controls(text: str) -> str:
    """The text without what XML cannot carry."""
    return _NOT_XML.sub("", text)


def xml_text(text: str) -> str:
    """Any text, safe inside an element."""
    return escape(without_controls(text))


def run(text: str, *, properties: str = "") -> str:
    """A run of text; line breaks in it become Word's."""
    lines = xml_text(text).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>" if properties else f"<w:r>{inner}</w:r>"


def paragraph(
    style: str, text: str = "", *, gap: bool = False, properties: str = "", align: Align | None = None
) -> str:
    """A paragraph in a named style; a gap is highlighted so that nobody signs it unseen."""
    justify = f'<w:jc w:val="{align}"/>' if align else ""
    inside = run(text, properties='<w:highlight w:val="yellow"/>' if gap else "") if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{justify}</w:pPr>{inside}</w:p>'


def rule(left: float, right: float) -> str:
    """A line between two indents (mm): an empty paragraph's border, drawn alike by Word and LibreOffice."""
    return (
        '<w:p><w:pPr><w:pStyle w:val="Rule"/>'
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:firstLine="0"/></w:pPr></w:p>'
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: ready-made paragraphs, or text in a style."""

    text: str = ""
    style: str = "TableText"
    align: Align | None = None
    gap: bool = False
    span: int = 1
    paragraphs: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, never split over two pages; `header` rows are repeated on every page."""

    cells: Sequence[Cell]
    header: bool = False


def table(widths: Sequence[float], rows: Iterable[Row], *, borders: bool, padding: float = 1.5) -> str:
    """A table of fixed column widths (mm)."""
    side = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if borders else 'w:val="nil"'
    edges = "".join(
        f"<w:{edge} {side}/>" for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margin = f'w:w="{twips(padding)}" w:type="dxa"'
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:left {margin}/><w:right {margin}/></w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(widths, row) for row in rows)}</w:tbl>"
    )


def _row(widths: Sequence[float], row: Row) -> str:
    inside, column = [], 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        content = cell.paragraphs or paragraph(cell.style, cell.text, gap=cell.gap, align=cell.align)
        inside.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}</w:tcPr>{content}</w:tc>'
        )
        column += cell.span
    header = "<w:tblHeader/>" if row.header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(inside)}</w:tr>"
