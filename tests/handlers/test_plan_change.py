"""An approved plan is corrected: its rows follow, and nothing that was answered is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.approve import load_document
from handlers.change import KIND, apply, load_correction, with_correction
from plans.model import (
    AreaDraft,
    DueDraft,
    PlanDocument,
    ReportingDraft,
    RoleDraft,
    TaskDraft,
    with_derived_leads,
)
from plans.standing import standing
from scheduler import pulse
from scheduler.ledger import open_ledger
from storage import appointments, events, people, periods, plans, reminders
from storage.database import Database
from storage.tables import (
    DueKind,
    Officer,
    OutboxMessage,
    Period,
    Plan,
    PlanState,
    Progress,
    Reminder,
    ReminderState,
    Submission,
    SubmissionState,
    Task,
    Unit,
)

NOW = datetime(2021, 12, 15, 1, tzinfo=UTC)
LATER = datetime(2022, 3, 20, 2, tzinfo=UTC)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_ACCOUNTS = count(1)
JUSTICE, FINANCE, CULTURE = "Công chức Tư pháp", "Công chức Tài chính", "Công chức Văn hóa"
READ = with_derived_leads(
    PlanDocument(
        "Kế hoạch 2022",
        years=(2022,),
        areas=(AreaDraft("1", "Cải cách thể chế"), AreaDraft("2", "Cải cách tài chính công")),
        roles=(RoleDraft(JUSTICE, leads=("1",)), RoleDraft(FINANCE, leads=("2",)), RoleDraft(CULTURE)),
        tasks=(
            TaskDraft("1.a", "1", "Rà soát văn bản quy phạm pháp luật"),
            TaskDraft("1.b", "1", "Phổ biến giáo dục pháp luật", supports=(CULTURE,)),
            TaskDraft("2.a", "2", "Công khai dự toán ngân sách"),
            TaskDraft("2.b", "2", "Kiểm kê tài sản công"),
        ),
    )
)


async def loaded(session: AsyncSession, name: str = "UBND xã Tân Quang") -> tuple[Unit, Plan]:
    unit = await people.create_unit(session, name, None, None, NOW)
    plan = await load_document(session, unit, READ, "k.txt", "0" * 64, NOW)
    await session.flush()
    await pulse.plant(session, unit, NOW, HANOI)
    return unit, plan


async def correct(session: AsyncSession, unit: Unit, text: PlanDocument) -> Plan:
    return await load_correction(session, unit, text, "sua.txt", "1" * 64, LATER, HANOI)


async def tasks_of(session: AsyncSession, plan: Plan) -> dict[str, Task]:
    return {task.code: task for task in await plans.tasks(session, plan.id)}


async def withdrawn_of(session: AsyncSession, plan: Plan) -> list[Task]:
    return [task for task in await plans.tasks_ever(session, plan.id) if task.withdrawn_at is not None]


async def answered(session: AsyncSession, plan: Plan, code: str, period: str = "2022-Q1") -> Submission:
    task, of = (await tasks_of(session, plan))[code], await period_of(session, plan, period)
    row = Submission(
        unit_id=plan.unit_id,
        period_id=of.id,
        task_id=task.id,
        role_id=task.lead_role_id,
        state=SubmissionState.SUBMITTED,
        progress=Progress.IN_PROGRESS,
        narrative="Đã làm một nửa",
        submitted_at=NOW,
    )
    session.add(row)
    await session.flush()
    return row


async def period_of(session: AsyncSession, plan: Plan, code: str) -> Period:
    row = await periods.period_of_code(session, plan.unit_id, code)
    assert row is not None
    return row


async def joins(session: AsyncSession, unit: Unit, *names: str) -> Officer:
    """Somebody new who holds these roles."""
    officer = Officer(unit_id=unit.id, telegram_id=next(_ACCOUNTS), full_name=names[0], joined_at=NOW)
    session.add(officer)
    await session.flush()
    roles = {role.name: role for role in await people.roles(session, unit.id)}
    for name in names:
        await appointments.appoint(session, roles[name], officer, NOW.date(), acting=False)
    return officer


def text_with(*tasks: TaskDraft) -> PlanDocument:
    return with_derived_leads(replace(READ, tasks=tasks))


async def test_renumbered_tasks_keep_their_rows_and_answers(database: Database) -> None:
    first, second, *others = READ.tasks
    async with database.write() as session:
        unit, plan = await loaded(session)
        before = await tasks_of(session, plan)
        answer = await answered(session, plan, "1.a")
        await correct(
            session, unit, text_with(replace(second, code="1.a"), replace(first, code="1.b"), *others)
        )
    async with database.read() as session:
        after = await tasks_of(session, plan)
        assert (after["1.a"].id, after["1.b"].id) == (before["1.b"].id, before["1.a"].id)
        kept = await session.get(Submission, answer.id)
        assert kept is not None
        assert (kept.task_id, kept.narrative) == (after["1.b"].id, "Đã làm một nửa")
        assert await plans.supports_of(
            session, [task.id for task in await plans.tasks(session, plan.id)]
        ) == {after["1.a"].id: [(await people.role_keys(session, unit.id))["cong chuc van hoa"].id]}


async def test_a_gone_task_is_withdrawn_and_reported_only_where_it_was_answered(database: Database) -> None:
    first, _second, *others = READ.tasks
    async with database.write() as session:
        unit, plan = await loaded(session)
        gone = (await tasks_of(session, plan))["1.b"]
        await answered(session, plan, "1.b")
        new = TaskDraft("1.b", "1", "Mua sắm máy tính cho bộ phận một cửa")
        await correct(session, unit, text_with(first, new, others[0]))
    async with database.read() as session:
        after = await tasks_of(session, plan)
        assert sorted(after) == ["1.a", "1.b", "2.a"]
        assert after["1.b"].id != gone.id
        withdrawn = {task.code: task for task in await withdrawn_of(session, plan)}
        assert sorted(withdrawn) == ["1.b (cũ)", "2.b"]
        assert withdrawn["1.b (cũ)"].id == gone.id
        quarter = await open_ledger(session, await period_of(session, plan, "2022-Q1"))
        assert [task.code for task in quarter.tasks] == ["1.a", "1.b", "2.a", "1.b (cũ)"]
        assert gone.lead_role_id is not None
        assert [task.code for task in quarter.tasks_of({gone.lead_role_id})] == ["1.a", "1.b"]
        half = await open_ledger(session, await period_of(session, plan, "2022-H1"))
        assert [task.code for task in half.tasks] == ["1.a", "1.b", "2.a"]


async def test_a_role_with_nothing_left_is_not_reminded(database: Database) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        asked = await reminders.roles_asked(session, unit.id, plan.id)
        text = replace(READ, areas=READ.areas[:1], tasks=READ.tasks[:2])
        await correct(session, unit, with_derived_leads(text))
        finance = (await people.role_keys(session, unit.id))["cong chuc tai chinh"]
        assert finance.id in asked
        tasks = await tasks_of(session, plan)
        assert all(task.lead_role_id != finance.id for task in tasks.values())
        assert [area.code for area in await plans.areas(session, plan.id)] == [
            "1",
            "2",
        ]  # two tasks lie in it


async def test_a_task_given_in_the_chat_survives_untouched_and_keeps_its_code(database: Database) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        given = Task(unit_id=unit.id, plan_id=plan.id, code="1.c", text="Việc giao thêm", position=99)
        session.add(given)
        await session.flush()
        stood = (await standing(session, plan)).document
        assert stood.tasks == READ.tasks
        await correct(session, unit, text_with(*READ.tasks, TaskDraft("1.c", "1", "Tập huấn nghiệp vụ")))
    async with database.read() as session:
        after = await tasks_of(session, plan)
        assert (after["1.c"].id, after["1.c"].text) == (given.id, "Việc giao thêm")
        assert after["1.d"].text == "Tập huấn nghiệp vụ"


async def test_a_lead_and_a_day_changed_on_the_row_outlive_a_text_that_says_nothing_new(
    database: Database,
) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        roles = await people.role_keys(session, unit.id)
        row = (await tasks_of(session, plan))["2.a"]
        row.lead_role_id, row.due_kind, row.due_on = (
            roles["cong chuc van hoa"].id,
            DueKind.DATE,
            date(2022, 5, 5),
        )
        session.add(row)
        await session.flush()
        await correct(session, unit, text_with(*READ.tasks, TaskDraft("1.c", "1", "Tập huấn nghiệp vụ")))
        after = (await tasks_of(session, plan))["2.a"]
    assert after.lead_role_id == roles["cong chuc van hoa"].id
    assert (after.due_kind, after.due_on) == (DueKind.DATE, date(2022, 5, 5))


async def test_a_renamed_role_is_the_same_role_with_whoever_holds_it(database: Database) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        officer = await joins(session, unit, JUSTICE)
        role = (await people.role_keys(session, unit.id))["cong chuc tu phap"]
        renamed = (RoleDraft("Công chức Tư pháp xã", leads=("1",), aliases=(JUSTICE,)), *READ.roles[1:])
        await correct(session, unit, with_derived_leads(replace(READ, roles=renamed)))
        after = (await people.role_keys(session, unit.id))["cong chuc tu phap xa"]
        assert after.id == role.id
        assert {t.lead_role_id for c, t in (await tasks_of(session, plan)).items() if c < "2"} == {role.id}
        assert [m.officer_id for m in await told(session)] == [], officer


async def test_days_move_only_where_nothing_was_answered_and_reminders_move_with_them(
    database: Database,
) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        await answered(session, plan, "1.a", "2022-Q1")
        half = await period_of(session, plan, "2022-H1")
        before = await planned(session, half)
        reporting = tuple(
            ReportingDraft(f"2022-{kind}", None, date(2022, month, 15), date(2022, month, 17))
            for kind, month in (("Q1", 3), ("H1", 6), ("Q3", 9), ("Y", 12))
        )
        await correct(session, unit, replace(READ, reporting=reporting))
        after = {period.code: period for period in await periods.periods(session, unit.id)}
        assert after["2022-Q1"].officers_last_day == date(2022, 3, 16)
        assert after["2022-H1"].officers_last_day == date(2022, 6, 15)
        moved = await planned(session, after["2022-H1"])
    assert before["last-day"] - moved["last-day"] == timedelta(days=1)


async def test_exactly_those_concerned_are_told_once(database: Database) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        justice, finance = await joins(session, unit, JUSTICE), await joins(session, unit, FINANCE)
        culture = await joins(session, unit, CULTURE)
        first, second, third, fourth = READ.tasks
        due = DueDraft(DueKind.DATE, date(2022, 6, 30))
        given = replace(second, lead=FINANCE, lead_is_own=True)
        await correct(session, unit, text_with(replace(first, due=due), given, third, fourth))
        tasks = await tasks_of(session, plan)
        subjects = {message.officer_id: message.subject for message in await told(session)}
    assert subjects == {
        justice.id: {"plan": plan.id, "gained": [], "lost": [tasks["1.b"].id], "due": [tasks["1.a"].id]},
        finance.id: {"plan": plan.id, "gained": [tasks["1.b"].id], "lost": [], "due": []},
    }
    assert culture.id not in subjects


async def test_whoever_applies_it_is_not_told_and_a_move_between_ones_own_roles_is_no_news(
    database: Database,
) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        await joins(session, unit, JUSTICE, CULTURE)
        coordinator = await joins(session, unit, FINANCE)
        moved = [replace(task, lead=CULTURE, lead_is_own=True) for task in READ.tasks[:2]]
        text = text_with(*moved, READ.tasks[2])
        document = await with_correction(session, plan, text, LATER.date())
        assert await apply(session, unit, plan, document, LATER, HANOI, coordinator.id) == 0
        assert await told(session) == []


async def test_a_correction_is_on_record_and_in_its_own_unit_only(database: Database) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        _, neighbours = await loaded(session, "UBND xã Bên Cạnh")
        await correct(session, unit, replace(text_with(*READ.tasks[:3]), title="Kế hoạch sửa đổi"))
    async with database.read() as session:
        approved = await plans.plans_in_state(session, unit.id, PlanState.APPROVED)
        assert [(p.id, p.title, p.file_name) for p in approved] == [(plan.id, "Kế hoạch sửa đổi", "sua.txt")]
        (correction,) = await plans.plans_in_state(session, unit.id, PlanState.DISCARDED)
        assert (correction.corrects_id, correction.approved_at) == (plan.id, LATER)
        last = (await events.history(session, unit.id, f"plan:{plan.id}"))[-1]
        assert last.kind == "plan_corrected"
        assert last.before is not None
        assert [task["code"] for task in last.before["tasks"]] == ["2.b"]
        assert len(await plans.tasks(session, neighbours.id)) == 4


async def test_a_second_correction_is_measured_against_the_first(database: Database) -> None:
    async with database.write() as session:
        unit, plan = await loaded(session)
        await correct(session, unit, text_with(*READ.tasks[:3]))
        await correct(session, unit, text_with(*READ.tasks))
        after = await tasks_of(session, plan)
        assert sorted(after) == ["1.a", "1.b", "2.a", "2.b"]
        assert [task.code for task in await withdrawn_of(session, plan)] == ["2.b (cũ)"]


async def told(session: AsyncSession) -> list[OutboxMessage]:
    return list(await session.exec(select(OutboxMessage).where(OutboxMessage.kind == KIND)))


async def planned(session: AsyncSession, period: Period) -> dict[str, datetime]:
    rows = await session.exec(
        select(Reminder).where(
            Reminder.period_id == period.id,
            Reminder.audience == "officer",
            Reminder.state == ReminderState.PLANNED,
        )
    )
    return {row.stage: row.at for row in rows}
