"""Chapters I and II: per section the officers' own words, the figures, and what is missing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locales.text import fold
from reports.content import Chapter, Gap, Paragraph, Section
from reports.data import AnswerData, IndicatorData, SliceData, TaskData
from reports.derive import Derived
from reports.indicators import IndicatorSpec
from reports.ledger import Ledger
from reports.outline import DIRECTION_TITLE, RESULTS_TITLE, Place
from reports.wording import (
    abridged,
    amount,
    capital,
    clause,
    days,
    lower_first,
    plain,
    sentence,
    stopped,
    word_count,
)

# An answer of fewer words says nothing without the task it answers.
_ENOUGH_WORDS = 6
_CAUSE = re.compile(r"(?:^|\s)(?:do|vì|bởi)\s+(.+)", re.IGNORECASE)
_NO_WORDS = {
    "done": {"xong", "da xong", "hoan thanh", "da hoan thanh", "roi"},
    "in_progress": {"dang lam", "dang thuc hien", "dang trien khai"},
    "not_started": {"chua", "chua lam", "chua thuc hien"},
    "nothing_to_report": {"khong", "khong phat sinh", "khong co"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """A section's paragraphs and the gaps among them."""

    paragraphs: tuple[Paragraph, ...]
    gaps: tuple[Gap, ...]


def direction_and_results(ledger: Ledger) -> tuple[tuple[Chapter, Chapter], tuple[Gap, ...]]:
    """Chapters I and II, and every gap in them in reading order."""
    sections: dict[str, list[Section]] = {"I": [], "II": []}
    gaps: list[Gap] = []
    for place in ledger.places:
        told = _tell(ledger, place)
        chapter = sections[place.chapter]
        chapter.append(Section(str(len(chapter) + 1), capital(clause(place.title)), told.paragraphs))
        gaps.extend(told.gaps)
    first = Chapter("I", DIRECTION_TITLE, tuple(sections["I"]))
    second = Chapter("II", RESULTS_TITLE, tuple(sections["II"]))
    return (first, second), tuple(gaps)


def _tell(ledger: Ledger, place: Place) -> Told:
    gaps = (
        *_task_gaps(ledger, place.tasks),
        *_figure_gaps(ledger, place.indicators),
        *_incomplete_gaps(ledger, place.indicators),
    )
    words = (*_answers(ledger, place.tasks), *_figures(ledger, place.indicators))
    paragraphs = (
        *(Paragraph(text) for text in _once(words)),
        *(Paragraph(gap.text, gap=True) for gap in gaps),
    )
    if not paragraphs:
        paragraphs = (Paragraph(_nothing_said(place)),)
    return Told(paragraphs, gaps)


def _nothing_said(place: Place) -> str:
    if place.tasks:
        return "Nhiệm vụ về nội dung này không đến kỳ báo cáo."
    return "Kế hoạch không giao nhiệm vụ riêng về nội dung này."


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    """Each sentence once, however often it was given."""
    return tuple({fold(text): text for text in reversed(tuple(sentences))}.values())[::-1]


def _answers(ledger: Ledger, tasks: Sequence[TaskData]) -> list[str]:
    """Answers with words first, each its own paragraph; answers by button alone are listed together."""
    told: list[str] = []
    by_button: dict[str, list[str]] = {"done": [], "nothing_to_report": []}
    for task in tasks:
        for answer in ledger.answers.get(task.id, ()):
            if not _has_words(answer) and answer.state in by_button:
                by_button[answer.state].append(lower_first(abridged(task.text)))
            else:
                told.append(_signed(ledger, task, answer, _answer(task, answer)))
    for lead, state in (
        ("Đã hoàn thành", "done"),
        ("Trong kỳ không phát sinh nội dung", "nothing_to_report"),
    ):
        if by_button[state]:
            told.append(stopped(f"{lead}: {'; '.join(dict.fromkeys(by_button[state]))}"))
    return told


def _has_words(answer: AnswerData) -> bool:
    folded = fold(answer.text)
    return bool(folded) and folded not in _NO_WORDS[answer.state]


def _answer(task: TaskData, answer: AnswerData) -> str:
    subject = abridged(task.text)
    if _has_words(answer):
        return _worded(subject, answer)
    if answer.state == "in_progress":
        progress = "" if answer.percent is None else f" (đạt {percent_of(answer)})"
        return stopped(f"Đang triển khai{progress}: {lower_first(subject)}")
    cause = cause_of(answer)
    return stopped(
        f"Chưa thực hiện: {lower_first(subject)}{f'; lý do: {lower_first(cause)}' if cause else ''}"
    )


def _worded(subject: str, answer: AnswerData) -> str:
    if answer.state == "not_started":
        return _not_started(subject, answer)
    text = sentence(answer.text)
    if word_count(answer.text) < _ENOUGH_WORDS:
        text = f"{subject}: {lower_first(text)}"
    if answer.state == "in_progress" and answer.percent is not None and f"{answer.percent}%" not in text:
        return f"{text.removesuffix('.')} (tiến độ {percent_of(answer)})."
    return text


