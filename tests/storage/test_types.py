from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import col, select, text

from storage import people
from storage.database import Database
from storage.tables import Area, Comparator, Officer, Plan, Target, Unit

NOW = datetime(2022, 3, 15, tzinfo=UTC)


async def unit_of(database: Database) -> Unit:
    async with database.write() as session:
        return await people.create_unit(session, "UBND xã Tân Quang", None, None, NOW)


async def test_a_moment_comes_back_aware_and_in_utc(database: Database) -> None:
    unit = await unit_of(database)
    in_hanoi = datetime(2022, 3, 15, 7, 30, tzinfo=timezone(timedelta(hours=7)))
    async with database.write() as session:
        session.add(Officer(unit_id=unit.id, telegram_id=2**40, full_name="Sen", joined_at=in_hanoi))
    async with database.read() as session:
        officer = (await session.exec(select(Officer))).one()
        assert officer.joined_at == in_hanoi
        assert officer.joined_at.utcoffset() == timedelta(0)
        assert officer.telegram_id == 2**40
        before = select(Officer).where(col(Officer.joined_at) < in_hanoi + timedelta(seconds=1))
        assert (await session.exec(before)).one()


async def test_a_naive_moment_is_refused(database: Database) -> None:
    unit = await unit_of(database)
    with pytest.raises(StatementError, match="time zone"):
        async with database.write() as session:
            session.add(
                Officer(unit_id=unit.id, telegram_id=1, full_name="Sen", joined_at=datetime(2022, 3, 15))  # noqa: DTZ001
            )


@pytest.mark.parametrize("typed", ["95.5", "0.1", "1234567", "123456789012345678.123456", "100.00"])
async def test_a_figure_is_kept_to_the_last_digit(database: Database, typed: str) -> None:
    unit = await unit_of(database)
    async with database.write() as session:
        plan = Plan(
            unit_id=unit.id,
            title="KH",
            year_from=2022,
            year_to=2022,
            document={},
            file_name="a.txt",
            file_sha256="",
            created_at=NOW,
        )
        session.add(plan)
        await session.flush()
        session.add(Area(unit_id=unit.id, plan_id=plan.id, code="1", name="Thể chế", position=1))
        session.add(
            Target(
                unit_id=unit.id,
                plan_id=plan.id,
                position=1,
                text="Đúng hạn",
                comparator=Comparator.AT_LEAST,
                value=Decimal(typed),
                measure="%",
            )
        )
    async with database.read() as session:
        assert (await session.exec(select(Target))).one().value == Decimal(typed)
        stored = (await session.exec(text("SELECT comparator FROM target"))).scalar_one()  # type: ignore[call-overload]
        assert stored == ">="


async def test_a_row_of_a_unit_that_does_not_exist_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.write() as session:
            session.add(Officer(unit_id=999, telegram_id=1, full_name="Sen", joined_at=NOW))
