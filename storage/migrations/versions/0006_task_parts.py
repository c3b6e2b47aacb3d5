"""task parts: what supporting roles say of their part in a task

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("nothing_to_report", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["officer.id"], name=op.f("fk_task_part_entered_by_id_officer")
        ),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_task_part_period_id_period")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_task_part_role_id_role")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_part_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_task_part_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_part")),
        sa.UniqueConstraint(
            "period_id", "task_id", "role_id", name=op.f("uq_task_part_period_id_task_id_role_id")
        ),
    )
    for column in ("unit_id", "task_id", "role_id", "entered_by_id"):
        op.create_index(op.f(f"ix_task_part_{column}"), "task_part", [column], unique=False)


def downgrade() -> None:
    for column in ("entered_by_id", "role_id", "task_id", "unit_id"):
        op.drop_index(op.f(f"ix_task_part_{column}"), table_name="task_part")
    op.drop_table("task_part")
