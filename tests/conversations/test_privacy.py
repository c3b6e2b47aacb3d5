"""Two units in one database never see each other, and a proof is shown only to those it concerns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from handlers.evidence import described
from handlers.routes import PRESSES
from handlers.uploads import Upload, keep
from plans.review import role_mark, task_mark
from storage import answers, appointments, people, questions
from storage.answers import Answer
from storage.figures import Reported, report
from storage.tables import (
    Appointment,
    Area,
    Evidence,
    Figure,
    Occurrence,
    Officer,
    Plan,
    PlanState,
    Progress,
    Submission,
    TaskPart,
)
from tests.commune import FINANCE as THEIR_FINANCE
from tests.commune import JUSTICE as THEIR_JUSTICE
from tests.commune import Commune, found
from tests.conversations.quarter import COORDINATOR, CULTURE, FINANCE, JUSTICE, LEADER, ONE_STOP
from tests.conversations.town import Town

SECRET = "Bí mật của Vĩnh Phong"


@dataclass
class Neighbours:
    """The other unit, with something of every kind that a button can name."""

    commune: Commune
    officer: Officer
    submission: Submission
    figure: Figure
    evidence: Evidence
    draft: Plan
    occurrence: Occurrence
    part: TaskPart
    correction: Plan
    coming: int
    which: int
    which_file: int
    which_figure: int
    workbook: int
    draft_task: int
    change: int
    arranging: int


async def settle(town: Town) -> Neighbours:
    """The other unit moves into Tân Quang's database."""
    database, now = town.office.database, town.office.services.clock()
    commune = await found(database)
    officer = await commune.join("Người Vĩnh Phong", THEIR_JUSTICE)
    upload = Upload("mat.pdf", "application/pdf", b"%PDF-1.4 mat", "ab" * 32, 12)
    keep(town.office.services.data_dir, commune.unit.id, upload)
    async with database.write() as session:
        submission = await answers.save(
            session,
            commune.q1,
            commune.tasks["2.a"],
            commune.roles[THEIR_JUSTICE].id,
            Answer(Progress.DONE, narrative=SECRET),
            officer,
            now,
            late=False,
        )
        figure = await report(
            session,
            commune.q1,
            commune.indicators[0],
            (commune.q1.window_first, commune.q1.cutoff),
            Reported(nothing_to_report=True),
            commune.roles[THEIR_JUSTICE].id,
            officer,
            now,
            late=False,
        )
        evidence = Evidence(
            unit_id=commune.unit.id,
            period_id=commune.q1.id,
            submission_id=submission.id,
            officer_id=officer.id,
            file_name=upload.name,
            mime_type=upload.mime,
            size=upload.size,
            sha256=upload.sha256,
            received_at=now,
        )
        draft = Plan(
            unit_id=commune.unit.id,
            state=PlanState.DRAFT,
            title=SECRET,
            year_from=2023,
            year_to=2023,
            document={"title": SECRET},
            file_name="",
            file_sha256="",
            created_at=now,
        )
        correction = Plan(**(draft.model_dump(exclude={"id"}) | {"corrects_id": commune.plan.id}))
        occurrence = Occurrence(
            unit_id=commune.unit.id,
            task_id=commune.tasks["2.a"].id,
            opens_on=commune.q1.window_first,
            due_on=commune.q1.cutoff,
        )
        part = TaskPart(
            unit_id=commune.unit.id,
            period_id=commune.q1.id,
            task_id=commune.tasks["2.a"].id,
            role_id=commune.roles[THEIR_FINANCE].id,
            text=SECRET,
            submitted_at=now,
        )
        session.add_all([evidence, draft, correction, occurrence, part])
        await people.invite(session, commune.roles[THEIR_JUSTICE], now)
        asked = [
            (await questions.ask(session, officer, kind, subject, now)).id
            for kind, subject in (
                ("which", {"period": commune.q1.id, "text": SECRET}),
                ("which-file", {"period": commune.q1.id, "text": SECRET, "file": described(upload)}),
                ("figure", {"period": commune.q1.id, "indicator": commune.indicators[0].id, "text": "12.5"}),
                ("workbook", {"plan": draft.id, "sha256": upload.sha256, "name": upload.name, "now": ""}),
                ("assign", {"text": SECRET, "lead": None, "supports": [], "due": None, "area": None}),
                ("change", {"task": commune.tasks["2.a"].id, "what": "lead", "was": None, "supports": []}),
                ("reorganise", {"preset": "xa", "roles": {}, "areas": {}, "superior": SECRET}),
            )
        ]
        coming = await appointments.appoint(
            session, commune.roles[THEIR_FINANCE], officer, date(2022, 4, 1), acting=False, announce=True
        )
    return Neighbours(
        commune, officer, submission, figure, evidence, draft, occurrence, part, correction, coming.id, *asked
    )


