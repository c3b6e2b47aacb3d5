"""What supporting roles say of their part in a task."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.tables.base import moment, ref, row_id


class TaskPart(SQLModel, table=True):
    """A supporting role's part in one task in one period: material for the lead's answer, never an answer."""

    __tablename__ = "task_part"
    __table_args__ = (UniqueConstraint("period_id", "task_id", "role_id"),)

    id: int = row_id()
    unit_id: int = ref("unit")
    period_id: int = ref("period", index=False)
    task_id: int = ref("task")
    role_id: int = ref("role")
    text: str = ""
    nothing_to_report: bool = False
    submitted_at: datetime = moment()
    entered_by_id: int | None = ref("officer", optional=True)
    on_behalf: bool = False
    late: bool = False
