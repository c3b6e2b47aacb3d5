"""Word files: the container is checked before anything parses it; then paragraphs and tables in order."""

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from plans.errors import Reason, UnreadablePlan
from plans.lines import Lines

_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 120 * 1024 * 1024
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 2 * 1024 * 1024
_CONVERSION_SECONDS = 60
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def lines_of_docx(data: bytes) -> Lines:
    """The lines of a .docx. Raises UnreadablePlan: broken, password, zip bomb, or another kind of zip."""
    try:
        _check_container(data)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadablePlan(Reason.BROKEN) from error
    return _parsed(data)


def lines_of_ole(data: bytes) -> Lines:
    """The lines of an old .doc, through LibreOffice where there is one.

    Raises UnreadablePlan: password (a protected .docx hides in the same container), no converter, another
    kind of OLE file.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadablePlan(Reason.PASSWORD)
    if "WordDocument".encode("utf-16-le") not in data:
        raise UnreadablePlan(Reason.UNSUPPORTED)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadablePlan(Reason.OLD_WORD_NEEDS_CONVERSION)
    return lines_of_docx(_converted(office, data))


def _check_container(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        _refuse_bombs(entries)
        names = {entry.filename for entry in entries}
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadablePlan(Reason.PASSWORD)
        if "word/document.xml" not in names:
            raise UnreadablePlan(Reason.UNSUPPORTED if "[Content_Types].xml" in names else Reason.BROKEN)
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                _refuse_entities(package, entry)


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    swollen = unpacked > _RATIO_MATTERS_FROM and unpacked / packed > _MAX_RATIO
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or swollen:
        raise UnreadablePlan(Reason.ZIP_BOMB)


def _refuse_entities(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Word never writes a document type; one is there only to define entities that swell or reach out."""
    with package.open(entry) as part:
        start = part.read(64 * 1024)
    if any(doctype in start for doctype in _DOCTYPES):
        raise UnreadablePlan(Reason.ZIP_BOMB)


def _parsed(data: bytes) -> Lines:
    from plans.word_xml import lines_of_document

    try:
        return lines_of_document(data)
    except UnreadablePlan:
        raise
    except Exception as error:
        raise UnreadablePlan(Reason.BROKEN) from error


def _converted(office: str, data: bytes) -> bytes:
    """The .docx LibreOffice makes of an old .doc, in a profile and folder of its own."""
    with tempfile.TemporaryDirectory(prefix="dondoc-doc-") as folder:
        source = Path(folder, "plan.doc")
        source.write_bytes(data)
        command = [
            office,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(  # noqa: S603 - a fixed command, no shell, our own file name
                command,
                check=True,
                capture_output=True,
                timeout=_CONVERSION_SECONDS,
                env={**os.environ, "HOME": folder},
            )
            return Path(folder, "plan.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadablePlan(Reason.BROKEN) from error
