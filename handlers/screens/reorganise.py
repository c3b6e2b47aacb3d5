"""The apparatus is rearranged: the proposal line by line, and what those concerned hear."""

from collections.abc import Sequence
from typing import Protocol

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import called, role_label, role_names, shortened
from locales import Translator
from plans.reorganisation import Preset, Proposal, Step
from storage.people import HeldRole
from storage.tables import Area, Question, Role, Unit

_LINES_ON_PAGE = 14
_NAME = 45
_BUTTON = 40
_STAYS = -1
_ROLES_NAMED = 30


class Draft(Protocol):
    """What the screens read of a proposal under way (handlers.reorganise)."""

    @property
    def question(self) -> Question: ...
    @property
    def preset(self) -> Preset: ...
    @property
    def proposal(self) -> Proposal: ...
    @property
    def superior(self) -> str | None: ...
    @property
    def roles(self) -> dict[int, Role]: ...
    @property
    def areas(self) -> dict[int, Area]: ...
    def steps(self) -> list[Step]: ...


def proposal(_: Translator, draft: Draft, page: int = 0) -> Screen:
    """Every role and every area that changes hands, each with where it goes; one button a line."""
    lines, buttons = _lines(_, draft)
    shown, page, count = page_of(lines, _LINES_ON_PAGE, page)
    head = [
        _("🏛 <b>Sắp xếp lại bộ máy (sau 7/2025)</b>"),
        _("Đây là đề xuất, chưa thay đổi gì. Bấm từng dòng để chọn lại, xong bấm Áp dụng."),
        _("Cơ quan cấp trên: {name}", name=escape(draft.superior))
        if draft.superior
        else _("Cơ quan cấp trên: giữ nguyên"),
        "",
    ]
    question_id = draft.question.id
    other, label = (
        ("xa", _("Theo mẫu xã")) if draft.preset.key == "phuong" else ("phuong", _("Theo mẫu phường"))
    )
    rows = [
        *((buttons[i],) for i in shown),
        *turning("reorg-page", question_id, page=page, count=count),
        (
            Button(label, data("reorg", other)),
            Button(_("Đổi cơ quan cấp trên"), data("reorg-sup", question_id)),
        ),
        (Button(_("Áp dụng"), data("reorg-yes", question_id)),),
        (Button(_("‹ Các chức danh"), data("roles")),),
    ]
    return Screen("\n".join([*head, *(lines[i] for i in shown)]), tuple(rows))


def _lines(_: Translator, draft: Draft) -> tuple[list[str], list[Button]]:
    lines: list[str] = []
    buttons: list[Button] = []
    steps = draft.steps()
    for role in draft.roles.values():
        goes = _goes(_, draft, role, steps)
        lines.append(f"• <b>{escape(shortened(role.name, _NAME))}</b> → {goes}")
        label = shortened(role.name, _BUTTON)
        buttons.append(Button(label, data("reorg-line", draft.question.id, "r", role.id)))
    for area_id, post in draft.proposal.areas.items():
        area = draft.areas[area_id]
        name = shortened(f"{area.code}. {area.name}", _NAME)
        values = {"name": escape(name), "post": escape(draft.preset.posts[post].name)}
        lines.append(_("• Lĩnh vực {name} → {post}", **values))
        buttons.append(Button(shortened(name, _BUTTON), data("reorg-line", draft.question.id, "a", area_id)))
    return lines, buttons


def _goes(_: Translator, draft: Draft, role: Role, steps: Sequence[Step]) -> str:
    """What becomes of the role, in words."""
    place = draft.proposal.roles.get(role.id)
    if place is None:
        return _("giữ nguyên")
    post = escape(draft.preset.posts[place].name)
    if any(role.id in step.merged for step in steps):
        return _("gộp vào: {post}", post=post)
    if any(step.anchor == role.id and step.renamed for step in steps):
        return _("đổi tên: {post}", post=post)
    return _("giữ nguyên")


def choose_post(_: Translator, draft: Draft, what: str, row: Role | Area) -> Screen:
    """Where the role (`what` "r") or area ("a") may go."""
    name = row.name if isinstance(row, Role) else f"{row.code}. {row.name}"
    args = (draft.question.id, what, row.id)
    rows = [
        (Button(role_label(post.name), data("reorg-set", *args, place)),)
        for place, post in enumerate(draft.preset.posts)
    ]
    text = _("<b>{name}</b> chuyển về đâu?", name=called(name))
    stays = (Button(_("Giữ nguyên"), data("reorg-set", *args, _STAYS)),)
    return Screen(text, (*rows, stays, _back(_, draft)))


def ask_superior(_: Translator, draft: Draft, unit: Unit) -> Screen:
    lines = [
        _(
            "Cơ quan cấp trên hiện nay: {name}",
            name=escape(shortened(unit.superior)) if unit.superior else "–",
        ),
        _("Đề nghị gõ tên cơ quan cấp trên mới, ví dụ: UBND tỉnh Hải Dương."),
    ]
    return Screen("\n".join(lines), (_back(_, draft),))


def superior_not_usable(_: Translator) -> Screen:
    return Screen(_("Tên này quá ngắn hoặc quá dài. Đề nghị gõ lại, từ 3 đến 120 ký tự."))


def applied(_: Translator, roles: Sequence[str]) -> Screen:
    lines = [_("✅ Đã sắp xếp lại bộ máy. Các chức danh hiện nay:")]
    lines += [f"• {called(name)}" for name in roles[:_ROLES_NAMED]]
    lines.append(_("Trợ lý báo cho những người liên quan. Chức danh chưa có người: mời ở /chucdanh."))
    return Screen("\n".join(lines), ((Button(_("‹ Các chức danh"), data("roles")),),))


def heard(_: Translator, unit: Unit, held: Sequence[HeldRole], tasks: int) -> Screen:
    """To somebody whose work was rearranged: what they hold now."""
    lines = [
        _("🏛 Bộ máy của {unit} đã được sắp xếp lại.", unit=called(unit.name)),
        _("Đồng chí hiện giữ: <b>{roles}</b>.", roles=role_names(_, held)),
        _.n("Nhiệm vụ chủ trì: {n}", "Nhiệm vụ chủ trì: {n}", tasks),
        _("Nội dung đã báo cáo vẫn được tính. Xem việc của đồng chí: /viec"),
    ]
    return Screen("\n".join(lines))


def _back(_: Translator, draft: Draft) -> tuple[Button, ...]:
    return (Button(_("‹ Đề xuất"), data("reorg-page", draft.question.id, 0)),)
