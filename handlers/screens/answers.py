"""Tasks and the answers on them, in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.buttons import data
from handlers.screen import Button, Screen, escape
from handlers.screens import work
from handlers.screens.occasions import Tally, on_card
from handlers.screens.paging import page_of, pages, turning
from handlers.screens.parts import (
    before,
    called,
    days_left,
    numbered_bar,
    period_name,
    person,
    shortened,
    window_line,
)
from handlers.screens.support import Given, missing, take_buttons, to_list
from handlers.screens.support import lines as part_lines
from locales import Translator
from scheduler.ledger import Ledger, period_plan
from scheduler.periods import PeriodPlan
from storage.answers import Answer, content
from storage.tables import DueKind, Period, Progress, Role, Submission, SubmissionState, Task

# A card holds the plan's own sentence, which runs to a paragraph; the whole stays under Telegram's 4,096.
_TEXT_SHOWN = 700
_TEXT_BESIDE_PARTS = 250
_PART_SHOWN = 420
_REASON_SHOWN = 400
_TASKS_ON_PAGE = 24
_SUPPORTED_SHOWN = 8
_LINES_STORED = 40
_LINES_MISSED = 10
_MOST_BUTTONS = 96
_LIST_SHOWN = 90
# Beside the day a task is due there is less room for its words.
_DUE_SHOWN = 45
_BUTTONS_IN_ROW = 4


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One task in one period, as its lead sees it."""

    period: Period
    task: Task
    role: Role
    supports: Sequence[Role]
    submission: Submission | None
    earlier: Submission | None
    files: int
    today: date
    on_behalf: bool
    times: Tally
    parts: Sequence[Given] = ()


def mark(submission: Submission | None) -> str:
    """A sign for how an answer stands."""
    if submission is None:
        return "▫️"
    if submission.state is SubmissionState.RETURNED:
        return "↩️"
    if submission.state is SubmissionState.DRAFT:
        return "✏️"
    signs = {
        Progress.DONE: "✅",
        Progress.IN_PROGRESS: "🔵",
        Progress.NOT_STARTED: "🔴",
        Progress.NOTHING_TO_REPORT: "➖",
    }
    return signs[submission.progress] if submission.progress else "✏️"


def progress_words(_: Translator, progress: Progress, percent: int | None) -> str:
    match progress:
        case Progress.DONE:
            return _("đã xong")
        case Progress.IN_PROGRESS if percent is not None:
            return _("đang làm, đạt {percent}", percent=_.percent(percent))
        case Progress.IN_PROGRESS:
            return _("đang làm")
        case Progress.NOT_STARTED:
            return _("chưa làm")
        case Progress.NOTHING_TO_REPORT:
            return _("không phát sinh")


def tasks(
    _: Translator,
    ledger: Ledger,
    role_ids: Collection[int],
    dues: Mapping[int, date],
    page: int = 0,
) -> Screen:
    """/viec: everything these roles lead, with its state and next due day, and what they support."""
    period = period_plan(ledger.period)
    lines = [_("<b>Nhiệm vụ của tôi</b> · {period}", period=period_name(_, period)), ""]
    led = by_due(ledger.tasks_of(role_ids), dues)
    told = [_task_line(_, task, ledger.submissions.get(task.id), dues) for task in led]
    shown, page, count = page_of(told, _TASKS_ON_PAGE, page)
    lines += [told[i] for i in shown]
    if not led:
        lines.append(_("Đồng chí không chủ trì nhiệm vụ nào trong kỳ này."))
    supported, awaited = _supported(ledger, role_ids)
    if supported:
        lines += ["", _("Phối hợp:")]
        lines += [
            f"{'▫️' if t.id in awaited else '🤝'} <b>{escape(t.code)}</b> {escape(shortened(t.text, _LIST_SHOWN))}"
            for t in supported[:_SUPPORTED_SHOWN]
        ]
        more = len(supported) - _SUPPORTED_SHOWN
        if more > 0:
            lines.append(_.n("… và {n} nhiệm vụ khác", "… và {n} nhiệm vụ khác", more))
    if led:
        lines += ["", _("Bấm mã nhiệm vụ để xem hoặc sửa.")]
    rows = [
        *task_buttons(ledger, [led[i] for i in shown]),
        *turning("tasks", ledger.period.id, page=page, count=count),
    ]
    if arrived := [task for task in led if work.awaits(task)]:
        lines.append(_("⏳ Mới được giao, chưa xác nhận đã nhận: {codes}", codes=_codes(arrived)))
        rows += work.acknowledging(_, arrived)
    support = [
        Button(f"🤝 {t.code}", data("part", ledger.period.id, t.id)) for t in supported[:_SUPPORTED_SHOWN]
    ]
    rows += [tuple(support[i : i + _BUTTONS_IN_ROW]) for i in range(0, len(support), _BUTTONS_IN_ROW)]
    return Screen("\n".join(lines), tuple(rows))


