"""A task with its parts in words: the card, its history, and what those hear whom a change concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import before, called, person, role_label, shortened
from locales import Translator
from plans.concerned import News
from plans.model import DueDraft
from storage.enums import DueKind
from storage.people import Holder
from storage.tables import Event, Role, Task

_TEXT = 1200
_LISTED = 110
_REASON = 600
_REASON_IN_HISTORY = 200
_ROLES_NAMED = 12
_TASKS_LISTED = 12
_EVENTS_ON_PAGE = 8
_GAPS_SHOWN = 6


def due_words(_: Translator, kind: DueKind, on: date | None, text: str | None, today: date) -> str:
    """A due, its last day both ways; what comes back again says how often, and when first."""
    often = {
        DueKind.WEEKLY: _("hằng tuần"),
        DueKind.MONTHLY: _("hằng tháng"),
        DueKind.QUARTERLY: _("hằng quý"),
        DueKind.HALF_YEARLY: _("sáu tháng một lần"),
        DueKind.YEARLY: _("hằng năm"),
    }
    if kind is DueKind.DATE and on is not None:
        return _both_ways(_, on, today)
    if kind in often:
        if on is None:
            return often[kind]
        return _("{often}, lần đầu {before}", often=often[kind], before=_both_ways(_, on, today))
    if text:
        return escape(shortened(text, 150))
    if kind is DueKind.ONGOING:
        return _("thường xuyên")
    if kind is DueKind.ON_REQUEST:
        return _("khi có yêu cầu")
    return _("không đặt hạn")


def _both_ways(_: Translator, last_day: date, today: date) -> str:
    after = last_day + timedelta(days=1)
    if after.year == last_day.year == today.year:
        return before(_, last_day)
    return _(
        "trước ngày {after} (hết ngày {last}, {weekday})",
        after=_.date(after),
        last=_.date(last_day),
        weekday=_.weekday(last_day),
    )


def task_due(_: Translator, task: Task, today: date) -> str:
    return due_words(_, task.due_kind, task.due_on, task.due_text, today)


def names(_: Translator, roles: Sequence[Role]) -> str:
    """Roles in a row, safe in HTML."""
    told = [called(role.name) for role in roles[:_ROLES_NAMED]]
    return ", ".join([*told, "…"] if len(roles) > _ROLES_NAMED else told)


@dataclass(frozen=True, slots=True)
class WorkCard:
    """One task as somebody sees it. `report_in`: the period in which the reader can answer it."""

    task: Task
    today: date
    lead: Role | None
    supports: Sequence[Role] = ()
    area: str = ""
    giver: str = ""
    receiver: str = ""
    report_in: int | None = None
    may_acknowledge: bool = False
    may_change: bool = False
    may_see_history: bool = False


def awaits(task: Task) -> bool:
    """Whether somebody waits for the lead to say that the task has arrived."""
    return (
        task.handed_by_id is not None
        and task.acknowledged_at is None
        and task.withdrawn_at is None
        and task.lead_role_id is not None
    )


def sign(task: Task) -> str:
    """What marks a task that no plan asks for."""
    return "📌 " if task.given_at is not None else ""


def card(_: Translator, shown: WorkCard) -> Screen:
    """One task with everything that was decided about it."""
    task = shown.task
    lines = [
        sign(task) + _("<b>Nhiệm vụ {code}</b>", code=escape(task.code)),
        escape(shortened(task.text, _TEXT)),
        "",
        _("Chủ trì: {role}", role=called(shown.lead.name)) if shown.lead else _("⚠️ Chưa có chủ trì"),
    ]
    if shown.supports:
        lines.append(_("Phối hợp: {roles}", roles=names(_, shown.supports)))
    lines.append(_("Thời hạn: {due}", due=task_due(_, task, shown.today)))
    if shown.area:
        lines.append(_("Lĩnh vực: {area}", area=escape(shortened(shown.area))))
    if task.given_at is not None:
        lines.append(
            _("Người giao: {name}, {moment}", name=person(shown.giver), moment=_.moment(task.given_at))
        )
    if task.withdrawn_at is not None:
        lines.append(_("🚫 Đã rút, {moment}", moment=_.moment(task.withdrawn_at)))
    elif task.acknowledged_at is not None:
        moment = _.moment(task.acknowledged_at)
        lines.append(_("✓ Đã nhận: {name}, {moment}", name=person(shown.receiver), moment=moment))
    elif awaits(task):
        lines.append(_("⏳ Chưa xác nhận đã nhận"))
    return Screen("\n".join(lines), _ways(_, shown))


def _ways(_: Translator, shown: WorkCard) -> tuple[tuple[Button, ...], ...]:
    task = shown.task
    rows: list[tuple[Button, ...]] = []
    if shown.may_acknowledge:
        rows += acknowledging(_, [task])
    if shown.report_in is not None:
        rows.append((Button(_("📝 Báo cáo"), data("task", shown.report_in, task.id)),))
    if shown.may_change and task.withdrawn_at is None:
        rows.append(
            (
                Button(_("Đổi chủ trì"), data("change", task.id, "lead")),
                Button(_("Đổi phối hợp"), data("change", task.id, "supports")),
            )
        )
        due = Button(_("Đổi hạn"), data("change", task.id, "due"))
        withdraw = Button(_("Rút nhiệm vụ"), data("change", task.id, "withdraw"))
        rows.append((due, withdraw) if task.given_at is not None else (due,))
    if shown.may_see_history:
        rows.append((Button(_("🕑 Lịch sử"), data("history", task.id, 0)),))
    if shown.may_change:
        rows.append((Button(_("‹ Kế hoạch"), data("plan", task.plan_id)),))
    return tuple(rows)


def acknowledging(_: Translator, tasks: Sequence[Task]) -> list[tuple[Button, ...]]:
    """The row that says of these tasks that they have arrived."""
    if not tasks:
        return []
    if len(tasks) == 1:
        return [(Button(_("✓ Đã nhận {code}", code=tasks[0].code), data("accept", tasks[0].id)),)]
    label = _.n("✓ Đã nhận cả {n} nhiệm vụ", "✓ Đã nhận cả {n} nhiệm vụ", len(tasks))
    return [(Button(label, data("accept-all")),)]


def acknowledged(_: Translator, tasks: Sequence[Task], today: date) -> Screen:
    """What the lead sees after [Đã nhận]."""
    lines = [_("✓ Đã ghi nhận đồng chí đã nhận:"), *_listed(_, tasks)]
    if len(tasks) == 1:
        lines.append(_("Thời hạn: {due}", due=task_due(_, tasks[0], today)))
    return Screen("\n".join(lines), ((Button(_("Xem nhiệm vụ"), data("work", tasks[0].id)),),))


def nothing_to_acknowledge(_: Translator) -> str:
    return _("Nhiệm vụ này đã được ghi nhận từ trước.")


def _listed(_: Translator, tasks: Sequence[Task]) -> list[str]:
    lines = [f"• <b>{escape(t.code)}</b> {escape(shortened(t.text, _LISTED))}" for t in tasks[:_TASKS_LISTED]]
    more = len(tasks) - _TASKS_LISTED
    return lines if more <= 0 else [*lines, _.n("… và {n} nhiệm vụ khác", "… và {n} nhiệm vụ khác", more)]


def history(
    _: Translator, task: Task, events: Sequence[Event], people: Mapping[int, str], today: date, page: int
) -> Screen:
    """Who changed what, when and why, the newest first."""
    told = [line for event in reversed(events) if (line := _event(_, event, people, today))]
    told = told or [_("Chưa có thay đổi nào.")]
    shown, page, count = page_of(told, _EVENTS_ON_PAGE, page)
    title = _("<b>Lịch sử nhiệm vụ {code}</b>", code=escape(task.code))
    rows = turning("history", task.id, page=page, count=count)
    back = Button(_("‹ Nhiệm vụ"), data("work", task.id))
    return Screen("\n\n".join([title, *(told[i] for i in shown)]), (*rows, (back,)))


def _event(_: Translator, event: Event, people: Mapping[int, str], today: date) -> str:
    what = _what(_, event.kind, event.before or {}, event.after or {}, today)
    if not what:
        return ""
    name = person(people.get(event.officer_id or 0, "")) or _("hệ thống")
    lines = [_("{moment} · {name}", moment=_.moment(event.at), name=name), what]
    if reason := (event.after or {}).get("reason"):
        lines.append(_("Lý do: {reason}", reason=escape(shortened(reason, _REASON_IN_HISTORY))))
    return "\n".join(lines)


def _what(_: Translator, kind: str, former: Mapping[str, Any], later: Mapping[str, Any], today: date) -> str:
    """One change in words; empty for what this history does not tell."""
    match kind:
        case "task_given":
            return _(
                "Giao nhiệm vụ cho {role}, {due}",
                role=_role(_, later["lead"]),
                due=_logged_due(_, later["due"], today),
            )
        case "lead_changed":
            return _("Đổi chủ trì: {old} → {new}", old=_role(_, former["lead"]), new=_role(_, later["lead"]))
        case "supports_changed":
            old, new = (_roles(_, part["supports"]) for part in (former, later))
            return _("Đổi phối hợp: {old} → {new}", old=old, new=new)
        case "due_changed":
            old, new = (_logged_due(_, part["due"], today) for part in (former, later))
            return _("Đổi hạn: {old} → {new}", old=old, new=new)
        case "task_withdrawn":
            return _("Rút nhiệm vụ")
        case "task_acknowledged":
            return _("Đã nhận nhiệm vụ")
        case _kind:
            return ""


def _role(_: Translator, name: str | None) -> str:
    return called(name) if name else _("chưa có chủ trì")


def _roles(_: Translator, roles: Sequence[str]) -> str:
    return escape(shortened(", ".join(roles), 160)) or _("không có")


def _logged_due(_: Translator, due: Mapping[str, Any], today: date) -> str:
    on = date.fromisoformat(due["on"]) if due["on"] else None
    return due_words(_, DueKind(due["kind"]), on, due["text"], today)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Whom a message about a task cannot reach: roles that nobody holds, holders out of reach."""

    empty: Sequence[Role] = ()
    unreachable: Sequence[tuple[Holder, Role]] = ()


