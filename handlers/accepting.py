"""[Đã nhận]: the lead acknowledges a task; who handed it over hears of it once."""

from handlers import access, telling
from handlers.buttons import Press
from handlers.changing import known_task
from handlers.errors import NotYours
from handlers.screens import work
from handlers.turn import PressAction, Turn
from plans import changes
from storage import people, plans
from storage.tables import Task


async def accept(turn: Turn, press: Press) -> None:
    """One task. Raises NotYours for whoever does not hold its lead: nobody acknowledges for another."""
    task = await known_task(turn, press.number(0))
    if task.lead_role_id not in await access.own_roles(turn):
        role = await people.role(turn.session, turn.unit.id, task.lead_role_id or 0)
        raise NotYours(role=role.name if role else "–")
    await _accept(turn, [task])


async def accept_all(turn: Turn, _press: Press) -> None:
    """Everything that waits for the sender's acknowledgement."""
    await _accept(turn, await plans.waiting_for(turn.session, turn.unit.id, await access.own_roles(turn)))


async def _accept(turn: Turn, tasks: list[Task]) -> None:
    arrived = await acknowledge(turn, tasks)
    if arrived:
        turn.change(work.acknowledged(turn._, arrived, turn.today))
    else:
        turn.toast(work.nothing_to_acknowledge(turn._))


async def acknowledge(turn: Turn, tasks: list[Task]) -> list[Task]:
    """Records it and tells whoever waits; returns the tasks that somebody did wait for."""
    await changes.hold_unit(turn.session, turn.unit.id)
    arrived = []
    for task in tasks:
        await turn.session.refresh(task)  # a deputy may have been faster
        if work.awaits(task) and await changes.acknowledge(turn.session, task, turn.officer.id, turn.now):
            arrived.append(task)
    await telling.acknowledged(turn, arrived)
    return arrived


PRESSES: dict[str, PressAction] = {"accept": accept, "accept-all": accept_all}
