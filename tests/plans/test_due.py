"""Deadlines in the words plans use."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.due import due_of, due_within, split_due
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


@pytest.mark.parametrize(
    ("words", "kind", "on"),
    [
        ("từ 01/3 đến 15/3", DueKind.DATE, date(2026, 3, 15)),
        ("Từ ngày 01/3/2026 đến ngày 15/3/2026", DueKind.DATE, date(2026, 3, 15)),
        ("30/6 và 31/12", DueKind.DATE, date(2026, 12, 31)),
        ("Tuần 1 tháng 4", DueKind.DATE, date(2026, 4, 7)),
        ("đầu tháng 5", DueKind.DATE, date(2026, 5, 10)),
        ("giữa quý III", DueKind.DATE, date(2026, 8, 31)),
        ("cuối quý II", DueKind.DATE, date(2026, 6, 30)),
        ("06 tháng đầu năm", DueKind.DATE, date(2026, 6, 30)),
        ("9 tháng đầu năm", DueKind.DATE, date(2026, 9, 30)),
        ("Quý I, III", DueKind.DATE, date(2026, 9, 30)),
        ("Quý II - Quý III/2026", DueKind.DATE, date(2026, 9, 30)),
        ("Tháng 6 và tháng 12/2026", DueKind.DATE, date(2026, 12, 31)),
        ("Cả năm", DueKind.DATE, date(2026, 12, 31)),
        ("Trước tháng 6/2026", DueKind.DATE, date(2026, 5, 31)),
        ("ngày 25 hằng tháng", DueKind.MONTHLY, None),
        ("tuần cuối của mỗi tháng", DueKind.MONTHLY, None),
        ("01 lần/quý", DueKind.QUARTERLY, None),
        ("06 tháng/lần", DueKind.HALF_YEARLY, None),
        ("2 lần/năm", DueKind.HALF_YEARLY, None),
        ("Quý IV hằng năm", DueKind.YEARLY, None),
        ("trước ngày 15/01 của năm kế hoạch", DueKind.YEARLY, None),
        ("mỗi năm một lớp", DueKind.YEARLY, None),
        ("thường xuyên trong năm", DueKind.ONGOING, None),
        ("Trong vòng 05 ngày kể từ khi có quyết định", DueKind.ON_REQUEST, None),
        ("Theo quy định", DueKind.UNSTATED, None),
        ("Theo quy chế làm việc", DueKind.UNSTATED, None),
    ],
)
def test_spans_lists_parts_and_turns(words: str, kind: DueKind, on: date | None) -> None:
    due = due_of(words, 2026)
    assert (due.kind, due.on) == (kind, on)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Rà soát; hoàn thành trong tháng 8/2026.", "Rà soát."),
        ("Trả kết quả cho dân chậm nhất ngày 31/5/2026.", "Trả kết quả cho dân."),
        ("Công khai (TCTP 3.1, 3.4); thực hiện thường xuyên.", "Công khai (TCTP 3.1, 3.4)."),
        ("Theo Nghị quyết số 18-NQ/TW ngày 25/10/2017.", "Theo Nghị quyết số 18-NQ/TW ngày 25/10/2017."),
        ("Phát 48 tin, bài trong năm.", "Phát 48 tin, bài trong năm."),
        ("Giải ngân vốn, báo cáo tiến độ theo quý.", "Giải ngân vốn, báo cáo tiến độ theo quý."),
    ],
)
def test_only_an_appended_deadline_is_taken_off(text: str, bare: str) -> None:
    assert split_due(text, 2026)[0] == bare


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thường xuyên kiểm tra thể thức văn bản", DueKind.ONGOING),
        ("Hằng tháng công khai kết quả", DueKind.MONTHLY),
        ("Mỗi năm cử 02 công chức đi học", DueKind.YEARLY),
        ("Ban hành kế hoạch hằng năm của xã", DueKind.UNSTATED),
        ("Lấy kết quả công việc hằng tháng làm căn cứ", DueKind.UNSTATED),
    ],
)
def test_what_a_sentence_says_in_passing_counts_when_it_is_meant(text: str, kind: DueKind) -> None:
    assert due_within(text, 2026).kind is kind


_BEFORE = st.sampled_from(["trước ngày", "Trước", "xong trước ngày", "hoàn thành trước ngày"])
_UNTIL = st.sampled_from(
    ["chậm nhất ngày", "đến hết ngày", "Hạn cuối ngày", "chậm nhất", "muộn nhất là ngày", ""]
)


def _written(day: date) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            f"{day.day}/{day.month}/{day.year}",
            f"{day.day:02}/{day.month:02}/{day.year}",
            f"{day.day} tháng {day.month} năm {day.year}",
            f"{day.day:02}/{day.month}",
        ]
    )


@given(st.dates(date(2026, 1, 2), date(2026, 12, 31)), st.data())
def test_any_day_however_written_is_that_day_or_the_one_before(day: date, data: st.DataObject) -> None:
    words = data.draw(_written(day))
    assert due_of(f"{data.draw(_UNTIL)} {words}", 2026).on == day
    assert due_of(f"{data.draw(_BEFORE)} {words}", 2026).on == day - timedelta(days=1)


@given(st.text(max_size=300))
def test_no_words_break_the_reading_of_a_deadline(words: str) -> None:
    due_of(words, 2026)
    split_due(words, None)
    due_within(words, 2026)
