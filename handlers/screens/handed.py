"""What is said when a role changes hands: to whoever takes it, whoever gave it, and the coordinator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.answers import mark, progress_words
from handlers.screens.changes import open_work
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import called, deadline_line, last_day, period_name, person, shortened
from locales import Translator
from scheduler.changeover import What
from scheduler.ledger import Ledger, period_plan
from storage.tables import Indicator, Role, Submission, Task

_TASKS_NAMED = 8
_FIGURES_NAMED = 5
_ANSWERS_NAMED = 6
_TEXT = 80
_NARRATIVE = 300
_ANSWERS_ON_PAGE = 10


@dataclass(frozen=True, slots=True)
class Handed:
    """A role with its work, as whoever takes it over is told. `now` is empty when no period is open."""

    role: Role
    other: str
    day: date
    until: date | None = None
    now: Ledger | None = None
    before: Ledger | None = None


def received(_: Translator, what: What, handed: Handed) -> Screen:
    """To whoever takes the role over, or stands in: the role, its open work, the last period's answers."""
    lines = [*_head(_, what, handed)]
    rows: list[tuple[Button, ...]] = []
    ledger, role = handed.now, handed.role
    if ledger is not None and ledger.asked(role.id):
        tasks, figures = ledger.open_tasks({role.id}), ledger.open_indicators({role.id})
        lines += ["", deadline_line(_, period_plan(ledger.period)), open_work(_, len(tasks), len(figures))]
        lines += [_task(task) for task in tasks[:_TASKS_NAMED]]
        lines += [_figure(figure) for figure in figures[:_FIGURES_NAMED]]
        if len(tasks) > _TASKS_NAMED or len(figures) > _FIGURES_NAMED:
            lines.append(_("… xem đủ: /baocao"))
        rows.append((Button(_("Báo cáo ngay"), data("report", ledger.period.id)),))
    if handed.before is not None and (answered := _answered(handed.before, role)):
        period = period_plan(handed.before.period)
        lines += ["", _("Đã báo cáo {period}:", period=period_name(_, period))]
        lines += [_answer(_, task, answer) for task, answer in answered[:_ANSWERS_NAMED]]
        rows.append(
            (
                Button(
                    _("Xem trả lời {period}", period=period_name(_, period)),
                    data("handed", role.id, handed.before.period.id, 0),
                ),
            )
        )
    return Screen("\n".join(lines), tuple(rows))


def _head(_: Translator, what: What, handed: Handed) -> list[str]:
    values = {"role": called(handed.role.name), "day": _.date(handed.day)}
    if what is What.STANDS_IN:
        lines = [_("🔁 Đồng chí phụ trách thay: <b>{role}</b>, từ ngày {day}.", **values)]
        if handed.until is not None:
            lines = [
                _(
                    "🔁 Đồng chí phụ trách thay: <b>{role}</b>, từ ngày {day} đến hết ngày {last}.",
                    last=_.date(last_day(handed.until)),
                    **values,
                )
            ]
        if handed.other:
            lines.append(_("Đồng chí {name} nghỉ trong thời gian này.", name=person(handed.other)))
        return lines
    lines = [_("🔁 Từ ngày {day}, đồng chí giữ chức danh: <b>{role}</b>.", **values)]
    if handed.other:
        lines.append(_("Đồng chí {name} bàn giao từ ngày {day}.", name=person(handed.other), **values))
    return lines