# What a button of each verb carries when it is the neighbours'. Empty: it names nothing of a unit.
THEIRS: dict[str, Callable[[Neighbours], str]] = {
    "roles": lambda _: "",
    "role": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "invite": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "deputy": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "revoke": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "hand": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "hand-to": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.officer.id}:220401",
    "hand-card": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.officer.id}:220401:0",
    "hand-yes": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.officer.id}:220401:0",
    "hand-off": lambda n: f"{n.coming}",
    "quit": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "quit-card": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.officer.id}:220401",
    "quit-yes": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.officer.id}:220401",
    "handed": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.commune.q1.id}:0",
    "away": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "away-to": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.officer.id}:220401:220402",
    "away-card": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.officer.id}:220401:220402:0",
    "away-yes": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.officer.id}:220401:220402:0",
    "away-end": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "rename": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "merge": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "merge-card": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.commune.roles[THEIR_JUSTICE].id}",
    "merge-yes": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:{n.commune.roles[THEIR_JUSTICE].id}",
    "shift": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}",
    "shift-to": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:0",
    "shift-why": lambda n: f"{n.commune.roles[THEIR_JUSTICE].id}:0:{n.commune.roles[THEIR_JUSTICE].id}",
    "reorg": lambda _: "",
    "reorg-page": lambda n: f"{n.arranging}:0",
    "reorg-line": lambda n: f"{n.arranging}:r:{n.commune.roles[THEIR_JUSTICE].id}",
    "reorg-set": lambda n: f"{n.arranging}:r:{n.commune.roles[THEIR_JUSTICE].id}:0",
    "reorg-sup": lambda n: f"{n.arranging}",
    "reorg-yes": lambda n: f"{n.arranging}",
    "plan": lambda n: f"{n.draft.id}",
    "plan-areas": lambda n: f"{n.draft.id}:0",
    "plan-area": lambda n: f"{n.draft.id}:0:0",
    "plan-task": lambda n: f"{n.draft.id}:0",
    "plan-lead": lambda n: f"{n.draft.id}:t:0:0",
    "plan-give": lambda n: f"{n.draft.id}:t:0:-",
    "plan-targets": lambda n: f"{n.commune.plan.id}:0",
    "plan-roles": lambda n: f"{n.commune.plan.id}:0",
    "plan-attention": lambda n: f"{n.draft.id}:0",
    "plan-calendar": lambda n: f"{n.commune.plan.id}",
    "plan-walk": lambda n: f"{n.draft.id}",
    "plan-card": lambda n: f"{n.draft.id}:0123456789:-:0",
    "plan-later": lambda n: f"{n.draft.id}:0123456789",
    "plan-decide": lambda n: f"{n.draft.id}:0123456789:keep",
    "plan-due": lambda n: f"{n.draft.id}:{task_mark('2.a')}:-",
    "plan-due-set": lambda n: f"{n.draft.id}:{task_mark('2.a')}:q1",
    "plan-task-drop": lambda n: f"{n.draft.id}:{task_mark('2.a')}",
    "plan-dropped": lambda n: f"{n.draft.id}:0",
    "plan-restore": lambda n: f"{n.draft.id}:{task_mark('2.a')}",
    "plan-role": lambda n: f"{n.draft.id}:{role_mark(THEIR_JUSTICE)}",
    "plan-role-merge": lambda n: f"{n.draft.id}:{role_mark(THEIR_JUSTICE)}:0",
    "plan-role-into": lambda n: f"{n.draft.id}:{role_mark(THEIR_JUSTICE)}:{role_mark('khác')}",
    "plan-role-name": lambda n: f"{n.draft.id}:{role_mark(THEIR_JUSTICE)}",
    "plan-role-coordinator": lambda n: f"{n.draft.id}:{role_mark(THEIR_JUSTICE)}",
    "plan-role-drop": lambda n: f"{n.draft.id}:{role_mark(THEIR_JUSTICE)}",
    "plan-presets": lambda n: f"{n.draft.id}",
    "plan-preset": lambda n: f"{n.draft.id}:cchc",
    "plan-preset-set": lambda n: f"{n.draft.id}:cchc",
    "plan-period": lambda n: f"{n.draft.id}:2022-Q1",
    "plan-period-move": lambda n: f"{n.draft.id}:2022-Q1:summary",
    "plan-approve": lambda n: f"{n.draft.id}",
    "plan-approve-yes": lambda n: f"{n.draft.id}:own",
    "plan-drop": lambda n: f"{n.draft.id}",
    "plan-drop-yes": lambda n: f"{n.draft.id}",
    "plan-diff": lambda n: f"{n.correction.id}:0",
    "plan-correct": lambda n: f"{n.correction.id}:0",
    "plan-book": lambda n: f"{n.commune.plan.id}",
    "book-show": lambda n: f"{n.workbook}:0",
    "book-apply": lambda n: f"{n.workbook}",
    "book-leave": lambda n: f"{n.workbook}",
    "tasks": lambda n: f"{n.commune.q1.id}:0",
    "assign-card": lambda n: f"{n.draft_task}",
    "assign-edit": lambda n: f"{n.draft_task}",
    "assign-text": lambda n: f"{n.draft_task}",
    "assign-give": lambda n: f"{n.draft_task}",
    "assign-drop": lambda n: f"{n.draft_task}",
    "pick-leads": lambda n: f"{n.change}:0",
    "pick-lead": lambda n: f"{n.change}:{n.commune.roles[THEIR_JUSTICE].id}",
    "pick-supports": lambda n: f"{n.draft_task}:0",
    "pick-support": lambda n: f"{n.draft_task}:{n.commune.roles[THEIR_JUSTICE].id}:0",
    "pick-supports-done": lambda n: f"{n.draft_task}",
    "pick-dues": lambda n: f"{n.draft_task}",
    "pick-due": lambda n: f"{n.draft_task}:today",
    "pick-areas": lambda n: f"{n.draft_task}:0",
    "pick-area": lambda n: f"{n.draft_task}:0",
    "work": lambda n: f"{n.commune.tasks['2.a'].id}",
    "history": lambda n: f"{n.commune.tasks['2.a'].id}:0",
    "change": lambda n: f"{n.commune.tasks['2.a'].id}:lead",
    "accept": lambda n: f"{n.commune.tasks['2.a'].id}",
    "accept-all": lambda _: "",
    "report": lambda n: f"{n.commune.q1.id}",
    "task": lambda n: f"{n.commune.q1.id}:{n.commune.tasks['2.a'].id}",
    "done": lambda n: f"{n.commune.q1.id}:{n.commune.tasks['2.a'].id}",
    "doing": lambda n: f"{n.commune.q1.id}:{n.commune.tasks['2.a'].id}:50",
    "not-started": lambda n: f"{n.commune.q1.id}:{n.commune.tasks['2.a'].id}",
    "nothing": lambda n: f"{n.commune.q1.id}:{n.commune.tasks['2.a'].id}",
    "nothing-all": lambda n: f"{n.commune.q1.id}",
    "nothing-all-yes": lambda n: f"{n.commune.q1.id}",
    "occ": lambda n: f"{n.occurrence.id}",
    "occ-done": lambda n: f"{n.occurrence.id}",
    "part": lambda n: f"{n.commune.q1.id}:{n.commune.tasks['2.a'].id}",
    "part-give": lambda n: f"{n.commune.q1.id}:{n.commune.tasks['2.a'].id}",
    "part-nothing": lambda n: f"{n.commune.q1.id}:{n.commune.tasks['2.a'].id}",
    "part-take": lambda n: f"{n.part.id}",
    "add": lambda n: f"{n.submission.id}:difficulty",
    "which": lambda n: f"{n.which}:{n.commune.tasks['2.a'].id}",
    "leave": lambda n: f"{n.which_figure}",
    "figures": lambda n: f"{n.commune.q1.id}",
    "figures-all": lambda n: f"{n.commune.q1.id}",
    "figure": lambda n: f"{n.commune.q1.id}:{n.commune.indicators[0].id}",
    "figure-skip": lambda n: f"{n.commune.q1.id}:{n.commune.indicators[0].id}",
    "figure-nothing": lambda n: f"{n.commune.q1.id}:{n.commune.indicators[0].id}",
    "figure-same": lambda n: f"{n.commune.q1.id}:{n.commune.indicators[0].id}",
    "figure-pick": lambda n: f"{n.which_figure}:0",
    "file": lambda n: f"{n.evidence.id}",
    "file-for": lambda n: f"{n.which_file}:{n.commune.tasks['2.a'].id}",
    "progress": lambda n: f"{n.commune.q1.id}",
    "review": lambda n: f"{n.commune.q1.id}",
    "review-role": lambda n: f"{n.commune.q1.id}:{n.commune.roles[THEIR_JUSTICE].id}",
    "review-answer": lambda n: f"{n.submission.id}",
    "review-figure": lambda n: f"{n.figure.id}",
    "return-answer": lambda n: f"{n.submission.id}",
    "return-figure": lambda n: f"{n.figure.id}",
    "compile": lambda n: f"{n.commune.q1.id}",
    "calendar": lambda _: "",
    "period": lambda n: f"{n.commune.q1.id}",
    "close": lambda n: f"{n.commune.q1.id}",
    "close-yes": lambda n: f"{n.commune.q1.id}",
    "reopen": lambda n: f"{n.commune.q1.id}",
    "snooze": lambda n: f"{n.commune.q1.id}",
    "chase": lambda n: f"{n.commune.q1.id}",
    "language": lambda _: "",
}


