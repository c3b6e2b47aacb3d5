"""What the outbox says about answers and reports; see handlers.outgoing."""

import asyncio
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.replies import Said
from handlers.screens import answers as answer_screens
from handlers.screens import review as review_screens
from handlers.screens import summary as summary_screens
from handlers.screens import support as support_screens
from handlers.services import Services
from locales import translator
from scheduler.ledger import open_ledger, period_plan
from storage import answers, figures, people, periods, plans
from storage.tables import Officer, OutboxMessage, SubmissionState


async def returned(
    session: AsyncSession, message: OutboxMessage, reader: Officer, _services: Services
) -> Said:
    """An answer comes back to its officer; nothing when it has been answered anew meanwhile."""
    by = await people.officer(session, message.unit_id, message.subject["by"])
    name = by.full_name if by else ""
    if "submission" in message.subject:
        return await _returned_submission(session, message, reader, name)
    return await _returned_figure(session, message, reader, name)


async def part(session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services) -> Said:
    """A supporting role (`role`) gave parts (`since`) in tasks that the reader leads."""
    subject = message.subject
    period = await periods.period(session, message.unit_id, subject["period"])
    role = await people.role(session, message.unit_id, subject["role"])
    if period is None or role is None or period.closed_at is not None:
        return []
    held = await people.roles_held(session, reader.id, services.today())
    ledger = await open_ledger(session, period)
    since = datetime.fromisoformat(subject["since"])
    given = [
        (task, ledger.parts[task.id, role.id])
        for task in ledger.tasks_of({h.role.id for h in held})
        if (task.id, role.id) in ledger.parts and ledger.parts[task.id, role.id].submitted_at >= since
    ]
    _ = translator(reader.language)
    return [support_screens.told(_, period, period_plan(period), role.name, given)] if given else []


async def _returned_submission(
    session: AsyncSession, message: OutboxMessage, reader: Officer, by: str
) -> Said:
    row = await answers.submission(session, message.unit_id, message.subject["submission"])
    if row is None or row.state is not SubmissionState.RETURNED:
        return []
    task = await plans.task(session, message.unit_id, row.task_id)
    period = await periods.period(session, message.unit_id, row.period_id)
    if task is None or period is None:
        return []
    _ = translator(reader.language)
    return [
        answer_screens.returned(
            _, period, task.code, row.return_reason or "", by, ("task", period.id, task.id)
        )
    ]


async def _returned_figure(session: AsyncSession, message: OutboxMessage, reader: Officer, by: str) -> Said:
    row = await figures.figure(session, message.unit_id, message.subject["figure"])
    if row is None or row.state is not SubmissionState.RETURNED:
        return []
    indicator = await figures.indicator(session, message.unit_id, row.indicator_id)
    period = await periods.period(session, message.unit_id, row.period_id)
    if indicator is None or period is None:
        return []
    _ = translator(reader.language)
    press = ("figure", period.id, indicator.id)
    return [answer_screens.returned(_, period, indicator.code, row.return_reason or "", by, press)]


async def report(session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services) -> Said:
    """The period's report, made now and kept as a version."""
    from reports.compile import compile_and_keep

    period = await periods.period(session, message.unit_id, message.subject["period"])
    if period is None:
        return []
    compiled, kept = await compile_and_keep(
        services.database, services.data_dir, period, message.officer_id, services.clock()
    )
    return summary_screens.report(translator(reader.language), period, compiled, kept)


async def board(session: AsyncSession, message: OutboxMessage, reader: Officer, services: Services) -> Said:
    """The board as a picture, as it stands now."""
    from reports.board import board_of
    from reports.gather import gather
    from reports.picture import render_board

    period = await periods.period(session, message.unit_id, message.subject["period"])
    if period is None:
        return []
    ledger = await open_ledger(session, period)
    shown = board_of(await gather(session, period), services.today())
    picture = await asyncio.to_thread(render_board, shown, reader.language)
    return [review_screens.board(translator(reader.language), ledger, picture)]
