"""A workbook as it was sent → its mark and its cells. The container is checked before anything parses it."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from plans.file_office import is_bomb
from plans.workbook_form import COLUMNS, FIRST_ROW, FORM, MARK_SHEET, Cells, Mark, Sheet, Value, plain_value

MAX_ROWS = 3_000  # in one sheet; a long plan has a tenth of it
_MAX_ENTRIES = 500
_MAX_UNPACKED = 12 * 1024 * 1024
_RATIO_MATTERS_FROM = 4 * 1024 * 1024
_ROW = re.compile(rb"<(?:\w+:)?row[ >]")
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")


class BookReason(StrEnum):
    """Why a workbook of ours is not taken; the chat puts it into words."""

    BROKEN = "broken"
    TOO_BIG = "too_big"
    MACROS = "macros"


class UnreadableBook(Exception):  # noqa: N818 - as plans.errors.UnreadablePlan
    """The workbook bears our mark but cannot be read; trying again will not help."""

    permanent = True

    def __init__(self, reason: BookReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something, by its number in the sheet; `cells` as in `rows_of`, the key last."""

    number: int
    cells: Cells

    @property
    def key(self) -> Value:
        return self.cells[-1]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that came back. A sheet somebody deleted is not among the `sheets`."""

    mark: Mark
    sheets: Mapping[Sheet, tuple[Row, ...]]


def is_ours(data: bytes) -> bool:
    """Whether the file is a workbook that we made, as far as can be seen without unpacking all of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = {entry.filename: entry.file_size for entry in package.infolist()}
            return any(
                sign in package.read(part)
                for part, sign in (
                    ("xl/workbook.xml", MARK_SHEET.encode()),
                    ("docProps/custom.xml", b"dondoc-"),
                )
                if sizes.get(part, _MAX_UNPACKED) < 1024 * 1024
            )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def read_book(data: bytes) -> Book:
    """The cells of a workbook of ours. Raises UnreadableBook."""
    check_container(data)
    try:
        return _read(data)
    except UnreadableBook:
        raise
    except Exception as error:
        raise UnreadableBook(BookReason.BROKEN) from error


def check_container(data: bytes) -> None:
    """Raises UnreadableBook for what swells, runs macros, or has far more rows than a plan."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as e:
        raise UnreadableBook(BookReason.BROKEN) from e


def _check(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if is_bomb(entries, _MAX_ENTRIES, _MAX_UNPACKED, _RATIO_MATTERS_FROM):
        raise UnreadableBook(BookReason.TOO_BIG)
    if any("vbaproject" in entry.filename.lower() for entry in entries):
        raise UnreadableBook(BookReason.MACROS)
    for entry in entries:
        content = package.read(entry) if entry.filename.endswith((".xml", ".rels")) else b""
        if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content:
            raise UnreadableBook(BookReason.BROKEN)
        if _SHEET_PART.fullmatch(entry.filename) and sum(1 for _ in _ROW.finditer(content)) > MAX_ROWS:
            raise UnreadableBook(BookReason.TOO_BIG)


def _read(data: bytes) -> Book:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    sheets = {
        sheet: _rows(book[sheet.value], len(COLUMNS[sheet])) for sheet in COLUMNS if sheet in book.sheetnames
    }
    return Book(_mark(book), sheets)


def _rows(table: Any, width: int) -> tuple[Row, ...]:
    if table.max_row > MAX_ROWS:  # one row at the very end of the sheet is enough for millions of empty cells
        raise UnreadableBook(BookReason.TOO_BIG)
    rows = table.iter_rows(min_row=FIRST_ROW, max_col=width, values_only=True)
    found = (
        Row(number, tuple(map(plain_value, cells))) for number, cells in enumerate(rows, start=FIRST_ROW)
    )
    return tuple(row for row in found if any(cell is not None for cell in row.cells))


def _mark(book: Any) -> Mark:
    """From the hidden sheet, else from the properties. Raises UnreadableBook when they contradict each other."""
    properties = {p.name.removeprefix("dondoc-"): str(p.value) for p in book.custom_doc_props.props}
    hidden: dict[str, str] = {}
    if MARK_SHEET in book.sheetnames:
        pairs = book[MARK_SHEET].iter_rows(max_row=8, max_col=2, values_only=True)
        hidden = {str(name): str(value) for name, value in pairs if name is not None}
    names = ("form", "unit", "plan", "stamp")
    contradicts = any(hidden[n] != properties[n] for n in names if n in hidden and n in properties)
    values = properties | hidden
    if contradicts or values.get("form") != str(FORM):
        raise UnreadableBook(BookReason.BROKEN)
    return Mark(int(values["unit"]), int(values["plan"]), values["stamp"])