def _codes(tasks: Sequence[Task]) -> str:
    return escape(shortened(", ".join(task.code for task in tasks), 200))


def _supported(ledger: Ledger, role_ids: Collection[int]) -> tuple[list[Task], set[int]]:
    """What these roles support, the parts still asked for in front; and the ids of those."""
    awaited = {task.id for task in ledger.open_parts(role_ids)}
    return sorted(ledger.supported(role_ids), key=lambda task: task.id not in awaited), awaited


def by_due(tasks: Sequence[Task], dues: Mapping[int, date]) -> list[Task]:
    """Those with a day of their own first, the one due next in front; the others in the plan's order."""
    return sorted(tasks, key=lambda task: dues.get(task.id, date.max))


def _task_line(
    _: Translator, task: Task, submission: Submission | None, dues: Mapping[int, date] | None = None
) -> str:
    due_on = dues.get(task.id) if dues else None
    text = escape(shortened(task.text, _DUE_SHOWN if due_on else _LIST_SHOWN))
    line = f"{mark(submission)} {work.sign(task)}<b>{escape(task.code)}</b> {text}"
    return f"{line} – {before(_, due_on)}" if due_on else line


def task_buttons(ledger: Ledger, shown: Sequence[Task]) -> tuple[tuple[Button, ...], ...]:
    """A button a task, four in a row."""
    buttons = [
        Button(
            f"{mark(ledger.submissions.get(task.id))} {task.code}", data("task", ledger.period.id, task.id)
        )
        for task in shown
    ]
    return tuple(tuple(buttons[i : i + _BUTTONS_IN_ROW]) for i in range(0, len(buttons), _BUTTONS_IN_ROW))


def report(
    _: Translator,
    ledger: Ledger,
    role_ids: Collection[int],
    dues: Mapping[int, date],
    today: date,
    page: int = 0,
) -> Screen:
    """/baocao: what is still owed, and the way to answer it."""
    plan = period_plan(ledger.period)
    open_tasks = by_due(ledger.open_tasks(role_ids), dues)
    open_figures = ledger.open_indicators(role_ids)
    asked = sum(ledger.asked(role_id) for role_id in role_ids)
    awaited = ledger.open_parts(role_ids)
    support = [missing(_, len(awaited))] if awaited else []
    to_support = (to_list(_, ledger.period.id),) if awaited else ()
    if not asked:
        nothing = nothing_asked(_, plan)
        return Screen("\n".join([nothing.text, *support]), to_support)
    answered = asked - len(open_tasks) - len(open_figures)
    lines = [
        _("<b>Báo cáo CCHC {period}</b>", period=period_name(_, plan)),
        window_line(_, plan),
        _(
            "Hạn gửi: {before} – {left}",
            before=before(_, plan.officers_last_day),
            left=days_left(_, plan.officers_last_day, today),
        ),
        "",
        _(
            "{bar} đã báo cáo {answered}/{asked} nội dung",
            bar=numbered_bar(answered, asked),
            answered=_.number(answered),
            asked=_.number(asked),
        ),
    ]
    if not open_tasks and not open_figures:
        lines += ["", _("✅ Đồng chí đã báo cáo đủ. Xem lại hoặc sửa: /viec"), *support]
        return Screen("\n".join(lines), to_support)
    told = [_task_line(_, task, ledger.submissions.get(task.id), dues) for task in open_tasks]
    shown, page, count = page_of(told, _TASKS_ON_PAGE, page)
    lines += ["", *(told[i] for i in shown)]
    if open_figures:
        lines.append(_.n("🔢 {n} số liệu chưa nhập", "🔢 {n} số liệu chưa nhập", len(open_figures)))
    lines += support
    lines += [
        "",
        _(
            "Bấm mã nhiệm vụ, hoặc gõ nhiều dòng, ví dụ:\n<code>{example}</code>",
            example=_example(open_tasks),
        ),
    ]
    rows = list(task_buttons(ledger, [open_tasks[i] for i in shown]))
    rows += turning("report", ledger.period.id, page=page, count=count)
    if open_figures:
        label = _("🔢 Nhập số liệu ({n})", n=_.number(len(open_figures)))
        rows.append((Button(label, data("figures", ledger.period.id)),))
    rows.append((Button(_("➖ Không phát sinh"), data("nothing-all", ledger.period.id)),))
    rows += to_support
    return Screen("\n".join(lines), tuple(rows))


