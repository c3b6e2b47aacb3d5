import asyncio
from datetime import timedelta

import pytest
from sqlmodel import col, select
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot.delivery import Delivery
from handlers import outgoing
from handlers.screen import Button, FileScreen, Screen
from handlers.services import Services
from simulator import Phone, Simulator
from storage import outbox, people
from storage.tables import Officer, OutboxMessage, OutboxState, RoleKind
from tests.bot.conftest import NOW, App, Enlist, Naps

Words = dict[str, list[Screen | FileScreen] | Exception]


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Words:
    """What each kind of message says; a kind not named here says its own name."""
    said: Words = {}

    async def compose(message: OutboxMessage, _services: Services) -> list[Screen | FileScreen]:
        words = said.get(
            message.kind, [Screen(f"<b>{message.kind}</b>", ((Button("Báo cáo ngay", "r:1"),),))]
        )
        if isinstance(words, Exception):
            raise words
        return words

    monkeypatch.setattr(outgoing, "compose", compose)
    return said


@pytest.fixture
def filled() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def delivery(
    application: App, services: Services, filled: asyncio.Event, naps: Naps, words: Words
) -> Delivery:
    return Delivery(application.bot, services, filled, tick=0.01, sleep=naps)


async def plan(services: Services, officer: Officer, kind: str = "reminder", key: str = "") -> None:
    async with services.database.write() as session:
        assert await outbox.put(session, officer.unit_id, officer.id, key or kind, kind, {}, NOW)


async def rows(services: Services) -> list[OutboxMessage]:
    async with services.database.read() as session:
        return list((await session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id)))).all())


async def test_what_is_due_is_sent_and_found_again_by_its_message(
    delivery: Delivery, services: Services, phone: Phone, enlist: Enlist
) -> None:
    await plan(services, await enlist(phone))
    assert await delivery.deliver_due()
    assert phone.last.text == "reminder"
    (row,) = await rows(services)
    assert (row.state, row.sent_at) == (OutboxState.SENT, NOW)
    assert (row.chat_id, row.message_id) == (phone.user.id, phone.last.id)
    assert not await delivery.deliver_due()
    assert len(phone.messages) == 1


async def test_of_several_messages_the_first_is_remembered(
    delivery: Delivery, services: Services, phone: Phone, enlist: Enlist, words: Words
) -> None:
    words["report"] = [Screen("Báo cáo quý I"), FileScreen("bao-cao.docx", b"PK", "kèm theo")]
    await plan(services, await enlist(phone), "report")
    await delivery.deliver_due()
    first, second = phone.messages
    assert (first.text, second.file.name if second.file else "") == ("Báo cáo quý I", "bao-cao.docx")
    (row,) = await rows(services)
    assert row.message_id == first.id


async def test_what_has_nothing_to_say_any_more_is_unneeded(
    delivery: Delivery, services: Services, phone: Phone, enlist: Enlist, words: Words
) -> None:
    words["reminder"] = []
    await plan(services, await enlist(phone))
    await delivery.deliver_due()
    assert phone.messages == []
    assert (await rows(services))[0].state == OutboxState.UNNEEDED


async def test_what_another_sender_took_is_left_to_it(
    delivery: Delivery, services: Services, phone: Phone, enlist: Enlist
) -> None:
    await plan(services, await enlist(phone))
    (row,) = await rows(services)
    async with services.database.write() as session:
        await outbox.claim(session, row.id, NOW)
    assert not await delivery.deliver_one(row)
    assert phone.messages == []


