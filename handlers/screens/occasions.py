"""The single times a task is due: in a reminder, on a card, in a line of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import beginning
from handlers.screens.parts import before, called, day_off_lines, days_left, period_name, shortened
from locales import Translator
from scheduler.periods import PeriodPlan
from storage.people import Holder
from storage.tables import DueKind, Occurrence, OccurrenceState, Task

_TEXT_SHOWN = 300
_LIST_TEXT_SHOWN = 60
# Where there is less room than this, a line names its task by the code alone.
_ROOM_FOR_TEXT = 800
_NOTE_SHOWN = 300
_BUTTONS = 12
_BUTTONS_IN_ROW = 3
_TIMES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class DueTask:
    """One time a task is due, as it stands `today`.

    `work_until` is the last working day on which it can be met, `period_id` the period whose report it
    stands in, if one is open. `role` and `holders` are who does it.
    """

    occurrence_id: int
    task_id: int
    period_id: int | None
    code: str
    text: str
    due_on: date
    today: date
    work_until: date
    role: str = ""
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """A task's times in one period: `rows` are those due in its window; `next_due` may lie outside."""

    rows: Sequence[Occurrence]
    kind: DueKind
    today: date
    next_due: date | None

    @property
    def done(self) -> int:
        return sum(row.state is OccurrenceState.DONE for row in self.rows)

    @property
    def all_answered(self) -> bool:
        return all(row.state is not OccurrenceState.OPEN for row in self.rows)


def heading(_: Translator, items: Sequence[DueTask]) -> str:
    if all(item.due_on < item.today for item in items):
        return _("⏰ <b>Nhiệm vụ quá hạn</b>")
    if all(item.due_on > item.today for item in items):
        return _("⏰ <b>Nhiệm vụ sắp đến hạn</b>")
    return _("⏰ <b>Nhiệm vụ đến hạn</b>")


def one(_: Translator, item: DueTask) -> list[str]:
    """The only task a message is about, in full."""
    lines = [
        f"<b>{escape(item.code)}</b> {escape(shortened(item.text, _TEXT_SHOWN))}",
        _("Hạn: {due}", due=due(_, item.due_on, item.today)),
        *day_off_lines(_, item.today, item.due_on, item.work_until),
    ]
    if item.due_on < item.today:
        lines.append(_("Đề nghị đồng chí thực hiện và báo ngay; báo muộn vẫn được nhận và ghi là muộn."))
    return lines


def several(_: Translator, items: Sequence[DueTask], room: int) -> list[str]:
    """A line a task, as many as fit into so many characters, and how many there are besides."""
    return fitting(_, [in_list(_, item, brief=room < _ROOM_FOR_TEXT) for item in items], room)


def fitting(_: Translator, lines: Sequence[str], room: int) -> list[str]:
    """As many of the lines, one for a task, as fit, and how many there are besides."""
    shown = beginning(lines, room)
    left = len(lines) - shown
    more = [_.n("… và {n} nhiệm vụ khác", "… và {n} nhiệm vụ khác", left)] if left else []
    return [*lines[:shown], *more]


def in_list(_: Translator, item: DueTask, *, brief: bool) -> str:
    """ "• 1.c Tổng hợp … – trước ngày 1/4 (hết ngày 31/3, thứ Ba) – hôm nay là ngày cuối"."""
    text = "" if brief else f" {escape(shortened(item.text, _LIST_TEXT_SHOWN))}"
    line = f"• <b>{escape(item.code)}</b>{text} – {due(_, item.due_on, item.today)}"
    if brief:
        return line
    day_off = day_off_lines(_, item.today, item.due_on, item.work_until)
    return f"{line}. {day_off[0]}" if day_off else line


def due(_: Translator, due_on: date, today: date) -> str:
    """ "trước ngày 1/4 (hết ngày 31/3, thứ Ba) – còn 2 ngày"."""
    return _("{before} – {left}", before=before(_, due_on), left=days_left(_, due_on, today))


def buttons(_: Translator, item: DueTask) -> list[tuple[Button, ...]]:
    """Done, under way, and the task's card."""
    row = [Button(_("✅ Xong"), data("occ-done", item.occurrence_id))]
    if item.period_id is not None:
        key = (item.period_id, item.task_id)
        row += [Button(_("🔵 Đang làm"), data("doing", *key)), Button(_("Báo cáo"), data("task", *key))]
    return [tuple(row)]


def choice(_: Translator, items: Sequence[DueTask]) -> list[tuple[Button, ...]]:
    """A button a task, which opens it."""
    found = [
        Button(f"{item.code} · {_.day_month(item.due_on)}", data("occ", item.occurrence_id))
        for item in items[:_BUTTONS]
    ]
    return [tuple(found[i : i + _BUTTONS_IN_ROW]) for i in range(0, len(found), _BUTTONS_IN_ROW)]


