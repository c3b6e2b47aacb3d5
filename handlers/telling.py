"""Who is told when a task is given, changed or acknowledged; each message is an outbox row."""

from collections.abc import Collection, Iterable, Sequence

from handlers.screens.work import Gaps
from handlers.turn import Turn
from plans.as_json import due_to_json
from plans.changes import acknowledge
from plans.concerned import Change, News, Told, concerned, for_officers
from scheduler.hours import OPENS, local_moment
from scheduler.standing import unit_workdays
from storage import outbox, people
from storage.people import Holder
from storage.tables import Role, RoleKind, Task


async def assigned(turn: Turn, task: Task, supports: Collection[int]) -> tuple[list[str], Gaps]:
    """Lead and supports hear of a new task; returns the names of those who do, and whom it cannot reach."""
    told = [Told(task.id, News.SUPPORTS, role_id) for role_id in sorted(supports)]
    if task.lead_role_id is not None:
        told.insert(0, Told(task.id, News.LEADS, task.lead_role_id))
    reach = await _reach(turn, [piece.role for piece in told])
    for officer_id, pieces in for_officers(told, reach.officers).items():
        subject = {"task": task.id, "role": pieces[0].role, "by": turn.officer.id}
        await turn.tell(officer_id, f"assigned:{task.id}:{officer_id}", "assigned", subject)
    gaps = reach.gaps(told)
    await _tell_coordinators(turn, task, gaps)
    await handed_over(turn, task)
    return reach.names(told), gaps


async def changed(turn: Turn, changes: Sequence[Change], number: int, reason: str) -> tuple[list[str], Gaps]:
    """Exactly those concerned hear of a change, each in one message; `number` is the change's question."""
    told = [piece for change in changes for piece in concerned(change)]
    reach = await _reach(turn, [piece.role for piece in told])
    former = {str(change.task): due_to_json(change.before.due) for change in changes}
    leads = {str(change.task): change.after.lead for change in changes}
    for officer_id, pieces in for_officers(told, reach.officers).items():
        subject = {
            "told": [[piece.task, piece.news.value, piece.role] for piece in pieces],
            "former": {str(piece.task): former[str(piece.task)] for piece in pieces},
            "leads": {str(piece.task): leads[str(piece.task)] for piece in pieces},
            "reason": reason,
            "by": turn.officer.id,
        }
        await turn.tell(officer_id, f"changed:{number}:{officer_id}", "task-changed", subject)
    # Who has lost a part need not be found at all costs; who has got one must be.
    gained = [piece for piece in told if piece.news in (News.LEADS, News.SUPPORTS, News.DUE)]
    return reach.names(told), reach.gaps(gained)


async def handed_over(turn: Turn, task: Task) -> None:
    """The task is in its lead's hands: the next working morning the sender hears if nobody acknowledged it.

    One message a morning, whatever number of tasks: what it lists is read when it is sent. Who hands a task
    to a role of their own has nothing to wait for.
    """
    if task.lead_role_id is None:
        return
    if any(held.role.id == task.lead_role_id for held in await turn.held()):
        await acknowledge(turn.session, task, turn.officer.id, turn.now)
        return
    workdays = await unit_workdays(turn.session, turn.unit.id)
    morning = workdays.shift(turn.today, 1)
    turn.told = True
    await outbox.put(
        turn.session,
        turn.unit.id,
        turn.officer.id,
        f"unacknowledged:{turn.officer.id}:{morning}",
        "unacknowledged",
        {},
        local_moment(morning, OPENS, turn.services.timezone),
    )


async def acknowledged(turn: Turn, tasks: Sequence[Task]) -> None:
    """Whoever waits for it hears once that the tasks have arrived."""
    waiting: dict[int, list[int]] = {}
    for task in tasks:
        if task.handed_by_id is not None and task.handed_by_id != turn.officer.id:
            waiting.setdefault(task.handed_by_id, []).append(task.id)
    for officer_id, ids in waiting.items():
        key = f"acknowledged:{turn.update.update_id}:{officer_id}"
        await turn.tell(officer_id, key, "acknowledged", {"tasks": ids, "by": turn.officer.id})


class _Reach:
    """Who holds which role today, and can be told. The sender needs no telling."""

    def __init__(self, sender: int, roles: dict[int, Role], holders: Iterable[Holder]) -> None:
        self.roles = roles
        self.holders: dict[int, list[Holder]] = {}
        for holder in holders:
            self.holders.setdefault(holder.role_id, []).append(holder)
        self.officers = {
            role_id: [h.officer.id for h in held if h.officer.reachable and h.officer.id != sender]
            for role_id, held in self.holders.items()
        }

    def names(self, told: Iterable[Told]) -> list[str]:
        heard = {
            h.officer.full_name: None
            for piece in told
            for h in self.holders.get(piece.role, ())
            if h.officer.id in self.officers[piece.role]
        }
        return list(heard)

    def gaps(self, told: Sequence[Told]) -> Gaps:
        wanted = [self.roles[role_id] for role_id in dict.fromkeys(piece.role for piece in told)]
        return Gaps(
            empty=[role for role in wanted if role.id not in self.holders],
            unreachable=[
                (holder, role)
                for role in wanted
                for holder in self.holders.get(role.id, ())
                if not holder.officer.reachable
            ],
        )


async def _reach(turn: Turn, role_ids: Iterable[int]) -> _Reach:
    wanted = set(role_ids)
    roles = {role.id: role for role in await people.roles(turn.session, turn.unit.id)}
    holders = await people.holders(turn.session, turn.unit.id, turn.today)
    return _Reach(turn.officer.id, roles, [holder for holder in holders if holder.role_id in wanted])


async def _tell_coordinators(turn: Turn, task: Task, gaps: Gaps) -> None:
    """Only a coordinator can invite: when a leader gives to an empty role, the coordinators hear of it."""
    if not gaps.empty or await turn.is_a(RoleKind.COORDINATOR):
        return
    coordinators = await people.holders_of_kind(
        turn.session, turn.unit.id, {RoleKind.COORDINATOR}, turn.today
    )
    for coordinator in coordinators:
        subject = {"task": task.id, "roles": [role.id for role in gaps.empty], "by": turn.officer.id}
        await turn.tell(coordinator.id, f"role-empty:{task.id}:{coordinator.id}", "role-empty", subject)
