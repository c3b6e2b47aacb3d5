"""The same quarter with a kill -9: whatever the moment, the same changes are stored and the same report comes.

Each accident is a `Quarter` in which one chapter goes wrong.
"""

import asyncio
import io
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from sqlmodel import col, func, select

from simulator.faults import Faults
from simulator.limits import Refusal
from storage.tables import Event, OutboxMessage, OutboxState, SummaryReport
from tests.conversations.apart import OfficeApart, open_office_apart
from tests.conversations.office import local, open_office
from tests.conversations.quarter import CULTURE, FINANCE, FINANCE_LINES, JUSTICE, LEADER, Quarter

START = local(date(2021, 12, 1))
# A call that never reached Telegram; nobody is left to hear the refusal.
LOST = Refusal(502, "Bad Gateway")
Params = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What a telling left behind: the report, its text, how many versions there are, and every change."""

    text: list[str]
    report: bytes
    versions: int
    changes: list[tuple[Any, ...]]


async def told(quarter: Quarter) -> Outcome:
    """Tells the quarter and compiles its report."""
    await quarter.tell()
    report = await quarter.compile()
    async with quarter.office.database.read() as session:
        versions = len((await session.exec(select(SummaryReport))).all())
        changes = [
            (event.at, event.officer_id, event.kind, event.subject, event.before, event.after)
            for event in await session.exec(select(Event).order_by(col(Event.id)))
        ]
    return Outcome(text_of(report), report, versions, changes)


def text_of(report: bytes) -> list[str]:
    """Every paragraph and every table cell of a Word file."""
    document = docx.Document(io.BytesIO(report))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.fixture(scope="module")
def plan(shared_file: Callable[[str], Path]) -> Path:
    return shared_file("tan-quang-2022")


@pytest.fixture(scope="module")
def undisturbed(plan: Path, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What the quarter leaves behind without any accident, told in this process."""

    async def tell() -> Outcome:
        folder = tmp_path_factory.mktemp("undisturbed")
        database = shutil.copyfile(sqlite_template, folder / "dondoc.db")
        async with open_office(folder, f"sqlite:///{database}", START) as office:
            return await told(Quarter(office, plan))

    return asyncio.run(tell())


@pytest.fixture
async def office(tmp_path: Path, sqlite_url: str) -> AsyncIterator[OfficeApart]:
    """The office whose program can be killed, on 1 December 2021."""
    async with open_office_apart(tmp_path / "data", sqlite_url, START) as opened:
        yield opened


class Accident(Quarter):
    """The quarter in which something happens to the program."""

    office: OfficeApart

    async def ends_as(self, undisturbed: Outcome) -> None:
        """Tells it, and compares what is left behind."""
        outcome = await told(self)
        assert self.office.deaths, "the accident did not happen"
        assert outcome.changes == undisturbed.changes
        assert outcome.text == undisturbed.text
        assert outcome == undisturbed

    @property
    def faults(self) -> Faults:
        return self.office.simulator.faults


class Fetched(Accident):
    """17 March, twice: the answer is on the wire; then it is handled, and Telegram does not know it yet."""

    async def culture_answers_the_rest_late(self) -> None:
        updates, phone = self.office.simulator.updates, self.phones[CULTURE]

        async def on_the_wire(method: str, _: Params) -> None:
            if method == "getUpdates" and len(updates):
                await self.office.kill()
                self.faults.before = to_be_acknowledged
                await self.office.start()

        async def to_be_acknowledged(method: str, params: Params) -> None:
            if method == "getUpdates" and len(updates) and int(params["offset"]):
                while not phone.last.from_bot:
                    await asyncio.sleep(0.005)
                await self.office.die()
                raise LOST

        self.faults.after = on_the_wire
        await super().culture_answers_the_rest_late()
        await self.office.handled()
        assert self.office.deaths == 2


async def test_an_answer_fetched_and_not_acknowledged_is_fetched_again_and_has_one_effect(
    office: OfficeApart, plan: Path, undisturbed: Outcome
) -> None:
    await Fetched(office, plan).ends_as(undisturbed)


class Acknowledged(Accident):
    """16 March: Telegram has forgotten the answer already; its file is just being asked for."""

    async def culture_answers_with_a_file(self, proof: bytes) -> None:
        async def before(method: str, _: Params) -> None:
            if method == "getFile":
                await self.office.acknowledged()
                await self.office.die()
                raise LOST

        self.faults.before = before
        await super().culture_answers_with_a_file(proof)


