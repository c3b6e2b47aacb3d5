"""What the outbox says about tasks that were given, changed or acknowledged; see handlers.outgoing."""

from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.screen import FileScreen, Screen
from handlers.screens import work
from handlers.screens.work import ChangeTold, Gaps
from handlers.services import Services
from locales import translator
from plans.as_json import due_from_json
from plans.concerned import News
from plans.model import DueDraft
from storage import people, plans
from storage.tables import Officer, OutboxMessage, Role, Task

Said = list[Screen | FileScreen]


async def assigned(
    session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services
) -> Said:
    """A task was given (`task`, the reader's `role`, `by`); nothing when it was taken back meanwhile."""
    subject = message.subject
    task = await plans.task(session, message.unit_id, subject["task"])
    roles = await _roles(session, message.unit_id)
    if task is None or task.withdrawn_at is not None or subject["role"] not in roles:
        return []
    supports = (await plans.supports_of(session, [task.id])).get(task.id, [])
    if subject["role"] not in (task.lead_role_id, *supports):
        return []
    return [
        work.assigned(
            translator(reader.language),
            task,
            services.today(),
            leads=subject["role"] == task.lead_role_id,
            role=roles[subject["role"]],
            lead=roles.get(task.lead_role_id or 0),
            supports=[roles[role_id] for role_id in supports],
            by=await _name(session, message.unit_id, subject["by"]),
        )
    ]


async def changed(session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services) -> Said:
    """Tasks were changed: who hears what of which is in `told`, the dues before in `former`."""
    subject = message.subject
    roles = await _roles(session, message.unit_id)
    blocks: dict[tuple[str, int, int | None, DueDraft | None], list[Task]] = {}
    for task_id, news, role_id in subject["told"]:
        task = await plans.task(session, message.unit_id, task_id)
        if task is not None and role_id in roles:
            lead = subject["leads"][str(task_id)]
            former = due_from_json(subject["former"][str(task_id)]) if news == News.DUE else None
            blocks.setdefault((news, role_id, lead, former), []).append(task)
    told = [
        ChangeTold(News(news), roles[role_id], tasks, roles.get(lead or 0), former)
        for (news, role_id, lead, former), tasks in blocks.items()
    ]
    by = await _name(session, message.unit_id, subject["by"])
    if not told:
        return []
    return [work.changed(translator(reader.language), told, subject["reason"], by, services.today())]


async def acknowledged(
    session: AsyncSession, message: OutboxMessage, reader: Officer, _services: Services
) -> Said:
    """Tasks have arrived (`tasks`, `by`)."""
    found = [await plans.task(session, message.unit_id, task_id) for task_id in message.subject["tasks"]]
    tasks = [task for task in found if task is not None]
    by = await _name(session, message.unit_id, message.subject["by"])
    return [work.has_acknowledged(translator(reader.language), tasks, by)] if tasks else []


async def unacknowledged(
    session: AsyncSession, message: OutboxMessage, reader: Officer, _services: Services
) -> Said:
    """What the reader handed over and nobody has acknowledged, as it stands this morning."""
    tasks = await plans.unacknowledged(session, message.unit_id, reader.id)
    roles = await _roles(session, message.unit_id)
    told = [(task, roles[task.lead_role_id]) for task in tasks if task.lead_role_id in roles]
    return [work.unacknowledged(translator(reader.language), told)] if told else []


async def role_empty(
    session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services
) -> Said:
    """A task was given to roles that nobody holds (`task`, `roles`, `by`); nothing once somebody does."""
    task = await plans.task(session, message.unit_id, message.subject["task"])
    roles = await _roles(session, message.unit_id)
    held = {holder.role_id for holder in await people.holders(session, message.unit_id, services.today())}
    empty = [
        roles[role_id] for role_id in message.subject["roles"] if role_id in roles and role_id not in held
    ]
    if task is None or task.withdrawn_at is not None or not empty:
        return []
    by = await _name(session, message.unit_id, message.subject["by"])
    return [work.nobody_holds(translator(reader.language), task, Gaps(empty=empty), by)]


async def _roles(session: AsyncSession, unit_id: int) -> dict[int, Role]:
    return {role.id: role for role in await people.roles(session, unit_id)}


async def _name(session: AsyncSession, unit_id: int, officer_id: int) -> str:
    officer = await people.officer(session, unit_id, officer_id)
    return officer.full_name if officer else "–"
