"""The other shared plans: what general rules already read from them."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from plans.findings import WarningCode
from plans.model import PlanDocument

Reader = Callable[[str], PlanDocument]


@pytest.mark.parametrize(
    ("name", "roles", "by_area", "targets", "years"),
    [
        ("phu-la-2021-2025", 7, [4, 1, 4, 2, 6, 3, 3], 13, (2021, 2025)),
        ("ngoc-ky-2023", 7, [1, 9, 4, 3, 5, 7], 1, (2023,)),
        ("thanh-binh-thinh-2021-2030", 6, [8, 3, 4, 4, 3, 2, 2, 5], 51, (2021, 2030)),
    ],
)
def test_the_counts_are_those_read_by_hand(
    shared_plan: Reader, name: str, roles: int, by_area: list[int], targets: int, years: tuple[int, ...]
) -> None:
    plan = shared_plan(name)
    counts = Counter(task.area for task in plan.tasks)
    assert len(plan.roles) == roles
    assert [counts[area.code] for area in plan.areas] == by_area
    assert sum(by_area) == len(plan.tasks) == len({task.code for task in plan.tasks})
    assert len(plan.targets) == targets
    assert plan.years == years


def test_tasks_given_by_role_belong_to_that_role(shared_plan: Reader) -> None:
    plan = shared_plan("duong-hoa-2023")
    assert [Counter(task.lead for task in plan.tasks)[role.name] for role in plan.roles] == [3, 1, 1, 1, 2]
    assert {task.area for task in plan.tasks} == {None}
    assert next(task for task in plan.tasks if task.code == "b.1").criteria == ("6.2.1",)


def test_the_scored_criteria_are_read_with_their_points_and_reasons(shared_plan: Reader) -> None:
    criteria = {criterion.code: criterion for criterion in shared_plan("duong-hoa-2023").criteria}
    assert len(criteria) == 41
    outreach = criteria["1.6"]
    assert (outreach.achieved, outreach.maximum) == (Decimal("1.42"), Decimal(2))
    assert outreach.deducted == Decimal("0.58")
    assert outreach.area == "1"
    assert criteria["9.5"].achieved == 0
    assert (criteria["7.8"].reason or "").startswith("đăng ít")


def test_points_that_do_not_add_up_and_criteria_given_to_nobody_are_remarked_on(shared_plan: Reader) -> None:
    warnings = shared_plan("duong-hoa-2023").warnings
    sums = [warning.values for warning in warnings if warning.code is WarningCode.POINTS_DO_NOT_ADD_UP]
    assert [(value["code"], value["said"], value["sum"]) for value in sums] == [
        ("3", "14,5", "13"),
        ("3.4", "3,46", "2,46"),
        ("3.4.1", "0,4", "0,04"),
    ]
    total = next(warning for warning in warnings if warning.code is WarningCode.TOTAL_DOES_NOT_ADD_UP)
    assert total.values == {"said": "81,863", "sum": "75,73"}
    nobody = next(warning for warning in warnings if warning.code is WarningCode.CRITERION_GIVEN_TO_NOBODY)
    assert nobody.values["codes"] == "1.5, 5.1, 6.3, 6.3.1, 7.3, 7.8, 9.1, 9.2, 9.3, 9.4, 9.5"


def test_hard_wrapped_lines_and_page_numbers_do_not_cut_a_task(shared_plan: Reader) -> None:
    plan = shared_plan("ngoc-ky-2023")
    first = next(task for task in plan.tasks if task.code == "6.1")
    assert "an toàn thông tin mạng" in first.text
    pages = [warning for warning in plan.warnings if warning.code is WarningCode.PAGE_NUMBER_IN_TEXT]
    assert [page.values["number"] for page in pages] == ["5", "7"]


def test_a_dash_with_plus_signs_under_it_is_not_itself_a_task(shared_plan: Reader) -> None:
    codes = [task.code for task in shared_plan("ngoc-ky-2023").tasks if task.area == "6"]
    assert codes == ["6.1", "6.2", "6.3.1", "6.3.2", "6.4", "6.5", "6.6"]


def test_due_days_without_windows_are_kept_and_said(shared_plan: Reader) -> None:
    plan = shared_plan("ngoc-ky-2023")
    assert [(entry.code, entry.window, entry.summary_last_day) for entry in plan.reporting] == [
        ("2023-Q1", None, date(2023, 3, 19)),
        ("2023-Q2", None, date(2023, 6, 19)),
        ("2023-Q3", None, date(2023, 9, 19)),
        ("2023-Q4", None, date(2023, 12, 19)),
    ]
    assert WarningCode.WINDOWS_MISSING in _codes(plan)


def test_a_district_office_in_charge_is_remarked_on(shared_plan: Reader) -> None:
    plan = shared_plan("ngoc-ky-2023")
    assert {WarningCode.ROLE_OF_HIGHER_LEVEL, WarningCode.TARGET_OF_HIGHER_LEVEL} <= _codes(plan)


def test_the_second_d_becomes_the_letter_after_it(shared_plan: Reader) -> None:
    plan = shared_plan("phu-la-2021-2025")
    assert [task.code for task in plan.tasks if task.area == "5"][3:] == ["5.d", "5.đ", "5.e"]
    assert {
        WarningCode.LETTER_TWICE,
        WarningCode.CITED_WITH_TWO_YEARS,
        WarningCode.ITEM_WITHOUT_DASH,
        WarningCode.SIGNER_TITLE_MISSING,
        WarningCode.CALENDAR_MISSING,
    } <= _codes(plan)


def test_a_role_that_stands_twice_is_one(shared_plan: Reader) -> None:
    plan = shared_plan("thanh-binh-thinh-2021-2030")
    office = next(role for role in plan.roles if role.coordinator)
    assert office.leads == ("2", "3", "4", "7")
    assert {
        WarningCode.ROLE_STANDS_TWICE,
        WarningCode.PART_MISSING,
        WarningCode.SAME_TARGET_FOR_TWO_YEARS,
        WarningCode.SIGNER_MISSING,
        WarningCode.RECIPIENTS_MISSING,
        WarningCode.BOOKMARK_IN_TEXT,
        WarningCode.ANNEX_MISSING,
    } <= _codes(plan)
    assert {target.by_year for target in plan.targets} == {2025, 2030}


@pytest.mark.parametrize("name", ["phu-la-2021-2025", "ngoc-ky-2023", "duong-hoa-2023"])
def test_every_plan_survives_json(shared_plan: Reader, name: str) -> None:
    plan = shared_plan(name)
    assert PlanDocument.from_json(plan.to_json()) == plan


def _codes(plan: PlanDocument) -> set[WarningCode]:
    return {warning.code for warning in plan.warnings}
