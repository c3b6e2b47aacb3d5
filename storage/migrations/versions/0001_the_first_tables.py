"""the first tables

Revision: 0001
Follows:
"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=True),
        sa.Column("received_at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("done_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_inbox_update")),
    )
    op.create_index("ix_inbox_update_waiting", "inbox_update", ["done_at", "update_id"], unique=False)
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("superior", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", storage.types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
    )
    op.create_index(op.f("ix_unit_parent_id"), "unit", ["parent_id"], unique=False)
    op.create_table(
        "day_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_day_off_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_off")),
        sa.UniqueConstraint("unit_id", "day", name=op.f("uq_day_off_unit_id_day")),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("joined_at", storage.types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_officer_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_officer_telegram_id")),
    )
    op.create_index(op.f("ix_officer_unit_id"), "officer", ["unit_id"], unique=False)
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "officer",
                "coordinator",
                "leader",
                name="rolekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("unit_id", "name_key", name=op.f("uq_role_unit_id_name_key")),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "to_date IS NULL OR to_date >= from_date", name=op.f("ck_appointment_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_appointment_officer_id_officer")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_appointment_role_id_role")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_appointment_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint(
            "role_id", "officer_id", "from_date", name=op.f("uq_appointment_role_id_officer_id_from_date")
        ),
    )
    op.create_index(op.f("ix_appointment_officer_id"), "appointment", ["officer_id"], unique=False)
    op.create_index(op.f("ix_appointment_unit_id"), "appointment", ["unit_id"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_event_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_event_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("unit_id", "id", name=op.f("uq_event_unit_id_id")),
    )
    op.create_index(op.f("ix_event_officer_id"), "event", ["officer_id"], unique=False)
    op.create_index(op.f("ix_event_subject"), "event", ["subject"], unique=False)
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("area_key", sa.String(), nullable=False),
        sa.Column("combine", sa.String(), nullable=False),
        sa.Column("value_type", sa.String(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_indicator_role_id_role")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_indicator_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("unit_id", "code", name=op.f("uq_indicator_unit_id_code")),
    )
    op.create_index(op.f("ix_indicator_role_id"), "indicator", ["role_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("expires_at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("revoked_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("used_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("used_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_invitation_role_id_role")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_invitation_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["used_by_id"], ["officer.id"], name=op.f("fk_invitation_used_by_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_role_id"), "invitation", ["role_id"], unique=False)
    op.create_index(op.f("ix_invitation_unit_id"), "invitation", ["unit_id"], unique=False)
    op.create_index(op.f("ix_invitation_used_by_id"), "invitation", ["used_by_id"], unique=False)
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "claimed",
                "sent",
                "unneeded",
                "failed",
                name="outboxstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("not_before", storage.types.UtcDateTime(), nullable=False),
        sa.Column("claimed_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_outbox_message_officer_id_officer")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_outbox_message_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("unit_id", "key", name=op.f("uq_outbox_message_unit_id_key")),
    )
    op.create_index("ix_outbox_message_due", "outbox_message", ["state", "not_before"], unique=False)
    op.create_index(op.f("ix_outbox_message_officer_id"), "outbox_message", ["officer_id"], unique=False)
    op.create_index("ix_outbox_message_reply", "outbox_message", ["chat_id", "message_id"], unique=False)
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "approved",
                "discarded",
                name="planstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("year_from", sa.Integer(), nullable=False),
        sa.Column("year_to", sa.Integer(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=True),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column("created_at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("approved_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["officer.id"], name=op.f("fk_plan_approved_by_id_officer")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index(op.f("ix_plan_approved_by_id"), "plan", ["approved_by_id"], unique=False)
    op.create_index(op.f("ix_plan_unit_id"), "plan", ["unit_id"], unique=False)
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("closed_at", storage.types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_question_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_question_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index("ix_question_open", "question", ["officer_id", "closed_at"], unique=False)
    op.create_index(op.f("ix_question_unit_id"), "question", ["unit_id"], unique=False)
    op.create_table(
        "role_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_role_alias_role_id_role")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_alias_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_alias")),
        sa.UniqueConstraint("unit_id", "name_key", name=op.f("uq_role_alias_unit_id_name_key")),
    )
    op.create_index(op.f("ix_role_alias_role_id"), "role_alias", ["role_id"], unique=False)
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lead_role_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["lead_role_id"], ["role.id"], name=op.f("fk_area_lead_role_id_role")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_area_plan_id_plan")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_area_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_area_plan_id_code")),
    )
    op.create_index(op.f("ix_area_lead_role_id"), "area", ["lead_role_id"], unique=False)
    op.create_index(op.f("ix_area_unit_id"), "area", ["unit_id"], unique=False)
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("window_first", sa.Date(), nullable=False),
        sa.Column("cutoff", sa.Date(), nullable=False),
        sa.Column("officers_last_day", sa.Date(), nullable=False),
        sa.Column("summary_last_day", sa.Date(), nullable=False),
        sa.Column("closed_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("cutoff <= officers_last_day", name=op.f("ck_period_officers_after_cutoff")),
        sa.CheckConstraint(
            "officers_last_day <= summary_last_day", name=op.f("ck_period_summary_after_officers")
        ),
        sa.CheckConstraint("window_first <= cutoff", name=op.f("ck_period_window_in_order")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["officer.id"], name=op.f("fk_period_closed_by_id_officer")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_period_plan_id_plan")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_period_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("unit_id", "code", name=op.f("uq_period_unit_id_code")),
    )
    op.create_index(op.f("ix_period_closed_by_id"), "period", ["closed_by_id"], unique=False)
    op.create_index(op.f("ix_period_plan_id"), "period", ["plan_id"], unique=False)
    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("slice_first", sa.Date(), nullable=False),
        sa.Column("slice_last", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "accepted",
                name="submissionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("nothing_to_report", sa.Boolean(), nullable=False),
        sa.Column("value", storage.types.ExactDecimal(), nullable=True),
        sa.Column("numerator", storage.types.ExactDecimal(), nullable=True),
        sa.Column("denominator", storage.types.ExactDecimal(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("return_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state <> 'returned' OR return_reason IS NOT NULL", name=op.f("ck_figure_returned_with_reason")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["officer.id"], name=op.f("fk_figure_entered_by_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_figure_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_figure_period_id_period")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_figure_role_id_role")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_figure_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint("indicator_id", "slice_first", name=op.f("uq_figure_indicator_id_slice_first")),
    )
    op.create_index(op.f("ix_figure_entered_by_id"), "figure", ["entered_by_id"], unique=False)
    op.create_index(op.f("ix_figure_period_id"), "figure", ["period_id"], unique=False)
    op.create_index(op.f("ix_figure_role_id"), "figure", ["role_id"], unique=False)
    op.create_index(op.f("ix_figure_unit_id"), "figure", ["unit_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("expires", storage.types.UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "claimed",
                "sent",
                "superseded",
                "unneeded",
                name="reminderstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_reminder_officer_id_officer")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_reminder_period_id_period")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_reminder_role_id_role")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reminder_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("unit_id", "key", name=op.f("uq_reminder_unit_id_key")),
    )
    op.create_index("ix_reminder_due", "reminder", ["state", "at"], unique=False)
    op.create_index(op.f("ix_reminder_officer_id"), "reminder", ["officer_id"], unique=False)
    op.create_index(op.f("ix_reminder_period_id"), "reminder", ["period_id"], unique=False)
    op.create_index(op.f("ix_reminder_role_id"), "reminder", ["role_id"], unique=False)
    op.create_table(
        "summary_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("gaps", sa.Integer(), nullable=False),
        sa.Column("compiled_at", storage.types.UtcDateTime(), nullable=False),
        sa.Column("compiled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["compiled_by_id"], ["officer.id"], name=op.f("fk_summary_report_compiled_by_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_summary_report_period_id_period")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_summary_report_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_report")),
        sa.UniqueConstraint("period_id", "version", name=op.f("uq_summary_report_period_id_version")),
    )
    op.create_index(
        op.f("ix_summary_report_compiled_by_id"), "summary_report", ["compiled_by_id"], unique=False
    )
    op.create_index(op.f("ix_summary_report_unit_id"), "summary_report", ["unit_id"], unique=False)
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "comparator",
            sa.Enum(
                ">=",
                "<=",
                "=",
                "range",
                name="comparator",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", storage.types.ExactDecimal(), nullable=False),
        sa.Column("upper", storage.types.ExactDecimal(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("by_year", sa.Integer(), nullable=True),
        sa.Column("indicator_code", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_target_area_id_area")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_target_plan_id_plan")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_target_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_area_id"), "target", ["area_id"], unique=False)
    op.create_index(op.f("ix_target_plan_id"), "target", ["plan_id"], unique=False)
    op.create_index(op.f("ix_target_unit_id"), "target", ["unit_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("product", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lead_role_id", sa.Integer(), nullable=True),
        sa.Column(
            "due_kind",
            sa.Enum(
                "date",
                "weekly",
                "monthly",
                "quarterly",
                "half-yearly",
                "yearly",
                "ongoing",
                "on-request",
                "unstated",
                name="duekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_text", sa.String(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_task_area_id_area")),
        sa.ForeignKeyConstraint(["lead_role_id"], ["role.id"], name=op.f("fk_task_lead_role_id_role")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_task_plan_id_plan")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_task_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_task_plan_id_code")),
    )
    op.create_index(op.f("ix_task_area_id"), "task", ["area_id"], unique=False)
    op.create_index(op.f("ix_task_lead_role_id"), "task", ["lead_role_id"], unique=False)
    op.create_index(op.f("ix_task_unit_id"), "task", ["unit_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "accepted",
                name="submissionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "progress",
            sa.Enum(
                "done",
                "in_progress",
                "not_started",
                "nothing_to_report",
                name="progress",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("narrative", sa.String(), nullable=False),
        sa.Column("difficulty", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", storage.types.UtcDateTime(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("return_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state <> 'returned' OR return_reason IS NOT NULL",
            name=op.f("ck_submission_returned_with_reason"),
        ),
        sa.CheckConstraint(
            "percent IS NULL OR (percent >= 0 AND percent <= 100)",
            name=op.f("ck_submission_percent_in_range"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["officer.id"], name=op.f("fk_submission_entered_by_id_officer")
        ),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_submission_period_id_period")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_submission_role_id_role")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_submission_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_submission_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("period_id", "task_id", name=op.f("uq_submission_period_id_task_id")),
    )
    op.create_index(op.f("ix_submission_entered_by_id"), "submission", ["entered_by_id"], unique=False)
    op.create_index(op.f("ix_submission_role_id"), "submission", ["role_id"], unique=False)
    op.create_index(op.f("ix_submission_task_id"), "submission", ["task_id"], unique=False)
    op.create_index(op.f("ix_submission_unit_id"), "submission", ["unit_id"], unique=False)
    op.create_table(
        "task_support",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_task_support_role_id_role")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_support_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_task_support_unit_id_unit")),
        sa.PrimaryKeyConstraint("task_id", "role_id", name=op.f("pk_task_support")),
    )
    op.create_index(op.f("ix_task_support_unit_id"), "task_support", ["unit_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("received_at", storage.types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_evidence_officer_id_officer")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_evidence_period_id_period")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_evidence_submission_id_submission")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evidence_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_officer_id"), "evidence", ["officer_id"], unique=False)
    op.create_index(op.f("ix_evidence_period_id"), "evidence", ["period_id"], unique=False)
    op.create_index(op.f("ix_evidence_submission_id"), "evidence", ["submission_id"], unique=False)
    op.create_index(op.f("ix_evidence_unit_id"), "evidence", ["unit_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_evidence_unit_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_submission_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_period_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_officer_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(op.f("ix_task_support_unit_id"), table_name="task_support")
    op.drop_table("task_support")
    op.drop_index(op.f("ix_submission_unit_id"), table_name="submission")
    op.drop_index(op.f("ix_submission_task_id"), table_name="submission")
    op.drop_index(op.f("ix_submission_role_id"), table_name="submission")
    op.drop_index(op.f("ix_submission_entered_by_id"), table_name="submission")
    op.drop_table("submission")
    op.drop_index(op.f("ix_task_unit_id"), table_name="task")
    op.drop_index(op.f("ix_task_lead_role_id"), table_name="task")
    op.drop_index(op.f("ix_task_area_id"), table_name="task")
    op.drop_table("task")
    op.drop_index(op.f("ix_target_unit_id"), table_name="target")
    op.drop_index(op.f("ix_target_plan_id"), table_name="target")
    op.drop_index(op.f("ix_target_area_id"), table_name="target")
    op.drop_table("target")
    op.drop_index(op.f("ix_summary_report_unit_id"), table_name="summary_report")
    op.drop_index(op.f("ix_summary_report_compiled_by_id"), table_name="summary_report")
    op.drop_table("summary_report")
    op.drop_index(op.f("ix_reminder_role_id"), table_name="reminder")
    op.drop_index(op.f("ix_reminder_period_id"), table_name="reminder")
    op.drop_index(op.f("ix_reminder_officer_id"), table_name="reminder")
    op.drop_index("ix_reminder_due", table_name="reminder")
    op.drop_table("reminder")
    op.drop_index(op.f("ix_figure_unit_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_role_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_period_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_entered_by_id"), table_name="figure")
    op.drop_table("figure")
    op.drop_index(op.f("ix_period_plan_id"), table_name="period")
    op.drop_index(op.f("ix_period_closed_by_id"), table_name="period")
    op.drop_table("period")
    op.drop_index(op.f("ix_area_unit_id"), table_name="area")
    op.drop_index(op.f("ix_area_lead_role_id"), table_name="area")
    op.drop_table("area")
    op.drop_index(op.f("ix_role_alias_role_id"), table_name="role_alias")
    op.drop_table("role_alias")
    op.drop_index(op.f("ix_question_unit_id"), table_name="question")
    op.drop_index("ix_question_open", table_name="question")
    op.drop_table("question")
    op.drop_index(op.f("ix_plan_unit_id"), table_name="plan")
    op.drop_index(op.f("ix_plan_approved_by_id"), table_name="plan")
    op.drop_table("plan")
    op.drop_index("ix_outbox_message_reply", table_name="outbox_message")
    op.drop_index(op.f("ix_outbox_message_officer_id"), table_name="outbox_message")
    op.drop_index("ix_outbox_message_due", table_name="outbox_message")
    op.drop_table("outbox_message")
    op.drop_index(op.f("ix_invitation_used_by_id"), table_name="invitation")
    op.drop_index(op.f("ix_invitation_unit_id"), table_name="invitation")
    op.drop_index(op.f("ix_invitation_role_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index(op.f("ix_indicator_role_id"), table_name="indicator")
    op.drop_table("indicator")
    op.drop_index(op.f("ix_event_subject"), table_name="event")
    op.drop_index(op.f("ix_event_officer_id"), table_name="event")
    op.drop_table("event")
    op.drop_index(op.f("ix_appointment_unit_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_officer_id"), table_name="appointment")
    op.drop_table("appointment")
    op.drop_table("role")
    op.drop_index(op.f("ix_officer_unit_id"), table_name="officer")
    op.drop_table("officer")
    op.drop_table("day_off")
    op.drop_index(op.f("ix_unit_parent_id"), table_name="unit")
    op.drop_table("unit")
    op.drop_index("ix_inbox_update_waiting", table_name="inbox_update")
    op.drop_table("inbox_update")
