"""The plan's workbook, to be filled in on a computer: a careful office sheet, printed on A4."""

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from plans.calendar import ProposedPeriod
from plans.model import PlanDocument
from plans.workbook_form import (
    COLUMNS,
    COMPARATORS,
    DROP,
    DUES,
    FIRST_ROW,
    FORM,
    HEADER_ROW,
    KEY,
    MARK_SHEET,
    SPARE,
    YES,
    Choices,
    Column,
    Mark,
    Sheet,
    Value,
    clean,
    rows_of,
)

_FONT = "Times New Roman"
_PLAIN = Font(name=_FONT, size=12)
_GREY = Font(name=_FONT, size=12, color="FF595959")
_PROPOSED = Font(name=_FONT, size=12, italic=True, color="FF7F6000")
_TITLE = Font(name=_FONT, size=14, bold=True)
_NOTE = Font(name=_FONT, size=11, italic=True, color="FF595959")
_HEADING = Font(name=_FONT, size=12, bold=True)
_HEADING_FILL = PatternFill("solid", fgColor="FFDDE6F0")
_LOCKED_FILL = PatternFill("solid", fgColor="FFF2F2F2")
_LINE = Side(style="thin", color="FFA6A6A6")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_DAY = "dd/mm/yyyy"
_NUMBER = "#,##0.##########"
_YEAR = "0"
_GUIDE_WIDTH = 105.0
_LETTERS = 1.2  # of these letters go into one unit of width
_LINE_HEIGHT = 16.0  # points, for 12-point letters
_HIGHEST = 400.0  # Excel's rows end at 409
_ROLE_HINT = "Chọn trong danh sách. Chức danh chưa có thì ghi thêm vào sheet Chức danh, sau đó chọn ở đây."
_AREA_HINT = "Chọn trong danh sách. Lĩnh vực chưa có thì ghi thêm vào sheet Lĩnh vực, sau đó chọn ở đây."
_LIST_HINT = "Đề nghị chọn một mục trong danh sách."
_SEVERAL_HINT = "Nhiều chức danh thì ghi cách nhau bằng dấu chấm phẩy (;)."
_NOTES: Mapping[Sheet, str] = {
    Sheet.TASKS: "Ô nền xám do chương trình ghi. Nhiệm vụ mới ghi ở các dòng trống cuối bảng, để trống cột Mã. "
    "Muốn bỏ nhiệm vụ, chọn x ở cột Bỏ.",
    Sheet.ROLES: "Đổi tên ngay tại cột Tên chức danh. Hai tên của cùng một chức danh: chọn ở cột Gộp vào "
    "tên được giữ lại.",
    Sheet.AREAS: "Chủ trì lĩnh vực là chủ trì của mọi nhiệm vụ trong lĩnh vực chưa ghi chủ trì riêng.",
    Sheet.TARGETS: "Cột Đến chỉ dùng khi so sánh là “từ … đến …”.",
    Sheet.CALENDAR: "Các ngày là ngày cuối cùng còn được tính. Ngày in nghiêng là lịch mẫu, văn bản không nêu.",
}
_GUIDE = (
    "Bảng này là nội dung của kế hoạch để đồng chí xem và sửa trên máy tính, sau đó gửi lại cho trợ lý "
    "ngay trong khung chat.",
    "1. Sửa trực tiếp vào các ô nền trắng. Ô nền xám do chương trình ghi, không sửa được.",
    "2. Sheet Nhiệm vụ: chọn chủ trì trong danh sách; để trống thì theo chủ trì của lĩnh vực.",
    "3. Hạn: chọn loại hạn; hạn theo ngày thì ghi vào cột Ngày hạn. Có thể ghi ngày (30/6/2026) hoặc bằng chữ "
    "(Quý II/2026; trước ngày 15/12/2026). Ngày ghi trong bảng là ngày cuối cùng còn trong hạn.",
    "4. Nhiệm vụ mới: ghi vào dòng trống cuối bảng, để trống cột Mã. Bỏ nhiệm vụ: chọn x ở cột Bỏ, "
    "không xóa dòng.",
    "5. Chức danh mới: ghi vào dòng trống của sheet Chức danh, tên mới sẽ có trong danh sách chọn. "
    "Hai chức danh thực ra là một: chọn ở cột Gộp vào.",
    "6. Lưu tệp (giữ dạng .xlsx) và gửi lại vào chat. Trợ lý báo những thay đổi để đồng chí đồng ý rồi mới "
    "áp dụng; nếu có ô chưa đúng, trợ lý chỉ rõ từng ô và chưa thay đổi gì.",
)


