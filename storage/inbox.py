"""Updates as Telegram handed them over: stored before they are acknowledged, done together with their effect.

A payload is a person's own words. It is kept only until its update is done, so that they lie in one place
afterwards: the answers. Telegram keeps an update for a day and begins its numbers anew after a quiet week;
`forget` therefore removes what is done, or an old number would swallow a new message.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, Executable, Table, bindparam, delete, null, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import InboxUpdate
from storage.upsert import insert_for

ATTEMPTS = 3
# Twice as long as Telegram itself keeps an update that nobody fetched.
REMEMBERED = timedelta(days=2)

Received = tuple[int, int, dict[str, Any]]

_TABLE: Table = InboxUpdate.__table__  # type: ignore[attr-defined]


@cache
def _receive(dialect: str) -> Executable:
    return insert_for(dialect, _TABLE).on_conflict_do_nothing().returning(_TABLE.c.update_id)


@cache
def _done(dialect: str) -> Executable:
    statement = insert_for(dialect, _TABLE).values(
        update_id=bindparam("update_id"),
        chat_id=bindparam("chat_id"),
        payload=null(),
        received_at=bindparam("now"),
        done_at=bindparam("now"),
        attempts=0,
    )
    return statement.on_conflict_do_update(
        index_elements=[_TABLE.c.update_id],
        set_={"done_at": statement.excluded.done_at, "payload": null()},
        where=_TABLE.c.done_at.is_(None),
    ).execution_options(preserve_rowcount=True)


async def receive(session: AsyncSession, updates: Sequence[Received], now: datetime) -> list[int]:
    """Stores (update_id, chat_id, payload) of each update; returns the ids that were not known yet."""
    if not updates:
        return []
    rows = [
        {"update_id": update_id, "chat_id": chat_id, "payload": payload, "received_at": now, "attempts": 0}
        for update_id, chat_id, payload in updates
    ]
    connection = await session.connection()
    result: CursorResult[Any] = await connection.execute(_receive(connection.dialect.name), rows)
    return list(result.scalars())


async def mark_done(session: AsyncSession, update_id: int, chat_id: int, now: datetime) -> bool:
    """Notes that the update has its effect, in the effect's transaction; False when it had it before.

    An update that never went through `receive` is taken in here: whoever hands updates straight to the
    application gets the same promise.
    """
    connection = await session.connection()
    values = {"update_id": update_id, "chat_id": chat_id, "now": now}
    result: CursorResult[Any] = await connection.execute(_done(connection.dialect.name), values)
    return result.rowcount == 1


async def settle(session: AsyncSession, update_ids: Sequence[int], now: datetime) -> None:
    """Notes that these updates were looked at; most have their done-mark already, some concern nobody."""
    undone = col(InboxUpdate.update_id).in_(update_ids) & col(InboxUpdate.done_at).is_(None)
    done = update(InboxUpdate).where(undone).values(done_at=now, payload=null())
    await session.exec(done.execution_options(synchronize_session=False))


async def waiting(session: AsyncSession) -> Sequence[InboxUpdate]:
    """What was received and is not done, oldest first."""
    query = (
        select(InboxUpdate)
        .where(col(InboxUpdate.done_at).is_(None))
        .order_by(col(InboxUpdate.received_at), col(InboxUpdate.update_id))
    )
    return (await session.exec(query)).all()


async def failed(session: AsyncSession, update_id: int, error: str, now: datetime) -> int:
    """Notes that handling the update broke; returns how often it has. After `ATTEMPTS` times it is set aside.

    What is set aside keeps its payload: somebody has to find out why.
    """
    row = await session.get_one(InboxUpdate, update_id)
    row.attempts += 1
    row.error = error
    if row.attempts >= ATTEMPTS:
        row.done_at = now
    session.add(row)
    await session.flush()
    return row.attempts


async def forget(session: AsyncSession, now: datetime) -> int:
    """Removes the done updates that Telegram cannot send again; returns how many. Set-aside: after a week."""
    old = delete(InboxUpdate).where(
        col(InboxUpdate.done_at) < now - REMEMBERED,
        (col(InboxUpdate.attempts) < ATTEMPTS) | (col(InboxUpdate.done_at) < now - timedelta(days=7)),
    )
    return (await session.exec(old)).rowcount
