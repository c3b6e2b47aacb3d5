"""An approved plan as it stands now: its document, and over it what was changed on its rows since.

Leads, supports and deadlines are changed on the rows (a task is given to somebody else, a day is moved); the
reporting days are the stored periods'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel.ext.asyncio.session import AsyncSession

from locales.text import fold
from plans.model import DueDraft, PlanDocument, ReportingDraft, RoleDraft, TaskDraft
from storage import people, periods, plans
from storage.tables import Area, Plan, Role, Task


@dataclass(frozen=True, slots=True)
class Standing:
    """The document with the row of each of its tasks and areas, in its order.

    `others` are living tasks of the plan that no text has: somebody gave them in the chat. `roles`: the
    unit's role behind each name of the document.
    """

    document: PlanDocument
    tasks: Sequence[Task]
    areas: Sequence[Area]
    others: Sequence[Task]
    roles: Mapping[str, Role]


async def standing(session: AsyncSession, plan: Plan) -> Standing:
    """The approved plan as it stands."""
    document = PlanDocument.from_json(plan.document)
    keys = await people.role_keys(session, plan.unit_id)
    roles = {role.name: keys[fold(role.name)] for role in document.roles if fold(role.name) in keys}
    unnamed = {row.id: row for row in await people.roles(session, plan.unit_id)}
    names = {row.id: name for name, row in reversed(roles.items())}
    rows = {row.code: row for row in await plans.tasks(session, plan.id)}
    supports = await plans.supports_of(session, [row.id for row in rows.values()])
    drafts = [draft for draft in document.tasks if draft.code in rows]
    called = _Names(names, unnamed)
    tasks = tuple(
        _as_it_stands(draft, rows[draft.code], supports.get(rows[draft.code].id, []), roles, called)
        for draft in drafts
    )
    added = tuple(RoleDraft(name) for name in called.added)
    areas = {area.code: area for area in await plans.areas(session, plan.id)}
    kept = [area for area in document.areas if area.code in areas]
    return Standing(
        document=replace(
            document,
            areas=tuple(kept),
            roles=(*document.roles, *added),
            tasks=tasks,
            reporting=await _reporting(session, plan) or document.reporting,
        ),
        tasks=[rows[draft.code] for draft in drafts],
        areas=[areas[area.code] for area in kept],
        others=[row for code, row in rows.items() if code not in {draft.code for draft in drafts}],
        roles={**roles, **called.added},
    )


class _Names:
    """What the document calls a role; one it does not name is remembered under its own name."""

    def __init__(self, names: Mapping[int, str], unit: Mapping[int, Role]) -> None:
        self._names, self._unit = names, unit
        self.added: dict[str, Role] = {}

    def of(self, role_id: int) -> str:
        if role_id in self._names:
            return self._names[role_id]
        row = self._unit[role_id]
        self.added[row.name] = row
        return row.name


def _as_it_stands(
    draft: TaskDraft, row: Task, supports: Sequence[int], roles: Mapping[str, Role], called: _Names
) -> TaskDraft:
    """The task's draft where the row says the same, so that nothing of it is lost; else what the row says."""
    lead = roles.get(draft.lead) if draft.lead else None
    if row.lead_role_id != (lead.id if lead else None):
        name = None if row.lead_role_id is None else called.of(row.lead_role_id)
        draft = replace(draft, lead=name, lead_is_own=name is not None)
    if set(supports) != {roles[name].id for name in draft.supports if name in roles} - {row.lead_role_id}:
        draft = replace(draft, supports=tuple(called.of(role_id) for role_id in supports))
    if (row.due_kind, row.due_on) != (draft.due.kind, draft.due.on):
        draft = replace(draft, due=DueDraft(row.due_kind, row.due_on, row.due_text))
    if row.text != draft.text:
        draft = replace(draft, text=row.text)
    return draft


async def _reporting(session: AsyncSession, plan: Plan) -> tuple[ReportingDraft, ...]:
    return tuple(
        ReportingDraft(row.code, (row.window_first, row.cutoff), row.officers_last_day, row.summary_last_day)
        for row in await periods.periods(session, plan.unit_id)
        if row.plan_id == plan.id
    )
