"""Supporting roles give their part in another role's task; its lead is told and may take it over."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers import access, answer
from handlers.buttons import Press
from handlers.errors import NotAllowed, StaleButton
from handlers.screens import support as screens
from handlers.turn import PressAction, Turn
from handlers.understand import Agreement, Asked, Courtesy, Expecting, NothingToReport, understand
from scheduler.hours import allowed_at
from scheduler.ledger import Ledger, open_ledger, period_plan
from scheduler.periods import is_late
from scheduler.standing import unit_workdays
from storage import answers, outbox, parts, people, plans
from storage.answers import Answer
from storage.tables import Period, Question, Task, TaskPart

KIND = "part"
_HOUR = timedelta(hours=1)


async def show(turn: Turn, press: Press) -> None:
    """A supported task's card. It also asks: the next plain words are the part."""
    period, task, role_id = await _subject(turn, press.number(0), press.number(1))
    given = next(
        (
            p
            for p in await parts.parts(turn.session, period.id)
            if (p.task_id, p.role_id) == (task.id, role_id)
        ),
        None,
    )
    _task, lead = await answer.led_task(turn, task.id)
    question = await _ask(turn, period, task)
    turn.change(screens.card(turn._, period, period_plan(period), task, lead.name, given), asks=question)


async def ask(turn: Turn, press: Press) -> None:
    """[Gửi phần việc]."""
    period, task, _role_id = await _subject(turn, press.number(0), press.number(1))
    turn.say(screens.ask(turn._, task), asks=await _ask(turn, period, task))


async def nothing(turn: Turn, press: Press) -> None:
    """[Không phát sinh]."""
    period, task, role_id = await _subject(turn, press.number(0), press.number(1))
    await _store(turn, period, task, role_id, "")


async def answer_part(turn: Turn, question: Question, text: str) -> bool:
    """The words that were asked for; False when they are mere courtesy."""
    period, task, role_id = await _subject(turn, question.subject["period"], question.subject["task"])
    if isinstance(understand(text, Asked(Expecting.TASK)), Agreement | Courtesy):
        return False
    await _store(turn, period, task, role_id, text)
    return True


async def store(turn: Turn, ledger: Ledger, task: Task, role_ids: set[int], text: str) -> None:
    """Words that can only be the part in this task."""
    await _shown(turn, ledger.period, task, await give(turn, ledger, task, role_ids, text))


async def give(turn: Turn, ledger: Ledger, task: Task, role_ids: set[int], text: str) -> TaskPart:
    """Stores the part that one of these roles has in a task it supports. Raises NotAllowed, PeriodClosed."""
    role_id = ledger.supporter(task, role_ids)
    if role_id is None:
        raise NotAllowed
    return await _give(turn, await access.open_period(turn, ledger.period.id), task, role_id, text)


async def _store(turn: Turn, period: Period, task: Task, role_id: int, text: str) -> None:
    await _shown(turn, period, task, await _give(turn, period, task, role_id, text))


async def _shown(turn: Turn, period: Period, task: Task, part: TaskPart) -> None:
    _task, lead = await answer.led_task(turn, task.id)
    turn.change(screens.saved(turn._, period, task, lead.name, part))


async def _give(turn: Turn, period: Period, task: Task, role_id: int, text: str) -> TaskPart:
    """Stores the part and tells whoever leads the task, at the next full hour: one message for all till then."""
    words = "" if isinstance(understand(text, Asked(Expecting.TASK)), NothingToReport) else text.strip()
    late = is_late(turn.now, period.officers_last_day, turn.services.timezone)
    part = await parts.give(turn.session, period, task, role_id, words, turn.officer, turn.now, late=late)
    at = await _telling_time(turn)
    subject = {"period": period.id, "role": role_id, "since": turn.now.isoformat()}
    for holder in await people.holders(turn.session, turn.unit.id, turn.today):
        if holder.role_id == task.lead_role_id and holder.officer.id != turn.officer.id:
            key = f"{KIND}:{period.id}:{role_id}:{holder.officer.id}:{at:%Y-%m-%dT%H:%M}"
            await outbox.put(turn.session, turn.unit.id, holder.officer.id, key, KIND, subject, at)
    return part


async def _telling_time(turn: Turn) -> datetime:
    workdays = await unit_workdays(turn.session, turn.unit.id)
    full_hour = turn.now.replace(minute=0, second=0, microsecond=0) + _HOUR
    return allowed_at(full_hour, workdays, turn.services.timezone)


async def take(turn: Turn, press: Press) -> None:
    """[Đưa vào báo cáo]: the part goes behind the lead's own words, with who said it."""
    part = await parts.part(turn.session, turn.unit.id, press.number(0))
    role = await people.role(turn.session, turn.unit.id, part.role_id) if part else None
    if part is None or role is None or not part.text:
        raise StaleButton
    period = await access.open_period(turn, part.period_id)
    task, lead = await answer.led_task(turn, part.task_id)
    await access.speaks_for(turn, lead.id)
    existing = await answers.submission_on(turn.session, period.id, task.id)
    content = answers.content(existing) if existing else Answer()
    line = f"{part.text} ({role.name})"
    if line in content.narrative:
        turn.toast(screens.taken_before(turn._), alert=True)
        return
    narrative = "\n".join(filter(None, (content.narrative, line)))
    await answer.store(turn, period, task, replace(content, narrative=narrative))


async def _subject(turn: Turn, period_id: int, task_id: int) -> tuple[Period, Task, int]:
    """The open period, the task, and the sender's role that supports it. Raises StaleButton, NotAllowed."""
    period = await access.open_period(turn, period_id)
    task = await plans.task(turn.session, turn.unit.id, task_id)
    if task is None:
        raise StaleButton
    ledger = await open_ledger(turn.session, period)
    roles = await access.own_roles(turn)
    role_id = ledger.supporter(task, roles)
    if role_id is None or task.id not in {t.id for t in ledger.supported(roles)}:
        raise NotAllowed
    return period, task, role_id


async def _ask(turn: Turn, period: Period, task: Task) -> Question:
    return await turn.ask("support", {"period": period.id, "task": task.id})


PRESSES: dict[str, PressAction] = {
    "part": show,
    "part-give": ask,
    "part-nothing": nothing,
    "part-take": take,
}
