"""Work moves from one role to another: what is asked, and what those concerned hear."""

from collections.abc import Sequence

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import called, role_label, shortened
from locales import Translator
from storage.tables import Area, Role

_AREAS_SHOWN = 20
_ROLES_ON_PAGE = 12
_LABEL = 45
_REASON = 500


def card_row(_: Translator, role: Role) -> tuple[Button, ...]:
    """What the card of a role offers."""
    return (Button(_("Chuyển việc"), data("shift", role.id)),)


def choose_work(_: Translator, role: Role, areas: Sequence[tuple[Area, int]]) -> Screen:
    rows = [
        (Button(f"{_label(area)} ({_.number(count)})", data("shift-to", role.id, area.id)),)
        for area, count in areas[:_AREAS_SHOWN]
    ]
    text = _("Chuyển việc nào của <b>{role}</b>?", role=called(role.name))
    everything = (Button(_("Tất cả công việc"), data("shift-to", role.id, 0)),)
    return Screen(text, (*rows, everything, _back(_, role)))


def choose_target(_: Translator, role: Role, area: Area | None, others: Sequence[Role], page: int) -> Screen:
    area_id = area.id if area else 0
    labels = [role_label(other.name) for other in others]
    shown, page, count = page_of(labels, _ROLES_ON_PAGE, page)
    rows = [(Button(labels[i], data("shift-why", role.id, area_id, others[i].id)),) for i in shown]
    text = _("Chuyển {what} cho chức danh nào?", what=_what(_, area))
    return Screen(
        text, (*rows, *turning("shift-to", role.id, area_id, page=page, count=count), _back(_, role))
    )


def ask_reason(_: Translator, role: Role, area: Area | None, target: Role) -> Screen:
    lines = [
        _(
            "Chuyển {what} từ {role} sang <b>{target}</b>.",
            what=_what(_, area),
            role=called(role.name),
            target=called(target.name),
        ),
        _("Đề nghị gõ lý do; gõ xong là chuyển. Gõ /huy để thôi."),
    ]
    return Screen("\n".join(lines), (_back(_, role),))


def reason_wanted(_: Translator) -> Screen:
    return Screen(_("Đề nghị ghi lý do, ví dụ: phân công lại theo Thông báo số 12."))


def moved(_: Translator, role: Role, area: Area | None, target: Role, tasks: int) -> Screen:
    text = _(
        "✅ Đã chuyển {what} ({tasks}) từ {role} sang <b>{target}</b>.",
        what=_what(_, area),
        tasks=_.n("{n} nhiệm vụ", "{n} nhiệm vụ", tasks),
        role=called(role.name),
        target=called(target.name),
    )
    return Screen(text, (_back(_, role),))


def heard(_: Translator, role: Role, area: Area | None, target: Role, tasks: int, reason: str) -> Screen:
    """To whoever holds one of the two roles."""
    lines = [
        _(
            "🔀 {what} ({tasks}) được chuyển từ {role} sang <b>{target}</b>.",
            what=_what(_, area, sentence_start=True),
            tasks=_.n("{n} nhiệm vụ", "{n} nhiệm vụ", tasks),
            role=called(role.name),
            target=called(target.name),
        ),
        _("Lý do: {reason}", reason=escape(shortened(reason, _REASON))),
        _("Nội dung đã báo cáo vẫn được tính. Xem việc của đồng chí: /viec"),
    ]
    return Screen("\n".join(lines))


def _what(_: Translator, area: Area | None, *, sentence_start: bool = False) -> str:
    if area is None:
        return _("Toàn bộ công việc") if sentence_start else _("toàn bộ công việc")
    name = escape(_label(area))
    return _("Lĩnh vực {name}", name=name) if sentence_start else _("lĩnh vực {name}", name=name)


def _label(area: Area) -> str:
    return shortened(f"{area.code}. {area.name}", _LABEL)


def _back(_: Translator, role: Role) -> tuple[Button, ...]:
    return (Button(_("‹ Thẻ chức danh"), data("role", role.id)),)
