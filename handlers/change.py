"""An approved plan is changed as a whole: by a corrected text, or by the coordinator's workbook.

The chat and the command line come through here. Knows no Telegram.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.approve import counted_in, load_document
from plans.calendar import calendar_year, dated_period, plan_years, with_days
from plans.correction import corrected
from plans.difference import Difference, TaskChange, difference
from plans.follow import Concern, follow
from plans.load import keep_draft, rival
from plans.model import PlanDocument, TaskDraft
from plans.standing import standing
from scheduler import pulse
from scheduler.periods import local_date
from storage import events, outbox, people
from storage.tables import Plan, PlanState, Unit

# The outbox kind that tells an officer what of a changed plan concerns them.
KIND = "plan_changed"


async def with_correction(session: AsyncSession, plan: Plan, text: PlanDocument, today: date) -> PlanDocument:
    """What the approved plan becomes by a corrected text: what people decided since stays."""
    stood = await standing(session, plan)
    as_read = PlanDocument.from_json(plan.as_read or plan.document)
    document = corrected(as_read, stood.document, text)
    if document.reporting == stood.document.reporting:
        return document
    return with_days(document, calendar_year(document, today))


async def load_correction(
    session: AsyncSession,
    unit: Unit,
    text: PlanDocument,
    file_name: str,
    sha256: str,
    now: datetime,
    tz: tzinfo,
) -> Plan:
    """Applies a corrected text at once (`dondoc plan load --correct`); without a plan to correct it is loaded."""
    today = local_date(now, tz)
    years = plan_years(text, today)
    plan = await rival(session, unit.id, years)
    if plan is None:
        return await load_document(session, unit, text, file_name, sha256, now)
    correction = await keep_draft(session, unit.id, text, years, file_name, sha256, now, corrects=plan)
    document = await with_correction(session, plan, text, today)
    await apply(session, unit, plan, document, now, tz, None, correction=correction)
    return plan


async def apply(
    session: AsyncSession,
    unit: Unit,
    plan: Plan,
    document: PlanDocument,
    now: datetime,
    tz: tzinfo,
    officer_id: int | None,
    *,
    correction: Plan | None = None,
) -> int:
    """Puts the document in place of the approved plan's, in the caller's transaction; returns how many are told.

    Each officer concerned (a new task, one lost, a day moved) is told once, but for whoever did it.
    `correction` is the corrected plan it came from; else a workbook, in which a task is known by its code.
    """
    stood = await standing(session, plan)
    change = difference(stood.document, document, by_code=correction is None)
    days = [days for p in change.periods if p.becomes and (days := dated_period(p.becomes))]
    before, after = counted_in(stood.document), counted_in(document)
    concerns = await follow(session, plan, stood, document, change, days, before, after, now)
    if correction is not None:
        await _replace_text(session, plan, correction, now, officer_id)
    logged = _logged(change)
    events.record(
        session,
        unit.id,
        officer_id,
        "plan_corrected" if correction else "plan_changed",
        f"plan:{plan.id}",
        now,
        before=logged[0],
        after=logged[1] | ({"correction": correction.id} if correction else {}),
    )
    await session.flush()
    await pulse.plant(session, unit, now, tz)
    return await _tell(session, unit, plan, concerns, now, tz, officer_id)


def stamp(*documents: PlanDocument) -> str:
    """A short mark of exactly these documents, by which it is noticed that one has changed."""
    text = json.dumps([document.to_json() for document in documents], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


async def discard_corrections(session: AsyncSession, plan: Plan) -> None:
    """Other corrections of the plan that wait were made against what no longer stands."""
    query = select(Plan).where(Plan.corrects_id == plan.id, Plan.state == PlanState.DRAFT)
    for draft in await session.exec(query):
        draft.state = PlanState.DISCARDED
        session.add(draft)


async def _replace_text(
    session: AsyncSession, plan: Plan, correction: Plan, now: datetime, officer_id: int | None
) -> None:
    plan.as_read = correction.as_read
    plan.file_name, plan.file_sha256 = correction.file_name, correction.file_sha256
    correction.approved_at, correction.approved_by_id = now, officer_id
    session.add_all([plan, correction])
    await discard_corrections(session, plan)


async def _tell(
    session: AsyncSession,
    unit: Unit,
    plan: Plan,
    concerns: Mapping[int, Concern],
    now: datetime,
    tz: tzinfo,
    by: int | None,
) -> int:
    subjects: dict[int, dict[str, set[int]]] = {}
    for holder in await people.holders(session, unit.id, local_date(now, tz)):
        concern = concerns.get(holder.role_id)
        if concern is None or holder.officer.id == by:
            continue
        subject = subjects.setdefault(holder.officer.id, {"gained": set(), "lost": set(), "due": set()})
        subject["gained"] |= set(concern.gained)
        subject["lost"] |= set(concern.lost)
        subject["due"] |= set(concern.due)
    told = 0
    for officer_id, subject in subjects.items():
        both = subject["gained"] & subject["lost"]  # from one of their roles to another
        tasks = {name: sorted(ids - both) for name, ids in subject.items()}
        if any(tasks.values()):
            key = f"{KIND}:{plan.id}:{officer_id}:{now.isoformat()}"
            told += await outbox.put(session, unit.id, officer_id, key, KIND, {"plan": plan.id, **tasks}, now)
    return told


def _logged(change: Difference) -> tuple[dict[str, Any], dict[str, Any]]:
    """Before and after, for the log."""
    changed: tuple[TaskChange, ...] = change.changed
    before = {
        "tasks": [_task(c.was) for c in changed] + [_task(task) for task in change.gone],
        "roles": [*change.renamed, *(role.name for role in change.roles_gone)],
        "periods": [p.code for p in change.periods if p.was],
    }
    after = {
        "tasks": [_task(c.becomes) for c in changed] + [_task(task) for task in change.added],
        "roles": [*change.renamed.values(), *(role.name for role in change.roles_added)],
        "periods": [p.code for p in change.periods if p.becomes],
    }
    return before, after


def _task(task: TaskDraft) -> dict[str, Any]:
    return {
        "code": task.code,
        "text": task.text,
        "lead": task.lead,
        "supports": list(task.supports),
        "due": task.due.on.isoformat() if task.due.on else task.due.kind.value,
    }
