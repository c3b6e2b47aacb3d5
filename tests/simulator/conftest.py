"""A simulator per test, a way to call it without any library, and python-telegram-bot in front of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.ext import Application, ApplicationBuilder

from simulator import Phone, SimClock, Simulator

Call = Callable[..., Awaitable[dict[str, Any]]]
START = datetime(2022, 3, 15, 0, 30, tzinfo=UTC)


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with await Simulator.start(clock=SimClock(START)) as simulator:
        yield simulator


@pytest.fixture
async def hoa(sim: Simulator) -> Phone:
    """A person who has started the bot; the bot has already taken the update."""
    phone = sim.phone(first_name="Hoa", last_name="Nguyễn", username="hoa_nguyen")
    await phone.send("/start")
    (update,) = await sim.updates.poll(0, 100, 0, None)
    await sim.updates.poll(update["update_id"] + 1, 100, 0, None)
    return phone


@pytest.fixture
async def call(sim: Simulator) -> AsyncIterator[Call]:
    """`await call("sendMessage", chat_id=…)` gives the raw answer, refusals included."""
    async with aiohttp.ClientSession() as session:

        async def post(method: str, **params: object) -> dict[str, Any]:
            async with session.post(f"{sim.base_url}/bot{sim.token}/{method}", json=params) as response:
                answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

        yield post


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[Bot]:
    async with Bot(
        sim.token, base_url=f"{sim.base_url}/bot", base_file_url=f"{sim.base_url}/file/bot"
    ) as real:
        yield real


@pytest.fixture
async def application(sim: Simulator) -> AsyncIterator[Application]:
    """An application that is not polling yet: add handlers, then `await run(application)`."""
    built = (
        ApplicationBuilder()
        .token(sim.token)
        .base_url(f"{sim.base_url}/bot")
        .base_file_url(f"{sim.base_url}/file/bot")
        .build()
    )
    await built.initialize()
    await built.updater.start_polling(timeout=5)
    await built.start()
    yield built
    await built.updater.stop()
    await built.stop()
    await built.shutdown()
