"""Tables of a plan: what each is for and what its columns say, whatever their order and headings.

A heading may take two rows ("Phân công" over "Chủ trì" and "Phối hợp"), is repeated on every page, and a row
that goes on under "nt", "-nt-" or quotation marks means what stands above it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from locales.text import fold
from plans.lines import Line, Lines


class Kind(Enum):
    """What a table holds."""

    TASKS = auto()
    TARGETS = auto()
    CALENDAR = auto()
    CRITERIA = auto()
    DUTIES = auto()  # a role and what it is responsible for
    AREAS = auto()  # a field and who leads it
    OTHER = auto()


# A column is about the first thing whose sign stands in its heading, and of one thing the first column counts.
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("code", r"^(tt|stt|so tt|so thu tu|ma( so)?|muc|diem)$|^(tt|stt)\b"),
    ("from", r"^(?!.*\bden\b).*\btu ngay\b|^tu$|^so lieu (tinh )?tu$|^(ngay )?bat dau$"),
    (
        "window",
        r"^(so lieu tinh|ky so lieu|khoang thoi gian)|^(thoi gian|thoi diem|pham vi|moc)( \w+)? so lieu"
        r"|^thoi (gian|diem) chot|\btu ngay\b.*\bden\b",
    ),
    ("to", r"\bden (het )?ngay\b|^den$|chot so lieu|thoi diem chot"),
    ("period", r"^(ky|loai|ten)( \w+)? bao cao|^bao cao$|^ky$"),
    (
        "officers",
        r"^(?!.*(tong hop|ubnd|cap tren|so noi vu)).*\b(gui|nop)\b"
        r"|^(?!.*(tong hop|cap tren|so noi vu|tinh|huyen))(cac|tung|cong chuc|don vi|bo phan)\b.*\b(gui|nop)\b",
    ),
    (
        "summary",
        r"\b(tong hop|gui (ubnd|so|cap tren|phong noi vu)|trinh)\b.*(truoc|han|ngay|cham nhat)"
        r"|^han (gui|nop)?.*(tong hop|ubnd|cap tren)|^ubnd\b.*\b(gui|nop|trinh|bao cao)\b"
        r"|\b(gui|nop|trinh) (ubnd|so noi vu|so|phong noi vu|cap tren)\b",
    ),
    ("maximum", r"diem (toi da|chuan|quy dinh|cao nhat)|thang diem|^diem td"),
    ("deducted", r"(diem )?(bi )?tru\b|diem mat|mat diem|con thieu"),
    (
        "achieved",
        r"diem (tu cham|tu danh gia|dat|cham|duoc|tham dinh)|^(tu cham|diem dat|tu danh gia|dat)\b"
        r"|ket qua (cham|danh gia)",
    ),
    ("reason", r"nguyen nhan|ly do|ton tai"),
    ("criterion", r"tieu chi"),
    ("unit", r"^(don vi|dvt|dv)( tinh)?$|^don vi tinh"),
    ("supports", r"phoi hop|lien quan thuc hien"),
    (
        "lead",
        r"chu tri|phu trach|(don vi|bo phan|co quan|phong|cong chuc|ca nhan|nguoi|chuc danh|to chuc"
        r"|cap)( \w+){0,2} (thuc hien|chiu trach nhiem|tham muu|duoc giao|giai quyet|dau moi)"
        r"|trach nhiem|dau moi|phan cong|^thuc hien$|^(don vi|bo phan|co quan|cong chuc)( tham muu)?$|^giao",
    ),
    ("due", r"thoi gian|thoi han|tien do|\bhan\b|hoan thanh|thoi diem|lo trinh"),
    ("product", r"san pham|ket qua(?! thuc hien nam)|dau ra"),
    ("duties", r"trach nhiem|nhiem vu duoc giao"),
    ("target", r"^(noi dung |ten |cac )?(chi tieu|muc tieu|chi so)(?!.*\b20\d\d)"),
    ("area", r"^linh vuc(?!.*\b(nhiem vu|noi dung|cong viec)\b)"),
    ("text", r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|ten (viec|de an)"),
    ("note", r"ghi chu"),
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_PAST = re.compile(r"thuc hien|ket qua|hien trang|dat duoc|uoc|da dat|so lieu nam|nam truoc|hien nay")
_WANTED = re.compile(r"ke hoach|muc tieu|chi tieu|phan dau|den (het )?nam|giao|nam 20\d\d|^20\d\d$")
_DITTO = re.compile(
    r"^\W*(?:nt|như trên|nhu tren|như trên\.?)\W*$|^[\"”“»«〃'’]{1,4}$|^/{2,}$|^-\s*[\"”]\s*-$", re.IGNORECASE
)
_NUMBERS_ROW = re.compile(r"^\(?\d{1,2}\)?$|^\(?[A-ZĐ]\)?$|^\(\d+\)=.*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by what their column is about, and the years of a table of targets."""

    cells: dict[str, str]
    line: int
    years: tuple[tuple[int, str], ...] = ()
    raw: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def without(self, column: str) -> "Row":
        """The row as if this column were empty."""
        return replace(self, cells={**self.cells, column: ""})

    @property
    def filled(self) -> int:
        """In how many different ways the row's cells are filled."""
        return len({cell for cell in self.raw if cell.strip()})


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heading was understood."""

    number: int
    kind: Kind
    rows: tuple[Row, ...]
    line: int
    columns: frozenset[str] = frozenset()
    headings: tuple[tuple[str, str], ...] = ()


def tables_of(lines: Lines, plan_year: int | None) -> dict[int, Table]:
    """The document's tables by their number; `plan_year` is the year of a column that only says "Kế hoạch"."""
    by_number: dict[int, list[Line]] = {}
    for line in lines.lines:
        if line.table is not None and line.cells:
            by_number.setdefault(line.table, []).append(line)
    tables: dict[int, Table] = {}
    columns: _Columns | None = None
    for number, rows in by_number.items():
        found = _heading(rows, plan_year)
        if found is None and columns is not None and _same_width(columns, rows):
            found = columns, 0  # a table that was cut in two and goes on without its heading
        if found is None:
            continue
        columns, first = found
        tables[number] = Table(
            number,
            columns.kind,
            tuple(_rows(rows[first:], columns)),
            rows[0].number,
            frozenset(columns.places),
            tuple((name, columns.headings[name]) for name in columns.places if name in columns.headings),
        )
    return tables


