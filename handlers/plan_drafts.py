"""A draft under review: held against other writers, replaced as a whole, every change on record."""

from typing import Any

from handlers.buttons import Press
from handlers.errors import PlanApproved, StaleButton
from handlers.plan_review import opened
from handlers.screens.plan import PlanView
from handlers.turn import Turn
from plans.calendar import calendar_year
from plans.load import hold
from plans.model import PlanDocument
from plans.verdicts import settled
from storage.tables import Plan, PlanState, RoleKind


async def draft(turn: Turn, press: Press) -> PlanView:
    """The draft a button names, to look at, for its coordinator. Raises StaleButton, PlanApproved, NotAllowed."""
    await turn.require(RoleKind.COORDINATOR)
    view = await opened(turn, press)
    if view.approved:
        raise PlanApproved
    return view


async def held_draft(turn: Turn, plan_id: int) -> tuple[Plan, PlanDocument]:
    """The unit's draft as it stands, held until the transaction ends, for its coordinator.

    Raises StaleButton for one that was discarded or never was, PlanApproved, NotAllowed.
    """
    await turn.require(RoleKind.COORDINATOR)
    plan = await hold(turn.session, turn.unit.id, plan_id)
    if plan is None or plan.state is PlanState.DISCARDED:
        raise StaleButton
    if plan.state is PlanState.APPROVED:
        raise PlanApproved
    return plan, PlanDocument.from_json(plan.document)


def keep(
    turn: Turn,
    plan: Plan,
    changed: PlanDocument,
    kind: str,
    before: dict[str, Any],
    after: dict[str, Any],
    *keys: str,
) -> None:
    """A decision: the document takes the place of the draft's; the points it answers, and these keys, come no
    more."""
    former = PlanDocument.from_json(plan.document)
    year = calendar_year(former, turn.today)
    put(turn, plan, settled(former, changed, year, *keys), kind, before, after)


def put(
    turn: Turn, plan: Plan, changed: PlanDocument, kind: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """The document takes the place of the draft's, on record. What is left out or brought back takes its points
    with it without deciding them."""
    plan.document = changed.to_json()
    turn.session.add(plan)
    turn.record(
        kind,
        f"plan:{plan.id}",
        before=before,
        after=after,
    )
