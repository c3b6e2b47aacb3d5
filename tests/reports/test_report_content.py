from dataclasses import replace
from datetime import date
from decimal import Decimal

from reports.compute import compute
from reports.content import Chapter, ReportContent, Section
from reports.data import AnswerData, PeriodData
from tests.reports import sample_commune as commune


def chapter(content: ReportContent, number: str) -> Chapter:
    return next(one for one in content.chapters if one.number == number)


def section(content: ReportContent, number: str, title: str) -> Section:
    return next(one for one in chapter(content, number).sections if one.title == title)


def text(part: Section | Chapter) -> str:
    sections = part.sections if isinstance(part, Chapter) else (part,)
    return "\n".join(one.text for each in sections for one in each.paragraphs)


def everything(content: ReportContent) -> str:
    return "\n".join(text(one) for one in content.chapters)


def with_answers(*answers: AnswerData) -> PeriodData:
    return replace(commune.first_quarter(), answers=answers)


def answer(task: int, state: str = "done", words: str = "", **more) -> AnswerData:
    lead = next(one.lead_role_id for one in commune.TASKS if one.id == task) or commune.OFFICE
    return AnswerData(lead, task, state, commune.sent(15), words, **more)


def test_the_outline_is_the_usual_one_with_the_plans_further_areas_behind() -> None:
    content = compute(commune.first_quarter())
    assert [one.number for one in content.chapters] == ["I", "II", "III", "IV", "V"]
    assert [one.title for one in chapter(content, "I").sections] == [
        "Về kế hoạch",
        "Về chỉ đạo, điều hành",
        "Về kiểm tra",
        "Về thông tin, tuyên truyền",
        "Sáng kiến, khảo sát hài lòng",
    ]
    assert [one.title for one in chapter(content, "II").sections] == [
        "Cải cách thể chế",
        "Cải cách thủ tục hành chính",
        "Cải cách tổ chức bộ máy hành chính",
        "Cải cách chế độ công vụ",
        "Cải cách tài chính công",
        "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
        "Cải thiện môi trường đầu tư kinh doanh",
    ]


def test_every_answer_lands_in_its_own_section_and_nowhere_else() -> None:
    places = {
        "giao 22 nhiệm vụ cho 06 bộ phận": "Về kế hoạch",
        "Duy trì giao ban hằng tuần": "Về chỉ đạo, điều hành",
        "chờ kế hoạch kiểm tra của huyện": "Về kiểm tra",
        "Phát 12 tin, bài": "Về thông tin, tuyên truyền",
        "Đã rà soát 4/4 văn bản": "Cải cách thể chế",
        "Tổ chức 02 buổi": "Cải cách thể chế",
        "Đã niêm yết công khai 148/148": "Cải cách thủ tục hành chính",
        "03 hồ sơ đất đai quá hạn": "Cải cách thủ tục hành chính",
        "đã cử 3 người": "Cải cách chế độ công vụ",
        "Quy chế chi tiêu nội bộ": "Cải cách tài chính công",
        "hướng dẫn nộp hồ sơ trực tuyến": "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
        "Gặp mặt 35 hộ kinh doanh": "Cải thiện môi trường đầu tư kinh doanh",
    }
    content = compute(commune.first_quarter())
    sections = [one for number in ("I", "II") for one in chapter(content, number).sections]
    for words, title in places.items():
        assert [one.title for one in sections if words in text(one)] == [title], words


def test_an_answer_by_button_alone_is_told_by_its_task() -> None:
    told = everything(compute(with_answers(answer(9), answer(12, "nothing_to_report"))))
    assert "Đã hoàn thành: xây dựng Kế hoạch kiểm soát TTHC năm 2022." in told
    assert "Trong kỳ không phát sinh nội dung: tiếp nhận, xử lý phản ánh, kiến nghị" in told


def test_a_few_words_are_told_together_with_their_task() -> None:
    told = everything(compute(with_answers(answer(15, "in_progress", "đã cử 3 người", percent=50))))
    assert "đào tạo, bồi dưỡng cán bộ, công chức: đã cử 3 người (tiến độ 50%)." in told


def test_the_same_words_for_two_tasks_are_printed_once() -> None:
    words = "Bộ phận thực hiện tốt các nội dung được giao trong kỳ."
    told = everything(compute(with_answers(answer(10, "done", words), answer(11, "done", words))))
    assert told.count(words) == 1


