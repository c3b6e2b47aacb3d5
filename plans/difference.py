"""What a new version of a plan changes: pure data, to be shown, applied and told to those concerned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from locales.text import fold
from plans.likeness import Item, likeness, paired
from plans.model import AreaDraft, PlanDocument, ReportingDraft, RoleDraft, TargetDraft, TaskDraft, area_lead
from plans.names import short_key

_SAME_ROLE = 85.0


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One task that stays, as it was and as it becomes; `was` speaks of roles by their new names."""

    was: TaskDraft
    becomes: TaskDraft

    @property
    def moved(self) -> bool:
        return (self.was.code, self.was.area) != (self.becomes.code, self.becomes.area)

    @property
    def reworded(self) -> bool:
        return (self.was.text, self.was.product) != (self.becomes.text, self.becomes.product)

    @property
    def new_lead(self) -> bool:
        return self.was.lead != self.becomes.lead

    @property
    def new_due(self) -> bool:
        return (self.was.due.kind, self.was.due.on) != (self.becomes.due.kind, self.becomes.due.on)

    @property
    def new_supports(self) -> bool:
        return set(self.was.supports) != set(self.becomes.supports)

    @property
    def is_change(self) -> bool:
        return self.moved or self.reworded or self.new_lead or self.new_due or self.new_supports


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area that stays, with another code, name or lead."""

    was: AreaDraft
    becomes: AreaDraft
    led_by: str | None
    will_be_led_by: str | None


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """A report's days; None: there was none, or there is none any more."""

    code: str
    was: ReportingDraft | None
    becomes: ReportingDraft | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything one version changes of another.

    `pairs`: place of a task in the new version → its place in the old one. `renamed`: old name → new name of
    a role. `heading`: title, number, day or signer differ.
    """

    pairs: Mapping[int, int]
    area_pairs: Mapping[int, int]
    changed: tuple[TaskChange, ...]
    added: tuple[TaskDraft, ...]
    gone: tuple[TaskDraft, ...]
    renamed: Mapping[str, str]
    roles_added: tuple[RoleDraft, ...]
    roles_gone: tuple[RoleDraft, ...]
    roles_changed: tuple[str, ...]
    areas_added: tuple[AreaDraft, ...]
    areas_gone: tuple[AreaDraft, ...]
    areas_changed: tuple[AreaChange, ...]
    targets_added: tuple[TargetDraft, ...]
    targets_gone: tuple[TargetDraft, ...]
    targets_changed: tuple[tuple[TargetDraft, TargetDraft], ...]
    periods: tuple[PeriodChange, ...]
    heading: bool

    @property
    def is_empty(self) -> bool:
        return not (
            self.heading
            or self.renamed
            or any(
                (
                    self.changed,
                    self.added,
                    self.gone,
                    self.roles_added,
                    self.roles_gone,
                    self.roles_changed,
                    self.areas_added,
                    self.areas_gone,
                    self.areas_changed,
                    self.targets_added,
                    self.targets_gone,
                    self.targets_changed,
                    self.periods,
                )
            )
        )


def difference(old: PlanDocument, new: PlanDocument, *, by_code: bool = False) -> Difference:
    """What `new` changes of `old`.

    Tasks are matched by their words and codes, so that one that was only renumbered is not gone; `by_code`
    says that the code alone tells which is which (a workbook, whose codes nobody can change).
    """
    renamed = renamed_roles(old.roles, new.roles)
    called = PlanDocument("", roles=_called(old.roles, renamed), areas=old.areas)
    pairs = _by_code(old.tasks, new.tasks) if by_code else matched_tasks(old.tasks, new.tasks)
    changes = [TaskChange(_speaking(old.tasks[i], renamed), new.tasks[j]) for j, i in sorted(pairs.items())]
    areas = matched_areas(old.areas, new.areas)
    area_changes = [
        AreaChange(
            old.areas[i],
            new.areas[j],
            area_lead(called, old.areas[i].code),
            area_lead(new, new.areas[j].code),
        )
        for j, i in sorted(areas.items())
    ]
    kept = {renamed.get(role.name, role.name) for role in old.roles}
    names = {role.name for role in new.roles}
    targets = paired(_target_items(old.targets), _target_items(new.targets))
    return Difference(
        pairs=pairs,
        area_pairs=areas,
        changed=tuple(change for change in changes if change.is_change),
        added=tuple(task for j, task in enumerate(new.tasks) if j not in pairs),
        gone=tuple(task for i, task in enumerate(old.tasks) if i not in set(pairs.values())),
        renamed=renamed,
        roles_added=tuple(role for role in new.roles if role.name not in kept),
        roles_gone=tuple(role for role in old.roles if renamed.get(role.name, role.name) not in names),
        roles_changed=_roles_changed(called.roles, new.roles, set(renamed)),
        areas_added=tuple(area for j, area in enumerate(new.areas) if j not in areas),
        areas_gone=tuple(area for i, area in enumerate(old.areas) if i not in set(areas.values())),
        areas_changed=tuple(
            change
            for change in area_changes
            if change.was != change.becomes or change.led_by != change.will_be_led_by
        ),
        targets_added=tuple(target for j, target in enumerate(new.targets) if j not in targets),
        targets_gone=tuple(t for i, t in enumerate(old.targets) if i not in set(targets.values())),
        targets_changed=tuple(
            (old.targets[i], new.targets[j])
            for j, i in sorted(targets.items())
            if replace(old.targets[i], line=None) != replace(new.targets[j], line=None)
        ),
        periods=_periods(old.reporting, new.reporting),
        heading=_heading(old) != _heading(new),
    )


def matched_tasks(old: Sequence[TaskDraft], new: Sequence[TaskDraft]) -> dict[int, int]:
    """Place of a task in `new` → its place in `old`."""
    return paired([Item(t.code, t.text) for t in old], [Item(t.code, t.text) for t in new])


def matched_areas(old: Sequence[AreaDraft], new: Sequence[AreaDraft]) -> dict[int, int]:
    """Place of an area in `new` → its place in `old`."""
    return paired([Item(a.code, a.name) for a in old], [Item(a.code, a.name) for a in new])


def renamed_roles(old: Sequence[RoleDraft], new: Sequence[RoleDraft]) -> dict[str, str]:
    """Old name → new name of the roles that go by another one.

    A role that bears the old name as another spelling is the same role; else one whose own words are nearly
    the same, when neither name stands in the other version.
    """
    new_names = {fold(role.name): role.name for role in new}
    by_alias = {fold(alias): role.name for role in new for alias in role.aliases}
    renamed: dict[str, str] = {}
    for role in old:
        exact = new_names.get(fold(role.name))
        same = exact or by_alias.get(fold(role.name))
        if same is not None and same != role.name:
            renamed[role.name] = same
    known = {fold(role.name) for role in old} | {fold(alias) for role in old for alias in role.aliases}
    fresh = [role.name for role in new if fold(role.name) not in known and role.name not in renamed.values()]
    lost = [role.name for role in old if fold(role.name) not in new_names and role.name not in renamed]
    alike = sorted(
        ((likeness(short_key(one), short_key(other)), one, other) for one in lost for other in fresh),
        reverse=True,
    )
    for share, one, other in alike:
        if share >= _SAME_ROLE and one not in renamed and other not in renamed.values():
            renamed[one] = other
    return renamed


def _by_code(old: Sequence[TaskDraft], new: Sequence[TaskDraft]) -> dict[int, int]:
    places = {task.code: i for i, task in enumerate(old)}
    return {j: places[task.code] for j, task in enumerate(new) if task.code in places}


def _called(roles: Sequence[RoleDraft], renamed: Mapping[str, str]) -> tuple[RoleDraft, ...]:
    return tuple(replace(role, name=renamed.get(role.name, role.name)) for role in roles)


def _speaking(task: TaskDraft, renamed: Mapping[str, str]) -> TaskDraft:
    lead = renamed.get(task.lead, task.lead) if task.lead else None
    return replace(task, lead=lead, supports=tuple(renamed.get(name, name) for name in task.supports))


def _roles_changed(
    old: Sequence[RoleDraft], new: Sequence[RoleDraft], former_names: set[str]
) -> tuple[str, ...]:
    """Roles that become, or cease to be, the coordinator, or are known by names that none bore before."""
    former = {role.name: role for role in old}
    return tuple(
        role.name
        for role in new
        if (was := former.get(role.name)) is not None
        and (was.coordinator != role.coordinator or set(role.aliases) - set(was.aliases) - former_names)
    )


def _target_items(targets: Sequence[TargetDraft]) -> list[Item]:
    """A target of a later year with the same words is another one."""
    return [Item(f"{target.area}/{target.by_year}", target.text) for target in targets]


def _periods(old: Sequence[ReportingDraft], new: Sequence[ReportingDraft]) -> tuple[PeriodChange, ...]:
    was, becomes = ({entry.code: entry for entry in entries} for entries in (old, new))
    return tuple(
        PeriodChange(code, was.get(code), becomes.get(code))
        for code in dict.fromkeys((*was, *becomes))
        if was.get(code) != becomes.get(code)
    )


def _heading(document: PlanDocument) -> tuple[object, ...]:
    return (
        document.title,
        document.number,
        document.issued_on,
        document.issuing_body,
        document.signer,
        document.recipients,
    )
