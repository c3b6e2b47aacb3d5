"""A workbook is read as its sheets look, and refused when it is no plan's size."""

import datetime as dt
import io
import time
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from plans.errors import Reason, UnreadablePlan
from plans.files import read_lines
from plans.lines import Line

HEADING = ("STT", "Nhiệm vụ", "Phân công", None, "Hạn")
BELOW = (None, None, "Chủ trì", "Phối hợp", None)


def test_a_sheet_is_its_name_its_texts_and_its_tables() -> None:
    book, sheet = _book("Nhiệm vụ")
    _fill(sheet, [("UBND XÃ MINH HÒA", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("KẾ HOẠCH",), (), HEADING, BELOW])
    _fill(
        sheet, [("I", "THỂ CHẾ"), (1, "Rà soát", "Tư pháp", "Thuế", "Quý I"), ("Lĩnh vực khác",), (2, "Sửa", "Tư pháp")]
    )
    _fill(sheet, [(), ("Nơi nhận:", None, "TM. ỦY BAN NHÂN DÂN"), ("- Lưu: VT.", None, "CHỦ TỊCH"), (None, None, "Lê A")])
    sheet.merge_cells("A2:E2")
    sheet.merge_cells("A8:E8")
    for place in ("C4:D4", "A4:A5", "B4:B5", "E4:E5"):
        sheet.merge_cells(place)
    assert _seen(book) == [
        *("Nhiệm vụ", "UBND XÃ MINH HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH"),
        ("STT", "Nhiệm vụ", "Phân công", "", "Hạn"),
        ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Hạn"),
        ("I", "THỂ CHẾ", "", "", ""),
        ("1", "Rà soát", "Tư pháp", "Thuế", "Quý I"),
        ("Lĩnh vực khác", "", "", "", ""),
        ("2", "Sửa", "Tư pháp", "", ""),
        *("Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê A"),
    ]
    assert {line.table for line in _lines(book)} == {None, 1}


def test_a_cell_merged_downwards_repeats_its_text() -> None:
    book, sheet = _book()
    _fill(sheet, [("TT", "Lĩnh vực", "Chỉ tiêu"), (1, "Thể chế", "A"), (2, None, "B")])
    sheet.merge_cells("B2:B3")
    assert _seen(book)[-2:] == [("1", "Thể chế", "A"), ("2", "Thể chế", "B")]


def test_a_second_table_on_a_sheet_begins_at_its_title_or_heading() -> None:
    book, sheet = _book()
    rows = [("TT", "Việc", "Ai"), (1, "A", "B"), (), ("Bảng 2",), ("Kỳ", "Từ", "Đến"), ("Quý I", "1", "2")]
    _fill(sheet, [*rows, ("STT", "Khác", "Nữa"), (1, "C", "D")])
    assert [line.table for line in _lines(book)] == [None, 1, 1, None, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("value", "shape", "seen"),
    [
        (dt.datetime(2026, 11, 15), "dd/mm/yyyy", "15/11/2026"),
        (dt.date(2026, 3, 1), "mm/yyyy", "03/2026"),
        (95, "General", "95"),
        (95.0, "General", "95"),
        (95.5, "General", "95,5"),
        (1234.5, "#,##0.00", "1.234,50"),
        (1234567, "#,##0", "1.234.567"),
        (2026, "General", "2026"),
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95,5%"),
        ("  Quý I\n năm ", "General", "Quý I\nnăm"),
        ("#REF!", "General", ""),
        ("=1+1", "General", ""),  # never opened in Excel: nobody has computed it
    ],
)
def test_values_are_written_as_in_an_office(value: Any, shape: str, seen: str) -> None:
    book, sheet = _book()
    _fill(sheet, [("TT", "Nhiệm vụ", "Giá trị"), (1, "A", "B")])
    sheet["C2"] = value
    sheet["C2"].number_format = shape
    assert _seen(book)[-1] == ("1", "A", seen)


def test_a_formula_shows_what_was_computed() -> None:
    book, sheet = _book()
    _fill(sheet, [("TT", "Nhiệm vụ", "Giá trị"), (1, "A", "=40+2")])
    data = _rewritten(_saved(book), "xl/worksheets/sheet1.xml", lambda xml: xml.replace("<v />", "<v>42</v>").replace("<v></v>", "<v>42</v>"))
    assert _seen_data(data)[-1] == ("1", "A", "42")


def test_a_tasks_number_that_excel_took_for_a_fraction_is_put_right() -> None:
    book, sheet = _book()
    _fill(sheet, [("TT", "Nhiệm vụ", "Tỷ lệ"), (1.2, "A", 1.2)])
    assert _seen(book)[-1] == ("1.2", "A", "1,2")


def test_what_is_hidden_is_not_read() -> None:
    book, sheet = _book("Thấy")
    _fill(sheet, [("TT", "Nhiệm vụ", "Ẩn", "Ai"), (1, "A", "x", "B"), (2, "C", "x", "D")])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    _fill(book.create_sheet("Nháp"), [("mật",)])
    book["Nháp"].sheet_state = "hidden"
    assert _seen(book) == ["Thấy", ("TT", "Nhiệm vụ", "Ai"), ("2", "C", "D")]


def test_formatting_and_merges_over_the_whole_sheet_cost_nothing() -> None:
    book, sheet = _book()
    _fill(sheet, [("TT", "Nhiệm vụ", "Ai"), (1, "A", "B")])
    sheet["XFD1048576"].font = Font(bold=True)
    data = _rewritten(
        _saved(book),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>'),
    )
    begun = time.perf_counter()
    assert _seen_data(data)[-1] == ("1", "A", "B")
    assert time.perf_counter() - begun < 5


def test_a_sheet_of_ten_thousand_rows_is_refused_soon() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("x")
    for number in range(10_000):
        sheet.append([number, "Nhiệm vụ", "Ai"])
    data = _saved(book)
    begun = time.perf_counter()
    assert _refusal(data) is Reason.TOO_MANY_LINES
    assert time.perf_counter() - begun < 5


def test_a_broken_sheet_is_broken() -> None:
    data = _rewritten(_saved(_book()[0]), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    assert _refusal(data) is Reason.BROKEN


def test_a_macro_workbook_is_read_and_an_empty_one_is_empty() -> None:
    book, sheet = _book("Sheet")
    assert _refusal(_saved(book)) is Reason.EMPTY
    sheet["A1"] = "KẾ HOẠCH"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data = _rewritten(_saved(book), "[Content_Types].xml", lambda xml: xml.replace(kind, macro))
    assert _seen_data(data) == ["Sheet", "KẾ HOẠCH"]


def _book(title: str = "Bảng") -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return book, sheet


def _fill(sheet: Worksheet, rows: list[tuple[Any, ...]]) -> None:
    for cells in rows:
        sheet.append(cells)


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _rewritten(data: bytes, part: str, change: Any) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return buffer.getvalue()


def _lines(book: openpyxl.Workbook) -> tuple[Line, ...]:
    return read_lines("kh.xlsx", _saved(book)).lines


def _seen(book: openpyxl.Workbook) -> list[str | tuple[str, ...]]:
    return _seen_data(_saved(book))


def _seen_data(data: bytes) -> list[str | tuple[str, ...]]:
    return [line.text or line.cells for line in read_lines("kh.xlsx", data).lines]


def _refusal(data: bytes) -> Reason:
    with pytest.raises(UnreadablePlan) as caught:
        read_lines("kh.xlsx", data)
    return caught.value.reason
