"""The roles a plan names become the unit's: matched in any spelling, else made anew."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold, nfc
from plans.model import RoleDraft
from storage import people
from storage.people import COORDINATOR_NAME
from storage.tables import Role, RoleAlias, RoleKind


async def load_roles(session: AsyncSession, unit_id: int, drafts: Sequence[RoleDraft]) -> dict[str, Role]:
    """The unit's role for each name in the plan.

    The provisional coordinator's role takes the name of the plan's coordinator.
    """
    found: dict[str, Role] = {}
    for place, draft in enumerate(drafts, start=1):
        keys = await people.role_keys(session, unit_id)
        spellings = (draft.name, *draft.aliases)
        role = next((keys[fold(name)] for name in spellings if fold(name) in keys), None)
        provisional = keys.get(fold(COORDINATOR_NAME))
        if role is None and draft.coordinator and provisional and _is_provisional(provisional):
            role = provisional
            await people.rename_role(session, role, draft.name)
        if role is None:
            role = await people.add_role(session, unit_id, draft.name, RoleKind.OFFICER, place)
        if role.kind is not RoleKind.LEADER:
            role.position = place
        session.add(role)
        await _add_aliases(session, role, spellings)
        found[draft.name] = role
    return found


def _is_provisional(role: Role) -> bool:
    return role.kind is RoleKind.COORDINATOR and role.name_key == fold(COORDINATOR_NAME)


async def _add_aliases(session: AsyncSession, role: Role, names: Sequence[str]) -> None:
    known = set(await people.role_keys(session, role.unit_id))
    for name in names:
        if fold(name) not in known:
            session.add(RoleAlias(unit_id=role.unit_id, role_id=role.id, name=nfc(name), name_key=fold(name)))
            known.add(fold(name))
    await session.flush()


def role_id(roles: dict[str, Role], name: str | None) -> int | None:
    """The id of the role the plan calls `name`, if it names one."""
    return roles[name].id if name is not None and name in roles else None
