"""Units, the posts in them, and the people who hold the posts."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.enums import RoleKind
from storage.tables.base import choice, moment, ref, row_id


class Unit(SQLModel, table=True):
    """A commune's People's Committee; everything belongs to one.

    `planted_on`: the day its reminders were last planted (scheduler.pulse).
    """

    id: int = row_id()
    parent_id: int | None = ref("unit", optional=True)
    name: str = Field(unique=True)
    superior: str | None = None
    place: str
    language: str = "vi"
    created_at: datetime = moment()
    planted_on: date | None = Field(default=None, index=True)


class Role(SQLModel, table=True):
    """A post, never a person. `name_key` is the folded name: one spelling, one role.

    A role that was merged into another stays as a retired row, so that what it said can be read under its name.
    """

    __table_args__ = (UniqueConstraint("unit_id", "name_key"),)

    id: int = row_id()
    unit_id: int = ref("unit", index=False)
    name: str
    name_key: str
    kind: RoleKind = choice(RoleKind, default=RoleKind.OFFICER)
    position: int = 0
    retired_on: date | None = None
    merged_into_id: int | None = ref("role", optional=True, index=False)


class RoleAlias(SQLModel, table=True):
    """Another spelling, or an earlier name, under which a role is known."""

    __tablename__ = "role_alias"
    __table_args__ = (UniqueConstraint("unit_id", "name_key"),)

    id: int = row_id()
    unit_id: int = ref("unit", index=False)
    role_id: int = ref("role")
    name: str
    name_key: str


class Officer(SQLModel, table=True):
    """A person with a chat account. One account serves one unit (docs/decisions/002)."""

    id: int = row_id()
    unit_id: int = ref("unit")
    telegram_id: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    full_name: str
    language: str = "vi"
    reachable: bool = True
    joined_at: datetime = moment()


class Appointment(SQLModel, table=True):
    """An officer holds a role from a day on; `to_date` is the first day no longer. `acting` is a deputy.

    `in_place_of_id` is the officer whom a holder follows, or whom a deputy relieves while on leave.
    `begin_due` and `end_due` are the days on which those concerned must still be told; empty once they are.
    """

    __table_args__ = (
        UniqueConstraint("role_id", "officer_id", "from_date"),
        CheckConstraint("to_date IS NULL OR to_date >= from_date", name="ends_after_start"),
    )

    id: int = row_id()
    unit_id: int = ref("unit")
    role_id: int = ref("role", index=False)
    officer_id: int = ref("officer")
    acting: bool = False
    from_date: date
    to_date: date | None = None
    in_place_of_id: int | None = ref("officer", optional=True, index=False)
    begin_due: date | None = Field(default=None, index=True)
    end_due: date | None = Field(default=None, index=True)


class Invitation(SQLModel, table=True):
    """The right to take a role, once. Only the token's hash is kept.

    Whoever takes it holds the role from `from_date` (or that day, if it is later) until `to_date`.
    """

    id: int = row_id()
    unit_id: int = ref("unit")
    role_id: int = ref("role")
    acting: bool = False
    token_hash: str = Field(unique=True)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    revoked_at: datetime | None = moment(optional=True)
    used_at: datetime | None = moment(optional=True)
    used_by_id: int | None = ref("officer", optional=True)
    from_date: date | None = None
    to_date: date | None = None
    in_place_of_id: int | None = ref("officer", optional=True, index=False)
