import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.text import fold, nfc, same_name, unaccent


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công chức Tư pháp – Hộ tịch", "công chức tư pháp-hộ tịch"),
        ("Công chức Văn hoá và Thông tin", "Công chức Văn hóa & Thông tin"),
        ("Văn phòng HĐND và UBND xã", "Văn phòng HĐND&UBND xã"),
        ("Văn phòng  Đảng ủy", "VĂN PHÒNG ĐẢNG UỶ"),
        ("Nội vụ", unicodedata.normalize("NFD", "Nội\u00a0vụ")),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert same_name(one, other)


def test_different_names_stay_different() -> None:
    assert not same_name("Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị")


def test_unaccented_text_keeps_case_and_punctuation() -> None:
    assert unaccent("Đã xong, ạ!") == "Da xong, a!"


@given(st.text())
def test_keys_are_stable(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert fold(fold(text)) == fold(text)
