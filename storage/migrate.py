"""Bringing a database to the shape this program expects."""

from pathlib import Path
from typing import TYPE_CHECKING

from storage.database import sqlite_file, sync_url

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"


def alembic_config(url: str) -> "Config":
    """The configuration Alembic's commands take, for the database at `url`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("sqlalchemy.url", sync_url(url).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(url: str) -> None:
    """Creates the database's tables or brings them up to date. A SQLite file's folder is made if missing."""
    from alembic import command

    if file := sqlite_file(url):
        file.parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(url), "head")
