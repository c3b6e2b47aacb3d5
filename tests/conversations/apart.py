"""An office whose program is the real one, `dondoc run` in a process of its own: it can be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from bot.clock import set_file_clock
from scheduler.periods import local_date
from simulator import DEFAULT_TOKEN, Limits, Simulator
from storage import inbox, outbox, reminders
from storage.database import Database
from storage.tables import OutboxMessage, OutboxState
from tests.conversations.office import HANOI, Office, still_clock

_DONDOC = str(Path(sys.executable).with_name("dondoc"))
_PULSE_SECONDS = 0.1
_LOOK_SECONDS = 0.02
_PATIENCE = 20
_CLOCK, _LOG = "clock", "dondoc.log"


class OfficeApart(Office):
    """What the program has done is seen in the chats and in the database; `died` is set by its first death."""

    def __init__(self, simulator: Simulator, database: Database, folder: Path) -> None:
        super().__init__(simulator, database)
        self.deaths = 0
        self.died = asyncio.Event()
        self._folder = folder
        self._program: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Runs the program; what is sent before it listens waits in the simulator."""
        # Nothing else comes from outside: the environment may hold a real bot's token.
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "DONDOC_TOKEN": DEFAULT_TOKEN,
            "DONDOC_API_URL": f"{self.simulator.base_url}/bot",
            "DONDOC_DATABASE_URL": self.database.url,
            "DONDOC_DATA_DIR": str(self._folder),
            "DONDOC_CLOCK_FILE": str(self._folder / _CLOCK),
            "DONDOC_PULSE_SECONDS": str(_PULSE_SECONDS),
            "DONDOC_MESSAGES_PER_SECOND": "1000",
        }
        with (self._folder / _LOG).open("ab") as log:
            self._program = await asyncio.create_subprocess_exec(
                _DONDOC, "run", cwd=self._folder, env=environment, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """kill -9. Whatever a test wanted the simulator to do at a call is over with it."""
        assert self._program is not None
        self._program.kill()
        self.simulator.faults.clear()
        assert await self._program.wait() == -signal.SIGKILL, self.log()
        self.deaths += 1
        self.died.set()

    async def die(self) -> None:
        """kill -9, and a fresh start at once."""
        await self.kill()
        await self.start()

    async def stop(self) -> None:
        """As a service manager stops it."""
        assert self._program is not None
        if self._program.returncode is None:
            self._program.terminate()
        assert await asyncio.wait_for(self._program.wait(), _PATIENCE) == 0, self.log()

    async def handled(self) -> None:
        await self._until(settled=False)

    async def deliver(self) -> None:
        await self._until(settled=True)

    async def move_to(self, moment: datetime) -> None:
        self.simulator.clock.move_to(moment)
        await self._until(settled=True)

    async def _until(self, *, settled: bool) -> None:
        """Until every update is handled and, when `settled` is asked for, nothing is owed at this moment."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.acknowledged()
                while waits := await self._waits_for(settled=settled):
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            raise AssertionError(f"still {waits}\n{self.log()}") from None

    async def _waits_for(self, *, settled: bool) -> str:
        """What the program has not done yet; empty when it has done all."""
        now = self.simulator.clock.now()
        async with self.database.read() as session:
            if left := await inbox.waiting(session):
                return f"to handle: {left}"
            if not settled:
                return ""
            claimed = select(OutboxMessage).where(OutboxMessage.state == OutboxState.CLAIMED)
            if messages := [*await outbox.due(session, now), *await session.exec(claimed)]:
                return f"to send: {messages}"
            visits = await reminders.units_to_visit(session, now, local_date(now, HANOI))
            return f"to visit: {visits}" if visits else ""

    def log(self) -> str:
        """The last lines that the program wrote."""
        return (self._folder / _LOG).read_text()[-4000:]


@asynccontextmanager
async def open_office_apart(folder: Path, database_url: str, start: datetime) -> AsyncIterator[OfficeApart]:
    """An office whose clock stands at `start`, with an empty database that is migrated already."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = still_clock(start)

    def follow(moment: datetime) -> None:
        set_file_clock(folder / _CLOCK, moment, runs=False)

    clock.on_move(follow)
    follow(start)
    async with await Simulator.start(clock=clock, limits=Limits.without_rates()) as simulator:
        office = OfficeApart(simulator, Database(database_url), folder)
        await office.start()
        try:
            yield office
        finally:
            await office.stop()
            await office.database.close()
            sys.stdout.write(office.log())  # pytest shows it when the test has failed
