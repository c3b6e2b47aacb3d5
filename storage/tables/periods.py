"""The reporting calendar of a unit and what is counted in it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from storage.tables.base import moment, ref, row_id


class Period(SQLModel, table=True):
    """A report to make. All days are calendar dates of the unit, each the last that counts."""

    __table_args__ = (
        UniqueConstraint("unit_id", "code"),
        CheckConstraint("window_first <= cutoff", name="window_in_order"),
        CheckConstraint("cutoff <= officers_last_day", name="officers_after_cutoff"),
        CheckConstraint("officers_last_day <= summary_last_day", name="summary_after_officers"),
    )

    id: int = row_id()
    unit_id: int = ref("unit", index=False)
    plan_id: int = ref("plan")
    code: str
    kind: str
    window_first: date
    cutoff: date
    officers_last_day: date
    summary_last_day: date
    closed_at: datetime | None = moment(optional=True)
    closed_by_id: int | None = ref("officer", optional=True)


class Indicator(SQLModel, table=True):
    """Something counted, as this unit counts it; `role_id` supplies it."""

    __table_args__ = (UniqueConstraint("unit_id", "code"),)

    id: int = row_id()
    unit_id: int = ref("unit", index=False)
    code: str
    name: str
    measure: str
    area_key: str
    combine: str
    value_type: str
    role_id: int | None = ref("role", optional=True)
    position: int


class DayOff(SQLModel, table=True):
    """A correction to the computed holidays: a day off, or (`off` false) a day worked in its stead."""

    __tablename__ = "day_off"
    __table_args__ = (UniqueConstraint("unit_id", "day"),)

    id: int = row_id()
    unit_id: int = ref("unit", index=False)
    day: date
    off: bool = True
    name: str
