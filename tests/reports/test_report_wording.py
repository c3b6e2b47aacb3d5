from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.derive import Derived
from reports.indicators import CATALOGUE
from reports.wording import abridged, amount, lower_first, number, percent, period_name, sentence, with_source

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
    assert len(short) <= 201
    assert short.endswith("…")
    assert abridged("Rà soát văn bản và của các thôn", limit=18) == "Rà soát văn bản…"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2022-Q1", "quý I năm 2022"),
        ("2022-Q3", "quý III năm 2022"),
        ("2022-H1", "6 tháng đầu năm 2022"),
        ("2022-9M", "9 tháng đầu năm 2022"),
        ("2022-Y", "năm 2022"),
        ("2022-M03", "tháng 3 năm 2022"),
        ("2022-W11", "tuần 11 năm 2022"),
        ("đột xuất", "từ ngày 1/3/2022 đến ngày 9/3/2022"),
    ],
)
def test_a_period_is_named_as_titles_print_it(code, name) -> None:
    assert period_name(code, date(2022, 3, 1), date(2022, 3, 9)) == name


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
