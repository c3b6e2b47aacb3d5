"""Tân Quang in the middle of March 2022: the plan approved, everybody joined, the first quarter to be answered.

The way there is told once and kept as a database file; every test gets a copy, so that a test of one odd
message does not have to tell a quarter.
"""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

from simulator import Message, Phone
from storage import events
from storage.tables import Event, Figure, Indicator, OutboxMessage, Period, Role, Submission, Task, Unit
from tests.conversations.office import Office, local, open_office
from tests.conversations.quarter import COORDINATOR, Quarter

MORNING = local(date(2022, 3, 15), "09:00")
# What a new simulator numbers anew; the old numbers would be mistaken for the new ones.
_FORGOTTEN = (
    "DELETE FROM inbox_update",
    "UPDATE question SET message_id = NULL, closed_at = asked_at",
    "UPDATE outbox_message SET message_id = NULL",
)


@dataclass(frozen=True)
class Prepared:
    """The database file with everything in it, and the account that holds each role."""

    database: Path
    accounts: dict[str, int]


async def prepare(folder: Path, database: Path, plan: Path) -> Prepared:
    """Tells the way to the middle of March, once; `database` is migrated and empty."""
    async with open_office(folder, f"sqlite:///{database}", local(date(2021, 12, 1))) as office:
        quarter = Quarter(office, plan)
        await quarter.begin()
        await quarter.everybody_joins()
        await office.deliver()
        accounts = {role: phone.user.id for role, phone in quarter.phones.items()}
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in _FORGOTTEN:
            connection.execute(statement)
    return Prepared(database, accounts)


class Town:
    """The office with everybody at their phones, and looks into what is stored."""

    def __init__(self, office: Office, accounts: dict[str, int]) -> None:
        self.office = office
        self._strangers = count(790_000_001)
        self.phones = {
            role: office.simulator.phone(user_id=account, first_name=role)
            for role, account in accounts.items()
        }
        for phone in self.phones.values():
            phone.chat.started = True  # they joined in December

    @property
    def coordinator(self) -> Phone:
        return self.phones[COORDINATOR]

    def stranger(self, name: str = "Người lạ") -> Phone:
        """Somebody who has not joined."""
        return self.office.simulator.phone(user_id=next(self._strangers), first_name=name)

    async def say(self, role: str, words: str, reply_to: Message | None = None) -> Message:
        """Types the words; returns the last thing the bot says to them."""
        phone = self.phones[role]
        await phone.send(words, reply_to)
        await self.office.handled()
        return await phone.wait_for(lambda shown: shown.from_bot)

    async def card(self, role: str, code: str) -> Message:
        """The task's card on the role's phone; the next words are the answer."""
        report = await self.say(role, "/viec")
        return await self.office.press(self.phones[role], report, f" {code}")

    async def figure_card(self, role: str, code: str) -> Message:
        """The figure's card on the role's phone."""
        found = await self.indicator(code)
        return await self.press(self.phones[role], f"figure:{(await self.period()).id}:{found.id}")

    async def press(self, phone: Phone, data: str, under: Message | None = None) -> Message:
        """Presses a button that carries `data`, as from any screen there ever was; what the bot then shows."""
        await self.press_quietly(phone, data, under)
        return await phone.wait_for(lambda shown: shown.from_bot)

    async def press_quietly(self, phone: Phone, data: str, under: Message | None = None) -> None:
        """The same where nothing need be shown."""
        under = under or next((m for m in reversed(phone.messages) if m.from_bot), None)
        if under is None:
            await phone.send("/trogiup")
            under = await phone.wait_for(lambda shown: shown.from_bot)
        await phone.press(under, callback_data=data)
        await self.office.handled()

    async def period(self, code: str = "2022-Q1") -> Period:
        async with self.office.database.read() as session:
            return (
                await session.exec(
                    select(Period).join(Unit).where(Period.code == code, col(Unit.name).contains("Tân Quang"))
                )
            ).one()

    async def task(self, code: str) -> Task:
        async with self.office.database.read() as session:
            return (
                await session.exec(
                    select(Task).join(Unit).where(Task.code == code, col(Unit.name).contains("Tân Quang"))
                )
            ).one()

    async def role(self, name: str) -> Role:
        async with self.office.database.read() as session:
            return (await session.exec(select(Role).where(Role.name == name))).one()

    async def indicator(self, code: str) -> Indicator:
        async with self.office.database.read() as session:
            return (await session.exec(select(Indicator).where(Indicator.code == code))).one()

    async def answer(self, code: str, period: str = "2022-Q1") -> Submission | None:
        """What is stored for the task."""
        task, of = await self.task(code), await self.period(period)
        async with self.office.database.read() as session:
            query = select(Submission).where(Submission.task_id == task.id, Submission.period_id == of.id)
            return (await session.exec(query)).first()

    async def figure(self, code: str) -> Figure | None:
        """What is stored for the figure."""
        indicator = await self.indicator(code)
        async with self.office.database.read() as session:
            return (await session.exec(select(Figure).where(Figure.indicator_id == indicator.id))).first()

    async def history(self, row: Submission | Figure) -> list[Event]:
        kind = "submission" if isinstance(row, Submission) else "figure"
        async with self.office.database.read() as session:
            return list(await events.history(session, row.unit_id, f"{kind}:{row.id}"))

    async def outbox(self, kind: str) -> list[OutboxMessage]:
        async with self.office.database.read() as session:
            return list(await session.exec(select(OutboxMessage).where(OutboxMessage.kind == kind)))

    async def everything(self) -> dict[str, list[Any]]:
        """All that is stored, but for the list of updates that were handled."""
        await self.office.handled()
        async with self.office.database.read() as session:
            connection = await session.connection()
            tables = await connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'inbox_update'")
            )
            return {
                table: list(await connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")))
                for (table,) in list(tables)
            }


@asynccontextmanager
async def open_town(folder: Path, database_url: str, accounts: dict[str, int]) -> AsyncIterator[Town]:
    """The town on 15 March 2022, nine o'clock, on a database that `prepare` filled."""
    async with open_office(folder, database_url, MORNING) as office:
        yield Town(office, accounts)
