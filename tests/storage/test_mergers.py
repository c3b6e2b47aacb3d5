"""A role goes into another: everything that hangs on it follows, history stays under its name."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage import appointments, mergers, people, reminders
from storage.database import Database
from storage.mergers import MOVES, Merger
from storage.reminders import Planned
from storage.tables import (
    METADATA,
    Area,
    Figure,
    Indicator,
    Invitation,
    Reminder,
    ReminderState,
    Role,
    RoleKind,
    Submission,
    Task,
    TaskPart,
    TaskSupport,
)
from tests.commune import CULTURE, FINANCE, JUSTICE, Commune, found, local

NOW = local(2022, 6, 10, "09:00")
TODAY = NOW.date()


@pytest.fixture
async def commune(database: Database) -> Commune:
    built = await found(database)
    await built.join("Sen", JUSTICE)
    await built.join("Minh", FINANCE)
    await built.answer("2.a", local(2022, 3, 10), "Sen")
    await built.answer("2.b", local(2022, 6, 9), "Sen", period="2022-H1")
    async with database.write() as session:
        period = await session.merge(built.q1)
        period.closed_at = local(2022, 3, 21)
        (await session.merge(built.tasks["2.a"])).sqlmodel_update({})
        area = (await session.exec(select(Area))).one()
        area.lead_role_id = built.roles[JUSTICE].id
        for code, role in (("6.a", JUSTICE), ("7.a", JUSTICE), ("7.a", FINANCE), ("2.a", FINANCE)):
            session.add(
                TaskSupport(unit_id=built.unit.id, task_id=built.tasks[code].id, role_id=built.roles[role].id)
            )
        await people.invite(session, built.roles[JUSTICE], NOW)
    return built


async def merge(commune: Commune, source: str = JUSTICE, target: str = FINANCE) -> None:
    async with commune.database.write() as session:
        a = await session.get_one(Role, commune.roles[source].id)
        b = await session.get_one(Role, commune.roles[target].id)
        await mergers.merge(session, Merger(a, b, TODAY, NOW))


def test_every_column_that_refers_to_a_role_has_been_decided_on() -> None:
    referring = {
        f"{table.name}.{key.parent.name}"
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "role"
    }
    assert referring == set(MOVES)


async def test_tasks_areas_figures_and_supports_follow(commune: Commune) -> None:
    await merge(commune)
    target = commune.roles[FINANCE].id
    async with commune.database.read() as session:
        leads = {task.code: task.lead_role_id for task in await session.exec(select(Task))}
        assert {code for code, lead in leads.items() if lead == target} == {"2.a", "2.b", "3.a", "6.a", "6.b"}
        assert [area.lead_role_id for area in await session.exec(select(Area))] == [target]
        assert {i.role_id for i in await session.exec(select(Indicator))} == {target}
        supports = {(row.task_id, row.role_id) for row in await session.exec(select(TaskSupport))}
    assert supports == {(commune.tasks["7.a"].id, target)}, "once, and nothing that it leads"


async def test_two_parts_of_one_task_become_one_with_the_words_of_both(commune: Commune) -> None:
    async with commune.database.write() as session:
        for role, text in ((JUSTICE, "Đã thẩm định 3 văn bản"), (FINANCE, "Đã bố trí kinh phí")):
            session.add(
                TaskPart(
                    unit_id=commune.unit.id,
                    period_id=commune.periods["2022-H1"].id,
                    task_id=commune.tasks["7.a"].id,
                    role_id=commune.roles[role].id,
                    text=text,
                    submitted_at=NOW,
                )
            )
    await merge(commune)
    async with commune.database.read() as session:
        (part,) = await session.exec(select(TaskPart))
    assert part.role_id == commune.roles[FINANCE].id
    assert part.text == "Đã bố trí kinh phí\nĐã thẩm định 3 văn bản"


async def test_answers_of_closed_periods_keep_their_role(commune: Commune) -> None:
    await merge(commune)
    async with commune.database.read() as session:
        of = {row.task_id: row.role_id for row in await session.exec(select(Submission))}
        names = {role.id: role.name for role in await people.all_roles(session, commune.unit.id)}
    assert names[of[commune.tasks["2.a"].id]] == JUSTICE
    assert names[of[commune.tasks["2.b"].id]] == FINANCE


async def test_both_hold_the_role_from_today_and_held_theirs_before(commune: Commune) -> None:
    await merge(commune)
    async with commune.database.read() as session:
        today = await people.holders(session, commune.unit.id, TODAY)
        before = await people.holders(session, commune.unit.id, TODAY - timedelta(days=1))
    target, source = commune.roles[FINANCE].id, commune.roles[JUSTICE].id
    assert {(h.officer.full_name, h.role_id, h.acting) for h in today} == {
        ("Sen", target, False),
        ("Minh", target, False),
    }
    assert {(h.officer.full_name, h.role_id) for h in before} == {("Sen", source), ("Minh", target)}


async def test_one_who_held_both_holds_the_one_once(commune: Commune) -> None:
    await commune.join("Sen", FINANCE, acting=True)
    await merge(commune)
    async with commune.database.read() as session:
        held = await people.roles_held(session, commune.officers["Sen"].id, TODAY)
    assert [(h.role.name, h.acting) for h in held] == [(FINANCE, False)]


async def test_the_name_is_an_alias_and_the_role_is_in_no_list(commune: Commune) -> None:
    await merge(commune)
    async with commune.database.read() as session:
        keys = await people.role_keys(session, commune.unit.id)
        assert keys["cong chuc tu phap ho tich"].name == FINANCE
        assert JUSTICE not in {role.name for role in await people.roles(session, commune.unit.id)}
        retired = await people.role(session, commune.unit.id, commune.roles[JUSTICE].id)
        assert retired is not None
        assert (retired.name, retired.retired_on, retired.merged_into_id) == (
            JUSTICE,
            TODAY,
            commune.roles[FINANCE].id,
        )
        (invitation,) = (await session.exec(select(Invitation))).all()
        assert invitation.revoked_at == NOW


async def test_merging_twice_leads_all_names_to_the_last(commune: Commune) -> None:
    await merge(commune)
    await merge(commune, FINANCE, CULTURE)
    async with commune.database.read() as session:
        keys = await people.role_keys(session, commune.unit.id)
        retired = await people.role(session, commune.unit.id, commune.roles[JUSTICE].id)
        led = (await session.exec(select(Task).where(Task.lead_role_id == commune.roles[CULTURE].id))).all()
    assert keys["cong chuc tu phap ho tich"].name == CULTURE
    assert retired is not None
    assert retired.merged_into_id == commune.roles[CULTURE].id
    assert len(led) == 6


async def test_a_coordinators_role_makes_a_coordinator_of_the_other(commune: Commune) -> None:
    await merge(commune, "coordinator", FINANCE)
    async with commune.database.read() as session:
        coordinators = await people.holders_of_kind(session, commune.unit.id, [RoleKind.COORDINATOR], TODAY)
    assert [officer.full_name for officer in coordinators] == ["Minh"]


async def test_a_stage_told_is_not_told_again_and_one_to_come_follows(commune: Commune) -> None:
    source, target = commune.roles[JUSTICE].id, commune.roles[FINANCE].id
    period = commune.periods["2022-H1"].id

    def stage(role: int, name: str) -> Planned:
        key = f"{period}:officer:{role}:{name}"
        return Planned(key, period, role, None, "officer", name, NOW, NOW + timedelta(days=1))

    async with commune.database.write() as session:
        await reminders.plan(
            session,
            commune.unit.id,
            [stage(source, "window_closed"), stage(source, "last_day"), stage(target, "last_day")],
        )
        rows = {row.key: row for row in await session.exec(select(Reminder))}
        rows[f"{period}:officer:{source}:window_closed"].state = ReminderState.SENT
    await merge(commune)
    async with commune.database.read() as session:
        stands = {row.key: row.state for row in await session.exec(select(Reminder))}
    assert stands == {
        f"{period}:officer:{target}:window_closed": ReminderState.SENT,
        f"{period}:officer:{source}:last_day": ReminderState.SUPERSEDED,
        f"{period}:officer:{target}:last_day": ReminderState.PLANNED,
    }


async def test_nothing_of_another_unit_moves(commune: Commune) -> None:
    other = await found(commune.database, "UBND xã Hồng Phong")
    await other.join("Hạnh", JUSTICE)
    await merge(commune)
    async with commune.database.read() as session:
        roles = {role.name for role in await people.roles(session, other.unit.id)}
        assert JUSTICE in roles
        held = await people.roles_held(session, other.officers["Hạnh"].id, TODAY)
        led = await session.exec(select(Task).where(Task.lead_role_id == other.roles[JUSTICE].id))
        assert [h.role.name for h in held] == [JUSTICE]
        assert len(led.all()) == 3


async def test_figures_of_open_periods_follow(commune: Commune) -> None:
    await commune.answer_all(JUSTICE, local(2022, 3, 10), "Sen")
    async with commune.database.write() as session:
        (await session.merge(commune.q1)).closed_at = None
    await merge(commune)
    async with commune.database.read() as session:
        assert {row.role_id for row in await session.exec(select(Figure))} == {commune.roles[FINANCE].id}


async def test_an_appointment_to_come_begins_with_the_other_role(commune: Commune) -> None:
    start = TODAY + timedelta(days=20)
    async with commune.database.write() as session:
        role = await session.get_one(Role, commune.roles[JUSTICE].id)
        await appointments.appoint(
            session,
            role,
            commune.officers["Minh"],
            start,
            acting=True,
            until=start + timedelta(days=3),
            in_place_of=commune.officers["Sen"].id,
            announce=True,
        )
    await merge(commune, JUSTICE, CULTURE)
    async with commune.database.read() as session:
        for day, deputies in ((start - timedelta(days=1), 0), (start, 1), (start + timedelta(days=3), 0)):
            holders = await people.holders(session, commune.unit.id, day)
            assert sum(h.role_id == commune.roles[CULTURE].id and h.acting for h in holders) == deputies


@pytest.mark.parametrize("source", [JUSTICE, FINANCE, CULTURE, "coordinator"])
@pytest.mark.parametrize("target", [JUSTICE, FINANCE, CULTURE, "coordinator"])
async def test_whichever_two_become_one_nothing_is_lost(commune: Commune, source: str, target: str) -> None:
    if source == target:
        return
    tables = (Task, Submission, Figure, Indicator, Reminder, Area)
    async with commune.database.read() as session:
        before = {table: len((await session.exec(select(table))).all()) for table in tables}
        names = set(await people.role_keys(session, commune.unit.id))
        everybody = {h.officer.id for h in await people.holders(session, commune.unit.id, TODAY)}
    await merge(commune, source, target)
    gone = commune.roles[source].id
    async with commune.database.read() as session:
        assert {table: len((await session.exec(select(table))).all()) for table in tables} == before
        assert set(await people.role_keys(session, commune.unit.id)) == names
        holders = await people.holders(session, commune.unit.id, TODAY)
        assert {h.officer.id for h in holders} == everybody
        assert gone not in {h.role_id for h in holders}
        merger = Merger(
            await session.get_one(Role, gone),
            await session.get_one(Role, commune.roles[target].id),
            TODAY,
            NOW,
        )
        assert not any((await mergers.found(session, merger)).values()), "nothing hangs on it any more"
