"""The gathered rows arranged for asking: which answer stands for a task, which value for an indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.data import AnswerData, AnswerState, FigureData, IndicatorData, PeriodData, SliceData, TaskData
from reports.derive import Amount, Derived, derive, percentage
from reports.indicators import IndicatorSpec
from reports.outline import Place, places

TaskState = AnswerState | Literal["returned", "silent"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One period's rows with their indexes; build it with `ledger_of`."""

    data: PeriodData
    role_names: dict[int, str]
    answers: dict[int, tuple[AnswerData, ...]]
    returned: frozenset[int]
    amounts: dict[str, dict[str, Amount]]
    current_figures: dict[str, FigureData]
    places: tuple[Place, ...]

    def role(self, role_id: int | None) -> str:
        """The role's name; empty for nobody."""
        return "" if role_id is None else self.role_names.get(role_id, "")

    def answer(self, task: TaskData) -> AnswerData | None:
        """The answer that stands for the task: its lead's, or anyone's where no lead is named."""
        answers = self.answers.get(task.id, ())
        if task.lead_role_id is None:
            return answers[0] if answers else None
        return next((answer for answer in answers if answer.role_id == task.lead_role_id), None)

    def state(self, task: TaskData) -> TaskState:
        """Where the task stands at the end of the period, as far as anybody said."""
        if task.done_before:
            return "done"
        answer = self.answer(task)
        if answer is not None:
            return answer.state
        return "returned" if task.id in self.returned else "silent"

    def unanswered(self, task: TaskData) -> bool:
        """Whether somebody still owes an answer to it."""
        return task.owed and self.state(task) in ("silent", "returned")

    def value(self, spec: IndicatorSpec, slices: Sequence[SliceData]) -> Derived:
        """An indicator's value over some slices."""
        if spec.counted_by_program:
            return self._counted(slices)
        codes = [one.code for one in slices]
        return derive(spec.combine, codes, self.amounts.get(spec.code, {}), self.data.zero_of_zero)

    def current(self, spec: IndicatorSpec) -> Derived:
        """Its value for the period reported on."""
        return self.value(spec, self.data.period.slices)

    def owes_figure(self, row: IndicatorData) -> bool:
        """Whether somebody has to report this figure in this period."""
        return row.role_id is not None and not row.spec.counted_by_program

    def _counted(self, slices: Sequence[SliceData]) -> Derived:
        """Completed tasks of all tasks: known only as of this period's end."""
        if not slices or not self.data.tasks or slices[-1] != self.data.period.slices[-1]:
            return Derived(None)
        done = Decimal(sum(self.state(task) == "done" for task in self.data.tasks))
        total = Decimal(len(self.data.tasks))
        return Derived(percentage(done, total, self.data.zero_of_zero), done, total)


def ledger_of(data: PeriodData) -> Ledger:
    """The rows of one period, indexed."""
    answers: dict[int, tuple[AnswerData, ...]] = {}
    for answer in data.answers:
        if answer.task_id is not None and not answer.returned:
            answers[answer.task_id] = (*answers.get(answer.task_id, ()), answer)
    amounts: dict[str, dict[str, Amount]] = {}
    specs = {row.spec.code: row.spec for row in data.indicators}
    for figure in data.figures:
        amount = _nothing(specs.get(figure.indicator_code)) if figure.nothing_to_report else figure.amount
        amounts.setdefault(figure.indicator_code, {})[figure.slice_code] = amount
    last_slice = data.period.slices[-1].code
    return Ledger(
        data=data,
        role_names={role.id: role.name for role in data.roles},
        answers=answers,
        returned=frozenset(a.task_id for a in data.answers if a.returned and a.task_id is not None),
        amounts=amounts,
        current_figures={f.indicator_code: f for f in data.figures if f.slice_code == last_slice},
        places=places(data),
    )


def _nothing(spec: IndicatorSpec | None) -> Amount:
    """Nothing came up: no cases, hence zero, or zero out of zero; a bare percentage has no such value."""
    if spec is None or spec.value_type == "percent":
        return Amount()
    if spec.value_type == "ratio":
        return Amount(numerator=Decimal(0), denominator=Decimal(0))
    return Amount(Decimal(0))
