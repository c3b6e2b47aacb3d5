"""A Word file is read as a person sees it on the page."""

import shutil
import subprocess
from pathlib import Path

import pytest

from plans.errors import Reason, UnreadablePlan
from plans.files import read_lines
from tests.plans.word_files import (
    cell,
    definition,
    numbered,
    numbering_list,
    paragraph,
    row,
    run,
    table,
    word_file,
)

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
DELETED_MARK = "<w:rPr><w:del/></w:rPr>"
MOVED_MARK = "<w:rPr><w:moveFrom/></w:rPr>"
SHOWN = run(" lại", '<w:vanish w:val="0"/>')
SYMBOL = '<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        (f"{run('Hạn ')}<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins>{run('mới')}</w:ins>", "Hạn mới"),
        (f"<w:moveFrom>{run('đi')}</w:moveFrom><w:moveTo>{run('đến')}</w:moveTo>", "đến"),
        (f"{run('thấy')}{run(' ẩn', '<w:vanish/>')}{SHOWN}", "thấy lại"),
        (run("Kế hoạch", "<w:caps/>"), "KẾ HOẠCH"),
        (run("Kế hoạch", '<w:rStyle w:val="Hoa"/>'), "KẾ HOẠCH"),
        (run("kÕ ho¹ch", '<w:rFonts w:ascii=".VnTimeH"/>'), "KẾ HOẠCH"),
        (run("Keá hoaïch", '<w:rFonts w:ascii="VNI-Times"/>'), "Kế hoạch"),
        ("<w:r><w:t>Tài</w:t><w:tab/><w:t>chính</w:t><w:noBreakHyphen/><w:t>Kế</w:t><w:softHyphen/><w:t>toán</w:t></w:r>",
         "Tài chính-Kếtoán"),
        (f"{run('đạt ')}{SYMBOL.format(font='Symbol', code='F0B3')}{run(' 95%')}", "đạt ≥ 95%"),
        (f"{SYMBOL.format(font='Wingdings', code='F0D8')}{run('Rà soát')}", "- Rà soát"),
        (run("\uf0d8 Rà soát"), "- Rà soát"),
        (f"{run('hồ sơ')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' được')}", "hồ sơ được"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
         f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("ngày 5")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
         "ngày 5"),
        (f'<w:fldSimple w:instr="DATE">{run("năm 2026")}</w:fldSimple>', "năm 2026"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('xã')}</w:sdtContent></w:sdt>", "xã"),
        (f"<w:hyperlink>{run('cổng')}</w:hyperlink><w:smartTag>{run(' tỉnh')}</w:smartTag>", "cổng tỉnh"),
        ("<m:oMath><m:r><m:t>≥</m:t></m:r></m:oMath>" + run(" 95%"), "≥ 95%"),
    ],
)  # fmt: skip
def test_a_paragraph_holds_what_is_printed(inside: str, seen: str) -> None:
    styles = '<w:style w:type="character" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
    assert _seen(word_file(f"<w:p>{inside}</w:p>", styles=styles)) == [seen]


def test_a_deleted_paragraph_mark_joins_what_it_parted() -> None:
    body = (
        paragraph("Rà soát ", DELETED_MARK)
        + paragraph("văn bản.")
        + paragraph("", MOVED_MARK)
        + paragraph("", DELETED_MARK)
        + table(row(cell("A"), cell("B"), cell("C")))
        + paragraph("Cuối", DELETED_MARK)
    )
    assert _seen(word_file(body)) == ["Rà soát văn bản.", ("A", "B", "C"), "Cuối"]


