"""A corrected text over an approved plan: what the text changes is taken, what people decided stays.

Three versions meet: the earlier text as it was read, the plan as it stands (that text and all that was decided
since), and the corrected text as it was read. Where the corrected text says what the earlier one said, the
plan as it stands holds; where it says something else, the text holds; where it falls silent, a decision of a
person's holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from locales.text import fold
from plans.codes import next_code
from plans.decisions import tidied
from plans.difference import matched_areas, matched_tasks, renamed_roles
from plans.model import (
    AreaDraft,
    DueDraft,
    PlanDocument,
    RoleDraft,
    TargetDraft,
    TaskDraft,
    natural,
)
from storage.enums import DueKind

T = TypeVar("T")

_NEVER = object()


def corrected(as_read: PlanDocument, standing: PlanDocument, text: PlanDocument) -> PlanDocument:
    """The plan as it stands with the corrected `text` in it; `as_read` is the text it was made from."""
    names = _names(standing, text)
    base, ours, theirs = (_renamed(document, names) for document in (as_read, standing, text))
    places = _Areas(base, ours, theirs)
    merged = tidied(
        replace(
            theirs,
            title=_three(base.title, ours.title, theirs.title),
            number=_three(base.number, ours.number, theirs.number, silent=None),
            issued_on=_three(base.issued_on, ours.issued_on, theirs.issued_on, silent=None),
            areas=places.areas,
            roles=_roles(base, ours, theirs, places),
            tasks=_tasks(base, ours, theirs, places),
            targets=ours.targets if _targets(theirs) == _targets(base) else theirs.targets,
            reporting=_three(base.reporting, ours.reporting, theirs.reporting, silent=()),
            dropped=ours.dropped,
            dropped_targets=ours.dropped_targets,
            calendar=ours.calendar if theirs.reporting in ((), base.reporting) else (),
            settled=ours.settled,
        )
    )
    return replace(merged, roles=tuple(role for role in merged.roles if _stays(role, merged, base, theirs)))


def _three(base: T, ours: T, theirs: T, silent: object = _NEVER) -> T:
    """The text's word if it has changed it, else ours; its new silence (`silent`) undoes no decision."""
    if theirs == base or (theirs == silent and ours != base):
        return ours
    return theirs


class _Areas:
    """The areas of the three versions beside each other, by the corrected text's codes."""

    def __init__(self, base: PlanDocument, ours: PlanDocument, theirs: PlanDocument) -> None:
        in_base, in_ours = matched_areas(base.areas, theirs.areas), matched_areas(ours.areas, theirs.areas)
        self.base = {theirs.areas[j].code: base.areas[i] for j, i in in_base.items()}
        self.ours = {theirs.areas[j].code: ours.areas[i] for j, i in in_ours.items()}
        self.of_ours = {area.code: code for code, area in self.ours.items()}
        said = tuple(self._named(area) for area in theirs.areas)
        codes = {area.code for area in said} | {area.code for area in base.areas}
        by_hand = tuple(a for a in ours.areas if a.code not in self.of_ours and a.code not in codes)
        self.areas = (*said, *by_hand)

    def _named(self, area: AreaDraft) -> AreaDraft:
        base, ours = self.base.get(area.code), self.ours.get(area.code)
        if base is None or ours is None:
            return area
        return replace(area, name=_three(base.name, ours.name, area.name))


def _names(standing: PlanDocument, text: PlanDocument) -> dict[str, str]:
    """Every folded spelling of a role, in either version, → the name it bears from now on."""
    renamed = renamed_roles(standing.roles, text.roles)
    known: dict[str, str] = {}
    for role in standing.roles:
        name = renamed.get(role.name, role.name)
        for spelling in (role.name, name, *role.aliases):
            known.setdefault(fold(spelling), name)
    for role in text.roles:
        name = known.get(fold(role.name), role.name)
        for spelling in (role.name, *role.aliases):
            known.setdefault(fold(spelling), name)
    return known


def _renamed(document: PlanDocument, names: Mapping[str, str]) -> PlanDocument:
    """The document with every role under the one name; two spellings of one role become one."""

    def name_of(name: str) -> str:
        return names.get(fold(name), name)

    roles: dict[str, RoleDraft] = {}
    for role in document.roles:
        name = name_of(role.name)
        other = roles.get(name, RoleDraft(name))
        spellings = (*other.aliases, role.name, *role.aliases)
        leads = sorted({*other.leads, *role.leads}, key=natural)
        roles[name] = RoleDraft(
            name,
            other.coordinator or role.coordinator,
            tuple(leads),
            tuple(sorted({*other.supports, *role.supports} - set(leads), key=natural)),
            tuple(dict.fromkeys(alias for alias in spellings if fold(alias) != fold(name))),
        )
    tasks = tuple(
        replace(
            task,
            lead=task.lead and name_of(task.lead),
            supports=tuple(dict.fromkeys(name_of(name) for name in task.supports)),
        )
        for task in document.tasks
    )
    return replace(document, roles=tuple(roles.values()), tasks=tasks)


