"""Officers answer on tasks: by button, by words, for themselves or on behalf of a role."""

from handlers import accepting, access, answering, figures, settling
from handlers.answering import with_part, with_progress
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.screens import answers as screens
from handlers.screens.support import Given
from handlers.turn import PressAction, Turn
from handlers.understand import (
    Agreement,
    Asked,
    Courtesy,
    Expecting,
    Meaning,
    NothingToReport,
    Status,
    Value,
    understand,
)
from handlers.understand import Progress as SaidProgress
from scheduler.ledger import open_ledger, stands
from scheduler.periods import is_late
from storage import answers, parts, people, periods, plans, questions
from storage.answers import Answer
from storage.figures import Reported
from storage.tables import Period, Progress, Question, Role, Submission, SubmissionState, Task

_PARTS = ("difficulty", "proposal")


async def report(turn: Turn) -> None:
    """/baocao: what the sender still owes in the current period."""
    await _show_report(turn, await access.current(turn))


async def show_report(turn: Turn, press: Press) -> None:
    page = press.number(1) if len(press.args) > 1 else 0
    await _show_report(turn, await access.known_period(turn, press.number(0)), page)


async def _show_report(turn: Turn, period: Period, page: int = 0) -> None:
    ledger = await open_ledger(turn.session, period)
    roles = await access.own_roles(turn)
    dues = await settling.next_dues(turn, roles)
    turn.change(screens.report(turn._, ledger, roles, dues, turn.today, page))


async def show_task(turn: Turn, press: Press) -> None:
    """A task's card. It also asks: the next plain words are the answer."""
    period, task, role = await _subject(turn, press)
    on_behalf = await access.speaks_for(turn, role.id)
    question = await turn.ask("task", {"period": period.id, "task": task.id})
    supports = await plans.supports_of(turn.session, [task.id])
    roles = {r.id: r for r in await people.roles(turn.session, turn.unit.id)}
    submission = await answers.submission_on(turn.session, period.id, task.id)
    card = screens.TaskCard(
        period=period,
        task=task,
        role=role,
        supports=[roles[role_id] for role_id in supports.get(task.id, [])],
        submission=submission,
        earlier=await earlier_submission(turn, period, task),
        files=await answers.evidence_count(turn.session, submission),
        today=turn.today,
        on_behalf=on_behalf,
        times=await settling.tally(turn, period, task),
        parts=await given_parts(turn, period, task),
    )
    turn.change(screens.card(turn._, card), asks=question)


async def given_parts(turn: Turn, period: Period, task: Task) -> list[Given]:
    """What supporting roles gave for the task, for its lead and the coordinator."""
    roles = {role.id: role for role in await people.roles(turn.session, turn.unit.id)}
    return [
        Given(part, roles[part.role_id])
        for part in await parts.parts(turn.session, period.id)
        if part.task_id == task.id
    ]


async def _subject(turn: Turn, press: Press) -> tuple[Period, Task, Role]:
    """The open period, the task and its lead that a button names, all of the sender's unit."""
    period = await access.open_period(turn, press.number(0))
    task, role = await led_task(turn, press.number(1))
    return period, task, role


async def led_task(turn: Turn, task_id: int) -> tuple[Task, Role]:
    """The unit's task of this id and its lead. Raises StaleButton when either is gone or withdrawn."""
    task = await plans.task(turn.session, turn.unit.id, task_id)
    if task is None or task.lead_role_id is None or task.withdrawn_at is not None:
        raise StaleButton
    role = await people.role(turn.session, turn.unit.id, task.lead_role_id)
    if role is None:
        raise StaleButton
    return task, role


async def earlier_submission(turn: Turn, period: Period, task: Task) -> Submission | None:
    """The answer on the task in the latest period before this one."""
    earlier = [p for p in await periods.periods(turn.session, turn.unit.id) if p.cutoff < period.cutoff]
    for past in reversed(earlier):
        if (submission := await answers.submission_on(turn.session, past.id, task.id)) is not None:
            return submission
    return None


async def done(turn: Turn, press: Press) -> None:
    await _set_progress(turn, press, Progress.DONE)


async def nothing(turn: Turn, press: Press) -> None:
    await _set_progress(turn, press, Progress.NOTHING_TO_REPORT)


