"""Roles get other names or become one: what the coordinator is asked, and what those concerned hear."""

from collections.abc import Mapping, Sequence

from handlers.buttons import data
from handlers.screen import Button, Screen
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import called, role_label, shortened
from locales import Translator
from storage.tables import Role, RoleKind

_ROLES_ON_PAGE = 12
_LABEL = 45


def card_rows(_: Translator, role: Role) -> list[tuple[Button, ...]]:
    """What the card of a role offers."""
    rename = Button(_("Đổi tên"), data("rename", role.id))
    if role.kind is RoleKind.LEADER:
        return [(rename,)]
    return [(rename, Button(_("Gộp vào …"), data("merge", role.id)))]


def ask_name(_: Translator, role: Role) -> Screen:
    text = _(
        "Đề nghị gõ tên mới của chức danh <b>{role}</b>. Tên cũ vẫn được nhận ra.", role=called(role.name)
    )
    return Screen(text, (_back(_, role),))


def name_not_usable(_: Translator) -> Screen:
    return Screen(_("Tên này quá ngắn hoặc quá dài. Đề nghị gõ lại, từ 3 đến 120 ký tự."))


def name_taken(_: Translator, role: Role, other: Role, *, mergeable: bool) -> Screen:
    """The name is another role's: perhaps the two are one?"""
    lines = [_("⚠️ Đã có chức danh <b>{other}</b> mang tên này.", other=called(other.name))]
    rows: list[tuple[Button, ...]] = []
    if mergeable:
        lines.append(_("Nếu hai chức danh là một, có thể gộp lại; nếu không, đề nghị gõ tên khác."))
        label = _("Gộp vào {role}", role=shortened(other.name, _LABEL))
        rows.append((Button(label, data("merge-card", role.id, other.id)),))
    return Screen("\n".join(lines), (*rows, _back(_, role)))


def renamed(_: Translator, role: Role, former: str) -> Screen:
    text = _(
        "✅ Đã đổi tên <b>{former}</b> thành <b>{role}</b>.", former=called(former), role=called(role.name)
    )
    return Screen(text, (_back(_, role),))


def choose_target(_: Translator, role: Role, others: Sequence[Role], page: int) -> Screen:
    """Into which role?"""
    labels = [role_label(other.name) for other in others]
    shown, page, count = page_of(labels, _ROLES_ON_PAGE, page)
    rows = [(Button(labels[i], data("merge-card", role.id, others[i].id)),) for i in shown]
    text = _("Gộp <b>{role}</b> vào chức danh nào?", role=called(role.name))
    return Screen(text, (*rows, *turning("merge", role.id, page=page, count=count), _back(_, role)))


def confirm(_: Translator, source: Role, target: Role, counts: Mapping[str, int]) -> Screen:
    """What will move, in numbers. `counts` goes by "table.column" (storage.mergers)."""
    values = {"source": called(source.name), "target": called(target.name)}
    lines = [_("🔀 <b>Gộp {source} vào {target}</b>", **values), "", _("Sẽ chuyển:")]
    lines += [f"• {words}" for words in _numbers(_, counts)] or [_("• không có công việc nào")]
    lines += [
        "",
        _("Nội dung đã báo cáo trong kỳ đang mở vẫn được tính. Kỳ đã khóa và báo cáo đã gửi giữ tên cũ."),
        _("Tên «{source}» vẫn được nhận ra. Việc gộp không hoàn tác được.", **values),
    ]
    if counts.get("appointment.role_id"):
        lines.append(_("Người đang giữ {source} sẽ cùng giữ {target}.", **values))
    if source.kind is RoleKind.COORDINATOR and target.kind is not RoleKind.COORDINATOR:
        lines.append(_("⚠️ {target} sẽ là chức danh đầu mối: người giữ có toàn quyền của đầu mối.", **values))
    rows = ((Button(_("Gộp"), data("merge-yes", source.id, target.id)),), _cancel(_, source))
    return Screen("\n".join(lines), rows)


def _numbers(_: Translator, counts: Mapping[str, int]) -> list[str]:
    def of(name: str) -> int:
        return counts.get(name, 0)

    answers = of("submission.role_id") + of("figure.role_id")
    parts = (
        (of("area.lead_role_id"), _.n("{n} lĩnh vực", "{n} lĩnh vực", of("area.lead_role_id"))),
        (
            of("task.lead_role_id"),
            _.n("{n} nhiệm vụ chủ trì", "{n} nhiệm vụ chủ trì", of("task.lead_role_id")),
        ),
        (
            of("task_support.role_id"),
            _.n("{n} nhiệm vụ phối hợp", "{n} nhiệm vụ phối hợp", of("task_support.role_id")),
        ),
        (of("indicator.role_id"), _.n("{n} số liệu", "{n} số liệu", of("indicator.role_id"))),
        (answers, _.n("{n} nội dung đã báo cáo", "{n} nội dung đã báo cáo", answers)),
        (of("appointment.role_id"), _.n("{n} người", "{n} người", of("appointment.role_id"))),
        (
            of("invitation.role_id"),
            _.n(
                "{n} lời mời chưa nhận sẽ được thu hồi",
                "{n} lời mời chưa nhận sẽ được thu hồi",
                of("invitation.role_id"),
            ),
        ),
    )
    return [words for count, words in parts if count]


def merged(_: Translator, source: Role, target: Role) -> Screen:
    text = _(
        "✅ Đã gộp {source} vào <b>{target}</b>.", source=called(source.name), target=called(target.name)
    )
    return Screen(text, ((Button(_("‹ Thẻ chức danh"), data("role", target.id)),),))


def heard_merged(_: Translator, source: Role, target: Role, tasks: int) -> Screen:
    """To whoever holds the role that two have become."""
    lines = [
        _(
            "🔀 Chức danh {source} đã được gộp vào <b>{target}</b>.",
            source=called(source.name),
            target=called(target.name),
        ),
        _.n("Nhiệm vụ chủ trì: {n}", "Nhiệm vụ chủ trì: {n}", tasks),
        _("Nội dung đã báo cáo vẫn được tính. Xem việc của đồng chí: /viec"),
    ]
    return Screen("\n".join(lines))


def heard_renamed(_: Translator, role: Role, former: str) -> Screen:
    return Screen(
        _(
            "✏️ Chức danh {former} của đồng chí nay có tên: <b>{role}</b>.",
            former=called(former),
            role=called(role.name),
        )
    )


def _back(_: Translator, role: Role) -> tuple[Button, ...]:
    return (Button(_("‹ Thẻ chức danh"), data("role", role.id)),)


def _cancel(_: Translator, role: Role) -> tuple[Button, ...]:
    return (Button(_("Không"), data("role", role.id)),)
