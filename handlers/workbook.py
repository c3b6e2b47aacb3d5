"""The plan as an Excel workbook: sent, taken back, and applied once the coordinator has seen what it changes."""

import asyncio
from dataclasses import dataclass

from handlers import uploads
from handlers.buttons import Press
from handlers.change import apply, stamp
from handlers.correction import reported
from handlers.errors import FileLost, StaleButton, WorkbookForeign, WorkbookUnreadable
from handlers.plan_review import calendar_of
from handlers.screen import FileScreen
from handlers.screens import difference as difference_screens
from handlers.screens import workbook as screens
from handlers.turn import PressAction, Turn
from handlers.uploads import DamagedFileError, Upload
from plans.calendar import ProposedPeriod
from plans.difference import Difference, difference
from plans.load import hold
from plans.model import PlanDocument
from plans.standing import standing
from plans.workbook_cells import CellError
from plans.workbook_file import Book, UnreadableBook, is_ours, read_book
from plans.workbook_form import Mark
from plans.workbook_in import read_back
from storage import questions
from storage.tables import Plan, PlanState, Question, RoleKind

_KIND = "workbook"  # of the question that holds a workbook until it is applied


@dataclass(frozen=True, slots=True)
class Now:
    """A plan as it stands at this moment, and the calendar that its workbook shows."""

    plan: Plan
    document: PlanDocument
    calendar: tuple[ProposedPeriod, ...]

    @property
    def stamp(self) -> str:
        return stamp(self.document)

    def difference(self, wanted: PlanDocument) -> Difference:
        return difference(self.document, wanted, by_code=True)


async def read(upload: Upload) -> Book | None:
    """The workbook of ours in a file; None for any other file. Raises WorkbookUnreadable."""
    if not is_ours(upload.content):
        return None
    try:
        return await asyncio.to_thread(read_book, upload.content)
    except UnreadableBook as error:
        raise WorkbookUnreadable(reason=error.reason) from error


async def download(turn: Turn, press: Press) -> None:
    """[Tải bảng Excel]."""
    from plans.workbook_out import workbook_of  # with it comes openpyxl

    await turn.require(RoleKind.COORDINATOR)
    now = await _now(turn, await hold(turn.session, turn.unit.id, press.number(0)))
    mark = Mark(turn.unit.id, now.plan.id, now.stamp)
    content = await asyncio.to_thread(workbook_of, now.document, now.calendar, mark)
    turn.send(FileScreen(screens.file_name(now.plan), content, screens.caption(turn._)))


async def receive(turn: Turn, upload: Upload, book: Book) -> None:
    """A coordinator's workbook came back: what it changes is shown, or every cell that is wrong.

    Raises NotAllowed, WorkbookForeign.
    """
    await turn.require(RoleKind.COORDINATOR)
    if book.mark.unit_id != turn.unit.id:
        raise WorkbookForeign
    plan = await hold(turn.session, turn.unit.id, book.mark.plan_id)
    if plan is None or plan.state is PlanState.DISCARDED:
        raise WorkbookForeign
    now = await _now(turn, plan)
    stale = book.mark.stamp != now.stamp
    wanted = await asyncio.to_thread(read_back, now.document, now.calendar, book, stale=stale)
    if not isinstance(wanted, PlanDocument):
        await _answer_errors(turn, upload, wanted)
        return
    change = now.difference(wanted)
    if change.is_empty:
        turn.say(screens.unchanged(turn._, plan.id))
        return
    subject = {"plan": plan.id, "sha256": upload.sha256, "name": upload.name, "now": now.stamp}
    question = await turn.ask(_KIND, subject)
    questions.close(turn.session, question, turn.now)  # buttons answer it, not words
    lines = difference_screens.told(turn._, change, await reported(turn, change))
    turn.say(screens.proposal(turn._, question.id, change, lines, 0, stale=stale))


async def show(turn: Turn, press: Press) -> None:
    """What a waiting workbook changes, page by page, of the plan as it stands now."""
    await turn.require(RoleKind.COORDINATOR)
    await _show(turn, await _question(turn, press), press.number(1))


