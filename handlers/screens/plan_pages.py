"""Looking through a plan: areas, tasks, targets, roles, and who leads what."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import role_label, shortened
from handlers.screens.plan import PlanView, back
from handlers.screens.plan_dues import due_line
from locales import Translator
from plans.model import PlanDocument, RoleDraft, TargetDraft, TaskDraft, area_lead
from plans.review import role_mark, target_mark, task_mark

_AREAS_ON_PAGE = 10
_TASKS_ON_PAGE = 12
_TARGETS_ON_PAGE = 10
_ROLES_ON_PAGE = 12
_BUTTONS_IN_ROW = 4
_LABEL = 60
_RESTORED = 50
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
    return Screen(text, (*rows, *turns, *dropped_way(_, view), (back(_, view.plan_id),)))


def dropped_way(_: Translator, view: PlanView) -> tuple[tuple[Button, ...], ...]:
    """The way to what was left out, while it can be brought back."""
    count = len(view.document.dropped) + len(view.document.dropped_targets)
    if not count or view.approved or not view.may_change:
        return ()
    return ((Button(_("Nội dung đã bỏ ({count})", count=count), data("plan-dropped", view.plan_id, 0)),),)


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
    buttons = [
        Button(tasks[i].code, data("plan-task", view.plan_id, task_mark(tasks[i].code))) for i in shown
    ]
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
    if due := due_line(_, shown.due):
        lines.append(due)
    if shown.line is not None:
        lines.append(_("dòng {line} của tệp", line=shown.line))
    rows: list[tuple[Button, ...]] = []
    mark = task_mark(shown.code)
    if view.may_change:
        rows.append((Button(_("Đổi chủ trì"), data("plan-lead", view.plan_id, "t", mark, 0)),))
    if view.may_change and not view.approved:
        rows.append(
            (
                Button(_("Đặt hạn"), data("plan-due", view.plan_id, mark, "-")),
                Button(_("Bỏ nhiệm vụ"), data("plan-task-drop", view.plan_id, mark)),
            )
        )
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
        nobody, place, home = _("Bỏ trống"), str(index), data("plan-area", view.plan_id, index, 0)
    else:
        chosen = view.document.tasks[index]
        title = _(
            "Chọn chức danh chủ trì nhiệm vụ <b>{code}</b> {text}:",
            code=escape(chosen.code),
            text=escape(shortened(chosen.text)),
        )
        nobody, place = _("Theo chủ trì lĩnh vực"), task_mark(chosen.code)
        home = data("plan-task", view.plan_id, place)
    shown, page, count = page_of([choice.name for choice in choices], _ROLES_ON_PAGE, page)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                shortened(choices[i].name, _LABEL),
                data("plan-give", view.plan_id, what, place, choices[i].key),
            ),
        )
        for i in shown
    ]
    rows += turning("plan-lead", view.plan_id, what, place, page=page, count=count)
    rows.append(
        (Button(nobody, data("plan-give", view.plan_id, what, place, "-")), Button(_("‹ Quay lại"), home))
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
    return Screen(text, (*rows, *dropped_way(_, view), (back(_, view.plan_id),)))


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
    rows: list[tuple[Button, ...]] = []
    if view.may_change and not view.approved:
        names = [view.document.roles[i].name for i in shown]
        rows += [
            (Button(role_label(name), data("plan-role", view.plan_id, role_mark(name))),) for name in names
        ]
    rows += turning("plan-roles", view.plan_id, page=page, count=count)
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


def task_dropped(_: Translator, view: PlanView, task: TaskDraft) -> Screen:
    """A task was left out: the way back is at hand."""
    text = _(
        "Đã bỏ nhiệm vụ <b>{code}</b> {text}",
        code=escape(task.code),
        text=escape(shortened(task.text)),
    )
    restore = Button(_("Khôi phục"), data("plan-restore", view.plan_id, task_mark(task.code)))
    home = Button(_("‹ Các lĩnh vực"), data("plan-areas", view.plan_id, 0))
    return Screen(text, ((restore,), (home, back(_, view.plan_id))))


def restored(_: Translator) -> str:
    return _("Đã khôi phục.")


def dropped(_: Translator, view: PlanView, page: int) -> Screen:
    """What was left out of the plan, each with its way back."""
    document = view.document
    found = [(task_mark(task.code), f"{task.code} {task.text}") for task in document.dropped]
    found += [(target_mark(target), target.text) for target in document.dropped_targets]
    lines = [f"• {escape(shortened(text))}" for _mark, text in found]
    shown, page, count = page_of(lines, _TASKS_ON_PAGE, page)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                _("Khôi phục: {text}", text=shortened(found[i][1], _RESTORED)),
                data("plan-restore", view.plan_id, found[i][0]),
            ),
        )
        for i in shown
    ]
    rows += turning("plan-dropped", view.plan_id, page=page, count=count)
    listed = [lines[i] for i in shown] or [_("Không có nội dung nào bị bỏ.")]
    text = "\n".join([_("<b>Nội dung đã bỏ khỏi kế hoạch</b>"), "", *listed])
    home = Button(_("‹ Các lĩnh vực"), data("plan-areas", view.plan_id, 0))
    return Screen(text, (*rows, (home, back(_, view.plan_id))))
