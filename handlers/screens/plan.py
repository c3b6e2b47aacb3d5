"""A plan in words: what was read of it, what needs a decision, what its approval brought."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import before, capital, period_name, shortened
from locales import Translator
from plans.calendar import ProposedPeriod
from plans.findings import Warning_, WarningCode
from plans.model import Attention, AttentionKind, PlanDocument, TaskDraft, attention, coordinator
from plans.wording import warning_message
from scheduler.periods import PeriodPlan

_REMARKS_IN_SUMMARY = 4
_REMARKS_ON_PAGE = 12
_LONGEST_TITLE = 300
_LONGEST_REMARK = 400


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as somebody sees it; only the coordinator may change it, a draft or an approved one."""

    plan_id: int
    document: PlanDocument
    years: tuple[int, int]
    calendar: tuple[ProposedPeriod, ...]
    approved: bool
    may_change: bool
    given: tuple[TaskDraft, ...] = ()

    @property
    def tasks(self) -> tuple[TaskDraft, ...]:
        """The plan's own tasks, and behind them those given outside it."""
        return self.document.tasks + self.given


def summary(_: Translator, view: PlanView) -> Screen:
    """What was read, and the ways to look through it."""
    document = view.document
    lines = [
        f"📄 <b>{escape(shortened(document.title, _LONGEST_TITLE))}</b>",
        _("Kế hoạch đã duyệt, đang thực hiện.")
        if view.approved
        else _("Nội dung đọc được từ tệp, chờ đồng chí duyệt."),
        "",
        counts(_, document, approved=view.approved),
        *([_.n("Giao thêm: {n} nhiệm vụ", "Giao thêm: {n} nhiệm vụ", len(view.given))] if view.given else []),
        _years(_, view),
        _coordinator(_, document),
        _calendar_line(_, view.calendar),
    ]
    found = remarks(_, document) if view.may_change else []
    if found and not view.approved:
        lines += ["", _("<b>Cần đồng chí xem lại:</b>"), *found[:_REMARKS_IN_SUMMARY]]
        if len(found) > _REMARKS_IN_SUMMARY:
            lines.append(_.n("… và {n} điểm khác", "… và {n} điểm khác", len(found) - _REMARKS_IN_SUMMARY))
    return Screen("\n".join(lines), _ways(_, view, len(found)))


def counts(_: Translator, document: PlanDocument, *, approved: bool) -> str:
    """ "Đã đọc: 34 nhiệm vụ, 7 lĩnh vực, …"; of an approved plan "Gồm: …"."""
    return _(
        "{what} <b>{tasks}</b>, {areas}, {roles}, {periods}, {targets}.",
        what=_("Gồm:") if approved else _("Đã đọc:"),
        tasks=_.n("{n} nhiệm vụ", "{n} nhiệm vụ", len(document.tasks)),
        areas=_.n("{n} lĩnh vực", "{n} lĩnh vực", len(document.areas)),
        roles=_.n("{n} chức danh", "{n} chức danh", len(document.roles)),
        periods=_.n("{n} kỳ báo cáo", "{n} kỳ báo cáo", len(document.reporting)),
        targets=_.n("{n} chỉ tiêu", "{n} chỉ tiêu", len(document.targets)),
    )


def _years(_: Translator, view: PlanView) -> str:
    first, last = view.years
    if not view.document.years:
        return _("⚠️ Văn bản không nêu năm; tạm lấy năm {year}.", year=first)
    if first == last:
        return _("Năm {year}", year=first)
    return _("Các năm {first}–{last}", first=first, last=last)


def _coordinator(_: Translator, document: PlanDocument) -> str:
    name = coordinator(document)
    if name is None:
        return _("Đầu mối tổng hợp: văn bản không nêu rõ; đồng chí giữ vai trò này.")
    return _("Đầu mối tổng hợp: {role}", role=escape(shortened(name)))


def _calendar_line(_: Translator, calendar: Sequence[ProposedPeriod]) -> str:
    if not calendar:
        return _("Chưa có lịch báo cáo.")
    if all(period.all_given for period in calendar):
        first = calendar[0].plan
        return _(
            "Lịch báo cáo có đủ trong văn bản; {period} gửi {before}.",
            period=period_name(_, first),
            before=before(_, first.officers_last_day),
        )
    return _("⚠️ Lịch báo cáo trong văn bản chưa đủ, đã đề xuất theo lịch mẫu: đề nghị xem Lịch báo cáo.")


