"""How long a plan takes to read, and how much memory, beside the bare library reading the same file's text.

Each reading is a process of its own: what the one before it loaded or left behind does not count.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.plan_files import as_text, as_word

PAGES = (10, 30, 100, 500)
_ROUNDS = 3
_USUAL = 30
_OURS = "from plans.read import read_plan; read_plan(path.name, path.read_bytes())"
_BARE = {
    ".docx": "import docx; d = docx.Document(path); [p.text for p in d.paragraphs]; "
    "[c.text for t in d.tables for r in t.rows for c in r.cells]",
    ".txt": "path.read_text(encoding='utf-8').splitlines()",
}
_PROGRAM = """
import json, pathlib, resource, sys, time
path = pathlib.Path(sys.argv[1])
begun = time.perf_counter()
exec(sys.argv[2])
seconds = time.perf_counter() - begun
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
json.dump([seconds, peak / 1024], sys.stdout)
"""


@dataclass(frozen=True)
class Cost:
    """Of one reading, modules loaded on the way and all."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Reading:
    """The plan of so many pages, read by us and by the bare library."""

    pages: int
    ending: str
    ours: Cost
    bare: Cost


def readings() -> list[Reading]:
    """The costs for every length and form, the median of a few rounds."""
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as folder:
        return [
            _reading(Path(folder), pages, ending, make(pages))
            for ending, make in ((".docx", as_word), (".txt", as_text))
            for pages in PAGES
        ]


def growth(found: list[Reading], ending: str) -> tuple[float, float]:
    """Seconds of the longest plan and of a fifth of it: linear is five times as much."""
    seconds = {one.pages: one.ours.seconds for one in found if one.ending == ending}
    return seconds[PAGES[-1]], seconds[PAGES[-2]]


def usual(found: list[Reading], ending: str) -> Reading:
    """The reading of a plan as long as the long ones are."""
    return next(one for one in found if one.ending == ending and one.pages == _USUAL)


def _reading(folder: Path, pages: int, ending: str, content: bytes) -> Reading:
    sys.stderr.write(f"reading {pages} pages of {ending}\n")
    path = folder / f"plan-{pages}{ending}"
    path.write_bytes(content)
    return Reading(pages, ending, _cost(path, _OURS), _cost(path, _BARE[ending]))


def _cost(path: Path, work: str) -> Cost:
    rounds = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", _PROGRAM, str(path), work], check=True, capture_output=True
            ).stdout
        )
        for _ in range(_ROUNDS)
    ]
    return Cost(*(statistics.median(values) for values in zip(*rounds, strict=True)))
