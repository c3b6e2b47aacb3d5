import io
from dataclasses import replace
from datetime import date

import pytest

from reports.board import Board, BoardRow, Square, board_of
from reports.picture import render_board
from tests.reports import sample_commune as commune


def states(board: Board, role: str) -> dict[str, str]:
    row = next(row for row in board.rows if row.role == role)
    return {square.code: square.state for square in row.squares}


def test_every_answer_has_its_state_on_the_board() -> None:
    board = board_of(commune.first_quarter(), date(2022, 3, 16))
    assert states(board, "Công chức Tư pháp – Hộ tịch") == {
        "2.a": "done",
        "2.b": "done",
        "2.c": "late",
        "3/4": "in_progress",
    }
    assert states(board, "Công chức Văn hóa và Thông tin")["7.a"] == "missing"
    assert states(board, "Công chức Tài chính – Kế toán")["6.c"] == "missing"


def test_silence_is_overdue_from_the_day_after_the_last_day() -> None:
    board = board_of(commune.first_quarter(), date(2022, 3, 17))
    assert set(states(board, "Công chức Văn hóa và Thông tin").values()) == {"overdue"}
    assert states(board, "Công chức Tư pháp – Hộ tịch")["3/4"] == "overdue"


def test_a_role_counts_every_task_and_every_figure() -> None:
    rows = {row.role: row for row in board_of(commune.first_quarter(), date(2022, 3, 16)).rows}
    justice = rows["Công chức Tư pháp – Hộ tịch"]
    assert (justice.answered, justice.asked) == (3 + 3, 3 + 4)


def test_tasks_nobody_leads_stand_in_a_row_of_their_own_and_idle_roles_in_none() -> None:
    data = replace(
        commune.first_quarter(), roles=(*commune.ROLES, replace(commune.ROLES[0], id=99, name="Rảnh"))
    )
    board = board_of(data, date(2022, 3, 16))
    assert states(board, "") == {"1.đ": "missing"}
    assert "Rảnh" not in [row.role for row in board.rows]


def size_of(png: bytes) -> tuple[int, int]:
    from matplotlib.image import imread

    height, width, _ = imread(io.BytesIO(png)).shape
    return width, height


@pytest.mark.parametrize(("roles", "tasks"), [(0, 0), (1, 1), (2, 60), (20, 3)])
def test_the_picture_is_as_wide_as_a_phone_and_within_telegrams_limits(roles, tasks) -> None:
    long_name = "Mặt trận Tổ quốc Việt Nam phường, các đoàn thể và các Tổ dân phố $x$ 😀"
    rows = tuple(
        BoardRow(long_name, tuple(Square(f"{role}.{task}", "done", answered=1) for task in range(tasks)))
        for role in range(roles)
    )
    png = render_board(Board("quý I năm 2022", date(2022, 3, 16), date(2022, 3, 16), rows))
    width, height = size_of(png)
    assert width == 1080
    assert width + height <= 10_000


def test_the_same_board_gives_the_same_picture() -> None:
    board = board_of(commune.first_quarter(), date(2022, 3, 16))
    assert render_board(board) == render_board(board)


def test_a_task_not_begun_has_a_state_of_its_own() -> None:
    data = commune.first_quarter()
    answers = tuple(replace(a, state="not_started", late=False) for a in data.answers)
    board = board_of(replace(data, answers=answers), date(2022, 3, 16))
    assert board.count("not_started") > 0
    assert board.count("done") == sum(
        s.figures and s.state == "done" for row in board.rows for s in row.squares
    )
