"""The annexes as data: statistics, targets against actual, progress of tasks, reporting discipline."""

from datetime import date, datetime
from decimal import Decimal

from locales import HO_CHI_MINH
from reports.content import (
    DisciplineRow,
    ProgressGroup,
    ProgressRow,
    Statistics,
    StatisticsGroup,
    StatisticsRow,
    TargetRow,
    Verdict,
)
from reports.data import (
    AnswerData,
    FigureData,
    PeriodData,
    ReportPeriod,
    RoleData,
    SliceData,
    TargetData,
    TaskData,
)
from reports.derive import Derived
from reports.ledger import Ledger, TaskState
from reports.wording import amount, capital, clause, day, days, number, plain

_STATES: dict[TaskState, str] = {
    "done": "Đã hoàn thành",
    "in_progress": "Đang thực hiện",
    "not_started": "Chưa thực hiện",
    "nothing_to_report": "Không phát sinh",
    "returned": "Đã trả lại, chưa gửi lại",
    "silent": "Chưa báo cáo",
}
_NO_LEAD = "Chưa giao"
_OTHER = "Nhiệm vụ khác"
_GIVEN = "Nhiệm vụ giao thêm"
_TO_DATE = "Lũy kế từ đầu năm"

Columns = tuple[tuple[str, tuple[SliceData, ...]], ...]


def statistics(ledger: Ledger) -> Statistics:
    """Annex 1: slices and longer periods inside this one, this period, the year so far, the period before."""
    columns = _columns(ledger.data)
    current = next(i for i, column in enumerate(columns) if column[0] == _period_title(ledger.data.period))
    groups = tuple(
        StatisticsGroup(
            capital(clause(place.title)),
            tuple(
                StatisticsRow(spec, tuple(ledger.value(spec, slices) for _, slices in columns))
                for spec in place.indicators
            ),
        )
        for place in ledger.places
        if place.indicators
    )
    return Statistics(tuple(title for title, _ in columns), current, groups)


def _period_title(period: ReportPeriod) -> str:
    return capital(period.name)


def _columns(data: PeriodData) -> Columns:
    period = data.period
    inside = set(period.slices)
    columns: list[tuple[str, tuple[SliceData, ...]]] = []
    if len(period.slices) > 1:
        columns += [(days(one.start, one.end), (one,)) for one in period.slices]
        columns += [
            (_period_title(other), other.slices)
            for other in data.composed
            if len(other.slices) > 1 and set(other.slices) < inside
        ]
    columns.append((_period_title(period), period.slices))
    if data.earlier_slices:
        columns.append((_TO_DATE, (*data.earlier_slices, *period.slices)))
    if data.previous and not set(data.previous.slices) <= inside:
        columns.append((f"Kỳ trước ({data.previous.name})", data.previous.slices))
    return tuple(columns)


def target_rows(ledger: Ledger) -> tuple[TargetRow, ...]:
    """Each target beside what was reached since the year began."""
    specs = {row.spec.code: row.spec for row in ledger.data.indicators}
    slices = (*ledger.data.earlier_slices, *ledger.data.period.slices)
    rows = []
    for target in ledger.data.targets:
        spec = specs.get(target.indicator_code)
        text = capital(plain(target.text))
        if spec is None:
            rows.append(TargetRow(text, target_value(target), "Chưa gắn số liệu", "unknown"))
            continue
        reached = ledger.value(spec, slices)
        actual = amount(spec, reached) if reached.value is not None else "Chưa có số liệu"
        rows.append(TargetRow(text, target_value(target), actual, _verdict(target, reached)))
    return tuple(rows)


def target_value(target: TargetData) -> str:
    """ "từ 95% trở lên", "không quá 5 ngày", "95% – 100%"."""
    value = _with_unit(target.value, target.unit)
    if target.comparator == ">=":
        return f"Từ {value} trở lên"
    if target.comparator == "<=":
        return f"Không quá {value}"
    if target.comparator == "range" and target.upper is not None:
        return f"{value} – {_with_unit(target.upper, target.unit)}"
    return value


def _with_unit(value: Decimal, unit: str) -> str:
    return number(value) + (unit if unit == "%" else f" {unit}".rstrip())


