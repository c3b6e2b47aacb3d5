"""/viec: what the sender leads and supports."""

from handlers import access
from handlers.buttons import Press
from handlers.screens import answers as screens
from handlers.turn import PressAction, Turn
from scheduler.ledger import open_ledger
from storage import plans
from storage.tables import Period


async def show(turn: Turn) -> None:
    await _show(turn, await access.current(turn), 0)


async def turn_page(turn: Turn, press: Press) -> None:
    await _show(turn, await access.known_period(turn, press.number(0)), press.number(1))


async def _show(turn: Turn, period: Period, page: int) -> None:
    ledger = await open_ledger(turn.session, period)
    roles = await access.own_roles(turn)
    supports = await plans.supports_of(turn.session, [task.id for task in ledger.tasks])
    supported = [
        t for t in ledger.tasks if roles.intersection(supports.get(t.id, ())) and t.lead_role_id not in roles
    ]
    turn.change(screens.tasks(turn._, ledger, roles, supported, page))


PRESSES: dict[str, PressAction] = {"tasks": turn_page}
