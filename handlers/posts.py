"""What the coordinator's dealings with roles share: who holds them, who could, and from which day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers import access
from handlers.buttons import Press
from handlers.commands import menu_of
from handlers.errors import DayNotPossible, NoPeriod, NoPlan, StaleButton
from handlers.turn import Turn
from scheduler.changeover import carry_out
from scheduler.ledger import open_ledger
from storage import appointments, people
from storage.people import Holder
from storage.tables import Officer, Role, RoleKind

_FURTHEST = timedelta(days=366)


async def coordinated_role(turn: Turn, press: Press) -> Role:
    """The role a coordinator's button names first. Raises NotAllowed, StaleButton."""
    await turn.require(RoleKind.COORDINATOR)
    return await access.known_role(turn, press.number(0))


async def taken_role(turn: Turn, press: Press) -> Role:
    """The same for a change."""
    await alone(turn)
    return await access.known_role(turn, press.number(0))


async def alone(turn: Turn) -> None:
    """Other coordinators wait until this change is done. Raises NotAllowed.

    The roles are read behind the lock: what another has changed meanwhile must not be seen as it was.
    """
    await appointments.hold(turn.session, turn.unit.id)
    await turn.require(RoleKind.COORDINATOR)


async def holders_of(turn: Turn, role: Role) -> list[Holder]:
    """Who holds the role today, deputies last."""
    holders = await people.holders(turn.session, turn.unit.id, turn.today)
    return [holder for holder in holders if holder.role_id == role.id]


async def officer_named(turn: Turn, officer_id: int) -> Officer:
    """The unit's officer of this id. Raises StaleButton."""
    officer = await people.officer(turn.session, turn.unit.id, officer_id)
    if officer is None:
        raise StaleButton
    return officer


async def name_of(turn: Turn, officer_id: int) -> str:
    """The officer's name; empty for 0, which is nobody. Raises StaleButton."""
    return (await officer_named(turn, officer_id)).full_name if officer_id else ""


async def candidates(turn: Turn, role: Role) -> Sequence[Officer]:
    """The unit's officers who do not hold the role, or only as deputies; those who can be told first."""
    held = {h.officer.id for h in await holders_of(turn, role) if not h.acting}
    known = await people.officers(turn.session, turn.unit.id)
    return sorted((o for o in known if o.id not in held), key=lambda o: (not o.reachable, o.full_name))


async def work_of(turn: Turn, role: Role) -> tuple[int, int]:
    """How many tasks and figures the role still owes in the current period."""
    try:
        ledger = await open_ledger(turn.session, await access.current(turn))
    except (NoPlan, NoPeriod):
        return 0, 0
    return len(ledger.open_tasks({role.id})), len(ledger.open_indicators({role.id}))


def day_at(turn: Turn, press: Press, at: int) -> date:
    """The day a button carries in six digits, today or within a year. Raises StaleButton, DayNotPossible."""
    try:
        day = datetime.strptime(press.word(at), "%y%m%d").date()  # noqa: DTZ007 - a calendar day, no moment
    except ValueError:
        raise StaleButton from None
    return possible(turn, day)


def possible(turn: Turn, day: date) -> date:
    """The day, when a role may change hands on it. Raises DayNotPossible."""
    if not turn.today <= day <= turn.today + _FURTHEST:
        raise DayNotPossible
    return day


async def tell_now(turn: Turn) -> None:
    """Tells those concerned what is due already; the sender sees it on the screen, and gets the new menu."""
    await carry_out(turn.session, turn.unit.id, turn.today, turn.now, turn.now, {turn.officer.id})
    turn.told = True
    held = await people.roles_held(turn.session, turn.officer.id, turn.today)
    kinds = {h.role.kind for h in held}
    if RoleKind.COORDINATOR not in kinds:
        turn.then(menu_of(turn.sender.id, turn.officer.language, kinds))
