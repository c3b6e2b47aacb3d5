"""Chapters III to V: what was reached, what stood in the way, what comes next, what is asked for."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from locales.text import fold
from reports.annexes import discipline, target_rows
from reports.content import Chapter, DisciplineRow, Paragraph, Section, TargetRow, Verdict
from reports.data import AnswerData, TaskData
from reports.derive import percentage
from reports.ledger import Ledger, TaskState
from reports.narrative import cause_of
from reports.outline import ASSESSMENT_TITLE, OUTLOOK_TITLE, PROPOSALS_TITLE
from reports.wording import abridged, clause, day, lower_first, percent, plain, stopped, with_source

_VERDICT_COUNTS: tuple[tuple[Verdict, str], ...] = (
    ("met", "đạt"),
    ("not_met", "chưa đạt"),
    ("unknown", "chưa có số liệu"),
)
_STATE_COUNTS: tuple[tuple[TaskState, str], ...] = (
    ("in_progress", "đang triển khai"),
    ("not_started", "chưa thực hiện"),
    ("nothing_to_report", "không phát sinh"),
)


def assessment(ledger: Ledger) -> Chapter:
    """Chapter III: results in numbers, then difficulties and their causes."""
    results = Section("1", "Kết quả đạt được", _paragraphs(_results(ledger)))
    limits = Section("2", "Tồn tại, hạn chế và nguyên nhân", _paragraphs(_limits(ledger)))
    return Chapter("III", ASSESSMENT_TITLE, (results, limits))


def _paragraphs(sentences: Iterable[str]) -> tuple[Paragraph, ...]:
    unique = {fold(text): text for text in reversed(tuple(sentences))}
    return tuple(Paragraph(text) for text in reversed(unique.values()))


def _results(ledger: Ledger) -> list[str]:
    told = [_counts(ledger)] if ledger.data.tasks else []
    finished = [
        f"{lower_first(clause(place.title))} {done}/{len(place.tasks)} nhiệm vụ"
        for place in ledger.places
        if (done := sum(ledger.state(task) == "done" for task in place.tasks))
    ]
    if finished:
        told.append(f"Số nhiệm vụ hoàn thành theo nội dung: {'; '.join(finished)}.")
    targets = target_rows(ledger)
    if targets:
        told.append(_target_counts(targets))
    owing = [row for row in discipline(ledger) if row.tasks_owed or row.figures_owed]
    if owing:
        told.append(_punctuality(owing))
    return told


def _counts(ledger: Ledger) -> str:
    states = [ledger.state(task) for task in ledger.data.tasks]
    total, done = len(states), states.count("done")
    share = percentage(Decimal(done), Decimal(total), "empty") or Decimal(0)
    parts = [f"đã hoàn thành {done} nhiệm vụ ({percent(share)})"]
    parts += [f"{words} {n} nhiệm vụ" for state, words in _STATE_COUNTS if (n := states.count(state))]
    silent = states.count("silent") + states.count("returned")
    if silent:
        parts.append(f"chưa có báo cáo {silent} nhiệm vụ")
    return f"Trong tổng số {total} nhiệm vụ của kế hoạch: {', '.join(parts)}."


def _target_counts(targets: Sequence[TargetRow]) -> str:
    counts = [row.verdict for row in targets]
    parts = [f"{words} {n}" for verdict, words in _VERDICT_COUNTS if (n := counts.count(verdict))]
    return f"Đối chiếu {len(targets)} chỉ tiêu của kế hoạch: {', '.join(parts)}."


def _punctuality(owing: Sequence[DisciplineRow]) -> str:
    sent = [row for row in owing if row.last_sent_on is not None]
    in_time = sum(not row.late for row in sent)
    return (
        f"Có {len(sent)}/{len(owing)} bộ phận đã gửi báo cáo, trong đó {in_time} bộ phận gửi đúng thời hạn "
        "(chi tiết tại Phụ lục 3)."
    )


def _limits(ledger: Ledger) -> list[str]:
    told = [
        with_source(answer.difficulty, plain(ledger.role(answer.role_id)))
        for answer in _standing(ledger)
        if clause(answer.difficulty)
    ]
    told += _not_started(ledger)
    overdue = [task for task in ledger.data.tasks if _overdue(ledger, task)]
    if overdue:
        listed = "; ".join(_with_due(ledger, task) for task in overdue)
        told.append(f"Nhiệm vụ đã đến hạn chưa hoàn thành: {listed}.")
    late = [plain(row.role) for row in discipline(ledger) if row.late]
    if late:
        told.append(f"Việc gửi báo cáo của một số bộ phận còn chậm: {', '.join(late)}.")
    return told or ["Các bộ phận không phản ánh khó khăn, vướng mắc trong kỳ."]


def _not_started(ledger: Ledger) -> list[str]:
    told = []
    for task in ledger.data.tasks:
        answer = ledger.answer(task)
        if answer is not None and answer.state == "not_started" and (cause := cause_of(answer)):
            told.append(f"Nhiệm vụ “{abridged(task.text)}” chưa thực hiện được do {lower_first(cause)}.")
    return told


def _standing(ledger: Ledger) -> list[AnswerData]:
    return [answer for answer in ledger.data.answers if not answer.returned]


def _outstanding(ledger: Ledger, task: TaskData) -> bool:
    return ledger.state(task) != "done" and not task.withdrawn


def _overdue(ledger: Ledger, task: TaskData) -> bool:
    return task.due is not None and task.due <= ledger.data.period.end and _outstanding(ledger, task)


def _with_due(ledger: Ledger, task: TaskData) -> str:
    role = plain(ledger.role(task.lead_role_id))
    lead = f"; chủ trì: {role}" if role else ""
    due = f"hạn ngày {day(task.due)}" if task.due else ""
    return f"{lower_first(abridged(task.text))} ({due}{lead})"


def outlook(ledger: Ledger) -> Chapter:
    """Chapter IV: tasks falling due in the next period first, then the other open ones by section."""
    data = ledger.data
    falling_due = [
        task
        for task in data.tasks
        if task.due and data.next_end and data.period.end < task.due <= data.next_end
        if _outstanding(ledger, task)
    ]
    told = []
    if falling_due:
        listed = "; ".join(_with_due(ledger, task) for task in falling_due)
        told.append(f"Tập trung hoàn thành đúng hạn các nhiệm vụ đến hạn trong kỳ tới: {listed}.")
    for place in ledger.places:
        open_tasks = [
            lower_first(abridged(task.text, limit=140))
            for task in place.tasks
            if _outstanding(ledger, task) and task not in falling_due
        ]
        if open_tasks:
            subject = lower_first(clause(place.title).removeprefix("Về "))
            listed = "; ".join(map(_continued, dict.fromkeys(open_tasks)))
            told.append(stopped(f"Về {subject}: tiếp tục {listed}"))
    if not told:
        told.append("Tiếp tục duy trì kết quả các nhiệm vụ đã hoàn thành.")
    return Chapter("IV", OUTLOOK_TITLE, (Section("", "", _paragraphs(told)),))


def _continued(text: str) -> str:
    return text.removeprefix("tiếp tục ")


def proposals(ledger: Ledger) -> Chapter:
    """Chapter V: each proposal with who made it."""
    told = [
        with_source(answer.proposal, f"đề xuất của {plain(ledger.role(answer.role_id))}")
        for answer in _standing(ledger)
        if clause(answer.proposal)
    ]
    section = Section("", "", _paragraphs(told or ["Không có kiến nghị, đề xuất."]))
    return Chapter("V", PROPOSALS_TITLE, (section,))
