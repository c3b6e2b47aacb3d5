"""A plan in words: what was read of it, what needs a decision, what its approval brought."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import before, period_name, shortened
from locales import Translator
from plans.calendar import ProposedPeriod, own_calendar
from plans.findings import Warning_
from plans.model import PlanDocument, TaskDraft, coordinator
from plans.review import DECIDED_BY_POINT, Point, PointKind, open_points
from plans.wording import warning_message
from scheduler.periods import PeriodPlan

_REMARKS_ON_PAGE = 12
_LONGEST_TITLE = 300
_LONGEST_REMARK = 400
_LONGEST_QUOTE = 200
_NAMED_CODES = 12


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as somebody sees it; only the coordinator may change it, a draft or an approved one.

    `corrects_id`: the approved plan that this draft is a corrected text of.
    """

    plan_id: int
    document: PlanDocument
    years: tuple[int, int]
    calendar: tuple[ProposedPeriod, ...]
    approved: bool
    may_change: bool
    corrects_id: int | None = None
    given: tuple[TaskDraft, ...] = ()

    @property
    def year(self) -> int:
        """The year whose periods the plan brings now."""
        return self.calendar[0].plan.window.last.year if self.calendar else self.years[0]

    @property
    def own_calendar(self) -> bool:
        """Whether the text itself asks for reports in this year."""
        return bool(own_calendar(self.document, self.year))

    @property
    def points(self) -> list[Point]:
        """What still needs a decision before approval."""
        return [] if self.approved else open_points(self.document, self.year)

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
        _calendar_line(_, view),
    ]
    points = view.points if view.may_change else []
    if points:
        lines += ["", _.n("⚠️ Còn {n} điểm cần quyết.", "⚠️ Còn {n} điểm cần quyết.", len(points))]
    return Screen("\n".join(lines), _ways(_, view, len(points)))


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


def _calendar_line(_: Translator, view: PlanView) -> str:
    if not view.calendar:
        return _("Chưa có lịch báo cáo.")
    if not all(period.all_given for period in view.calendar):
        return _("⚠️ Lịch báo cáo trong văn bản chưa đủ, đã đề xuất theo lịch mẫu.")
    first = view.calendar[0].plan
    values = {"period": period_name(_, first), "before": before(_, first.officers_last_day)}
    if view.document.calendar:
        return _("Lịch báo cáo đã chọn; {period} gửi {before}.", **values)
    return _("Lịch báo cáo có đủ trong văn bản; {period} gửi {before}.", **values)


def _ways(_: Translator, view: PlanView, points: int) -> tuple[tuple[Button, ...], ...]:
    plan = view.plan_id
    rows: list[tuple[Button, ...]] = []
    if points:
        label = _("Xem từng điểm cần quyết ({count})", count=points)
        rows.append((Button(label, data("plan-walk", plan)),))
    rows += [
        (
            Button(_("Xem nhiệm vụ"), data("plan-areas", plan, 0)),
            Button(_("Chỉ tiêu"), data("plan-targets", plan, 0)),
        ),
        (
            Button(_("Chức danh"), data("plan-roles", plan, 0)),
            Button(_("Lịch báo cáo"), data("plan-calendar", plan)),
        ),
    ]
    noted = len(remarks(view.document)) if view.may_change else 0
    if noted:
        label = _("Lưu ý khác trong văn bản ({count})", count=noted)
        rows.append((Button(label, data("plan-attention", plan, 0)),))
    if view.may_change:
        rows.append((Button(_("Tải bảng Excel"), data("plan-book", plan)),))
    if view.may_change and not view.approved:
        rows.append(
            (
                Button(_("Duyệt kế hoạch"), data("plan-approve", plan)),
                Button(_("Bỏ"), data("plan-drop", plan)),
            )
        )
    return tuple(rows)


def remarks(document: PlanDocument) -> list[Warning_]:
    """What the reader noticed that asks for no decision here."""
    return [warning for warning in document.warnings if warning.code not in DECIDED_BY_POINT]


