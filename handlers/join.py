"""People come in: the one-time code or link, the roles, the invitations."""

from handlers import access
from handlers.buttons import Press
from handlers.commands import menu_of
from handlers.errors import CodeExpired, CodeUnknown, CodeUsed, OtherUnit, Stranger
from handlers.screens import people as screens
from handlers.turn import PressAction, Turn
from locales.text import nfc
from scheduler.changeover import carry_out
from scheduler.ledger import period_plan
from scheduler.periods import current_period
from storage import appointments, events, people, periods, plans
from storage.people import INVITATION_LASTS
from storage.tables import Appointment, Invitation, Officer, Role, RoleKind

_CODE_LETTERS = 16


async def start(turn: Turn) -> None:
    """/start, alone or with the code that a link carries."""
    words = turn.text.split(maxsplit=1)
    if len(words) == 2:
        await join(turn, words[1])
    else:
        await home(turn)


async def home(turn: Turn) -> None:
    """/trogiup, and /start of somebody who is in already."""
    held = await turn.held()
    coming = await appointments.to_come(turn.session, turn.officer.id, turn.today)
    turn.say(screens.home(turn._, turn.unit, turn.officer, held, {h.role.kind for h in held}, coming))


def looks_like_code(text: str) -> bool:
    """Whether a stranger has typed the code instead of opening the link."""
    letters = [letter for letter in text if letter.isalnum()]
    return len(letters) == _CODE_LETTERS and len(text) <= 2 * _CODE_LETTERS and text.isascii()


async def from_stranger(turn: Turn) -> None:
    """Whatever somebody of no unit writes: a typed code, or one polite line."""
    if looks_like_code(turn.text):
        await join(turn, turn.text)
    else:
        raise Stranger


async def join(turn: Turn, code: str) -> None:
    """Takes an invitation: the sender holds its role from today."""
    session = turn.session
    invitation = await people.invitation(session, code)
    if invitation is None:
        raise CodeUnknown
    if turn.unit_or_none is not None and turn.unit.id != invitation.unit_id:
        raise OtherUnit(unit=turn.unit.name)
    if invitation.used_at is not None:
        if turn.officer_or_none is not None and invitation.used_by_id == turn.officer.id:
            await home(turn)  # tapped twice
            return
        raise CodeUsed
    if invitation.revoked_at is not None or invitation.expires_at <= turn.now:
        raise CodeExpired
    role = await people.role(session, invitation.unit_id, invitation.role_id)
    if role is None:
        raise CodeUnknown
    unit = await people.get_unit(session, invitation.unit_id)
    officer = turn.officer_or_none or _new_officer(turn, unit.id, unit.language)
    officer.reachable = True
    session.add(officer)
    await session.flush()
    turn.officer_or_none, turn.unit_or_none = officer, unit
    if not await people.use_invitation(session, invitation, officer, turn.now):
        raise CodeUsed
    appointment = await _take(turn, invitation, role, officer)
    events.record(
        session,
        unit.id,
        officer.id,
        "joined",
        f"role:{role.id}",
        turn.now,
        after={
            "officer": officer.full_name,
            "acting": invitation.acting,
            "from": appointment.from_date.isoformat(),
            "until": appointment.to_date.isoformat() if appointment.to_date else None,
            "in_place_of": appointment.in_place_of_id,
        },
    )
    await _tell_coordinators(turn, officer, role, invitation, appointment)
    kinds = {held.role.kind for held in await people.roles_held(session, officer.id, turn.today)}
    turn.then(menu_of(turn.sender.id, officer.language, kinds))
    upcoming = current_period(
        [period_plan(p) for p in await periods.periods(session, unit.id) if p.closed_at is None], turn.today
    )
    turn.say(
        screens.joined(
            turn._,
            unit,
            role,
            acting=invitation.acting,
            starts=appointment.from_date if appointment.from_date > turn.today else None,
            tasks=await plans.tasks_led(turn.session, role),
            next_period=upcoming,
        )
    )


async def _take(turn: Turn, invitation: Invitation, role: Role, officer: Officer) -> Appointment:
    """The officer takes the role from the invitation's day; those whom that concerns are told."""
    await appointments.hold(turn.session, role.unit_id)
    start = max(invitation.from_date or turn.today, turn.today)
    if role.retired_on is not None or (invitation.to_date is not None and invitation.to_date <= start):
        raise CodeExpired
    other = invitation.in_place_of_id
    if other is not None and await appointments.of_officer(turn.session, role, other, start) is None:
        other = None
    appointment = await appointments.appoint(
        turn.session,
        role,
        officer,
        start,
        acting=invitation.acting,
        until=invitation.to_date,
        in_place_of=other,
        announce=True,
    )
    quiet = {
        coordinator.id
        for coordinator in await people.holders_of_kind(
            turn.session, role.unit_id, {RoleKind.COORDINATOR}, turn.today
        )
    }
    # The coordinators hear that somebody joined; who follows nobody has heard it all with the welcome.
    quiet = quiet - {officer.id, other_id} if (other_id := _followed(appointment)) else quiet | {officer.id}
    await carry_out(turn.session, role.unit_id, turn.today, turn.now, turn.now, quiet)
    turn.told = True
    return appointment


