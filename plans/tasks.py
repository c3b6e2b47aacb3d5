"""The plan's body → areas and leaf tasks; targets come from the same walk, so it is made once."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from locales.text import fold
from plans.due import split_due
from plans.findings import Warning_, WarningCode
from plans.model import AreaDraft, TaskDraft
from plans.outline import Item, Level, Node, is_heading
from plans.roles import role_name
from plans.sections import Section, is_closing, is_role_heading, section_of
from plans.topics import is_about, topic_of_area

_ANNEX_NOTE = re.compile(r"^\(.*(phụ lục|kèm theo|phụ biểu).*\)\.?$", re.IGNORECASE)
_CRITERION = re.compile(r"TCTP\s+(\d+(?:\.\d+)*)")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_MARKED = (Level.LETTER, Level.DASH, Level.PLUS, Level.NUMBER_2, Level.NUMBER_3)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text with a place in the plan: the area and, for targets, the year of its heading."""

    area: str | None
    text: str
    line: int
    in_targets: bool = False
    heading_year: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What the walk through the plan's sections yields."""

    areas: tuple[AreaDraft, ...]
    area_lines: dict[str, int]
    tasks: tuple[TaskDraft, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[Warning_, ...]


def read_body(tree: tuple[Node, ...], year: int | None) -> Body:
    """Areas, tasks and the passages in which targets may stand; `year` is the plan's own."""
    walk = _Walk(year)
    for node in tree:
        walk.part(node, None)
    return Body(
        areas=tuple(walk.areas.values()),
        area_lines=walk.area_lines,
        tasks=tuple(walk.tasks),
        passages=tuple(_placed(passage, tuple(walk.areas.values())) for passage in walk.passages),
        warnings=tuple(walk.warnings),
    )


class _Walk:
    """Goes down the tree, knowing what the headings above have announced."""

    def __init__(self, year: int | None) -> None:
        self.areas: dict[str, AreaDraft] = {}
        self.area_lines: dict[str, int] = {}
        self.tasks: list[TaskDraft] = []
        self.passages: list[Passage] = []
        self.warnings: list[Warning_] = []
        self._year = year
        self._codes: Counter[str] = Counter()
        self._known: dict[str, str] = {}

    def part(self, node: Node, inherited: Section | None) -> None:
        """A heading above the areas: a part, a chapter, or "1. Chỉ tiêu" / "2. Nhiệm vụ" inside one."""
        section = section_of(node.item)
        if section is Section.NAMED:
            if inherited in {Section.TASKS, Section.TARGETS}:
                self._area_or_role(node, targets=inherited is Section.TARGETS)
            elif node.level <= Level.ROMAN:
                self._parts(node, None)
        elif section in {Section.TASKS, Section.TARGETS}:
            self._parts(node, section)

    def _parts(self, node: Node, section: Section | None) -> None:
        if section is Section.TARGETS and not any(is_heading(child.item) for child in _marked(node)):
            year = _heading_year(node.text)
            for leaf in _leaf_items(node):
                self.passages.append(Passage(None, leaf.text, leaf.line, in_targets=True, heading_year=year))
            return
        for child in node.children:
            if child.level <= Level.NUMBER_3 or (is_role_heading(child.item) and is_heading(child.item)):
                self.part(child, section)

    def _area_or_role(self, node: Node, *, targets: bool) -> None:
        if is_role_heading(node.item) and is_heading(node.item):
            self._tasks_of_role(node)
        elif is_heading(node.item) and node.children:
            area = self._area(node)
            self._in_area(node, area, targets=targets, year=None)
        elif not targets:
            self._add(node.item, None, node.item.label)

    def _in_area(self, node: Node, area: str, *, targets: bool, year: int | None) -> None:
        """Tasks or targets right under a heading, or under headings of their own inside the area."""
        inner = [child for child in node.children if _divides(child)]
        if not inner:
            self._leaves(node, area, targets=targets, year=year)
        for child in inner:
            section = section_of(child.item)
            if section in {Section.TASKS, Section.TARGETS}:
                of_targets = section is Section.TARGETS
                self._in_area(child, area, targets=of_targets, year=_heading_year(child.text) or year)

    def _leaves(self, node: Node, area: str, *, targets: bool, year: int | None) -> None:
        if targets:
            for leaf in _leaf_items(node):
                self.passages.append(Passage(area, leaf.text, leaf.line, in_targets=True, heading_year=year))
            return
        for code, leaf in self._coded(node, area):
            self._add(leaf, area, code)

    def _tasks_of_role(self, node: Node) -> None:
        name = role_name(node.text)
        for code, leaf in self._coded(node, node.item.label):
            self._add(leaf, None, code, lead=name)

    def _coded(self, node: Node, prefix: str) -> Iterator[tuple[str, Item]]:
        """Leaf items with their codes: the letter as printed, else the place in the list."""
        children = _task_children(node)
        self._check_letters(children, node)
        used: Counter[str] = Counter()
        for place, child in enumerate(children, 1):
            label = _free(child.item.label or str(place), used)
            code = f"{prefix}.{label.split('.')[-1]}"
            if any(grandchild.level in _MARKED for grandchild in child.children):
                yield from self._coded(child, code)
            else:
                yield code, child.item

    def _check_letters(self, children: tuple[Node, ...], node: Node) -> None:
        for child, problem, letter in letter_problems(children):
            self.warnings.append(
                Warning_(problem, {"where": _place(node), "letter": letter}, child.item.line)
            )

    def _area(self, node: Node) -> str:
        """The code of the area a heading names: the one already met under that name, else a new one."""
        name = node.text.rstrip(" .:;")
        keys = _area_keys(name)
        known = next((self._known[key] for key in keys if key in self._known), None)
        if known is not None:
            return known
        code = node.item.label.split(".")[-1] or str(len(self.areas) + 1)
        if code in self.areas:
            code = str(len(self.areas) + 1)
        self._known |= dict.fromkeys(keys, code)
        self.areas[code] = AreaDraft(code, name)
        self.area_lines[code] = node.item.line
        return code

    def _add(self, item: Item, area: str | None, code: str, lead: str | None = None) -> None:
        text, due = split_due(item.text, self._year)
        task = TaskDraft(
            code=_free(code, self._codes),
            area=area,
            text=text.rstrip(" ;"),
            lead=lead,
            lead_is_own=lead is not None,
            due=due,
            criteria=tuple(dict.fromkeys(_CRITERION.findall(item.text))),
            line=item.line,
        )
        self.tasks.append(task)
        self.passages.append(Passage(area, item.text, item.line))


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


def _marked(node: Node) -> tuple[Node, ...]:
    return tuple(child for child in node.children if child.level is not Level.PARAGRAPH)


def _place(node: Node) -> str:
    return node.item.label or node.text


def _twice_before(children: tuple[Node, ...], until: Node, skipped: str) -> bool:
    """Whether the letter only seems left out because the one before it was printed twice ("d) … d)")."""
    before = children[: children.index(until)]
    last = _ALPHABET[_ALPHABET.index(skipped) - 1]
    return sum(child.item.label == last for child in before) > 1


def _divides(node: Node) -> bool:
    """Whether a heading divides an area into general aim, targets, tasks …"""
    if not is_heading(node.item) or node.level is Level.PARAGRAPH:
        return False
    return section_of(node.item) is not Section.NAMED and node.level <= Level.LETTER and bool(node.children)


def _task_children(node: Node) -> tuple[Node, ...]:
    """The marked items under a heading; plain paragraphs only where the plan marks none."""
    marked = tuple(child for child in node.children if child.level in _MARKED)
    if marked:
        return marked
    return tuple(
        child
        for child in node.children
        if child.level is Level.PARAGRAPH and not _ANNEX_NOTE.match(child.text) and not is_closing(child.text)
    )


def _leaf_items(node: Node) -> Iterator[Item]:
    for child in node.children:
        if child.children:
            yield from _leaf_items(child)
        else:
            yield child.item


def _heading_year(text: str) -> int | None:
    match = re.search(r"đến (?:hết )?năm\s+(20\d\d)", text, re.IGNORECASE)
    return int(match[1]) if match else None


def _area_keys(name: str) -> tuple[str, ...]:
    """What makes two headings the same area: the topic both are about, else the name."""
    topic = topic_of_area(name)
    return (fold(name),) if topic is None else (fold(name), f"topic:{topic.key}")


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
