"""Excel workbooks → lines: each visible sheet's name, its texts, and the rows of its tables as people see them."""

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plans.errors import Reason, UnreadablePlan
from plans.grids import Cells, lines_of_grid
from plans.lines import Line, Lines, plain, plain_cell

_MOST_ROWS = 5_000  # filled rows of all sheets; the largest plan of a province has some hundred tasks
_MOST_COLUMNS = 60
_MOST_CELLS = 200_000
_PLACES = re.compile(r"0\.(0+)")
_CODE = re.compile(r"\d{1,2}(,\d{1,2}){1,2}")

Place = tuple[int, int]


@dataclass
class _Sheet:
    """The cells that hold something, by row and column, and what the sheet says about them."""

    cells: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def lines_of_workbook(data: bytes) -> Lines:
    """The lines of an .xlsx or .xlsm. Raises UnreadablePlan(TOO_MANY_LINES) for what no plan is as long as."""
    from openpyxl import load_workbook

    lines: list[Line] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of every feature it leaves out
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                _add_sheet(lines, sheet.title, _read(workbook, sheet))
    return Lines(tuple(lines))


def _add_sheet(lines: list[Line], title: str, sheet: _Sheet) -> None:
    number = lines[-1].number + 1 if lines else 1
    table = max((line.table or 0 for line in lines), default=0) + 1
    rows = [(number + row, cells) for row, cells in _rows(sheet)]
    if rows:
        lines += [Line(number, plain(title)), *lines_of_grid(rows, table)]


def _read(workbook: Any, sheet: Any) -> _Sheet:
    """The sheet's filled cells as text.

    openpyxl's own reader of a sheet's XML is used rather than its worksheets: those build every cell that a
    merged range or a dimension only claims, a thousand million of them if a file says so.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    read = _Sheet()
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=workbook.epoch,
            date_formats=workbook._date_formats,
            timedelta_formats=workbook._timedelta_formats,
        )
        filled_rows: set[int] = set()
        for row, cells in parser.parse():
            for cell in cells:
                if cell["column"] > _MOST_COLUMNS or cell["value"] is None:
                    continue
                text = _text(cell["value"], cell["data_type"], _format(workbook, cell["style_id"]))
                if text:
                    read.cells[row, cell["column"]] = text
                    filled_rows.add(row)
            if len(filled_rows) > _MOST_ROWS or len(read.cells) > _MOST_CELLS:
                raise UnreadablePlan(Reason.TOO_MANY_LINES)
        for merged in parser.merged_cells.mergeCell if parser.merged_cells else ():
            read.merged.append(merged.bounds)
        read.hidden_rows = {int(row) for row, looks in parser.row_dimensions.items() if _hidden(looks)}
        for looks in parser.column_dimensions.values():
            if _hidden(looks):
                last = min(int(looks["max"]), _MOST_COLUMNS)
                read.hidden_columns.update(range(int(looks["min"]), last + 1))
    return read


def _hidden(looks: dict[str, str]) -> bool:
    return looks.get("hidden") in {"1", "true"}


def _format(workbook: Any, style_id: int) -> str:
    styles = workbook._cell_styles
    if not 0 <= int(style_id) < len(styles):
        return "General"
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    number = styles[int(style_id)].numFmtId
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    return str(workbook._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])


def _rows(sheet: _Sheet) -> Iterator[tuple[int, Cells]]:
    """The visible rows with their merged cells, numbered from 1; one empty row stands for any number of them."""
    _spread_downwards(sheet)
    columns = sorted({column for _, column in sheet.cells} - sheet.hidden_columns)
    if not columns:
        return
    columns = [c for c in range(columns[0], columns[-1] + 1) if c not in sheet.hidden_columns]
    number, last = 0, None
    for row in sorted({row for row, _ in sheet.cells} - sheet.hidden_rows):
        if last is not None and row > last + 1:
            number += 1
            yield number, ("",) * len(columns)
        number, last = number + 1, row
        first, *others = (plain_cell(sheet.cells.get((row, column), "")) for column in columns)
        # "1.2" typed as a task's number became one and a fifth.
        yield number, (first.replace(",", ".") if _CODE.fullmatch(first) else first, *others)


def _spread_downwards(sheet: _Sheet) -> None:
    """Repeats a cell merged downwards in each filled row it spans; sideways it stands once, as in Word's tables."""
    filled = sorted({row for row, _ in sheet.cells})
    for left, top, right, bottom in sheet.merged:
        text = sheet.cells.get((top, left))
        for row in filled:
            if not top <= row <= bottom:
                continue
            for column in range(left, min(right, _MOST_COLUMNS) + 1):
                sheet.cells.pop((row, column), None)
            if text:
                sheet.cells[row, left] = text


def _text(value: Any, kind: str, shape: str) -> str:
    """The value as it is written in an office: 15/11/2026, 1.234,5, 95%."""
    if kind == "e":
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return _day(value, shape)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).strip()
    if "%" in shape:
        return _number(value * 100, shape) + "%"
    return _number(value, shape)


def _day(day: dt.date, shape: str) -> str:
    in_words = re.sub(r'"[^"]*"|\[[^\]]*\]', "", shape.lower())
    return f"{day:%d/%m/%Y}" if "d" in in_words or "y" not in in_words else f"{day:%m/%Y}"


def _number(value: float, shape: str) -> str:
    places = _PLACES.search(shape)
    digits = f"{value:,.{len(places[1])}f}" if places else f"{round(value, 6):,.6f}".rstrip("0").rstrip(".")
    if "," not in shape:
        digits = digits.replace(",", "")
    return digits.translate(str.maketrans(",.", ".,"))