def told(
    _: Translator, what: What, role: Role, officer: str, other: str, day: date, until: date | None
) -> Screen:
    """To everybody else: who gave the role, who is away or back, the coordinators."""
    values = {
        "role": called(role.name),
        "name": person(officer),
        "other": person(other),
        "day": _.date(day),
        "last": _.date(last_day(until)) if until is not None else "",
    }
    match what:
        case What.GAVE:
            text = _(
                "✅ Đã bàn giao chức danh <b>{role}</b> cho đồng chí {name} từ ngày {day}. Cảm ơn đồng chí.",
                **values,
            )
        case What.ENDED:
            text = _("✅ Đồng chí thôi giữ chức danh <b>{role}</b> từ ngày {day}. Cảm ơn đồng chí.", **values)
        case What.STOOD_IN:
            text = _("✅ Đã hết thời gian phụ trách thay: <b>{role}</b>. Cảm ơn đồng chí.", **values)
        case What.AWAY:
            text = _(
                "🗓 Đồng chí {name} phụ trách thay <b>{role}</b> từ ngày {day} đến hết ngày {last}. Trong thời "
                "gian này trợ lý không nhắc đồng chí; khi cần, đồng chí vẫn trả lời được.",
                **values,
            )
        case What.BACK:
            text = _(
                "🗓 Đã hết thời gian nghỉ: từ ngày {day} đồng chí tiếp tục <b>{role}</b>. "
                "Việc còn lại: /baocao.",
                **values,
            )
        case What.COORDINATOR_GIVEN if other:
            text = _(
                "🔁 <b>{role}</b>: đồng chí {other} đã bàn giao cho đồng chí {name} từ ngày {day}.", **values
            )
        case What.COORDINATOR_GIVEN:
            text = _("👤 <b>{role}</b>: đồng chí {name} giữ chức danh từ ngày {day}.", **values)
        case What.COORDINATOR_AWAY if until is not None:
            text = _(
                "🗓 <b>{role}</b>: đồng chí {name} phụ trách thay từ ngày {day} đến hết ngày {last}.", **values
            )
        case What.COORDINATOR_AWAY:
            text = _("🗓 <b>{role}</b>: đồng chí {name} phụ trách thay từ ngày {day}.", **values)
        case What.COORDINATOR_BACK:
            text = _("🗓 <b>{role}</b>: đồng chí {name} thôi phụ trách thay từ ngày {day}.", **values)
        case _what:
            text = _("👤 <b>{role}</b>: đồng chí {name} thôi giữ chức danh từ ngày {day}.", **values)
    return Screen(text)


def past_answers(_: Translator, role: Role, ledger: Ledger, page: int) -> Screen:
    """Everything the role answered in the period, in the officer's own words."""
    answered = _answered(ledger, role)
    told = [_whole_answer(_, task, answer) for task, answer in answered]
    shown, page, count = page_of(told, _ANSWERS_ON_PAGE, page)
    head = _(
        "<b>{role}</b> – đã báo cáo {period}",
        role=called(role.name),
        period=period_name(_, period_plan(ledger.period)),
    )
    lines = [head, "", *(told[i] for i in shown)] if told else [head, _("Chưa có nội dung nào.")]
    return Screen("\n".join(lines), turning("handed", role.id, ledger.period.id, page=page, count=count))


def _answered(ledger: Ledger, role: Role) -> Sequence[tuple[Task, Submission]]:
    return [
        (task, ledger.submissions[task.id])
        for task in ledger.tasks
        if task.lead_role_id == role.id and task.id in ledger.submissions
    ]


def _task(task: Task) -> str:
    return f"▫️ <b>{escape(task.code)}</b> {escape(shortened(task.text, _TEXT))}"


def _figure(indicator: Indicator) -> str:
    return f"▫️ <b>{escape(indicator.code)}</b> {escape(shortened(indicator.name, _TEXT))}"


def _answer(_: Translator, task: Task, answer: Submission) -> str:
    words = progress_words(_, answer.progress, answer.percent) if answer.progress else ""
    return f"{mark(answer)} <b>{escape(task.code)}</b> {escape(words)}".rstrip()


def _whole_answer(_: Translator, task: Task, answer: Submission) -> str:
    said = shortened(answer.narrative or answer.reason or task.text, _NARRATIVE)
    return f"{_answer(_, task, answer)}: {escape(said)}"
