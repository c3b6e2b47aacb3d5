"""The plan goes out as a workbook and comes back: unchanged it is the same plan, changed it is what was typed."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from locales.text import fold
from plans.calendar import calendar_year, reporting_calendar
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
from plans.workbook_cells import CellProblem
from plans.workbook_file import BookReason, UnreadableBook, is_ours, read_book
from plans.workbook_form import FIRST_ROW, MARK_SHEET, Mark, Sheet
from plans.workbook_in import read_back
from plans.workbook_marks import with_marks
from plans.workbook_out import workbook_of
from storage.enums import DueKind

MARK = Mark(3, 14, "ab12")
TODAY = date(2026, 1, 5)
JUSTICE, FINANCE, OFFICE = "Công chức Tư pháp – Hộ tịch", "Công chức Tài chính – Kế toán", "Văn phòng"
PLAN = with_derived_leads(
    PlanDocument(
        "Kế hoạch CCHC năm 2026",
        years=(2026,),
        areas=(AreaDraft("1", "Cải cách thể chế"), AreaDraft("2", "Cải cách tài chính công")),
        roles=(
            RoleDraft(JUSTICE, leads=("1",)),
            RoleDraft(FINANCE, leads=("2",)),
            RoleDraft(OFFICE, coordinator=True, aliases=("VP HĐND",)),
        ),
        tasks=(
            TaskDraft("1.a", "1", "Rà soát văn bản", due=DueDraft(DueKind.DATE, date(2026, 6, 30), "Quý II")),
            TaskDraft("1.b", "1", "=SUM(A1:A9)", lead=FINANCE, lead_is_own=True, supports=(OFFICE,)),
            TaskDraft("2.a", "2", "Công khai dự toán", product="Báo cáo", due=DueDraft(DueKind.MONTHLY)),
        ),
        targets=(
            TargetDraft("1", "Văn bản đúng hạn", ">=", Decimal("95.5"), "%", by_year=2026),
            TargetDraft("2", "Giải ngân", "range", Decimal(90), "%", upper=Decimal(100)),
        ),
        reporting=(ReportingDraft("2026-Q1", None, date(2026, 3, 16)),),
    )
)

Edit = Callable[[Any], None]


def calendar_of(document: PlanDocument) -> Any:
    return reporting_calendar(document, calendar_year(document, TODAY))


def sent(document: PlanDocument) -> bytes:
    return workbook_of(document, calendar_of(document), MARK)


def edited(edit: Edit, document: PlanDocument = PLAN) -> bytes:
    """The workbook after somebody has typed into it."""
    book = load_workbook(io.BytesIO(sent(document)))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def back(edit: Edit, document: PlanDocument = PLAN) -> PlanDocument:
    result = read_back(document, calendar_of(document), read_book(edited(edit, document)))
    assert isinstance(result, PlanDocument), result
    return result


def errors(edit: Edit) -> list[tuple[str, str, CellProblem]]:
    result = read_back(PLAN, calendar_of(PLAN), read_book(edited(edit)))
    assert not isinstance(result, PlanDocument)
    return [(error.sheet.value, error.cell, error.problem) for error in result]


def typed(sheet: Sheet, **cells: object) -> Edit:
    """Types the values into the cells of one sheet."""

    def edit(book: Any) -> None:
        for cell, value in cells.items():
            book[sheet.value][cell].value = value

    return edit


def both(*edits: Edit) -> Edit:
    def edit(book: Any) -> None:
        for one in edits:
            one(book)

    return edit


# Texts as no careful clerk would write them.
TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", "+84", "-5", "@SUM(A1)", '"trích" dẫn', "a\nb", "🙂" * 40, "x" * 31_000, "'", "1.5"]
    ),
    st.text(max_size=60),
)
NAMES = st.lists(
    st.one_of(st.sampled_from(["=Văn phòng", "Ban A; Ban B", "@địa chính", "Trạm 🙂"]), st.text(max_size=30)),
    max_size=5,
    unique_by=fold,
).map(lambda names: tuple(name for name in names if fold(name)))
AMOUNTS = st.integers(-(10**9), 10**9).map(lambda n: Decimal(n) / 100)


@st.composite
def documents(draw: Any) -> PlanDocument:
    names = draw(NAMES)
    areas = tuple(AreaDraft(str(n), text) for n, text in enumerate(draw(st.lists(TEXTS, max_size=4)), 1))
    codes = [area.code for area in areas]
    area = st.sampled_from([*codes, None])
    role = st.sampled_from([*names, None])
    roles = tuple(
        RoleDraft(
            name, leads=tuple(sorted(draw(st.sets(st.sampled_from(codes), max_size=2)) if codes else ()))
        )
        for name in names
    )
    dues = st.one_of(
        st.builds(DueDraft, st.sampled_from([k for k in DueKind if k is not DueKind.DATE]), st.none(), TEXTS),
        st.builds(DueDraft, st.just(DueKind.DATE), st.dates(date(2000, 1, 1), date(2099, 1, 1)), TEXTS),
    )
    tasks = tuple(
        TaskDraft(
            f"{n}.đ",
            draw(area),
            draw(TEXTS),
            product=draw(st.none() | TEXTS),
            lead=(lead := draw(role)),
            lead_is_own=lead is not None,
            supports=tuple(draw(st.sets(st.sampled_from(names), max_size=3)) if names else ()),
            due=draw(dues),
            line=n,
        )
        for n in range(draw(st.integers(0, 6)))
    )
    targets = st.builds(
        TargetDraft,
        area=area,
        text=TEXTS,
        comparator=st.sampled_from([">=", "<=", "=", "range"]),
        value=AMOUNTS,
        unit=TEXTS,
        upper=st.none() | AMOUNTS,
        by_year=st.none() | st.integers(2000, 2100),
    )
    return PlanDocument(
        draw(TEXTS), years=(2026,), areas=areas, roles=roles, tasks=tasks,
        targets=tuple(draw(st.lists(targets, max_size=4))),
    )  # fmt: skip


@given(documents())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_out_and_back_unchanged_is_the_same_plan(document: PlanDocument) -> None:
    assert read_back(document, calendar_of(document), read_book(sent(document))) is document


def test_saved_again_by_an_office_program_it_is_still_the_same_plan() -> None:
    assert back(lambda _book: None) is PLAN


def test_the_real_plans_go_out_and_back(shared_plan: Callable[[str], PlanDocument]) -> None:
    for name in ("tan-quang-2022", "ngoc-ky-2023", "thanh-binh-thinh-2021-2030"):
        document = shared_plan(name)
        assert read_back(document, calendar_of(document), read_book(sent(document))) is document


def test_no_text_of_a_plan_becomes_a_formula() -> None:
    odd = replace(PLAN, tasks=tuple(replace(PLAN.tasks[0], code=f"1.{n}", text=text) for n, text in enumerate(
        ("=1+1", "+84 912", "-5 %", "@SUM(A1)"))))  # fmt: skip
    table = load_workbook(io.BytesIO(sent(odd)))[Sheet.TASKS.value]
    cells = [table.cell(FIRST_ROW + place, 3) for place in range(4)]
    assert [cell.data_type for cell in cells] == ["s"] * 4
    assert all(cell.quotePrefix for cell in cells)


def test_cells_are_typed_keys_are_locked_and_the_rest_is_free() -> None:
    book = load_workbook(io.BytesIO(sent(PLAN)))
    table = book[Sheet.TASKS.value]
    assert table.protection.sheet
    assert table["A4"].protection.locked
    assert not table["C4"].protection.locked
    assert (table["H4"].value.date(), table["H4"].number_format) == (date(2026, 6, 30), "dd/mm/yyyy")
    assert book[Sheet.TARGETS.value]["E4"].value == 95.5
    assert table.column_dimensions["J"].hidden
    assert table.freeze_panes == "B4"
    assert (table.page_setup.orientation, table.page_setup.paperSize) == ("landscape", 9)
    assert table.print_title_rows == "$3:$3"
    assert book[MARK_SHEET].sheet_state == "veryHidden"


def test_the_drop_downs_read_the_sheets_so_that_a_new_role_can_be_chosen() -> None:
    table = load_workbook(io.BytesIO(sent(PLAN)))[Sheet.TASKS.value]
    sources = {str(offered.sqref)[0]: offered.formula1 for offered in table.data_validations.dataValidation}
    assert sources["D"] == "'Chức danh'!$A$4:$A$18"  # three roles and the empty rows below them
    assert sources["B"] == "'Lĩnh vực'!$B$4:$B$11"
    assert "hằng quý" in sources["G"]


def test_what_is_typed_is_taken() -> None:
    document = back(
        both(
            typed(Sheet.TASKS, D4=OFFICE, E4=f"{JUSTICE}; {FINANCE}", H5="trước ngày 15/12/2026", I6="x"),
            typed(Sheet.TARGETS, E4="97,5", H5=2027),
            typed(Sheet.CALENDAR, D4=date(2026, 3, 18)),
        )
    )
    first, second = document.tasks
    assert (first.lead, first.lead_is_own) == (OFFICE, True)
    assert first.supports == (JUSTICE, FINANCE)
    assert first.due == PLAN.tasks[0].due
    assert (second.due.kind, second.due.on) == (DueKind.DATE, date(2026, 12, 14))
    assert [target.value for target in document.targets] == [Decimal("97.5"), Decimal(90)]
    assert document.targets[1].by_year == 2027
    (quarter,) = document.reporting
    assert quarter.window == (date(2025, 12, 15), date(2026, 3, 14))
    assert quarter.officers_last_day == date(2026, 3, 18)


@pytest.mark.parametrize(
    ("typed_as", "last_day"),
    [
        ("30/6/2026", date(2026, 6, 30)),
        ("Quý III", date(2026, 9, 30)),
        ("tháng 3/2026", date(2026, 3, 31)),
        ("trước 1/5/2026", date(2026, 4, 30)),
        (date(2026, 5, 4), date(2026, 5, 4)),
    ],
)
def test_a_day_may_be_typed_in_words(typed_as: object, last_day: date) -> None:
    document = back(typed(Sheet.TASKS, H6=typed_as))
    assert (document.tasks[2].due.kind, document.tasks[2].due.on) == (DueKind.DATE, last_day)


def test_another_kind_of_due_takes_the_day_away() -> None:
    document = back(typed(Sheet.TASKS, G4="thường xuyên", H4=None))
    assert document.tasks[0].due == DueDraft(DueKind.ONGOING)


def test_an_emptied_lead_is_the_areas_again_and_tasks_follow_a_new_lead_of_their_area() -> None:
    document = back(both(typed(Sheet.TASKS, D5=None), typed(Sheet.AREAS, C4=OFFICE)))
    assert [task.lead for task in document.tasks] == [OFFICE, OFFICE, FINANCE]
    assert not document.tasks[1].lead_is_own


def test_a_new_row_is_a_new_task_behind_its_areas_last_and_gets_a_code() -> None:
    document = back(typed(Sheet.TASKS, B7="Cải cách thể chế", C7="Phổ biến pháp luật", G7="hằng quý"))
    assert [task.code for task in document.tasks] == ["1.a", "1.b", "1.c", "2.a"]
    assert (document.tasks[2].lead, document.tasks[2].due.kind) == (JUSTICE, DueKind.QUARTERLY)


def test_a_new_role_can_lead_at_once() -> None:
    document = back(
        both(typed(Sheet.ROLES, A7="Trưởng thôn", B7="Trưởng khu"), typed(Sheet.TASKS, D4="Trưởng khu"))
    )
    assert document.tasks[0].lead == "Trưởng thôn"
    assert document.roles[-1] == RoleDraft("Trưởng thôn", aliases=("Trưởng khu",))


def test_a_renamed_role_keeps_its_tasks_and_its_old_name() -> None:
    document = back(typed(Sheet.ROLES, A4="Phòng Tư pháp"))
    assert document.tasks[0].lead == "Phòng Tư pháp"
    assert document.roles[0] == RoleDraft("Phòng Tư pháp", leads=("1",), aliases=(JUSTICE,))


def test_a_merged_role_hands_over_what_it_leads_and_its_names() -> None:
    document = back(typed(Sheet.ROLES, D4=OFFICE))
    assert [role.name for role in document.roles] == [FINANCE, OFFICE]
    assert document.tasks[0].lead == OFFICE
    assert document.roles[1].leads == ("1",)
    assert document.roles[1].aliases == ("VP HĐND", JUSTICE)


def test_every_wrong_cell_is_named_at_once_and_nothing_is_taken() -> None:
    found = errors(
        both(
            typed(
                Sheet.TASKS,
                D4="Trưởng thôn",
                G5="thỉnh thoảng",
                H6="sớm",
                C7=None,
                D7=OFFICE,
                B6="Y tế",
                C5=None,
            ),
            typed(Sheet.ROLES, A5=None, C4="có", D6=OFFICE),
            typed(Sheet.TARGETS, E4="nhiều", F5=80, D4="cỡ"),
            typed(Sheet.CALENDAR, D4=date(2026, 3, 1)),
        )
    )
    assert found == [
        ("Chức danh", "A5", CellProblem.MISSING),
        ("Chức danh", "D6", CellProblem.MERGED_INTO_ITSELF),
        ("Chức danh", "C6", CellProblem.SEVERAL_COORDINATORS),
        ("Nhiệm vụ", "D4", CellProblem.ROLE_UNKNOWN),
        ("Nhiệm vụ", "C5", CellProblem.MISSING),
        ("Nhiệm vụ", "G5", CellProblem.KIND_UNKNOWN),
        ("Nhiệm vụ", "B6", CellProblem.AREA_UNKNOWN),
        ("Nhiệm vụ", "H6", CellProblem.DUE_UNKNOWN),
        ("Nhiệm vụ", "C7", CellProblem.MISSING),
        ("Chỉ tiêu", "D4", CellProblem.COMPARATOR_UNKNOWN),
        ("Chỉ tiêu", "F5", CellProblem.UPPER_NOT_ABOVE),
        ("Lịch báo cáo", "D4", CellProblem.DAYS_OUT_OF_ORDER),
    ]


def test_a_deleted_row_or_sheet_is_missed_unless_the_workbook_is_of_an_earlier_state() -> None:
    assert errors(lambda book: book[Sheet.TASKS.value].delete_rows(5)) == [
        ("Nhiệm vụ", "A5", CellProblem.ROW_MISSING)
    ]
    assert ("Chỉ tiêu", "A1", CellProblem.SHEET_MISSING) in errors(lambda book: book.remove(book["Chỉ tiêu"]))
    grown = replace(PLAN, tasks=(*PLAN.tasks[1:], TaskDraft("2.b", "2", "Mới", lead=FINANCE)))
    result = read_back(grown, calendar_of(grown), read_book(sent(PLAN)), stale=True)
    assert isinstance(result, PlanDocument)
    assert {task.code for task in result.tasks} == {"1.a", "1.b", "2.a", "2.b"}


def test_a_code_that_was_typed_over_is_named() -> None:
    assert errors(typed(Sheet.TASKS, A4="9.z", A7="1.c", C7="Mới")) == [
        ("Nhiệm vụ", "A4", CellProblem.KEY_UNKNOWN),
        ("Nhiệm vụ", "A7", CellProblem.KEY_UNKNOWN),
    ]


def test_a_workbook_that_has_been_applied_changes_nothing_when_it_comes_again() -> None:
    edit = both(
        typed(Sheet.ROLES, A4="Phòng Tư pháp", A7="Trưởng thôn"),
        typed(Sheet.TASKS, B7="Cải cách thể chế", C7="Tập huấn", D7="Trưởng thôn", I5="x"),
        typed(Sheet.AREAS, B6="An sinh", C6=OFFICE),
    )
    applied = back(edit)
    again = read_back(applied, calendar_of(applied), read_book(edited(edit)), stale=True)
    assert again == applied


def test_the_mark_survives_in_the_properties_or_on_the_hidden_sheet() -> None:
    assert read_book(edited(lambda book: book.remove(book[MARK_SHEET]))).mark == MARK

    def without_properties(book: Any) -> None:
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]

    assert read_book(edited(without_properties)).mark == MARK
    assert is_ours(sent(PLAN))


def test_a_foreign_workbook_is_not_ours() -> None:
    out = io.BytesIO()
    Workbook().save(out)
    assert not is_ours(out.getvalue())
    assert not is_ours(b"PK\x03\x04 and then nothing")
    assert not is_ours(b"")


def test_a_contradicting_mark_is_refused() -> None:
    assert _refusal(edited(lambda book: setattr(book[MARK_SHEET]["B3"], "value", "99"))) is BookReason.BROKEN


def test_what_is_too_big_runs_macros_or_is_broken_is_refused() -> None:
    assert _refusal(edited(lambda book: setattr(book["Nhiệm vụ"].cell(10_000, 3), "value", "x"))) is (
        BookReason.TOO_BIG
    )
    many = edited(lambda book: [book["Nhiệm vụ"].append(["", "", "dòng"]) for _ in range(10_000)] and None)
    assert _refusal(many) is BookReason.TOO_BIG
    assert _refusal(_with_part("xl/vbaProject.bin", b"macro")) is BookReason.MACROS
    assert _refusal(_with_part("xl/media/bomb.xml", b" " * 40_000_000)) is BookReason.TOO_BIG
    assert _refusal(_with_part("xl/extra.xml", b"<!DOCTYPE a><a/>")) is BookReason.BROKEN
    assert _refusal(sent(PLAN)[:3000]) is BookReason.BROKEN


def test_wrong_cells_are_coloured_and_commented_and_right_ones_cleared_the_next_time() -> None:
    wrong = edited(typed(Sheet.TASKS, D4="Trưởng thôn"))
    marked = with_marks(wrong, [("Nhiệm vụ", "D4", "không có chức danh"), ("Nhiệm vụ", "D4", "và nữa")])
    table = load_workbook(io.BytesIO(marked))["Nhiệm vụ"]
    assert table["D4"].comment.text == "không có chức danh\nvà nữa"
    assert table["D4"].fill.fgColor.rgb == "FFFFC7CE"
    assert read_book(marked).mark == MARK
    assert table["C5"].data_type == "s"  # a text that begins with "=" is still no formula
    cleared = load_workbook(io.BytesIO(with_marks(marked, [])))["Nhiệm vụ"]
    assert cleared["D4"].comment is None
    assert cleared["D4"].fill.fill_type is None


def _refusal(data: bytes) -> BookReason:
    with pytest.raises(UnreadableBook) as refused:
        read_book(data)
    return refused.value.reason


def _with_part(name: str, content: bytes) -> bytes:
    out = io.BytesIO(sent(PLAN))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()
