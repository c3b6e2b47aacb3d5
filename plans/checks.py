"""What a careful clerk notices in a plan: looked for in the finished document and in its own words."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from locales.text import fold
from plans.findings import Warning_, WarningCode
from plans.head import Head
from plans.lines import Lines
from plans.model import PlanDocument, area_lead, coordinator, leads_something
from plans.names import is_district, is_higher_level, short_key
from plans.outline import Item, Level, Node
from plans.roles import RoleSection, Roster
from plans.sections import is_closing

_ANNEX = re.compile(
    r"phụ lục[^.;]{0,120}kèm theo|kèm (?:theo )?phụ lục|(?:trong|tại|theo) phụ lục", re.IGNORECASE
)
_ANNEX_HEADING = re.compile(r"^(PHỤ LỤC|Phụ lục\s+(\d+|[IVX]+)\b)")
_CITED = re.compile(r"(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d)/(?P<sign>(?:NĐ|QĐ|TT|NQ|QH)[-–]?[A-ZĐ\d]*)")
_OF_COMMUNES = re.compile(r"các (xã|phường)\s*,\s*(các )?(phường|thị trấn)", re.IGNORECASE)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_DISTRICT_BODY = re.compile(
    r"\b(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Phòng [A-ZĐÀ-Ỹ][\w –-]{1,30}?|Huyện ủy"
    r"|Ban Tổ chức)\s+(?:cấp )?(?:huyện|quận|thị xã)"
    r"(?!\s+(?:cũ|trước đây))(?:\s+[A-ZĐÀ-Ỹ]\w*){0,3}"
)
_SIGNS = ("KH", "CTr", "CT", "ĐA")  # kế hoạch, chương trình, đề án
_NO_DISTRICTS_SINCE = date(2025, 7, 1)
_OFFICE_WORDS = {"cong", "chuc", "can", "bo", "dong", "chi"}


def head_warnings(head: Head) -> Iterator[Warning_]:
    """Blanks and slips in the number and the day."""
    if head.number is None:
        yield Warning_(WarningCode.NUMBER_BLANK, {}, head.number_line)
    if head.sign is not None and not head.sign.startswith(_SIGNS):
        yield Warning_(WarningCode.SIGN_NOT_PLAN, {"sign": f"/{head.sign}"}, head.number_line)
    if head.issued_on is None:
        yield Warning_(WarningCode.DAY_BLANK, {}, head.day_line)


def document_warnings(plan: PlanDocument, area_lines: dict[str, int]) -> Iterator[Warning_]:
    """What the finished document lacks."""
    yield from _lead_warnings(plan, area_lines)
    if coordinator(plan) is None:
        yield Warning_(WarningCode.NO_COORDINATOR)
    for target in plan.targets:
        if _OF_COMMUNES.search(target.text):
            yield Warning_(WarningCode.TARGET_OF_HIGHER_LEVEL, {"text": target.text}, target.line)
    yield from _target_warnings(plan)
    if not plan.reporting:
        yield Warning_(WarningCode.CALENDAR_MISSING)
    elif any(entry.window is None for entry in plan.reporting):
        yield Warning_(WarningCode.WINDOWS_MISSING)
    if not plan.recipients:
        yield Warning_(WarningCode.RECIPIENTS_MISSING)
    if plan.signer is None:
        yield Warning_(WarningCode.SIGNER_MISSING)
    elif plan.signer.title is None:
        yield Warning_(WarningCode.SIGNER_TITLE_MISSING)


def role_warnings(
    plan: PlanDocument, sections: tuple[RoleSection, ...], roster: Roster
) -> Iterator[Warning_]:
    """Roles that lead nothing, stand twice, are spelled two ways, or belong to a higher level."""
    lines = {**roster.first_lines(), **{section.name: section.line for section in sections}}
    for role in plan.roles:
        line = lines.get(role.name)
        if not leads_something(plan, role.name):
            yield Warning_(WarningCode.ROLE_LEADS_NOTHING, {"role": role.name}, line)
        if is_higher_level(role.name):
            yield Warning_(WarningCode.ROLE_OF_HIGHER_LEVEL, {"role": role.name}, line)
        for alias in role.aliases:
            yield Warning_(WarningCode.ROLE_TWO_SPELLINGS, {"role": role.name, "alias": alias}, line)
    for section in sections:
        if section.stands_twice:
            yield Warning_(WarningCode.ROLE_STANDS_TWICE, {"role": section.name}, section.line)


def task_warnings(plan: PlanDocument) -> Iterator[Warning_]:
    """One task given twice, and deadlines before the plan itself or after its years."""
    seen: dict[str, str] = {}
    for task in plan.tasks:
        text = fold(task.text)
        if len(text.split()) >= 5 and (other := seen.setdefault(text, task.code)) != task.code:
            yield Warning_(WarningCode.TASK_STANDS_TWICE, {"task": task.code, "other": other}, task.line)
        values = {"task": task.code, "due": task.due.text or ""}
        if task.due.on is not None and plan.issued_on is not None and task.due.on < plan.issued_on:
            yield Warning_(WarningCode.DUE_BEFORE_PLAN, values, task.line)
        elif task.due.on is not None and plan.years and not _near_years(task.due.on.year, plan.years):
            yield Warning_(WarningCode.DUE_OUTSIDE_YEARS, values, task.line)


def _near_years(year: int, years: tuple[int, ...]) -> bool:
    """Whether a deadline lies in the plan's years; the last report of a year is due early in the next."""
    return min(years) <= year <= max(years)