def _ways(_: Translator, view: PlanView, remark_count: int) -> tuple[tuple[Button, ...], ...]:
    plan = view.plan_id
    rows: list[tuple[Button, ...]] = [
        (
            Button(_("Xem nhiệm vụ"), data("plan-areas", plan, 0)),
            Button(_("Chỉ tiêu"), data("plan-targets", plan, 0)),
        ),
        (
            Button(_("Chức danh"), data("plan-roles", plan, 0)),
            Button(_("Lịch báo cáo"), data("plan-calendar", plan)),
        ),
    ]
    if remark_count:
        label = _("Cần xem lại ({count})", count=remark_count)
        rows.append((Button(label, data("plan-attention", plan, 0)),))
    if view.may_change and not view.approved:
        rows.append(
            (
                Button(_("Duyệt kế hoạch"), data("plan-approve", plan)),
                Button(_("Bỏ"), data("plan-drop", plan)),
            )
        )
    return tuple(rows)


def remarks(_: Translator, document: PlanDocument) -> list[str]:
    """Everything to look at again, what has to be decided first."""
    open_ = attention(document)
    lone = [item.reference or "" for item in open_ if item.kind is AttentionKind.TASK_WITHOUT_LEAD]
    decided = [item for item in open_ if item.kind is not AttentionKind.TASK_WITHOUT_LEAD]
    matching = [_warning_of(item, document) for item in decided]
    lines = [_remark(_, warning) for warning in matching]
    if lone:
        lines.insert(0, _("• Nhiệm vụ chưa có chủ trì: {codes}.", codes=escape(shortened(", ".join(lone)))))
    return lines + [_remark(_, warning) for warning in document.warnings if warning not in matching]


def _warning_of(item: Attention, document: PlanDocument) -> Warning_:
    """The reader's own remark on this open point, which knows the line; else one made of it."""
    codes = {WarningCode(item.kind.value)}
    if item.kind is AttentionKind.CALENDAR_MISSING and document.reporting:
        codes = {WarningCode.WINDOWS_MISSING}
    if item.kind is AttentionKind.AREA_WITHOUT_LEAD:
        codes.add(WarningCode.AREA_WITH_SEVERAL_LEADS)
    for warning in document.warnings:
        if warning.code in codes and warning.values.get("area") == item.reference:
            return warning
    names = {area.code: area.name for area in document.areas}
    code = next(iter(sorted(codes)))
    if item.reference is None:
        return Warning_(code)
    return Warning_(
        WarningCode.AREA_WITHOUT_LEAD,
        {
            "area": item.reference,
            "name": names.get(item.reference, ""),
            "proposal": item.proposal or "",
        },
    )


def _remark(_: Translator, warning: Warning_) -> str:
    said = escape(shortened(warning_message(_, warning), _LONGEST_REMARK))
    if warning.line is None:
        return f"• {said}"
    return _("• Dòng {line}: {remark}", line=warning.line, remark=said)


def attention_page(_: Translator, view: PlanView, page: int) -> Screen:
    lines = remarks(_, view.document) or [_("Không còn điểm nào cần xem lại.")]
    shown, page, count = page_of(lines, _REMARKS_ON_PAGE, page)
    text = "\n".join([_("<b>Cần đồng chí xem lại</b>"), "", *(lines[i] for i in shown)])
    rows = turning("plan-attention", view.plan_id, page=page, count=count)
    return Screen(text, (*rows, (back(_, view.plan_id),)))


def calendar_page(_: Translator, view: PlanView) -> Screen:
    """The periods with their deadlines, and what of it the text does not say."""
    lines = [_("<b>Lịch báo cáo</b>")]
    for period in view.calendar:
        lines += ["", *period_lines(_, period)]
    if not view.approved and not all(period.all_given for period in view.calendar):
        lines += ["", _("Khi duyệt, đồng chí chọn lịch này hoặc lịch mẫu bốn kỳ.")]
    return Screen("\n".join(lines), ((back(_, view.plan_id),),))


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


