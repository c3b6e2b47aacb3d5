"""What officers have been asked and have not answered yet."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Officer, Question


async def ask(
    session: AsyncSession, officer: Officer, kind: str, subject: dict[str, Any], now: datetime
) -> Question:
    """Opens a question; the officer's earlier ones are closed, so that a plain reply has one meaning."""
    await close_all(session, officer.id, now)
    question = Question(
        unit_id=officer.unit_id, officer_id=officer.id, kind=kind, subject=subject, asked_at=now
    )
    session.add(question)
    await session.flush()
    return question


async def resume(session: AsyncSession, question: Question, subject: dict[str, Any], now: datetime) -> None:
    """The question goes on with what is known by now, and is again the one that a plain reply answers."""
    await close_all(session, question.officer_id, now)
    question.subject, question.closed_at = subject, None
    session.add(question)
    await session.flush()


async def open_question(session: AsyncSession, officer_id: int) -> Question | None:
    """The question a plain reply answers."""
    query = (
        select(Question)
        .where(Question.officer_id == officer_id, col(Question.closed_at).is_(None))
        .order_by(col(Question.id).desc())
    )
    return (await session.exec(query)).first()


async def asked_in(session: AsyncSession, officer_id: int, message_id: int) -> Question | None:
    """The question that a message put, open or not: a reply to that message answers it."""
    query = (
        select(Question)
        .where(Question.officer_id == officer_id, Question.message_id == message_id)
        .order_by(col(Question.id).desc())
    )
    return (await session.exec(query)).first()


def close(session: AsyncSession, question: Question, now: datetime) -> None:
    """Closes one question; one that is closed already keeps its time."""
    question.closed_at = question.closed_at or now
    session.add(question)


async def close_all(session: AsyncSession, officer_id: int, now: datetime) -> int:
    """Closes whatever the officer is being asked; returns how many questions that were."""
    result = await session.exec(
        update(Question)
        .where(col(Question.officer_id) == officer_id, col(Question.closed_at).is_(None))
        .values(closed_at=now)
    )
    return result.rowcount


async def close_about(
    session: AsyncSession, officer_id: int, tasks: Collection[int], indicators: Collection[int], now: datetime
) -> None:
    """Closes what the officer is being asked about these tasks and figures: they are somebody else's now."""
    query = select(Question).where(Question.officer_id == officer_id, col(Question.closed_at).is_(None))
    for question in await session.exec(query):
        if question.subject.get("task") in tasks or question.subject.get("indicator") in indicators:
            close(session, question, now)


async def put_in_message(session: AsyncSession, question_id: int, message_id: int) -> None:
    """Remembers in which message the question was put."""
    await session.exec(update(Question).where(col(Question.id) == question_id).values(message_id=message_id))


async def question(session: AsyncSession, officer_id: int, question_id: int) -> Question | None:
    """A question put to this officer, open or not."""
    query = select(Question).where(Question.officer_id == officer_id, Question.id == question_id)
    return (await session.exec(query)).first()
