"""A full quarter to compile, and the same document written with bare python-docx."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import select

from bench.office import NOW
from reports.compile import compile_report
from scheduler.periods import Window, slices
from storage import figures, people, periods, plans
from storage.database import Database
from storage.tables import Figure, Period, Progress, RoleKind, Submission, SubmissionState, Task

ROLES, TASKS, FIGURES = 15, 150, 80


async def fill(database: Database) -> Period:
    """Brings the furnished unit to 15 roles, 150 answered tasks and 80 figures; returns the year's period."""
    async with database.write() as session:
        unit = await people.get_unit(session, 1)
        period = await periods.period_of_code(session, unit.id, "2026-Y")
        assert period is not None
        for number in range(len(await people.roles(session, unit.id)), ROLES):
            await people.add_role(session, unit.id, f"Công chức thứ {number}", RoleKind.OFFICER, number)
        roles = [role for role in await people.roles(session, unit.id) if role.kind is RoleKind.OFFICER]
        tasks = list(await plans.tasks(session, period.plan_id))
        for number in range(len(tasks), TASKS):
            pattern = tasks[number % len(tasks)]
            session.add(
                Task(
                    unit_id=unit.id,
                    plan_id=period.plan_id,
                    area_id=pattern.area_id,
                    code=f"x.{number}",
                    text=pattern.text,
                    position=1000 + number,
                    lead_role_id=roles[number % len(roles)].id,
                    due_kind=pattern.due_kind,
                )
            )
        await session.flush()
        for number, task in enumerate(await plans.tasks(session, period.plan_id)):
            session.add(_answer(period, task, roles[number % len(roles)].id, number))
        calendar = await periods.periods(session, unit.id)
        cut = slices(Window(p.window_first, p.cutoff) for p in calendar)
        pairs = [
            (indicator, part) for part in cut for indicator in await figures.indicators(session, unit.id)
        ]
        for number, (indicator, part) in enumerate(pairs[:FIGURES]):
            ratio = indicator.value_type == "ratio"
            session.add(
                Figure(
                    unit_id=unit.id,
                    period_id=period.id,
                    indicator_id=indicator.id,
                    role_id=indicator.role_id or roles[0].id,
                    slice_first=part.first,
                    slice_last=part.last,
                    state=SubmissionState.SUBMITTED,
                    value=None if ratio else Decimal(number + 10),
                    numerator=Decimal(90) if ratio else None,
                    denominator=Decimal(100) if ratio else None,
                    submitted_at=NOW,
                )
            )
    return period


def _answer(period: Period, task: Task, role_id: int, number: int) -> Submission:
    progress = list(Progress)[number % 4]
    return Submission(
        unit_id=period.unit_id,
        period_id=period.id,
        task_id=task.id,
        role_id=role_id,
        state=SubmissionState.SUBMITTED,
        progress=progress,
        percent=60 if progress is Progress.IN_PROGRESS else None,
        narrative=f"Đã tổ chức thực hiện theo kế hoạch, kết quả bước đầu tốt ({number}).",
        difficulty="Kinh phí còn hạn chế." if number % 10 == 0 else "",
        submitted_at=NOW + timedelta(minutes=number),
    )


async def ours(database: Database, period: Period) -> bytes:
    async with database.read() as session:
        kept = (await session.exec(select(Period).where(Period.id == period.id))).one()
        return (await compile_report(session, kept)).document


def bare(document: bytes) -> Any:
    """Reads what stands in the document; returns a function that writes the same with bare python-docx."""
    from docx import Document
    from docx.table import Table

    blocks: list[Any] = []
    for block in Document(io.BytesIO(document)).iter_inner_content():
        if isinstance(block, Table):
            blocks.append([[cell.text for cell in row.cells] for row in block.rows])
        else:
            blocks.append([(run.text, run.bold, run.italic) for run in block.runs])

    def write() -> int:
        made = Document()
        for block in blocks:
            if block and isinstance(block[0], list):
                table = made.add_table(len(block), len(block[0]), style="Table Grid")
                for row, texts in zip(table.rows, block, strict=True):
                    for cell, text in zip(row.cells, texts, strict=True):
                        cell.text = text
            else:
                paragraph = made.add_paragraph()
                for text, bold, italic in block:
                    run = paragraph.add_run(text)
                    run.bold, run.italic = bold, italic
        out = io.BytesIO()
        made.save(out)
        return len(out.getvalue())

    return write
