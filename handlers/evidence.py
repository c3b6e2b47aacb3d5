"""Files in the chat: proof for an answer, or, from the coordinator, a plan."""

import asyncio
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update

from handlers import access, answer, plan, uploads, words, workbook
from handlers.buttons import Press
from handlers.errors import FileLost, NotAllowed, PlanUnreadable, StaleButton, Stranger
from handlers.screen import FileScreen
from handlers.screens import answers as screens
from handlers.screens import talk
from handlers.services import Services
from handlers.turn import PressAction, Turn
from handlers.understand import Asked, CodedLines, understand
from handlers.uploads import DamagedFileError, Upload
from plans.errors import Reason
from plans.model import PlanDocument
from plans.workbook_file import Book
from scheduler.ledger import open_ledger
from storage import answers, people, plans, questions
from storage.answers import Answer
from storage.tables import Evidence, Period, PlanState, RoleKind, Submission, Task

# Questions about a task, which a file can answer as well as words.
_ABOUT_A_TASK = ("task", "more", "part", "reason")


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was fetched and kept. `document` is set when the coordinator sent a plan, `book` when it is
    a plan's workbook that came back.
    """

    upload: Upload
    document: PlanDocument | None
    book: Book | None


async def fetch(update: Update, services: Services, bot: Bot) -> Received:
    """Fetches the file and keeps it, before any transaction. Strangers' files are not even fetched.

    Raises Stranger, FileTooBig, FileEmpty, StorageFull, PlanUnreadable, WorkbookUnreadable.
    """
    user, message = update.effective_user, update.message
    if user is None or message is None:
        raise Stranger
    today = services.today()
    async with services.database.read() as session:
        known = await people.officer_by_telegram(session, user.id)
        if known is None:
            raise Stranger
        officer, unit = known
        held = await people.roles_held(session, officer.id, today)
        replied = message.reply_to_message
        question = (
            await questions.asked_in(session, officer.id, replied.message_id)
            if replied
            else await questions.open_question(session, officer.id)
        )
        planned = bool(await plans.plans_in_state(session, unit.id, PlanState.APPROVED))
    upload = await uploads.fetch(update, services, bot)
    coordinates = any(h.role.kind is RoleKind.COORDINATOR for h in held)
    about_a_task = question is not None and question.kind in _ABOUT_A_TASK
    document = None
    book = await workbook.read(upload) if coordinates and message.document is not None else None
    if (
        coordinates
        and message.document is not None
        and not about_a_task
        and not message.caption
        and book is None
    ):
        document = await _plan_in(upload, planned=planned)
    await asyncio.to_thread(uploads.keep, services.data_dir, unit.id, upload)
    return Received(upload, document, book)


async def _plan_in(upload: Upload, *, planned: bool) -> PlanDocument | None:
    """The plan that a coordinator's file holds; once there is a plan, any other file is a proof (None).

    Raises PlanUnreadable.
    """
    try:
        return await plan.read(upload)
    except PlanUnreadable as refusal:
        if planned and refusal.values["reason"] in (
            Reason.NOT_A_PLAN,
            Reason.SCANNED_PDF,
            Reason.UNSUPPORTED,
        ):
            return None
        raise


async def receive(turn: Turn) -> None:
    """A document or a photo."""
    received: Received = turn.prepared
    if received.book is not None:
        await workbook.receive(turn, received.upload, received.book)
        return
    if received.document is not None:
        await plan.receive(turn, received.upload, received.document)
        return
    question = await words.question_meant(turn)
    if question is not None and question.kind in _ABOUT_A_TASK:
        period = await access.open_period(turn, question.subject["period"])
        task, _role = await answer.led_task(turn, question.subject["task"])
        await attach(turn, period, task, described(received.upload), turn.text)
    else:
        await _unasked(turn, received.upload)


async def _unasked(turn: Turn, upload: Upload) -> None:
    """A file out of the blue: its caption names the task, or there is only one, or it is asked."""
    period = await access.current(turn)
    ledger = await open_ledger(turn.session, period)
    roles = await access.own_roles(turn)
    tasks = ledger.tasks_of(roles)
    if not tasks:
        turn.say(talk.file_for_nothing(turn._))
        return
    meaning = understand(turn.text, Asked(codes=frozenset(task.code for task in tasks)))
    if isinstance(meaning, CodedLines) and meaning.lines:
        line = meaning.lines[0]
        task = next(task for task in tasks if task.code == line.code)
        await attach(turn, await access.open_period(turn, period.id), task, described(upload), line.rest)
        return
    choices = ledger.open_tasks(roles) or tasks
    if len(choices) == 1:
        await attach(
            turn, await access.open_period(turn, period.id), choices[0], described(upload), turn.text
        )
        return
    subject = {"period": period.id, "text": turn.text, "file": described(upload)}
    question = await turn.ask("which-file", subject)
    turn.say(screens.which_file(turn._, upload.name, ledger, choices, question.id), asks=question)


async def choose_task(turn: Turn, press: Press) -> None:
    """[3.c] under "which task is this file for?"."""
    question = await questions.question(turn.session, turn.officer.id, press.number(0))
    if question is None or question.kind != "which-file":
        raise StaleButton
    # One that the next file's question has overtaken still holds its file.
    period = await access.open_period(turn, question.subject["period"])
    task, _role = await answer.led_task(turn, press.number(1))
    await attach(turn, period, task, question.subject["file"], question.subject["text"])


def described(upload: Upload) -> dict[str, Any]:
    """The file without its bytes, which are kept already."""
    return {"name": upload.name, "mime": upload.mime, "size": upload.size, "sha256": upload.sha256}


async def attach(turn: Turn, period: Period, task: Task, file: dict[str, Any], words: str) -> None:
    """Puts the file, as `described`, with the task's answer; words that came with it are the answer."""
    existing = await answers.submission_on(turn.session, period.id, task.id)
    content = answers.content(existing) if existing else Answer()
    if words.strip():
        content = await answer.worded_answer(turn, period, task, words, adding=True) or content
    submission = await answer.store_quietly(turn, period, task, content)
    if not await answers.has_evidence(turn.session, submission, file["sha256"]):
        turn.session.add(
            Evidence(
                unit_id=turn.unit.id,
                period_id=period.id,
                submission_id=submission.id,
                officer_id=turn.officer.id,
                file_name=file["name"],
                mime_type=file["mime"],
                size=file["size"],
                sha256=file["sha256"],
                received_at=turn.now,
            )
        )
        await turn.session.flush()
    await answer.show_saved(turn, period, task, submission)


async def hand_out(turn: Turn, press: Press) -> None:
    """A stored file, to the coordinator, the leader, and whoever holds the role it belongs to."""
    evidence = await answers.evidence(turn.session, turn.unit.id, press.number(0))
    if evidence is None:
        raise StaleButton
    submission = await answers.submission(turn.session, turn.unit.id, evidence.submission_id)
    if submission is None or not await _may_see(turn, submission):
        raise NotAllowed
    try:
        content = await asyncio.to_thread(uploads.read, turn.services.data_dir, turn.unit.id, evidence.sha256)
    except DamagedFileError as error:
        raise FileLost(name=evidence.file_name) from error
    turn.send(FileScreen(evidence.file_name, content))


async def _may_see(turn: Turn, submission: Submission) -> bool:
    if await turn.is_a(RoleKind.COORDINATOR, RoleKind.LEADER):
        return True
    return submission.role_id in await access.own_roles(turn)


PRESSES: dict[str, PressAction] = {"file": hand_out, "file-for": choose_task}