def _example(open_tasks: Sequence[Task]) -> str:
    codes = [task.code for task in open_tasks[:2]] or ["1.a"]
    answers = ("xong", "đang làm 60%")
    return "\n".join(f"{escape(code)} {answer}" for code, answer in zip(codes, answers, strict=False))


def card(_: Translator, shown: TaskCard) -> Screen:
    """One task to answer: its words, what was said so far, the buttons."""
    task, period = shown.task, period_plan(shown.period)
    lines = [
        work.sign(task)
        + _("<b>Nhiệm vụ {code}</b> · {period}", code=escape(task.code), period=period_name(_, period)),
        escape(shortened(task.text, _TEXT_BESIDE_PARTS if shown.parts else _TEXT_SHOWN)),
    ]
    if task.product:
        lines.append(_("Sản phẩm: {product}", product=escape(shortened(task.product, 150))))
    if task.due_on is not None and task.due_kind is DueKind.DATE and shown.times.next_due is None:
        lines.append(_("Thời hạn: {day}", day=_.date(task.due_on)))
    elif task.due_text and task.due_kind is not DueKind.DATE:
        lines.append(_("Thời hạn: {text}", text=escape(shortened(task.due_text, 150))))
    lines += on_card(_, shown.times)
    if shown.supports:
        names = shortened(", ".join(role.name for role in shown.supports), 300)
        lines.append(_("Phối hợp: {roles}", roles=escape(names)))
    if shown.on_behalf:
        lines.append(_("✍️ Nhập thay: {role}", role=called(shown.role.name)))
    lines += part_lines(_, shown.parts)
    lines += _current_answer(_, shown)
    lines += ["", _("Bấm nút, hoặc gõ một dòng, ví dụ: <code>đang làm 60%, đã niêm yết đủ</code>")]
    key = (shown.period.id, task.id)
    rows = (
        (Button(_("✅ Xong"), data("done", *key)), Button(_("🔵 Đang làm"), data("doing", *key))),
        (
            Button(_("🔴 Chưa làm"), data("not-started", *key)),
            Button(_("➖ Không phát sinh"), data("nothing", *key)),
        ),
        *take_buttons(_, shown.parts),
        (
            Button(_("‹ Danh sách"), data("report", shown.period.id)),
            Button(_("Chi tiết"), data("work", task.id)),
        ),
    )
    return Screen("\n".join(lines), rows)


def _current_answer(_: Translator, shown: TaskCard) -> list[str]:
    lines: list[str] = []
    submission = shown.submission
    if submission is not None and submission.return_reason:
        lines += [
            "",
            _("↩️ Trả lại: {reason}", reason=escape(shortened(submission.return_reason, _REASON_SHOWN))),
        ]
    if submission is not None:
        lines += ["", _("Đã ghi:"), *content_lines(_, content(submission))]
    elif shown.earlier is not None and shown.earlier.progress is not None:
        words = progress_words(_, shown.earlier.progress, shown.earlier.percent)
        lines += ["", _("Kỳ trước: {answer}", answer=words)]
    if shown.files:
        lines.append(_.n("📎 {n} tài liệu kiểm chứng", "📎 {n} tài liệu kiểm chứng", shown.files))
    return lines


def content_lines(_: Translator, answer: Answer) -> list[str]:
    """What an answer says, a line a part; long words are shown by their beginning."""
    lines = []
    if answer.progress is not None:
        lines.append(
            _("Tình trạng: <b>{state}</b>", state=progress_words(_, answer.progress, answer.percent))
        )
    parts = (
        (_("Lý do"), answer.reason),
        (_("Kết quả"), answer.narrative),
        (_("Vướng mắc"), answer.difficulty),
        (_("Kiến nghị"), answer.proposal),
    )
    return lines + [f"{label}: {escape(shortened(words, _PART_SHOWN))}" for label, words in parts if words]


