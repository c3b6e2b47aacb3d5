"""The line of reading: which meaning a reply has under which question."""

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understand import (
    Agreement,
    Asked,
    Cancel,
    CodedLines,
    Expecting,
    FreeText,
    NothingToReport,
    NumberTrouble,
    Parts,
    Percent,
    Progress,
    SameAsBefore,
    Sections,
    Status,
    understand,
)
from handlers.understanding.plain import as_typed, plain

TASK = Asked(Expecting.TASK)
RATIO = Asked(Expecting.FIGURE, "ratio")
COUNT = Asked(Expecting.FIGURE, "count")
YES_NO = Asked(Expecting.YES_NO)
QUESTIONS = (
    Asked(),
    TASK,
    RATIO,
    COUNT,
    YES_NO,
    Asked(Expecting.TASK, codes=frozenset({"3.c", "3.đ", "3.1"})),
)

REPLIES = [
    "đã xong",
    "ok xong rồi ạ",
    "hoàn thành",
    "đang thực hiện được khoảng 60%",
    "chưa làm do thiếu kinh phí",
    "sắp xong",
    "không phát sinh",
    "vẫn như trước",
    "120 trên 125",
    "95,5 phần trăm",
    "1,2 tỷ đồng",
    "đồng ý",
    "hủy",
    "xong, đã niêm yết\nKhó khăn: thiếu máy\nĐề xuất: cấp máy",
]


def _shape(meaning: object) -> object:
    """A meaning without the words that were typed."""
    if isinstance(meaning, Progress):
        return Progress, meaning.status, meaning.percent, bool(meaning.reason), _filled(meaning.sections)
    if isinstance(meaning, Parts):
        return Parts, meaning.numerator, meaning.denominator
    return type(meaning), getattr(meaning, "amount", None), getattr(meaning, "agreed", None)


def _filled(sections: Sections) -> tuple[bool, bool, bool]:
    return bool(sections.narrative), bool(sections.difficulty), bool(sections.proposal)


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("reply", REPLIES)
def test_accents_case_and_decoration_do_not_change_the_meaning(reply: str, asked: Asked) -> None:
    expected = _shape(understand(reply, asked))
    assert expected[0] is not FreeText  # type: ignore[index]
    for same in (
        plain(reply),
        reply.upper(),
        unicodedata.normalize("NFD", reply),
        f"✅ {reply} 👍🏻",
        f"– {reply}." if not reply[0].isdigit() else f"{reply}!",
        reply.replace(" ", "\u00a0"),
    ):
        assert _shape(understand(same, asked)) == expected, same


def test_a_percentage_is_progress_under_a_task_and_a_figure_elsewhere() -> None:
    assert isinstance(understand("60%", TASK), Progress)
    assert isinstance(understand("60%"), Percent)
    assert understand("60%", RATIO) == Percent("60%", 60, lacks_parts=True)  # type: ignore[arg-type]


def test_parts_are_parts_even_under_a_task() -> None:
    assert isinstance(understand("120/125", TASK), Parts)


def test_nothing_to_report_is_an_answer_to_a_task_and_to_a_figure() -> None:
    assert isinstance(understand("ko phát sinh", TASK), NothingToReport)
    assert isinstance(understand("không có", COUNT), NothingToReport)


def test_no_is_no_when_yes_or_no_was_asked() -> None:
    assert understand("không có", YES_NO) == Agreement("không có", agreed=False)
    assert understand("chưa", YES_NO) == Agreement("chưa", agreed=False)
    assert isinstance(understand("chưa", TASK), Progress)


@pytest.mark.parametrize("word", ["có", "Đồng ý!", "vâng ạ".removesuffix(" ạ"), "OK", "được"])
def test_yes(word: str) -> None:
    assert understand(word, YES_NO) == Agreement(word, agreed=True)


@pytest.mark.parametrize("word", ["hủy", "huỷ", "HUY", "bỏ qua"])
def test_an_open_question_can_be_left(word: str) -> None:
    assert understand(word, COUNT) == Cancel(word)


def test_what_stays_as_it_was_may_still_have_difficulties() -> None:
    assert understand("vẫn như trước\nKhó khăn: thiếu máy") == SameAsBefore(
        "vẫn như trước\nKhó khăn: thiếu máy", Sections(difficulty="thiếu máy")
    )


def test_several_codes_come_before_everything_else() -> None:
    asked = Asked(Expecting.TASK, codes=frozenset({"3.c", "3.đ"}))
    assert isinstance(understand("3.c xong\n3.đ 60%", asked), CodedLines)


def test_a_story_is_kept_as_typed_with_its_sections() -> None:
    story = "  Đã họp 2 cuộc.\n- Vướng mắc: thiếu người\nKiến nghị: bổ sung biên chế  "
    assert understand(story, TASK) == FreeText(
        story, Sections("Đã họp 2 cuộc.", "thiếu người", "bổ sung biên chế")
    )


def test_words_that_only_sound_alike_stay_words() -> None:
    for reply in ("em sẽ gửi ngày 17", "xong chưa?", "5h chiều em gửi", "17/3/2022 em gửi"):
        assert isinstance(understand(reply, TASK), FreeText), reply


@given(st.text(), st.sampled_from(QUESTIONS))
def test_any_text_has_a_meaning_that_keeps_it(text: str, asked: Asked) -> None:
    assert understand(text, asked).text == as_typed(text)


WORDS = st.sampled_from(
    [
        *" \n.,:;-/%()?",
        "3.c",
        "3.1",
        "9.z",
        "II.",
        "120",
        "1.234",
        "12.5",
        "tỷ",
        "triệu",
        "xong",
        "chưa",
        "làm",
        "đang",
        "do",
        "không",
        "có",
        "phát sinh",
        "như",
        "trước",
        "trên",
        "khó khăn:",
        "kiến nghị:",
        "ạ",
        "✅",
    ]
)


@given(st.lists(WORDS, max_size=30).map("".join), st.sampled_from(QUESTIONS))
def test_any_mix_of_our_own_words_has_a_meaning_that_keeps_it(text: str, asked: Asked) -> None:
    assert understand(text, asked).text == as_typed(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "9",
        "1.",
        "1.234 ",
        "1/",
        "a",
        "xong ",
        "ok ",
        "đang làm ",
        "chưa do ",
        "- ",
        "3.c ",
        "3.c\n",
        "; 3.c",
        "; ",
        ". ",
        ". khó khăn ",
        "\n- ",
        "khó khăn, ",
        "khó khăn: ",
        "\n",
        " ",
        "✅",
        "-",
        "(",
        "như ",
        "1 tỷ ",
        "tổng so ",
        "1% ",
        "%",
    ],
)
def test_ten_thousand_characters_are_read_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    started = perf_counter()
    for asked in QUESTIONS:
        understand(text, asked)
    assert perf_counter() - started < 3


def test_trouble_with_a_number_has_a_name() -> None:
    assert [trouble.value for trouble in NumberTrouble] == [
        "negative",
        "too_long",
        "strange_digits",
        "malformed",
    ]
    assert Status.DONE == "done"
