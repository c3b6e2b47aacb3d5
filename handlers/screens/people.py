"""Joining, roles and invitations in words."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens import changes, mergers, shifting
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import (
    called,
    deadline_line,
    last_day,
    person,
    role_label,
    role_names,
    shortened,
)
from locales import Translator
from scheduler.periods import PeriodPlan
from storage.people import HeldRole, Holder
from storage.tables import Appointment, Officer, Role, RoleKind, Task, Unit

_TASKS_SHOWN = 6
_HOLDERS_NAMED = 2
_HOLDERS_ON_CARD = 12
_ROLES_ON_PAGE = 14
_COMING_NAMED = 6


def stranger(_: Translator) -> Screen:
    """All that somebody of no unit ever hears."""
    return Screen(
        _(
            "Xin chào. Đây là trợ lý đôn đốc công việc nội bộ của Ủy ban nhân dân; "
            "đề nghị mở liên kết mời do cán bộ đầu mối của đơn vị gửi."
        )
    )


def home(
    _: Translator,
    unit: Unit,
    officer: Officer,
    held: Sequence[HeldRole],
    kinds: set[RoleKind],
    coming: Sequence[tuple[Role, date]] = (),
) -> Screen:
    """Who one is here, and what can be done; `coming` are the roles taken on a later day."""
    lines = [
        _("<b>{unit}</b>", unit=called(unit.name)),
        _("Đồng chí: {name}", name=person(officer.full_name)),
        _("Chức danh: {roles}", roles=role_names(_, held)),
        *(
            _("Từ ngày {day}: {role}", day=_.date(day), role=called(role.name))
            for role, day in coming[:_COMING_NAMED]
        ),
        "",
        *commands(_, kinds),
    ]
    return Screen("\n".join(lines))


def commands(_: Translator, kinds: set[RoleKind]) -> list[str]:
    """The commands that somebody with these kinds of role can use, one a line."""
    everybody = [
        _("/viec – nhiệm vụ của tôi"),
        _("/baocao – báo cáo kỳ này"),
        _("/solieu – nhập số liệu"),
        _("/lich – lịch báo cáo"),
    ]
    watching = [
        _("/tiendo – bảng tiến độ của đơn vị"),
        _("/giaoviec – giao nhiệm vụ ngoài kế hoạch"),
    ]
    coordinating = [
        _("/kehoach – kế hoạch năm"),
        _("/chucdanh – chức danh và lời mời"),
        _("/nhac – nhắc ngay những bộ phận chưa gửi"),
        _("/tonghop – lập báo cáo tổng hợp"),
    ]
    general = [_("/ngonngu – đổi ngôn ngữ"), _("/trogiup – trợ giúp")]
    lines = list(everybody)
    if kinds & {RoleKind.COORDINATOR, RoleKind.LEADER}:
        lines += watching
    if RoleKind.COORDINATOR in kinds:
        lines += coordinating
    return lines + general


def joined(
    _: Translator,
    unit: Unit,
    role: Role,
    *,
    acting: bool,
    tasks: Sequence[Task],
    next_period: PeriodPlan | None,
    starts: date | None = None,
) -> Screen:
    """The welcome: the role, its tasks and the next deadline, nothing else of the unit.

    `starts` is the day when a role begins that does not begin today.
    """
    name = called(role.name)
    lines = [
        _("✅ <b>{unit}</b>", unit=called(unit.name)),
        _("Đồng chí đã nhận phụ trách thay: <b>{role}</b>.", role=name)
        if acting
        else _("Đồng chí đã nhận chức danh: <b>{role}</b>.", role=name),
    ]
    if starts is not None:
        lines.append(_("Bắt đầu từ ngày {day}; hôm đó trợ lý sẽ báo lại.", day=_.date(starts)))
    if role.kind is RoleKind.COORDINATOR:
        lines += [
            "",
            _(
                "Đề nghị đồng chí gửi vào đây tệp kế hoạch cải cách hành chính của năm (Word, PDF, "
                "Excel). Trợ lý sẽ đọc và gửi lại nội dung để đồng chí duyệt."
            ),
        ]
    if role.kind is RoleKind.LEADER:
        lines += [
            "",
            _("Trợ lý chỉ báo đồng chí khi có việc quá hạn. Bảng tiến độ của đơn vị: /tiendo"),
        ]
    if tasks:
        lines += ["", _.n("Nhiệm vụ chủ trì: {n}", "Nhiệm vụ chủ trì: {n}", len(tasks))]
        lines += [f"<b>{escape(t.code)}</b> {escape(shortened(t.text))}" for t in tasks[:_TASKS_SHOWN]]
        if len(tasks) > _TASKS_SHOWN:
            lines.append(_("… xem đủ: /viec"))
    if next_period is not None and role.kind is RoleKind.OFFICER:
        lines += ["", deadline_line(_, next_period)]
    return Screen("\n".join(lines))


def has_joined(
    _: Translator, officer: Officer, role: Role, *, acting: bool, starts: date | None = None
) -> Screen:
    """What the coordinator hears when somebody has taken an invitation."""
    values = {"name": person(officer.full_name), "role": called(role.name)}
    if starts is not None:
        values["day"] = _.date(starts)
        if acting:
            return Screen(
                _("👤 <b>{name}</b> đã nhận phụ trách thay: {role}, bắt đầu từ ngày {day}.", **values)
            )
        return Screen(_("👤 <b>{name}</b> đã nhận chức danh: {role}, bắt đầu từ ngày {day}.", **values))
    if acting:
        return Screen(_("👤 <b>{name}</b> đã nhận phụ trách thay: {role}.", **values))
    return Screen(_("👤 <b>{name}</b> đã nhận chức danh: {role}.", **values))


def roles(
    _: Translator,
    all_roles: Sequence[Role],
    holders: Sequence[Holder],
    invited: dict[int, int],
    page: int = 0,
) -> Screen:
    """Every role with who holds it; one button a role."""
    told = []
    for role in all_roles:
        names = [holder_name(_, holder) for holder in holders if holder.role_id == role.id][:_HOLDERS_NAMED]
        if not names and invited.get(role.id):
            names = [_("đã mời, chưa nhận")]
        told.append(f"• <b>{called(role.name)}</b>: {', '.join(names) or _('⚠️ chưa có người')}")
    shown, page, count = page_of(told, _ROLES_ON_PAGE, page)
    lines = [_("<b>Chức danh của đơn vị</b>"), "", *(told[i] for i in shown)]
    rows = [(Button(role_label(all_roles[i].name), data("role", all_roles[i].id)),) for i in shown]
    reorganise = (Button(_("Sắp xếp lại bộ máy"), data("reorg")),)
    return Screen("\n".join(lines), (*rows, *turning("roles", page=page, count=count), reorganise))


def holder_name(_: Translator, holder: Holder) -> str:
    name = person(holder.officer.full_name)
    if holder.acting:
        name = _("{name} (phụ trách thay)", name=name)
    if holder.on_leave:
        name = _("{name} (đang nghỉ)", name=name)
    return name if holder.officer.reachable else _("{name} – không nhắn được", name=name)


def own_roles(_: Translator, held: Sequence[HeldRole]) -> Screen:
    """What an officer who coordinates nothing sees: the own roles only."""
    return Screen(_("Chức danh của đồng chí: {roles}", roles=role_names(_, held)))


def role_card(
    _: Translator,
    role: Role,
    holders: Sequence[Holder],
    invited: int,
    task_count: int,
    planned: Sequence[tuple[Appointment, Officer]] = (),
) -> Screen:
    """`planned` are the appointments that begin later."""
    lines = [f"<b>{called(role.name)}</b>"]
    lines += [_holder_line(_, holder) for holder in holders[:_HOLDERS_ON_CARD]] or [
        _("⚠️ Chưa có người giữ chức danh này.")
    ]
    lines += changes.planned_lines(_, planned)
    if role.kind is RoleKind.OFFICER:
        lines.append(_.n("Nhiệm vụ chủ trì: {n}", "Nhiệm vụ chủ trì: {n}", task_count))
    if invited:
        lines.append(_.n("Lời mời còn hiệu lực: {n}", "Lời mời còn hiệu lực: {n}", invited))
    rows = [
        (Button(_("Lấy liên kết mời"), data("invite", role.id)),),
        (Button(_("Mời người phụ trách thay"), data("deputy", role.id)),),
        *changes.card_rows(_, role, holders, planned),
        *mergers.card_rows(_, role),
    ]
    if task_count:
        rows.append(shifting.card_row(_, role))
    if invited:
        rows.append((Button(_("Thu hồi lời mời"), data("revoke", role.id)),))
    rows.append((Button(_("‹ Các chức danh"), data("roles")),))
    return Screen("\n".join(lines), tuple(rows))


def _holder_line(_: Translator, holder: Holder) -> str:
    values = {"name": holder_name(_, holder), "day": _.date(holder.since)}
    if holder.until is None:
        return _("• {name}, từ ngày {day}", **values)
    return _("• {name}, từ ngày {day} đến hết ngày {last}", last=_.date(last_day(holder.until)), **values)


def invitation(
    _: Translator,
    role: Role,
    link: str,
    expires: datetime,
    *,
    acting: bool,
    replaces: str,
    starts: date | None = None,
    until: date | None = None,
) -> Screen:
    """The link to pass on. `replaces` names who would lose the role to whoever takes it.

    It counts from `starts`, and no longer on the day `until`.
    """
    name = called(role.name)
    lines = [
        _("Lời mời phụ trách thay <b>{role}</b>", role=name)
        if acting
        else _("Lời mời giữ chức danh <b>{role}</b>", role=name),
        "",
        escape(link),
        "",
        _(
            "Đề nghị chuyển liên kết này cho đúng người. Liên kết dùng một lần, có hiệu lực đến {moment}.",
            moment=_.moment(expires),
        ),
    ]
    if starts is not None and until is not None:
        span = {"first": _.date(starts), "last": _.date(last_day(until))}
        lines.append(_("Phụ trách thay từ ngày {first} đến hết ngày {last}.", **span))
    elif starts is not None:
        lines.append(_("Người nhận giữ chức danh từ ngày {day}.", day=_.date(starts)))
    if replaces and not acting:
        lines.append(_("Người nhận sẽ thay {name}.", name=person(replaces)))
    rows = (
        (Button(_("Thu hồi lời mời"), data("revoke", role.id)), Button(_("‹ Các chức danh"), data("roles"))),
    )
    return Screen("\n".join(lines), rows)


def revoked(_: Translator, role: Role, count: int) -> str:
    if not count:
        return _("Không có lời mời nào đang chờ.")
    return _.n("Đã thu hồi {n} lời mời.", "Đã thu hồi {n} lời mời.", count)
