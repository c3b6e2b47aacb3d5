"""Files that people send: fetched from Telegram, kept whole under their hash, read back only unharmed."""

import hashlib
import mimetypes
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from telegram import Bot, Update
from telegram.error import BadRequest

from handlers.errors import FileEmpty, FileTooBig, StorageFull
from handlers.services import Services

_MOST_BYTES = 20 * 1024 * 1024  # what Telegram lets a bot download
_LONGEST_NAME = 120
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')


class DamagedFileError(OSError):
    """A kept file is gone or no longer what it was."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `name` is safe to show and to send on, never used as a path."""

    name: str
    mime: str
    content: bytes
    sha256: str
    size: int


async def fetch(update: Update, _services: Services, bot: Bot) -> Upload:
    """The document or picture of the message (a `prepare` step: no transaction is open meanwhile).

    Raises FileTooBig above Telegram's limit for bots, FileEmpty, ValueError for a message without a file.
    """
    message = update.effective_message
    if message is not None and message.document is not None:
        sent = message.document
        file_id, size, mime = sent.file_id, sent.file_size or 0, sent.mime_type or ""
        name = sent.file_name or sent.file_unique_id + (mimetypes.guess_extension(mime) or "")
    elif message is not None and message.photo:
        picture = message.photo[-1]  # the largest comes last
        file_id, size, mime = picture.file_id, picture.file_size or 0, "image/jpeg"
        name = f"{picture.file_unique_id}.jpg"
    else:
        raise ValueError("a message without a file")
    if size > _MOST_BYTES:
        raise FileTooBig
    content = await _download(bot, file_id)
    if not content:
        raise FileEmpty
    mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Upload(safe_name(name), mime, content, hashlib.sha256(content).hexdigest(), len(content))


async def _download(bot: Bot, file_id: str) -> bytes:
    try:
        file = await bot.get_file(file_id)
    except BadRequest as error:
        if "too big" in error.message.lower():
            raise FileTooBig from error
        raise
    if (file.file_size or 0) > _MOST_BYTES:
        raise FileTooBig
    return bytes(await file.download_as_bytearray())


def safe_name(name: str) -> str:
    """The file's own name, in NFC, without folders, control characters or signs no file may bear."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in _NOT_IN_NAMES)
    kept = kept.strip(" .")
    path = PurePosixPath(kept)
    ending = path.suffix[:12] if path.stem else ""
    return (kept[: len(kept) - len(path.suffix)][: _LONGEST_NAME - len(ending)] + ending) or "tep"


def place_of(data_dir: Path, unit_id: int, sha256: str) -> Path:
    """Where a unit's file of this hash lies."""
    return data_dir / "evidence" / str(unit_id) / sha256[:2] / sha256


def keep(data_dir: Path, unit_id: int, upload: Upload) -> Path:
    """Writes the file whole or not at all, so that it is there even after a power cut.

    Raises StorageFull when the disk takes no more or is read-only.
    """
    path = place_of(data_dir, unit_id, upload.sha256)
    try:
        if not _is_kept(path, upload.sha256):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, upload.content)
    except OSError as error:
        raise StorageFull from error
    return path


def read(data_dir: Path, unit_id: int, sha256: str) -> bytes:
    """The kept file's bytes. Raises DamagedFileError when they are gone or changed."""
    path = place_of(data_dir, unit_id, sha256)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DamagedFileError(path) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFileError(path)
    return content


def _is_kept(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _write_whole(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
