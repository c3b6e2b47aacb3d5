"""What the outbox says when a role changes hands; see handlers.outgoing."""

from collections.abc import Awaitable, Callable
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.commands import menu_of
from handlers.replies import Said, SetMenu
from handlers.screen import Screen
from handlers.screens import handed as screens
from handlers.screens import mergers as merger_screens
from handlers.screens import reorganise as reorganise_screens
from handlers.screens import shifting as shifting_screens
from handlers.screens.handed import Handed
from handlers.services import Services
from locales import translator
from scheduler import changeover
from scheduler.changeover import What
from scheduler.ledger import Ledger, open_ledger, period_plan
from scheduler.periods import current_period
from storage import appointments, people, periods, plans
from storage.tables import Officer, OutboxMessage, Role

Compose = Callable[[AsyncSession, OutboxMessage, Officer, Services], Awaitable[Said]]

_TAKING = (What.TAKES, What.STANDS_IN)
_OWN_MENU_CHANGES = (*_TAKING, What.GAVE, What.ENDED, What.STOOD_IN)


async def changed(session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services) -> Said:
    """A role began or ceased to be somebody's; nothing to whoever does not hold any more what they took."""
    subject = message.subject
    what = What(subject["what"])
    role = await people.role(session, message.unit_id, subject["role"])
    officer = await people.officer(session, message.unit_id, subject["officer"])
    appointment = await appointments.appointment(session, message.unit_id, subject["appointment"])
    if role is None or officer is None or appointment is None:
        return []
    other = await people.officer(session, message.unit_id, subject["other"]) if subject["other"] else None
    day, name = date.fromisoformat(subject["day"]), other.full_name if other else ""
    held = await people.roles_held(session, reader.id, services.today())
    language = translator(reader.language)
    said: list[Screen | SetMenu] = []
    if what not in _TAKING:
        said.append(screens.told(language, what, role, officer.full_name, name, day, appointment.to_date))
    elif any(h.role.id == role.id for h in held):
        now, before = await _ledgers(session, role, services)
        taken = Handed(role, name, day, appointment.to_date, now, before)
        said.append(screens.received(language, what, taken))
    if said and what in _OWN_MENU_CHANGES:
        said.append(menu_of(reader.telegram_id, reader.language, {h.role.kind for h in held}))
    return said


async def _ledgers(
    session: AsyncSession, role: Role, services: Services
) -> tuple[Ledger | None, Ledger | None]:
    """The open period an answer is for now, and the last one before it."""
    known = await periods.periods(session, role.unit_id)
    meant = current_period([period_plan(p) for p in known if p.closed_at is None], services.today())
    if meant is None:
        return None, None
    row = next(p for p in known if p.code == meant.code)
    earlier = [p for p in known if p.cutoff < row.cutoff]
    before = await open_ledger(session, earlier[-1]) if earlier else None
    return await open_ledger(session, row), before


async def merged(session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services) -> Said:
    """A role (`from`) went into one (`into`) that the reader holds."""
    source = await people.role(session, message.unit_id, message.subject["from"])
    target = await people.role(session, message.unit_id, message.subject["into"])
    held = await people.roles_held(session, reader.id, services.today())
    if source is None or target is None or all(h.role.id != target.id for h in held):
        return []
    led = len(await plans.tasks_led(session, target))
    return [
        merger_screens.heard_merged(translator(reader.language), source, target, led),
        menu_of(reader.telegram_id, reader.language, {h.role.kind for h in held}),
    ]


async def renamed(
    session: AsyncSession, message: OutboxMessage, reader: Officer, _services: Services
) -> Said:
    """A role (`role`) that the reader holds was called otherwise (`former`)."""
    role = await people.role(session, message.unit_id, message.subject["role"])
    if role is None or role.retired_on is not None:
        return []
    return [merger_screens.heard_renamed(translator(reader.language), role, message.subject["former"])]


async def work_moved(
    session: AsyncSession, message: OutboxMessage, reader: Officer, _services: Services
) -> Said:
    """Work of one role (`from`) went to another (`into`): an `area` of it, or everything."""
    subject = message.subject
    source = await people.role(session, message.unit_id, subject["from"])
    target = await people.role(session, message.unit_id, subject["into"])
    area = await plans.area(session, message.unit_id, subject["area"]) if subject["area"] else None
    if source is None or target is None:
        return []
    language = translator(reader.language)
    return [shifting_screens.heard(language, source, area, target, subject["tasks"], subject["reason"])]


async def reorganised(
    session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services
) -> Said:
    """The apparatus was rearranged: what the reader holds now."""
    held = await people.roles_held(session, reader.id, services.today())
    tasks = sum([len(await plans.tasks_led(session, h.role)) for h in held])
    unit = await people.get_unit(session, message.unit_id)
    return [
        reorganise_screens.heard(translator(reader.language), unit, held, tasks),
        menu_of(reader.telegram_id, reader.language, {h.role.kind for h in held}),
    ]


KINDS: dict[str, Compose] = {
    changeover.KIND: changed,
    "roles_merged": merged,
    "role_renamed": renamed,
    "work_moved": work_moved,
    "reorganised": reorganised,
}
