"""Who is to do a task and by when, as a table row, a bracket or the end of its own sentence says it.

A phrase is understood whole or not at all: every part of it must be a lead, a support, a product or a
deadline; otherwise it belongs to the task's text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.due import due_of, split_due, whole_due
from plans.model import DueDraft
from plans.names import is_vague, listed, looks_like_role

_WHO = r"(?:(?:các\s+)?(?:cơ quan|đơn vị|bộ phận|phòng, đơn vị|chức danh|công chức|người|tổ chức)\s+)?"
# Labels as they stand before a colon; the first that fits decides.
_FIELDS = (
    ("supports", r"phối hợp"),
    ("product", r"sản phẩm|kết quả"),
    ("due", r"thời gian|thời hạn|tiến độ|^hạn"),
    ("lead", r"chủ trì|thực hiện|đầu mối|phụ trách|trách nhiệm|tham mưu|phân công|giao"),
)
_LABEL = re.compile(
    rf"(?:^|[\s(;,.–-]{{1,6}})(?P<label>{_WHO}"
    r"(?:chủ trì|phối hợp|phụ trách|làm đầu mối|đầu mối|chịu trách nhiệm(?: chính)?|tham mưu|được giao"
    r"|thực hiện|phân công)"
    r"(?:\s*(?:(?:,|và)\s*)?(?:chủ trì|thực hiện|tham mưu|hoàn thành|triển khai|phụ trách))*"
    r"|(?:thời gian|thời hạn|tiến độ|hạn)(?:\s+(?:thực hiện|hoàn thành|báo cáo|triển khai))*"
    r"|sản phẩm(?:\s*(?:(?:,|và)\s*)?(?:dự kiến|đầu ra|kết quả|hoàn thành|chủ yếu))*"
    r"|kết quả(?:\s*(?:,\s*)?sản phẩm)?(?:\s+(?:dự kiến|đầu ra|hoàn thành))*)"
    r"\s*:\s*",
    re.IGNORECASE,
)
_LEAD_VERBS = (
    r"chủ trì|chịu trách nhiệm(?: chính)?|làm đầu mối|là đầu mối|đầu mối|phụ trách(?: chính)?|tham mưu"
    r"|thực hiện"
    r"|chủ động|triển khai|là (?:cơ quan|đơn vị|bộ phận) (?:chủ trì|thường trực|đầu mối)|có trách nhiệm"
)
_AFTER_VERB = (
    r"(?:\s*(?:,\s*)?(?:và\s+)?"
    r"(?:chủ trì|tham mưu|thực hiện|triển khai|tổ chức|theo dõi|đôn đốc|tổng hợp|chính))*"
)
_LEADS = re.compile(
    rf"^(?:giao|do|phân công)?\s*(?:cho\s+)?(?P<name>\S.*?)\s+(?:{_LEAD_VERBS}){_AFTER_VERB}$", re.IGNORECASE
)
_VERB_FIRST = re.compile(
    r"^(?:giao(?: nhiệm vụ)?(?: cho)?|do|phân công(?: cho)?|chủ trì(?: thực hiện)?"
    r"|thực hiện)\s+(?P<name>\S.*)$",
    re.IGNORECASE,
)
_HELPS = re.compile(
    r"^(?:(?:chủ trì\s*,?\s*)?(?:và\s+)?(?:chủ động\s+)?phối hợp(?:\s+(?:với|cùng|thực hiện"
    r"|chặt chẽ với))*|cùng(?:\s+với)?|với)\s+(?P<names>\S.*)$",
    re.IGNORECASE,
)
_HELPERS_FIRST = re.compile(
    r"^(?P<names>\S.*?)\s+(?:cùng\s+)?(?:phối hợp|hỗ trợ)(?:\s+(?:thực hiện|triển khai|cùng thực hiện))*$",
    re.IGNORECASE,
)
_WATCHES = re.compile(
    r"^(?P<name>\S.*?)\s+(?:theo dõi|đôn đốc|giám sát|kiểm tra|tổng hợp)(?:\s*(?:,\s*)?(?:theo dõi|đôn đốc"
    r"|giám sát|kiểm tra|tổng hợp|chung))*$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:chủ trì|phối hợp|chịu trách nhiệm|phụ trách|đầu mối|thực hiện|tham mưu)\b")
# What a helper is to help with: "phối hợp, hướng dẫn nghiệp vụ".
_MANNER = re.compile(
    r"^(?:hướng dẫn|theo dõi|đôn đốc|kiểm tra|giám sát|tổng hợp|cung cấp|tham mưu|báo cáo)\b"
)
_BRACKET = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{2,400})[)\]]\s*[.;,]?\s*$")
_PIECES = re.compile(r"\s*[;,]\s*|\s+(?=phối hợp (?:với|cùng)\b)|\.\s+(?=[A-ZĐÀ-Ỹ])")
_DUE_IN_PIECE = re.compile(
    r"\s+(?=(?:(?:thực hiện|hoàn thành|xong|trình)\s+)?(?:trước|trong|chậm nhất|muộn nhất"
    r"|đến hết)\s+(?:ngày|tháng|quý|Quý|năm|\d))"
    r"|\s+(?=thực hiện\s+(?:thường xuyên|hằng|hàng|định kỳ|theo quý)\b)"
)
_BREAKS = re.compile(
    r"[;,.]\s+|\s+[–-]\s+(?=(?:chủ trì|giao|phối hợp|hoàn thành|trước|xong|quý|tháng|công chức|phòng"
    r"|văn phòng"
    r"|trung tâm|công an|bộ phận)\b)",
    re.IGNORECASE,
)
_OF_A_VERB = re.compile(r"\b(?:ban hành|thực hiện|xây dựng|tổ chức|quản lý|ký|trình|cấp|giao|mở|công bố)$")
_UNSTATED = DueDraft()
_MOST_BREAKS = 8
_LONGEST_TAIL = 400


@dataclass(frozen=True, slots=True)
class Assignment:
    """The words about one task's lead, supports, product and deadline; empty where nothing is said."""

    lead: str = ""
    supports: tuple[str, ...] = ()
    product: str = ""
    due: DueDraft = _UNSTATED

    def or_else(self, other: "Assignment") -> "Assignment":
        """This one, completed by the other where it says nothing."""
        return Assignment(
            self.lead or other.lead,
            self.supports or other.supports,
            self.product or other.product,
            other.due if self.due == DueDraft() else self.due,
        )

    def together_with(self, other: "Assignment") -> "Assignment":
        """Both, with the helpers of both."""
        both = self.or_else(other)
        return replace(both, supports=tuple(dict.fromkeys((*self.supports, *other.supports))))