def _tasks(
    base: PlanDocument, ours: PlanDocument, theirs: PlanDocument, places: _Areas
) -> tuple[TaskDraft, ...]:
    read = {task.code: task for task in base.tasks}
    standing = {task.code for task in ours.tasks}
    pairs = matched_tasks(ours.tasks, theirs.tasks)
    dropped = [task for task in base.tasks if task.code not in standing]
    left = [j for j in range(len(theirs.tasks)) if j not in pairs]
    still_dropped = matched_tasks(dropped, [theirs.tasks[j] for j in left])
    skipped = {
        left[k] for k, i in still_dropped.items() if fold(dropped[i].text) == fold(theirs.tasks[left[k]].text)
    }
    tasks = [
        _task(read.get(ours.tasks[pairs[j]].code), ours.tasks[pairs[j]], task) if j in pairs else task
        for j, task in enumerate(theirs.tasks)
        if j not in skipped
    ]
    for i, task in enumerate(ours.tasks):
        if i not in pairs.values() and task.code not in read:  # a person added it, no text ever had it
            taken = {other.code for other in tasks}
            area = places.of_ours.get(task.area or "", task.area)
            code = next_code(area, taken) if task.code in taken else task.code
            tasks.append(replace(task, code=code, area=area))
    return tuple(tasks)


def _task(base: TaskDraft | None, ours: TaskDraft, theirs: TaskDraft) -> TaskDraft:
    was = base or ours
    lead, own = _lead(base, ours, theirs)
    return replace(
        theirs,
        text=_three(was.text, ours.text, theirs.text),
        product=_three(was.product, ours.product, theirs.product, silent=None),
        lead=lead,
        lead_is_own=own,
        supports=_three(was.supports, ours.supports, theirs.supports, silent=()),
        due=_merged_due(was.due, ours.due, theirs.due),
    )


def _merged_due(base: DueDraft, ours: DueDraft, theirs: DueDraft) -> DueDraft:
    """Kind and day count, not the words they stood in."""
    was, stands, said = ((due.kind, due.on) for due in (base, ours, theirs))
    merged = _three(was, stands, said, silent=(DueKind.UNSTATED, None))
    return ours if merged == stands else theirs


def _lead(base: TaskDraft | None, ours: TaskDraft, theirs: TaskDraft) -> tuple[str | None, bool]:
    """The lead, and whether it is the task's own; one that is not is derived from the area afterwards."""
    said = theirs.lead if theirs.lead_is_own else None
    if said is not None and (base is None or (base.lead if base.lead_is_own else None) != said):
        return said, True
    by_hand = base is None or (ours.lead, ours.lead_is_own) != (base.lead, base.lead_is_own)
    if said is None and not by_hand:
        return None, False
    return (ours.lead, True) if ours.lead_is_own else (None, False)


def _roles(
    base: PlanDocument, ours: PlanDocument, theirs: PlanDocument, places: _Areas
) -> tuple[RoleDraft, ...]:
    """The text's roles and those it does not name, leading the areas that the text or a person gives them."""
    former = {role.name: role for role in ours.roles}
    coordinator = _three(_coordinator(base), _coordinator(ours), _coordinator(theirs), silent=None)
    leads = _area_leads(base, ours, theirs, places)
    spelled = [
        replace(role, aliases=tuple(dict.fromkeys((*_aliases(former, role.name), *role.aliases))))
        for role in theirs.roles
    ]
    named = {role.name for role in theirs.roles}
    roles = []
    for role in (*spelled, *(role for role in ours.roles if role.name not in named)):
        led = sorted((code for code, names in leads.items() if role.name in names), key=natural)
        supports = tuple(code for code in role.supports if code not in led)
        roles.append(replace(role, leads=tuple(led), supports=supports, coordinator=role.name == coordinator))
    return tuple(roles)


def _stays(role: RoleDraft, merged: PlanDocument, base: PlanDocument, theirs: PlanDocument) -> bool:
    """Whether the text names the role, a person added it, or it still has something to do."""
    named = {r.name for r in theirs.roles}
    read = {r.name for r in base.roles}
    working = {name for task in merged.tasks for name in (task.lead, *task.supports)}
    return (
        role.name in named
        or role.name not in read
        or role.name in working
        or bool(role.leads)
        or role.coordinator
    )


def _aliases(former: Mapping[str, RoleDraft], name: str) -> Sequence[str]:
    return former[name].aliases if name in former else ()


def _coordinator(document: PlanDocument) -> str | None:
    return next((role.name for role in document.roles if role.coordinator), None)


def _area_leads(
    base: PlanDocument, ours: PlanDocument, theirs: PlanDocument, places: _Areas
) -> dict[str, tuple[str, ...]]:
    """Who leads each area."""
    said = {area.code for area in theirs.areas}
    found: dict[str, tuple[str, ...]] = {}
    for area in places.areas:
        if area.code not in said:  # added by a person
            found[area.code] = _leading(ours, area)
            continue
        text = _leading(theirs, area)
        stands = _leading(ours, places.ours.get(area.code)) if area.code in places.ours else text
        found[area.code] = _three(_leading(base, places.base.get(area.code)), stands, text, silent=())
    return found


def _leading(document: PlanDocument, area: AreaDraft | None) -> tuple[str, ...]:
    return tuple(sorted(role.name for role in document.roles if area and area.code in role.leads))


def _targets(document: PlanDocument) -> list[TargetDraft]:
    return [replace(target, line=None) for target in document.targets]
