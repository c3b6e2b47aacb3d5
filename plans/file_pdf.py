"""PDF → lines of text. A scanned page has none: the bot says so, it does not guess."""

import io

from plans.errors import Reason, UnreadablePlan
from plans.file_text import lines_of_text
from plans.lines import Lines

_MAX_PAGES = 400
_LETTERS_OF_A_PAGE = 20


def lines_of_pdf(data: bytes) -> Lines:
    """The text of every page. Raises UnreadablePlan: password, scanned, broken, too many pages."""
    import logging

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # otherwise it tells every flaw of a file
    try:
        pages = _pages(data)
    except UnreadablePlan:
        raise
    except Exception as error:
        raise UnreadablePlan(Reason.BROKEN) from error
    if sum(map(len, pages)) < _LETTERS_OF_A_PAGE * max(1, len(pages)):
        raise UnreadablePlan(Reason.SCANNED_PDF)
    return lines_of_text("\n\n".join(pages), paged=True)


def _pages(data: bytes) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(data))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePlan(Reason.PASSWORD)
    except DependencyError as error:  # AES without the cryptography package
        raise UnreadablePlan(Reason.PASSWORD) from error
    if len(reader.pages) > _MAX_PAGES:
        raise UnreadablePlan(Reason.TOO_MANY_LINES)
    return [page.extract_text().strip() for page in reader.pages]
