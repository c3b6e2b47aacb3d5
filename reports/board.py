"""The board of `/tiendo` as data: roles × tasks, and how each stands."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.data import PeriodData, RoleData, TaskData
from reports.ledger import Ledger, ledger_of
from reports.wording import plain

SquareState = Literal["done", "in_progress", "not_started", "late", "missing", "overdue"]


_ANSWERED: dict[str, SquareState] = {
    "done": "done",
    "nothing_to_report": "done",
    "in_progress": "in_progress",
    "not_started": "not_started",
}


@dataclass(frozen=True, slots=True)
class Square:
    """One task of a role, or with `figures` all the figures it owes; `answered` of `asked` have been given.

    `late`: answered after the officers' last day. `missing` becomes `overdue` after that day.
    """

    code: str
    state: SquareState
    answered: int
    asked: int = 1
    figures: bool = False


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A role's squares; `role` is empty for tasks that nobody leads."""

    role: str
    squares: tuple[Square, ...]

    @property
    def answered(self) -> int:
        """How many tasks and figures the role has answered, of those `asked`."""
        return sum(square.answered for square in self.squares)

    @property
    def asked(self) -> int:
        return sum(square.asked for square in self.squares)


@dataclass(frozen=True, slots=True)
class Board:
    """The state of one period's answers on a day. `period` is its name as titles print it."""

    period: str
    today: date
    last_day: date
    rows: tuple[BoardRow, ...]

    def count(self, state: SquareState) -> int:
        """How many squares are in a state."""
        return sum(square.state == state for row in self.rows for square in row.squares)


def board_of(data: PeriodData, today: date) -> Board:
    """The board as it stands on `today`; roles that owe nothing are left out."""
    ledger = ledger_of(data)
    rows = [BoardRow(plain(role.name), _squares(ledger, role, today)) for role in data.roles]
    unled = tuple(
        _task_square(ledger, task, today) for task in data.tasks if task.lead_role_id is None and task.owed
    )
    rows.append(BoardRow("", unled))
    return Board(
        data.period.name, today, data.period.officers_last_day, tuple(row for row in rows if row.squares)
    )


def _squares(ledger: Ledger, role: RoleData, today: date) -> tuple[Square, ...]:
    led = [task for task in ledger.data.tasks if task.lead_role_id == role.id and task.owed]
    squares = [_task_square(ledger, task, today) for task in led]
    codes = [
        row.spec.code for row in ledger.data.indicators if row.role_id == role.id and ledger.owes_figure(row)
    ]
    if codes:
        squares.append(_figures_square(ledger, codes, today))
    return tuple(squares)


def _task_square(ledger: Ledger, task: TaskData, today: date) -> Square:
    code = plain(task.code)
    if ledger.unanswered(task):
        return Square(code, _silent(ledger, today), answered=0)
    answer = ledger.answer(task)
    if answer is not None and answer.late:
        return Square(code, "late", answered=1)
    return Square(code, _ANSWERED[ledger.state(task)], answered=1)


def _figures_square(ledger: Ledger, codes: list[str], today: date) -> Square:
    """Done when every figure is in; in progress while some are and there is still time."""
    given = [ledger.current_figures[code] for code in codes if code in ledger.current_figures]
    name = f"{len(given)}/{len(codes)}"
    state: SquareState = "late" if any(figure.late for figure in given) else "done"
    if len(given) < len(codes):
        state = _silent(ledger, today)
        if given and state == "missing":
            state = "in_progress"
    return Square(name, state, answered=len(given), asked=len(codes), figures=True)


def _silent(ledger: Ledger, today: date) -> SquareState:
    return "overdue" if today > ledger.data.period.officers_last_day else "missing"