def test_a_joined_paragraph_keeps_the_number_of_the_second_and_counts_once() -> None:
    data = word_file(
        numbered("Một", 1, 0)
        + paragraph("hai ", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>" + DELETED_MARK)
        + numbered("ba", 1, 0)
        + numbered("bốn", 1, 0),
        numbering=definition(1, ("decimal", "%1.", "")) + numbering_list(1, 1),
    )
    assert _seen(data) == ["1. Một", "2. hai ba", "3. bốn"]


def test_merged_cells_repeat_downwards_and_stand_once_sideways() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = word_file(
        table(
            row(cell("TT", restart), cell("Phân công", '<w:gridSpan w:val="2"/>'), cell("Hạn", restart)),
            row(cell("", goes_on), cell("Chủ trì"), cell("Phối hợp"), cell("", goes_on)),
            row(cell("Chung", '<w:hMerge w:val="restart"/>'), cell("x", "<w:hMerge/>"), cell("A"), cell("5/3")),
            row(cell("B"), cell("C"), cell("15/3"), properties='<w:gridBefore w:val="1"/>'),
        )
    )
    assert _seen(data) == [
        ("TT", "Phân công", "", "Hạn"),
        ("TT", "Chủ trì", "Phối hợp", "Hạn"),
        ("Chung", "", "A", "5/3"),
        ("", "B", "C", "15/3"),
    ]


def test_deleted_rows_are_gone_and_inserted_ones_stay_also_inside_content_controls() -> None:
    cells = (cell("1"), cell("Việc"), cell("Ai"))
    data = word_file(
        table(
            row(cell("TT"), cell("Nhiệm vụ"), cell("Chủ trì")),
            row(*cells, properties="<w:del/>"),
            f"<w:sdt><w:sdtContent>{row(*cells, properties='<w:ins/>')}</w:sdtContent></w:sdt>",
            row(cell("2"), f"<w:sdt><w:sdtContent>{cell('Khác')}</w:sdtContent></w:sdt>", cell("Ai")),
        )
    )
    assert _seen(data) == [("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Việc", "Ai"), ("2", "Khác", "Ai")]


def test_a_table_inside_a_cell_is_read_in_its_place() -> None:
    inner = paragraph("Trước") + table(row(cell("a"), cell("b"))) + paragraph("Sau")
    data = word_file(table(row(cell("1"), cell(inner), cell("Ai")), row(cell("2"), cell("Việc"), cell("Ai"))))
    assert _seen(data)[0] == ("1", "Trước\na\nb\nSau", "Ai")


def test_two_columns_are_a_table_when_their_rows_say_something() -> None:
    data = word_file(
        table(row(cell("Bộ phận"), cell("Lĩnh vực")), row(cell("Tư pháp"), cell("Thể chế")))
        + table(row(cell("Nơi nhận:"), cell("TM. ỦY BAN NHÂN DÂN")), row(cell("- Lưu: VT."), cell("CHỦ TỊCH")))
        + table(
            row(cell("UBND XÃ A"), cell(""), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
            row(cell("Số: 1/KH-UBND"), cell(""), cell("A, ngày 5 tháng 1 năm 2026")),
        )
    )
    assert _seen(data) == [
        ("Bộ phận", "Lĩnh vực"),
        ("Tư pháp", "Thể chế"),
        *("Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        *("UBND XÃ A", "Số: 1/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "A, ngày 5 tháng 1 năm 2026"),
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('Trong hộp')}</w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    body = f"<w:p>{run('Đoạn')}<w:r>{drawn}</mc:AlternateContent></w:r>{run(' văn')}</w:p>{paragraph('Sau')}"
    assert _seen(word_file(body)) == ["Đoạn văn", "Trong hộp", "Sau"]


def test_the_table_of_contents_does_not_repeat_the_headings() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('I. NHIỆM VỤ 3')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="M1"><w:name w:val="toc 1"/></w:style>'
    body = contents + paragraph("II. KINH PHÍ 5", '<w:pStyle w:val="M1"/>') + paragraph("I. NHIỆM VỤ")
    assert _seen(word_file(body, styles=styles)) == ["I. NHIỆM VỤ"]


@pytest.mark.parametrize(("strict", "main"), [(True, "document"), (False, "document2")])
def test_strict_files_and_other_part_names_are_read_alike(strict: bool, main: str) -> None:
    assert _seen(word_file(paragraph("KẾ HOẠCH"), strict=strict, main=main)) == ["KẾ HOẠCH"]


def test_levels_count_below_one_another_and_restart_as_told() -> None:
    shapes = definition(
        1,
        ("upperRoman", "%1.", ""),
        ("decimal", "%1.%2.", "<w:isLgl/>"),
        ("lowerLetter", "%3)", ""),
        ("decimal", "(%4)", '<w:lvlRestart w:val="0"/>'),
    )
    levels = (0, 1, 2, 2, 3, 1, 2, 3, 0, 1, 2)
    body = "".join(numbered("x", 1, level) for level in levels)
    assert _seen(word_file(body, numbering=shapes + numbering_list(1, 1))) == [
        *("I. x", "1.1. x", "a) x", "b) x", "(1) x", "1.2. x", "a) x", "(2) x", "II. x", "2.1. x", "a) x"),
    ]


def test_lists_of_one_definition_count_on_unless_told_to_begin_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
    numbering = (
        definition(1, ("decimal", "%1.", ""))
        + numbering_list(1, 1)
        + numbering_list(2, 1)
        + numbering_list(3, 1, anew)
        + numbering_list(4, 1, other)
    )
    body = "".join(numbered("x", list_id, 0) for list_id in (1, 2, 3, 3, 4))
    assert _seen(word_file(body, numbering=numbering)) == ["1. x", "2. x", "5. x", "6. x", "vii) x"]


def test_styles_number_too_through_those_they_are_based_on_and_zero_switches_it_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Diem"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Tat"><w:basedOn w:val="Muc"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    numbering = definition(
        1, ("decimal", "%1.", '<w:suff w:val="nothing"/>'), ("lowerLetter", "%2)", '<w:pStyle w:val="Diem"/>')
    ) + numbering_list(1, 1)
    body = (
        numbered("A", style="Muc")
        + numbered("B", style="MucCon")
        + numbered("C", style="Diem")
        + numbered("D", style="Tat")
        + numbered("E", 0, style="Muc")
        + numbered("F", level=1, style="Muc")
    )
    assert _seen(word_file(body, styles=styles, numbering=numbering)) == ["1.A", "2.B", "a) C", "D", "E", "b) F"]


def test_letters_go_as_word_prints_them() -> None:
    numbering = definition(1, ("lowerLetter", "%1)", "")) + numbering_list(1, 1)
    seen = _seen(word_file("".join(numbered("x", 1, 0) for _ in range(28)), numbering=numbering))
    assert [str(text)[:-3] for text in seen[:6]] == ["a", "b", "c", "d", "e", "f"]
    assert seen[25:] == ["z) x", "aa) x", "bb) x"]


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice, which makes the old files")
@pytest.mark.parametrize("ending", ["doc", "rtf"])
def test_an_old_word_file_reads_as_the_new_one_does(ending: str, sample_file: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(sample_file)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    old = (tmp_path / sample_file.name).with_suffix(f".{ending}").read_bytes()
    assert _seen(old, "kh.doc") == _seen(sample_file.read_bytes())


def test_without_libreoffice_rich_text_is_asked_for_as_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(UnreadablePlan) as caught:
        read_lines("kh.doc", b"{\\rtf1 K\\u7871?}")
    assert caught.value.reason is Reason.OLD_WORD_NEEDS_CONVERSION


def test_a_web_page_named_doc_is_read() -> None:
    page = (
        "<html xmlns:w='urn:schemas-microsoft-com:office:word'><head><title>x</title><style>p{}</style></head><body>"
        "<p class=MsoNormal><b>KẾ\n HOẠCH</b></p><p>Cải cách<br>hành chính</p><table>"
        "<tr><td rowspan=2>TT</td><td colspan=2>Phân công</td></tr><tr><td><p>Chủ trì</p></td><td>Phối hợp</td></tr>"
        "<tr><td>1</td><td>A</td><td>B</td></tr></table></body></html>"
    )
    assert _seen(page.encode(), "kh.doc") == [
        *("KẾ HOẠCH", "Cải cách", "hành chính"),
        ("TT", "Phân công", ""),
        ("TT", "Chủ trì", "Phối hợp"),
        ("1", "A", "B"),
    ]


def _seen(data: bytes, name: str = "kh.docx") -> list[str | tuple[str, ...]]:
    return [line.text or line.cells for line in read_lines(name, data).lines]
