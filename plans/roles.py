"""Who does what: the roles a plan names, and which areas their duties let them lead or support."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import islice

from locales.text import fold
from plans.model import AreaDraft, RoleDraft
from plans.names import (
    bare_name,
    is_shortened,
    is_vague,
    looks_like_role,
    same_role,
    short_key,
    spelled_differently,
)
from plans.outline import Level, Node
from plans.sections import Section, is_closing, is_role_heading, names_role, section_of
from plans.topics import Topic, areas_in, areas_of_work, topics_outside

_POLITE = re.compile(r"^(Đồng chí|Đề nghị|Đ/c|Giao)\s+", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^)]*\)\s*$")
_WHERE = re.compile(r"\s+trên địa bàn\b.*$", re.IGNORECASE)
_DUTY = re.compile(r",?\s+(?:có|chịu) trách nhiệm\b.*$", re.IGNORECASE | re.DOTALL)
# Verbs a duty begins with; in small letters, for "Ban Chỉ đạo" and "Địa chính - Xây dựng" are names.
_VERB = re.compile(
    r",?\s+(?<![-–] )(?<!các )(?:chủ trì|chủ động|tham mưu|phối hợp|chỉ đạo|đôn đốc|thực hiện"
    r"|triển khai|xây dựng|theo dõi"
    r"|hướng dẫn|làm đầu mối|là đầu mối|là (?:cơ quan|bộ phận|đơn vị|công chức|người)|tổng hợp|căn cứ"
    r"|vận động|bố trí|tăng cường"
    r"|giúp|tổ chức|tuyên truyền|giám sát|rà soát|đưa tin|thường xuyên|định kỳ|gửi|báo cáo|trực tiếp"
    r"|cân đối|bảo đảm"
    r"|đảm bảo|quản lý|lồng ghép|phát động|nghiên cứu|đề xuất|hỗ trợ|niêm yết|cung cấp|nêu tại"
    r"|được giao|có nhiệm vụ|đẩy mạnh)\b"
)
# "Ban quản lý …", "Trung tâm hỗ trợ …": here the verb is part of the name.
_OFFICE_ONLY = re.compile(
    r"^(\w+|trung tam|bo phan|uy ban|hoi dong|to cong tac|cong chuc|can bo|cac \w+|cong chuc phu trach"
    r"|nguoi \w+)?$"
)
_SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-ZĐÀ-Ỹ])|\n")
_CLAUSE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ])|\n")
_LONGEST_NAME = 120
_MOST_ROLES = 200  # a commune has some ten; what has hundreds only looks like a plan
_COORDINATOR_SIGNS = (
    (
        4,
        r"\bdau moi\b(?! linh vuc).{0,40}(tong hop|thuong truc|cchc|cai cach hanh chinh|theo doi"
        r"|don doc|ke hoach|chuong trinh|giup)|la co quan thuong truc|la (bo phan|don vi) thuong truc",
    ),
    (3, r"truc tiep phu trach"),
    (
        2,
        r"tong hop.{0,20}bao cao.{0,60}(thuc hien ke hoach|ubnd|uy ban)"
        r"|theo doi viec thuc hien ke hoach|tong hop( ket qua)?,? (trinh|bao cao)",
    ),
    (1, r"bao cao.{0,30}(thuc hien ke hoach|dinh ky)"),
)
_LEADING = r"chu tri|chiu trach nhiem chinh|lam dau moi|la dau moi|phu trach (linh vuc|noi dung|nhiem vu)"
_ADVISING = r"tham muu|(?<!viec )trien khai (thuc hien )?(cac )?(nhiem vu|noi dung)"


class Part(IntEnum):
    """What a clause lets a role do; a role that is told to "chủ trì" outweighs one that is told to advise."""

    NOTHING = 0
    SUPPORT = 1
    ADVISE = 2
    LEAD = 3


@dataclass(frozen=True, slots=True)
class RoleSection:
    """A role as the plan presents it; `stands_twice` when several headings bear its name.

    `bare`: the heading is the name and nothing else, so that it names a role however wide its words are.
    """

    name: str
    duties: tuple[str, ...]
    line: int
    stands_twice: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One clause understood: who has which part in which areas and narrow topics.

    `work`: areas whose work the clause describes without naming them.
    """

    role: str
    part: Part
    areas: tuple[str, ...]
    work: tuple[str, ...]
    topics: tuple[Topic, ...]
    partners: tuple[str, ...]


