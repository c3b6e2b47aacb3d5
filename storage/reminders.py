"""The stages of chasing as rows: planned once, moved with their deadline, settled by what was delivered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Table, or_, union, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.enums import DueKind, OccurrenceState, PlanState
from storage.tables import (
    Appointment,
    Indicator,
    Occurrence,
    OutboxMessage,
    OutboxState,
    Period,
    Plan,
    Reminder,
    ReminderState,
    SummaryReport,
    Task,
    TaskSupport,
    Unit,
)
from storage.upsert import insert_for

# The outbox kind that carries reminders; its subject is {"reminders": [ids]}.
KIND = "reminder"
# So long after the summary was due, nothing is said of a period any more (scheduler.stages).
_CHASED_FOR = timedelta(days=14)

_WITHOUT_A_DAY = (DueKind.ONGOING, DueKind.ON_REQUEST, DueKind.UNSTATED)

_TABLE: Table = Reminder.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder as it should stand; `key` says what it is about and is unique in the unit.

    It is about a period or about an occurrence of a task, never about both.
    """

    key: str
    period_id: int | None
    role_id: int | None
    officer_id: int | None
    audience: str
    stage: str
    at: datetime
    expires: datetime
    occurrence_id: int | None = None


async def plan(session: AsyncSession, unit_id: int, wanted: Iterable[Planned]) -> int:
    """Plants what is not there yet and moves what is planned and stands elsewhere; returns how many.

    What was sent, or found superseded or unneeded, stays as it is.
    """
    wanted = list(wanted)
    about = or_(
        col(Reminder.period_id).in_({r.period_id for r in wanted if r.period_id}),
        col(Reminder.occurrence_id).in_({r.occurrence_id for r in wanted if r.occurrence_id}),
    )
    # Columns and no objects: a year of a unit's reminders is looked through here every day.
    query = select(Reminder.key, Reminder.state, Reminder.at, Reminder.expires).where(
        Reminder.unit_id == unit_id, about
    )
    known = {key: (state, at, expires) for key, state, at, expires in await session.exec(query)}
    fresh: list[dict[str, object]] = []
    moved = 0
    for reminder in wanted:
        stands = known.get(reminder.key)
        if stands is None:
            fresh.append(asdict(reminder) | {"unit_id": unit_id, "state": ReminderState.PLANNED})
        elif stands[0] is ReminderState.PLANNED and stands[1:] != (reminder.at, reminder.expires):
            moved += await _move(session, unit_id, reminder)
    if fresh:
        insert = insert_for(session.get_bind().dialect.name, _TABLE)
        await session.exec(
            insert.on_conflict_do_nothing(index_elements=[_TABLE.c.unit_id, _TABLE.c.key]), params=fresh
        )
    await session.flush()
    return len(fresh) + moved


async def _move(session: AsyncSession, unit_id: int, reminder: Planned) -> int:
    """Moves a row that is still planned; rows at hand in the session are brought up to date."""
    statement = update(Reminder).where(
        col(Reminder.unit_id) == unit_id,
        col(Reminder.key) == reminder.key,
        col(Reminder.state) == ReminderState.PLANNED,
    )
    return (await session.exec(statement.values(at=reminder.at, expires=reminder.expires))).rowcount


async def roles_asked(session: AsyncSession, unit_id: int, plan_id: int) -> list[int]:
    """The roles that lead a task of the plan or one given outside it, or supply a figure of the unit."""
    leads = (
        select(Task.lead_role_id)
        .where(Task.unit_id == unit_id, col(Task.withdrawn_at).is_(None))
        .where(or_(col(Task.plan_id) == plan_id, col(Task.given_at).is_not(None)))
    )
    supplies = select(Indicator.role_id).where(Indicator.unit_id == unit_id)
    found = (await session.exec(select(union(leads, supplies).subquery().c[0]))).all()
    return sorted(role_id for role_id in found if role_id is not None)