def test_every_verb_is_tried_on_the_neighbours() -> None:
    assert THEIRS.keys() == PRESSES.keys()


async def test_no_button_reaches_into_another_unit(town: Town) -> None:
    neighbours = await settle(town)
    await town.say(COORDINATOR, "/trogiup")
    before = await town.everything()
    for verb, args in THEIRS.items():
        if carried := args(neighbours):
            said = await town.press(town.coordinator, f"{verb}:{carried}")
            assert "Nút này đã cũ" in said.text, f"{verb}: {said.text}"
            assert SECRET not in said.text
            assert await town.everything() == before, verb


@pytest.mark.parametrize(
    "verb",
    ["task", "done", "doing", "not-started", "nothing", "part", "part-give", "part-nothing",
     "figure", "figure-skip", "figure-nothing", "figure-same",
     "review-role"],
)  # fmt: skip
async def test_ones_own_period_opens_nothing_of_another_unit(town: Town, verb: str) -> None:
    neighbours = await settle(town)
    await town.say(COORDINATOR, "/trogiup")
    before = await town.everything()
    _period, rest = THEIRS[verb](neighbours).split(":", 1)
    said = await town.press(town.coordinator, f"{verb}:{(await town.period()).id}:{rest}")
    assert "Nút này đã cũ" in said.text
    assert await town.everything() == before