def workbook_of(document: PlanDocument, calendar: Sequence[ProposedPeriod], mark: Mark) -> bytes:
    """The .xlsx file: guide, tasks, roles, areas, targets, calendar, and the mark by which it is known again.

    `calendar` is the plan's reporting calendar with what the text gives and what is proposed.
    """
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    _write_guide(guide, document)
    rows = rows_of(document, calendar)
    lasts = {sheet: FIRST_ROW + len(rows[sheet]) + SPARE[sheet] - 1 for sheet in COLUMNS}
    for sheet in COLUMNS:
        table = book.create_sheet(sheet.value)
        _write_table(table, sheet, rows[sheet], lasts)
        _set_up_page(table, len(COLUMNS[sheet]))
    _tell_proposals(book[Sheet.CALENDAR.value], calendar)
    _write_mark(book, mark)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put_text(cell: Cell, text: str) -> None:
    """Writes a text that stays a text, whatever it begins with: a plan must never run as a formula."""
    cell.value = text
    if text[:1] in ("=", "+", "-", "@"):
        cell.data_type = "s"
        cell.quotePrefix = True  # so that it is still a text after somebody has edited it


def _write_guide(guide: Worksheet, document: PlanDocument) -> None:
    guide.title = Sheet.GUIDE.value
    guide.column_dimensions["A"].width = _GUIDE_WIDTH
    _line(guide, 1, "BẢNG NỘI DUNG KẾ HOẠCH", _TITLE)
    _line(guide, 2, clean(document.title), _HEADING)
    for place, text in enumerate(_GUIDE, start=4):
        _line(guide, place, text, _PLAIN)
    guide.protection.sheet = True
    guide.sheet_view.showGridLines = False
    _set_up_page(guide, 1)


def _line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    cell = _cell(sheet, row, 1)
    put_text(cell, text)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[row].height = _LINE_HEIGHT * _lines(text, _GUIDE_WIDTH) + 6


def _write_table(
    table: Worksheet, sheet: Sheet, rows: Sequence[Sequence[Value]], lasts: Mapping[Sheet, int]
) -> None:
    columns = COLUMNS[sheet]
    _write_heading(table, sheet, columns)
    for number in range(FIRST_ROW, lasts[sheet] + 1):
        place = number - FIRST_ROW
        values = rows[place] if place < len(rows) else (None,) * len(columns)
        for at, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
            _write_cell(_cell(table, number, at), column, value)
        table.row_dimensions[number].height = _height(zip(columns, values, strict=True))
    for at, column in enumerate(columns, start=1):
        table.column_dimensions[get_column_letter(at)].width = column.width
        table.column_dimensions[get_column_letter(at)].hidden = column is KEY
        if column.choices is not None:
            _offer(table, get_column_letter(at), column, lasts[sheet], lasts)
    table.freeze_panes = f"B{FIRST_ROW}"
    table.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    _protect(table)


def _height(cells: Iterable[tuple[Column, Value]]) -> float:
    """Room for the longest wrapped text: not every program fits the rows by itself."""
    lines = (
        _lines(value, column.width) for column, value in cells if isinstance(value, str) and column is not KEY
    )
    return min(_LINE_HEIGHT * max(lines, default=1) + 3, _HIGHEST)


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(len(line) / (_LETTERS * width))) for line in text.split("\n"))


