"""A day or a stretch of days as somebody types it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding.days import day_meant, days_meant, next_monday, next_month

TODAY = date(2022, 3, 15)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1/4", date(2022, 4, 1)),
        ("ngày 01/04/2022", date(2022, 4, 1)),
        ("từ ngày 1-4", date(2022, 4, 1)),
        ("14/3", date(2022, 3, 14)),
        ("5/1", date(2022, 1, 5)),
        ("5/1/2023", date(2023, 1, 5)),
        ("hôm nay", TODAY),
        ("Ngày mai", date(2022, 3, 16)),
        ("thứ Hai tới", date(2022, 3, 21)),
        ("đầu tháng tới", date(2022, 4, 1)),
        ("31/2", None),
        ("1/4 và 2/4", None),
        ("lúc nào cũng được", None),
        ("99/99", None),
        ("", None),
    ],
)
def test_one_day(said: str, meant: date | None) -> None:
    assert day_meant(said, TODAY) == meant


def test_without_a_year_it_is_the_nearest() -> None:
    assert day_meant("5/1", date(2022, 12, 20)) == date(2023, 1, 5)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("3 ngày", (TODAY, date(2022, 3, 17))),
        ("1 tuần", (TODAY, date(2022, 3, 21))),
        ("đến ngày 25/3", (TODAY, date(2022, 3, 25))),
        ("từ 20/3 đến 25/3", (date(2022, 3, 20), date(2022, 3, 25))),
        ("20/3 - 25/3/2022", (date(2022, 3, 20), date(2022, 3, 25))),
        ("từ 25/3 đến 20/3", None),
        ("đến ngày 1/3", None),
        ("0 ngày", None),
        ("vài hôm", None),
    ],
)
def test_a_stretch_of_days(said: str, meant: tuple[date, date] | None) -> None:
    assert days_meant(said, TODAY, TODAY) == meant


@given(st.text(max_size=80))
def test_no_words_break_it(said: str) -> None:
    day = day_meant(said, TODAY)
    days = days_meant(said, TODAY, TODAY)
    assert day is None or isinstance(day, date)
    assert days is None or days[0] <= days[1]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_buttons_days_lie_ahead(today: date) -> None:
    assert next_monday(today) > today
    assert next_monday(today).weekday() == 0
    assert next_month(today) > today
    assert next_month(today).day == 1
