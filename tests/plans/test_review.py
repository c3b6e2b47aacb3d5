"""What a plan still needs decided: computed from it as it stands, and gone once it is answered in any way."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from plans.calendar import PRESETS, preset_periods
from plans.decisions import with_area_lead, with_calendar, with_coordinator, with_merged_roles
from plans.findings import Warning_, WarningCode
from plans.model import (
    AreaDraft,
    DueDraft,
    PlanDocument,
    ReportingDraft,
    RoleDraft,
    TaskDraft,
    with_derived_leads,
)
from plans.review import Point, PointKind, following, group_of, open_points, role_mark
from plans.verdicts import (
    DUE_WORDS,
    GROUP,
    KEEP,
    OWN_CALENDAR,
    answered,
    answered_in_words,
    day_in,
    due_choice,
    name_in,
    number_in,
    offered_calendar,
    settled,
)
from scheduler.periods import PeriodKind, cchc_year
from storage.enums import DueKind

JUSTICE, LAW = "Công chức Tư pháp – Hộ tịch", "Công chức Tư pháp"
OFFICE, DISTRICT = "Văn phòng HĐND và UBND xã", "Phòng Tài chính huyện"
NAMES = {role_mark(name): name for name in (JUSTICE, LAW, OFFICE, DISTRICT)}
PLAN = with_derived_leads(
    PlanDocument(
        "Kế hoạch",
        years=(2023,),
        areas=(AreaDraft("1", "Thể chế"), AreaDraft("2", "Tài chính công"), AreaDraft("3", "Bộ máy")),
        roles=(
            RoleDraft(JUSTICE, leads=("1", "3")),
            RoleDraft(DISTRICT, leads=("3",)),
            RoleDraft(OFFICE),
            RoleDraft(LAW),
        ),
        tasks=(
            TaskDraft("1.a", "1", "Rà soát", due=DueDraft(text="khi có điều kiện"), line=10),
            TaskDraft(
                "1.b", "1", "Báo cáo", due=DueDraft(DueKind.DATE, date(2024, 3, 1), "1/3/2024"), line=11
            ),
            TaskDraft("1.c", "1", "Trực", due=DueDraft(DueKind.ONGOING, None, "thường xuyên"), line=12),
            TaskDraft("2.a", "2", "Công khai ngân sách", line=20),
            TaskDraft("3.a", "3", "Sắp xếp", line=30),
            TaskDraft("a", None, "Việc khác", line=40),
            TaskDraft("b", None, "Việc khác nữa", line=41),
        ),
        warnings=(
            Warning_(WarningCode.ROLE_OF_HIGHER_LEVEL, {"role": DISTRICT}, 50),
            Warning_(WarningCode.AREA_WITHOUT_LEAD, {"area": "2", "name": "Tài chính công"}, 19),
            Warning_(WarningCode.NUMBER_BLANK, {}, 3),
        ),
    )
)


def of_kind(document: PlanDocument, kind: PointKind) -> list[Point]:
    return [point for point in open_points(document, 2023) if point.kind is kind]


def one(document: PlanDocument, kind: PointKind) -> Point:
    (point,) = of_kind(document, kind)
    return point


def test_who_there_is_comes_before_who_does_what_and_when() -> None:
    assert [(point.kind, point.about) for point in open_points(PLAN, 2023)] == [
        (PointKind.ROLES_ALIKE, (JUSTICE, LAW)),
        (PointKind.HIGHER_LEVEL_ROLE, (DISTRICT,)),
        (PointKind.COORDINATOR, ()),
        (PointKind.AREA_LEAD, ("2",)),
        (PointKind.AREA_LEAD, ("3",)),
        (PointKind.TASK_LEAD, ("a",)),
        (PointKind.TASK_LEAD, ("b",)),
        (PointKind.TASK_DUE, ("1.a",)),
        (PointKind.TASK_DUE, ("1.b",)),
        (PointKind.NUMBER, ()),
        (PointKind.DAY, ()),
        (PointKind.CALENDAR, ("2023",)),
    ]


def test_a_point_knows_its_line_and_a_proposal() -> None:
    without, several = of_kind(PLAN, PointKind.AREA_LEAD)
    assert (without.line, without.proposal) == (19, None)
    assert several.proposal == JUSTICE
    assert one(PLAN, PointKind.COORDINATOR).proposal == OFFICE
    decided = with_coordinator(PLAN, OFFICE)
    assert of_kind(decided, PointKind.AREA_LEAD)[0].proposal == OFFICE


def test_a_point_keeps_its_key_whatever_else_is_decided() -> None:
    keys = {point.key for point in open_points(PLAN, 2023)}
    after = {point.key for point in open_points(with_area_lead(PLAN, "2", OFFICE), 2023)}
    assert after < keys
    assert len(keys - after) == 1


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (PointKind.ROLES_ALIKE, "one"),
        (PointKind.ROLES_ALIKE, "two"),
        (PointKind.ROLES_ALIKE, "apart"),
        (PointKind.HIGHER_LEVEL_ROLE, role_mark(OFFICE)),
        (PointKind.HIGHER_LEVEL_ROLE, KEEP),
        (PointKind.COORDINATOR, role_mark(OFFICE)),
        (PointKind.AREA_LEAD, role_mark(JUSTICE)),
        (PointKind.TASK_LEAD, role_mark(JUSTICE)),
        (PointKind.TASK_LEAD, GROUP + role_mark(JUSTICE)),
        (PointKind.TASK_DUE, "q2"),
        (PointKind.TASK_DUE, KEEP),
        (PointKind.NUMBER, KEEP),
        (PointKind.DAY, KEEP),
        (PointKind.CALENDAR, "cchc"),
        (PointKind.CALENDAR, "months"),
    ],
)
def test_an_answered_point_does_not_come_again(kind: PointKind, word: str) -> None:
    point = of_kind(PLAN, kind)[0]
    after = settled(PLAN, answered(PLAN, point, word, NAMES, 2023), 2023, point.key)
    assert point.key not in {known.key for known in open_points(after, 2023)}
    assert point.key in after.settled


@pytest.mark.parametrize("kind", PointKind)
@pytest.mark.parametrize("word", ["", "x", "keep ", "one one", "q9", "m13", "own", "0123456789"])
def test_a_word_that_answers_nothing_is_refused(kind: PointKind, word: str) -> None:
    for point in of_kind(PLAN, kind):
        with pytest.raises(KeyError):
            answered(PLAN, point, word, NAMES, 2023)


def test_roles_kept_apart_are_not_asked_about_again_though_they_look_alike() -> None:
    point = one(PLAN, PointKind.ROLES_ALIKE)
    apart = settled(PLAN, answered(PLAN, point, "apart", NAMES, 2023), 2023, point.key)
    assert of_kind(apart, PointKind.ROLES_ALIKE) == []
    assert apart.roles == PLAN.roles


def test_two_spellings_the_reader_took_for_one_are_confirmed_or_taken_apart() -> None:
    spelled = replace(
        PLAN,
        roles=(replace(PLAN.roles[0], aliases=("Công chức TP-HT",)), *PLAN.roles[1:3]),
        warnings=(
            Warning_(WarningCode.ROLE_TWO_SPELLINGS, {"role": JUSTICE, "alias": "Công chức TP-HT"}, 60),
        ),
    )
    point = one(spelled, PointKind.ROLES_ALIKE)
    assert (point.about, point.line) == ((JUSTICE, "Công chức TP-HT"), 60)
    assert answered(spelled, point, "one", NAMES, 2023).roles == spelled.roles
    assert answered(spelled, point, "two", NAMES, 2023).roles[0].name == "Công chức TP-HT"
    apart = settled(spelled, answered(spelled, point, "apart", NAMES, 2023), 2023, point.key)
    assert apart.roles[1] == RoleDraft("Công chức TP-HT")
    assert of_kind(apart, PointKind.ROLES_ALIKE) == []


def test_a_group_is_given_to_one_role_at_once() -> None:
    point = of_kind(PLAN, PointKind.TASK_LEAD)[0]
    assert group_of(PLAN, point) == ("a", "b")
    given = answered(PLAN, point, GROUP + role_mark(OFFICE), NAMES, 2023)
    assert {task.lead for task in given.tasks if task.area is None} == {OFFICE}
    assert of_kind(given, PointKind.TASK_LEAD) == []
    assert len(settled(PLAN, given, 2023).settled) == 2


def test_a_role_of_the_unit_that_the_plan_does_not_name_can_be_chosen() -> None:
    names = NAMES | {role_mark("Công an xã"): "Công an xã"}
    area = of_kind(PLAN, PointKind.AREA_LEAD)[0]
    given = answered(PLAN, area, role_mark("Công an xã"), names, 2023)
    assert next(task.lead for task in given.tasks if task.code == "2.a") == "Công an xã"
    assert given.roles[-1].name == "Công an xã"


def test_what_one_answer_decides_beside_its_own_point_counts_as_decided() -> None:
    higher = one(PLAN, PointKind.HIGHER_LEVEL_ROLE)
    changed = answered(PLAN, higher, role_mark(JUSTICE), NAMES, 2023)
    after = settled(PLAN, changed, 2023, higher.key)
    assert [p.about for p in of_kind(after, PointKind.AREA_LEAD)] == [("2",)], "area 3 has one lead now"
    assert len(after.settled) == 2


def test_after_an_answer_comes_the_next_point_and_not_one_left_for_later() -> None:
    points = open_points(PLAN, 2023)
    for point, after in pairwise(points):
        assert following(points, point, points) == after
    assert following(points, points[-1], points) is None
    merged = open_points(with_merged_roles(PLAN, JUSTICE, LAW), 2023)
    assert following(points, points[0], merged) == points[1]


@pytest.mark.parametrize(
    ("text", "kind", "on"),
    [
        ("30/6", DueKind.DATE, date(2023, 6, 30)),
        ("quý II", DueKind.DATE, date(2023, 6, 30)),
        ("trước ngày 15/12", DueKind.DATE, date(2023, 12, 14)),
        ("thường xuyên", DueKind.ONGOING, None),
        ("hằng quý", DueKind.QUARTERLY, None),
    ],
)
def test_a_deadline_can_be_typed(text: str, kind: DueKind, on: date | None) -> None:
    point = of_kind(PLAN, PointKind.TASK_DUE)[0]
    after = answered_in_words(PLAN, point, text, 2023)
    assert after is not None
    assert (after.tasks[0].due.kind, after.tasks[0].due.on) == (kind, on)


def test_every_deadline_on_a_button_is_understood() -> None:
    for word in DUE_WORDS:
        due = due_choice(word, 2023)
        assert due.kind is not DueKind.UNSTATED, word
        assert due.on is None or due.on.year == 2023, word
    assert due_choice("q2", 2023).on == date(2023, 6, 30)
    assert due_choice("m2", 2024).on == date(2024, 2, 29)
    assert due_choice("year", 2023).on == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("124/KH-UBND", "124/KH-UBND"),
        ("Số: 124 /kh-ubnd", "124/KH-UBND"),
        ("124", "124/KH-UBND"),
        ("chưa có", None),
        ("", None),
        ("124/" + "x" * 99, None),
    ],
)
def test_a_number_is_taken_as_it_is_typed(text: str, number: str | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15/12/2025", date(2025, 12, 15)),
        ("ngày 5 tháng 1 năm 2026", date(2026, 1, 5)),
        ("31/2/2025", None),
        ("15/12", None),
        ("hôm qua", None),
    ],
)
def test_a_day_of_issue_needs_its_year(text: str, day: date | None) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize("text", ["", "?", "12", "x" * 200])
def test_what_is_no_name_is_not_taken_for_one(text: str) -> None:
    assert name_in(text) is None


def test_words_for_a_point_that_takes_none_are_refused() -> None:
    assert answered_in_words(PLAN, one(PLAN, PointKind.CALENDAR), "30/6", 2023) is None
    replaced = answered_in_words(PLAN, one(PLAN, PointKind.HIGHER_LEVEL_ROLE), "Kế toán xã.", 2023)
    assert replaced is not None
    assert replaced.roles[1].name == "Kế toán xã"


def test_the_texts_own_calendar_is_offered_only_when_there_is_one() -> None:
    with pytest.raises(KeyError):
        offered_calendar(PLAN, OWN_CALENDAR, 2023)
    own = replace(PLAN, reporting=(ReportingDraft("2023-Q1", summary_last_day=date(2023, 3, 24)),))
    (period,) = offered_calendar(own, OWN_CALENDAR, 2023)
    assert (period.code, period.summary_last_day) == ("2023-Q1", date(2023, 3, 24))


def test_a_calendar_chosen_for_one_year_is_not_taken_for_the_next() -> None:
    programme = replace(with_calendar(PLAN, cchc_year(2023)), years=(2023, 2024))
    assert of_kind(programme, PointKind.CALENDAR) == []
    assert [p.about for p in open_points(programme, 2024) if p.kind is PointKind.CALENDAR] == [("2024",)]


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_has_its_days_in_order_and_codes_of_its_own(key: str) -> None:
    periods = preset_periods(key, 2024)
    assert len({period.code for period in periods}) == len(periods)
    assert all(period.window.last < period.officers_last_day <= period.summary_last_day for period in periods)


def test_the_presets_are_those_of_the_circulars() -> None:
    assert preset_periods("cchc", 2023) == cchc_year(2023)
    nine = next(period for period in preset_periods("quarters", 2023) if period.code == "2023-9M")
    assert (nine.window.first, nine.window.last) == (date(2022, 12, 15), date(2023, 9, 14))
    assert nine.summary_last_day == date(2023, 9, 17)
    assert {p.kind for p in preset_periods("months", 2023)} == {PeriodKind.MONTHLY}
    assert [p.code for p in preset_periods("halves", 2023)] == ["2023-H1", "2023-Y"]


def test_a_hundred_roles_that_all_look_alike_ask_once_each() -> None:
    roles = tuple(RoleDraft("Công chức Tư pháp" + " Hộ tịch" * n) for n in range(200))
    assert len(of_kind(replace(PLAN, roles=roles), PointKind.ROLES_ALIKE)) <= 200
