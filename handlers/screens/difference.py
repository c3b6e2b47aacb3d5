"""What a new version of a plan changes, in words: in short, and line by line."""

from collections.abc import Collection

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import before, called, shortened
from locales import Translator
from plans.difference import Difference, PeriodChange, TaskChange
from plans.model import DueDraft, PlanDocument, ReportingDraft, TargetDraft, TaskDraft
from plans.workbook_form import period_label
from storage.enums import DueKind

_LINES_ON_PAGE = 14
_TEXT = 160
_CODE = 20

Rows = tuple[tuple[Button, ...], ...]


def in_short(_: Translator, change: Difference) -> str:
    """ "12 chủ trì thay đổi, 3 hạn thay đổi, 1 nhiệm vụ bỏ, 1 nhiệm vụ mới"."""
    counts = (
        (_.n("{n} nhiệm vụ mới", "{n} nhiệm vụ mới", len(change.added)), change.added),
        (_.n("{n} nhiệm vụ bỏ", "{n} nhiệm vụ bỏ", len(change.gone)), change.gone),
        *(_task_counts(_, change)),
        (_.n("{n} chức danh mới", "{n} chức danh mới", len(change.roles_added)), change.roles_added),
        (_.n("{n} chức danh đổi tên", "{n} chức danh đổi tên", len(change.renamed)), change.renamed),
        (
            _.n("{n} chức danh không còn", "{n} chức danh không còn", len(change.roles_gone)),
            change.roles_gone,
        ),
        (
            _.n("{n} chức danh bổ sung", "{n} chức danh bổ sung", len(change.roles_changed)),
            change.roles_changed,
        ),
        _areas_count(_, change),
        _targets_count(_, change),
        (_.n("{n} kỳ báo cáo thay đổi", "{n} kỳ báo cáo thay đổi", len(change.periods)), change.periods),
        (_("phần đầu văn bản thay đổi"), change.heading),
    )
    return ", ".join(said for said, there in counts if there)


def _task_counts(_: Translator, change: Difference) -> list[tuple[str, int]]:
    changed = change.changed
    leads = sum(c.new_lead for c in changed)
    dues = sum(c.new_due for c in changed)
    texts = sum(c.reworded for c in changed)
    supports = sum(c.new_supports for c in changed)
    moves = sum(c.moved for c in changed)
    return [
        (_.n("{n} chủ trì thay đổi", "{n} chủ trì thay đổi", leads), leads),
        (_.n("{n} hạn thay đổi", "{n} hạn thay đổi", dues), dues),
        (_.n("{n} nội dung thay đổi", "{n} nội dung thay đổi", texts), texts),
        (_.n("{n} phối hợp thay đổi", "{n} phối hợp thay đổi", supports), supports),
        (_.n("{n} nhiệm vụ đổi số", "{n} nhiệm vụ đổi số", moves), moves),
    ]


def _areas_count(_: Translator, change: Difference) -> tuple[str, int]:
    count = len(change.areas_added) + len(change.areas_gone) + len(change.areas_changed)
    return _.n("{n} lĩnh vực thay đổi", "{n} lĩnh vực thay đổi", count), count


def _targets_count(_: Translator, change: Difference) -> tuple[str, int]:
    count = len(change.targets_added) + len(change.targets_gone) + len(change.targets_changed)
    return _.n("{n} chỉ tiêu thay đổi", "{n} chỉ tiêu thay đổi", count), count


def told(_: Translator, change: Difference, reported: Collection[str]) -> list[str]:
    """Every change on a line of its own; `reported` are the codes of periods whose days no longer move."""
    return [
        *("➕ " + _named(task) + _led(_, task) for task in change.added),
        *("➖ " + _named(task) for task in change.gone),
        *(_changed(_, c) for c in change.changed),
        *_roles(_, change),
        *_areas(_, change),
        *_targets(_, change),
        *(_period(_, period, reported) for period in change.periods),
        *([_("• Số, ngày ban hành, trích yếu hoặc phần ký có thay đổi.")] if change.heading else []),
    ]


def _named(task: TaskDraft) -> str:
    return f"<b>{escape(shortened(task.code, _CODE))}</b> {escape(shortened(task.text, _TEXT))}"


