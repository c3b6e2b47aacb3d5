"""Pieces that several screens share: deadlines said both ways, periods by name, role names in a row."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.screen import escape
from locales import Translator
from scheduler.periods import PeriodKind, PeriodPlan
from storage.people import HeldRole

# A message takes 4,096 characters, and a unit may have twenty roles to name in one.
_NAME = 60
_PERSON = 40
_ROLES_NAMED = 20


def period_name(_: Translator, period: PeriodPlan) -> str:
    """ "quý I/2022", "6 tháng đầu năm 2022", "năm 2022"."""
    year = period.window.last.year
    match period.kind:
        case PeriodKind.QUARTERLY:
            quarter = ("I", "II", "III", "IV")[(period.window.last.month - 1) // 3]
            return _("quý {quarter}/{year}", quarter=quarter, year=year)
        case PeriodKind.HALF_YEARLY if period.window.last.month <= 6:
            return _("6 tháng đầu năm {year}", year=year)
        case PeriodKind.HALF_YEARLY:
            return _("6 tháng cuối năm {year}", year=year)
        case PeriodKind.YEARLY:
            return _("năm {year}", year=year)
        case PeriodKind.MONTHLY:
            return _("tháng {month}/{year}", month=period.window.last.month, year=year)
        case _kind if period.code.endswith("-9M"):
            return _("9 tháng đầu năm {year}", year=year)
        case _kind:
            return period.code


def capital(text: str) -> str:
    """The text with a capital in front, as a sentence begins."""
    return text[:1].upper() + text[1:]


def before(_: Translator, last_day: date) -> str:
    """The last acceptable day, both ways: "trước ngày 17/3 (hết ngày 16/3, thứ Tư)"."""
    return _(
        "trước ngày {after} (hết ngày {last}, {weekday})",
        after=_.day_month(last_day + timedelta(days=1)),
        last=_.day_month(last_day),
        weekday=_.weekday(last_day),
    )


def last_day(until: date) -> date:
    """The last day of a time that ends before `until`."""
    return until - timedelta(days=1)


def days_left(_: Translator, last_day: date, today: date) -> str:
    """ "còn 1 ngày", "hôm nay là ngày cuối", "đã quá hạn 2 ngày"."""
    left = (last_day - today).days
    if left > 0:
        return _.n("còn {n} ngày", "còn {n} ngày", left)
    if left == 0:
        return _("hôm nay là ngày cuối")
    return _.n("đã quá hạn {n} ngày", "đã quá hạn {n} ngày", -left)


def day_off_lines(_: Translator, today: date, last_day: date, work_until: date) -> list[str]:
    """That the last day is a day off, and which working day there is before it."""
    if work_until == last_day or today > last_day:
        return []
    values = {"last": _.day_month(last_day), "day": _.day_month(work_until), "weekday": _.weekday(work_until)}
    if today >= work_until:
        return [_("Ngày {last} là ngày nghỉ: hôm nay là ngày làm việc cuối cùng trước hạn.", **values)]
    return [_("Ngày {last} là ngày nghỉ: đề nghị hoàn thành trong {weekday}, ngày {day}.", **values)]


def deadline_line(_: Translator, period: PeriodPlan) -> str:
    return _(
        "Báo cáo {period}: đề nghị gửi {before}.",
        period=period_name(_, period),
        before=before(_, period.officers_last_day),
    )


def window_line(_: Translator, period: PeriodPlan) -> str:
    return _(
        "Số liệu từ {first} đến {last}",
        first=_.date(period.window.first),
        last=_.date(period.window.last),
    )


def role_names(_: Translator, held: Sequence[HeldRole]) -> str:
    """The held roles in a row, a deputy marked."""
    names = [
        _("{role} (phụ trách thay)", role=called(h.role.name)) if h.acting else called(h.role.name)
        for h in held[:_ROLES_NAMED]
    ]
    if len(held) > _ROLES_NAMED:
        names.append("…")
    return ", ".join(names) or _("chưa có chức danh")


def numbered_bar(done: int, total: int) -> str:
    """Ten squares that fill up."""
    filled = round(10 * done / total) if total else 0
    return "▰" * filled + "▱" * (10 - filled)


def shortened(text: str, limit: int = 110) -> str:
    """The beginning of a text, cut between words; `limit` counts as Telegram does, an emoji for two."""
    counted = text.encode("utf-16-le")
    if len(counted) <= 2 * limit:
        return text
    head = counted[: 2 * limit].decode("utf-16-le", "ignore")
    return head.rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def called(name: str) -> str:
    """A role's name, safe in HTML; a plan may have put a whole sentence there."""
    return escape(role_label(name))


def role_label(name: str) -> str:
    """The same on a button, where nothing is HTML."""
    return shortened(name, _NAME)


def person(name: str) -> str:
    """A person's name among others, safe in HTML; an account may bear any."""
    return escape(shortened(name, _PERSON))