def _write_heading(table: Worksheet, sheet: Sheet, columns: Sequence[Column]) -> None:
    for row, text, font in ((1, sheet.value.upper(), _TITLE), (2, _NOTES[sheet], _NOTE)):
        over = _cell(table, row, 1)
        over.value, over.font = text, font
    table.row_dimensions[1].height = 24
    table.row_dimensions[HEADER_ROW].height = 34
    for at, column in enumerate(columns, start=1):
        head = _cell(table, HEADER_ROW, at)
        head.value = column.title
        head.font, head.fill, head.border = _HEADING, _HEADING_FILL, _BORDER
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write_cell(cell: Cell, column: Column, value: Value) -> None:
    cell.font, cell.border = (_GREY if column.locked else _PLAIN), _BORDER
    cell.protection = Protection(locked=column.locked)
    if column.locked:
        cell.fill = _LOCKED_FILL
    centred = column.day or column.width < 16
    cell.alignment = Alignment(horizontal="center" if centred else None, vertical="top", wrap_text=True)
    if column.day:
        cell.number_format = _DAY
    elif column.number:
        cell.number_format = _YEAR if column.title == "Năm" else _NUMBER
    else:
        cell.number_format = "@"
    if isinstance(value, str):
        put_text(cell, value)
    elif isinstance(value, date | Decimal):
        cell.value = value


def _offer(table: Worksheet, letter: str, column: Column, last: int, lasts: Mapping[Sheet, int]) -> None:
    """A drop-down. It reads the sheets themselves, so that what is newly typed there can be chosen at once."""
    sources = {
        Choices.ROLES: (f"'{Sheet.ROLES}'!$A${FIRST_ROW}:$A${lasts[Sheet.ROLES]}", _ROLE_HINT),
        Choices.AREAS: (f"'{Sheet.AREAS}'!$B${FIRST_ROW}:$B${lasts[Sheet.AREAS]}", _AREA_HINT),
        Choices.DUES: (_listed(DUES.values()), _LIST_HINT),
        Choices.COMPARATORS: (_listed(COMPARATORS.values()), _LIST_HINT),
        Choices.YES: (_listed([YES]), _LIST_HINT),
        Choices.DROP: (_listed([DROP]), _LIST_HINT),
    }
    assert column.choices is not None
    source, hint = sources[column.choices]
    offered = DataValidation(type="list", formula1=source, allow_blank=True)
    offered.errorTitle, offered.error = column.title, hint
    offered.showErrorMessage = not column.several
    if column.several:
        offered.showInputMessage, offered.promptTitle, offered.prompt = True, column.title, _SEVERAL_HINT
    offered.add(f"{letter}{FIRST_ROW}:{letter}{last}")
    table.add_data_validation(offered)


def _listed(values: Iterable[str]) -> str:
    return '"' + ",".join(values) + '"'


def _protect(table: Worksheet) -> None:
    """Keys cannot be typed over by accident; no password, for it guards against nothing else."""
    table.protection.sheet = True
    table.protection.formatColumns = False
    table.protection.formatRows = False
    table.protection.formatCells = False


def _set_up_page(table: Worksheet, columns: int) -> None:
    """A4 landscape, as wide as the page, numbered; the heading comes again on every page."""
    table.page_setup.orientation = "landscape"
    table.page_setup.paperSize = 9
    table.page_setup.fitToWidth, table.page_setup.fitToHeight = 1, 0
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    table.page_margins.left = table.page_margins.right = 0.5
    table.page_margins.top = table.page_margins.bottom = 0.6
    table.oddFooter.center.text = "Trang &P/&N"  # type: ignore[union-attr]
    table.print_options.horizontalCentered = columns > 1


def _tell_proposals(table: Worksheet, calendar: Sequence[ProposedPeriod]) -> None:
    """Days that are not the text's own stand in italics."""
    for number, period in enumerate(calendar, start=FIRST_ROW):
        given = (period.window_given, period.window_given, period.officers_given, period.summary_given)
        for at, from_text in enumerate(given, start=2):
            if not from_text:
                table.cell(number, at).font = _PROPOSED


def _write_mark(book: Workbook, mark: Mark) -> None:
    """In the file's properties and on a sheet that nobody sees: some programs keep only one of them."""
    hidden = book.create_sheet(MARK_SHEET)
    hidden.sheet_state = "veryHidden"
    values = {"form": FORM, "unit": mark.unit_id, "plan": mark.plan_id, "stamp": mark.stamp}
    properties = book.custom_doc_props  # type: ignore[attr-defined]
    for row, (name, value) in enumerate(values.items(), start=1):
        hidden.cell(row, 1, name)
        hidden.cell(row, 2, str(value))
        properties.append(StringProperty(name=f"dondoc-{name}", value=str(value)))


def _cell(table: Worksheet, row: int, column: int) -> Cell:
    """No cell of these sheets is merged."""
    return cast(Cell, table.cell(row, column))
