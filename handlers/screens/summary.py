"""The report's own messages: that it is being made, and what comes with it."""

from collections.abc import Sequence

from handlers.buttons import data
from handlers.screen import Button, FileScreen, Screen, escape
from handlers.screens.parts import before, period_name, shortened
from locales import Translator
from reports.compile import Compiled
from reports.content import Gap
from scheduler.ledger import period_plan
from storage.tables import Period, SummaryReport

_GAPS_SHOWN = 12


def compiling(_: Translator, period: Period) -> Screen:
    return Screen(_("Đang lập báo cáo {period}…", period=period_name(_, period_plan(period))))


def report(
    _: Translator, period: Period, compiled: Compiled, kept: SummaryReport
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


def gaps(_: Translator, period: Period, found: Sequence[Gap]) -> Screen:
    if not found:
        return Screen(_("✅ Báo cáo đủ nội dung của tất cả các bộ phận."))
    lines = [
        _.n(
            "⚠️ Báo cáo còn thiếu {n} chỗ (đã tô vàng trong tệp):",
            "⚠️ Báo cáo còn thiếu {n} chỗ (đã tô vàng trong tệp):",
            len(found),
        )
    ]
    for gap in found[:_GAPS_SHOWN]:
        codes = shortened(", ".join(gap.codes), 120)
        lines.append(f"• <b>{escape(gap.role or _('Chưa giao bộ phận nào'))}</b>: {escape(codes)}")
    if len(found) > _GAPS_SHOWN:
        lines.append(_("… và {n} chỗ khác", n=_.number(len(found) - _GAPS_SHOWN)))
    rows = (
        (
            Button(_("🔔 Nhắc ngay"), data("chase", period.id)),
            Button(_("Xem từng bộ phận"), data("review", period.id)),
        ),
    )
    return Screen("\n".join(lines), rows)
