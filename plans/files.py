"""A file as it was sent → lines of text. What it is, its bytes say; the name only breaks ties."""

from pathlib import PurePath

from plans.errors import Reason, UnreadablePlan
from plans.lines import Lines

MAX_BYTES = 20 * 1024 * 1024  # what Telegram lets a bot download
# A plan for ten years has some 35 thousand characters; 500 pages are over a million, in some 15 thousand lines.
MAX_LINES = 20_000
MAX_CHARACTERS = 2_000_000
MAX_LINE = 20_000  # no sentence of a plan is that long

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
_RTF = b"{\\rtf"
_TEXT_ENDINGS = frozenset({"", ".txt", ".md", ".text", ".markdown", ".csv", ".tsv"})
_TABLE_ENDINGS = frozenset({".csv", ".tsv"})
_NEVER_TEXT = frozenset({".docx", ".doc", ".pdf", ".xlsx", ".xls"})


def read_lines(name: str, data: bytes) -> Lines:
    """The document's lines.

    `name` is the file's name as sent. Raises UnreadablePlan when the file is empty, too big, protected,
    broken, a picture, or of a kind that is not read.
    """
    if not data.strip():
        raise UnreadablePlan(Reason.EMPTY)
    if len(data) > MAX_BYTES:
        raise UnreadablePlan(Reason.TOO_BIG)
    lines = _by_content(name, data)
    if not lines.lines:
        raise UnreadablePlan(Reason.EMPTY)
    lengths = [len(line.text) + sum(map(len, line.cells)) for line in lines.lines]
    if len(lengths) > MAX_LINES or sum(lengths) > MAX_CHARACTERS or max(lengths) > MAX_LINE:
        raise UnreadablePlan(Reason.TOO_MANY_LINES)
    return lines


def _by_content(name: str, data: bytes) -> Lines:
    if data.startswith(_ZIP):
        from plans.file_office import lines_of_package

        return lines_of_package(data)
    if data.startswith(_OLE):
        from plans.file_word import lines_of_ole

        return lines_of_ole(data)
    if data.startswith(_RTF):
        from plans.file_word import lines_of_rtf

        return lines_of_rtf(data)
    if b"%PDF-" in data[:1024]:
        from plans.file_pdf import lines_of_pdf

        return lines_of_pdf(data)
    return _lines_of_text_file(name, data)


def _lines_of_text_file(name: str, data: bytes) -> Lines:
    from plans.file_html import is_html, lines_of_html
    from plans.file_text import decoded, lines_of_csv, lines_of_text

    ending = PurePath(name).suffix.lower()
    text = decoded(data)
    if text is not None and is_html(text):
        return lines_of_html(text)
    if ending in _NEVER_TEXT:
        raise UnreadablePlan(Reason.BROKEN)
    if text is None:
        raise UnreadablePlan(Reason.BROKEN if ending in _TEXT_ENDINGS else Reason.UNSUPPORTED)
    return lines_of_csv(text) if ending in _TABLE_ENDINGS else lines_of_text(text)