def _not_started(subject: str, answer: AnswerData) -> str:
    """The words say either that nothing was done ("chưa …", "không …") or only why."""
    text, reason = lower_first(clause(answer.text)), lower_first(clause(answer.reason))
    if fold(text).split()[0] not in ("chua", "khong"):
        said = "; ".join(dict.fromkeys(filter(None, (reason, text))))
        return stopped(f"Chưa thực hiện: {lower_first(subject)}; lý do: {said}")
    added = f"; lý do: {reason}" if reason and fold(reason) not in fold(text) else ""
    return stopped(f"{subject}: {text}{added}")


def cause_of(answer: AnswerData) -> str:
    """Why a task was not begun: the reason given, else what the words say behind "do" or "vì"."""
    words = clause(answer.reason) or (clause(answer.text) if _has_words(answer) else "")
    cause = _CAUSE.search(words)
    return cause.group(1) if cause else words


def percent_of(answer: AnswerData) -> str:
    """The progress an answer gives, as printed; empty when it gives none."""
    return "" if answer.percent is None else f"{answer.percent}%"


def _signed(ledger: Ledger, task: TaskData, answer: AnswerData, text: str) -> str:
    """A supporting role's words are marked as its own; the lead's stand for the unit."""
    if task.lead_role_id in (None, answer.role_id):
        return text
    return f"{capital(plain(ledger.role(answer.role_id)))}: {lower_first(text)}"


def _figures(ledger: Ledger, specs: Sequence[IndicatorSpec]) -> list[str]:
    told = []
    for spec in specs:
        derived = ledger.current(spec)
        # Nothing out of nothing has no percentage, but "0/0" is still an answer.
        if not derived.missing and (derived.value is not None or derived.numerator is not None):
            told.append(f"{lower_first(spec.name)}: {amount(spec, derived)}")
    return [f"Số liệu trong kỳ: {'; '.join(told)}."] if told else []


def _task_gaps(ledger: Ledger, tasks: Sequence[TaskData]) -> list[Gap]:
    nobody: list[TaskData] = []
    silent: dict[str, list[TaskData]] = {}
    returned: dict[str, list[TaskData]] = {}
    for task in filter(ledger.unanswered, tasks):
        role = ledger.role(task.lead_role_id)
        if not role:
            nobody.append(task)
        elif ledger.state(task) == "returned":
            returned.setdefault(role, []).append(task)
        else:
            silent.setdefault(role, []).append(task)
    gaps = [
        Gap("task", role, _codes(owed), f"(Chưa có báo cáo của {role} về nhiệm vụ {_listed(owed)}.)")
        for role, owed in silent.items()
    ]
    gaps += [
        Gap("returned", role, _codes(owed), f"({role} chưa gửi lại báo cáo về nhiệm vụ {_listed(owed)}.)")
        for role, owed in returned.items()
    ]
    if nobody:
        text = f"(Chưa giao bộ phận chủ trì, chưa có báo cáo về nhiệm vụ {_listed(nobody)}.)"
        gaps.append(Gap("no_lead", "", _codes(nobody), text))
    return gaps


def _codes(tasks: Sequence[TaskData]) -> tuple[str, ...]:
    return tuple(plain(task.code) for task in tasks)


def _listed(tasks: Sequence[TaskData]) -> str:
    return ", ".join(_codes(tasks))


def _figure_gaps(ledger: Ledger, specs: Sequence[IndicatorSpec]) -> list[Gap]:
    owed: dict[str, list[IndicatorSpec]] = {}
    for row in _owed_rows(ledger, specs):
        if row.spec.code not in ledger.current_figures:
            owed.setdefault(ledger.role(row.role_id), []).append(row.spec)
    return [
        Gap(
            "figure",
            role,
            tuple(spec.code for spec in lacking),
            f"(Chưa có số liệu của {role}: {'; '.join(lower_first(spec.name) for spec in lacking)}.)",
        )
        for role, lacking in owed.items()
    ]


def _incomplete_gaps(ledger: Ledger, specs: Sequence[IndicatorSpec]) -> list[Gap]:
    """Figures whose own slice is there, but an earlier slice of the period is not."""
    gaps = []
    for row in _owed_rows(ledger, specs):
        derived = ledger.current(row.spec)
        if row.spec.code in ledger.current_figures and derived.missing:
            gaps.append(
                Gap(
                    "incomplete",
                    ledger.role(row.role_id),
                    (row.spec.code,),
                    f"(Số liệu chưa đủ: {lower_first(row.spec.name)} mới có {amount(row.spec, derived)}; "
                    f"thiếu số liệu {_missing_days(ledger.data.period.slices, derived)}.)",
                )
            )
    return gaps


def _owed_rows(ledger: Ledger, specs: Sequence[IndicatorSpec]) -> list[IndicatorData]:
    codes = {spec.code for spec in specs}
    return [row for row in ledger.data.indicators if row.spec.code in codes and ledger.owes_figure(row)]


def _missing_days(slices: Sequence[SliceData], derived: Derived) -> str:
    return ", ".join(days(one.start, one.end) for one in slices if one.code in derived.missing)
