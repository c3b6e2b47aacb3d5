"""What a report is made from: plain rows of one unit, one plan and one period, gathered beforehand.

Identifiers are whatever the store uses; here they only tie rows to each other.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from reports.derive import Amount, ZeroOfZero
from reports.indicators import IndicatorSpec

AnswerState = Literal["done", "in_progress", "not_started", "nothing_to_report"]
Comparator = Literal[">=", "<=", "=", "range"]


@dataclass(frozen=True, slots=True)
class UnitData:
    """The issuing body. `name` as people write it ("UBND xã Tân Quang"); `superior` empty for none."""

    name: str
    superior: str = ""
    place: str = ""
    recipients: tuple[str, ...] = ()
    signer_title: str = "Chủ tịch"
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class PlanData:
    year: int
    number: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class SliceData:
    """A base slice of the year; `code` is what figures are stored under."""

    code: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A report to make. `name` is how titles print it ("quý I năm 2022"); `slices` in the order of time."""

    code: str
    name: str
    start: date
    end: date
    slices: tuple[SliceData, ...]
    officers_last_day: date
    summary_last_day: date


@dataclass(frozen=True, slots=True)
class RoleData:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class AreaData:
    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TaskData:
    """One task. `owed`: its lead must answer it in this period. `done_before`: completed earlier.

    `withdrawn`: a corrected plan no longer has it; what was answered is reported, nothing is outstanding.
    `given`: not from the plan but given besides.
    """

    id: int
    code: str
    text: str
    area_id: int | None
    lead_role_id: int | None
    due: date | None = None
    owed: bool = True
    done_before: bool = False
    withdrawn: bool = False
    times_due: int = 0
    times_done: int = 0
    given: bool = False


@dataclass(frozen=True, slots=True)
class AnswerData:
    """One role's current answer. Drafts are not given; a returned one is, with `returned` set.

    `task_id` None: a difficulty or proposal of the role that belongs to no single task.
    `reason`: why nothing was done; when empty, the text of a task not started is taken for it.
    `on_behalf_by`: who typed it for a role that did not answer itself, else empty.
    """

    role_id: int
    task_id: int | None
    state: AnswerState
    submitted_at: datetime
    text: str = ""
    percent: int | None = None
    reason: str = ""
    difficulty: str = ""
    proposal: str = ""
    late: bool = False
    returned: bool = False
    on_behalf_by: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorData:
    """An indicator this unit reports on. `role_id` owes it; None when nobody does."""

    spec: IndicatorSpec
    role_id: int | None


@dataclass(frozen=True, slots=True)
class FigureData:
    """One reported figure: for one indicator and one slice, of this period or an earlier one.

    A returned figure is not given. With `nothing_to_report` the amount is not looked at: it counts as zero.
    """

    indicator_code: str
    slice_code: str
    amount: Amount
    submitted_at: datetime | None = None
    late: bool = False
    nothing_to_report: bool = False
    on_behalf_by: str = ""


@dataclass(frozen=True, slots=True)
class TargetData:
    """A target in numbers. `indicator_code` says which figure measures it; empty when none was tied to it."""

    text: str
    comparator: Comparator
    value: Decimal
    unit: str
    upper: Decimal | None = None
    by_year: int | None = None
    indicator_code: str = ""


@dataclass(frozen=True, slots=True)
class PeriodData:
    """Everything one report needs.

    `previous`: the period to compare with. `composed`: other periods of the year (6 months for the year
    report); those lying inside this one get a column. `earlier_slices`: slices of the same year before this
    period, for the value since the year began. `next_end`: last day of the next period's window.
    `compiled_at` dates the file; `dated` is the report's own date, None leaves it to be written by hand.
    """

    unit: UnitData
    plan: PlanData
    period: ReportPeriod
    roles: tuple[RoleData, ...]
    areas: tuple[AreaData, ...]
    tasks: tuple[TaskData, ...]
    answers: tuple[AnswerData, ...]
    indicators: tuple[IndicatorData, ...]
    figures: tuple[FigureData, ...]
    compiled_at: datetime
    targets: tuple[TargetData, ...] = ()
    previous: ReportPeriod | None = None
    composed: tuple[ReportPeriod, ...] = ()
    earlier_slices: tuple[SliceData, ...] = ()
    next_end: date | None = None
    dated: date | None = None
    zero_of_zero: ZeroOfZero = "empty"
