"""Invented plans of any length: the same six areas with more and more tasks, as Word and as plain text."""

import io
from collections.abc import Iterator

AREAS = (
    "Công tác chỉ đạo, điều hành",
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy",
    "Cải cách tài chính công",
    "Xây dựng chính quyền số",
)
ROLES = ("Công chức Văn phòng - Thống kê", "Công chức Tư pháp - Hộ tịch", "Công chức Tài chính - Kế toán")
_TASK = (
    "Rà soát, cập nhật nội dung số {number} thuộc lĩnh vực {area}, bảo đảm công khai, đúng thời hạn, tối thiểu {share}% hồ "
    "sơ được giải quyết trước hạn và báo cáo kết quả trước ngày {day}/{month}/2026."
)
_LINES_OF_A_PAGE = 40
_LETTERS_OF_A_LINE = 80
_ROWS = 60


def paragraphs(pages: int) -> Iterator[str]:
    """The plan's paragraphs, of some 40 lines a page; a numbered dozen of tasks stands under each area."""
    yield from ("ỦY BAN NHÂN DÂN", "XÃ THỬ NGHIỆM", "Số: 01/KH-UBND", "Thử Nghiệm, ngày 05 tháng 01 năm 2026")
    yield from ("KẾ HOẠCH", "Cải cách hành chính năm 2026", "I. NHIỆM VỤ")
    length = len(_TASK) // _LETTERS_OF_A_LINE + 1
    each = max(1, pages * _LINES_OF_A_PAGE // length // len(AREAS))
    for place, area in enumerate(AREAS, 1):
        yield f"{place}. {area}"
        for number in range(1, each + 1):
            yield "- " + _TASK.format(
                number=number, area=area.lower(), share=50 + number % 50, day=number % 28 + 1, month=number % 12 + 1
            )
    yield "II. TỔ CHỨC THỰC HIỆN"
    for place, role in enumerate(ROLES, 1):
        yield f"{place}. {role}"
        yield f"- Chủ trì {AREAS[place].lower()}; phối hợp thực hiện các nhiệm vụ khác."


def rows() -> Iterator[tuple[str, ...]]:
    """An annex's table, which a plan of any length has one of."""
    yield ("TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian")
    for number in range(1, _ROWS + 1):
        name = f"Xây dựng tài liệu hướng dẫn quy trình nội bộ {number}"
        yield (str(number), name, "Tài liệu", ROLES[number % 3], ROLES[(number + 1) % 3], f"Quý {'I II III IV'.split()[number % 4]}")


def as_text(pages: int) -> bytes:
    return "\n".join(paragraphs(pages)).encode()


def as_word(pages: int) -> bytes:
    import docx

    document = docx.Document()
    for text in paragraphs(pages):
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=6)
    for cells in rows():
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
