"""What a coordinator can decide about a plan: each decision gives a new document and changes nothing else.

Names and codes that the plan does not know raise KeyError. Leads are derived anew and remarks that a decision
has answered go with it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from locales.text import fold
from plans.findings import Warning_, WarningCode
from plans.model import (
    DueDraft,
    PlanDocument,
    RoleDraft,
    TargetDraft,
    TaskDraft,
    area_lead,
    coordinator,
    leads_something,
    natural,
    with_derived_leads,
)
from scheduler.periods import PeriodPlan


class NameTakenError(ValueError):
    """Another role of the plan bears the name already."""


class StillLeadsError(ValueError):
    """The role leads an area or a task, so it cannot be left out."""


def with_role(document: PlanDocument, name: str) -> PlanDocument:
    """The document with this role among its own."""
    if any(role.name == name for role in document.roles):
        return document
    return replace(document, roles=(*document.roles, RoleDraft(name)))


def with_area_lead(document: PlanDocument, area_code: str, role_name: str | None) -> PlanDocument:
    """The document with this one role (or none) leading the area; tasks without a lead of their own follow."""
    _known(area_code, {area.code for area in document.areas})
    if role_name is not None:
        _role(document, role_name)
    roles = tuple(_leading(role, area_code, leads=role.name == role_name) for role in document.roles)
    return tidied(replace(document, roles=roles))


def with_task_lead(document: PlanDocument, task_code: str, role_name: str | None) -> PlanDocument:
    """The document with this role leading the task; None gives the task back to its area's lead."""
    return with_tasks_lead(document, (task_code,), role_name)


def with_tasks_lead(document: PlanDocument, codes: Collection[str], role_name: str | None) -> PlanDocument:
    """The same for several tasks at once."""
    for code in codes:
        _task(document, code)
    if role_name is not None:
        _role(document, role_name)
    tasks = tuple(
        replace(task, lead=role_name, lead_is_own=role_name is not None) if task.code in codes else task
        for task in document.tasks
    )
    return tidied(replace(document, tasks=tasks))


def with_merged_roles(document: PlanDocument, name: str, other: str) -> PlanDocument:
    """The two roles as one that is called `name`; `other` and all spellings of both stay as aliases.

    Either may be a spelling the role is known by: then only its name is chosen anew.
    """
    one, two = _role(document, name), _role(document, other)
    return tidied(as_one(document, (one, two), name))


def as_one(document: PlanDocument, roles: Sequence[RoleDraft], name: str) -> PlanDocument:
    """These roles as one that is called `name`, with all their spellings. No task gets a lead by it."""
    first, *others = roles
    for other in others:
        first = replace(_joined(first, other), aliases=(*first.aliases, other.name, *other.aliases))
    one = replace(first, name=name, aliases=_aliases(name, (first.name, *first.aliases)))
    return _in_place_of(document, {role.name for role in roles}, one)


def with_role_renamed(document: PlanDocument, name: str, new: str) -> PlanDocument:
    """The role under its new name; the printed one stays as an alias. Raises NameTakenError."""
    role = _role(document, name)
    _refuse_taken(document, new, but=role)
    renamed = replace(role, name=new, aliases=_aliases(new, (role.name, *role.aliases)))
    return tidied(_in_place_of(document, {role.name}, renamed))


def with_role_replaced(document: PlanDocument, name: str, by: str) -> PlanDocument:
    """Another role, of the plan or a new one, does what this one was given; the old name is no alias of it."""
    role, other = _role(document, name), _named(document, by) or RoleDraft(by)
    return tidied(_in_place_of(document, {role.name, other.name}, _joined(other, role)))


def with_role_apart(document: PlanDocument, name: str, alias: str) -> PlanDocument:
    """A spelling taken for the role's is a role of its own; it leads nothing yet."""
    role = _role(document, name)
    _known(alias, set(role.aliases))
    kept = replace(role, aliases=tuple(spelling for spelling in role.aliases if spelling != alias))
    roles = [kept if known is role else known for known in document.roles]
    roles.insert(roles.index(kept) + 1, RoleDraft(alias))
    return tidied(replace(document, roles=tuple(roles)))


def with_coordinator(document: PlanDocument, name: str) -> PlanDocument:
    """The document with this role, and no other, compiling the reports."""
    chosen = _role(document, name)
    roles = tuple(replace(role, coordinator=role is chosen) for role in document.roles)
    return tidied(replace(document, roles=roles))


