"""The apparatus is rearranged by a preset: proposed line by line, changed by buttons, applied at once.

The proposal is a row until it is applied, so that it survives a restart.
"""

from dataclasses import dataclass

from handlers import posts, shifting
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.mergers import merge_into
from handlers.screens import reorganise as screens
from handlers.turn import PressAction, Turn
from locales.text import nfc
from plans import role_changes
from plans.leads import Why
from plans.reorganisation import PRESETS, AreaNow, Preset, Proposal, RoleNow, Step, preset_for, propose, steps
from scheduler.pulse import plant
from storage import appointments, mergers, people, plans, questions
from storage.tables import Area, PlanState, Question, Role, RoleKind

_KIND = "reorganise"
_STAYS = -1
_SHORTEST, _LONGEST = 3, 120


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal under way, with the unit's roles and areas as they stand."""

    question: Question
    preset: Preset
    proposal: Proposal
    superior: str | None
    roles: dict[int, Role]
    areas: dict[int, Area]
    now: tuple[RoleNow, ...]

    def steps(self) -> list[Step]:
        return steps(self.preset, self.proposal, self.now)


async def begin(turn: Turn, press: Press) -> None:
    """[Sắp xếp lại bộ máy]: what the preset of this kind of unit proposes; the other kind is a button away."""
    await turn.require(RoleKind.COORDINATOR)
    key = press.word(0) if press.args else preset_for(turn.unit.name).key
    if key not in PRESETS:
        raise StaleButton
    roles, areas = await _standing(turn)
    now = await _roles_now(turn, roles)
    proposal = propose(PRESETS[key], now, [AreaNow(a.id, a.name, a.lead_role_id) for a in areas.values()])
    question = await turn.ask(_KIND, _subject(key, proposal, None))
    questions.close(turn.session, question, turn.now)  # words are no answer to it, only its buttons are
    turn.change(screens.proposal(turn._, await _draft(turn, question.id)))


