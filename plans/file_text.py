"""Plain text, Markdown and CSV → lines: encodings people still have, and paragraphs cut over several lines."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import takewhile

from locales.legacy import legacy_converter
from locales.syllables import share_of_syllables
from plans.findings import Warning_, WarningCode
from plans.grids import lines_of_grid
from plans.lines import Line, Lines, has_bookmark, plain, plain_cell

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1c\x1d\x1e\x1f")
_SAMPLE = 20_000
_PAGE_NUMBER = re.compile(r"(?:trang\s+)?[-–—\s]{0,3}(\d{1,3})(?:\s?/\s?\d{1,3})?[-–—\s]{0,3}", re.IGNORECASE)
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*|\s*\|\s*:?-+:?\s*\|\s*")
_LINE_ACROSS = re.compile(r"\s*[-=_*–—]{3,}\s*")
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")
_SEPARATORS = ";\t,|"


def decoded(data: bytes) -> str | None:
    """The text in whatever encoding it was saved; None when it is no text.

    UTF-8, UTF-16 and Windows-1258 are told by their bytes, the letters of the fonts from before Unicode
    (TCVN3, VNI) by what makes Vietnamese syllables of them.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS & set(text):
            return _as_unicode(text, data, encoding)
    return None


def lines_of_text(text: str, *, paged: bool = False) -> Lines:
    """The text's lines with their numbers; Markdown's tables as rows.

    `paged` text, and text that looks cut at a fixed width, may hold page numbers between its lines: they
    are left out, and remarked on where nobody would expect them.
    """
    raw = text.splitlines()
    notes = [
        Warning_(WarningCode.BOOKMARK_IN_TEXT, {}, number)
        for number, line in enumerate(raw, 1)
        if has_bookmark(line)
    ][:1]
    lines = list(_lines(raw))
    wrapped = paged or _is_wrapped(lines)
    if wrapped:
        pages = {line.number: match for line in lines if (match := _PAGE_NUMBER.fullmatch(line.text))}
        notes += [
            Warning_(WarningCode.PAGE_NUMBER_IN_TEXT, {"number": match[1]}, number)
            for number, match in pages.items()
            if not paged
        ]
        lines = [line for line in lines if line.number not in pages]
    return Lines(tuple(lines), wrapped=wrapped, notes=tuple(notes))


def lines_of_csv(text: str) -> Lines:
    """The rows of a comma-separated file, whatever separates them; read as an Excel sheet is."""
    head = text[:_SAMPLE]
    separator = max(_SEPARATORS, key=head.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    cells = ((number, tuple(map(plain_cell, row))) for number, row in enumerate(rows, 1))
    return Lines(tuple(lines_of_grid(cells, 1)))


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but "7", "- 7 -" or "Trang 3/7"."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith(_UTF16):
        return ("utf-16",)
    if data.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if b"\0" in data[:400]:
        return ("utf-16-le", "utf-16-be")
    return ("utf-8", "cp1258", "latin-1")


def _as_unicode(text: str, data: bytes, encoding: str) -> str:
    letters = text if encoding not in {"cp1258", "latin-1"} else data.decode("cp1252", "replace")
    convert = legacy_converter(letters[:_SAMPLE])
    if convert is None or (share_of_syllables(text[:_SAMPLE], accented_only=True) or 0) > 0.9:
        return text
    return "\n".join(map(convert, letters.splitlines()))


def _lines(raw: list[str]) -> Iterator[Line]:
    """Lines that hold something; the rows under and above a Markdown rule (|---|---|) are a table's."""
    index, table = 0, 0
    while index < len(raw):
        if "|" in raw[index] and index + 1 < len(raw) and _RULE.fullmatch(raw[index + 1]):
            table += 1
            below = takewhile(lambda at: "|" in raw[at], range(index + 2, len(raw)))
            rows = [index, *below]
            yield from (Line(at + 1, "", _bar_cells(raw[at]), table) for at in rows)
            index = max(rows[-1], index + 1) + 1
            continue
        for piece in () if _LINE_ACROSS.fullmatch(raw[index]) else _BREAK.split(raw[index]):
            if bare := plain(piece):
                yield Line(index + 1, bare)
        index += 1


def _bar_cells(row: str) -> tuple[str, ...]:
    bare = row.strip().removeprefix("|")
    cells = _BAR.split(bare.removesuffix("|") if not bare.endswith("\\|") else bare)
    return tuple(plain_cell(_BREAK.sub("\n", cell.replace("\\|", "|"))) for cell in cells)


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether paragraphs are cut at a fixed width: most lines are nearly as long as the longest ones."""
    lengths = sorted(len(line.text) for line in lines if not line.cells)
    if not lengths:
        return False
    longest = lengths[int(len(lengths) * 0.95)]
    nearly = sum(length >= 0.75 * longest for length in lengths)
    return 50 <= longest <= 130 and nearly >= 0.4 * len(lengths)
