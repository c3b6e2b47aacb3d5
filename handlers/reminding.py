"""What to remind whom of, read from the ledgers at the moment it is said."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.screens.occasions import DueTask
from handlers.screens.reminders import Dated, Debt, Due, Missed, Notice, Overdue, Owed, Silent, Summary
from scheduler.hours import snooze_until
from scheduler.ledger import Ledger, open_ledger, period_around, period_plan
from scheduler.stages import ASKING_FOR_PARTS, OVERDUE, Audience, Stage
from scheduler.standing import heeding, unit_workdays
from scheduler.workdays import Workdays
from storage import occurrences, people, periods, reminders
from storage.people import Holder
from storage.tables import Occurrence, Officer, Period, Reminder, Role, RoleKind, Task, Unit


@dataclass(frozen=True, slots=True)
class Scene:
    """The unit at one moment, as everything said of a period needs it."""

    unit: Unit
    now: datetime
    tz: tzinfo
    workdays: Workdays
    holders: tuple[Holder, ...]

    @property
    def today(self) -> date:
        return self.now.astimezone(self.tz).date()

    def roles_of(self, officer_id: int) -> set[int]:
        """The roles for which the officer is to be reminded: held today, and not while on leave from them."""
        return {holder.role_id for holder in heeding(self.holders) if holder.officer.id == officer_id}

    def due(self, period: Period) -> Due:
        plan = period_plan(period)
        return Due(
            period_id=period.id,
            plan=plan,
            today=self.today,
            work_until=self.workdays.same_or_before(plan.officers_last_day),
            summary_work_until=self.workdays.same_or_before(plan.summary_last_day),
            chased_out=self.today > self.workdays.shift(plan.officers_last_day, len(OVERDUE)),
        )

    def snooze_until(self, period: Period) -> datetime | None:
        """When [Nhắc lại chiều nay] would speak again; None when there is no such moment."""
        last_day = period_plan(period).officers_last_day
        return snooze_until(self.now, last_day, self.workdays, self.tz)

    def due_task(self, row: Occurrence, task: Task, role: Role | None, known: Sequence[Period]) -> DueTask:
        """One time a task is due, with the period of `known` whose report it stands in."""
        period = period_around(known, task.plan_id, row.due_on)
        return DueTask(
            occurrence_id=row.id,
            task_id=task.id,
            period_id=period.id if period else None,
            code=task.code,
            text=task.text,
            due_on=row.due_on,
            today=self.today,
            work_until=self.workdays.same_or_before(row.due_on),
            role=role.name if role else "",
            holders=tuple(h for h in self.holders if h.role_id == task.lead_role_id),
        )

    def debts(self, ledger: Ledger, role_ids: Collection[int]) -> list[Debt]:
        """What each of these roles owes; those that owe nothing are left out."""
        return [
            Debt(
                role=role.name,
                open_tasks=len(ledger.open_tasks({role.id})),
                tasks=len(ledger.tasks_of({role.id})),
                open_figures=len(ledger.open_indicators({role.id})),
                holders=tuple(h for h in self.holders if h.role_id == role.id),
            )
            for role in ledger.silent
            if role.id in role_ids
        ]


async def scene(session: AsyncSession, unit: Unit, now: datetime, tz: tzinfo) -> Scene:
    workdays = await unit_workdays(session, unit.id)
    today = now.astimezone(tz).date()
    return Scene(unit, now, tz, workdays, tuple(await people.holders(session, unit.id, today)))


def owed(scene: Scene, ledger: Ledger, role_ids: Collection[int], *, asks_parts: bool = False) -> Owed | None:
    """What an officer who holds these roles owes in the period; None when it is nothing.

    Parts in other roles' tasks are told beside it; alone only when it is time for them (`asks_parts`).
    """
    debts = scene.debts(ledger, role_ids)
    parts = len(ledger.open_parts(role_ids))
    if not debts and not (parts and asks_parts):
        return None
    until = scene.snooze_until(ledger.period) if debts else None
    snooze_to = until.astimezone(scene.tz).date() if until else None
    return Owed(scene.due(ledger.period), debts, snooze_to, parts=parts)


async def notices(
    session: AsyncSession, scene: Scene, officer: Officer, rows: Iterable[Reminder]
) -> list[Notice]:
    """What these reminders come to now, most pressing period first: only what is still so."""
    role_ids = scene.roles_of(officer.id)
    held = await people.roles_held(session, officer.id, scene.today)
    kinds = {h.role.kind for h in held if h.role.id in role_ids}
    rows = list(rows)
    subjects: dict[int, set[tuple[Audience, bool]]] = {}
    for row in rows:
        if row.period_id is not None:
            subject = Audience(row.audience), Stage(row.stage).about_summary
            subjects.setdefault(row.period_id, set()).add(subject)
    asking = {row.period_id for row in rows if row.stage in ASKING_FOR_PARTS}
    known = await periods.periods(session, scene.unit.id)
    own, others = await _due_tasks(session, scene, rows, known, role_ids)
    said: list[Notice] = []
    for period in known:
        if period.id in subjects and period.closed_at is None:
            ledger = await open_ledger(session, period)
            asks_parts = period.id in asking and scene.today <= period.officers_last_day
            for notice in await _of_period(
                session, scene, ledger, subjects[period.id], role_ids, kinds, asks_parts=asks_parts
            ):
                merged, own = _merged(notice, own, {task.id for task in ledger.open_tasks(role_ids)})
                said.append(merged)
    if own:
        said.insert(0, Dated(own))
    if others and RoleKind.COORDINATOR in kinds:
        said.append(Missed(others))
    return said


async def _due_tasks(
    session: AsyncSession,
    scene: Scene,
    rows: Sequence[Reminder],
    known: Sequence[Period],
    role_ids: Collection[int],
) -> tuple[list[DueTask], list[DueTask]]:
    """The open occurrences that the rows are about: those for whoever leads the task, if these roles do,
    and those for the coordinator."""
    audience = {row.occurrence_id: row.audience for row in rows if row.occurrence_id is not None}
    if not audience:
        return [], []
    roles = {role.id: role for role in await people.roles(session, scene.unit.id)}
    own: list[DueTask] = []
    others: list[DueTask] = []
    for row, task in await occurrences.open_among(session, scene.unit.id, audience):
        item = scene.due_task(row, task, roles.get(task.lead_role_id or 0), known)
        if task.lead_role_id in role_ids:
            own.append(item)
        elif audience[row.id] == Audience.COORDINATOR:
            others.append(item)
    return own, others


def _merged(
    notice: Notice, items: list[DueTask], open_tasks: Collection[int]
) -> tuple[Notice, list[DueTask]]:
    """The notice with those items in it that are among the tasks owed, and the items that are left."""
    if not isinstance(notice, Owed):
        return notice, items
    inside = [item for item in items if item.task_id in open_tasks]
    return replace(notice, dated=inside), [item for item in items if item.task_id not in open_tasks]


async def _of_period(
    session: AsyncSession,
    scene: Scene,
    ledger: Ledger,
    subjects: set[tuple[Audience, bool]],
    role_ids: set[int],
    kinds: set[RoleKind],
    *,
    asks_parts: bool,
) -> list[Notice]:
    due = scene.due(ledger.period)
    silent = scene.debts(ledger, ledger.roles.keys())
    asked = sum(1 for role_id in ledger.roles if ledger.asked(role_id))
    said: list[Notice] = []
    own = owed(scene, ledger, role_ids, asks_parts=asks_parts)
    if (Audience.OFFICER, False) in subjects and own is not None:
        said.append(own)
    if RoleKind.COORDINATOR in kinds:
        if (Audience.COORDINATOR, False) in subjects and silent:
            said.append(Silent(due, silent, asked))
        if (Audience.COORDINATOR, True) in subjects and ledger.period.id not in (
            await reminders.compiled_periods(session, scene.unit.id)
        ):
            said.append(Summary(due, len(silent), asked))
    if RoleKind.LEADER in kinds and (Audience.LEADER, False) in subjects and silent:
        said.append(Overdue(due, silent))
    return said
