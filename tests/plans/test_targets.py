"""Figures a plan sets itself, and the many figures that are none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.targets import read_targets
from plans.tasks import Passage

Figure = tuple[str, str, str | None, str, int | None]


def _read(text: str, years: tuple[int, ...] = (2026,), *, aims: bool = True) -> list[Figure]:
    found = read_targets([Passage(None, text, 1, in_targets=aims)], years)
    return [
        (one.comparator, str(one.value), None if one.upper is None else str(one.upper), one.unit, one.by_year)
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "comparator", "value", "upper", "unit"),
    [
        ("98,5% hồ sơ đúng hạn", "=", "98.5", None, "%"),
        ("Tối thiểu 30% hồ sơ", ">=", "30", None, "%"),
        ("Tỷ lệ hồ sơ đúng hạn ≥ 98%", ">=", "98", None, "%"),
        ("Dưới 1% hồ sơ trễ hẹn", "<=", "1", None, "%"),
        ("không dưới 99% hồ sơ", ">=", "99", None, "%"),
        ("đạt từ 95% kế hoạch trở lên", ">=", "95", None, "%"),
        ("từ 95 đến 100 % hồ sơ", "range", "95", "100", "%"),
        ("Giải ngân 90% - 92% vốn", "range", "90", "92", "%"),
        ("tỷ lệ thanh toán trực tuyến từ 45% lên 60%", "=", "60", None, "%"),
        ("giảm 10% thời gian", "=", "10", None, "%"),
        ("mỗi năm tăng thêm 20 %", "=", "20", None, "%"),
        ("nằm trong top 15 của tỉnh", "<=", "15", None, "hạng"),
        ("xếp thứ 6 trở lên", "<=", "6", None, "hạng"),
        ("chờ không quá 15 phút", "<=", "15", None, "phút"),
        ("ít nhất 02 cuộc kiểm tra", ">=", "2", None, "cuộc"),
        ("Có 02 sáng kiến được công nhận", "=", "2", None, "sáng kiến"),
        ("đạt từ 82 điểm trở lên", ">=", "82", None, "điểm"),
        ("không dưới 1.500 phiếu", ">=", "1500", None, "phiếu"),
    ],
)
def test_a_figure_with_its_bound_and_unit(
    text: str, comparator: str, value: str, upper: str | None, unit: str
) -> None:
    assert _read(text) == [(comparator, value, upper, unit, 2026)]


@pytest.mark.parametrize(
    "text",
    [
        "theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018",
        "Đến năm 2020 phường đã giải quyết đúng hạn 94,3% hồ sơ",
        "năm 2025 còn 37 hồ sơ, chiếm 3,4%",
        "2/3 số thôn có tổ công nghệ số",
        "dịch vụ công mức độ 3, 4",
        "trẻ em dưới 6 tuổi",
        "kinh phí 45.000.000 đồng",
        "giai đoạn 2021 - 2025",
        "cho đến khi đạt tỷ lệ 100%",
        "hoàn thành trước ngày 15 tháng 3",
    ],
)
def test_what_only_looks_like_an_aim(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    "text",
    ["Nhận bàn giao của 03 xã cũ", "Bố trí người tại 02 điểm tiếp nhận cũ", "sắp xếp thôn có dưới 150 hộ"],
)
def test_a_count_inside_a_task_is_an_aim_only_when_it_is_brought_about(text: str) -> None:
    assert _read(text, aims=False) == []


def test_a_figure_takes_its_own_year_then_its_headings_then_the_plans() -> None:
    text = "Đến năm 2023 đạt trên 85%; đến năm 2025 đạt 95%; 100% văn bản"
    assert [one[4] for one in _read(text, (2021, 2030))] == [2023, 2025, 2030]
    passage = Passage(None, "giảm 10% so với năm 2021", 1, in_targets=True, heading_year=2025)
    assert [one.by_year for one in read_targets([passage], (2021, 2030))] == [2025]


@given(st.integers(1, 99), st.integers(1, 9), st.sampled_from(["tối thiểu", "ít nhất", "trên", "không dưới"]))
def test_any_percentage_at_least(whole: int, tenth: int, word: str) -> None:
    assert _read(f"{word} {whole},{tenth}% hồ sơ") == [(">=", f"{whole}.{tenth}", None, "%", 2026)]


@given(st.text(max_size=400))
def test_no_words_break_the_reading_of_figures(text: str) -> None:
    for figure in read_targets([Passage(None, text, 1, in_targets=True)], (2026,)):
        assert isinstance(figure.value, Decimal)
