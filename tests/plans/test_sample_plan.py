"""The project's own plan, as Word: read exactly, as its golden file says."""

import json
import runpy
import zipfile
from datetime import date
from pathlib import Path

import pytest

from plans.decisions import with_area_lead, with_task_lead
from plans.model import PlanDocument
from plans.read import read_plan
from plans.review import open_points
from storage.enums import DueKind

GOLDEN = Path(__file__).with_name("golden") / "ke-hoach-cchc-2026.json"
CULTURE = "Phòng Văn hóa – Xã hội"
POLICE = "Công an xã"


@pytest.fixture(scope="module")
def plan(sample_file: Path) -> PlanDocument:
    return read_plan(sample_file.name, sample_file.read_bytes())


def test_it_reads_as_the_golden_file_says(plan: PlanDocument) -> None:
    """After a wanted change: .venv/bin/python tests/plans/regenerate.py, and look at the difference."""
    assert plan.to_json() == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_committed_file_is_what_its_script_writes(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = runpy.run_path(str(sample_file.with_name("make_plan.py")))
    written = tmp_path / "plan.docx"
    monkeypatch.setitem(script["main"].__globals__, "TARGET", written)
    script["main"]()
    assert _content(written) == _content(sample_file)


def test_a_row_of_the_annex_gives_its_task_product_lead_support_and_day(plan: PlanDocument) -> None:
    task = next(task for task in plan.tasks if task.code == "1.a")
    assert task.product == "Bảng giao việc"
    assert (task.due.kind, task.due.on) == (DueKind.DATE, date(2026, 1, 31))
    spread = next(task for task in plan.tasks if task.code == "1.c")
    assert spread.lead == "Trung tâm Cung ứng dịch vụ sự nghiệp công"
    assert spread.supports == (CULTURE,)
    assert spread.due.kind is DueKind.MONTHLY


def test_a_draft_comes_back_from_json_unchanged(plan: PlanDocument) -> None:
    assert PlanDocument.from_json(json.loads(json.dumps(plan.to_json()))) == plan


def test_a_new_lead_of_an_area_reaches_only_tasks_without_one_of_their_own(plan: PlanDocument) -> None:
    changed = with_area_lead(plan, "1", POLICE)
    leads = {task.code: task.lead for task in changed.tasks if task.area == "1"}
    assert leads == {
        "1.a": CULTURE,
        "1.b": CULTURE,
        "1.c": "Trung tâm Cung ứng dịch vụ sự nghiệp công",
        "1.d": CULTURE,
    }
    assert {task.lead for task in with_area_lead(plan, "6", POLICE).tasks if task.area == "6"} == {
        "Phòng Kinh tế",  # 6.b: the annex names it
        POLICE,
    }


def test_only_one_role_leads_an_area_after_a_change(plan: PlanDocument) -> None:
    changed = with_area_lead(plan, "6", POLICE)
    assert [role.name for role in changed.roles if "6" in role.leads] == [POLICE]
    nobody = with_area_lead(changed, "6", None)
    assert {point.about for point in open_points(nobody, 2026)} == {("5",), ("6",)}


def test_a_task_given_to_nobody_goes_back_to_its_area(plan: PlanDocument) -> None:
    own = with_task_lead(plan, "3.d", POLICE)
    assert _lead(own, "3.d") == POLICE
    assert _lead(with_task_lead(own, "3.d", None), "3.d") == "Trung tâm Phục vụ hành chính công xã"


def test_deciding_on_a_lead_takes_the_remark_away(plan: PlanDocument) -> None:
    assert [point.about for point in open_points(plan, 2026)] == [("5",)]
    decided = with_area_lead(plan, "5", "Trạm Y tế xã")
    assert open_points(decided, 2026) == []
    assert [warning.values["role"] for warning in decided.warnings] == ["Ban Chỉ huy Quân sự xã"]


def test_unknown_areas_tasks_and_roles_are_refused(plan: PlanDocument) -> None:
    with pytest.raises(KeyError):
        with_area_lead(plan, "9", CULTURE)
    with pytest.raises(KeyError):
        with_area_lead(plan, "1", "Phòng Không có")
    with pytest.raises(KeyError):
        with_task_lead(plan, "9.z", CULTURE)


def _lead(plan: PlanDocument, code: str) -> str | None:
    return next(task.lead for task in plan.tasks if task.code == code)


def _content(file: Path) -> bytes:
    with zipfile.ZipFile(file) as package:
        return package.read("word/document.xml")
