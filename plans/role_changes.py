"""Roles get other names or become one: the unit's rows and the plans' documents follow together.

A document names roles by words; later changes of leads find their rows by these words.
"""

from collections.abc import Set as AbstractSet
from typing import Any

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold
from plans.decisions import as_one, with_area_lead, with_role, with_task_lead
from plans.model import PlanDocument, RoleDraft, area_lead
from storage import mergers, people
from storage.mergers import Merger
from storage.tables import Plan, PlanState, Role, RoleAlias


def as_one_role(document: PlanDocument, keys: AbstractSet[str], name: str) -> PlanDocument:
    """The document with every role known under one of these folded names called `name`, and being one.

    The names it had stay as aliases; it leads and supports what they did, and supports nothing it leads.
    """
    meant = [role for role in document.roles if keys & {fold(word) for word in _spellings(role)}]
    return as_one(document, meant, name) if meant else document


def _spellings(role: RoleDraft) -> tuple[str, ...]:
    return (role.name, *role.aliases)


def with_area_moved(document: PlanDocument, code: str, name: str) -> PlanDocument:
    """The document with the area, and the tasks in it that its lead led, led by the role `name`."""
    former = area_lead(document, code)
    changed = with_area_lead(with_role(document, name), code, name)
    for task in document.tasks:
        if task.area == code and task.lead_is_own and task.lead == former and former is not None:
            changed = with_task_lead(changed, task.code, name)
    return changed


def with_everything_moved(document: PlanDocument, former: str, name: str) -> PlanDocument:
    """The document with all that one role leads led by another."""
    changed = with_role(document, name)
    for area in document.areas:
        if area_lead(document, area.code) == former:
            changed = with_area_moved(changed, area.code, name)
    for task in changed.tasks:
        if task.lead == former:
            changed = with_task_lead(changed, task.code, name)
    return changed


def name_in(document: PlanDocument, keys: AbstractSet[str]) -> str | None:
    """What the document calls the role that is known under these folded names."""
    named = (role.name for role in document.roles if keys & {fold(word) for word in _spellings(role)})
    return next(named, None)


async def known_as(session: AsyncSession, document: PlanDocument, role: Role) -> str:
    """What the document calls the unit's role; its own name when the document does not know it."""
    return name_in(document, await keys_of(session, role)) or role.name


async def rename(session: AsyncSession, role: Role, name: str) -> None:
    """The role's new name, which is no other role's, in its row and in the plans that name it."""
    await people.rename_role(session, role, name)
    await _follow(session, role)


async def merge(session: AsyncSession, merger: Merger) -> dict[str, list[Any]]:
    """One role goes into another (storage.mergers.merge), and the plans that name it follow."""
    moved = await mergers.merge(session, merger)
    await _follow(session, merger.target)
    return moved


async def keys_of(session: AsyncSession, role: Role) -> set[str]:
    """The folded names under which the role is known."""
    aliases = select(RoleAlias.name_key).where(RoleAlias.role_id == role.id)
    return {role.name_key, *(await session.exec(aliases)).all()}


async def _follow(session: AsyncSession, role: Role) -> None:
    keys = await keys_of(session, role)
    query = select(Plan).where(Plan.unit_id == role.unit_id, Plan.state != PlanState.DISCARDED)
    for plan in await session.exec(query):
        document = PlanDocument.from_json(plan.document)
        followed = as_one_role(document, keys, role.name)
        if followed != document:
            plan.document = followed.to_json()
            session.add(plan)
    await session.flush()
