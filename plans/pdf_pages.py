"""What the process does that takes a PDF apart: the file on its standard input, JSON on its output.

PDFium is native code that reads a stranger's file. Here it may crash, hang or swell: `plans.file_pdf` ends the
process and the bot goes on.
"""

import ctypes
import json
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any

from plans.pdf_tables import Box, Grid, Rule, grids_of

MOST_PAGES = 600
_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_RULES = 4_000
_LONG_RULE = 4.0  # points; shorter strokes are parts of letters and ornaments
_AFTER_SPACE = re.compile(r"\S\s+(?=\S)")
_WIDE_GAP = 36.0  # points; no justified line is as loose
_LONGEST_MARKER = 6  # "1.2.3." may stand far from its text
_WRONG_PASSWORD = 4
_PICTURE = 0.5  # of the page: a scan, not an emblem


def main() -> None:
    """Writes {"pages": […]} or {"refused": reason}."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    json.dump(_taken_apart(sys.stdin.buffer.read()), sys.stdout)


def _taken_apart(data: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"refused": "password" if error.err_code == _WRONG_PASSWORD else "broken"}
    if len(document) > MOST_PAGES:
        return {"refused": "too_many_lines"}
    pages = []
    for index in range(len(document)):
        page = document[index]
        pages.append(_page(page))
        page.close()
    return {"pages": pages}


def _page(page: Any) -> dict[str, Any]:
    """The page's lines as [text, left, bottom, right], its tables, and whether a picture fills it."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    rules, pictured = _drawn(page, width * height)
    grids = grids_of(rules) if len(rules) <= _MOST_RULES and not page.get_rotation() else []
    return {
        "height": height,
        "picture": pictured,
        "lines": list(_lines(textpage)),
        "tables": [_table(textpage, grid) for grid in grids],
    }


def _lines(textpage: Any) -> Iterator[tuple[str, float, float, float]]:
    start = 0
    for line in textpage.get_text_range().split("\r\n"):
        begin = 0
        for end in [*_cuts(textpage, line, start), len(line)]:
            piece = line[begin:end]
            if piece.strip():
                first = start + begin + len(piece) - len(piece.lstrip())
                left, bottom, _, _ = textpage.get_charbox(first, loose=True)
                last = start + begin + len(piece.rstrip()) - 1
                yield piece.strip(), left, bottom, textpage.get_charbox(last, loose=True)[2]
            begin = end
        start += len(line) + 2


def _cuts(textpage: Any, line: str, start: int) -> Iterator[int]:
    """Where a line is really two texts side by side: PDFium writes one height as one line."""
    for word in _AFTER_SPACE.finditer(line):
        if word.start() > _LONGEST_MARKER:
            before = textpage.get_charbox(start + word.start(), loose=True)[2]
            if textpage.get_charbox(start + word.end(), loose=True)[0] - before > _WIDE_GAP:
                yield word.end()


def _table(textpage: Any, grid: Grid) -> dict[str, Any]:
    texts = [
        " ".join(textpage.get_text_bounded(left + 1, bottom + 1, right - 1, top - 1).split())
        for left, bottom, right, top in grid.cells
    ]
    rows = [[texts[cell] if shown else "" for cell, shown in row] for row in grid.rows]
    return {"box": grid.box, "columns": grid.columns, "rows": rows}


def _drawn(page: Any, area: float) -> tuple[list[Rule], bool]:
    """The page's straight strokes, and whether a picture covers much of it."""
    import pypdfium2.raw as pdfium

    rules: list[Rule] = []
    pictured = False
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]):
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = drawn.get_bounds()
            pictured = pictured or (right - left) * (top - bottom) >= _PICTURE * area
        elif len(rules) <= _MOST_RULES:
            rules += _strokes(drawn, pdfium)
    return rules, pictured


def _strokes(path: Any, pdfium: Any) -> Iterator[Rule]:
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for index in range(min(pdfium.FPDFPath_CountSegments(path), 200)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point: tuple[float, float] = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif last is not None:
            yield from _rule(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _rule(point, start)
        last = point


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    box: Box = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
    wide, high = box[2] - box[0], box[3] - box[1]
    if max(wide, high) >= _LONG_RULE and min(wide, high) <= 1:
        yield Rule(across=wide > high, box=box)
