"""The board of `/tiendo`: roles × tasks as one picture."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.data import PeriodData

SquareState = Literal["done", "in_progress", "late", "missing", "overdue"]


@dataclass(frozen=True, slots=True)
class Square:
    """One task of a role. `missing` becomes `overdue` after the officers' last day."""

    code: str
    state: SquareState


@dataclass(frozen=True, slots=True)
class BoardRow:
    role: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Board:
    title: str
    subtitle: str
    rows: tuple[BoardRow, ...]


def board_of(data: PeriodData, today: date) -> Board:
    """The board as it stands on `today`."""
    raise NotImplementedError


def render_board(board: Board) -> bytes:
    """The board as a PNG, readable on a phone."""
    raise NotImplementedError
