"""What a report is made from, read from the store; nothing is decided here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from reports.data import (
    AnswerData,
    AreaData,
    FigureData,
    IndicatorData,
    PeriodData,
    PlanData,
    ReportPeriod,
    RoleData,
    SliceData,
    TargetData,
    TaskData,
    UnitData,
)
from reports.derive import Amount
from reports.indicators import CATALOGUE, IndicatorSpec, indicator_code_of
from reports.wording import period_name
from scheduler.ledger import Ledger, open_ledger, stands
from scheduler.occurrences import RECURRING
from scheduler.periods import PeriodError, Window, slices, slices_of
from storage import figures, occurrences, people, periods, plans
from storage.tables import (
    DueKind,
    Figure,
    Indicator,
    Occurrence,
    OccurrenceState,
    Period,
    Plan,
    Submission,
    SubmissionState,
    Target,
    Task,
    Unit,
)

_SPECS = {spec.code: spec for spec in CATALOGUE}
_DEFAULT_SIGNER = "Chủ tịch"


async def gather(session: AsyncSession, period: Period) -> PeriodData:
    """Everything the report of this period needs.

    The file is dated by the newest answer in it and not by the clock, so that compiling again from the
    same answers gives the same bytes.
    """
    unit = await people.get_unit(session, period.unit_id)
    plan = await plans.plan(session, period.unit_id, period.plan_id)
    if plan is None:
        raise LookupError(f"period {period.code} belongs to no plan")
    ledger = await open_ledger(session, period)
    calendar = [p for p in await periods.periods(session, unit.id) if p.plan_id == period.plan_id]
    others = [_report_period(p, calendar) for p in calendar if p.id != period.id]
    own = _report_period(period, calendar)
    year = await figures.figures_between(
        session, unit.id, min(p.window_first for p in calendar), period.cutoff
    )
    officers = {o.id: o.full_name for o in await people.officers(session, unit.id)}
    return PeriodData(
        unit=_unit(unit, plan),
        plan=PlanData(period.cutoff.year, plan.number or "", plan.issued_on),
        period=own,
        roles=tuple(RoleData(role.id, role.name) for role in ledger.roles.values()),
        areas=tuple(AreaData(area.id, area.code, area.name) for area in ledger.areas.values()),
        tasks=_tasks(
            ledger, await occurrences.due_between(session, unit.id, period.window_first, period.cutoff)
        ),
        answers=tuple(_answer(s, officers) for s in ledger.submissions.values() if s.progress is not None),
        indicators=_indicators(ledger),
        figures=_figures(ledger, year, officers),
        compiled_at=_newest(ledger, plan.approved_at or plan.created_at),
        targets=tuple(_target(target) for target in await plans.targets(session, plan.id)),
        previous=max((o for o in others if o.end < own.end), key=lambda o: o.end, default=None),
        composed=tuple(others),
        earlier_slices=tuple(
            piece for piece in _slices(calendar) if piece.end < own.start and piece.start.year <= own.end.year
        ),
        next_end=min((p.cutoff for p in calendar if p.cutoff > period.cutoff), default=None),
    )


def _unit(unit: Unit, plan: Plan) -> UnitData:
    recipients = plan.document.get("recipients") or []
    return UnitData(
        name=unit.name,
        superior=unit.superior or "",
        place=unit.place,
        recipients=tuple(recipients),
        signer_title=plan.signer_title or _DEFAULT_SIGNER,
        signer_name=plan.signer_name or "",
    )


def _slices(calendar: Sequence[Period]) -> tuple[SliceData, ...]:
    cut = slices(Window(p.window_first, p.cutoff) for p in calendar)
    return tuple(SliceData(piece.first.isoformat(), piece.first, piece.last) for piece in cut)


def _report_period(period: Period, calendar: Sequence[Period]) -> ReportPeriod:
    window = Window(period.window_first, period.cutoff)
    cut = slices(Window(p.window_first, p.cutoff) for p in calendar)
    try:
        pieces = slices_of(window, cut)
    except PeriodError:
        pieces = (window,)
    return ReportPeriod(
        code=period.code,
        name=period_name(period.code, period.window_first, period.cutoff),
        start=period.window_first,
        end=period.cutoff,
        slices=tuple(SliceData(p.first.isoformat(), p.first, p.last) for p in pieces),
        officers_last_day=period.officers_last_day,
        summary_last_day=period.summary_last_day,
    )


def _tasks(ledger: Ledger, due: Mapping[int, Sequence[Occurrence]]) -> tuple[TaskData, ...]:
    """The plan's tasks; the times of a recurring one are those due in the period's window."""
    times = {task.id: due.get(task.id, ()) for task in ledger.tasks if task.due_kind in RECURRING}
    return tuple(
        TaskData(
            id=task.id,
            code=task.code,
            text=task.text,
            area_id=task.area_id,
            lead_role_id=_lead(ledger, task),
            due=task.due_on if task.due_kind is DueKind.DATE else None,
            times_due=len(times.get(task.id, ())),
            times_done=sum(row.state is OccurrenceState.DONE for row in times.get(task.id, ())),
            owed=ledger.is_asked(task),
            done_before=task.id in ledger.finished,
            withdrawn=task.withdrawn_at is not None,
            given=task.given_at is not None,
        )
        for task in ledger.tasks
    )


def _lead(ledger: Ledger, task: Task) -> int | None:
    """Who led the task when it was answered: since then it may have passed to another role."""
    answer = ledger.submissions.get(task.id)
    counts = answer is not None and (stands(answer) or ledger.period.closed_at is not None)
    return answer.role_id if answer is not None and counts else task.lead_role_id


def _answer(submission: Submission, officers: dict[int, str]) -> AnswerData:
    assert submission.progress is not None
    assert submission.submitted_at is not None
    return AnswerData(
        role_id=submission.role_id,
        task_id=submission.task_id,
        state=submission.progress.value,
        submitted_at=submission.submitted_at,
        text=submission.narrative,
        percent=submission.percent,
        reason=submission.reason,
        difficulty=submission.difficulty,
        proposal=submission.proposal,
        late=submission.late,
        returned=submission.state is SubmissionState.RETURNED,
        on_behalf_by=officers.get(submission.entered_by_id or 0, "") if submission.on_behalf else "",
    )


def _indicators(ledger: Ledger) -> tuple[IndicatorData, ...]:
    counted = [IndicatorData(spec, None) for spec in CATALOGUE if spec.counted_by_program]
    asked = [IndicatorData(_spec(indicator), indicator.role_id) for indicator in ledger.indicators]
    return (*counted, *asked)


def _spec(indicator: Indicator) -> IndicatorSpec:
    """The indicator as the catalogue knows it: a unit's own names for its parts are a later issue."""
    return _SPECS[indicator.code]


