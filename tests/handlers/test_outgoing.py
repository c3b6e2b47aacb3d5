"""What the outbox's rows say at the moment they are sent."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from handlers import outgoing
from handlers.screen import Screen
from handlers.services import Services
from scheduler.periods import cchc_year, monthly
from scheduler.pulse import beat
from storage import outbox, periods
from storage.database import Database
from storage.tables import OutboxMessage, SummaryReport
from tests.commune import CULTURE, FINANCE, FOUNDED, HANOI, JUSTICE, Commune, found, local


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
async def commune(database: Database) -> Commune:
    commune = await found(database)
    for name, role in (
        ("Sen", JUSTICE),
        ("Minh", FINANCE),
        ("Lan", "coordinator"),
        ("Phúc", "leader"),
    ):
        await commune.join(name, role)
    return commune


def services(commune: Commune, now: datetime) -> Services:
    return Services(commune.database, lambda: now, HANOI, "vi", Path(), lambda: "DonDocBot", lambda: None)


async def put(commune: Commune, now: datetime) -> dict[str, OutboxMessage]:
    """The messages that the pulse puts into the outbox, by who hears them."""
    await beat(commune.database, now, HANOI)
    async with commune.database.read() as session:
        return {commune.name_of(m.officer_id): m for m in await outbox.due(session, now)}


async def say(commune: Commune, message: OutboxMessage, now: datetime) -> list[Screen]:
    said = await outgoing.compose(message, services(commune, now))
    return [screen for screen in said if isinstance(screen, Screen)]


async def said_to(commune: Commune, name: str, now: datetime) -> Screen:
    (screen,) = await say(commune, (await put(commune, now))[name], now)
    return screen


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


async def test_the_fifteenth_of_march_says_what_is_owed_until_when(commune: Commune) -> None:
    await commune.answer("2.a", local(2022, 3, 14), "Sen")
    screen = await said_to(commune, "Sen", local(2022, 3, 15))
    assert screen.text.splitlines() == [
        "🔔 <b>Báo cáo CCHC quý I/2022</b> · số liệu từ 15/12/2021 đến 14/3/2022",
        "Hạn gửi: trước ngày 17/3 (hết ngày 16/3, thứ Tư) – còn 1 ngày",
        "Đồng chí còn <b>2/3 nhiệm vụ</b> và <b>2 số liệu</b> chưa báo cáo.",
    ]
    q1 = commune.q1.id
    assert [[(b.label, b.data) for b in row] for row in screen.rows] == [
        [("Báo cáo ngay", f"report:{q1}"), ("Không phát sinh", f"nothing-all:{q1}")],
        [("Nhắc lại chiều nay", f"snooze:{q1}")],
    ]


async def test_before_the_cut_off_it_asks_to_prepare(commune: Commune) -> None:
    screen = await said_to(commune, "Minh", local(2022, 3, 9))
    assert screen.text.splitlines()[1:] == [
        "Hạn gửi: trước ngày 17/3 (hết ngày 16/3, thứ Tư) – còn 7 ngày",
        "Đồng chí còn <b>2/2 nhiệm vụ</b> chưa báo cáo.",
        "Số liệu chốt hết ngày 14/3. Đề nghị đồng chí chuẩn bị; có thể gửi ngay từ bây giờ.",
    ]


async def test_once_overdue_it_says_that_late_answers_are_taken(commune: Commune) -> None:
    screen = await said_to(commune, "Minh", local(2022, 3, 18))
    assert "đã quá hạn 2 ngày" in screen.text
    assert screen.text.endswith("Đề nghị đồng chí gửi ngay; báo cáo muộn vẫn được nhận và ghi là muộn.")


async def test_on_the_afternoon_of_the_last_day_it_is_not_put_off_any_more(commune: Commune) -> None:
    message = (await put(commune, local(2022, 3, 16)))["Sen"]
    (morning,) = await say(commune, message, local(2022, 3, 16))
    (evening,) = await say(commune, message, local(2022, 3, 16, "16:45"))
    assert "hôm nay là ngày cuối" in morning.text
    assert ["Nhắc lại chiều nay"] in labels(morning)
    assert labels(evening) == [["Báo cáo ngay", "Không phát sinh"]]


async def test_several_roles_are_told_apart(commune: Commune) -> None:
    await commune.join("Sen", CULTURE)
    screen = await said_to(commune, "Sen", local(2022, 3, 15))
    assert screen.text.splitlines()[2:] == [
        "Đồng chí chưa báo cáo:",
        "• Công chức Tư pháp – Hộ tịch: <b>3/3 nhiệm vụ</b> và <b>2 số liệu</b>",
        "• Công chức Văn hóa – Thông tin: <b>1/1 nhiệm vụ</b>",
    ]


async def test_what_was_answered_meanwhile_is_not_asked_for(commune: Commune) -> None:
    now = local(2022, 3, 15)
    messages = await put(commune, now)
    await commune.answer("6.a", now, "Minh")
    (screen,) = await say(commune, messages["Minh"], now)
    assert "<b>1/2 nhiệm vụ</b>" in screen.text
    await commune.answer("6.b", now, "Minh")
    assert await say(commune, messages["Minh"], now) == []


async def test_a_period_closed_meanwhile_is_not_spoken_of(commune: Commune) -> None:
    now = local(2022, 3, 15)
    messages = await put(commune, now)
    async with commune.database.write() as session:
        period = await periods.period(session, commune.unit.id, commune.q1.id)
        assert period is not None
        await periods.close(session, period, commune.officers["Lan"], now)
    assert await say(commune, messages["Sen"], now) == []


async def test_a_message_held_up_for_a_day_is_still_true(commune: Commune) -> None:
    message = (await put(commune, local(2022, 3, 16)))["Sen"]
    (screen,) = await say(commune, message, local(2022, 3, 17))
    assert "đã quá hạn 1 ngày" in screen.text


async def test_two_periods_in_one_message_each_have_their_buttons(database: Database) -> None:
    commune = await found(database, calendar=[cchc_year(2022)[0], monthly(2022, 3)])
    await commune.join("Sen", JUSTICE)
    screen = await said_to(commune, "Sen", local(2022, 3, 15))
    assert [block.splitlines()[0] for block in screen.text.split("\n\n")] == [
        "🔔 <b>Báo cáo CCHC tháng 3/2022</b> · số liệu từ 15/2/2022 đến 14/3/2022",
        "🔔 <b>Báo cáo CCHC quý I/2022</b> · số liệu từ 15/12/2021 đến 14/3/2022",
    ]
    assert labels(screen) == [
        ["Báo cáo tháng 3/2022", "Không phát sinh"],
        ["Báo cáo quý I/2022", "Không phát sinh"],
        ["Nhắc lại chiều nay"],
    ]
    month, quarter = commune.periods["2022-M03"].id, commune.q1.id
    assert screen.rows[2][0].data == f"snooze:{month}:{quarter}"


async def test_the_coordinator_hears_who_is_silent_and_who_cannot_be_told(commune: Commune) -> None:
    async with commune.database.write() as session:
        (await session.merge(commune.officers["Minh"])).reachable = False
    screen = await said_to(commune, "Lan", local(2022, 3, 16, "15:00"))
    assert screen.text.splitlines() == [
        "📋 <b>Báo cáo CCHC quý I/2022</b> · bộ phận chưa gửi đủ",
        "Hạn gửi: trước ngày 17/3 (hết ngày 16/3, thứ Tư) – hôm nay là ngày cuối",
        "Còn 3/3 bộ phận:",
        "• Công chức Tư pháp – Hộ tịch – Sen – <b>3/3 nhiệm vụ</b> và <b>2 số liệu</b>",
        "• Công chức Tài chính – Kế toán – Minh – không nhắn được – <b>2/2 nhiệm vụ</b>",
        "• Công chức Văn hóa – Thông tin – chưa có người – <b>1/1 nhiệm vụ</b>",
    ]
    assert labels(screen) == [["Nhắc ngay", "Xem tiến độ"]]


async def test_the_summary_due_on_a_saturday_is_said_on_friday(commune: Commune) -> None:
    for role, name in ((JUSTICE, "Sen"), (FINANCE, "Minh")):
        await commune.answer_all(role, local(2022, 3, 10), name)
    message = (await put(commune, local(2022, 3, 18)))["Lan"]
    (screen,) = await say(commune, message, local(2022, 3, 18))
    summary = screen.text.split("\n\n")[-1]
    assert summary.splitlines() == [
        "📝 <b>Báo cáo tổng hợp CCHC quý I/2022</b>",
        "Hạn gửi cấp trên: trước ngày 20/3 (hết ngày 19/3, thứ Bảy) – còn 1 ngày",
        "Ngày 19/3 là ngày nghỉ: hôm nay là ngày làm việc cuối cùng trước hạn.",
        "Còn 1/3 bộ phận chưa gửi đủ; phần thiếu sẽ được đánh dấu trong báo cáo.",
    ]
    assert ["Lập báo cáo", "Xem tiến độ"] in labels(screen)


async def test_a_summary_that_was_made_is_not_asked_for(commune: Commune) -> None:
    for role, name in ((JUSTICE, "Sen"), (FINANCE, "Minh")):
        await commune.answer_all(role, local(2022, 3, 10), name)
    await commune.join("Hòa", CULTURE)
    await commune.answer_all(CULTURE, local(2022, 3, 10), "Hòa")
    message = (await put(commune, local(2022, 3, 18)))["Lan"]
    async with commune.database.write() as session:
        session.add(
            SummaryReport(
                unit_id=commune.unit.id,
                period_id=commune.q1.id,
                version=1,
                file_name="bao-cao.docx",
                sha256="",
                gaps=0,
                compiled_at=local(2022, 3, 18, "08:00"),
            )
        )
    assert await say(commune, message, local(2022, 3, 18, "09:00")) == []


async def test_the_leader_hears_of_what_is_overdue(commune: Commune) -> None:
    screen = await said_to(commune, "Phúc", local(2022, 3, 17))
    assert screen.text.splitlines()[:3] == [
        "⚠️ <b>Báo cáo CCHC quý I/2022</b> · còn bộ phận chưa gửi đủ",
        "Hạn gửi: trước ngày 17/3 (hết ngày 16/3, thứ Tư) – đã quá hạn 1 ngày",
        "• Công chức Tư pháp – Hộ tịch: <b>3/3 nhiệm vụ</b> và <b>2 số liệu</b>",
    ]
    assert labels(screen) == [["Xem tiến độ"]]


async def test_the_last_escalation_says_that_chasing_has_stopped(commune: Commune) -> None:
    screen = await said_to(commune, "Lan", local(2022, 3, 24))
    assert "Việc nhắc tự động các bộ phận đã dừng" in screen.text


async def test_an_english_reader_hears_no_vietnamese_day(commune: Commune) -> None:
    async with commune.database.write() as session:
        (await session.merge(commune.officers["Sen"])).language = "en"
    screen = await said_to(commune, "Sen", local(2022, 3, 15))
    assert "15 Dec 2021" in screen.text


async def composed(commune: Commune, kind: str, subject: dict[str, object]) -> list[Screen]:
    lan = commune.officers["Lan"]
    message = OutboxMessage(
        id=1,
        unit_id=commune.unit.id,
        officer_id=lan.id,
        key=kind,
        kind=kind,
        subject=subject,
        not_before=FOUNDED,
    )
    return await say(commune, message, FOUNDED + timedelta(hours=1))


async def test_the_coordinator_hears_who_has_joined(commune: Commune) -> None:
    subject: dict[str, object] = {
        "officer": commune.officers["Sen"].id,
        "role": commune.roles[JUSTICE].id,
        "acting": False,
    }
    (screen,) = await composed(commune, "joined", subject)
    assert screen.text == "👤 <b>Sen</b> đã nhận chức danh: Công chức Tư pháp – Hộ tịch."


async def test_the_coordinator_hears_who_cannot_be_told_unless_that_is_over(commune: Commune) -> None:
    subject: dict[str, object] = {"officer_id": commune.officers["Sen"].id}
    assert await composed(commune, "unreachable", subject) == []
    async with commune.database.write() as session:
        (await session.merge(commune.officers["Sen"])).reachable = False
    (screen,) = await composed(commune, "unreachable", subject)
    assert "Không nhắn được cho <b>Sen</b> (Công chức Tư pháp – Hộ tịch)" in screen.text


async def test_a_kind_nobody_composes_is_an_error(commune: Commune) -> None:
    with pytest.raises(KeyError):
        await composed(commune, "gossip", {})