def _remark(_: Translator, warning: Warning_) -> str:
    said = escape(shortened(warning_message(_, warning), _LONGEST_REMARK))
    line = f"• {said}"
    if warning.line is not None:
        line = _("• Dòng {line}: {remark}", line=warning.line, remark=said)
    return f"{line}\n   {quoted(warning.quote)}" if warning.quote else line


def quoted(words: str) -> str:
    """What stands on the line, as printed."""
    return f"<i>“{escape(shortened(words, _LONGEST_QUOTE))}”</i>"


def attention_page(_: Translator, view: PlanView, page: int) -> Screen:
    """The remarks, with their lines; the points to decide have their own cards."""
    lines = [_remark(_, warning) for warning in remarks(view.document)]
    lines = lines or [_("Không còn điểm nào cần lưu ý.")]
    shown, page, count = page_of(lines, _REMARKS_ON_PAGE, page)
    text = "\n".join([_("<b>Lưu ý khác trong văn bản</b>"), "", *(lines[i] for i in shown)])
    rows = turning("plan-attention", view.plan_id, page=page, count=count)
    return Screen(text, (*rows, (back(_, view.plan_id),)))


def open_lines(_: Translator, view: PlanView) -> list[str]:
    """What approving now leaves open, in a few words a line; the calendar is asked about on approval."""
    points = view.points
    kinds = {point.kind for point in points}
    areas = [point.about[0] for point in points if point.kind is PointKind.AREA_LEAD]
    tasks = [point.about[0] for point in points if point.kind is PointKind.TASK_LEAD]
    dues = [point.about[0] for point in points if point.kind is PointKind.TASK_DUE]
    told = {
        _("• Chức danh có thể trùng nhau"): PointKind.ROLES_ALIKE in kinds,
        _("• Cơ quan cấp trên được giao việc"): PointKind.HIGHER_LEVEL_ROLE in kinds,
        _("• Đầu mối tổng hợp"): PointKind.COORDINATOR in kinds,
        _("• Chủ trì lĩnh vực {codes}", codes=_codes(areas)): bool(areas),
        _("• Chủ trì nhiệm vụ {codes}", codes=_codes(tasks)): bool(tasks),
        _("• Chỉ tiêu của cấp trên"): PointKind.HIGHER_LEVEL_LINE in kinds,
        _("• Thời hạn nhiệm vụ {codes}", codes=_codes(dues)): bool(dues),
        _("• Số kế hoạch"): PointKind.NUMBER in kinds,
        _("• Ngày ban hành"): PointKind.DAY in kinds,
    }
    return [line for line, open_ in told.items() if open_]


def _codes(codes: Sequence[str]) -> str:
    more = ", …" if len(codes) > _NAMED_CODES else ""
    return escape(shortened(", ".join(codes[:_NAMED_CODES]), _LONGEST_QUOTE)) + more


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
        lines += [deadline(_, period.plan) for period in view.calendar]
    if found := open_lines(_, view):
        lines += ["", _("Còn để ngỏ:"), *found]
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


def deadline(_: Translator, period: PeriodPlan) -> str:
    """One line of a period: its cut-off and the officers' last day."""
    return _(
        "• {period}: chốt {cutoff}, gửi {before}",
        period=period_name(_, period),
        cutoff=_.date(period.window.last),
        before=before(_, period.officers_last_day),
    )


def approved(
    _: Translator, view: PlanView, next_period: PeriodPlan | None, left_open: Sequence[str] = ()
) -> Screen:
    """What stands now, what was left open (`open_lines`), and the next step."""
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
        lines.append(deadline(_, next_period))
    if left_open:
        lines += ["", _("Còn để ngỏ:"), *left_open]
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
            "chính của năm (Word, PDF, Excel). Trợ lý sẽ đọc và gửi lại nội dung để đồng chí "
            "duyệt."
        )
    )


def back(_: Translator, plan_id: int) -> Button:
    return Button(_("‹ Kế hoạch"), data("plan", plan_id))