async def show(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    turn.change(screens.proposal(turn._, await _draft(turn, press.number(0)), press.number(1)))


async def choose_post(turn: Turn, press: Press) -> None:
    """One line of the proposal: where else could it go?"""
    await turn.require(RoleKind.COORDINATOR)
    draft = await _draft(turn, press.number(0))
    what, row = _line(draft, press)
    turn.change(screens.choose_post(turn._, draft, what, row))


async def set_post(turn: Turn, press: Press) -> None:
    await turn.require(RoleKind.COORDINATOR)
    draft = await _draft(turn, press.number(0))
    what, row = _line(draft, press)
    place = press.number(3)
    if not _STAYS <= place < len(draft.preset.posts):
        raise StaleButton
    post = None if place == _STAYS else place
    change = draft.proposal.with_role if what == "r" else draft.proposal.with_area
    await _keep(turn, draft, change(row.id, post), draft.superior)
    turn.change(screens.proposal(turn._, await _draft(turn, draft.question.id)))


async def ask_superior(turn: Turn, press: Press) -> None:
    """Reports go elsewhere since there are no districts: to whom, is typed."""
    await turn.require(RoleKind.COORDINATOR)
    draft = await _draft(turn, press.number(0))
    question = await turn.ask("superior", {"draft": draft.question.id})
    turn.change(screens.ask_superior(turn._, draft, turn.unit), asks=question)


async def answer_superior(turn: Turn, question: Question, text: str) -> bool:
    await turn.require(RoleKind.COORDINATOR)
    name = " ".join(nfc(text).split())
    if not _SHORTEST <= len(name) <= _LONGEST:
        turn.say(screens.superior_not_usable(turn._), asks=question)
        return True
    draft = await _draft(turn, question.subject["draft"])
    await _keep(turn, draft, draft.proposal, name)
    questions.close(turn.session, question, turn.now)
    turn.say(screens.proposal(turn._, await _draft(turn, draft.question.id)))
    return True


async def apply(turn: Turn, press: Press) -> None:
    """Everything in one transaction: names, mergers, areas, the superior; each person hears once."""
    await posts.alone(turn)
    draft = await _draft(turn, press.number(0))
    planned = draft.steps()
    before = {role.id: role.name for role in draft.roles.values()}
    touched: set[int] = set()
    for step in planned:
        touched |= await _take(turn, draft, step)
    await mergers.answers_follow(turn.session, turn.unit.id)
    former_superior = turn.unit.superior
    if draft.superior is not None:
        turn.unit.superior = draft.superior
        turn.session.add(turn.unit)
    await plant(turn.session, turn.unit, turn.now, turn.services.timezone)
    draft.question.subject = draft.question.subject | {"applied": True}
    turn.session.add(draft.question)
    after = {role.id: role.name for role in await people.roles(turn.session, turn.unit.id)}
    turn.record(
        "reorganised",
        f"unit:{turn.unit.id}",
        before={"roles": before, "superior": former_superior},
        after={"roles": after, "superior": turn.unit.superior, "areas": dict(draft.proposal.areas)},
    )
    for officer_id in await appointments.officers_of(turn.session, touched, turn.today):
        if officer_id != turn.officer.id:
            await turn.tell(officer_id, f"reorganised:{draft.question.id}:{officer_id}", "reorganised", {})
    turn.change(screens.applied(turn._, list(after.values())))


async def _take(turn: Turn, draft: Draft, step: Step) -> set[int]:
    """One post takes shape; the ids of the roles that it concerns."""
    post = draft.preset.posts[step.post]
    concerned: set[int] = set()
    if step.anchor is None:
        anchor = await people.add_role(
            turn.session, turn.unit.id, post.name, RoleKind.OFFICER, len(draft.roles) + step.post
        )
    else:
        anchor = draft.roles[step.anchor]
    for role_id in step.merged:
        await merge_into(turn, draft.roles[role_id], anchor)
    if step.renamed:
        await role_changes.rename(turn.session, anchor, post.name)
    for area_id in step.areas:
        area = await plans.area(turn.session, turn.unit.id, area_id)
        if area is None:
            raise StaleButton
        await turn.session.refresh(area)
        if area.lead_role_id is not None and area.lead_role_id != anchor.id:
            concerned.add(area.lead_role_id)
        if area.lead_role_id != anchor.id:
            await shifting.move_area(turn, area, anchor, Why(turn.officer.id, turn.now, ""))
            concerned.add(anchor.id)
    if step.merged or step.renamed:
        concerned.add(anchor.id)
    return concerned


async def _standing(turn: Turn) -> tuple[dict[int, Role], dict[int, Area]]:
    """The unit's roles but the leader's, and the areas of its approved plans."""
    roles = await people.roles(turn.session, turn.unit.id)
    areas: dict[int, Area] = {}
    for plan in await plans.plans_in_state(turn.session, turn.unit.id, PlanState.APPROVED):
        areas |= {area.id: area for area in await plans.areas(turn.session, plan.id)}
    return {role.id: role for role in roles if role.kind is not RoleKind.LEADER}, areas


async def _roles_now(turn: Turn, roles: dict[int, Role]) -> tuple[RoleNow, ...]:
    now = [
        RoleNow(
            role.id,
            role.name,
            len(await plans.tasks_led(turn.session, role)),
            coordinator=role.kind is RoleKind.COORDINATOR,
        )
        for role in roles.values()
    ]
    return tuple(now)


async def _draft(turn: Turn, question_id: int) -> Draft:
    """The sender's own proposal, as far as it still fits. Raises StaleButton when it was applied, or is none."""
    question = await questions.question(turn.session, turn.officer.id, question_id)
    if question is None or question.kind != _KIND or question.subject.get("applied"):
        raise StaleButton
    subject = question.subject
    roles, areas = await _standing(turn)
    proposal = Proposal(
        {int(key): post for key, post in subject["roles"].items()},
        {int(key): post for key, post in subject["areas"].items()},
    )
    if not proposal.roles.keys() <= roles.keys() or not proposal.areas.keys() <= areas.keys():
        raise StaleButton  # another coordinator has merged or approved something meanwhile
    now = await _roles_now(turn, roles)
    return Draft(question, PRESETS[subject["preset"]], proposal, subject["superior"], roles, areas, now)


async def _keep(turn: Turn, draft: Draft, proposal: Proposal, superior: str | None) -> None:
    draft.question.subject = _subject(draft.preset.key, proposal, superior)
    turn.session.add(draft.question)
    await turn.session.flush()


def _subject(preset: str, proposal: Proposal, superior: str | None) -> dict[str, object]:
    return {
        "preset": preset,
        "roles": {str(key): post for key, post in proposal.roles.items()},
        "areas": {str(key): post for key, post in proposal.areas.items()},
        "superior": superior,
    }


def _line(draft: Draft, press: Press) -> tuple[str, Role | Area]:
    """The role ("r") or area ("a") a button is about. Raises StaleButton."""
    what = press.word(1)
    rows: dict[int, Role | Area] = {**draft.roles} if what == "r" else {**draft.areas}
    if what not in {"r", "a"} or press.number(2) not in rows:
        raise StaleButton
    return what, rows[press.number(2)]


PRESSES: dict[str, PressAction] = {
    "reorg": begin,
    "reorg-page": show,
    "reorg-line": choose_post,
    "reorg-set": set_post,
    "reorg-sup": ask_superior,
    "reorg-yes": apply,
}
