"""A role gets another name, or is merged into another."""

from handlers import access, posts
from handlers.buttons import Press
from handlers.errors import NotMergeable
from handlers.screens import mergers as screens
from handlers.turn import PressAction, Turn
from locales.text import fold, nfc
from plans import role_changes
from scheduler.pulse import plant
from storage import appointments, mergers, people, questions
from storage.mergers import Merger
from storage.tables import Question, Role, RoleKind

_SHORTEST, _LONGEST = 3, 120


async def ask_name(turn: Turn, press: Press) -> None:
    role = await posts.coordinated_role(turn, press)
    question = await turn.ask("rename", {"role": role.id})
    turn.change(screens.ask_name(turn._, role), asks=question)


async def answer_name(turn: Turn, question: Question, text: str) -> bool:
    """The new name; one that is another role's leads to merging the two."""
    role = await posts.taken_role(turn, Press("rename", (str(question.subject["role"]),)))
    name = " ".join(nfc(text).split())
    if not fold(name) or not _SHORTEST <= len(name) <= _LONGEST:
        turn.say(screens.name_not_usable(turn._), asks=question)
        return True
    other = (await people.role_keys(turn.session, turn.unit.id)).get(fold(name))
    if other is not None and other.id != role.id:
        turn.say(screens.name_taken(turn._, role, other, mergeable=mergeable(role, other)), asks=question)
        return True
    former = role.name
    await role_changes.rename(turn.session, role, name)
    questions.close(turn.session, question, turn.now)
    turn.record("role_renamed", f"role:{role.id}", before={"name": former}, after={"name": name})
    for officer_id in await appointments.officers_of(turn.session, [role.id], turn.today):
        if officer_id != turn.officer.id:
            key = f"renamed:{role.id}:{officer_id}:{turn.update.update_id}"
            await turn.tell(officer_id, key, "role_renamed", {"role": role.id, "former": former})
    turn.say(screens.renamed(turn._, role, former))
    return True


async def choose_target(turn: Turn, press: Press) -> None:
    role = await posts.coordinated_role(turn, press)
    page = press.number(1) if len(press.args) > 1 else 0
    others = [o for o in await people.roles(turn.session, turn.unit.id) if mergeable(role, o)]
    turn.change(screens.choose_target(turn._, role, others, page))


async def confirm(turn: Turn, press: Press) -> None:
    """Says in numbers what will move."""
    source = await posts.coordinated_role(turn, press)
    target = await _target(turn, source, press)
    found = await mergers.found(turn.session, Merger(source, target, turn.today, turn.now))
    counts = {name: len(rows) for name, rows in found.items()}
    turn.change(screens.confirm(turn._, source, target, counts))


async def merge(turn: Turn, press: Press) -> None:
    source = await posts.taken_role(turn, press)
    target = await _target(turn, source, press)
    await merge_into(turn, source, target)
    await plant(turn.session, turn.unit, turn.now, turn.services.timezone)
    for officer_id in await appointments.officers_of(turn.session, [target.id], turn.today):
        if officer_id != turn.officer.id:
            key = f"merged:{source.id}:{officer_id}"
            await turn.tell(officer_id, key, "roles_merged", {"from": source.id, "into": target.id})
    turn.change(screens.merged(turn._, source, target))


async def merge_into(turn: Turn, source: Role, target: Role) -> None:
    """Merges and writes it down in full; whom to tell is the caller's."""
    moved = await role_changes.merge(turn.session, Merger(source, target, turn.today, turn.now))
    turn.record(
        "role_merged",
        f"role:{source.id}",
        before={"name": source.name, "moved": moved},
        after={"into": target.id, "name": target.name},
    )


def mergeable(source: Role, target: Role) -> bool:
    """Whether one can go into the other: the leader's role is nobody else's."""
    return source.id != target.id and RoleKind.LEADER not in (source.kind, target.kind)


async def _target(turn: Turn, source: Role, press: Press) -> Role:
    """The role the button names second. Raises StaleButton, NotMergeable."""
    target = await access.known_role(turn, press.number(1))
    if not mergeable(source, target):
        raise NotMergeable
    return target


PRESSES: dict[str, PressAction] = {
    "rename": ask_name,
    "merge": choose_target,
    "merge-card": confirm,
    "merge-yes": merge,
}
