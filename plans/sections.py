"""What a heading announces, and whether it names a role: by its words, for numbers differ."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from locales.text import fold
from plans.names import is_vague, looks_like_role
from plans.outline import Item, Level, is_heading
from plans.topics import is_area_name


class Section(Enum):
    """What stands under a heading."""

    TASKS = auto()
    TARGETS = auto()
    PURPOSE = auto()
    ORGANISATION = auto()
    REPORTING = auto()
    FUNDING = auto()
    SOLUTIONS = auto()
    REVIEW = auto()  # what was reached before
    NAMED = auto()  # a field of the reform, a role, anything else


# The first sign that fits decides, so the narrow ones come first.
_SIGNS = (
    (
        Section.REVIEW,
        r"^(danh gia )?(chung )?(ve )?(ket qua|tinh hinh|thuc trang|dac diem|boi canh|ton tai|han che|uu diem"
        r"|nguyen nhan|bai hoc)\b|^danh gia\b|^(cac )?ket qua|^tu (danh gia|cham diem)|^dieu tra xa hoi hoc"
        r"|^nhung (ket qua|ton tai|han che)|^can cu( phap ly)?$|^su can thiet",
    ),
    (
        Section.REPORTING,
        r"^(ve )?((che do|thong tin|thoi gian|thoi han|quy dinh|lich|ky|cong tac|thuc hien|han|muc"
        r"|dinh ky)( va)? )*"
        r"(thong tin )?bao cao\b(?! (cao|vien))|^thoi (diem|gian) chot|^(che do )?thong tin(,)? bao cao"
        r"|^(kiem tra|theo doi|giam sat|so ket)\b.*\bbao cao$",
    ),
    (
        Section.FUNDING,
        r"^(ve )?(nguon )?(kinh phi|nguon luc)\b|^(bao dam|du toan) kinh phi|^dieu kien (bao dam|thuc hien)",
    ),
    (
        Section.ORGANISATION,
        r"^(ve )?(cong tac )?to chuc(,)? (va )?(trien khai )?(phan cong )?(thuc hien|trien khai)"
        r"|^(phan cong )?trach nhiem|^phan cong\b|^dieu khoan (thi hanh|thuc hien)|^to chuc thi hanh"
        r"|^nhiem vu( cu the)? (cua )?(tung |cac )?(bo phan|phong|don vi|cong chuc|co quan|ca nhan)",
    ),
    (
        Section.PURPOSE,
        r"^(muc dich|yeu cau|quan diem|phuong cham|nguyen tac)(?!.*\bchi tieu)|^pham vi|^doi tuong",
    ),
    (
        Section.TARGETS,
        r"^(mot so |cac |nhung |he thong |danh muc )?(muc tieu|chi tieu|chi so"
        r"|ket qua phan dau)(?!.*\b(nhiem vu|noi dung)\b)"
        r"|^(muc tieu )?((tu nay|phan dau|giai doan|moc) )?(den )?(cuoc |het |cuoi )?nam 20\d\d( \d+)?$"
        r"|^(tu nay )?den (het )?nam 20\d\d|^giai doan 20\d\d( den| \d\d\d\d|$)|^phan dau den",
    ),
    (
        Section.TASKS,
        r"nhiem vu|^(cac |mot so )?noi dung|^(cac )?cong viec|^(cac )?hoat dong( chu yeu)?$"
        r"|^chi tieu.*nhiem vu",
    ),
    (Section.SOLUTIONS, r"^(cac |mot so |nhom )?(giai phap|bien phap)"),
)
_CLOSING = re.compile(
    r"\./\.|^(Trên đây là|Yêu cầu (?:các|trưởng|thủ trưởng|cán bộ)|Căn cứ (?:nội dung|kế hoạch)"
    r"|Trong quá trình"
    r"|Đề nghị (?:các|thủ trưởng|trưởng)|Kế hoạch này (?:có hiệu lực|được)|Quá trình (?:triển khai"
    r"|thực hiện))"
)
_BARE_TITLES = re.compile(
    r"^((muc tieu|chi tieu|nhiem vu|muc dich|yeu cau|giai phap|to chuc thuc hien|kinh phi"
    r"|che do( thong tin)? bao cao)"
    r"( chung| tong quat| cu the| chu yeu| trong tam| thuc hien| va giai phap| giai phap)*( nam 20\d\d)?)$"
)
_LONGEST_TITLE = 110


def is_closing(text: str) -> bool:
    """Whether a paragraph is the paper's closing formula, which orders nothing new."""
    return _CLOSING.search(text) is not None


def section_of(item: Item) -> Section:
    """What the heading announces; NAMED for anything that is not one of the usual parts."""
    if not is_heading(item):
        return Section.NAMED
    return section_named(item.text)


def section_named(text: str) -> Section:
    """What a heading of these words announces."""
    folded = fold(text)
    found = next((section for section, sign in _SIGNS if re.search(sign, folded)), Section.NAMED)
    return Section.NAMED if found is not Section.NAMED and _is_about_a_field(folded, found) else found


def is_role_heading(item: Item) -> bool:
    """Whether the item is a role's name and nothing more: "a) Văn phòng - Thống kê xã:"."""
    bare = item.text.rstrip(":. ")
    return names_role(item) and len(bare) <= 120 and not re.search(r"[;.]\s|: ", bare) and not _orders(bare)


def names_role(item: Item) -> bool:
    """Whether a numbered or lettered item begins with the name of a post or an office."""
    return Level.CAPITAL <= item.level <= Level.LETTER and looks_like_role(item.text)


def with_titles(items: Iterable[Item]) -> Iterator[Item]:
    """The items, headings without a number ("Nhiệm vụ", "CẢI CÁCH THỂ CHẾ") made out by their words.

    In a paper that numbers no part, such a heading in capitals is a part.
    """
    all_items = tuple(items)
    numbered = any(item.level <= Level.ROMAN for item in all_items)
    for item in all_items:
        level = _title_level(item, numbered=numbered) if item.level is Level.PARAGRAPH else None
        yield item if level is None else replace(item, level=level)


def _title_level(item: Item, *, numbered: bool) -> Level | None:
    text = item.text.strip(" :")
    if len(text) > _LONGEST_TITLE or text.endswith((".", ";", ",")) or text.startswith("("):
        return None
    if _BARE_TITLES.match(fold(text)) or (text.isupper() and section_named(text) is not Section.NAMED):
        return Level.TITLE if numbered or not text.isupper() else Level.ROMAN
    if is_area_name(text):
        return Level.CAPITAL
    return Level.TITLE if _is_bare_role(text) else None


def _is_bare_role(text: str) -> bool:
    """A line that is a role's name and nothing else heads the duties under it."""
    name = text.rstrip(" :")
    return (
        2 <= len(name.split()) <= 16
        and name[0].isupper()
        and looks_like_role(name)
        and not (_orders(name) or is_vague(name) or re.search(r"\d{2}|[.;!?]\s|: ", name))
    )


def _is_about_a_field(folded: str, section: Section) -> bool:
    """A field of the reform may bear a part's word: "Cải cách thủ tục hành chính", "Công tác … báo cáo"."""
    return section in {Section.TASKS, Section.REPORTING} and is_area_name(folded) and "nhiem vu" not in folded


def _orders(text: str) -> bool:
    return re.search(r"\b(chủ trì|phối hợp|tham mưu|trách nhiệm|thực hiện|triển khai)\b", text) is not None