NOTHING_SAID = Assignment()


def split_assignment(text: str, year: int | None) -> tuple[str, Assignment]:
    """A task's sentence without the phrases appended to its end that say who and by when, and these.

    "…; phối hợp: Công an xã", "(Phòng Kinh tế chủ trì, Quý I/2026)", "… Giao Công an xã chủ trì.",
    "…, hoàn thành trước ngày 30/6".
    """
    said = Assignment()
    while True:
        bare, more = _without_last(text, year)
        again = said.due != DueDraft() and more == Assignment(due=more.due)
        if more == Assignment() or again:  # of two deadlines the last one is appended, the other is text
            return text, said
        text, said = bare, more.together_with(said)


def is_assignment(text: str) -> bool:
    """Whether a whole line only says who and by when: "Chủ trì: …; phối hợp: …"."""
    match = _LABEL.match(text)
    return match is not None and match.start() == 0


def understood(words: str, year: int | None, *, bracketed: bool = False) -> Assignment | None:
    """The assignment a phrase gives, or None when some of it is about something else.

    A name alone ("Công an xã") counts only where brackets set it apart.
    """
    if labels := list(_LABEL.finditer(words)):
        return _labelled(words, labels, year)
    said = Assignment()
    before = ""
    led = False
    for piece in filter(None, (part.strip(" .") for part in _pieces(words, year))):
        found = _piece(piece, before, year, bracketed=bracketed)
        if found is None:
            return None
        kind, value = found
        if kind == before == "due" and not bracketed:
            return None  # only the last of two deadlines is appended
        beside = f"{said.lead}, {piece}"
        if kind == "help" and before == "name" and not bracketed and not led and beside in words:
            said = replace(said, lead="", supports=(said.lead,))  # "…; A, B phối hợp": both help
        said, before = _added(said, kind, value), kind
        led = led or kind == "lead"
    by_name_alone = said.lead and not bracketed and not led
    return None if by_name_alone and (said.due == DueDraft() or not _stands_alone(said.lead)) else said