async def doing(turn: Turn, press: Press) -> None:
    """In progress: with the percentage that the button names, else it is asked."""
    if len(press.args) > 2:
        percent = None if press.word(2) == "none" else press.number(2)
        if percent is not None and not 0 <= percent <= 100:
            raise StaleButton
        await _set_progress(turn, press, Progress.IN_PROGRESS, percent)
        return
    period, task, role = await _subject(turn, press)
    await access.speaks_for(turn, role.id)
    question = await turn.ask("task", {"period": period.id, "task": task.id, "keep": True})
    turn.change(screens.ask_percent(turn._, period, task), asks=question)


async def not_started(turn: Turn, press: Press) -> None:
    """Not started: the reason is asked for; until it comes nothing is stored."""
    period, task, role = await _subject(turn, press)
    await access.speaks_for(turn, role.id)
    question = await turn.ask("reason", {"period": period.id, "task": task.id})
    turn.change(screens.ask_reason(turn._, task), asks=question)


async def _set_progress(turn: Turn, press: Press, progress: Progress, percent: int | None = None) -> None:
    period, task, _role = await _subject(turn, press)
    existing = await answers.submission_on(turn.session, period.id, task.id)
    answer = with_progress(answers.content(existing) if existing else None, progress, percent)
    await store(turn, period, task, answer)


async def store(turn: Turn, period: Period, task: Task, answer: Answer) -> Submission:
    """Stores the answer and shows it, with a question open for what may follow."""
    submission = await store_quietly(turn, period, task, answer)
    await show_saved(turn, period, task, submission)
    return submission


async def store_quietly(turn: Turn, period: Period, task: Task, answer: Answer) -> Submission:
    """Stores the answer if the sender may give it, and settles the time the task is due that it is about.

    Raises NotYours, NotAllowed.
    """
    awaited = not stands(await answers.submission_on(turn.session, period.id, task.id))
    submission = await keep(turn, period, task, answer)
    await settling.by_answer(turn, period, task, answer, awaited=awaited)
    return submission


async def keep(turn: Turn, period: Period, task: Task, answer: Answer) -> Submission:
    """Stores the period's answer and nothing else. Raises NotYours, NotAllowed."""
    task, role = await led_task(turn, task.id)
    on_behalf = await access.speaks_for(turn, role.id)
    if not on_behalf:
        await accepting.acknowledge(turn, [task])  # who answers has received it
    return await answers.save(
        turn.session,
        period,
        task,
        role.id,
        answer,
        turn.officer,
        turn.now,
        late=is_late(turn.now, period.officers_last_day, turn.services.timezone),
        on_behalf=on_behalf,
    )


async def show_saved(turn: Turn, period: Period, task: Task, submission: Submission) -> None:
    """What was understood; a draft is shown with the question of how far the task is."""
    files = await answers.evidence_count(turn.session, submission)
    question = await turn.ask("more", {"period": period.id, "task": task.id})
    if submission.state is SubmissionState.DRAFT:
        turn.change(screens.ask_status(turn._, period, task, submission, files), asks=question)
        return
    _task, role = await led_task(turn, task.id)
    ledger = await open_ledger(turn.session, period)
    roles = {role.id} if submission.on_behalf else await access.own_roles(turn)
    upcoming = next((t for t in ledger.open_tasks(roles) if t.id != task.id), None)
    turn.change(screens.saved(turn._, period, task, role, submission, files, upcoming), asks=question)


async def add(turn: Turn, press: Press) -> None:
    """[+ Vướng mắc], [+ Kiến nghị]: asks for that part."""
    submission = await answers.submission(turn.session, turn.unit.id, press.number(0))
    if submission is None or press.word(1) not in _PARTS:
        raise StaleButton
    await access.open_period(turn, submission.period_id)
    await access.speaks_for(turn, submission.role_id)
    task, _role = await led_task(turn, submission.task_id)
    subject = {"period": submission.period_id, "task": task.id, "part": press.word(1)}
    question = await turn.ask("part", subject)
    turn.say(screens.ask_more(turn._, task, press.word(1)), asks=question)


async def answer_task(turn: Turn, question: Question, text: str) -> bool:
    """Words for the task a question is about; False when they say nothing about it."""
    period = await access.open_period(turn, question.subject["period"])
    task, _role = await led_task(turn, question.subject["task"])
    if question.kind == "part":
        existing = await answers.submission_on(turn.session, period.id, task.id)
        content = answers.content(existing) if existing else Answer()
        await store(turn, period, task, with_part(content, question.subject["part"], text))
        return True
    if question.kind == "more" and isinstance(understand(text, Asked(Expecting.TASK)), Agreement | Courtesy):
        turn.say(screens.left(turn._))  # "ok", "vâng" under what was stored is no result to report
        return True
    answer = await _meant(turn, question, period, task, text)
    if answer is None:
        return False
    await store(turn, period, task, answer)
    return True


