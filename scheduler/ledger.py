"""The ledger of one period: what is asked of whom, what has been answered, what is still owed.

Everything that speaks of a period's state reads it from here: the officer's list, the reminders, the
coordinator's board, the report's gaps. So they can never disagree.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from locales import HO_CHI_MINH
from scheduler.periods import PeriodError, PeriodKind, PeriodPlan, Window, local_date, slices, slices_of
from storage import answers, figures, parts, people, periods, plans
from storage.tables import (
    Area,
    DueKind,
    Figure,
    Indicator,
    Period,
    Role,
    Submission,
    SubmissionState,
    Task,
    TaskPart,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One period as it stands. `finished` are tasks that end and that an earlier period saw done.

    `tasks` holds a withdrawn one only when it was answered in this period: it is reported, not asked.
    `supports` are the supporting roles of each task, `parts` what they gave, by (task, role).
    `own_slice` is the stretch of time that this period's figures are for; `figures` has one at the most for
    each indicator, of that slice.
    """

    period: Period
    own_slice: Window
    roles: Mapping[int, Role]
    areas: Mapping[int, Area]
    tasks: Sequence[Task]
    indicators: Sequence[Indicator]
    submissions: Mapping[int, Submission]
    figures: Mapping[int, Figure]
    finished: frozenset[int]
    supports: Mapping[int, Sequence[int]] = field(default_factory=dict)
    parts: Mapping[tuple[int, int], TaskPart] = field(default_factory=dict)

    def tasks_of(self, role_ids: Collection[int]) -> list[Task]:
        """The tasks these roles have to answer in this period."""
        return [t for t in self.tasks if t.lead_role_id in role_ids and self.is_asked(t)]

    def is_asked(self, task: Task) -> bool:
        """Whether anybody has to answer the task in this period."""
        return task.withdrawn_at is None and task.id not in self.finished

    def indicators_of(self, role_ids: Collection[int]) -> list[Indicator]:
        """The figures these roles have to give in this period."""
        return [i for i in self.indicators if i.role_id in role_ids]

    def open_tasks(self, role_ids: Collection[int]) -> list[Task]:
        """Those of their tasks without an answer, or with one that was returned."""
        return [t for t in self.tasks_of(role_ids) if not stands(self.submissions.get(t.id))]

    def open_indicators(self, role_ids: Collection[int]) -> list[Indicator]:
        return [i for i in self.indicators_of(role_ids) if not stands(self.figures.get(i.id))]

    def supported(self, role_ids: Collection[int]) -> list[Task]:
        """The tasks of which these roles are asked for their part: supported by one, led by none of them."""
        return [
            task
            for task in self.tasks
            if task.lead_role_id is not None
            and task.lead_role_id not in role_ids
            and self.is_asked(task)
            and self.supporter(task, role_ids) is not None
        ]

    def supporter(self, task: Task, role_ids: Collection[int]) -> int | None:
        """Which of these roles supports the task."""
        return next((role_id for role_id in self.supports.get(task.id, ()) if role_id in role_ids), None)

    def open_parts(self, role_ids: Collection[int]) -> list[Task]:
        """Those of them whose part has not come. It is asked for, never owed (decision 020)."""
        return [
            task
            for task in self.supported(role_ids)
            if not any((task.id, role_id) in self.parts for role_id in role_ids)
        ]

    def owed(self, role_id: int) -> int:
        """How many answers and figures the role still owes."""
        return len(self.open_tasks({role_id})) + len(self.open_indicators({role_id}))

    def asked(self, role_id: int) -> int:
        return len(self.tasks_of({role_id})) + len(self.indicators_of({role_id}))

    def with_figure(self, figure: Figure) -> "Ledger":
        """The ledger with this figure in it, as it stands after storing it."""
        return replace(self, figures={**self.figures, figure.indicator_id: figure})

    @property
    def silent(self) -> list[Role]:
        """The roles that still owe something, in the plan's order."""
        return [role for role in self.roles.values() if self.owed(role.id)]


