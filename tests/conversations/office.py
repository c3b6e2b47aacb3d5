"""A whole office for a test: the real application over HTTP against the simulator, with a clock to move.

In the `Office` of `open_office` the same parts as in bot.app stand together; only what drives them is in the
test's hands, so that a quarter passes in seconds and "nothing was sent" can be asserted. The one whose
program is a process of its own, and can be killed, is in tests.conversations.apart.
"""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import build_application, prepare_builder
from bot.delivery import Delivery
from bot.intake import Intake
from bot.pulse import look_at_calendar
from bot.settings import Settings
from handlers.services import Services
from scheduler.pulse import beat, next_reminder_at
from simulator import DEFAULT_TOKEN, Limits, Message, Phone, SimClock, Simulator
from storage import people
from storage.database import Database
from storage.tables import RoleKind

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def local(day: date, clock: str = "08:00") -> datetime:
    """The moment a clock in the commune shows."""
    return datetime.combine(day, time.fromisoformat(clock), HANOI)


def still_clock(moment: datetime) -> SimClock:
    """A clock that stands at exactly this moment until it is moved."""
    clock = SimClock()
    clock.freeze()
    clock.move_to(moment)
    return clock


class Office(ABC):
    """The simulator with its phones, the program in front of it, what it stores, and the clock of both."""

    def __init__(self, simulator: Simulator, database: Database) -> None:
        self.simulator = simulator
        self.database = database

    async def found(self, name: str, superior: str | None = None) -> str:
        """A unit; returns the coordinator's one-time code."""
        now = self.simulator.clock.now()
        async with self.database.write() as session:
            unit = await people.create_unit(session, name, superior, None, now)
            roles = await people.roles(session, unit.id)
            coordinator = next(role for role in roles if role.kind is RoleKind.COORDINATOR)
            return await people.invite(session, coordinator, now)

    def phone(self, name: str) -> Phone:
        return self.simulator.phone(first_name=name)

    async def say(self, phone: Phone, text: str, reply_to: Message | None = None) -> Message:
        """Types the text and returns the bot's answer to it."""
        await phone.send(text, reply_to=reply_to)
        return await phone.wait_for(lambda message: message.from_bot)

    async def press(self, phone: Phone, message: Message, label: str) -> Message:
        """Presses the button whose label contains these words; returns what the bot then shows."""
        found = next((b.label for row in message.buttons for b in row if label in b.label), None)
        assert found is not None, f"no button «{label}» under:\n{message.text}\n{message.buttons}"
        await phone.press(message, found)
        return await phone.wait_for(lambda shown: shown.from_bot)

    async def acknowledged(self) -> None:
        """Until the program has fetched and stored every update: its next poll is there."""
        while self.simulator.updates.info()["pending_update_count"]:
            await asyncio.sleep(0.002)

    @abstractmethod
    async def handled(self) -> None:
        """Until every update that has arrived is handled."""

    @abstractmethod
    async def deliver(self) -> None:
        """Until the outbox owes nothing at this moment."""

    @abstractmethod
    async def move_to(self, moment: datetime) -> None:
        """Moves the clock; until everything that this moment owes is sent."""

    async def pass_until(self, moment: datetime) -> None:
        """Lets the time pass, stopping wherever a reminder is due, as the running program would."""
        clock = self.simulator.clock
        await self.move_to(clock.now())
        while True:
            async with self.database.read() as session:
                upcoming = await next_reminder_at(session, clock.now())
            if upcoming is None or upcoming >= moment:
                break
            await self.move_to(upcoming)
        await self.move_to(moment)


class OfficeHere(Office):
    """The application in the test's own process."""

    def __init__(self, simulator: Simulator, services: Services, intake: Intake, delivery: Delivery) -> None:
        super().__init__(simulator, services.database)
        self.services = services
        self._intake = intake
        self._delivery = delivery

    async def handled(self) -> None:
        await self.acknowledged()
        await self._intake.idle()

    async def deliver(self) -> None:
        await self.handled()
        while await self._delivery.deliver_due():
            pass

    async def move_to(self, moment: datetime) -> None:
        """Moves the clock, lets the pulse beat once and sends what that owes."""
        self.simulator.clock.move_to(moment)
        await look_at_calendar(self.services, beat)
        await self.deliver()


async def _short_sleep(seconds: float) -> None:
    await asyncio.sleep(min(seconds, 0.01))


@asynccontextmanager
async def open_office(folder: Path, database_url: str, start: datetime) -> AsyncIterator[OfficeHere]:
    """An office whose clock stands at `start`, with an empty database that is migrated already."""
    clock = still_clock(start)
    async with await Simulator.start(clock=clock, limits=Limits.without_rates()) as simulator:
        settings = Settings(
            token=SecretStr(DEFAULT_TOKEN),
            api_url=f"{simulator.base_url}/bot",
            database_url=SecretStr(database_url),
            data_dir=folder,
            messages_per_second=1000,
        )
        database = Database(database_url)
        filled = asyncio.Event()
        services = Services(
            database=database,
            clock=clock.now,
            timezone=HANOI,
            language="vi",
            data_dir=folder,
            bot_username=lambda: simulator.bot_username,
            outbox_filled=filled.set,
        )
        application = build_application(prepare_builder(settings), services)
        intake = Intake(application, services, _short_sleep)
        delivery = Delivery(application.bot, services, filled)
        await application.initialize()
        receiving = asyncio.create_task(intake.run())
        try:
            yield OfficeHere(simulator, services, intake, delivery)
        finally:
            receiving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await receiving  # if it broke, that is the error to see
            await intake.stop(5)
            await application.shutdown()
            await application.bot.shutdown()
            await database.close()
