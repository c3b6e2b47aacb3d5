"""Who takes over a role and from when: the coordinator's cards, in words and buttons."""

from collections.abc import Sequence
from datetime import date

from handlers.buttons import data
from handlers.screen import Button, Screen
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import called, last_day, person, shortened
from handlers.understanding.days import next_monday, next_month
from locales import Translator
from storage.people import Holder
from storage.tables import Appointment, Officer, Role, RoleKind

Row = tuple[Button, ...]
_LABEL = 40
_OFFICERS_ON_PAGE = 10
_PLANNED_ON_CARD = 6
_HOLDERS_CHOSEN = 20


def packed(day: date) -> str:
    """A day in six digits, for a button: 60 bytes must hold two of them and three ids."""
    return f"{day:%y%m%d}"


def planned_lines(_: Translator, planned: Sequence[tuple[Appointment, Officer]]) -> list[str]:
    """What is arranged for later days."""
    return [_planned(_, appointment, officer) for appointment, officer in planned[:_PLANNED_ON_CARD]]


def _planned(_: Translator, appointment: Appointment, officer: Officer) -> str:
    values = {"name": person(officer.full_name), "day": _.date(appointment.from_date)}
    if appointment.to_date is not None:
        values["last"] = _.date(last_day(appointment.to_date))
        return _("🗓 {name} phụ trách thay từ ngày {day} đến hết ngày {last}", **values)
    return _("🗓 {name} giữ chức danh từ ngày {day}", **values)


def card_rows(
    _: Translator, role: Role, holders: Sequence[Holder], planned: Sequence[tuple[Appointment, Officer]]
) -> list[Row]:
    """What can be done with a role: hand over, deputise, end; undo what is arranged; rename, merge, move."""
    rows: list[Row] = []
    if any(not holder.acting for holder in holders):
        rows.append(
            (
                Button(_("Bàn giao"), data("hand", role.id)),
                Button(_("Phụ trách thay khi nghỉ"), data("away", role.id)),
            )
        )
    else:
        rows.append((Button(_("Giao cho cán bộ trong đơn vị"), data("hand", role.id)),))
    rows += [
        (Button(_("Hủy lịch từ {day}", day=_.day_month(row.from_date)), data("hand-off", row.id)),)
        for row, _officer in planned[:_PLANNED_ON_CARD]
    ]
    if any(holder.on_leave for holder in holders):
        rows.append((Button(_("Kết thúc sớm việc phụ trách thay"), data("away-end", role.id)),))
    if holders:
        rows.append((Button(_("Thôi giữ chức danh"), data("quit", role.id)),))
    return rows


def choose_holder(_: Translator, role: Role, holders: Sequence[Holder], verb: str) -> Screen:
    """Which of those who hold the role is meant?"""
    rows = [
        (Button(shortened(h.officer.full_name, _LABEL), data(verb, role.id, h.officer.id)),)
        for h in holders[:_HOLDERS_CHOSEN]
    ]
    text = _("<b>{role}</b>\nĐề nghị chọn người.", role=called(role.name))
    return Screen(text, (*rows, _back(_, role)))


def choose_day(_: Translator, role: Role, who: str, verb: str, holder_id: int, today: date) -> Screen:
    """From which day? `verb` is what the buttons lead to; the day can be typed as well."""
    if verb == "quit-card":
        asked = _("Đồng chí {name} thôi giữ chức danh từ ngày nào?", name=person(who))
    elif who:
        asked = _("Đồng chí {name} bàn giao từ ngày nào?", name=person(who))
    else:
        asked = _("Giao chức danh này từ ngày nào?")
    tomorrow = date.fromordinal(today.toordinal() + 1)
    days = (
        (_("Hôm nay"), today),
        (_("Ngày mai"), tomorrow),
        (_("Thứ Hai tới"), next_monday(today)),
        (_("Đầu tháng tới"), next_month(today)),
    )
    buttons = [
        Button(
            _("{label} ({day})", label=label, day=_.day_month(day)),
            data(verb, role.id, holder_id, packed(day)),
        )
        for label, day in days
    ]
    lines = [f"<b>{called(role.name)}</b>", asked, _("Có thể gõ ngày, ví dụ: 1/4.")]
    return Screen("\n".join(lines), (tuple(buttons[:2]), tuple(buttons[2:]), _back(_, role)))


