"""What is said unasked: what an officer owes, who is silent, that the summary is due, what is overdue.

The words follow from the dates and not from the stage that was planned, so that a message held up for a
day is still true.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens import occasions, support
from handlers.screens.occasions import DueTask, fitting, heading
from handlers.screens.paging import beginning
from handlers.screens.parts import before, called, day_off_lines, days_left, period_name
from handlers.screens.people import holder_name
from locales import Translator
from scheduler.periods import PeriodPlan
from storage.people import Holder


@dataclass(frozen=True, slots=True)
class Due:
    """A period and where `today` stands in it.

    `work_until` and `summary_work_until` are the last working days on which the two last days can be met;
    `chased_out`: the officers have been reminded as often as they will be.
    """

    period_id: int
    plan: PeriodPlan
    today: date
    work_until: date
    summary_work_until: date
    chased_out: bool


@dataclass(frozen=True, slots=True)
class Debt:
    """What a role still owes in a period, and who holds it."""

    role: str
    open_tasks: int
    tasks: int
    open_figures: int
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """For an officer: what the roles they hold owe, and the day on which to be reminded again, if any.

    `dated` are those of the tasks owed that are due on a day of their own about now: they are said here,
    so that no task stands in one message twice. `parts` counts the tasks whose part is asked of them.
    """

    due: Due
    debts: Sequence[Debt]
    snooze_to: date | None
    dated: Sequence[DueTask] = ()
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Silent:
    """For the coordinator: which of the roles asked have not answered all."""

    due: Due
    debts: Sequence[Debt]
    asked: int


@dataclass(frozen=True, slots=True)
class Summary:
    """For the coordinator: the summary report is still to be made."""

    due: Due
    silent: int
    asked: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """For the leader: what the officers' last day has passed without."""

    due: Due
    debts: Sequence[Debt]


@dataclass(frozen=True, slots=True)
class Dated:
    """For an officer: tasks that are due on days of their own."""

    items: Sequence[DueTask]


@dataclass(frozen=True, slots=True)
class Missed:
    """For the coordinator: tasks whose day has passed and whose officers have been reminded enough."""

    items: Sequence[DueTask]


OfPeriod = Owed | Silent | Summary | Overdue
Notice = OfPeriod | Dated | Missed

# What the names of roles may take of a message's 4,096 characters, and of each of several notices.
_ROOM = 3200
_LEAST_ROOM = 200
_HOLDERS_NAMED = 2
# Callback data takes 64 bytes.
_PERIODS_SNOOZED = 5


def reminder(_: Translator, notices: Sequence[Notice]) -> Screen:
    """Everything one person hears now, in one message."""
    room = _ROOM // len(notices) - (_LEAST_ROOM if len(notices) > 1 else 0)
    blocks = ["\n".join(_lines(_, notice, room)) for notice in notices]
    of_periods = [notice for notice in notices if isinstance(notice, OfPeriod)]
    several = len({notice.due.period_id for notice in of_periods}) > 1
    rows = dict.fromkeys(_buttons(_, notice, several=several) for notice in of_periods)
    return Screen("\n\n".join(blocks), (*rows, *_task_buttons(_, notices), *_snooze_button(_, notices)))


def debt(_: Translator, owed: Debt) -> str:
    """ "3/5 nhiệm vụ và 4 số liệu"."""
    tasks = _(
        "<b>{open}/{all} nhiệm vụ</b>",
        open=_.number(owed.open_tasks),
        all=_.number(owed.tasks),
    )
    figures = _.n("<b>{n} số liệu</b>", "<b>{n} số liệu</b>", owed.open_figures)
    if not owed.open_figures:
        return tasks
    if not owed.open_tasks:
        return figures
    return _("{tasks} và {figures}", tasks=tasks, figures=figures)


def _lines(_: Translator, notice: Notice, room: int) -> list[str]:
    """The notice; the names of roles take so much room."""
    match notice:
        case Owed():
            return _owed(_, notice, room)
        case Silent():
            return _silent(_, notice, room)
        case Summary():
            return _summary(_, notice)
        case Overdue():
            return _overdue(_, notice, room)
        case Dated():
            return _dated(_, notice, room)
        case Missed():
            return _missed(_, notice, room)


