"""How fast the bot talks: Telegram's own limits, kept before it has to refuse.

The library's AIORateLimiter knows no limit for a private chat, and these are all private chats; and it lets
an interactive reply go when Telegram says "later".
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from aiolimiter import AsyncLimiter
from telegram._utils.types import JSONDict
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.outage import Sleep

Result = bool | JSONDict | list[JSONDict]

# One message a second to a chat; a short burst is let through (https://core.telegram.org/bots/faq).
_BURST, _BURST_SECONDS = 4, 4
_CHATS_KEPT = 500
# What is asked to wait longer goes back to the outbox; three waits stay below its claim's five minutes.
_PATIENCE = 30
_TRIES = 3


def seconds_to_wait(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else wait


class Pace(BaseRateLimiter[None]):
    """Holds messages back to `per_second` overall and one a second to each chat; waits out short 429s."""

    def __init__(self, per_second: float = 30, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep
        self._all = AsyncLimiter(per_second, 1)
        self._chat_rate = max(_BURST, per_second / 10)
        self._chats: dict[str, AsyncLimiter] = {}

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Result:
        if not endpoint.startswith(("send", "edit")):
            return await callback(*args, **kwargs)
        chat = str(data.get("chat_id"))
        for tries_left in reversed(range(_TRIES)):
            async with self._chat(chat), self._all:
                try:
                    return await callback(*args, **kwargs)
                except RetryAfter as error:
                    wait = seconds_to_wait(error)
                    if not tries_left or wait > _PATIENCE:
                        raise
            await self._sleep(wait)
        raise AssertionError("unreachable")

    def _chat(self, chat: str) -> AsyncLimiter:
        if len(self._chats) > _CHATS_KEPT:
            self._chats = {
                key: limiter
                for key, limiter in self._chats.items()
                if not limiter.has_capacity(limiter.max_rate)
            }
        if chat not in self._chats:
            self._chats[chat] = AsyncLimiter(self._chat_rate, _BURST_SECONDS)
        return self._chats[chat]
