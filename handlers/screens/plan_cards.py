"""The points of a plan that need a decision, one card at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import shortened
from handlers.screens.plan import PlanView, back, quoted
from handlers.screens.plan_calendar import choose_line, preset_lines, preset_rows
from handlers.screens.plan_dues import due_line, due_rows, due_unclear, how_to_type
from handlers.screens.plan_pages import Choice
from locales import Translator
from plans.findings import Warning_, WarningCode
from plans.model import TaskDraft
from plans.review import Point, PointKind, group_of
from plans.verdicts import GROUP, KEEP, offered_calendar
from plans.wording import warning_message

WHOLE_GROUP = "g"
PLAIN = "-"
_ROLES_ON_CARD = 8
_TASKS_ON_CARD = 3
_LABEL = 60
_TASK_TEXT = 900
_LONGEST = 700

Rows = list[tuple[Button, ...]]


@dataclass(frozen=True, slots=True)
class Card:
    """A point as it is shown: `mode` and `page` say which of its pages (months, a calendar, more roles)."""

    view: PlanView
    points: Sequence[Point]
    point: Point
    choices: Sequence[Choice]
    mode: str = PLAIN
    page: int = 0

    def answer(self, word: str) -> str:
        """What the button with this answer carries."""
        return data("plan-decide", self.view.plan_id, self.point.key, word)

    def other_page(self, mode: str) -> str:
        return data("plan-card", self.view.plan_id, self.point.key, mode, 0)


def card(_: Translator, shown: Card) -> Screen:
    """One point: how far the review is, what is to be decided, the likely answers. Raises KeyError for a mode
    the point has not."""
    view, point = shown.view, shown.point
    lines, rows = _ASKED[point.kind](_, shown)
    decided = len(view.document.settled)
    place = decided + shown.points.index(point) + 1
    head = f"❓ <b>{_.number(place)}/{_.number(decided + len(shown.points))}</b>"
    if point.line is not None:
        head += " · " + _("Dòng {line}", line=point.line)
    quotes = (w.quote for w in view.document.warnings if w.line == point.line and w.quote)
    printed = [quoted(quote) for quote in quotes][:1] if point.line is not None else []
    ways = (
        Button(_("Để sau"), data("plan-later", view.plan_id, point.key)),
        back(_, view.plan_id),
    )
    return Screen("\n".join([head, *printed, "", *lines]), (*rows, ways))


def finished(_: Translator, view: PlanView) -> Screen:
    """The end of the walk: what was decided, what is left."""
    decided, later = len(view.document.settled), len(view.points)
    text = _("Đã quyết {decided}, để sau {later}.", decided=_.number(decided), later=_.number(later))
    rows: Rows = [(Button(_("Duyệt kế hoạch"), data("plan-approve", view.plan_id)),)]
    if later:
        label = _("Xem lại điểm để sau ({count})", count=later)
        rows.append((Button(label, data("plan-walk", view.plan_id)),))
    return Screen(f"✅ <b>{text}</b>", (*rows, (back(_, view.plan_id),)))


def decided_before(_: Translator) -> str:
    """The short answer to a press on a card whose point is open no more."""
    return _("Điểm này đã được quyết.")


def noted(_: Translator) -> str:
    return _("Đã ghi.")


def not_understood(_: Translator, point: Point) -> Screen:
    """Typed words that do not answer the point."""
    match point.kind:
        case PointKind.TASK_DUE:
            return due_unclear(_)
        case PointKind.NUMBER:
            return Screen(_("Chưa hiểu số này. Đề nghị gõ lại, ví dụ: 124/KH-UBND."))
        case PointKind.DAY:
            return Screen(_("Chưa hiểu ngày này. Đề nghị gõ đủ ngày, tháng, năm, ví dụ: 15/12/2025."))
        case _:
            return Screen(_("Đề nghị gõ tên chức danh, ví dụ: Công chức Tài chính – Kế toán."))


def _roles_alike(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    document = shown.view.document
    names = {role.name for role in document.roles}
    lines = [_("Hai tên sau có thể là một chức danh:")]
    for place, name in enumerate(shown.point.about, start=1):
        led = sum(task.lead == name for task in document.tasks)
        what = _.n("chủ trì {n} nhiệm vụ", "chủ trì {n} nhiệm vụ", led)
        what = what if name in names else _("đang được hiểu là tên thứ nhất")
        lines.append(f"{place}. <b>{_name(name)}</b> – {what}")
    lines += ["", _("Nếu gộp, đồng chí chọn tên giữ lại; tên kia vẫn được nhận ra.")]
    one, two = shown.point.about
    rows: Rows = [
        (Button(_("Gộp làm một: {name}", name=shortened(one, 50)), shown.answer("one")),),
        (Button(_("Gộp làm một: {name}", name=shortened(two, 50)), shown.answer("two")),),
        (Button(_("Giữ riêng"), shown.answer("apart")),),
    ]
    return lines, rows


def _higher_level_role(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    role = shown.point.about[0]
    lines = [
        _said(_, WarningCode.ROLE_OF_HIGHER_LEVEL, role=role),
        _given(_, [task for task in shown.view.document.tasks if task.lead == role]),
        "",
        _("Thay bằng chức danh nào của đơn vị? Chọn bên dưới, hoặc gõ tên chức danh."),
    ]
    rows = _roles(_, shown, lambda choice: choice.key, but=role)
    return lines, [*rows, (Button(_("Giữ"), shown.answer(KEEP)),)]


def _coordinator(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    lines = [_said(_, WarningCode.NO_COORDINATOR), _("Chức danh nào là đầu mối tổng hợp, báo cáo?")]
    return lines + _proposed(_, shown), _roles(_, shown, lambda choice: choice.key)


def _area_lead(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    document = shown.view.document
    code = shown.point.about[0]
    area = next(area for area in document.areas if area.code == code)
    leads = [role.name for role in document.roles if code in role.leads]
    if leads:
        values = {"roles": shortened(", ".join(leads), _LONGEST)}
        said = _said(_, WarningCode.AREA_WITH_SEVERAL_LEADS, area=code, name=area.name, **values)
    else:
        said = _said(_, WarningCode.AREA_WITHOUT_LEAD, area=code, name=area.name)
    lines = [
        said,
        _given(_, [task for task in document.tasks if task.area == code]),
        "",
        _("Chức danh nào chủ trì?"),
    ]
    return lines + _proposed(_, shown), _roles(_, shown, lambda choice: choice.key)


def _task_lead(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    task = _task(shown)
    group = group_of(shown.view.document, shown.point)
    if shown.mode == WHOLE_GROUP:
        codes = escape(shortened(", ".join(group), _LONGEST))
        lines = [
            _.n(
                "Giao cả {n} nhiệm vụ chưa có chủ trì: {codes}",
                "Giao cả {n} nhiệm vụ chưa có chủ trì: {codes}",
                len(group),
                codes=codes,
            ),
            *_proposed(_, shown),
        ]
        rows = _roles(_, shown, lambda choice: GROUP + choice.key)
        return lines, [*rows, (Button(_("‹ Chỉ nhiệm vụ này"), shown.other_page(PLAIN)),)]
    lines = [_("Nhiệm vụ chưa có chủ trì:"), _whole(_, task), "", _("Chức danh nào chủ trì?")]
    rows = _roles(_, shown, lambda choice: choice.key)
    if len(group) > 1:
        label = _("Giao cả nhóm ({count} nhiệm vụ) cho …", count=len(group))
        rows.append((Button(label, shown.other_page(WHOLE_GROUP)),))
    return lines + _proposed(_, shown), rows


def _higher_level_line(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    text = shortened(shown.point.about[0], _LONGEST)
    lines = [_said(_, WarningCode.TARGET_OF_HIGHER_LEVEL, text=text)]
    rows: Rows = [(Button(_("Bỏ dòng này"), shown.answer("drop")), Button(_("Giữ"), shown.answer(KEEP)))]
    return lines, rows


def _task_due(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    task = _task(shown)
    doubt = (
        _("Thời hạn nằm ngoài các năm của kế hoạch.")
        if task.due.on
        else _("Thời hạn ghi trong văn bản không rõ là ngày nào.")
    )
    year = shown.view.year
    lines = [_whole(_, task), due_line(_, task.due), f"⚠️ {doubt}", "", how_to_type(_, year)]
    rows = due_rows(_, shown.mode, shown.answer, shown.other_page)
    return lines, [*rows, (Button(_("Giữ như văn bản"), shown.answer(KEEP)),)]


def _number(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    lines = [_said(_, WarningCode.NUMBER_BLANK), _("Đề nghị gõ số, ví dụ: 124/KH-UBND.")]
    return lines, [(Button(_("Để trống"), shown.answer(KEEP)),)]


def _day(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    lines = [_said(_, WarningCode.DAY_BLANK), _("Đề nghị gõ ngày, ví dụ: 15/12/2025.")]
    return lines, [(Button(_("Để trống"), shown.answer(KEEP)),)]


def _calendar(_: Translator, shown: Card) -> tuple[list[str], Rows]:
    view = shown.view
    if shown.mode != PLAIN:
        periods = offered_calendar(view.document, shown.mode, view.year)
        rows: Rows = [
            (Button(_("Chọn lịch này"), shown.answer(shown.mode)),),
            (Button(_("‹ Lịch khác"), shown.other_page(PLAIN)),),
        ]
        return preset_lines(_, shown.mode, periods), rows
    code = WarningCode.WINDOWS_MISSING if view.own_calendar else WarningCode.CALENDAR_MISSING
    return [_said(_, code), choose_line(_)], preset_rows(_, shown.other_page, own=view.own_calendar)


_ASKED: dict[PointKind, Callable[[Translator, Card], tuple[list[str], Rows]]] = {
    PointKind.ROLES_ALIKE: _roles_alike,
    PointKind.HIGHER_LEVEL_ROLE: _higher_level_role,
    PointKind.COORDINATOR: _coordinator,
    PointKind.AREA_LEAD: _area_lead,
    PointKind.TASK_LEAD: _task_lead,
    PointKind.HIGHER_LEVEL_LINE: _higher_level_line,
    PointKind.TASK_DUE: _task_due,
    PointKind.NUMBER: _number,
    PointKind.DAY: _day,
    PointKind.CALENDAR: _calendar,
}


def _roles(_: Translator, shown: Card, word: Callable[[Choice], str], but: str | None = None) -> Rows:
    """One button a role, the proposed one first and marked."""
    proposed = shown.point.proposal
    ordered = sorted(shown.choices, key=lambda choice: choice.name != proposed)
    offered = [choice for choice in ordered if choice.name != but]
    places, page, count = page_of([choice.name for choice in offered], _ROLES_ON_CARD, shown.page)
    rows = [(Button(_label(offered[i], proposed), shown.answer(word(offered[i]))),) for i in places]
    turns = turning("plan-card", shown.view.plan_id, shown.point.key, shown.mode, page=page, count=count)
    return [*rows, *turns]


def _label(choice: Choice, proposed: str | None) -> str:
    name = shortened(choice.name, _LABEL)
    return f"⭐ {name}" if choice.name == proposed else name


def _proposed(_: Translator, shown: Card) -> list[str]:
    if shown.point.proposal is None:
        return []
    return [_("⭐ Đề xuất: {role}", role=_name(shown.point.proposal))]


def _given(_: Translator, tasks: Sequence[TaskDraft]) -> str:
    """How many tasks it is about, and the first of them."""
    first = [f"• {escape(task.code)} {escape(shortened(task.text))}" for task in tasks[:_TASKS_ON_CARD]]
    count = _.n("Gồm {n} nhiệm vụ", "Gồm {n} nhiệm vụ", len(tasks))
    more = ["…"] if len(tasks) > _TASKS_ON_CARD else []
    return "\n".join([f"{count}:" if first else count, *first, *more])


def _task(shown: Card) -> TaskDraft:
    return next(task for task in shown.view.document.tasks if task.code == shown.point.about[0])


def _whole(_: Translator, task: TaskDraft) -> str:
    return f"<b>{escape(task.code)}</b> {escape(shortened(task.text, _TASK_TEXT))}"


def _said(_: Translator, code: WarningCode, **values: str) -> str:
    """The reader's own remark on the point."""
    return escape(shortened(warning_message(_, Warning_(code, values)), _LONGEST))


def _name(name: str) -> str:
    return escape(shortened(name))
