"""What all tables share: constraint names, and the columns most of them begin with."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData
from sqlmodel import Field, SQLModel

from storage.types import ExactDecimal, UtcDateTime, enum_type

METADATA: MetaData = SQLModel.metadata
# Named constraints from day one: a migration can only change what has a name.
METADATA.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def row_id() -> Any:
    """The primary key: a number the database gives."""
    return Field(default=None, primary_key=True)


def ref(target: str, *, optional: bool = False, index: bool = True, cascade: bool = False) -> Any:
    """A reference to another table's id, indexed unless it begins a unique constraint."""
    return Field(
        default=None,
        sa_column=Column(
            Integer,
            ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None),
            nullable=optional,
            index=index,
        ),
    )


def moment(*, optional: bool = False) -> Any:
    """A point in time, aware and in UTC."""
    return Field(default=None, sa_column=Column(UtcDateTime, nullable=optional))


def exact(*, optional: bool = False) -> Any:
    """A number kept to the last digit."""
    return Field(default=None, sa_column=Column(ExactDecimal, nullable=optional))


def as_json(*, optional: bool = False) -> Any:
    """Plain data. Replace it whole: changes made inside are not noticed."""
    return Field(default=None, sa_column=Column(JSON, nullable=optional))


def choice(enum: type[StrEnum], *, default: StrEnum | None = None, optional: bool = False) -> Any:
    """One of the enum's values."""
    return Field(default=default, sa_column=Column(enum_type(enum), nullable=optional))
