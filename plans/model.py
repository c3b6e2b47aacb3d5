"""A plan as plain data: what was read, kept as JSON until the coordinator approves it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plans.findings import Warning_
from scheduler.periods import PeriodPlan
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
    """Everything read from one plan, and what its review has made of it.

    `dropped` and `dropped_targets` were left out and can be brought back until approval; `calendar` is the
    one the coordinator chose (empty: the text's own); `settled` are the keys of questions that were answered
    (plans.review), so that they are not put again.
    """

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
    dropped: tuple[TaskDraft, ...] = ()
    dropped_targets: tuple[TargetDraft, ...] = ()
    calendar: tuple[PeriodPlan, ...] = ()
    settled: tuple[str, ...] = ()

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


def coordinator(document: PlanDocument) -> str | None:
    """The role that compiles the reports (đầu mối), when the plan names one."""
    return next((role.name for role in document.roles if role.coordinator), None)


def leads_something(document: PlanDocument, role_name: str) -> bool:
    """Whether the role leads an area or a task."""
    return any(role.leads for role in document.roles if role.name == role_name) or any(
        task.lead == role_name for task in document.tasks
    )


def natural(code: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts 2 before 10, for codes such as "3", "3.c", "4.10"."""
    return tuple((int(part) if part.isdigit() else 0, part) for part in code.split("."))