def _led(_: Translator, task: TaskDraft) -> str:
    return " " + (_("(chủ trì: {role})", role=called(task.lead)) if task.lead else _("(chưa có chủ trì)"))


def _changed(_: Translator, change: TaskChange) -> str:
    lines: list[str] = []
    nobody = _("chưa có")
    if change.was.code != change.becomes.code:
        lines.append(_("số cũ: {code}", code=escape(shortened(change.was.code, _CODE))))
    if change.was.area != change.becomes.area and change.was.code == change.becomes.code:
        lines.append(_("chuyển lĩnh vực"))
    if change.reworded:
        lines.append(_("nội dung cũ: {text}", text=escape(shortened(change.was.text, _TEXT))))
    if change.new_lead:
        was = called(change.was.lead) if change.was.lead else nobody
        becomes = called(change.becomes.lead) if change.becomes.lead else nobody
        lines.append(_("chủ trì: {was} → {becomes}", was=was, becomes=becomes))
    if change.new_due:
        was, becomes = due(_, change.was.due), due(_, change.becomes.due)
        lines.append(_("hạn: {was} → {becomes}", was=was, becomes=becomes))
    if change.new_supports:
        names = ", ".join(change.becomes.supports) or nobody
        lines.append(_("phối hợp: {roles}", roles=escape(shortened(names, _TEXT))))
    return "\n   ".join([f"✏️ {_named(change.becomes)}", *lines])


def due(_: Translator, draft: DueDraft) -> str:
    """A deadline, both ways when it is a day."""
    if draft.on is not None:
        return _("{before} năm {year}", before=before(_, draft.on), year=draft.on.year)
    kinds = {
        DueKind.WEEKLY: _("hằng tuần"),
        DueKind.MONTHLY: _("hằng tháng"),
        DueKind.QUARTERLY: _("hằng quý"),
        DueKind.HALF_YEARLY: _("6 tháng một lần"),
        DueKind.YEARLY: _("hằng năm"),
        DueKind.ONGOING: _("thường xuyên"),
        DueKind.ON_REQUEST: _("khi phát sinh"),
    }
    return kinds.get(draft.kind, _("không ghi"))


def _roles(_: Translator, change: Difference) -> list[str]:
    return [
        *(_("👤 Chức danh mới: {role}", role=called(role.name)) for role in change.roles_added),
        *(
            _("👤 Đổi tên: {was} → {becomes}", was=called(was), becomes=called(becomes))
            for was, becomes in change.renamed.items()
        ),
        *(_("👤 Không còn trong kế hoạch: {role}", role=called(role.name)) for role in change.roles_gone),
        *(_("👤 Thêm tên gọi hoặc đổi đầu mối: {role}", role=called(name)) for name in change.roles_changed),
    ]


def _areas(_: Translator, change: Difference) -> list[str]:
    lines = [_("📂 Lĩnh vực mới: {area}", area=_area(a.code, a.name)) for a in change.areas_added]
    lines += [_("📂 Bỏ lĩnh vực: {area}", area=_area(a.code, a.name)) for a in change.areas_gone]
    for area in change.areas_changed:
        name = _area(area.becomes.code, area.becomes.name)
        if area.was != area.becomes:
            was = _area(area.was.code, area.was.name)
            lines.append(_("📂 Lĩnh vực: {was} → {becomes}", was=was, becomes=name))
        if area.led_by != area.will_be_led_by:
            lead = called(area.will_be_led_by) if area.will_be_led_by else _("chưa có")
            lines.append(_("📂 {area}: chủ trì {role}", area=name, role=lead))
    return lines


def _area(code: str, name: str) -> str:
    return escape(shortened(f"{code}. {name}", _TEXT))


def _targets(_: Translator, change: Difference) -> list[str]:
    return [
        *(_("🎯 Chỉ tiêu mới: {target}", target=_target(_, target)) for target in change.targets_added),
        *(_("🎯 Bỏ chỉ tiêu: {target}", target=_target(_, target)) for target in change.targets_gone),
        *(
            _("🎯 Chỉ tiêu: {was} → {becomes}", was=_target(_, was), becomes=_target(_, becomes))
            for was, becomes in change.targets_changed
        ),
    ]


