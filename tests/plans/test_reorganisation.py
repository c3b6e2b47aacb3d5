"""The posts before July 2025 become those after: by name, by topic, and nothing is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.reorganisation import PRESETS, AreaNow, RoleNow, bears, preset_for, propose, steps

CULTURE, OFFICE, ONE_STOP, ECONOMY = range(4)
COMMUNE = PRESETS["xa"]


def placed(name: str) -> int | None:
    return propose(COMMUNE, [RoleNow(1, name)], []).roles.get(1)


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("Công chức Văn phòng – Thống kê", CULTURE),
        ("Công chức Văn phòng Đảng ủy - Nội vụ", CULTURE),
        ("Công chức Văn hóa và Thông tin", CULTURE),
        ("Đài truyền thanh xã", CULTURE),
        ("Công chức Tư pháp – Hộ tịch", OFFICE),
        ("Văn phòng HĐND và UBND xã", OFFICE),
        ("Bộ phận Tiếp nhận và Trả kết quả", ONE_STOP),
        ("Bộ phận một cửa", ONE_STOP),
        ("Công chức Tài chính – Kế toán", ECONOMY),
        ("Địa chính – Nông nghiệp – Xây dựng và Môi trường", ECONOMY),
        ("Công an xã", None),
        ("Ban Chỉ huy Quân sự", None),
        ("Các ban, ngành, đoàn thể", None),
    ],
)
def test_a_role_goes_to_the_post_its_name_speaks_of(name: str, post: int | None) -> None:
    assert placed(name) == post


def test_a_role_whose_name_says_nothing_follows_its_areas() -> None:
    areas = [AreaNow(1, "Cải cách tài chính công", 7), AreaNow(2, "Cải cách thủ tục hành chính", None)]
    proposal = propose(COMMUNE, [RoleNow(7, "Tổ giúp việc")], areas)
    assert proposal.roles == {7: ECONOMY}
    assert proposal.areas == {2: ONE_STOP}, "nobody leads it: it goes to the post that will"


def test_an_area_goes_with_its_topic_where_its_lead_goes_elsewhere() -> None:
    office = RoleNow(3, "Văn phòng HĐND và UBND xã", tasks=5)
    areas = [AreaNow(1, "Cải cách thể chế", 3), AreaNow(2, "Cải cách thủ tục hành chính", 3)]
    proposal = propose(COMMUNE, [office], areas)
    assert proposal.areas == {2: ONE_STOP}
    done = steps(COMMUNE, proposal, [office])
    assert [(step.post, step.anchor, step.areas) for step in done] == [(ONE_STOP, None, (2,))]


def test_the_coordinator_then_the_busiest_gives_its_place_and_the_others_go_into_it() -> None:
    roles = [
        RoleNow(1, "Công chức Văn hóa", tasks=9),
        RoleNow(2, "Công chức Nội vụ", tasks=2, coordinator=True),
        RoleNow(3, "Đài truyền thanh", tasks=1),
    ]
    (step,) = steps(COMMUNE, propose(COMMUNE, roles, []), roles)
    assert (step.anchor, step.renamed, step.merged) == (2, True, (1, 3))


def test_a_role_that_bears_the_name_is_the_post() -> None:
    roles = [RoleNow(1, "Phòng Kinh tế xã"), RoleNow(2, "Công chức Tài chính – Kế toán", tasks=30)]
    (step,) = steps(COMMUNE, propose(COMMUNE, roles, []), roles)
    assert (step.anchor, step.renamed, step.merged) == (1, False, (2,))
    assert not bears("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế")


@pytest.mark.parametrize(
    ("unit", "economy"),
    [("UBND xã Tân Quang", "Phòng Kinh tế"), ("UBND phường Phú La", "Phòng Kinh tế, Hạ tầng và Đô thị")],
)
def test_a_ward_has_another_economic_department(unit: str, economy: str) -> None:
    assert preset_for(unit).posts[ECONOMY].name == economy


NAMES = ("Công chức Nội vụ", "Tư pháp", "Một cửa", "Tài chính", "Công an", "Phòng Kinh tế")
TITLES = ("Cải cách thể chế", "Tài chính công", "Chính quyền số", "Cải cách thủ tục hành chính", "Việc khác")


@given(
    st.lists(st.sampled_from(NAMES), max_size=6, unique=True),
    st.lists(st.tuples(st.sampled_from(TITLES), st.none() | st.integers(0, 5)), max_size=6),
)
def test_every_role_and_area_that_is_placed_is_in_exactly_one_step(
    names: list[str], titles: list[tuple[str, int | None]]
) -> None:
    roles = [RoleNow(place, name) for place, name in enumerate(names)]
    areas = [
        AreaNow(place, name, lead if lead is not None and lead < len(roles) else None)
        for place, (name, lead) in enumerate(titles)
    ]
    proposal = propose(COMMUNE, roles, areas)
    done = steps(COMMUNE, proposal, roles)
    moved = [area for step in done for area in step.areas]
    assert sorted(moved) == sorted(proposal.areas)
    merged = [role for step in done for role in step.merged]
    anchors = [step.anchor for step in done if step.anchor is not None]
    assert len(merged) == len(set(merged))
    assert not set(merged) & set(anchors)
    assert len(anchors) == len(set(anchors))
