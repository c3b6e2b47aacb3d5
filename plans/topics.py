"""The usual fields of the reform, recognised by their words: plans number and spell them differently."""

import re
from dataclasses import dataclass

from locales.text import fold
from plans.model import AreaDraft


@dataclass(frozen=True, slots=True)
class Topic:
    """`in_name` finds it in an area's heading, `in_duty` in a role's duties (both on folded text).

    `in_tasks`: narrow enough that a single task may be about it where no area is.
    """

    key: str
    in_name: str
    in_duty: str
    in_tasks: bool = False


TOPICS = (
    Topic("iso", r"\biso\b", r"\biso\b", in_tasks=True),
    Topic("investment", r"moi truong (dau tu|kinh doanh)", r"moi truong (dau tu|kinh doanh)"),
    Topic("steering", r"chi dao( va)? dieu hanh", r"chi dao( va)? dieu hanh"),
    Topic("institutions", r"the che|quy pham phap luat", r"cai cach the che"),
    Topic("procedures", r"thu tuc hanh chinh|\btthc\b", r"cai cach (cac )?(tthc|thu tuc)"),
    Topic("apparatus", r"to chuc bo may|bo may hanh chinh", r"to chuc bo may"),
    Topic(
        "service",
        r"cong vu|doi ngu can bo|can bo cong chuc",
        r"(cai cach|che do) cong vu|chat luong (cua )?doi ngu can bo",
    ),
    Topic("finance", r"tai chinh cong", r"tai chinh cong"),
    Topic(
        "digital",
        r"chinh quyen (dien tu|so)\b|hien dai hoa|chuyen doi so",
        r"chinh quyen (dien tu|so)\b|hien dai hoa hanh chinh|chuyen doi so"
        r"|ung dung (cntt|cong nghe thong tin)",
    ),
)


def topic_of_area(name: str) -> Topic | None:
    """The topic an area's heading is about, if it is one of the usual ones."""
    folded = fold(name)
    return next((topic for topic in TOPICS if re.search(topic.in_name, folded)), None)


def areas_in(duty: str, areas: tuple[AreaDraft, ...]) -> tuple[str, ...]:
    """Codes of the areas a piece of a role's duties speaks of, by topic or by the area's own name."""
    folded = fold(duty)
    return tuple(area.code for area in areas if _speaks_of(folded, area))


def topics_outside(duty: str, areas: tuple[AreaDraft, ...]) -> tuple[Topic, ...]:
    """Narrow topics a duty speaks of that no area of the plan is about."""
    folded = fold(duty)
    taken = {topic.key for area in areas if (topic := topic_of_area(area.name)) is not None}
    return tuple(
        topic
        for topic in TOPICS
        if topic.in_tasks and topic.key not in taken and re.search(topic.in_duty, folded)
    )


def is_about(text: str, topic: Topic) -> bool:
    """Whether a task's text speaks of the topic."""
    return re.search(topic.in_name, fold(text)) is not None


def _speaks_of(folded_duty: str, area: AreaDraft) -> bool:
    topic = topic_of_area(area.name)
    if topic is not None and re.search(topic.in_duty, folded_duty):
        return True
    name = fold(area.name)
    return len(name.split()) >= 3 and name in folded_duty
