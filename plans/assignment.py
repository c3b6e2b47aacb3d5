"""Who is to do a task and by when, as a table row or the end of its own sentence says it."""

import re
from dataclasses import dataclass, replace

from locales.text import fold
from plans.due import due_of
from plans.model import DueDraft, RoleDraft, TaskDraft
from plans.roles import role_name, roles_named, short_key

_LABEL = re.compile(
    r"[\s(;,.–-]{0,6}\b(?:(?:cơ quan|đơn vị|bộ phận)\s+)?"
    r"(?P<label>chủ trì|phối hợp|thời gian|thời hạn|sản phẩm)(?:\s+(?:thực hiện|hoàn thành))?\s*:\s*",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"^cac |^(cong chuc|bo phan|ban|nganh|co quan|don vi|chuyen mon)\b.{0,30}\blien quan")
_FIELDS = {
    "chủ trì": "lead",
    "phối hợp": "supports",
    "thời gian": "due",
    "thời hạn": "due",
    "sản phẩm": "product",
}


@dataclass(frozen=True, slots=True)
class Assignment:
    """The words about one task's lead, supports, product and deadline; "" where nothing is said."""

    lead: str = ""
    supports: str = ""
    product: str = ""
    due: str = ""


def split_assignment(text: str) -> tuple[str, Assignment]:
    """A task's sentence without the labelled phrases at its end ("Chủ trì: …; phối hợp: …"), and these."""
    labels = list(_LABEL.finditer(text))
    if not labels or labels[0].start() == 0:
        return text, Assignment()
    said: dict[str, str] = {}
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        said.setdefault(_FIELDS[label["label"].lower()], text[label.end() : end].strip(" .;,()"))
    return text[: labels[0].start()].rstrip() + ".", Assignment(**said)


def named_in_sentence(text: str, roles: tuple[RoleDraft, ...]) -> Assignment:
    """The role a sentence itself puts in charge: "… giao Công an xã chủ trì, phối hợp với …"."""
    folded = fold(text)
    for role in roles:
        if re.search(rf"\b{re.escape(short_key(role.name))}( xa| phuong)? chu tri\b", folded):
            _, _, after = text.partition("chủ trì")
            return Assignment(lead=role.name, supports=after if "phối hợp" in after else "")
    return Assignment()


def with_named_role(roles: tuple[RoleDraft, ...], lead: str) -> tuple[RoleDraft, ...]:
    """The roles and the one these words name, when they name a new one and not "các bộ phận liên quan"."""
    name = role_name(lead)
    if not name or _VAGUE.match(fold(name)) or roles_named(lead, [role.name for role in roles]):
        return roles
    if any(short_key(role.name) == short_key(name) for role in roles):
        return roles
    return (*roles, RoleDraft(name))


def assigned(task: TaskDraft, words: Assignment, roles: tuple[RoleDraft, ...], year: int | None) -> TaskDraft:
    """The task with what the words say about it; what they leave open stays as it was."""
    names = tuple(role.name for role in roles)
    lead = next(iter(roles_named(words.lead, names)), None)
    supports = dict.fromkeys((*task.supports, *roles_named(words.supports, names)))
    due = due_of(words.due, year)
    return replace(
        task,
        product=words.product or task.product,
        lead=lead or task.lead,
        lead_is_own=task.lead_is_own or lead is not None,
        supports=tuple(name for name in supports if name != (lead or task.lead)),
        due=due if due != DueDraft() else task.due,
    )
