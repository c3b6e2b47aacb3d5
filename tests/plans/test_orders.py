"""A task given in one line of a chat: what is plain in it is understood, the rest stays words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.text import fold
from plans.orders import Order, role_named, understood
from storage.enums import DueKind

TODAY = date(2022, 3, 15)
JUSTICE, ECONOMY, BUILDING, OFFICE = 1, 2, 3, 4
ROLES = {
    fold("Công chức Tư pháp – Hộ tịch"): JUSTICE,
    fold("Phòng Kinh tế"): ECONOMY,
    fold("Phòng Kinh tế, Hạ tầng và Đô thị"): BUILDING,
    fold("Văn phòng HĐND và UBND xã"): OFFICE,
}


@pytest.mark.parametrize(
    ("words", "text", "lead", "last_day"),
    [
        ("Rà soát thủ tục trước ngày 20/4", "Rà soát thủ tục.", None, date(2022, 4, 19)),
        (
            "Giao Phòng Kinh tế rà soát hồ sơ, trước ngày 20/4",
            "Rà soát hồ sơ.",
            ECONOMY,
            date(2022, 4, 19),
        ),
        ("giao cho đồng chí Tư pháp - Hộ tịch chủ trì lập báo cáo", "Lập báo cáo", JUSTICE, None),
        ("Lập báo cáo, giao công chức tư pháp hộ tịch.", "Lập báo cáo.", JUSTICE, None),
        ("Kiểm tra chợ, giao Phòng Kinh tế, Hạ tầng và Đô thị", "Kiểm tra chợ.", BUILDING, None),
        ("Giao Văn phòng HĐND & UBND dọn kho (chậm nhất ngày 1/4)", "Dọn kho.", OFFICE, date(2022, 4, 1)),
        ("Tổ chức giao ban hằng tuần", "Tổ chức giao ban hằng tuần", None, None),
        ("Giao đất cho dân", "Giao đất cho dân", None, None),
        ("Việc phòng kinh tế giao hôm qua", "Việc phòng kinh tế giao hôm qua", None, None),
        ("Rà soát trước khi ban hành", "Rà soát trước khi ban hành", None, None),
        ("Nộp báo cáo trước ngày 20/2", "Nộp báo cáo trước ngày 20/2", None, None),
        ("Giao Phòng Kinh tế", "Giao Phòng Kinh tế", None, None),
        ("", "", None, None),
    ],
)
def test_role_and_due_are_taken_only_where_they_are_plain(
    words: str, text: str, lead: int | None, last_day: date | None
) -> None:
    order = understood(words, ROLES, TODAY)
    assert (order.text, order.lead, order.due.on if order.due else None) == (text, lead, last_day)


def test_a_short_form_that_two_roles_share_names_neither() -> None:
    roles = {"cong chuc van hoa": 1, "bo phan van hoa": 2}
    assert understood("Giao văn hóa treo băng rôn", roles, TODAY).lead is None
    assert understood("Giao công chức văn hóa treo băng rôn", roles, TODAY).lead == 1


def test_a_typed_role_is_found_in_any_spelling() -> None:
    assert role_named("tư pháp-hộ tịch", ROLES) == JUSTICE
    assert role_named("Công chức TƯ PHÁP – HỘ TỊCH", ROLES) == JUSTICE
    assert role_named("ai đó", ROLES) is None


def test_ten_thousand_letters_and_emoji_stay_as_they_are() -> None:
    words = "Kiểm tra 🚦 biển báo giao thông; " * 300
    order = understood(words, ROLES, TODAY)
    assert order == Order(words.strip())


@given(st.text(alphabet="giaoGIAO phòngkinhtế,.;()–\n0123/trước ngày🚦", max_size=80))
def test_no_words_are_lost_but_the_role_and_the_due(words: str) -> None:
    order = understood(words, ROLES, TODAY)
    if order.lead is None and order.due is None:
        assert order.text == words.strip()
    assert order.due is None or order.due.kind is not DueKind.UNSTATED
