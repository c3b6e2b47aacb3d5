"""Choosing a task's deadline: the usual ones as buttons, any other in words."""

from collections.abc import Callable

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.parts import shortened
from handlers.screens.plan import PlanView, back
from locales import Translator
from plans.model import DueDraft
from plans.review import task_mark
from storage.enums import DueKind

MONTHS = "months"
_TASK_TEXT = 1200
_DUE_TEXT = 200


def due_line(_: Translator, due: DueDraft) -> str:
    """The deadline as it stands; "" when nothing is said."""
    if due.kind is DueKind.DATE and due.on:
        return _("Thời hạn: hết ngày {day}", day=_.date(due.on))
    if due.text:
        return _("Thời hạn: {due}", due=escape(shortened(due.text, _DUE_TEXT)))
    return ""


def due_rows(
    _: Translator, mode: str, choice: Callable[[str], str], page: Callable[[str], str]
) -> list[tuple[Button, ...]]:
    """The buttons; `choice` makes the data of an answer, `page` of the buttons' other page (months)."""
    if mode == MONTHS:
        months = [Button(_("Tháng {month}", month=m), choice(f"m{m}")) for m in range(1, 13)]
        return [*(tuple(months[i : i + 4]) for i in range(0, 12, 4)), (Button(_("‹ Hạn khác"), page("-")),)]
    quarters = enumerate(("I", "II", "III", "IV"), start=1)
    return [
        tuple(Button(_("Quý {quarter}", quarter=roman), choice(f"q{n}")) for n, roman in quarters),
        (Button(_("Tháng …"), page(MONTHS)), Button(_("Cuối năm"), choice("year"))),
        (Button(_("Thường xuyên"), choice("ongoing")), Button(_("Hằng tháng"), choice("monthly"))),
        (
            Button(_("Hằng quý"), choice("quarterly")),
            Button(_("6 tháng một lần"), choice("half-yearly")),
            Button(_("Hằng năm"), choice("yearly")),
        ),
    ]


def how_to_type(_: Translator, year: int) -> str:
    return _(
        "Chọn hạn trong năm {year}, hoặc gõ hạn, ví dụ: 30/6; quý II; trước ngày 15/12; thường xuyên.",
        year=year,
    )


def due(_: Translator, view: PlanView, index: int, mode: str) -> Screen:
    """[Đặt hạn] on a task's card."""
    task = view.document.tasks[index]
    mark = task_mark(task.code)
    lines = [
        _(
            "Hạn của nhiệm vụ <b>{code}</b> {text}",
            code=escape(task.code),
            text=escape(shortened(task.text, _TASK_TEXT)),
        ),
        due_line(_, task.due),
        how_to_type(_, view.year),
    ]
    rows = due_rows(
        _,
        mode,
        lambda word: data("plan-due-set", view.plan_id, mark, word),
        lambda page: data("plan-due", view.plan_id, mark, page),
    )
    home = Button(_("‹ Nhiệm vụ"), data("plan-task", view.plan_id, mark))
    return Screen("\n".join(line for line in lines if line), (*rows, (home, back(_, view.plan_id))))


def due_kept(_: Translator, code: str) -> str:
    return _("Đã ghi hạn của nhiệm vụ {code}.", code=code)


def due_unclear(_: Translator) -> Screen:
    return Screen(
        _("Chưa hiểu hạn này. Đề nghị gõ lại, ví dụ: 30/6; quý II; trước ngày 15/12; thường xuyên.")
    )
