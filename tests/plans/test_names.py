"""Names of roles: lists of them, their spellings, and what names nobody."""

import pytest

from plans.names import is_higher_level, is_shortened, is_vague, listed, looks_like_role, same_role
from plans.roles import Roster, role_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VP HĐND&UBND", "Văn phòng HĐND và UBND xã"),
        ("P. VH-XH", "Phòng Văn hóa – Xã hội"),
        ("VHXH", "Phòng Văn hóa – Xã hội"),
        ("CC Tư pháp - HT", "Công chức Tư pháp – Hộ tịch"),
        ("TTPVHCC", "Trung tâm Phục vụ hành chính công xã"),
        ("MTTQ xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
        ("BCH Quân sự xã", "Ban Chỉ huy Quân sự xã"),
        ("Phòng KT-HT&ĐT", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("Công chức Văn hoá - Xã hội", "công chức Văn hóa – Xã hội"),
    ],
)
def test_two_spellings_are_one_role(one: str, other: str) -> None:
    assert same_role(one, other)
    assert same_role(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công chức Văn hóa - Xã hội", "Phòng Văn hóa – Xã hội"),
        ("Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("Chủ tịch UBND xã", "Phó Chủ tịch UBND xã"),
        ("Thôn 1", "Thôn 2"),
        ("Công chức Văn phòng - Thống kê", "Công chức Văn phòng Đảng ủy - Nội vụ"),
    ],
)
def test_neighbouring_names_stay_two(one: str, other: str) -> None:
    assert not same_role(one, other)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phòng Kinh tế; Công an xã, các thôn", ("Phòng Kinh tế", "Công an xã", "các thôn")),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ("Phòng Kinh tế, Hạ tầng và Đô thị",)),
        ("Văn phòng HĐND và UBND và Công an xã", ("Văn phòng HĐND và UBND", "Công an xã")),
        ("Mặt trận Tổ quốc và các đoàn thể xã", ("Mặt trận Tổ quốc và các đoàn thể xã",)),
        ("Trung tâm Văn hóa, Thông tin phường", ("Trung tâm Văn hóa, Thông tin phường",)),
    ],
)
def test_a_list_divides_where_a_name_begins(text: str, names: tuple[str, ...]) -> None:
    assert listed(text) == names


@pytest.mark.parametrize(
    "name", ["Các bộ phận liên quan", "các phòng, đơn vị thuộc xã", "Công chức chuyên môn", "UBND xã"]
)
def test_some_names_mean_nobody(name: str) -> None:
    assert is_vague(name)


@pytest.mark.parametrize("name", ["Các thôn", "Trưởng các thôn", "Các trường học trên địa bàn xã"])
def test_others_mean_many_but_somebody(name: str) -> None:
    assert not is_vague(name)
    assert looks_like_role(name)


@pytest.mark.parametrize("sentence", ["Áp dụng hệ thống", "Phòng chống tham nhũng", "Ban hành kế hoạch"])
def test_a_task_is_not_taken_for_a_role(sentence: str) -> None:
    assert not looks_like_role(sentence)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Công chức Tài chính – Kế toán chủ trì cải cách tài chính công", "Công chức Tài chính – Kế toán"),
        ("Ban quản lý chợ: quản lý chợ", "Ban quản lý chợ"),
        ("Công chức Địa chính - xây dựng: phối hợp", "Công chức Địa chính - xây dựng"),
        ("Đề nghị Ủy ban MTTQ và các tổ chức chính trị: giám sát", "Ủy ban MTTQ và các tổ chức chính trị"),
    ],
)
def test_a_name_ends_where_the_duty_begins(heading: str, name: str) -> None:
    assert role_name(heading) == name


def test_a_roster_keeps_one_role_under_its_full_name_and_its_abbreviation_defined_in_brackets() -> None:
    roster = Roster()
    roster.add("P. VH-XH", 3)
    roster.add("Phòng Văn hóa – Xã hội", 9)
    roster.add("Trung tâm Phục vụ hành chính công (sau đây gọi tắt là Trung tâm)", 11)
    assert roster.names() == ("Phòng Văn hóa – Xã hội", "Trung tâm Phục vụ hành chính công")
    assert roster.own("Trung tâm") == "Trung tâm Phục vụ hành chính công"
    assert roster.aliases("Phòng Văn hóa – Xã hội") == ("P. VH-XH",)
    assert roster.add("các đơn vị liên quan", 12) is None


def test_bodies_above_the_commune_and_abbreviations_are_known() -> None:
    assert is_higher_level("Phòng Nội vụ huyện")
    assert not is_higher_level("Bộ phận Tiếp nhận và Trả kết quả")
    assert is_shortened("P. VH-XH")
    assert not is_shortened("Văn phòng HĐND và UBND")
