"""The outbox's rows put into words, at the moment they are sent and in the language of whoever reads them."""

from collections.abc import Awaitable, Callable
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from handlers import (
    change,
    outgoing_changes,
    outgoing_plans,
    outgoing_reports,
    outgoing_tasks,
    reminding,
)
from handlers.replies import Said
from handlers.screens import chasing
from handlers.screens import people as people_screens
from handlers.screens import reminders as screens
from handlers.services import Services
from locales import translator
from scheduler.ledger import open_ledger
from storage import people, periods, reminders
from storage.tables import Officer, OutboxMessage

Compose = Callable[[AsyncSession, OutboxMessage, Officer, Services], Awaitable[Said]]


async def compose(message: OutboxMessage, services: Services) -> Said:
    """What to send now for this row; empty when there is no longer anything to say (it becomes `unneeded`).

    Raises KeyError for a kind that nobody composes.
    """
    async with services.database.read() as session:
        officer = await people.officer(session, message.unit_id, message.officer_id)
        if officer is None:
            return []
        return await KINDS[message.kind](session, message, officer, services)


async def _reminder(
    session: AsyncSession, message: OutboxMessage, officer: Officer, services: Services
) -> Said:
    """Whatever of its subject is still owed (`reminders`: rows of scheduler.pulse)."""
    unit = await people.get_unit(session, message.unit_id)
    scene = await reminding.scene(session, unit, services.clock(), services.timezone)
    rows = await reminders.carried(session, unit.id, message.subject["reminders"])
    notices = await reminding.notices(session, scene, officer, rows)
    return [screens.reminder(translator(officer.language), notices)] if notices else []


async def _chase(session: AsyncSession, message: OutboxMessage, officer: Officer, services: Services) -> Said:
    """The coordinator's own nudge for one period (`period`)."""
    unit = await people.get_unit(session, message.unit_id)
    period = await periods.period(session, unit.id, message.subject["period"])
    if period is None or period.closed_at is not None:
        return []
    scene = await reminding.scene(session, unit, services.clock(), services.timezone)
    ledger = await open_ledger(session, period)
    owed = reminding.owed(scene, ledger, scene.roles_of(officer.id))
    return [screens.reminder(translator(officer.language), [owed])] if owed else []


async def _joined(session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services) -> Said:
    """Somebody took an invitation (`officer`, `role`, `acting`, and `start` unless it is of an older form)."""
    subject = message.subject
    start = date.fromisoformat(subject["start"]) if "start" in subject else None
    later = (
        start
        if start is not None and start > message.not_before.astimezone(services.timezone).date()
        else None
    )
    officer = await people.officer(session, message.unit_id, subject["officer"])
    role = await people.role(session, message.unit_id, subject["role"])
    if officer is None or role is None:
        return []
    language = translator(reader.language)
    return [people_screens.has_joined(language, officer, role, acting=subject["acting"], starts=later)]


async def _unreachable(
    session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services
) -> Said:
    """Somebody blocked the bot or is gone (`officer_id`)."""
    officer = await people.officer(session, message.unit_id, message.subject["officer_id"])
    if officer is None or officer.reachable:
        return []
    held = await people.roles_held(session, officer.id, services.today())
    return [chasing.unreachable(translator(reader.language), officer, [h.role for h in held])]


KINDS: dict[str, Compose] = {
    reminders.KIND: _reminder,
    "chase": _chase,
    "joined": _joined,
    **outgoing_changes.KINDS,
    "unreachable": _unreachable,
    "returned": outgoing_reports.returned,
    "part": outgoing_reports.part,
    "report": outgoing_reports.report,
    "board": outgoing_reports.board,
    change.KIND: outgoing_plans.plan_changed,
    "assigned": outgoing_tasks.assigned,
    "task-changed": outgoing_tasks.changed,
    "acknowledged": outgoing_tasks.acknowledged,
    "unacknowledged": outgoing_tasks.unacknowledged,
    "role-empty": outgoing_tasks.role_empty,
}
