"""The usual fields of the reform, recognised by their words: plans number and spell them differently."""

import re
from dataclasses import dataclass

from locales.text import fold
from plans.model import AreaDraft


@dataclass(frozen=True, slots=True)
class Topic:
    """`in_name` finds it in an area's heading, `in_duty` in a role's duties (all on folded text).

    `in_work` finds work that belongs to the field without naming it; it counts for who is told to lead when
    nobody is told so by the field's name. `in_tasks`: narrow enough that a single task may be about it where
    no area is.
    """

    key: str
    in_name: str
    in_duty: str
    in_work: str = r"(?!)"
    in_tasks: bool = False


TOPICS = (
    Topic(
        "iso", r"\biso\b|he thong quan ly chat luong", r"\biso\b|he thong quan ly chat luong", in_tasks=True
    ),
    Topic(
        "investment",
        r"moi truong (dau tu|kinh doanh)|nang luc canh tranh",
        r"moi truong (dau tu|kinh doanh)|nang luc canh tranh",
    ),
    Topic(
        "steering",
        r"chi dao( va)? dieu hanh|lanh dao chi dao",
        r"(cong tac )?chi dao( va)? dieu hanh(?! cua)",
    ),
    Topic(
        "institutions",
        r"the che|quy pham phap luat|van ban qppl",
        r"the che",
        r"(xay dung|ban hanh|ra soat|kiem tra)[\w ]{0,40}(quy pham phap luat|qppl)",
    ),
    Topic(
        "procedures",
        r"thu tuc hanh chinh|\btthc\b|co che mot cua",
        r"cai cach (cac |ve )?(tthc|thu tuc)|(linh vuc|noi dung|nhiem vu)( ve)? (tthc|thu tuc hanh chinh)",
        r"kiem soat (tthc|thu tuc)|co che mot cua|giai quyet (tthc|thu tuc hanh chinh|ho so)",
    ),
    Topic(
        "apparatus",
        r"bo may",
        r"(to chuc|cai cach|linh vuc|noi dung|^|ve) bo may\b|^bo may\b",
        r"sap xep[\w ]{0,30}(bo may|to chuc)|bien che",
    ),
    Topic(
        "service",
        r"cong vu|doi ngu can bo|can bo cong chuc|cong chuc\b",
        r"(cai cach|che do|linh vuc|noi dung|bo may( va)?|ve) cong vu\b|chat luong (cua )?doi ngu can bo",
        r"(danh gia|dao tao|boi duong)[\w ]{0,30}(can bo|cong chuc)|vi tri viec lam",
    ),
    Topic("finance", r"tai chinh", r"tai chinh cong|cai cach tai chinh", r"(ngan sach|tai san cong)"),
    Topic(
        "digital",
        r"chinh quyen (dien tu|so)\b|hien dai hoa|chuyen doi so|ung dung (cntt|cong nghe thong tin)",
        r"chinh quyen (dien tu|so)\b|hien dai hoa (nen )?hanh chinh|chuyen doi so"
        r"|ung dung (cntt|cong nghe thong tin)",
        r"cong nghe thong tin|\bcntt\b|trang thong tin dien tu",
    ),
    Topic("outreach", r"tuyen truyen|truyen thong", r"(cong tac|noi dung) (thong tin )?tuyen truyen"),
    Topic("satisfaction", r"hai long", r"do luong (su )?hai long|muc do hai long"),
)
_AREA_START = re.compile(
    r"^((cong tac|linh vuc|noi dung|nhiem vu|ve|nhom|day manh|tang cuong|tiep tuc|thuc hien|trien khai"
    r"|kien toan"
    r"|nang cao|hoan thien|doi moi|va) )*"
    r"(cai cach|chi dao|lanh dao|the che|thu tuc hanh chinh|tthc|to chuc|bo may|che do|cong vu"
    r"|tai chinh|xay dung"
    r"|phat trien|chinh quyen|chuyen doi so|hien dai hoa|ung dung|ap dung|kiem soat|cai thien"
    r"|moi truong|chat luong"
    r"|he thong quan ly|nang luc canh tranh|doi ngu|thong tin tuyen truyen|tuyen truyen"
    r"|van ban quy pham|quan ly"
    r"|dieu tra|muc do hai long)\b"
)
_PLACED = re.compile(
    r"\b(?:mục|lĩnh vực|khoản|nội dung số|nhiệm vụ số)\s+"
    r"(?P<first>[A-HĐ]\b|[IVX]{1,4}\b|\d{1,2}(?:\.\d{1,2})?(?![\d/]))"
    r"(?P<more>(?:\s*(?:,|và|;)\s*(?:mục\s+)?(?:[A-HĐ]\b|[IVX]{1,4}\b|\d{1,2}(?:\.\d{1,2})?(?![\d/])))*)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-HĐIVX]+\b|\d{1,2}(?:\.\d{1,2})?")
_LONGEST_NAME = 120


def topics_of_area(name: str) -> tuple[Topic, ...]:
    """The usual topics an area's heading is about, the first of the table first."""
    folded = fold(name)
    return tuple(topic for topic in TOPICS if re.search(topic.in_name, folded))


def topic_of_area(name: str) -> Topic | None:
    """The topic an area's heading is about, if it is one of the usual ones."""
    return next(iter(topics_of_area(name)), None)


def is_area_name(text: str) -> bool:
    """Whether the words are the name of a usual field of the reform, and not a sentence about it."""
    bare = text.strip(" .:;")
    if len(bare) > _LONGEST_NAME or ";" in bare or len(bare.split()) > 18:
        return False
    return _AREA_START.match(fold(bare)) is not None and topic_of_area(bare) is not None


def areas_in(duty: str, areas: tuple[AreaDraft, ...]) -> tuple[str, ...]:
    """Codes of the areas a piece of a role's duties speaks of: by topic, by name, or as "mục 4"."""
    folded = fold(duty)
    placed = _placed_in(duty, areas)
    return tuple(area.code for area in areas if area.code in placed or _speaks_of(folded, area))


def areas_of_work(duty: str, areas: tuple[AreaDraft, ...]) -> tuple[str, ...]:
    """Codes of the areas whose work the duty describes, although it does not name them."""
    folded = fold(duty)
    return tuple(
        area.code
        for area in areas
        if any(re.search(topic.in_work, folded) for topic in topics_of_area(area.name))
    )


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


def same_area(one: str, other: str) -> bool:
    """Whether two headings name one field: the same words, or the same topics of the table."""
    topics = topics_of_area(one)
    return fold(one) == fold(other) or (bool(topics) and topics == topics_of_area(other))


def _placed_in(duty: str, areas: tuple[AreaDraft, ...]) -> set[str]:
    codes = {area.code for area in areas}
    said = (f"{match['first']}{match['more']}" for match in _PLACED.finditer(duty))
    return {code for text in said for found in _CODE.findall(text) if (code := found.split(".")[-1]) in codes}


def _speaks_of(folded_duty: str, area: AreaDraft) -> bool:
    if any(re.search(topic.in_duty, folded_duty) for topic in topics_of_area(area.name)):
        return True
    name = fold(area.name)
    return len(name.split()) >= 3 and name in folded_duty
