"""Looking through a plan: areas, tasks, targets, roles, and who leads what."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import shortened
from handlers.screens.plan import PlanView, back
from locales import Translator
from plans.model import PlanDocument, RoleDraft, TargetDraft, TaskDraft, area_lead
from storage.enums import DueKind

_AREAS_ON_PAGE = 10
_TASKS_ON_PAGE = 12
_TARGETS_ON_PAGE = 10
_ROLES_ON_PAGE = 12
_BUTTONS_IN_ROW = 4
_LABEL = 60
_NAME = 120
_TASK_TEXT = 1500


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that are looked at together: an area's, or (`code` None) those outside all areas."""

    code: str | None
    name: str
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A role that can lead; `key` is what its button carries."""

    key: str
    name: str


def groups(_: Translator, view: PlanView) -> list[Group]:
    """The areas with the places of their tasks, then what is outside them, then what was given besides."""
    document = view.document
    known = {area.code for area in document.areas}
    found = [
        Group(area.code, area.name, tuple(i for i, t in enumerate(view.tasks) if t.area == area.code))
        for area in document.areas
    ]
    outside = [i for i, task in enumerate(view.tasks) if task.area not in known]
    own = tuple(i for i in outside if i < len(document.tasks))
    given = tuple(i for i in outside if i >= len(document.tasks))
    named = ((_("Nhiệm vụ ngoài các lĩnh vực"), own), (_("Nhiệm vụ giao thêm"), given))
    return found + [Group(None, name, tasks) for name, tasks in named if tasks]


def areas(_: Translator, view: PlanView, page: int) -> Screen:
    found = groups(_, view)
    lines = [_area_line(_, view.document, group) for group in found]
    shown, page, count = page_of(lines, _AREAS_ON_PAGE, page)
    rows = [
        (Button(_label(found[i].code, found[i].name), data("plan-area", view.plan_id, i, 0)),) for i in shown
    ]
    text = "\n".join([_("<b>Lĩnh vực và nhiệm vụ</b>"), "", *(lines[i] for i in shown)])
    turns = turning("plan-areas", view.plan_id, page=page, count=count)
    return Screen(text, (*rows, *turns, (back(_, view.plan_id),)))


def _area_line(_: Translator, document: PlanDocument, group: Group) -> str:
    head = f"<b>{escape(_label(group.code, group.name, _NAME))}</b>"
    tasks = _.n("{n} nhiệm vụ", "{n} nhiệm vụ", len(group.tasks))
    if group.code is None:
        return f"{head} · {tasks}"
    return f"{head} · {tasks}\n   {_lead(_, area_lead(document, group.code))}"


def _lead(_: Translator, name: str | None) -> str:
    return _("Chủ trì: {role}", role=escape(shortened(name))) if name else _("⚠️ Chưa có chủ trì")


def _label(code: str | None, name: str, limit: int = _LABEL) -> str:
    return shortened(f"{code}. {name}" if code else name, limit)


def area(_: Translator, view: PlanView, index: int, page: int) -> Screen:
    """An area: who leads it, and its tasks."""
    group = groups(_, view)[index]
    lead = area_lead(view.document, group.code)
    tasks = [view.tasks[i] for i in group.tasks]
    lines = [_task_line(_, task, own=group.code is None or task.lead != lead) for task in tasks]
    shown, page, count = page_of(lines, _TASKS_ON_PAGE, page)
    head = [f"<b>{escape(_label(group.code, group.name, _NAME))}</b>"]
    if group.code is not None:
        head.append(_lead(_, lead))
    buttons = [Button(tasks[i].code, data("plan-task", view.plan_id, group.tasks[i])) for i in shown]
    rows = [tuple(buttons[i : i + _BUTTONS_IN_ROW]) for i in range(0, len(buttons), _BUTTONS_IN_ROW)]
    rows += turning("plan-area", view.plan_id, index, page=page, count=count)
    if view.may_change and group.code is not None:
        rows.append((Button(_("Đổi chủ trì lĩnh vực"), data("plan-lead", view.plan_id, "a", index, 0)),))
    rows.append((Button(_("‹ Các lĩnh vực"), data("plan-areas", view.plan_id, 0)), back(_, view.plan_id)))
    return Screen("\n".join([*head, "", *(lines[i] for i in shown)]), tuple(rows))


def _task_line(_: Translator, task: TaskDraft, *, own: bool) -> str:
    """The lead is only said where it is the task's `own` and not the area's."""
    line = f"<b>{escape(task.code)}</b> {escape(shortened(task.text))}"
    return f"{line}\n   {_lead(_, task.lead)}" if own else line


def task(_: Translator, view: PlanView, index: int) -> Screen:
    shown = view.document.tasks[index]
    lines = [f"<b>{escape(shown.code)}</b> {escape(shortened(shown.text, _TASK_TEXT))}", ""]
    lines.append(_lead(_, shown.lead))
    if shown.supports:
        names = shortened(", ".join(shown.supports), 600)
        lines.append(_("Phối hợp: {roles}", roles=escape(names)))
    if shown.product:
        lines.append(_("Sản phẩm: {product}", product=escape(shortened(shown.product, 400))))
    if shown.due.kind is DueKind.DATE and shown.due.on:
        lines.append(_("Thời hạn: hết ngày {day}", day=_.date(shown.due.on)))
    elif shown.due.text:
        lines.append(_("Thời hạn: {due}", due=escape(shortened(shown.due.text, 200))))
    if shown.line is not None:
        lines.append(_("dòng {line} của tệp", line=shown.line))
    rows: list[tuple[Button, ...]] = []
    if view.may_change:
        rows.append((Button(_("Đổi chủ trì"), data("plan-lead", view.plan_id, "t", index, 0)),))
    group = next(i for i, g in enumerate(groups(_, view)) if index in g.tasks)
    rows.append((Button(_("‹ Lĩnh vực"), data("plan-area", view.plan_id, group, 0)), back(_, view.plan_id)))
    return Screen("\n".join(lines), tuple(rows))


def choose_lead(
    _: Translator, view: PlanView, what: str, index: int, choices: Sequence[Choice], page: int
) -> Screen:
    """Who is to lead the area (`what` "a") or the task ("t") at this place."""
    if what == "a":
        group = groups(_, view)[index]
        title = _(
            "Chọn chức danh chủ trì lĩnh vực <b>{area}</b>:",
            area=escape(_label(group.code, group.name, _NAME)),
        )
        nobody, home = _("Bỏ trống"), data("plan-area", view.plan_id, index, 0)
    else:
        chosen = view.document.tasks[index]
        title = _(
            "Chọn chức danh chủ trì nhiệm vụ <b>{code}</b> {text}:",
            code=escape(chosen.code),
            text=escape(shortened(chosen.text)),
        )
        nobody, home = _("Theo chủ trì lĩnh vực"), data("plan-task", view.plan_id, index)
    shown, page, count = page_of([choice.name for choice in choices], _ROLES_ON_PAGE, page)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                shortened(choices[i].name, _LABEL),
                data("plan-give", view.plan_id, what, index, choices[i].key),
            ),
        )
        for i in shown
    ]
    rows += turning("plan-lead", view.plan_id, what, index, page=page, count=count)
    rows.append(
        (Button(nobody, data("plan-give", view.plan_id, what, index, "-")), Button(_("‹ Quay lại"), home))
    )
    return Screen(title, tuple(rows))


def given(_: Translator, role: str | None) -> str:
    """The short answer after a lead was chosen."""
    return _("Đã ghi: {role} chủ trì.", role=shortened(role)) if role else _("Đã ghi: chưa có chủ trì.")


def targets(_: Translator, view: PlanView, page: int) -> Screen:
    lines = [f"• {escape(shortened(t.text, 240))}\n   <b>{_amount(_, t)}</b>" for t in view.document.targets]
    lines = lines or [_("Văn bản không nêu chỉ tiêu bằng số.")]
    shown, page, count = page_of(lines, _TARGETS_ON_PAGE, page)
    text = "\n".join([_("<b>Chỉ tiêu</b>"), "", *(lines[i] for i in shown)])
    rows = turning("plan-targets", view.plan_id, page=page, count=count)
    return Screen(text, (*rows, (back(_, view.plan_id),)))


def _amount(_: Translator, target: TargetDraft) -> str:
    unit = target.unit if target.unit == "%" else f" {escape(shortened(target.unit, 40))}"
    value = _.number(target.value)
    if target.comparator == "range" and target.upper is not None:
        value = f"{value}–{_.number(target.upper)}"
    else:
        value = {">=": "≥ ", "<=": "≤ "}.get(target.comparator, "") + value
    if target.by_year is None:
        return value + unit
    return _("{value} (năm {year})", value=value + unit, year=target.by_year)


def roles(_: Translator, view: PlanView, page: int) -> Screen:
    lines = [_role_line(_, view.document, role) for role in view.document.roles]
    shown, page, count = page_of(lines, _ROLES_ON_PAGE, page)
    text = "\n".join([_("<b>Chức danh trong kế hoạch</b>"), "", *(lines[i] for i in shown)])
    rows = list(turning("plan-roles", view.plan_id, page=page, count=count))
    if view.approved and view.may_change:
        rows.append((Button(_("Chức danh và lời mời"), data("roles")),))
    return Screen(text, (*rows, (back(_, view.plan_id),)))


def _role_line(_: Translator, document: PlanDocument, role: RoleDraft) -> str:
    name = f"• <b>{escape(shortened(role.name))}</b>"
    if role.coordinator:
        name = _("{role} (đầu mối tổng hợp)", role=name)
    led = sum(task.lead == role.name for task in document.tasks)
    helped = sum(role.name in task.supports for task in document.tasks)
    return _("{role}: chủ trì {led}, phối hợp {helped} nhiệm vụ", role=name, led=led, helped=helped)