def confirm(_: Translator, view: PlanView, without_lead: int, *, offers_preset: bool) -> Screen:
    """What the coordinator knowingly leaves open by approving now, and which calendar it is to be."""
    calendar_open = not all(period.all_given for period in view.calendar)
    lines = [_("<b>Duyệt kế hoạch?</b>")]
    if without_lead:
        lines += [
            "",
            _.n(
                "Còn {n} nhiệm vụ chưa có chủ trì, đến kỳ sẽ không nhắc được ai. Vẫn duyệt?",
                "Còn {n} nhiệm vụ chưa có chủ trì, đến kỳ sẽ không nhắc được ai. Vẫn duyệt?",
                without_lead,
            ),
        ]
    if calendar_open:
        lines += ["", _("Văn bản không nêu đủ lịch báo cáo. Lịch đề xuất:")]
        lines += [_deadline(_, period.plan) for period in view.calendar]
    plain = _("Vẫn duyệt") if without_lead else _("Duyệt")
    label = _("Duyệt với lịch này") if calendar_open else plain
    rows = [(Button(label, data("plan-approve-yes", view.plan_id, "own")),)]
    if offers_preset:
        lines += [
            "",
            _(
                "Hoặc lịch mẫu: quý I, 6 tháng, quý III, năm; bộ phận gửi trước ngày 17, tổng hợp trước ngày 20."
            ),
        ]
        rows.append(
            (Button(_("Duyệt với lịch mẫu bốn kỳ"), data("plan-approve-yes", view.plan_id, "preset")),)
        )
    if without_lead:
        rows.append((Button(_("Giao chủ trì trước"), data("plan-areas", view.plan_id, 0)),))
    rows.append((back(_, view.plan_id),))
    return Screen("\n".join(lines), tuple(rows))


def _deadline(_: Translator, period: PeriodPlan) -> str:
    return _(
        "• {period}: chốt {cutoff}, gửi {before}",
        period=period_name(_, period),
        cutoff=_.date(period.window.last),
        before=before(_, period.officers_last_day),
    )


def approved(_: Translator, view: PlanView, next_period: PeriodPlan | None) -> Screen:
    """What stands now, and the next step."""
    lines = [
        _("✅ <b>Đã duyệt kế hoạch.</b>"),
        escape(shortened(view.document.title, _LONGEST_TITLE)),
        "",
        _(
            "Đang theo dõi: {tasks}, {roles}, {periods}.",
            tasks=_.n("{n} nhiệm vụ", "{n} nhiệm vụ", len(view.document.tasks)),
            roles=_.n("{n} chức danh", "{n} chức danh", len(view.document.roles)),
            periods=_.n("{n} kỳ báo cáo", "{n} kỳ báo cáo", len(view.calendar)),
        ),
        _coordinator(_, view.document),
    ]
    if next_period is not None:
        lines.append(_deadline(_, next_period))
    lines += ["", _("Việc tiếp theo: mời người giữ từng chức danh, mỗi chức danh một liên kết (/chucdanh).")]
    rows = (
        (Button(_("Chức danh và lời mời"), data("roles")),),
        (Button(_("Xem kế hoạch"), data("plan", view.plan_id)),),
    )
    return Screen("\n".join(lines), rows)


def drop_question(_: Translator, view: PlanView) -> Screen:
    return Screen(
        _("Bỏ kết quả đọc này? Những thay đổi đồng chí đã chọn sẽ mất; có thể gửi lại tệp sau."),
        (
            (
                Button(_("Bỏ bản này"), data("plan-drop-yes", view.plan_id)),
                back(_, view.plan_id),
            ),
        ),
    )


def dropped(_: Translator) -> Screen:
    return Screen(_("Đã bỏ. Khi cần, đồng chí gửi lại tệp kế hoạch vào đây."))


def how_to_send(_: Translator) -> Screen:
    """For a coordinator whose unit has no plan yet."""
    return Screen(
        _(
            "Đơn vị chưa có kế hoạch. Đề nghị đồng chí gửi vào đây tệp kế hoạch cải cách hành "
            "chính của năm (.docx, .pdf, .txt). Trợ lý sẽ đọc và gửi lại nội dung để đồng chí "
            "duyệt."
        )
    )


def back(_: Translator, plan_id: int) -> Button:
    return Button(_("‹ Kế hoạch"), data("plan", plan_id))
