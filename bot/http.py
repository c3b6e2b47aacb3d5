"""The HTTP layer under python-telegram-bot, on aiohttp.

The library's own layer takes two to six times the processor time (DESIGN §8). The token is part of every
address: no address ever gets into an error or a log from here.
"""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_CONNECT = 10.0
_READ = 15.0
_WRITE = 15.0
# A report with its annexes over a commune's uplink.
_WRITE_FILES = 120.0


class AiohttpRequest(BaseRequest):
    """`connections` are kept open at most; `proxy` is the address of an HTTP proxy."""

    def __init__(self, connections: int = 32, proxy: str | None = None) -> None:
        self._connections = connections
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return _READ

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

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
        if self._session is None:
            raise RuntimeError("this request object is not initialized")
        files = request_data is not None and request_data.contains_files
        connect, read = _given(connect_timeout, _CONNECT), _given(read_timeout, _READ)
        write = _given(write_timeout, _WRITE_FILES if files else _WRITE)
        timeout = aiohttp.ClientTimeout(
            total=connect + write + read if method == "POST" else None,
            sock_connect=connect,
            sock_read=None if files else read,
        )
        try:
            async with self._session.request(
                method, url, timeout=timeout, proxy=self._proxy, **_body(request_data)
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError, asyncio.IncompleteReadError) as error:
            raise NetworkError(type(error).__name__) from None


def make_request(connections: int, proxy: str | None) -> BaseRequest:
    """The HTTP layer for this proxy. aiohttp speaks no SOCKS: for that the library's own layer is used.

    Raises RuntimeError when a SOCKS proxy is asked for and the package that speaks it is not installed.
    """
    if proxy and urlsplit(proxy).scheme.startswith("socks"):
        from telegram.request import HTTPXRequest

        return HTTPXRequest(connection_pool_size=connections, proxy=proxy, read_timeout=_READ)
    return AiohttpRequest(connections, proxy)


def _given(timeout: ODVInput[float], default: float) -> float:
    if isinstance(timeout, DefaultValue) or timeout is None:
        return default
    return timeout


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None or not data.parameters:
        return {}
    if not data.contains_files:
        return {"data": data.json_payload, "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return {"data": form}