def card(_: Translator, item: DueTask, *, on_behalf: bool) -> Screen:
    """One time a task is due, to be answered."""
    lines = [heading(_, [item]), *one(_, item)]
    if on_behalf:
        lines.append(_("✍️ Nhập thay: {role}", role=called(item.role)))
    lines += ["", _hint(_)]
    return Screen("\n".join(lines), tuple(buttons(_, item)))


def _hint(_: Translator) -> str:
    return _("Bấm nút, hoặc gõ một dòng, ví dụ: <code>xong</code> hoặc <code>đang làm 60%</code>")


def settled(
    _: Translator, item: DueTask, row: Occurrence, period: PeriodPlan | None, tally: Tally | None
) -> Screen:
    """What was stored of it."""
    lines = [
        _(
            "✅ Đã ghi nhiệm vụ <b>{code}</b>, hạn {day}: <b>{state}</b>",
            code=escape(item.code),
            day=_.day_month(item.due_on),
            state=_state_words(_, row.state),
        )
    ]
    if row.note:
        lines.append(_("Kết quả: {words}", words=escape(shortened(row.note, _NOTE_SHOWN))))
    if row.late:
        lines.append(_("⏰ Thực hiện sau hạn, đã ghi là muộn."))
    if tally is not None and period is not None and tally.kind is not DueKind.DATE:
        lines.append(f"{times(_, tally)} ({period_name(_, period)}).")
    rows = (
        ((Button(_("✏️ Bổ sung kết quả"), data("task", item.period_id, item.task_id)),),)
        if item.period_id is not None
        else ()
    )
    return Screen("\n".join(lines), rows)


def settled_before(_: Translator, row: Occurrence) -> str:
    """The button of a time that was answered meanwhile, or that the task is not due any more."""
    if row.state is OccurrenceState.WITHDRAWN:
        return _("Thời hạn của nhiệm vụ này đã thay đổi. Xem lại: /viec")
    if row.done_at is None:
        return _("Nội dung này đã được ghi trước đó.")
    return _(
        "Nội dung này đã được ghi lúc {moment}: {state}.",
        moment=_.moment(row.done_at),
        state=_state_words(_, row.state),
    )


def _state_words(_: Translator, state: OccurrenceState) -> str:
    match state:
        case OccurrenceState.OPEN:
            return _("đang làm")
        case OccurrenceState.SKIPPED:
            return _("không phát sinh")
        case _state:
            return _("đã xong")


def times(_: Translator, tally: Tally) -> str:
    """ "Đã thực hiện 3/4 lần trong kỳ"."""
    return _(
        "Đã thực hiện {done}/{all} lần trong kỳ", done=_.number(tally.done), all=_.number(len(tally.rows))
    )


def on_card(_: Translator, tally: Tally) -> list[str]:
    """What a task's card says of the times it is due in the period."""
    lines = []
    if tally.next_due is not None:
        lines.append(_("Hạn: {due}", due=due(_, tally.next_due, tally.today)))
    if tally.kind is not DueKind.DATE and tally.rows:
        lines += [times(_, tally), _row_of_times(_, tally)]
    return lines


def _row_of_times(_: Translator, tally: Tally) -> str:
    """ "✓ 31/1 · ✓ 28/2 (muộn) · ✗ 31/3 · ▫️ 30/4": the latest, and the next to come."""
    ahead = [row for row in tally.rows if row.due_on >= tally.today and row.state is OccurrenceState.OPEN]
    passed = [row for row in tally.rows if row.due_on < tally.today or row.state is not OccurrenceState.OPEN]
    shown = [*passed[-_TIMES_SHOWN:], *ahead[:1]]
    return " · ".join(f"{_sign(row, tally.today)} {_.day_month(row.due_on)}{_late(_, row)}" for row in shown)


def _sign(row: Occurrence, today: date) -> str:
    match row.state:
        case OccurrenceState.DONE:
            return "✓"
        case OccurrenceState.SKIPPED:
            return "➖"
        case _state:
            return "✗" if row.due_on < today else "▫️"


def _late(_: Translator, row: Occurrence) -> str:
    return " " + _("(muộn)") if row.late else ""


def deadlines(_: Translator, coming: Sequence[tuple[Task, Occurrence]], today: date, room: int) -> list[str]:
    """The next days of somebody's own tasks, for the calendar."""
    return fitting(
        _,
        [
            f"• <b>{escape(task.code)}</b> {escape(shortened(task.text, 60))} – {due(_, row.due_on, today)}"
            for task, row in coming
        ],
        room,
    )
