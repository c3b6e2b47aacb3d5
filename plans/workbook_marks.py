"""The same workbook with the wrong cells coloured, each with a remark that says what is wrong."""

import io
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

_AUTHOR = "Đôn Đốc"
_WRONG = PatternFill("solid", fgColor="FFFFC7CE")
_RIGHT = PatternFill()


def with_marks(data: bytes, remarks: Iterable[tuple[str, str, str]]) -> bytes:
    """The workbook, of which plans.workbook_file knows that it can be read, with a remark on each cell.

    `remarks`: sheet, cell, words. Marks of an earlier round are taken away first.
    """
    book = load_workbook(io.BytesIO(data))
    for table in book.worksheets:
        for row in table.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == _AUTHOR:
                    cell.comment, cell.fill = None, _RIGHT
    for sheet, place, words in remarks:
        if sheet not in book.sheetnames:
            continue
        cell = book[sheet][place]
        said = words if cell.comment is None else f"{cell.comment.text}\n{words}"
        cell.fill = _WRONG
        cell.comment = Comment(said, _AUTHOR, height=110, width=300)
    first = next((book[sheet] for sheet, _, _ in remarks if sheet in book.sheetnames), None)
    if first is not None:
        book.active = first
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
