"""How things stand in a unit, gathered for the reminders: its working days, what is owed, who can be told."""

from collections.abc import Collection
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from scheduler.ledger import open_ledger
from scheduler.reminders import Standing
from scheduler.workdays import Workdays
from storage import occurrences, people, periods, reminders
from storage.tables import RoleKind


async def unit_workdays(session: AsyncSession, unit_id: int) -> Workdays:
    """The unit's working days, its own corrections included."""
    days_off = await periods.days_off(session, unit_id)
    return Workdays({day: not off for day, off in days_off.items()})


async def gather(
    session: AsyncSession,
    unit_id: int,
    period_ids: Collection[int],
    occurrence_ids: Collection[int],
    today: date,
) -> Standing:
    """What is owed in these periods and of these occurrences, and who can be told: who can be reached."""
    known = [p for p in await periods.periods(session, unit_id) if p.id in period_ids]
    compiled = await reminders.compiled_periods(session, unit_id)
    owed: dict[tuple[int, int], int] = {}
    open_parts: dict[tuple[int, int], int] = {}
    for period in known:
        if period.closed_at is None:
            ledger = await open_ledger(session, period)
            owed |= {(period.id, role_id): ledger.owed(role_id) for role_id in ledger.roles}
            open_parts |= {
                (period.id, role_id): len(ledger.open_parts({role_id})) for role_id in ledger.roles
            }
    holders: dict[int, tuple[int, ...]] = {}
    for holder in await people.holders(session, unit_id, today):
        if holder.officer.reachable:
            holders[holder.role_id] = (*holders.get(holder.role_id, ()), holder.officer.id)
    return Standing(
        owed=owed,
        summaries_owed=frozenset(period.id for period in known if period.id not in compiled),
        closed=frozenset(period.id for period in known if period.closed_at is not None),
        holders=holders,
        coordinators=await _reachable(session, unit_id, RoleKind.COORDINATOR, today),
        leaders=await _reachable(session, unit_id, RoleKind.LEADER, today),
        open_parts=open_parts,
        open_occurrences={
            row.id: task.lead_role_id
            for row, task in await occurrences.open_among(session, unit_id, occurrence_ids)
        },
    )


async def _reachable(session: AsyncSession, unit_id: int, kind: RoleKind, today: date) -> tuple[int, ...]:
    officers = await people.holders_of_kind(session, unit_id, [kind], today)
    return tuple(officer.id for officer in officers if officer.reachable)
