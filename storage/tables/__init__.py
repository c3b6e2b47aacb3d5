"""Every table, each belonging to a unit from the first column on."""

from storage.enums import (
    Comparator,
    DueKind,
    OccurrenceState,
    OutboxState,
    PlanState,
    Progress,
    ReminderState,
    RoleKind,
    SubmissionState,
)
from storage.tables.answers import (
    Event,
    Evidence,
    Figure,
    Submission,
    SummaryReport,
)
from storage.tables.base import METADATA
from storage.tables.messages import (
    InboxUpdate,
    OutboxMessage,
    Question,
    Reminder,
)
from storage.tables.occurrences import Occurrence
from storage.tables.parts import TaskPart
from storage.tables.people import Appointment, Invitation, Officer, Role, RoleAlias, Unit
from storage.tables.periods import DayOff, Indicator, Period
from storage.tables.plans import Area, Plan, Target, Task, TaskSupport

__all__ = [
    "METADATA",
    "Appointment",
    "Area",
    "Comparator",
    "DayOff",
    "DueKind",
    "Event",
    "Evidence",
    "Figure",
    "InboxUpdate",
    "Indicator",
    "Invitation",
    "Occurrence",
    "OccurrenceState",
    "Officer",
    "OutboxMessage",
    "OutboxState",
    "Period",
    "Plan",
    "PlanState",
    "Progress",
    "Question",
    "Reminder",
    "ReminderState",
    "Role",
    "RoleAlias",
    "RoleKind",
    "Submission",
    "SubmissionState",
    "SummaryReport",
    "Target",
    "Task",
    "TaskPart",
    "TaskSupport",
    "Unit",
]
