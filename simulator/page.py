"""The web page of phones: static files, one WebSocket that keeps every open tab in step, uploads, files."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from aiohttp import WSMsgType, web

from simulator.limits import Refusal
from simulator.phones import LOCAL, Phone, PhoneError
from simulator.stage import Stage
from simulator.view import FILES, SAMPLES, clock_view, message_view, phone_head, phone_view, stage_view
from simulator.world import Event, Json, Message

_WEB = Path(__file__).parent / "web"
_STATIC = {"app.css": "text/css", "app.js": "text/javascript", "chat.js": "text/javascript"}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; connect-src 'self' ws://127.0.0.1:* ws://localhost:*; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'"}
_MORNING = time(7, 30)


class Page:
    """Serves the page and carries out what people do on it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._sockets: dict[web.WebSocketResponse, asyncio.Queue[str]] = {}
        self._actions: dict[str, Callable[[Json], Awaitable[None]]] = {
            "send": self._send,
            "send_sample": self._send_sample,
            "edit": self._edit,
            "press": self._press,
            "open_link": self._open_link,
            "add_phone": self._add_phone,
            "block": self._block,
            "clock": self._move_clock,
        }
        stage.world.listen(self._notice)
        stage.clock.on_move(lambda moment: self._broadcast(clock_view(stage)))

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", _guarded(self.index)),
            web.get("/web/{name}", _guarded(self.static)),
            web.get("/phones/live", _guarded(self.live)),
            web.post("/phones/{id:\\d+}/files", _guarded(self.upload)),
            web.get(FILES + "{file}", _guarded(self.file)),
            web.get(SAMPLES + "{name}", _guarded(self.sample)),
            web.get("/clock", _guarded(self.clock)),
            web.post("/clock", _guarded(self.set_clock)),
        ]

    async def close(self) -> None:
        """Say goodbye to every open tab."""
        for socket in list(self._sockets):
            await socket.close()

    async def index(self, request: web.Request) -> web.StreamResponse:
        return web.Response(text=_read("index.html"), content_type="text/html", headers=_HEADERS)

    async def static(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in _STATIC:
            raise web.HTTPNotFound
        return web.Response(text=_read(name), content_type=_STATIC[name], headers=_HEADERS)

    async def clock(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(clock_view(self._stage))

    async def set_clock(self, request: web.Request) -> web.StreamResponse:
        """POST {"to": ISO moment} or {"by": seconds} or {"to": "next" | "morning"} or {"freeze": bool}."""
        try:
            await self._move_clock(await request.json())
        except (PhoneError, ValueError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response(clock_view(self._stage))

    async def live(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket: the whole state first, then every change; in the other direction, actions."""
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        outgoing: asyncio.Queue[str] = asyncio.Queue()
        outgoing.put_nowait(json.dumps(stage_view(self._stage)))
        self._sockets[socket] = outgoing
        writer = asyncio.create_task(_write(socket, outgoing))
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._act(frame.data, outgoing)
        finally:
            del self._sockets[socket]
            writer.cancel()
        return socket

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """A file from the picker or dropped on a phone; pictures go as photos when they are small enough."""
        phone = self._phone(int(request.match_info["id"]))
        form = await request.post()
        field = form.get("file")
        if not isinstance(field, web.FileField):
            raise web.HTTPBadRequest
        content, caption = field.file.read(), str(form.get("caption", ""))
        reply = self._message(phone, form.get("reply_to"))
        try:
            if form.get("as_photo") and len(content) <= self._stage.limits.photo:
                with suppress(Refusal):
                    await phone.send_photo(content, caption=caption, reply_to=reply)
                    return web.json_response({"ok": True})
            await phone.send_document(content, name=field.filename, caption=caption, reply_to=reply)
        except PhoneError as error:
            return web.json_response({"error": str(error)}, status=409)
        return web.json_response({"ok": True})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes behind a message: photos to look at, documents to keep."""
        wanted = request.match_info["file"]
        files = self._stage.world.files.values()
        file = next((each for each in files if each.unique_id == wanted and each.whole), None)
        if file is None:
            raise web.HTTPNotFound
        if file.kind == "document":
            return _download(file.name, file.content)
        return web.Response(body=file.content, content_type=file.mime, headers=_HEADERS | _SANDBOX)

    async def sample(self, request: web.Request) -> web.StreamResponse:
        """A file the demo offers, to keep."""
        path = self._sample(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return _download(path.name, path.read_bytes())

    async def _act(self, raw: str, outgoing: asyncio.Queue[str]) -> None:
        try:
            order = json.loads(raw)
            await self._actions[order["type"]](order)
        except PhoneError as error:
            outgoing.put_nowait(json.dumps({"type": "error", "text": str(error)}))
        except (KeyError, ValueError, TypeError, AttributeError):
            outgoing.put_nowait(
                json.dumps({"type": "error", "text": "Trang gửi một yêu cầu không hiểu được"})
            )

    async def _send(self, order: Json) -> None:
        phone = self._phone(order["phone"])
        await phone.send(order["text"], reply_to=self._message(phone, order.get("reply_to")))

    async def _send_sample(self, order: Json) -> None:
        phone = self._phone(order["phone"])
        path = self._sample(order["name"])
        if path is None:
            raise PhoneError("Không có tệp mẫu này")
        await phone.send_document(path, reply_to=self._message(phone, order.get("reply_to")))

    async def _edit(self, order: Json) -> None:
        phone = self._phone(order["phone"])
        message = self._message(phone, order["message"])
        if message is not None:
            await phone.edit(message, order["text"])

    async def _press(self, order: Json) -> None:
        phone = self._phone(order["phone"])
        message = self._message(phone, order["message"])
        if message is not None:
            await phone.press(message, callback_data=order["data"])

    async def _open_link(self, order: Json) -> None:
        await self._phone(order["phone"]).open_link(order["link"])

    async def _add_phone(self, order: Json) -> None:
        number = sum(phone.user.first_name == "Người lạ" for phone in self._stage.phones) + 1
        name = str(order.get("name") or "").strip()[:64]
        phone = self._stage.phone(first_name=name or "Người lạ", title=name or f"Người lạ {number}")
        self._broadcast({"type": "phone", "phone": phone_view(self._stage, phone), "new": True})

    async def _block(self, order: Json) -> None:
        phone = self._phone(order["phone"])
        if order["blocked"]:
            phone.block_bot()
        else:
            phone.unblock_bot()

    async def _move_clock(self, order: Json) -> None:
        clock = self._stage.clock
        if "freeze" in order:
            if order["freeze"]:
                clock.freeze()
            else:
                clock.resume()
        elif "by" in order:
            clock.advance(timedelta(seconds=float(order["by"])))
        elif order["to"] == "next":
            ask = self._stage.next_moment
            moment = await ask() if ask is not None else None
            if moment is None:
                raise PhoneError("Không còn lời nhắc nào sắp tới")
            clock.move_to(max(moment, clock.now()))
        elif order["to"] == "morning":
            tomorrow = clock.now().astimezone(LOCAL).date() + timedelta(days=1)
            clock.move_to(datetime.combine(tomorrow, _MORNING, LOCAL))
        else:
            moment = datetime.fromisoformat(order["to"])
            clock.move_to(moment if moment.tzinfo else moment.replace(tzinfo=LOCAL))

    def _sample(self, name: object) -> Path | None:
        return next((path for path in self._stage.samples if path.name == name), None)

    def _phone(self, user_id: int) -> Phone:
        for phone in self._stage.phones:
            if phone.user.id == user_id:
                return phone
        raise PhoneError("Không có điện thoại này")

    def _message(self, phone: Phone, number: object) -> Message | None:
        message = self._stage.world.messages.get(int(str(number))) if number else None
        return message if message is not None and message.chat is phone.chat else None

    def _notice(self, event: Event) -> None:
        """Pass on to every tab what the owner of a phone would notice."""
        if not self._sockets:
            return
        for phone in self._stage.phones:
            if event.chat is None or event.chat is phone.chat:
                self._broadcast(self._change(phone, event))

    def _change(self, phone: Phone, event: Event) -> Json:
        head = {"type": event.kind, "phone": phone.user.id}
        if event.kind in {"menu", "keyboard", "chat"}:
            return {"type": "phone", "phone": phone_head(self._stage, phone)}
        if event.kind in {"message", "edited"} and event.message is not None:
            return head | {"message": message_view(event.message), "started": phone.chat.started}
        if event.kind in {"seen", "deleted"} and event.message is not None:
            return head | {"id": event.message.id}
        return head | {"text": event.text, "alert": event.alert}

    def _broadcast(self, change: Json) -> None:
        text = json.dumps(change)
        for outgoing in self._sockets.values():
            outgoing.put_nowait(text)


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _guarded(handler: Handler) -> Handler:
    """Refuse other sites: no page elsewhere may steer this one, by DNS tricks or cross-site requests."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        own = urlsplit(f"//{request.host}").hostname in _LOOPBACK
        if not own or (origin is not None and urlsplit(origin).netloc != request.host):
            raise web.HTTPForbidden
        return await handler(request)

    return guarded


def _download(name: str, content: bytes) -> web.Response:
    kept = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return web.Response(
        body=content, content_type="application/octet-stream", headers=_HEADERS | _SANDBOX | kept
    )


async def _write(socket: web.WebSocketResponse, outgoing: asyncio.Queue[str]) -> None:
    with suppress(ConnectionError):
        while True:
            await socket.send_str(await outgoing.get())


def _read(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")
