"""What the officers answered on tasks, its history, and the files that came with it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import events
from storage.tables import Evidence, Officer, Period, Progress, Submission, SubmissionState, Task


@dataclass(frozen=True, slots=True)
class Answer:
    """The content of an answer; `percent` only while in progress, `reason` why a task is not done.

    Without `progress` it is a draft: words or a file came, and how far the task is has still to be said.
    """

    progress: Progress | None = None
    percent: int | None = None
    reason: str = ""
    narrative: str = ""
    difficulty: str = ""
    proposal: str = ""


def content(submission: Submission) -> Answer:
    """What a stored answer says."""
    return Answer(
        progress=submission.progress,
        percent=submission.percent,
        reason=submission.reason,
        narrative=submission.narrative,
        difficulty=submission.difficulty,
        proposal=submission.proposal,
    )


async def submission(session: AsyncSession, unit_id: int, submission_id: int) -> Submission | None:
    query = select(Submission).where(Submission.unit_id == unit_id, Submission.id == submission_id)
    return (await session.exec(query)).first()


async def submission_on(session: AsyncSession, period_id: int, task_id: int) -> Submission | None:
    """The answer on a task in a period, if there is one."""
    query = select(Submission).where(Submission.period_id == period_id, Submission.task_id == task_id)
    return (await session.exec(query)).first()


async def submissions(session: AsyncSession, period_id: int) -> Sequence[Submission]:
    query = select(Submission).where(Submission.period_id == period_id).order_by(col(Submission.id))
    return (await session.exec(query)).all()


async def save(
    session: AsyncSession,
    period: Period,
    task: Task,
    role_id: int,
    answer: Answer,
    officer: Officer,
    now: datetime,
    *,
    late: bool,
    on_behalf: bool = False,
) -> Submission:
    """Stores the answer in place of an earlier one; what it was before stays in the event log.

    An answer without progress becomes a draft, which is kept but still owed. Words or files added after
    the last day do not make late what was in time.
    """
    state = SubmissionState.DRAFT if answer.progress is None else SubmissionState.SUBMITTED
    row = await submission_on(session, period.id, task.id)
    before = _logged(row) if row else None
    if row is None:
        row = Submission(
            unit_id=period.unit_id,
            period_id=period.id,
            task_id=task.id,
            role_id=role_id,
            state=state,
        )
    in_time = before is not None and row.state is SubmissionState.SUBMITTED and not row.late
    if in_time and (row.progress, row.percent) == (answer.progress, answer.percent):
        late = False
    for name, value in asdict(answer).items():
        setattr(row, name, value)
    row.state = state
    row.role_id, row.entered_by_id, row.on_behalf = role_id, officer.id, on_behalf
    row.late, row.submitted_at, row.return_reason = late, now, None
    session.add(row)
    await session.flush()
    events.changed(session, row, state.value, officer, now, before, _logged(row))
    return row


async def return_submission(
    session: AsyncSession, row: Submission, reason: str, officer: Officer, now: datetime
) -> None:
    """The coordinator gives the answer back; it is owed again until a new one comes."""
    before = _logged(row)
    row.state, row.return_reason = SubmissionState.RETURNED, reason
    session.add(row)
    events.changed(session, row, "returned", officer, now, before, _logged(row))


def _logged(row: Submission) -> dict[str, Any]:
    return asdict(content(row)) | {
        "state": row.state,
        "late": row.late,
        "on_behalf": row.on_behalf,
        "return_reason": row.return_reason,
    }


async def done_before(session: AsyncSession, task_ids: Collection[int], cutoff: date) -> set[int]:
    """Those of the tasks that a standing answer of a period with an earlier cut-off calls done."""
    query = (
        select(Submission.task_id)
        .join(Period, col(Period.id) == Submission.period_id)
        .where(col(Submission.task_id).in_(task_ids), Period.cutoff < cutoff)
        .where(Submission.progress == Progress.DONE)
        .where(col(Submission.state).in_((SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)))
    )
    return set((await session.exec(query)).all())


async def evidence(session: AsyncSession, unit_id: int, evidence_id: int) -> Evidence | None:
    query = select(Evidence).where(Evidence.unit_id == unit_id, Evidence.id == evidence_id)
    return (await session.exec(query)).first()


async def evidence_of(session: AsyncSession, period_id: int) -> Sequence[Evidence]:
    """Every file that came with an answer of the period."""
    query = select(Evidence).where(Evidence.period_id == period_id).order_by(col(Evidence.id))
    return (await session.exec(query)).all()


async def has_evidence(session: AsyncSession, submission: Submission, sha256: str) -> bool:
    """Whether this very file came with the answer before."""
    query = select(Evidence.id).where(Evidence.submission_id == submission.id, Evidence.sha256 == sha256)
    return (await session.exec(query)).first() is not None


async def evidence_count(session: AsyncSession, submission: Submission | None) -> int:
    """How many files came with the answer."""
    if submission is None:
        return 0
    query = select(func.count()).select_from(Evidence).where(Evidence.submission_id == submission.id)
    return (await session.exec(query)).one()