@pytest.mark.parametrize(
    "data",
    ["hand-card:{own}:{mine}:220401:{officer}", "hand-yes:{own}:{mine}:220401:{officer}",
     "away-card:{own}:{officer}:220401:220402:0", "away-yes:{own}:{mine}:220401:220402:{officer}",
     "quit-yes:{own}:{officer}:220401", "merge-card:{own}:{role}", "merge-yes:{own}:{role}",
     "shift-to:{own}:{area}", "shift-why:{own}:0:{role}", "handed:{own}:{period}:0"],
)  # fmt: skip
async def test_ones_own_role_takes_nothing_and_nobody_of_another_unit(town: Town, data: str) -> None:
    own = await town.role(FINANCE)
    neighbours = await settle(town)
    async with town.office.database.read() as session:
        mine = (await session.exec(select(Appointment).where(Appointment.role_id == own.id))).one()
        area = (await session.exec(select(Area).where(Area.unit_id == neighbours.commune.unit.id))).one()
    await town.say(COORDINATOR, "/trogiup")
    before = await town.everything()
    carried = data.format(
        own=own.id,
        mine=mine.officer_id,
        officer=neighbours.officer.id,
        role=neighbours.commune.roles[THEIR_JUSTICE].id,
        area=area.id,
        period=neighbours.commune.q1.id,
    )
    assert "Nút này đã cũ" in (await town.press(town.coordinator, carried)).text
    assert await town.everything() == before


