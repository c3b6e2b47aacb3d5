"""SQLite without a thread between the event loop and the file.

aiosqlite hands every call to a thread: some twenty hand-overs for a small transaction, each far longer than
what SQLite then does in memory (a message took 5 ms with them and takes 3 ms without). The work of a
transaction is microseconds; only its commit waits for the disk. docs/decisions/012-sqlite-in-the-loop.md.
"""

import sqlite3
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, Pool
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import await_only


class _Cursor(sqlite3.Cursor):
    async def _async_soft_close(self) -> None:
        """SQLAlchemy lets an asynchronous driver wait here. There is nothing to wait for."""


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


class InLoopDialect(SQLiteDialect_pysqlite):
    """The standard library's sqlite3, called where we are; only the pool's queue ever waits."""

    driver = "inloop"
    is_async = True
    supports_statement_cache = True

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        await_only(_nothing())
        cursor.execute(statement, parameters)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        await_only(_nothing())
        cursor.executemany(statement, parameters)

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> None:
        await_only(_nothing())
        cursor.execute(statement)

    def connect(self, *args: Any, **options: Any) -> Any:
        return super().connect(*args, factory=_Connection, **options)

    @classmethod
    def get_pool_class(cls, _url: Any) -> type[Pool]:
        return AsyncAdaptedQueuePool


async def _nothing() -> None:
    """SQLAlchemy insists that an asynchronous driver is awaited at least once a statement."""
