"""occurrences: the single times a task is due, and reminders about them

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done",
                "skipped",
                "withdrawn",
                name="occurrencestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.CheckConstraint("opens_on <= due_on", name=op.f("ck_occurrence_opens_before_due")),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["officer.id"], name=op.f("fk_occurrence_done_by_id_officer")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_occurrence_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_occurrence_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint("task_id", "due_on", name=op.f("uq_occurrence_task_id_due_on")),
    )
    op.create_index(op.f("ix_occurrence_unit_id"), "occurrence", ["unit_id"], unique=False)
    op.create_index(op.f("ix_occurrence_done_by_id"), "occurrence", ["done_by_id"], unique=False)
    # Nothing refers to a reminder, so SQLite may rebuild its table.
    with op.batch_alter_table("reminder") as reminder:
        reminder.alter_column("period_id", existing_type=sa.Integer(), nullable=True)
        reminder.add_column(sa.Column("occurrence_id", sa.Integer(), nullable=True))
        reminder.create_foreign_key(
            op.f("fk_reminder_occurrence_id_occurrence"), "occurrence", ["occurrence_id"], ["id"]
        )
        reminder.create_check_constraint(
            op.f("ck_reminder_one_subject"), "(period_id IS NULL) <> (occurrence_id IS NULL)"
        )
        reminder.create_index(op.f("ix_reminder_occurrence_id"), ["occurrence_id"], unique=False)
    op.add_column("unit", sa.Column("planted_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_unit_planted_on"), "unit", ["planted_on"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_unit_planted_on"), table_name="unit")
    op.drop_column("unit", "planted_on")
    op.execute("DELETE FROM reminder WHERE period_id IS NULL")
    with op.batch_alter_table("reminder") as reminder:
        reminder.drop_index(op.f("ix_reminder_occurrence_id"))
        reminder.drop_constraint(op.f("ck_reminder_one_subject"), type_="check")
        reminder.drop_constraint(op.f("fk_reminder_occurrence_id_occurrence"), type_="foreignkey")
        reminder.drop_column("occurrence_id")
        reminder.alter_column("period_id", existing_type=sa.Integer(), nullable=False)
    op.drop_index(op.f("ix_occurrence_done_by_id"), table_name="occurrence")
    op.drop_index(op.f("ix_occurrence_unit_id"), table_name="occurrence")
    op.drop_table("occurrence")