def text_warnings(items: tuple[Item, ...], tree: tuple[Node, ...], *, has_annex: bool) -> Iterator[Warning_]:
    """What the words themselves betray: a missing annex, a missing part, one decree under two numbers."""
    yield from _annex_warnings(items, has_annex=has_annex)
    for item in items:
        if item.rejoined is not None:
            yield Warning_(WarningCode.SENTENCE_REJOINED, {}, item.rejoined)
    yield from _missing_parts(tree)
    yield from _cited_twice(items)
    for node in tree:
        for inner in node.walk():
            yield from _without_dash(inner)


def aliases_of(name: str, others: tuple[str, ...], items: tuple[Item, ...]) -> tuple[str, ...]:
    """Other spellings of the role in the text: the same words with some in the middle left out.

    Only names written after "công chức" or "cán bộ" count, and only when no other role fits.
    """
    words = short_key(name).split()
    found: dict[str, str] = {}
    for item in items:
        for match in re.finditer(r"(?:[Cc]ông chức|[Cc]án bộ)\s+", item.text):
            spelled = _spelling(item.text[match.end() :], words)
            if spelled and all(fold(spelled) not in fold(other) for other in others):
                found.setdefault(fold(spelled), item.text[match.start() : match.end()] + spelled)
    return tuple(alias[0].upper() + alias[1:] for alias in found.values())


def _lead_warnings(plan: PlanDocument, area_lines: dict[str, int]) -> Iterator[Warning_]:
    proposal = coordinator(plan)
    for area in plan.areas:
        leads = [role.name for role in plan.roles if area.code in role.leads]
        covered = all(task.lead is not None for task in plan.tasks if task.area == area.code)
        values = {"area": area.code, "name": area.name}
        line = area_lines.get(area.code)
        if not leads and not covered:
            values |= {"proposal": proposal} if proposal else {}
            yield Warning_(WarningCode.AREA_WITHOUT_LEAD, values, line)
        elif len(leads) > 1 and area_lead(plan, area.code) is None:
            values["roles"] = ", ".join(leads)
            yield Warning_(WarningCode.AREA_WITH_SEVERAL_LEADS, values, line)


def _target_warnings(plan: PlanDocument) -> Iterator[Warning_]:
    years: dict[str, int | None] = {}
    for target in plan.targets:
        if years.setdefault(fold(target.text), target.by_year) != target.by_year:
            yield Warning_(WarningCode.SAME_TARGET_FOR_TWO_YEARS, {}, target.line)


