"""A reply's words → meaning. Pure: the text and the open question in, plain data out; it never raises.

The pieces are in `handlers/understanding/`; this is the order in which they are tried.
"""

from collections.abc import Callable
from typing import Final

from handlers.understanding.coded import split_coded_lines
from handlers.understanding.figures import read_figure
from handlers.understanding.meanings import (
    Agreement,
    Ambiguous,
    Asked,
    Cancel,
    CodedLine,
    CodedLines,
    Courtesy,
    Expecting,
    Figure,
    FreeText,
    Meaning,
    NotANumber,
    NothingToReport,
    NumberTrouble,
    Parts,
    Percent,
    Progress,
    SameAsBefore,
    Sections,
    Status,
    Value,
    ValueType,
)
from handlers.understanding.plain import as_typed, plain, trimmed
from handlers.understanding.progress import read_progress
from handlers.understanding.sections import split_sections

__all__ = [
    "Agreement",
    "Ambiguous",
    "Asked",
    "Cancel",
    "CodedLine",
    "CodedLines",
    "Courtesy",
    "Expecting",
    "Figure",
    "FreeText",
    "Meaning",
    "NotANumber",
    "NothingToReport",
    "NumberTrouble",
    "Parts",
    "Percent",
    "Progress",
    "SameAsBefore",
    "Sections",
    "Status",
    "Value",
    "ValueType",
    "split_coded_lines",
    "split_sections",
    "understand",
]

_YES: Final = frozenset(
    {
        "co",
        "dong y",
        "duoc",
        "vang",
        "u",
        "uh",
        "ok",
        "oke",
        "okay",
        "dung",
        "dung roi",
        "yes",
        "y",
        "xac nhan",
        "da",
        "chap nhan",
        "nhat tri",
        "da vang",
        "ro",
        "da ro",
    }
)
_NO: Final = frozenset(
    {
        "khong",
        "ko",
        "no",
        "n",
        "khong dong y",
        "ko dong y",
        "thoi",
        "khong duoc",
        "ko duoc",
        "sai",
        "khong dung",
    }
)
_NO_WHEN_ASKED: Final = frozenset({"chua", "khong co", "ko co", "k"})
_COURTESY: Final = frozenset(
    {"cam on", "em cam on", "xin cam on", "cam on nhieu", "cam on dong chi", "thank you", "thanks"}
    | {"chao", "xin chao", "em chao", "chao dong chi", "hello", "hi"}
)
_POLITE_END: Final = frozenset({"a", "nhe", "nha"})
_CANCEL: Final = frozenset({"huy", "huy bo", "huy di", "cancel", "bo qua"})

_Reader = Callable[[str, Asked], Meaning | None]


def understand(text: str, asked: Asked | None = None) -> Meaning:
    """What a reply means, given the open question (none: a reply out of the blue).

    Every meaning keeps the text as typed, in NFC. What cannot be read in one way only is Ambiguous, what
    has no meaning of its own is FreeText.
    """
    asked = asked or Asked()
    typed = as_typed(text)
    for read in _ORDER[asked.expecting]:
        if (meaning := read(typed, asked)) is not None:
            return meaning
    return FreeText(typed, split_sections(typed))


def _short_word(text: str, asked: Asked) -> Meaning | None:
    if len(text) > 40:
        return None
    words = plain(trimmed(text)).split()
    while len(words) > 1 and words[-1] in _POLITE_END:
        words.pop()
    word = " ".join(words)
    if word in _COURTESY:
        return Courtesy(text)
    if word in _CANCEL:
        return Cancel(text)
    if word in _YES:
        return Agreement(text, agreed=True)
    if word in _NO or (asked.expecting is Expecting.YES_NO and word in _NO_WHEN_ASKED):
        return Agreement(text, agreed=False)
    return None


def _several_lines(text: str, asked: Asked) -> Meaning | None:
    found = split_coded_lines(text, asked.codes) if asked.codes else None
    return found if found is not None and found.lines else None


def _progress(text: str, asked: Asked) -> Meaning | None:
    return read_progress(text)


def _unknown_codes(text: str, asked: Asked) -> Meaning | None:
    return split_coded_lines(text, asked.codes) if asked.codes else None


def _clear_figure(text: str, asked: Asked) -> Meaning | None:
    found = read_figure(text, asked)
    return None if isinstance(found, NotANumber) else found


_FIGURE_FIRST: Final[tuple[_Reader, ...]] = (
    _several_lines,
    _short_word,
    _clear_figure,
    _progress,
    _unknown_codes,
    read_figure,
)
_ORDER: Final[dict[Expecting, tuple[_Reader, ...]]] = {
    Expecting.NOTHING: _FIGURE_FIRST,
    Expecting.FIGURE: _FIGURE_FIRST,
    Expecting.TASK: (_several_lines, _short_word, _progress, _clear_figure, _unknown_codes, read_figure),
    Expecting.YES_NO: (_several_lines, _short_word, _clear_figure, _progress, _unknown_codes, read_figure),
}
