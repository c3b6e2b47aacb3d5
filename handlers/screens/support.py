"""A supporting role's part in another role's task: asked for, given, and seen by the lead."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import beginning
from handlers.screens.parts import before, called, period_name, role_label, shortened
from locales import Translator
from scheduler.periods import PeriodPlan
from storage.tables import Period, Role, Task, TaskPart

_TEXT_SHOWN = 600
_PART_SHOWN = 600
_PARTS_ON_CARD = 3
_PART_ON_CARD = 110
_ROOM = 2800
_BUTTONS = 12


@dataclass(frozen=True, slots=True)
class Given:
    """A part and the role that gave it."""

    part: TaskPart
    role: Role


def card(
    _: Translator, period: Period, plan: PeriodPlan, task: Task, lead: str, part: TaskPart | None
) -> Screen:
    """The task for a role that supports it, with what it gave so far."""
    lines = [
        _(
            "🤝 <b>Phối hợp nhiệm vụ {code}</b> · {period}",
            code=escape(task.code),
            period=period_name(_, plan),
        ),
        escape(shortened(task.text, _TEXT_SHOWN)),
        _("Chủ trì: {role}", role=called(lead)),
        _("Đề nghị gửi {before}", before=before(_, plan.officers_last_day)),
    ]
    if part is not None:
        lines += ["", _("Đã gửi: {words}", words=_words(_, part, _PART_SHOWN))]
    lines += ["", _("Đề nghị đồng chí gõ phần việc bộ phận mình đã thực hiện, một hoặc nhiều dòng.")]
    key = (period.id, task.id)
    rows = (
        (
            Button(_("✍️ Gửi phần việc"), data("part-give", *key)),
            Button(_("➖ Không phát sinh"), data("part-nothing", *key)),
        ),
        (Button(_("‹ Danh sách"), data("tasks", period.id, 0)),),
    )
    return Screen("\n".join(lines), rows)


def ask(_: Translator, task: Task) -> Screen:
    return Screen(
        _("Đề nghị đồng chí gõ phần việc đã thực hiện của nhiệm vụ <b>{code}</b>:", code=escape(task.code))
    )


def saved(_: Translator, period: Period, task: Task, lead: str, part: TaskPart) -> Screen:
    """What was stored, and who will see it."""
    lines = [
        _("✅ Đã ghi phần việc của nhiệm vụ <b>{code}</b>.", code=escape(task.code)),
        _words(_, part, _PART_SHOWN),
        _("Bộ phận chủ trì ({role}) sẽ được báo.", role=called(lead)),
    ]
    return Screen("\n".join(lines), ((Button(_("✏️ Sửa"), data("part", period.id, task.id)),),))


def stored(_: Translator, part: TaskPart) -> str:
    """One of several stored lines."""
    return _("phần việc phối hợp – {words}", words=_words(_, part, 80))


def told(
    _: Translator, period: Period, plan: PeriodPlan, role: str, given: Sequence[tuple[Task, TaskPart]]
) -> Screen:
    """What the lead hears: which parts a supporting role has given."""
    told_ = [f"• <b>{escape(task.code)}</b>: {_words(_, part, 200)}" for task, part in given]
    lines = told_[: beginning(told_, _ROOM)]
    if len(lines) < len(told_):
        lines.append("…")
    buttons = [Button(task.code, data("task", period.id, task.id)) for task, _part in given[:_BUTTONS]]
    return Screen(
        "\n".join(
            [
                _(
                    "🤝 <b>{role}</b> đã gửi phần việc phối hợp · {period}",
                    role=called(role),
                    period=period_name(_, plan),
                ),
                *lines,
                _("Bấm mã để xem và đưa vào báo cáo."),
            ]
        ),
        tuple(tuple(buttons[i : i + 4]) for i in range(0, len(buttons), 4)),
    )


def lines(_: Translator, given: Sequence[Given]) -> list[str]:
    """The parts on the card of the task."""
    found = [
        _(
            "🤝 {role}: {words}",
            role=escape(shortened(one.role.name, 40)),
            words=_words(_, one.part, _PART_ON_CARD),
        )
        for one in given[:_PARTS_ON_CARD]
    ]
    more = len(given) - _PARTS_ON_CARD
    return found + ([_.n("… và {n} bộ phận khác", "… và {n} bộ phận khác", more)] if more > 0 else [])


def take_buttons(_: Translator, given: Sequence[Given]) -> list[tuple[Button, ...]]:
    """For the lead: each part that has words can go into the report."""
    useful = [one for one in given if one.part.text]
    if len(useful) == 1:
        return [(Button(_("➕ Đưa vào báo cáo"), data("part-take", useful[0].part.id)),)]
    return [
        (
            Button(
                _("➕ Đưa vào báo cáo: {role}", role=shortened(role_label(one.role.name), 35)),
                data("part-take", one.part.id),
            ),
        )
        for one in useful[:_PARTS_ON_CARD]
    ]


def taken_before(_: Translator) -> str:
    return _("Phần việc này đã có trong báo cáo của đồng chí.")


def missing(_: Translator, count: int) -> str:
    """ "Phối hợp: 2 nhiệm vụ chưa gửi phần việc"."""
    return _.n(
        "🤝 Phối hợp: {n} nhiệm vụ chưa gửi phần việc", "🤝 Phối hợp: {n} nhiệm vụ chưa gửi phần việc", count
    )


def to_list(_: Translator, period_id: int) -> tuple[Button, ...]:
    return (Button(_("🤝 Phần việc phối hợp"), data("tasks", period_id, 0)),)


def _words(_: Translator, part: TaskPart, limit: int) -> str:
    return escape(shortened(part.text, limit)) if part.text else _("không phát sinh")
