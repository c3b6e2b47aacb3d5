"""What a corrected text changes of a plan, and what of the plan as it stands outlives it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.correction import corrected
from plans.decisions import with_area_lead, with_task_lead
from plans.difference import Difference, difference
from plans.model import (
    AreaDraft,
    DueDraft,
    PlanDocument,
    ReportingDraft,
    RoleDraft,
    TargetDraft,
    TaskDraft,
    with_derived_leads,
)
from storage.enums import DueKind

JUSTICE, FINANCE, CULTURE = (
    "Công chức Tư pháp – Hộ tịch",
    "Công chức Tài chính – Kế toán",
    "Công chức Văn hóa và Thông tin",
)
TEXTS = {
    "1.a": "Rà soát, hệ thống hóa văn bản quy phạm pháp luật của xã",
    "1.b": "Tuyên truyền, phổ biến giáo dục pháp luật tới nhân dân",
    "2.a": "Công khai dự toán, quyết toán ngân sách xã",
    "2.b": "Thực hiện tiết kiệm, chống lãng phí trong chi thường xuyên",
    "3.a": "Đăng tin, bài trên trang thông tin điện tử của xã",
}
READ = with_derived_leads(
    PlanDocument(
        "Kế hoạch 2022",
        years=(2022,),
        areas=(AreaDraft("1", "Thể chế"), AreaDraft("2", "Tài chính công"), AreaDraft("3", "Chính quyền số")),
        roles=(RoleDraft(JUSTICE, leads=("1",)), RoleDraft(FINANCE, leads=("2",)), RoleDraft(CULTURE)),
        tasks=tuple(TaskDraft(code, code[0], text) for code, text in TEXTS.items()),
        targets=(TargetDraft("2", "Giải ngân vốn đầu tư", ">=", Decimal(95), "%", by_year=2022),),
        reporting=(ReportingDraft("2022-Q1", None, date(2022, 3, 16)),),
    )
)
DUE = DueDraft(DueKind.DATE, date(2022, 6, 30))


def with_tasks(document: PlanDocument, *tasks: TaskDraft) -> PlanDocument:
    return with_derived_leads(replace(document, tasks=tasks))


def task(document: PlanDocument, words: str) -> TaskDraft:
    return next(task for task in document.tasks if task.text.startswith(words))


def changed(change: Difference) -> dict[str, tuple[bool, bool, bool, bool]]:
    """Code → moved, reworded, another lead, another due."""
    return {c.becomes.code: (c.moved, c.reworded, c.new_lead, c.new_due) for c in change.changed}


def test_the_same_plan_is_no_difference() -> None:
    assert difference(READ, READ).is_empty
    assert corrected(READ, READ, READ) == READ


def test_a_renumbered_task_has_moved_and_is_neither_gone_nor_new() -> None:
    first, second, *others = READ.tasks
    inserted = TaskDraft("1.a", "1", "Ban hành quy chế làm việc")
    new = with_tasks(READ, inserted, replace(first, code="1.b"), replace(second, code="1.c"), *others)
    change = difference(READ, new)
    assert [added.text for added in change.added] == ["Ban hành quy chế làm việc"]
    assert change.gone == ()
    assert changed(change) == {"1.b": (True, False, False, False), "1.c": (True, False, False, False)}


def test_a_reworded_task_is_still_the_same_and_another_one_under_its_code_is_not() -> None:
    first, *others = READ.tasks
    reworded = replace(first, text="Rà soát, hệ thống hóa các văn bản QPPL của xã ban hành")
    assert changed(difference(READ, with_tasks(READ, reworded, *others))) == {
        "1.a": (False, True, False, False)
    }
    other = replace(first, text="Mua sắm máy tính cho bộ phận một cửa")
    change = difference(READ, with_tasks(READ, other, *others))
    assert [t.text for t in change.gone] == [first.text]
    assert [t.text for t in change.added] == [other.text]


def test_by_code_a_rewritten_task_is_the_same() -> None:
    first, *others = READ.tasks
    new = with_tasks(READ, replace(first, text="Mua sắm máy tính"), *others)
    change = difference(READ, new, by_code=True)
    assert change.gone == change.added == ()
    assert changed(change) == {"1.a": (False, True, False, False)}


def test_a_renamed_role_keeps_what_it_leads() -> None:
    renamed = tuple(replace(r, name=r.name.replace("Hộ tịch", "Hộ tịch xã")) for r in READ.roles)
    new = with_derived_leads(replace(READ, roles=renamed))
    change = difference(READ, new)
    assert dict(change.renamed) == {JUSTICE: JUSTICE + " xã"}
    assert change.changed == ()
    assert change.roles_added == change.roles_gone == ()


def test_targets_areas_and_the_calendar_are_compared() -> None:
    (target,) = READ.targets
    new = replace(
        READ,
        areas=(*READ.areas[:2], AreaDraft("3", "Xây dựng chính quyền số")),
        targets=(
            replace(target, value=Decimal(98)),
            TargetDraft("1", "Văn bản mới", "=", Decimal(3), "văn bản"),
        ),
        reporting=(ReportingDraft("2022-Q1", None, date(2022, 3, 18)), ReportingDraft("2022-Y")),
    )
    change = difference(READ, new)
    assert [(was.value, becomes.value) for was, becomes in change.targets_changed] == [(95, 98)]
    assert [t.text for t in change.targets_added] == ["Văn bản mới"]
    assert [(a.was.name, a.becomes.name) for a in change.areas_changed] == [
        ("Chính quyền số", "Xây dựng chính quyền số")
    ]
    assert [p.code for p in change.periods] == ["2022-Q1", "2022-Y"]


def test_what_a_person_decided_stays_where_the_text_says_what_it_said() -> None:
    decided = with_task_lead(with_area_lead(READ, "3", CULTURE), "1.b", CULTURE)
    decided = replace(decided, tasks=(replace(decided.tasks[0], due=DUE), *decided.tasks[1:]))
    result = corrected(
        READ, decided, with_tasks(READ, *READ.tasks, TaskDraft("2.c", "2", "Kiểm kê tài sản công"))
    )
    assert task(result, "Tuyên truyền").lead == CULTURE
    assert task(result, "Đăng tin").lead == CULTURE
    assert task(result, "Rà soát").due == DUE
    assert task(result, "Kiểm kê").lead == FINANCE
    change = difference(decided, result)
    assert [t.code for t in change.added] == ["2.c"]
    assert change.changed == ()


def test_a_lead_or_day_that_the_new_text_names_wins() -> None:
    decided = with_task_lead(READ, "1.b", CULTURE)
    first, second, *others = READ.tasks
    named = replace(second, lead=FINANCE, lead_is_own=True, due=DUE)
    result = corrected(READ, decided, with_tasks(READ, first, named, *others))
    assert (task(result, "Tuyên truyền").lead, task(result, "Tuyên truyền").due) == (FINANCE, DUE)


def test_an_area_that_the_new_text_gives_to_another_role_moves_unless_a_person_gave_a_task() -> None:
    decided = with_task_lead(READ, "1.b", FINANCE)
    text = with_derived_leads(
        replace(READ, roles=(RoleDraft(JUSTICE), READ.roles[1], RoleDraft(CULTURE, leads=("1",))))
    )
    result = corrected(READ, decided, text)
    assert task(result, "Rà soát").lead == CULTURE
    assert task(result, "Tuyên truyền").lead == FINANCE


def test_a_persons_own_tasks_and_droppings_outlive_a_text_that_says_nothing_new_of_them() -> None:
    own = TaskDraft("1.c", "1", "Tập huấn nghiệp vụ cho cán bộ thôn", lead=JUSTICE, lead_is_own=True)
    standing = with_tasks(READ, *READ.tasks[:4], own)  # 3.a was dropped by hand
    inserted = TaskDraft("1.c", "1", "Ban hành quy chế làm việc của bộ phận một cửa")
    result = corrected(READ, standing, with_tasks(READ, *READ.tasks, inserted))
    assert {t.code: t.text for t in result.tasks if t.code.startswith("1.")} == {
        "1.a": TEXTS["1.a"],
        "1.b": TEXTS["1.b"],
        "1.c": inserted.text,
        "1.d": own.text,
    }
    assert not any(t.text == TEXTS["3.a"] for t in result.tasks)


def test_roles_merged_by_a_person_stay_one_role() -> None:
    merged = replace(
        READ, roles=(RoleDraft(JUSTICE, leads=("1", "2"), aliases=(FINANCE,)), RoleDraft(CULTURE))
    )
    result = corrected(READ, with_derived_leads(merged), with_tasks(READ, *READ.tasks))
    assert [role.name for role in result.roles] == [JUSTICE, CULTURE]
    assert {t.lead for t in result.tasks if t.area == "2"} == {JUSTICE}


def test_a_role_the_text_no_longer_names_is_gone_with_its_areas() -> None:
    text = with_derived_leads(replace(READ, roles=(RoleDraft(JUSTICE, leads=("1", "2")), RoleDraft(CULTURE))))
    result = corrected(READ, READ, text)
    assert [role.name for role in difference(READ, result).roles_gone] == [FINANCE]
    assert {t.lead for t in result.tasks if t.area == "2"} == {JUSTICE}


def test_the_calendar_in_force_stays_unless_the_text_changes_its_own() -> None:
    in_force = (ReportingDraft("2022-Q1", (date(2021, 12, 15), date(2022, 3, 14)), date(2022, 3, 16)),)
    standing = replace(READ, reporting=in_force)
    assert corrected(READ, standing, READ).reporting == in_force
    other = replace(READ, reporting=(ReportingDraft("2022-Q1", None, date(2022, 3, 18)),))
    assert corrected(READ, standing, other).reporting == other.reporting


CODES = st.lists(st.sampled_from(sorted(TEXTS)), unique=True, max_size=5)


@given(
    CODES,
    st.permutations(range(5)),
    st.lists(st.sampled_from(["", " xã", " năm 2022"]), min_size=5, max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_every_task_is_kept_added_or_gone_exactly_once(
    codes: list[str], order: list[int], endings: list[str]
) -> None:
    new_codes = sorted(TEXTS)
    kept = [TEXTS[code] + endings[n] for n, code in enumerate(codes)]
    tasks = tuple(TaskDraft(new_codes[order[n]], "1", text) for n, text in enumerate(kept))
    change = difference(READ, replace(READ, tasks=tasks))
    assert len(change.pairs) + len(change.added) == len(tasks)
    assert len(set(change.pairs.values())) + len(change.gone) == len(READ.tasks)
    assert all(tasks[j].text.startswith(READ.tasks[i].text) for j, i in change.pairs.items())
