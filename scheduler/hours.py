"""When the bot may speak on its own: 07:30–17:00 on working days, local time."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from scheduler.workdays import Workdays

OPENS = time(7, 30)
CLOSES = time(17, 0)
_AFTERNOON = time(14, 0)
_LAST_CALL = time(16, 30)


def local_moment(day: date, at: time, tz: tzinfo) -> datetime:
    """The local time `at` on `day`, in UTC."""
    return datetime.combine(day, at, tz).astimezone(UTC)


def allowed_at(now: datetime, workdays: Workdays, tz: tzinfo) -> datetime:
    """`now` within working hours (17:00 itself is outside), else the next opening; UTC."""
    local = now.astimezone(tz)
    today = local.date()
    if not workdays.is_workday(today) or local.time() >= CLOSES:
        return local_moment(workdays.shift(today, 1), OPENS, tz)
    if local.time() < OPENS:
        return local_moment(today, OPENS, tz)
    return now.astimezone(UTC)


def snooze_until(now: datetime, last_day: date, workdays: Workdays, tz: tzinfo) -> datetime | None:
    """When [Nhắc lại chiều nay] speaks again: 14:00 today, else the next opening; UTC.

    Until `last_day` is over it never waits beyond 16:30 of the last working day there is; None when that
    has passed, and the button is then not offered. Once overdue there is nothing left to protect.
    """
    today = now.astimezone(tz).date()
    afternoon = local_moment(today, _AFTERNOON, tz)
    if workdays.is_workday(today) and now < afternoon:
        wanted = afternoon
    else:
        wanted = local_moment(workdays.same_or_after(today + timedelta(days=1)), OPENS, tz)
    if today > last_day:
        return wanted
    last_call = local_moment(workdays.same_or_before(last_day), _LAST_CALL, tz)
    if wanted <= last_call:
        return wanted
    return last_call if now < last_call else None
