"""What the outbox says about a plan that has changed; see handlers.outgoing."""

from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.screen import FileScreen, Screen
from handlers.screens import plan_changes as screens
from handlers.services import Services
from locales import translator
from storage import people, plans
from storage.tables import Officer, OutboxMessage, Task


async def plan_changed(
    session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services
) -> list[Screen | FileScreen]:
    """Tasks `gained`, `lost` or with another `due`, as far as it still is so when the message goes out."""
    held = {h.role.id for h in await people.roles_held(session, reader.id, services.today())}
    subject = message.subject

    async def rows(name: str, *, own: bool) -> list[Task]:
        found = [await plans.task(session, message.unit_id, number) for number in subject[name]]
        return [t for t in found if t is not None and _is_asked_of(t, held) is own]

    gained, lost, due = (
        await rows("gained", own=True),
        await rows("lost", own=False),
        await rows("due", own=True),
    )
    if not (gained or lost or due):
        return []
    return [screens.plan_changed(translator(reader.language), gained, lost, due)]


def _is_asked_of(task: Task, roles: set[int]) -> bool:
    return task.withdrawn_at is None and task.lead_role_id in roles
