"""/tiendo and what hangs on it: the board, each role's answers, returning one with a reason."""

from handlers import access, settling
from handlers.answer import given_parts, led_task
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.figures import known_indicator
from handlers.screens import review as screens
from handlers.turn import PressAction, Turn
from handlers.understand import Agreement, Courtesy, understand
from scheduler.ledger import open_ledger
from storage import answers, figures, people, questions
from storage.tables import Figure, OutboxMessage, Period, Question, Role, RoleKind, Submission

_WATCHING = (RoleKind.COORDINATOR, RoleKind.LEADER)


async def progress(turn: Turn) -> None:
    """/tiendo: the board of the current period as a picture."""
    await turn.require(*_WATCHING)
    await _board(turn, await access.current(turn))


async def show_progress(turn: Turn, press: Press) -> None:
    await turn.require(*_WATCHING)
    await _board(turn, await access.known_period(turn, press.number(0)))


async def _board(turn: Turn, period: Period) -> None:
    """The picture is drawn by the delivery: it takes a second, and a transaction must not."""
    await turn.tell(turn.officer.id, f"board:{turn.update.update_id}", "board", {"period": period.id})


async def show_roles(turn: Turn, press: Press) -> None:
    """Every role that is asked something, with how much it has answered."""
    await turn.require(*_WATCHING)
    ledger = await open_ledger(turn.session, await access.known_period(turn, press.number(0)))
    turn.change(screens.roles(turn._, ledger, coordinating=await turn.is_a(RoleKind.COORDINATOR)))


async def show_role(turn: Turn, press: Press) -> None:
    await turn.require(*_WATCHING)
    period = await access.known_period(turn, press.number(0))
    role = await _role(turn, press.number(1))
    holders = await people.holders(turn.session, turn.unit.id, turn.today)
    turn.change(
        screens.role(
            turn._,
            await open_ledger(turn.session, period),
            role,
            [holder for holder in holders if holder.role_id == role.id],
            press.number(2) if len(press.args) > 2 else 0,
            coordinating=await turn.is_a(RoleKind.COORDINATOR),
        )
    )


async def _role(turn: Turn, role_id: int) -> Role:
    role = await people.role(turn.session, turn.unit.id, role_id)
    if role is None:
        raise StaleButton
    return role


async def show_answer(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    submission = await _submission(turn, press.number(0))
    task, role = await led_task(turn, submission.task_id)
    files = [
        file
        for file in await answers.evidence_of(turn.session, submission.period_id)
        if file.submission_id == submission.id
    ]
    period = await access.known_period(turn, submission.period_id)
    times = await settling.tally(turn, period, task)
    by = await _author(turn, submission)
    parts = await given_parts(turn, period, task)
    turn.change(screens.answer(turn._, task, role, submission, times, parts, by, files))


async def show_figure(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    figure = await _figure(turn, press.number(0))
    indicator = await known_indicator(turn, figure.indicator_id)
    role = await _role(turn, figure.role_id)
    turn.change(screens.figure(turn._, indicator, role, figure, await _author(turn, figure)))


async def _author(turn: Turn, row: Submission | Figure) -> str:
    officer = None
    if row.entered_by_id is not None:
        officer = await people.officer(turn.session, turn.unit.id, row.entered_by_id)
    return officer.full_name if officer else "–"


async def _submission(turn: Turn, submission_id: int) -> Submission:
    submission = await answers.submission(turn.session, turn.unit.id, submission_id)
    if submission is None:
        raise StaleButton
    return submission


async def _figure(turn: Turn, figure_id: int) -> Figure:
    figure = await figures.figure(turn.session, turn.unit.id, figure_id)
    if figure is None:
        raise StaleButton
    return figure


async def return_answer(turn: Turn, press: Press) -> None:
    """[Trả lại] under an answer: the reason is asked for, because none goes back without one."""
    await turn.require(RoleKind.COORDINATOR)
    submission = await _submission(turn, press.number(0))
    await access.open_period(turn, submission.period_id)
    task, _role = await led_task(turn, submission.task_id)
    question = await turn.ask("return", {"submission": submission.id})
    turn.say(screens.ask_return_reason(turn._, task.code), asks=question)


async def return_figure(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    figure = await _figure(turn, press.number(0))
    await access.open_period(turn, figure.period_id)
    indicator = await known_indicator(turn, figure.indicator_id)
    question = await turn.ask("return", {"figure": figure.id})
    turn.say(screens.ask_return_reason(turn._, indicator.code), asks=question)


async def answer_reason(turn: Turn, question: Question, text: str) -> bool:
    """The reason has come: the answer goes back, and exactly that answer is owed again."""
    await turn.require(RoleKind.COORDINATOR)
    if question.closed_at is not None:
        return False
    row: Submission | Figure
    if "submission" in question.subject:
        row = await _submission(turn, question.subject["submission"])
        task, _role = await led_task(turn, row.task_id)
        code = task.code
    else:
        row = await _figure(turn, question.subject["figure"])
        code = (await known_indicator(turn, row.indicator_id)).code
    await access.open_period(turn, row.period_id)
    reason = text.strip()
    if isinstance(
        understand(reason), Agreement | Courtesy
    ):  # "ok", "thôi": no reason an officer could act on
        turn.say(screens.ask_return_reason(turn._, code), asks=question)
        return True
    if isinstance(row, Submission):
        await answers.return_submission(turn.session, row, reason, turn.officer, turn.now)
    else:
        await figures.return_figure(turn.session, row, reason, turn.officer, turn.now)
    questions.close(turn.session, question, turn.now)
    told = await _tell_holders(turn, row.role_id, question)
    turn.say(screens.returned(turn._, code, told))
    return True


async def returned_question(turn: Turn, told: OutboxMessage) -> Question | None:
    """The question that a message about a returned answer puts; other messages put none."""
    if told.kind != "returned":
        return None
    if "submission" in told.subject:
        submission = await _submission(turn, told.subject["submission"])
        return await turn.ask("task", {"period": submission.period_id, "task": submission.task_id})
    figure = await _figure(turn, told.subject["figure"])
    return await turn.ask("figure", {"period": figure.period_id, "indicator": figure.indicator_id})


async def _tell_holders(turn: Turn, role_id: int, question: Question) -> int:
    """Tells whoever holds the role; returns how many can be told."""
    holders = [
        h for h in await people.holders(turn.session, turn.unit.id, turn.today) if h.role_id == role_id
    ]
    for holder in holders:
        await turn.tell(
            holder.officer.id,
            f"returned:{question.id}:{holder.officer.id}",
            "returned",
            question.subject | {"by": turn.officer.id},
        )
    return sum(holder.officer.reachable for holder in holders)


PRESSES: dict[str, PressAction] = {
    "progress": show_progress,
    "review": show_roles,
    "review-role": show_role,
    "review-answer": show_answer,
    "review-figure": show_figure,
    "return-answer": return_answer,
    "return-figure": return_figure,
}
