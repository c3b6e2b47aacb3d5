import datetime as dt
from decimal import Decimal

import pytest

from locales import LANGUAGES, N_, translator

VI = translator("vi")
EN = translator("en")
WEDNESDAY = dt.date(2022, 3, 16)


def test_a_message_is_said_with_its_values() -> None:
    assert VI("Câu chưa có trong danh mục: {n} việc", n=3) == "Câu chưa có trong danh mục: 3 việc"


def test_braces_in_a_value_are_left_alone() -> None:
    assert VI("Đã ghi: {text}", text="{n} {0}") == "Đã ghi: {n} {0}"


def test_a_missing_value_is_loud() -> None:
    with pytest.raises(KeyError):
        VI("Còn {n} việc chưa có trong danh mục")


def test_a_marked_message_is_itself() -> None:
    assert N_("Quý I") == "Quý I"


def test_a_counted_message_writes_its_number_as_the_reader_does() -> None:
    assert VI.n("{n} thứ chưa có trong danh mục", "{n} thứ chưa có trong danh mục", 1234).startswith("1.234 ")
    assert EN.n("{n} thứ chưa có trong danh mục", "{n} thứ chưa có trong danh mục", n=1234).startswith(
        "1,234 "
    )


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal("1234.5"), "1.234,5", "1,234.5"),
        (1234567, "1.234.567", "1,234,567"),
        (0, "0", "0"),
        (Decimal(-5), "-5", "-5"),
        (Decimal("0.123456789"), "0,123456789", "0.123456789"),
        (Decimal("1E+5"), "100.000", "100,000"),
    ],
)
def test_a_number_is_written_with_all_its_digits(value: Decimal | int, vietnamese: str, english: str) -> None:
    assert (VI.number(value), EN.number(value)) == (vietnamese, english)


def test_a_percentage_is_already_in_percent() -> None:
    assert (VI.percent(Decimal("95.5")), EN.percent(100)) == ("95,5%", "100%")


def test_dates_are_written_as_offices_write_them() -> None:
    assert (VI.date(WEDNESDAY), VI.day_month(WEDNESDAY)) == ("16/3/2022", "16/3")
    assert (EN.date(WEDNESDAY), EN.day_month(WEDNESDAY)) == ("16 Mar 2022", "16 Mar")


def test_a_weekday_is_small_inside_a_sentence_and_capital_at_its_start() -> None:
    assert (VI.weekday(WEDNESDAY), VI.weekday(WEDNESDAY, sentence_start=True)) == ("thứ Tư", "Thứ Tư")
    assert VI.weekday(dt.date(2022, 3, 20)) == "Chủ nhật"
    assert EN.weekday(WEDNESDAY) == "Wednesday"


def test_a_moment_is_told_by_the_clock_in_ho_chi_minh_city() -> None:
    evening = dt.datetime(2022, 3, 16, 20, 5, tzinfo=dt.UTC)
    assert VI.moment(evening) == "03:05 ngày 17/3/2022"
    assert EN.moment(evening) == "03:05, 17 Mar 2022"
    with pytest.raises(ValueError, match="time zone"):
        VI.moment(evening.replace(tzinfo=None))


def test_there_is_one_translator_for_each_language_and_none_for_others() -> None:
    assert all(translator(language) is translator(language) for language in LANGUAGES)
    with pytest.raises(ValueError, match="'fr'"):
        translator("fr")