def gap_lines(_: Translator, gaps: Gaps, *, may_invite: bool) -> list[str]:
    lines = [
        _("⚠️ Chưa có người giữ chức danh <b>{role}</b>, chưa ai nhận được tin.", role=called(role.name))
        for role in gaps.empty[:_GAPS_SHOWN]
    ]
    if lines and not may_invite:
        lines.append(_("Cán bộ đầu mối đã được báo để mời người giữ chức danh."))
    lines += [
        _(
            "⚠️ Không nhắn được cho <b>{name}</b> ({role}): đề nghị đồng chí liên hệ trực tiếp.",
            name=person(holder.officer.full_name),
            role=called(role.name),
        )
        for holder, role in gaps.unreachable[:_GAPS_SHOWN]
    ]
    return lines


def invitations(_: Translator, gaps: Gaps) -> list[tuple[Button, ...]]:
    """The way to fill the roles that nobody holds."""
    if len(gaps.empty) == 1:
        return [(Button(_("Lấy liên kết mời"), data("invite", gaps.empty[0].id)),)]
    return [
        (Button(_("Mời: {role}", role=shortened(role_label(role.name), 50)), data("invite", role.id)),)
        for role in gaps.empty[:_GAPS_SHOWN]
    ]


def nobody_holds(_: Translator, task: Task, gaps: Gaps, by: str) -> Screen:
    """What the coordinators hear when somebody else handed a task to a role that nobody holds."""
    lines = [
        _("📌 {name} giao nhiệm vụ <b>{code}</b>:", name=person(by), code=escape(task.code)),
        escape(shortened(task.text, 300)),
        "",
        *gap_lines(_, gaps, may_invite=True),
    ]
    return Screen("\n".join(lines), tuple(invitations(_, gaps)))


