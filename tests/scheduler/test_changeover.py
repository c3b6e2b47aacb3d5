"""A role changes hands: who hears what, and exactly once, however often the pulse beats."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlmodel import select

from scheduler.changeover import Change, What, carry_out, decide
from scheduler.pulse import beat
from storage import appointments, people
from storage.database import Database
from storage.tables import OutboxMessage, Role
from tests.commune import FINANCE, HANOI, JUSTICE, Commune, found, local

DAY = date(2022, 4, 1)
BEFORE, AFTER, COORDINATOR = 1, 2, 9


def change(appointment: int, officer: int, *, begins: bool, acting: bool = False, other: int | None = None,
           other_holds: bool = True) -> Change:  # fmt: skip
    return Change(appointment, 5, officer, begins, acting, DAY, other, other_holds)


def heard(changes: Sequence[Change], coordinators: Sequence[int] = (COORDINATOR,)) -> list[tuple[int, What]]:
    return [(told.reader_id, told.what) for told in decide(changes, coordinators)]


def test_a_hand_over_is_one_message_for_each_of_the_three() -> None:
    changes = [change(1, BEFORE, begins=False), change(2, AFTER, begins=True, other=BEFORE)]
    assert heard(changes) == [
        (AFTER, What.TAKES),
        (BEFORE, What.GAVE),
        (COORDINATOR, What.COORDINATOR_GIVEN),
    ]


def test_a_coordinator_who_hands_over_hears_it_once() -> None:
    changes = [change(1, BEFORE, begins=False), change(2, AFTER, begins=True, other=BEFORE)]
    assert heard(changes, [BEFORE, AFTER]) == [(AFTER, What.TAKES), (BEFORE, What.GAVE)]


def test_leave_begins_and_ends_for_both() -> None:
    begins = change(1, AFTER, begins=True, acting=True, other=BEFORE)
    ends = change(1, AFTER, begins=False, acting=True, other=BEFORE)
    assert heard([begins], []) == [(AFTER, What.STANDS_IN), (BEFORE, What.AWAY)]
    assert heard([ends], []) == [(AFTER, What.STOOD_IN), (BEFORE, What.BACK)]


def test_who_left_for_good_is_not_told_to_be_back() -> None:
    ends = change(1, AFTER, begins=False, acting=True, other=BEFORE, other_holds=False)
    assert heard([ends], []) == [(AFTER, What.STOOD_IN)]


def test_who_gives_up_a_role_that_nobody_takes_is_told() -> None:
    assert heard([change(1, BEFORE, begins=False)]) == [
        (BEFORE, What.ENDED),
        (COORDINATOR, What.COORDINATOR_ENDED),
    ]


@pytest.fixture
async def commune(database: Database) -> Commune:
    built = await found(database)
    for name, role in (("Lan", "coordinator"), ("Sen", JUSTICE), ("Minh", FINANCE)):
        await built.join(name, role)
    return built


async def hand_over(commune: Commune, day: date, to: str = "Minh", of: str = "Sen") -> None:
    async with commune.database.write() as session:
        role = await session.get_one(Role, commune.roles[JUSTICE].id)
        await appointments.appoint(
            session,
            role,
            commune.officers[to],
            day,
            acting=False,
            in_place_of=commune.officers[of].id,
            announce=True,
        )


async def holders(commune: Commune, day: date) -> list[str]:
    async with commune.database.read() as session:
        return [
            holder.officer.full_name
            for holder in await people.holders(session, commune.unit.id, day)
            if holder.role_id == commune.roles[JUSTICE].id
        ]


async def told(commune: Commune) -> list[str]:
    async with commune.database.read() as session:
        rows = (await session.exec(select(OutboxMessage).where(OutboxMessage.kind == "changeover"))).all()
    return commune.heard_by(rows)


async def test_on_each_day_exactly_one_holds_the_role(commune: Commune) -> None:
    await hand_over(commune, DAY)
    assert await holders(commune, DAY - timedelta(days=1)) == ["Sen"]
    assert await holders(commune, DAY) == ["Minh"]


async def test_however_often_the_pulse_beats_each_hears_once(commune: Commune) -> None:
    await hand_over(commune, DAY)
    await beat(commune.database, local(2022, 3, 31, "16:00"), HANOI)
    assert await told(commune) == []
    for clock in ("00:05", "07:30", "09:00", "16:00"):
        await beat(commune.database, local(2022, 4, 1, clock), HANOI)
    await beat(commune.database, local(2022, 4, 4, "09:00"), HANOI)
    assert await told(commune) == ["Lan", "Minh", "Sen"]


async def test_a_program_that_was_down_tells_it_late_and_once(commune: Commune) -> None:
    await hand_over(commune, DAY)
    for day in (5, 6):
        await beat(commune.database, local(2022, 4, day, "09:00"), HANOI)
    assert await told(commune) == ["Lan", "Minh", "Sen"]


async def test_an_earlier_day_undoes_what_was_planned_for_later(commune: Commune) -> None:
    await commune.join("Hạnh", FINANCE, acting=True)
    await hand_over(commune, DAY)
    await hand_over(commune, date(2022, 3, 20), to="Hạnh")
    assert await holders(commune, date(2022, 3, 19)) == ["Sen"]
    assert await holders(commune, date(2022, 3, 20)) == ["Hạnh"]
    assert await holders(commune, date(2022, 5, 1)) == ["Hạnh"]


async def test_one_may_follow_another_who_follows(commune: Commune) -> None:
    await commune.join("Hạnh", FINANCE, acting=True)
    await hand_over(commune, DAY)
    await hand_over(commune, date(2022, 5, 1), to="Hạnh", of="Minh")
    assert [await holders(commune, date(2022, month, 1)) for month in (3, 4, 5)] == [
        ["Sen"],
        ["Minh"],
        ["Hạnh"],
    ]


async def test_undone_the_former_goes_on_and_nobody_is_told(commune: Commune) -> None:
    await hand_over(commune, DAY)
    async with commune.database.write() as session:
        role = await session.get_one(Role, commune.roles[JUSTICE].id)
        ((planned, _officer),) = await appointments.planned(session, role, date(2022, 3, 15))
        await appointments.cancel(session, planned)
    assert await holders(commune, DAY) == ["Sen"]
    await beat(commune.database, local(2022, 4, 4, "09:00"), HANOI)
    assert await told(commune) == []


async def test_of_two_claimers_only_one_tells(commune: Commune) -> None:
    await hand_over(commune, DAY)
    now = local(2022, 4, 1, "09:00")
    for _ in range(2):
        async with commune.database.write() as session:
            await carry_out(session, commune.unit.id, DAY, now, now)
    assert await told(commune) == ["Lan", "Minh", "Sen"]
