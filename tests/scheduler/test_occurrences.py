"""When a task is due by itself: one day, or every week, month, quarter, half-year and year."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.occasion_stages import occasion_stages
from scheduler.occurrences import RECURRING, Occasion, Rhythm, meant, next_up, occasions
from scheduler.stages import Audience, Stage
from scheduler.workdays import Workdays
from storage.enums import DueKind

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WORKDAYS = Workdays()
DAY = timedelta(days=1)
NEW_YEAR, NEW_YEARS_EVE = date(2022, 1, 1), date(2022, 12, 31)
MONTHS = {DueKind.MONTHLY: 1, DueKind.QUARTERLY: 3, DueKind.HALF_YEARLY: 6, DueKind.YEARLY: 12}


def dues(
    kind: DueKind,
    anchor: date | None = None,
    first: date = NEW_YEAR,
    last: date = NEW_YEARS_EVE,
    since: date = date(2021, 12, 1),
    years: tuple[int, int] = (2022, 2022),
) -> list[date]:
    return [o.due_on for o in occasions(Rhythm(kind, anchor, years, since), first, last)]


def test_a_task_with_a_date_is_due_once() -> None:
    assert dues(DueKind.DATE, date(2022, 6, 30)) == [date(2022, 6, 30)]
    (once,) = occasions(
        Rhythm(DueKind.DATE, date(2022, 6, 30), (2022, 2022), date(2022, 2, 1)), NEW_YEAR, NEW_YEARS_EVE
    )
    assert once.opens_on == date(2022, 2, 1)


def test_a_date_may_lie_outside_the_plans_years_but_not_before_anybody_knew() -> None:
    later = date(2023, 1, 15)
    assert dues(DueKind.DATE, later, last=later) == [later]
    assert dues(DueKind.DATE, date(2022, 3, 31), since=date(2022, 8, 3)) == []


def test_every_week_is_due_on_friday_or_on_the_anchors_weekday() -> None:
    march = {"first": date(2022, 3, 1), "last": date(2022, 3, 31)}
    assert [d.day for d in dues(DueKind.WEEKLY, **march)] == [4, 11, 18, 25]
    assert [d.day for d in dues(DueKind.WEEKLY, date(2021, 5, 5), **march)] == [2, 9, 16, 23, 30]


def test_every_month_is_due_on_its_last_day_also_in_february() -> None:
    assert dues(DueKind.MONTHLY, last=date(2022, 4, 30)) == [
        date(2022, 1, 31),
        date(2022, 2, 28),
        date(2022, 3, 31),
        date(2022, 4, 30),
    ]
    leap = dues(DueKind.MONTHLY, first=date(2024, 2, 1), last=date(2024, 2, 29), years=(2024, 2024))
    assert leap == [date(2024, 2, 29)]


def test_a_day_that_a_month_does_not_have_is_its_last() -> None:
    assert [d.day for d in dues(DueKind.MONTHLY, date(2022, 1, 30), last=date(2022, 4, 30))] == [
        30,
        28,
        30,
        30,
    ]


@pytest.mark.parametrize(
    ("kind", "anchor", "expected"),
    [
        (DueKind.QUARTERLY, None, ["31/03", "30/06", "30/09", "31/12"]),
        (DueKind.QUARTERLY, date(2022, 5, 20), ["20/02", "20/05", "20/08", "20/11"]),
        (DueKind.HALF_YEARLY, None, ["30/06", "31/12"]),
        (DueKind.HALF_YEARLY, date(2022, 5, 31), ["31/05", "30/11"]),
        (DueKind.YEARLY, None, ["31/12"]),
        (DueKind.YEARLY, date(2024, 2, 29), ["28/02"]),
    ],
)
def test_rarer_tasks_are_due_at_the_end_of_their_stretch_or_at_the_anchors_place(
    kind: DueKind, anchor: date | None, expected: list[str]
) -> None:
    assert [d.strftime("%d/%m") for d in dues(kind, anchor)] == expected


@pytest.mark.parametrize("kind", [DueKind.ONGOING, DueKind.ON_REQUEST, DueKind.UNSTATED])
def test_other_tasks_are_never_due_by_themselves(kind: DueKind) -> None:
    assert dues(kind, date(2022, 6, 30)) == []


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    kind=st.sampled_from(sorted(RECURRING)),
    anchor=st.none() | days,
    first=days,
    length=st.integers(0, 800),
    since=days,
)
def test_recurring_occasions_leave_no_day_out_and_never_overlap(
    kind: DueKind, anchor: date | None, first: date, length: int, since: date
) -> None:
    last = first + length * DAY
    found = occasions(Rhythm(kind, anchor, (2021, 2029), since), first, last)
    for before, after in pairwise(found):
        assert after.opens_on == before.due_on + DAY
    for occasion in found:
        assert max(first, since) <= occasion.due_on <= last
        assert since <= occasion.opens_on <= occasion.due_on
        assert 2021 <= occasion.due_on.year <= 2029


@given(
    kind=st.sampled_from(sorted(RECURRING)),
    anchor=st.none() | days,
    first=days,
    cut=st.integers(0, 400),
    length=st.integers(1, 400),
)
def test_the_same_days_are_found_in_one_look_or_in_two(
    kind: DueKind, anchor: date | None, first: date, cut: int, length: int
) -> None:
    rhythm = Rhythm(kind, anchor, (2019, 2040), date(2019, 1, 1))
    middle, last = first + cut * DAY, first + (cut + length) * DAY
    whole = occasions(rhythm, first, last)
    assert whole == occasions(rhythm, first, middle) + occasions(rhythm, middle + DAY, last)


@given(kind=st.sampled_from(sorted(MONTHS)), anchor=st.none() | days, year=st.integers(2020, 2035))
def test_each_stretch_of_months_has_exactly_one(kind: DueKind, anchor: date | None, year: int) -> None:
    found = dues(kind, anchor, date(year, 1, 1), date(year, 12, 31), date(2019, 1, 1), (2019, 2040))
    assert [(d.month - 1) // MONTHS[kind] for d in found] == list(range(12 // MONTHS[kind]))


def test_xong_on_monday_answers_fridays_reminder_and_on_thursday_this_weeks() -> None:
    last_week = Occasion(date(2022, 3, 5), date(2022, 3, 11))
    this_week = Occasion(date(2022, 3, 12), date(2022, 3, 18))
    assert meant([last_week, this_week], date(2022, 3, 14)) is last_week
    assert meant([last_week, this_week], date(2022, 3, 17)) is this_week
    assert meant([this_week], date(2022, 3, 14)) is this_week
    assert meant([this_week], date(2022, 3, 11)) is None
    assert next_up([this_week], date(2022, 3, 11)) is this_week


def said(kind: DueKind, opens_on: date, due_on: date) -> list[tuple[str, Stage, Audience]]:
    stages = occasion_stages(kind, Occasion(opens_on, due_on), WORKDAYS, HANOI)
    return [(s.at.astimezone(HANOI).strftime("%d/%m %H:%M"), s.stage, s.audience) for s in stages]


def test_a_date_is_told_ahead_on_its_day_three_times_after_and_then_to_the_coordinator() -> None:
    officer = Audience.OFFICER
    assert said(DueKind.DATE, NEW_YEAR, date(2022, 6, 30)) == [
        ("27/06 07:30", Stage.HEADS_UP, officer),
        ("30/06 07:30", Stage.LAST_DAY, officer),
        ("01/07 07:30", Stage.OVERDUE_1, officer),
        ("04/07 07:30", Stage.OVERDUE_2, officer),
        ("05/07 07:30", Stage.OVERDUE_3, officer),
        ("06/07 07:30", Stage.ESCALATION, Audience.COORDINATOR),
    ]


def test_every_week_is_told_on_its_day_and_once_after() -> None:
    assert [
        (at, stage) for at, stage, _who in said(DueKind.WEEKLY, date(2022, 3, 12), date(2022, 3, 18))
    ] == [
        ("18/03 07:30", Stage.LAST_DAY),
        ("21/03 07:30", Stage.OVERDUE_1),
    ]


def test_every_month_is_told_ahead_too_and_twice_after() -> None:
    told = said(DueKind.MONTHLY, date(2022, 3, 1), date(2022, 3, 31))
    assert [stage for _at, stage, _who in told] == [
        Stage.HEADS_UP,
        Stage.LAST_DAY,
        Stage.OVERDUE_1,
        Stage.OVERDUE_2,
    ]


def test_tet_moves_the_last_day_before_it() -> None:
    assert said(DueKind.WEEKLY, date(2022, 1, 29), date(2022, 2, 4))[0][0] == "28/01 07:30"
    assert [at for at, _stage, _who in said(DueKind.MONTHLY, NEW_YEAR, date(2022, 1, 31))] == [
        "25/01 07:30",
        "28/01 07:30",
        "07/02 07:30",
        "08/02 07:30",
    ]


@given(kind=st.sampled_from(sorted(RECURRING | {DueKind.DATE})), due_on=days, length=st.integers(0, 366))
def test_nothing_is_said_outside_working_hours_and_the_last_day_never_after_the_due(
    kind: DueKind, due_on: date, length: int
) -> None:
    assume(due_on.year > 2019)
    stages = occasion_stages(kind, Occasion(due_on - length * DAY, due_on), WORKDAYS, HANOI)
    for planned in stages:
        at = planned.at.astimezone(HANOI)
        assert WORKDAYS.is_workday(at.date())
        assert time(7, 30) <= at.time() < time(17, 0)
        assert planned.expires > planned.at
    last_day = next(p for p in stages if p.stage is Stage.LAST_DAY)
    assert last_day.at <= datetime.combine(due_on, time(7, 30), HANOI)
    officer = [p for p in stages if p.audience is Audience.OFFICER]
    assert [p.expires for p in officer[:-1]] == [p.at for p in officer[1:]]
