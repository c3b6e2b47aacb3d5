"""Who is to be reminded of what, now: rows and standing in, messages out. No clock, no session."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import TypeAlias

from scheduler.hours import allowed_at
from scheduler.stages import ASKING_FOR_PARTS, LAST_WORD_LIVES, Audience, PlannedStage, Stage
from scheduler.workdays import Workdays

# What a more urgent stage replaces: the same subject, for the same audience. A snoozed reminder is its
# officer's own, so that two deputies who both snooze both hear again.
_Subject: TypeAlias = tuple[int | None, int | None, int | None, int | None, Audience, bool]
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A stored reminder that is planned and not yet sent.

    It is about a period, or about an occurrence of a task, which whoever leads the task now hears of.
    `role_id` is None for what coordinator and leader hear about the whole period, and for an occurrence.
    `officer_id` is set only for a snoozed one, which is for the officer who asked.
    """

    row_id: int
    period_id: int | None
    role_id: int | None
    stage: Stage
    audience: Audience
    at: datetime
    expires: datetime
    officer_id: int | None = None
    occurrence_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand in one unit now.

    `owed` counts the open answers per (period, role); what is absent or 0 is not owed. `holders` are the
    officers now appointed to a role, the acting ones too. `open_occurrences` has the role that leads the
    task of each occurrence that nobody has answered. `open_parts` counts the supported tasks whose part is
    asked for: they matter to two stages only (decision 020).
    """

    owed: Mapping[tuple[int, int], int]
    summaries_owed: frozenset[int]
    closed: frozenset[int]
    holders: Mapping[int, tuple[int, ...]]
    coordinators: tuple[int, ...]
    leaders: tuple[int, ...]
    open_occurrences: Mapping[int, int | None] = field(default_factory=dict)
    open_parts: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def role_of(self, row: ReminderRow) -> int | None:
        """The role that the row is for; None when it is for no single one."""
        if row.occurrence_id is None:
            return row.role_id
        return self.open_occurrences.get(row.occurrence_id)


@dataclass(frozen=True, slots=True)
class Message:
    """Everything one person hears now, the most urgent first; one row may be in several messages."""

    officer_id: int
    items: tuple[ReminderRow, ...]

    def of(self, audience: Audience) -> tuple[ReminderRow, ...]:
        """The items addressed to the person in that capacity."""
        return tuple(item for item in self.items if item.audience is audience)


@dataclass(frozen=True, slots=True)
class Decision:
    """Messages to send, rows that a more urgent one replaces, rows that nobody needs any more.

    Rows in none of the three stay planned: not due yet, outside hours, or nobody holds the role so far.
    """

    messages: tuple[Message, ...] = ()
    superseded: tuple[ReminderRow, ...] = ()
    unneeded: tuple[ReminderRow, ...] = ()

    @property
    def sent(self) -> tuple[ReminderRow, ...]:
        """The rows the messages carry, each once."""
        rows = {row.row_id: row for message in self.messages for row in message.items}
        return tuple(rows[row_id] for row_id in sorted(rows))


def decide(
    rows: Iterable[ReminderRow], standing: Standing, now: datetime, workdays: Workdays, tz: tzinfo
) -> Decision:
    """What to do with the planned rows of one unit at `now`.

    Outside working hours nothing. However long the bot was away, one message per person, and in it only
    the most urgent stage of each subject (DESIGN §4).
    """
    if allowed_at(now, workdays, tz) != now:
        return Decision()
    subjects: defaultdict[_Subject, list[ReminderRow]] = defaultdict(list)
    for row in rows:
        if row.at <= now:
            subjects[_subject(row)].append(row)
    speaking: list[ReminderRow] = []
    superseded: list[ReminderRow] = []
    unneeded: list[ReminderRow] = []
    for due in subjects.values():
        *older, newest = sorted(due, key=lambda row: (row.at, row.stage.urgency))
        if not _still_owed(newest, standing):
            unneeded += due
            continue
        superseded += older
        (unneeded if newest.expires <= now else speaking).append(newest)
    return Decision(_messages(speaking, standing), tuple(superseded), tuple(unneeded))


def next_moment(planned: Iterable[PlannedStage | ReminderRow], now: datetime) -> datetime | None:
    """When the next one after `now` is due, for a clock that can be moved; None if none is left."""
    return min((item.at for item in planned if item.at > now), default=None)


def snoozed(planned: Iterable[PlannedStage], until: datetime) -> PlannedStage:
    """An officer's reminder put off `until` then, which gives way to the next of the period's stages."""
    following = next_moment((p for p in planned if p.audience is Audience.OFFICER), until - _INSTANT)
    return PlannedStage(Stage.SNOOZED, Audience.OFFICER, until, following or until + LAST_WORD_LIVES)


def _subject(row: ReminderRow) -> _Subject:
    about = row.period_id, row.occurrence_id, row.role_id, row.officer_id
    return *about, row.audience, row.stage.about_summary


def _still_owed(row: ReminderRow, standing: Standing) -> bool:
    if row.occurrence_id is not None:
        return row.occurrence_id in standing.open_occurrences
    if row.period_id in standing.closed:
        return False
    if row.stage.about_summary:
        return row.period_id in standing.summaries_owed
    if row.period_id is not None and row.role_id is not None:
        subject = row.period_id, row.role_id
        asked = standing.open_parts.get(subject, 0) if row.stage in ASKING_FOR_PARTS else 0
        return standing.owed.get(subject, 0) + asked > 0
    return any(count > 0 for (period_id, _), count in standing.owed.items() if period_id == row.period_id)


def _messages(speaking: Iterable[ReminderRow], standing: Standing) -> tuple[Message, ...]:
    heard: defaultdict[int, list[ReminderRow]] = defaultdict(list)
    for row in speaking:
        for officer_id in _recipients(row, standing):
            heard[officer_id].append(row)
    return tuple(
        Message(officer_id, tuple(sorted(items, key=_most_urgent_first)))
        for officer_id, items in sorted(heard.items())
    )


def _recipients(row: ReminderRow, standing: Standing) -> tuple[int, ...]:
    if row.audience is Audience.COORDINATOR:
        return standing.coordinators
    if row.audience is Audience.LEADER:
        return standing.leaders
    role_id = standing.role_of(row)
    holders = standing.holders.get(role_id, ()) if role_id is not None else ()
    if row.officer_id is None:
        return holders
    return (row.officer_id,) if row.officer_id in holders else ()


def _most_urgent_first(row: ReminderRow) -> tuple[int, datetime, int, int, int]:
    return -row.stage.urgency, row.at, row.period_id or 0, row.role_id or 0, row.occurrence_id or 0
