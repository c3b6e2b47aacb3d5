"""A role changes hands: on the day itself those concerned are told, once, whatever hour the pulse beats."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import appointments, outbox, people, questions
from storage.tables import Appointment, Indicator, RoleKind, Task

# The outbox kind; its subject is {"what", "role", "officer", "other", "day"}.
KIND = "changeover"


class What(StrEnum):
    """What somebody hears of a change; a coordinator hears the third person."""

    TAKES = "takes"
    GAVE = "gave"
    ENDED = "ended"
    STANDS_IN = "stands_in"
    AWAY = "away"
    STOOD_IN = "stood_in"
    BACK = "back"
    COORDINATOR_GIVEN = "c_given"
    COORDINATOR_ENDED = "c_ended"
    COORDINATOR_AWAY = "c_away"
    COORDINATOR_BACK = "c_back"


@dataclass(frozen=True, slots=True)
class Change:
    """An appointment that begins (or ends) today; `other` is whom the officer follows or relieves.

    `other_holds` tells whether that one holds the role still.
    """

    appointment_id: int
    role_id: int
    officer_id: int
    begins: bool
    acting: bool
    day: date
    other: int | None = None
    other_holds: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One message: who hears what of which change."""

    reader_id: int
    what: What
    change: Change


def decide(changes: Sequence[Change], coordinators: Iterable[int]) -> list[Told]:
    """Who hears what: everybody concerned once for each change, the coordinators of all of them.

    That a holder's time ended is told with the successor's beginning, when there is one.
    """
    followed = {(change.role_id, change.other) for change in changes if change.begins and not change.acting}
    told: dict[tuple[int, int, bool], Told] = {}
    for change in changes:
        if not change.begins and not change.acting and (change.role_id, change.officer_id) in followed:
            continue
        heard = [*_own(change), *((reader, _third_person(change)) for reader in coordinators)]
        for reader_id, what in heard:
            key = (reader_id, change.appointment_id, change.begins)
            told.setdefault(key, Told(reader_id, what, change))
    return list(told.values())


def _own(change: Change) -> list[tuple[int, What]]:
    """What the officer hears, and the one whom they follow or relieve."""
    heard: list[tuple[int, What]] = []
    if change.begins:
        heard.append((change.officer_id, What.STANDS_IN if change.acting else What.TAKES))
        if change.other is not None:
            heard.append((change.other, What.AWAY if change.acting else What.GAVE))
    elif change.acting:
        heard.append((change.officer_id, What.STOOD_IN))
        if change.other is not None and change.other_holds:
            heard.append((change.other, What.BACK))
    else:
        heard.append((change.officer_id, What.ENDED))
    return heard


def _third_person(change: Change) -> What:
    if change.begins:
        return What.COORDINATOR_AWAY if change.acting else What.COORDINATOR_GIVEN
    return What.COORDINATOR_BACK if change.acting else What.COORDINATOR_ENDED


async def carry_out(
    session: AsyncSession,
    unit_id: int,
    today: date,
    now: datetime,
    not_before: datetime,
    quiet: Collection[int] = (),
) -> int:
    """Tells what is due; returns how many messages that were. Whoever is `quiet` knows it already.

    What the officers who hold a role no longer are being asked about its work is closed.
    """
    due = await appointments.due(session, unit_id, today)
    if not due:
        return 0
    holders = await people.holders(session, unit_id, today)
    holding = {(holder.role_id, holder.officer.id) for holder in holders}
    changes = [change for row in due for change in _changes(row, holding, today)]
    coordinators = [
        officer.id
        for officer in await people.holders_of_kind(session, unit_id, [RoleKind.COORDINATOR], today)
    ]
    put = 0
    for told in decide(changes, coordinators):
        if told.reader_id in quiet:
            continue
        change = told.change
        key = f"{KIND}:{change.appointment_id}:{told.what}:{told.reader_id}:{now:%Y-%m-%dT%H:%M:%S.%f}"
        put += await outbox.put(session, unit_id, told.reader_id, key, KIND, _subject(told), not_before)
    await _close_questions(session, unit_id, changes, holding, now)
    _settle(session, due, today)
    await session.flush()
    return put


def _changes(row: Appointment, holding: Collection[tuple[int, int]], today: date) -> Iterable[Change]:
    """A beginning that nobody was told of before its end came is told no more."""
    over = row.end_due is not None and row.end_due <= today
    begun = row.begin_due is not None and row.begin_due <= today
    if over and begun:
        return
    if over or begun:
        yield Change(
            appointment_id=row.id,
            role_id=row.role_id,
            officer_id=row.officer_id,
            begins=begun,
            acting=row.acting,
            day=row.from_date if begun else row.to_date or today,
            other=row.in_place_of_id,
            other_holds=(row.role_id, row.in_place_of_id) in holding,
        )


def _subject(told: Told) -> dict[str, Any]:
    change = told.change
    return {
        "what": told.what,
        "role": change.role_id,
        "officer": change.officer_id,
        "other": change.other,
        "day": change.day.isoformat(),
        "appointment": change.appointment_id,
    }


def _settle(session: AsyncSession, due: Iterable[Appointment], today: date) -> None:
    for row in due:
        if row.begin_due is not None and row.begin_due <= today:
            row.begin_due = None
        if row.end_due is not None and row.end_due <= today:
            row.end_due = None
        session.add(row)


async def _close_questions(
    session: AsyncSession,
    unit_id: int,
    changes: Iterable[Change],
    holding: Collection[tuple[int, int]],
    now: datetime,
) -> None:
    for change in changes:
        if not change.begins and (change.role_id, change.officer_id) not in holding:
            tasks = select(Task.id).where(Task.unit_id == unit_id, Task.lead_role_id == change.role_id)
            counted = select(Indicator.id).where(
                Indicator.unit_id == unit_id, col(Indicator.role_id) == change.role_id
            )
            await questions.close_about(
                session,
                change.officer_id,
                set((await session.exec(tasks)).all()),
                set((await session.exec(counted)).all()),
                now,
            )
