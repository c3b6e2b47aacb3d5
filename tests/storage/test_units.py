"""Two units in one database never see each other."""

from datetime import UTC, datetime

import pytest

from storage import appointments, outbox, people
from storage.database import Database
from storage.tables import Officer, RoleKind, Unit

NOW = datetime(2022, 3, 15, tzinfo=UTC)
TODAY = NOW.date()


async def make(database: Database, name: str, telegram_id: int) -> tuple[Unit, Officer]:
    async with database.write() as session:
        unit = await people.create_unit(session, name, None, None, NOW)
        officer = Officer(unit_id=unit.id, telegram_id=telegram_id, full_name=name, joined_at=NOW)
        session.add(officer)
        await session.flush()
        role = await people.add_role(session, unit.id, "Công chức Tư pháp – Hộ tịch", RoleKind.OFFICER, 1)
        await appointments.appoint(session, role, officer, TODAY, acting=False)
        await people.invite(session, role, NOW)
    return unit, officer


@pytest.fixture
async def two(database: Database) -> list[tuple[Unit, Officer]]:
    return [await make(database, "UBND xã Tân Quang", 1), await make(database, "UBND xã Hồng Phong", 2)]


async def test_each_unit_has_its_own_roles_though_their_names_are_the_same(
    database: Database, two: list[tuple[Unit, Officer]]
) -> None:
    async with database.read() as session:
        for unit, officer in two:
            roles = await people.roles(session, unit.id)
            assert len(roles) == 3
            assert {role.unit_id for role in roles} == {unit.id}
            (holder,) = await people.holders(session, unit.id, TODAY)
            assert holder.officer.id == officer.id
            assert len(await people.open_invitations(session, unit.id, NOW)) == 1


async def test_a_role_or_officer_of_another_unit_is_not_found(
    database: Database, two: list[tuple[Unit, Officer]]
) -> None:
    (first, _), (second, stranger) = two
    async with database.read() as session:
        theirs = (await people.roles(session, second.id))[0]
        assert await people.role(session, first.id, theirs.id) is None
        assert await people.officer(session, first.id, stranger.id) is None
        assert await people.holders_of_kind(session, first.id, [RoleKind.OFFICER], TODAY) != []


async def test_the_same_subject_may_be_said_in_both_units(
    database: Database, two: list[tuple[Unit, Officer]]
) -> None:
    async with database.write() as session:
        for unit, officer in two:
            assert await outbox.put(session, unit.id, officer.id, "reminder:1", "reminder", {}, NOW)