async def test_an_officer_who_blocked_the_bot_is_switched_off_and_the_coordinator_told_once(
    delivery: Delivery, services: Services, simulator: Simulator, phone: Phone, enlist: Enlist
) -> None:
    coordinator_phone = simulator.phone(first_name="Nội vụ")
    coordinator = await enlist(coordinator_phone, RoleKind.COORDINATOR)
    officer = await enlist(phone)
    phone.block_bot()
    await plan(services, officer)
    await plan(services, officer, "second")
    await delivery.deliver_due()
    await delivery.deliver_due()
    assert [message.text for message in coordinator_phone.messages] == ["unreachable"]
    first, second, notice = await rows(services)
    assert (first.state, second.state) == (OutboxState.FAILED, OutboxState.FAILED)
    assert (notice.officer_id, notice.subject) == (coordinator.id, {"officer_id": officer.id})
    assert notice.key == f"unreachable:{officer.id}:2022-03-15:{coordinator.id}"
    async with services.database.read() as session:
        kept = await people.officer(session, officer.unit_id, officer.id)
    assert kept is not None
    assert not kept.reachable


async def test_telegram_asking_for_patience_moves_the_row_and_counts_no_attempt(
    delivery: Delivery, services: Services, simulator: Simulator, phone: Phone, enlist: Enlist
) -> None:
    simulator.faults.flood("sendMessage", 40)
    await plan(services, await enlist(phone))
    await delivery.deliver_due()
    (row,) = await rows(services)
    assert (row.state, row.not_before, row.attempts) == (OutboxState.PLANNED, NOW + timedelta(seconds=40), 0)


async def test_a_broken_line_puts_the_message_back_without_blame(
    delivery: Delivery, services: Services, simulator: Simulator, phone: Phone, enlist: Enlist
) -> None:
    simulator.faults.fail("sendMessage", status=502)
    await plan(services, await enlist(phone))
    with pytest.raises(NetworkError):
        await delivery.deliver_due()
    (row,) = await rows(services)
    assert (row.state, row.attempts) == (OutboxState.PLANNED, 0)
    assert await delivery.deliver_due()
    assert phone.last.text == "reminder"


async def test_the_loop_waits_an_outage_out(
    delivery: Delivery, services: Services, simulator: Simulator, phone: Phone, enlist: Enlist, naps: Naps
) -> None:
    simulator.faults.fail("sendMessage", status=502, times=3)
    await plan(services, await enlist(phone))
    running = asyncio.create_task(delivery.run(alone=True))
    await phone.wait_for("reminder", after=None)
    delivery.stop()
    await running
    assert len(naps.taken) == 3
    assert naps.taken[0] < naps.taken[2]


async def test_what_cannot_be_worded_is_retried_and_given_up_while_the_rest_goes_out(
    delivery: Delivery, services: Services, phone: Phone, enlist: Enlist, words: Words
) -> None:
    words["broken"] = KeyError("no such period")
    officer = await enlist(phone)
    await plan(services, officer, "broken")
    await plan(services, officer, "reminder")
    with capture_logs() as logs:
        for _ in range(outbox.ATTEMPTS):
            await delivery.deliver_due()
            async with services.database.write() as session:
                broken = (await session.exec(select(OutboxMessage))).first()
                assert broken is not None
                broken.not_before = NOW
    assert [message.text for message in phone.messages] == ["reminder"]
    assert (await rows(services))[0].state == OutboxState.FAILED
    assert [entry["event"] for entry in logs] == ["message_not_composed"] * outbox.ATTEMPTS


async def test_after_a_kill_between_claim_and_record_the_message_goes_out_at_the_next_start(
    delivery: Delivery, services: Services, phone: Phone, enlist: Enlist
) -> None:
    await plan(services, await enlist(phone))
    (row,) = await rows(services)
    async with services.database.write() as session:
        await outbox.claim(session, row.id, NOW)
    running = asyncio.create_task(delivery.run(alone=True))
    await phone.wait_for("reminder", after=None)
    delivery.stop()
    await running


async def test_a_row_put_in_wakes_the_delivery(
    application: App,
    services: Services,
    filled: asyncio.Event,
    words: Words,
    phone: Phone,
    enlist: Enlist,
) -> None:
    officer = await enlist(phone)
    sleepy = Delivery(application.bot, services, filled, tick=60)
    running = asyncio.create_task(sleepy.run(alone=True))
    await asyncio.sleep(0.05)
    await plan(services, officer)
    filled.set()
    await phone.wait_for("reminder", after=None)
    sleepy.stop()
    await running