async def roles_supporting(session: AsyncSession, unit_id: int, plan_id: int) -> list[int]:
    """The roles that support a task of the plan."""
    query = (
        select(TaskSupport.role_id)
        .join(Task, col(Task.id) == TaskSupport.task_id)
        .where(TaskSupport.unit_id == unit_id, Task.plan_id == plan_id, col(Task.withdrawn_at).is_(None))
        .distinct()
    )
    return sorted((await session.exec(query)).all())


async def units_to_visit(session: AsyncSession, now: datetime, today: date) -> Sequence[int]:
    """The units with something to say, to settle, to plant or to hand over: usually none, found by index."""
    planned = select(Reminder.unit_id).where(Reminder.state == ReminderState.PLANNED, Reminder.at <= now)
    claimed = select(Reminder.unit_id).where(Reminder.state == ReminderState.CLAIMED)
    planted = select(Reminder.id).where(Reminder.period_id == Period.id).exists()
    bare = select(Period.unit_id).where(
        col(Period.closed_at).is_(None), Period.summary_last_day >= today - _CHASED_FOR, ~planted
    )
    begin = select(Appointment.unit_id).where(col(Appointment.begin_due) <= today)
    end = select(Appointment.unit_id).where(col(Appointment.end_due) <= today)
    # Once a day, where tasks have days of their own: more of the year ahead is planted (scheduler.planting).
    dated = (
        select(Task.id)
        .join(Plan, col(Plan.id) == Task.plan_id)
        .where(
            Task.unit_id == Unit.id,
            Plan.state == PlanState.APPROVED,
            Plan.year_to >= today.year,
            col(Task.withdrawn_at).is_(None),
            col(Task.due_kind).not_in(_WITHOUT_A_DAY),
        )
    )
    stale = select(Unit.id).where(
        or_(col(Unit.planted_on).is_(None), col(Unit.planted_on) < today), dated.exists()
    )
    found = union(planned, claimed, bare, stale, begin, end)
    return sorted((await session.exec(select(found.subquery().c[0]))).all())


async def take_unit(session: AsyncSession, unit_id: int) -> Unit | None:
    """The unit, kept from other claimers until the transaction ends; None while another has it.

    SQLite has one writer anyway; NO KEY UPDATE lets officers of the unit answer meanwhile.
    """
    query = select(Unit).where(Unit.id == unit_id).with_for_update(key_share=True, skip_locked=True)
    return (await session.exec(query)).first()


async def due(session: AsyncSession, unit_id: int, now: datetime) -> Sequence[Reminder]:
    """The unit's planned rows whose moment has come."""
    query = (
        select(Reminder)
        .where(Reminder.unit_id == unit_id, Reminder.state == ReminderState.PLANNED, Reminder.at <= now)
        .order_by(col(Reminder.at), col(Reminder.id))
    )
    return (await session.exec(query)).all()


async def carried(session: AsyncSession, unit_id: int, ids: Collection[int]) -> Sequence[Reminder]:
    """The rows that a message carries."""
    query = select(Reminder).where(Reminder.unit_id == unit_id, col(Reminder.id).in_(ids))
    return (await session.exec(query.order_by(col(Reminder.at), col(Reminder.id)))).all()


async def put_down(
    session: AsyncSession,
    ids: Collection[int],
    state: ReminderState,
    *,
    was: ReminderState = ReminderState.PLANNED,
) -> int:
    """Changes the rows that are still as they `was`; returns how many."""
    if not ids:
        return 0
    statement = update(Reminder).where(col(Reminder.id).in_(ids), col(Reminder.state) == was)
    return (
        await session.exec(statement.values(state=state).execution_options(synchronize_session=False))
    ).rowcount


async def withdraw(session: AsyncSession, unit_id: int, officer_id: int) -> set[int]:
    """Takes back the officer's reminders that have not gone out; returns the rows they carried.

    So that a day without Telegram ends in one message, not in one for each stage.
    """
    statement = (
        update(OutboxMessage)
        .where(col(OutboxMessage.unit_id) == unit_id, col(OutboxMessage.officer_id) == officer_id)
        .where(col(OutboxMessage.kind) == KIND, col(OutboxMessage.state) == OutboxState.PLANNED)
        .values(state=OutboxState.UNNEEDED)
        .returning(col(OutboxMessage.subject))
        .execution_options(synchronize_session=False)
    )
    subjects = (await session.exec(statement)).scalars()
    return {row_id for subject in subjects for row_id in subject["reminders"]}