def stands(answer: Submission | Figure | None) -> bool:
    """Whether an answer counts: it was given, and not returned since."""
    return answer is not None and answer.state in (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)


def period_plan(period: Period) -> PeriodPlan:
    """The stored period as the calendar's rules take it."""
    return PeriodPlan(
        code=period.code,
        kind=PeriodKind(period.kind),
        window=Window(period.window_first, period.cutoff),
        officers_last_day=period.officers_last_day,
        summary_last_day=period.summary_last_day,
    )


def own_slice(period: Period, others: Sequence[Period]) -> Window:
    """The slice a period asks figures for: the last of those its window is made of (DESIGN §3).

    Earlier slices were asked for by earlier periods. A window that the others do not cut cleanly stands
    for itself.
    """
    window = Window(period.window_first, period.cutoff)
    windows = [
        Window(other.window_first, other.cutoff) for other in others if other.plan_id == period.plan_id
    ]
    try:
        return slices_of(window, slices(windows))[-1]
    except PeriodError:
        return window


def period_around(known: Sequence[Period], plan_id: int, day: date) -> Period | None:
    """In whose report something of that day stands: the plan's open period with the shortest window around it."""
    around = [
        p for p in known if p.plan_id == plan_id and p.closed_at is None and p.window_first <= day <= p.cutoff
    ]
    return min(around, key=lambda p: (p.cutoff - p.window_first, p.cutoff), default=None)


async def open_ledger(session: AsyncSession, period: Period) -> Ledger:
    """Reads everything the period's ledger needs."""
    unit_periods = await periods.periods(session, period.unit_id)
    slice_ = own_slice(period, unit_periods)
    reported = await figures.figures_between(session, period.unit_id, slice_.first, slice_.last)
    submissions = {s.task_id: s for s in await answers.submissions(session, period.id)}
    own = await plans.tasks_ever(session, period.plan_id)
    given = await plans.given_tasks(session, period.unit_id)
    known = [*own, *(task for task in given if task.plan_id != period.plan_id)]
    finished = await _finished(session, period, known)
    tasks = [task for task in known if _asked(task, period, submissions.get(task.id), finished)]
    return Ledger(
        period=period,
        own_slice=slice_,
        roles={role.id: role for role in await people.all_roles(session, period.unit_id)},
        areas={area.id: area for area in await plans.areas(session, period.plan_id)},
        tasks=tasks,
        indicators=await figures.indicators(session, period.unit_id),
        submissions=submissions,
        figures={figure.indicator_id: figure for figure in reported},
        finished=finished,
        supports=await plans.supports_of(session, [task.id for task in tasks]),
        parts={(part.task_id, part.role_id): part for part in await parts.parts(session, period.id)},
    )


def _asked(task: Task, period: Period, answer: Submission | None, finished: frozenset[int]) -> bool:
    """Whether the period asks for the task, or shows what became of it (docs/decisions/018).

    One given outside a plan is the unit's: every period asks for it whose answers were not due yet when it
    was given, whichever plan the period belongs to, until it is done.
    """
    if stands(answer):
        return True
    if task.withdrawn_at is not None:
        return False
    if task.given_at is None:
        return True
    if _day(task.given_at) > period.officers_last_day:
        return False
    return task.plan_id == period.plan_id or task.id not in finished


def _day(moment: datetime) -> date:
    return local_date(moment, HO_CHI_MINH)


def ends(task: Task) -> bool:
    """Whether the task is over once it is done: one with a date of its own, or given for one time."""
    return task.due_kind is DueKind.DATE or (
        task.given_at is not None and task.due_kind in (DueKind.UNSTATED, DueKind.ON_REQUEST)
    )


async def _finished(session: AsyncSession, period: Period, tasks: Sequence[Task]) -> frozenset[int]:
    """Tasks that end, done in an earlier period: asking again would be noise."""
    ending = [task.id for task in tasks if ends(task)]
    return frozenset(await answers.done_before(session, ending, period.cutoff) if ending else ())
