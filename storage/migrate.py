"""Bringing a database to the shape this program expects."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

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


def is_current(url: str) -> bool:
    """Whether the database has the newest shape; asked at every start, where Alembic costs half a second."""
    if (file := sqlite_file(url)) and not file.exists():
        return False
    engine = create_engine(sync_url(url))
    try:
        with engine.connect() as connection:
            stands_at = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    except DatabaseError:
        return False
    finally:
        engine.dispose()
    return list(stands_at) == [newest_revision()]


def newest_revision() -> str:
    """The revision that the newest migration leads to: they are numbered, and follow one another."""
    newest = max((_SCRIPTS / "versions").glob("[0-9]*.py"))
    found = re.search(r'^revision(?:: str)? = "(\w+)"', newest.read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError(f"no revision in {newest.name}")
    return found.group(1)
