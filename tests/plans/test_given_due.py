"""When a task given in the chat is due."""

from datetime import date

import pytest

from plans.given_due import Offer, PastDayError, offered, typed
from storage.enums import DueKind

TUESDAY = date(2022, 3, 15)


@pytest.mark.parametrize(
    ("offer", "today", "on"),
    [
        (Offer.TODAY, TUESDAY, TUESDAY),
        (Offer.TOMORROW, date(2022, 12, 31), date(2023, 1, 1)),
        (Offer.FRIDAY, TUESDAY, date(2022, 3, 18)),
        (Offer.FRIDAY, date(2022, 3, 18), date(2022, 3, 25)),
        (Offer.FRIDAY, date(2022, 3, 19), date(2022, 3, 25)),
        (Offer.MONTH, date(2024, 2, 10), date(2024, 2, 29)),
        (Offer.QUARTER, date(2022, 12, 31), date(2022, 12, 31)),
        (Offer.QUARTER, date(2022, 4, 1), date(2022, 6, 30)),
    ],
)
def test_a_button_stands_for_a_day(offer: Offer, today: date, on: date) -> None:
    due = offered(offer, today)
    assert (due.kind, due.on) == (DueKind.DATE, on)


@pytest.mark.parametrize(
    ("offer", "kind", "first"),
    [
        (Offer.WEEKLY, DueKind.WEEKLY, date(2022, 3, 18)),
        (Offer.MONTHLY, DueKind.MONTHLY, date(2022, 3, 31)),
        (Offer.QUARTERLY, DueKind.QUARTERLY, date(2022, 3, 31)),
        (Offer.NONE, DueKind.UNSTATED, None),
    ],
)
def test_what_comes_back_is_anchored_at_its_first_day(
    offer: Offer, kind: DueKind, first: date | None
) -> None:
    due = offered(offer, TUESDAY)
    assert (due.kind, due.on) == (kind, first)


@pytest.mark.parametrize(
    ("words", "kind", "on"),
    [
        ("20/4", DueKind.DATE, date(2022, 4, 20)),
        ("trước ngày 20/4", DueKind.DATE, date(2022, 4, 19)),
        ("hết ngày 15/3", DueKind.DATE, TUESDAY),
        ("quý II", DueKind.DATE, date(2022, 6, 30)),
        ("thứ Sáu", DueKind.DATE, date(2022, 3, 18)),
        ("ngày mai", DueKind.DATE, date(2022, 3, 16)),
        ("hằng tuần", DueKind.WEEKLY, date(2022, 3, 18)),
        ("hàng quý", DueKind.QUARTERLY, date(2022, 3, 31)),
        ("6 tháng", DueKind.HALF_YEARLY, date(2022, 6, 30)),
        ("hằng năm", DueKind.YEARLY, date(2022, 12, 31)),
        ("thường xuyên", DueKind.ONGOING, None),
        ("không đặt hạn", DueKind.UNSTATED, None),
    ],
)
def test_a_typed_due_is_understood(words: str, kind: DueKind, on: date | None) -> None:
    due = typed(words, TUESDAY)
    assert due is not None
    assert (due.kind, due.on) == (kind, on)


@pytest.mark.parametrize("words", ["ngày 31/2", "sớm", "🚦", "xong"])
def test_other_words_are_no_due(words: str) -> None:
    assert typed(words, TUESDAY) is None


@pytest.mark.parametrize("words", ["14/3", "20/2/2022", "tháng 2/2022", "quý IV/2021"])
def test_a_day_that_is_over_is_said_to_be(words: str) -> None:
    with pytest.raises(PastDayError):
        typed(words, TUESDAY)


def test_a_day_without_a_year_in_december_is_the_coming_years() -> None:
    due = typed("20/1", date(2022, 12, 20))
    assert due is not None
    assert due.on == date(2023, 1, 20)