def choose_days(_: Translator, role: Role, who: str, holder_id: int, today: date) -> Screen:
    """For how long is somebody away? The stretch can be typed as well."""
    spans = ((_("3 ngày"), 3), (_("1 tuần"), 7), (_("2 tuần"), 14))
    buttons = tuple(
        Button(
            label,
            data(
                "away-to",
                role.id,
                holder_id,
                packed(today),
                packed(date.fromordinal(today.toordinal() + count - 1)),
            ),
        )
        for label, count in spans
    )
    lines = [
        f"<b>{called(role.name)}</b>",
        _("Đồng chí {name} nghỉ trong bao lâu, kể từ hôm nay?", name=person(who)),
        _("Có thể gõ, ví dụ: đến ngày 25/3; từ 20/3 đến 25/3; 5 ngày."),
    ]
    return Screen("\n".join(lines), (buttons, _back(_, role)))


def day_not_understood(_: Translator) -> Screen:
    return Screen(_("Chưa rõ ngày. Đề nghị gõ như: 1/4 hoặc 1/4/2022, hoặc bấm một nút ở trên."))


def days_not_understood(_: Translator) -> Screen:
    return Screen(_("Chưa rõ thời gian. Đề nghị gõ như: 3 ngày; đến ngày 25/3; từ 20/3 đến 25/3."))


def choose_officer(
    _: Translator, role: Role, officers: Sequence[Officer], verb: str, args: Sequence[object], page: int
) -> Screen:
    """To whom? Everybody of the unit who does not hold the role, or somebody new by an invitation."""
    names = [
        shortened(officer.full_name, _LABEL)
        if officer.reachable
        else _("{name} – không nhắn được", name=shortened(officer.full_name, _LABEL))
        for officer in officers
    ]
    shown, page, count = page_of(names, _OFFICERS_ON_PAGE, page)
    rows = [(Button(names[i], data(f"{verb}-card", *args, officers[i].id)),) for i in shown]
    lines = [f"<b>{called(role.name)}</b>", _("Giao cho ai?")]
    return Screen(
        "\n".join(lines),
        (
            *rows,
            *turning(f"{verb}-to", *args, page=page, count=count),
            (Button(_("Mời người mới"), data(f"{verb}-card", *args, 0)),),
            _back(_, role),
        ),
    )


def confirm_hand_over(
    _: Translator,
    role: Role,
    former: str,
    successor: str,
    day: date,
    work: tuple[int, int],
    args: Sequence[object],
) -> Screen:
    """What will happen; `successor` is empty for an invitation, `work` are open tasks and figures."""
    lines = [_("🔁 <b>Bàn giao: {role}</b>", role=called(role.name))]
    if former:
        lines.append(_("Người bàn giao: {name}", name=person(former)))
    lines += [
        _("Người nhận: {name}", name=person(successor) if successor else _("người được mời")),
        _("Từ ngày: {day}", day=_.date(day)),
        open_work(_, *work),
    ]
    if former and successor:
        lines.append(_("Từ ngày đó đồng chí {name} không còn giữ chức danh này.", name=person(former)))
    elif former:
        lines.append(
            _("Đồng chí {name} vẫn giữ chức danh cho đến khi có người nhận lời mời.", name=person(former))
        )
    if role.kind is RoleKind.COORDINATOR:
        lines.append(_("⚠️ Đây là chức danh đầu mối: người nhận sẽ có toàn quyền của đầu mối trong trợ lý."))
    yes = _("Lấy liên kết mời") if not successor else _("Bàn giao")
    return Screen("\n".join(lines), ((Button(yes, data("hand-yes", *args)),), _cancel(_, role)))


