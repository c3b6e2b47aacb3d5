"""A small commune in the database: three roles that answer, a coordinator, a leader, the calendar of 2022."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from scheduler.periods import PeriodPlan, cchc_year
from storage import answers, appointments, figures, people
from storage.answers import Answer
from storage.database import Database
from storage.figures import Reported
from storage.tables import (
    Area,
    Indicator,
    Officer,
    OutboxMessage,
    Period,
    Plan,
    PlanState,
    Progress,
    Role,
    RoleKind,
    Task,
    Unit,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FOUNDED = datetime(2021, 12, 14, 2, 0, tzinfo=UTC)
FOUNDED_ON = FOUNDED.date()
JUSTICE = "Công chức Tư pháp – Hộ tịch"
FINANCE = "Công chức Tài chính – Kế toán"
CULTURE = "Công chức Văn hóa – Thông tin"
_TASKS = {JUSTICE: ("2.a", "2.b", "3.a"), FINANCE: ("6.a", "6.b"), CULTURE: ("7.a",)}


def local(year: int, month: int, day: int, clock: str = "07:30") -> datetime:
    """The moment a clock in the commune shows."""
    return datetime.combine(date(year, month, day), time.fromisoformat(clock), HANOI).astimezone(UTC)


@dataclass
class Commune:
    """What the tests hold on to; `answer` and the like each write in a transaction of their own."""

    database: Database
    unit: Unit
    plan: Plan
    roles: dict[str, Role]
    tasks: dict[str, Task]
    indicators: list[Indicator]
    periods: dict[str, Period]
    officers: dict[str, Officer]

    @property
    def q1(self) -> Period:
        return self.periods["2022-Q1"]

    async def join(self, name: str, role: str, *, acting: bool = False, today: date = FOUNDED_ON) -> Officer:
        async with self.database.write() as session:
            known = self.officers.get(name)
            officer = known or Officer(
                unit_id=self.unit.id,
                telegram_id=self.unit.id * 1000 + len(self.officers),
                full_name=name,
                joined_at=FOUNDED,
            )
            session.add(officer)
            await session.flush()
            await appointments.appoint(session, self.roles[role], officer, today, acting=acting)
        self.officers[name] = officer
        return officer

    async def answer(self, code: str, now: datetime, by: str, period: str = "2022-Q1") -> None:
        task = self.tasks[code]
        assert task.lead_role_id is not None
        async with self.database.write() as session:
            await answers.save(
                session,
                self.periods[period],
                task,
                task.lead_role_id,
                Answer(Progress.DONE),
                self.officers[by],
                now,
                late=False,
            )

    async def answer_all(self, role: str, now: datetime, by: str) -> None:
        for code in _TASKS[role]:
            await self.answer(code, now, by)
        async with self.database.write() as session:
            for indicator in self.indicators:
                if indicator.role_id == self.roles[role].id:
                    await figures.report(
                        session,
                        self.q1,
                        indicator,
                        (self.q1.window_first, self.q1.cutoff),
                        Reported(nothing_to_report=True),
                        self.roles[role].id,
                        self.officers[by],
                        now,
                        late=False,
                    )

    def name_of(self, officer_id: int) -> str:
        return next(name for name, officer in self.officers.items() if officer.id == officer_id)

    def heard_by(self, messages: Sequence[OutboxMessage]) -> list[str]:
        return sorted(self.name_of(message.officer_id) for message in messages)


async def found(
    database: Database, name: str = "UBND xã Vĩnh Phong", calendar: Sequence[PeriodPlan] = cchc_year(2022)
) -> Commune:
    """The commune with its approved plan; nobody has joined yet."""
    async with database.write() as session:
        unit = await people.create_unit(session, name, None, None, FOUNDED)
        plan = Plan(
            unit_id=unit.id,
            state=PlanState.APPROVED,
            title="Kế hoạch CCHC năm 2022",
            year_from=2022,
            year_to=2022,
            document={},
            file_name="ke-hoach.txt",
            file_sha256="",
            created_at=FOUNDED,
        )
        session.add(plan)
        await session.flush()
        area = Area(unit_id=unit.id, plan_id=plan.id, code="2", name="Cải cách thể chế", position=1)
        session.add(area)
        await session.flush()
        roles = {role.kind.value: role for role in await people.roles(session, unit.id)}
        tasks: dict[str, Task] = {}
        for position, (role_name, codes) in enumerate(_TASKS.items(), start=1):
            role = await people.add_role(session, unit.id, role_name, RoleKind.OFFICER, position)
            roles[role_name] = role
            for code in codes:
                tasks[code] = Task(
                    unit_id=unit.id,
                    plan_id=plan.id,
                    area_id=area.id,
                    code=code,
                    text=f"Nhiệm vụ {code}",
                    position=len(tasks) + 1,
                    lead_role_id=role.id,
                )
        indicators = [
            Indicator(
                unit_id=unit.id,
                code=code,
                name=code,
                measure="văn bản",
                area_key="institution",
                combine="sum",
                value_type="count",
                role_id=roles[JUSTICE].id,
                position=position,
            )
            for position, code in enumerate(("vb-ra-soat", "vb-ban-hanh"))
        ]
        periods = {
            period.code: Period(
                unit_id=unit.id,
                plan_id=plan.id,
                code=period.code,
                kind=period.kind.value,
                window_first=period.window.first,
                cutoff=period.window.last,
                officers_last_day=period.officers_last_day,
                summary_last_day=period.summary_last_day,
            )
            for period in calendar
        }
        session.add_all([*tasks.values(), *indicators, *periods.values()])
    return Commune(database, unit, plan, roles, tasks, indicators, periods, {})
