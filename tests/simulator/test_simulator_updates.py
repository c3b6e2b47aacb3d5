"""Updates wait until they are acknowledged; they can be doubled, turned around, pushed, and lost."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from simulator import Phone, Simulator


async def texts(call, **params: object) -> list[str]:
    answer = await call("getUpdates", **params)
    return [update["message"]["text"] for update in answer["result"]]


async def test_an_update_comes_again_until_the_next_poll_confirms_it(call, hoa: Phone):
    await hoa.send("một")
    await hoa.send("hai")
    first = (await call("getUpdates"))["result"]
    assert await texts(call) == ["một", "hai"]
    assert await texts(call, offset=first[0]["update_id"] + 1) == ["hai"]
    assert await texts(call, limit=1) == ["hai"]
    assert await texts(call, offset=first[1]["update_id"] + 1) == []
    assert first[1]["update_id"] == first[0]["update_id"] + 1


async def test_the_sender_sees_the_second_tick_only_after_the_confirmation(call, hoa: Phone):
    message = await hoa.send("một")
    (update,) = (await call("getUpdates"))["result"]
    assert not message.seen
    await call("getUpdates", offset=update["update_id"] + 1)
    assert message.seen


@pytest.fixture
def polled(sim: Simulator) -> asyncio.Event:
    """Set when a getUpdates has come in."""
    event = asyncio.Event()

    async def before(method: str, params: object) -> None:
        if method == "getUpdates":
            event.set()

    sim.faults.before = before
    return event


async def test_a_long_poll_ends_as_soon_as_something_happens(call, hoa: Phone, polled: asyncio.Event):
    waiting = asyncio.create_task(texts(call, timeout=30))
    await polled.wait()
    await hoa.send("xong")
    assert await asyncio.wait_for(waiting, 5) == ["xong"]


async def test_a_second_poll_ends_the_first_with_a_conflict(call, hoa: Phone, polled: asyncio.Event):
    first = asyncio.create_task(call("getUpdates", timeout=30))
    await polled.wait()
    second = asyncio.create_task(call("getUpdates", timeout=30))
    answer = await asyncio.wait_for(first, 5)
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
    await hoa.send("tiếp")
    assert (await asyncio.wait_for(second, 5))["ok"]


async def test_stopping_ends_a_waiting_poll_with_nothing(call, sim: Simulator, polled: asyncio.Event):
    waiting = asyncio.create_task(call("getUpdates", timeout=30))
    await polled.wait()
    await sim.stop()
    assert (await asyncio.wait_for(waiting, 5))["result"] == []


async def test_only_the_wanted_kinds_are_kept(call, hoa: Phone):
    await call("getUpdates", allowed_updates=["callback_query"])
    await hoa.send("không nghe")
    await hoa.press(hoa.last, callback_data="x")
    (update,) = (await call("getUpdates"))["result"]
    assert update["callback_query"]["data"] == "x"


async def test_a_doubled_update_comes_once_more_after_its_confirmation(call, sim: Simulator, hoa: Phone):
    sim.faults.duplicate_next()
    await hoa.send("một")
    (update,) = (await call("getUpdates"))["result"]
    after = update["update_id"] + 1
    assert (await call("getUpdates", offset=after))["result"] == [update]
    assert (await call("getUpdates", offset=after))["result"] == []


async def test_reordered_updates_come_last_first(call, sim: Simulator, hoa: Phone):
    sim.faults.reorder_next(2)
    await hoa.send("một")
    assert await texts(call) == []
    await hoa.send("hai")
    assert await texts(call) == ["hai", "một"]


async def test_an_edited_message_and_a_block_are_told(call, hoa: Phone):
    message = await hoa.send("60%")
    await hoa.edit(message, "65%")
    hoa.block_bot()
    _, edited, blocked = (await call("getUpdates"))["result"]
    assert edited["edited_message"]["text"] == "65%"
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_in_a_group_the_bot_hears_commands_mentions_and_replies_only(call, sim: Simulator, hoa: Phone):
    group = sim.group("UBND xã", [hoa])
    await group.send(hoa, "chuyện riêng")
    await group.send(hoa, "/viec")
    await group.send(hoa, f"hỏi @{sim.bot_username}")
    sent = await call("sendMessage", chat_id=group.chat.id, text="Vâng")
    assert sent["result"]["chat"]["type"] == "group"
    await group.send(hoa, "xong", reply_to=group.messages[-1])
    heard = [u["message"]["text"] for u in (await call("getUpdates"))["result"] if "message" in u]
    assert heard == ["/viec", f"hỏi @{sim.bot_username}", "xong"]


@pytest.mark.parametrize("after", [False, True])
async def test_a_call_can_lose_its_answer_before_or_after_it_took_effect(
    call, sim: Simulator, hoa: Phone, after
):
    sim.faults.drop("sendMessage", after=after)
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=hoa.user.id, text="Nhắc việc")
    assert (hoa.last.text == "Nhắc việc") is after
    assert (await call("sendMessage", chat_id=hoa.user.id, text="lần hai"))["ok"]


async def test_a_call_can_be_told_to_fail(call, sim: Simulator, hoa: Phone):
    sim.faults.fail("sendMessage", status=502)
    sim.faults.flood("sendMessage", 7)
    answer = await call("sendMessage", chat_id=hoa.user.id, text="x")
    assert (answer["error_code"], answer["description"]) == (502, "Bad Gateway")
    answer = await call("sendMessage", chat_id=hoa.user.id, text="x")
    assert answer["parameters"] == {"retry_after": 7}
    assert (await call("sendMessage", chat_id=hoa.user.id, text="x"))["ok"]


async def test_a_hook_sees_every_call_before_it_happens(call, sim: Simulator, hoa: Phone):
    seen: list[tuple[str, object, bool]] = []

    async def before(method: str, params) -> None:
        seen.append((method, params["text"], hoa.last.text == params["text"]))

    sim.faults.before = before
    await call("sendMessage", chat_id=hoa.user.id, text="một")
    assert seen == [("sendMessage", "một", False)]
    assert sim.faults.calls["sendMessage"] == 1


class Receiver:
    """A webhook that fails as often as it is told to."""

    def __init__(self) -> None:
        self.url = ""
        self.failures = 0
        self.got: asyncio.Queue[tuple[str | None, str]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        await self.got.put((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), text))
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        return web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_a_webhook_gets_the_secret_and_the_update_again_until_it_answers_200(
    call, sim: Simulator, hoa: Phone, receiver: Receiver
):
    sim.updates.retry_seconds = 0.01
    receiver.failures = 2
    assert (await call("setWebhook", url=receiver.url, secret_token="bi-mat"))["ok"]
    await hoa.send("một")
    await hoa.send("hai")
    got = [await asyncio.wait_for(receiver.got.get(), 5) for _ in range(4)]
    assert got == [("bi-mat", "một")] * 3 + [("bi-mat", "hai")]
    info = (await call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_polling_and_a_webhook_exclude_each_other(call, hoa: Phone, receiver: Receiver):
    await call("setWebhook", url=receiver.url)
    answer = await call("getUpdates")
    assert answer["error_code"] == 409
    assert "can't use getUpdates method while webhook is active" in answer["description"]
    await call("deleteWebhook")
    await hoa.send("một")
    assert await texts(call) == ["một"]


async def test_a_webhook_elsewhere_must_be_https(call):
    answer = await call("setWebhook", url="http://xa.example/hook")
    assert answer["description"] == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
