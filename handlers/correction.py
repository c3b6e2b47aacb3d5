"""A plan of years that are approved already comes again: what it changes is shown, and applied when wanted."""

from handlers.buttons import Press
from handlers.change import apply, stamp
from handlers.errors import StaleButton
from handlers.screen import Screen
from handlers.screens import difference as screens
from handlers.turn import PressAction, Turn
from plans.difference import Difference, difference
from plans.load import hold, is_reported
from plans.model import PlanDocument
from plans.standing import standing
from storage import periods, plans
from storage.tables import Plan, PlanState, RoleKind


async def screen_of(turn: Turn, correction: Plan, page: int = 0) -> Screen:
    """What the correction changes of the approved plan as it stands at this moment.

    Raises StaleButton when the plan it corrects is in force no more.
    """
    plan = await corrected_plan(turn, correction)
    document = PlanDocument.from_json(correction.document)
    now = (await standing(turn.session, plan)).document
    change = difference(now, document)
    lines = screens.told(turn._, change, await reported(turn, change))
    return screens.correction(turn._, correction.id, document, change, lines, stamp(now, document), page)


async def changes_nothing(turn: Turn, plan: Plan, document: PlanDocument) -> bool:
    """Whether the document says what stands in the approved plan already."""
    return difference((await standing(turn.session, plan)).document, document).is_empty


async def corrected_plan(turn: Turn, correction: Plan) -> Plan:
    """The approved plan that a draft corrects. Raises StaleButton."""
    plan = await plans.plan(turn.session, turn.unit.id, correction.corrects_id or 0)
    if plan is None or plan.state is not PlanState.APPROVED:
        raise StaleButton
    return plan


async def reported(turn: Turn, change: Difference) -> set[str]:
    """Of the periods that would change, those in which somebody has reported: their days stand."""
    codes: set[str] = set()
    for period in change.periods:
        row = await periods.period_of_code(turn.session, turn.unit.id, period.code)
        if row is not None and await is_reported(turn.session, row.id):
            codes.add(period.code)
    return codes


async def show(turn: Turn, press: Press) -> None:
    """The difference, page by page."""
    await turn.require(RoleKind.COORDINATOR)
    turn.change(await screen_of(turn, await _draft(turn, press), press.number(1)))


async def apply_it(turn: Turn, press: Press) -> None:
    """[Áp dụng]: exactly what was shown. Where the plan or the draft has changed meanwhile, it is shown anew."""
    await turn.require(RoleKind.COORDINATOR)
    correction = await _draft(turn, press)
    plan = await corrected_plan(turn, correction)
    document = PlanDocument.from_json(correction.document)
    now = (await standing(turn.session, plan)).document
    if press.word(1) != stamp(now, document):
        turn.toast(turn._("Kế hoạch vừa có thay đổi, đề nghị đồng chí xem lại rồi áp dụng."), alert=True)
        turn.change(await screen_of(turn, correction))
        return
    told = await apply(
        turn.session,
        turn.unit,
        plan,
        document,
        turn.now,
        turn.services.timezone,
        turn.officer.id,
        correction=correction,
    )
    turn.told = turn.told or told > 0
    turn.change(screens.applied(turn._, plan.id, difference(now, document), told))


async def _draft(turn: Turn, press: Press) -> Plan:
    """The correction that waits, kept from other writers. Raises StaleButton."""
    correction = await hold(turn.session, turn.unit.id, press.number(0))
    if correction is None or correction.state is not PlanState.DRAFT or correction.corrects_id is None:
        raise StaleButton
    return correction


PRESSES: dict[str, PressAction] = {"plan-diff": show, "plan-correct": apply_it}
