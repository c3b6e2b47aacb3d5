"""Who does what: the roles a plan names, and which areas their duties let them lead or support."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from locales.text import fold
from plans.model import AreaDraft, RoleDraft
from plans.outline import Level, Node
from plans.sections import Section, is_closing, is_role_heading, names_role, section_of
from plans.topics import Topic, areas_in, topics_outside

_POLITE = re.compile(r"^(Đồng chí|Đề nghị|Đ/c)\s+", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^)]*\)\s*$")
_WHERE = re.compile(r"\s+trên địa bàn\b.*$", re.IGNORECASE)
_DUTY = re.compile(r",?\s+(?:có|chịu) trách nhiệm\b.*$", re.IGNORECASE | re.DOTALL)
_VERB = re.compile(
    r",?\s+(?:chủ trì|chủ động|tham mưu|phối hợp|chỉ đạo|đôn đốc|thực hiện"
    r"|triển khai|xây dựng|theo dõi|hướng dẫn)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-ZĐÀ-Ỹ])|\n")
_LONGEST_NAME = 120
_HIGHER_LEVEL = re.compile(r"\b(huyện|quận|thị xã|tỉnh|thành phố)\s*$", re.IGNORECASE)
_COORDINATOR_SIGNS = (
    (4, r"\bdau moi\b.*(tong hop|thuong truc|cchc|cai cach)|la co quan thuong truc|la bo phan thuong truc"),
    (3, r"truc tiep phu trach"),
    (2, r"tong hop.{0,20}bao cao.{0,60}(thuc hien ke hoach|ubnd|uy ban)|theo doi viec thuc hien ke hoach"),
    (1, r"bao cao.{0,30}(thuc hien ke hoach|dinh ky)"),
)


class Part(IntEnum):
    """What a clause lets a role do; a role that is told to "chủ trì" outweighs one that is told to advise."""

    NOTHING = 0
    SUPPORT = 1
    ADVISE = 2
    LEAD = 3


@dataclass(frozen=True, slots=True)
class RoleSection:
    """A role as the plan presents it; `stands_twice` when several headings bear its name."""

    name: str
    duties: tuple[str, ...]
    line: int
    stands_twice: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One clause understood: who has which part in which areas and narrow topics."""

    role: str
    part: Part
    areas: tuple[str, ...]
    topics: tuple[Topic, ...]
    partners: tuple[str, ...]


def role_sections(tree: tuple[Node, ...]) -> tuple[RoleSection, ...]:
    """The roles in the order the plan presents them, each once."""
    found: dict[str, RoleSection] = {}
    for node in _role_nodes(tree):
        name = role_name(node.text)
        section = RoleSection(name, _duties(node), node.item.line)
        before = found.get(fold(name))
        if before is None:
            found[fold(name)] = section
        else:
            found[fold(name)] = RoleSection(
                before.name, before.duties + section.duties, before.line, stands_twice=True
            )
    return tuple(found.values())


def role_name(heading: str) -> str:
    """The role's name as printed, without the courtesy before and the sentence or remark after it."""
    bare = _POLITE.sub("", heading).split(":")[0].strip()
    if len(bare) > _LONGEST_NAME:
        bare = _VERB.sub("", bare)
    bare = _DUTY.sub("", bare)
    bare = _REMARK.sub("", _WHERE.sub("", bare.rstrip(" .;:")))
    return bare.strip(" .,;:")


def is_higher_level(name: str) -> bool:
    """Whether the name is that of a body above the commune ("… huyện")."""
    return _HIGHER_LEVEL.search(name) is not None


def read_roles(
    sections: tuple[RoleSection, ...], areas: tuple[AreaDraft, ...]
) -> tuple[tuple[RoleDraft, ...], tuple[Duty, ...]]:
    """The roles with the areas they lead and support, and the duties this was read from."""
    names = tuple(section.name for section in sections)
    duties = tuple(duty for section in sections for duty in _understood(section, names, areas))
    leads = _leads(duties)
    supports = _supports(duties, leads)
    first = _coordinator(sections)
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
    """Which of the roles a piece of text names, in any spelling `fold` makes equal."""
    folded = f" {fold(text)} "
    return tuple(name for name in names if f" {short_key(name)} " in folded)


