"""Whatever is sent, it is read or refused with a reason; nothing else ever comes out."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from plans.errors import Reason, UnreadablePlan
from plans.model import PlanDocument
from plans.read import read_plan

SHOPPING = "Danh sách mua sắm\n- 2 ram giấy A4\n- 1 hộp mực in\n"
REPORT = "BÁO CÁO\nKết quả cải cách hành chính quý I\n\nI. KẾT QUẢ\n1. Cải cách thể chế\n- Đã ban hành.\n"
OTHER_PLAN = "KẾ HOẠCH\nTổ chức hội thao năm 2026\n\nI. MỤC ĐÍCH\n- Rèn luyện sức khỏe.\n"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("rong.txt", b"", Reason.EMPTY),
        ("trang.docx", b" \r\n\t ", Reason.EMPTY),
        ("lon.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024), Reason.TOO_BIG),
        ("hong.docx", b"PK\x03\x04 and then nothing", Reason.BROKEN),
        ("hong.pdf", b"%PDF-1.7 and then nothing", Reason.BROKEN),
        ("gia.docx", "KẾ HOẠCH".encode(), Reason.BROKEN),
        ("anh.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", Reason.UNSUPPORTED),
        ("cho.txt", SHOPPING.encode(), Reason.NOT_A_PLAN),
        ("baocao.txt", REPORT.encode(), Reason.NOT_A_PLAN),
        ("hoithao.txt", OTHER_PLAN.encode(), Reason.NOT_A_PLAN),
        ("dai.txt", b"- mot dong\n" * 100_000, Reason.TOO_MANY_LINES),
        ("mot-dong.txt", b"ke hoach " * 100_000, Reason.TOO_MANY_LINES),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_its_reason(name: str, data: bytes, reason: Reason) -> None:
    assert _refusal(name, data) is reason


def test_a_protected_word_file_is_told_apart_from_an_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert _refusal("kh.docx", ole + "EncryptedPackage".encode("utf-16-le")) is Reason.PASSWORD
    old = ole + "WordDocument".encode("utf-16-le")
    assert _refusal("kh.doc", old) is Reason.OLD_WORD_NEEDS_CONVERSION
    assert _refusal("bang.xls", ole + "Workbook".encode("utf-16-le")) is Reason.OLD_EXCEL_NEEDS_CONVERSION
    assert _refusal("slide.ppt", ole + "PowerPoint Document".encode("utf-16-le")) is Reason.UNSUPPORTED


def test_a_package_without_a_document_is_of_no_kind_that_is_read() -> None:
    assert _refusal("kh.xlsx", _zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"})) is (
        Reason.UNSUPPORTED
    )


def test_a_small_file_that_unpacks_into_a_huge_one_is_not_unpacked() -> None:
    bomb = _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 40_000_000})
    assert len(bomb) < 100_000
    assert _refusal("kh.docx", bomb) is Reason.ZIP_BOMB


def test_a_file_of_thousands_of_parts_is_refused() -> None:
    assert (
        _refusal("kh.docx", _zip({f"word/{number}.xml": b"" for number in range(2_001)})) is Reason.ZIP_BOMB
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_multiply_are_refused_before_the_parser_sees_them(encoding: str) -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxx"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    data = _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode(encoding)})
    assert _refusal("kh.docx", data) is Reason.ZIP_BOMB


def test_a_zip_with_a_password_asks_for_one() -> None:
    data = bytearray(_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            data[start + offset] |= 1
    assert _refusal("kh.docx", bytes(data)) is Reason.PASSWORD


def test_a_pdf_without_letters_is_a_scan() -> None:
    assert _refusal("quet.pdf", _pdf()) is Reason.SCANNED_PDF


def test_a_pdf_with_a_password_asks_for_one() -> None:
    assert _refusal("khoa.pdf", _pdf(password="bi-mat")) is Reason.PASSWORD


def test_a_cut_off_word_file_is_broken(sample_file: Path) -> None:
    data = sample_file.read_bytes()
    assert _refusal("kh.docx", data[: len(data) // 2]) is Reason.BROKEN


def test_a_word_file_with_no_text_is_empty() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert _refusal("trang.docx", buffer.getvalue()) is Reason.EMPTY


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    _read_or_refused("a.txt", text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    _read_or_refused("a.docx", data)
    _read_or_refused("a.txt", data)


_PIECES = (
    "1. Cải cách thể chế",
    "1. Công chức A:",
    "a) Việc một trước ngày 31/2/2022",
    "- chủ trì, phối hợp cải cách thể chế",
    "+ 5%",
    "I. NHIỆM VỤ",
    "II. MỤC TIÊU",
    "b) Đến năm 2025",
    "V. TỔ CHỨC THỰC HIỆN",
    "- Số liệu báo cáo quý I: từ ngày 31/2/2022 đến ngày 1/1/2022",
    "gửi báo cáo hàng quý trước ngày 45 của tháng cuối",
    "Nơi nhận:",
    "TM. ỦY BAN NHÂN DÂN",
    "Lê Văn A",
    "thường text",
    "1.1.1 X",
    "Thứ hai, Y",
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_a_plan_with_its_parts_in_any_order_is_read_or_refused(pieces: list[str]) -> None:
    text = "\n".join(["KẾ HOẠCH", "Cải cách hành chính năm 2022", "", *pieces])
    plan = _read_or_refused("a.txt", text.encode())
    if plan is not None:
        assert len({task.code for task in plan.tasks}) == len(plan.tasks)
        assert PlanDocument.from_json(plan.to_json()) == plan


def _read_or_refused(name: str, data: bytes) -> PlanDocument | None:
    try:
        return read_plan(name, data)
    except UnreadablePlan:
        return None


def _refusal(name: str, data: bytes) -> Reason:
    with pytest.raises(UnreadablePlan) as caught:
        read_plan(name, data)
    return caught.value.reason


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _pdf(password: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
