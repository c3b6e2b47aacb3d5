"""The plan's body → areas and leaf tasks; targets come from the same walk, so it is made once."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plans.assignment import NOTHING_SAID, Assignment, is_assignment, split_assignment, understood
from plans.due import split_due
from plans.findings import Warning_, WarningCode
from plans.model import AreaDraft
from plans.outline import Item, Level, Node, is_heading
from plans.roles import RoleSection, role_name
from plans.sections import Section, is_closing, is_role_heading, section_of
from plans.topics import is_about, is_area_name, same_area, topic_of_area

_ANNEX_NOTE = re.compile(r"^\(.*(phụ lục|kèm theo|phụ biểu|bảng|biểu).*\)\.?$", re.IGNORECASE)
# "Các nhiệm vụ cụ thể … nêu tại Phụ lục kèm theo Kế hoạch này."
_ELSEWHERE = re.compile(
    r"^(?:Các |Danh mục |Chi tiết |Nội dung |Những )?(?:nhiệm vụ|nội dung|công việc|phân công|tiến độ)\b.*"
    r"\b(?:nêu|tại|theo|trong|ở|như|có)\s+(?:tại\s+)?(?:các\s+)?(?:phụ lục|phụ biểu|biểu|bảng|danh mục)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANNEX_POINTER = re.compile(
    r"^.{0,120}\b(?:theo|tại|trong|ở|có)\s+(?:các\s+)?(?:phụ lục|phụ biểu|bảng|biểu)\b.{0,60}$", re.IGNORECASE
)
_CRITERIA = re.compile(
    r"(?:TCTP|[Tt]iêu chí(?: thành phần)?)\s+(?P<codes>\d+(?:\.\d+)+(?:\s*(?:,|;|và)\s*(?:TCTP\s+)?\d+(?:\.\d+)+)*)"
)
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_MARKED = (Level.LETTER, Level.DASH, Level.PLUS, Level.NUMBER, Level.NUMBER_2, Level.NUMBER_3)
_SKIPPED = {
    Section.REVIEW,
    Section.PURPOSE,
    Section.FUNDING,
    Section.SOLUTIONS,
    Section.REPORTING,
    Section.ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text with a place in the plan: the area and, for targets, the year of its heading."""

    area: str | None
    text: str
    line: int
    in_targets: bool = False
    heading_year: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A task as it stands in the text: what its own words and the heading above say, roles not yet known.

    `plain` tells that it is a paragraph without a marker; `said_line` where a table says who does it.
    """

    code: str
    area: str | None
    text: str
    line: int
    said: Assignment = NOTHING_SAID
    plain: bool = False
    criteria: tuple[str, ...] = ()
    said_line: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A table of the body and the area whose heading stands above it."""

    table: int
    area: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """What the walk through the plan's sections yields; `given` is what an area's heading or foot says."""

    areas: tuple[AreaDraft, ...]
    area_lines: dict[str, int]
    given: dict[str, Assignment]
    tasks: tuple[Found, ...]
    tables: tuple[Placed, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[Warning_, ...]


def read_body(tree: tuple[Node, ...], year: int | None) -> Body:
    """Areas, tasks and the passages in which targets may stand; `year` is the plan's own."""
    walk = _Walk(year)
    walk.siblings(tree, None)
    areas = tuple(walk.areas.values())
    return Body(
        areas=areas,
        area_lines=walk.area_lines,
        given=walk.given,
        tasks=tuple(walk.tasks),
        tables=tuple(walk.tables),
        passages=tuple(_placed(passage, areas) for passage in walk.passages),
        warnings=tuple(walk.warnings),
    )


def tasks_of_roles(sections: tuple[RoleSection, ...], year: int | None) -> tuple[Found, ...]:
    """The duties as tasks, for a plan that gives work to its roles and nowhere else."""
    found: list[Found] = []
    for number, section in enumerate(sections, 1):
        for place, duty in enumerate(section.duties, 1):
            text, said = split_assignment(duty, year)
            said = said.or_else(Assignment(lead=section.name))
            found.append(
                Found(f"{number}.{place}", None, text, section.line, said, criteria=criteria_in(duty))
            )
    return tuple(found)


def criteria_in(text: str) -> tuple[str, ...]:
    """The codes of the scoring criteria a sentence names."""
    said = (match["codes"] for match in _CRITERIA.finditer(text))
    return tuple(dict.fromkeys(code for codes in said for code in re.findall(r"\d+(?:\.\d+)+", codes)))


class _Walk:
    """Goes down the tree, knowing what the headings above have announced."""

    def __init__(self, year: int | None) -> None:
        self.areas: dict[str, AreaDraft] = {}
        self.area_lines: dict[str, int] = {}
        self.given: dict[str, Assignment] = {}
        self.tasks: list[Found] = []
        self.tables: list[Placed] = []
        self.passages: list[Passage] = []
        self.warnings: list[Warning_] = []
        self._year = year
        self._codes: Counter[str] = Counter()
        self._filled: set[tuple[str, bool]] = set()

    def siblings(self, nodes: tuple[Node, ...], section: Section | None) -> None:
        """The nodes under one heading; an empty "II. NHIỆM VỤ" announces the nodes after it."""
        current = section
        for node in nodes:
            if node.level is Level.TABLE:
                self.tables.append(Placed(int(node.item.label), None))
            elif node.level < Level.LETTER or _opens(node):
                said = section_of(node.item)
                if said is not Section.NAMED:
                    current = (
                        said if said in {Section.TASKS, Section.TARGETS} and not node.children else section
                    )
                self.part(node, current)

    def part(self, node: Node, inherited: Section | None) -> None:
        """A heading above the areas: a part, a chapter, or "1. Chỉ tiêu" / "2. Nhiệm vụ" inside one."""
        section = section_of(node.item)
        if section in _SKIPPED:
            self._aims_within(node)
        elif section in {Section.TASKS, Section.TARGETS}:
            self._announced(node, section)
        elif inherited in {Section.TASKS, Section.TARGETS}:
            self._area_or_role(node, targets=inherited is Section.TARGETS)
        elif is_area_name(_bare(node.text)) and node.children:
            self._area_or_role(node, targets=False)
        elif node.level <= Level.NUMBER:
            self.siblings(node.children, None)

    def _aims_within(self, node: Node) -> None:
        """Aims may stand as one heading among others of "I. Mục đích, yêu cầu, mục tiêu"."""
        for child in node.children:
            if is_heading(child.item) and section_of(child.item) is Section.TARGETS:
                self.part(child, None)

    def _announced(self, node: Node, section: Section) -> None:
        marked = _marked(node)
        if section is Section.TARGETS and not any(_is_inner_heading(child) for child in marked):
            self._targets(node, None, _heading_year(node.text))
            return
        opening = [child for child in node.children if child.level < Level.LETTER or _opens(child)]
        if section is Section.TARGETS:
            self._targets(
                replace(node, children=tuple(c for c in node.children if c not in opening)), None, None
            )
        elif not opening:
            self._leaves(node, None)
            return
        self.siblings(node.children, section)

    def _area_or_role(self, node: Node, *, targets: bool) -> None:
        if is_role_heading(node.item) and is_heading(node.item):
            self._tasks_of_role(node)
        elif targets and not (is_heading(node.item) and node.children):
            self._targets(Node(node.item, (node,)), None, None)
        elif is_heading(node.item) and (node.children or is_area_name(_bare(node.text))):
            area = self._area(node, targets=targets)
            self._in_area(node, area, targets=targets, year=_heading_year(node.text))
        else:
            self._add(node.item, None, node.item.label)

    def _in_area(self, node: Node, area: str, *, targets: bool, year: int | None) -> None:
        """Tasks or targets right under a heading, or under headings of their own inside the area."""
        inner = [child for child in node.children if _divides(child)]
        if not inner:
            if targets:
                self._targets(node, area, year)
            else:
                self._leaves(node, area)
        for child in inner:
            section = section_of(child.item)
            if section in {Section.TASKS, Section.TARGETS}:
                of_targets = section is Section.TARGETS
                self._in_area(child, area, targets=of_targets, year=_heading_year(child.text) or year)

    def _targets(self, node: Node, area: str | None, year: int | None) -> None:
        for child in node.children:
            own = _heading_year(child.text) if is_heading(child.item) else None
            if child.level is Level.TABLE:
                self.tables.append(Placed(int(child.item.label), area))
            else:
                self.passages.append(
                    Passage(area, child.text, child.item.line, in_targets=True, heading_year=own or year)
                )
                self._targets(child, area, own or year)

    def _leaves(self, node: Node, area: str | None) -> None:
        for child in node.children:
            if child.level is Level.TABLE:
                self.tables.append(Placed(int(child.item.label), area))
        for code, leaf, said in self._coded(node, area or ""):
            self._add(leaf, area, code, said)

    def _tasks_of_role(self, node: Node) -> None:
        lead = Assignment(lead=role_name(node.text))
        leaves = list(self._coded(node, node.item.label or str(len(self.tasks) + 1)))
        for code, leaf, said in leaves:
            self._add(leaf, None, code, said, lead)
        rest = node.text.partition(":")[2].strip()
        if not leaves and rest:
            self._add(replace(node.item, text=rest), None, node.item.label, Assignment(), lead)

    def _coded(self, node: Node, prefix: str) -> Iterator[tuple[str, Item, Assignment]]:
        """Leaf items with their codes (the letter as printed, else the place) and the lines that give them.

        A line "Chủ trì: …" after every item is about that item; a single one is about all of them.
        """
        children, said = self._with_given(node, prefix)
        self._check_letters(children, node)
        used: Counter[str] = Counter()
        for place, child in enumerate(children, 1):
            label = _free(child.item.label or str(place), used)
            code = ".".join(filter(None, (prefix, label.split(".")[-1])))
            below = [grandchild for grandchild in child.children if grandchild.level in _MARKED]
            if below and all(is_assignment(grandchild.text) for grandchild in below):
                yield code, child.item, _understood([grandchild.text for grandchild in below], self._year)
            elif below:
                self._text_above(child, prefix)
                yield from self._coded(child, code)
            else:
                own = [grandchild.text for grandchild in child.children if is_assignment(grandchild.text)]
                yield code, child.item, _understood(own, self._year).or_else(said.get(place, Assignment()))

    def _text_above(self, node: Node, area: str) -> None:
        """A sentence above its parts may set a figure too."""
        if not node.text.endswith(":") or re.search(r"\d\s*%", node.text):
            self.passages.append(Passage(area if area in self.areas else None, node.text, node.item.line))

    def _with_given(self, node: Node, prefix: str) -> tuple[tuple[Node, ...], dict[int, Assignment]]:
        """The items that are tasks, and what lines between them say of single ones."""
        children = _task_children(node)
        after: dict[int, list[str]] = {}
        place = 0
        for child in node.children:
            if child in children:
                place += 1
            elif is_assignment(child.text):
                after.setdefault(place, []).append(child.text)
        if children:  # a closing "- Phân công: …" seems to stand under the last letter
            after.setdefault(len(children), []).extend(_closing_line(children))
            after = {place: texts for place, texts in after.items() if texts}
        said = {place: _understood(texts, self._year) for place, texts in after.items()}
        whole = _about_all(said, len(children))
        if whole is None:
            return children, said
        about_all = said.pop(whole)
        if prefix in self.areas:
            self.given[prefix] = about_all.together_with(self.given.get(prefix, Assignment()))
            return children, said
        return children, {
            place: said.get(place, Assignment()).or_else(about_all) for place in range(1, len(children) + 1)
        }

    def _check_letters(self, children: tuple[Node, ...], node: Node) -> None:
        for child, problem, letter in letter_problems(children):
            self.warnings.append(
                Warning_(problem, {"where": _place(node), "letter": letter}, child.item.line)
            )

    def _area(self, node: Node, *, targets: bool) -> str:
        """The code of the area a heading names: the one already met under that name, else a new one."""
        name, said = _name_and_lead(node.text, self._year)
        known = next((code for code, area in self.areas.items() if same_area(area.name, name)), None)
        if known is not None and (known, targets) in self._filled and name != self.areas[known].name:
            known = None  # two fields of one kind side by side
        code = known or self._new_code(node)
        if known is None:
            self.areas[code] = AreaDraft(code, name)
            self.area_lines[code] = node.item.line
        self._filled.add((code, targets))
        if said != Assignment():
            self.given[code] = said.together_with(self.given.get(code, Assignment()))
        return code

    def _new_code(self, node: Node) -> str:
        code = node.item.label.split(".")[-1] or str(len(self.areas) + 1)
        return str(len(self.areas) + 1) if code in self.areas else code

    def _add(
        self,
        item: Item,
        area: str | None,
        code: str,
        said: Assignment = NOTHING_SAID,
        above: Assignment = NOTHING_SAID,
    ) -> None:
        text, own = split_assignment(item.text, self._year)
        self.tasks.append(
            Found(
                code=_free(code or str(len(self.tasks) + 1), self._codes),
                area=area,
                text=text.rstrip(" ;"),
                line=item.line,
                said=own.together_with(said).or_else(above),
                plain=item.level is Level.PARAGRAPH,
                criteria=criteria_in(item.text),
            )
        )
        by = own.due.on.year if self._year is None and own.due.on is not None else None
        self.passages.append(Passage(area, text, item.line, heading_year=by))


def letter_problems(children: tuple[Node, ...]) -> Iterator[tuple[Node, WarningCode, str]]:
    """Letters that stand twice or are left out, with the item at which one notices."""
    previous = -1
    for child in children:
        if child.level is not Level.LETTER or child.item.label not in _ALPHABET:
            continue
        index = _ALPHABET.index(child.item.label)
        if index == previous:
            yield child, WarningCode.LETTER_TWICE, child.item.label
        elif previous >= 0:
            for skipped in _ALPHABET[previous + 1 : index]:
                if not _twice_before(children, child, skipped):
                    yield child, WarningCode.LETTER_SKIPPED, skipped
        previous = index


def _closing_line(children: tuple[Node, ...]) -> tuple[str, ...]:
    """What stands under the last item alone and says who does it, where no other item has such a line."""
    lines = [
        tuple(grandchild.text for grandchild in child.children if is_assignment(grandchild.text))
        for child in children
    ]
    return lines[-1] if len(children) > 1 and lines[-1] and not any(lines[:-1]) else ()


def _about_all(said: dict[int, Assignment], number: int) -> int | None:
    """After which of the items (0: above them) the one line stands that is about all of them.

    It names somebody, nobody else is named between the items, and it opens or closes the list. A line that
    gives nothing but a time is about the item before it.
    """
    naming = [place for place, words in said.items() if words.lead or words.supports]
    if number > 1 and len(naming) == 1 and naming[0] in {0, number}:
        return naming[0]
    return 0 if 0 in said and not naming else None


def _understood(texts: list[str], year: int | None) -> Assignment:
    said = Assignment()
    for text in texts:
        said = said.together_with(understood(text, year, bracketed=True) or Assignment())
    return said


def _placed(passage: Passage, areas: tuple[AreaDraft, ...]) -> Passage:
    """A target that stands under no area, put to the one area it speaks of."""
    if passage.area is not None or not passage.in_targets:
        return passage
    about = [
        area.code
        for area in areas
        if (topic := topic_of_area(area.name)) is not None and is_about(passage.text, topic)
    ]
    return replace(passage, area=about[0]) if len(about) == 1 else passage


def _name_and_lead(heading: str, year: int | None) -> tuple[str, Assignment]:
    """An area's name and who its heading gives it to: "… (Công chức X chủ trì)", "…: Công chức X chủ trì"."""
    name, _, after = heading.partition(":")
    behind = understood(after, year, bracketed=True) if after.strip() else None
    if behind is not None and behind.lead:
        return _without_about(name), behind
    text, said = split_assignment(heading, year)
    return (
        (_without_about(text), said)
        if said.lead or said.supports
        else (_without_about(heading), Assignment())
    )


def _without_about(name: str) -> str:
    bare = re.sub(r"^Về\s+(?:việc\s+)?", "", _bare(name))
    return bare[:1].upper() + bare[1:]


def _bare(text: str) -> str:
    return text.strip().rstrip(" .:;")


def _opens(node: Node) -> bool:
    """Whether a lettered item or a dash is a heading all the same: of a role or of an area."""
    if node.level not in {Level.LETTER, Level.DASH} or not node.children:
        return False
    return (is_role_heading(node.item) and is_heading(node.item)) or is_area_name(_bare(node.text))


def _marked(node: Node) -> tuple[Node, ...]:
    return tuple(child for child in node.children if child.level < Level.PARAGRAPH)


def _is_inner_heading(node: Node) -> bool:
    """Whether something stands under a heading among the aims ("1. Đến năm 2025", "1.1. Cải cách thể chế")."""
    return is_heading(node.item) and bool(node.children)


def _place(node: Node) -> str:
    return node.item.label or node.text


def _twice_before(children: tuple[Node, ...], until: Node, skipped: str) -> bool:
    """Whether the letter only seems left out because the one before it was printed twice ("d) … d)")."""
    before = children[: children.index(until)]
    last = _ALPHABET[_ALPHABET.index(skipped) - 1]
    return sum(child.item.label == last for child in before) > 1


def _divides(node: Node) -> bool:
    """Whether a heading divides an area into general aim, targets, tasks …"""
    if not is_heading(node.item) or node.level is Level.PARAGRAPH or is_area_name(_bare(node.text)):
        return False
    if all(is_assignment(child.text) for child in node.children):
        return False  # a task with a line that gives it
    return section_of(node.item) is not Section.NAMED and node.level <= Level.LETTER and bool(node.children)


def _task_children(node: Node) -> tuple[Node, ...]:
    """The marked items under a heading; plain paragraphs only where the plan marks none."""
    marked = tuple(
        child
        for child in node.children
        if not is_assignment(child.text) and (child.level in _MARKED or _lost_its_marker(child))
    )
    if any(child.level in _MARKED for child in marked):
        return marked
    if any(child.level is Level.TABLE for child in node.children):
        return ()
    return tuple(
        child
        for child in node.children
        if child.level in {Level.PARAGRAPH, Level.TITLE}
        and not _ANNEX_NOTE.match(child.text)
        and not _ANNEX_POINTER.search(child.text)
        and not is_closing(child.text)
        and not is_assignment(child.text)
    )


def _lost_its_marker(node: Node) -> bool:
    """Whether a paragraph among marked items is one of them: a whole sentence that says by when."""
    text = node.text
    if node.level is not Level.PARAGRAPH or not text[:1].isupper() or not text.endswith((".", ";")):
        return False
    if is_closing(text) or _ELSEWHERE.search(text) or len(text.split()) < 6:
        return False
    return split_due(text, date.max.year)[1].on is not None


def _heading_year(text: str) -> int | None:
    match = re.search(r"(?:đến (?:hết |cuối )?|^|mục tiêu |chỉ tiêu )năm\s+(20\d\d)", text, re.IGNORECASE)
    return int(match[1]) if match else None


def _free(label: str, used: Counter[str]) -> str:
    """The label itself, or the next letter or a numbered one when it is taken ("d" twice → "đ")."""
    free = label
    if used[label]:
        after = _ALPHABET[_ALPHABET.index(label) + 1 :][:1] if label in _ALPHABET else ""
        free = after if after and not used[after] else f"{label}-{used[label] + 1}"
    used[label] += 1
    if free != label:
        used[free] += 1
    return free
