"""/viec: what the sender leads and supports."""

from handlers import access
from handlers.answer import own_roles
from handlers.screens import answers as screens
from handlers.turn import PressAction, Turn
from scheduler.ledger import open_ledger
from storage import plans


async def show(turn: Turn) -> None:
    period = await access.current(turn)
    ledger = await open_ledger(turn.session, period)
    roles = await own_roles(turn)
    supports = await plans.supports(turn.session, period.plan_id)
    supported = [
        t for t in ledger.tasks if roles.intersection(supports.get(t.id, ())) and t.lead_role_id not in roles
    ]
    turn.say(screens.tasks(turn._, ledger, roles, supported))


PRESSES: dict[str, PressAction] = {}
