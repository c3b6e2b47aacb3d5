"""When each stage of a period is due: issue 2, point 4, on the calendar of Tân Quang 2022."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.hours import CLOSES, OPENS, allowed_at, snooze_until
from scheduler.periods import PeriodPlan, Window, cchc_year, monthly, one_off
from scheduler.stages import Audience, PlannedStage, Stage, plan_stages
from scheduler.workdays import Workdays

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WORKDAYS = Workdays()


def local(day: date, hour: int = 7, minute: int = 30) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI).astimezone(UTC)


def days_of(period: PeriodPlan, audience: Audience, workdays: Workdays = WORKDAYS) -> dict[Stage, date]:
    planned = plan_stages(period, workdays, HANOI)
    return {p.stage: p.at.astimezone(HANOI).date() for p in planned if p.audience is audience}


@st.composite
def periods(draw: st.DrawFn) -> PeriodPlan:
    first = draw(st.dates(date(2021, 1, 1), date(2025, 12, 1)))
    window = Window(first, first + timedelta(days=draw(st.integers(0, 366))))
    officers = window.last + timedelta(days=draw(st.integers(0, 12)))
    return one_off("X", window, officers, officers + timedelta(days=draw(st.integers(0, 12))))


def test_officers_of_tan_quang_hear_of_the_first_quarter_on_these_days() -> None:
    assert days_of(cchc_year(2022)[0], Audience.OFFICER) == {
        Stage.HEADS_UP: date(2022, 3, 9),
        Stage.OPENING: date(2022, 3, 15),
        Stage.LAST_DAY: date(2022, 3, 16),
        Stage.OVERDUE_1: date(2022, 3, 17),
        Stage.OVERDUE_2: date(2022, 3, 18),
        Stage.OVERDUE_3: date(2022, 3, 21),
        Stage.OVERDUE_4: date(2022, 3, 22),
        Stage.OVERDUE_5: date(2022, 3, 23),
    }


def test_the_coordinator_is_reminded_of_a_saturdays_summary_on_friday() -> None:
    assert days_of(cchc_year(2022)[0], Audience.COORDINATOR) == {
        Stage.SILENT_LIST: date(2022, 3, 16),
        Stage.SUMMARY_DUE: date(2022, 3, 18),
        Stage.SUMMARY_LAST_DAY: date(2022, 3, 18),
        Stage.SUMMARY_OVERDUE: date(2022, 3, 21),
        Stage.ESCALATION: date(2022, 3, 24),
    }


def test_the_summary_of_the_third_quarter_is_due_on_a_monday_and_said_on_friday_and_monday() -> None:
    days = days_of(cchc_year(2022)[2], Audience.COORDINATOR)
    assert (days[Stage.SUMMARY_DUE], days[Stage.SUMMARY_LAST_DAY]) == (date(2022, 9, 16), date(2022, 9, 19))


def test_the_leader_hears_on_the_first_working_day_overdue_and_after_five() -> None:
    assert days_of(cchc_year(2022)[0], Audience.LEADER) == {
        Stage.OVERDUE_1: date(2022, 3, 17),
        Stage.ESCALATION: date(2022, 3, 24),
    }


def test_the_silent_are_listed_in_the_afternoon_and_all_else_said_in_the_morning() -> None:
    for planned in plan_stages(cchc_year(2022)[0], WORKDAYS, HANOI):
        expected = time(15, 0) if planned.stage is Stage.SILENT_LIST else time(7, 30)
        assert planned.at.astimezone(HANOI).time() == expected


def test_a_last_day_on_sunday_is_said_on_friday_and_overdue_on_monday() -> None:
    first_quarter = cchc_year(2025)[0]
    assert first_quarter.officers_last_day == date(2025, 3, 16)
    days = days_of(first_quarter, Audience.OFFICER)
    assert (days[Stage.LAST_DAY], days[Stage.OVERDUE_1]) == (date(2025, 3, 14), date(2025, 3, 17))
    assert days[Stage.OPENING] == date(2025, 3, 14), "never after the day that is its last chance"


def test_tet_moves_the_reminders_of_february_before_it() -> None:
    days = days_of(monthly(2021, 2), Audience.OFFICER)
    assert days[Stage.HEADS_UP] == date(2021, 2, 5)
    assert days[Stage.LAST_DAY] == date(2021, 2, 9)
    assert days[Stage.OVERDUE_1] == date(2021, 2, 17)


def test_new_years_day_and_tet_are_not_counted_as_days_overdue() -> None:
    over_new_year = one_off(
        "Y", Window(date(2021, 12, 1), date(2021, 12, 28)), date(2021, 12, 30), date(2021, 12, 31)
    )
    assert days_of(over_new_year, Audience.OFFICER)[Stage.OVERDUE_2] == date(2022, 1, 4)
    over_tet = one_off("T", Window(date(2022, 1, 1), date(2022, 1, 25)), date(2022, 1, 27), date(2022, 1, 28))
    assert days_of(over_tet, Audience.OFFICER)[Stage.OVERDUE_2] == date(2022, 2, 7)


def test_the_units_own_day_off_moves_the_last_days_reminder() -> None:
    days = days_of(cchc_year(2022)[0], Audience.OFFICER, Workdays({date(2022, 3, 16): False}))
    assert days[Stage.LAST_DAY] == date(2022, 3, 15)


def test_no_heads_up_before_the_window_has_begun() -> None:
    short = one_off("S", Window(date(2022, 3, 14), date(2022, 3, 15)), date(2022, 3, 16), date(2022, 3, 17))
    assert Stage.HEADS_UP not in days_of(short, Audience.OFFICER)


@given(periods())
def test_every_stage_is_on_a_working_day_within_hours(period: PeriodPlan) -> None:
    for planned in plan_stages(period, WORKDAYS, HANOI):
        at = planned.at.astimezone(HANOI)
        assert WORKDAYS.is_workday(at.date())
        assert OPENS <= at.time() < CLOSES
        assert allowed_at(planned.at, WORKDAYS, HANOI) == planned.at


@given(periods())
def test_the_stages_of_one_subject_follow_each_other_by_urgency(period: PeriodPlan) -> None:
    def subject(planned: PlannedStage) -> tuple[str, bool]:
        return planned.audience, planned.stage.about_summary

    planned = sorted(plan_stages(period, WORKDAYS, HANOI), key=subject)
    for _, stages in groupby(planned, key=subject):
        for before, after in pairwise(stages):
            assert before.stage.urgency < after.stage.urgency
            assert before.at <= after.at == before.expires


@given(periods())
def test_no_officer_is_told_of_the_last_day_after_it(period: PeriodPlan) -> None:
    days = days_of(period, Audience.OFFICER)
    assert days[Stage.OPENING] <= days[Stage.LAST_DAY] <= period.officers_last_day < days[Stage.OVERDUE_1]


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        (local(date(2022, 3, 16), 7, 29), local(date(2022, 3, 16))),
        (local(date(2022, 3, 16), 7, 30), local(date(2022, 3, 16))),
        (local(date(2022, 3, 16), 16, 59), local(date(2022, 3, 16), 16, 59)),
        (local(date(2022, 3, 16), 17, 0), local(date(2022, 3, 17))),
        (local(date(2022, 3, 18), 20, 0), local(date(2022, 3, 21))),
        (local(date(2022, 1, 30), 10, 0), local(date(2022, 2, 7))),
    ],
)
def test_outside_hours_the_bot_waits_for_the_next_opening(now: datetime, allowed: datetime) -> None:
    assert allowed_at(now, WORKDAYS, HANOI) == allowed


@pytest.mark.parametrize(
    ("now", "again"),
    [
        (local(date(2022, 3, 15), 8, 0), local(date(2022, 3, 15), 14, 0)),
        (local(date(2022, 3, 15), 14, 0), local(date(2022, 3, 16))),
        (local(date(2022, 3, 16), 8, 0), local(date(2022, 3, 16), 14, 0)),
        (local(date(2022, 3, 16), 14, 5), local(date(2022, 3, 16), 16, 30)),
        (local(date(2022, 3, 16), 16, 30), None),
        (local(date(2022, 3, 18), 15, 0), local(date(2022, 3, 21))),
    ],
)
def test_a_snoozed_reminder_comes_this_afternoon_and_never_after_the_last_call(
    now: datetime, again: datetime | None
) -> None:
    assert snooze_until(now, date(2022, 3, 16), WORKDAYS, HANOI) == again


def test_a_reminder_snoozed_before_a_sundays_last_day_comes_back_on_friday() -> None:
    friday = date(2025, 3, 14)
    sunday = date(2025, 3, 16)
    assert snooze_until(local(friday, 15), sunday, WORKDAYS, HANOI) == local(friday, 16, 30)
    assert snooze_until(local(date(2025, 3, 15), 9), sunday, WORKDAYS, HANOI) is None