def _annex_warnings(items: tuple[Item, ...], *, has_annex: bool) -> Iterator[Warning_]:
    if has_annex or any(_ANNEX_HEADING.match(item.text) for item in items):
        return
    for item in items:
        if _ANNEX.search(item.text):
            yield Warning_(WarningCode.ANNEX_MISSING, {}, item.line)
            return


def district_warnings(lines: Lines, plan: PlanDocument) -> Iterator[Warning_]:
    """Bodies of a district among the recipients, or whom something is to be sent to, after 1 July 2025."""
    if not _is_after_reform(plan):
        return
    seen: set[str] = set()
    for line in lines.lines:
        for match in _DISTRICT_BODY.finditer(" | ".join((line.text, *line.cells))):
            if fold(match[0]) not in seen and is_district(match[0]):
                seen.add(fold(match[0]))
                yield Warning_(WarningCode.DISTRICT_AFTER_REFORM, {"body": match[0]}, line.number)


def _is_after_reform(plan: PlanDocument) -> bool:
    if plan.issued_on is not None:
        return plan.issued_on >= _NO_DISTRICTS_SINCE
    return bool(plan.years) and plan.years[0] > _NO_DISTRICTS_SINCE.year


def _missing_parts(tree: tuple[Node, ...]) -> Iterator[Warning_]:
    parts = [node for node in tree if node.level is Level.ROMAN and node.item.label in _ROMANS]
    for before, after in pairwise(parts):
        first, last = _ROMANS.index(before.item.label), _ROMANS.index(after.item.label)
        for missing in _ROMANS[first + 1 : last]:
            yield Warning_(WarningCode.PART_MISSING, {"part": missing}, after.item.line)


def _cited_twice(items: tuple[Item, ...]) -> Iterator[Warning_]:
    """The same number and sign with neighbouring years: most likely one document, once mistyped."""
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    for item in items:
        for match in _CITED.finditer(item.text):
            key, year = (match["number"], match["sign"]), int(match["year"])
            before = seen.setdefault(key, (year, match[0]))
            if abs(before[0] - year) == 1:
                yield Warning_(
                    WarningCode.CITED_WITH_TWO_YEARS, {"document": before[1], "other": match[0]}, item.line
                )


def _without_dash(node: Node) -> Iterator[Warning_]:
    """A short plain paragraph after dashes under one heading, or headings of which one has none."""
    dashes = [child for child in node.children if child.level is Level.DASH]
    for child in node.children:
        late = bool(dashes) and child.level is Level.PARAGRAPH and child.item.line > dashes[-1].item.line
        if late and not is_closing(child.text) and not child.text.startswith("(") and len(child.text) < 120:
            yield _no_dash(node, child)
    inner = [child for child in node.children if Level.NUMBER <= child.level <= Level.NUMBER_3]
    plain = [child for child in inner if _only(child, Level.PARAGRAPH)]
    dashed = [child for child in inner if _only(child, Level.DASH)]
    if len(plain) == 1 and len(dashed) == len(inner) - 1 >= 3:
        yield _no_dash(plain[0], plain[0].children[0])


def _no_dash(where: Node, child: Node) -> Warning_:
    place = where.item.label or where.text
    return Warning_(WarningCode.ITEM_WITHOUT_DASH, {"where": place}, child.item.line)


def _only(node: Node, level: Level) -> bool:
    children = [child for child in node.children if not is_closing(child.text)]
    return len(children) > 1 and all(child.level is level for child in children)


def _spelling(text: str, words: list[str]) -> str | None:
    """The start of the text, as long as its words are the role's in order, if it skips some of them."""
    place, end, matched = 0, 0, 0
    for match in re.finditer(r"\w+", text):
        word = fold(match[0])
        if word in _OFFICE_WORDS or word not in words[place:]:
            break
        if not matched and word != words[0]:
            return None
        place = words.index(word, place) + 1
        end, matched = match.end(), matched + 1
    ends_alike = place == len(words)
    return text[:end] if ends_alike and 3 <= matched < len(words) else None
