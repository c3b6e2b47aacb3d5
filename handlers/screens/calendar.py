"""The reporting calendar in words, and the card on which a period is closed and opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.buttons import data
from handlers.screen import Button, Screen
from handlers.screens.occasions import deadlines
from handlers.screens.parts import before, called, capital, days_left, period_name, window_line
from handlers.screens.reminders import Debt, Due, debt, some
from locales import Translator
from storage.tables import Occurrence, Task

# For the roles the reader answers for, in each period of the calendar.
_ROOM = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A period in the calendar; `mine` is what the reader still owes in it, as far as it is time to say so."""

    due: Due
    closed_at: datetime | None
    current: bool
    mine: Sequence[Debt]


def calendar(
    _: Translator,
    entries: Sequence[Entry],
    coming: Sequence[tuple[Task, Occurrence]],
    today: date,
    *,
    coordinating: bool,
) -> Screen:
    """/lich: every period with its window and both last days, and the days of the reader's own tasks."""
    blocks = [_("🗓 <b>Lịch báo cáo</b>")] + ["\n".join(_entry(_, entry)) for entry in entries]
    if coming:
        lines = deadlines(_, coming, today, _ROOM)
        blocks.append("\n".join([_("⏰ <b>Nhiệm vụ của tôi sắp đến hạn</b>"), *lines]))
    if coordinating:
        rows = [(Button(_title(_, entry.due), data("period", entry.due.period_id)),) for entry in entries]
    else:
        rows = [
            (
                Button(
                    _("Báo cáo {period}", period=period_name(_, e.due.plan)), data("report", e.due.period_id)
                ),
            )
            for e in entries
            if e.mine
        ]
    return Screen("\n\n".join(blocks), tuple(rows))


def card(_: Translator, entry: Entry, silent: int, asked: int) -> Screen:
    """One period for the coordinator, with the button that closes it or opens it again."""
    period_id = entry.due.period_id
    lines = _entry(_, entry)
    lines.append(_("Đã gửi đủ: {done}/{asked} bộ phận", done=_.number(asked - silent), asked=_.number(asked)))
    if entry.closed_at is None:
        change = Button(_("🔒 Khóa kỳ"), data("close", period_id))
    else:
        lines.append(_("Đã khóa lúc {moment}.", moment=_.moment(entry.closed_at)))
        change = Button(_("Mở lại"), data("reopen", period_id))
    return Screen(
        "\n".join(lines),
        (
            (Button(_("Xem tiến độ"), data("progress", period_id)), change),
            (Button(_("‹ Lịch báo cáo"), data("calendar")),),
        ),
    )


def confirm_close(_: Translator, due: Due, silent: int) -> Screen:
    lines = [
        _("Khóa kỳ <b>{period}</b>?", period=period_name(_, due.plan)),
        _("Sau khi khóa sẽ không nhận thêm và không sửa được báo cáo; đồng chí có thể mở lại."),
    ]
    if silent:
        lines.append(_.n("⚠️ Còn {n} bộ phận chưa gửi đủ.", "⚠️ Còn {n} bộ phận chưa gửi đủ.", silent))
    return Screen(
        "\n".join(lines),
        (
            (
                Button(_("Khóa"), data("close-yes", due.period_id)),
                Button(_("Quay lại"), data("period", due.period_id)),
            ),
        ),
    )


def closed(_: Translator, due: Due) -> str:
    return _("Đã khóa kỳ {period}.", period=period_name(_, due.plan))


def reopened(_: Translator, due: Due) -> str:
    return _("Đã mở lại kỳ {period}.", period=period_name(_, due.plan))


def snoozed(_: Translator, until: datetime) -> str:
    return _("Sẽ nhắc lại lúc {moment}.", moment=_.moment(until))


def no_later(_: Translator) -> str:
    return _("Đã sát hạn gửi nên không hẹn nhắc lại được nữa.")


def nothing_owed(_: Translator) -> str:
    return _("Đồng chí đã gửi đủ, không còn gì phải nhắc.")


def _entry(_: Translator, entry: Entry) -> list[str]:
    plan, today = entry.due.plan, entry.due.today
    lines = [
        f"{'👉 ' if entry.current else ''}<b>{_title(_, entry.due)}</b> – {_state(_, entry)}",
        window_line(_, plan),
        _("Các bộ phận gửi {before}", before=before(_, plan.officers_last_day)),
        _("Báo cáo tổng hợp gửi {before}", before=before(_, plan.summary_last_day)),
    ]
    if entry.current and entry.closed_at is None:
        lines[2] += f" – {days_left(_, plan.officers_last_day, today)}"
    if len(entry.mine) == 1:
        lines.append(_("Đồng chí còn {debt} chưa báo cáo.", debt=debt(_, entry.mine[0])))
    elif entry.mine:
        lines.append(_("Đồng chí chưa báo cáo:"))
        lines += some(_, [f"• {called(own.role)}: {debt(_, own)}" for own in entry.mine], _ROOM)
    return lines


def _state(_: Translator, entry: Entry) -> str:
    if entry.closed_at is not None:
        return _("🔒 đã khóa")
    if entry.due.today < entry.due.plan.window.first:
        return _("sắp tới")
    if entry.due.today > entry.due.plan.officers_last_day:
        return _("đã quá hạn, vẫn nhận báo cáo")
    if entry.due.today <= entry.due.plan.window.last:
        return _("đang trong kỳ")
    return _("đang nhận báo cáo")


def _title(_: Translator, due: Due) -> str:
    name = period_name(_, due.plan)
    return capital(name)
