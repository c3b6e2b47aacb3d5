"""From the outbox to Telegram: claim a row, put it into words, send, record the outcome."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Message
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.outage import Outage, Sleep
from bot.pace import seconds_to_wait
from bot.trouble import UNREACHABLE
from handlers import outgoing
from handlers.replies import Said, SetMenu, send_file, send_screen, set_menu
from handlers.screen import FileScreen, Screen
from handlers.services import Services
from locales import N_, translator
from storage import outbox, people
from storage.tables import Officer, OutboxMessage, RoleKind

log = structlog.get_logger(__name__)

_AT_ONCE = 8
_RETRY_IN = timedelta(minutes=1)
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "bot was kicked")
_NOT_READ = N_("Không đọc được hàng đợi gửi tin trong cơ sở dữ liệu; chương trình sẽ tự thử lại.")


class Delivery:
    """Sends what is due until it is stopped. `filled` is set by whoever put a row in; `tick` seconds
    later the outbox is looked at in any case, because the clock may have reached a row's moment."""

    def __init__(
        self,
        bot: Bot,
        services: Services,
        filled: asyncio.Event,
        tick: float = 5,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._services = services
        self._filled = filled
        self._tick = tick
        self._ = translator(services.language)
        # Quiet: the intake polls over the same line and says so.
        self._network = Outage("telegram_unreachable", sleep, quiet=True)
        self._stopping = False
        self._storage = Outage("outbox_not_read", sleep)
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def run(self, *, alone: bool) -> None:
        """`alone`: no other process uses this database, so whatever is claimed at the start is stale."""
        claim_lasts = timedelta(0) if alone else outbox.CLAIM_LASTS
        while not self._stopping:
            try:
                await self.sweep(claim_lasts)
                claim_lasts = outbox.CLAIM_LASTS
                found = await self.deliver_due()
            except SQLAlchemyError as error:
                await self._storage.wait(error, self._(_NOT_READ))
                continue
            except NetworkError as error:
                await self._network.wait(error, self._(UNREACHABLE))
                continue
            self._storage.over()
            if found:
                self._network.over()
            else:
                await self._wait()

    def stop(self) -> None:
        """Ends `run` when what is being sent is sent."""
        self._stopping = True
        self._filled.set()

    async def sweep(self, claim_lasts: timedelta = outbox.CLAIM_LASTS) -> None:
        """Puts back what a sender that died had claimed. Nothing of our own is being sent meanwhile."""
        async with self._services.database.write() as session:
            stale = await outbox.sweep_stale(session, self._services.clock(), claim_lasts)
        if stale:
            log.warning("outbox_swept", messages=stale)

    async def deliver_due(self) -> bool:
        """Sends everything due, each officer's messages in their order; whether there was anything.

        Raises NetworkError when Telegram cannot be reached; what was not sent is planned again by then.
        """
        async with self._services.database.read() as session:
            messages = await outbox.due(session, self._services.clock())
        by_officer: dict[int, list[OutboxMessage]] = {}
        for message in messages:
            by_officer.setdefault(message.officer_id, []).append(message)
        results = await asyncio.gather(
            *(self._deliver_in_turn(own) for own in by_officer.values()), return_exceptions=True
        )
        if error := next((result for result in results if isinstance(result, BaseException)), None):
            raise error
        return any(results)

    async def _deliver_in_turn(self, messages: Sequence[OutboxMessage]) -> bool:
        async with self._slots:
            return any([await self.deliver_one(message) for message in messages])

    async def deliver_one(self, message: OutboxMessage) -> bool:
        """Sends one message if nobody else has taken it; whether it was ours.

        Raises NetworkError after putting the message back.
        """
        services = self._services
        async with services.database.write() as session:
            if not await outbox.claim(session, message.id, services.clock()):
                return False
            officer = await people.officer(session, message.unit_id, message.officer_id)
            if officer is None or not officer.reachable:
                await outbox.failed(session, message.id, "unreachable")
                return True
        said = await self._compose(message)
        if said is not None:
            await self._send(message, officer, said)
        return True

    async def _compose(self, message: OutboxMessage) -> Said | None:
        """The words; None when there are none and the row says why."""
        try:
            said = await outgoing.compose(message, self._services)
        except Exception as error:
            log.error("message_not_composed", message=message.id, kind=message.kind, exc_info=error)
            await self._try_later(message, error)
            return None
        if said:
            return said
        async with self._services.database.write() as session:
            await outbox.unneeded(session, message.id)
        return None

    async def _send(self, message: OutboxMessage, officer: Officer, said: Said) -> None:
        services = self._services
        try:
            first, *_ = [await self._send_one(officer.telegram_id, part) for part in said]
            assert first is not None
        except RetryAfter as error:
            later = services.clock() + timedelta(seconds=seconds_to_wait(error))
            async with services.database.write() as session:
                await outbox.retry(session, message.id, later, "RetryAfter", counted=False)
        except (Forbidden, BadRequest) as error:
            if isinstance(error, Forbidden) or any(sign in error.message.lower() for sign in _GONE):
                await self._switch_off(message, officer, error)
            else:
                log.error("message_refused", message=message.id, kind=message.kind, reason=error.message)
                await self._try_later(message, error)
        except NetworkError as error:
            async with services.database.write() as session:
                await outbox.retry(session, message.id, services.clock(), type(error).__name__, counted=False)
            raise
        except TelegramError as error:
            log.error("message_not_sent", message=message.id, kind=message.kind, error=type(error).__name__)
            await self._try_later(message, error)
        else:
            async with services.database.write() as session:
                await outbox.sent(
                    session, message.id, officer.telegram_id, first.message_id, services.clock()
                )

    async def _send_one(self, chat_id: int, part: Screen | FileScreen | SetMenu) -> Message | None:
        if isinstance(part, SetMenu):
            await set_menu(self._bot, part)
            return None
        send: Any = send_screen if isinstance(part, Screen) else send_file
        sent: Message = await send(self._bot, chat_id, part)
        return sent

    async def _try_later(self, message: OutboxMessage, error: Exception) -> None:
        """Plans the message again, or gives it up: this was its fault, not the network's."""
        async with self._services.database.write() as session:
            if message.attempts + 1 >= outbox.ATTEMPTS:
                await outbox.failed(session, message.id, type(error).__name__)
            else:
                later = self._services.clock() + _RETRY_IN
                await outbox.retry(session, message.id, later, type(error).__name__)

    async def _switch_off(self, message: OutboxMessage, officer: Officer, error: TelegramError) -> None:
        """The officer blocked the bot or is gone: the coordinators hear of it, once a day."""
        services = self._services
        now, today = services.clock(), services.today()
        async with services.database.write() as session:
            await outbox.failed(session, message.id, type(error).__name__)
            await people.mark_unreachable(session, officer.telegram_id)
            for coordinator in await people.holders_of_kind(
                session, officer.unit_id, [RoleKind.COORDINATOR], today
            ):
                if coordinator.id != officer.id:
                    key = f"unreachable:{officer.id}:{today}:{coordinator.id}"
                    subject = {"officer_id": officer.id}
                    await outbox.put(
                        session, officer.unit_id, coordinator.id, key, "unreachable", subject, now
                    )
        services.outbox_filled()

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._filled.wait(), self._tick)
        except TimeoutError:
            return
        self._filled.clear()