@dataclass(frozen=True, slots=True)
class _Columns:
    places: dict[str, int]
    years: tuple[tuple[int, int], ...]
    kind: Kind
    width: int
    headings: dict[str, str]


def _heading(rows: list[Line], plan_year: int | None) -> tuple[_Columns, int] | None:
    """The columns, and at which row the table's content begins."""
    for index in range(min(4, len(rows))):
        one = rows[index].cells
        two = _stacked(one, rows[index + 1].cells) if index + 1 < len(rows) else None
        for cells, height in ((two, 2), (one, 1)):
            if cells is None:
                continue
            columns = _columns(cells, plan_year)
            if columns.kind is not Kind.OTHER:
                return columns, index + height
    return None


def _stacked(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...] | None:
    """Two heading rows as one, when the second one says more under a cell that spans columns."""
    if len(upper) != len(lower) or not any(upper):
        return None
    repeated = sum(bool(a) and fold(a) == fold(b) for a, b in zip(upper, lower, strict=True))
    under_gap = any(not a and b for a, b in zip(upper, lower, strict=True))
    long = any(len(cell) > 60 for cell in lower)
    filled = [cell for cell in lower if cell]
    if long or not filled or not (repeated or (under_gap and not lower[0])):
        return None
    return tuple(low if low and fold(low) != fold(up) else up for up, low in zip(upper, lower, strict=True))


