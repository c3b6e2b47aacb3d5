"""The calendar: what the text gives stands, what it does not is the preset's and says so."""

from collections.abc import Callable
from datetime import date

import pytest

from plans.calendar import calendar_year, plan_years, reform_year, reporting_calendar
from plans.model import PlanDocument, ReportingDraft
from scheduler.periods import PeriodKind, cchc_year

SharedPlan = Callable[[str], PlanDocument]


def test_tan_quang_brings_its_own_four_windows(shared_plan: SharedPlan) -> None:
    calendar = reporting_calendar(shared_plan("tan-quang-2022"), 2022)
    assert [period.plan for period in calendar] == list(cchc_year(2022))
    assert all(period.all_given for period in calendar)


def test_a_text_without_reports_is_offered_the_reform_years_preset(shared_plan: SharedPlan) -> None:
    calendar = reporting_calendar(shared_plan("phu-la-2021-2025"), 2023)
    assert [period.plan for period in calendar] == list(cchc_year(2023))
    assert not any(p.window_given or p.officers_given or p.summary_given for p in calendar)


def test_deadlines_without_windows_are_completed_and_marked(shared_plan: SharedPlan) -> None:
    calendar = reporting_calendar(shared_plan("ngoc-ky-2023"), 2023)
    assert [period.plan.code for period in calendar] == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]
    assert [period.plan.window.first for period in calendar[1:]] == [
        period.plan.window.last.replace(day=15) for period in calendar[:-1]
    ]
    assert all(period.summary_given for period in calendar)
    assert not any(period.window_given or period.officers_given for period in calendar)


def test_a_preset_deadline_never_passes_one_the_text_gives() -> None:
    early = ReportingDraft("2022-Q1", summary_last_day=date(2022, 3, 10))
    (period,) = reporting_calendar(PlanDocument("Kế hoạch", years=(2022,), reporting=(early,)), 2022)
    assert period.plan.window.last == period.plan.officers_last_day == date(2022, 3, 10)


def test_a_window_to_the_end_of_the_month_is_due_after_it() -> None:
    whole = ReportingDraft("2022-Q1", window=(date(2022, 1, 1), date(2022, 3, 31)))
    (period,) = reporting_calendar(PlanDocument("Kế hoạch", years=(2022,), reporting=(whole,)), 2022)
    assert period.plan.window.last == date(2022, 3, 31)
    assert period.plan.officers_last_day >= period.plan.window.last


def test_dates_that_contradict_each_other_give_way_to_the_preset() -> None:
    odd = ReportingDraft("2022-Q1", (date(2021, 12, 15), date(2022, 3, 14)), date(2022, 3, 1), None)
    (period,) = reporting_calendar(PlanDocument("Kế hoạch", years=(2022,), reporting=(odd,)), 2022)
    assert period.plan == cchc_year(2022)[0]
    assert not period.window_given


def test_every_kind_of_report_has_a_preset() -> None:
    codes = ["Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M", "Y"]
    document = PlanDocument(
        "Kế hoạch", years=(2022,), reporting=tuple(ReportingDraft(f"2022-{c}") for c in codes)
    )
    kinds = [period.plan.kind for period in reporting_calendar(document, 2022)]
    assert kinds[4:] == [
        PeriodKind.HALF_YEARLY,
        PeriodKind.HALF_YEARLY,
        PeriodKind.ONE_OFF,
        PeriodKind.YEARLY,
    ]


@pytest.mark.parametrize(
    ("today", "year"), [(date(2021, 12, 14), 2021), (date(2021, 12, 15), 2022), (date(2022, 3, 1), 2022)]
)
def test_the_reform_year_begins_on_15_december(today: date, year: int) -> None:
    assert reform_year(today) == year


def test_a_programme_of_several_years_brings_the_running_one() -> None:
    programme = PlanDocument("Kế hoạch", years=(2021, 2025))
    assert calendar_year(programme, date(2022, 12, 20)) == 2023
    assert calendar_year(programme, date(2019, 5, 1)) == 2021
    assert calendar_year(programme, date(2030, 5, 1)) == 2025


def test_a_plan_without_a_year_is_taken_for_the_running_one() -> None:
    assert plan_years(PlanDocument("Kế hoạch"), date(2021, 12, 15)) == (2022, 2022)
