"""What the officers said, the proof they gave, and the reports made of it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.enums import Progress, SubmissionState
from storage.tables.base import as_json, choice, exact, moment, ref, row_id


class Submission(SQLModel, table=True):
    """The lead role's answer on one task in one period."""

    __table_args__ = (
        UniqueConstraint("period_id", "task_id"),
        CheckConstraint("percent IS NULL OR (percent >= 0 AND percent <= 100)", name="percent_in_range"),
        CheckConstraint("state <> 'returned' OR return_reason IS NOT NULL", name="returned_with_reason"),
    )

    id: int = row_id()
    unit_id: int = ref("unit")
    period_id: int = ref("period", index=False)
    task_id: int = ref("task")
    role_id: int = ref("role")
    state: SubmissionState = choice(SubmissionState)
    progress: Progress | None = choice(Progress, optional=True)
    percent: int | None = None
    reason: str = ""
    narrative: str = ""
    difficulty: str = ""
    proposal: str = ""
    late: bool = False
    submitted_at: datetime | None = moment(optional=True)
    entered_by_id: int | None = ref("officer", optional=True)
    on_behalf: bool = False
    return_reason: str | None = None


class Figure(SQLModel, table=True):
    """One indicator's value for one slice of time. Parts are kept when the value is a ratio."""

    __table_args__ = (
        UniqueConstraint("indicator_id", "slice_first"),
        CheckConstraint("state <> 'returned' OR return_reason IS NOT NULL", name="returned_with_reason"),
    )

    id: int = row_id()
    unit_id: int = ref("unit")
    period_id: int = ref("period")
    indicator_id: int = ref("indicator", index=False)
    role_id: int = ref("role")
    slice_first: date
    slice_last: date
    state: SubmissionState = choice(SubmissionState)
    nothing_to_report: bool = False
    value: Decimal | None = exact(optional=True)
    numerator: Decimal | None = exact(optional=True)
    denominator: Decimal | None = exact(optional=True)
    late: bool = False
    submitted_at: datetime = moment()
    entered_by_id: int | None = ref("officer", optional=True)
    on_behalf: bool = False
    return_reason: str | None = None


class Evidence(SQLModel, table=True):
    """A file sent with an answer; its bytes lie in the data directory under their hash."""

    id: int = row_id()
    unit_id: int = ref("unit")
    period_id: int = ref("period")
    submission_id: int = ref("submission")
    officer_id: int = ref("officer")
    file_name: str
    mime_type: str
    size: int
    sha256: str
    received_at: datetime = moment()


class SummaryReport(SQLModel, table=True):
    """One version of a compiled report; never changed once written."""

    __tablename__ = "summary_report"
    __table_args__ = (UniqueConstraint("period_id", "version"),)

    id: int = row_id()
    unit_id: int = ref("unit")
    period_id: int = ref("period", index=False)
    version: int
    file_name: str
    sha256: str
    gaps: int
    compiled_at: datetime = moment()
    compiled_by_id: int | None = ref("officer", optional=True)


class Event(SQLModel, table=True):
    """The append-only log: who changed what, when, from what, to what."""

    __table_args__ = (UniqueConstraint("unit_id", "id"),)

    id: int = row_id()
    unit_id: int = ref("unit", index=False)
    at: datetime = moment()
    officer_id: int | None = ref("officer", optional=True)
    kind: str
    subject: str = Field(index=True)
    before: dict[str, Any] | None = as_json(optional=True)
    after: dict[str, Any] | None = as_json(optional=True)