async def _meant(turn: Turn, question: Question, period: Period, task: Task, text: str) -> Answer | None:
    """What the words make of the answer, given which of its parts was asked for."""
    meaning = understand(text, Asked(Expecting.TASK))
    asked_percent = question.subject.get("keep", False)
    if question.kind == "reason" or asked_percent:
        existing = await answers.submission_on(turn.session, period.id, task.id)
        before = answers.content(existing) if existing else None
        if question.kind == "reason" and not _is_another_state(meaning):
            reason = getattr(meaning, "reason", "") or text.strip()
            return with_progress(before, Progress.NOT_STARTED, reason=reason)
        if isinstance(meaning, Value) and 0 <= meaning.amount < 100:
            return with_progress(before, Progress.IN_PROGRESS, int(meaning.amount))
    return await worded_answer(turn, period, task, text, adding=question.kind == "more" or asked_percent)


def _is_another_state(meaning: Meaning) -> bool:
    """Whether somebody asked why a task is not begun says that it is, or that there was none."""
    if isinstance(meaning, SaidProgress):
        return meaning.status is not Status.NOT_STARTED
    return isinstance(meaning, NothingToReport)


async def worded_answer(turn: Turn, period: Period, task: Task, text: str, *, adding: bool) -> Answer | None:
    """What the words make of the task's answer; figures and the like are told as the result achieved."""
    meaning: Meaning = understand(text, Asked(Expecting.TASK))
    existing = await answers.submission_on(turn.session, period.id, task.id)
    earlier = await earlier_submission(turn, period, task)
    before = answers.content(existing) if existing else None
    answer = answering.with_words(
        before, meaning, answers.content(earlier) if earlier else None, adding=adding
    )
    if answer is None and text.strip():
        return answering.with_narrative(before, text, adding=adding)
    return answer


async def nothing_at_all(turn: Turn, press: Press) -> None:
    """[Không phát sinh] under the list or a reminder: asks before it answers everything."""
    period = await access.open_period(turn, press.number(0))
    ledger = await open_ledger(turn.session, period)
    roles = await access.own_roles(turn)
    tasks, indicators = ledger.open_tasks(roles), ledger.open_indicators(roles)
    if not tasks and not indicators:
        turn.change(screens.all_answered(turn._))
        return
    turn.change(screens.confirm_nothing(turn._, period, len(tasks), len(indicators)))


async def nothing_at_all_confirmed(turn: Turn, press: Press) -> None:
    period = await access.open_period(turn, press.number(0))
    ledger = await open_ledger(turn.session, period)
    roles = await access.own_roles(turn)
    count = 0
    for task in ledger.open_tasks(roles):
        existing = ledger.submissions.get(task.id)
        before = answers.content(existing) if existing else None
        await store_quietly(turn, period, task, with_progress(before, Progress.NOTHING_TO_REPORT))
        count += 1
    for indicator in ledger.open_indicators(roles):
        await figures.store(turn, ledger, indicator, Reported(nothing_to_report=True))
        count += 1
    turn.change(screens.nothing_recorded(turn._, period, count))


async def choose_task(turn: Turn, press: Press) -> None:
    """[3.c] under "which task is this?": the words that were kept become that task's answer."""
    question = await questions.question(turn.session, turn.officer.id, press.number(0))
    if question is None or question.kind != "which":
        raise StaleButton
    # A question that another one has overtaken still holds words that nobody has seen again.
    period = await access.open_period(turn, question.subject["period"])
    task, _role = await led_task(turn, press.number(1))
    existing = await answers.submission_on(turn.session, period.id, task.id)
    adding = existing is not None and existing.state is not SubmissionState.RETURNED
    answer = await worded_answer(turn, period, task, question.subject["text"], adding=adding)
    if answer is None:
        raise StaleButton
    await store(turn, period, task, answer)


async def leave(turn: Turn, press: Press) -> None:
    """[Không phải báo cáo]: the words were not meant as an answer."""
    question = await questions.question(turn.session, turn.officer.id, press.number(0))
    if question is None:
        raise StaleButton
    questions.close(turn.session, question, turn.now)
    turn.change(screens.left(turn._))


PRESSES: dict[str, PressAction] = {
    "report": show_report,
    "task": show_task,
    "done": done,
    "doing": doing,
    "not-started": not_started,
    "nothing": nothing,
    "nothing-all": nothing_at_all,
    "nothing-all-yes": nothing_at_all_confirmed,
    "add": add,
    "which": choose_task,
    "leave": leave,
}