async def test_ones_own_task_is_not_answered_in_anothers_period(town: Town) -> None:
    neighbours = await settle(town)
    task, indicator = await town.task("2.a"), await town.indicator("2.1")
    before = await town.everything()
    for data in (f"done:{neighbours.commune.q1.id}:{task.id}",
                 f"figure-nothing:{neighbours.commune.q1.id}:{indicator.id}"):  # fmt: skip
        await town.press(town.phones[JUSTICE], data)
    assert {k: v for k, v in (await town.everything()).items() if k != "question"} == {
        k: v for k, v in before.items() if k != "question"
    }


async def test_no_command_tells_of_another_unit(town: Town) -> None:
    await settle(town)
    for command in ("/viec", "/baocao", "/kehoach", "/chucdanh", "/lich", "/nhac", "/tonghop", "/trogiup"):
        said = await town.say(COORDINATOR, command)
        assert "Vĩnh Phong" not in said.text, command
        assert "Vĩnh Phong" not in str(said.buttons), command
    await town.office.deliver()
    assert {row.unit_id for row in await town.outbox("chase")} == {1}


async def _proof(town: Town) -> int:
    """A file that the culture officer sent; the number of its button."""
    await town.card(CULTURE, "7.b")
    await town.phones[CULTURE].send_document(b"%PDF-1.4 tin", name="tin.pdf", caption="xong")
    await town.phones[CULTURE].wait_for("Đã ghi")
    await town.office.handled()
    return int((await town.everything())["evidence"][0][0])


@pytest.mark.parametrize("role", [COORDINATOR, LEADER, CULTURE])
async def test_a_proof_is_handed_to_those_it_concerns(town: Town, role: str) -> None:
    number = await _proof(town)
    shown = await town.press(town.phones[role], f"file:{number}")
    assert shown.document is not None
    assert (shown.document.name, shown.document.content) == ("tin.pdf", b"%PDF-1.4 tin")


@pytest.mark.parametrize("role", [JUSTICE, FINANCE, ONE_STOP])
async def test_a_proof_is_not_handed_to_other_officers(town: Town, role: str) -> None:
    number = await _proof(town)
    shown = await town.press(town.phones[role], f"file:{number}")
    assert shown.document is None
    assert "dành cho chức danh khác" in shown.text


async def test_a_damaged_proof_is_said_to_be_lost(town: Town) -> None:
    number = await _proof(town)
    for file in (town.office.services.data_dir / "evidence").rglob("*"):
        if file.is_file() and file.read_bytes().endswith(b"tin"):
            Path(file).write_bytes(b"hong")
    said = await town.press(town.coordinator, f"file:{number}")
    assert "không còn nguyên vẹn" in said.text


async def test_an_officer_sees_only_their_own_figures_and_tasks(town: Town) -> None:
    tasks = (await town.say(JUSTICE, "/viec")).text
    assert "2.a" in tasks
    assert "6.a" not in tasks
    figures = await town.press(town.phones[JUSTICE], f"figures-all:{(await town.period()).id}")
    assert "2.1" in figures.text
    assert "6.1" not in figures.text