def confirm_leave(
    _: Translator, role: Role, away: str, deputy: str, first: date, last: date, args: Sequence[object]
) -> Screen:
    lines = [
        _("🗓 <b>Phụ trách thay: {role}</b>", role=called(role.name)),
        _("Người nghỉ: {name}", name=person(away)),
        _("Người phụ trách thay: {name}", name=person(deputy) if deputy else _("người được mời")),
        _("Từ ngày {first} đến hết ngày {last}.", first=_.date(first), last=_.date(last)),
        _(
            "Trong thời gian này trợ lý chỉ nhắc người phụ trách thay. Người nghỉ vẫn trả lời được "
            "nếu muốn. Hết thời gian, việc phụ trách thay tự kết thúc."
        ),
    ]
    if role.kind is RoleKind.COORDINATOR:
        lines.append(_("⚠️ Đây là chức danh đầu mối: người nhận sẽ có toàn quyền của đầu mối trong trợ lý."))
    yes = _("Đồng ý") if deputy else _("Lấy liên kết mời")
    return Screen("\n".join(lines), ((Button(yes, data("away-yes", *args)),), _cancel(_, role)))


def confirm_end(
    _: Translator, role: Role, who: str, day: date, work: tuple[int, int], args: Sequence[object]
) -> Screen:
    lines = [
        _("<b>Thôi giữ chức danh: {role}</b>", role=called(role.name)),
        _("Đồng chí {name} thôi giữ từ ngày {day}.", name=person(who), day=_.date(day)),
        open_work(_, *work),
        _("Nội dung đã báo cáo được giữ nguyên."),
    ]
    return Screen("\n".join(lines), ((Button(_("Đồng ý"), data("quit-yes", *args)),), _cancel(_, role)))


def open_work(_: Translator, tasks: int, figures: int) -> str:
    """ "Việc chưa báo cáo trong kỳ này: 3 nhiệm vụ, 2 số liệu"."""
    return _(
        "Chưa báo cáo trong kỳ này: {tasks}, {figures}.",
        tasks=_.n("{n} nhiệm vụ", "{n} nhiệm vụ", tasks),
        figures=_.n("{n} số liệu", "{n} số liệu", figures),
    )


def handed_over(_: Translator, role: Role, former: str, successor: str, day: date, today: date) -> Screen:
    """What the coordinator sees after it was arranged."""
    values = {"role": called(role.name), "name": person(successor), "day": _.date(day)}
    if day > today:
        text = _(
            "🗓 Đã ghi: từ ngày {day}, đồng chí {name} giữ chức danh <b>{role}</b>. "
            "Hôm đó trợ lý sẽ báo cho những người liên quan.",
            **values,
        )
    elif former:
        text = _(
            "✅ Đã bàn giao <b>{role}</b> từ đồng chí {former} sang đồng chí {name}.",
            former=person(former),
            **values,
        )
    else:
        text = _("✅ Đã giao <b>{role}</b> cho đồng chí {name}.", **values)
    return Screen(text, (_back(_, role),))


def leave_arranged(_: Translator, role: Role, deputy: str, first: date, last: date) -> Screen:
    text = _(
        "✅ Đã ghi: từ ngày {first} đến hết ngày {last}, đồng chí {name} phụ trách thay <b>{role}</b>.",
        first=_.date(first),
        last=_.date(last),
        name=person(deputy),
        role=called(role.name),
    )
    return Screen(text, (_back(_, role),))


def ended(_: Translator, role: Role, who: str, day: date) -> Screen:
    text = _(
        "✅ Đã ghi: đồng chí {name} thôi giữ chức danh <b>{role}</b> từ ngày {day}.",
        name=person(who),
        role=called(role.name),
        day=_.date(day),
    )
    return Screen(text, (_back(_, role),))


def _back(_: Translator, role: Role) -> Row:
    return (Button(_("‹ Thẻ chức danh"), data("role", role.id)),)


def _cancel(_: Translator, role: Role) -> Row:
    return (Button(_("Không"), data("role", role.id)),)
