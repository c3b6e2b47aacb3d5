"""The coordinator's and the leader's view: who has answered, what they said, what goes back."""

from collections.abc import Sequence

from handlers.buttons import data
from handlers.screen import Button, FileScreen, Screen, escape
from handlers.screens.answers import content_lines, mark
from handlers.screens.figures import amount
from handlers.screens.occasions import Tally, on_card
from handlers.screens.paging import page_of, turning
from handlers.screens.parts import (
    before,
    called,
    capital,
    numbered_bar,
    period_name,
    person,
    role_label,
    shortened,
)
from handlers.screens.support import Given
from handlers.screens.support import lines as part_lines
from locales import Translator
from scheduler.ledger import Ledger, period_plan
from storage.answers import content
from storage.people import Holder
from storage.tables import Evidence, Figure, Indicator, Role, Submission, SubmissionState, Task

_LINES_ON_PAGE = 28
_HOLDERS_NAMED = 4


def progress_line(_: Translator, ledger: Ledger) -> str:
    """The board in one line: how many answers there are, and who is silent."""
    asked = sum(ledger.asked(role_id) for role_id in ledger.roles)
    owed = sum(ledger.owed(role_id) for role_id in ledger.roles)
    name = period_name(_, period_plan(ledger.period))
    line = _(
        "<b>{period}</b>: đã báo cáo {answered}/{asked} nội dung",
        period=capital(name),
        answered=_.number(asked - owed),
        asked=_.number(asked),
    )
    silent = [role_label(role.name) for role in ledger.silent]
    if silent:
        line += " · " + _("còn thiếu: {roles}", roles=escape(shortened(", ".join(silent), 500)))
    return line


def board(_: Translator, ledger: Ledger, picture: bytes) -> FileScreen:
    rows = ((Button(_("Xem từng bộ phận"), data("review", ledger.period.id)),),)
    return FileScreen(
        f"tien-do-{ledger.period.code}.png", picture, progress_line(_, ledger), picture=True, rows=rows
    )


def roles(_: Translator, ledger: Ledger, *, coordinating: bool) -> Screen:
    """Each role with its answers counted; a button a role."""
    period = period_plan(ledger.period)
    lines = [
        progress_line(_, ledger),
        _("Hạn của các bộ phận: {before}", before=before(_, period.officers_last_day)),
        "",
    ]
    rows: list[tuple[Button, ...]] = []
    for role in ledger.roles.values():
        asked = ledger.asked(role.id)
        if not asked:
            continue
        answered = asked - ledger.owed(role.id)
        lines.append(
            f"{numbered_bar(answered, asked)} {_.number(answered)}/{_.number(asked)} {called(role.name)}"
        )
        rows.append((Button(role_label(role.name), data("review-role", ledger.period.id, role.id)),))
    if coordinating:
        rows.append(
            (
                Button(_("🔔 Nhắc ngay"), data("chase", ledger.period.id)),
                Button(_("📄 Lập báo cáo"), data("compile", ledger.period.id)),
            )
        )
    return Screen("\n".join(lines), tuple(rows))


def role(
    _: Translator, ledger: Ledger, role: Role, holders: Sequence[Holder], page: int, *, coordinating: bool
) -> Screen:
    """One role's answers, each a button; what is missing can be entered on its behalf."""
    names = ", ".join(person(h.officer.full_name) for h in holders[:_HOLDERS_NAMED]) or _("chưa có người")
    lines = [
        _(
            "<b>{role}</b> · {period}",
            role=called(role.name),
            period=period_name(_, period_plan(ledger.period)),
        ),
        _("Người phụ trách: {names}", names=names),
        "",
    ]
    tasks, indicators = ledger.tasks_of({role.id}), ledger.indicators_of({role.id})
    told = [
        f"{mark(ledger.submissions.get(t.id))} <b>{escape(t.code)}</b> {escape(shortened(t.text, 70))}"
        for t in tasks
    ]
    for indicator in indicators:
        figure = ledger.figures.get(indicator.id)
        value = amount(_, indicator, figure) if figure else _("chưa có")
        told.append(f"🔢 <b>{escape(indicator.code)}</b> {escape(shortened(indicator.name, 60))}: {value}")
    shown, page, count = page_of(told, _LINES_ON_PAGE, page)
    lines += [told[i] for i in shown]
    buttons: list[Button] = []
    if coordinating:
        buttons += [_task_button(ledger, task) for task in tasks]
        buttons += [_figure_button(ledger, indicator) for indicator in indicators]
        buttons = [buttons[i] for i in shown]
        lines += ["", _("Bấm mã để xem, trả lại, hoặc nhập thay nội dung còn thiếu.")]
    rows = [tuple(buttons[i : i + 4]) for i in range(0, len(buttons), 4)]
    rows += turning("review-role", ledger.period.id, role.id, page=page, count=count)
    rows.append((Button(_("‹ Các bộ phận"), data("review", ledger.period.id)),))
    return Screen("\n".join(lines), tuple(rows))


