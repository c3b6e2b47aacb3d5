"""A longer answer by the report's own sections: what was done, difficulties, proposals."""

import re
from functools import cache
from typing import Final

from handlers.understanding.meanings import Sections
from handlers.understanding.plain import plain, trimmed

_DIFFICULTY: Final = r"kho khan|vuong mac|ton tai|han che|bat cap"
_PROPOSAL: Final = r"kien nghi|de xuat|de nghi"
_RESULT: Final = r"ket qua|noi dung|da lam|da thuc hien"
_JOIN: Final = r"(?:,| va|/| -|, va)? "
# "Khó khăn, vướng mắc:" at the start of a line or of a sentence.
_HEADING: Final = (
    r"(?:(?:^|\n)[^\w\n]{0,8}(?:[0-9a-z]{1,2}[.)] ?)?|[,.;!] {0,3})"
    rf"(?P<name>(?P<difficulty>(?:{_DIFFICULTY})(?:{_JOIN}(?:{_DIFFICULTY})){{0,3}}(?:{_JOIN}nguyen nhan)?)"
    rf"|(?P<proposal>(?:{_PROPOSAL})(?:{_JOIN}(?:{_PROPOSAL})){{0,2}})|(?P<narrative>{_RESULT})) ?:"
)
_NONE: Final = frozenset({"khong", "khong co", "ko", "ko co", "khong co gi", "chua co", "chua"})


@cache
def _heading() -> re.Pattern[str]:
    """Compiled when the first answer comes: it takes 30 ms, which every start would pay."""
    return re.compile(_HEADING)


def split_sections(text: str) -> Sections:
    """The sections of a text, each as typed; "Khó khăn: không" says that there is none."""
    found: dict[str, list[str]] = {"narrative": [], "difficulty": [], "proposal": []}
    section = "narrative"
    position = 0
    for heading in _heading().finditer(plain(text)):
        found[section].append(text[position : heading.start()])
        section = next(name for name in found if heading[name])
        position = heading.end()
    found[section].append(text[position:])
    return Sections(
        **{name: _joined(pieces, may_be_none=name != "narrative") for name, pieces in found.items()}
    )


def _joined(pieces: list[str], *, may_be_none: bool) -> str:
    said = (piece.strip() for piece in pieces)
    return "\n".join(
        piece for piece in said if piece and not (may_be_none and plain(trimmed(piece)) in _NONE)
    )
