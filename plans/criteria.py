"""A scored set of criteria inside a plan (TCTP): points reached, points lost and why, and their sums."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from plans.findings import Warning_, WarningCode
from plans.model import CriterionDraft, TaskDraft
from plans.outline import Level, Node

_CODE = re.compile(r"\(\s*(?:Tại\s+)?TCTP\s+(?P<code>\d+(?:\.\d+)*)\s*\)", re.IGNORECASE)
_SCORE = re.compile(r"(?P<achieved>\d+(?:,\d+)?)\s*/\s*(?P<maximum>\d+(?:,\d+)?)\s*điểm", re.IGNORECASE)
_LOST = re.compile(r"bị trừ\s+(?P<lost>\d+(?:,\d+)?)\s*điểm", re.IGNORECASE)
_TOTAL = re.compile(r"đạt\s+(?P<total>\d+(?:,\d+)?)\s*điểm", re.IGNORECASE)
_BEFORE_REASON = re.compile(r"^[\s,.;]*(?:nguyên nhân\s*(?:là\s*)?)?(?:do\s+)?", re.IGNORECASE)
_NAME_END = re.compile(r"\s*(?:\(\s*(?:Tại\s+)?TCTP|:\s*(?:\d|điểm)|[.,:]\s*điểm đạt)", re.IGNORECASE)


def read_criteria(tree: tuple[Node, ...]) -> tuple[CriterionDraft, ...]:
    """The criteria with points, in reading order; parts without a code of their own get their parent's."""
    if not any(_CODE.search(node.text) and _SCORE.search(_said(node)) for node in _all(tree)):
        return ()
    return tuple(found for node in tree for found in _under(node, None))


def criteria_warnings(
    tree: tuple[Node, ...], criteria: tuple[CriterionDraft, ...], tasks: tuple[TaskDraft, ...]
) -> Iterator[Warning_]:
    """Points that do not add up, and criteria that lost points and are given to nobody."""
    if not criteria:
        return
    parts: dict[str, list[CriterionDraft]] = defaultdict(list)
    for criterion in criteria:
        parts[criterion.code.rpartition(".")[0]].append(criterion)
    for criterion in criteria:
        yield from _own_sum(criterion)
        yield from _sum_of_parts(criterion, parts[criterion.code])
    yield from _sums_of_areas(tree, criteria)
    given = {code for task in tasks for code in task.criteria}
    nobody = [item.code for item in criteria if _lost(item) and not _is_given(item.code, given)]
    if nobody:
        yield Warning_(WarningCode.CRITERION_GIVEN_TO_NOBODY, {"codes": ", ".join(nobody)})


def _under(node: Node, parent: str | None) -> Iterator[CriterionDraft]:
    code = parent
    if node.level is Level.NUMBER and _CODE.search(node.text) is None:
        code = node.item.label
    elif (own := _criterion(node, parent)) is not None:
        code = own.code
        yield own
    place = 0
    for child in node.children:
        if _SCORE.search(child.text) and child.level >= Level.DASH and not _is_summary(child, node):
            place += 1
        within = f"{code}.{place}" if code is not None else None
        yield from _under(child, within if _CODE.search(child.text) is None else code)


def _criterion(node: Node, given_code: str | None) -> CriterionDraft | None:
    said = _said(node)
    score, code = _SCORE.search(said), _CODE.search(node.text)
    if score is None or (code is None and (given_code is None or node.level is Level.PARAGRAPH)):
        return None
    lost = _LOST.search(said)
    own_code = code["code"] if code else str(given_code)
    return CriterionDraft(
        code=own_code,
        name=_NAME_END.split(node.text, maxsplit=1)[0].strip(" .:"),
        area=own_code.split(".")[0],
        maximum=_number(score["maximum"]),
        achieved=_number(score["achieved"]),
        deducted=_number(lost["lost"]) if lost else None,
        reason=_reason(said[(lost or score).end() :]),
        line=node.item.line,
    )


def _said(node: Node) -> str:
    """What is said of a criterion: its own line, or the plain paragraph under a heading that names it."""
    if _SCORE.search(node.text) or _CODE.search(node.text) is None:
        return node.text
    return next((child.text for child in node.children if _SCORE.search(child.text)), node.text)


def _is_summary(child: Node, heading: Node) -> bool:
    """Whether the paragraph gives the points of the whole heading above it."""
    return child.level is Level.PARAGRAPH and _CODE.search(child.text) is None and heading.level < Level.DASH


def _own_sum(criterion: CriterionDraft) -> Iterator[Warning_]:
    if criterion.achieved is None or criterion.deducted is None:
        return
    really = criterion.maximum - criterion.achieved
    if really != criterion.deducted:
        yield _mismatch(criterion.code, criterion.deducted, really, criterion.line)


def _sum_of_parts(criterion: CriterionDraft, parts: list[CriterionDraft]) -> Iterator[Warning_]:
    reached = _sum(item.achieved for item in parts)
    if len(parts) > 1 and criterion.achieved is not None and reached != criterion.achieved:
        yield _mismatch(criterion.code, criterion.achieved, reached, criterion.line)


def _sums_of_areas(tree: tuple[Node, ...], criteria: tuple[CriterionDraft, ...]) -> Iterator[Warning_]:
    """Each area against the criteria listed in it, and all areas against the total the text gives."""
    summaries = [
        (node, score)
        for node in _all(tree)
        if _CODE.search(node.text) is None and (score := _summary(node)) is not None
    ]
    for node, score in summaries:
        listed = [item for item in criteria if item.area == node.item.label and item.code.count(".") == 1]
        maximum = _sum(item.maximum for item in listed)
        if len(listed) > 2 and maximum != _number(score["maximum"]):
            yield _mismatch(node.item.label, _number(score["maximum"]), maximum, node.item.line)
    total = next((match for node in _all(tree) if (match := _TOTAL.search(node.text))), None)
    reached = _sum(_number(score["achieved"]) for _node, score in summaries)
    if total is not None and reached and _number(total["total"]) != reached:
        values = {"said": total["total"], "sum": _printed(reached)}
        yield Warning_(WarningCode.TOTAL_DOES_NOT_ADD_UP, values)


def _summary(node: Node) -> re.Match[str] | None:
    """The points of an area as its heading, or the first paragraph under it, gives them."""
    if node.level not in {Level.ROMAN, Level.NUMBER}:
        return None
    if (own := _SCORE.search(node.text)) is not None:
        return own
    first = next((child for child in node.children if child.level is Level.PARAGRAPH), None)
    return _SCORE.search(first.text) if first is not None else None


def _lost(criterion: CriterionDraft) -> bool:
    return criterion.achieved is not None and criterion.achieved < criterion.maximum


def _is_given(code: str, given: set[str]) -> bool:
    """Whether a task takes the criterion, or one that it is a part of."""
    parts = code.split(".")
    return any(".".join(parts[:length]) in given for length in range(1, len(parts) + 1))


def _mismatch(code: str, said: Decimal, really: Decimal, line: int | None) -> Warning_:
    values = {"code": code, "said": _printed(said), "sum": _printed(really)}
    return Warning_(WarningCode.POINTS_DO_NOT_ADD_UP, values, line)


def _reason(rest: str) -> str | None:
    return _BEFORE_REASON.sub("", rest).rstrip(" .") or None


def _all(tree: tuple[Node, ...]) -> Iterator[Node]:
    for node in tree:
        yield from node.walk()


def _sum(values: Iterator[Decimal] | Iterator[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _printed(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