def _columns(cells: tuple[str, ...], plan_year: int | None) -> _Columns:
    places: dict[str, int] = {}
    years: list[tuple[int, int]] = []
    headings: dict[str, str] = {}
    for index, cell in enumerate(cells):
        folded = fold(cell)
        if not folded or len(folded) > 90:
            continue
        name = next((name for name, sign in _COLUMNS if name not in places and re.search(sign, folded)), None)
        year = _year_of(folded, plan_year) if name in {None, "target", "text", "product"} else None
        if year is not None and (name is None or places.keys() & {"target", "text"}):
            years.append((index, year))
        elif name is not None:
            places[name] = index
            headings[name] = cell
    if not years and "unit" in places and not places.keys() & {"lead", "target"}:
        places["lead"] = places.pop("unit")  # "Đơn vị" heads who does it where there is nothing to measure
        headings["lead"] = headings.pop("unit")
    return _Columns(places, tuple(years), _kind(places, years), len(cells), headings)


def _year_of(folded: str, plan_year: int | None) -> int | None:
    """The year of a column of wanted values; None for one of past results or of anything else."""
    if _PAST.search(folded) and not re.search(r"ke hoach|muc tieu|phan dau", folded):
        return None
    if (match := _YEAR.search(folded)) is not None:
        return int(match[1])
    return (
        plan_year if _WANTED.search(folded) or re.search(r"^gia tri|^ty le|^muc phan dau", folded) else None
    )


def _kind(places: dict[str, int], years: list[tuple[int, int]]) -> Kind:
    named = places.keys()
    if "maximum" in named and named & {"criterion", "text", "target"}:
        return Kind.CRITERIA
    if "criterion" in named and named & {"achieved", "deducted"}:
        return Kind.CRITERIA
    if ("period" in named and named & {"from", "to", "officers", "summary", "due", "window"}) or {
        "from",
        "to",
    } <= named:
        return Kind.CALENDAR
    if years and named & {"target", "text"} and not named & {"lead", "supports"}:
        return Kind.TARGETS
    if "target" in named and named & {"unit"} and not named & {"supports"}:
        return Kind.TARGETS
    if named & {"text", "criterion", "target"} and named & {"lead", "supports", "due", "product"}:
        return Kind.TASKS
    if "lead" in named and named & {"duties", "text"}:
        return Kind.DUTIES
    if {"area", "lead"} <= named:
        return Kind.AREAS
    return Kind.OTHER


def _same_width(columns: _Columns, rows: list[Line]) -> bool:
    return len(rows[0].cells) == columns.width and columns.kind in {Kind.TASKS, Kind.CRITERIA}


def _rows(lines: list[Line], columns: _Columns) -> Iterator[Row]:
    above: dict[str, str] = {}
    for line in lines:
        cells = {name: _cell(line, index) for name, index in columns.places.items()}
        filled = [cell for cell in line.cells if cell.strip()]
        if not filled or (all(_NUMBERS_ROW.match(cell.strip()) for cell in filled) and len(filled) > 2):
            continue
        if _repeats_heading(cells, columns):
            continue
        for name, cell in cells.items():
            if _DITTO.match(cell):
                cells[name] = above.get(name, "")
        above = {name: cell or above.get(name, "") for name, cell in cells.items()}
        years = tuple((year, _cell(line, index)) for index, year in columns.years)
        yield Row(cells, line.number, years, tuple(" ".join(cell.split()) for cell in line.cells))


def _repeats_heading(cells: dict[str, str], columns: _Columns) -> bool:
    same = [name for name, heading in columns.headings.items() if fold(cells.get(name, "")) == fold(heading)]
    return len(same) >= 2


def _cell(line: Line, index: int) -> str:
    return (
        "\n".join(" ".join(part.split()) for part in line.cells[index].split("\n")).strip()
        if index < len(line.cells)
        else ""
    )
