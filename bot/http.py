"""The HTTP layer under python-telegram-bot, on bot.wire; for a SOCKS proxy the library's own.

The library's own layer takes several times the processor time (DESIGN §8). The token is part of every
address: no address ever gets into an error or a log from here.
"""

import secrets
from urllib.parse import urlsplit

from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.wire import BadAnswer, Client, Patience

_CONNECT = 10.0
_READ = 15.0
_WRITE = 15.0
# A report with its annexes over a commune's uplink, or 20 MB of evidence coming down it.
_FILES = 120.0


class WireRequest(BaseRequest):
    """At most `connections` at a time; `proxy` is the address of an HTTP proxy."""

    def __init__(self, connections: int = 32, proxy: str | None = None) -> None:
        self._client = Client(connections, proxy)

    @property
    def read_timeout(self) -> float:
        return _READ

    async def initialize(self) -> None:
        """Nothing to do: connections are opened when they are needed."""

    async def shutdown(self) -> None:
        await self._client.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request and its whole answer. Raises TimedOut and NetworkError; neither carries the address."""
        files = method == "GET" or (request_data is not None and request_data.contains_files)
        patience = Patience(
            _given(connect_timeout, _CONNECT),
            _given(write_timeout, _FILES if files else _WRITE),
            _given(read_timeout, _FILES if files else _READ),
        )
        content_type, body = _body(request_data)
        headers = f"User-Agent: {self.USER_AGENT}\r\n{content_type}{self._client.headers(url)}"
        try:
            answer = await self._client.request(method, url, headers, body, patience)
        except TimeoutError:
            raise TimedOut from None
        except (OSError, BadAnswer) as error:
            raise NetworkError(type(error).__name__) from None
        return answer.status, answer.body


def make_request(connections: int, proxy: str | None) -> BaseRequest:
    """The HTTP layer for this proxy.

    Raises RuntimeError when a SOCKS proxy is asked for and the package that speaks it is not installed.
    """
    if proxy and urlsplit(proxy).scheme.startswith("socks"):
        from telegram.request import HTTPXRequest

        return HTTPXRequest(connection_pool_size=connections, proxy=proxy, read_timeout=_READ)
    return WireRequest(connections, proxy)


def _given(timeout: ODVInput[float], default: float) -> float:
    if isinstance(timeout, DefaultValue) or timeout is None:
        return default
    return timeout


def _body(data: RequestData | None) -> tuple[str, bytes]:
    """The header line that names the body's type, and the body."""
    if data is None or not data.parameters:
        return "", b""
    if not data.contains_files:
        return "Content-Type: application/json\r\n", data.json_payload
    boundary = secrets.token_hex(16)
    parts = [
        _part(boundary, f'name="{name}"', "", value.encode()) for name, value in data.json_parameters.items()
    ]
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        # As browsers write it; a quote or a line end in the name would end the header.
        safe = file_name.replace('"', "%22").replace("\r", " ").replace("\n", " ")
        bytes_ = content if isinstance(content, bytes) else content.read()
        what = f"Content-Type: {mime_type}\r\n"
        parts.append(_part(boundary, f'name="{name}"; filename="{safe}"', what, bytes_))
    parts.append(f"--{boundary}--\r\n".encode())
    return f"Content-Type: multipart/form-data; boundary={boundary}\r\n", b"".join(parts)


def _part(boundary: str, names: str, what: str, content: bytes) -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; {names}\r\n{what}\r\n"
    return head.encode() + content + b"\r\n"