def _without_last(text: str, year: int | None) -> tuple[str, Assignment]:
    """The text without its last phrase, when that is an assignment."""
    if bracket := _BRACKET.search(text[-_LONGEST_TAIL - 10 :]):
        start = len(text) - len(text[-_LONGEST_TAIL - 10 :]) + bracket.start()
        inside = understood(bracket["inside"], year, bracketed=True)
        if inside is not None and start > 0:
            return text[:start].rstrip(" ;,") + ".", inside
    first = max(0, len(text) - _LONGEST_TAIL)
    if (label := next(_LABEL.finditer(text, first), None)) is not None and label.start() > 0:
        labelled = understood(text[label.start() :].strip(" ;,.(–-"), year)
        if labelled is not None and labelled != Assignment():
            return _ended(text[: label.start()]), labelled
    breaks = list(_BREAKS.finditer(text.rstrip(" .;"), first))[-_MOST_BREAKS:]
    for place in breaks:
        words = text[place.end() :].strip(" .;")
        said = understood(words, year) if words else None
        if said is not None and said != Assignment() and place.start() > 0:
            return _ended(text[: place.start()]), said
    bare, due = split_due(text, year)
    return bare, Assignment(due=due)


def _ended(text: str) -> str:
    return text.rstrip(" ;,.(–-") + "."


def _labelled(words: str, labels: list[re.Match[str]], year: int | None) -> Assignment | None:
    before = words[: labels[0].start()].strip(" ;,.(")
    said = Assignment()
    if before:
        first = understood(before, year, bracketed=True)
        if first is None:
            return None
        said = first
    ends = [label.start() for label in labels[1:]] + [len(words)]
    for label, end in zip(labels, ends, strict=True):
        field = next(name for name, sign in _FIELDS if re.search(sign, label["label"].lower()))
        said = _filled(said, field, words[label.end() : end].strip(" .;,()"), year)
    return said


def _filled(said: Assignment, field: str, value: str, year: int | None) -> Assignment:
    if field == "product":
        return replace(said, product=said.product or value)
    if field == "due":
        return replace(said, due=due_of(value, year)) if value else said
    names = [piece for piece in re.split(r"\s*;\s*", value) if piece]
    rest = Assignment()
    for piece in names[1:]:  # "Chủ trì: A; Công an xã phối hợp; trước ngày …"
        more = understood(piece, year)
        if more is not None:
            rest = more.together_with(rest)
            names.remove(piece)
    value = "; ".join(names)
    whole = understood(value, year, bracketed=True) if field == "lead" and _VERB.search(value) else None
    if whole is not None and whole.lead:  # "Phân công: A chủ trì, B phối hợp"
        return whole.or_else(said).together_with(replace(rest, supports=(*said.supports, *rest.supports)))
    if field == "supports":
        said = replace(said, supports=(*said.supports, *_helpers(value)))
    elif not said.lead:
        lead, helpers = lead_and_helpers(value)
        said = replace(said, lead=lead, supports=(*said.supports, *helpers))
    return said.together_with(rest)


