"""A commune at its first day, and its people's commands and buttons without a network between."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import CallbackQuery, Chat, Message, Update, User

from handlers import words
from handlers.buttons import Press
from handlers.replies import Change, Say, Toast
from handlers.routes import PRESSES
from handlers.screen import Screen
from handlers.services import Services
from handlers.turn import Turn
from locales import translator
from storage import appointments, people
from storage.database import Database
from storage.tables import Officer, Role, RoleKind, Unit

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_DAY = datetime(2021, 12, 15, 1, 0, tzinfo=UTC)
_NUMBERS = count(1)


@dataclass
class Desk:
    """A unit with one coordinator (`clerk`) whose account is `account`."""

    database: Database
    services: Services
    unit: Unit
    account: int
    now: datetime = FIRST_DAY

    async def act(
        self,
        action: Callable[[Turn], Awaitable[None]],
        account: int | None = None,
        pressed: str = "",
        text: str = "/kehoach",
    ) -> Turn:
        """Carries out what somebody wants in a transaction of its own, as handlers.turn does."""
        user = User(account or self.account, "Lan", is_bot=False)
        async with self.database.write() as session:
            known = await people.officer_by_telegram(session, user.id)
            officer, unit = known or (None, None)
            turn = Turn(
                update=_update(user, pressed, text),
                sender=user,
                services=self.services,
                session=session,
                now=self.now,
                today=self.now.astimezone(HANOI).date(),
                _=translator("vi"),
                officer_or_none=officer,
                unit_or_none=unit,
            )
            await action(turn)
        return turn

    async def press(self, data: str, account: int | None = None) -> Turn:
        """Presses the button that carries `data`."""
        press = Press.parse(data)
        return await self.act(lambda turn: PRESSES[press.verb](turn, press), account, data)

    async def say(self, text: str, account: int | None = None) -> Turn:
        """Types words that are no command."""
        return await self.act(words.say, account, text=text)

    async def join(self, account: int, role: Role) -> None:
        """Somebody new takes the role."""
        async with self.database.write() as session:
            await _appointed(self.services, session, self.unit, account, role, self.now)


async def open_desk(database: Database, folder: Path, name: str = "UBND xã Tân Quang") -> Desk:
    """A new unit, claimed by its coordinator."""
    services = Services(
        database=database,
        clock=lambda: FIRST_DAY,
        timezone=HANOI,
        language="vi",
        data_dir=folder,
        bot_username=lambda: "dondoc_bot",
        outbox_filled=lambda: None,
    )
    account = 1000 + next(_NUMBERS)
    async with database.write() as session:
        unit = await people.create_unit(session, name, None, None, FIRST_DAY)
        roles = await people.roles(session, unit.id)
        role = next(role for role in roles if role.kind is RoleKind.COORDINATOR)
        await _appointed(services, session, unit, account, role, FIRST_DAY)
    return Desk(database, services, unit, account)


def screens(turn: Turn) -> list[Screen]:
    """What the sender is shown."""
    return [reply.screen for reply in turn.replies if isinstance(reply, Say | Change)]


def shown(turn: Turn) -> Screen:
    """The one screen the sender is shown."""
    (screen,) = screens(turn)
    return screen


def toasts(turn: Turn) -> list[str]:
    return [reply.text for reply in turn.replies if isinstance(reply, Toast)]


def button(screen: Screen, label: str) -> str:
    """What the button whose label begins so carries."""
    return next(b.data for row in screen.rows for b in row if b.label.startswith(label))


def labels(screen: Screen) -> list[str]:
    return [b.label for row in screen.rows for b in row]


async def _appointed(
    services: Services, session: AsyncSession, unit: Unit, account: int, role: Role, now: datetime
) -> None:
    officer = Officer(unit_id=unit.id, telegram_id=account, full_name=f"Người {account}", joined_at=now)
    session.add(officer)
    await session.flush()
    await appointments.appoint(session, role, officer, now.astimezone(services.timezone).date(), acting=False)


def _update(user: User, pressed: str, text: str) -> Update:
    number = next(_NUMBERS)
    message = Message(number, FIRST_DAY, Chat(user.id, "private"), from_user=user, text=text)
    if not pressed:
        return Update(number, message=message)
    return Update(number, callback_query=CallbackQuery(str(number), user, "1", message=message, data=pressed))
