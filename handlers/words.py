"""Plain words in the chat: which question they answer, or which task they are about."""

from collections.abc import Awaitable, Callable

from handlers import (
    access,
    answer,
    figures,
    handover,
    join,
    leave,
    mergers,
    occasions,
    picks,
    plan_words,
    reorganise,
    review,
    shifting,
    support,
)
from handlers.errors import NoPeriod, NoPlan
from handlers.screens import answers as answer_screens
from handlers.screens import figures as figure_screens
from handlers.screens import support as support_screens
from handlers.screens import talk as screens
from handlers.turn import Turn
from handlers.understand import (
    Agreement,
    Ambiguous,
    Asked,
    Cancel,
    CodedLine,
    CodedLines,
    Courtesy,
    Expecting,
    NotANumber,
    Parts,
    Percent,
    Progress,
    Value,
    understand,
)
from scheduler.ledger import Ledger, open_ledger
from storage import outbox, people, questions
from storage.figures import Reported
from storage.tables import Indicator, Question, Task

_NUMBERS = (Value, Percent, Parts, Ambiguous, NotANumber)

Answering = Callable[[Turn, Question, str], Awaitable[bool]]

# Who takes the words that answer a question of this kind; False: they say nothing about it.
ANSWERS: dict[str, Answering] = {
    "task": answer.answer_task,
    "occasion": occasions.answer_occasion,
    "support": support.answer_part,
    "more": answer.answer_task,
    "part": answer.answer_task,
    "reason": answer.answer_task,
    "figure": figures.answer_figure,
    "return": review.answer_reason,
    "plan": plan_words.answer,
    "hand-day": handover.answer_day,
    "leave-days": leave.answer_days,
    "rename": mergers.answer_name,
    "shift": shifting.answer_reason,
    "superior": reorganise.answer_superior,
    "assign": picks.answer,
    "change": picks.answer,
}
# Questions whose answer may begin like a task's code, so that no code is looked for in it.
_FREE_WORDS = {"return", "plan", "hand-day", "leave-days", "rename", "shift", "superior", "assign", "change"}


async def say(turn: Turn) -> None:
    """Words without a command."""
    if turn.officer_or_none is None:
        await join.from_stranger(turn)
        return
    text = turn.text
    if text.startswith("/"):  # "/báocáo": with accents Telegram does not take it for a command
        await unknown_command(turn)
        return
    if join.looks_like_code(text) and await people.invitation(turn.session, text) is not None:
        await join.join(turn, text)
        return
    question = await question_meant(turn)
    if isinstance(understand(text), Cancel):
        await cancel(turn)
    elif question is None or not await _answered(turn, question, text):
        await _out_of_the_blue(turn, text)


async def question_meant(turn: Turn) -> Question | None:
    """A reply to a message answers what that message asked, other words what was asked last.

    A reply to a reminder answers no single question, unless it is about one task's own day: the words are
    about what it reminds of.
    """
    replied = turn.update.message.reply_to_message if turn.update.message else None
    if replied is not None:
        asked = await questions.asked_in(turn.session, turn.officer.id, replied.message_id)
        if asked is not None:
            return asked
        told = await outbox.sent_as(turn.session, turn.sender.id, replied.message_id)
        if told is not None:
            return await review.returned_question(turn, told) or await occasions.reminded_question(turn, told)
    return await questions.open_question(turn.session, turn.officer.id)


async def _answered(turn: Turn, question: Question, text: str) -> bool:
    ledger = await _ledger(turn)
    # Lines that begin with codes name their tasks themselves, whatever was asked.
    if ledger is not None and question.kind not in _FREE_WORDS:
        meaning = understand(text, Asked(codes=_codes(ledger, await access.own_roles(turn))))
        if isinstance(meaning, CodedLines):
            await _several(turn, ledger, meaning)
            return True
    answering = ANSWERS.get(question.kind)
    if answering is None:
        return False
    if await answering(turn, question, text):
        return True
    if question.kind == "figure" and not isinstance(understand(text, Asked(Expecting.TASK)), Progress):
        indicator = await figures.known_indicator(turn, question.subject["indicator"])
        turn.say(figure_screens.not_understood(turn._, indicator), asks=question)
        return True
    return False


async def _ledger(turn: Turn) -> Ledger | None:
    try:
        return await open_ledger(turn.session, await access.current(turn))
    except (NoPlan, NoPeriod):
        return None


def _codes(ledger: Ledger, roles: set[int]) -> frozenset[str]:
    return frozenset(
        [task.code for task in (*ledger.tasks_of(roles), *ledger.supported(roles))]
        + [i.code for i in ledger.indicators_of(roles)]
    )


