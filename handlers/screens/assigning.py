"""/giaoviec and changes of a task, step by step: one thing asked at a time, with buttons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import called, person, role_label, shortened
from handlers.screens.work import Gaps, due_words, gap_lines, invitations, names
from locales import Translator
from plans.given_due import Offer
from plans.model import DueDraft
from storage.tables import Area, Role, Task

_TEXT = 1200
_TEXT_ON_THE_WAY = 300
_CHOICES_ON_PAGE = 8
_LABEL = 56


@dataclass(frozen=True, slots=True)
class Draft:
    """A task about to be given, as far as it is known; `number` is its question's."""

    number: int
    today: date
    text: str = ""
    lead: Role | None = None
    supports: Sequence[Role] = ()
    due: DueDraft | None = None
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Picking:
    """Something is being chosen: for the question `number`, under `head`; `back` leads out of it."""

    number: int
    head: str
    back: Button


def ask_text(_: Translator) -> Screen:
    return Screen(
        _(
            "📌 <b>Giao nhiệm vụ ngoài kế hoạch</b>\nĐề nghị đồng chí gõ nội dung nhiệm vụ, có thể kèm chức danh và "
            "hạn, ví dụ:\n<code>{example}</code>\nHoặc trả lời (reply) một tin nhắn bất kỳ bằng /giaoviec để lấy "
            "nội dung của tin đó. Để dừng: /huy",
            example="Rà soát hồ sơ quá hạn, trước ngày 20/4",
        )
    )


def head(_: Translator, draft: Draft) -> str:
    """What is known of the draft, above whatever is asked next."""
    lines = [_("📌 <b>Giao nhiệm vụ</b>"), escape(shortened(draft.text, _TEXT_ON_THE_WAY))]
    return "\n".join(lines + _known(_, draft))


def _known(_: Translator, draft: Draft) -> list[str]:
    lines = []
    if draft.lead is not None:
        lines.append(_("Chủ trì: <b>{role}</b>", role=called(draft.lead.name)))
    if draft.supports:
        lines.append(_("Phối hợp: {roles}", roles=names(_, draft.supports)))
    if draft.due is not None:
        lines.append(_("Thời hạn: {due}", due=draft_due(_, draft.due, draft.today)))
    if draft.area is not None:
        lines.append(_("Lĩnh vực: {area}", area=area_name(draft.area)))
    return lines


def draft_due(_: Translator, due: DueDraft, today: date) -> str:
    return due_words(_, due.kind, due.on, due.text, today)


def area_name(area: Area) -> str:
    return escape(shortened(f"{area.code}. {area.name}"))


def confirm(_: Translator, draft: Draft) -> Screen:
    """The one card before a task is given."""
    lines = [
        _("📌 <b>Giao nhiệm vụ?</b>"),
        escape(shortened(draft.text, _TEXT)),
        "",
        *_known(_, draft),
    ]
    q = draft.number
    rows = (
        (Button(_("✅ Giao việc"), data("assign-give", q)),),
        (
            Button(_("Phối hợp"), data("pick-supports", q, 0)),
            Button(_("Lĩnh vực"), data("pick-areas", q, 0)),
        ),
        (Button(_("✏️ Sửa"), data("assign-edit", q)), Button(_("Bỏ"), data("assign-drop", q))),
    )
    return Screen("\n".join(lines), rows)


def edit(_: Translator, draft: Draft) -> Screen:
    q = draft.number
    rows = (
        (
            Button(_("Nội dung"), data("assign-text", q)),
            Button(_("Chủ trì"), data("pick-leads", q, 0)),
        ),
        (
            Button(_("Phối hợp"), data("pick-supports", q, 0)),
            Button(_("Thời hạn"), data("pick-dues", q)),
        ),
        (Button(_("Lĩnh vực"), data("pick-areas", q, 0)),),
        (back_to_card(_, q),),
    )
    return Screen("\n".join([head(_, draft), "", _("Đồng chí muốn sửa phần nào?")]), rows)


def ask_new_text(_: Translator, draft: Draft) -> Screen:
    text = "\n".join([head(_, draft), "", _("Đề nghị gõ lại nội dung nhiệm vụ.")])
    return Screen(text, ((back_to_card(_, draft.number),),))


