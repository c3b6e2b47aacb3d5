"""Each decision about a plan gives a new document: what it changes, what it leaves, what it refuses."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plans.decisions import (
    NameTakenError,
    StillLeadsError,
    with_area_lead,
    with_calendar,
    with_coordinator,
    with_day,
    with_due,
    with_merged_roles,
    with_number,
    with_role_apart,
    with_role_renamed,
    with_role_replaced,
    with_settled,
    with_target_restored,
    with_task_restored,
    with_tasks_lead,
    without_role,
    without_target,
    without_task,
)
from plans.findings import Warning_, WarningCode
from plans.model import (
    AreaDraft,
    DueDraft,
    PlanDocument,
    RoleDraft,
    TargetDraft,
    TaskDraft,
    with_derived_leads,
)
from scheduler.periods import cchc_year
from storage.enums import DueKind

SharedPlan = Callable[[str], PlanDocument]
JUSTICE, LAW, FINANCE = "Công chức Tư pháp – Hộ tịch", "Công chức Tư pháp", "Công chức Tài chính – Kế toán"
DISTRICT = "Phòng Tài chính huyện"
TARGET = TargetDraft("1", "100% các xã, thị trấn", "=", Decimal(100), "%", line=8)
PLAN = with_derived_leads(
    PlanDocument(
        "Kế hoạch",
        years=(2023,),
        areas=(AreaDraft("1", "Cải cách thể chế"), AreaDraft("2", "Cải cách tài chính công")),
        roles=(
            RoleDraft(JUSTICE, leads=("1",), supports=("2",), aliases=("Công chức TP-HT",)),
            RoleDraft(DISTRICT, leads=("2",)),
            RoleDraft(LAW),
            RoleDraft("Đài truyền thanh"),
        ),
        tasks=(
            TaskDraft("1.a", "1", "Rà soát văn bản", supports=("Đài truyền thanh", LAW), line=10),
            TaskDraft("1.b", "1", "Phổ biến pháp luật", lead=LAW, lead_is_own=True, line=11),
            TaskDraft("2.a", "2", "Công khai ngân sách", supports=(JUSTICE, LAW), line=20),
        ),
        targets=(TARGET,),
        warnings=(
            Warning_(WarningCode.ROLE_TWO_SPELLINGS, {"role": JUSTICE, "alias": "Công chức TP-HT"}, 30),
            Warning_(WarningCode.ROLE_OF_HIGHER_LEVEL, {"role": DISTRICT}, 31),
            Warning_(WarningCode.ROLE_LEADS_NOTHING, {"role": "Đài truyền thanh"}, 32),
            Warning_(WarningCode.NO_COORDINATOR),
            Warning_(WarningCode.NUMBER_BLANK),
            Warning_(WarningCode.DAY_BLANK),
            Warning_(WarningCode.CALENDAR_MISSING),
            Warning_(WarningCode.TARGET_OF_HIGHER_LEVEL, {"text": TARGET.text}, 8),
        ),
    )
)


def names(document: PlanDocument) -> list[str]:
    return [role.name for role in document.roles]


def leads(document: PlanDocument) -> dict[str, str | None]:
    return {task.code: task.lead for task in document.tasks}


def codes(document: PlanDocument) -> set[WarningCode]:
    return {warning.code for warning in document.warnings}


def test_merged_roles_are_one_with_all_spellings_leads_and_tasks_of_both() -> None:
    merged = with_merged_roles(PLAN, JUSTICE, LAW)
    assert names(merged) == [JUSTICE, DISTRICT, "Đài truyền thanh"]
    role = merged.roles[0]
    assert (role.leads, role.aliases) == (("1",), ("Công chức TP-HT", LAW))
    assert leads(merged) == {"1.a": JUSTICE, "1.b": JUSTICE, "2.a": DISTRICT}
    assert [task.supports for task in merged.tasks] == [("Đài truyền thanh",), (), (JUSTICE,)]


def test_the_other_name_can_stay_when_roles_are_merged() -> None:
    merged = with_merged_roles(PLAN, LAW, JUSTICE)
    assert names(merged) == [LAW, DISTRICT, "Đài truyền thanh"]
    assert set(merged.roles[0].aliases) == {JUSTICE, "Công chức TP-HT"}
    assert leads(merged)["1.a"] == LAW


def test_two_leads_of_one_area_are_one_after_they_are_merged() -> None:
    both = replace(PLAN, roles=tuple(replace(r, leads=("1",)) if r.name == LAW else r for r in PLAN.roles))
    both = with_derived_leads(both)
    assert leads(both)["1.a"] is None
    assert leads(with_merged_roles(both, JUSTICE, LAW))["1.a"] == JUSTICE


def test_a_spelling_can_become_the_name_or_a_role_of_its_own() -> None:
    named = with_merged_roles(PLAN, "Công chức TP-HT", JUSTICE)
    assert (named.roles[0].name, named.roles[0].aliases) == ("Công chức TP-HT", (JUSTICE,))
    assert leads(named)["1.a"] == "Công chức TP-HT"
    apart = with_role_apart(PLAN, JUSTICE, "Công chức TP-HT")
    assert names(apart)[:2] == [JUSTICE, "Công chức TP-HT"]
    assert apart.roles[0].aliases == ()
    assert WarningCode.ROLE_TWO_SPELLINGS not in codes(apart)


def test_a_renamed_role_keeps_its_printed_name_as_an_alias() -> None:
    renamed = with_role_renamed(PLAN, JUSTICE, "Văn phòng HĐND và UBND")
    assert renamed.roles[0].name == "Văn phòng HĐND và UBND"
    assert renamed.roles[0].aliases == (JUSTICE, "Công chức TP-HT")
    assert leads(renamed)["1.a"] == "Văn phòng HĐND và UBND"
    assert renamed.tasks[2].supports == ("Văn phòng HĐND và UBND", LAW)
    with pytest.raises(NameTakenError):
        with_role_renamed(PLAN, JUSTICE, "công chức tư pháp")


def test_who_steps_in_for_a_higher_body_takes_its_work_and_not_its_name() -> None:
    new = with_role_replaced(PLAN, DISTRICT, FINANCE)
    assert names(new)[1] == FINANCE
    assert new.roles[1].aliases == ()
    assert leads(new)["2.a"] == FINANCE
    assert WarningCode.ROLE_OF_HIGHER_LEVEL not in codes(new)
    known = with_role_replaced(PLAN, DISTRICT, JUSTICE)
    assert known.roles[0].leads == ("1", "2")
    assert known.roles[0].supports == ()
    assert with_role_replaced(PLAN, DISTRICT, "công chức tư pháp-hộ tịch") == known
    assert leads(known)["2.a"] == JUSTICE
    assert DISTRICT not in {name for role in known.roles for name in (role.name, *role.aliases)}


def test_only_one_role_is_the_coordinator() -> None:
    chosen = with_coordinator(with_coordinator(PLAN, LAW), JUSTICE)
    assert [role.name for role in chosen.roles if role.coordinator] == [JUSTICE]
    assert WarningCode.NO_COORDINATOR not in codes(chosen)


def test_a_role_is_left_out_only_when_it_leads_nothing() -> None:
    without = without_role(PLAN, "Đài truyền thanh")
    assert "Đài truyền thanh" not in names(without)
    assert without.tasks[0].supports == (LAW,)
    assert WarningCode.ROLE_LEADS_NOTHING not in codes(without)
    for leader in (JUSTICE, LAW):
        with pytest.raises(StillLeadsError):
            without_role(PLAN, leader)


@pytest.mark.parametrize("code", ["1.a", "1.b", "2.a"])
def test_a_dropped_task_is_kept_apart_and_comes_back_where_it_stood(code: str) -> None:
    dropped = without_task(PLAN, code)
    assert code not in leads(dropped)
    assert [task.code for task in dropped.dropped] == [code]
    assert with_task_restored(dropped, code) == PLAN
    with pytest.raises(KeyError):
        without_task(dropped, code)
    with pytest.raises(KeyError):
        with_task_restored(PLAN, code)


def test_a_task_that_comes_back_follows_what_became_of_its_roles() -> None:
    dropped = without_task(without_task(PLAN, "1.b"), "2.a")
    merged = with_task_restored(with_merged_roles(dropped, JUSTICE, LAW), "1.b")
    assert leads(merged)["1.b"] == JUSTICE
    gone = with_task_restored(without_role(dropped, LAW), "1.b")
    assert leads(gone)["1.b"] == JUSTICE, "its own lead is gone, so the area's leads"


@pytest.mark.parametrize("name", ["tan-quang-2022", "ngoc-ky-2023", "thanh-binh-thinh-2021-2030"])
def test_every_task_of_a_real_plan_can_go_and_come_back(shared_plan: SharedPlan, name: str) -> None:
    plan = shared_plan(name)
    for task in plan.tasks:
        back = with_task_restored(without_task(plan, task.code), task.code)
        assert back.tasks == plan.tasks


def test_a_dropped_target_comes_back_too() -> None:
    dropped = without_target(PLAN, TARGET)
    assert (dropped.targets, dropped.dropped_targets) == ((), (TARGET,))
    assert WarningCode.TARGET_OF_HIGHER_LEVEL not in codes(dropped)
    back = with_target_restored(dropped, TARGET)
    assert (back.targets, back.dropped_targets) == ((TARGET,), ())


def test_a_group_of_tasks_gets_one_lead() -> None:
    given = with_tasks_lead(PLAN, ("1.a", "2.a"), LAW)
    assert leads(given) == {"1.a": LAW, "1.b": LAW, "2.a": LAW}
    assert given.tasks[0].supports == ("Đài truyền thanh",)
    back = with_tasks_lead(given, ("1.a",), None)
    assert leads(back)["1.a"] == JUSTICE


def test_blanks_are_filled_and_their_remarks_go() -> None:
    filled = with_day(with_number(PLAN, "124/KH-UBND"), date(2022, 12, 30))
    filled = with_calendar(filled, cchc_year(2023))
    due = DueDraft(DueKind.DATE, date(2023, 6, 30), "Quý II")
    filled = with_due(filled, "2.a", due)
    assert (filled.number, filled.issued_on, filled.tasks[2].due) == (
        "124/KH-UBND", date(2022, 12, 30), due
    )  # fmt: skip
    gone = {WarningCode.NUMBER_BLANK, WarningCode.DAY_BLANK, WarningCode.CALENDAR_MISSING}
    assert not codes(filled) & gone


def test_what_a_review_made_of_the_draft_survives_as_json() -> None:
    reviewed = with_settled(without_target(without_task(PLAN, "1.a"), TARGET), ("ab", "cd", "ab"))
    reviewed = with_calendar(with_merged_roles(reviewed, JUSTICE, LAW), cchc_year(2023))
    assert reviewed.settled == ("ab", "cd")
    assert PlanDocument.from_json(json.loads(json.dumps(reviewed.to_json()))) == reviewed


def test_a_plan_that_nobody_has_reviewed_keeps_the_published_shape() -> None:
    assert not {"dropped", "dropped_targets", "calendar", "settled"} & PLAN.to_json().keys()


def test_what_the_plan_does_not_know_is_refused() -> None:
    refused: list[Callable[[], PlanDocument]] = [
        lambda: with_area_lead(PLAN, "9", JUSTICE),
        lambda: with_merged_roles(PLAN, JUSTICE, "Ai đó"),
        lambda: with_role_renamed(PLAN, "Ai đó", "Khác"),
        lambda: with_role_replaced(PLAN, "Ai đó", JUSTICE),
        lambda: with_role_apart(PLAN, JUSTICE, "Ai đó"),
        lambda: with_coordinator(PLAN, "Ai đó"),
        lambda: without_role(PLAN, "Ai đó"),
        lambda: with_due(PLAN, "9.z", DueDraft()),
        lambda: with_tasks_lead(PLAN, ("1.a", "9.z"), JUSTICE),
        lambda: with_target_restored(PLAN, TARGET),
    ]
    for decision in refused:
        with pytest.raises(KeyError):
            decision()
