"""How far a task is: `xong`, `đang làm 60%`, `chưa làm do thiếu kinh phí`, `không phát sinh`, and a story.

Only a clear beginning counts. "Chưa xong", "sắp xong" are not done, "xong phần một" is left to the officer.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from handlers.understanding.meanings import NothingToReport, Progress, SameAsBefore, Sections, Status
from handlers.understanding.numbers import NUMBER, readings
from handlers.understanding.plain import plain, trimmed_start
from handlers.understanding.sections import split_sections

_VERB: Final = r"(?:lam|thuc hien|trien khai|xu ly|tien hanh|giai quyet)"
_DONE: Final = r"(?:xong|hoan thanh|hoan tat|done|finished)"
_NOT: Final = r"(?:khong|ko|k0|kg|khg|k|hok)"
_GREETING: Final = (
    r"(?:(?:ok|oke|okay|da|vang|bao cao|em|toi|minh|dong chi|thua|sep|anh|chi)\b[ ,]{0,2}){0,5}"
)
_TAIL: Final = (
    r"(?: (?:a|ah|nhe|nha|roi|het|ca|em|anh|chi|sep|luon|ok|dong chi a|toan bo|nhiem vu|cong viec|viec nay"
    r"|nhiem vu nay|dung han|truoc han|theo ke hoach|trong ky|ky nay|quy nay|thang nay)){0,6}"
)
# What separates the head of an answer from its narrative: anything but a letter, a digit or a question.
_END: Final = r"(?= *(?:$|[^\w ?%/]))"
_PERCENT: Final = rf"(?P<percent>{NUMBER}) ?(?:%|phan tram\b)"
_FILLER: Final = (
    rf"(?:(?:da|moi|dang|duoc|dat|khoang|tam|gan|hon|tien do|{_VERB}|{_DONE})[ ,:-]{{1,3}}){{0,6}}"
)
_REASON: Final = r"(?:do|vi|boi vi|boi|tai vi|vi ly do|ly do|nguyen nhan|nguyen nhan do|ly do la)\b"


def _head(pattern: str) -> re.Pattern[str]:
    return re.compile(_GREETING + pattern)


_PERCENT_HEAD = _head(rf"(?:chua (?:{_VERB} )?{_DONE} ?[,:-] ?)?" + _FILLER + _PERCENT + _TAIL + _END)
_DONE_HEAD = _head(rf"(?:da )?(?:{_VERB} )?{_DONE}(?: xong)?{_TAIL}{_END}")
_NOTHING_HEAD = _head(
    rf"(?:(?:trong )?(?:ky|quy|thang) (?:nay )?)?(?:(?:{_NOT}|chua) (?:co )?(?:phat sinh|ps)|kps|{_NOT} co)"
    rf"(?: (?:gi|nao|moi|so lieu|ho so|van ban|nhiem vu)){{0,3}}{_TAIL}{_END}"
)
_UNFINISHED_HEAD = _head(
    rf"(?:(?:van )?(?:chua|sap|gan|gan nhu|co ban)) (?:{_VERB} )?{_DONE}{_TAIL}(?:{_END}|(?= {_REASON}))"
)
_NOT_STARTED_HEAD = _head(
    rf"(?:van )?chua(?: (?:{_VERB}|bat dau|co gi|duoc){{1}}(?: duoc| gi)?)?{_TAIL}(?:{_END}|(?= {_REASON}))"
)
_UNDER_WAY_HEAD = _head(rf"(?:van )?(?:dang {_VERB}|dang do|in progress)\b(?! ?\?)")
_SAME_HEAD = _head(
    r"(?:van |giu nguyen |giu |y )?(?:nhu|giong)(?: nhu| voi)? (?:so lieu )?"
    rf"(?:(?:ky|quy|lan|thang|nam|bao cao) )?(?:truoc|cu){_TAIL}[^\w?]*$|{_GREETING}"
    rf"(?:giu nguyen|{_NOT} (?:co )?(?:thay doi|doi)(?: gi)?)"
    rf"(?: so voi (?:ky|quy|lan|thang|nam) truoc)?{_TAIL}[^\w?]*$"
)
_REASON_START = re.compile(rf"[^\w\n]*(?:{_REASON}[ :]*)*")
_FIRST_WORD = re.compile(r" *(\w+)")
_WHY: Final = frozenset({"do", "vì", "vi", "bởi", "boi", "tại", "tai", "lý", "lí", "ly", "nguyên", "nguyen"})
_SEPARATOR = re.compile(r"[^\w\"'“‘«(]*")
_HUNDRED: Final = Decimal(100)


def read_progress(text: str) -> Progress | NothingToReport | SameAsBefore | None:
    """How far a task is by what a text (NFC) begins with; None when it does not begin so."""
    words = trimmed_start(text).rstrip()
    sections = split_sections(words)
    head = sections.narrative if sections != Sections() else words
    copy = plain(head)
    for read in _READERS:
        if (found := read(text, head, copy, sections)) is not None:
            return found
    return None


_Found = Progress | NothingToReport | SameAsBefore | None


def _same(text: str, head: str, copy: str, sections: Sections) -> _Found:
    return SameAsBefore(text, _told(sections, "")) if _SAME_HEAD.match(copy) else None


def _percent(text: str, head: str, copy: str, sections: Sections) -> _Found:
    met = _PERCENT_HEAD.match(copy)
    if met is None:
        return None
    possible = [
        number for number in readings(met["percent"], point_is_likely=True) if 0 <= number <= _HUNDRED
    ]
    if len(possible) != 1:
        return None
    status = {_HUNDRED: Status.DONE, Decimal(0): Status.NOT_STARTED}.get(possible[0], Status.IN_PROGRESS)
    return Progress(text, status, possible[0], sections=_told(sections, head[met.end() :]))


def _done(text: str, head: str, copy: str, sections: Sections) -> _Found:
    met = _DONE_HEAD.match(copy)
    return Progress(text, Status.DONE, sections=_told(sections, head[met.end() :])) if met else None


def _nothing(text: str, head: str, copy: str, sections: Sections) -> _Found:
    met = _NOTHING_HEAD.match(copy)
    return NothingToReport(text, _told(sections, head[met.end() :])) if met else None


def _not_done(pattern: re.Pattern[str], status: Status) -> Callable[[str, str, str, Sections], _Found]:
    def read(text: str, head: str, copy: str, sections: Sections) -> _Found:
        met = pattern.match(copy)
        if met is None:
            return None
        if not _says_why(head[met.end() :]):
            return None
        start = _REASON_START.match(copy, met.end())
        reason, _, rest = head[start.end() if start else met.end() :].partition("\n")
        if "(" not in reason:
            reason = reason.removesuffix(")")  # "chưa làm (thiếu kinh phí)"
        return Progress(text, status, reason=reason.strip(), sections=_told(sections, rest))

    return read


def _says_why(rest: str) -> bool:
    """Whether a letter after the head begins a reason: "do" and "vì" do, "đo" and "vị" are other words."""
    word = _FIRST_WORD.match(rest)
    return word is None or word[1].casefold() in _WHY


def _under_way(text: str, head: str, copy: str, sections: Sections) -> _Found:
    met = _UNDER_WAY_HEAD.match(copy)
    if met is None:
        return None
    rest = copy[met.end() :]
    # "Đang làm, còn chờ…" tells apart; "đang triển khai niêm yết…" is itself the narrative.
    told = head[met.end() :] if not rest[:2].strip().isalnum() else head
    return Progress(text, Status.IN_PROGRESS, sections=_told(sections, told))


def _told(sections: Sections, narrative: str) -> Sections:
    start = _SEPARATOR.match(narrative)
    told = narrative[start.end() :] if start else narrative
    return Sections(told.strip(), sections.difficulty, sections.proposal)


_READERS: Final = (
    _same,
    _nothing,
    _percent,
    _done,
    _not_done(_UNFINISHED_HEAD, Status.IN_PROGRESS),
    _not_done(_NOT_STARTED_HEAD, Status.NOT_STARTED),
    _under_way,
)
