"""Plain text, Markdown and CSV."""

import pytest

from plans.files import read_lines

TCVN3 = (
    "KÕ ho¹ch c¶i c¸ch hµnh chÝnh cña ñy ban nh©n d©n x·: rµ so¸t thñ tôc, c«ng khai kÕt qu¶ gi¶i quyÕt, n©ng cao chÊt "
    "l\u00adîng phôc vô ng\u00adêi d©n; c«ng chøc ®\u00adîc ph©n c«ng ph¶i thùc hiÖn ®óng thêi h¹n."
)
VNI = (
    "Keá hoaïch caûi caùch haønh chính cuûa UÛy ban nhaân daân xaõ: raø soaùt thuû tuïc, coâng khai keát quaû giaûi quyeát, "
    "naâng cao chaát löôïng phuïc vuï ngöôøi daân; coâng chöùc ñöôïc phaân coâng thöïc hieän ñuùng thôøi haïn."
)


def test_a_markdown_table_becomes_rows_as_words_do() -> None:
    text = (
        "## **PHỤ LỤC**\n\n| TT | Nhiệm vụ | Chủ trì |\n|:--|---|:-:|\n| **I** | Thể chế | |\n"
        "| 1 | Rà soát<br>văn bản \\| khác | Tư pháp |\n\n---\nSau a|b"
    )
    assert _seen("kh.md", text.encode()) == [
        "PHỤ LỤC",
        ("TT", "Nhiệm vụ", "Chủ trì"),
        ("I", "Thể chế", ""),
        ("1", "Rà soát\nvăn bản | khác", "Tư pháp"),
        "Sau a|b",
    ]


def test_a_table_without_outer_bars_is_one_too_and_ends_with_its_last_row() -> None:
    seen = _seen("kh.md", "Bảng\nTT | Việc\n--- | ---\n1 | A\nSau<br/>đó".encode())
    assert seen == ["Bảng", ("TT", "Việc"), ("1", "A"), "Sau", "đó"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_as_a_sheet(separator: str) -> None:
    rows = (("KẾ HOẠCH", "", ""), ("STT", "Nhiệm vụ", "Chủ trì"), ("1", '"Rà soát\nvăn bản"', "Tư pháp"))
    text = "\n".join(separator.join(row) for row in rows)
    assert _seen("kh.csv", text.encode()) == [
        "KẾ HOẠCH",
        ("STT", "Nhiệm vụ", "Chủ trì"),
        ("1", "Rà soát\nvăn bản", "Tư pháp"),
    ]


@pytest.mark.parametrize(
    "data", [TCVN3.encode("latin-1"), VNI.encode("latin-1"), TCVN3.encode(), VNI.encode("utf-16")]
)
def test_letters_of_old_fonts_are_read_whatever_carries_them(data: bytes) -> None:
    (line,) = _seen("kh.txt", data)
    assert str(line).lower().startswith("kế hoạch cải cách hành chính của ủy ban nhân dân xã: rà soát")
    assert str(line).endswith("đúng thời hạn.")


@pytest.mark.parametrize("bullet", "•●▪◦○■➢✓\uf0b7\uf0d8–—")
def test_every_bullet_is_a_dash(bullet: str) -> None:
    assert _seen("kh.txt", f"{bullet} Rà soát".encode()) == ["- Rà soát"]


@pytest.mark.parametrize("number", ["7", "- 7 -", "Trang 7/12", "trang 7"])
def test_page_numbers_between_wrapped_lines_are_left_out(number: str) -> None:
    page = "\n".join(f"dòng thứ {word} của một văn bản được ngắt đều ở sáu mươi chữ" for word in ("một", "hai", "ba", "tư"))
    assert number not in _seen("kh.txt", f"{page}\n{number}\n{page}".encode())


def _seen(name: str, data: bytes) -> list[str | tuple[str, ...]]:
    return [line.text or line.cells for line in read_lines(name, data).lines]
