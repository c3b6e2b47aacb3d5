"""The apparatus is rearranged: which of the unit's roles becomes which new post. Pure; the presets are data.

Since July 2025 a commune has four: see the usual shift of work. What a preset does not know stays as it is.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from locales.text import fold
from plans.topics import topic_of_area


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the new apparatus: `words` (on folded text) find its forerunners, `topics` its areas."""

    name: str
    words: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Preset:
    key: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class RoleNow:
    """A role as it stands; `tasks` is how many it leads."""

    id: int
    name: str
    tasks: int = 0
    coordinator: bool = False


@dataclass(frozen=True, slots=True)
class AreaNow:
    """An area of the plan in force, and the role that leads it."""

    id: int
    name: str
    lead: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """For each role the place of its post in the preset, for each area that changes hands the same.

    A role or area without one stays as it is.
    """

    roles: Mapping[int, int]
    areas: Mapping[int, int]

    def with_role(self, role_id: int, post: int | None) -> "Proposal":
        return replace(self, roles=_changed(self.roles, role_id, post))

    def with_area(self, area_id: int, post: int | None) -> "Proposal":
        return replace(self, areas=_changed(self.areas, area_id, post))


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one post: `anchor` takes its name (None: it is created), `merged` go into it."""

    post: int
    anchor: int | None
    renamed: bool
    merged: tuple[int, ...]
    areas: tuple[int, ...]


def _posts(economy: str) -> tuple[Post, ...]:
    return (
        Post(
            "Phòng Văn hóa – Xã hội",
            r"\b(noi vu|thong ke|van hoa|thong tin|truyen thanh|xa hoi|lao dong|y te|giao duc)\b",
            frozenset({"steering", "apparatus", "service", "digital"}),
        ),
        Post(
            "Văn phòng HĐND và UBND",
            r"\b(tu phap|ho tich|van phong (hdnd|ubnd|hoi dong nhan dan|uy ban nhan dan))\b",
            frozenset({"institutions", "iso"}),
        ),
        Post(
            "Trung tâm Phục vụ hành chính công",
            r"\b(mot cua|tiep nhan va tra ket qua|phuc vu hanh chinh cong)\b",
            frozenset({"procedures"}),
        ),
        Post(
            economy,
            r"\b(tai chinh|ke toan|kinh te|dia chinh|nong nghiep|xay dung|do thi|ha tang|moi truong)\b",
            frozenset({"finance", "investment"}),
        ),
    )


PRESETS: Mapping[str, Preset] = {
    "xa": Preset("xa", _posts("Phòng Kinh tế")),
    "phuong": Preset("phuong", _posts("Phòng Kinh tế, Hạ tầng và Đô thị")),
}


def preset_for(unit_name: str) -> Preset:
    """A ward has an infrastructure and urban department where a commune has an economic one."""
    return PRESETS["phuong" if re.search(r"\bphuong\b", fold(unit_name)) else "xa"]


def propose(preset: Preset, roles: Sequence[RoleNow], areas: Sequence[AreaNow]) -> Proposal:
    """Each role to the post its name speaks of, else to the one most of its areas go to, else nowhere.

    An area whose topic belongs to another post than its lead's goes to that post.
    """
    topical = {area.id: post for area in areas if (post := _post_of_area(preset, area)) is not None}
    placed: dict[int, int] = {}
    for role in roles:
        post = _post_of_name(preset, role.name)
        if post is None:
            led = Counter(topical[area.id] for area in areas if area.lead == role.id and area.id in topical)
            post = led.most_common(1)[0][0] if led else None
        if post is not None:
            placed[role.id] = post
    moving = {
        area.id: topical[area.id]
        for area in areas
        if area.id in topical and (area.lead is None or placed.get(area.lead) != topical[area.id])
    }
    return Proposal(placed, moving)


def steps(preset: Preset, proposal: Proposal, roles: Sequence[RoleNow]) -> list[Step]:
    """What to do, post by post; posts that nobody and nothing goes to are left out.

    A role that bears the post's name already is the post; else the coordinator's, else the busiest, is
    renamed, so that most stays where it is.
    """
    found: list[Step] = []
    for place, post in enumerate(preset.posts):
        members = [role for role in roles if proposal.roles.get(role.id) == place]
        areas = tuple(area for area, to in proposal.areas.items() if to == place)
        named = next((role for role in roles if bears(role.name, post.name)), None)
        busiest = max(members, key=lambda role: (role.coordinator, role.tasks, -role.id), default=None)
        anchor = named or busiest
        if anchor is None and not areas:
            continue
        merged = tuple(role.id for role in members if anchor is not None and role.id != anchor.id)
        if anchor is not None and not merged and not areas and named is not None:
            continue
        found.append(
            Step(place, anchor.id if anchor else None, anchor is not None and named is None, merged, areas)
        )
    return found


def bears(role_name: str, post_name: str) -> bool:
    """Whether the role has the post's name, perhaps with the kind of unit behind it ("… xã")."""
    return re.fullmatch(rf"{re.escape(fold(post_name))}( (xa|phuong|dac khu))?", fold(role_name)) is not None


def _post_of_name(preset: Preset, name: str) -> int | None:
    exact = [place for place, post in enumerate(preset.posts) if bears(name, post.name)]
    spoken = [place for place, post in enumerate(preset.posts) if re.search(post.words, fold(name))]
    return next(iter((*exact, *spoken)), None)


def _post_of_area(preset: Preset, area: AreaNow) -> int | None:
    topic = topic_of_area(area.name)
    if topic is None:
        return None
    return next((place for place, post in enumerate(preset.posts) if topic.key in post.topics), None)


def _changed(places: Mapping[int, int], key: int, post: int | None) -> dict[int, int]:
    others = {known: place for known, place in places.items() if known != key}
    return others if post is None else others | {key: post}
