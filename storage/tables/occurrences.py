"""The single times that a dated or recurring task is due."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from storage.enums import OccurrenceState
from storage.tables.base import choice, moment, ref, row_id


class Occurrence(SQLModel, table=True):
    """One time that a task is due; `late`, `note` and who did it are set when it is answered.

    It is never removed, so that reminders and the log still name it: one that a changed due date has
    overtaken is withdrawn, and comes back when the task is due that day again.
    """

    __table_args__ = (
        UniqueConstraint("task_id", "due_on"),
        CheckConstraint("opens_on <= due_on", name="opens_before_due"),
    )

    id: int = row_id()
    unit_id: int = ref("unit")
    task_id: int = ref("task", index=False)
    opens_on: date
    due_on: date
    state: OccurrenceState = choice(OccurrenceState, default=OccurrenceState.OPEN)
    done_at: datetime | None = moment(optional=True)
    done_by_id: int | None = ref("officer", optional=True)
    note: str = ""
    late: bool = False
