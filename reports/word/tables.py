"""The annexes as tables; they lie landscape in a section of their own."""

from collections.abc import Sequence

from reports.content import (
    DisciplineRow,
    ProgressGroup,
    ReportContent,
    Statistics,
    StatisticsRow,
    TargetRow,
    Verdict,
)
from reports.derive import Derived
from reports.word.markup import Align, Cell, Row, paragraph, table
from reports.word.page import WIDE_TEXT_WIDTH
from reports.wording import NO_VALUE, amount, day

_VERDICTS: dict[Verdict, str] = {"met": "Đạt", "not_met": "Chưa đạt", "unknown": "Chưa xác định"}
_INCOMPLETE = " *"
_INCOMPLETE_NOTE = "* Chưa đủ số liệu của các kỳ thuộc cột này."
# From this many columns of figures on, twelve-point numbers in đồng no longer fit their cells.
_MANY_COLUMNS = 5
_NEW_PAGE = "<w:pageBreakBefore/>"


def annexes_xml(content: ReportContent) -> str:
    """All annexes, each from a new page."""
    first = _title(content, 1, "Thống kê số liệu cải cách hành chính", new_page=False)
    second = _title(content, 2, "Tiến độ thực hiện nhiệm vụ")
    third = _title(content, 3, "Tình hình nộp báo cáo của các bộ phận")
    return "".join(
        (
            first,
            _statistics(content.statistics),
            _targets(content.targets),
            second,
            _progress(content.progress),
            third,
            _discipline(content.discipline),
            # Word wants a paragraph behind the last table; this one takes no room.
            paragraph("Rule"),
        )
    )


def _title(content: ReportContent, number: int, title: str, *, new_page: bool = True) -> str:
    return (
        paragraph("AnnexTitle", f"Phụ lục {number}", properties=_NEW_PAGE if new_page else "")
        + paragraph("AnnexTitle", title.upper())
        + paragraph("AnnexNote", content.annex_note)
    )


def _header(titles: Sequence[str], style: str = "TableHead") -> Row:
    return Row([Cell(title, style) for title in titles], header=True)


def _group(title: str, columns: int) -> Row:
    return Row([Cell(title, "TableGroup", span=columns)])


def _statistics(statistics: Statistics) -> str:
    if not statistics.groups:
        return paragraph("TableNote", "Đơn vị chưa khai báo số liệu thống kê.")
    columns = statistics.columns
    small = len(columns) >= _MANY_COLUMNS
    code, unit = (11.0, 22.0) if small else (14.0, 30.0)
    cell = min(48.0, (WIDE_TEXT_WIDTH - code - unit - 56.0) / len(columns))
    name = WIDE_TEXT_WIDTH - code - unit - cell * len(columns)
    suffix = "Small" if small else ""
    rows = [_header(("STT", "Chỉ số", "Đơn vị tính", *columns), f"TableHead{suffix}")]
    for group in statistics.groups:
        rows.append(_group(group.title, 3 + len(columns)))
        rows += [_statistics_row(row, statistics.current, f"TableText{suffix}") for row in group.rows]
    cells = [one for group in statistics.groups for row in group.rows for one in row.cells]
    starred = any(one.missing and _said(one) for one in cells)
    note = paragraph("TableNote", _INCOMPLETE_NOTE) if starred else ""
    return table((code, name, unit, *[cell] * len(columns)), rows, borders=True, padding=1) + note


def _statistics_row(row: StatisticsRow, current: int, style: str) -> Row:
    cells = [
        Cell(row.spec.code, style, "center"),
        Cell(_name(row), style),
        Cell(row.spec.unit, style, "center"),
    ]
    for index, derived in enumerate(row.cells):
        gap = index == current and bool(derived.missing)
        cells.append(
            Cell("Chưa có" if gap and not _said(derived) else _printed(row, derived), style, "right", gap)
        )
    return Row(cells)


def _said(derived: Derived) -> bool:
    return derived.value is not None or derived.numerator is not None


def _printed(row: StatisticsRow, derived: Derived) -> str:
    """A value on as many lines as it has parts; two amounts in đồng do not fit beside each other."""
    printed = amount(row.spec, derived, with_unit=False).replace(" (", "\n(")
    if row.spec.unit == "đồng":
        printed = printed.replace("/", "/\n")
    return printed + _INCOMPLETE if derived.missing and _said(derived) else printed


def _name(row: StatisticsRow) -> str:
    if not row.spec.numerator:
        return row.spec.name
    return f"{row.spec.name} ({row.spec.numerator}/{row.spec.denominator})"


def _targets(targets: Sequence[TargetRow]) -> str:
    if not targets:
        return ""
    widths = (14.0, 118.0, 40.0, 50.0, 30.0)
    rows = [_header(("STT", "Chỉ tiêu", "Mức phải đạt", "Kết quả đến hết kỳ báo cáo", "Đánh giá"))]
    rows += [
        _row(
            (str(index), "center"),
            (row.text, "left"),
            (row.target, "center"),
            (row.actual, "center"),
            (_VERDICTS[row.verdict], "center"),
        )
        for index, row in enumerate(targets, 1)
    ]
    return paragraph("AnnexPart", "Tình hình thực hiện chỉ tiêu") + table(widths, rows, borders=True)


def _row(*cells: tuple[str, Align], gap: bool = False) -> Row:
    return Row([Cell(text, align=align, gap=gap) for text, align in cells])


def _progress(groups: Sequence[ProgressGroup]) -> str:
    if not groups:
        return paragraph("TableNote", "Kế hoạch chưa có nhiệm vụ.")
    widths = (15.0, 108.0, 45.0, 32.0, 18.0, 34.0)
    rows = [_header(("Mã", "Nhiệm vụ", "Chủ trì", "Trạng thái", "Tiến độ", "Ghi chú"))]
    for group in groups:
        rows.append(_group(group.title, len(widths)))
        rows += [
            Row(
                (
                    Cell(row.code, align="center"),
                    Cell(row.task, align="both"),
                    Cell(row.lead),
                    Cell(row.state, align="center", gap=row.gap),
                    Cell(row.percent, align="center"),
                    Cell(row.note),
                )
            )
            for row in group.rows
        ]
    return table(widths, rows, borders=True)


def _discipline(rows: Sequence[DisciplineRow]) -> str:
    widths = (12.0, 70.0, 28.0, 28.0, 30.0, 38.0, 46.0)
    head = _header(
        (
            "STT",
            "Bộ phận",
            "Nhiệm vụ đã báo cáo",
            "Số liệu đã gửi",
            "Ngày gửi gần nhất",
            "Đánh giá",
            "Nhập thay",
        )
    )
    body = [
        _row(
            (str(index), "center"),
            (row.role, "left"),
            (_share(row.tasks_answered, row.tasks_owed), "center"),
            (_share(row.figures_answered, row.figures_owed), "center"),
            (day(row.last_sent_on) if row.last_sent_on else NO_VALUE, "center"),
            (row.verdict, "center"),
            (", ".join(row.on_behalf_by) or NO_VALUE, "center"),
        )
        for index, row in enumerate(rows, 1)
    ]
    return table(widths, [head, *body], borders=True)


def _share(answered: int, owed: int) -> str:
    return f"{answered}/{owed}" if owed else NO_VALUE
