"""/tonghop: the coordinator's one command, which gives the period's report in Word."""

from handlers import access
from handlers.buttons import Press
from handlers.errors import NoPeriod, NothingSubmitted
from handlers.screens import summary as screens
from handlers.screens.parts import period_name
from handlers.turn import PressAction, Turn
from scheduler.ledger import open_ledger, period_plan
from storage import periods
from storage.tables import Period, RoleKind


async def compile_period(turn: Turn) -> None:
    """/tonghop, of the current period or of the one whose code follows ("/tonghop 2022-Q1")."""
    await turn.require(RoleKind.COORDINATOR)
    words = turn.text.split(maxsplit=1)
    if len(words) == 2:
        named = await periods.period_of_code(turn.session, turn.unit.id, words[1])
        if named is None:
            raise NoPeriod
        await _compile(turn, named)
    else:
        await _compile(turn, await access.current(turn))


async def compile_pressed(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    await _compile(turn, await access.known_period(turn, press.number(0)))


async def _compile(turn: Turn, period: Period) -> None:
    """Puts the report in the outbox: it is made outside the transaction and arrives even after a crash."""
    ledger = await open_ledger(turn.session, period)
    if not ledger.submissions and not ledger.figures:
        raise NothingSubmitted(period=period_name(turn._, period_plan(period)))
    await turn.tell(turn.officer.id, f"report:{turn.update.update_id}", "report", {"period": period.id})
    turn.say(screens.compiling(turn._, period))


PRESSES: dict[str, PressAction] = {"compile": compile_pressed}
