"""Work moves from one role to another: an area with its tasks, or everything, for a reason on record."""

from handlers import access, posts
from handlers.approve import counted_in
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.mergers import mergeable
from handlers.screens import shifting as screens
from handlers.turn import PressAction, Turn
from plans import role_changes
from plans.changes import move_lead
from plans.leads import Why, change_leads
from plans.load import hold
from plans.model import PlanDocument
from scheduler.pulse import plant
from storage import appointments, figures, mergers, people, plans, questions
from storage.tables import Area, PlanState, Question, Role

_SHORTEST = 3


async def choose_work(turn: Turn, press: Press) -> None:
    """[Chuyển việc]: which area, or everything?"""
    role = await posts.coordinated_role(turn, press)
    turn.change(screens.choose_work(turn._, role, await areas_led(turn, role)))


async def choose_target(turn: Turn, press: Press) -> None:
    role = await posts.coordinated_role(turn, press)
    area = await _area(turn, role, press.number(1))
    page = press.number(2) if len(press.args) > 2 else 0
    others = [o for o in await people.roles(turn.session, turn.unit.id) if mergeable(role, o)]
    turn.change(screens.choose_target(turn._, role, area, others, page))


async def ask_reason(turn: Turn, press: Press) -> None:
    role = await posts.coordinated_role(turn, press)
    area = await _area(turn, role, press.number(1))
    target = await access.known_role(turn, press.number(2))
    question = await turn.ask("shift", {"role": role.id, "area": area.id if area else 0, "target": target.id})
    turn.change(screens.ask_reason(turn._, role, area, target), asks=question)


async def answer_reason(turn: Turn, question: Question, text: str) -> bool:
    """With the reason the work moves."""
    subject, reason = question.subject, text.strip()
    if question.closed_at is not None:
        raise StaleButton
    if len(reason) < _SHORTEST:
        turn.say(screens.reason_wanted(turn._), asks=question)
        return True
    role = await posts.taken_role(turn, Press("shift", (str(subject["role"]),)))
    area = await _area(turn, role, subject["area"])
    target = await access.known_role(turn, subject["target"])
    if not mergeable(role, target):
        raise StaleButton
    before = len(await plans.tasks_led(turn.session, role))
    await _move(turn, role, area, target, Why(turn.officer.id, turn.now, reason))
    count = before - len(await plans.tasks_led(turn.session, role))
    await plant(turn.session, turn.unit, turn.now, turn.services.timezone)
    questions.close(turn.session, question, turn.now)
    turn.record(
        "work_moved",
        f"role:{role.id}",
        before={"role": role.name, "area": area.code if area else None, "tasks": count},
        after={"role": target.name, "reason": reason},
    )
    for officer_id in await appointments.officers_of(turn.session, [role.id, target.id], turn.today):
        if officer_id != turn.officer.id:
            told = {
                "from": role.id,
                "into": target.id,
                "area": area.id if area else 0,
                "tasks": count,
                "reason": reason,
            }
            await turn.tell(officer_id, f"shifted:{question.id}:{officer_id}", "work_moved", told)
    turn.say(screens.moved(turn._, role, area, target, count))
    return True


async def _move(turn: Turn, role: Role, area: Area | None, target: Role, why: Why) -> None:
    if area is not None:
        await move_area(turn, area, target, why)
    else:
        for plan in await plans.plans_in_state(turn.session, turn.unit.id, PlanState.APPROVED):
            await hold(turn.session, turn.unit.id, plan.id)
            document = PlanDocument.from_json(plan.document)
            former = role_changes.name_in(document, await role_changes.keys_of(turn.session, role))
            if former is not None:
                name = await role_changes.known_as(turn.session, document, target)
                changed = role_changes.with_everything_moved(document, former, name)
                await change_leads(
                    turn.session, plan, changed, counted_in(document), counted_in(changed), why
                )
        for task in await plans.given_tasks(turn.session, turn.unit.id):
            if task.lead_role_id == role.id and task.withdrawn_at is None:
                await move_lead(turn.session, task, target.id, why.reason, why.officer_id, why.now)
        for indicator in await figures.indicators(turn.session, turn.unit.id):
            if indicator.role_id == role.id:
                indicator.role_id = target.id
                turn.session.add(indicator)
        await turn.session.flush()
    await mergers.answers_follow(turn.session, turn.unit.id)


async def move_area(turn: Turn, area: Area, target: Role, why: Why) -> None:
    """The area, its lead's tasks in it and its figures go to the target, in the plan's document as in the rows."""
    plan = await hold(turn.session, turn.unit.id, area.plan_id)
    if plan is None or plan.state is not PlanState.APPROVED:
        raise StaleButton
    document = PlanDocument.from_json(plan.document)
    name = await role_changes.known_as(turn.session, document, target)
    changed = role_changes.with_area_moved(document, area.code, name)
    await change_leads(turn.session, plan, changed, counted_in(document), counted_in(changed), why)


async def areas_led(turn: Turn, role: Role) -> list[tuple[Area, int]]:
    """The areas the role leads in approved plans, with the number of its tasks in each."""
    led = await plans.tasks_led(turn.session, role)
    found: list[tuple[Area, int]] = []
    for plan in await plans.plans_in_state(turn.session, turn.unit.id, PlanState.APPROVED):
        found += [
            (area, sum(task.area_id == area.id for task in led))
            for area in await plans.areas(turn.session, plan.id)
            if area.lead_role_id == role.id
        ]
    return found


async def _area(turn: Turn, role: Role, area_id: int) -> Area | None:
    """The area the role leads; None for 0, which is everything. Raises StaleButton."""
    if not area_id:
        return None
    area = next((area for area, _count in await areas_led(turn, role) if area.id == area_id), None)
    if area is None:
        raise StaleButton
    return area


PRESSES: dict[str, PressAction] = {
    "shift": choose_work,
    "shift-to": choose_target,
    "shift-why": ask_reason,
}