def test_a_supporting_roles_words_are_marked_as_its_own() -> None:
    content = compute(commune.first_quarter())
    digital = section(content, "II", "Xây dựng, phát triển chính quyền điện tử, chính quyền số")
    assert "Đài truyền thanh xã: hướng dẫn nộp hồ sơ trực tuyến" in text(digital)


def test_a_silent_role_leaves_a_marked_gap_even_where_a_supporting_role_answered() -> None:
    content = compute(commune.first_quarter())
    digital = section(content, "II", "Xây dựng, phát triển chính quyền điện tử, chính quyền số")
    marked = [one.text for one in digital.paragraphs if one.gap]
    assert marked[0] == "(Chưa có báo cáo của Công chức Văn hóa và Thông tin về nhiệm vụ 7.a, 7.b, 7.c.)"
    assert [one.text for one in content.gaps if one.role == "Công chức Văn hóa và Thông tin"] == marked


def test_every_kind_of_gap_is_listed_with_who_owes_what() -> None:
    gaps = [(gap.kind, gap.role, gap.codes) for gap in compute(commune.first_quarter()).gaps]
    assert gaps == [
        ("no_lead", "", ("1.đ",)),
        ("figure", "Công chức Tư pháp – Hộ tịch", ("2.3",)),
        ("returned", "Công chức Tài chính – Kế toán", ("6.c",)),
        ("task", "Công chức Văn hóa và Thông tin", ("7.a", "7.b", "7.c")),
        ("figure", "Công chức Văn hóa và Thông tin", ("7.1", "7.2", "7.3", "7.4")),
    ]


def test_a_returned_answer_is_not_printed() -> None:
    assert "đang kiểm kê" not in everything(compute(commune.first_quarter()))


def test_a_report_of_which_nothing_was_submitted_is_all_gaps() -> None:
    content = compute(replace(commune.first_quarter(), answers=(), figures=()))
    assert sum(len(gap.codes) for gap in content.gaps if gap.kind in ("task", "no_lead")) == len(
        commune.TASKS
    )
    assert all(row.verdict == "Chưa gửi" for row in content.discipline)


def test_an_empty_plan_still_makes_a_report() -> None:
    bare = replace(
        commune.first_quarter(),
        roles=(),
        areas=(),
        tasks=(),
        answers=(),
        indicators=(),
        figures=(),
        targets=(),
    )
    content = compute(bare)
    assert content.gaps == ()
    assert len(content.chapters) == 5


def test_figures_stand_in_the_text_of_their_section() -> None:
    content = compute(commune.first_quarter())
    procedures = text(section(content, "II", "Cải cách thủ tục hành chính"))
    assert "hồ sơ tiếp nhận trực tiếp, qua bưu chính: 1.234 hồ sơ" in procedures
    assert "hồ sơ giải quyết trước hạn, đúng hạn: 412/415 hồ sơ (99,28%)" in procedures
    finance = text(section(content, "II", "Cải cách tài chính công"))
    assert "1.250.000.000 đồng/4.800.000.000 đồng (26,04%)" in finance


def test_completed_tasks_are_counted_by_the_program() -> None:
    content = compute(commune.first_quarter())
    assert "9/22 nhiệm vụ (40,91%)" in text(section(content, "I", "Về kế hoạch"))
    earlier = tuple(replace(one, done_before=one.id == 19) for one in commune.TASKS)
    content = compute(replace(commune.first_quarter(), tasks=earlier))
    assert "10/22 nhiệm vụ (45,45%)" in text(section(content, "I", "Về kế hoạch"))


def row_of(content: ReportContent, code: str):
    rows = [row for group in content.statistics.groups for row in group.rows]
    return next(row for row in rows if row.spec.code == code)


def test_the_year_report_derives_half_year_and_year_from_the_slices() -> None:
    content = compute(commune.whole_year())
    columns = content.statistics.columns
    assert columns[0] == "15/12/2021 – 14/3/2022"
    assert columns[4:] == ("6 tháng đầu năm 2022", "Năm 2022")
    assert content.statistics.current == 5
    online = row_of(content, "3.3").cells
    assert [cell.value for cell in online] == [185, 185, 185, 185, 370, 740]
    digitised = row_of(content, "3.6").cells[-1]
    assert (digitised.numerator, digitised.denominator) == (384, 1660)
    staff = row_of(content, "4.1").cells[-1]
    assert (staff.numerator, staff.denominator) == (19, 20)


