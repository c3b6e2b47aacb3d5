"""corrected plans: what a plan corrects, what its file said, and tasks withdrawn by it

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan", sa.Column("as_read", sa.JSON(), nullable=True))
    # Inline: SQLite takes a reference with the new column, but not afterwards, and rebuilding the table
    # would drop the parent of half the schema.
    op.add_column(
        "plan",
        sa.Column(
            "corrects_id",
            sa.Integer(),
            sa.ForeignKey("plan.id", name=op.f("fk_plan_corrects_id_plan")),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index(op.f("ix_plan_corrects_id"), "plan", ["corrects_id"], unique=False)
    op.add_column("task", sa.Column("withdrawn_at", storage.types.UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("task", "withdrawn_at")
    op.drop_index(op.f("ix_plan_corrects_id"), table_name="plan")
    op.drop_column("plan", "corrects_id")
    op.drop_column("plan", "as_read")