def without_role(document: PlanDocument, name: str) -> PlanDocument:
    """The document without a role that leads nothing. Raises StillLeadsError."""
    role = _role(document, name)
    if leads_something(document, role.name):
        raise StillLeadsError(role.name)
    tasks = tuple(
        replace(task, supports=tuple(helper for helper in task.supports if helper != role.name))
        for task in document.tasks
    )
    roles = tuple(known for known in document.roles if known is not role)
    return tidied(replace(document, roles=roles, tasks=tasks))


def without_task(document: PlanDocument, task_code: str) -> PlanDocument:
    """The document with the task set aside."""
    task = _task(document, task_code)
    kept = tuple(known for known in document.tasks if known is not task)
    return tidied(replace(document, tasks=kept, dropped=(*document.dropped, task)))


def with_task_restored(document: PlanDocument, task_code: str) -> PlanDocument:
    """A task that was set aside stands where its line puts it again; roles gone meanwhile are not brought back."""
    task = next((known for known in document.dropped if known.code == task_code), None)
    if task is None:
        raise KeyError(task_code)
    names = {role.name for role in document.roles}
    back = replace(
        task,
        lead=task.lead if task.lead in names else None,
        lead_is_own=task.lead_is_own and task.lead in names,
        supports=tuple(name for name in task.supports if name in names),
    )
    place = _place_by_line(document.tasks, back)
    tasks = (*document.tasks[:place], back, *document.tasks[place:])
    dropped = tuple(known for known in document.dropped if known is not task)
    return tidied(replace(document, tasks=tasks, dropped=dropped))


def without_target(document: PlanDocument, target: TargetDraft) -> PlanDocument:
    """The document with the target set aside."""
    if target not in document.targets:
        raise KeyError(target.text)
    kept = tuple(known for known in document.targets if known != target)
    return tidied(replace(document, targets=kept, dropped_targets=(*document.dropped_targets, target)))


def with_target_restored(document: PlanDocument, target: TargetDraft) -> PlanDocument:
    """A target that was set aside counts again."""
    if target not in document.dropped_targets:
        raise KeyError(target.text)
    place = _place_by_line(document.targets, target)
    targets = (*document.targets[:place], target, *document.targets[place:])
    dropped = tuple(known for known in document.dropped_targets if known != target)
    return tidied(replace(document, targets=targets, dropped_targets=dropped))


def with_due(document: PlanDocument, task_code: str, due: DueDraft) -> PlanDocument:
    """The document with another deadline of the task."""
    task = _task(document, task_code)
    tasks = tuple(replace(known, due=due) if known is task else known for known in document.tasks)
    return replace(document, tasks=tasks)


def with_supports(document: PlanDocument, task_code: str, names: Iterable[str]) -> PlanDocument:
    """The document with these roles, and no others, supporting the task."""
    task = _task(document, task_code)
    changed = replace(task, supports=tuple(names))
    return replace(document, tasks=tuple(changed if known is task else known for known in document.tasks))


def with_number(document: PlanDocument, number: str) -> PlanDocument:
    """The document with its number and sign ("124/KH-UBND")."""
    return tidied(replace(document, number=number))


def with_day(document: PlanDocument, day: date) -> PlanDocument:
    """The document with its day of issue."""
    return tidied(replace(document, issued_on=day))


def with_calendar(document: PlanDocument, periods: Sequence[PeriodPlan]) -> PlanDocument:
    """The document with the reporting periods its coordinator chose."""
    return tidied(replace(document, calendar=tuple(periods)))


def with_settled(document: PlanDocument, keys: Iterable[str]) -> PlanDocument:
    """The document that remembers these questions as answered."""
    return replace(document, settled=tuple(dict.fromkeys((*document.settled, *keys))))


def _known(name: str, names: Collection[str]) -> None:
    if name not in names:
        raise KeyError(name)


def _task(document: PlanDocument, code: str) -> TaskDraft:
    task = next((task for task in document.tasks if task.code == code), None)
    if task is None:
        raise KeyError(code)
    return task


def _role(document: PlanDocument, name: str) -> RoleDraft:
    """The role of this name or spelling."""
    role = _named(document, name)
    if role is None:
        raise KeyError(name)
    return role


