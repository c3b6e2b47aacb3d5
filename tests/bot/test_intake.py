import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import MessageHandler, filters

from bot.intake import Intake, chat_of
from bot.trouble import Trouble
from handlers.services import Services
from simulator import Phone, Simulator
from storage import inbox
from tests.bot.conftest import NOW, App, Naps

Say = Callable[[Update], Awaitable[None]]


def on_text(application: App, say: Say) -> None:
    async def callback(update: Update, _context: Any) -> None:
        await say(update)

    application.add_handler(MessageHandler(filters.TEXT, callback))


def text_of(update: Update) -> str:
    assert update.effective_message is not None
    return update.effective_message.text or ""


def message(update_id: int, chat_id: int, text: str) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private", "first_name": "Sen"}
    sender = {"id": chat_id, "is_bot": False, "first_name": "Sen"}
    body = {"message_id": update_id, "date": 1, "chat": chat, "from": sender, "text": text}
    return {"update_id": update_id, "message": body}


async def waiting(services: Services) -> list[int]:
    async with services.database.read() as session:
        return [row.update_id for row in await inbox.waiting(session)]


@pytest.fixture
def intake(application: App, services: Services, naps: Naps) -> Intake:
    return Intake(application, services, naps)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


async def test_what_is_typed_arrives_in_order(
    intake: Intake, application: App, phone: Phone, simulator: Simulator
) -> None:
    heard: list[str] = []

    async def slow_first(update: Update) -> None:
        if text_of(update) == "1":
            await asyncio.sleep(0.05)
        heard.append(text_of(update))

    on_text(application, slow_first)
    running = asyncio.create_task(intake.run())
    for text in "123":
        await phone.send(text)
    await until(lambda: len(heard) == 3)
    running.cancel()
    assert heard == ["1", "2", "3"]


async def test_a_slow_chat_does_not_hold_up_another(intake: Intake, application: App) -> None:
    heard: list[str] = []
    second_done = asyncio.Event()

    async def first_waits_for_second(update: Update) -> None:
        if text_of(update) == "first":
            await second_done.wait()
        heard.append(text_of(update))
        second_done.set()

    on_text(application, first_waits_for_second)
    await intake.take([message(1, 10, "first"), message(2, 20, "second")])
    await intake.idle()
    assert heard == ["second", "first"]


async def test_an_update_is_stored_before_it_is_acknowledged(
    intake: Intake, application: App, phone: Phone, simulator: Simulator, services: Services
) -> None:
    offsets: list[int] = []
    stored: list[list[int]] = []

    async def watch(method: str, values: Any) -> None:
        if method == "getUpdates":
            stored.append(await waiting(services))
            offsets.append(int(values["offset"]))

    never = asyncio.Event()

    async def hang(_update: Update) -> None:
        await never.wait()

    on_text(application, hang)
    await phone.send("xong")
    simulator.faults.before = watch
    running = asyncio.create_task(intake.run())
    await until(lambda: len(offsets) >= 2)
    running.cancel()
    await intake.stop(0)
    assert offsets[1] == stored[1][0] + 1


async def test_after_a_kill_the_rest_is_picked_up_in_order(
    intake: Intake, application: App, services: Services
) -> None:
    async with services.database.write() as session:
        rows = [(number, 10, message(number, 10, str(number))) for number in (5, 6, 7)]
        await inbox.receive(session, rows, NOW)
        await inbox.mark_done(session, 5, 10, NOW)
    heard: list[str] = []

    async def note(update: Update) -> None:
        heard.append(text_of(update))

    on_text(application, note)
    await intake.resume()
    await intake.idle()
    assert heard == ["6", "7"]


async def test_a_repeated_update_is_handled_once(intake: Intake, application: App) -> None:
    heard: list[str] = []

    async def note(update: Update) -> None:
        heard.append(text_of(update))

    on_text(application, note)
    await intake.take([message(1, 10, "xong")])
    await intake.take([message(1, 10, "xong")])
    await intake.idle()
    assert heard == ["xong"]


async def test_what_concerns_nobody_is_settled_with_the_next_batch(
    intake: Intake, services: Services
) -> None:
    await intake.take([message(1, 10, "no handler takes this")])
    await intake.idle()
    assert await waiting(services) == [1]
    await intake.take([])
    assert await waiting(services) == []


