"""roles change hands on a day, and are merged

Revision: 0002
Follows: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_DATES = (
    ("role", "retired_on"),
    ("appointment", "begin_due"),
    ("appointment", "end_due"),
    ("invitation", "from_date"),
    ("invitation", "to_date"),
)
_REFERENCES = (
    ("role", "merged_into_id", "role"),
    ("appointment", "in_place_of_id", "officer"),
    ("invitation", "in_place_of_id", "officer"),
)
_INDEXED = ("begin_due", "end_due")


def upgrade() -> None:
    # In SQL: Alembic would copy the tables on SQLite, and the rows that refer to them forbid that.
    for table, column in _DATES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} DATE")
    for table, column, target in _REFERENCES:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id)"
        )
    for column in _INDEXED:
        op.create_index(op.f(f"ix_appointment_{column}"), "appointment", [column], unique=False)


def downgrade() -> None:
    for column in reversed(_INDEXED):
        op.drop_index(op.f(f"ix_appointment_{column}"), table_name="appointment")
    for table, column, _target in reversed(_REFERENCES):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table, column in reversed(_DATES):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
