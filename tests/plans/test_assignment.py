"""Who is put in charge, in a task's own sentence and in the duties of the roles."""

import pytest

from plans.model import PlanDocument
from plans.read import read_plan
from plans.review import open_points

_PLAN = """KẾ HOẠCH
Cải cách hành chính của xã Minh Hòa năm 2026

I. NHIỆM VỤ
1. Cải cách thể chế
{tasks}
2. Cải cách tài chính công
a) Công khai ngân sách.
II. TỔ CHỨC THỰC HIỆN
1. Công chức Tư pháp – Hộ tịch:
- Chủ trì, phối hợp với công chức Tài chính – Kế toán thực hiện cải cách thể chế.
2. Công chức Tài chính - Kế toán: {finance}
3. Công an xã:
- Giữ gìn trật tự.
"""


def _plan(
    tasks: str = "a) Rà soát văn bản.", finance: str = "chủ trì cải cách tài chính công."
) -> PlanDocument:
    return read_plan("kh.txt", _PLAN.format(tasks=tasks, finance=finance).encode())


def test_labels_at_the_end_of_a_task_name_its_lead_supports_and_day() -> None:
    task = _plan(
        "a) Rà soát văn bản. Chủ trì: Công an xã; phối hợp: công chức Tư pháp - Hộ tịch; "
        "thời gian: Quý II/2026."
    ).tasks[0]
    assert task.text == "Rà soát văn bản."
    assert (task.lead, task.supports) == (
        "Công an xã",
        ("Công chức Tư pháp – Hộ tịch", "Công chức Tài chính - Kế toán"),
    )
    assert str(task.due.on) == "2026-06-30"


def test_a_sentence_that_puts_a_role_in_charge_keeps_its_words() -> None:
    task = _plan(
        "a) Giao Công an xã chủ trì, phối hợp với công chức Tài chính - Kế toán lập danh sách."
    ).tasks[0]
    assert task.lead == "Công an xã"
    assert task.lead_is_own
    assert task.text.startswith("Giao Công an xã")


def test_a_role_named_beside_the_lead_supports_the_area() -> None:
    roles = {role.name: role for role in _plan().roles}
    assert roles["Công chức Tư pháp – Hộ tịch"].leads == ("1",)
    assert roles["Công chức Tài chính - Kế toán"].supports == ("1",)


def test_advising_counts_as_leading_only_where_nobody_is_told_to_lead() -> None:
    advising = _plan(finance="tham mưu nội dung cải cách tài chính công và cải cách thể chế.")
    roles = {role.name: role.leads for role in advising.roles}
    assert roles["Công chức Tài chính - Kế toán"] == ("2",)
    assert roles["Công chức Tư pháp – Hộ tịch"] == ("1",)


def test_two_roles_told_to_lead_one_area_leave_its_tasks_open() -> None:
    plan = _plan(finance="chủ trì cải cách tài chính công; chủ trì cải cách thể chế.")
    assert next(task for task in plan.tasks if task.area == "1").lead is None
    assert ("1",) in {point.about for point in open_points(plan, 2026)}


@pytest.mark.parametrize("words", ["phối hợp thực hiện cải cách tài chính công.", "giữ gìn trật tự."])
def test_a_role_that_only_supports_leads_nothing(words: str) -> None:
    assert all("2" not in role.leads for role in _plan(finance=words).roles)
