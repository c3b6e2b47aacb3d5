"""The JSON shape of a plan (`dondoc plan read --json`), both ways.

Beyond the published shape every warning carries its code, values and a quotation of its line, a task whether
its lead is its own, a role its other spellings, and targets and criteria their line: the draft in the
database lives on these.
What a review adds (tasks left out, a chosen calendar, questions answered) stands there once there is any.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from plans.findings import Warning_, WarningCode
from plans.model import (
    AreaDraft,
    CriterionDraft,
    DueDraft,
    PlanDocument,
    ReportingDraft,
    RoleDraft,
    Signer,
    TargetDraft,
    TaskDraft,
)
from scheduler.periods import PeriodKind, PeriodPlan, Window
from storage.enums import DueKind

Json = dict[str, object]


def document_to_json(plan: PlanDocument) -> Json:
    """The document as JSON-able data; messages of warnings are in Vietnamese."""
    return {
        "title": plan.title,
        "number": plan.number,
        "issued_on": _iso(plan.issued_on),
        "issuing_body": plan.issuing_body,
        "years": list(plan.years),
        "areas": [{"code": area.code, "name": area.name} for area in plan.areas],
        "roles": [_role_to_json(role) for role in plan.roles],
        "tasks": [_task_to_json(task) for task in plan.tasks],
        "targets": [_target_to_json(target) for target in plan.targets],
        "reporting": [_reporting_to_json(entry) for entry in plan.reporting],
        "criteria": [_criterion_to_json(criterion) for criterion in plan.criteria],
        "recipients": list(plan.recipients),
        "signer": None if plan.signer is None else {"title": plan.signer.title, "name": plan.signer.name},
        "warnings": _warnings_to_json(plan.warnings),
        **_review_to_json(plan),
    }


def document_from_json(data: Mapping[str, Any]) -> PlanDocument:
    """The document that `document_to_json` wrote. Raises KeyError or ValueError on anything else."""
    signer = data["signer"]
    return PlanDocument(
        title=data["title"],
        number=data["number"],
        issued_on=_date(data["issued_on"]),
        issuing_body=data["issuing_body"],
        years=tuple(data["years"]),
        areas=tuple(AreaDraft(area["code"], area["name"]) for area in data["areas"]),
        roles=tuple(_role_from_json(role) for role in data["roles"]),
        tasks=tuple(_task_from_json(task) for task in data["tasks"]),
        targets=tuple(_target_from_json(target) for target in data["targets"]),
        reporting=tuple(_reporting_from_json(entry) for entry in data["reporting"]),
        criteria=tuple(_criterion_from_json(criterion) for criterion in data["criteria"]),
        recipients=tuple(data["recipients"]),
        signer=None if signer is None else Signer(signer["title"], signer["name"]),
        warnings=tuple(
            Warning_(
                WarningCode(warning["code"]),
                dict(warning["values"]),
                warning["line"],
                warning.get("quote", ""),
            )
            for warning in data["warnings"]
        ),
        dropped=tuple(_task_from_json(task) for task in data.get("dropped", ())),
        dropped_targets=tuple(_target_from_json(target) for target in data.get("dropped_targets", ())),
        calendar=tuple(_period_from_json(period) for period in data.get("calendar", ())),
        settled=tuple(data.get("settled", ())),
    )


def _review_to_json(plan: PlanDocument) -> Json:
    made: Json = {
        "dropped": [_task_to_json(task) for task in plan.dropped],
        "dropped_targets": [_target_to_json(target) for target in plan.dropped_targets],
        "calendar": [_period_to_json(period) for period in plan.calendar],
        "settled": list(plan.settled),
    }
    return {name: value for name, value in made.items() if value}


def _period_to_json(period: PeriodPlan) -> Json:
    return {
        "code": period.code,
        "kind": period.kind.value,
        "window": [period.window.first.isoformat(), period.window.last.isoformat()],
        "officers_last_day": period.officers_last_day.isoformat(),
        "summary_last_day": period.summary_last_day.isoformat(),
    }


def _period_from_json(data: Mapping[str, Any]) -> PeriodPlan:
    first, last = (date.fromisoformat(day) for day in data["window"])
    return PeriodPlan(
        data["code"],
        PeriodKind(data["kind"]),
        Window(first, last),
        date.fromisoformat(data["officers_last_day"]),
        date.fromisoformat(data["summary_last_day"]),
    )


def _role_to_json(role: RoleDraft) -> Json:
    return {
        "name": role.name,
        "coordinator": role.coordinator,
        "leads": list(role.leads),
        "supports": list(role.supports),
        "aliases": list(role.aliases),
    }


def _role_from_json(data: Mapping[str, Any]) -> RoleDraft:
    return RoleDraft(
        data["name"],
        data["coordinator"],
        tuple(data["leads"]),
        tuple(data["supports"]),
        tuple(data.get("aliases", ())),
    )


def due_to_json(due: DueDraft) -> Json:
    return {"kind": due.kind.value, "on": _iso(due.on), "text": due.text}


def due_from_json(data: Mapping[str, Any]) -> DueDraft:
    """The due that `due_to_json` wrote. Raises KeyError or ValueError on anything else."""
    return DueDraft(DueKind(data["kind"]), _date(data["on"]), data["text"])


def _task_to_json(task: TaskDraft) -> Json:
    return {
        "code": task.code,
        "area": task.area,
        "text": task.text,
        "product": task.product,
        "lead": task.lead,
        "lead_is_own": task.lead_is_own,
        "supports": list(task.supports),
        "due": due_to_json(task.due),
        "criteria": list(task.criteria),
        "line": task.line,
    }


def _task_from_json(data: Mapping[str, Any]) -> TaskDraft:
    return TaskDraft(
        code=data["code"],
        area=data["area"],
        text=data["text"],
        product=data["product"],
        lead=data["lead"],
        lead_is_own=data["lead_is_own"],
        supports=tuple(data["supports"]),
        due=due_from_json(data["due"]),
        criteria=tuple(data["criteria"]),
        line=data["line"],
    )


def _target_to_json(target: TargetDraft) -> Json:
    return {
        "area": target.area,
        "text": target.text,
        "comparator": target.comparator,
        "value": _number(target.value),
        "upper": _number(target.upper),
        "unit": target.unit,
        "by_year": target.by_year,
        "line": target.line,
    }


def _target_from_json(data: Mapping[str, Any]) -> TargetDraft:
    return TargetDraft(
        area=data["area"],
        text=data["text"],
        comparator=data["comparator"],
        value=Decimal(str(data["value"])),
        upper=_decimal(data["upper"]),
        unit=data["unit"],
        by_year=data["by_year"],
        line=data["line"],
    )


def _reporting_to_json(entry: ReportingDraft) -> Json:
    return {
        "code": entry.code,
        "window": None if entry.window is None else [day.isoformat() for day in entry.window],
        "officers_last_day": _iso(entry.officers_last_day),
        "summary_last_day": _iso(entry.summary_last_day),
    }


def _reporting_from_json(data: Mapping[str, Any]) -> ReportingDraft:
    window = data["window"]
    return ReportingDraft(
        code=data["code"],
        window=None if window is None else (date.fromisoformat(window[0]), date.fromisoformat(window[1])),
        officers_last_day=_date(data["officers_last_day"]),
        summary_last_day=_date(data["summary_last_day"]),
    )


def _criterion_to_json(criterion: CriterionDraft) -> Json:
    return {
        "code": criterion.code,
        "name": criterion.name,
        "area": criterion.area,
        "max": _number(criterion.maximum),
        "achieved": _number(criterion.achieved),
        "deducted": _number(criterion.deducted),
        "reason": criterion.reason,
        "line": criterion.line,
    }


def _criterion_from_json(data: Mapping[str, Any]) -> CriterionDraft:
    return CriterionDraft(
        code=data["code"],
        name=data["name"],
        area=data["area"],
        maximum=Decimal(str(data["max"])),
        achieved=_decimal(data["achieved"]),
        deducted=_decimal(data["deducted"]),
        reason=data["reason"],
        line=data["line"],
    )


def _warnings_to_json(warnings: tuple[Warning_, ...]) -> list[Json]:
    from locales import translator
    from plans.wording import warning_message

    vietnamese = translator("vi")
    return [
        {
            "line": warning.line,
            "message": warning_message(vietnamese, warning),
            "code": warning.code.value,
            "values": dict(warning.values),
            "quote": warning.quote,
        }
        for warning in warnings
    ]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole values without a fraction."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