async def postpone(session: AsyncSession, unit_id: int, until: datetime) -> None:
    """Lets no reminder go out before `until`: it was held up and the working day is over."""
    await session.exec(
        update(OutboxMessage)
        .where(col(OutboxMessage.unit_id) == unit_id, col(OutboxMessage.kind) == KIND)
        .where(col(OutboxMessage.state) == OutboxState.PLANNED, col(OutboxMessage.not_before) < until)
        .values(not_before=until)
        .execution_options(synchronize_session=False)
    )


async def settle(session: AsyncSession, unit_id: int) -> None:
    """Brings claimed rows up to what became of the messages that carry them.

    Sent once it reached somebody; planned again when it reached nobody, so that it is told as soon as
    somebody can be reached; unneeded when there was nothing left to say.
    """
    query = select(Reminder).where(Reminder.unit_id == unit_id, Reminder.state == ReminderState.CLAIMED)
    claimed = (await session.exec(query)).all()
    if not claimed:
        return
    outcomes = await _outcomes(session, unit_id, since=min(row.at for row in claimed))
    for row in claimed:
        state = _settled(outcomes.get(row.id, set()))
        if state is not row.state:
            row.state = state
            session.add(row)
    await session.flush()


async def _outcomes(session: AsyncSession, unit_id: int, since: datetime) -> dict[int, set[OutboxState]]:
    """For each row the states of the messages that carry it. None was put before the row was due."""
    query = select(OutboxMessage.state, OutboxMessage.subject).where(
        OutboxMessage.unit_id == unit_id, OutboxMessage.kind == KIND, OutboxMessage.not_before >= since
    )
    outcomes: dict[int, set[OutboxState]] = {}
    for state, subject in await session.exec(query):
        for row_id in subject["reminders"]:
            outcomes.setdefault(row_id, set()).add(OutboxState(state))
    return outcomes


def _settled(outcomes: set[OutboxState]) -> ReminderState:
    if OutboxState.SENT in outcomes:
        return ReminderState.SENT
    if outcomes & {OutboxState.PLANNED, OutboxState.CLAIMED}:
        return ReminderState.CLAIMED
    if OutboxState.UNNEEDED in outcomes and OutboxState.FAILED not in outcomes:
        return ReminderState.UNNEEDED
    return ReminderState.PLANNED


async def next_at(session: AsyncSession, now: datetime) -> datetime | None:
    """When the next planned reminder of an open period, or of an open occurrence, is due, over all units."""
    planned = select(func.min(Reminder.at)).where(Reminder.state == ReminderState.PLANNED, Reminder.at > now)
    of_periods = planned.join(Period, col(Period.id) == Reminder.period_id)
    of_occurrences = planned.join(Occurrence, col(Occurrence.id) == Reminder.occurrence_id)
    moments = (
        (await session.exec(of_periods.where(col(Period.closed_at).is_(None)))).one(),
        (await session.exec(of_occurrences.where(Occurrence.state == OccurrenceState.OPEN))).one(),
    )
    return min((at for at in moments if at is not None), default=None)


async def compiled_periods(session: AsyncSession, unit_id: int) -> set[int]:
    """The periods whose summary report has been made."""
    query = select(SummaryReport.period_id).where(SummaryReport.unit_id == unit_id).distinct()
    return set((await session.exec(query)).all())


async def chased_since(session: AsyncSession, unit_id: int, period_id: int, since: datetime) -> set[int]:
    """The officers whom the coordinator has chased by hand for this period since then."""
    query = select(OutboxMessage).where(
        OutboxMessage.unit_id == unit_id, OutboxMessage.kind == "chase", OutboxMessage.not_before > since
    )
    return {
        message.officer_id for message in await session.exec(query) if message.subject["period"] == period_id
    }
