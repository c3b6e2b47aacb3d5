"""Who may speak for a role."""

from handlers.errors import NoPeriod, NoPlan, NotAllowed, NotYours, PeriodClosed, StaleButton
from handlers.screens.parts import period_name
from handlers.turn import Turn
from scheduler.ledger import period_plan
from scheduler.periods import current_period
from storage import people, periods, plans
from storage.tables import Period, PlanState, Role, RoleKind


async def own_roles(turn: Turn) -> set[int]:
    """The ids of the roles the sender holds."""
    return {held.role.id for held in await turn.held()}


async def speaks_for(turn: Turn, role_id: int | None) -> bool:
    """Whether the sender answers for the role on its behalf (True) or as its own (False).

    The coordinator may enter for a role without a phone; the log says so. Raises NotYours for anybody else.
    """
    held = await turn.held()
    if any(h.role.id == role_id for h in held):
        return False
    if any(h.role.kind is RoleKind.COORDINATOR for h in held):
        return True
    role = await people.role(turn.session, turn.unit.id, role_id) if role_id is not None else None
    if role is None:
        raise NotAllowed
    raise NotYours(role=role.name)


async def known_role(turn: Turn, role_id: int) -> Role:
    """The unit's role of this id, in use still. Raises StaleButton."""
    role = await people.role(turn.session, turn.unit.id, role_id)
    if role is None or role.retired_on is not None:
        raise StaleButton
    return role


async def known_period(turn: Turn, period_id: int) -> Period:
    """The unit's period of this id. Raises StaleButton."""
    period = await periods.period(turn.session, turn.unit.id, period_id)
    if period is None:
        raise StaleButton
    return period


async def open_period(turn: Turn, period_id: int) -> Period:
    """The same, still taking answers. Raises StaleButton, PeriodClosed."""
    period = await known_period(turn, period_id)
    if period.closed_at is not None:
        raise PeriodClosed(period=period_name(turn._, period_plan(period)))
    return period


async def current(turn: Turn) -> Period:
    """The period an answer given today is for; before the first window begins, the first to come.

    Raises NoPlan, NoPeriod.
    """
    known = [p for p in await periods.periods(turn.session, turn.unit.id) if p.closed_at is None]
    if not known:
        if not await plans.plans_in_state(turn.session, turn.unit.id, PlanState.APPROVED):
            raise NoPlan
        raise NoPeriod
    meant = current_period([period_plan(p) for p in known], turn.today)
    return next((p for p in known if meant is not None and p.code == meant.code), known[0])
