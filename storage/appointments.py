"""Who takes, keeps and gives up a role, on which day.

An appointment in the future is a row like any other. Those concerned are told on its day
(scheduler.changeover): `begin_due` and `end_due` say what is still to be told.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.people import in_force
from storage.tables import Appointment, Officer, Role, RoleKind, Unit


async def hold(session: AsyncSession, unit_id: int) -> None:
    """Keeps other writers from the unit's roles until the transaction ends."""
    await session.exec(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))


async def appoint(
    session: AsyncSession,
    role: Role,
    officer: Officer,
    day: date,
    *,
    acting: bool,
    until: date | None = None,
    in_place_of: int | None = None,
    announce: bool = False,
) -> Appointment:
    """The officer holds the role from `day` on, `until` then (the first day no longer).

    A new holder ends the time of the officer `in_place_of`, or of every other holder when nobody is named,
    and undoes what was planned for after them; a deputy ends nobody's. Whoever holds it already goes on
    holding it; a deputy who becomes the holder is deputy no longer. With `announce` those concerned are told
    on the day.
    """
    rows = await _of_role(session, role.id)
    followed = [] if acting else [row for row in rows if _gives_way(row, officer.id, day, in_place_of)]
    for row in followed:
        _give_up(row, day, rows, announce=announce)
    own = [row for row in rows if row.officer_id == officer.id]
    current = next((row for row in own if _covers(row, day)), None)
    if current is not None and current.acting <= acting and in_place_of is None:
        await session.flush()
        return current
    if current is not None:
        _stop(current, day, announce=False)
    appointment = next((row for row in own if row.from_date == day), None) or Appointment(
        unit_id=role.unit_id, role_id=role.id, officer_id=officer.id, from_date=day
    )
    appointment.acting, appointment.to_date = acting, until
    appointment.in_place_of_id = in_place_of or next((row.officer_id for row in followed), None)
    appointment.begin_due = day if announce else None
    appointment.end_due = until
    session.add(appointment)
    await session.flush()
    return appointment


async def end(session: AsyncSession, appointment: Appointment, day: date) -> None:
    """The officer holds the role no longer from `day` on; whoever relieves them, neither."""
    _give_up(appointment, day, await _of_role(session, appointment.role_id), announce=True)
    await session.flush()


async def cancel(session: AsyncSession, appointment: Appointment) -> None:
    """Undoes one that has not begun; the officer whom it would have followed goes on."""
    for row in await _of_role(session, appointment.role_id):
        followed = row.officer_id == appointment.in_place_of_id and row.to_date == appointment.from_date
        if followed and not appointment.acting:
            row.to_date = row.end_due = appointment.to_date
    _void(appointment)
    await session.flush()


async def appointment(session: AsyncSession, unit_id: int, appointment_id: int) -> Appointment | None:
    query = select(Appointment).where(Appointment.unit_id == unit_id, Appointment.id == appointment_id)
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def of_officer(session: AsyncSession, role: Role, officer_id: int, day: date) -> Appointment | None:
    """The officer's appointment to the role that is in force on the day."""
    query = select(Appointment).where(
        Appointment.role_id == role.id, Appointment.officer_id == officer_id, in_force(day)
    )
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def planned(session: AsyncSession, role: Role, today: date) -> Sequence[tuple[Appointment, Officer]]:
    """The role's appointments that begin after today, with whose they are."""
    query = (
        select(Appointment, Officer)
        .join(Officer, col(Officer.id) == Appointment.officer_id)
        .where(Appointment.role_id == role.id, Appointment.from_date > today)
        .where(or_(col(Appointment.to_date).is_(None), col(Appointment.to_date) > Appointment.from_date))
        .order_by(col(Appointment.from_date), col(Appointment.id))
    )
    return (await session.exec(query)).all()


async def to_come(session: AsyncSession, officer_id: int, today: date) -> Sequence[tuple[Role, date]]:
    """The roles that the officer takes on a later day, with that day."""
    query = (
        select(Role, Appointment)
        .join(Appointment, col(Appointment.role_id) == Role.id)
        .where(Appointment.officer_id == officer_id, Appointment.from_date > today)
        .where(or_(col(Appointment.to_date).is_(None), col(Appointment.to_date) > Appointment.from_date))
        .order_by(col(Appointment.from_date), col(Role.position))
    )
    return [(role, appointment.from_date) for role, appointment in await session.exec(query)]


async def due(session: AsyncSession, unit_id: int, today: date) -> Sequence[Appointment]:
    """The unit's appointments whose beginning or end is still to be told."""
    query = (
        select(Appointment)
        .where(Appointment.unit_id == unit_id)
        .where(or_(col(Appointment.begin_due) <= today, col(Appointment.end_due) <= today))
        .order_by(col(Appointment.id))
    )
    return (await session.exec(query)).all()


async def coordinated_from(session: AsyncSession, unit_id: int, day: date) -> bool:
    """Whether the unit has a coordinator on this day whose time has no end."""
    query = (
        select(Appointment.id)
        .join(Role, col(Role.id) == Appointment.role_id)
        .where(Appointment.unit_id == unit_id, Role.kind == RoleKind.COORDINATOR, in_force(day))
        .where(col(Appointment.to_date).is_(None), col(Role.retired_on).is_(None))
    )
    return (await session.exec(query)).first() is not None


async def _of_role(session: AsyncSession, role_id: int) -> Sequence[Appointment]:
    query = select(Appointment).where(Appointment.role_id == role_id)
    return (await session.exec(query.execution_options(populate_existing=True))).all()


def _covers(row: Appointment, day: date) -> bool:
    return row.from_date <= day and (row.to_date is None or row.to_date > day)


def _to_come(row: Appointment, day: date) -> bool:
    return row.from_date > day and (row.to_date is None or row.to_date > row.from_date)


def _gives_way(row: Appointment, successor_id: int, day: date, in_place_of: int | None) -> bool:
    if row.acting or row.officer_id == successor_id or not _covers(row, day):
        return False
    return in_place_of is None or row.officer_id == in_place_of


def _give_up(row: Appointment, day: date, rows: Iterable[Appointment], *, announce: bool) -> None:
    """Ends it, and with it what rests on it: who relieves the officer, and who was to follow later."""
    for other in rows:
        if other.in_place_of_id == row.officer_id and other is not row:
            if _to_come(other, day):
                _void(other)
            elif other.acting and _covers(other, day):
                _stop(other, day, announce=announce)
    _stop(row, day, announce=announce)


def _stop(row: Appointment, day: date, *, announce: bool) -> None:
    row.to_date = day
    row.end_due = day if announce else None
    if row.begin_due is not None and row.begin_due >= day:
        row.begin_due = row.end_due = None  # it never was


def _void(row: Appointment) -> None:
    row.to_date = row.from_date
    row.begin_due = row.end_due = None


async def officers_of(session: AsyncSession, role_ids: Iterable[int], day: date) -> set[int]:
    """Whoever holds one of the roles on the day."""
    query = select(Appointment.officer_id).where(col(Appointment.role_id).in_(list(role_ids)), in_force(day))
    return set((await session.exec(query)).all())
