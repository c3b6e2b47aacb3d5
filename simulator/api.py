"""The HTTP door: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator import messages, profile
from simulator.faults import Fault
from simulator.limits import Refusal
from simulator.params import Params, read_params
from simulator.state import State

Method = Callable[[State, Params], Awaitable[Any]]
_METHODS: tuple[Method, ...] = (
    profile.get_me,
    profile.get_updates,
    profile.set_webhook,
    profile.delete_webhook,
    profile.get_webhook_info,
    profile.set_my_commands,
    profile.get_my_commands,
    profile.delete_my_commands,
    profile.set_my_description,
    profile.get_my_description,
    profile.set_my_short_description,
    profile.get_my_short_description,
    profile.set_my_name,
    profile.get_my_name,
    profile.set_chat_menu_button,
    profile.get_chat_menu_button,
    profile.get_chat,
    profile.get_file,
    messages.send_message,
    messages.send_document,
    messages.send_photo,
    messages.edit_message_text,
    messages.edit_message_caption,
    messages.edit_message_reply_markup,
    messages.delete_message,
    messages.answer_callback_query,
    messages.send_chat_action,
)


def _camel(name: str) -> str:
    return re.sub(r"_(.)", lambda match: match.group(1).upper(), name)


# Telegram does not care about the case of a method's name.
METHODS = {_camel(method.__name__).lower(): (_camel(method.__name__), method) for method in _METHODS}


class BotApi:
    """Answers the calls of one bot."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self.call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call: token, method, ordered faults, the method itself, and its answer or refusal."""
        state = self._state
        try:
            self._check_token(request)
            known = METHODS.get(request.match_info["method"].lower())
            if known is None:
                raise Refusal(404, "Not Found: method not found")
            name, method = known
            params = await read_params(request)
            state.faults.calls[name] += 1
            if state.faults.before is not None:
                await state.faults.before(name, params.values)
            fault = state.faults.next_for(name)
            if fault is not None and not fault.after:
                return await self._broken(request, fault)
            result = await method(state, params)
            if fault is not None:
                return await self._broken(request, fault)
            if state.faults.after is not None:
                await state.faults.after(name, params.values)
        except Refusal as refusal:
            return _refused(refusal)
        return web.json_response({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file whose path getFile gave."""
        state = self._state
        try:
            self._check_token(request)
            state.faults.calls["download"] += 1
            if fault := state.faults.next_for("download"):
                return await self._broken(request, fault)
            file = state.world.files_by_path.get(request.match_info["path"])
            if file is None or not file.whole or file.size > state.limits.download:
                raise Refusal(404, "Not Found")
        except Refusal as refusal:
            return _refused(refusal)
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if token == self._state.token:
            return
        well_formed = re.fullmatch(r"\d{3,}:[A-Za-z0-9_-]{30,}", token)
        raise Refusal(401, "Unauthorized") if well_formed else Refusal(404, "Not Found")

    async def _broken(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind == "status":
            return _refused(Refusal(fault.code, fault.description, fault.retry_after))
        await asyncio.sleep(fault.seconds)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=504)


def _refused(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return web.json_response(body, status=refusal.code)
