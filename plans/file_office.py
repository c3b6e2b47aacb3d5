"""The zip that Word and Excel files are: checked before anything parses it."""

import io
import posixpath
import zipfile
from typing import Any

from plans.errors import Reason, UnreadablePlan
from plans.lines import Lines

_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 120 * 1024 * 1024
_MAX_XML = 48 * 1024 * 1024  # a plan of 500 pages has some 6 MB; pictures are not XML
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 2 * 1024 * 1024
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_XML = (".xml", ".rels")

# The strict form of the same format differs in the names of its namespaces alone.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}
_MAIN_PART = "/officeDocument"

Element = Any  # lxml's element


class Package:
    """The parts of a checked container by their names."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        self._names = {name.lstrip("/"): name for name in zipped.namelist()}

    def main_part(self) -> str:
        """The name of the document itself; "" when the container has none."""
        return self.related("", _MAIN_PART) or ""

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part that `part` refers to as this kind, when there is one."""
        folder, name = posixpath.split(part)
        links = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for link in () if links is None else links:
            if str(link.get("Type", "")).endswith(kind) and link.get("TargetMode") != "External":
                found = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
                return found if found in self._names else None
        return None

    def tree(self, part: str) -> Element | None:
        """The part as a tree, of the transitional namespaces; None when there is no such part."""
        from lxml import etree

        if part not in self._names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        return etree.fromstring(_transitional(self._zipped.read(self._names[part])), parser)


def lines_of_package(data: bytes) -> Lines:
    """The lines of a Word or Excel file.

    Raises UnreadablePlan: broken, password, zip bomb, or another kind of zip.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            _check(zipped)
            return _lines(Package(zipped), data)
    except UnreadablePlan:
        raise
    except Exception as error:  # parsers meet a broken file in their own ways
        raise UnreadablePlan(Reason.BROKEN) from error


def _lines(package: Package, data: bytes) -> Lines:
    main = package.main_part()
    if main.startswith("word/"):
        from plans.word_xml import lines_of_document

        return lines_of_document(package, main)
    if main.startswith("xl/") and not main.endswith(".bin"):
        from plans.file_excel import lines_of_workbook

        return lines_of_workbook(data)
    raise UnreadablePlan(Reason.UNSUPPORTED)


def _check(zipped: zipfile.ZipFile) -> None:
    entries = zipped.infolist()
    _refuse_bombs(entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadablePlan(Reason.PASSWORD)
    for entry in entries:
        if entry.filename.endswith(_XML):
            _refuse_entities(zipped, entry)


def is_bomb(
    entries: list[zipfile.ZipInfo], most_entries: int, most_unpacked: int, ratio_matters_from: int
) -> bool:
    """Whether a container holds more than these limits allow, or swells as no office file does (sizes in bytes)."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    swollen = unpacked > ratio_matters_from and unpacked / packed > _MAX_RATIO
    return len(entries) > most_entries or unpacked > most_unpacked or swollen


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if is_bomb(entries, _MAX_ENTRIES, _MAX_UNPACKED, _RATIO_MATTERS_FROM):
        raise UnreadablePlan(Reason.ZIP_BOMB)
    if sum(entry.file_size for entry in entries if entry.filename.endswith(_XML)) > _MAX_XML:
        raise UnreadablePlan(Reason.TOO_MANY_LINES)


def _refuse_entities(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Office programs never write a document type; one is there only to define entities that swell or reach out."""
    with zipped.open(entry) as part:
        start = part.read(64 * 1024)
    if any(doctype in start for doctype in _DOCTYPES):
        raise UnreadablePlan(Reason.ZIP_BOMB)


def _transitional(xml: bytes) -> bytes:
    if _STRICT in xml:
        for strict, transitional in _TRANSITIONAL.items():
            xml = xml.replace(_STRICT + strict, transitional)
    return xml
