"""Updates waiting for the bot: kept until acknowledged, fetched by long polling or pushed to a webhook."""

import asyncio
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from simulator.clock import SimClock
from simulator.faults import Faults
from simulator.limits import Refusal, bad_request
from simulator.world import Json

# https://core.telegram.org/bots/api#getupdates: these are only sent when asked for.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_LONGEST_POLL = 50


@dataclass(slots=True, eq=False)
class _Pending:
    id: int
    update: Json
    once_more: bool = False


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str
    last_error_at: int | None = None
    last_error: str = ""


class Updates:
    """The queue. `retry_seconds` is the first pause after a webhook that did not answer with 2xx."""

    def __init__(self, faults: Faults, clock: SimClock) -> None:
        self.webhook: Webhook | None = None
        self.retry_seconds = 0.2
        # Told of every update that the bot has confirmed: the sender's second tick.
        self.on_acknowledged: Callable[[Json], None] = lambda update: None
        self._clock = clock
        self._faults = faults
        self._next_id = 100_000_001
        self._pending: list[_Pending] = []
        self._held: list[_Pending] = []
        self._allowed: frozenset[str] = frozenset()
        self._arrived = asyncio.Event()
        self._turn = 0
        self._closing = False
        self._pusher: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._pending)

    def put(self, kind: str, payload: Json) -> int | None:
        """Queue one update; returns its id, or None when the bot did not ask for this kind."""
        wanted = kind in self._allowed if self._allowed else kind not in _ON_REQUEST
        if not wanted:
            return None
        pending = _Pending(self._next_id, {"update_id": self._next_id, kind: payload})
        self._next_id += 1
        if self._faults.duplicates:
            self._faults.duplicates -= 1
            pending.once_more = True
        if self._faults.holding:
            self._faults.holding -= 1
            self._held.insert(0, pending)
            if self._faults.holding:
                return pending.id
            self._pending += self._held
            self._held = []
        else:
            self._pending.append(pending)
        self._wake()
        return pending.id

    async def poll(
        self, offset: int, limit: int, seconds: float, allowed: Sequence[str] | None
    ) -> list[Json]:
        """getUpdates: acknowledge everything below `offset`, then wait for at least one update."""
        if self.webhook is not None:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.allow(allowed)
        self._turn += 1
        turn = self._turn
        self._wake()
        self._acknowledge(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(seconds, 0), _LONGEST_POLL)
        while True:
            if turn != self._turn:
                raise Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            ready = [pending.update for pending in self._pending[: min(max(limit, 1), 100)]]
            left = deadline - loop.time()
            if ready or left <= 0 or self._closing:
                return ready
            arrived = self._arrived
            with suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), left)

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember which kinds of update the bot wants; None keeps the earlier wish."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    async def set_webhook(self, url: str, secret: str, *, drop_pending: bool) -> None:
        """Push from now on to `url`; an empty one goes back to polling."""
        if url:
            parts = urlsplit(url)
            if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
                raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        if drop_pending:
            self._pending.clear()
        await self._stop_pushing()
        self.webhook = Webhook(url, secret) if url else None
        self._turn += 1
        self._wake()
        if self.webhook is not None:
            self._pusher = asyncio.create_task(self._push(self.webhook))

    def info(self) -> Json:
        """getWebhookInfo."""
        hook = self.webhook
        fields: Json = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._pending),
        }
        if hook is not None and hook.last_error_at is not None:
            fields |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
        if self._allowed:
            fields["allowed_updates"] = sorted(self._allowed)
        return fields

    async def close(self) -> None:
        """Let waiting polls return and stop pushing."""
        self._closing = True
        self._wake()
        await self._stop_pushing()

    def _acknowledge(self, offset: int) -> None:
        if offset < 0:
            offset = self._pending[offset:][0].id if self._pending else 0
        for pending in [pending for pending in self._pending if pending.id < offset]:
            self._confirm(pending)

    def _confirm(self, pending: _Pending) -> None:
        if pending.once_more:
            pending.once_more = False
        elif pending in self._pending:
            self._pending.remove(pending)
            self.on_acknowledged(pending.update)

    def _wake(self) -> None:
        self._arrived.set()
        self._arrived = asyncio.Event()

    async def _push(self, hook: Webhook) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        pause = self.retry_seconds
        async with aiohttp.ClientSession(headers=headers) as session:
            while True:
                while not self._pending:
                    await self._arrived.wait()
                pending = self._pending[0]
                error = await self._push_one(session, hook.url, pending.update)
                if error:
                    hook.last_error_at, hook.last_error = int(self._clock.now().timestamp()), error
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, 5)
                    continue
                pause = self.retry_seconds
                self._confirm(pending)

    @staticmethod
    async def _push_one(session: aiohttp.ClientSession, url: str, update: Json) -> str:
        """Deliver one update; returns what went wrong, or nothing."""
        try:
            async with session.post(url, json=update, timeout=aiohttp.ClientTimeout(60)) as response:
                if response.status // 100 == 2:
                    return ""
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"Connection failed: {type(error).__name__}"

    async def _stop_pushing(self) -> None:
        if self._pusher is not None:
            self._pusher.cancel()
            with suppress(asyncio.CancelledError):
                await self._pusher
            self._pusher = None
