"""A scored set of criteria inside a plan (TCTP): points reached, points lost and why, and their sums."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from plans.findings import Warning_, WarningCode
from plans.model import AreaDraft, CriterionDraft, TaskDraft
from plans.names import is_vague, listed
from plans.outline import Level, Node
from plans.tables import Row, Table

_CODE = re.compile(r"\(\s*(?:Tại\s+)?TCTP\s+(?P<code>\d+(?:\.\d+)*)\s*\)", re.IGNORECASE)
_SCORE = re.compile(r"(?P<achieved>\d+(?:,\d+)?)\s*/\s*(?P<maximum>\d+(?:,\d+)?)\s*điểm", re.IGNORECASE)
_LOST = re.compile(r"bị trừ\s+(?P<lost>\d+(?:,\d+)?)\s*điểm", re.IGNORECASE)
_TOTAL = re.compile(r"đạt\s+(?P<total>\d+(?:,\d+)?)\s*điểm", re.IGNORECASE)
_BEFORE_REASON = re.compile(r"^[\s,.;]*(?:nguyên nhân\s*(?:là\s*)?)?(?:do\s+)?", re.IGNORECASE)
_GROUP_SIZE = re.compile(
    r"[Nn]hóm (?P<group>\d)\b[^;.]{0,80}?\bgồm (?:\d+ lĩnh vực, )?(?P<size>\d+) tiêu chí"
)
_NAME_END = re.compile(r"\s*(?:\(\s*(?:Tại\s+)?TCTP|:\s*(?:\d|điểm)|[.,:]\s*điểm đạt)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scored:
    """The criteria, the areas they are grouped in, and what a table says besides.

    `given` are the codes that are somebody's, `roles` whom the table names and where.
    """

    criteria: tuple[CriterionDraft, ...] = ()
    areas: tuple[AreaDraft, ...] = ()
    given: frozenset[str] = frozenset()
    roles: tuple[tuple[int, str], ...] = ()
    wrong_sums: tuple[Warning_, ...] = ()


def read_criteria(tree: tuple[Node, ...], tables: Iterable[Table]) -> Scored:
    """The criteria with points, of the tables if there are any, else of the text, in reading order.

    In a text, parts without a code of their own get their parent's.
    """
    scored = [_of_table(table) for table in tables]
    if any(one.criteria for one in scored):
        return Scored(
            tuple(criterion for one in scored for criterion in one.criteria),
            tuple(area for one in scored for area in one.areas),
            frozenset().union(*(one.given for one in scored)),
            tuple(role for one in scored for role in one.roles),
            tuple(warning for one in scored for warning in one.wrong_sums),
        )
    if not any(_CODE.search(node.text) and _SCORE.search(_said(node)) for node in _all(tree)):
        return Scored()
    return Scored(tuple(found for node in tree for found in _under(node, None)))


def criteria_warnings(
    tree: tuple[Node, ...], scored: Scored, tasks: tuple[TaskDraft, ...]
) -> Iterator[Warning_]:
    """Points that do not add up, and criteria that lost points and are given to nobody."""
    criteria = scored.criteria
    if not criteria:
        return
    parts: dict[str, list[CriterionDraft]] = defaultdict(list)
    for criterion in criteria:
        parts[criterion.code.rpartition(".")[0]].append(criterion)
    for criterion in criteria:
        yield from _own_sum(criterion)
        yield from _sum_of_parts(criterion, parts[criterion.code])
    yield from scored.wrong_sums
    yield from _miscounted(tree, criteria)
    if not scored.areas:
        yield from _sums_of_areas(tree, criteria)
    elif not any(warning.code is WarningCode.TOTAL_DOES_NOT_ADD_UP for warning in scored.wrong_sums):
        top = [item for item in criteria if item.code.count(".") == 1]
        yield from _said_total(tree, _sum(item.achieved for item in top))
    given = {code for task in tasks for code in task.criteria} | scored.given
    nobody = [
        item.code
        for item in criteria
        if _lost(item) and not _is_given(item.code, given) and not _is_given_by_parts(parts[item.code], given)
    ]
    if nobody:
        yield Warning_(WarningCode.CRITERION_GIVEN_TO_NOBODY, {"codes": ", ".join(nobody)})


def _miscounted(tree: tuple[Node, ...], criteria: tuple[CriterionDraft, ...]) -> Iterator[Warning_]:
    """A group that lists more criteria than the text says it has ("Nhóm 2 … gồm 04 tiêu chí")."""
    said = [(node, match) for node in _all(tree) for match in _GROUP_SIZE.finditer(node.text)]
    starts = [node for node in _all(tree) if node.item.label.startswith("NHÓM") or node.level is Level.PART]
    for number, group in enumerate(node for node in starts if node.item.label.startswith("NHÓM")):
        end = next((node.item.line for node in starts if node.item.line > group.item.line), 10**9)
        listed = [
            item
            for item in criteria
            if item.code.count(".") == 1 and item.line is not None and group.item.line < item.line < end
        ]
        for _node, match in said:
            if int(match["group"]) == number + 1 and len(listed) > int(match["size"]):
                values = {"where": f"Nhóm {number + 1}", "said": match["size"], "number": str(len(listed))}
                yield Warning_(WarningCode.CRITERIA_MISCOUNTED, values, group.item.line)


def _is_given_by_parts(parts: list[CriterionDraft], given: set[str]) -> bool:
    """Whether all parts of a criterion that lost points are somebody's."""
    lost = [part for part in parts if _lost(part)]
    return bool(lost) and all(_is_given(part.code, given) for part in lost)


