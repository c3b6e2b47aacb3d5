"""A plan as plain data: what was read, kept as JSON until the coordinator approves it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plans.findings import Warning_, WarningCode
from storage.enums import DueKind


@dataclass(frozen=True, slots=True)
class DueDraft:
    """A task's deadline: the kind, the last acceptable day when there is one, and the words it stood in."""

    kind: DueKind = DueKind.UNSTATED
    on: date | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """A field of the reform (lĩnh vực)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """A post (chức danh) with the codes of the areas it leads and supports; `aliases` as also printed."""

    name: str
    coordinator: bool = False
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task; `lead_is_own` tells that its own row, sentence or heading (or a person) named the lead."""

    code: str
    area: str | None
    text: str
    product: str | None = None
    lead: str | None = None
    lead_is_own: bool = False
    supports: tuple[str, ...] = ()
    due: DueDraft = DueDraft()
    criteria: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target; `comparator` is one of >=, <=, =, range (then `upper` is the other end)."""

    area: str | None
    text: str
    comparator: str
    value: Decimal
    unit: str
    upper: Decimal | None = None
    by_year: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ReportingDraft:
    """A report the text itself asks for; what it does not say is None."""

    code: str
    window: tuple[date, date] | None = None
    officers_last_day: date | None = None
    summary_last_day: date | None = None


@dataclass(frozen=True, slots=True)
class CriterionDraft:
    """A scoring criterion (TCTP) with the points as printed."""

    code: str
    name: str
    area: str | None
    maximum: Decimal
    achieved: Decimal | None = None
    deducted: Decimal | None = None
    reason: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed; the title is None when the page lost it."""

    title: str | None
    name: str


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """Everything read from one plan."""

    title: str
    number: str | None = None
    issued_on: date | None = None
    issuing_body: str | None = None
    years: tuple[int, ...] = ()
    areas: tuple[AreaDraft, ...] = ()
    roles: tuple[RoleDraft, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()
    targets: tuple[TargetDraft, ...] = ()
    reporting: tuple[ReportingDraft, ...] = ()
    criteria: tuple[CriterionDraft, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: Signer | None = None
    warnings: tuple[Warning_, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The document in the shape of `dondoc plan read --json`; `from_json` takes it back unchanged."""
        from plans.as_json import document_to_json

        return document_to_json(self)

    @staticmethod
    def from_json(data: Mapping[str, object]) -> "PlanDocument":
        """The document `to_json` wrote. Raises KeyError or ValueError on anything else."""
        from plans.as_json import document_from_json

        return document_from_json(data)


def area_lead(document: PlanDocument, area_code: str | None) -> str | None:
    """The only role that leads the area, else None."""
    leads = [role.name for role in document.roles if area_code is not None and area_code in role.leads]
    return leads[0] if len(leads) == 1 else None


def with_area_lead(document: PlanDocument, area_code: str, role_name: str | None) -> PlanDocument:
    """The document with this one role (or none) leading the area; tasks without a lead of their own follow.

    Raises KeyError when the plan has no such area or role.
    """
    _known(area_code, {area.code for area in document.areas})
    if role_name is not None:
        _known(role_name, {role.name for role in document.roles})
    roles = tuple(_leading(role, area_code, leads=role.name == role_name) for role in document.roles)
    return _settled(replace(document, roles=roles))


def with_task_lead(document: PlanDocument, task_code: str, role_name: str | None) -> PlanDocument:
    """The document with this role leading the task; None gives the task back to its area's lead.

    Raises KeyError when the plan has no such task or role.
    """
    _known(task_code, {task.code for task in document.tasks})
    if role_name is not None:
        _known(role_name, {role.name for role in document.roles})
    tasks = tuple(
        replace(task, lead=role_name, lead_is_own=role_name is not None) if task.code == task_code else task
        for task in document.tasks
    )
    return _settled(replace(document, tasks=tasks))


def with_task_supports(document: PlanDocument, task_code: str, role_names: Iterable[str]) -> PlanDocument:
    """The document with these roles, and no others, supporting the task."""
    names = tuple(role_names)
    return replace(
        document,
        tasks=tuple(
            replace(task, supports=names) if task.code == task_code else task for task in document.tasks
        ),
    )


def with_task_due(document: PlanDocument, task_code: str, due: DueDraft) -> PlanDocument:
    """The document with this deadline for the task."""
    return replace(
        document,
        tasks=tuple(replace(task, due=due) if task.code == task_code else task for task in document.tasks),
    )


def knowing(document: PlanDocument, role_name: str) -> PlanDocument:
    """The document with the unit's role among its own."""
    if any(role.name == role_name for role in document.roles):
        return document
    return replace(document, roles=(*document.roles, RoleDraft(role_name)))


def with_derived_leads(document: PlanDocument) -> PlanDocument:
    """Every task without a lead of its own gets the only role that leads its area; nobody both leads and
    supports one task."""
    tasks = tuple(
        task if task.lead_is_own else replace(task, lead=area_lead(document, task.area))
        for task in document.tasks
    )
    return replace(
        document,
        tasks=tuple(
            replace(task, supports=tuple(name for name in task.supports if name != task.lead))
            for task in tasks
        ),
    )


class AttentionKind(StrEnum):
    """What the coordinator has to decide before, or knowingly leave open when, approving."""

    AREA_WITHOUT_LEAD = "area_without_lead"
    TASK_WITHOUT_LEAD = "task_without_lead"
    NO_COORDINATOR = "no_coordinator"
    NUMBER_BLANK = "number_blank"
    DAY_BLANK = "day_blank"
    ANNEX_MISSING = "annex_missing"
    CALENDAR_MISSING = "calendar_missing"


@dataclass(frozen=True, slots=True)
class Attention:
    """One open decision; `reference` is the area's or task's code, `proposal` a role that lies near."""

    kind: AttentionKind
    reference: str | None = None
    proposal: str | None = None


def attention(document: PlanDocument) -> list[Attention]:
    """What still needs a decision, as the document stands now."""
    return [*_without_lead(document), *_blanks(document)]


def coordinator(document: PlanDocument) -> str | None:
    """The role that compiles the reports (đầu mối), when the plan names one."""
    return next((role.name for role in document.roles if role.coordinator), None)


def _without_lead(document: PlanDocument) -> list[Attention]:
    proposal = coordinator(document)
    open_areas = [area.code for area in document.areas if area_lead(document, area.code) is None]
    lone_tasks = [
        task.code for task in document.tasks if task.lead is None and task.area not in set(open_areas)
    ]
    return [
        *(
            Attention(AttentionKind.AREA_WITHOUT_LEAD, code, proposal)
            for code in open_areas
            if any(task.area == code and task.lead is None for task in document.tasks)
        ),
        *(Attention(AttentionKind.TASK_WITHOUT_LEAD, code, proposal) for code in lone_tasks),
    ]


def _blanks(document: PlanDocument) -> list[Attention]:
    annex_missing = any(warning.code is WarningCode.ANNEX_MISSING for warning in document.warnings)
    no_calendar = not document.reporting or any(entry.window is None for entry in document.reporting)
    found = {
        AttentionKind.NO_COORDINATOR: coordinator(document) is None,
        AttentionKind.NUMBER_BLANK: document.number is None,
        AttentionKind.DAY_BLANK: document.issued_on is None,
        AttentionKind.ANNEX_MISSING: annex_missing,
        AttentionKind.CALENDAR_MISSING: no_calendar,
    }
    return [Attention(kind) for kind, open_ in found.items() if open_]


def _known(name: str, names: set[str]) -> None:
    if name not in names:
        raise KeyError(name)


def _leading(role: RoleDraft, area_code: str, *, leads: bool) -> RoleDraft:
    others = {code for code in role.leads if code != area_code}
    led = others | {area_code} if leads else others
    supports = tuple(code for code in role.supports if code not in led)
    return replace(role, leads=tuple(sorted(led, key=natural)), supports=supports)


def _settled(document: PlanDocument) -> PlanDocument:
    """Leads derived anew, and the remarks that a decision has answered taken away."""
    derived = with_derived_leads(document)
    kept = tuple(warning for warning in derived.warnings if not _answered(warning, derived))
    return replace(derived, warnings=kept)


def _answered(warning: Warning_, document: PlanDocument) -> bool:
    if warning.code in {WarningCode.AREA_WITHOUT_LEAD, WarningCode.AREA_WITH_SEVERAL_LEADS}:
        return area_lead(document, warning.values["area"]) is not None
    if warning.code is WarningCode.ROLE_LEADS_NOTHING:
        return leads_something(document, warning.values["role"])
    return False


def leads_something(document: PlanDocument, role_name: str) -> bool:
    """Whether the role leads an area or a task."""
    return any(role.leads for role in document.roles if role.name == role_name) or any(
        task.lead == role_name for task in document.tasks
    )


def natural(code: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts 2 before 10, for codes such as "3", "3.c", "4.10"."""
    return tuple((int(part) if part.isdigit() else 0, part) for part in code.split("."))