def _followed(appointment: Appointment) -> int | None:
    """The former holder, when the appointment follows one."""
    return None if appointment.acting else appointment.in_place_of_id


def _new_officer(turn: Turn, unit_id: int, language: str) -> Officer:
    name = nfc(turn.sender.full_name).strip() or str(turn.sender.id)
    return Officer(
        unit_id=unit_id, telegram_id=turn.sender.id, full_name=name, language=language, joined_at=turn.now
    )


async def _tell_coordinators(
    turn: Turn, officer: Officer, role: Role, invitation: Invitation, appointment: Appointment
) -> None:
    coordinators = await people.holders_of_kind(
        turn.session, role.unit_id, {RoleKind.COORDINATOR}, turn.today
    )
    for coordinator in coordinators:
        if coordinator.id == officer.id:
            continue
        await turn.tell(
            coordinator.id,
            f"joined:{invitation.id}:{coordinator.id}",
            "joined",
            {
                "officer": officer.id,
                "role": role.id,
                "acting": invitation.acting,
                "start": appointment.from_date.isoformat(),
            },
        )


async def roles(turn: Turn, page: int = 0) -> None:
    """/chucdanh: the coordinator sees every role and its invitations, others their own roles."""
    if not await turn.is_a(RoleKind.COORDINATOR):
        turn.say(screens.own_roles(turn._, await turn.held()))
        return
    turn.change(
        screens.roles(
            turn._,
            await people.roles(turn.session, turn.unit.id),
            await people.holders(turn.session, turn.unit.id, turn.today),
            await people.open_invitations(turn.session, turn.unit.id, turn.now),
            page,
        )
    )


async def show_roles(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    await roles(turn, press.number(0) if press.args else 0)


async def show_role(turn: Turn, press: Press) -> None:
    """One role: who holds it, and what can be done with it."""
    await turn.require(RoleKind.COORDINATOR)
    await show_role_card(turn, await _role(turn, press))


async def show_role_card(turn: Turn, role: Role) -> None:
    """The coordinator's card of one role."""
    holders = await people.holders(turn.session, turn.unit.id, turn.today)
    invited = await people.open_invitations(turn.session, turn.unit.id, turn.now)
    turn.change(
        screens.role_card(
            turn._,
            role,
            [holder for holder in holders if holder.role_id == role.id],
            invited.get(role.id, 0),
            len(await plans.tasks_led(turn.session, role)),
            await appointments.planned(turn.session, role, turn.today),
        )
    )


async def invite(turn: Turn, press: Press) -> None:
    await _invite(turn, press, acting=False)


async def invite_deputy(turn: Turn, press: Press) -> None:
    await _invite(turn, press, acting=True)


async def _invite(turn: Turn, press: Press, *, acting: bool) -> None:
    await turn.require(RoleKind.COORDINATOR)
    role = await _role(turn, press)
    code = await people.invite(turn.session, role, turn.now, acting=acting)
    turn.record(
        "invited",
        f"role:{role.id}",
        after={"acting": acting},
    )
    holders = await people.holders(turn.session, turn.unit.id, turn.today)
    replaced = ", ".join(h.officer.full_name for h in holders if h.role_id == role.id and not h.acting)
    expires = turn.now + INVITATION_LASTS
    turn.say(screens.invitation(turn._, role, link_of(turn, code), expires, acting=acting, replaces=replaced))


def link_of(turn: Turn, code: str) -> str:
    """What to tap to take an invitation."""
    return f"https://t.me/{turn.services.bot_username()}?start={code}"


async def revoke(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    role = await _role(turn, press)
    count = await people.revoke_invitations(turn.session, role, turn.now)
    turn.record(
        "revoked",
        f"role:{role.id}",
        after={"count": count},
    )
    turn.toast(screens.revoked(turn._, role, count), alert=True)
    await show_role(turn, press)


async def _role(turn: Turn, press: Press) -> Role:
    """The role the button names, of the sender's own unit. Raises StaleButton."""
    return await access.known_role(turn, press.number(0))


PRESSES: dict[str, PressAction] = {
    "roles": show_roles,
    "role": show_role,
    "invite": invite,
    "deputy": invite_deputy,
    "revoke": revoke,
}
