"""An approved plan stands in the database, in its unit and in no other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.approve import approve, counted_in, load_document
from handlers.errors import PlanYearLoaded
from plans.calendar import reporting_calendar
from plans.decisions import with_area_lead
from plans.leads import Why, change_leads
from plans.load import keep_draft
from plans.model import (
    AreaDraft,
    PlanDocument,
    RoleDraft,
    TargetDraft,
    TaskDraft,
    with_derived_leads,
)
from storage import events, figures, people, periods, plans
from storage.database import Database
from storage.people import COORDINATOR_NAME
from storage.tables import (
    Comparator,
    Indicator,
    Plan,
    PlanState,
    Role,
    RoleKind,
    Submission,
    SubmissionState,
    Task,
    Unit,
)

NOW = datetime(2021, 12, 15, 1, tzinfo=UTC)
SharedPlan = Callable[[str], PlanDocument]


async def unit_named(session: AsyncSession, name: str = "UBND xã Tân Quang") -> Unit:
    return await people.create_unit(session, name, None, None, NOW)


async def load(session: AsyncSession, unit: Unit, document: PlanDocument) -> Plan:
    return await load_document(session, unit, document, "ke-hoach.txt", "0" * 64, NOW)


def small(*, years: tuple[int, ...] = (2022,), roles: Sequence[RoleDraft] = ()) -> PlanDocument:
    return with_derived_leads(
        PlanDocument(
            "Kế hoạch nhỏ",
            years=years,
            areas=(AreaDraft("1", "Cải cách thể chế"),),
            roles=tuple(roles) or (RoleDraft("Công chức Tư pháp – Hộ tịch", leads=("1",)),),
            tasks=(TaskDraft("1.a", "1", "Rà soát văn bản"), TaskDraft("1.b", "1", "Phổ biến pháp luật")),
        )
    )


async def role_of(session: AsyncSession, unit: Unit, name: str) -> Role:
    return (await people.role_keys(session, unit.id))[name]


async def test_tan_quang_stands_whole(database: Database, shared_plan: SharedPlan) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        plan = await load(session, unit, shared_plan("tan-quang-2022"))
    async with database.read() as session:
        roles = {role.id: role for role in await people.roles(session, unit.id)}
        tasks = await plans.tasks(session, plan.id)
        targets = await plans.targets(session, plan.id)
        assert next(iter(roles.values())).name == "Công chức Văn phòng Đảng ủy - Nội vụ"
        assert len(roles) == 7 + 1  # and the leader
        assert [area.code for area in await plans.areas(session, plan.id)] == list("1234567")
        assert len(tasks) == 34
        assert sum(task.lead_role_id is None for task in tasks) == 7
        led = next(task for task in tasks if task.code == "2.a")
        assert led.lead_role_id is not None
        assert roles[led.lead_role_id].name == "Công chức Tư pháp – Hộ tịch"
        assert [p.code for p in await periods.periods(session, unit.id)] == [
            "2022-Q1",
            "2022-H1",
            "2022-Q3",
            "2022-Y",
        ]
        assert len(targets) == 6
        assert (targets[1].comparator, targets[1].value, targets[1].upper) == (Comparator.RANGE, 95, 100)
        assert targets[1].indicator_code == "3.4"
        (event,) = await events.history(session, unit.id, f"plan:{plan.id}")
        assert event.kind == "plan_approved"


async def test_who_claimed_the_unit_holds_the_plans_coordinator_role(
    database: Database, shared_plan: SharedPlan
) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        provisional = next(r for r in await people.roles(session, unit.id) if r.kind is RoleKind.COORDINATOR)
        await load(session, unit, shared_plan("tan-quang-2022"))
    async with database.read() as session:
        coordinators = [r for r in await people.roles(session, unit.id) if r.kind is RoleKind.COORDINATOR]
        assert [(r.id, r.name) for r in coordinators] == [
            (provisional.id, "Công chức Văn phòng Đảng ủy - Nội vụ")
        ]
        by_alias = await role_of(session, unit, "cong chuc van phong noi vu")
        assert by_alias.id == provisional.id


async def test_without_a_coordinator_in_the_plan_the_provisional_role_stays(database: Database) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        await load(session, unit, small())
        names = [role.name for role in await people.roles(session, unit.id)]
    assert COORDINATOR_NAME in names


async def test_figures_are_asked_of_whoever_leads_the_area(
    database: Database, shared_plan: SharedPlan
) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        await load(session, unit, shared_plan("tan-quang-2022"))
        roles = {role.id: role.name for role in await people.roles(session, unit.id)}
        asked = {i.code: i.role_id for i in await figures.indicators(session, unit.id)}
    assert roles[asked["6.1"] or 0] == "Công chức Tài chính – Kế toán"
    assert asked["1.2"] is None  # area 1 has no lead
    assert "1.1" not in asked  # follows from the tasks themselves
    assert "8.1" not in asked  # the plan has no such area


async def test_a_role_in_another_spelling_is_the_same_role(database: Database) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        await load(session, unit, small())
        await load(
            session, unit, small(years=(2023,), roles=[RoleDraft("CÔNG CHỨC TƯ PHÁP-HỘ TỊCH", leads=("1",))])
        )
        officers = [r for r in await people.roles(session, unit.id) if r.kind is RoleKind.OFFICER]
    assert [role.name for role in officers] == ["Công chức Tư pháp – Hộ tịch"]


async def test_a_second_plan_for_the_year_is_refused_and_the_first_stays(database: Database) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        first = await load(session, unit, small())
    with pytest.raises(PlanYearLoaded):
        async with database.write() as session:
            await load(session, unit, replace(small(), title="Kế hoạch khác"))
    async with database.read() as session:
        approved = await plans.plans_in_state(session, unit.id, PlanState.APPROVED)
        assert [plan.id for plan in approved] == [first.id]


async def test_the_years_plan_takes_the_periods_over_from_a_programme_of_more_years(
    database: Database,
) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        programme = await load(session, unit, small(years=(2021, 2025)))
        brought = await periods.periods(session, unit.id)
        assert {period.plan_id for period in brought} == {programme.id}
        answered = next(period for period in brought if period.code == "2022-Q1")
        task = (await plans.tasks(session, programme.id))[0]
        session.add(_answer(unit, answered.id, task))
        yearly = small()
        calendar = [
            replace(p.plan, officers_last_day=p.plan.officers_last_day - timedelta(days=1))
            for p in reporting_calendar(yearly, 2022)
        ]
        plan = await keep_draft(session, unit.id, yearly, (2022, 2022), "k.txt", "1" * 64, NOW)
        await approve(session, plan, calendar, NOW, None)
        after = {period.code: period for period in await periods.periods(session, unit.id)}
    assert len(after) == 4
    assert {period.plan_id for period in after.values()} == {plan.id}
    assert after["2022-H1"].officers_last_day == date(2022, 6, 15)
    assert after["2022-Q1"].officers_last_day == date(2022, 3, 16)  # somebody has answered by it


async def test_a_programme_leaves_the_years_plan_its_periods(database: Database) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        yearly = await load(session, unit, small())
        await load(session, unit, small(years=(2021, 2025)))
        owners = {period.plan_id for period in await periods.periods(session, unit.id)}
    assert owners == {yearly.id}


async def test_another_draft_is_discarded_on_approval(database: Database) -> None:
    async with database.write() as session:
        unit = await unit_named(session)
        draft = await keep_draft(session, unit.id, small(), (2022, 2022), "a.txt", "2" * 64, NOW)
        other = await unit_named(session, "UBND xã Bên Cạnh")
        neighbours = await keep_draft(session, other.id, small(), (2022, 2022), "a.txt", "2" * 64, NOW)
        await load(session, unit, small())
    assert draft.state is PlanState.DISCARDED
    assert neighbours.state is PlanState.DRAFT


async def test_two_units_load_the_same_plan_side_by_side(database: Database) -> None:
    async with database.write() as session:
        one, two = await unit_named(session), await unit_named(session, "UBND xã Bên Cạnh")
        first, second = await load(session, one, small()), await load(session, two, small())
    async with database.read() as session:
        for unit, plan in ((one, first), (two, second)):
            own = {role.id for role in await people.roles(session, unit.id)}
            assert {task.lead_role_id for task in await plans.tasks(session, plan.id)} <= own
            assert {i.role_id for i in await figures.indicators(session, unit.id)} <= own
            assert len(await periods.periods(session, unit.id)) == 4


async def test_a_new_lead_of_an_area_moves_its_tasks_and_figures(database: Database) -> None:
    finance = RoleDraft("Công chức Tài chính – Kế toán", supports=("1",))
    document = small(roles=[RoleDraft("Công chức Tư pháp – Hộ tịch", leads=("1",)), finance])
    helped = tuple(replace(task, supports=(finance.name,)) for task in document.tasks)
    document = replace(document, tasks=helped)
    async with database.write() as session:
        unit = await unit_named(session)
        plan = await load(session, unit, document)
        assert (
            len(await plans.supports_of(session, [task.id for task in await plans.tasks(session, plan.id)]))
            == 2
        )
        changed = with_area_lead(document, "1", finance.name)
        await change_leads(
            session, plan, changed, counted_in(document), counted_in(changed), Why(None, NOW, "")
        )
    async with database.read() as session:
        role = await role_of(session, unit, "cong chuc tai chinh ke toan")
        leads = {task.lead_role_id for task in (await session.exec(select(Task))).all()}
        asked = {indicator.role_id for indicator in (await session.exec(select(Indicator))).all()}
        assert leads == asked == {role.id}
        assert (
            await plans.supports_of(session, [task.id for task in await plans.tasks(session, plan.id)]) == {}
        )  # nobody supports what they lead


def _answer(unit: Unit, period_id: int, task: Task) -> Submission:
    assert task.lead_role_id is not None
    return Submission(
        unit_id=unit.id,
        period_id=period_id,
        task_id=task.id,
        role_id=task.lead_role_id,
        state=SubmissionState.SUBMITTED,
        narrative="Đã rà soát",
        submitted_at=NOW,
    )


def test_targets_in_other_units_than_percent_are_measured_by_no_ratio() -> None:
    percent = TargetDraft("1", "Hồ sơ trả đúng hạn", ">=", Decimal(95), "%")
    document = replace(small(), targets=(percent, replace(percent, unit="hồ sơ")))
    assert counted_in(document).target_codes == ("3.4", None)