async def test_a_poisoned_update_is_tried_three_times_then_set_aside_with_an_apology(
    intake: Intake, application: App, phone: Phone, services: Services
) -> None:
    tries: list[str] = []

    async def break_on_poison(update: Update) -> None:
        tries.append(text_of(update))
        if text_of(update) == "poison":
            raise KeyError("poison")

    on_text(application, break_on_poison)
    phone.chat.started = True
    with capture_logs() as logs:
        await intake.take([message(1, phone.user.id, "poison"), message(2, phone.user.id, "after")])
        await intake.idle()
    assert tries == ["poison", "poison", "poison", "after"]
    assert "không xử lý được tin nhắn" in phone.last.text
    assert [entry["event"] for entry in logs] == ["update_failed"] * 3
    await intake.take([])
    assert await waiting(services) == []


async def test_an_update_the_library_cannot_read_spoils_nothing_else(
    intake: Intake, application: App
) -> None:
    heard: list[str] = []

    async def note(update: Update) -> None:
        heard.append(text_of(update))

    on_text(application, note)
    broken = {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 10}, "unheard": "of"}}
    await intake.take([broken, message(2, 20, "fine")])
    await intake.idle()
    assert heard == ["fine"]


async def test_a_broken_line_is_waited_out_and_blamed_on_nobody(
    intake: Intake, application: App, services: Services, naps: Naps
) -> None:
    errors = [NetworkError("down"), NetworkError("down")]

    async def fetch(_update: Update) -> None:
        if errors:
            raise errors.pop()

    on_text(application, fetch)
    await intake.take([message(1, 10, "a file")])
    await intake.idle()
    assert len(naps.taken) == 2
    async with services.database.read() as session:
        (row,) = await inbox.waiting(session)
    assert row.attempts == 0


async def test_an_unwritable_database_loses_nothing_and_the_sender_hears_of_it_once(
    intake: Intake, application: App, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    receive, refusals = inbox.receive, [1, 2]

    async def refuse_twice(*args: Any) -> list[int]:
        if refusals:
            refusals.pop()
            raise OperationalError("INSERT", {}, Exception("attempt to write a readonly database"))
        return await receive(*args)

    async def note(update: Update) -> None:
        heard.append(text_of(update))

    monkeypatch.setattr(inbox, "receive", refuse_twice)
    on_text(application, note)
    phone.chat.started = True
    await intake.take([message(1, phone.user.id, "xong")])
    await intake.idle()
    assert heard == ["xong"]
    assert [said.text[:30] for said in phone.messages if said.from_bot] == ["Hệ thống tạm thời chưa ghi đượ"]


async def test_an_outage_is_logged_once_and_its_end_once(
    intake: Intake, application: App, phone: Phone, simulator: Simulator, naps: Naps
) -> None:
    heard: list[str] = []

    async def note(update: Update) -> None:
        heard.append(text_of(update))

    on_text(application, note)
    simulator.faults.fail("getUpdates", times=3, status=502)
    await phone.send("xong")
    with capture_logs() as logs:
        running = asyncio.create_task(intake.run())
        await until(lambda: heard == ["xong"])
        running.cancel()
    assert [entry["event"] for entry in logs] == ["telegram_unreachable", "telegram_unreachable_over"]
    assert simulator.token not in str(logs)
    assert len(naps.taken) == 3


async def test_a_rejected_token_ends_the_program_with_a_reason(intake: Intake, simulator: Simulator) -> None:
    simulator.faults.refuse("getUpdates", 401, "Unauthorized")
    with pytest.raises(Trouble, match="DONDOC_TOKEN") as caught:
        await intake.run()
    assert simulator.token not in str(caught.value)


async def test_a_second_program_on_the_same_bot_is_named(
    intake: Intake, simulator: Simulator, naps: Naps
) -> None:
    simulator.faults.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    with capture_logs() as logs:
        running = asyncio.create_task(intake.run())
        await until(lambda: len(naps.taken) == 1)
        running.cancel()
    assert "Một chương trình khác" in logs[0]["say"]


@pytest.mark.parametrize(
    ("raw", "chat"),
    [
        (message(1, 10, "x"), 10),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": 11}}}}, 11),
        ({"callback_query": {"from": {"id": 7}}}, 7),
        ({"my_chat_member": {"chat": {"id": 12}}}, 12),
        ({"poll": {"id": "1"}}, 0),
    ],
)
def test_every_update_has_the_chat_whose_order_it_keeps(raw: dict[str, Any], chat: int) -> None:
    assert chat_of(raw) == chat
