"""Rows of cells → lines: what is a table of data, and what is only set side by side."""

import re
from collections.abc import Iterable, Iterator, Sequence

from locales.text import fold
from plans.lines import Line

# Signs of the head and the foot of an office paper, which stand in two columns without being a table.
_PAPER = re.compile(
    r"^(cong hoa xa hoi chu nghia|doc lap tu do|noi nhan\b|so [\w ]{0,12}(kh|bc|qd|tb) ubnd"
    r"|(tm|kt|tuq|tl|q) (uy ban|ubnd|chu tich)"
    r"|(uy ban|hoi dong) nhan dan (xa|phuong|thi tran|huyen|dac khu)|chu tich$|pho chu tich$)"
)
_FIRST_COLUMN = frozenset({"stt", "tt", "so tt", "so thu tu", "muc", "ma", "ky bao cao"})

Cells = tuple[str, ...]


def is_paper(cell: str) -> bool:
    """Whether a cell holds a part of an office paper's head or foot."""
    return any(_PAPER.match(fold(line)) for line in cell.splitlines())


def is_data(rows: Sequence[Cells]) -> bool:
    """Whether a table says something by its rows, rather than only setting texts side by side."""
    columns = {column for cells in rows for column, cell in enumerate(cells) if cell}
    if len(columns) >= 3:
        return True
    full = sum(sum(map(bool, cells)) == 2 for cells in rows)
    return len(columns) == 2 and full >= 2 and not any(is_paper(cell) for cells in rows for cell in cells)


def lines_of_grid(rows: Iterable[tuple[int, Cells]], table: int) -> Iterator[Line]:
    """A sheet's rows as text lines and rows of tables, numbered from `table`.

    A row with one filled cell is text above, between and below tables, and an area's row inside one.
    Rows of the paper's head and foot are read column by column. Empty rows end nothing by themselves: a new
    table begins at a heading, or where a text after an empty row stands above it.
    """
    opened = gap = heading = False
    waiting: list[tuple[int, Cells]] = []
    for number, cells in [*rows, (0, ())]:
        filled = sum(map(bool, cells))
        paper = any(map(is_paper, cells)) or bool(waiting and _side_by_side(waiting))
        if number and (filled <= 1 or (paper and filled == 2) or (not opened and filled < 2)):
            gap = gap or not filled
            if filled:
                waiting.append((number, cells))
            continue
        above, heading = heading, bool(number) and _is_heading(cells)
        if not number or not opened or (heading and not above) or (gap and waiting):
            yield from _texts(waiting)
            table += opened
            opened = True
        else:
            yield from (Line(line, "", row, table) for line, row in waiting)
        waiting, gap = [], False
        if number:
            yield Line(number, "", cells, table)


def _is_heading(cells: Cells) -> bool:
    return fold(next(cell for cell in cells if cell)) in _FIRST_COLUMN


def _side_by_side(rows: list[tuple[int, Cells]]) -> bool:
    return sum(map(bool, rows[-1][1])) == 2 or any(
        fold(cell) == "noi nhan" for _, row in rows for cell in row
    )


def _texts(rows: list[tuple[int, Cells]]) -> Iterator[Line]:
    """Text lines: single cells as they come; cells set side by side column after column."""
    block: list[tuple[int, Cells]] = []
    for row in rows:
        if sum(map(bool, row[1])) == 1 and not _goes_on(block):
            yield from _by_column(block)
            block = []
        block.append(row)
    yield from _by_column(block)


def _goes_on(block: list[tuple[int, Cells]]) -> bool:
    return any(fold(cell) == "noi nhan" for _, row in block for cell in row)


def _by_column(rows: list[tuple[int, Cells]]) -> Iterator[Line]:
    width = max((len(cells) for _, cells in rows), default=0)
    for column in range(width):
        for number, cells in rows:
            if column < len(cells):
                yield from (Line(number, text) for text in cells[column].splitlines())
