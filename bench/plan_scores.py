"""How much of a plan's truth was read: precision and recall for each kind of thing, and overall.

Both sides are the JSON of `dondoc plan read --json`. The truth was written by a person who knows nothing of
the reader. What is compared, kind by kind:

- head: number, day, years, each recipient, signer;
- areas and roles by name, accents and dashes aside; windows by code, window and both last days;
- tasks one to one by text (rapidfuzz, at least 90 of 100), and of the tasks their lead, supports and due;
- targets one to one: comparator, value, upper and year equal, units beginning alike, in a similar text;
- criteria by code and points; warnings by code, of the codes a truth can hold (`WARNINGS`).

Overall is the micro-average over all kinds: every thing weighs the same; `f` is the harmonic mean.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from locales.text import fold

Json = Mapping[str, Any]
WARNINGS = frozenset(
    [
        "number_blank",
        "day_blank",
        "sign_not_plan",
        "annex_missing",
        "area_without_lead",
        "letter_skipped",
        "letter_twice",
        "role_two_spellings",
        "role_of_higher_level",
        "calendar_missing",
        "windows_missing",
        "cited_with_two_years",
        "points_do_not_add_up",
        "total_does_not_add_up",
        "criterion_given_to_nobody",
        "signer_missing",
        "signer_title_missing",
        "recipients_missing",
        "part_missing",
        "no_coordinator",
    ]
)
KINDS = (
    *("head", "areas", "roles", "tasks", "leads", "supports", "dues"),
    *("targets", "windows", "criteria", "warnings"),
)
# A district body that is only mentioned is a remark of its own here, and the same one in a truth.
_AS_IN_TRUTH = {"district_after_reform": "role_of_higher_level"}
_SAME_TASK = 90
_SAME_SENTENCE = 75


@dataclass(frozen=True, slots=True)
class Score:
    """How many were right, found at all, and expected."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f(self) -> float:
        total = self.found + self.expected
        return 2 * self.right / total if total else 1.0


def scores(read: Json, truth: Json) -> dict[str, Score]:
    """The scores of one plan by kind; kinds that the truth does not speak of are left out."""
    pairs = dict(_task_pairs(read["tasks"], truth["tasks"])) if "tasks" in truth else {}
    of = {
        "head": lambda: _same(_head(read), _head(truth)),
        "areas": lambda: _same(_names(read["areas"]), _names(truth["areas"])),
        "roles": lambda: _same(_names(read["roles"]), _names(truth["roles"])),
        "tasks": lambda: Score(len(pairs), len(read["tasks"]), len(truth["tasks"])),
        "leads": lambda: _of_tasks(read, truth, pairs, _lead),
        "supports": lambda: _of_tasks(read, truth, pairs, _supports),
        "dues": lambda: _of_tasks(read, truth, pairs, _due),
        "targets": lambda: _targets(read["targets"], truth["targets"]),
        "windows": lambda: _same(map(_window, read["reporting"]), map(_window, truth["reporting"])),
        "criteria": lambda: _same(map(_criterion, read["criteria"]), map(_criterion, truth["criteria"])),
        "warnings": lambda: _same(_warnings(read), set(truth["warnings"])),
    }
    source = {
        "leads": "tasks",
        "supports": "tasks",
        "dues": "tasks",
        "windows": "reporting",
        "head": "number",
    }
    return {kind: of[kind]() for kind in KINDS if source.get(kind, kind) in truth}


def overall(parts: Iterable[Score]) -> Score:
    """The micro-average."""
    return sum(parts, Score())


def _same(found: Iterable[Hashable], expected: Iterable[Hashable]) -> Score:
    ours, theirs = Counter(found), Counter(expected)
    return Score((ours & theirs).total(), ours.total(), theirs.total())


def _head(plan: Json) -> Iterator[Hashable]:
    for key in ("number", "issued_on"):
        if plan[key] is not None:
            yield key, plan[key]
    yield "years", tuple(plan["years"])
    for name in plan["recipients"]:
        bare = fold(re.sub(r"\([^)]*\)", "", name))
        if not bare.startswith("luu"):
            yield "recipient", bare
    if plan["signer"] is not None:
        yield "signer", fold(plan["signer"]["title"] or ""), fold(plan["signer"]["name"])


def _names(rows: Iterable[Json]) -> Iterator[str]:
    return (fold(row["name"]) for row in rows)


def _task_pairs(read: list[Json], truth: list[Json]) -> Iterator[tuple[int, int]]:
    """Index of a truth's task → index of the task read, the most alike first."""
    alike = [
        (ratio, mine, theirs)
        for theirs, expected in enumerate(truth)
        for mine, task in enumerate(read)
        if (ratio := fuzz.ratio(fold(task["text"]), fold(expected["text"]))) >= _SAME_TASK
    ]
    ours, done = set(), set()
    for _ratio, mine, theirs in sorted(alike, key=lambda row: (-row[0], abs(row[1] - row[2]))):
        if mine not in ours and theirs not in done:
            ours.add(mine)
            done.add(theirs)
            yield theirs, mine


def _lead(task: Json) -> Iterator[Hashable]:
    if task["lead"] is not None:
        yield fold(task["lead"])


def _supports(task: Json) -> Iterator[Hashable]:
    return (fold(name) for name in task["supports"])


def _due(task: Json) -> Iterator[Hashable]:
    if task["due"]["kind"] != "unstated":
        yield task["due"]["kind"], task["due"]["on"]


def _of_tasks(read: Json, truth: Json, pairs: Mapping[int, int], of: Any) -> Score:
    right = sum(
        (Counter(of(read["tasks"][mine])) & Counter(of(truth["tasks"][theirs]))).total()
        for theirs, mine in pairs.items()
    )
    found = sum(len(list(of(task))) for task in read["tasks"])
    return Score(right, found, sum(len(list(of(task))) for task in truth["tasks"]))


def _targets(read: list[Json], truth: list[Json]) -> Score:
    left = list(truth)
    right = 0
    for target in read:
        match = next((one for one in left if _same_target(target, one)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return Score(right, len(read), len(truth))


def _same_target(one: Json, other: Json) -> bool:
    if any(one[key] != other[key] for key in ("comparator", "value", "upper", "by_year")):
        return False
    if not _same_unit(one["unit"], other["unit"]):
        return False
    if other.get("text") is None:
        return bool(one.get("line") == other.get("line"))
    return fuzz.partial_ratio(fold(one["text"]), fold(other["text"])) >= _SAME_SENTENCE


def _same_unit(one: str, other: str) -> bool:
    """ "cuộc" and "cuộc đối thoại" count the same thing."""
    mine, theirs = fold(one).split(), fold(other).split()
    short = min(len(mine), len(theirs))
    return one == other or (short > 0 and mine[:short] == theirs[:short])


def _window(entry: Json) -> Hashable:
    window = tuple(entry["window"]) if entry["window"] else None
    return entry["code"], window, entry["officers_last_day"], entry["summary_last_day"]


def _criterion(row: Json) -> Hashable:
    return row["code"], row["max"], row["achieved"], row["deducted"]


def _warnings(read: Json) -> set[str]:
    said = {warning["code"] for warning in read["warnings"]}
    return {_AS_IN_TRUTH.get(code, code) for code in said} & WARNINGS
