"""Figures as officers type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understand import (
    Ambiguous,
    Asked,
    Expecting,
    FreeText,
    Meaning,
    NotANumber,
    NumberTrouble,
    Parts,
    Percent,
    Value,
    ValueType,
    understand,
)
from locales import translator


def _figure(text: str, value_type: ValueType, unit: str | None = None) -> Meaning:
    return understand(text, Asked(Expecting.FIGURE, value_type, unit))


def _amounts(meaning: Meaning) -> list[Decimal]:
    assert isinstance(meaning, Ambiguous), meaning
    return [each.amount for each in meaning.candidates if isinstance(each, Value | Percent)]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("0", 0, ""),
        ("120", 120, ""),
        ("120 hồ sơ", 120, "hồ sơ"),
        ("120 hs ạ", 120, "hs"),
        ("tổng số: 120 văn bản", 120, "văn bản"),
        ("1.234", 1234, ""),
        ("1 234 567", 1234567, ""),
        ("1.234,5", Decimal("1234.5"), ""),
        ("1.200 m²", 1200, "m²"),
    ],
)
def test_a_count(text: str, amount: Decimal, unit: str) -> None:
    assert _figure(text, "count") == Value(text, Decimal(amount), unit)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234.567 đồng", 1_234_567),
        ("1.234.567đ", 1_234_567),
        ("1.234.567₫", 1_234_567),
        ("1,2 tỷ", 1_200_000_000),
        ("1,2 tỉ đồng ạ", 1_200_000_000),
        ("15 triệu", 15_000_000),
        ("15tr", 15_000_000),
        ("15 trđ", 15_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("2 nghìn tỷ đồng", 2_000_000_000_000),
    ],
)
def test_money(text: str, amount: int) -> None:
    found = _figure(text, "money")
    assert isinstance(found, Value)
    assert found.amount == amount


@pytest.mark.parametrize("text", ["95,5%", "95,5 %", "95,5 phần trăm", "đạt 95,5% ạ", "95,5"])
def test_a_percentage(text: str) -> None:
    assert _figure(text, "percent") == Percent(text, Decimal("95.5"))


def test_a_percentage_alone_lacks_the_parts_of_a_ratio() -> None:
    assert _figure("95,5%", "ratio") == Percent("95,5%", Decimal("95.5"), lacks_parts=True)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("120/125", None),
        ("120 / 125 hồ sơ", None),
        ("120 hs/125 hs", None),
        ("120 trên 125", None),
        ("120 trên tổng số 125 hồ sơ", None),
        ("120⁄125", None),
        ("120/125 (96%)", 96),
        ("120/125 = 96%", 96),
        ("120/125, đạt 96%", 96),
        ("96% (120/125)", 96),
    ],
)
def test_the_parts_of_a_ratio(text: str, stated: int | None) -> None:
    expected = Parts(text, Decimal(120), Decimal(125), None if stated is None else Decimal(stated))
    assert _figure(text, "ratio") == expected


def test_parts_are_returned_as_they_are_even_when_they_cannot_be() -> None:
    assert _figure("130/125", "ratio") == Parts("130/125", Decimal(130), Decimal(125))
    assert _figure("5/0", "ratio") == Parts("5/0", Decimal(5), Decimal(0))


def test_what_is_said_beyond_the_figure_is_kept_as_a_note() -> None:
    text = "120/125, còn 5 hồ sơ chờ bổ sung"
    assert _figure(text, "ratio") == Parts(text, Decimal(120), Decimal(125), note="còn 5 hồ sơ chờ bổ sung")
    text = "120 hồ sơ (trong đó 5 trực tuyến)"
    assert _figure(text, "count") == Value(text, Decimal(120), "hồ sơ", note="trong đó 5 trực tuyến")


@pytest.mark.parametrize(
    ("text", "value_type", "candidates"),
    [
        ("1.234", "percent", ["1234", "1.234"]),
        ("1.234%", "ratio", ["1234", "1.234"]),
        ("12.5", "count", ["12.5", "125"]),
        ("1,234", "count", ["1.234", "1234"]),
        ("1,234,567", "count", ["1234567"]),
        ("0.123", "count", ["0.123"]),
        ("1.5 tỷ", "money", ["1500000000", "15000000000"]),
        ("khoảng 120", "count", ["120"]),
        ("~120", "count", ["120"]),
        ("- 120 hồ sơ", "count", ["120"]),
        ("120 con trâu", "count", ["120"]),
        ("120 125", "ratio", ["120125"]),
    ],
)
def test_a_doubt_is_asked_about_and_never_decided(
    text: str, value_type: ValueType, candidates: list[str]
) -> None:
    assert _amounts(_figure(text, value_type)) == [Decimal(each) for each in candidates]


def test_a_ratio_in_doubt_has_whole_ratios_to_choose_from() -> None:
    assert _figure("12.5/13", "ratio") == Ambiguous(
        "12.5/13",
        (Parts("12.5/13", Decimal("12.5"), Decimal(13)), Parts("12.5/13", Decimal(125), Decimal(13))),
    )


def test_the_unit_of_the_figure_asked_for_is_no_doubt() -> None:
    assert _figure("120 con trâu", "count", "con trâu") == Value("120 con trâu", Decimal(120), "con trâu")


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("-5", NumberTrouble.NEGATIVE),
        ("–5", NumberTrouble.NEGATIVE),
        ("âm 5", NumberTrouble.NEGATIVE),
        ("9" * 16, NumberTrouble.TOO_LONG),
        ("9" * 5000, NumberTrouble.TOO_LONG),
        ("１２０", NumberTrouble.STRANGE_DIGITS),
        ("10²", NumberTrouble.STRANGE_DIGITS),
        ("½", NumberTrouble.STRANGE_DIGITS),
        ("1️⃣", NumberTrouble.STRANGE_DIGITS),
        ("17/3/2022", NumberTrouble.MALFORMED),
        ("120-125", NumberTrouble.MALFORMED),
        ("12.34.5", NumberTrouble.MALFORMED),
    ],
)
def test_what_only_looks_like_a_figure_has_its_reason(text: str, trouble: NumberTrouble) -> None:
    assert _figure(text, "count") == NotANumber(text, trouble)


@pytest.mark.parametrize("text", ["em chưa có", "120?", "$120", "(120)", "1tỷ2", "một trăm"])
def test_what_is_no_figure_stays_text(text: str) -> None:
    assert isinstance(_figure(text, "count"), FreeText)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_as_we_write_it_is_read_back(amount: Decimal) -> None:
    text = translator("vi").number(amount)
    found = _figure(text, "money")
    assert isinstance(found, Value)
    assert found.amount == amount


@given(st.decimals(min_value=0, max_value=999, places=3))
def test_a_percentage_as_we_write_it_is_read_back_or_asked_about(amount: Decimal) -> None:
    found = _figure(translator("vi").percent(amount), "percent")
    assert amount in (_amounts(found) if isinstance(found, Ambiguous) else [getattr(found, "amount", None)])
