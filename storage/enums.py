"""The values that columns take, without the tables: rules use them too, and need no database."""

from enum import StrEnum


class RoleKind(StrEnum):
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    LEADER = "leader"


class PlanState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    DISCARDED = "discarded"


class DueKind(StrEnum):
    DATE = "date"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    ONGOING = "ongoing"
    ON_REQUEST = "on-request"
    UNSTATED = "unstated"


class Comparator(StrEnum):
    AT_LEAST = ">="
    AT_MOST = "<="
    EXACTLY = "="
    RANGE = "range"


class Progress(StrEnum):
    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    NOTHING_TO_REPORT = "nothing_to_report"


class SubmissionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class OutboxState(StrEnum):
    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    UNNEEDED = "unneeded"
    FAILED = "failed"


class ReminderState(StrEnum):
    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    SUPERSEDED = "superseded"
    UNNEEDED = "unneeded"


class OccurrenceState(StrEnum):
    """`skipped`: there was nothing to do that time. `withdrawn`: the task is not due then any more."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    WITHDRAWN = "withdrawn"
