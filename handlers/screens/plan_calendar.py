"""The reporting calendar of a plan under review: what stands, the presets to choose from, single days moved."""

from collections.abc import Callable, Sequence

from handlers.buttons import data
from handlers.screen import Button, Screen
from handlers.screens.parts import before, capital, period_name
from handlers.screens.plan import PlanView, back
from locales import N_, Translator
from plans.calendar import PRESETS, ProposedPeriod
from plans.verdicts import OWN_CALENDAR
from scheduler.periods import PeriodPlan

PARTS = {
    "cutoff": N_("Ngày chốt số liệu"),
    "officers": N_("Hạn các bộ phận gửi"),
    "summary": N_("Hạn gửi báo cáo tổng hợp"),
}
_PRESETS = {
    OWN_CALENDAR: N_("Theo văn bản, bổ sung theo lịch mẫu"),
    "cchc": N_("4 báo cáo CCHC: quý I, 6 tháng, quý III, năm"),
    "quarters": N_("4 quý và 9 tháng"),
    "months": N_("Hằng tháng"),
    "halves": N_("6 tháng và năm"),
}
_SOURCES = {
    "cchc": N_("Theo công văn 581/BNV-CCHC của Bộ Nội vụ."),
    "quarters": N_("Như Thông tư 06/2025/TT-TTCP và một số lĩnh vực khác."),
}
_PERIODS_IN_ROW = 2
_SHORT_CALENDAR = 5


def calendar_page(_: Translator, view: PlanView) -> Screen:
    """The periods with their deadlines, and what of it the text does not say."""
    lines = [_("<b>Lịch báo cáo</b>")]
    if len(view.calendar) > _SHORT_CALENDAR:
        lines += ["", *(both_deadlines(_, period.plan) for period in view.calendar)]
    else:
        for period in view.calendar:
            lines += ["", *period_lines(_, period)]
    rows: list[tuple[Button, ...]] = []
    if view.may_change and not view.approved:
        if not all(period.all_given for period in view.calendar):
            lines += [
                "",
                _(
                    "Đồng chí có thể chọn lịch khác hoặc sửa từng ngày; nếu chưa chọn, trợ lý sẽ hỏi khi duyệt."
                ),
            ]
        buttons = [
            Button(capital(period_name(_, p.plan)), data("plan-period", view.plan_id, p.plan.code))
            for p in view.calendar
        ]
        rows += [tuple(buttons[i : i + _PERIODS_IN_ROW]) for i in range(0, len(buttons), _PERIODS_IN_ROW)]
        rows.append((Button(_("Chọn lịch khác"), data("plan-presets", view.plan_id)),))
    return Screen("\n".join(lines), (*rows, (back(_, view.plan_id),)))


def period_lines(_: Translator, period: ProposedPeriod) -> list[str]:
    plan = period.plan
    name = period_name(_, plan)
    lines = [
        _(
            "<b>{period}</b>: số liệu từ {first} đến {last}",
            period=capital(name),
            first=_.date(plan.window.first),
            last=_.date(plan.window.last),
        ),
        _("Các bộ phận gửi {before}", before=before(_, plan.officers_last_day)),
        _("Báo cáo tổng hợp gửi {before}", before=before(_, plan.summary_last_day)),
    ]
    missing = [
        words
        for given, words in (
            (period.window_given, _("thời gian chốt số liệu")),
            (period.officers_given, _("hạn các bộ phận gửi")),
            (period.summary_given, _("hạn gửi báo cáo tổng hợp")),
        )
        if not given
    ]
    if missing:
        lines.append(_("⚠️ Văn bản không nêu, lấy theo lịch mẫu: {parts}", parts=", ".join(missing)))
    return lines


def preset_rows(_: Translator, page: Callable[[str], str], *, own: bool) -> list[tuple[Button, ...]]:
    """One button a calendar to look at; `own`: the text asks for reports of its own."""
    keys = [*([OWN_CALENDAR] if own else []), *PRESETS]
    return [(Button(_(_PRESETS[key]), page(key)),) for key in keys]


def preset_lines(_: Translator, key: str, periods: Sequence[PeriodPlan]) -> list[str]:
    """A calendar with all its dates, before it is chosen."""
    lines = [f"<b>{_(_PRESETS[key])}</b>"]
    if key in _SOURCES:
        lines.append(_(_SOURCES[key]))
    return [*lines, "", *(both_deadlines(_, period) for period in periods)]


def both_deadlines(_: Translator, period: PeriodPlan) -> str:
    """One line of a period: what it counts, and both last days."""
    return _(
        "• {period}: số liệu {first}–{last}; bộ phận gửi {officers}; tổng hợp gửi {summary}",
        period=capital(period_name(_, period)),
        first=_.date(period.window.first),
        last=_.date(period.window.last),
        officers=before(_, period.officers_last_day),
        summary=before(_, period.summary_last_day),
    )


def presets(_: Translator, view: PlanView) -> Screen:
    """[Chọn lịch khác]."""
    rows = preset_rows(_, lambda key: data("plan-preset", view.plan_id, key), own=view.own_calendar)
    return Screen(choose_line(_), (*rows, _home(_, view)))


def choose_line(_: Translator) -> str:
    return _("Chọn một lịch để xem đủ các ngày trước khi quyết:")


def preset(_: Translator, view: PlanView, key: str, periods: Sequence[PeriodPlan]) -> Screen:
    rows = (
        (Button(_("Chọn lịch này"), data("plan-preset-set", view.plan_id, key)),),
        (Button(_("‹ Lịch khác"), data("plan-presets", view.plan_id)), back(_, view.plan_id)),
    )
    return Screen("\n".join(preset_lines(_, key, periods)), rows)


def calendar_kept(_: Translator) -> str:
    return _("Đã ghi lịch báo cáo.")


def period(_: Translator, view: PlanView, shown: ProposedPeriod) -> Screen:
    """One period, and which of its days to move."""
    rows = [
        (Button(_(words), data("plan-period-move", view.plan_id, shown.plan.code, part)),)
        for part, words in PARTS.items()
    ]
    lines = [*period_lines(_, shown), "", _("Đồng chí sửa ngày nào?")]
    return Screen("\n".join(lines), (*rows, _home(_, view)))


def ask_day(_: Translator, view: PlanView, shown: PeriodPlan, part: str) -> Screen:
    text = _(
        "{part}, {period}: đề nghị gõ ngày cuối cùng, ví dụ: 16/3 (hết ngày 16/3), hoặc: trước ngày 17/3.",
        part=_(PARTS[part]),
        period=period_name(_, shown),
    )
    return Screen(text, ((Button(_("‹ Quay lại"), data("plan-period", view.plan_id, shown.code)),),))


def day_unclear(_: Translator) -> Screen:
    return Screen(_("Chưa hiểu ngày này. Đề nghị gõ lại, ví dụ: 16/3, hoặc: trước ngày 17/3."))


def out_of_order(_: Translator) -> Screen:
    return Screen(
        _(
            "Ngày này không hợp thứ tự: chốt số liệu trước, rồi đến hạn các bộ phận gửi, sau cùng là hạn gửi "
            "báo cáo tổng hợp. Đề nghị gõ lại."
        )
    )


def _home(_: Translator, view: PlanView) -> tuple[Button, ...]:
    return (Button(_("‹ Lịch báo cáo"), data("plan-calendar", view.plan_id)), back(_, view.plan_id))
