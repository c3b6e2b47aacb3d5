"""Deadlines in the words plans use."""

from datetime import date

import pytest

from plans.due import due_of, split_due
from storage.enums import DueKind


@pytest.mark.parametrize(
    ("words", "kind", "on"),
    [
        ("Tháng 3/2023", DueKind.DATE, date(2023, 3, 31)),
        ("Quý II/2023", DueKind.DATE, date(2023, 6, 30)),
        ("Quý IV năm 2023", DueKind.DATE, date(2023, 12, 31)),
        ("Quý III", DueKind.DATE, date(2023, 9, 30)),
        ("trước ngày 15/12/2023", DueKind.DATE, date(2023, 12, 14)),
        ("Trước ngày 01/02/2023", DueKind.DATE, date(2023, 1, 31)),
        ("chậm nhất ngày 18/6", DueKind.DATE, date(2023, 6, 18)),
        ("đến hết ngày 18 tháng 6 năm 2023", DueKind.DATE, date(2023, 6, 18)),
        ("Hạn cuối ngày 18/6/2023", DueKind.DATE, date(2023, 6, 18)),
        ("Trong năm", DueKind.DATE, date(2023, 12, 31)),
        ("Năm 2023", DueKind.DATE, date(2023, 12, 31)),
        ("Khi phát sinh", DueKind.ON_REQUEST, None),
        ("Khi có yêu cầu", DueKind.ON_REQUEST, None),
        ("Mỗi năm hai đợt", DueKind.HALF_YEARLY, None),
        ("6 tháng", DueKind.HALF_YEARLY, None),
        ("Hằng tuần", DueKind.WEEKLY, None),
        ("Hàng tháng", DueKind.MONTHLY, None),
        ("Hằng quý", DueKind.QUARTERLY, None),
        ("Hàng năm", DueKind.YEARLY, None),
        ("Thường xuyên", DueKind.ONGOING, None),
        ("ngày 31/2/2023", DueKind.UNSTATED, None),
        ("", DueKind.UNSTATED, None),
    ],
)
def test_a_phrase_gives_its_kind_and_last_day(words: str, kind: DueKind, on: date | None) -> None:
    due = due_of(words, 2023)
    assert (due.kind, due.on) == (kind, on)


def test_a_quarter_without_a_year_is_not_guessed_in_a_plan_of_many_years() -> None:
    assert due_of("Quý III", None).kind is DueKind.UNSTATED


def test_a_deadline_at_the_end_of_a_task_is_taken_off_it() -> None:
    text, due = split_due("Ban hành quy chế làm việc, hoàn thành trước ngày 30/6/2023.", 2023)
    assert text == "Ban hành quy chế làm việc."
    assert due.on == date(2023, 6, 29)


def test_a_date_inside_a_sentence_stays_there() -> None:
    sentence = "Thực hiện Nghị định số 5 ngày 01/6/2020 của Chính phủ về vị trí việc làm."
    assert split_due(sentence, 2023)[0] == sentence
