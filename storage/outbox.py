"""What the program says on its own: a row first, claimed by one sender, its outcome recorded.

The only way to a duplicate is `sweep_stale`: a sender died between sending and recording. A duplicate
beats a missed deadline (DESIGN §4).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table, Update, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import OutboxMessage, OutboxState
from storage.upsert import insert_for

ATTEMPTS = 5
# Far longer than any request may take (bot.http), far shorter than half a working day.
CLAIM_LASTS = timedelta(minutes=5)

_TABLE: Table = OutboxMessage.__table__  # type: ignore[attr-defined]


@cache
def _put(dialect: str) -> Executable:
    return (
        insert_for(dialect, _TABLE)
        .on_conflict_do_nothing(index_elements=[_TABLE.c.unit_id, _TABLE.c.key])
        .execution_options(preserve_rowcount=True)
    )


async def put(
    session: AsyncSession,
    unit_id: int,
    officer_id: int,
    key: str,
    kind: str,
    subject: dict[str, Any],
    not_before: datetime,
) -> bool:
    """Plans a message to an officer; False when the unit already has one of this `key`.

    `kind` and `subject` say what it is about; the words are made when it is sent.
    """
    connection = await session.connection()
    values = {
        "unit_id": unit_id,
        "officer_id": officer_id,
        "key": key,
        "kind": kind,
        "subject": subject,
        "state": OutboxState.PLANNED,
        "not_before": not_before,
        "attempts": 0,
    }
    return (await connection.execute(_put(connection.dialect.name), values)).rowcount == 1


async def due(session: AsyncSession, now: datetime, limit: int = 100) -> Sequence[OutboxMessage]:
    """What should be sent now, oldest first."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.state == OutboxState.PLANNED, OutboxMessage.not_before <= now)
        .order_by(col(OutboxMessage.not_before), col(OutboxMessage.id))
        .limit(limit)
    )
    return (await session.exec(query)).all()


async def next_at(session: AsyncSession) -> datetime | None:
    """When the next planned message may go; None when nothing is planned."""
    query = select(func.min(OutboxMessage.not_before)).where(OutboxMessage.state == OutboxState.PLANNED)
    return (await session.exec(query)).one()


async def claim(session: AsyncSession, message_id: int, now: datetime) -> bool:
    """Takes the message for sending; False when another sender was faster."""
    return await _change(
        session,
        _planned(message_id).values(
            state=OutboxState.CLAIMED, claimed_at=now, attempts=col(OutboxMessage.attempts) + 1
        ),
    )


async def sent(session: AsyncSession, message_id: int, chat_id: int, telegram_id: int, now: datetime) -> bool:
    """Records that it went out as message `telegram_id` of the chat, by which a reply to it is recognised."""
    return await _change(
        session,
        _claimed(message_id).values(
            state=OutboxState.SENT, sent_at=now, chat_id=chat_id, message_id=telegram_id, error=None
        ),
    )


async def unneeded(session: AsyncSession, message_id: int) -> bool:
    """Records that there was no longer anything to say."""
    return await _change(session, _claimed(message_id).values(state=OutboxState.UNNEEDED))


async def retry(
    session: AsyncSession, message_id: int, not_before: datetime, error: str, *, counted: bool = True
) -> bool:
    """Puts a claimed message back; not `counted` when the network or Telegram's pace is to blame."""
    back = _claimed(message_id).values(state=OutboxState.PLANNED, not_before=not_before, error=error)
    return await _change(session, back if counted else back.values(attempts=col(OutboxMessage.attempts) - 1))


async def failed(session: AsyncSession, message_id: int, error: str) -> bool:
    """Records that it can never be sent."""
    return await _change(session, _claimed(message_id).values(state=OutboxState.FAILED, error=error))


async def sweep_stale(session: AsyncSession, now: datetime, lasts: timedelta = CLAIM_LASTS) -> int:
    """Puts claims older than `lasts` back, or gives up those tried `ATTEMPTS` times; returns how many."""
    stale = (
        update(OutboxMessage)
        .where(col(OutboxMessage.state) == OutboxState.CLAIMED)
        .where(col(OutboxMessage.claimed_at) <= now - lasts)
    )
    given_up = stale.where(col(OutboxMessage.attempts) >= ATTEMPTS)
    count = (
        await session.exec(given_up.values(state=OutboxState.FAILED, error="claimed too often"))
    ).rowcount
    return count + (await session.exec(stale.values(state=OutboxState.PLANNED))).rowcount


def _planned(message_id: int) -> Update:
    return update(OutboxMessage).where(
        col(OutboxMessage.id) == message_id, col(OutboxMessage.state) == OutboxState.PLANNED
    )


def _claimed(message_id: int) -> Update:
    return update(OutboxMessage).where(
        col(OutboxMessage.id) == message_id, col(OutboxMessage.state) == OutboxState.CLAIMED
    )


async def _change(session: AsyncSession, statement: Update) -> bool:
    """Whether exactly one row changed."""
    return (await session.exec(statement.execution_options(synchronize_session=False))).rowcount == 1


async def sent_as(session: AsyncSession, chat_id: int, telegram_id: int) -> OutboxMessage | None:
    """The message of ours that a chat knows under this number: what a reply to it is about."""
    query = select(OutboxMessage).where(
        OutboxMessage.chat_id == chat_id, OutboxMessage.message_id == telegram_id
    )
    return (await session.exec(query)).first()
