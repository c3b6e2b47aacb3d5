"""INSERT that may meet a row which is there already: SQLite and PostgreSQL say it alike, each in its dialect.

The dialect in use is imported when it is used: PostgreSQL's would cost a commune's bot three megabytes.
Statements that run for every message are made once (`functools.cache`): making costs more than running.
"""

from typing import TYPE_CHECKING

from sqlalchemy import Table

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite import Insert as Insert  # re-exported
else:
    Insert = object


def insert_for(dialect: str, table: Table) -> Insert:
    """An INSERT with the `on_conflict_do_…` methods, for the named dialect."""
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    return insert(table)
