"""Units, roles, who holds them, and the invitations to hold them."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, Date, and_, bindparam, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold, nfc
from storage.tables import Appointment, Invitation, Officer, Role, RoleAlias, RoleKind, Unit

INVITATION_LASTS = timedelta(days=14)
COORDINATOR_NAME = "Đầu mối tổng hợp cải cách hành chính"
LEADER_NAME = "Lãnh đạo Ủy ban nhân dân"
# Letters that nobody mistakes for a digit: a code is sometimes read out on the phone.
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role an officer holds; `acting` says that it is as a deputy."""

    role: Role
    acting: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """An officer holding a role; `on_leave` while somebody stands in for them, `until` the first day no longer."""

    role_id: int
    officer: Officer
    acting: bool
    since: date
    until: date | None = None
    on_leave: bool = False


async def create_unit(
    session: AsyncSession, name: str, superior: str | None, place: str | None, now: datetime
) -> Unit:
    """A unit with its first two roles: a coordinator, named by the plan later on, and the leader."""
    unit = Unit(
        name=nfc(name),
        superior=superior and nfc(superior),
        place=nfc(place or short_name(name)),
        created_at=now,
    )
    session.add(unit)
    await session.flush()
    await add_role(session, unit.id, COORDINATOR_NAME, RoleKind.COORDINATOR, 0)
    await add_role(session, unit.id, LEADER_NAME, RoleKind.LEADER, 1000)
    return unit


def short_name(unit_name: str) -> str:
    """The place in a unit's name: "UBND xã Tân Quang" → "Tân Quang"."""
    words = unit_name.split()
    kinds = {"xã", "phường", "thị", "trấn", "đặc", "khu", "ubnd", "ủy", "ban", "nhân", "dân"}
    start = next((i for i, word in enumerate(words) if word.casefold() not in kinds), 0)
    return " ".join(words[start:])


async def unit_named(session: AsyncSession, name: str) -> Unit | None:
    """The unit whose name this is, however it is spelt."""
    units = (await session.exec(select(Unit))).all()
    return next((unit for unit in units if fold(unit.name) == fold(name)), None)


async def get_unit(session: AsyncSession, unit_id: int) -> Unit:
    return (await session.exec(select(Unit).where(Unit.id == unit_id))).one()


async def add_role(session: AsyncSession, unit_id: int, name: str, kind: RoleKind, position: int) -> Role:
    role = Role(unit_id=unit_id, name=nfc(name), name_key=fold(name), kind=kind, position=position)
    session.add(role)
    await session.flush()
    return role


async def roles(session: AsyncSession, unit_id: int) -> Sequence[Role]:
    """The unit's roles in the plan's order."""
    return [role for role in await all_roles(session, unit_id) if role.retired_on is None]


async def all_roles(session: AsyncSession, unit_id: int) -> Sequence[Role]:
    """The same with those that were merged into another: for what was said under their names."""
    query = select(Role).where(Role.unit_id == unit_id).order_by(col(Role.position), col(Role.id))
    return (await session.exec(query)).all()


async def role(session: AsyncSession, unit_id: int, role_id: int) -> Role | None:
    return (await session.exec(select(Role).where(Role.unit_id == unit_id, Role.id == role_id))).first()


async def role_keys(session: AsyncSession, unit_id: int) -> dict[str, Role]:
    """Every folded name and alias under which the unit's roles are known."""
    known = {role.id: role for role in await roles(session, unit_id)}
    keys = {role.name_key: role for role in known.values()}
    aliases = await session.exec(select(RoleAlias).where(RoleAlias.unit_id == unit_id))
    return {alias.name_key: known[alias.role_id] for alias in aliases if alias.role_id in known} | keys


async def rename_role(session: AsyncSession, role: Role, name: str) -> None:
    """Gives the role a new name, which is no other role's; the old one stays as an alias."""
    key = fold(name)
    if key != role.name_key:
        own = select(RoleAlias).where(RoleAlias.role_id == role.id, RoleAlias.name_key == key)
        if (alias := (await session.exec(own)).first()) is not None:
            await session.delete(alias)  # back to an earlier name
        session.add(RoleAlias(unit_id=role.unit_id, role_id=role.id, name=role.name, name_key=role.name_key))
    role.name, role.name_key = nfc(name), key
    session.add(role)
    await session.flush()


async def officer_by_telegram(session: AsyncSession, telegram_id: int) -> tuple[Officer, Unit] | None:
    """The officer with this chat account, and their unit."""
    return (await session.exec(_BY_TELEGRAM, params={"telegram_id": telegram_id})).first()


async def officer(session: AsyncSession, unit_id: int, officer_id: int) -> Officer | None:
    query = select(Officer).where(Officer.unit_id == unit_id, Officer.id == officer_id)
    return (await session.exec(query)).first()


def in_force(today: date | BindParameter[date]) -> ColumnElement[bool]:
    return and_(
        col(Appointment.from_date) <= today,
        or_(col(Appointment.to_date).is_(None), col(Appointment.to_date) > today),
    )


