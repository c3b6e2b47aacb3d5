"""Which two names a careful clerk would ask about: is this one role?"""

import time

import pytest

from plans.alike import look_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công chức Tư pháp – Hộ tịch", "Công chức Hộ tịch - Tư pháp xã"),
        ("Công chức Tư pháp", "Công chức Tư pháp – Hộ tịch"),
        ("Văn phòng UBND xã", "Văn phòng HĐND và UBND xã"),
        ("VP HĐND-UBND", "Văn phòng HĐND và UBND xã"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Văn phòng HĐND&UBND phường"),
        ("Công chức TC-KT", "Công chức Tài chính – Kế toán"),
        ("UBMTTQVN xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
        ("Đài truyền thanh xã", "Truyền thanh xã"),
    ],
)
def test_shorter_abbreviated_or_turned_round_it_may_be_one_role(one: str, other: str) -> None:
    assert look_alike(one, other)
    assert look_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công chức Tư pháp – Hộ tịch", "Công chức Tài chính – Kế toán"),
        ("Công chức Văn hóa - Xã hội", "Công chức Văn hóa và Thông tin"),
        ("Chủ tịch UBND phường", "Phó Chủ tịch UBND phường"),
        ("Văn phòng HĐND và UBND xã", "Công chức Văn phòng Đảng ủy - Nội vụ"),
        ("Công chức Tài chính", "Phòng Tài chính huyện"),
        ("UBND xã", "Văn phòng HĐND và UBND xã"),
        ("Công an xã", "Công an xã"),
        ("Các xã", "xã"),
    ],
)
def test_different_posts_and_equal_names_are_not_asked_about(one: str, other: str) -> None:
    assert not look_alike(one, other)
    assert not look_alike(other, one)


def test_a_name_made_of_initials_only_is_compared_in_no_time() -> None:
    start = time.perf_counter()
    assert not look_alike("aa " * 40 + "b", "aa " * 39 + "c d e")
    assert time.perf_counter() - start < 0.5
