"""`dondoc init`: a database, a unit, and the code by which its coordinator comes in."""

from dataclasses import dataclass

from bot.ground import make_services, prepare_database
from bot.settings import Settings
from storage import people
from storage.tables import RoleKind


@dataclass(frozen=True, slots=True)
class Founded:
    """`link` is None when the bot's name could not be asked for."""

    unit: str
    code: str
    link: str | None


async def found_unit(settings: Settings, name: str, superior: str | None, place: str | None) -> Founded:
    """Makes the unit if there is none of this name, and a new invitation for its coordinator.

    Earlier unused invitations of the coordinator are withdrawn: one door, one key. Raises Trouble.
    """
    services = make_services(settings)
    prepare_database(settings)
    now = services.clock()
    async with services.database.write() as session:
        unit = await people.unit_named(session, name) or await people.create_unit(
            session, name, superior, place, now
        )
        coordinator = next(
            role for role in await people.roles(session, unit.id) if role.kind is RoleKind.COORDINATOR
        )
        await people.revoke_invitations(session, coordinator, now)
        code = await people.invite(session, coordinator, now)
    await services.database.close()
    username = await _bot_username(settings)
    return Founded(unit.name, code, f"https://t.me/{username}?start={code}" if username else None)


async def _bot_username(settings: Settings) -> str | None:
    """The bot's name, as Telegram knows it; None without a token or when Telegram cannot be asked."""
    if settings.token is None:
        return None
    from telegram.error import TelegramError

    from bot.app import prepare_builder

    bot = prepare_builder(settings).build().bot
    try:
        await bot.initialize()
        return str(bot.username)
    except TelegramError:
        return None
    finally:
        await bot.shutdown()
