"""The running simulator: one aiohttp server on the loopback interface."""

from types import TracebackType
from typing import Self

from aiohttp import web

from simulator.api import BotApi
from simulator.clock import SimClock
from simulator.limits import MEBI, Limits
from simulator.page import Page
from simulator.stage import Stage

# Well formed, and nobody's: the page and the tests never meet a real one.
DEFAULT_TOKEN = "123456789:simulator-only-nobody-has-this-token"  # noqa: S105


class Simulator(Stage):
    """Telegram for one bot. Give python-telegram-bot `base_url` + "/bot" and `base_url` + "/file/bot"."""

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        clock: SimClock | None = None,
        limits: Limits | None = None,
        username: str = "DonDocThuBot",
        name: str = "Đôn Đốc",
    ) -> None:
        super().__init__(token, clock or SimClock(), limits or Limits(), username, name)
        self.token = token
        self.base_url = ""
        self._runner: web.AppRunner | None = None
        self._page: Page | None = None

    @classmethod
    async def start(
        cls,
        port: int = 0,
        token: str = DEFAULT_TOKEN,
        clock: SimClock | None = None,
        limits: Limits | None = None,
        username: str = "DonDocThuBot",
        name: str = "Đôn Đốc",
    ) -> Self:
        """Listen on 127.0.0.1; `port` 0 takes a free one. Raises OSError when the port is taken."""
        simulator = cls(token, clock, limits, username, name)
        await simulator._listen(port)
        return simulator

    async def stop(self) -> None:
        """Close the door; waiting polls get an empty answer."""
        await self.updates.close()
        await self.disconnect_pages()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def disconnect_pages(self) -> None:
        """Cut every open page off once, as a sleeping laptop would; they come back by themselves."""
        if self._page is not None:
            await self._page.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _listen(self, port: int) -> None:
        app = web.Application(client_max_size=self.limits.upload + MEBI)
        self._page = Page(self)
        app.add_routes([*BotApi(self.state).routes(), *self._page.routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        address = self._runner.addresses[0]
        self.base_url = f"http://{address[0]}:{address[1]}"