def back_to_card(_: Translator, number: int) -> Button:
    return Button(_("‹ Quay lại"), data("assign-card", number))


def dropping(_: Translator, number: int) -> Button:
    return Button(_("Bỏ"), data("assign-drop", number))


def dropped(_: Translator) -> Screen:
    return Screen(_("Đã bỏ, không giao nhiệm vụ nào."))


def given(
    _: Translator, task: Task, draft: Draft, told: Sequence[str], gaps: Gaps, *, may_invite: bool
) -> Screen:
    """The task stands: who was told of it, and who could not be."""
    lines = [
        _("✅ Đã giao nhiệm vụ <b>{code}</b>", code=escape(task.code)),
        escape(shortened(draft.text, _TEXT_ON_THE_WAY)),
        "",
        *_known(_, draft),
    ]
    lines += _outcome(_, told, gaps, may_invite=may_invite)
    rows = [
        *(invitations(_, gaps) if may_invite else []),
        (Button(_("Xem nhiệm vụ"), data("work", task.id)),),
    ]
    return Screen("\n".join(lines), tuple(rows))


def _outcome(_: Translator, told: Sequence[str], gaps: Gaps, *, may_invite: bool) -> list[str]:
    lines = []
    if told:
        heard = ", ".join(person(name) for name in told[:10]) + (", …" if len(told) > 10 else "")
        lines.append(_("Đã báo cho: {names}", names=heard))
    return lines + gap_lines(_, gaps, may_invite=may_invite)


def changed(_: Translator, head: str, what: str, told: Sequence[str], gaps: Gaps, back: Button) -> Screen:
    """A change is made: what, who heard of it, and whom the news could not reach."""
    lines = [_("✅ <b>Đã điều chỉnh</b>"), head, what, "", *_outcome(_, told, gaps, may_invite=True)]
    if not told and not gaps.empty and not gaps.unreachable:
        lines.append(_("Không có ai khác liên quan cần báo."))
    return Screen("\n".join(lines), (*invitations(_, gaps), (back,)))


def choose_lead(
    _: Translator, picking: Picking, roles: Sequence[Role], held: Collection[int], page: int
) -> Screen:
    """Who is to lead: a button a role, those with somebody in them first."""
    labels = [_role(_, role, held) for role in roles]
    shown, page, count = page_of(labels, _CHOICES_ON_PAGE, page)
    rows: list[tuple[Button, ...]] = [
        (Button(labels[i], data("pick-lead", picking.number, roles[i].id)),) for i in shown
    ]
    rows += turning("pick-leads", picking.number, page=page, count=count)
    asks = _("Chọn chức danh chủ trì (hoặc gõ tên chức danh):")
    return Screen("\n".join([picking.head, "", asks]), (*rows, (picking.back,)))


def choose_supports(
    _: Translator,
    picking: Picking,
    roles: Sequence[Role],
    chosen: Collection[int],
    held: Collection[int],
    page: int,
) -> Screen:
    """Which roles support: any number of them, each tapped in or out."""
    labels = [("☑️ " if role.id in chosen else "▫️ ") + _role(_, role, held) for role in roles]
    shown, page, count = page_of(labels, _CHOICES_ON_PAGE, page)
    rows: list[tuple[Button, ...]] = [
        (Button(labels[i], data("pick-support", picking.number, roles[i].id, page)),) for i in shown
    ]
    rows += turning("pick-supports", picking.number, page=page, count=count)
    rows.append((Button(_("Xong"), data("pick-supports-done", picking.number)), picking.back))
    asks = _("Chọn chức danh phối hợp, bấm lại để bỏ chọn, rồi bấm Xong:")
    return Screen("\n".join([picking.head, "", asks]), tuple(rows))


def _role(_: Translator, role: Role, held: Collection[int]) -> str:
    name = shortened(role_label(role.name), _LABEL - 12)
    return name if role.id in held else _("{role} (trống)", role=name)


