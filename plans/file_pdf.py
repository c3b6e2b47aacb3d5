"""PDF → lines of text and rows of ruled tables. A scanned page has none: the bot says so, it does not guess."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from locales.legacy import legacy_converter
from locales.syllables import mended, share_of_syllables
from locales.text import fold, nfc
from plans.errors import Reason, UnreadablePlan
from plans.file_text import is_page_number
from plans.findings import Warning_, WarningCode
from plans.grids import is_data
from plans.lines import Line, Lines, plain, plain_cell
from plans.pdf_tables import Box

_READER = "from plans.pdf_pages import main; main()"
_SECONDS = 60
_LETTERS_OF_A_PAGE = 20
_LETTERS_OVER_A_SCAN = 300  # a stamp, an electronic signature, a running head
_MARGIN = 0.12  # of the page's height, at its top and at its foot
_SAME_PLACE = 4.0  # points
_VIETNAMESE = 0.5
_SAMPLE = 20_000
_GAP = 1.4  # of the usual distance between lines: a new paragraph
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uefff\x00-\x08]")


@dataclass(frozen=True, slots=True)
class _Text:
    """A line of a page with where it stands."""

    text: str
    left: float
    bottom: float
    right: float


@dataclass(frozen=True, slots=True)
class _Page:
    height: float
    picture: bool
    texts: tuple[_Text, ...]
    tables: tuple[tuple[Box, tuple[float, ...], tuple[tuple[str, ...], ...]], ...]

    @property
    def letters(self) -> int:
        return sum(len(text.text) for text in self.texts)

    @property
    def is_scanned(self) -> bool:
        return self.letters < (_LETTERS_OVER_A_SCAN if self.picture else 1)


def lines_of_pdf(data: bytes) -> Lines:
    """The text of every page, without what runs along their heads and feet.

    Raises UnreadablePlan: password, scanned, broken, too many pages, letters that mean nothing.
    """
    pages = [_page(page) for page in _taken_apart(data)]
    scanned = [number for number, page in enumerate(pages, 1) if page.is_scanned and page.picture]
    letters = sum(page.letters for page in pages)
    if letters < _LETTERS_OF_A_PAGE * max(1, len(pages)) or 2 * len(scanned) >= len(pages):
        raise UnreadablePlan(Reason.SCANNED_PDF)
    lines = tuple(_lines(_in_vietnamese(_without_running(pages))))
    notes = [Warning_(WarningCode.PAGES_SCANNED, {"pages": ", ".join(map(str, scanned))})] if scanned else []
    return Lines(lines, wrapped=True, notes=tuple(notes))


def _taken_apart(data: bytes) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-c", _READER],
            input=data,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise UnreadablePlan(Reason.BROKEN) from error
    if "refused" in answer:
        raise UnreadablePlan(Reason(answer["refused"]))
    return list(answer["pages"])


def _page(page: dict[str, Any]) -> _Page:
    return _Page(
        page["height"],
        page["picture"],
        tuple(_Text(*line) for line in page["lines"]),
        tuple(
            (tuple(table["box"]), tuple(table["columns"]), tuple(map(tuple, table["rows"])))
            for table in page["tables"]
            if is_data(table["rows"])
        ),
    )


def _without_running(pages: list[_Page]) -> list[_Page]:
    """The pages without the lines that stand at the same place of several pages, whatever number is in them."""

    def key(text: _Text) -> tuple[str, int]:
        return re.sub(r"\d+", "#", fold(text.text)), round(text.bottom / _SAME_PLACE)

    def runs(page: _Page, text: _Text) -> bool:
        if not _MARGIN * page.height <= text.bottom <= (1 - _MARGIN) * page.height:
            same, place = key(text)
            return is_page_number(text.text) or sum(seen[same, place + near] for near in (-1, 0, 1)) >= often
        return False

    seen = Counter(key(text) for page in pages for text in page.texts)
    often = max(2, len(pages) // 4)
    return [
        _Page(page.height, page.picture, tuple(text for text in page.texts if not runs(page, text)), page.tables)
        for page in pages
    ]


def _in_vietnamese(pages: list[_Page]) -> list[_Page]:
    """The pages with their letters as Unicode. Raises UnreadablePlan when the letters mean nothing."""
    whole = "\n".join(text.text for page in pages for text in page.texts)
    sample = nfc(whole[:_SAMPLE])
    convert = legacy_converter(whole[:_SAMPLE])
    shares = [share_of_syllables(sample, accented_only=accented) for accented in (True, False)]
    garbled = any(share is not None and share < _VIETNAMESE for share in shares)
    if convert is None and (garbled or len(_UNKNOWN.findall(sample)) > 0.1 * len(sample)):
        raise UnreadablePlan(Reason.UNREADABLE_LETTERS)
    repair = convert or (mended if mended(sample) != sample else nfc)

    def text(line: _Text) -> _Text:
        return _Text(repair(line.text), line.left, line.bottom, line.right)

    return [
        _Page(
            page.height,
            page.picture,
            tuple(map(text, page.texts)),
            tuple(
                (box, columns, tuple(tuple(map(repair, cells)) for cells in rows)) for box, columns, rows in page.tables
            ),
        )
        for page in pages
    ]


def _lines(pages: list[_Page]) -> Iterator[Line]:
    """Lines numbered through the pages; a number is left out where a paragraph clearly ends."""
    number, table = 0, 0
    columns: tuple[float, ...] = ()
    heading: tuple[str, ...] = ()
    for page in pages:
        usual, below = _usual_distance(page.texts), None
        done: set[int] = set()
        for text in _foot_by_column(page.texts):
            index = next((i for i, (box, _, _) in enumerate(page.tables) if _is_inside(text, box)), None)
            if index is None:
                number += 1 + (below is not None and below - text.bottom > _GAP * usual)
                below = text.bottom
                if bare := plain(text.text):
                    yield Line(number, bare)
                columns = ()
            elif index not in done:
                done.add(index)
                _, these, rows = page.tables[index]
                goes_on = below is None and _alike(columns, these)
                table += not goes_on
                heading = heading if goes_on else rows[0]
                for cells in rows[1:] if goes_on and rows[0] == heading else rows:
                    number += 1
                    yield Line(number, "", tuple(map(plain_cell, cells)), table)
                columns, below = these, text.bottom


def _foot_by_column(texts: Sequence[_Text]) -> list[_Text]:
    """The lines with the recipients, which stand on the left, before the signature beside them."""
    start = next((index for index, text in enumerate(texts) if fold(text.text) == "noi nhan"), len(texts))
    middle = max((text.right for text in texts), default=0.0) / 2
    return [*texts[:start], *sorted(texts[start:], key=lambda text: text.left > middle)]


def _usual_distance(texts: Sequence[_Text]) -> float:
    distances = sorted(one.bottom - other.bottom for one, other in zip(texts, texts[1:], strict=False))
    downwards = [distance for distance in distances if 4 < distance < 60]
    return downwards[len(downwards) // 2] if downwards else 60.0


def _alike(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME_PLACE for a, b in zip(one, other, strict=True))


def _is_inside(text: _Text, box: Box) -> bool:
    return box[0] - 1 <= text.left <= box[2] + 1 and box[1] - 3 <= text.bottom <= box[3] + 1