def assigned(
    _: Translator,
    task: Task,
    today: date,
    *,
    leads: bool,
    role: Role,
    lead: Role | None,
    supports: Sequence[Role],
    by: str,
) -> Screen:
    """What the lead, or a supporting role, hears when a task is given."""
    lines = [
        _("📌 <b>Đồng chí được giao nhiệm vụ {code}</b>", code=escape(task.code))
        if leads
        else _("📌 <b>Đồng chí phối hợp nhiệm vụ {code}</b>", code=escape(task.code)),
        escape(shortened(task.text, _TEXT)),
        "",
    ]
    if leads:
        lines.append(_("Chủ trì: {role} (đồng chí)", role=called(role.name)))
    else:
        lines += [
            _("Chủ trì: {role}", role=called(lead.name) if lead else "–"),
            _("Phối hợp: {role} (đồng chí)", role=called(role.name)),
        ]
    if leads and supports:
        lines.append(_("Phối hợp: {roles}", roles=names(_, supports)))
    lines += [
        _("Thời hạn: {due}", due=task_due(_, task, today)),
        _("Người giao: {name}", name=person(by)),
    ]
    rows = acknowledging(_, [task] if leads and awaits(task) else [])
    return Screen("\n".join(lines), (*rows, (Button(_("Xem nhiệm vụ"), data("work", task.id)),)))


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """Tasks of which one person hears the same, in one role. `former` is the due before, where it was changed."""

    news: News
    role: Role
    tasks: Sequence[Task]
    lead: Role | None = None
    former: DueDraft | None = None


