"""Plain text and Markdown → lines: encodings people still have, and paragraphs cut over several lines."""

import codecs

from plans.findings import Warning_, WarningCode
from plans.lines import Line, Lines, has_bookmark, plain

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1c\x1d\x1e\x1f")


def decoded(data: bytes) -> str | None:
    """The text in whatever encoding it was saved (UTF-8, UTF-16, Windows-1258); None when it is no text."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS & set(text):
            return text
    return None


def lines_of_text(text: str, *, paged: bool = False) -> Lines:
    """The text's lines with their numbers.

    `paged` text, and text that looks cut at a fixed width, may hold page numbers between its lines: they
    are left out, and remarked on where nobody would expect them.
    """
    raw = text.splitlines()
    notes = [
        Warning_(WarningCode.BOOKMARK_IN_TEXT, {}, number)
        for number, line in enumerate(raw, 1)
        if has_bookmark(line)
    ][:1]
    lines = [Line(number, bare) for number, line in enumerate(raw, 1) if (bare := plain(line))]
    wrapped = paged or _is_wrapped(lines)
    if wrapped:
        pages = [line for line in lines if line.text.isdecimal() and len(line.text) <= 3]
        notes += [
            Warning_(WarningCode.PAGE_NUMBER_IN_TEXT, {"number": page.text}, page.number)
            for page in pages
            if not paged
        ]
        dropped = {page.number for page in pages}
        lines = [line for line in lines if line.number not in dropped]
    return Lines(tuple(lines), wrapped=wrapped, notes=tuple(notes))


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith(_UTF16):
        return ("utf-16",)
    if data.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if b"\0" in data[:400]:
        return ("utf-16-le", "utf-16-be")
    return ("utf-8", "cp1258")


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether paragraphs are cut at a fixed width: most lines are nearly as long as the longest ones."""
    if not lines:
        return False
    lengths = sorted(len(line.text) for line in lines)
    longest = lengths[int(len(lengths) * 0.95)]
    nearly = sum(length >= 0.75 * longest for length in lengths)
    return 50 <= longest <= 130 and nearly >= 0.4 * len(lengths)
