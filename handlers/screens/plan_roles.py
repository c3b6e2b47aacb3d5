"""A role of a plan under review, and what can be made of it."""

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import called, role_label, shortened
from handlers.screens.plan import PlanView, back
from locales import Translator
from plans.model import leads_something
from plans.review import role_mark

_ROLES_ON_PAGE = 10
_LONGEST = 500


def role(_: Translator, view: PlanView, name: str) -> Screen:
    """Its spellings, what it leads and supports, and the ways to change it."""
    document = view.document
    shown = next(role for role in document.roles if role.name == name)
    led = [task.code for task in document.tasks if task.lead == name]
    helped = [task.code for task in document.tasks if name in task.supports]
    lines = [f"<b>{called(name)}</b>"]
    if shown.coordinator:
        lines.append(_("Đầu mối tổng hợp của kế hoạch."))
    if shown.aliases:
        lines.append(_("Còn được viết là: {names}", names=_listed(shown.aliases)))
    if shown.leads:
        lines.append(_("Chủ trì lĩnh vực: {codes}", codes=_listed(shown.leads)))
    lines.append(
        _("Chủ trì {n} nhiệm vụ: {codes}", n=len(led), codes=_listed(led))
        if led
        else _("Không chủ trì nhiệm vụ nào.")
    )
    if helped:
        lines.append(_("Phối hợp {n} nhiệm vụ: {codes}", n=len(helped), codes=_listed(helped)))
    plan, mark = view.plan_id, role_mark(name)
    rows: list[tuple[Button, ...]] = [
        (
            Button(_("Gộp vào …"), data("plan-role-merge", plan, mark, 0)),
            Button(_("Đổi tên"), data("plan-role-name", plan, mark)),
        )
    ]
    if not shown.coordinator:
        rows.append((Button(_("Là đầu mối"), data("plan-role-coordinator", plan, mark)),))
    if not leads_something(document, name):
        rows.append((Button(_("Bỏ chức danh"), data("plan-role-drop", plan, mark)),))
    return Screen("\n".join(lines), (*rows, _home(_, view)))


def choose_other(_: Translator, view: PlanView, name: str, page: int) -> Screen:
    """Into which role the named one goes."""
    others = [role.name for role in view.document.roles if role.name != name]
    places, page, count = page_of(others, _ROLES_ON_PAGE, page)
    plan, mark = view.plan_id, role_mark(name)
    rows = [
        (Button(role_label(others[i]), data("plan-role-into", plan, mark, role_mark(others[i]))),)
        for i in places
    ]
    turns = turning("plan-role-merge", plan, mark, page=page, count=count)
    text = _("<b>{role}</b> là một với chức danh nào? Tên được chọn sẽ được giữ lại.", role=called(name))
    return Screen(text, (*rows, *turns, (Button(_("‹ Quay lại"), data("plan-role", plan, mark)),)))


def ask_name(_: Translator, view: PlanView, name: str) -> Screen:
    text = _("Đề nghị gõ tên mới của <b>{role}</b>.", role=called(name))
    return Screen(text, ((Button(_("‹ Quay lại"), data("plan-role", view.plan_id, role_mark(name))),),))


def name_unclear(_: Translator) -> Screen:
    return Screen(_("Tên này chưa dùng được. Đề nghị gõ lại, ví dụ: Công chức Tài chính – Kế toán."))


def name_taken(_: Translator, name: str) -> Screen:
    return Screen(
        _(
            "Đã có chức danh {role}. Nếu là một chức danh, đồng chí dùng nút Gộp vào …; nếu không, gõ tên khác.",
            role=called(name),
        )
    )


def merged(_: Translator, name: str) -> str:
    return _("Đã gộp vào {role}.", role=role_label(name))


def dropped(_: Translator) -> str:
    return _("Đã bỏ chức danh.")


def still_leads(_: Translator) -> str:
    return _("Chức danh này đang chủ trì nên không bỏ được; đồng chí giao lại hoặc gộp trước.")


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return escape(shortened(", ".join(names), _LONGEST))


def _home(_: Translator, view: PlanView) -> tuple[Button, ...]:
    return (Button(_("‹ Chức danh"), data("plan-roles", view.plan_id, 0)), back(_, view.plan_id))
