"""The plan as tables: which sheets and columns its workbook has, and what every cell shows.

The writer lays these out; the reader compares what came back with them. A cell that shows what it showed is
unchanged, so nothing that the sheets have no room for (a line's number, the words of a deadline) is lost.
The words are Vietnamese for everybody: they are part of the form, and are read back.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from locales.text import fold, nfc
from plans.calendar import ProposedPeriod
from plans.model import AreaDraft, PlanDocument, RoleDraft, TargetDraft, TaskDraft
from storage.enums import DueKind

Value = str | Decimal | date | None
Cells = tuple[Value, ...]

MARK_SHEET = "_dondoc"
FORM = 1  # raised when a sheet or column changes its meaning
HEADER_ROW = 3
FIRST_ROW = 4
YES = "có"
DROP = "x"
SEPARATOR = "; "
LONGEST = 30_000  # Excel holds 32,767 characters in a cell

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


class Sheet(StrEnum):
    """The sheets by the names they bear."""

    GUIDE = "Hướng dẫn"
    TASKS = "Nhiệm vụ"
    ROLES = "Chức danh"
    AREAS = "Lĩnh vực"
    TARGETS = "Chỉ tiêu"
    CALENDAR = "Lịch báo cáo"


class Choices(StrEnum):
    """What a cell's drop-down offers."""

    ROLES = "roles"
    AREAS = "areas"
    DUES = "dues"
    COMPARATORS = "comparators"
    YES = "yes"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Column:
    """`several`: the drop-down helps, but more than one may be written."""

    title: str
    width: float
    locked: bool = False
    choices: Choices | None = None
    several: bool = False
    day: bool = False
    number: bool = False


# The last column of every sheet is hidden and holds the row's key: see `rows_of`.
KEY = Column("khóa", 8, locked=True)
COLUMNS: Mapping[Sheet, tuple[Column, ...]] = {
    Sheet.TASKS: (
        Column("Mã", 7, locked=True),
        Column("Lĩnh vực", 20, choices=Choices.AREAS),
        Column("Nội dung nhiệm vụ", 50),
        Column("Chủ trì", 21, choices=Choices.ROLES),
        Column("Phối hợp", 21, choices=Choices.ROLES, several=True),
        Column("Sản phẩm", 17),
        Column("Loại hạn", 13, choices=Choices.DUES),
        Column("Ngày hạn", 13, day=True),
        Column("Bỏ", 5, choices=Choices.DROP),
        KEY,
    ),
    Sheet.ROLES: (
        Column("Tên chức danh", 46),
        Column("Cách viết khác", 46),
        Column("Đầu mối", 11, choices=Choices.YES),
        Column("Gộp vào", 40, choices=Choices.ROLES),
        KEY,
    ),
    Sheet.AREAS: (
        Column("Mã", 8, locked=True),
        Column("Tên lĩnh vực", 62),
        Column("Chủ trì", 46, choices=Choices.ROLES, several=True),
        KEY,
    ),
    Sheet.TARGETS: (
        Column("Mã", 8, locked=True),
        Column("Lĩnh vực", 26, choices=Choices.AREAS),
        Column("Nội dung chỉ tiêu", 58),
        Column("So sánh", 12, choices=Choices.COMPARATORS),
        Column("Giá trị", 14, number=True),
        Column("Đến", 14, number=True),
        Column("Đơn vị tính", 14),
        Column("Năm", 9, number=True),
        Column("Bỏ", 6, choices=Choices.DROP),
        KEY,
    ),
    Sheet.CALENDAR: (
        Column("Kỳ báo cáo", 28, locked=True),
        Column("Số liệu từ ngày", 18, day=True),
        Column("Đến ngày (chốt)", 18, day=True),
        Column("Bộ phận gửi hết ngày", 22, day=True),
        Column("Tổng hợp gửi hết ngày", 22, day=True),
        KEY,
    ),
}
# Empty rows to write new things in; a programme of years may bring periods, a plan none that we do not know.
SPARE: Mapping[Sheet, int] = {
    Sheet.TASKS: 30,
    Sheet.ROLES: 12,
    Sheet.AREAS: 6,
    Sheet.TARGETS: 15,
    Sheet.CALENDAR: 0,
}

