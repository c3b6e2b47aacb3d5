"""No text takes longer than its length allows; long plans are read, in time that grows with their length."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.plan_files import AREAS, ROLES, as_text, as_word
from plans.errors import UnreadablePlan
from plans.read import read_plan

_HEAD = "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n1. Cải cách thể chế\n"
_LONG = 19_000  # just under the longest line that is taken
_SECONDS = 10  # on a machine with other things to do; a rule that goes back over its tracks takes minutes


@pytest.mark.parametrize(
    "piece",
    [
        *(" ", ".", "…", "_", "-", "/", "|", "(", "1", "1.", "1. ", "a) ", "a)", "I.", "- ", "+ ", "; ", ", ", "%"),
        *("12/", "0,", "[bookmark:", "**", "\\", "<br", "&", "ngày ", "tháng 1 ", "năm 2026 ", "Số: ", "quý I, "),
        *("trước ngày ", "từ ngày 1 đến ngày ", "chủ trì ", "phối hợp với ", "a\u0301", "оа", "TM.", "Nơi nhận: "),
        *("Công chức Tư pháp, ", "và ", "Thứ hai, ", "1.1.", "Kế hoạch số 1/KH-UBND ", "95% ", "\t", "\u00a0"),
        *("đến ", "UBND xã A ", "ít nhất ", "theo dõi, đôn đốc ", "sản phẩm, ", "chủ trì và ", "lO"),
    ],
)  # fmt: skip
def test_one_long_line_of_anything_is_read_or_refused_soon(piece: str) -> None:
    run = piece * (_LONG // len(piece))
    begun = time.perf_counter()
    for text in (f"{_HEAD}- {run}", f"{_HEAD}{run}x\n- Rà soát\n{run}", run + _HEAD):
        _read_or_refused("a.txt", text.encode())
    assert time.perf_counter() - begun < _SECONDS


@pytest.mark.parametrize(
    "piece", ["a) ", "1. ", "- x\n", "| ", "|-|\n", "1\n", "I. A\n", "a)\n", "<p>", "<br>"]
)
def test_a_megabyte_of_one_sign_is_read_or_refused_soon(piece: str) -> None:
    data = (_HEAD + piece * (1_000_000 // len(piece))).encode()
    begun = time.perf_counter()
    _read_or_refused("a.md", data)
    assert time.perf_counter() - begun < _SECONDS


@settings(max_examples=60, deadline=5_000)
@given(
    st.sampled_from(["a.txt", "a.md", "a.csv", "a.doc", "a.docx", "a.xlsx", "a.pdf", "a"]),
    st.sampled_from(
        [
            b"",
            b"{\\rtf",
            b"%PDF-1.7\n",
            b"PK\x03\x04",
            bytes.fromhex("D0CF11E0A1B11AE1"),
            b"<html>",
            b"\xff\xfe",
        ]
    ),
    st.binary(max_size=600),
)
def test_any_bytes_of_any_kind_are_read_or_refused(name: str, sign: bytes, rest: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shutil.which", lambda _name: None)  # LibreOffice takes seconds to refuse each
        _read_or_refused(name, sign + rest)


@settings(max_examples=60, deadline=5_000)
@given(
    st.text(alphabet="<>/|-:;,\"'\n\t aăđ1.)brtdphml=", max_size=300),
    st.sampled_from(["a.md", "a.csv", "a.doc"]),
)
def test_any_markup_is_read_or_refused(text: str, name: str) -> None:
    _read_or_refused(name, f"<html>{text}".encode() if name == "a.doc" else text.encode())


def test_five_hundred_pages_are_read_whole() -> None:
    plan = read_plan("kh.txt", as_text(500))
    assert [area.name for area in plan.areas] == list(AREAS)
    assert len(plan.tasks) > 6_000


def test_the_invented_plan_reads_alike_from_word_and_text() -> None:
    word, text = read_plan("kh.docx", as_word(2)), read_plan("kh.txt", as_text(2))
    assert [task.text for task in word.tasks][: len(text.tasks)] == [task.text for task in text.tasks]
    assert len(word.tasks) > len(text.tasks)
    assert [role.name for role in word.roles] == list(ROLES)


def _read_or_refused(name: str, data: bytes) -> None:
    with suppress(UnreadablePlan):
        read_plan(name, data)
