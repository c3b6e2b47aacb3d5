"""A changed plan, as each officer concerned hears of it."""

from collections.abc import Sequence

from handlers.screen import Screen, escape
from handlers.screens.difference import due
from handlers.screens.paging import beginning
from handlers.screens.parts import shortened
from locales import Translator
from plans.model import DueDraft
from storage.tables import Task

_ROOM = 850  # of a message, for each of the three lists
_TEXT = 200


def plan_changed(
    _: Translator, gained: Sequence[Task], lost: Sequence[Task], moved: Sequence[Task]
) -> Screen:
    """The tasks that are now the reader's, that no longer are, and those with another deadline."""
    lines = [_("📌 <b>Kế hoạch có thay đổi liên quan đến đồng chí</b>")]
    lines += _list(_, _("Nhiệm vụ giao đồng chí chủ trì:"), [_with_due(_, task) for task in gained])
    lines += _list(_, _("Không còn giao đồng chí chủ trì:"), [_named(task) for task in lost])
    lines += _list(_, _("Thay đổi thời hạn:"), [_with_due(_, task) for task in moved])
    if gained or moved:
        lines += ["", _("Xem danh sách nhiệm vụ: /viec.")]
    return Screen("\n".join(lines))


def _list(_: Translator, head: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    shown = beginning(lines, _ROOM)
    more = len(lines) - shown
    rest = [_.n("… và {n} nhiệm vụ khác", "… và {n} nhiệm vụ khác", more)] if more else []
    return ["", head, *lines[:shown], *rest]


def _named(task: Task) -> str:
    return f"• <b>{escape(shortened(task.code, 30))}</b> {escape(shortened(task.text, _TEXT))}"


def _with_due(_: Translator, task: Task) -> str:
    draft = DueDraft(task.due_kind, task.due_on)
    if draft == DueDraft():
        return _named(task)
    return _("{task} – hạn: {due}", task=_named(task), due=due(_, draft))