def saved(
    _: Translator,
    period: Period,
    task: Task,
    role: Role,
    submission: Submission,
    files: int,
    next_task: Task | None,
) -> Screen:
    """What was understood and stored, with the way to change or add to it."""
    lines = [
        _(
            "✅ Đã ghi nhiệm vụ <b>{code}</b> · {period}",
            code=escape(task.code),
            period=period_name(_, period_plan(period)),
        ),
        *content_lines(_, content(submission)),
    ]
    if files:
        lines.append(_.n("📎 {n} tài liệu kiểm chứng", "📎 {n} tài liệu kiểm chứng", files))
    if submission.on_behalf:
        lines.append(_("✍️ Nhập thay: {role}", role=called(role.name)))
    if submission.late:
        lines.append(_("⏰ Gửi sau hạn, đã ghi là muộn."))
    if submission.progress is not Progress.NOTHING_TO_REPORT:
        lines += ["", _("Cần bổ sung kết quả cụ thể, đồng chí gõ tiếp hoặc gửi tệp vào đây.")]
    key = submission.id
    rows: list[tuple[Button, ...]] = [
        (
            Button(_("✏️ Sửa"), data("task", period.id, task.id)),
            Button(_("+ Vướng mắc"), data("add", key, "difficulty")),
            Button(_("+ Kiến nghị"), data("add", key, "proposal")),
        ),
    ]
    if next_task is not None:
        label = _("Tiếp: {code} ›", code=next_task.code)
        rows.append((Button(label, data("task", period.id, next_task.id)),))
    rows.append((Button(_("‹ Danh sách"), data("report", period.id)),))
    return Screen("\n".join(lines), tuple(rows))


def ask_percent(_: Translator, period: Period, task: Task) -> Screen:
    steps = [Button(_.percent(step), data("doing", period.id, task.id, step)) for step in (25, 50, 75, 90)]
    return Screen(
        _(
            "Nhiệm vụ <b>{code}</b> thực hiện đến đâu? Bấm hoặc gõ, ví dụ: <code>60%</code>",
            code=escape(task.code),
        ),
        (tuple(steps), (Button(_("Chưa rõ tỷ lệ"), data("doing", period.id, task.id, "none")),)),
    )


def ask_reason(_: Translator, task: Task) -> Screen:
    return Screen(
        _(
            "Nhiệm vụ <b>{code}</b>: chưa làm vì lý do gì? "
            "Đề nghị gõ ngắn gọn, ví dụ: <code>thiếu kinh phí</code>",
            code=escape(task.code),
        )
    )


def ask_status(_: Translator, period: Period, task: Task, submission: Submission, files: int) -> Screen:
    """Words or a file came, but not how far the task is: what came is kept, the rest is asked."""
    lines = [_("✏️ Đã giữ nội dung cho nhiệm vụ <b>{code}</b>.", code=escape(task.code))]
    lines += content_lines(_, content(submission))
    if files:
        lines.append(_.n("📎 {n} tài liệu kiểm chứng", "📎 {n} tài liệu kiểm chứng", files))
    lines += ["", _("Nhiệm vụ này thực hiện đến đâu?")]
    key = (period.id, task.id)
    rows = (
        (Button(_("✅ Xong"), data("done", *key)), Button(_("🔵 Đang làm"), data("doing", *key))),
        (
            Button(_("🔴 Chưa làm"), data("not-started", *key)),
            Button(_("➖ Không phát sinh"), data("nothing", *key)),
        ),
    )
    return Screen("\n".join(lines), rows)


def ask_more(_: Translator, task: Task, part: str) -> Screen:
    if part == "difficulty":
        return Screen(_("Đề nghị gõ vướng mắc của nhiệm vụ <b>{code}</b>:", code=escape(task.code)))
    return Screen(_("Đề nghị gõ kiến nghị, đề xuất về nhiệm vụ <b>{code}</b>:", code=escape(task.code)))


def which(_: Translator, text: str, ledger: Ledger, choices: Sequence[Task], question_id: int) -> Screen:
    """Plain words came and several tasks are open: whose are they? The words are kept meanwhile."""
    kept = _("Đã giữ lại câu: <i>{text}</i>", text=escape(shortened(text, 300)))
    return _which(_, kept, _("Nội dung này thuộc nhiệm vụ nào?"), "which", ledger, choices, question_id)


def which_file(_: Translator, name: str, ledger: Ledger, choices: Sequence[Task], question_id: int) -> Screen:
    """The same for a file, which is kept meanwhile."""
    kept = _("📎 Đã giữ lại tệp <i>{name}</i>.", name=escape(shortened(name, 100)))
    return _which(_, kept, _("Tệp này thuộc nhiệm vụ nào?"), "file-for", ledger, choices, question_id)


