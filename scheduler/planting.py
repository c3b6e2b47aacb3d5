"""The occurrences of a unit's tasks, planted ahead with their reminders."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from sqlmodel.ext.asyncio.session import AsyncSession

from scheduler.occasion_stages import occasion_stages
from scheduler.occurrences import WITH_A_DAY, Occasion, Rhythm, occasions
from scheduler.periods import local_date
from scheduler.stages import LAST_WORD_LIVES
from scheduler.workdays import Workdays
from storage import occurrences, plans
from storage.reminders import Planned
from storage.tables import DueKind, Occurrence, Plan, PlanState, Task

# A year and a bit: however far a clock is moved, from one reminder to the next nothing is jumped over.
HORIZON = timedelta(days=370)


async def plant_occurrences(
    session: AsyncSession, unit_id: int, workdays: Workdays, now: datetime, tz: tzinfo
) -> list[Planned]:
    """Plants what falls due from now on in the plans in force; returns the reminders that should stand.

    A task's change of due date, or its end, is followed. What is history by now is left out.
    """
    today = local_date(now, tz)
    first = today - LAST_WORD_LIVES
    tasks: dict[int, Task] = {}
    wanted: list[occurrences.Wanted] = []
    approved = await plans.plans_in_state(session, unit_id, PlanState.APPROVED)
    for plan in approved:
        for task in await plans.tasks(session, plan.id):
            if task.due_kind not in WITH_A_DAY or task.lead_role_id is None:
                continue
            tasks[task.id] = task
            wanted += [
                (task.id, occasion.opens_on, occasion.due_on)
                for occasion in occasions(rhythm(task, plan, tz), first, today + HORIZON)
                if _in_force(approved, plan, occasion)
            ]
    open_ = await occurrences.plant(session, unit_id, wanted, first, today)
    return [
        reminder
        for row in open_
        if row.task_id in tasks
        for reminder in _reminders(row, tasks[row.task_id].due_kind, workdays, now, tz)
    ]


def rhythm(task: Task, plan: Plan, tz: tzinfo) -> Rhythm:
    """How often the task is due. Nobody could know of it before its plan was approved."""
    since = local_date(plan.approved_at or plan.created_at, tz)
    return Rhythm(task.due_kind, task.due_on, (plan.year_from, plan.year_to), since)


def _in_force(approved: Sequence[Plan], plan: Plan, occasion: Occasion) -> bool:
    year = min(max(occasion.due_on.year, plan.year_from), plan.year_to)
    return plans.in_force(approved, year) is plan


def _reminders(
    row: Occurrence, kind: DueKind, workdays: Workdays, now: datetime, tz: tzinfo
) -> Iterator[Planned]:
    for stage in occasion_stages(kind, Occasion(row.opens_on, row.due_on), workdays, tz):
        if stage.expires > now:
            yield Planned(
                key=f"o{row.id}:{stage.audience}:{stage.stage}",
                period_id=None,
                occurrence_id=row.id,
                role_id=None,
                officer_id=None,
                audience=stage.audience,
                stage=stage.stage,
                at=stage.at,
                expires=stage.expires,
            )