def _of_table(table: Table) -> Scored:
    """A table's criteria: rows with a dotted code; a plain number or a Roman one begins an area."""
    criteria: list[CriterionDraft] = []
    areas: list[AreaDraft] = []
    sums: dict[str, Row] = {}
    given: set[str] = set()
    roles: list[tuple[int, str]] = []
    total: Row | None = None
    dotted = any("." in row["code"] for row in table.rows)
    for row in table.rows:
        code = row["code"].strip(" .")
        name = " ".join((row["criterion"] or row["text"] or row["target"]).split())
        maximum = _points(row["maximum"])
        if re.match(r"(tổng|cộng)", (name or code).lower()):
            total = row
        elif not name:
            continue
        elif dotted and re.fullmatch(r"\d{1,2}|[IVX]{1,4}|[A-HĐ]", code):
            areas.append(AreaDraft(code, name))
            sums[code] = row
        elif code and maximum is not None:
            area = code.split(".")[0] if "." in code else (areas[-1].code if areas else None)
            criteria.append(
                CriterionDraft(
                    code,
                    name,
                    area,
                    maximum,
                    _points(row["achieved"]),
                    _points(row["deducted"]),
                    " ".join(row["reason"].split()) or None,
                    row.line,
                )
            )
            if row["lead"] and not is_vague(row["lead"]):
                given.add(code)
                roles += [(row.line, name) for name in listed(row["lead"])]
    return Scored(
        tuple(criteria),
        tuple(areas),
        frozenset(given),
        tuple(roles),
        tuple(_wrong_sums(criteria, sums, total)),
    )


def _wrong_sums(
    criteria: list[CriterionDraft], sums: dict[str, Row], total: Row | None
) -> Iterator[Warning_]:
    """Areas against their criteria, and the last row against all of them, column by column."""
    top = [item for item in criteria if item.code.count(".") <= 1]
    for code, row in sums.items():
        listed = [item for item in top if item.area == code or item.code.startswith(f"{code}.")]
        yield from _wrong_columns(code, row, listed)
    if total is not None and total["achieved"]:
        said, really = _points(total["achieved"]), _sum(item.achieved for item in top)
        if said is not None and top and said != really:
            yield Warning_(
                WarningCode.TOTAL_DOES_NOT_ADD_UP,
                {"said": _printed(said), "sum": _printed(really)},
                total.line,
            )


def _wrong_columns(code: str, row: Row, listed: list[CriterionDraft]) -> Iterator[Warning_]:
    columns: dict[str, list[Decimal | None]] = {
        "maximum": [item.maximum for item in listed],
        "achieved": [item.achieved for item in listed],
        "deducted": [item.deducted for item in listed],
    }
    for column, values in columns.items():
        said = _points(row[column])
        if said is not None and listed and said != (really := _sum(iter(values))):
            yield _mismatch(code, said, really, row.line)
            return


def _points(cell: str) -> Decimal | None:
    match = re.fullmatch(r"[+-]?\s*(\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?", cell.strip())
    try:
        return _number(match[1]) if match else None
    except InvalidOperation:
        return None


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
    yield from _said_total(tree, _sum(_number(score["achieved"]) for _node, score in summaries))


def _said_total(tree: tuple[Node, ...], reached: Decimal) -> Iterator[Warning_]:
    """The total the text gives against the sum of the areas."""
    said = ((node.item.line, match["total"]) for node in _all(tree) for match in _TOTAL.finditer(node.text))
    line, total = next(said, (None, ""))
    if total and reached and _number(total) != reached:
        yield Warning_(WarningCode.TOTAL_DOES_NOT_ADD_UP, {"said": total, "sum": _printed(reached)}, line)


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