def _which(
    _: Translator,
    kept: str,
    asking: str,
    verb: str,
    ledger: Ledger,
    choices: Sequence[Task],
    question_id: int,
) -> Screen:
    told = [_task_line(_, task, ledger.submissions.get(task.id)) for task in choices]
    lines = [kept, asking, "", *(told[i] for i in pages(told, _TASKS_ON_PAGE)[0])]
    buttons = [Button(task.code, data(verb, question_id, task.id)) for task in choices[:_MOST_BUTTONS]]
    rows = [tuple(buttons[i : i + _BUTTONS_IN_ROW]) for i in range(0, len(buttons), _BUTTONS_IN_ROW)]
    rows.append((Button(_("Không phải nội dung báo cáo"), data("leave", question_id)),))
    return Screen("\n".join(lines), tuple(rows))


def confirm_nothing(_: Translator, period: Period, open_tasks: int, open_figures: int) -> Screen:
    return Screen(
        _(
            "Ghi <b>không phát sinh</b> cho {tasks} nhiệm vụ và {figures} số liệu còn lại của {period}?",
            tasks=_.number(open_tasks),
            figures=_.number(open_figures),
            period=period_name(_, period_plan(period)),
        ),
        (
            (
                Button(_("Ghi không phát sinh"), data("nothing-all-yes", period.id)),
                Button(_("Quay lại"), data("report", period.id)),
            ),
        ),
    )


def nothing_recorded(_: Translator, period: Period, count: int) -> Screen:
    return Screen(
        _(
            "✅ Đã ghi không phát sinh cho {n} nội dung còn lại của {period}. Sửa lại: /viec",
            n=_.number(count),
            period=period_name(_, period_plan(period)),
        )
    )


def several_saved(
    _: Translator, lines: Sequence[str], not_understood: Sequence[str], unknown: Sequence[str]
) -> Screen:
    """Several coded lines at once: what was stored, what was not."""
    text = []
    if lines:
        text += [
            _.n("✅ Đã ghi {n} nội dung:", "✅ Đã ghi {n} nội dung:", len(lines)),
            *lines[:_LINES_STORED],
        ]
        if len(lines) > _LINES_STORED:
            text.append("…")
    if not_understood:
        text += [
            "",
            _("⚠️ Chưa hiểu, chưa ghi:"),
            *[f"• {escape(shortened(line, 120))}" for line in not_understood[:_LINES_MISSED]],
        ]
    if unknown:
        text += [
            "",
            _(
                "⚠️ Không có mã này trong phần việc của đồng chí: {codes}",
                codes=escape(shortened(", ".join(unknown), 200)),
            ),
        ]
    text += ["", _("Nội dung còn thiếu: /baocao")]
    return Screen("\n".join(text))


def returned(
    _: Translator, period: Period, code: str, reason: str, by: str, press: tuple[str, int, int]
) -> Screen:
    """What an officer hears when an answer comes back; `press` opens what is to be answered anew."""
    lines = [
        _(
            "↩️ <b>{code}</b> · {period}: đề nghị đồng chí xem lại và gửi lại.",
            code=escape(code),
            period=period_name(_, period_plan(period)),
        ),
        _("Lý do: {reason}", reason=escape(shortened(reason, 1500))),
        _("Người trả lại: {name}", name=person(by)),
    ]
    return Screen("\n".join(lines), ((Button(_("Báo cáo lại"), data(*press)),),))


def all_answered(_: Translator) -> Screen:
    return Screen(_("Đồng chí đã gửi đủ, không còn nội dung nào chờ trả lời. Để sửa: /viec"))


def nothing_asked(_: Translator, period: PeriodPlan) -> Screen:
    return Screen(
        _(
            "Chức danh của đồng chí không có nội dung phải báo cáo trong {period}.",
            period=period_name(_, period),
        )
    )


def stored_answer(_: Translator, code: str, answer: Answer) -> str:
    """One of several stored answers, with the words that were stored."""
    words = progress_words(_, answer.progress, answer.percent) if answer.progress else ""
    said = shortened(
        "; ".join(filter(None, (answer.reason, answer.narrative, answer.difficulty, answer.proposal))), 80
    )
    return stored_line(code, f"{words} – {escape(said)}" if said else words)


def left(_: Translator) -> Screen:
    return Screen(_("Đã rõ, không ghi nội dung nào."))


def stored_line(code: str, words: str) -> str:
    """One of several stored answers; `words` are safe already."""
    return f"• <b>{escape(code)}</b>: {words}"
