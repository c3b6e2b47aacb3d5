"""A role is handed over from a day on, to an officer of the unit or to whoever takes the invitation; or given up."""

from datetime import date, datetime, time

from handlers import access, join, posts
from handlers.buttons import Press
from handlers.errors import HeldUntil, LastCoordinator, StaleButton
from handlers.screens import changes as screens
from handlers.screens import handed
from handlers.screens import people as people_screens
from handlers.turn import PressAction, Turn
from handlers.understanding.days import day_meant
from scheduler.ledger import open_ledger
from storage import appointments, people
from storage.people import INVITATION_LASTS
from storage.tables import Appointment, Question, Role, RoleKind


async def hand_over(turn: Turn, press: Press) -> None:
    """[Bàn giao]: by whom (when several hold the role), and from which day?"""
    role = await posts.coordinated_role(turn, press)
    holders = [holder for holder in await posts.holders_of(turn, role) if not holder.acting]
    if len(press.args) == 1 and len(holders) > 1:
        turn.change(screens.choose_holder(turn._, role, holders, "hand"))
        return
    holder_id = press.number(1) if len(press.args) > 1 else next((h.officer.id for h in holders), 0)
    await _ask_day(turn, role, holder_id, "hand-to")


async def give_up(turn: Turn, press: Press) -> None:
    """[Thôi giữ chức danh]: who, and from which day?"""
    role = await posts.coordinated_role(turn, press)
    holders = await posts.holders_of(turn, role)
    if not holders:
        raise StaleButton
    if len(press.args) == 1 and len(holders) > 1:
        turn.change(screens.choose_holder(turn._, role, holders, "quit"))
        return
    holder_id = press.number(1) if len(press.args) > 1 else holders[0].officer.id
    await _ask_day(turn, role, holder_id, "quit-card")


async def _ask_day(turn: Turn, role: Role, holder_id: int, verb: str) -> None:
    who = await posts.name_of(turn, holder_id)
    question = await turn.ask("hand-day", {"role": role.id, "holder": holder_id, "verb": verb})
    turn.change(screens.choose_day(turn._, role, who, verb, holder_id, turn.today), asks=question)


async def answer_day(turn: Turn, question: Question, text: str) -> bool:
    """The typed day; the same screens follow as behind the buttons."""
    day = day_meant(text, turn.today)
    if day is None:
        turn.say(screens.day_not_understood(turn._), asks=question)
        return True
    subject = question.subject
    press = Press(
        subject["verb"],
        (str(subject["role"]), str(subject["holder"]), screens.packed(posts.possible(turn, day))),
    )
    await PRESSES[press.verb](turn, press)
    return True


async def choose_successor(turn: Turn, press: Press) -> None:
    role = await posts.coordinated_role(turn, press)
    holder_id, day = press.number(1), posts.day_at(turn, press, 2)
    page = press.number(3) if len(press.args) > 3 else 0
    officers = await posts.candidates(turn, role)
    args = (role.id, holder_id, screens.packed(day))
    turn.change(screens.choose_officer(turn._, role, officers, "hand", args, page))


async def confirm(turn: Turn, press: Press) -> None:
    """Says what will happen, before it does."""
    role = await posts.coordinated_role(turn, press)
    former, day = await posts.name_of(turn, press.number(1)), posts.day_at(turn, press, 2)
    successor = await posts.name_of(turn, press.number(3))
    await _standing(turn, role, press.number(1), day)
    work = await posts.work_of(turn, role)
    turn.change(screens.confirm_hand_over(turn._, role, former, successor, day, work, press.args))


async def carry_through(turn: Turn, press: Press) -> None:
    """The appointment of the one ends on the day, that of the other begins; or an invitation is made."""
    role = await posts.taken_role(turn, press)
    holder_id, day, successor_id = press.number(1), posts.day_at(turn, press, 2), press.number(3)
    await _standing(turn, role, holder_id, day)
    if not successor_id:
        await _invite(turn, role, holder_id, day)
        return
    successor = await posts.officer_named(turn, successor_id)
    if successor_id == holder_id:
        raise StaleButton
    former = await posts.name_of(turn, holder_id)
    await appointments.appoint(
        turn.session, role, successor, day, acting=False, in_place_of=holder_id or None, announce=True
    )
    _record(turn, "handed_over", role, day, before=former, after=successor.full_name)
    if day == turn.today:
        await posts.tell_now(turn)
    turn.change(screens.handed_over(turn._, role, former, successor.full_name, day, turn.today))


