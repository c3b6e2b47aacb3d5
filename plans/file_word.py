"""Word files from before .docx → lines, through LibreOffice where there is one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from plans.errors import Reason, UnreadablePlan
from plans.file_office import lines_of_package
from plans.lines import Lines

_CONVERSION_SECONDS = 60
_SECTOR = 512
_WORD_SIGN = b"\xec\xa5"  # how the stream of a Word 97 document begins
_FLAGS, _ENCRYPTED = 11, 0x01
# Nothing is fetched that a document only points to.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def lines_of_ole(data: bytes) -> Lines:
    """The lines of an old .doc.

    Raises UnreadablePlan: password (a protected .docx hides in the same container), no converter, an old
    Excel file, another kind of OLE file.
    """
    if _holds(data, "EncryptedPackage"):
        raise UnreadablePlan(Reason.PASSWORD)
    if _holds(data, "WordDocument"):
        if _is_encrypted(data):
            raise UnreadablePlan(Reason.PASSWORD)
        return _converted(data, ".doc")
    if _holds(data, "Workbook") or _holds(data, "Book"):
        raise UnreadablePlan(Reason.OLD_EXCEL_NEEDS_CONVERSION)
    raise UnreadablePlan(Reason.UNSUPPORTED)


def lines_of_rtf(data: bytes) -> Lines:
    """The lines of rich text, which Word also saves under the name .doc. Raises UnreadablePlan as above."""
    return _converted(data, ".rtf")


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _is_encrypted(data: bytes) -> bool:
    starts = (at for at in range(_SECTOR, len(data) - _FLAGS, _SECTOR) if data[at : at + 2] == _WORD_SIGN)
    return any(data[start + _FLAGS] & _ENCRYPTED for start in starts)


def _converted(data: bytes, ending: str) -> Lines:
    """The lines of the .docx LibreOffice makes of the file, in a profile and folder of its own."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadablePlan(Reason.OLD_WORD_NEEDS_CONVERSION)
    with tempfile.TemporaryDirectory(prefix="dondoc-doc-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"plan{ending}")
        source.write_bytes(data)
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
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
            made = Path(folder, "plan.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadablePlan(Reason.BROKEN) from error
    return lines_of_package(made)