def lead_and_helpers(value: str) -> tuple[str, tuple[str, ...]]:
    """A cell's or label's lead: the first name in it; others named beside it help."""
    main, _, helped = value.partition("phối hợp")
    names = [name for name in listed(main.strip(" ,;:(")) if name.strip()]
    helpers = (
        _helpers(re.sub(r"^\s*(?:với|cùng|thực hiện)?\s*:?\s*", "", helped).strip(" )")) if helped else ()
    )
    return (names[0], (*names[1:], *helpers)) if names else ("", helpers)


def _helpers(value: str) -> tuple[str, ...]:
    return tuple(name.strip(" .,;") for name in listed(value) if name.strip(" .,;–-"))


def _pieces(words: str, year: int | None) -> Iterator[str]:
    """The parts of a phrase; a deadline that follows a name without a comma is a part of its own."""
    for piece in _PIECES.split(words):
        if whole_due(piece, year) is None and (cut := _DUE_IN_PIECE.search(piece)) is not None:
            yield piece[: cut.start()]
            yield piece[cut.end() :]
        else:
            yield piece


def _piece(piece: str, before: str, year: int | None, *, bracketed: bool) -> tuple[str, object] | None:
    due = whole_due(piece, year)
    if due is not None:
        return "due", due
    if (match := _HELPS.match(piece)) and _are_names(match["names"]):
        return "help", match["names"]
    if (match := _HELPERS_FIRST.match(piece)) and _are_names(match["names"]):
        return "help", match["names"]
    if (match := _LEADS.match(piece)) and _is_name(match["name"]):
        return "lead", match["name"]
    if (match := _WATCHES.match(piece)) and _is_name(match["name"]) and match["name"][0].isupper():
        return "watch", match["name"]
    if (match := _VERB_FIRST.match(piece)) and _is_name(match["name"]):
        return "lead", match["name"]
    if before in {"help", "more"} and _short(piece):
        return ("watch" if _MANNER.match(piece) else "more"), piece
    if _is_name(piece) and (before in {"", "name"} or bracketed):
        return "name", piece
    return (
        ("name_goes_on", piece)
        if before in {"name", "name_goes_on"} and _short(piece) and piece[:1].isupper()
        else None
    )


def _added(said: Assignment, kind: str, value: object) -> Assignment:
    if kind == "due":
        assert isinstance(value, DueDraft)
        return replace(said, due=value) if said.due == DueDraft() else said
    name = str(value)
    if kind == "help":
        return replace(said, supports=(*said.supports, *_helpers(name)))
    if kind == "more":  # a further name, or the rest of the one before the comma
        goes_on = not looks_like_role(name) and bool(said.supports)
        if goes_on:
            return replace(said, supports=(*said.supports[:-1], f"{said.supports[-1]}, {name}"))
        return replace(said, supports=(*said.supports, *_helpers(name)))
    if kind == "name_goes_on":
        return replace(said, lead=f"{said.lead}, {name}")
    if kind == "watch":
        return said
    if said.lead:
        return replace(said, supports=(*said.supports, *_helpers(name)))
    lead, helpers = lead_and_helpers(name)
    return replace(said, lead=lead, supports=(*said.supports, *helpers))


def _is_name(words: str) -> bool:
    return (
        looks_like_role(words)
        and _short(words)
        and not re.search(
            r"[:.]\s|\b(được|phải|để|các nội dung|(?<!do )ban hành|đến nay)\b|\b20\d\d\b", words
        )
    )


def _stands_alone(name: str) -> bool:
    """Whether a name without a verb can be meant as who does the task: "…, Công an xã, Quý I/2026"."""
    return name[0].isupper() and not is_vague(name) and _OF_A_VERB.search(name) is None


def _are_names(words: str) -> bool:
    return (
        _short(words)
        and (looks_like_role(words) or is_vague(words))
        and not re.search(
            r"\b(tổ chức|rà soát|xây dựng|hướng dẫn|triển khai|tuyên truyền|kiểm tra|nâng|đánh giá|lấy"
            r"|trong việc|để)\b",
            words,
        )
    )


def _short(words: str) -> bool:
    return len(words) <= 160 and len(words.split()) <= 30