def short_key(name: str) -> str:
    """The name's own words: "Công chức Tư pháp – Hộ tịch xã" → "tu phap ho tich"."""
    words = fold(name).split()
    while len(words) > 2 and " ".join(words[:2]) in {"cong chuc", "can bo", "bo phan", "dong chi"}:
        words = words[2:]
    if len(words) > 2 and words[-1] in {"xa", "phuong"}:
        words = words[:-1]
    return " ".join(words)


def _role_nodes(tree: tuple[Node, ...]) -> Iterator[Node]:
    for node in tree:
        section = section_of(node.item)
        if section is Section.ORGANISATION:
            yield from _roles_under(node)
        elif section is Section.TASKS:
            yield from (child for child in node.children if is_role_heading(child.item))
            if not any(names_role(child.item) for child in node.children):
                yield from _role_nodes(node.children)
        elif node.level <= Level.ROMAN:
            yield from _role_nodes(node.children)


def _roles_under(node: Node) -> Iterator[Node]:
    for child in node.children:
        section = section_of(child.item)
        if section is Section.ORGANISATION:
            yield from _roles_under(child)
        elif section is Section.NAMED and names_role(child.item):
            yield child


def _duties(node: Node) -> tuple[str, ...]:
    heading = _POLITE.sub("", node.text)
    said = heading[len(role_name(node.text)) :].lstrip(" :.,;")
    below = [child.text for part in node.children for child in part.walk() if not is_closing(child.text)]
    return tuple(text for text in [said, *below] if text)


def _understood(section: RoleSection, names: tuple[str, ...], areas: tuple[AreaDraft, ...]) -> Iterator[Duty]:
    others = tuple(name for name in names if name != section.name)
    for text in section.duties:
        for sentence in _SENTENCE.split(text):
            part = Part.NOTHING
            for clause in sentence.split(";"):
                part = _part(clause) or part
                yield Duty(
                    role=section.name,
                    part=part,
                    areas=areas_in(clause, areas),
                    topics=topics_outside(clause, areas),
                    partners=roles_named(clause, others) if "phối hợp" in clause.lower() else (),
                )


def _part(clause: str) -> Part:
    """The part the clause gives; NOTHING when it has no such verb and goes on with the one before it."""
    folded = fold(clause)
    if "chu tri" in folded:
        return Part.LEAD
    supports = folded.find("phoi hop")
    advises = re.search(r"tham muu|(?<!viec )trien khai (thuc hien )?(cac )?(nhiem vu|noi dung)", folded)
    if advises is not None and not 0 <= supports < advises.start():
        return Part.ADVISE
    return Part.SUPPORT if supports >= 0 else Part.NOTHING


def _leads(duties: tuple[Duty, ...]) -> dict[str, set[str]]:
    """Area → roles with the weightiest part in it."""
    weights: dict[str, dict[str, Part]] = {}
    for duty in duties:
        for area in duty.areas if duty.part >= Part.ADVISE else ():
            held = weights.setdefault(area, {})
            held[duty.role] = max(held.get(duty.role, Part.NOTHING), duty.part)
    return {
        area: {role for role, part in held.items() if part is max(held.values())}
        for area, held in weights.items()
    }


def _supports(duties: tuple[Duty, ...], leads: dict[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for duty in duties:
        helpers = {duty.role} if duty.part is Part.SUPPORT else set(duty.partners)
        for area in duty.areas if duty.part is not Part.NOTHING else ():
            found.setdefault(area, set()).update(helpers - leads.get(area, set()))
    return found


def _coordinator(sections: tuple[RoleSection, ...]) -> str | None:
    """The role that compiles and reports, when exactly one is told so most plainly."""
    scores: dict[str, int] = {}
    for section in sections:
        folded = [fold(text) for text in section.duties]
        scores[section.name] = sum(
            weight for weight, sign in _COORDINATOR_SIGNS if any(re.search(sign, text) for text in folded)
        )
    best = max(scores.values(), default=0)
    leaders = [name for name, score in scores.items() if score == best]
    return leaders[0] if best and len(leaders) == 1 else None
