"""From Telegram into the inbox, from the inbox to the handlers.

Telegram forgets what the next poll acknowledges, so an update is committed before that. Each chat's updates
are handled in their order, chats side by side. What a crash left undone is picked up at the next start.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Sequence
from typing import Any

import structlog
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.outage import Outage, Sleep
from bot.pace import seconds_to_wait
from bot.trouble import REJECTED_TOKEN, UNREACHABLE, Trouble
from handlers.services import Services
from locales import N_, Translator, translator
from storage import inbox, people

log = structlog.get_logger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
_CONFLICT = N_("Một chương trình khác đang nhận tin của bot này: hãy tắt nó, mỗi bot chỉ chạy ở một nơi.")
_NOT_STORED = N_("Không ghi được vào cơ sở dữ liệu; tin nhắn đang chờ, chương trình sẽ tự thử lại.")
_SET_ASIDE = N_(
    "Rất tiếc, trợ lý không xử lý được tin nhắn vừa rồi của đồng chí. "
    "Lỗi đã được ghi lại; đề nghị đồng chí thử cách khác hoặc báo cán bộ đầu mối."
)
_WAIT_PLEASE = N_(
    "Hệ thống tạm thời chưa ghi được dữ liệu. Tin nhắn của đồng chí vẫn được giữ và sẽ được xử lý "
    "ngay khi khôi phục, đồng chí không cần gửi lại."
)

_POLL_SECONDS = 30
# Beyond this the poll waits: Telegram keeps the rest as safely as we do.
_BACKLOG = 500
_AT_ONCE = 16
# A file that cannot be fetched although everything else works: a quarter of an hour, then it is the file.
_NETWORK_TRIES = 20

Raw = dict[str, Any]


def chat_of(raw: Raw) -> int:
    """The chat that an update belongs to, whose order is kept; 0 for one of no chat."""
    for name in ALLOWED_UPDATES:
        if event := raw.get(name):
            place = event.get("message", event).get("chat") or event.get("from") or {}
            return int(place.get("id", 0))
    return 0


class Intake:
    """Receives and hands on until it is cancelled. `sleep` waits between tries."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        services: Services,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._application = application
        self._bot = application.bot
        self._services = services
        self._sleep = sleep
        self._ = translator(services.language)
        self._network = Outage("telegram_unreachable", sleep)
        self._storage = Outage("database_not_written", sleep)
        self._chats: dict[int, deque[Raw]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._settled: list[int] = []
        self._backlog = 0
        self._room = asyncio.Event()
        self._errors: dict[int, Exception] = {}
        application.add_error_handler(self._note_error)

    async def run(self) -> None:
        """Picks up what was left, then receives. Raises Trouble when Telegram rejects the token."""
        await self.resume()
        offset = 0
        while True:
            raws = await self._poll(offset)
            await self.take(raws)
            # After an empty answer everything older is acknowledged. Beginning at 0 again matters because
            # Telegram starts its numbers anew, maybe lower, after a quiet week.
            offset = raws[-1]["update_id"] + 1 if raws else 0
            while self._backlog > _BACKLOG:
                self._room.clear()
                await self._room.wait()

    async def resume(self) -> None:
        """Queues what was received earlier and is not done."""
        async with self._services.database.read() as session:
            left = await inbox.waiting(session)
        if left:
            log.info("inbox_resumed", updates=len(left))
        for row in left:
            if row.payload is not None:
                self._queue(row.payload)

    async def take(self, raws: Sequence[Raw]) -> None:
        """Stores the updates, however long that takes, and queues the new ones."""
        if not raws and not self._settled:
            return
        rows = [(raw["update_id"], chat_of(raw), raw) for raw in raws]
        while True:
            now, settled = self._services.clock(), self._settled[:]
            try:
                async with self._services.database.write() as session:
                    new = set(await inbox.receive(session, rows, now))
                    if settled:
                        await inbox.settle(session, settled, now)
                break
            except OperationalError as error:
                await self._wait_for_storage(error, {chat_id for _, chat_id, _ in rows})
        self._storage.over()
        del self._settled[: len(settled)]
        for raw in raws:
            if raw["update_id"] in new:
                self._queue(raw)

    async def idle(self) -> None:
        """Waits until everything queued is handled."""
        while self._workers:
            await asyncio.wait(self._workers)

    async def stop(self, seconds: float) -> None:
        """Lets what is being handled finish, for so long; the rest stays in the inbox."""
        for queue in self._chats.values():
            queue.clear()
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _poll(self, offset: int) -> list[Raw]:
        data = {"offset": offset, "timeout": _POLL_SECONDS, "allowed_updates": list(ALLOWED_UPDATES)}
        parameters = [RequestParameter.from_input(name, value) for name, value in data.items()]
        while True:
            try:
                # Not bot.get_updates: one update the library cannot read would spoil every batch it is in.
                raws = await self._bot.request.post(
                    f"{self._bot.base_url}/getUpdates",
                    RequestData(parameters),
                    read_timeout=_POLL_SECONDS + 10,
                )
            except InvalidToken:
                raise Trouble(REJECTED_TOKEN) from None
            except RetryAfter as error:
                await self._sleep(seconds_to_wait(error))
            except Conflict as error:
                await self._network.wait(error, self._(_CONFLICT))
                await self._drop_webhook(error)
            except TelegramError as error:
                await self._network.wait(error, self._(UNREACHABLE))
            else:
                self._network.over()
                return raws if isinstance(raws, list) else []

    async def _drop_webhook(self, error: Conflict) -> None:
        """A webhook left by another program is the one conflict we can end ourselves."""
        if "webhook" in error.message.lower():
            with contextlib.suppress(TelegramError):
                await self._bot.delete_webhook(drop_pending_updates=False)

    def _queue(self, raw: Raw) -> None:
        chat_id = chat_of(raw)
        self._backlog += 1
        if (queue := self._chats.get(chat_id)) is not None:
            queue.append(raw)
            return
        queue = self._chats[chat_id] = deque([raw])
        worker = asyncio.create_task(self._work(chat_id, queue))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat_id: int, queue: deque[Raw]) -> None:
        """Handles one chat's updates in turn, then goes."""
        try:
            while queue:
                raw = queue.popleft()
                async with self._slots:
                    await self._handle(raw, chat_id)
                self._backlog -= 1
                self._room.set()
        finally:
            self._backlog -= len(queue)
            del self._chats[chat_id]

    async def _handle(self, raw: Raw, chat_id: int) -> None:
        """Handles one update; what is not its own fault is waited out, what is, tried three times."""
        update_id = raw["update_id"]
        patience = _NETWORK_TRIES
        while (error := await self._attempt(raw, update_id)) is not None:
            if isinstance(error, OperationalError):
                await self._wait_for_storage(error, {chat_id})
            elif isinstance(error, NetworkError) and not isinstance(error, BadRequest) and patience:
                patience -= 1
                await self._network.wait(error, self._(UNREACHABLE))
            elif await self._broke(update_id, error) >= inbox.ATTEMPTS:
                await self._tell(chat_id, _SET_ASIDE)
                return
        self._settled.append(update_id)

    async def _attempt(self, raw: Raw, update_id: int) -> Exception | None:
        try:
            update = Update.de_json(raw, self._bot)
            await self._application.process_update(update)
        except Exception as error:  # noqa: BLE001 - an update we cannot read must not stop the others
            return error
        return self._errors.pop(update_id, None)

    async def _broke(self, update_id: int, error: Exception) -> int:
        log.error("update_failed", update_id=update_id, exc_info=error)
        try:
            async with self._services.database.write() as session:
                attempts = await inbox.failed(
                    session, update_id, type(error).__name__, self._services.clock()
                )
        except OperationalError as trouble:
            await self._wait_for_storage(trouble, set())
            return 0
        if attempts < inbox.ATTEMPTS:
            await self._sleep(attempts)
        return attempts

    async def _wait_for_storage(self, error: OperationalError, chats: set[int]) -> None:
        """Tells the chats once that they have to wait, and waits."""
        if not self._storage.lasting:
            for chat_id in chats:
                await self._tell(chat_id, _WAIT_PLEASE)
        await self._storage.wait(error, self._(_NOT_STORED))

    async def _note_error(self, update: object, context: Any) -> None:
        if isinstance(update, Update):
            self._errors[update.update_id] = context.error

    async def _tell(self, chat_id: int, message: str) -> None:
        """Says something the database need not know of; nothing is lost when it does not arrive."""
        try:
            await self._bot.send_message(chat_id, (await self._speak_to(chat_id))(message))
        except TelegramError as error:
            log.info("apology_not_delivered", error=type(error).__name__)

    async def _speak_to(self, chat_id: int) -> Translator:
        try:
            async with self._services.database.read() as session:
                known = await people.officer_by_telegram(session, chat_id)
        except OperationalError:
            known = None
        return translator(known[0].language) if known else self._