async def _standing(turn: Turn, role: Role, holder_id: int, day: date) -> Appointment | None:
    """The former holder's appointment on the day; None when nobody holds the role.

    Raises HeldUntil, and StaleButton when the role is vacant no longer.
    """
    if not holder_id:
        if any(not holder.acting for holder in await posts.holders_of(turn, role)):
            raise StaleButton
        return None
    appointment = await appointments.of_officer(turn.session, role, holder_id, day)
    if appointment is None:
        raise HeldUntil(name=await posts.name_of(turn, holder_id))
    return appointment


async def _invite(turn: Turn, role: Role, holder_id: int, day: date) -> None:
    """An invitation that counts from the day; the former holder goes on until somebody takes it."""
    starts = datetime.combine(day, time.min, turn.services.timezone)
    expires = max(turn.now, starts) + INVITATION_LASTS
    code = await people.invite(
        turn.session, role, turn.now, start=day, in_place_of=holder_id or None, expires=expires
    )
    former = await posts.name_of(turn, holder_id)
    _record(turn, "invited", role, day, before=former, after="")
    turn.say(
        people_screens.invitation(
            turn._,
            role,
            join.link_of(turn, code),
            expires,
            acting=False,
            replaces=former,
            starts=day,
        )
    )


async def cancel(turn: Turn, press: Press) -> None:
    """[Hủy lịch]: what was arranged for a later day is undone, whoever was to give up the role keeps it."""
    await posts.alone(turn)
    appointment = await appointments.appointment(turn.session, turn.unit.id, press.number(0))
    if (
        appointment is None
        or appointment.from_date <= turn.today
        or appointment.to_date == appointment.from_date
    ):
        raise StaleButton
    role = await access.known_role(turn, appointment.role_id)
    name = await posts.name_of(turn, appointment.officer_id)
    _record(turn, "hand_over_cancelled", role, appointment.from_date, before=name, after="")
    await appointments.cancel(turn.session, appointment)
    turn.toast(turn._("Đã hủy."))
    await join.show_role_card(turn, role)


async def confirm_end(turn: Turn, press: Press) -> None:
    role = await posts.coordinated_role(turn, press)
    officer, day = await posts.officer_named(turn, press.number(1)), posts.day_at(turn, press, 2)
    await _standing(turn, role, officer.id, day)
    work = await posts.work_of(turn, role)
    turn.change(screens.confirm_end(turn._, role, officer.full_name, day, work, press.args))


async def end(turn: Turn, press: Press) -> None:
    """The officer gives the role up; the last coordinator cannot."""
    role = await posts.taken_role(turn, press)
    officer, day = await posts.officer_named(turn, press.number(1)), posts.day_at(turn, press, 2)
    appointment = await _standing(turn, role, officer.id, day)
    if appointment is None:
        raise StaleButton
    await appointments.end(turn.session, appointment, day)
    await _keep_a_coordinator(turn, role, day)
    _record(turn, "role_ended", role, day, before=officer.full_name, after="")
    if day == turn.today:
        await posts.tell_now(turn)
    turn.change(screens.ended(turn._, role, officer.full_name, day))


async def _keep_a_coordinator(turn: Turn, role: Role, day: date) -> None:
    if role.kind is RoleKind.COORDINATOR and not await appointments.coordinated_from(
        turn.session, turn.unit.id, day
    ):
        raise LastCoordinator


def _record(turn: Turn, kind: str, role: Role, day: date, *, before: str, after: str) -> None:
    turn.record(
        kind,
        f"role:{role.id}",
        before={"holder": before} if before else None,
        after={"holder": after, "day": day.isoformat()},
    )


async def past_answers(turn: Turn, press: Press) -> None:
    """What the role answered in a period: for whoever holds it now."""
    role = await access.known_role(turn, press.number(0))
    await access.speaks_for(turn, role.id)
    ledger = await open_ledger(turn.session, await access.known_period(turn, press.number(1)))
    turn.change(handed.past_answers(turn._, role, ledger, press.number(2)))


PRESSES: dict[str, PressAction] = {
    "hand": hand_over,
    "hand-to": choose_successor,
    "hand-card": confirm,
    "hand-yes": carry_through,
    "hand-off": cancel,
    "quit": give_up,
    "quit-card": confirm_end,
    "quit-yes": end,
    "handed": past_answers,
}
