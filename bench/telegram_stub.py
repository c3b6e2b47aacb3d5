"""As little of Telegram as a throughput test needs, in a process of its own: it must never be the slow part.

The simulator checks every call as Telegram would; that costs more than a bot's own work. This stub answers
getMe, hands out prepared updates as fast as they are fetched, and counts messages sent.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

TOKEN = "123456789:bench-only-nobody-has-this-token-xx"
_BATCH = 100


@dataclass
class Feed:
    """The updates to hand out, and when things happened (`time.monotonic`, which processes share)."""

    updates: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: int = 0
    replies: int = 0
    first_poll: float = 0
    last_reply: float = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def pending(self, offset: int) -> list[dict[str, Any]]:
        if offset:
            while (
                self.acknowledged < len(self.updates)
                and self.updates[self.acknowledged]["update_id"] < offset
            ):
                self.acknowledged += 1
        return self.updates[self.acknowledged : self.acknowledged + _BATCH]


def message_update(number: int, chat_id: int, text: str) -> dict[str, Any]:
    """A private text message as Telegram would deliver it."""
    person = {"id": chat_id, "is_bot": False, "first_name": "Công chức", "language_code": "vi"}
    message: dict[str, Any] = {
        "message_id": number,
        "from": person,
        "chat": {"id": chat_id, "first_name": "Công chức", "type": "private"},
        "date": 1_647_302_400,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return {"update_id": 1000 + number, "message": message}


class _Server(asyncio.Protocol):
    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            length = 0
            if (at := head.find(b"content-length:")) >= 0:
                length = int(head[at + 15 :].split(b"\r\n", 1)[0])
            if len(self._buffer) < end + 4 + length:
                return
            path = self._buffer[: self._buffer.index(b" HTTP/")]
            body = self._buffer[end + 4 : end + 4 + length]
            self._buffer = self._buffer[end + 4 + length :]
            self._answer(path.rsplit(b"/", 1)[-1].split(b"?")[0].decode().lower(), body)

    def _answer(self, method: str, body: bytes) -> None:
        feed = self._feed
        if method == "getupdates":
            feed.first_poll = feed.first_poll or time.monotonic()
            offset = _offset(body)
            batch = feed.pending(offset)
            if batch:
                self._send(batch)
            else:
                task = asyncio.get_running_loop().create_task(self._answer_later(offset))
                _RUNNING.add(task)
                task.add_done_callback(_RUNNING.discard)
            return
        if method in ("sendmessage", "editmessagetext"):
            feed.replies += 1
            feed.last_reply = time.monotonic()
            self._send(_SENT)
        elif method == "getme":
            self._send(_ME)
        else:
            self._send(True)

    async def _answer_later(self, offset: int) -> None:
        feed = self._feed
        while not (batch := feed.pending(offset)):
            feed.arrived.clear()
            await feed.arrived.wait()
        self._send(batch)

    def _send(self, result: Any) -> None:
        body = json.dumps({"ok": True, "result": result}).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(head + body)


_ME = {"id": 123456789, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_SENT = {"message_id": 1, "date": 1_647_302_400, "chat": {"id": 1, "type": "private"}, "text": "…"}
_RUNNING: set[asyncio.Task[None]] = set()


def _offset(body: bytes) -> int:
    """The offset, however the bot's HTTP layer writes its parameters."""
    if body.startswith(b"{"):
        return int(json.loads(body).get("offset") or 0)
    for pair in body.split(b"&"):
        name, _, value = pair.partition(b"=")
        if name == b"offset":
            return int(value)
    return 0


def serve(control: Connection) -> None:
    """Listens on a free port, tells it, then obeys: ("feed", updates), ("stats",), ("stop",)."""
    asyncio.run(_serve(control))


async def _serve(control: Connection) -> None:
    feed = Feed()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Server(feed), "127.0.0.1", 0)
    control.send(server.sockets[0].getsockname()[1])
    stop = asyncio.Event()

    def obey() -> None:
        order, *values = control.recv()
        if order == "feed":
            feed.updates += values[0]
            feed.arrived.set()
        elif order == "stats":
            control.send((feed.first_poll, feed.replies, feed.last_reply))
        else:
            stop.set()

    loop.add_reader(control.fileno(), obey)
    await stop.wait()
    server.close()


if __name__ == "__main__":
    sys.exit("this is started by python -m bench")
