"""Several answers in one message, a line each: `3.c 120/125`, `3c: xong`, `II.3.c - 95,5%`.

A plan letters its tasks a, b, c, d, đ: đ is a letter of its own here, so codes keep their accents.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from handlers.understanding.figures import SCALES, UNITS
from handlers.understanding.meanings import CodedLine, CodedLines
from handlers.understanding.plain import plain, trimmed_start
from locales.text import fold

_Key = tuple[str, ...]

_NAMED: Final = re.compile(r"(?:nhiem vu|chi tieu|so lieu|muc|nv|ct)(?: so)?[ .:]{1,2}(?=[0-9ivx])")
_LONGEST_START: Final = 80  # enough to see a code; the rest of a long line is not copied each time
_TOKEN: Final = re.compile(r"[\w.\-]{1,24}")
_AFTER: Final = re.compile(r"[)\]]?(?: ?[:=]| ?-(?: |(?=[^\d\W]))|\)) *|[.\])]* +|$")
_RUNS: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_ROMAN: Final = re.compile(r"[ivx]+")
_DOTTED_LETTER: Final = re.compile(r"(?:[ivx]+\.)?[0-9]{1,2}\.[^\W\d_]{1,2}(?:\.[0-9]{1,2})?")
_SHORT_CODE: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}|[0-9]{1,2}[^\W\d_]")
_NOT_AFTER_A_CODE: Final = UNITS | SCALES.keys() | {"phan tram", "phan"}
_NEXT_ON_LINE: Final = re.compile(r"; *(?=\w)")


def split_coded_lines(text: str, codes: Collection[str]) -> CodedLines | None:
    """The lines that begin with a code, each with what follows it; None when no line does.

    `text` is NFC. Only one of `codes` is taken for a code; what merely looks like one ("9.z xong",
    "3.9: 120") is reported as unknown. A line without a code belongs to the code before it.
    """
    known = {_key(code): code for code in codes}
    before: list[str] = []
    found: list[tuple[bool, str, list[str]]] = []
    for line in _lines(text, known):
        if start := _start(line, known):
            is_known, code, rest = start
            found.append((is_known, code, [rest]))
        else:
            (found[-1][2] if found else before).append(line)
    if not found:
        return None
    lines = [(is_known, CodedLine(code, "\n".join(rest).strip())) for is_known, code, rest in found]
    return CodedLines(
        text,
        lines=tuple(line for is_known, line in lines if is_known),
        unknown=tuple(line for is_known, line in lines if not is_known),
        before="\n".join(before).strip(),
    )


def _lines(text: str, known: Mapping[_Key, str]) -> Iterator[str]:
    """The lines; one is cut at a semicolon when a known code follows it."""
    for line in text.split("\n"):
        begin = 0
        for cut in _NEXT_ON_LINE.finditer(line):
            start = _start(line[cut.end() : cut.end() + _LONGEST_START], known)
            if start and start[0]:
                yield line[begin : cut.start()]
                begin = cut.end()
        yield line[begin:]


def _start(line: str, known: Mapping[_Key, str]) -> tuple[bool, str, str] | None:
    """Whether a line begins with a known code or with what looks like one, the code, and the rest."""
    words = trimmed_start(line).lstrip("-–—( ")
    if named := _NAMED.match(plain(words[:40])):
        words = words[named.end() :]
    token = _TOKEN.match(words)
    if token is None:
        return None
    typed = token[0].rstrip(".-")
    if not typed or typed[0] in ".-":
        return None
    if _known_code(typed, known) is None and _known_code(typed.partition("-")[0], known):
        typed = typed.partition("-")[0]  # "3.c-xong"
    after = _AFTER.match(plain(words[len(typed) : len(typed) + 40]))
    if after is None:
        return None
    rest = words[len(typed) + after.end() :]
    is_marked = any(mark in after[0] for mark in ":=-)")
    code = _known_code(typed, known)
    if code is not None:
        return (True, code, rest) if _may_follow(code, rest, is_marked) else None
    return (False, typed, rest) if _looks_like_code(typed, is_marked) and rest.strip() else None


def _known_code(typed: str, known: Mapping[_Key, str]) -> str | None:
    """ "II.3.c" is the plan's 3.c when the plan does not number its parts."""
    key = _key(typed)
    without_part = key[1:] if len(key) > 1 and _ROMAN.fullmatch(key[0]) else key
    return known.get(key) or known.get(without_part)


def _may_follow(code: str, rest: str, is_marked: bool) -> bool:
    """Whether the rest lets a code be a code: "3.1 tỷ đồng" and "5 hồ sơ" are amounts, not codes."""
    if is_marked or any(letter.isalpha() for letter in code):
        return True
    if len(_key(code)) == 1 or not rest.strip():
        return False
    words = fold(rest).split()
    return not rest.startswith("%") and not ({" ".join(words[:1]), " ".join(words[:2])} & _NOT_AFTER_A_CODE)


def _looks_like_code(typed: str, is_marked: bool) -> bool:
    copy = typed.casefold()
    return bool(_DOTTED_LETTER.fullmatch(copy) or (is_marked and _SHORT_CODE.fullmatch(copy)))


def _key(code: str) -> _Key:
    return tuple(_RUNS.findall(code.casefold()))
