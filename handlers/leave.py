"""Somebody stands in for an officer on leave, from a day until a day; it ends by itself."""

from datetime import date, datetime, time, timedelta

from handlers import join, posts
from handlers.buttons import Press
from handlers.errors import DayNotPossible, HeldUntil, StaleButton
from handlers.screens import changes as screens
from handlers.screens import people as people_screens
from handlers.turn import PressAction, Turn
from handlers.understanding.days import days_meant
from storage import appointments, people
from storage.people import INVITATION_LASTS
from storage.tables import Question, Role

_DAY = timedelta(days=1)


async def begin(turn: Turn, press: Press) -> None:
    """[Phụ trách thay khi nghỉ]: who is away, and for how long?"""
    role = await posts.coordinated_role(turn, press)
    holders = [holder for holder in await posts.holders_of(turn, role) if not holder.acting]
    if not holders:
        raise StaleButton
    if len(press.args) == 1 and len(holders) > 1:
        turn.change(screens.choose_holder(turn._, role, holders, "away"))
        return
    holder_id = press.number(1) if len(press.args) > 1 else holders[0].officer.id
    who = await posts.name_of(turn, holder_id)
    question = await turn.ask("leave-days", {"role": role.id, "holder": holder_id})
    turn.change(screens.choose_days(turn._, role, who, holder_id, turn.today), asks=question)


async def answer_days(turn: Turn, question: Question, text: str) -> bool:
    """The typed stretch of days."""
    days = days_meant(text, turn.today, turn.today)
    if days is None:
        turn.say(screens.days_not_understood(turn._), asks=question)
        return True
    first, last = (screens.packed(posts.possible(turn, day)) for day in days)
    subject = question.subject
    await choose_deputy(turn, Press("away-to", (str(subject["role"]), str(subject["holder"]), first, last)))
    return True


async def choose_deputy(turn: Turn, press: Press) -> None:
    role = await posts.coordinated_role(turn, press)
    first, last = _days(turn, press)
    page = press.number(4) if len(press.args) > 4 else 0
    officers = [o for o in await posts.candidates(turn, role) if o.id != press.number(1)]
    args = (role.id, press.number(1), screens.packed(first), screens.packed(last))
    turn.change(screens.choose_officer(turn._, role, officers, "away", args, page))


async def confirm(turn: Turn, press: Press) -> None:
    role = await posts.coordinated_role(turn, press)
    away, (first, last) = await posts.officer_named(turn, press.number(1)), _days(turn, press)
    deputy = await posts.name_of(turn, press.number(4))
    turn.change(screens.confirm_leave(turn._, role, away.full_name, deputy, first, last, press.args))


async def arrange(turn: Turn, press: Press) -> None:
    """The deputy's time is a row with an end; while it lasts, the one on leave is not reminded."""
    role = await posts.taken_role(turn, press)
    away, (first, last) = await posts.officer_named(turn, press.number(1)), _days(turn, press)
    standing = await appointments.of_officer(turn.session, role, away.id, first)
    if standing is None or standing.acting:
        raise HeldUntil(name=away.full_name)
    if not press.number(4):
        await _invite(turn, role, away.id, away.full_name, first, last)
        return
    deputy = await posts.officer_named(turn, press.number(4))
    own = await appointments.of_officer(turn.session, role, deputy.id, first)
    if own is not None and not own.acting:
        raise StaleButton
    await appointments.appoint(
        turn.session,
        role,
        deputy,
        first,
        acting=True,
        until=last + _DAY,
        in_place_of=away.id,
        announce=True,
    )
    _record(turn, "leave_arranged", role, away.full_name, deputy.full_name, (first, last))
    if first == turn.today:
        await posts.tell_now(turn)
    turn.change(screens.leave_arranged(turn._, role, deputy.full_name, first, last))


async def _invite(turn: Turn, role: Role, away_id: int, away: str, first: date, last: date) -> None:
    """An invitation for the stretch of days; the officer counts as away once somebody has taken it."""
    ends = datetime.combine(last + _DAY, time.min, turn.services.timezone)
    starts = datetime.combine(first, time.min, turn.services.timezone)
    expires = min(max(turn.now, starts) + INVITATION_LASTS, ends)
    code = await people.invite(
        turn.session,
        role,
        turn.now,
        acting=True,
        start=first,
        until=last + _DAY,
        in_place_of=away_id,
        expires=expires,
    )
    _record(turn, "invited", role, away, "", (first, last))
    turn.say(
        people_screens.invitation(
            turn._,
            role,
            join.link_of(turn, code),
            expires,
            acting=True,
            replaces="",
            starts=first,
            until=last + _DAY,
        )
    )


async def end_early(turn: Turn, press: Press) -> None:
    """[Kết thúc sớm]: whoever was away is reminded again from now on."""
    role = await posts.taken_role(turn, press)
    holders = await posts.holders_of(turn, role)
    away = {holder.officer.id for holder in holders if holder.on_leave}
    ended = 0
    for holder in holders:
        deputy = await appointments.of_officer(turn.session, role, holder.officer.id, turn.today)
        if deputy is not None and deputy.acting and deputy.in_place_of_id in away:
            await appointments.end(turn.session, deputy, turn.today)
            _record(turn, "leave_ended", role, "", holder.officer.full_name, (turn.today, turn.today))
            ended += 1
    if not ended:
        raise StaleButton
    await posts.tell_now(turn)
    turn.toast(turn._("Đã kết thúc việc phụ trách thay."))
    await join.show_role_card(turn, role)


def _days(turn: Turn, press: Press) -> tuple[date, date]:
    """The first and last day a button carries. Raises StaleButton, DayNotPossible."""
    first, last = posts.day_at(turn, press, 2), posts.day_at(turn, press, 3)
    if last < first:
        raise DayNotPossible
    return first, last


def _record(turn: Turn, kind: str, role: Role, away: str, deputy: str, days: tuple[date, date]) -> None:
    turn.record(
        kind,
        f"role:{role.id}",
        before={"away": away} if away else None,
        after={"deputy": deputy, "first": days[0].isoformat(), "last": days[1].isoformat()},
    )


PRESSES: dict[str, PressAction] = {
    "away": begin,
    "away-to": choose_deputy,
    "away-card": confirm,
    "away-yes": arrange,
    "away-end": end_early,
}
