"""Layouts of plans that nobody numbered alike: each is a small invented plan."""

from collections import Counter
from datetime import date

import pytest

from plans.model import PlanDocument
from plans.read import read_plan
from storage.enums import DueKind

_HEAD = """UBND XÃ HÒA SƠN
Số: 31/KH-UBND
Hòa Sơn, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026

UBND xã ban hành Kế hoạch như sau:
"""


def _read(body: str) -> PlanDocument:
    return read_plan("ke-hoach.md", (_HEAD + body).encode())


def test_fields_as_parts_with_tasks_whose_lines_below_give_lead_and_day() -> None:
    plan = _read("""A. MỤC TIÊU
- 98% hồ sơ đúng hạn.
B. NHIỆM VỤ
I. CẢI CÁCH THỂ CHẾ
1. Rà soát văn bản quy phạm pháp luật.
- Đơn vị chủ trì: Văn phòng HĐND và UBND xã.
- Đơn vị phối hợp: Phòng Kinh tế; Công an xã.
- Thời gian hoàn thành: Quý II/2026.
- Sản phẩm: Báo cáo.
2. Tuyên truyền pháp luật.
- Đơn vị chủ trì: Công an xã.
II. CẢI CÁCH TÀI CHÍNH CÔNG
1. Công khai ngân sách.
""")
    first, second, third = plan.tasks
    assert (first.area, first.lead, first.product) == ("I", "Văn phòng HĐND và UBND xã", "Báo cáo")
    assert first.supports == ("Phòng Kinh tế", "Công an xã")
    assert first.due.on == date(2026, 6, 30)
    assert (second.lead, second.due.kind) == ("Công an xã", DueKind.UNSTATED)
    assert (third.area, third.lead) == ("II", None)


def test_numbers_that_run_through_the_fields() -> None:
    plan = _read("""I. NHIỆM VỤ
1. Cải cách thể chế (Công chức Tư pháp – Hộ tịch chủ trì)
1. Lập kế hoạch rà soát văn bản.
2. Góp ý dự thảo văn bản của tỉnh.
2. Cải cách tài chính công: Phòng Kinh tế chủ trì
3. Công khai ngân sách.
4. Tiết kiệm chi.
II. TỔ CHỨC THỰC HIỆN
Phòng Kinh tế theo dõi.
""")
    assert [area.name for area in plan.areas] == ["Cải cách thể chế", "Cải cách tài chính công"]
    assert [(task.area, task.lead) for task in plan.tasks] == [
        ("1", "Công chức Tư pháp – Hộ tịch"),
        ("1", "Công chức Tư pháp – Hộ tịch"),
        ("2", "Phòng Kinh tế"),
        ("2", "Phòng Kinh tế"),
    ]