def changed(_: Translator, told: Sequence[ChangeTold], reason: str, by: str, today: date) -> Screen:
    """What somebody hears whom a change concerns: what, why, by whom; everything in one message."""
    lines = [_("🔄 <b>Điều chỉnh nhiệm vụ</b>")]
    for block in told:
        lines += ["", _news(_, block, today), *_listed(_, block.tasks)]
    lines += [
        "",
        _("Lý do: {reason}", reason=escape(shortened(reason, _REASON))),
        _("Người điều chỉnh: {name}", name=person(by)),
    ]
    arrived = [task for block in told if block.news is News.LEADS for task in block.tasks if awaits(task)]
    rows = acknowledging(_, arrived)
    remaining = [
        task
        for block in told
        if block.news in (News.LEADS, News.SUPPORTS, News.DUE)
        for task in block.tasks
        if task.withdrawn_at is None
    ]
    if len(remaining) == 1:
        rows.append((Button(_("Xem nhiệm vụ"), data("work", remaining[0].id)),))
    return Screen("\n".join(lines), tuple(rows))


def _news(_: Translator, block: ChangeTold, today: date) -> str:
    role, lead = called(block.role.name), called(block.lead.name) if block.lead else _("chưa có chủ trì")
    match block.news:
        case News.LEADS:
            return _("Đồng chí ({role}) nay <b>chủ trì</b>:", role=role)
        case News.LEADS_NO_MORE:
            return _("Đồng chí ({role}) <b>không còn chủ trì</b>; chủ trì mới: {lead}:", role=role, lead=lead)
        case News.SUPPORTS:
            return _("Đồng chí ({role}) nay <b>phối hợp</b>, chủ trì: {lead}:", role=role, lead=lead)
        case News.SUPPORTS_NO_MORE:
            return _("Đồng chí ({role}) <b>không còn phối hợp</b>:", role=role)
        case News.WITHDRAWN:
            return _("Nhiệm vụ <b>được rút</b>, đồng chí không phải thực hiện nữa:")
        case News.DUE:
            old = block.former or DueDraft()
            return _(
                "<b>Đổi hạn</b>: {new}; trước đây: {old}",
                new=task_due(_, block.tasks[0], today),
                old=due_words(_, old.kind, old.on, old.text, today),
            )


def has_acknowledged(_: Translator, tasks: Sequence[Task], by: str) -> Screen:
    """What the giver hears, once, when a task has arrived."""
    lines = [_("✓ <b>{name}</b> đã nhận:", name=person(by)), *_listed(_, tasks)]
    return Screen("\n".join(lines))


def unacknowledged(_: Translator, tasks: Sequence[tuple[Task, Role]]) -> Screen:
    """What the giver hears the next working morning of everything that nobody has acknowledged."""
    lines = [
        f"• <b>{escape(task.code)}</b> {escape(shortened(task.text, 80))} – {called(role.name)}"
        for task, role in tasks[:_TASKS_LISTED]
    ]
    more = len(tasks) - _TASKS_LISTED
    if more > 0:
        lines.append(_.n("… và {n} nhiệm vụ khác", "… và {n} nhiệm vụ khác", more))
    head = _("⏳ <b>Nhiệm vụ đã giao, chưa ai xác nhận đã nhận:</b>")
    rows: tuple[tuple[Button, ...], ...] = ()
    if len(tasks) == 1:
        rows = ((Button(_("Xem nhiệm vụ"), data("work", tasks[0][0].id)),),)
    return Screen("\n".join([head, *lines]), rows)