def _task_button(ledger: Ledger, task: Task) -> Button:
    submission = ledger.submissions.get(task.id)
    label = f"{mark(submission)} {task.code}"
    if submission is None:
        return Button(label, data("task", ledger.period.id, task.id))
    return Button(label, data("review-answer", submission.id))


def _figure_button(ledger: Ledger, indicator: Indicator) -> Button:
    figure = ledger.figures.get(indicator.id)
    if figure is None:
        return Button(f"🔢 {indicator.code}", data("figure", ledger.period.id, indicator.id))
    return Button(f"🔢 {indicator.code}", data("review-figure", figure.id))


def answer(
    _: Translator,
    task: Task,
    role: Role,
    submission: Submission,
    times: Tally,
    parts: Sequence[Given],
    by: str,
    files: Sequence[Evidence],
) -> Screen:
    """One answer in full, with the files and the way back."""
    lines = [
        _("<b>Nhiệm vụ {code}</b> · {role}", code=escape(task.code), role=called(role.name)),
        escape(shortened(task.text, 400)),
        *on_card(_, times),
        *part_lines(_, parts),
        "",
        *content_lines(_, content(submission)),
        *_provenance(_, submission, by),
    ]
    rows: list[tuple[Button, ...]] = [
        (Button(f"📎 {shortened(file.file_name, 40)}", data("file", file.id)),) for file in files[:8]
    ]
    rows.append(
        (
            Button(_("↩️ Trả lại"), data("return-answer", submission.id)),
            Button(_("✏️ Nhập thay"), data("task", submission.period_id, task.id)),
        )
    )
    rows.append(
        (
            Button(_("‹ Bộ phận"), data("review-role", submission.period_id, role.id)),
            Button(_("Chi tiết"), data("work", task.id)),
        )
    )
    return Screen("\n".join(lines), tuple(rows))


def figure(_: Translator, indicator: Indicator, role: Role, shown: Figure, by: str) -> Screen:
    lines = [
        _("🔢 <b>{code}</b> {name}", code=escape(indicator.code), name=escape(indicator.name)),
        _("Giá trị: <b>{amount}</b>", amount=amount(_, indicator, shown)),
        *_provenance(_, shown, by),
    ]
    rows = (
        (
            Button(_("↩️ Trả lại"), data("return-figure", shown.id)),
            Button(_("✏️ Nhập thay"), data("figure", shown.period_id, indicator.id)),
        ),
        (Button(_("‹ Bộ phận"), data("review-role", shown.period_id, role.id)),),
    )
    return Screen("\n".join(lines), rows)


def _provenance(_: Translator, row: Submission | Figure, by: str) -> list[str]:
    lines = [""]
    if row.submitted_at is not None:
        lines.append(
            _("Gửi lúc {moment}, người nhập: {name}", moment=_.moment(row.submitted_at), name=person(by))
        )
    if row.on_behalf:
        lines.append(_("✍️ Nhập thay bộ phận."))
    if row.late:
        lines.append(_("⏰ Gửi sau hạn."))
    if row.state is SubmissionState.RETURNED and row.return_reason:
        lines.append(_("↩️ Đã trả lại: {reason}", reason=escape(shortened(row.return_reason, 500))))
    return lines


def ask_return_reason(_: Translator, code: str) -> Screen:
    return Screen(
        _(
            "Trả lại <b>{code}</b> vì lý do gì? Đề nghị gõ một câu, lý do sẽ được gửi cho người báo cáo. Để hủy: /huy",
            code=escape(code),
        )
    )


def returned(_: Translator, code: str, told: int) -> Screen:
    if told:
        return Screen(_("↩️ Đã trả lại <b>{code}</b>; lý do được gửi đến người phụ trách.", code=escape(code)))
    return Screen(
        _(
            "↩️ Đã trả lại <b>{code}</b>. Chức danh này chưa có người nhận được tin; đồng chí có "
            "thể nhập thay.",
            code=escape(code),
        )
    )
