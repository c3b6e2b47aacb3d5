"""How far a task is, as officers say it."""

from decimal import Decimal

import pytest

from handlers.understand import (
    Asked,
    Expecting,
    FreeText,
    Meaning,
    NothingToReport,
    Progress,
    SameAsBefore,
    Sections,
    Status,
    understand,
)


def _task(text: str) -> Meaning:
    return understand(text, Asked(Expecting.TASK))


@pytest.mark.parametrize(
    "text",
    [
        "xong",
        "đã xong",
        "hoàn thành",
        "hoan thanh",
        "done",
        "ok xong rồi ạ",
        "Xong ✅",
        "em đã làm xong rồi ạ",
        "Dạ, đã hoàn thành nhiệm vụ.",
        "đã thực hiện xong trong kỳ",
    ],
)
def test_done(text: str) -> None:
    assert _task(text) == Progress(text, Status.DONE)


@pytest.mark.parametrize("text", ["100%", "đã hoàn thành 100%"])
def test_a_hundred_percent_is_done(text: str) -> None:
    assert _task(text) == Progress(text, Status.DONE, Decimal(100))


@pytest.mark.parametrize(
    "text", ["chưa xong", "sắp xong", "gần hoàn thành", "chưa hoàn thành", "cơ bản hoàn thành"]
)
def test_nearly_done_is_not_done(text: str) -> None:
    assert _task(text) == Progress(text, Status.IN_PROGRESS)


@pytest.mark.parametrize(
    "text",
    [
        "xong?",
        "xong chưa",
        "xong phần 1, chưa xong phần 2",
        "hoàn thành 5/7 nội dung",
        "xong một phần",
        "đang làm?",
        "chưa có kinh phí",
        "không có khó khăn gì",
        "đạt 120%",
        "chưa làm đo đạc",
        "chưa xong vị trí 2",
    ],
)
def test_what_is_not_clear_is_left_to_the_officer(text: str) -> None:
    assert not isinstance(_task(text), Progress | NothingToReport)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("đang làm 60%", "60"),
        ("60%", "60"),
        ("đạt 60 phần trăm", "60"),
        ("đã hoàn thành 60%", "60"),
        ("đang thực hiện, được khoảng 60%", "60"),
        ("chưa xong, đạt 60%", "60"),
        ("62,5%", "62.5"),
        ("62.5%", "62.5"),
        ("đang làm", None),
        ("đang thực hiện", None),
    ],
)
def test_in_progress(text: str, percent: str | None) -> None:
    assert _task(text) == Progress(text, Status.IN_PROGRESS, None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("chưa làm do thiếu kinh phí", "thiếu kinh phí"),
        ("chưa thực hiện vì Chờ hướng dẫn của Huyện", "Chờ hướng dẫn của Huyện"),
        ("chưa làm: thiếu kinh phí", "thiếu kinh phí"),
        ("chưa làm (thiếu kinh phí)", "thiếu kinh phí"),
        ("chưa triển khai được, lý do: mưa bão", "mưa bão"),
        ("chưa làm", ""),
        ("chưa", ""),
    ],
)
def test_not_started_keeps_the_reason_as_typed(text: str, reason: str) -> None:
    assert _task(text) == Progress(text, Status.NOT_STARTED, reason=reason)


def test_unfinished_keeps_its_reason_too() -> None:
    text = "chưa hoàn thành do thiếu người"
    assert _task(text) == Progress(text, Status.IN_PROGRESS, reason="thiếu người")


@pytest.mark.parametrize(
    "text",
    [
        "không phát sinh",
        "ko phat sinh",
        "k phát sinh gì",
        "không có",
        "kỳ này không phát sinh ạ",
        "kps",
        "chưa phát sinh",
    ],
)
def test_nothing_to_report(text: str) -> None:
    assert _task(text) == NothingToReport(text)


@pytest.mark.parametrize(
    "text", ["vẫn như trước", "như kỳ trước ạ", "giữ nguyên", "không thay đổi so với kỳ trước.", "như cũ"]
)
def test_the_same_as_before(text: str) -> None:
    assert _task(text) == SameAsBefore(text)


@pytest.mark.parametrize("between", [", ", " – ", ": ", "\n", ". ", " ✅ "])
def test_what_follows_is_the_narrative_as_typed(between: str) -> None:
    story = "đã niêm yết 120 thủ tục tại Bộ phận một cửa."
    text = f"xong{between}{story}"
    assert _task(text) == Progress(text, Status.DONE, sections=Sections(story))


def test_a_sentence_under_way_is_its_own_narrative() -> None:
    text = "đang triển khai niêm yết tại bộ phận một cửa"
    assert _task(text) == Progress(text, Status.IN_PROGRESS, sections=Sections(text))


def test_difficulties_and_proposals_go_to_their_own_sections() -> None:
    text = "xong\nđã niêm yết\nKhó khăn, vướng mắc: thiếu máy\nthiếu người\n- Đề xuất: cấp máy"
    text += "\nKết quả: 120 hồ sơ"
    assert _task(text) == Progress(
        text,
        Status.DONE,
        sections=Sections("đã niêm yết\n120 hồ sơ", "thiếu máy\nthiếu người", "cấp máy"),
    )


def test_sections_are_found_inside_one_line_and_none_means_none() -> None:
    text = "chưa làm do thiếu kinh phí. Khó khăn: không. Kiến nghị: cấp kinh phí"
    assert _task(text) == Progress(
        text, Status.NOT_STARTED, reason="thiếu kinh phí", sections=Sections(proposal="cấp kinh phí")
    )


def test_a_difficulty_alone_is_a_story_with_a_difficulty() -> None:
    text = "Tồn tại: thiếu người"
    assert _task(text) == FreeText(text, Sections(difficulty="thiếu người"))
