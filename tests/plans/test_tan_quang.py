"""The reference plan: every count, role, lead, date and remark its readers agreed on."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plans.decisions import with_area_lead
from plans.findings import WarningCode
from plans.model import PlanDocument, Signer
from plans.read import read_plan
from plans.review import PointKind, open_points

OFFICE = "Văn phòng HĐND và UBND xã"
PARTY_OFFICE = "Công chức Văn phòng Đảng ủy - Nội vụ"
JUSTICE = "Công chức Tư pháp – Hộ tịch"
FINANCE = "Công chức Tài chính – Kế toán"
CULTURE = "Công chức Văn hóa và Thông tin"


@pytest.fixture(scope="module")
def plan(shared_plan: Callable[[str], PlanDocument]) -> PlanDocument:
    return shared_plan("tan-quang-2022")


def test_thirty_four_tasks_stand_in_seven_areas(plan: PlanDocument) -> None:
    assert Counter(task.area for task in plan.tasks) == {
        "1": 7, "2": 4, "3": 6, "4": 4, "5": 4, "6": 4, "7": 5
    }  # fmt: skip
    assert len({task.code for task in plan.tasks}) == 34


def test_tasks_keep_the_letters_the_plan_prints(plan: PlanDocument) -> None:
    codes = [task.code for task in plan.tasks]
    assert codes[:7] == ["1.a", "1.b", "1.c", "1.d", "1.đ", "1.e", "1.g"]
    assert codes[-5:] == ["7.a", "7.b", "7.c", "7.d", "7.e"]


def test_the_text_of_every_task_is_what_was_checked_by_hand(plan: PlanDocument) -> None:
    texts = "\n".join(task.text for task in plan.tasks)
    assert hashlib.sha256(texts.encode()).hexdigest()[:16] == "f52b35640bd1867b"


def test_an_item_cut_by_a_page_break_is_one_task(plan: PlanDocument) -> None:
    task = next(task for task in plan.tasks if task.code == "3.đ")
    assert "được luân chuyển" in task.text
    assert task.line == 63


def test_the_roles_are_named_as_printed(plan: PlanDocument) -> None:
    assert [role.name for role in plan.roles] == [
        PARTY_OFFICE,
        OFFICE,
        JUSTICE,
        FINANCE,
        CULTURE,
        "Các ban, ngành, đoàn thể",
        "Đài truyền thanh xã",
    ]


def test_each_area_but_the_first_has_the_lead_its_duties_name(plan: PlanDocument) -> None:
    leads = {area: role.name for role in plan.roles for area in role.leads}
    assert leads == {
        "2": JUSTICE,
        "3": OFFICE,
        "4": PARTY_OFFICE,
        "5": PARTY_OFFICE,
        "6": FINANCE,
        "7": CULTURE,
    }
    assert {task.lead for task in plan.tasks if task.area == "1"} == {None}
    assert {task.lead for task in plan.tasks if task.area == "6"} == {FINANCE}


def test_the_standing_office_is_the_coordinator_under_both_its_spellings(plan: PlanDocument) -> None:
    assert [role.name for role in plan.roles if role.coordinator] == [PARTY_OFFICE]
    assert plan.roles[0].aliases == ("Công chức Văn phòng - Nội vụ",)


def test_the_quality_system_task_is_supported_by_the_office(plan: PlanDocument) -> None:
    assert next(task for task in plan.tasks if task.code == "7.e").supports == (OFFICE,)


def test_six_targets_have_their_comparators(plan: PlanDocument) -> None:
    found = [(target.comparator, target.value, target.upper) for target in plan.targets]
    assert found == [
        ("=", Decimal(100), None),
        ("range", Decimal(95), Decimal(100)),
        ("=", Decimal(25), None),
        (">=", Decimal(30), None),
        ("=", Decimal(30), None),
        (">=", Decimal(90), None),
    ]
    assert {(target.area, target.unit, target.by_year) for target in plan.targets} == {("3", "%", 2022)}


def test_four_reports_have_windows_and_both_last_days(plan: PlanDocument) -> None:
    year_start = date(2021, 12, 15)
    found = [
        (entry.code, entry.window, entry.officers_last_day, entry.summary_last_day)
        for entry in plan.reporting
    ]
    assert found == [
        ("2022-Q1", (year_start, date(2022, 3, 14)), date(2022, 3, 16), date(2022, 3, 19)),
        ("2022-H1", (year_start, date(2022, 6, 14)), date(2022, 6, 16), date(2022, 6, 19)),
        ("2022-Q3", (date(2022, 6, 15), date(2022, 9, 14)), date(2022, 9, 16), date(2022, 9, 19)),
        ("2022-Y", (year_start, date(2022, 12, 14)), date(2022, 12, 16), date(2022, 12, 19)),
    ]


def test_head_and_foot_are_read_with_their_blanks(plan: PlanDocument) -> None:
    assert plan.number is None
    assert plan.issued_on is None
    assert plan.issuing_body == "UBND xã Tân Quang"
    assert plan.years == (2022,)
    assert plan.recipients == ("UBND huyện", "Phòng Nội vụ huyện", "Lãnh đạo UBND xã", "Công chức liên quan")
    assert plan.signer == Signer("CHỦ TỊCH", "Lê Văn Phúc")


def test_a_careful_clerk_remarks_on_exactly_this(plan: PlanDocument) -> None:
    assert [(warning.code, warning.line) for warning in plan.warnings] == [
        (WarningCode.NUMBER_BLANK, 3),
        (WarningCode.SIGN_NOT_PLAN, 3),
        (WarningCode.DAY_BLANK, 5),
        (WarningCode.AREA_WITHOUT_LEAD, 28),
        (WarningCode.SENTENCE_REJOINED, 65),
        (WarningCode.LETTER_SKIPPED, 109),
        (WarningCode.ANNEX_MISSING, 111),
        (WarningCode.ROLE_TWO_SPELLINGS, 135),
        (WarningCode.ROLE_LEADS_NOTHING, 153),
        (WarningCode.ROLE_LEADS_NOTHING, 159),
    ]
    assert plan.warnings[3].values["proposal"] == PARTY_OFFICE


def test_the_coordinator_is_asked_about_two_spellings_area_one_and_the_blanks(plan: PlanDocument) -> None:
    assert [(point.kind, point.about) for point in open_points(plan, 2022)] == [
        (PointKind.ROLES_ALIKE, (PARTY_OFFICE, "Công chức Văn phòng - Nội vụ")),
        (PointKind.AREA_LEAD, ("1",)),
        (PointKind.NUMBER, ()),
        (PointKind.DAY, ()),
    ]
    settled = with_area_lead(plan, "1", PARTY_OFFICE)
    assert PointKind.AREA_LEAD not in {point.kind for point in open_points(settled, 2022)}
    assert {task.lead for task in settled.tasks if task.area == "1"} == {PARTY_OFFICE}


def test_reading_takes_less_than_a_second(shared_file: Callable[[str], Path]) -> None:
    file = shared_file("tan-quang-2022")
    start = time.perf_counter()
    read_plan(file.name, file.read_bytes())
    assert time.perf_counter() - start < 1
