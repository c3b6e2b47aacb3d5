"""One row of a workbook that came back, cell by cell: what it says, whether that is new, what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from locales.text import fold
from plans.due import due_of
from plans.workbook_file import Row
from plans.workbook_form import COLUMNS, Cells, Sheet, same, words

_LETTERS = "ABCDEFGHIJ"  # no sheet has more columns
_LONGEST_TEXT = 5_000
LONGEST_NAME = 300
_YES = frozenset({"co", "x", "yes", "1"})
_NO = frozenset({"", "khong", "no", "0"})
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")


class CellProblem(StrEnum):
    """What can be wrong with a cell; the values each one carries stand beside it."""

    SHEET_MISSING = "sheet_missing"
    ROW_MISSING = "row_missing"  # key
    KEY_UNKNOWN = "key_unknown"  # key
    KEY_TWICE = "key_twice"  # key
    MISSING = "missing"  # column
    TOO_LONG = "too_long"  # most
    ROLE_UNKNOWN = "role_unknown"  # name
    AREA_UNKNOWN = "area_unknown"  # name
    NAME_TWICE = "name_twice"  # name
    MERGED_INTO_ITSELF = "merged_into_itself"  # name
    SEVERAL_COORDINATORS = "several_coordinators"
    YES_OR_NO = "yes_or_no"  # value
    KIND_UNKNOWN = "kind_unknown"  # value
    DUE_UNKNOWN = "due_unknown"  # value
    DUE_WITHOUT_DAY = "due_without_day"
    DUE_WITH_DAY = "due_with_day"  # kind
    NUMBER_UNKNOWN = "number_unknown"  # value
    COMPARATOR_UNKNOWN = "comparator_unknown"  # value
    UPPER_NOT_ABOVE = "upper_not_above"
    YEAR_UNKNOWN = "year_unknown"  # value
    DAY_UNKNOWN = "day_unknown"  # value
    DAYS_OUT_OF_ORDER = "days_out_of_order"


@dataclass(frozen=True, slots=True)
class CellError:
    """One cell that cannot be taken: where it stands, and why."""

    sheet: Sheet
    cell: str
    problem: CellProblem
    values: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - one cell's error, already noted
    """The row cannot be read further."""


class RowCells:
    """One row being read: its cells beside what was shown there, and where to note what is wrong."""

    def __init__(self, sheet: Sheet, row: Row, shown: Cells | None, errors: list[CellError]) -> None:
        self.sheet, self.row, self.shown = sheet, row, shown
        self._errors = errors

    @property
    def key(self) -> str:
        return words(self.row.key)

    @property
    def is_changed(self) -> bool:
        """Whether any cell but the key shows something else."""
        return any(self.changed(at) for at in range(len(self.row.cells) - 1))

    def changed(self, at: int) -> bool:
        return not same(self.row.cells[at], self.shown[at] if self.shown else None)

    def text(self, at: int) -> str:
        return words(self.row.cells[at])

    def wrong(self, at: int, problem: CellProblem, **values: str) -> Refused:
        """Notes the error, to be raised when the row makes no sense without the cell."""
        place = f"{_LETTERS[at]}{self.row.number}"
        self._errors.append(CellError(self.sheet, place, problem, values))
        return Refused()

    def required(self, at: int, most: int = _LONGEST_TEXT) -> str:
        text = self.text(at)
        if not text:
            raise self.wrong(at, CellProblem.MISSING, column=COLUMNS[self.sheet][at].title)
        return self.within(at, text, most)

    def within(self, at: int, text: str, most: int = _LONGEST_TEXT) -> str:
        if len(text) > most and self.changed(at):
            raise self.wrong(at, CellProblem.TOO_LONG, most=str(most))
        return text

    def chosen(self, at: int) -> bool:
        """Whether the cell says yes ("có", "x")."""
        said = fold(self.text(at))
        if said not in _YES | _NO:
            raise self.wrong(at, CellProblem.YES_OR_NO, value=self.text(at))
        return said in _YES

    def amount(self, at: int) -> Decimal | None:
        value = self.row.cells[at]
        if value is None or isinstance(value, Decimal):
            return value
        number = _number(self.text(at))
        if number is None:
            raise self.wrong(at, CellProblem.NUMBER_UNKNOWN, value=self.text(at))
        return number

    def day(self, at: int, year: int | None) -> date:
        value = self.row.cells[at]
        if isinstance(value, date):
            return value
        due = due_of(self.text(at), year)
        if due.on is None:
            problem = CellProblem.DAY_UNKNOWN if self.text(at) else CellProblem.MISSING
            raise self.wrong(at, problem, value=self.text(at), column=COLUMNS[self.sheet][at].title)
        return due.on


def split(text: str) -> tuple[str, ...]:
    """The names in a cell that holds several."""
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


def _number(text: str) -> Decimal | None:
    """ "95,5", "1.234,5", "95%" as people here write them."""
    bare = text.replace(" ", "").rstrip("%")
    if _THOUSANDS.fullmatch(bare) or ("," in bare and "." not in bare):
        bare = bare.replace(".", "").replace(",", ".")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
