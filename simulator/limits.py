"""What Telegram refuses, in its own words, and how fast it lets a bot talk."""

import math
import time
from collections import deque
from dataclasses import dataclass
from datetime import timedelta

MEBI = 1024 * 1024


class Refusal(Exception):  # noqa: N818 - it is Telegram's answer, not a fault of the program
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    return Refusal(403, f"Forbidden: {reason}")


def too_many_requests(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


@dataclass(slots=True)
class Limits:
    """Sizes and rates of https://core.telegram.org/bots/faq and /bots/api; tests may turn any of them."""

    text: int = 4096
    caption: int = 1024
    callback_data: int = 64
    callback_answer: int = 200
    keyboard_buttons: int = 100
    upload: int = 50 * MEBI
    photo: int = 10 * MEBI
    download: int = 20 * MEBI
    # How long a pressed button may wait for its answer, on the simulated clock: a bot that was
    # away for a day must find its old presses expired.
    callback_lifetime: timedelta = timedelta(seconds=60)
    deletable: timedelta = timedelta(hours=48)
    rates: bool = True
    per_second: int = 30
    chat_burst: int = 5
    chat_per_second: float = 1.0
    group_per_minute: int = 20

    @classmethod
    def without_rates(cls) -> "Limits":
        """Everything but the rates: for benchmarks."""
        return cls(rates=False)


def utf16_length(text: str) -> int:
    """Length as Telegram counts it in entity offsets."""
    return len(text.encode("utf-16-le")) // 2


class _Bucket:
    def __init__(self, burst: float, per_second: float, now: float) -> None:
        self.burst, self.per_second, self.tokens, self.at = burst, per_second, burst, now

    def wait(self, now: float) -> float:
        """Seconds until one more message fits; 0 when it fits now."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.per_second)
        self.at = now
        return max(0.0, (1 - self.tokens) / self.per_second)


class Throttle:
    """Counts sent messages. It lives on monotonic time: moving the simulated clock changes nothing here."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all: _Bucket | None = None
        self._private: dict[int, _Bucket] = {}
        self._groups: dict[int, deque[float]] = {}

    def admit(self, chat_id: int, *, group: bool) -> None:
        """Count one message to `chat_id`, or raise the 429 refusal."""
        limits = self._limits
        if not limits.rates:
            return
        now = time.monotonic()
        if self._all is None:
            self._all = _Bucket(limits.per_second, limits.per_second, now)
        waits = [self._all.wait(now)]
        private: _Bucket | None = None
        sent: deque[float] | None = None
        if group:
            sent = self._groups.setdefault(chat_id, deque())
            while sent and sent[0] <= now - 60:
                sent.popleft()
            waits.append(sent[0] + 60 - now if len(sent) >= limits.group_per_minute else 0.0)
        else:
            private = self._private.get(chat_id)
            if private is None:
                private = self._private[chat_id] = _Bucket(limits.chat_burst, limits.chat_per_second, now)
            waits.append(private.wait(now))
        # Less than a millisecond is the arithmetic's dust, not a wait.
        if max(waits) > 0.001:
            raise too_many_requests(max(1, math.ceil(max(waits))))
        self._all.tokens -= 1
        if private is not None:
            private.tokens -= 1
        if sent is not None:
            sent.append(now)
