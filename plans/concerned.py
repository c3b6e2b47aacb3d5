"""Whom a change of a task concerns, and what each of them hears. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plans.model import DueDraft

_UNSTATED = DueDraft()


@dataclass(frozen=True, slots=True)
class Part:
    """Who has which part in a task (ids of roles), until when, and whether it still stands."""

    lead: int | None
    supports: frozenset[int] = frozenset()
    due: DueDraft = _UNSTATED
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A task (its id) before and after."""

    task: int
    before: Part
    after: Part


class News(StrEnum):
    """What a role hears. In the order of weight: who hears of one task twice hears the first of it only."""

    LEADS = "leads"
    SUPPORTS = "supports"
    WITHDRAWN = "withdrawn"
    DUE = "due"
    LEADS_NO_MORE = "leads-no-more"
    SUPPORTS_NO_MORE = "supports-no-more"


_WEIGHT = {news: place for place, news in enumerate(News)}


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news: the task, what, and the role (ids) it is said to."""

    task: int
    news: News
    role: int


def concerned(change: Change) -> list[Told]:
    """Exactly the roles that a change concerns, each once; nobody else hears of it."""
    before, after = change.before, change.after
    heard: dict[int, News] = {}

    def tell(news: News, roles: Iterable[int | None]) -> None:
        for role in roles:
            if role is not None:
                heard[role] = min(heard.get(role, news), news, key=_WEIGHT.__getitem__)

    if after.withdrawn and not before.withdrawn:
        tell(News.WITHDRAWN, (after.lead, *sorted(after.supports)))
    if (before.due.kind, before.due.on) != (after.due.kind, after.due.on):
        tell(News.DUE, (after.lead, *sorted(after.supports)))
    if before.lead != after.lead:
        tell(News.LEADS, (after.lead,))
        tell(News.LEADS_NO_MORE, (before.lead,))
    tell(News.SUPPORTS, sorted(after.supports - before.supports))
    tell(News.SUPPORTS_NO_MORE, sorted(before.supports - after.supports))
    return [Told(change.task, news, role) for role, news in heard.items()]


def for_officers(told: Iterable[Told], holders: Mapping[int, Sequence[int]]) -> dict[int, list[Told]]:
    """The news by officer; `holders` are the officers of each role. Of one task each hears once."""
    heard: dict[int, dict[int, Told]] = {}
    for piece in told:
        for officer in holders.get(piece.role, ()):
            by_task = heard.setdefault(officer, {})
            known = by_task.get(piece.task, piece)
            by_task[piece.task] = min(known, piece, key=lambda one: _WEIGHT[one.news])
    return {officer: list(by_task.values()) for officer, by_task in heard.items()}
