"""What every command stands on: the services made from the settings, and a database of the right shape."""

from collections.abc import Callable

from sqlalchemy.exc import DatabaseError

from bot.clock import file_clock, system_clock
from bot.settings import Settings, prepare_data_dir
from bot.trouble import database_trouble, file_trouble
from handlers.services import Services
from storage.database import Database, sqlite_file
from storage.migrate import is_current, upgrade


def make_services(
    settings: Settings, filled: Callable[[], None] = lambda: None, username: Callable[[], str] = lambda: ""
) -> Services:
    """The services for these settings. Raises Trouble when the data directory cannot be written."""
    return Services(
        database=Database(settings.database),
        clock=file_clock(settings.clock_file) if settings.clock_file else system_clock,
        timezone=settings.zone,
        language=settings.language,
        data_dir=prepare_data_dir(settings),
        bot_username=username,
        outbox_filled=filled,
    )


def prepare_database(settings: Settings) -> None:
    """Creates or migrates the database. Raises Trouble when it cannot be used."""
    file = sqlite_file(settings.database)
    try:
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        if not is_current(settings.database):
            upgrade(settings.database)
    except DatabaseError as error:
        raise database_trouble(error) from None
    except OSError as error:
        raise file_trouble(error, file) from None