def choose_due(_: Translator, picking: Picking, past: str = "") -> Screen:
    """Until when; `past` says first that the day just typed is over."""

    def button(label: str, offer: Offer) -> Button:
        return Button(label, data("pick-due", picking.number, offer.value))

    rows = (
        (
            button(_("Hôm nay"), Offer.TODAY),
            button(_("Ngày mai"), Offer.TOMORROW),
            button(_("Thứ Sáu"), Offer.FRIDAY),
        ),
        (button(_("Cuối tháng"), Offer.MONTH), button(_("Cuối quý"), Offer.QUARTER)),
        (
            button(_("Hằng tuần"), Offer.WEEKLY),
            button(_("Hằng tháng"), Offer.MONTHLY),
            button(_("Hằng quý"), Offer.QUARTERLY),
        ),
        (button(_("Không đặt hạn"), Offer.NONE), picking.back),
    )
    asks = _(
        "Thời hạn đến khi nào? Bấm, hoặc gõ ngày cuối cùng: <code>20/4</code>, <code>trước ngày 21/4</code>, "
        "<code>quý II</code>, <code>hằng tuần</code>."
    )
    return Screen("\n".join([picking.head, *([past] if past else []), "", asks]), rows)


def day_is_over(_: Translator, day: date) -> str:
    return _("⚠️ Ngày {day} đã qua, đề nghị chọn ngày khác.", day=_.date(day))


def due_not_understood(_: Translator, words: str) -> str:
    return _("⚠️ Chưa rõ hạn «{words}».", words=escape(shortened(words, 80)))


def choose_area(_: Translator, picking: Picking, areas: Sequence[Area], page: int) -> Screen:
    labels = [shortened(f"{area.code}. {area.name}", _LABEL) for area in areas]
    shown, page, count = page_of(labels, _CHOICES_ON_PAGE, page)
    rows: list[tuple[Button, ...]] = [
        (Button(labels[i], data("pick-area", picking.number, areas[i].id)),) for i in shown
    ]
    rows += turning("pick-areas", picking.number, page=page, count=count)
    outside = Button(_("Không thuộc lĩnh vực nào"), data("pick-area", picking.number, 0))
    asks = _("Nhiệm vụ thuộc lĩnh vực nào của kế hoạch?")
    return Screen("\n".join([picking.head, "", asks]), (*rows, (outside,), (picking.back,)))


def change_head(_: Translator, task: Task) -> str:
    code, text = escape(task.code), escape(shortened(task.text, _TEXT_ON_THE_WAY))
    return _("<b>Nhiệm vụ {code}</b> {text}", code=code, text=text)


def ask_reason(_: Translator, head: str, what: str, back: Button) -> Screen:
    """Nothing of an approved plan is changed without a reason: there is no button around it."""
    asks = _(
        "Vì lý do gì? Đề nghị gõ một câu, lý do sẽ được gửi cho những người liên quan và lưu lại. Để dừng: /huy"
    )
    return Screen("\n".join([head, what, "", asks]), ((back,),))


def to_lead(_: Translator, role: Role) -> str:
    return _("Chủ trì mới: <b>{role}</b>", role=called(role.name))


def to_supports(_: Translator, roles: Sequence[Role]) -> str:
    return _("Phối hợp mới: {roles}", roles=names(_, roles) or _("không có"))


def to_due(_: Translator, due: DueDraft, today: date) -> str:
    return _("Thời hạn mới: {due}", due=draft_due(_, due, today))


def to_withdraw(_: Translator) -> str:
    return _("<b>Rút nhiệm vụ này.</b> Nội dung đã báo cáo vẫn được giữ.")


def area_to_lead(_: Translator, name: str | None) -> str:
    """The same for an area of the plan: its tasks without a lead of their own go along."""
    if name is None:
        return _("Chủ trì mới của lĩnh vực: <b>bỏ trống</b>")
    return _("Chủ trì mới của lĩnh vực: <b>{role}</b>", role=called(name))


def nothing_changed(_: Translator, back: Button) -> Screen:
    return Screen(unchanged(_), ((back,),))


def unchanged(_: Translator) -> str:
    return _("Không có gì thay đổi.")


def overtaken(_: Translator, back: Button) -> Screen:
    return Screen(
        _("⚠️ Vừa có người khác điều chỉnh nội dung này. Đề nghị xem lại trước khi đổi tiếp."), ((back,),)
    )
