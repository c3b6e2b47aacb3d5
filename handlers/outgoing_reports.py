"""What the outbox says about answers and reports; see handlers.outgoing."""

import asyncio

from handlers.reader import reader
from handlers.screen import FileScreen, Screen
from handlers.screens import answers as answer_screens
from handlers.screens import review as review_screens
from handlers.screens import summary as summary_screens
from handlers.services import Services
from scheduler.ledger import open_ledger
from storage import answers, figures, people, periods, plans
from storage.tables import OutboxMessage, SubmissionState


async def returned(message: OutboxMessage, services: Services) -> list[Screen | FileScreen]:
    """An answer comes back to its officer; nothing when it has been answered anew meanwhile."""
    async with services.database.read() as session:
        _ = await reader(session, message, services)
        by = await people.officer(session, message.unit_id, message.subject["by"])
        name = by.full_name if by else ""
        if "submission" in message.subject:
            row = await answers.submission(session, message.unit_id, message.subject["submission"])
            if row is None or row.state is not SubmissionState.RETURNED:
                return []
            task = await plans.task(session, message.unit_id, row.task_id)
            period = await periods.period(session, message.unit_id, row.period_id)
            if task is None or period is None:
                return []
            reason = row.return_reason or ""
            return [answer_screens.returned(_, period, task.code, reason, name, task=task, indicator_id=None)]
        figure = await figures.figure(session, message.unit_id, message.subject["figure"])
        if figure is None or figure.state is not SubmissionState.RETURNED:
            return []
        indicator = await figures.indicator(session, message.unit_id, figure.indicator_id)
        period = await periods.period(session, message.unit_id, figure.period_id)
        if indicator is None or period is None:
            return []
        reason = figure.return_reason or ""
        return [
            answer_screens.returned(
                _, period, indicator.code, reason, name, task=None, indicator_id=indicator.id
            )
        ]


async def report(message: OutboxMessage, services: Services) -> list[Screen | FileScreen]:
    """The period's report, made now and kept as a version."""
    from reports.compile import compile_and_keep

    async with services.database.read() as session:
        _ = await reader(session, message, services)
        period = await periods.period(session, message.unit_id, message.subject["period"])
    if period is None:
        return []
    compiled, kept = await compile_and_keep(
        services.database, services.data_dir, period, message.officer_id, services.clock()
    )
    return summary_screens.report(_, period, compiled, kept)


async def board(message: OutboxMessage, services: Services) -> list[Screen | FileScreen]:
    """The board as a picture, as it stands now."""
    from reports.board import board_of
    from reports.gather import gather
    from reports.picture import render_board

    async with services.database.read() as session:
        _ = await reader(session, message, services)
        period = await periods.period(session, message.unit_id, message.subject["period"])
        if period is None:
            return []
        ledger = await open_ledger(session, period)
        data = await gather(session, period)
    picture = await asyncio.to_thread(render_board, board_of(data, services.today()), _.language)
    return [review_screens.board(_, ledger, picture)]
