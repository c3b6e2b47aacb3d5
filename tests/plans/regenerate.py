"""The golden files: what is read of every plan of the corpus and of the sample plan.

`python tests/plans/regenerate.py` shows what is read differently now; with `--write` the files follow.
"""

import difflib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parents[1]))

from plans.model import PlanDocument  # noqa: E402 - run as a script it has to find the rooms first
from plans.read import read_plan  # noqa: E402

SAMPLE = _HERE.parents[1] / "samples" / "ke-hoach-cchc-2026.docx"
CORPUS = _HERE / "corpus"
_KINDS = {".docx", ".doc", ".pdf", ".xlsx", ".txt", ".md"}


def documents() -> Iterator[Path]:
    """Every plan that has a golden file."""
    yield SAMPLE
    yield from sorted(file for file in CORPUS.iterdir() if file.suffix in _KINDS)


def golden_of(document: Path) -> Path:
    """Where a plan's golden file lies."""
    return _HERE / "golden" / f"{document.stem}.json"


def as_golden(plan: PlanDocument) -> str:
    """The text a golden file holds."""
    return json.dumps(plan.to_json(), ensure_ascii=False, indent=1) + "\n"


def difference(document: Path) -> str:
    """What is read differently from what the golden file says, as a unified diff; "" when nothing is."""
    golden = golden_of(document)
    before = golden.read_text(encoding="utf-8") if golden.exists() else ""
    now = as_golden(read_plan(document.name, document.read_bytes()))
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        now.splitlines(keepends=True),
        f"{golden.name} (golden)",
        "read now",
        n=2,
    )
    return "".join(lines)


def main() -> int:
    changed = False
    for document in documents():
        found = difference(document)
        changed = changed or bool(found)
        sys.stdout.write(found)
        if found and "--write" in sys.argv:
            text = as_golden(read_plan(document.name, document.read_bytes()))
            golden_of(document).write_text(text, encoding="utf-8")
    return int(changed and "--write" not in sys.argv)


if __name__ == "__main__":
    raise SystemExit(main())
