from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.derive import Derived
from reports.indicators import CATALOGUE
from reports.wording import abridged, amount, lower_first, number, percent, sentence, with_source

SPECS = {spec.code: spec for spec in CATALOGUE}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("đã ban hành kế hoạch", "Đã ban hành kế hoạch."),
        ("Đã họp ;", "Đã họp."),
        ("- phát 12 tin\n- họp 3 buổi", "Phát 12 tin. Họp 3 buổi."),
        ("có   nhiều  khoảng trắng ,thừa", "Có nhiều khoảng trắng ,thừa."),
        ("xong , gửi rồi", "Xong, gửi rồi."),
        ("Có cần bổ sung không?", "Có cần bổ sung không?"),
        ("hết quý./.", "Hết quý."),
        ("\u0000\u0007", ""),
    ],
)
def test_officers_words_become_a_tidy_sentence(typed, printed) -> None:
    assert sentence(typed) == printed


@given(st.text())
def test_any_text_becomes_sentences_without_control_characters_or_double_spaces(text) -> None:
    printed = sentence(text)
    assert "  " not in printed
    assert all(letter.isprintable() for letter in printed)


def test_an_abbreviation_keeps_its_capitals_inside_a_sentence() -> None:
    assert lower_first("UBND xã ban hành") == "UBND xã ban hành"
    assert lower_first("Đã ban hành") == "đã ban hành"


def test_a_long_task_is_cut_between_words_and_a_decimal_point_is_no_end() -> None:
    assert abridged("Giải quyết 1.234 hồ sơ đúng hạn; số hóa kết quả") == "Giải quyết 1.234 hồ sơ đúng hạn"
    short = abridged("nâng cao chất lượng " * 30)
    assert len(short) <= 141
    assert short.endswith("…")


def test_a_source_stands_inside_the_sentence() -> None:
    assert with_source("thiếu máy quét.", "Công chức A") == "Thiếu máy quét (Công chức A)."


def test_numbers_are_printed_the_vietnamese_way() -> None:
    assert number(Decimal("1234.5")) == "1.234,5"
    assert number(Decimal(1_000_000)) == "1.000.000"
    assert percent(Decimal("95.50")) == "95,5%"
    assert percent(Decimal(412) * 100 / 415) == "99,28%"


def test_values_are_printed_by_their_kind() -> None:
    third = Derived(Decimal(96), Decimal(120), Decimal(125))
    assert amount(SPECS["3.4"], third) == "120/125 hồ sơ (96%)"
    assert amount(SPECS["3.4"], Derived(None, Decimal(0), Decimal(0))) == "0/0 hồ sơ"
    assert amount(SPECS["6.3"], Derived(Decimal(12_500_000))) == "12.500.000 đồng"
    assert amount(SPECS["3.2"], Derived(None)) == "–"