def test_headings_in_capitals_without_numbers() -> None:
    plan = _read("""MỤC TIÊU
- Mức độ hài lòng đạt từ 90 - 95%.
NHIỆM VỤ
CẢI CÁCH THỦ TỤC HÀNH CHÍNH
- Rà soát thủ tục (Trung tâm PVHCC; phối hợp: Phòng Kinh tế; tháng 6/2026).
CHÍNH QUYỀN SỐ
- Ký số văn bản.
TỔ CHỨC THỰC HIỆN
Trung tâm Phục vụ hành chính công là đầu mối; Phòng Văn hóa - Xã hội chủ trì lĩnh vực chính quyền số.
""")
    assert [area.name for area in plan.areas] == ["CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "CHÍNH QUYỀN SỐ"]
    first, second = plan.tasks
    assert first.lead == "Trung tâm Phục vụ hành chính công"
    assert (first.supports, first.due.on) == (("Phòng Kinh tế",), date(2026, 6, 30))
    assert second.lead == "Phòng Văn hóa - Xã hội"
    assert [(target.comparator, target.upper) for target in plan.targets] == [("range", 95)]


def test_a_line_at_the_end_of_a_field_is_about_all_its_tasks() -> None:
    plan = _read("""I. NHIỆM VỤ
1. Cải cách thể chế
a) Rà soát văn bản.
b) Tuyên truyền, hoàn thành trước ngày 01/6/2026.
Chủ trì: Công an xã; phối hợp: Phòng Kinh tế; thời gian: hằng quý.
""")
    assert {(task.lead, task.supports) for task in plan.tasks} == {("Công an xã", ("Phòng Kinh tế",))}
    assert [task.due.kind for task in plan.tasks] == [DueKind.QUARTERLY, DueKind.DATE]
    assert plan.roles[0].leads == ("1",)


def test_work_given_by_role_alone_becomes_the_tasks_of_the_roles() -> None:
    plan = _read("""I. MỤC TIÊU
90% người dân hài lòng.
II. PHÂN CÔNG NHIỆM VỤ
1. Văn phòng HĐND và UBND xã
a) Ban hành kế hoạch, hoàn thành trong tháng 02.
b) Tổng hợp báo cáo gửi Sở Nội vụ.
2. Công an xã: Cấp định danh điện tử cho 98% công dân trước ngày 30/11/2026.
""")
    assert Counter(task.lead for task in plan.tasks) == {"Văn phòng HĐND và UBND xã": 2, "Công an xã": 1}
    assert {task.area for task in plan.tasks} == {None}
    assert [target.value for target in plan.targets] == [90, 98]


def test_tables_with_fields_as_rows_ditto_marks_and_leads_in_one_cell() -> None:
    plan = _read("""I. NHIỆM VỤ
Nhiệm vụ cụ thể theo Phụ lục kèm theo.

Nơi nhận:
- Sở Nội vụ.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Trần Thị Mai

PHỤ LỤC

| TT | Tên nhiệm vụ | Sản phẩm | Đơn vị thực hiện | Thời gian |
|---|---|---|---|---|
| I | THỂ CHẾ | | | |
| 1 | Rà soát văn bản | Báo cáo | Chủ trì: Phòng Kinh tế; Phối hợp: Công an xã | Quý II |
| 2 | Phổ biến pháp luật | | nt | T6, T11/2026 |
| II | TÀI CHÍNH CÔNG | | | |
| 3 | Công khai ngân sách | | Phòng KT | Hằng quý |
""")
    assert [(task.area, task.lead, task.supports) for task in plan.tasks] == [
        ("I", "Phòng Kinh tế", ("Công an xã",)),
        ("I", "Phòng Kinh tế", ("Công an xã",)),
        ("II", "Phòng Kinh tế", ()),
    ]
    assert plan.tasks[1].due.on == date(2026, 11, 30)


def test_tables_of_targets_calendar_and_who_leads_a_field() -> None:
    plan = _read("""I. CHỈ TIÊU

| STT | Chỉ tiêu | ĐVT | Thực hiện 2025 | Kế hoạch 2026 |
|---|---|---|---|---|
| 1 | Hồ sơ đúng hạn | % | 96,5 | ≥ 98 |
| 2 | Xếp hạng chỉ số CCHC | Hạng | 12 | Top 10 |

II. NHIỆM VỤ
1. Cải cách thể chế
a) Rà soát văn bản.
III. TỔ CHỨC THỰC HIỆN

| Lĩnh vực | Cơ quan chủ trì | Cơ quan phối hợp |
|---|---|---|
| Cải cách thể chế | Văn phòng HĐND và UBND xã | Công an xã |

| Báo cáo | Chốt số liệu | Hạn nộp của công chức | Hạn gửi Sở Nội vụ |
|---|---|---|---|
| Quý I | 15/12/2025 - 14/3/2026 | 15/3/2026 | Trước ngày 20/3/2026 |
""")
    assert [(one.comparator, one.value, one.unit) for one in plan.targets] == [
        (">=", 98, "%"),
        ("<=", 10, "hạng"),
    ]
    assert (plan.tasks[0].lead, plan.tasks[0].supports) == ("Văn phòng HĐND và UBND xã", ("Công an xã",))
    (entry,) = plan.reporting
    assert (entry.code, entry.window) == ("2026-Q1", (date(2025, 12, 15), date(2026, 3, 14)))
    assert (entry.officers_last_day, entry.summary_last_day) == (date(2026, 3, 15), date(2026, 3, 19))


@pytest.mark.parametrize(
    ("text", "officers", "summary"),
    [
        (
            "Các công chức gửi số liệu quý I trước ngày 17/3/2026; UBND xã gửi báo cáo tổng hợp về UBND tỉnh "
            "chậm nhất ngày 20/3/2026.",
            date(2026, 3, 16),
            date(2026, 3, 20),
        ),
        (
            "Các phòng gửi báo cáo quý I chậm nhất ngày 14 của tháng cuối kỳ. Văn phòng tổng hợp, trình Chủ tịch "
            "UBND xã trước ngày 18 của tháng cuối kỳ.",
            date(2026, 3, 14),
            date(2026, 3, 17),
        ),
    ],
)
def test_what_officers_send_and_what_is_sent_on(text: str, officers: date, summary: date) -> None:
    plan = _read(f"I. NHIỆM VỤ\n1. Cải cách thể chế\na) Rà soát.\nII. CHẾ ĐỘ BÁO CÁO\n{text}\n")
    entry = next(entry for entry in plan.reporting if entry.code == "2026-Q1")
    assert (entry.officers_last_day, entry.summary_last_day) == (officers, summary)
