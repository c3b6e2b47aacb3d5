"""Several answers in one message, each after its code."""

import pytest

from handlers.understand import (
    Asked,
    CodedLine,
    CodedLines,
    Expecting,
    FreeText,
    Value,
    split_coded_lines,
    understand,
)

CODES = frozenset({"3.c", "3.d", "3.đ", "3.1", "5", "1.2.a"})


@pytest.mark.parametrize(
    ("line", "code", "rest"),
    [
        ("3.c 120/125", "3.c", "120/125"),
        ("3c: xong", "3.c", "xong"),
        ("3.1: 120", "3.1", "120"),
        ("3.1 120", "3.1", "120"),
        ("3.C - 95,5%", "3.c", "95,5%"),
        ("3.c – 95,5%", "3.c", "95,5%"),
        ("II.3.c xong", "3.c", "xong"),
        ("3.đ không phát sinh", "3.đ", "không phát sinh"),
        ("3.d xong", "3.d", "xong"),
        ("✅ (3.c) xong", "3.c", "xong"),
        ("Nhiệm vụ 3.c: đã xong", "3.c", "đã xong"),
        ("3.c-xong", "3.c", "xong"),
        ("5: xong", "5", "xong"),
        ("1.2.a) xong", "1.2.a", "xong"),
        ("3.c\nxong", "3.c", "xong"),
    ],
)
def test_a_line_begins_with_a_known_code(line: str, code: str, rest: str) -> None:
    assert split_coded_lines(line, CODES) == CodedLines(line, (CodedLine(code, rest),))


@pytest.mark.parametrize(
    "line", ["3.1 tỷ đồng", "5 hồ sơ", "5h chiều em gửi", "3.1", "đã làm 3.c xong", "3.1%", ""]
)
def test_a_number_in_prose_is_no_code(line: str) -> None:
    assert split_coded_lines(line, CODES) is None


@pytest.mark.parametrize(
    ("line", "code"), [("9.z xong", "9.z"), ("3.9: 120", "3.9"), ("II.9.b xong", "II.9.b")]
)
def test_what_looks_like_a_code_is_reported_as_unknown(line: str, code: str) -> None:
    found = split_coded_lines(line, CODES)
    assert found is not None
    assert (found.lines, [unknown.code for unknown in found.unknown]) == ((), [code])


def test_lines_without_a_code_belong_to_the_code_before_them() -> None:
    text = "Báo cáo anh:\n3.c xong\nKhó khăn: thiếu máy\n• 3.đ: 60%; 3.1: 45\n9.z xong"
    assert split_coded_lines(text, CODES) == CodedLines(
        text,
        lines=(
            CodedLine("3.c", "xong\nKhó khăn: thiếu máy"),
            CodedLine("3.đ", "60%"),
            CodedLine("3.1", "45"),
        ),
        unknown=(CodedLine("9.z", "xong"),),
        before="Báo cáo anh:",
    )


def test_without_codes_nothing_is_coded() -> None:
    assert isinstance(understand("3.c xong"), FreeText)


def test_an_unknown_code_is_told_when_nothing_else_is_meant() -> None:
    asked = Asked(Expecting.TASK, codes=CODES)
    assert isinstance(understand("9.z xong", asked), CodedLines)
    assert isinstance(understand("5 hồ sơ", asked), Value)
