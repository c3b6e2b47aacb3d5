"""tasks given in the chat: who gave them, whether they were acknowledged

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OFFICERS = ("given_by_id", "handed_by_id", "acknowledged_by_id")
_MOMENTS = ("given_at", "acknowledged_at")


def upgrade() -> None:
    for name in _OFFICERS:
        # Not in batch mode: SQLite would make the table anew, and dropping the old one deletes what refers to it.
        op.execute(
            f"ALTER TABLE task ADD COLUMN {name} INTEGER CONSTRAINT fk_task_{name}_officer REFERENCES officer (id)"
        )
        op.create_index(op.f(f"ix_task_{name}"), "task", [name], unique=False)
    for name in _MOMENTS:
        op.add_column("task", sa.Column(name, storage.types.UtcDateTime(), nullable=True))


def downgrade() -> None:
    for name in _MOMENTS:
        op.drop_column("task", name)
    for name in _OFFICERS:
        op.drop_index(op.f(f"ix_task_{name}"), table_name="task")
        op.drop_column("task", name)
