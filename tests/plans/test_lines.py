"""Files as people really save them give the same lines."""

import io
import unicodedata
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from plans.files import read_lines
from plans.read import read_plan

PLAN = (
    "Số: 5/KH-UBND\nMinh Hòa, ngày 02 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
    "Cải cách hành chính của xã Minh Hòa năm 2026\n\nI. NHIỆM VỤ\n1. Cải cách thể chế\n"
    "a) Rà soát văn bản đã ban hành\n\ncòn hiệu lực.\nb) Phổ biến pháp luật tại thôn.\n"
)


def _windows_1258(text: str) -> bytes:
    """The text as old Vietnamese Windows saved it: vowels composed, tones as signs of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    saved = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        kept = "".join(part for part in parts if part not in tones)
        tone = "".join(part for part in parts if part in tones)
        saved += unicodedata.normalize("NFC", kept).encode("cp1258") + tone.encode("cp1258")
    return bytes(saved)


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        PLAN.encode("utf-8-sig"),
        PLAN.encode("utf-16"),
        PLAN.encode("utf-16-le"),
        PLAN.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", PLAN).encode(),
        PLAN.replace(" ", "\u00a0").encode(),
        _windows_1258(PLAN),
    ],
)
def test_encodings_and_composition_make_no_difference(data: bytes) -> None:
    plan = read_plan("kh.txt", data)
    assert plan.title == "KẾ HOẠCH Cải cách hành chính của xã Minh Hòa năm 2026"
    assert [task.text for task in plan.tasks] == [
        "Rà soát văn bản đã ban hành còn hiệu lực.",
        "Phổ biến pháp luật tại thôn.",
    ]


def test_numbers_that_word_makes_itself_stand_in_the_lines() -> None:
    document = docx.Document()
    _numbering(document, [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "")])
    for level, text in (
        (0, "NHIỆM VỤ"),
        (1, "Thể chế"),
        (2, "Một"),
        (2, "Hai"),
        (1, "Thủ tục"),
        (2, "Ba"),
        (3, "Con"),
    ):
        _numbered(document.add_paragraph(text), level)
    assert _texts(document) == [
        "I. NHIỆM VỤ",
        "1. Thể chế",
        "a) Một",
        "b) Hai",
        "2. Thủ tục",
        "a) Ba",
        "- Con",
    ]


def test_tracked_deletions_are_left_out_and_insertions_kept() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Hạn ")
    for tag, inner, text in (("w:del", "w:delText", "cũ "), ("w:ins", "w:t", "mới")):
        change = parse_xml(f"<{tag} {nsdecls('w')}><w:r><{inner}>{text}</{inner}></w:r></{tag}>")
        paragraph._p.append(change)
    assert _texts(document) == ["Hạn mới"]


def test_tables_stay_between_the_paragraphs_and_merged_cells_repeat() -> None:
    document = docx.Document()
    document.add_paragraph("Trước")
    table = document.add_table(rows=2, cols=3)
    for index, cell in enumerate(table._cells):
        cell.text = str(index)
    table.cell(0, 2).merge(table.cell(1, 2))
    document.add_paragraph("Sau")
    lines = read_lines("a.docx", _saved(document)).lines
    assert [line.text or line.cells for line in lines] == [
        "Trước",
        ("0", "1", "2\n5"),
        ("3", "4", "2\n5"),
        "Sau",
    ]


def test_two_columns_without_a_table_of_data_are_read_one_after_the_other() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Nơi nhận:", "TM. ỦY BAN", "- Lưu: VT.", "CHỦ TỊCH"), strict=True):
        cell.text = text
    assert _texts(document) == ["Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN", "CHỦ TỊCH"]


def test_a_line_break_inside_a_paragraph_ends_a_line() -> None:
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH").add_run().add_break()
    document.paragraphs[0].add_run("Cải cách")
    assert _texts(document) == ["KẾ HOẠCH", "Cải cách"]


def _texts(document: Any) -> list[str]:
    return [line.text for line in read_lines("a.docx", _saved(document)).lines]


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _numbering(document: Any, shapes: list[tuple[str, str]]) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(shapes)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _numbered(paragraph: Any, level: int) -> None:
    properties = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", 77)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        properties.append(child)
    paragraph._p.get_or_add_pPr().append(properties)