def _figures(ledger: Ledger, reported: Sequence[Figure], officers: dict[int, str]) -> tuple[FigureData, ...]:
    codes = {indicator.id: indicator.code for indicator in ledger.indicators}
    return tuple(
        FigureData(
            indicator_code=codes[figure.indicator_id],
            slice_code=figure.slice_first.isoformat(),
            amount=Amount(figure.value, figure.numerator, figure.denominator),
            nothing_to_report=figure.nothing_to_report,
            submitted_at=figure.submitted_at,
            late=figure.late,
            on_behalf_by=officers.get(figure.entered_by_id or 0, "") if figure.on_behalf else "",
        )
        for figure in reported
        if figure.indicator_id in codes and figure.state is not SubmissionState.RETURNED
    )


def _target(target: Target) -> TargetData:
    code = target.indicator_code or (indicator_code_of(target.text) if target.measure == "%" else "")
    return TargetData(
        text=target.text,
        comparator=target.comparator.value,
        value=target.value,
        unit=target.measure,
        upper=target.upper,
        by_year=target.by_year,
        indicator_code=code,
    )


def _newest(ledger: Ledger, otherwise: datetime) -> datetime:
    moments = [s.submitted_at for s in ledger.submissions.values() if s.submitted_at is not None]
    moments += [figure.submitted_at for figure in ledger.figures.values()]
    return max(moments, default=otherwise)
