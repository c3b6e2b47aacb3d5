"""The stages of chasing one period, and when each is due. Times are on working days, within hours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from scheduler.hours import OPENS, local_moment
from scheduler.periods import PeriodPlan
from scheduler.workdays import Workdays

# Late enough that the morning's reminder has had its answers, early enough to telephone the others.
_SILENT_LIST_AT = time(15, 0)
_HEADS_UP_WORKDAYS = 3
# The last word on a subject has no next stage to replace it: after two weeks it is history, and a plan
# loaded in August does not escalate the first quarter.
LAST_WORD_LIVES = timedelta(days=14)


class Audience(StrEnum):
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    LEADER = "leader"


class Stage(StrEnum):
    """From the mildest to the most urgent: the order of definition is the order of urgency."""

    SNOOZED = "snoozed"
    HEADS_UP = "heads-up"
    OPENING = "opening"
    LAST_DAY = "last-day"
    OVERDUE_1 = "overdue-1"
    OVERDUE_2 = "overdue-2"
    OVERDUE_3 = "overdue-3"
    OVERDUE_4 = "overdue-4"
    OVERDUE_5 = "overdue-5"
    SILENT_LIST = "silent-list"
    ESCALATION = "escalation"
    SUMMARY_DUE = "summary-due"
    SUMMARY_LAST_DAY = "summary-last-day"
    SUMMARY_OVERDUE = "summary-overdue"

    @property
    def urgency(self) -> int:
        return tuple(Stage).index(self)

    @property
    def about_summary(self) -> bool:
        """About the summary report, which the coordinator owes; the others are about the answers."""
        return self in (Stage.SUMMARY_DUE, Stage.SUMMARY_LAST_DAY, Stage.SUMMARY_OVERDUE)


OVERDUE = (Stage.OVERDUE_1, Stage.OVERDUE_2, Stage.OVERDUE_3, Stage.OVERDUE_4, Stage.OVERDUE_5)

# When a part in another role's task is asked for. It never causes more than these.
ASKING_FOR_PARTS = (Stage.OPENING, Stage.LAST_DAY)


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """One stage of a period: due `at`, pointless from `expires` on (the next stage then speaks); UTC."""

    stage: Stage
    audience: Audience
    at: datetime
    expires: datetime


def plan_stages(period: PeriodPlan, workdays: Workdays, tz: tzinfo) -> tuple[PlannedStage, ...]:
    """Everything that will be said about `period`, in order of time (issue 2.4, DESIGN §4).

    OFFICER stages are for each role that answers in the period, COORDINATOR and LEADER ones once.
    For a unit whose due dates move, pass the moved period.
    """
    subjects = (
        (Audience.OFFICER, _officer_days(period, workdays)),
        (Audience.COORDINATOR, _silence_days(period, workdays)),
        (Audience.COORDINATOR, _summary_days(period, workdays)),
        (Audience.LEADER, _leader_days(period, workdays)),
    )
    planned = [stage for audience, days in subjects for stage in timed(audience, days, tz)]
    return tuple(sorted(planned, key=lambda p: (p.at, p.audience, p.stage.urgency)))


def _officer_days(period: PeriodPlan, workdays: Workdays) -> list[tuple[Stage, date]]:
    cutoff = period.window.last
    last = workdays.same_or_before(period.officers_last_day)
    heads_up = workdays.shift(cutoff, -_HEADS_UP_WORKDAYS)
    # When everything between the cut-off and the last day is off work, the reminder of the last day comes
    # before the opening could: they fall together, and the more urgent one is sent.
    opening = min(workdays.shift(cutoff, 1), last)
    days = [(Stage.OPENING, opening), (Stage.LAST_DAY, last)]
    if heads_up >= period.window.first:
        days.insert(0, (Stage.HEADS_UP, heads_up))
    return days + [
        (stage, workdays.shift(period.officers_last_day, n)) for n, stage in enumerate(OVERDUE, start=1)
    ]


def _silence_days(period: PeriodPlan, workdays: Workdays) -> list[tuple[Stage, date]]:
    return [
        (Stage.SILENT_LIST, workdays.same_or_before(period.officers_last_day)),
        (Stage.ESCALATION, _escalation_day(period, workdays)),
    ]


def _leader_days(period: PeriodPlan, workdays: Workdays) -> list[tuple[Stage, date]]:
    """Once when the summary is first endangered, once when reminding has not helped."""
    return [
        (Stage.OVERDUE_1, workdays.shift(period.officers_last_day, 1)),
        (Stage.ESCALATION, _escalation_day(period, workdays)),
    ]


def _summary_days(period: PeriodPlan, workdays: Workdays) -> list[tuple[Stage, date]]:
    last_day = period.summary_last_day
    return [
        (Stage.SUMMARY_DUE, workdays.same_or_before(last_day - timedelta(days=1))),
        (Stage.SUMMARY_LAST_DAY, workdays.same_or_before(last_day)),
        (Stage.SUMMARY_OVERDUE, workdays.shift(last_day, 1)),
    ]


def _escalation_day(period: PeriodPlan, workdays: Workdays) -> date:
    return workdays.shift(period.officers_last_day, len(OVERDUE) + 1)


def timed(
    audience: Audience,
    days: list[tuple[Stage, date]],
    tz: tzinfo,
    last_lives: timedelta = LAST_WORD_LIVES,
) -> list[PlannedStage]:
    """The stages of one subject: each gives way to the next, the last lives so long."""
    moments = [local_moment(day, _time_of(stage), tz) for stage, day in days]
    ends = [*moments[1:], moments[-1] + last_lives]
    return [
        PlannedStage(stage, audience, at, expires)
        for (stage, _day), at, expires in zip(days, moments, ends, strict=True)
    ]


def _time_of(stage: Stage) -> time:
    return _SILENT_LIST_AT if stage is Stage.SILENT_LIST else OPENS
