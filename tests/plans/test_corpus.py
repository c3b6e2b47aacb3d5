"""Invented plans, as unlike each other as real ones: what is read of them, against truths and golden files."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.plan_scores import overall, scores
from plans.findings import WarningCode
from plans.model import PlanDocument
from plans.read import read_plan
from tests.plans.regenerate import CORPUS, difference, documents

_TRUTHS = sorted(CORPUS.glob("*.truth.json"))
_SHARED = sorted(Path(__file__).with_name("shared_truth").glob("*.json"))


@pytest.mark.parametrize("document", list(documents()), ids=lambda file: file.stem)
def test_a_plan_is_read_as_its_golden_file_says(document: Path) -> None:
    """After a wanted change: python tests/plans/regenerate.py, look at the difference, then --write."""
    assert difference(document) == ""


@pytest.mark.parametrize("truth", _TRUTHS, ids=lambda file: file.name.partition(".")[0])
def test_nearly_everything_a_person_noted_is_read_and_hardly_anything_else(truth: Path) -> None:
    name = truth.name.removesuffix(".truth.json")
    document = next(file for file in documents() if file.stem == name)
    read = read_plan(document.name, document.read_bytes()).to_json()
    by_kind = scores(read, json.loads(truth.read_text(encoding="utf-8")))
    total = overall(by_kind.values())
    assert min(total.precision, total.recall) >= 0.97, by_kind


def test_a_truth_that_was_not_met_lowers_the_score() -> None:
    truth = json.loads(_TRUTHS[0].read_text(encoding="utf-8"))
    document = next(file for file in documents() if file.stem == _TRUTHS[0].name.removesuffix(".truth.json"))
    read = read_plan(document.name, document.read_bytes()).to_json()
    truth["tasks"][0]["lead"] = "Đội Thiếu niên"
    truth["targets"] = truth["targets"][1:]
    by_kind = scores(read, truth)
    assert by_kind["leads"].precision < 1
    assert by_kind["leads"].recall < 1
    assert by_kind["targets"].precision < 1 == by_kind["targets"].recall


@pytest.mark.parametrize("truth", _SHARED, ids=lambda file: file.stem)
def test_a_real_plan_is_read_as_it_was_by_hand(
    truth: Path, shared_plan: Callable[[str], PlanDocument]
) -> None:
    expected = json.loads(truth.read_text(encoding="utf-8"))
    read = shared_plan(truth.stem).to_json()
    for key in ("number", "issued_on", "years", "areas", "reporting", "recipients", "signer"):
        assert read[key] == expected[key], key
    roles = [{key: role[key] for key in ("name", "coordinator", "leads")} for role in read["roles"]]  # type: ignore[attr-defined]
    assert roles == expected["roles"]
    if expected["tasks_by_area"] is not None:
        counts = Counter(task["area"] for task in read["tasks"])  # type: ignore[attr-defined]
        assert [counts[area["code"]] for area in expected["areas"]] == expected["tasks_by_area"]
    targets = scores(read, {"targets": expected["targets"]})["targets"]
    assert min(targets.precision, targets.recall) >= 0.95


@pytest.mark.parametrize(
    ("name", "code", "values"),
    [
        ("tan-quang-2022", WarningCode.NUMBER_BLANK, {}),
        ("tan-quang-2022", WarningCode.SIGN_NOT_PLAN, {"sign": "/BC-UBND"}),
        ("tan-quang-2022", WarningCode.DAY_BLANK, {}),
        ("tan-quang-2022", WarningCode.ANNEX_MISSING, {}),
        ("tan-quang-2022", WarningCode.SENTENCE_REJOINED, {}),
        ("tan-quang-2022", WarningCode.LETTER_SKIPPED, {"where": "7", "letter": "đ"}),
        ("phu-la-2021-2025", WarningCode.LETTER_TWICE, {"where": "2.5", "letter": "d"}),
        (
            "phu-la-2021-2025",
            WarningCode.CITED_WITH_TWO_YEARS,
            {"document": "32/2021/NĐ-CP", "other": "32/2020/NĐ-CP"},
        ),
        ("phu-la-2021-2025", WarningCode.ITEM_WITHOUT_DASH, {"where": "1.4"}),
        ("phu-la-2021-2025", WarningCode.SIGNER_TITLE_MISSING, {}),
        ("ngoc-ky-2023", WarningCode.PAGE_NUMBER_IN_TEXT, {"number": "5"}),
        ("ngoc-ky-2023", WarningCode.PAGE_NUMBER_IN_TEXT, {"number": "7"}),
        ("ngoc-ky-2023", WarningCode.ROLE_OF_HIGHER_LEVEL, {"role": "Phòng Tài chính và Kế hoạch huyện"}),
        ("ngoc-ky-2023", WarningCode.TARGET_OF_HIGHER_LEVEL, None),
        ("duong-hoa-2023", WarningCode.TOTAL_DOES_NOT_ADD_UP, {"said": "81,863", "sum": "75,73"}),
        ("duong-hoa-2023", WarningCode.POINTS_DO_NOT_ADD_UP, {"code": "3", "said": "14,5", "sum": "13"}),
        ("duong-hoa-2023", WarningCode.POINTS_DO_NOT_ADD_UP, {"code": "3.4", "said": "3,46", "sum": "2,46"}),
        ("duong-hoa-2023", WarningCode.POINTS_DO_NOT_ADD_UP, {"code": "3.4.1", "said": "0,4", "sum": "0,04"}),
        ("duong-hoa-2023", WarningCode.CRITERIA_MISCOUNTED, {"where": "Nhóm 2", "said": "04", "number": "5"}),
        ("duong-hoa-2023", WarningCode.CRITERION_GIVEN_TO_NOBODY, None),
        ("thanh-binh-thinh-2021-2030", WarningCode.NUMBER_BLANK, {}),
        ("thanh-binh-thinh-2021-2030", WarningCode.DAY_BLANK, {}),
        ("thanh-binh-thinh-2021-2030", WarningCode.RECIPIENTS_MISSING, {}),
        ("thanh-binh-thinh-2021-2030", WarningCode.SIGNER_MISSING, {}),
        ("thanh-binh-thinh-2021-2030", WarningCode.PART_MISSING, {"part": "III"}),
        ("thanh-binh-thinh-2021-2030", WarningCode.SAME_TARGET_FOR_TWO_YEARS, {}),
        ("thanh-binh-thinh-2021-2030", WarningCode.BOOKMARK_IN_TEXT, {}),
        ("thanh-binh-thinh-2021-2030", WarningCode.ANNEX_MISSING, {}),
    ],
)
def test_every_trap_of_the_real_plans_is_reported_with_its_line(
    shared_plan: Callable[[str], PlanDocument],
    name: str,
    code: WarningCode,
    values: dict[str, str] | None,
) -> None:
    found = [warning for warning in shared_plan(name).warnings if warning.code is code]
    assert found
    if values is not None:
        assert values in [dict(warning.values) for warning in found]
    assert all(bool(warning.quote) == (warning.line is not None) for warning in found)
