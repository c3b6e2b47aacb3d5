"""/lich and /nhac: the calendar, closing a period, chasing by hand, being reminded later."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlmodel import select

from handlers import calendar, outgoing
from handlers.buttons import Press
from handlers.errors import NoPeriod, NotAllowed, PeriodClosed, StaleButton
from handlers.replies import Change, Say, Toast
from handlers.screen import Screen
from handlers.services import Services
from handlers.turn import Turn
from locales import translator
from scheduler.pulse import beat
from storage import events, outbox, people
from storage.database import Database
from storage.tables import OutboxMessage, OutboxState, Period, Reminder, ReminderState
from tests.commune import CULTURE, FINANCE, FOUNDED, HANOI, JUSTICE, Commune, found, local


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
async def commune(database: Database) -> Commune:
    commune = await found(database)
    for name, role in (("Sen", JUSTICE), ("Minh", FINANCE), ("Lan", "coordinator")):
        await commune.join(name, role)
    return commune


async def act(
    commune: Commune, name: str, now: datetime, action: Callable[..., Awaitable[None]], press: str = ""
) -> list[Any]:
    """One update of this officer, committed; its replies."""
    services = Services(commune.database, lambda: now, HANOI, "vi", Path(), lambda: "Bot", lambda: None)
    async with commune.database.write() as session:
        officer = await session.merge(commune.officers[name])
        turn = Turn(
            update=cast("Any", SimpleNamespace(callback_query=object() if press else None)),
            sender=cast("Any", None),
            services=services,
            session=session,
            now=now,
            today=now.astimezone(HANOI).date(),
            _=translator("vi"),
            officer_or_none=officer,
            unit_or_none=await people.get_unit(session, commune.unit.id),
        )
        await (action(turn, Press.parse(press)) if press else action(turn))
    return turn.replies


async def shown(
    commune: Commune, name: str, now: datetime, action: Callable[..., Awaitable[None]], press: str = ""
) -> Screen:
    replies = await act(commune, name, now, action, press)
    (screen,) = [reply.screen for reply in replies if isinstance(reply, (Say, Change))]
    return cast("Screen", screen)


async def toast(
    commune: Commune, name: str, now: datetime, action: Callable[..., Awaitable[None]], press: str
) -> str:
    (said,) = [r for r in await act(commune, name, now, action, press) if isinstance(r, Toast)]
    return said.text


async def outgoing_to(commune: Commune, kind: str) -> list[str]:
    async with commune.database.read() as session:
        rows = (await session.exec(select(OutboxMessage).where(OutboxMessage.kind == kind))).all()
    return commune.heard_by([row for row in rows if row.state is OutboxState.PLANNED])


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


async def test_the_calendar_shows_every_period_and_marks_the_current_one(commune: Commune) -> None:
    screen = await shown(commune, "Sen", local(2022, 3, 15), calendar.show)
    title, q1, h1, q3, year = screen.text.split("\n\n")
    assert title == "🗓 <b>Lịch báo cáo</b>"
    assert q1.splitlines() == [
        "👉 <b>Quý I/2022</b> – đang nhận báo cáo",
        "Số liệu từ 15/12/2021 đến 14/3/2022",
        "Các bộ phận gửi trước ngày 17/3 (hết ngày 16/3, thứ Tư) – còn 1 ngày",
        "Báo cáo tổng hợp gửi trước ngày 20/3 (hết ngày 19/3, thứ Bảy)",
        "Đồng chí còn <b>3/3 nhiệm vụ</b> và <b>2 số liệu</b> chưa báo cáo.",
    ]
    assert h1.startswith("<b>6 tháng đầu năm 2022</b> – đang trong kỳ")
    assert "Đồng chí còn" not in h1, "it is not yet time to say so"
    assert q3.startswith("<b>Quý III/2022</b> – sắp tới")
    assert year.startswith("<b>Năm 2022</b>")
    assert labels(screen) == [["Báo cáo quý I/2022"]]


async def test_who_owes_nothing_is_told_of_nothing(commune: Commune) -> None:
    await commune.answer_all(FINANCE, local(2022, 3, 15), "Minh")
    screen = await shown(commune, "Minh", local(2022, 3, 15), calendar.show)
    assert "Đồng chí còn" not in screen.text
    assert screen.rows == ()


async def test_without_periods_there_is_no_calendar(database: Database) -> None:
    commune = await found(database, calendar=[])
    await commune.join("Sen", JUSTICE)
    with pytest.raises(NoPeriod):
        await shown(commune, "Sen", local(2022, 3, 15), calendar.show)


async def test_the_coordinator_closes_a_period_after_being_asked_and_opens_it_again(commune: Commune) -> None:
    now, q1 = local(2022, 3, 21), commune.q1.id
    listed = await shown(commune, "Lan", now, calendar.show)
    assert listed.rows[0][0].data == f"period:{q1}"
    card = await shown(commune, "Lan", now, calendar.show_period, f"period:{q1}")
    assert "Đã gửi đủ: 0/3 bộ phận" in card.text
    assert labels(card)[0] == ["Xem tiến độ", "🔒 Khóa kỳ"]
    asked = await shown(commune, "Lan", now, calendar.close, f"close:{q1}")
    assert "⚠️ Còn 3 bộ phận chưa gửi đủ." in asked.text
    assert await closed_at(commune) is None, "it was only asked"
    card = await shown(commune, "Lan", now, calendar.close_confirmed, f"close-yes:{q1}")
    assert await closed_at(commune) == now
    assert "🔒 đã khóa" in card.text
    assert labels(card)[0] == ["Xem tiến độ", "Mở lại"]
    await act(commune, "Lan", now, calendar.close_confirmed, f"close-yes:{q1}")
    await act(commune, "Lan", now, calendar.reopen, f"reopen:{q1}")
    assert await closed_at(commune) is None
    async with commune.database.read() as session:
        log = await events.history(session, commune.unit.id, f"period:{q1}")
    assert [event.kind for event in log] == ["period_closed", "period_reopened"], "a second tap is no event"


async def closed_at(commune: Commune) -> datetime | None:
    async with commune.database.read() as session:
        return (await session.exec(select(Period.closed_at).where(Period.id == commune.q1.id))).one()


async def test_all_periods_closed_are_still_shown(commune: Commune) -> None:
    async with commune.database.write() as session:
        for period in commune.periods.values():
            (await session.merge(period)).closed_at = FOUNDED
    screen = await shown(commune, "Sen", local(2022, 3, 15), calendar.show)
    assert screen.text.count("🔒 đã khóa") == 4
    assert "👉" not in screen.text


@pytest.mark.parametrize(
    ("action", "press"),
    [
        (calendar.show_period, "period:{}"),
        (calendar.close, "close:{}"),
        (calendar.close_confirmed, "close-yes:{}"),
        (calendar.reopen, "reopen:{}"),
        (calendar.chase_period, "chase:{}"),
        (calendar.chase, ""),
    ],
)
async def test_only_the_coordinator_does_this(
    commune: Commune, action: Callable[..., Awaitable[None]], press: str
) -> None:
    with pytest.raises(NotAllowed):
        await act(commune, "Sen", local(2022, 3, 15), action, press.format(commune.q1.id))
    assert await closed_at(commune) is None


async def test_a_period_of_another_unit_is_a_stale_button(commune: Commune) -> None:
    other = await found(commune.database, "UBND xã Hồng Phong")
    for action in (calendar.show_period, calendar.close, calendar.reopen, calendar.chase_period):
        with pytest.raises(StaleButton):
            await act(commune, "Lan", local(2022, 3, 15), action, f"x:{other.q1.id}")


async def test_chasing_reaches_the_silent_only_and_says_whom_it_cannot_reach(commune: Commune) -> None:
    await commune.join("Tú", FINANCE, acting=True)
    async with commune.database.write() as session:
        (await session.merge(commune.officers["Minh"])).reachable = False
    screen = await shown(commune, "Lan", local(2022, 3, 13, "20:00"), calendar.chase)
    assert await outgoing_to(commune, "chase") == ["Sen", "Tú"]
    assert screen.text.splitlines()[2:] == [
        "",
        "Đã nhắc:",
        "• Sen",
        "• Tú",
        "",
        "Không nhắn được, đề nghị liên hệ trực tiếp:",
        "• Minh – Công chức Tài chính – Kế toán",
        "",
        "Chưa có người giữ chức danh:",
        "• Công chức Văn hóa – Thông tin",
    ]


async def test_chasing_says_what_is_owed_and_goes_out_whatever_the_hour(commune: Commune) -> None:
    sunday = local(2022, 3, 13, "20:00")
    await act(commune, "Lan", sunday, calendar.chase_period, f"chase:{commune.q1.id}")
    async with commune.database.read() as session:
        messages = await outbox.due(session, sunday)
    to_sen = next(m for m in messages if commune.name_of(m.officer_id) == "Sen")
    services = Services(commune.database, lambda: sunday, HANOI, "vi", Path(), lambda: "", lambda: None)
    (screen,) = await outgoing.compose(to_sen, services)
    assert isinstance(screen, Screen)
    assert "Đồng chí còn <b>3/3 nhiệm vụ</b> và <b>2 số liệu</b> chưa báo cáo." in screen.text
    await commune.answer_all(JUSTICE, sunday, "Sen")
    assert await outgoing.compose(to_sen, services) == []


async def test_a_double_tap_does_not_chase_twice(commune: Commune) -> None:
    press = f"chase:{commune.q1.id}"
    await act(commune, "Lan", local(2022, 3, 15, "09:59"), calendar.chase_period, press)
    again = await shown(commune, "Lan", local(2022, 3, 15, "10:01"), calendar.chase_period, press)
    assert await outgoing_to(commune, "chase") == ["Minh", "Sen"]
    assert "Vừa được nhắc ít phút trước, chưa nhắc lại:\n• Sen\n• Minh" in again.text
    await act(commune, "Lan", local(2022, 3, 15, "10:15"), calendar.chase_period, press)
    assert await outgoing_to(commune, "chase") == ["Minh", "Minh", "Sen", "Sen"]


async def test_a_coordinator_who_owes_is_told_and_not_chased(commune: Commune) -> None:
    await commune.join("Lan", CULTURE)
    screen = await shown(commune, "Lan", local(2022, 3, 15), calendar.chase)
    assert await outgoing_to(commune, "chase") == ["Minh", "Sen"]
    assert screen.text.endswith("Phần của đồng chí:\n• Công chức Văn hóa – Thông tin: <b>1/1 nhiệm vụ</b>")


async def test_when_all_is_answered_there_is_nobody_to_chase(commune: Commune) -> None:
    await commune.join("Hòa", CULTURE)
    for role, name in ((JUSTICE, "Sen"), (FINANCE, "Minh"), (CULTURE, "Hòa")):
        await commune.answer_all(role, local(2022, 3, 15), name)
    screen = await shown(commune, "Lan", local(2022, 3, 15), calendar.chase)
    assert screen.text == "✅ Báo cáo CCHC quý I/2022: các bộ phận đã gửi đủ."


async def test_a_closed_period_is_not_chased(commune: Commune) -> None:
    await act(commune, "Lan", local(2022, 3, 15), calendar.close_confirmed, f"close-yes:{commune.q1.id}")
    with pytest.raises(PeriodClosed):
        await act(commune, "Lan", local(2022, 3, 15), calendar.chase_period, f"chase:{commune.q1.id}")


async def test_snoozed_in_the_morning_it_comes_back_in_the_afternoon(commune: Commune) -> None:
    press = f"snooze:{commune.q1.id}"
    said = await toast(commune, "Sen", local(2022, 3, 15, "08:00"), calendar.snooze, press)
    assert said == "Sẽ nhắc lại lúc 14:00 ngày 15/3/2022."
    await act(commune, "Sen", local(2022, 3, 15, "08:01"), calendar.snooze, press)
    async with commune.database.read() as session:
        rows = (await session.exec(select(Reminder).where(Reminder.stage == "snoozed"))).all()
    (row,) = rows
    assert (row.officer_id, row.role_id, row.at) == (
        commune.officers["Sen"].id,
        commune.roles[JUSTICE].id,
        local(2022, 3, 15, "14:00"),
    )
    assert row.state is ReminderState.PLANNED
    await beat(commune.database, local(2022, 3, 15, "14:00"), HANOI)
    assert "Sen" in await outgoing_to(commune, "reminder")


async def test_nothing_is_put_off_beyond_the_last_day_nor_when_nothing_is_owed(commune: Commune) -> None:
    press = f"snooze:{commune.q1.id}"
    said = await toast(commune, "Sen", local(2022, 3, 16, "16:45"), calendar.snooze, press)
    assert said == "Đã sát hạn gửi nên không hẹn nhắc lại được nữa."
    await commune.answer_all(FINANCE, local(2022, 3, 15), "Minh")
    said = await toast(commune, "Minh", local(2022, 3, 15), calendar.snooze, press)
    assert said == "Đồng chí đã gửi đủ, không còn gì phải nhắc."