def _named(document: PlanDocument, name: str) -> RoleDraft | None:
    """The role of exactly this name, else one with this spelling, however it is dashed."""
    exact = next((role for role in document.roles if role.name == name), None)
    return exact or next(
        (
            role
            for role in document.roles
            if fold(name) in {fold(spelling) for spelling in (role.name, *role.aliases)}
        ),
        None,
    )


def _refuse_taken(document: PlanDocument, name: str, *, but: RoleDraft) -> None:
    others = (role for role in document.roles if role is not but)
    if fold(name) in {fold(spelling) for role in others for spelling in (role.name, *role.aliases)}:
        raise NameTakenError(name)


def _aliases(name: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """The spellings beside the name, each once however it is dashed."""
    found = {fold(spelling): spelling for spelling in reversed([*spellings]) if fold(spelling) != fold(name)}
    return tuple(reversed(found.values()))


def _joined(one: RoleDraft, two: RoleDraft) -> RoleDraft:
    """The first role with the areas of both; whoever leads an area does not support it as well."""
    leads = {*one.leads, *two.leads}
    supports = {*one.supports, *two.supports} - leads
    return replace(
        one,
        coordinator=one.coordinator or two.coordinator,
        leads=tuple(sorted(leads, key=natural)),
        supports=tuple(sorted(supports, key=natural)),
    )


def _in_place_of(document: PlanDocument, names: set[str], role: RoleDraft) -> PlanDocument:
    """The role stands where the first of these stood, and in every task for each of them."""
    place = next(i for i, known in enumerate(document.roles) if known.name in names)
    roles = [known for known in document.roles if known.name not in names]
    roles.insert(place, role)
    return replace(
        document,
        roles=tuple(roles),
        tasks=tuple(_following(task, names, role.name) for task in document.tasks),
        dropped=tuple(_following(task, names, role.name) for task in document.dropped),
    )


def _following(task: TaskDraft, names: set[str], name: str) -> TaskDraft:
    helpers = dict.fromkeys(name if helper in names else helper for helper in task.supports)
    lead = name if task.lead in names else task.lead
    return replace(task, lead=lead, supports=tuple(helper for helper in helpers if helper != lead))


def _place_by_line(drafts: Sequence[TaskDraft | TargetDraft], back: TaskDraft | TargetDraft) -> int:
    """Before the first that stands on a later line of the file, else at the end."""
    line = back.line
    later = (i for i, draft in enumerate(drafts) if line is not None and (draft.line or 0) > line)
    return next(later, len(drafts))


def _leading(role: RoleDraft, area_code: str, *, leads: bool) -> RoleDraft:
    others = {code for code in role.leads if code != area_code}
    led = others | {area_code} if leads else others
    supports = tuple(code for code in role.supports if code not in led)
    return replace(role, leads=tuple(sorted(led, key=natural)), supports=supports)


def tidied(document: PlanDocument) -> PlanDocument:
    """Leads derived anew, and the remarks that a decision has answered taken away."""
    derived = with_derived_leads(document)
    kept = tuple(warning for warning in derived.warnings if not _answered(warning, derived))
    return replace(derived, warnings=kept)


def _answered(warning: Warning_, document: PlanDocument) -> bool:
    values = warning.values
    roles = {role.name: role for role in document.roles}
    match warning.code:
        case WarningCode.AREA_WITHOUT_LEAD | WarningCode.AREA_WITH_SEVERAL_LEADS:
            return area_lead(document, values["area"]) is not None
        case WarningCode.ROLE_LEADS_NOTHING:
            return values["role"] not in roles or leads_something(document, values["role"])
        case WarningCode.ROLE_TWO_SPELLINGS:
            return values["role"] not in roles or values["alias"] not in roles[values["role"]].aliases
        case WarningCode.ROLE_STANDS_TWICE | WarningCode.ROLE_OF_HIGHER_LEVEL:
            return values["role"] not in roles
        case WarningCode.TARGET_OF_HIGHER_LEVEL:
            return all(target.text != values["text"] for target in document.targets)
        case WarningCode.NO_COORDINATOR:
            return coordinator(document) is not None
        case WarningCode.NUMBER_BLANK:
            return document.number is not None
        case WarningCode.DAY_BLANK:
            return document.issued_on is not None
        case WarningCode.CALENDAR_MISSING | WarningCode.WINDOWS_MISSING:
            return bool(document.calendar)
        case _:
            return False
