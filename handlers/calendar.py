"""/lich and /nhac: the reporting calendar, closing and reopening a period, chasing the silent by hand."""

from datetime import timedelta

from handlers import access, reminding, settling
from handlers.buttons import Press
from handlers.errors import NoPeriod
from handlers.reminding import Scene
from handlers.screens import calendar as screens
from handlers.screens import chasing
from handlers.screens.calendar import Entry
from handlers.screens.reminders import Debt
from handlers.turn import PressAction, Turn
from scheduler import pulse
from scheduler.ledger import open_ledger
from scheduler.standing import heeding
from storage import mergers, periods, reminders
from storage.tables import Officer, Period, RoleKind

# A second tap, or a second coordinator, within this time nudges nobody twice.
_CHASE_RESTS = timedelta(minutes=10)


async def show(turn: Turn) -> None:
    """/lich: the periods of the plan that the current one belongs to."""
    scene = await _scene(turn)
    known = await periods.periods(turn.session, turn.unit.id)
    current = await _current_or_none(turn)
    plan_id = current.plan_id if current else known[-1].plan_id
    entries = [await _entry(turn, scene, period, current) for period in known if period.plan_id == plan_id]
    coming = await settling.coming(turn, await access.own_roles(turn))
    coordinating = await turn.is_a(RoleKind.COORDINATOR)
    turn.change(screens.calendar(turn._, entries, coming, turn.today, coordinating=coordinating))


async def show_again(turn: Turn, _press: Press) -> None:
    await show(turn)


async def show_period(turn: Turn, press: Press) -> None:
    """One period's card, for the coordinator."""
    await turn.require(RoleKind.COORDINATOR)
    await _show_card(turn, await access.known_period(turn, press.number(0)))


async def close(turn: Turn, press: Press) -> None:
    """Asks before a period is locked."""
    await turn.require(RoleKind.COORDINATOR)
    period = await access.known_period(turn, press.number(0))
    if period.closed_at is not None:
        await _show_card(turn, period)
        return
    scene, ledger = await _scene(turn), await open_ledger(turn.session, period)
    turn.change(screens.confirm_close(turn._, scene.due(period), len(ledger.silent)))


async def close_confirmed(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    period = await access.known_period(turn, press.number(0))
    if period.closed_at is None:
        await periods.close(turn.session, period, turn.officer, turn.now)
    turn.toast(screens.closed(turn._, (await _scene(turn)).due(period)))
    await _show_card(turn, period)


async def reopen(turn: Turn, press: Press) -> None:
    """Opens a locked period again; its reminders run on."""
    await turn.require(RoleKind.COORDINATOR)
    period = await access.known_period(turn, press.number(0))
    if period.closed_at is not None:
        await periods.reopen(turn.session, period, turn.officer, turn.now)
        await turn.session.flush()
        # A role that answered may have been merged while the period was closed.
        await mergers.answers_follow(turn.session, turn.unit.id)
        await pulse.plant(turn.session, turn.unit, turn.now, turn.services.timezone)
    turn.toast(screens.reopened(turn._, (await _scene(turn)).due(period)))
    await _show_card(turn, period)


async def snooze(turn: Turn, press: Press) -> None:
    """Reminds the sender again this afternoon, or when working hours begin next."""
    scene = await _scene(turn)
    own = await access.own_roles(turn)
    untils = []
    owing = False
    for index in range(max(1, len(press.args))):
        period = await access.open_period(turn, press.number(index))
        ledger = await open_ledger(turn.session, period)
        roles = sorted(role_id for role_id in own if ledger.owed(role_id))
        until = scene.snooze_until(period)
        owing = owing or bool(roles)
        if roles and until is not None:
            await pulse.snooze(
                turn.session, turn.unit, period, roles, turn.officer.id, until, turn.services.timezone
            )
            untils.append(until)
    if untils:
        turn.toast(screens.snoozed(turn._, min(untils)))
    else:
        turn.toast(screens.no_later(turn._) if owing else screens.nothing_owed(turn._), alert=True)


async def chase(turn: Turn) -> None:
    """/nhac: reminds, now, everybody who still owes something in the current period."""
    await turn.require(RoleKind.COORDINATOR)
    await _chase(turn, await access.current(turn))


async def chase_period(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    await _chase(turn, await access.open_period(turn, press.number(0)))


async def _chase(turn: Turn, period: Period) -> None:
    scene, ledger = await _scene(turn), await open_ledger(turn.session, period)
    due = scene.due(period)
    own_roles = await access.own_roles(turn)
    silent = scene.debts(ledger, ledger.roles.keys() - own_roles)
    own = scene.debts(ledger, own_roles)
    if not silent and not own:
        turn.say(chasing.nobody_to_chase(turn._, due))
        return
    lately = await reminders.chased_since(turn.session, turn.unit.id, period.id, turn.now - _CHASE_RESTS)
    reachable = _reachable(turn, silent)
    told = [officer for officer in reachable if officer.id not in lately]
    for officer in told:
        key = f"chase:{period.id}:{officer.id}:{turn.now:%Y-%m-%dT%H:%M}"
        await turn.tell(officer.id, key, "chase", {"period": period.id})
    turn.record(
        "chased",
        f"period:{period.id}",
        after={"officers": [officer.id for officer in told]},
    )
    told_lately = [officer for officer in reachable if officer.id in lately]
    turn.say(chasing.chased(turn._, due, told, told_lately, silent, own))


def _reachable(turn: Turn, silent: list[Debt]) -> list[Officer]:
    """The other officers who can be told and are not on leave, each once."""
    officers = {h.officer.id: h.officer for owing in silent for h in heeding(owing.holders)}
    officers.pop(turn.officer.id, None)
    return list(officers.values())


async def _scene(turn: Turn) -> Scene:
    return await reminding.scene(turn.session, turn.unit, turn.now, turn.services.timezone)


async def _current_or_none(turn: Turn) -> Period | None:
    """None when every period is closed. Raises NoPlan, and NoPeriod when there never was one."""
    try:
        return await access.current(turn)
    except NoPeriod:
        if await periods.periods(turn.session, turn.unit.id):
            return None
        raise


async def _entry(turn: Turn, scene: Scene, period: Period, current: Period | None) -> Entry:
    """What the sender owes is said of the current period, and of those whose window is over."""
    is_current = current is not None and current.id == period.id
    mine: list[Debt] = []
    if period.closed_at is None and (is_current or period.cutoff < turn.today):
        ledger = await open_ledger(turn.session, period)
        mine = scene.debts(ledger, await access.own_roles(turn))
    return Entry(scene.due(period), period.closed_at, is_current, mine)


async def _show_card(turn: Turn, period: Period) -> None:
    scene, ledger = await _scene(turn), await open_ledger(turn.session, period)
    entry = await _entry(turn, scene, period, await _current_or_none(turn))
    asked = sum(1 for role_id in ledger.roles if ledger.asked(role_id))
    turn.change(screens.card(turn._, entry, len(ledger.silent), asked))


PRESSES: dict[str, PressAction] = {
    "calendar": show_again,
    "period": show_period,
    "close": close,
    "close-yes": close_confirmed,
    "reopen": reopen,
    "snooze": snooze,
    "chase": chase_period,
}
