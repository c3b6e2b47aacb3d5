"""Tasks given outside the plan, and changes of an approved plan, as rows; on both databases."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.approve import load_document
from plans import changes
from plans.changes import NewTask
from plans.concerned import Part
from plans.model import AreaDraft, DueDraft, PlanDocument, RoleDraft, TaskDraft, with_derived_leads
from scheduler.ledger import open_ledger
from storage import answers, events, people, periods, plans, reminders
from storage.answers import Answer
from storage.database import Database
from storage.enums import DueKind
from storage.tables import Officer, Period, Plan, Progress, Task, Unit
from tests.commune import CULTURE, FINANCE, JUSTICE, Commune, found, local

MARCH = local(2022, 3, 15, "09:00")
APRIL_20 = DueDraft(DueKind.DATE, date(2022, 4, 20), "20/4")


@pytest.fixture
async def commune(database: Database) -> Commune:
    commune = await found(database)
    await commune.join("Mai", JUSTICE)
    return commune


async def give(
    commune: Commune,
    text: str = "Rà soát",
    *,
    now: datetime = MARCH,
    due: DueDraft = APRIL_20,
    supports: frozenset[int] = frozenset(),
) -> Task:
    async with commune.database.write() as session:
        await changes.hold_unit(session, commune.unit.id)
        plan = await plans.plan(session, commune.unit.id, commune.plan.id)
        assert plan is not None
        new = NewTask(text, Part(commune.roles[FINANCE].id, supports, due))
        return await changes.give(session, plan, new, commune.officers["Mai"].id, now)


async def changed(commune: Commune, task: Task, kind: str, edit: Callable[[Part], Part]) -> None:
    async with commune.database.write() as session:
        row = await changes.hold_task(session, commune.unit.id, task.id)
        assert row is not None
        part = await changes.part_of(session, row)
        await changes.change(session, row, edit(part), kind, "lý do", commune.officers["Mai"].id, MARCH)


async def asked(commune: Commune, task: Task) -> list[str]:
    """The periods that ask for the task."""
    async with commune.database.read() as session:
        return [
            period.code
            for period in await periods.periods(session, commune.unit.id)
            if task.id in {other.id for other in (await open_ledger(session, period)).tasks}
        ]


async def owed(commune: Commune, task: Task) -> list[str]:
    """The periods in which its lead still has to answer."""
    async with commune.database.read() as session:
        ledgers = [await open_ledger(session, p) for p in await periods.periods(session, commune.unit.id)]
    roles = {role.id for role in commune.roles.values()}
    return [
        ledger.period.code
        for ledger in ledgers
        if task.id in {other.id for other in ledger.open_tasks(roles)}
    ]


async def test_a_given_task_is_a_row_of_the_plan_with_a_number_of_its_own(commune: Commune) -> None:
    supports = frozenset({commune.roles[CULTURE].id})
    first, second = await give(commune, supports=supports), await give(commune, "Kiểm tra 🚦 " * 1000)
    assert (first.code, second.code) == ("GV.1", "GV.2")
    async with commune.database.read() as session:
        rows = await plans.tasks(session, commune.plan.id)
        assert [row.code for row in rows[-2:]] == ["GV.1", "GV.2"]
        assert rows[-1].text == "Kiểm tra 🚦 " * 1000
        assert (await plans.supports_of(session, [first.id]))[first.id] == [commune.roles[CULTURE].id]
        (event,) = await events.history(session, commune.unit.id, f"task:{first.id}")
    assert event.kind == "task_given"
    assert event.after == {
        "code": "GV.1",
        "text": "Rà soát",
        "lead": FINANCE,
        "supports": [CULTURE],
        "due": {"kind": "date", "on": "2022-04-20", "text": "20/4"},
    }


async def test_two_who_give_at_the_same_moment_get_two_numbers(commune: Commune) -> None:
    tasks = await asyncio.gather(*(give(commune, f"Việc {n}") for n in range(4)))
    assert sorted(task.code for task in tasks) == ["GV.1", "GV.2", "GV.3", "GV.4"]


async def test_another_units_numbers_are_its_own(commune: Commune) -> None:
    await give(commune)
    neighbours = await found(commune.database, "UBND xã Bên Cạnh")
    await neighbours.join("Lan", CULTURE)
    neighbours.officers["Mai"] = neighbours.officers["Lan"]
    assert (await give(neighbours)).code == "GV.1"


async def test_it_is_asked_from_the_day_it_was_given(commune: Commune) -> None:
    assert await asked(commune, await give(commune)) == ["2022-Q1", "2022-H1", "2022-Q3", "2022-Y"]
    late = await give(commune, now=local(2022, 3, 17, "00:00"))
    assert await asked(commune, late) == ["2022-H1", "2022-Q3", "2022-Y"]


@pytest.mark.parametrize(
    ("due", "again"),
    [
        (APRIL_20, []),
        (DueDraft(), []),
        (DueDraft(DueKind.WEEKLY, date(2022, 3, 18)), ["2022-H1", "2022-Q3", "2022-Y"]),
        (DueDraft(DueKind.ONGOING), ["2022-H1", "2022-Q3", "2022-Y"]),
    ],
)
async def test_once_done_it_is_asked_again_only_if_it_comes_back(
    commune: Commune, due: DueDraft, again: list[str]
) -> None:
    task = await give(commune, due=due)
    commune.tasks[task.code] = task
    await commune.answer(task.code, MARCH, "Mai")
    assert await owed(commune, task) == again


async def test_a_withdrawn_task_is_asked_no_more_and_its_answer_stays(commune: Commune) -> None:
    task = await give(commune, due=DueDraft(DueKind.ONGOING))
    commune.tasks[task.code] = task
    await commune.answer(task.code, MARCH, "Mai")
    await changed(commune, task, "task_withdrawn", lambda part: replace(part, withdrawn=True))
    assert await asked(commune, task) == ["2022-Q1"]
    assert await owed(commune, task) == []
    async with commune.database.read() as session:
        assert commune.roles[FINANCE].id in await reminders.roles_asked(
            session, commune.unit.id, commune.plan.id
        ), "6.a and 6.b are still asked"


async def test_a_role_that_only_leads_a_given_task_is_reminded(commune: Commune) -> None:
    leader = commune.roles["leader"].id
    task = await give(commune)
    async with commune.database.read() as session:
        assert leader not in await reminders.roles_asked(session, commune.unit.id, commune.plan.id)
    await changed(commune, task, "lead_changed", lambda part: replace(part, lead=leader))
    async with commune.database.read() as session:
        assert leader in await reminders.roles_asked(session, commune.unit.id, commune.plan.id)


async def test_a_change_is_recorded_before_and_after_with_the_reason(commune: Commune) -> None:
    task = await give(commune, supports=frozenset({commune.roles[JUSTICE].id}))
    justice = commune.roles[JUSTICE].id
    async with commune.database.write() as session:
        row = await changes.hold_task(session, commune.unit.id, task.id)
        assert row is not None
        assert await changes.acknowledge(session, row, commune.officers["Mai"].id, MARCH)
        assert not await changes.acknowledge(session, row, commune.officers["Mai"].id, MARCH)
    await changed(commune, task, "lead_changed", lambda part: replace(part, lead=justice))
    async with commune.database.read() as session:
        row = await plans.task(session, commune.unit.id, task.id)
        assert row is not None
        assert row.lead_role_id == justice
        assert row.acknowledged_at is None, "the new lead has acknowledged nothing"
        assert row.acknowledged_by_id is None
        assert await plans.supports_of(session, [task.id]) == {}, "who leads does not support as well"
        *_, event = await events.history(session, commune.unit.id, f"task:{task.id}")
    assert event.kind == "lead_changed"
    assert event.before is not None
    assert event.after is not None
    assert (event.before["lead"], event.before["supports"]) == (FINANCE, [JUSTICE])
    assert (event.after["lead"], event.after["supports"]) == (JUSTICE, [])
    assert event.after["reason"] == "lý do"


# A plan as it was read, to see that its own document follows.
DOCUMENT = with_derived_leads(
    PlanDocument(
        "Kế hoạch CCHC",
        years=(2022,),
        areas=(AreaDraft("1", "Cải cách thể chế"),),
        roles=(RoleDraft("Công chức Tư pháp – Hộ tịch", leads=("1",)), RoleDraft("Công chức Địa chính")),
        tasks=(TaskDraft("1.a", "1", "Rà soát văn bản"), TaskDraft("1.b", "1", "Phổ biến pháp luật")),
    )
)
NOW = datetime(2021, 12, 15, 1, tzinfo=UTC)


async def load(session: AsyncSession, unit: Unit, document: PlanDocument, now: datetime = NOW) -> Plan:
    return await load_document(session, unit, document, "ke-hoach.txt", "0" * 64, now)


async def settled(session: AsyncSession) -> tuple[Unit, Officer]:
    unit = await people.create_unit(session, "UBND xã Tân Quang", None, None, NOW)
    officer = Officer(unit_id=unit.id, telegram_id=7, full_name="Hoa", joined_at=NOW)
    session.add(officer)
    await session.flush()
    return unit, officer


async def test_the_plans_own_document_follows_a_change(database: Database) -> None:
    async with database.write() as session:
        unit, officer = await settled(session)
        plan = await load(session, unit, DOCUMENT)
        keys = await people.role_keys(session, unit.id)
        land, leader = keys["cong chuc dia chinh"], keys["lanh dao uy ban nhan dan"]
        row = (await plans.tasks(session, plan.id))[0]
        part = Part(land.id, frozenset({leader.id}), APRIL_20)
        await changes.change(session, row, part, "lead_changed", "lý do", officer.id, NOW)
    async with database.read() as session:
        stored = await plans.plan(session, unit.id, plan.id)
        assert stored is not None
        first, second = PlanDocument.from_json(stored.document).tasks
    assert (first.lead, first.lead_is_own, first.supports) == (land.name, True, (leader.name,))
    assert first.due == APRIL_20
    assert second == DOCUMENT.tasks[1]


async def given_in(
    session: AsyncSession, plan: Plan, officer: Officer, text: str, area: int | None = None
) -> Task:
    lead = (await people.role_keys(session, plan.unit_id))["cong chuc dia chinh"].id
    return await changes.give(session, plan, NewTask(text, Part(lead, due=APRIL_20), area), officer.id, MARCH)


async def answered(session: AsyncSession, period: Period, task: Task, officer: Officer) -> None:
    assert task.lead_role_id is not None
    done = Answer(Progress.DONE)
    await answers.save(
        session, period, task, task.lead_role_id, done, officer, MARCH, late=False, on_behalf=False
    )


async def test_a_later_plan_takes_over_what_is_unfinished_and_nothing_else(database: Database) -> None:
    next_year = replace(
        DOCUMENT,
        years=(2023,),
        areas=(AreaDraft("3", "CẢI CÁCH THỂ CHẾ"),),
        tasks=(TaskDraft("3.a", "3", "Rà soát"),),
    )
    async with database.write() as session:
        unit, officer = await settled(session)
        plan = await load(session, unit, DOCUMENT)
        (area,) = await plans.areas(session, plan.id)
        open_, done, gone = [
            await given_in(session, plan, officer, text, area.id) for text in ("mở", "xong", "rút")
        ]
        q1 = await periods.period_of_code(session, unit.id, "2022-Q1")
        assert q1 is not None
        await answered(session, q1, done, officer)
        part = await changes.part_of(session, gone)
        await changes.change(
            session, gone, replace(part, withdrawn=True), "task_withdrawn", "thôi", officer.id, MARCH
        )
        later = await load(session, unit, next_year, local(2022, 12, 1))
    async with database.read() as session:
        rows = {task.text: task for task in await plans.given_tasks(session, unit.id)}
        (new_area,) = await plans.areas(session, later.id)
        assert (rows["mở"].plan_id, rows["mở"].area_id) == (later.id, new_area.id)
        assert rows["mở"].code == open_.code
        assert {rows["xong"].plan_id, rows["rút"].plan_id} == {plan.id}
        ledgers = {
            period.code: await open_ledger(session, period)
            for period in await periods.periods(session, unit.id)
        }
    texts = {code: {t.text for t in ledger.tasks} & set(rows) for code, ledger in ledgers.items()}
    assert texts["2022-Q1"] == {"mở", "xong"}, "the old periods keep what they asked and were told"
    assert done.id in ledgers["2022-Q1"].submissions
    assert texts["2022-Y"] == {"mở", "xong"}, "the year that is running still asks for it"
    assert texts["2023-Q1"] == {"mở"}


async def test_the_years_own_plan_takes_over_from_a_programme_but_not_the_other_way(
    database: Database,
) -> None:
    programme = replace(DOCUMENT, title="Chương trình", years=(2021, 2022, 2023, 2024, 2025))
    async with database.write() as session:
        unit, officer = await settled(session)
        first = await load(session, unit, programme)
        task = await given_in(session, first, officer, "mở")
        year = await load(session, unit, DOCUMENT)
        assert task.plan_id == year.id
        later = replace(programme, title="Chương trình khác", years=(2020, 2021, 2022, 2023))
        await load(session, unit, later)
        assert task.plan_id == year.id
