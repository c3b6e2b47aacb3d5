"""A plan and what it asks: areas, tasks, targets."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.enums import Comparator, DueKind, PlanState
from storage.tables.base import as_json, choice, exact, moment, ref, row_id


class Plan(SQLModel, table=True):
    """A plan as it stands (`document`, the JSON of `dondoc plan read`) and whether it is in force.

    `as_read` is what its file said, before anybody decided anything. A plan with `corrects_id` is the
    corrected text of that approved plan; once applied it is discarded, with the day it was approved.
    """

    id: int = row_id()
    unit_id: int = ref("unit")
    state: PlanState = choice(PlanState, default=PlanState.DRAFT)
    title: str
    number: str | None = None
    issued_on: date | None = None
    year_from: int
    year_to: int
    signer_title: str | None = None
    signer_name: str | None = None
    document: dict[str, Any] = as_json()
    as_read: dict[str, Any] | None = as_json(optional=True)
    corrects_id: int | None = ref("plan", optional=True)
    file_name: str
    file_sha256: str
    created_at: datetime = moment()
    approved_at: datetime | None = moment(optional=True)
    approved_by_id: int | None = ref("officer", optional=True)


class Area(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    id: int = row_id()
    unit_id: int = ref("unit")
    plan_id: int = ref("plan", index=False)
    code: str
    name: str
    position: int
    lead_role_id: int | None = ref("role", optional=True)


class Task(SQLModel, table=True):
    """One thing to do; `code` is how people name it in the chat ("3.c").

    One that a corrected plan no longer has is withdrawn: nobody is asked for it any more.
    One given outside the plan ("GV.1") says who gave it and when. `handed_by_id` put it into its present
    lead's hands after the approval and waits for the acknowledgement.
    """

    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    id: int = row_id()
    unit_id: int = ref("unit")
    plan_id: int = ref("plan", index=False)
    area_id: int | None = ref("area", optional=True)
    code: str
    text: str
    product: str | None = None
    position: int
    lead_role_id: int | None = ref("role", optional=True)
    due_kind: DueKind = choice(DueKind, default=DueKind.UNSTATED)
    due_on: date | None = None
    due_text: str | None = None
    line: int | None = None
    given_by_id: int | None = ref("officer", optional=True)
    given_at: datetime | None = moment(optional=True)
    handed_by_id: int | None = ref("officer", optional=True)
    acknowledged_at: datetime | None = moment(optional=True)
    acknowledged_by_id: int | None = ref("officer", optional=True)
    withdrawn_at: datetime | None = moment(optional=True)


class TaskSupport(SQLModel, table=True):
    """A role that supports (phối hợp) a task."""

    __tablename__ = "task_support"

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    role_id: int = Field(foreign_key="role.id", primary_key=True)
    unit_id: int = ref("unit")


class Target(SQLModel, table=True):
    id: int = row_id()
    unit_id: int = ref("unit")
    plan_id: int = ref("plan")
    area_id: int | None = ref("area", optional=True)
    position: int
    text: str
    comparator: Comparator = choice(Comparator)
    value: Decimal = exact()
    upper: Decimal | None = exact(optional=True)
    measure: str
    by_year: int | None = None
    indicator_code: str | None = None