async def test_an_answer_acknowledged_and_not_handled_is_handled_after_the_restart(
    office: OfficeApart, plan: Path, undisturbed: Outcome
) -> None:
    await Acknowledged(office, plan).ends_as(undisturbed)


class Asked(Accident):
    """9 March: twice the program is gone when the officer answers what it asked: a reason, and a figure."""

    async def justice_answers_by_button(self) -> None:
        self._wakings: list[asyncio.Task[None]] = []
        self._dies_after("chưa làm vì lý do gì?")
        await super().justice_answers_by_button()
        await asyncio.gather(*self._wakings)
        assert self.office.deaths == 2

    def _dies_after(self, question: str) -> None:
        async def after(_: str, params: Params) -> None:
            if question in params.get("text", ""):
                await self.office.kill()
                self._wakings.append(asyncio.create_task(self._is_started_once_answered()))

        self.faults.after = after

    async def _is_started_once_answered(self) -> None:
        while self.phones[JUSTICE].last.from_bot:
            await asyncio.sleep(0.005)
        if self.office.deaths == 1:
            self._dies_after("pháp luật đã ban hành")
        await self.office.start()


async def test_an_answer_to_what_was_asked_before_the_crash_lands_after_it(
    office: OfficeApart, plan: Path, undisturbed: Outcome
) -> None:
    await Asked(office, plan).ends_as(undisturbed)


class Reminding(Accident):
    """9 March: seven reminders are under way. Two are on record; the third has reached Telegram, no more."""

    def __init__(self, office: OfficeApart, plan: Path) -> None:
        super().__init__(office, plan)
        self.reminded: list[str] = []

    async def everybody_joins(self) -> None:
        await super().everybody_joins()
        self.faults.before = self._before
        self.faults.after = self._after

    async def _before(self, _: str, params: Params) -> None:
        if not params.get("text", "").startswith("🔔"):
            return
        self.reminded.append(params["chat_id"])
        place = len(self.reminded)
        if place == 3:
            while len(self.reminded) < 7 or await self._on_record() < 2:
                await asyncio.sleep(0.005)
        elif place > 3:
            await self.office.died.wait()
            raise LOST

    async def _after(self, _: str, params: Params) -> None:
        if self.reminded[2:3] == [params.get("chat_id")]:
            await self.office.die()

    async def _on_record(self) -> int:
        async with self.office.database.read() as session:
            sent = OutboxMessage.kind == "reminder", OutboxMessage.state == OutboxState.SENT
            return (await session.exec(select(func.count()).where(*sent))).one()


async def test_reminders_cut_off_in_the_middle_reach_everybody_and_at_most_one_comes_twice(
    office: OfficeApart, plan: Path, undisturbed: Outcome
) -> None:
    story = Reminding(office, plan)
    await story.ends_as(undisturbed)
    came = {
        str(phone.user.id): story.heard(role, date(2021, 12, 2)).count("09/03 07:30")
        for role, phone in story.phones.items()
        if role != LEADER
    }
    third = story.reminded[2]
    assert came.pop(third) == 2
    assert came == dict.fromkeys(came, 1)
    assert len(came) == 6


class Unconfirmed(Accident):
    """9 March: seven answers of one message are stored, and nobody tells the officer, who looks it up."""

    async def finance_answers_in_lines(self) -> None:
        phone = self.phones[FINANCE]

        async def before(method: str, params: Params) -> None:
            if method == "sendMessage" and params["chat_id"] == str(phone.user.id):
                await self.office.die()
                raise LOST

        self.faults.before = before
        await phone.send(FINANCE_LINES)
        await self.office.died.wait()
        await self.office.handled()
        assert not phone.last.from_bot
        report = await self.office.say(phone, "/baocao")
        assert "chưa" not in report.text.lower(), report.text


async def test_an_answer_stored_but_not_confirmed_has_one_effect(
    office: OfficeApart, plan: Path, undisturbed: Outcome
) -> None:
    await Unconfirmed(office, plan).ends_as(undisturbed)


class Compiling(Accident):
    """18 March: the report is made and kept, and on its way it is lost."""

    async def compile(self) -> bytes:
        async def before(method: str, _: Params) -> None:
            if method == "sendDocument":
                await self.office.die()
                raise LOST

        self.faults.before = before
        return await super().compile()


async def test_the_report_lost_on_its_way_comes_once_after_the_restart_and_is_one_version(
    office: OfficeApart, plan: Path, undisturbed: Outcome
) -> None:
    story = Compiling(office, plan)
    await story.ends_as(undisturbed)
    assert undisturbed.versions == 1
    assert (
        len([message for message in story.coordinator.messages if message.document and message.from_bot]) == 1
    )
