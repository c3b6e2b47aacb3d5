"""A task given in one line: the words themselves, the role it is for, and the due."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from locales.text import fold, nfc
from plans import given_due
from plans.model import DueDraft
from plans.names import short_key
from storage.enums import DueKind

_WORD = re.compile(r"[^\W_]+")
_AND = "va"  # a role's short name leaves it out; "&" is no word at all
_POLITE = frozenset({("cho",), ("dong", "chi"), ("d", "c"), ("cho", "dong", "chi"), ("cho", "d", "c")})
_LED = ("chu", "tri")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done, by whom (a role's id) and until when; `lead` and `due` None: to be asked."""

    text: str
    lead: int | None = None
    due: DueDraft | None = None


def understood(text: str, roles: Mapping[str, int], today: date) -> Order:
    """The order in the words of one message; `roles` is every folded name with the role's id.

    Only what is plain is taken for more than words: a due at the end, "giao <chức danh>" at the beginning of a
    sentence or behind a comma.
    """
    sentence, due = given_due.inline(nfc(text).strip(), today)
    sentence, lead = _without_role(sentence, _spellings(roles))
    return Order(sentence, lead, None if due.kind is DueKind.UNSTATED else due)


def role_named(words: str, roles: Mapping[str, int]) -> int | None:
    """The role that somebody types when asked for it."""
    return _spellings(roles).get(tuple(short_key(fold(words)).split()))


def _spellings(roles: Mapping[str, int]) -> dict[tuple[str, ...], int]:
    """Every name in words, with and without "công chức" before it; a short form that two roles share is none."""
    found = {tuple(word for word in key.split() if word != _AND): role_id for key, role_id in roles.items()}
    shared: dict[tuple[str, ...], set[int]] = {}
    for key, role_id in roles.items():
        shared.setdefault(tuple(short_key(key).split()), set()).add(role_id)
    return {words: ids.pop() for words, ids in shared.items() if len(ids) == 1} | found


def _without_role(text: str, roles: Mapping[tuple[str, ...], int]) -> tuple[str, int | None]:
    words = [word for word in _WORD.finditer(text) if fold(word.group()) != _AND]
    folded = [fold(word.group()) for word in words]
    for at, word in enumerate(folded):
        if word != "giao" or not _begins(text, words, at):
            continue
        first = at + 1 + max((len(p) for p in _POLITE if _stands(folded, at + 1, p)), default=0)
        names = [name for name in roles if name and _stands(folded, first, name)]
        if not names:
            continue
        name = max(names, key=len)
        last = first + len(name) - 1
        if _stands(folded, last + 1, _LED):
            last += len(_LED)
        before = text[: words[at].start()].rstrip(" ,;:(–-\n")
        after = text[words[last].end() :].lstrip(" ,;:)–-\n")
        rest = _joined(before, after)
        return (rest, roles[name]) if _WORD.search(rest) else (text, None)
    return text, None


def _begins(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether the word stands first, or behind a mark that parts it from what came before."""
    return at == 0 or bool(re.search(r"[,.;:(–\n-]", text[words[at - 1].end() : words[at].start()]))


def _stands(folded: list[str], at: int, name: tuple[str, ...]) -> bool:
    return tuple(folded[at : at + len(name)]) == name


def _joined(before: str, after: str) -> str:
    if not before:
        return after[:1].upper() + after[1:]
    if not _WORD.search(after):
        return before if before.endswith(".") else before + "."
    return f"{before}{' ' if before.endswith('.') else ', '}{after}"