# Made once: these run for every message, and making a statement costs as much as running it.
_BY_TELEGRAM = (
    select(Officer, Unit)
    .join(Unit, col(Unit.id) == Officer.unit_id)
    .where(Officer.telegram_id == bindparam("telegram_id"))
)
_HELD = (
    select(Role, Appointment.acting)
    .join(Appointment, col(Appointment.role_id) == Role.id)
    .where(Appointment.officer_id == bindparam("officer_id"), in_force(bindparam("today", type_=Date)))
    .order_by(col(Role.position), col(Role.id))
)


async def roles_held(session: AsyncSession, officer_id: int, today: date) -> list[HeldRole]:
    """What the officer holds on this day, in the plan's order."""
    values = {"officer_id": officer_id, "today": today}
    return [HeldRole(role, acting) for role, acting in await session.exec(_HELD, params=values)]


async def holders(session: AsyncSession, unit_id: int, today: date) -> list[Holder]:
    """Who holds the unit's roles on this day, holders before deputies."""
    query = (
        select(Appointment, Officer)
        .join(Officer, col(Officer.id) == Appointment.officer_id)
        .where(Appointment.unit_id == unit_id, in_force(today))
        .order_by(col(Appointment.acting), col(Appointment.id))
    )
    rows = (await session.exec(query)).all()
    relieved = {(row.role_id, row.in_place_of_id) for row, _ in rows if row.acting}
    return [
        Holder(
            row.role_id,
            officer,
            row.acting,
            row.from_date,
            row.to_date,
            on_leave=not row.acting and (row.role_id, officer.id) in relieved,
        )
        for row, officer in rows
    ]


async def holders_of_kind(
    session: AsyncSession, unit_id: int, kinds: Collection[RoleKind], today: date
) -> list[Officer]:
    """The officers who hold a role of these kinds, each once."""
    query = (
        select(Officer)
        .join(Appointment, col(Appointment.officer_id) == Officer.id)
        .join(Role, col(Role.id) == Appointment.role_id)
        .where(Officer.unit_id == unit_id, col(Role.kind).in_(kinds), in_force(today))
        .order_by(col(Officer.id))
        .distinct()
    )
    return list((await session.exec(query)).all())


async def mark_unreachable(session: AsyncSession, telegram_id: int) -> None:
    """The officer blocked the bot or is gone: nothing is sent until they write again."""
    await session.exec(update(Officer).where(col(Officer.telegram_id) == telegram_id).values(reachable=False))


def new_code() -> str:
    """A code for an invitation, 80 bits, in groups of four: it can be typed and fits a deep link."""
    letters = [secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH)]
    return "-".join("".join(letters[i : i + 4]) for i in range(0, _CODE_LENGTH, 4))


def code_hash(code: str) -> str:
    """What is stored of a code; how it was grouped and whether in capitals does not matter."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


async def invite(
    session: AsyncSession,
    role: Role,
    now: datetime,
    *,
    acting: bool = False,
    start: date | None = None,
    until: date | None = None,
    in_place_of: int | None = None,
    expires: datetime | None = None,
) -> str:
    """A new invitation to the role; returns its code, which is stored nowhere.

    Whoever takes it holds the role from `start` until `until`, following (a deputy: relieving) the officer
    `in_place_of`.
    """
    code = new_code()
    session.add(
        Invitation(
            unit_id=role.unit_id,
            role_id=role.id,
            acting=acting,
            token_hash=code_hash(code),
            created_at=now,
            expires_at=expires or now + INVITATION_LASTS,
            from_date=start,
            to_date=until,
            in_place_of_id=in_place_of,
        )
    )
    await session.flush()
    return code


async def invitation(session: AsyncSession, code: str) -> Invitation | None:
    """The invitation of this code, whatever has become of it."""
    return (await session.exec(select(Invitation).where(Invitation.token_hash == code_hash(code)))).first()


async def use_invitation(
    session: AsyncSession, invitation: Invitation, officer: Officer, now: datetime
) -> bool:
    """Takes the invitation; False when somebody was faster."""
    result = await session.exec(
        update(Invitation)
        .where(col(Invitation.id) == invitation.id, col(Invitation.used_at).is_(None))
        .where(col(Invitation.revoked_at).is_(None))
        .values(used_at=now, used_by_id=officer.id)
    )
    return result.rowcount == 1


async def revoke_invitations(session: AsyncSession, role: Role, now: datetime) -> int:
    """Withdraws the role's unused invitations; returns how many there were."""
    result = await session.exec(
        update(Invitation)
        .where(col(Invitation.unit_id) == role.unit_id, col(Invitation.role_id) == role.id)
        .where(col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None))
        .where(col(Invitation.expires_at) > now)
        .values(revoked_at=now)
    )
    return result.rowcount


async def open_invitations(session: AsyncSession, unit_id: int, now: datetime) -> dict[int, int]:
    """For each role the number of invitations that can still be taken."""
    query = (
        select(Invitation)
        .where(Invitation.unit_id == unit_id, col(Invitation.used_at).is_(None))
        .where(col(Invitation.revoked_at).is_(None), col(Invitation.expires_at) > now)
    )
    counts: dict[int, int] = {}
    for row in await session.exec(query):
        counts[row.role_id] = counts.get(row.role_id, 0) + 1
    return counts


async def officers(session: AsyncSession, unit_id: int) -> Sequence[Officer]:
    """Everybody who ever joined the unit."""
    return (await session.exec(select(Officer).where(Officer.unit_id == unit_id))).all()
