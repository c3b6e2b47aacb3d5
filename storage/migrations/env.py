"""How Alembic runs: against the models' metadata, one transaction for a whole walk."""

from typing import Literal

from alembic import context
from sqlalchemy import create_engine, event
from sqlmodel.sql.sqltypes import AutoString

from storage.database import set_pragmas
from storage.tables import METADATA

config = context.config
url = config.get_main_option("sqlalchemy.url") or ""
engine = create_engine(url)
if engine.dialect.name == "sqlite":
    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A migration must still run when the models' own classes have changed: it names plain types."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
