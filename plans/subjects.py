"""The roles inside a task's own sentence: its subject, whom it is given to, and who helps.

"Phòng Kinh tế chủ trì rà soát …", "Giao Công an xã …", "Phối hợp với Công an xã …", "…; Trưởng các thôn phối
hợp lấy ý kiến". The text stays as it is: the role is part of what is said.
"""

import re
from dataclasses import dataclass

from plans.names import is_vague, listed, looks_like_role
from plans.roles import Roster, role_name

_LEADS = re.compile(
    r"^\s*,?\s*(?:chủ trì|chịu trách nhiệm|làm đầu mối|là đầu mối|có trách nhiệm|phụ trách|tham mưu"
    r"|chủ động)\b"
)
_HELPS = re.compile(r"^\s*,?\s*(?:cùng\s+)?phối hợp\b")
_GIVEN = re.compile(
    r"(?:^|[.;,]\s+|\b)(?:[Gg]iao(?: nhiệm vụ)?(?: cho)?|[Pp]hân công(?: cho)?)\s+(?P<rest>[A-ZĐ].*)$",
    re.DOTALL,
)
_WITH = re.compile(r"\b[Pp]hối hợp(?:\s+chặt chẽ)?\s+(?:với|cùng)(?:\s+với)?\s+(?P<rest>\S.*)$", re.DOTALL)
_BY = re.compile(r"\bdo\s+(?P<rest>(?:[A-ZĐ]).*?)\s+(?:chủ trì|tham mưu|phụ trách)\b", re.DOTALL)
_CLAUSE = re.compile(r"(?<=[.;,])\s+")
# Where a list of names ends and what they do begins.
_ENDS = re.compile(
    r"\s+(?=(?:tổ chức|rà soát|xây dựng|hướng dẫn|triển khai|tuyên truyền|kiểm tra|nâng|đánh giá|lấy"
    r"|thực hiện|trong|để|tham mưu|giúp|đẩy mạnh|tăng cường"
    r"|hoàn thành|vận động|giải quyết|theo dõi|tiếp tục|đề xuất|biên tập|xử lý|mở|lập|đưa|cập nhật"
    r"|trước|thường xuyên|đôn đốc|làm|bố trí|chủ trì|phối hợp|nhằm|giữ|duy trì|phát|giám sát|số hóa"
    r"|cung cấp|giới thiệu|chuyển|thu|chi|trả|khảo sát|ra quân|in|treo|niêm yết|đăng|cấp|ký|tư vấn"
    r"|tập huấn|mỗi|hằng|hàng)\b)"
)
_COMMITTEE = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND)\b"
)  # one works with it; it is given nothing
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """The post or office a sentence begins with, and what it is told to be in it."""

    name: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Who leads and who helps by the sentence, under their final names."""

    lead: str | None = None
    supports: tuple[str, ...] = ()


def subject_of(sentence: str) -> Subject | None:
    """The role that is the sentence's subject, when it is told to lead or to help."""
    if not looks_like_role(sentence):
        return None
    name = role_name(sentence)
    rest = sentence[len(name) :]
    if not name or is_vague(name) or len(name) > 90:
        return None
    if _LEADS.match(rest):
        return Subject(name, leads=True)
    return Subject(name, leads=False) if _HELPS.match(rest) else None


def helpers_named(sentence: str) -> tuple[str, ...]:
    """The names after "phối hợp với", clear enough to be roles met here for the first time."""
    match = _WITH.search(sentence)
    found = _names(match["rest"]) if match is not None else ()
    return tuple(
        name for name in found if name[0].isupper() and len(name.split()) <= 9 and not _COMMITTEE.match(name)
    )


def said_in_sentence(text: str, roster: Roster) -> Said:
    """Who leads and supports the task as its own sentence says, of the roles the plan knows."""
    lead: str | None = None
    supports: list[str] = []
    for clause in _CLAUSE.split(text):
        subject = subject_of(clause)
        name = roster.own(subject.name) if subject is not None else None
        if subject is None or name is None:
            continue
        if subject.leads and lead is None:
            lead = name
        elif not subject.leads:
            supports.append(name)
    if lead is None:
        lead = _first(roster, _GIVEN.search(text)) or _first(roster, _BY.search(text))
    if (helped := _WITH.search(text)) is not None:
        supports += roster.named(_names(helped["rest"]))
    return Said(lead, tuple(name for name in dict.fromkeys(supports) if name != lead))


def _first(roster: Roster, match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return next(iter(roster.named(_names(match["rest"])[:1])), None)


def _names(rest: str) -> tuple[str, ...]:
    """The names at the beginning of what follows "phối hợp với"."""
    words = " ".join(re.split(r"[;.(]", rest)[0].split()[:_MOST_WORDS])
    return tuple(name for name in listed(_ENDS.split(words)[0]) if looks_like_role(name))
