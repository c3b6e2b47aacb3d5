"""How things stand in a unit, gathered for the reminders: its working days, what is owed, who can be told."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from scheduler.ledger import open_ledger
from scheduler.reminders import Standing
from scheduler.workdays import Workdays
from storage import occurrences, people, periods, reminders
from storage.people import Holder
from storage.tables import RoleKind


async def unit_workdays(session: AsyncSession, unit_id: int) -> Workdays:
    """The unit's working days, its own corrections included."""
    days_off = await periods.days_off(session, unit_id)
    return Workdays({day: not off for day, off in days_off.items()})


def heeding(holders: Sequence[Holder]) -> list[Holder]:
    """Those who are to be reminded: who can be reached and is not on leave.

    When nobody else of the role can be reached, the one on leave is reminded all the same: a disturbed leave
    beats a missed deadline.
    """
    reachable = [holder for holder in holders if holder.officer.reachable]
    covered = {holder.role_id for holder in reachable if not holder.on_leave}
    return [holder for holder in reachable if not holder.on_leave or holder.role_id not in covered]


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
    heeded = heeding(await people.holders(session, unit_id, today))
    for holder in heeded:
        holders[holder.role_id] = (*holders.get(holder.role_id, ()), holder.officer.id)
    kinds = {role.id: role.kind for role in await people.roles(session, unit_id)}
    return Standing(
        owed=owed,
        summaries_owed=frozenset(period.id for period in known if period.id not in compiled),
        closed=frozenset(period.id for period in known if period.closed_at is not None),
        holders=holders,
        coordinators=_of_kind(heeded, kinds, RoleKind.COORDINATOR),
        leaders=_of_kind(heeded, kinds, RoleKind.LEADER),
        open_parts=open_parts,
        open_occurrences={
            row.id: task.lead_role_id
            for row, task in await occurrences.open_among(session, unit_id, occurrence_ids)
        },
    )


def _of_kind(heeded: Sequence[Holder], kinds: Mapping[int, RoleKind], kind: RoleKind) -> tuple[int, ...]:
    return tuple(sorted({holder.officer.id for holder in heeded if kinds.get(holder.role_id) is kind}))
