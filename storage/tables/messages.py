"""What came in, what must go out, and what waits for an answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.enums import OutboxState, ReminderState
from storage.tables.base import as_json, choice, moment, ref, row_id


class InboxUpdate(SQLModel, table=True):
    """A received update, kept before Telegram is told that it arrived."""

    __tablename__ = "inbox_update"
    __table_args__ = (Index("ix_inbox_update_waiting", "done_at", "update_id"),)

    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    chat_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    payload: dict[str, Any] | None = as_json(optional=True)
    received_at: datetime = moment()
    done_at: datetime | None = moment(optional=True)
    attempts: int = 0
    error: str | None = None


class OutboxMessage(SQLModel, table=True):
    """Something the program says on its own: what it is about, not its words.

    The words are made when it is sent, in the reader's language and from what is true then.
    `key` is unique in the unit, so that the same thing is never said twice.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        UniqueConstraint("unit_id", "key"),
        Index("ix_outbox_message_due", "state", "not_before"),
        Index("ix_outbox_message_reply", "chat_id", "message_id"),
    )

    id: int = row_id()
    unit_id: int = ref("unit", index=False)
    officer_id: int = ref("officer")
    key: str
    kind: str
    subject: dict[str, Any] = as_json()
    state: OutboxState = choice(OutboxState, default=OutboxState.PLANNED)
    not_before: datetime = moment()
    claimed_at: datetime | None = moment(optional=True)
    attempts: int = 0
    sent_at: datetime | None = moment(optional=True)
    chat_id: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    message_id: int | None = None
    error: str | None = None


class Reminder(SQLModel, table=True):
    """A stage of chasing (scheduler.stages): due `at`, pointless from `expires` on.

    It is about a period or about one occurrence of a task. `role_id` is empty for what coordinator and
    leader hear of the whole period, and for an occurrence, which whoever leads the task by then hears of;
    `officer_id` is only set on a snoozed one. `key` says what it is about, so that the same stage is never
    planned twice.
    """

    __table_args__ = (
        UniqueConstraint("unit_id", "key"),
        CheckConstraint("(period_id IS NULL) <> (occurrence_id IS NULL)", name="one_subject"),
        Index("ix_reminder_due", "state", "at"),
    )

    id: int = row_id()
    unit_id: int = ref("unit", index=False)
    key: str
    period_id: int | None = ref("period", optional=True)
    occurrence_id: int | None = ref("occurrence", optional=True)
    role_id: int | None = ref("role", optional=True)
    officer_id: int | None = ref("officer", optional=True)
    audience: str
    stage: str
    at: datetime = moment()
    expires: datetime = moment()
    state: ReminderState = choice(ReminderState, default=ReminderState.PLANNED)


class Question(SQLModel, table=True):
    """Something the program asked an officer in the chat and has not been told yet.

    It is a row and not a variable so that the answer still lands after a restart.
    """

    __table_args__ = (Index("ix_question_open", "officer_id", "closed_at"),)

    id: int = row_id()
    unit_id: int = ref("unit")
    officer_id: int = ref("officer", index=False)
    kind: str
    subject: dict[str, Any] = as_json()
    message_id: int | None = None
    asked_at: datetime = moment()
    closed_at: datetime | None = moment(optional=True)
