"""A small HTTP/1.1 client on asyncio's streams: what talking to one server needs, and no more.

Why not a library: docs/decisions/011-http-without-a-library.md. No address gets into an error from here, because
the bot's token is part of every one.
"""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import SplitResult, unquote, urlsplit

# Servers drop idle connections without a word; a minute is when they begin to.
_IDLE_SECONDS = 20.0
_LONGEST_HEAD = 64 * 1024


class BadAnswer(Exception):  # noqa: N818 - it is what came, not what we did
    """The other side does not speak HTTP, or stopped in the middle."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by their names in lower case."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds each part of a request may take."""

    connect: float
    write: float
    read: float


@dataclass(slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    idle_since: float = 0

    def fit(self, now: float) -> bool:
        """Whether it can still be used: open at both ends, and not idle for too long."""
        return (
            not self.writer.is_closing()
            and not self.reader.at_eof()
            and now - self.idle_since < _IDLE_SECONDS
        )


@dataclass(slots=True)
class Client:
    """Keeps connections to be used again; `proxy` is the address of an HTTP proxy."""

    most: int
    proxy: str | None = None
    _idle: dict[tuple[str, str, int], list[_Connection]] = field(default_factory=dict)
    _slots: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.most)

    async def request(self, method: str, url: str, headers: str, body: bytes, patience: Patience) -> Answer:
        """Sends one request (`headers` are ready lines) and reads the whole answer.

        Raises TimeoutError, OSError or BadAnswer.
        """
        place = urlsplit(url)
        async with self._slots, self._connection(place, patience.connect) as connection:
            target = url if self.proxy and place.scheme == "http" else _path(place)
            head = (
                f"{method} {target} HTTP/1.1\r\nHost: {place.netloc.rpartition('@')[2]}\r\n"
                f"{headers}Content-Length: {len(body)}\r\n\r\n"
            )
            async with asyncio.timeout(patience.write):
                connection.writer.write(head.encode("latin-1") + body)
                await connection.writer.drain()
            async with asyncio.timeout(patience.read):
                answer, reusable = await _read_answer(connection.reader, method)
            if not reusable:
                connection.writer.close()
            return answer

    async def close(self) -> None:
        while self._idle:
            _place, connections = self._idle.popitem()
            for connection in connections:
                connection.writer.close()
                with suppress(OSError):
                    await connection.writer.wait_closed()

    @asynccontextmanager
    async def _connection(self, place: SplitResult, seconds: float) -> AsyncIterator[_Connection]:
        """A connection to the server, kept for the next request unless something breaks on the way."""
        host, now = place.hostname or "", asyncio.get_running_loop().time()
        key = (place.scheme, host, place.port or (443 if place.scheme == "https" else 80))
        idle = self._idle.setdefault(key, [])
        connection = None
        while idle and connection is None:
            candidate = idle.pop()
            if candidate.fit(now):
                connection = candidate
            else:
                candidate.writer.close()
        if connection is None:
            async with asyncio.timeout(seconds):
                connection = await self._open(*key)
        try:
            yield connection
        except BaseException:
            connection.writer.close()
            raise
        if not connection.writer.is_closing():
            connection.idle_since = asyncio.get_running_loop().time()
            idle.append(connection)

    async def _open(self, scheme: str, host: str, port: int) -> _Connection:
        tls = _tls() if scheme == "https" else None
        if self.proxy is None:
            return _Connection(*await asyncio.open_connection(host, port, ssl=tls, limit=_LONGEST_HEAD))
        proxy = urlsplit(self.proxy)
        reader, writer = await asyncio.open_connection(
            proxy.hostname, proxy.port or 3128, ssl=_tls() if proxy.scheme == "https" else None
        )
        if tls is not None:
            writer.write(
                f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n{_pass(proxy)}\r\n".encode()
            )
            status, _headers = await _read_head(reader)
            if status != 200:
                writer.close()
                raise BadAnswer(f"the proxy answered {status}")
            await writer.start_tls(tls, server_hostname=host)
        return _Connection(reader, writer)

    def headers(self, url: str) -> str:
        """The lines a proxy wants in each request that it can read."""
        return _pass(urlsplit(self.proxy)) if self.proxy and url.startswith("http://") else ""


def _path(place: SplitResult) -> str:
    return f"{place.path or '/'}?{place.query}" if place.query else place.path or "/"


def _pass(proxy: SplitResult) -> str:
    if proxy.username is None:
        return ""
    login = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()
    return f"Proxy-Authorization: Basic {base64.b64encode(login).decode()}\r\n"


@cache
def _tls() -> ssl.SSLContext:
    """Trusts what certifi trusts: a slim container brings no certificates of its own."""
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


async def _read_answer(reader: asyncio.StreamReader, method: str) -> tuple[Answer, bool]:
    """The answer, and whether the connection can be used again."""
    status, headers = await _read_head(reader)
    while status in (100, 102, 103):
        status, headers = await _read_head(reader)
    reusable = headers.get(b"connection", b"").lower() != b"close"
    try:
        if method == "HEAD" or status in (204, 304):
            body = b""
        elif headers.get(b"transfer-encoding", b"").lower() == b"chunked":
            body = await _read_chunks(reader)
        elif (length := headers.get(b"content-length")) is not None:
            body = await reader.readexactly(int(length))
        else:
            body, reusable = await reader.read(), False
    except (asyncio.IncompleteReadError, ValueError):
        raise BadAnswer("the answer broke off") from None
    return Answer(status, headers, body), reusable


async def _read_head(reader: asyncio.StreamReader) -> tuple[int, dict[bytes, bytes]]:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head[:-4].split(b"\r\n")
        version, status = first.split(b" ", 2)[:2]
        if not version.startswith(b"HTTP/1."):
            raise BadAnswer("not HTTP")
        pairs = (line.split(b":", 1) for line in lines)
        headers = {name.strip().lower(): value.strip() for name, value in pairs}
        if version == b"HTTP/1.0":
            headers.setdefault(b"connection", b"close")
        return int(status), headers
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
        raise BadAnswer("no answer") from None


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        parts.append((await reader.readexactly(size + 2))[:-2])
    while await reader.readuntil(b"\r\n") != b"\r\n":
        pass
    return b"".join(parts)