def _verdict(target: TargetData, reached: Derived) -> Verdict:
    if reached.value is None or reached.missing:
        return "unknown"
    value = reached.value
    met = {
        ">=": value >= target.value,
        "<=": value <= target.value,
        # A plain "25%" in a plan is an aim, so more than it is no failure; a plain zero is a ceiling.
        "=": value >= target.value if target.value else value == 0,
        # More than the upper end of an aim ("từ 95% đến 100%") is still reached.
        "range": value >= target.value,
    }[target.comparator]
    return "met" if met else "not_met"


def progress(ledger: Ledger) -> tuple[ProgressGroup, ...]:
    """Annex 2: the plan's tasks by its own areas."""
    areas = {area.id: f"{area.code}. {area.name}" for area in ledger.data.areas}
    grouped: dict[str, list[ProgressRow]] = {title: [] for title in areas.values()}
    for task in ledger.data.tasks:
        outside = _GIVEN if task.given else _OTHER
        title = areas.get(task.area_id, outside) if task.area_id is not None else outside
        grouped.setdefault(title, []).append(_progress_row(ledger, task))
    return tuple(ProgressGroup(plain(title), tuple(rows)) for title, rows in grouped.items() if rows)


def _progress_row(ledger: Ledger, task: TaskData) -> ProgressRow:
    state = ledger.state(task)
    answer = ledger.answer(task)
    share = "100%" if state == "done" else ""
    notes = [f"Hạn: {day(task.due)}"] if task.due else []
    if task.times_due:
        notes.append(f"Đã thực hiện {task.times_done}/{task.times_due} lần trong kỳ")
    if answer is not None:
        if answer.percent is not None and state != "done":
            share = f"{answer.percent}%"
        reason = clause(answer.reason)
        notes += [capital(reason)] if reason else []
        notes += ["Báo cáo muộn"] if answer.late else []
        notes += [f"Nhập thay: {plain(answer.on_behalf_by)}"] if answer.on_behalf_by else []
    return ProgressRow(
        code=plain(task.code),
        task=plain(task.text),
        lead=plain(ledger.role(task.lead_role_id)) or _NO_LEAD,
        state=_STATES[state] if task.owed or state != "silent" else "Chưa đến kỳ báo cáo",
        percent=share,
        note="; ".join(notes),
        gap=ledger.unanswered(task),
    )


def discipline(ledger: Ledger) -> tuple[DisciplineRow, ...]:
    """Annex 3: how each role reported; those that are asked nothing are left out."""
    rows = (_discipline_row(ledger, role) for role in ledger.data.roles)
    return tuple(row for row in rows if row.tasks_owed or row.figures_owed)


def _discipline_row(ledger: Ledger, role: RoleData) -> DisciplineRow:
    owed = [task for task in ledger.data.tasks if task.owed and task.lead_role_id == role.id]
    answers = [a for a in ledger.data.answers if a.role_id == role.id and not a.returned]
    specs = [row.spec for row in ledger.data.indicators if row.role_id == role.id and ledger.owes_figure(row)]
    figures = [ledger.current_figures[spec.code] for spec in specs if spec.code in ledger.current_figures]
    sent: list[AnswerData | FigureData] = [*answers, *figures]
    moments = [row.submitted_at for row in sent if row.submitted_at is not None]
    answered = sum(not ledger.unanswered(task) for task in owed)
    late = any(row.late for row in sent)
    behalf = tuple(dict.fromkeys(row.on_behalf_by for row in sent if row.on_behalf_by))
    due = len(owed) + len(specs)
    return DisciplineRow(
        role=plain(role.name),
        tasks_answered=answered,
        tasks_owed=len(owed),
        figures_answered=len(figures),
        figures_owed=len(specs),
        last_sent_on=_local_day(max(moments)) if moments else None,
        late=late,
        on_behalf_by=behalf,
        verdict=_discipline_verdict(answered + len(figures), due, late=late),
    )


def _local_day(moment: datetime) -> date:
    return moment.astimezone(HO_CHI_MINH).date()


def _discipline_verdict(answered: int, due: int, *, late: bool) -> str:
    if due == 0:
        return "Không có nội dung phải báo cáo"
    if answered == 0:
        return "Chưa gửi"
    punctual = "gửi muộn" if late else "đúng hạn"
    return f"Đầy đủ, {punctual}" if answered == due else f"Chưa đủ, {punctual}"