def test_a_year_value_with_a_missing_slice_is_a_gap_and_never_silently_summed() -> None:
    content = compute(commune.whole_year())
    in_person = row_of(content, "3.2").cells
    assert in_person[4].missing == in_person[5].missing == (commune.S2.code,)
    procedures = section(content, "II", "Cải cách thủ tục hành chính")
    gap = next(one.text for one in procedures.paragraphs if "Số liệu chưa đủ: hồ sơ tiếp nhận" in one.text)
    assert "mới có 3.702 hồ sơ; thiếu số liệu 15/3/2022 – 14/6/2022" in gap
    assert "3.702" not in text(section(content, "III", "Kết quả đạt được"))


def test_a_quarter_in_the_middle_shows_the_year_so_far_and_the_period_before() -> None:
    third = replace(
        commune.whole_year(),
        period=commune.Q3,
        previous=commune.H1,
        composed=(),
        earlier_slices=(commune.S1, commune.S2),
    )
    statistics = compute(third).statistics
    assert statistics.columns == (
        "Quý III năm 2022",
        "Lũy kế từ đầu năm",
        "Kỳ trước (6 tháng đầu năm 2022)",
    )
    assert [cell.value for cell in row_of(compute(third), "3.3").cells] == [185, 555, 370]


def test_targets_stand_beside_what_was_reached() -> None:
    rows = compute(commune.first_quarter()).targets
    assert [(row.target, row.actual, row.verdict) for row in rows] == [
        ("Từ 95% trở lên", "412/415 hồ sơ (99,28%)", "met"),
        ("Từ 25% trở lên", "96/415 kết quả (23,13%)", "not_met"),
        ("90% – 100%", "92/100 phiếu (92%)", "met"),
        ("100%", "Chưa có số liệu", "unknown"),
        ("Từ 30% trở lên", "Chưa gắn số liệu", "unknown"),
    ]


def test_difficulties_and_reasons_stand_in_the_assessment_with_their_source() -> None:
    limits = text(section(compute(commune.first_quarter()), "III", "Tồn tại, hạn chế và nguyên nhân"))
    assert "tài liệu phải tự in (Công chức Tư pháp – Hộ tịch)." in limits
    assert "số hóa kết quả còn chậm (Văn phòng HĐND và UBND xã)." in limits
    assert "chưa thực hiện được do chờ kế hoạch kiểm tra của huyện." in limits
    assert (
        "Nhiệm vụ đã đến hạn chưa hoàn thành: rà soát, sắp xếp lại tài sản công (hạn ngày 28/2/2022" in limits
    )


def test_proposals_name_who_made_them() -> None:
    asked = text(chapter(compute(commune.first_quarter()), "V"))
    assert "máy quét tốc độ cao (đề xuất của Văn phòng HĐND và UBND xã)." in asked
    assert text(chapter(compute(with_answers()), "V")) == "Không có kiến nghị, đề xuất."


def test_the_outlook_names_what_falls_due_and_leaves_out_what_is_done() -> None:
    ahead = text(chapter(compute(commune.first_quarter()), "IV"))
    assert "kiểm tra công vụ (hạn ngày 10/6/2022; chủ trì: Công chức Văn phòng – Nội vụ)" in ahead
    assert "Kế hoạch kiểm soát TTHC năm 2022" not in ahead


def test_the_discipline_annex_says_who_was_late_silent_or_typed_for() -> None:
    rows = {row.role: row for row in compute(commune.first_quarter()).discipline}
    justice = rows["Công chức Tư pháp – Hộ tịch"]
    assert (justice.tasks_answered, justice.tasks_owed) == (3, 3)
    assert (justice.figures_answered, justice.figures_owed) == (3, 4)
    assert justice.late
    assert justice.last_sent_on == date(2022, 3, 18)
    assert rows["Công chức Văn hóa và Thông tin"].verdict == "Chưa gửi"
    assert rows["Công chức Tài chính – Kế toán"].on_behalf_by == ("Công chức Văn phòng – Nội vụ",)