@dataclass(slots=True)
class Roster:
    """The roles met so far; one that is met again under another spelling stays one role.

    `spellings` are the names a role was met under, its own first.
    """

    spellings: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def add(self, text: str, line: int, *, heading: bool = False) -> str | None:
        """The role's name when the words name one (None for "các bộ phận liên quan"); a new one is kept.

        A heading that gives duties names a role even where its words are as wide as "Các ban, ngành".
        """
        name, others = bare_name(text)
        if not name or len(name) > _LONGEST_NAME:
            return None
        known = self._known((name, *others))
        if known is None:
            if len(self.spellings) >= _MOST_ROLES:
                return None
            if not heading and (is_vague(name) or not _is_a_name(name)):
                return None
            self.spellings.append([name])
            self.lines.append(line)
            known = len(self.spellings) - 1
        for spelling in (name, *others):
            if spelling not in self.spellings[known]:
                self.spellings[known].append(spelling)
        return self.spellings[known][0]

    def own(self, name: str) -> str | None:
        """The name the role is finally known by, for any of its spellings."""
        known = self._known(bare_name(name)[:1])
        return None if known is None else self.names()[known]

    def named(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The final names of the roles in a list; what names none is left out."""
        found = (self.own(text) for text in texts)
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def names(self) -> tuple[str, ...]:
        """Each role's name: the first spelling met that is not shortened."""
        chosen = (
            next((spelling for spelling in spellings if not is_shortened(spelling)), spellings[0])
            for spellings in self.spellings
        )
        return tuple(name[0].upper() + name[1:] for name in chosen)

    def first_lines(self) -> dict[str, int]:
        """Where each role was first named."""
        return dict(zip(self.names(), self.lines, strict=True))

    def aliases(self, name: str) -> tuple[str, ...]:
        """The other spellings of a role that differ in more than dashes, "Công chức" and "xã"."""
        known = self.names().index(name)
        others = dict.fromkeys(fold(spelling) for spelling in self.spellings[known])
        return tuple(
            next(spelling for spelling in self.spellings[known] if fold(spelling) == other)
            for other in others
            if other != fold(name) and spelled_differently(name, other)
        )

    def _known(self, names: tuple[str, ...]) -> int | None:
        for index, spellings in enumerate(self.spellings):
            if any(name == spelling for name in names for spelling in spellings):
                return index
        for index, spellings in enumerate(self.spellings):
            if any(same_role(name, spelling) for name in names for spelling in spellings):
                return index
        return None


def _is_a_name(name: str) -> bool:
    if len(name) < 3 or name[0].isdigit() or len(name.split()) > 22:
        return False
    words = name.split()
    is_person = 2 <= len(words) <= 5 and all(word[0].isupper() and word[1:].islower() for word in words)
    return looks_like_role(name) or not (is_person or name[0].islower())


def role_sections(tree: tuple[Node, ...]) -> tuple[RoleSection, ...]:
    """The roles in the order the plan presents them, each once."""
    found: dict[str, RoleSection] = {}
    for section in islice(_sections(tree), 2 * _MOST_ROLES):
        key = next(
            (key for key, before in found.items() if same_role(before.name, section.name)), fold(section.name)
        )
        before = found.get(key)
        if before is None:
            found[key] = section
        else:
            twice = section.stands_twice or before.stands_twice
            duties = before.duties + section.duties
            found[key] = replace(before, duties=duties, stands_twice=twice, bare=before.bare or section.bare)
    return tuple(found.values())


def role_name(heading: str) -> str:
    """The role's name as printed, without the courtesy before and the sentence or remark after it."""
    bare = _POLITE.sub("", heading).split(":")[0].strip()
    verb = next(
        (match for match in _VERB.finditer(bare) if not _OFFICE_ONLY.match(fold(bare[: match.start()]))), None
    )
    bare = bare if verb is None else bare[: verb.start()]
    bare = _DUTY.sub("", bare)
    bare = _REMARK.sub("", _WHERE.sub("", bare.rstrip(" .;:")))
    return bare.strip(" .,;:–-")


def read_roles(
    sections: tuple[RoleSection, ...], areas: tuple[AreaDraft, ...], roster: Roster
) -> tuple[tuple[RoleDraft, ...], tuple[Duty, ...]]:
    """The roles of the roster with the areas their duties let them lead and support, and these duties."""
    names = roster.names()
    duties = tuple(duty for section in sections for duty in _understood(section, names, areas, roster))
    leads = _leads(duties)
    supports = _supports(duties, leads)
    first = _coordinator(sections, roster)
    roles = tuple(
        RoleDraft(
            name=name,
            coordinator=name == first,
            leads=tuple(area.code for area in areas if name in leads.get(area.code, ())),
            supports=tuple(area.code for area in areas if name in supports.get(area.code, ())),
        )
        for name in names
    )
    return roles, duties


def roles_named(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Which of the roles a piece of text names, the longer names first where one stands inside another."""
    folded = f" {fold(text)} "
    found: list[str] = []
    for name in sorted(names, key=lambda one: -len(short_key(one))):
        keys = (fold(name), f"{' '.join(_words(name))}")
        key = next((key for key in keys if key and f" {key} " in folded), None)
        if key is not None:
            found.append(name)
            folded = folded.replace(f" {key} ", " | ")
    return tuple(sorted(found, key=lambda name: fold(text).find(" ".join(_words(name)))))


def _words(name: str) -> list[str]:
    """The name's words without "Công chức" before and "xã" after them."""
    words = fold(name).split()
    while len(words) > 2 and " ".join(words[:2]) in {"cong chuc", "can bo", "bo phan", "dong chi"}:
        words = words[2:]
    return words[:-1] if len(words) > 2 and words[-1] in {"xa", "phuong"} else words


def _sections(nodes: tuple[Node, ...]) -> Iterator[RoleSection]:
    for node in nodes:
        section = section_of(node.item)
        if section is Section.ORGANISATION:
            yield from _counted(_sections_under(node))
        elif section is Section.TASKS:
            yield from _counted(_of_heading(child) for child in node.children if is_role_heading(child.item))
            if not any(names_role(child.item) for child in node.children):
                yield from _sections(node.children)
        elif node.level <= Level.NUMBER:
            yield from _sections(node.children)


def _counted(sections: Iterable[RoleSection]) -> Iterator[RoleSection]:
    """The sections; a name that several headings bear is marked."""
    seen: set[str] = set()
    for section in sections:
        twice = fold(section.name) in seen and bool(section.duties)
        seen.add(fold(section.name))
        yield replace(section, stands_twice=twice)


def _sections_under(node: Node) -> Iterator[RoleSection]:
    """Roles under a heading of organisation: numbered or with a dash, as titles, or as a sentence's subject."""
    for child in node.children:
        section = section_of(child.item)
        if section is Section.ORGANISATION and child.level <= Level.LETTER:
            yield from _sections_under(child)
        elif (
            section in {Section.NAMED, Section.REVIEW, Section.TASKS}
            and child.level <= Level.PARAGRAPH
            and _presents_role(child)
        ):
            yield _of_heading(child)
        elif child.level is Level.PARAGRAPH and not is_closing(child.text):
            yield from _subjects(child)


def _presents_role(node: Node) -> bool:
    """Whether an item tells a role's duties: its name as a heading, before a colon, or before a verb."""
    if not looks_like_role(_POLITE.sub("", node.text)):
        return False
    if node.level <= Level.LETTER:
        return True
    name = role_name(node.text)
    rest = _POLITE.sub("", node.text)[len(name) :].strip()
    return (
        node.level is not Level.PARAGRAPH
        and len(name) <= 90
        and bool(rest or node.children)
        and not is_vague(name)
    )


def _subjects(node: Node) -> Iterator[RoleSection]:
    """The roles that are the subjects of a plain paragraph's sentences."""
    for sentence in _CLAUSE.split(node.text):
        name = role_name(sentence)
        rest = _POLITE.sub("", sentence)[len(name) :]
        if looks_like_role(sentence) and rest.strip(" .") and len(name) <= 90 and not is_vague(name):
            yield RoleSection(name, (rest.strip(" :,"),), node.item.line)


def _of_heading(node: Node) -> RoleSection:
    name = role_name(node.text)
    rest = _POLITE.sub("", node.text)[len(name) :].lstrip()
    return RoleSection(
        name, _duties(node), node.item.line, bare=not rest.strip(" .:,;") or rest.startswith((":", "("))
    )


def _duties(node: Node) -> tuple[str, ...]:
    heading = _POLITE.sub("", node.text)
    said = heading[len(role_name(node.text)) :].lstrip(" :.,;")
    below = [child.text for part in node.children for child in part.walk() if not is_closing(child.text)]
    return tuple(text for text in [said, *below] if text)


def _understood(
    section: RoleSection, names: tuple[str, ...], areas: tuple[AreaDraft, ...], roster: Roster
) -> Iterator[Duty]:
    role = roster.own(section.name)
    if role is None:
        return
    others = tuple(name for name in names if name != role)
    for text in section.duties:
        for sentence in _SENTENCE.split(text):
            part = Part.NOTHING
            for clause in sentence.split(";"):
                part = _part(clause) or part
                lowered = clause.lower()
                yield Duty(
                    role=role,
                    part=part,
                    areas=areas_in(clause, areas),
                    work=areas_of_work(clause, areas),
                    topics=topics_outside(clause, areas),
                    partners=roles_named(clause, others) if "phối hợp" in lowered else (),
                )


def _part(clause: str) -> Part:
    """The part the clause gives; NOTHING when it has no such verb and goes on with the one before it."""
    folded = fold(clause)
    supports = folded.find("phoi hop")
    leads = re.search(_LEADING, folded)
    if leads is not None and not (
        0 <= supports < leads.start() and "chu tri" not in folded[leads.start() : leads.end()]
    ):
        return Part.LEAD
    advises = re.search(_ADVISING, folded)
    if advises is not None and not 0 <= supports < advises.start():
        return Part.ADVISE
    return Part.SUPPORT if supports >= 0 else Part.NOTHING


def _leads(duties: tuple[Duty, ...]) -> dict[str, set[str]]:
    """Area → roles with the weightiest part in it; by its work only where nobody is named for the area."""
    weights: dict[str, dict[str, Part]] = {}
    for duty in duties:
        for area in duty.areas if duty.part >= Part.ADVISE else ():
            held = weights.setdefault(area, {})
            held[duty.role] = max(held.get(duty.role, Part.NOTHING), duty.part)
    by_work: dict[str, set[str]] = {}
    for duty in duties:
        for area in duty.work if duty.part is Part.LEAD and not duty.areas else ():
            by_work.setdefault(area, set()).add(duty.role)
    named = {
        area: {role for role, part in held.items() if part is max(held.values())}
        for area, held in weights.items()
    }
    return {**{area: roles for area, roles in by_work.items() if len(roles) == 1}, **named}


def _supports(duties: tuple[Duty, ...], leads: dict[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for duty in duties:
        helpers = {duty.role} if duty.part is Part.SUPPORT else set(duty.partners)
        for area in duty.areas if duty.part is not Part.NOTHING else ():
            found.setdefault(area, set()).update(helpers - leads.get(area, set()))
    return found


def compiler(items: Iterable[str], names: tuple[str, ...]) -> str | None:
    """The one role that reports go to, or that compiles them, in a plan whose duties name none."""
    scores = dict.fromkeys(names, 0)
    for text in items:
        folded = fold(text)
        if "tong hop" not in folded and "bao cao" not in folded:
            continue
        for name in names:
            key = re.escape(" ".join(_words(name)))
            who = rf"(?:cong chuc |can bo |bo phan )?{key}(?: xa| phuong)?"
            compiles = (
                rf"\b{who}\b[\w ]{{0,40}}?\b(?:tong hop|dau moi|du thao bao cao)|\b(?:ve|qua|cho|den) {who}\b"
            )
            scores[name] += re.search(compiles, folded) is not None
    best = max(scores.values(), default=0)
    leaders = [name for name, score in scores.items() if score == best]
    return leaders[0] if best and len(leaders) == 1 else None


def _coordinator(sections: tuple[RoleSection, ...], roster: Roster) -> str | None:
    """The role that compiles and reports, when exactly one is told so most plainly."""
    scores: dict[str, int] = {}
    for section in sections:
        folded = [fold(text) for text in section.duties]
        name = roster.own(section.name)
        if name is not None:
            scores[name] = sum(
                weight for weight, sign in _COORDINATOR_SIGNS if any(re.search(sign, text) for text in folded)
            )
    best = max(scores.values(), default=0)
    leaders = [name for name, score in scores.items() if score == best]
    return leaders[0] if best and len(leaders) == 1 else None
