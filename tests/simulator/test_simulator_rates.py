"""Too many messages are refused; the simulated clock has no say in it."""

from datetime import timedelta

import pytest

from simulator import Limits, Phone, Simulator
from simulator.limits import Refusal, Throttle


class Watch:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr("simulator.limits.time.monotonic", lambda: self.now)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def sent(throttle: Throttle, chat: int, *, group: bool = False) -> int | None:
    """None when it went out, else the seconds to wait."""
    try:
        throttle.admit(chat, group=group)
    except Refusal as refusal:
        return refusal.retry_after
    return None


def test_a_chat_takes_a_burst_of_five_and_then_one_a_second(watch: Watch):
    throttle = Throttle(Limits())
    assert [sent(throttle, 1) for _ in range(6)] == [None] * 5 + [1]
    watch.now += 1
    assert [sent(throttle, 1) for _ in range(2)] == [None, 1]


def test_all_chats_together_take_thirty_a_second(watch: Watch):
    throttle = Throttle(Limits())
    assert [sent(throttle, chat) for chat in range(31)] == [None] * 30 + [1]


def test_a_group_takes_twenty_a_minute(watch: Watch):
    throttle = Throttle(Limits())
    for _ in range(20):
        assert sent(throttle, -1, group=True) is None
        watch.now += 1
    assert sent(throttle, -1, group=True) == 40
    watch.now += 40
    assert sent(throttle, -1, group=True) is None


def test_without_rates_everything_goes(watch: Watch):
    throttle = Throttle(Limits.without_rates())
    assert {sent(throttle, 1) for _ in range(100)} == {None}


async def test_the_refusal_names_the_wait_and_moving_the_clock_does_not_help(
    call, sim: Simulator, hoa: Phone
):
    for number in range(5):
        assert (await call("sendMessage", chat_id=hoa.user.id, text=str(number)))["ok"]
    sim.clock.advance(timedelta(days=1))
    answer = await call("sendMessage", chat_id=hoa.user.id, text="6")
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 1})
    assert answer["description"] == "Too Many Requests: retry after 1"
    assert hoa.last.text == "4"
