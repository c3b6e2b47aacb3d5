"""Writes the golden JSON of the sample plan anew: .venv/bin/python tests/plans/regenerate.py"""

import json
from pathlib import Path

from plans.model import PlanDocument
from plans.read import read_plan

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-cchc-2026.docx"
GOLDEN = Path(__file__).with_name("golden") / "ke-hoach-cchc-2026.json"


def as_golden(plan: PlanDocument) -> str:
    """The text a golden file holds."""
    return json.dumps(plan.to_json(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(as_golden(read_plan(SAMPLE.name, SAMPLE.read_bytes())), encoding="utf-8")
