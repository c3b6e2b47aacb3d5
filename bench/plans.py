"""`python -m bench.plans [-v] [NAME…]`: what is read of the plans whose truth is known, kind by kind."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.plan_scores import KINDS, Score, overall, scores
from plans.read import read_plan

CORPUS = Path(__file__).parent.parent / "tests" / "plans" / "corpus"
_TRUTH = ".truth.json"


def documents(folder: Path = CORPUS) -> Iterator[tuple[Path, Path]]:
    """Each document of a folder with the file that holds its truth."""
    for truth in sorted(folder.glob(f"*{_TRUTH}")):
        name = truth.name.removesuffix(_TRUTH)
        yield next(file for file in folder.glob(f"{name}.*") if file != truth), truth


def score_of(file: Path, truth: Path) -> dict[str, Score]:
    """The scores of one document by kind."""
    read = read_plan(file.name, file.read_bytes()).to_json()
    return scores(read, json.loads(truth.read_text(encoding="utf-8")))


def table(rows: dict[str, dict[str, Score]]) -> Iterator[str]:
    """One line a file and kind, then the kinds over all files, then everything."""
    totals: dict[str, Score] = defaultdict(Score)
    yield f"{'file':34}{'kind':10}{'right':>6}{'found':>6}{'truth':>6}{'P':>7}{'R':>7}"
    for name, by_kind in rows.items():
        for kind, score in by_kind.items():
            totals[kind] += score
            yield _line(name, kind, score)
        yield _line(name, "overall", overall(by_kind.values()))
    for kind in KINDS:
        yield _line("all files", kind, totals[kind])
    yield _line("all files", "overall", overall(totals.values()))


def _line(name: str, kind: str, score: Score) -> str:
    numbers = f"{score.right:>6}{score.found:>6}{score.expected:>6}"
    return f"{name:34}{kind:10}{numbers}{score.precision:>7.3f}{score.recall:>7.3f}"


def corpus_scores() -> dict[str, dict[str, Score]]:
    """The scores of every plan of the corpus."""
    return {file.name: score_of(file, truth) for file, truth in documents()}


def main() -> None:
    print("\n".join(table(corpus_scores())))


if __name__ == "__main__":
    main()
