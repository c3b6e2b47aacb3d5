"""A document as lines of plain text, whatever file it came in."""

import re
from dataclasses import dataclass

from locales.text import nfc
from plans.findings import Warning_

_HEADING_SIGNS = re.compile(r"^\s*#{1,6}\s+")
_BULLET = re.compile(r"^\s*(?:[•●▪◦·∙○◆◇■□➢➤►▶✓✔✦❖\uf000-\uf0ff]\s*|[*§–—−‐‑‒―]\s+)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|&-])")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]{0,200}\]")
_SPACES = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph; `cells` is filled for a row of a table and the text is then empty.

    A cell merged downwards repeats its text in every row; one merged sideways stands once and is followed
    by "" for each further column.
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """A document's lines that hold something, in order.

    `wrapped` tells that a paragraph may be cut over several lines (plain text, PDF);
    `notes` are remarks the file format itself gives rise to.
    """

    lines: tuple[Line, ...]
    wrapped: bool = False
    notes: tuple[Warning_, ...] = ()


def plain(text: str) -> str:
    """One line without decoration: Markdown signs, Word bookmarks and doubled spaces are taken off."""
    bare = _BOOKMARK.sub("", nfc(text))
    bare = _HEADING_SIGNS.sub("", bare)
    bare = _BULLET.sub("- ", bare)
    bare = bare.replace("**", "").replace("__", "")
    bare = _ESCAPE.sub(r"\1", bare.rstrip().removesuffix("\\"))
    bare = bare.replace("*", "")
    return _SPACES.sub(" ", bare).strip()


def plain_cell(text: str) -> str:
    """A table's cell: its lines plain, the empty ones left out."""
    return "\n".join(line for line in map(plain, text.splitlines()) if line)


def has_bookmark(text: str) -> bool:
    """Whether a Word bookmark was left standing in the text."""
    return _BOOKMARK.search(text) is not None
