"""What the coordinator hears of chasing by hand, and of officers who cannot be told."""

from collections.abc import Iterable, Sequence

from handlers.buttons import data
from handlers.screen import Button, Screen
from handlers.screens.paging import beginning
from handlers.screens.parts import called, period_name, person
from handlers.screens.reminders import Debt, Due, deadline, debt
from locales import Translator
from storage.tables import Officer, Role

# Five lists of names stand in one message of 4,096 characters.
_ROOM = 640
_ROLES_NAMED = 10


def chased(
    _: Translator,
    due: Due,
    told: Iterable[Officer],
    told_lately: Iterable[Officer],
    silent: Sequence[Debt],
    own: Sequence[Debt],
) -> Screen:
    """What came of /nhac: who was reminded, and who has to be spoken to in another way."""
    lines = [_("📣 <b>Báo cáo CCHC {period}</b>", period=period_name(_, due.plan)), deadline(_, due)]
    parts = (
        (_("Đã nhắc:"), [person(officer.full_name) for officer in told]),
        (_("Vừa được nhắc ít phút trước, chưa nhắc lại:"), [person(o.full_name) for o in told_lately]),
        (_("Không nhắn được, đề nghị liên hệ trực tiếp:"), _unreachable(_, silent)),
        (_("Chưa có người giữ chức danh:"), [called(debt.role) for debt in silent if not debt.holders]),
        (_("Phần của đồng chí:"), [f"{called(mine.role)}: {debt(_, mine)}" for mine in own]),
    )
    for heading, names in parts:
        if names:
            shown = beginning(names, _ROOM)
            lines += ["", heading, *[f"• {name}" for name in names[:shown]]]
            if shown < len(names):
                lines.append("…")
    return Screen("\n".join(lines), ((Button(_("Xem tiến độ"), data("progress", due.period_id)),),))


def _unreachable(_: Translator, silent: Sequence[Debt]) -> list[str]:
    return [
        _("{name} – {role}", name=person(holder.officer.full_name), role=called(owing.role))
        for owing in silent
        for holder in owing.holders
        if not holder.officer.reachable
    ]


def nobody_to_chase(_: Translator, due: Due) -> Screen:
    return Screen(
        _("✅ Báo cáo CCHC {period}: các bộ phận đã gửi đủ.", period=period_name(_, due.plan)),
        ((Button(_("Xem tiến độ"), data("progress", due.period_id)),),),
    )


def unreachable(_: Translator, officer: Officer, roles: Sequence[Role]) -> Screen:
    """What the coordinator hears when a message cannot be delivered."""
    return Screen(
        _(
            "⚠️ Không nhắn được cho <b>{name}</b> ({roles}): người này đã chặn trợ lý hoặc đã xóa tài khoản. "
            "Đề nghị đồng chí liên hệ trực tiếp, hoặc nhập thay khi cần.",
            name=person(officer.full_name),
            roles=", ".join(called(role.name) for role in roles[:_ROLES_NAMED]) or _("chưa có chức danh"),
        )
    )
