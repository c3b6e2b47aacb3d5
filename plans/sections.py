"""What a heading announces, and whether it names a role: by its words, for numbers differ."""

import re
from enum import Enum, auto

from locales.text import fold
from plans.outline import Item, Level, is_heading


class Section(Enum):
    """What stands under a heading."""

    TASKS = auto()
    TARGETS = auto()
    PURPOSE = auto()
    ORGANISATION = auto()
    REPORTING = auto()
    FUNDING = auto()
    SOLUTIONS = auto()
    NAMED = auto()  # a field of the reform, a role, anything else


_SIGNS = (
    (Section.REPORTING, r"^(che do |thong tin |thoi gian |quy dinh )*(thong tin )?bao cao\b|^thoi diem chot"),
    (Section.FUNDING, r"^(nguon )?kinh phi\b"),
    (Section.ORGANISATION, r"^to chuc thuc hien|^trach nhiem|^phan cong"),
    (Section.TARGETS, r"^(mot so |cac )?(muc tieu|chi tieu)(?!.*nhiem vu)|^(tu nay )?den (het )?nam 20\d\d"),
    (Section.PURPOSE, r"^(muc dich|yeu cau|quan diem)"),
    (Section.TASKS, r"nhiem vu|^noi dung"),
    (Section.SOLUTIONS, r"^(cac |mot so )?giai phap"),
)
_ROLE = re.compile(
    r"^(dong chi |de nghi )?(cac )?(cong chuc|can bo|van phong|phong(?! chong)|ban(?! hanh)|bo phan|dai\b"
    r"|tram\b|truyen thanh|chu tich|pho chu tich|uy ban|ubnd|ubmttq|mttq|mat tran|cong an|quan su|trung tam"
    r"|nganh\b|to (dan pho|cong nghe|truong)|doan the|hoi\b|truong (thon|khoi|cac|truong)|tu phap"
    r"|tai chinh ke toan|dia chinh|thon\b|co quan|don vi|thu truong|lanh dao|nguoi dung dau)"
)


def is_closing(text: str) -> bool:
    """Whether a paragraph is the paper's closing formula, which orders nothing new."""
    return "./." in text or re.match(r"^(Trên đây là|Yêu cầu các|Căn cứ nội dung)", text) is not None


def section_of(item: Item) -> Section:
    """What the heading announces; NAMED for anything that is not one of the usual parts."""
    if not is_heading(item):
        return Section.NAMED
    folded = fold(item.text)
    return next((section for section, sign in _SIGNS if re.search(sign, folded)), Section.NAMED)


def names_role(item: Item) -> bool:
    """Whether a numbered or lettered item begins with the name of a post or an office."""
    return Level.NUMBER <= item.level <= Level.LETTER and _ROLE.match(fold(item.text)) is not None


def is_role_heading(item: Item) -> bool:
    """Whether the item is a role's name and nothing more: "a) Văn phòng - Thống kê xã:"."""
    bare = item.text.rstrip(":. ")
    return names_role(item) and len(bare) <= 120 and not re.search(r"[;.]\s", bare)