async def apply_it(turn: Turn, press: Press) -> None:
    """[Áp dụng]: in one transaction, and only when the plan is still the one it was shown against."""
    await turn.require(RoleKind.COORDINATOR)
    question = await _question(turn, press)
    now, wanted, _stale = await _waiting(turn, question)
    if question.subject["now"] != now.stamp:
        turn.toast(turn._("Kế hoạch vừa có thay đổi, đề nghị đồng chí xem lại rồi áp dụng."), alert=True)
        question.subject = question.subject | {"now": now.stamp}
        turn.session.add(question)
        await _show(turn, question, 0)
        return
    change = now.difference(wanted)
    if now.plan.state is PlanState.APPROVED:
        told = await apply(
            turn.session, turn.unit, now.plan, wanted, turn.now, turn.services.timezone, turn.officer.id
        )
        turn.told = turn.told or told > 0
        turn.change(difference_screens.applied(turn._, now.plan.id, change, told))
        return
    now.plan.document = wanted.to_json()
    turn.session.add(now.plan)
    turn.record(
        "plan_workbook_applied",
        f"plan:{now.plan.id}",
        before={"stamp": now.stamp},
        after={"stamp": stamp(wanted), "sha256": question.subject["sha256"]},
    )
    turn.change(screens.taken(turn._, now.plan.id, change))


async def leave(turn: Turn, press: Press) -> None:
    """[Bỏ]: the plan stays as it is."""
    await turn.require(RoleKind.COORDINATOR)
    question = await _question(turn, press)
    turn.change(screens.left(turn._, question.subject["plan"]))


async def _now(turn: Turn, plan: Plan | None) -> Now:
    if plan is None or plan.state is PlanState.DISCARDED:
        raise StaleButton
    document = PlanDocument.from_json(plan.document)
    if plan.state is PlanState.APPROVED:
        document = (await standing(turn.session, plan)).document
    return Now(plan, document, await calendar_of(turn, plan, document))


async def _question(turn: Turn, press: Press) -> Question:
    question = await questions.question(turn.session, turn.officer.id, press.number(0))
    if question is None or question.kind != _KIND:
        raise StaleButton
    return question


async def _waiting(turn: Turn, question: Question) -> tuple[Now, PlanDocument, bool]:
    """The plan a waiting workbook is about, what it wants now, and whether it is of an earlier state.

    Raises StaleButton when the plan is gone or the workbook no longer fits it, FileLost.
    """
    subject = question.subject
    now = await _now(turn, await hold(turn.session, turn.unit.id, subject["plan"]))
    try:
        data = await asyncio.to_thread(uploads.read, turn.services.data_dir, turn.unit.id, subject["sha256"])
    except DamagedFileError as error:
        raise FileLost(name=subject["name"]) from error
    book = await asyncio.to_thread(read_book, data)
    stale = book.mark.stamp != now.stamp
    wanted = await asyncio.to_thread(read_back, now.document, now.calendar, book, stale=stale)
    if not isinstance(wanted, PlanDocument):
        raise StaleButton
    return now, wanted, stale


async def _show(turn: Turn, question: Question, page: int) -> None:
    now, wanted, stale = await _waiting(turn, question)
    change = now.difference(wanted)
    if change.is_empty:
        turn.change(screens.unchanged(turn._, now.plan.id))
        return
    lines = difference_screens.told(turn._, change, await reported(turn, change))
    turn.change(screens.proposal(turn._, question.id, change, lines, page, stale=stale))


async def _answer_errors(turn: Turn, upload: Upload, errors: tuple[CellError, ...]) -> None:
    """The first errors in the chat, all of them in the workbook itself."""
    from plans.workbook_marks import with_marks

    remarks = [(e.sheet.value, e.cell, screens.problem(turn._, e)) for e in errors]
    marked = await asyncio.to_thread(with_marks, upload.content, remarks)
    turn.say(screens.wrong(turn._, errors))
    turn.send(FileScreen(upload.name, marked, screens.marked_caption(turn._)))


PRESSES: dict[str, PressAction] = {
    "plan-book": download,
    "book-show": show,
    "book-apply": apply_it,
    "book-leave": leave,
}