def test_the_day_of_an_answer_is_the_calendar_day_in_viet_nam() -> None:
    late_evening = replace(answer(9), submitted_at=commune.datetime(2022, 3, 15, 17, 30, tzinfo=commune.UTC))
    rows = {row.role: row for row in compute(replace(with_answers(late_evening), figures=())).discipline}
    assert rows["Văn phòng HĐND và UBND xã"].last_sent_on == date(2022, 3, 16)


def test_progress_marks_what_nobody_answered() -> None:
    rows = {row.code: row for group in compute(commune.first_quarter()).progress for row in group.rows}
    assert (rows["7.a"].state, rows["7.a"].gap) == ("Chưa báo cáo", True)
    assert (rows["2.c"].state, rows["2.c"].percent, rows["2.c"].note) == (
        "Đang thực hiện",
        "40%",
        "Báo cáo muộn",
    )
    assert rows["6.c"].state == "Đã trả lại, chưa gửi lại"


def test_a_deputy_signs_for_the_chairman() -> None:
    unit = replace(commune.UNIT, signer_title="Phó Chủ tịch")
    foot = compute(replace(commune.first_quarter(), unit=unit)).foot
    assert foot.signature == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert foot.recipients[0] == "- UBND huyện;"
    assert foot.recipients[-1] == "- Lưu: VT."


def test_a_report_not_yet_dated_leaves_the_day_to_the_pen() -> None:
    head = compute(replace(commune.first_quarter(), dated=None)).head
    assert head.place_and_date == "Vĩnh Phong, ngày … tháng … năm 2022"
    dated = compute(replace(commune.first_quarter(), dated=date(2022, 2, 5))).head
    assert dated.place_and_date == "Vĩnh Phong, ngày 05 tháng 02 năm 2022"


def test_a_plan_given_by_role_instead_of_area_is_sorted_by_its_words() -> None:
    tasks = tuple(replace(task, area_id=None) for task in commune.TASKS)
    content = compute(replace(commune.first_quarter(), tasks=tasks, areas=()))
    assert "Đã niêm yết công khai 148/148" in text(section(content, "II", "Cải cách thủ tục hành chính"))


def test_nothing_out_of_nothing_counts_as_answered() -> None:
    content = compute(commune.first_quarter())
    assert "phản ánh, kiến nghị đã xử lý: 0/0 phản ánh, kiến nghị" in everything(content)
    full = compute(replace(commune.first_quarter(), zero_of_zero="hundred"))
    assert row_of(full, "3.7").cells[0].value == Decimal(100)


def test_why_a_task_was_not_begun_is_told_in_its_section_and_among_the_limits() -> None:
    def told(words: str, reason: str = "") -> tuple[str, str]:
        content = compute(with_answers(answer(12, "not_started", words, reason=reason)))
        limits = section(content, "III", "Tồn tại, hạn chế và nguyên nhân")
        return text(section(content, "II", "Cải cách thủ tục hành chính")), text(limits)

    here, limits = told("thiếu kinh phí")
    assert "Chưa thực hiện: tiếp nhận, xử lý phản ánh" in here
    assert "; lý do: thiếu kinh phí." in here
    assert "chưa thực hiện được do thiếu kinh phí." in limits
    here, limits = told("Chưa làm do thiếu kinh phí")
    assert "về TTHC: chưa làm do thiếu kinh phí." in here
    assert "chưa thực hiện được do thiếu kinh phí." in limits
    here, limits = told("", reason="chờ hướng dẫn")
    assert "; lý do: chờ hướng dẫn." in here
    assert "chưa thực hiện được do chờ hướng dẫn." in limits


def test_a_figure_of_which_nothing_came_up_is_an_answer_and_counts_as_zero() -> None:
    nothing = commune.FigureData(
        "2.3", commune.S1.code, commune.Amount(), commune.sent(15), nothing_to_report=True
    )
    content = compute(replace(commune.first_quarter(), figures=(*commune.FIGURES, nothing)))
    assert "văn bản đã xử lý sau rà soát: 0/0 văn bản" in everything(content)
    assert not [gap for gap in content.gaps if gap.codes == ("2.3",)]


def test_more_than_a_plain_aim_is_no_failure() -> None:
    aim = replace(commune.TARGETS[0], comparator="=")
    assert compute(replace(commune.first_quarter(), targets=(aim,))).targets[0].verdict == "met"
    none_late = replace(aim, value=Decimal(0))
    assert compute(replace(commune.first_quarter(), targets=(none_late,))).targets[0].verdict == "not_met"