async def _out_of_the_blue(turn: Turn, text: str) -> None:
    """Words that answer no question: several coded lines, the one open task, or "which one?"."""
    ledger = await _ledger(turn)
    roles = await access.own_roles(turn)
    if ledger is None or not _codes(ledger, roles):
        turn.say(screens.not_understood(turn._))
        return
    meaning = understand(text, Asked(codes=_codes(ledger, roles)))
    if isinstance(meaning, CodedLines):
        await _several(turn, ledger, meaning)
        return
    if isinstance(meaning, Courtesy):
        turn.say(screens.not_understood(turn._))
        return
    open_tasks, open_figures = ledger.open_tasks(roles), ledger.open_indicators(roles)
    if not open_tasks and not open_figures:
        if len(parts := ledger.open_parts(roles)) == 1 and not isinstance(meaning, Agreement):
            await support.store(turn, ledger, parts[0], roles, text)
            return
        turn.say(answer_screens.all_answered(turn._))
        return
    if not open_tasks and isinstance(meaning, _NUMBERS):
        await figures.answer_unasked(turn, ledger, open_figures, text)
        return
    if len(open_tasks) == 1 and not open_figures and not isinstance(meaning, Agreement):
        content = await answer.worded_answer(turn, ledger.period, open_tasks[0], text, adding=False)
        if content is not None:
            await answer.store(turn, ledger.period, open_tasks[0], content)
            return
    choices = open_tasks or ledger.tasks_of(roles)
    if not choices:
        await figures.walk(turn)
        return
    question = await turn.ask("which", {"period": ledger.period.id, "text": text})
    turn.say(answer_screens.which(turn._, text, ledger, choices, question.id), asks=question)


async def _several(turn: Turn, ledger: Ledger, meaning: CodedLines) -> None:
    """Stores line by line what can be understood, and says which could not."""
    await access.open_period(turn, ledger.period.id)
    roles = await access.own_roles(turn)
    tasks = {task.code: task for task in ledger.tasks_of(roles)}
    supported = {task.code: task for task in ledger.supported(roles)}
    indicators = {indicator.code: indicator for indicator in ledger.indicators_of(roles)}
    stored: list[str] = []
    missed = [meaning.before] if meaning.before else []
    for line in meaning.lines:
        if line.code in supported and line.code not in indicators and line.rest.strip():
            part = await support.give(turn, ledger, supported[line.code], roles, line.rest)
            stored.append(answer_screens.stored_line(line.code, support_screens.stored(turn._, part)))
            continue
        words = await _one(turn, ledger, line, tasks.get(line.code), indicators.get(line.code))
        if words is None:
            missed.append(f"{line.code} {line.rest}")
        else:
            stored.append(words)
    unknown = [line.code for line in meaning.unknown]
    turn.say(answer_screens.several_saved(turn._, stored, missed, unknown))


async def _one(
    turn: Turn, ledger: Ledger, line: CodedLine, task: Task | None, indicator: Indicator | None
) -> str | None:
    """What was stored of one coded line, in words; None when it says nothing certain."""
    if indicator is not None:
        meaning = understand(line.rest, figures.asked_for(indicator))
        reported = None if isinstance(meaning, Ambiguous) else figures.checked(turn._, indicator, meaning)
        if isinstance(reported, Reported):
            figure = await figures.store(turn, ledger, indicator, reported)
            return answer_screens.stored_line(line.code, figure_screens.amount(turn._, indicator, figure))
    if task is None:
        return None
    content = await answer.worded_answer(turn, ledger.period, task, line.rest, adding=False)
    if content is None or content.progress is None:
        return None
    await answer.store_quietly(turn, ledger.period, task, content)
    return answer_screens.stored_answer(turn._, line.code, content)


async def cancel(turn: Turn) -> None:
    """/huy: whatever was being asked is left; what is stored stays."""
    closed = await questions.close_all(turn.session, turn.officer.id, turn.now)
    turn.say(screens.cancelled(turn._, had_question=closed > 0))


async def edited(turn: Turn) -> None:
    """An edited message changes nothing by itself: what counts is what the bot has shown as stored."""
    if turn.officer_or_none is not None:
        turn.say(screens.edit_ignored(turn._))


async def unknown_command(turn: Turn) -> None:
    _ = turn.officer
    turn.say(screens.unknown_command(turn._))


async def something_else(turn: Turn) -> None:
    """A sticker, a voice message, a place: nothing a report can be made of."""
    _ = turn.officer
    turn.say(screens.cannot_read(turn._))
