import traceback
from typing import Any

import pytest
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.pace import Pace
from simulator import Phone, Simulator
from tests.bot.conftest import App, Naps


@pytest.fixture(autouse=True)
def started(phone: Phone) -> None:
    phone.chat.started = True


async def test_words_and_buttons_arrive_as_written(application: App, phone: Phone) -> None:
    text = 'Đồng chí còn 3/5 nhiệm vụ & "4 số liệu"\n🔔'
    await application.bot.send_message(phone.user.id, text)
    assert phone.last.text == text


async def test_files_go_out_with_their_vietnamese_name_and_come_back(application: App, phone: Phone) -> None:
    content = bytes(range(256)) * 1000
    sent = await application.bot.send_document(
        phone.user.id, InputFile(content, filename="Báo cáo quý I.docx"), caption="Kèm theo"
    )
    assert phone.last.file is not None
    assert (phone.last.file.name, phone.last.file.content) == ("Báo cáo quý I.docx", content)
    assert sent.document is not None
    file = await application.bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content


async def test_refusals_become_the_librarys_errors(
    application: App, phone: Phone, simulator: Simulator
) -> None:
    bot = application.bot
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "x")
    simulator.faults.flood("sendMessage", 7)
    with pytest.raises(RetryAfter):
        await bot.send_message(phone.user.id, "x")
    simulator.faults.refuse("sendMessage", 401, "Unauthorized")
    with pytest.raises(InvalidToken):
        await bot.send_message(phone.user.id, "x")
    phone.block_bot()
    with pytest.raises(Forbidden):
        await bot.send_message(phone.user.id, "x")


async def test_no_error_carries_the_address_because_the_token_is_in_it(
    application: App, phone: Phone, simulator: Simulator
) -> None:
    simulator.faults.drop("sendMessage")
    with pytest.raises(NetworkError) as dropped:
        await application.bot.send_message(phone.user.id, "x")
    simulator.faults.hang("sendMessage", 5)
    with pytest.raises(TimedOut) as late:
        await application.bot.send_message(phone.user.id, "x", read_timeout=0.05)
    for caught in (dropped, late):
        assert simulator.token not in "".join(traceback.format_exception(caught.value))


class Telegram:
    """Answers with these errors in turn, then with True."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    async def __call__(self) -> bool:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return True


async def paced(telegram: Telegram, naps: Naps) -> Any:
    return await Pace(1000, naps).process_request(telegram, (), {}, "sendMessage", {"chat_id": 1}, None)


async def test_a_short_flood_wait_is_waited_out(naps: Naps) -> None:
    telegram = Telegram(RetryAfter(3), RetryAfter(2))
    assert await paced(telegram, naps)
    assert naps.taken == [3, 2]


async def test_a_long_flood_wait_is_the_callers_affair(naps: Naps) -> None:
    telegram = Telegram(RetryAfter(3600))
    with pytest.raises(RetryAfter):
        await paced(telegram, naps)
    assert naps.taken == []


async def test_a_chat_gets_a_short_burst_and_then_has_to_wait() -> None:
    slow = Pace(30)
    limiter = slow._chat("1")
    assert limiter.max_rate == 4
    for _ in range(4):
        await slow.process_request(Telegram(), (), {}, "sendMessage", {"chat_id": 1}, None)
    assert not limiter.has_capacity()
    assert slow._chat("2").has_capacity()
    await slow.process_request(Telegram(), (), {}, "answerCallbackQuery", {}, None)


async def test_limits_of_chats_long_silent_are_dropped() -> None:
    many = Pace(1000)
    for chat in range(600):
        many._chat(str(chat))
    assert len(many._chats) < 510
