"""Files that people send: whole on disk under their hash, with a name that is safe to show."""

import hashlib
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from telegram import Bot, Chat, Document, Message, PhotoSize, Update, User
from telegram.error import BadRequest

from handlers import uploads
from handlers.errors import FileTooBig, StorageFull
from handlers.services import Services
from handlers.uploads import DamagedFileError, Upload, fetch, keep, read, safe_name

CONTENT = "Đã niêm yết".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()
UPLOAD = Upload("anh.jpg", "image/jpeg", CONTENT, SHA256, len(CONTENT))
NOW = datetime(2022, 3, 15, tzinfo=UTC)
_SERVICES = cast(Services, None)


class Telegram:
    """Hands out one file, or says why not."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal = refusal
        self.asked: list[str] = []

    async def get_file(self, file_id: str) -> "Telegram":
        self.asked.append(file_id)
        if self.refusal:
            raise BadRequest(self.refusal)
        return self

    file_size = len(CONTENT)

    async def download_as_bytearray(self) -> bytearray:
        return bytearray(CONTENT)


def message(**parts: Any) -> Update:
    user = User(1, "Lan", is_bot=False)
    return Update(1, message=Message(1, NOW, Chat(1, "private"), from_user=user, **parts))


def document(name: str | None, size: int = 5, mime: str | None = "text/plain") -> Document:
    return Document("file", "unique", file_name=name, mime_type=mime, file_size=size)


async def got(update: Update, telegram: Telegram) -> Upload:
    return await fetch(update, _SERVICES, cast(Bot, telegram))


async def test_a_document_arrives_with_its_hash() -> None:
    upload = await got(message(document=document("kế hoạch.txt")), Telegram())
    assert upload == Upload("kế hoạch.txt", "text/plain", CONTENT, SHA256, len(CONTENT))


async def test_of_a_photo_the_largest_is_taken() -> None:
    sizes = [PhotoSize("small", "s", 90, 90), PhotoSize("large", "l", 1280, 960)]
    telegram = Telegram()
    upload = await got(message(photo=sizes), telegram)
    assert telegram.asked == ["large"]
    assert (upload.name, upload.mime) == ("l.jpg", "image/jpeg")


async def test_a_document_without_a_name_gets_one_with_its_ending() -> None:
    upload = await got(message(document=document(None, mime="application/pdf")), Telegram())
    assert upload.name == "unique.pdf"


async def test_a_file_that_is_declared_too_big_is_not_even_asked_for() -> None:
    telegram = Telegram()
    with pytest.raises(FileTooBig):
        await got(message(document=document("to.zip", 20 * 1024 * 1024 + 1)), telegram)
    assert telegram.asked == []


async def test_telegrams_own_refusal_of_a_big_file_is_understood() -> None:
    with pytest.raises(FileTooBig):
        await got(message(document=document("to.zip", 0)), Telegram("File is too big"))


async def test_any_other_refusal_is_not_hidden() -> None:
    with pytest.raises(BadRequest):
        await got(message(document=document("a.txt")), Telegram("Wrong file_id"))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Tài liệu\\Báo cáo.docx", "Báo cáo.docx"),
        (unicodedata.normalize("NFD", "Kế hoạch.docx"), "Kế hoạch.docx"),
        ("a\nb\x00\u202ec.txt", "abc.txt"),
        ("..", "tep"),
        ("", "tep"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_a_name_is_made_safe_and_keeps_its_ending(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


def test_a_kept_file_is_read_back(tmp_path: Path) -> None:
    path = keep(tmp_path, 7, UPLOAD)
    assert path == tmp_path / "evidence" / "7" / SHA256[:2] / SHA256
    assert read(tmp_path, 7, SHA256) == CONTENT
    assert [file.name for file in path.parent.iterdir()] == [SHA256]


def test_the_same_file_twice_is_one(tmp_path: Path) -> None:
    keep(tmp_path, 7, UPLOAD)
    before = keep(tmp_path, 7, UPLOAD).stat()
    assert before.st_ino == keep(tmp_path, 7, UPLOAD).stat().st_ino


def test_a_damaged_file_is_noticed_and_mended_by_sending_it_again(tmp_path: Path) -> None:
    keep(tmp_path, 7, UPLOAD).write_bytes(b"half")
    with pytest.raises(DamagedFileError):
        read(tmp_path, 7, SHA256)
    keep(tmp_path, 7, UPLOAD)
    assert read(tmp_path, 7, SHA256) == CONTENT


def test_another_units_file_is_not_found(tmp_path: Path) -> None:
    keep(tmp_path, 7, UPLOAD)
    with pytest.raises(DamagedFileError):
        read(tmp_path, 8, SHA256)


def test_a_full_disk_is_said_and_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(uploads.os, "fsync", full)
    with pytest.raises(StorageFull):
        keep(tmp_path, 7, UPLOAD)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
