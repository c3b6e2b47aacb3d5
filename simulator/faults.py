"""The simulator told to fail, for tests: errors, lost connections, repeated and reordered updates."""

from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Hook = Callable[[str, Mapping[str, Any]], Awaitable[None]]
EVERY_METHOD = "*"

_REASONS = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one call. `after`: the call takes effect first, only its answer goes wrong."""

    kind: Literal["status", "drop", "hang"]
    code: int = 500
    description: str = ""
    seconds: float = 0
    retry_after: int | None = None
    after: bool = False


class Faults:
    """Orders for the next calls. Method names are Telegram's; "*" stands for any method.

    `before` and `after` are awaited around every call with its method and parameters as they came
    over the wire (python-telegram-bot sends numbers as strings): a test can, for example, kill the
    bot exactly when it sends its third message. `unreachable` drops every
    connection until it is set back. `calls` counts the calls of each method.
    """

    def __init__(self) -> None:
        self.before: Hook | None = None
        self.after: Hook | None = None
        self.unreachable = False
        self.calls: Counter[str] = Counter()
        self.duplicates = 0
        self.holding = 0
        self._orders: dict[str, deque[Fault]] = {}

    def fail(self, method: str, *, times: int = 1, status: int = 500, after: bool = False) -> None:
        """Answer the next `times` calls with an HTTP error (500, 502, …)."""
        self._order(method, times, Fault("status", status, _REASONS.get(status, "Error"), after=after))

    def refuse(self, method: str, code: int, description: str, *, times: int = 1) -> None:
        """Answer the next `times` calls with a refusal of the Bot API, e.g. 403 "Forbidden: …"."""
        self._order(method, times, Fault("status", code, description))

    def flood(self, method: str, retry_after: int, *, times: int = 1) -> None:
        """Answer the next `times` calls with 429."""
        text = f"Too Many Requests: retry after {retry_after}"
        self._order(method, times, Fault("status", 429, text, retry_after=retry_after))

    def drop(self, method: str, *, times: int = 1, after: bool = False) -> None:
        """Close the connection of the next `times` calls without an answer."""
        self._order(method, times, Fault("drop", after=after))

    def hang(self, method: str, seconds: float, *, times: int = 1, after: bool = False) -> None:
        """Stay silent for `seconds` on the next `times` calls, then close the connection."""
        self._order(method, times, Fault("hang", seconds=seconds, after=after))

    def duplicate_next(self, count: int = 1) -> None:
        """Deliver each of the next `count` updates once more after it was acknowledged."""
        self.duplicates += count

    def reorder_next(self, count: int = 2) -> None:
        """Hold the next `count` updates back until all are there, then deliver the last one first."""
        self.holding = count

    def clear(self) -> None:
        """Forget every order and hook; the counts stay."""
        self.before = self.after = None
        self.unreachable = False
        self.duplicates = self.holding = 0
        self._orders.clear()

    def next_for(self, method: str) -> Fault | None:
        """Take the order that concerns this call of `method`, if there is one."""
        if self.unreachable:
            return Fault("drop")
        for name in (method, EVERY_METHOD):
            if orders := self._orders.get(name):
                return orders.popleft()
        return None

    def _order(self, method: str, times: int, fault: Fault) -> None:
        self._orders.setdefault(method, deque()).extend([fault] * times)
