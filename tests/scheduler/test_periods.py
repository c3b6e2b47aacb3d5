"""Windows, slices and last days: the calendar of DESIGN §3."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.periods import (
    PeriodError,
    PeriodPlan,
    Window,
    before_day,
    cchc_year,
    current_period,
    is_late,
    last_moment,
    local_date,
    monthly,
    one_off,
    slices,
    slices_of,
    weekly,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_SOME_DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@st.composite
def windows(draw: st.DrawFn) -> list[Window]:
    def window() -> Window:
        first = draw(_SOME_DAYS)
        return Window(first, first + timedelta(days=draw(st.integers(0, 400))))

    return [window() for _ in range(draw(st.integers(1, 6)))]


def _code(periods: tuple[PeriodPlan, ...], today: date) -> str | None:
    period = current_period(periods, today)
    return period.code if period else None


def test_the_four_reform_reports_of_2022_have_the_dates_of_the_tan_quang_plan() -> None:
    assert [
        (p.code, p.window.first, p.window.last, p.officers_last_day, p.summary_last_day)
        for p in cchc_year(2022)
    ] == [
        ("2022-Q1", date(2021, 12, 15), date(2022, 3, 14), date(2022, 3, 16), date(2022, 3, 19)),
        ("2022-H1", date(2021, 12, 15), date(2022, 6, 14), date(2022, 6, 16), date(2022, 6, 19)),
        ("2022-Q3", date(2022, 6, 15), date(2022, 9, 14), date(2022, 9, 16), date(2022, 9, 19)),
        ("2022-Y", date(2021, 12, 15), date(2022, 12, 14), date(2022, 12, 16), date(2022, 12, 19)),
    ]


def test_a_month_runs_from_the_15th_of_the_month_before_to_the_14th() -> None:
    assert monthly(2022, 3).window == Window(date(2022, 2, 15), date(2022, 3, 14))
    january = monthly(2022, 1)
    assert (january.code, january.window) == ("2022-M01", Window(date(2021, 12, 15), date(2022, 1, 14)))


def test_a_week_is_the_seven_days_up_to_its_cut_off() -> None:
    week = weekly(date(2022, 3, 17))
    assert (week.code, week.window) == ("2022-W11", Window(date(2022, 3, 11), date(2022, 3, 17)))
    assert (week.officers_last_day, week.summary_last_day) == (date(2022, 3, 18), date(2022, 3, 19))


def test_a_week_of_new_year_is_named_by_its_iso_year() -> None:
    assert weekly(date(2023, 1, 1)).code == "2022-W52"


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PeriodError):
        Window(date(2022, 3, 15), date(2022, 3, 14))


@pytest.mark.parametrize(
    ("officers", "summary"),
    [(date(2022, 3, 13), date(2022, 3, 19)), (date(2022, 3, 16), date(2022, 3, 15))],
)
def test_last_days_out_of_order_are_refused(officers: date, summary: date) -> None:
    with pytest.raises(PeriodError):
        one_off("2022-X", Window(date(2022, 3, 1), date(2022, 3, 14)), officers, summary)


def test_the_reform_year_is_cut_into_four_slices() -> None:
    assert slices(p.window for p in cchc_year(2022)) == (
        Window(date(2021, 12, 15), date(2022, 3, 14)),
        Window(date(2022, 3, 15), date(2022, 6, 14)),
        Window(date(2022, 6, 15), date(2022, 9, 14)),
        Window(date(2022, 9, 15), date(2022, 12, 14)),
    )


def test_each_report_is_made_of_its_slices() -> None:
    base = slices(p.window for p in cchc_year(2022))
    assert [slices_of(p.window, base) for p in cchc_year(2022)] == [base[:1], base[:2], base[2:3], base]


def test_days_between_two_windows_belong_to_no_slice() -> None:
    apart = (Window(date(2022, 1, 1), date(2022, 1, 5)), Window(date(2022, 2, 1), date(2022, 2, 5)))
    assert slices(apart) == apart


def test_slices_that_leave_out_a_day_or_overlap_are_refused() -> None:
    whole = Window(date(2022, 1, 1), date(2022, 1, 10))
    for base in (
        [],
        [Window(date(2022, 1, 1), date(2022, 1, 9))],
        [Window(date(2022, 1, 1), date(2022, 1, 4)), Window(date(2022, 1, 6), date(2022, 1, 10))],
        [Window(date(2022, 1, 1), date(2022, 1, 6)), Window(date(2022, 1, 5), date(2022, 1, 10))],
        [whole, Window(date(2022, 1, 5), date(2022, 1, 5))],
        [whole, Window(date(2022, 1, 5), date(2022, 1, 10))],
    ):
        with pytest.raises(PeriodError):
            slices_of(whole, base)


@given(windows())
def test_slices_make_up_every_window_exactly_and_never_overlap(known: list[Window]) -> None:
    base = slices(known)
    assert all(before.last < after.first for before, after in pairwise(base))
    for window in known:
        parts = slices_of(window, base)
        assert (parts[0].first, parts[-1].last) == (window.first, window.last)
        assert sum(part.days for part in parts) == window.days


def test_before_the_17th_means_the_end_of_the_16th_in_vietnam() -> None:
    assert before_day(date(2022, 3, 17)) == date(2022, 3, 16)
    assert last_moment(date(2022, 3, 16), HANOI) == datetime(2022, 3, 16, 16, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("submitted_at", "late"),
    [
        (datetime(2022, 3, 16, 16, 59, 59, 999999, tzinfo=UTC), False),
        (datetime(2022, 3, 16, 17, 0, tzinfo=UTC), True),
        (datetime(2022, 3, 15, 17, 0, tzinfo=UTC), False),
    ],
)
def test_an_answer_is_late_from_local_midnight_after_its_last_day(submitted_at: datetime, late: bool) -> None:
    assert is_late(submitted_at, date(2022, 3, 16), HANOI) is late


def test_a_moment_without_a_time_zone_has_no_date() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2022, 3, 16, 12, 0), HANOI)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("today", "meant"),
    [
        (date(2021, 12, 14), None),
        (date(2021, 12, 15), "2022-Q1"),
        (date(2022, 3, 9), "2022-Q1"),
        (date(2022, 3, 15), "2022-Q1"),
        (date(2022, 3, 17), "2022-Q1"),
        (date(2022, 3, 30), "2022-Q1"),
        (date(2022, 3, 31), "2022-H1"),
        (date(2022, 4, 20), "2022-H1"),
        (date(2022, 6, 15), "2022-H1"),
        (date(2022, 6, 17), "2022-H1"),
        (date(2022, 8, 1), "2022-Q3"),
        (date(2022, 10, 15), "2022-Y"),
        (date(2022, 12, 20), "2022-Y"),
        (date(2023, 2, 1), "2022-Y"),
    ],
)
def test_an_answer_belongs_to_the_period_an_officer_would_mean(today: date, meant: str | None) -> None:
    assert _code(cchc_year(2022), today) == meant


def test_once_a_period_is_closed_the_next_answer_belongs_to_the_one_that_runs() -> None:
    still_open = cchc_year(2022)[1:]
    assert _code(still_open, date(2022, 3, 17)) == "2022-H1"


def test_the_year_end_report_goes_before_the_new_years_first_quarter() -> None:
    both = cchc_year(2022) + cchc_year(2023)
    assert _code(both, date(2022, 12, 15)) == "2022-Y"
    assert _code(both, date(2022, 12, 30)) == "2022-Y"
    assert _code(both, date(2022, 12, 31)) == "2023-Q1"


def test_last_week_gives_way_to_this_week_sooner_than_a_quarter_does() -> None:
    weeks = (weekly(date(2022, 3, 17)), weekly(date(2022, 3, 24)))
    assert _code(weeks, date(2022, 3, 20)) == "2022-W11"
    assert _code(weeks, date(2022, 3, 21)) == "2022-W12"


def test_of_two_reports_due_on_one_day_the_shorter_is_meant() -> None:
    quarter = one_off(
        "2022-Q2", Window(date(2022, 3, 15), date(2022, 6, 14)), date(2022, 6, 16), date(2022, 6, 19)
    )
    both = (*cchc_year(2022)[1:2], quarter)
    for today in (date(2022, 5, 1), date(2022, 6, 15), date(2022, 6, 17)):
        assert _code(both, today) == "2022-Q2"