DUES: Mapping[DueKind, str] = {
    DueKind.DATE: "ngày cụ thể",
    DueKind.WEEKLY: "hằng tuần",
    DueKind.MONTHLY: "hằng tháng",
    DueKind.QUARTERLY: "hằng quý",
    DueKind.HALF_YEARLY: "6 tháng",
    DueKind.YEARLY: "hằng năm",
    DueKind.ONGOING: "thường xuyên",
    DueKind.ON_REQUEST: "khi phát sinh",
}
COMPARATORS: Mapping[str, str] = {">=": "từ … trở lên", "<=": "không quá", "=": "bằng", "range": "từ … đến …"}
_PERIODS: Mapping[str, str] = {
    "Q1": "Quý I/{year}",
    "Q2": "Quý II/{year}",
    "Q3": "Quý III/{year}",
    "Q4": "Quý IV/{year}",
    "H1": "6 tháng đầu năm {year}",
    "H2": "6 tháng cuối năm {year}",
    "9M": "9 tháng năm {year}",
    "Y": "Năm {year}",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose workbook it is: the unit, the plan, and a stamp of the document it was made from."""

    unit_id: int
    plan_id: int
    stamp: str


def rows_of(document: PlanDocument, calendar: Sequence[ProposedPeriod]) -> dict[Sheet, tuple[Cells, ...]]:
    """Every sheet's rows; the last cell of each is its key, by which it is known when it comes back."""
    areas = area_labels(document)
    return {
        Sheet.TASKS: tuple(_task(task, areas) for task in document.tasks),
        Sheet.ROLES: tuple(_role(role) for role in document.roles),
        Sheet.AREAS: tuple(_area(area, document) for area in document.areas),
        Sheet.TARGETS: tuple(
            _target(target, place, areas) for place, target in enumerate(document.targets, start=1)
        ),
        Sheet.CALENDAR: tuple(_period(period) for period in calendar),
    }


def area_labels(document: PlanDocument) -> dict[str, str]:
    """What the sheets call each area: its name, or its code where the name does not tell it apart."""
    names = Counter(fold(area.name) for area in document.areas)
    return {
        area.code: clean(area.name) if fold(area.name) and names[fold(area.name)] == 1 else clean(area.code)
        for area in document.areas
    }


def period_label(code: str) -> str:
    """ "2026-Q1" → "Quý I/2026"; a code of another kind as it is."""
    year, _, kind = code.partition("-")
    return _PERIODS[kind].format(year=year) if kind in _PERIODS else code


def clean(text: str) -> str:
    """The text as a cell can hold it."""
    plain = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", plain)[:LONGEST]


def same(one: Value, other: Value) -> bool:
    """Whether two cells show the same; an empty text is nothing, and spaces do not count."""
    return _bare(one) == _bare(other)


def plain_value(value: object) -> Value:
    """What a cell of a workbook holds, as the form knows it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, bool):
        return DROP if value else None
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    text = clean(str(value)).strip()
    return text or None


def words(value: Value) -> str:
    """The cell in words: a number or a day typed where a text belongs is taken as it reads."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return " ".join(value.split())


def _bare(value: Value) -> Value:
    if isinstance(value, str):
        return " ".join(clean(value).split()) or None
    return value


def _task(task: TaskDraft, areas: Mapping[str, str]) -> Cells:
    return (
        clean(task.code),
        areas.get(task.area or "", task.area),
        clean(task.text),
        task.lead and clean(task.lead),
        clean(SEPARATOR.join(task.supports)),
        task.product and clean(task.product),
        DUES.get(task.due.kind),
        task.due.on,
        None,
        clean(task.code),
    )


def _role(role: RoleDraft) -> Cells:
    aliases = clean(SEPARATOR.join(role.aliases))
    return clean(role.name), aliases, YES if role.coordinator else None, None, clean(role.name)


def _area(area: AreaDraft, document: PlanDocument) -> Cells:
    leads = SEPARATOR.join(role.name for role in document.roles if area.code in role.leads)
    return clean(area.code), clean(area.name), clean(leads), clean(area.code)


def _target(target: TargetDraft, place: int, areas: Mapping[str, str]) -> Cells:
    return (
        f"CT{place}",
        areas.get(target.area or "", target.area),
        clean(target.text),
        COMPARATORS[target.comparator],
        target.value,
        target.upper,
        clean(target.unit),
        None if target.by_year is None else Decimal(target.by_year),
        None,
        f"CT{place}",
    )


def _period(period: ProposedPeriod) -> Cells:
    plan = period.plan
    return (
        period_label(plan.code),
        plan.window.first,
        plan.window.last,
        plan.officers_last_day,
        plan.summary_last_day,
        plan.code,
    )
