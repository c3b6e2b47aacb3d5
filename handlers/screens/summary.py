"""The report's own messages: that it is being made, and what comes with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers.buttons import data
from handlers.screen import Button, FileScreen, Screen, escape
from handlers.screens.parts import before, called, period_name, shortened
from handlers.screens.reminders import some
from locales import Translator
from scheduler.ledger import period_plan
from storage.tables import Period, SummaryReport

if TYPE_CHECKING:  # a report is compiled once a quarter: its modules wait until then
    from reports.compile import Compiled
    from reports.content import Gap

# A message takes 4,096 characters.
_ROOM = 3600
_CODES_SHOWN = 150


def compiling(_: Translator, period: Period) -> Screen:
    return Screen(_("Đang lập báo cáo {period}…", period=period_name(_, period_plan(period))))


def report(
    _: Translator, period: Period, compiled: "Compiled", kept: SummaryReport
) -> list[Screen | FileScreen]:
    """The file, and below it what it lacks."""
    plan = period_plan(period)
    caption = _(
        "📄 <b>Báo cáo CCHC {period}</b> · bản {version}\nĐề nghị gửi cấp trên {before}.",
        period=period_name(_, plan),
        version=kept.version,
        before=before(_, plan.summary_last_day),
    )
    file = FileScreen(compiled.file_name, compiled.document, caption)
    return [file, gaps(_, period, compiled.content.gaps)]


def gaps(_: Translator, period: Period, found: "Sequence[Gap]") -> Screen:
    """What is missing, one line a role."""
    if not found:
        return Screen(_("✅ Báo cáo đã đủ nội dung của các bộ phận."))
    codes: dict[str, list[str]] = {}
    for gap in found:
        codes.setdefault(gap.role, []).extend(gap.codes)
    lines = [_("⚠️ Báo cáo còn thiếu (đã tô vàng trong tệp):")]
    told = []
    for role, missing in codes.items():
        name = called(role) if role else _("Chưa giao bộ phận nào")
        told.append(f"• <b>{name}</b>: {escape(shortened(', '.join(missing), _CODES_SHOWN))}")
    lines += some(_, told, _ROOM)
    rows = (
        (
            Button(_("🔔 Nhắc ngay"), data("chase", period.id)),
            Button(_("Xem từng bộ phận"), data("review", period.id)),
        ),
    )
    return Screen("\n".join(lines), rows)
