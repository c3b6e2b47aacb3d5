"""The application's edges against the simulator: a database, a clock that stands, a chat."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from handlers.services import Services
from simulator import Phone, Simulator
from storage import appointments, people
from storage.database import Database
from storage.tables import Officer, RoleKind

NOW = datetime(2022, 3, 15, 1, 0, tzinfo=UTC)
App = Application[Any, Any, Any, Any, Any, Any]


@dataclass
class Naps:
    """Stands in for sleeping: remembers for how long, and lets others run."""

    taken: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with await Simulator.start() as running:
        yield running


@pytest.fixture
async def services(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Services]:
    database = Database(sqlite_url)
    yield Services(
        database=database,
        clock=lambda: NOW,
        timezone=ZoneInfo("Asia/Ho_Chi_Minh"),
        language="vi",
        data_dir=tmp_path,
        bot_username=lambda: "DonDocThuBot",
        outbox_filled=lambda: None,
    )
    await database.close()


@pytest.fixture
async def application(simulator: Simulator, services: Services) -> AsyncIterator[App]:
    """A bare application: its tests say what its handlers do."""
    request = HTTPXRequest(read_timeout=5)
    built: App = (
        ApplicationBuilder()
        .token(simulator.token)
        .base_url(f"{simulator.base_url}/bot")
        .base_file_url(f"{simulator.base_url}/file/bot")
        .request(request)
        .get_updates_request(request)
        .updater(None)
        .build()
    )
    built.bot_data["services"] = services
    await built.initialize()
    yield built
    await built.shutdown()


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def phone(simulator: Simulator) -> Phone:
    return simulator.phone(first_name="Đào Thị Sen")


Enlist = Callable[..., Any]


@pytest.fixture
def enlist(services: Services) -> Enlist:
    """Makes the phone's owner an officer of a role kind, in the one unit there is."""

    async def make(phone: Phone, kind: RoleKind = RoleKind.OFFICER) -> Officer:
        phone.chat.started = True
        async with services.database.write() as session:
            unit = await people.unit_named(session, "UBND xã Tân Quang") or await people.create_unit(
                session, "UBND xã Tân Quang", None, None, NOW
            )
            officer = Officer(
                unit_id=unit.id, telegram_id=phone.user.id, full_name=phone.user.full_name, joined_at=NOW
            )
            session.add(officer)
            await session.flush()
            role = await people.add_role(session, unit.id, f"Vai {officer.id}", kind, 5)
            await appointments.appoint(session, role, officer, services.today(), acting=False)
        return officer

    return make
