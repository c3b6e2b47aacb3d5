"""When the database, the program or Telegram stumbles in the middle, nothing that was said is lost."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import make_url

from handlers.screens import answers as screens
from storage import database as storage_database
from storage.tables import OutboxState, Progress
from tests.conversations.quarter import COORDINATOR, FINANCE, JUSTICE
from tests.conversations.town import Town

WAIT = "Hệ thống tạm thời chưa ghi được dữ liệu"


@contextmanager
def locked(town: Town) -> Iterator[None]:
    """Another process holds the database's write lock."""
    file = make_url(town.office.database.url).database
    assert file is not None
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


async def test_an_answer_waits_for_a_locked_database(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    phone = town.phones[JUSTICE]
    with locked(town):
        await phone.send("xong, đã rà soát")
        await asyncio.sleep(0.1)  # the lock belongs to another process, which knows no clock of ours
    await phone.wait_for("Đã ghi nhiệm vụ 2.a")
    answer = await town.answer("2.a")
    assert answer is not None
    assert answer.progress is Progress.DONE


async def test_who_has_to_wait_longer_is_told_once_and_need_not_repeat(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage_database, "_BUSY_TIMEOUT_MS", 50)
    await town.card(JUSTICE, "2.a")
    phone = town.phones[JUSTICE]
    with locked(town):
        await phone.send("xong, đã rà soát")
        assert "không cần gửi lại" in (await phone.wait_for(WAIT)).text
        await asyncio.sleep(0.1)
    await phone.wait_for("Đã ghi nhiệm vụ 2.a")
    await town.office.handled()
    answer = await town.answer("2.a")
    assert answer is not None
    assert answer.narrative == "đã rà soát"
    assert len([m for m in phone.messages if WAIT in m.text]) == 1
    assert len(await town.history(answer)) == 1


async def test_what_cannot_be_handled_is_set_aside_after_three_tries_and_the_rest_goes_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []
    shown = screens.report

    def breaks(*args: object, **options: object) -> object:
        tries.append(args)
        raise RuntimeError("hỏng")

    monkeypatch.setattr(screens, "report", breaks)
    phone, other = town.phones[JUSTICE], town.phones[FINANCE]
    await phone.send("/baocao")
    await phone.send("2.a xong")
    await other.send("6.a xong")
    await other.wait_for("Đã ghi")
    await phone.wait_for("Đã ghi", timeout=20)
    await town.office.handled()
    assert len(tries) == 3
    texts = [message.text for message in phone.messages if message.from_bot]
    assert "không xử lý được tin nhắn vừa rồi" in texts[0]
    assert "Đã ghi" in texts[1]
    monkeypatch.setattr(screens, "report", shown)
    assert "Báo cáo CCHC" in (await town.say(JUSTICE, "/baocao")).text


@pytest.mark.parametrize("fault", ["500", "502", "drop", "flood", "after"])
async def test_an_answer_is_stored_though_its_confirmation_is_lost(town: Town, fault: str) -> None:
    await town.card(JUSTICE, "2.a")
    faults = town.office.simulator.faults
    match fault:
        case "drop":
            faults.drop("sendMessage")
        case "flood":
            faults.flood("sendMessage", 1)
        case "after":
            faults.fail("sendMessage", after=True)
        case status:
            faults.fail("sendMessage", status=int(status))
    await town.phones[JUSTICE].send("xong")
    await town.office.handled()
    answer = await town.answer("2.a")
    assert answer is not None
    assert len(await town.history(answer)) == 1
    assert "2.a" in (await town.say(JUSTICE, "/viec")).text


@pytest.mark.parametrize("fault", ["fail", "drop", "flood"])
async def test_a_file_that_cannot_be_fetched_at_once_is_fetched_later(town: Town, fault: str) -> None:
    await town.card(JUSTICE, "2.a")
    faults = town.office.simulator.faults
    match fault:
        case "fail":
            faults.fail("getFile", times=2)
        case "drop":
            faults.drop("getFile", times=2)
        case _:
            faults.flood("getFile", 1)
    phone = town.phones[JUSTICE]
    await phone.send_document(b"%PDF-1.4", name="bang.pdf", caption="xong")
    await phone.wait_for("Đã ghi nhiệm vụ 2.a", timeout=20)


async def test_what_must_arrive_arrives_when_telegram_is_back(town: Town) -> None:
    faults = town.office.simulator.faults
    await town.say(COORDINATOR, "/nhac")
    faults.flood("sendMessage", 40, times=2)
    await town.office.deliver()
    waiting = [row for row in await town.outbox("chase") if row.state is OutboxState.PLANNED]
    assert len(waiting) == 2
    assert all(row.attempts == 0 for row in waiting), "it was not their fault"
    town.office.simulator.clock.move_to(town.office.services.clock() + timedelta(minutes=1))
    await town.office.deliver()
    assert {row.state for row in await town.outbox("chase")} == {OutboxState.SENT}
    for role, phone in town.phones.items():
        heard = [m for m in phone.messages if m.from_bot and "🔔" in m.text]
        assert len(heard) == (0 if role in (COORDINATOR, "Lãnh đạo Ủy ban nhân dân") else 1), role


async def test_repeated_and_reordered_updates_have_one_effect(town: Town) -> None:
    faults = town.office.simulator.faults
    faults.duplicate_next(3)
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    answer = await town.answer("2.a")
    assert answer is not None
    assert len(await town.history(answer)) == 1
    confirmed = [m for m in town.phones[JUSTICE].messages if m.from_bot and "Đã ghi" in m.text]
    assert len(confirmed) == 1
