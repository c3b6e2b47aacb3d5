"""Writes ke-hoach-cchc-2026.docx: the plan of an invented commune, in the look of Nghị định 30/2020/NĐ-CP.

Every name, number and sentence in it is invented. Run it again after a change:

    .venv/bin/python samples/make_plan.py
"""

import datetime as dt
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

TARGET = Path(__file__).with_name("ke-hoach-cchc-2026.docx")

INTRODUCTION = (
    "Thực hiện Kế hoạch số 31/KH-UBND ngày 19/12/2025 của UBND tỉnh An Thịnh về công tác cải cách hành chính "
    "năm 2026, UBND xã Bình Minh Hạ ban hành Kế hoạch cải cách hành chính (CCHC) của xã năm 2026 như sau:"
)
AIM = (
    "Làm cho người dân và doanh nghiệp trên địa bàn xã được phục vụ nhanh hơn, đi lại ít hơn; việc nào cũng "
    "có người chịu trách nhiệm và có ngày hoàn thành."
)
TARGETS = (
    "Tối thiểu 95% hồ sơ thủ tục hành chính (TTHC) được trả kết quả trước hạn, đúng hạn.",
    "Từ 80% trở lên hồ sơ TTHC được tiếp nhận trực tuyến.",
    "100% kết quả giải quyết TTHC còn hiệu lực được số hóa.",
    "Ít nhất 02 cuộc đối thoại giữa lãnh đạo xã và người dân về TTHC.",
    "Từ 92% đến 96% người dân hài lòng khi giải quyết TTHC tại xã.",
    "Trên 85% hồ sơ công việc của xã được xử lý trên môi trường chính quyền số.",
    "Giải ngân vốn đầu tư công, nội dung trọng tâm của cải cách tài chính công, đạt tối thiểu 93% kế hoạch.",
    "Không quá 5% nhiệm vụ của Kế hoạch này hoàn thành chậm.",
)
AREAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Công tác chỉ đạo, điều hành",
        (
            "Giao việc cho từng phòng, đơn vị kèm sản phẩm và ngày hoàn thành; theo dõi trên một bảng chung.",
            "Tự kiểm tra việc thực hiện CCHC tại các phòng, đơn vị; thông báo kết quả trong giao ban.",
            "Làm tin, bài và chương trình truyền thanh về những việc người dân cần biết khi đến làm thủ tục.",
            "Lấy ý kiến hài lòng của người dân bằng phiếu giấy và mã quét đặt tại nơi trả kết quả.",
        ),
    ),
    (
        "Cải cách thể chế",
        (
            "Rà soát văn bản của các xã trước khi hợp nhất còn áp dụng; lập danh mục văn bản cần bãi bỏ.",
            "Lấy ý kiến nhân dân trước khi trình HĐND xã ban hành nghị quyết về khoản đóng góp.",
            "Mở các buổi phổ biến pháp luật tại nhà văn hóa thôn, chọn nội dung theo câu hỏi của người dân.",
        ),
    ),
    (
        "Cải cách thủ tục hành chính",
        (
            "Niêm yết và cập nhật đầy đủ TTHC cấp xã; rà soát thủ tục có thể bớt giấy tờ, bớt bước.",
            "Hướng dẫn người dân nộp hồ sơ trực tuyến tại quầy, tại nhà cho người cao tuổi, khuyết tật.",
            "Gửi thư xin lỗi kèm ngày hẹn mới đối với mỗi hồ sơ trả chậm; phân tích nguyên nhân từng hồ sơ.",
            "Tiếp nhận, trả lời phản ánh, kiến nghị của người dân về thủ tục trong ba ngày làm việc.",
        ),
    ),
    (
        "Cải cách tổ chức bộ máy",
        (
            "Ban hành quy chế làm việc và bảng phân công của các phòng sau sắp xếp.",
            "Sắp xếp thôn chưa đủ số hộ theo đề án của tỉnh, lấy ý kiến cử tri từng thôn.",
            "Rà soát việc phân cấp, ủy quyền cho các phòng; đề xuất việc nên giao thẳng cho đơn vị.",
        ),
    ),
    (
        "Cải cách chế độ công vụ",
        (
            "Cử công chức dự lớp bồi dưỡng kỹ năng số và kỹ năng giao tiếp với người dân.",
            "Đánh giá, xếp loại công chức theo kết quả công việc có số liệu kèm theo.",
            "Kiểm tra đột xuất giờ làm việc và thái độ phục vụ tại nơi tiếp dân.",
        ),
    ),
    (
        "Cải cách tài chính công",
        (
            "Công khai dự toán, quyết toán ngân sách xã trên trang thông tin và tại nhà văn hóa thôn.",
            "Giao chỉ tiêu tiết kiệm chi thường xuyên cho từng đơn vị và đối chiếu mỗi quý.",
            "Theo dõi tiến độ giải ngân từng công trình, báo cáo vướng mắc về mặt bằng.",
        ),
    ),
    (
        "Xây dựng và phát triển chính quyền số",
        (
            "Xử lý hồ sơ công việc, ký số và gửi nhận văn bản trên hệ thống quản lý văn bản của tỉnh.",
            "Củng cố tổ công nghệ số cộng đồng ở các thôn, mỗi tháng hỗ trợ người dân một buổi.",
            "Cấp, kích hoạt tài khoản định danh điện tử; làm sạch dữ liệu dân cư phục vụ giải quyết thủ tục.",
            "Duy trì trang thông tin điện tử của xã, đăng đủ các mục bắt buộc.",
        ),
    ),
)
WINDOWS = (
    "Báo cáo quý I/2026: số liệu tính từ ngày 15/12/2025 đến ngày 14/3/2026;",
    "Báo cáo 6 tháng đầu năm 2026: số liệu tính từ ngày 15/12/2025 đến ngày 14/6/2026;",
    "Báo cáo quý III/2026: số liệu tính từ ngày 15/6/2026 đến ngày 14/9/2026;",
    "Báo cáo năm 2026: số liệu tính từ ngày 15/12/2025 đến ngày 14/12/2026.",
)
OFFICERS_DUE = (
    "Các phòng, đơn vị gửi báo cáo và số liệu hằng quý, 6 tháng, năm về Phòng Văn hóa – Xã hội trước ngày 17 "
    "của tháng cuối kỳ báo cáo."
)
SUMMARY_DUE = (
    "Phòng Văn hóa – Xã hội tổng hợp, trình UBND xã gửi báo cáo hằng quý, 6 tháng đến Sở Nội vụ trước "
    "ngày 20 của tháng cuối kỳ; báo cáo năm trước ngày 20 tháng 12."
)
FUNDING = "Kinh phí do ngân sách xã bảo đảm trong dự toán năm 2026; Phòng Kinh tế hướng dẫn thanh toán."
ROLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Phòng Văn hóa – Xã hội",
        (
            "Là đầu mối tổng hợp công tác CCHC của xã; chủ trì tham mưu nội dung chỉ đạo, điều hành, cải "
            "cách tổ chức bộ máy và xây dựng chính quyền số.",
            "Theo dõi, đôn đốc các phòng, đơn vị báo cáo đúng hạn.",
        ),
    ),
    (
        "Văn phòng HĐND và UBND xã",
        ("Chủ trì, phối hợp với Công an xã tham mưu thực hiện nội dung cải cách thể chế.",),
    ),
    (
        "Trung tâm Phục vụ hành chính công xã",
        (
            "Chủ trì, phối hợp với Văn phòng HĐND và UBND xã thực hiện nhiệm vụ cải cách thủ tục hành chính.",
            "Bố trí người hướng dẫn tại quầy trong suốt giờ làm việc.",
        ),
    ),
    ("Phòng Kinh tế", ("Chủ trì tham mưu các nội dung cải cách tài chính công; công khai ngân sách.",)),
    ("Công an xã", ("Phối hợp với Phòng Văn hóa – Xã hội trong các nhiệm vụ phát triển chính quyền số.",)),
    (
        "Trung tâm Cung ứng dịch vụ sự nghiệp công",
        ("Sản xuất, phát sóng chương trình truyền thanh và bài viết theo đặt hàng của UBND xã.",),
    ),
    ("Trạm Y tế xã", ("Phối hợp thực hiện cải cách thủ tục hành chính trong lĩnh vực y tế tại xã.",)),
    ("Ban Chỉ huy Quân sự xã", ("Tuyên truyền, vận động lực lượng dân quân tham gia thực hiện Kế hoạch.",)),
)
CLOSING = (
    "Trên đây là Kế hoạch CCHC của xã Bình Minh Hạ năm 2026; quá trình thực hiện có vướng mắc, các phòng, "
    "đơn vị phản ánh về Phòng Văn hóa – Xã hội để tổng hợp, báo cáo UBND xã./."
)
RECIPIENTS = (
    "UBND tỉnh;",
    "Sở Nội vụ;",
    "Thường trực Đảng ủy, HĐND xã;",
    "Các phòng, đơn vị thuộc xã;",
    "Lưu: VT.",
)
COLUMNS = ("Điểm", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian")
WIDTHS = (1.5, 7.6, 4.2, 4.0, 4.0, 3.6)
OFFICE, CENTRE, ECONOMY = (
    "Văn phòng HĐND và UBND xã",
    "Trung tâm Phục vụ hành chính công xã",
    "Phòng Kinh tế",
)
CULTURE, POLICE, SERVICES = (
    "Phòng Văn hóa – Xã hội",
    "Công an xã",
    "Trung tâm Cung ứng dịch vụ sự nghiệp công",
)
ANNEX: tuple[tuple[str, str, str, str, str], ...] = (
    ("1.a", "Bảng giao việc", CULTURE, OFFICE, "Trước ngày 01/02/2026"),
    ("1.b", "Thông báo kết quả tự kiểm tra", CULTURE, "", "Mỗi năm hai đợt"),
    ("1.c", "Tin, bài, chương trình", SERVICES, CULTURE, "Hằng tháng"),
    ("1.d", "Báo cáo kết quả khảo sát", CULTURE, CENTRE, "Quý IV/2026"),
    ("2.a", "Danh mục văn bản", OFFICE, "", "Tháng 5/2026"),
    ("2.c", "Các buổi phổ biến", OFFICE, POLICE, "Hằng quý"),
    ("3.a", "Bảng niêm yết, báo cáo rà soát", CENTRE, OFFICE, "Thường xuyên"),
    ("3.c", "Thư xin lỗi", CENTRE, "", "Khi phát sinh"),
    ("4.a", "Quyết định ban hành quy chế", CULTURE, OFFICE, "Chậm nhất ngày 31/3/2026"),
    ("4.b", "Đề án, biên bản lấy ý kiến", CULTURE, POLICE, "Quý III/2026"),
    ("5.b", "Kết quả xếp loại", OFFICE, CULTURE, "Trong năm 2026"),
    ("6.b", "Bảng đối chiếu", ECONOMY, "", "Hằng quý"),
    ("7.c", "Báo cáo kết quả", POLICE, CULTURE, "Hằng tháng"),
)


def main() -> None:
    """Writes the document beside this script."""
    document = docx.Document()
    _page(document.sections[0])
    _style(document)
    _head(document)
    _body(document)
    _foot(document)
    _annex(document)
    properties = document.core_properties
    properties.author, properties.title = "UBND xã Bình Minh Hạ", "Kế hoạch CCHC năm 2026"
    properties.comments = "Văn bản mẫu, mọi tên gọi và số liệu đều do tác giả đặt ra."
    properties.created = properties.modified = dt.datetime(2025, 12, 29, 8, tzinfo=dt.UTC)
    document.save(str(TARGET))


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = number.add_run()
        if kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _style(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(0)


def _head(document: Any) -> None:
    left, right = _two_columns(document, (6.4, 10.1))
    _centred(left.paragraphs[0], "UBND TỈNH AN THỊNH", 13)
    _centred(left.add_paragraph(), "ỦY BAN NHÂN DÂN", 13, bold=True)
    _centred(left.add_paragraph(), "XÃ BÌNH MINH HẠ", 13, bold=True)
    _rule(left.add_paragraph(), 24)
    _centred(left.add_paragraph(), "Số: 07/KH-UBND", 13)
    _centred(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    _centred(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    _rule(right.add_paragraph(), 62)
    _centred(right.add_paragraph(), "Bình Minh Hạ, ngày 29 tháng 12 năm 2025", 14, italic=True)
    _centred(document.add_paragraph(), "", 8)
    _centred(document.add_paragraph(), "KẾ HOẠCH", 14, bold=True)
    _centred(document.add_paragraph(), "Cải cách hành chính của xã Bình Minh Hạ năm 2026", 14, bold=True)
    _rule(document.add_paragraph(), 40)


def _body(document: Any) -> None:
    _text(document, INTRODUCTION)
    _text(document, "I. MỤC TIÊU, CHỈ TIÊU", bold=True)
    _text(document, "1. Mục tiêu chung", bold=True)
    _text(document, AIM)
    _text(document, "2. Chỉ tiêu cụ thể", bold=True)
    _dashes(document, TARGETS)
    _text(document, "II. NHIỆM VỤ", bold=True)
    for number, (name, tasks) in enumerate(AREAS, 1):
        _text(document, f"{number}. {name}", bold=True)
        for letter, task in zip("abcd", tasks, strict=False):
            _text(document, f"{letter}) {task}")
    _text(
        document, "(Sản phẩm, phân công và thời gian của một số nhiệm vụ tại Phụ lục kèm theo)", italic=True
    )
    _text(document, "III. CHẾ ĐỘ THÔNG TIN, BÁO CÁO", bold=True)
    _text(document, "1. Thời điểm chốt số liệu của từng kỳ báo cáo:")
    _dashes(document, WINDOWS)
    _text(document, f"2. {OFFICERS_DUE}")
    _text(document, f"3. {SUMMARY_DUE}")
    _text(document, "IV. KINH PHÍ", bold=True)
    _text(document, FUNDING)
    _text(document, "V. TỔ CHỨC THỰC HIỆN", bold=True)
    for number, (name, duties) in enumerate(ROLES, 1):
        _text(document, f"{number}. {name}:", bold=True)
        _dashes(document, duties)
    _text(document, CLOSING)


def _foot(document: Any) -> None:
    _centred(document.add_paragraph(), "", 8)
    left, right = _two_columns(document, (8.2, 8.3))
    run = left.paragraphs[0].add_run("Nơi nhận:")
    run.font.size, run.bold, run.italic = Pt(12), True, True
    for name in RECIPIENTS:
        left.add_paragraph().add_run(f"- {name}").font.size = Pt(11)
    _centred(right.paragraphs[0], "TM. ỦY BAN NHÂN DÂN", 14, bold=True)
    _centred(right.add_paragraph(), "CHỦ TỊCH", 14, bold=True)
    for _space in range(4):
        _centred(right.add_paragraph(), "", 14)
    _centred(right.add_paragraph(), "Vũ Đình Khoát", 14, bold=True)


def _annex(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin, section.top_margin = Mm(30), Mm(15), Mm(20)
    section.different_first_page_header_footer = False
    _centred(document.add_paragraph(), "PHỤ LỤC", 14, bold=True)
    _centred(
        document.add_paragraph(), "SẢN PHẨM, PHÂN CÔNG VÀ THỜI GIAN THỰC HIỆN MỘT SỐ NHIỆM VỤ", 14, bold=True
    )
    subtitle = "(Kèm theo Kế hoạch số 07/KH-UBND ngày 29/12/2025 của UBND xã Bình Minh Hạ)"
    _centred(document.add_paragraph(), subtitle, 13, italic=True)
    _centred(document.add_paragraph(), "", 8)
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _row(table.rows[0], COLUMNS, bold=True)
    _repeat(table.rows[0])
    for code, product, lead, supports, due in ANNEX:
        area, letter = code.split(".")
        task = AREAS[int(area) - 1][1]["abcd".index(letter)]
        _row(table.add_row(), (code, task.rstrip("."), product, lead, supports, due))
    _widths(table, WIDTHS)
    for row in table.rows:
        _whole(row)


def _two_columns(document: Any, widths: tuple[float, float]) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    _widths(table, widths)
    _whole(table.rows[0])
    return table.cell(0, 0), table.cell(0, 1)


def _centred(paragraph: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _rule(paragraph: Any, length_mm: int) -> None:
    """A thin line under the text above, `length_mm` long: a paragraph border between wide indents."""
    cell_mm = {24: 60, 62: 97, 40: 165}[length_mm]
    indent = Mm((cell_mm - length_mm) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.line_spacing = Pt(6)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _text(document: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = bold
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def _dashes(document: Any, texts: tuple[str, ...]) -> None:
    for text in texts:
        _text(document, f"- {text}")


def _row(row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(12), bold
        if bold or index == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _widths(table: Any, widths: tuple[float, ...]) -> None:
    """Both the grid and the cells carry the width: Word reads the one, LibreOffice the other."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _whole(row: Any) -> None:
    """The row is not broken over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(row: Any) -> None:
    """The heading row stands on every page of the table."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


if __name__ == "__main__":
    main()