def _owed(_: Translator, owed: Owed, room: int) -> list[str]:
    due, plan = owed.due, owed.due.plan
    lines = [
        _(
            "🔔 <b>Báo cáo CCHC {period}</b> · số liệu từ {first} đến {last}",
            period=period_name(_, plan),
            first=_.date(plan.window.first),
            last=_.date(plan.window.last),
        ),
        deadline(_, due),
        *day_off_lines(_, due.today, plan.officers_last_day, due.work_until),
    ]
    if len(owed.debts) == 1:
        lines.append(_("Đồng chí còn {debt} chưa báo cáo.", debt=debt(_, owed.debts[0])))
    elif owed.debts:
        lines.append(_("Đồng chí chưa báo cáo:"))
        room = room // 2 if owed.dated else room
        lines += some(_, [f"• {called(own.role)}: {debt(_, own)}" for own in owed.debts], room)
    if owed.dated:
        lines += [_("Trong đó có nhiệm vụ đến hạn riêng:"), *occasions.several(_, owed.dated, room // 2)]
    if owed.parts:
        lines.append(support.missing(_, owed.parts))
    if due.today <= plan.window.last:
        lines.append(
            _(
                "Số liệu chốt hết ngày {cutoff}. Đề nghị đồng chí chuẩn bị; có thể gửi ngay từ bây giờ.",
                cutoff=_.day_month(plan.window.last),
            )
        )
    elif due.today > plan.officers_last_day:
        lines.append(_("Đề nghị đồng chí gửi ngay; báo cáo muộn vẫn được nhận và ghi là muộn."))
    return lines


def _silent(_: Translator, silent: Silent, room: int) -> list[str]:
    due = silent.due
    lines = [
        _("📋 <b>Báo cáo CCHC {period}</b> · bộ phận chưa gửi đủ", period=period_name(_, due.plan)),
        deadline(_, due),
        *day_off_lines(_, due.today, due.plan.officers_last_day, due.work_until),
        _(
            "Còn {silent}/{asked} bộ phận:",
            silent=_.number(len(silent.debts)),
            asked=_.number(silent.asked),
        ),
        *some(
            _,
            [f"• {called(own.role)} – {_who(_, own.holders)} – {debt(_, own)}" for own in silent.debts],
            room,
        ),
    ]
    if due.chased_out:
        lines.append(
            _("Việc nhắc tự động các bộ phận đã dừng; đề nghị đồng chí đôn đốc trực tiếp hoặc nhập thay.")
        )
    return lines


def some(_: Translator, lines: Sequence[str], room: int) -> list[str]:
    """As many of the lines, one for a role, as fit into so many characters, and how many there are besides."""
    shown = beginning(lines, room)
    left = len(lines) - shown
    more = [_.n("… và {n} bộ phận khác", "… và {n} bộ phận khác", left)] if left else []
    return [*lines[:shown], *more]


def _who(_: Translator, holders: Sequence[Holder]) -> str:
    names = [holder_name(_, holder) for holder in holders[:_HOLDERS_NAMED]]
    return ", ".join(names) + ("…" if len(holders) > _HOLDERS_NAMED else "") or _("chưa có người")


def _summary(_: Translator, summary: Summary) -> list[str]:
    due, last_day = summary.due, summary.due.plan.summary_last_day
    lines = [
        _("📝 <b>Báo cáo tổng hợp CCHC {period}</b>", period=period_name(_, due.plan)),
        _(
            "Hạn gửi cấp trên: {before} – {left}",
            before=before(_, last_day),
            left=days_left(_, last_day, due.today),
        ),
        *day_off_lines(_, due.today, last_day, due.summary_work_until),
    ]
    if summary.silent:
        lines.append(
            _(
                "Còn {silent}/{asked} bộ phận chưa gửi đủ; phần thiếu sẽ được đánh dấu trong báo cáo.",
                silent=_.number(summary.silent),
                asked=_.number(summary.asked),
            )
        )
    else:
        lines.append(_("Các bộ phận đã gửi đủ. Đề nghị đồng chí lập báo cáo."))
    return lines


def _overdue(_: Translator, overdue: Overdue, room: int) -> list[str]:
    return [
        _(
            "⚠️ <b>Báo cáo CCHC {period}</b> · còn bộ phận chưa gửi đủ",
            period=period_name(_, overdue.due.plan),
        ),
        deadline(_, overdue.due),
        *some(_, [f"• {called(own.role)}: {debt(_, own)}" for own in overdue.debts], room),
    ]


def _dated(_: Translator, dated: Dated, room: int) -> list[str]:
    if len(dated.items) == 1:
        return [heading(_, dated.items), *occasions.one(_, dated.items[0])]
    return [heading(_, dated.items), *occasions.several(_, dated.items, room)]


def _missed(_: Translator, missed: Missed, room: int) -> list[str]:
    told = [
        f"• <b>{escape(item.code)}</b> – {called(item.role)} – {_who(_, item.holders)} – "
        f"{days_left(_, item.due_on, item.today)}"
        for item in missed.items
    ]
    return [
        _("⚠️ <b>Nhiệm vụ quá hạn chưa báo xong</b>"),
        *fitting(_, told, room),
        _("Việc nhắc tự động các bộ phận đã dừng; đề nghị đồng chí đôn đốc trực tiếp hoặc nhập thay."),
    ]


def deadline(_: Translator, due: Due) -> str:
    """ "Hạn gửi: trước ngày 17/3 (hết ngày 16/3, thứ Tư) – còn 1 ngày"."""
    return _(
        "Hạn gửi: {before} – {left}",
        before=before(_, due.plan.officers_last_day),
        left=days_left(_, due.plan.officers_last_day, due.today),
    )


def _task_buttons(_: Translator, notices: Sequence[Notice]) -> list[tuple[Button, ...]]:
    """What can be done about tasks due on days of their own: the only one at once, else each on its card."""
    if len(notices) == 1 and isinstance(notices[0], Dated) and len(notices[0].items) == 1:
        return occasions.buttons(_, notices[0].items[0])
    items = [item for notice in notices for item in _items(notice)]
    return occasions.choice(_, items)


def _items(notice: Notice) -> Sequence[DueTask]:
    match notice:
        case Dated() | Missed():
            return notice.items
        case Owed():
            return notice.dated
        case _:
            return ()


def _buttons(_: Translator, notice: OfPeriod, *, several: bool) -> tuple[Button, ...]:
    """What can be done about it; with several periods in one message a button says which it is for."""
    period_id = notice.due.period_id
    name = period_name(_, notice.due.plan)
    progress = Button(
        _("Tiến độ {period}", period=name) if several else _("Xem tiến độ"), data("progress", period_id)
    )
    match notice:
        case Owed(debts=[]):
            return support.to_list(_, period_id)
        case Owed():
            report = _("Báo cáo {period}", period=name) if several else _("Báo cáo ngay")
            return (
                Button(report, data("report", period_id)),
                Button(_("Không phát sinh"), data("nothing-all", period_id)),
            )
        case Silent():
            chase = _("Nhắc ngay {period}", period=name) if several else _("Nhắc ngay")
            return (Button(chase, data("chase", period_id)), progress)
        case Summary():
            compile_ = _("Lập báo cáo {period}", period=name) if several else _("Lập báo cáo")
            return (Button(compile_, data("compile", period_id)), progress)
        case Overdue():
            return (progress,)


def _snooze_button(_: Translator, notices: Sequence[Notice]) -> list[tuple[Button, ...]]:
    """One button for everything the officer owes."""
    waiting = [notice for notice in notices if isinstance(notice, Owed) and notice.snooze_to]
    if not waiting:
        return []
    first = waiting[0]
    label = _("Nhắc lại chiều nay")
    if first.snooze_to is not None and first.snooze_to != first.due.today:
        label = _(
            "Nhắc lại {weekday}, {day}",
            weekday=_.weekday(first.snooze_to),
            day=_.day_month(first.snooze_to),
        )
    return [
        (Button(label, data("snooze", *(notice.due.period_id for notice in waiting[:_PERIODS_SNOOZED]))),)
    ]