def _target(_: Translator, target: TargetDraft) -> str:
    value = _.number(target.value)
    if target.upper is not None:
        value = f"{value}–{_.number(target.upper)}"
    sign = {">=": "≥ ", "<=": "≤ "}.get(target.comparator, "")
    unit = target.unit if target.unit == "%" else f" {target.unit}"
    said = f"{shortened(target.text, 90)}: {sign}{value}{shortened(unit, 30)}"
    return escape(f"{said} ({target.by_year})" if target.by_year else said)


def _period(_: Translator, change: PeriodChange, reported: Collection[str]) -> str:
    name = escape(period_label(change.code))
    if change.becomes is None:
        return _(
            "📅 {period}: văn bản không còn nêu; kỳ này vẫn được giữ, đồng chí có thể khóa ở /lich.",
            period=name,
        )
    if change.code in reported:
        return _("📅 {period}: đã có bộ phận báo cáo nên giữ nguyên thời hạn cũ.", period=name)
    return _("📅 {period}: {days}", period=name, days=_days(_, change.becomes))


def _days(_: Translator, entry: ReportingDraft) -> str:
    if entry.window is None or entry.officers_last_day is None or entry.summary_last_day is None:
        return _("theo lịch mẫu ở phần chưa nêu")
    return _(
        "chốt {cutoff}, bộ phận gửi {officers}, tổng hợp gửi {summary}",
        cutoff=_.date(entry.window[1]),
        officers=before(_, entry.officers_last_day),
        summary=before(_, entry.summary_last_day),
    )


def paged(head: list[str], lines: list[str], page: int, turn: tuple[object, ...], rows: Rows) -> Screen:
    """The head, one page of the lines, the buttons to turn it (verb and arguments in `turn`), and the others."""
    shown, page, count = page_of(lines, _LINES_ON_PAGE, page)
    verb, *args = turn
    turning_rows = turning(str(verb), *args, page=page, count=count)
    return Screen("\n".join([*head, "", *(lines[i] for i in shown)]), (*turning_rows, *rows))


def correction(
    _: Translator,
    plan_id: int,
    document: PlanDocument,
    change: Difference,
    lines: list[str],
    stamp: str,
    page: int,
) -> Screen:
    """A corrected plan beside the one in force: what it changes, what stays, what nobody leads then."""
    head = [
        _("📝 <b>Bản sửa của kế hoạch đang dùng</b>"),
        escape(shortened(document.title, 300)),
        "",
        _("So với kế hoạch đang dùng: {changes}.", changes=in_short(_, change)),
        _("Báo cáo các bộ phận đã gửi được giữ nguyên; người liên quan được báo khi áp dụng."),
    ]
    unled = sum(task.lead is None for task in document.tasks)
    if unled:
        head.append(
            _.n(
                "⚠️ Sau khi áp dụng có {n} nhiệm vụ chưa có chủ trì.",
                "⚠️ Sau khi áp dụng có {n} nhiệm vụ chưa có chủ trì.",
                unled,
            )
        )
    rows: Rows = (
        (
            Button(_("Áp dụng"), data("plan-correct", plan_id, stamp)),
            Button(_("Bỏ"), data("plan-drop", plan_id)),
        ),
        (
            Button(_("Xem nhiệm vụ"), data("plan-areas", plan_id, 0)),
            Button(_("Chức danh"), data("plan-roles", plan_id, 0)),
        ),
        (Button(_("Tải bảng Excel"), data("plan-book", plan_id)),),
    )
    return paged(head, lines, page, ("plan-diff", plan_id), rows)


def nothing_new(_: Translator, title: str) -> Screen:
    return Screen(
        _(
            "Văn bản vừa gửi không có gì khác kế hoạch đang dùng:\n{title}\nKế hoạch được giữ nguyên.",
            title=escape(shortened(title, 300)),
        )
    )


def applied(_: Translator, plan_id: int, change: Difference, told_to: int) -> Screen:
    """What stands now, and who hears of it."""
    lines = [_("✅ <b>Đã áp dụng vào kế hoạch đang dùng.</b>"), capital_stop(in_short(_, change)), ""]
    lines.append(
        _.n("Đã báo cho {n} đồng chí có liên quan.", "Đã báo cho {n} đồng chí có liên quan.", told_to)
        if told_to
        else _("Không có ai phải báo thêm.")
    )
    return Screen("\n".join(lines), ((Button(_("Xem kế hoạch"), data("plan", plan_id)),),))


def capital_stop(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
