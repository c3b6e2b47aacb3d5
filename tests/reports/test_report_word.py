"""The file is read back and held against FORMS §1."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from reports.compute import compute
from reports.word import render
from reports.word.head import MOTTO, text_width
from tests.reports import sample_commune as commune


@pytest.fixture(scope="module")
def content():
    return compute(commune.first_quarter())


@pytest.fixture(scope="module")
def paper(content):
    return docx.Document(io.BytesIO(render(content)))


def style_of(paper, words: str):
    return paragraph_of(paper, words).style


def paragraph_of(paper, words: str):
    in_tables = [
        p for table in paper.tables for row in table.rows for cell in row.cells for p in cell.paragraphs
    ]
    return next(p for p in (*paper.paragraphs, *in_tables) if words in p.text)


def whole_text(paper) -> str:
    return "\n".join(node.text or "" for node in paper.element.body.iter(qn("w:t")))


def looks(style) -> tuple[float, bool, bool]:
    return style.font.size.pt, bool(style.font.bold), bool(style.font.italic)


def test_the_page_is_a4_with_the_decrees_margins_and_wide_annexes_lie_landscape(paper) -> None:
    upright, wide = paper.sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (297, 210)
    assert wide.orientation == WD_ORIENT.LANDSCAPE
    for section in paper.sections:
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 20 <= round(section.bottom_margin.mm) <= 25
        assert 30 <= round(section.left_margin.mm) <= 35
        assert 15 <= round(section.right_margin.mm) <= 20


def test_the_page_number_is_centred_in_the_top_margin_and_absent_on_the_first_page(paper) -> None:
    first, wide = paper.sections
    assert first.different_first_page_header_footer
    assert not wide.different_first_page_header_footer
    assert wide.header.is_linked_to_previous
    number = first.header.paragraphs[0]
    assert number._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert 13 <= number.style.font.size.pt <= 14
    assert first.first_page_header.paragraphs[0].text == ""


def test_every_style_is_times_new_roman_for_every_script(paper) -> None:
    for style in paper.styles:
        if style.type != 1:  # paragraph styles
            continue
        fonts = style.element.rPr.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }


@pytest.mark.parametrize(
    ("words", "sizes", "bold", "italic"),
    [
        ("UBND HUYỆN THANH GIANG", (12, 13), False, False),
        ("ỦY BAN NHÂN DÂN", (12, 13), True, False),
        ("XÃ VĨNH PHONG", (12, 13), True, False),
        ("Số: …/BC-UBND", (13, 13), False, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
        ("Vĩnh Phong, ngày 18 tháng 3 năm 2022", (13, 14), False, True),
        ("BÁO CÁO", (13, 14), True, False),
        ("Kết quả công tác cải cách hành chính quý I năm 2022", (13, 14), True, False),
        ("Nơi nhận:", (12, 12), True, True),
        ("- Lưu: VT.", (11, 11), False, False),
        ("TM. ỦY BAN NHÂN DÂN", (13, 14), True, False),
        ("Trần Minh Khoa", (13, 14), True, False),
        ("I. Công tác chỉ đạo", (13, 14), True, False),
        ("1. Về kế hoạch", (13, 14), True, False),
        ("Thực hiện Kế hoạch số", (13, 14), False, False),
    ],
)
def test_each_part_has_the_decrees_size_and_weight(paper, words, sizes, bold, italic) -> None:
    size, is_bold, is_italic = looks(style_of(paper, words))
    assert sizes[0] <= size <= sizes[1]
    assert (is_bold, is_italic) == (bold, italic)


def test_the_body_is_justified_indented_and_spaced(paper) -> None:
    form = style_of(paper, "Thực hiện Kế hoạch số").paragraph_format
    assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert 10 <= form.first_line_indent.mm <= 12.8
    assert form.space_after.pt >= 6
    assert 1 <= form.line_spacing <= 1.5


def test_headings_are_real_ones_and_never_left_alone_at_the_foot_of_a_page(paper) -> None:
    chapters = [p for p in paper.paragraphs if p.style.style_id == "Heading1"]
    assert [p.text.split(".")[0] for p in chapters] == ["I", "II", "III", "IV", "V"]
    assert chapters[0].style.font.all_caps
    for level in ("Heading1", "Heading2"):
        style = next(one for one in paper.styles if one.style_id == level)
        assert style.paragraph_format.keep_with_next


def rule_lengths(paper) -> list[float]:
    """The length in mm of each drawn line of the head, issuing body first."""
    lengths = []
    for cell in paper.tables[0].rows[0].cells:
        for p in cell.paragraphs:
            if p._p.pPr.find(qn("w:pBdr")) is not None:
                form = p.paragraph_format
                lengths.append(cell.width.mm - form.left_indent.mm - form.right_indent.mm)
    return lengths


def test_rules_are_as_long_as_the_decree_says(paper) -> None:
    under_body, under_motto = rule_lengths(paper)
    body = text_width("XÃ VĨNH PHONG", 12)
    assert body / 3 <= under_body <= body / 2
    assert under_motto == pytest.approx(text_width(MOTTO, 13), abs=0.5)


def test_the_head_has_no_borders_and_the_annexes_do(paper) -> None:
    def kinds(table) -> set[str]:
        return {edge.get(qn("w:val")) for edge in table._tbl.tblPr.find(qn("w:tblBorders"))}

    head, foot, *annexes = paper.tables
    assert kinds(head) == kinds(foot) == {"nil"}
    assert all(kinds(table) == {"single"} for table in annexes)
    assert len(annexes) == 4


def test_annex_rows_are_whole_and_their_heads_repeat(paper) -> None:
    for table in paper.tables[2:]:
        for index, row in enumerate(table._tbl.tr_lst):
            assert row.trPr.find(qn("w:cantSplit")) is not None
            assert (row.trPr.find(qn("w:tblHeader")) is not None) == (index == 0)


def test_the_signature_stays_with_the_last_sentence(paper) -> None:
    assert paragraph_of(paper, "Trên đây là báo cáo").paragraph_format.keep_with_next
    assert paper.tables[1]._tbl.tr_lst[0].trPr.find(qn("w:cantSplit")) is not None


def test_every_gap_is_highlighted_and_nothing_else_in_the_text_is(paper, content) -> None:
    highlighted = [
        p.text for p in paper.paragraphs if any(run.font.highlight_color is not None for run in p.runs)
    ]
    assert highlighted == [gap.text for gap in content.gaps]


def test_everything_the_content_says_is_on_paper(paper, content) -> None:
    printed = whole_text(paper)
    for chapter in content.chapters:
        for section in chapter.sections:
            for one in section.paragraphs:
                assert one.text in printed
    for group in content.progress:
        for row in group.rows:
            assert row.task in printed


def test_no_placeholder_is_left_and_numbers_are_vietnamese(paper) -> None:
    printed = whole_text(paper)
    assert not re.search(r"\{\w*\}|None|Decimal|TODO|xxx|\bnan\b", printed)
    assert not re.search(r"\d,\d{3}\b(?!%)", printed)
    assert "1.234" in printed


def cells_of(paper, code: str) -> list[str]:
    return next([c.text for c in row.cells] for row in paper.tables[2].rows if row.cells[0].text == code)


def test_the_statistics_annex_carries_each_figure(paper) -> None:
    assert cells_of(paper, "3.2")[2:] == ["hồ sơ", "1.234"]
    assert cells_of(paper, "3.4")[3] == "412/415\n(99,28%)"
    assert cells_of(paper, "6.3")[3] == "12.500.000"
    assert cells_of(paper, "7.1")[3] == "Chưa có"


def test_an_incomplete_year_value_is_starred_and_explained() -> None:
    year = docx.Document(io.BytesIO(render(compute(commune.whole_year()))))
    assert cells_of(year, "3.2")[-2:] == ["1.234 *", "3.702 *"]
    assert cells_of(year, "3.3")[-2:] == ["370", "740"]
    assert "* Chưa đủ số liệu của các kỳ thuộc cột này." in whole_text(year)


def test_whatever_people_type_gives_a_file_that_opens() -> None:
    hostile = 'a & b <w:p> "x" \x00\x0b\x1f\ufffe\ud800 ]]> 𠮷 \u202e đã xong\r\ndòng hai {name} %s'
    data = commune.first_quarter()
    answers = tuple(replace(one, text=hostile, difficulty=hostile, proposal=hostile) for one in data.answers)
    roles = tuple(replace(one, name=f"{one.name} {hostile}") for one in data.roles)
    tasks = tuple(replace(one, text=hostile) for one in data.tasks)
    unit = replace(data.unit, name=hostile, superior=hostile, signer_name=hostile, recipients=(hostile,))
    content = compute(replace(data, answers=answers, roles=roles, tasks=tasks, unit=unit))
    paper = docx.Document(io.BytesIO(render(content)))
    assert 'a & b <w:p> "x"' in whole_text(paper)


def test_the_renderer_itself_refuses_no_character(content) -> None:
    raw = replace(content, opening="\x00\x08\ud800 <&> xong", title="\x01Kết quả\ufffe " * 40)
    assert "<&> xong" in whole_text(docx.Document(io.BytesIO(render(raw))))


def test_the_same_content_gives_the_same_bytes(content) -> None:
    again = compute(commune.first_quarter())
    assert render(content) == render(again)
    with zipfile.ZipFile(io.BytesIO(render(content))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_says_what_it_is_and_nothing_of_its_making(paper, content) -> None:
    properties = paper.core_properties
    assert properties.title == content.title
    assert properties.author == "ỦY BAN NHÂN DÂN XÃ VĨNH PHONG"
    assert properties.created.isoformat().startswith("2022-03-18T02:15:00")
    assert not properties.comments


def test_a_unit_without_a_superior_has_no_empty_line_in_its_head() -> None:
    unit = replace(commune.UNIT, superior="")
    paper = docx.Document(io.BytesIO(render(compute(replace(commune.first_quarter(), unit=unit)))))
    assert paper.tables[0].rows[0].cells[0].paragraphs[0].text == "ỦY BAN NHÂN DÂN"
