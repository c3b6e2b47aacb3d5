"""A role is handed over, deputised for leave, given up: on its day, told once, nothing lost."""

from datetime import date

import pytest
from sqlmodel import select

from simulator import Message, Phone
from storage.tables import Appointment, Officer
from tests.conversations.office import local
from tests.conversations.quarter import COORDINATOR, FINANCE, JUSTICE, LEADER, RADIO
from tests.conversations.town import Town


async def card(town: Town, role: str) -> Message:
    """The coordinator's card of the role."""
    return await town.press(town.coordinator, f"role:{(await town.role(role)).id}")


async def press(town: Town, shown: Message, *labels: str) -> Message:
    """Presses one button after the other on the coordinator's phone."""
    for label in labels:
        shown = await town.office.press(town.coordinator, shown, label)
        await town.office.handled()
    return shown


async def holders(town: Town, role: str) -> list[tuple[str, bool]]:
    """The accounts that hold the role today, and whether as a deputy."""
    found = await town.role(role)
    async with town.office.database.read() as session:
        today = town.office.services.today()
        rows = (
            await session.exec(
                select(Officer, Appointment)
                .join(Appointment, Appointment.officer_id == Officer.id)
                .where(Appointment.role_id == found.id)
                .order_by(Appointment.acting, Appointment.id)
            )
        ).all()
    return [
        (officer.full_name, row.acting)
        for officer, row in rows
        if row.from_date <= today and (row.to_date is None or today < row.to_date)
    ]


def heard(phone: Phone, words: str) -> int:
    """How many of the bot's messages to the phone say this."""
    return sum(message.from_bot and words in message.text for message in phone.messages)


MAI, LOAN = "Trần Thị Mai", "Bùi Thị Loan"


async def test_a_role_is_handed_over_on_its_day_and_everybody_hears_once(town: Town) -> None:
    await town.say(JUSTICE, "2.a xong")
    shown = await press(town, await card(town, JUSTICE), "Bàn giao")
    shown = await town.say(COORDINATOR, "1/4")
    shown = await press(town, shown, LOAN)
    assert "Người bàn giao: " + MAI in shown.text
    assert "Từ ngày: 1/4/2022" in shown.text
    shown = await press(town, shown, "Bàn giao")
    assert "từ ngày 1/4/2022" in shown.text
    assert f"🗓 {LOAN} giữ chức danh từ ngày 1/4/2022" in (await card(town, JUSTICE)).text
    await town.office.pass_until(local(date(2022, 3, 31), "16:00"))
    assert await holders(town, JUSTICE) == [(MAI, False)]
    await town.card(JUSTICE, "2.b")  # an open question
    await town.office.move_to(local(date(2022, 4, 1), "00:10"))
    assert await holders(town, JUSTICE) == [(LOAN, False)]
    assert heard(town.phones[RADIO], "bàn giao từ ngày") == 0, "nobody is woken at night"
    await town.office.pass_until(local(date(2022, 4, 1), "08:00"))
    await town.office.move_to(local(date(2022, 4, 1), "09:00"))
    given = town.phones[RADIO].last
    assert f"Đồng chí {MAI} bàn giao từ ngày 1/4/2022." in given.text
    assert "▫️ 2.b" in given.text
    assert "Chưa báo cáo trong kỳ này" in given.text
    assert heard(town.phones[RADIO], "bàn giao từ ngày") == 1
    assert heard(town.phones[JUSTICE], "Đã bàn giao chức danh") == 1
    assert heard(town.coordinator, "đã bàn giao cho đồng chí") == 1
    said = await town.say(JUSTICE, "xong")
    assert "không phụ trách" not in said.text, "the question about 2.b was closed"
    assert "2.b" not in (await town.say(JUSTICE, "/viec")).text
    assert "2.b" in (await town.say(RADIO, "/viec")).text
    answer = await town.answer("2.a")
    assert answer is not None, "what was answered stays"


async def test_the_successor_reads_what_was_answered_the_period_before(town: Town) -> None:
    await town.say(JUSTICE, "2.a đang làm 40%, đã rà soát 12 văn bản")
    await town.office.pass_until(local(date(2022, 6, 8), "09:00"))
    await press(town, await card(town, JUSTICE), "Bàn giao", "Hôm nay", LOAN, "Bàn giao")
    await town.office.deliver()
    given = town.phones[RADIO].last
    assert "Đã báo cáo quý I/2022" in given.text
    assert "2.a" in given.text
    answers = await town.office.press(town.phones[RADIO], given, "Xem trả lời quý I/2022")
    assert "đã rà soát 12 văn bản" in answers.text
    refused = await town.press(town.phones[FINANCE], given.buttons[-1][0].data or "")
    assert "không phụ trách chức danh đó" in refused.text


async def test_a_hand_over_by_invitation_begins_on_its_day_and_not_before_somebody_takes_it(
    town: Town,
) -> None:
    shown = await press(town, await card(town, JUSTICE), "Bàn giao", "Đầu tháng tới", "Mời người mới")
    assert "vẫn giữ chức danh cho đến khi có người nhận" in shown.text
    await press(town, shown, "Lấy liên kết mời")
    link = next(word for word in town.coordinator.last.text.split() if word.startswith("https://t.me/"))
    new = town.stranger("Người mới")
    await new.open_link(link)
    welcome = await new.wait_for("đã nhận chức danh")
    assert "Bắt đầu từ ngày 1/4/2022" in welcome.text
    assert await holders(town, JUSTICE) == [(MAI, False)]
    assert f"Từ ngày 1/4/2022: {JUSTICE}" in (await town.office.say(new, "/trogiup")).text
    await town.office.pass_until(local(date(2022, 4, 1), "09:00"))
    assert await holders(town, JUSTICE) == [("Người mới", False)]
    assert heard(new, f"Đồng chí {MAI} bàn giao") == 1
    assert heard(town.phones[JUSTICE], "Đã bàn giao chức danh") == 1


async def test_what_was_arranged_can_be_undone_and_nobody_hears_of_it(town: Town) -> None:
    await press(town, await card(town, JUSTICE), "Bàn giao", "Thứ Hai tới", LOAN, "Bàn giao")
    await press(town, await card(town, JUSTICE), "Hủy lịch từ 21/3")
    await town.office.pass_until(local(date(2022, 3, 22), "09:00"))
    assert await holders(town, JUSTICE) == [(MAI, False)]
    assert await town.outbox("changeover") == []


async def test_a_predecessor_is_told_when_an_ordinary_invitation_is_taken(town: Town) -> None:
    await town.press(town.coordinator, f"invite:{(await town.role(JUSTICE)).id}")
    link = next(word for word in town.coordinator.last.text.split() if word.startswith("https://t.me/"))
    await town.stranger("Người mới").open_link(link)
    await town.office.deliver()
    assert heard(town.phones[JUSTICE], "Đã bàn giao chức danh") == 1
    assert heard(town.coordinator, "Người mới đã nhận chức danh") == 1
    assert heard(town.coordinator, "đã bàn giao cho đồng chí") == 0, "once is enough"


async def test_the_coordinator_hands_over_and_has_the_menu_of_an_officer(town: Town) -> None:
    shown = await press(town, await card(town, COORDINATOR), "Bàn giao", "Hôm nay", LOAN)
    assert "chức danh đầu mối" in shown.text
    await press(town, shown, "Bàn giao")
    await town.office.deliver()
    assert await holders(town, COORDINATOR) == [(LOAN, False)]
    assert "dành cho chức danh khác" in (await town.say(COORDINATOR, "/nhac")).text
    assert "Chức danh của đơn vị" in (await town.say(RADIO, "/chucdanh")).text


async def test_the_menu_changes_on_the_day_itself(town: Town) -> None:
    def menu(role: str) -> set[str]:
        phone = town.phones[role]
        shown = town.office.simulator.state.menus.commands_for(phone.chat, phone.user)
        return {command["command"] for command in shown}

    await press(town, await card(town, COORDINATOR), "Bàn giao", "Ngày mai", LOAN, "Bàn giao")
    await town.office.pass_until(local(date(2022, 3, 15), "16:59"))
    assert "tonghop" not in menu(RADIO)
    await town.office.pass_until(local(date(2022, 3, 16), "09:00"))
    assert "tonghop" in menu(RADIO)
    assert "tonghop" not in menu(COORDINATOR)
    assert "viec" in menu(COORDINATOR)
    assert heard(town.coordinator, "Đã bàn giao chức danh") == 1
    assert heard(town.phones[RADIO], "bàn giao từ ngày") == 1


async def test_the_last_coordinator_cannot_go(town: Town) -> None:
    await press(town, await card(town, COORDINATOR), "Thôi giữ chức danh", "Đầu tháng tới", "Đồng ý")
    assert "luôn có cán bộ đầu mối" in town.coordinator.last.text
    assert await holders(town, COORDINATOR) == [("Nguyễn Thị Hoa", False)]


async def test_whoever_leaves_is_thanked_and_the_role_is_marked_vacant(town: Town) -> None:
    await press(town, await card(town, RADIO), "Thôi giữ chức danh", "Ngày mai", "Đồng ý")
    await town.office.pass_until(local(date(2022, 3, 16), "09:00"))
    assert heard(town.phones[RADIO], "thôi giữ chức danh") == 1
    assert heard(town.coordinator, "Đài truyền thanh xã: đồng chí Bùi Thị Loan thôi giữ chức danh") == 1
    assert f"{RADIO}: ⚠️ chưa có người" in (await town.say(COORDINATOR, "/chucdanh")).text
    shown = await press(
        town, await card(town, RADIO), "Giao cho cán bộ trong đơn vị", "Hôm nay", MAI, "Bàn giao"
    )
    assert "Đã giao" in shown.text
    assert await holders(town, RADIO) == [(MAI, False)]


async def test_during_leave_the_deputy_is_reminded_and_it_ends_by_itself(town: Town) -> None:
    shown = await press(town, await card(town, JUSTICE), "Phụ trách thay khi nghỉ")
    shown = await town.say(COORDINATOR, "đến ngày 16/3")
    shown = await press(town, shown, LOAN)
    assert "Từ ngày 15/3/2022 đến hết ngày 16/3/2022" in shown.text
    await press(town, shown, "Đồng ý")
    await town.office.deliver()
    assert heard(town.phones[RADIO], "phụ trách thay: Công chức Tư pháp") == 1
    assert heard(town.phones[JUSTICE], "không nhắc đồng chí") == 1
    assert f"{MAI} (đang nghỉ)" in (await card(town, JUSTICE)).text
    before = heard(town.phones[JUSTICE], "🔔")
    await town.office.pass_until(local(date(2022, 3, 16), "16:59"))
    assert heard(town.phones[JUSTICE], "🔔") == before, "who is on leave is left in peace"
    assert any("🔔" in m.text and "nhiệm vụ" in m.text for m in town.phones[RADIO].messages)
    await town.say(COORDINATOR, "/nhac")
    await town.office.deliver()
    assert heard(town.phones[JUSTICE], "🔔") == before
    assert "Đã ghi" in (await town.say(JUSTICE, "2.a xong")).text, "but may answer"
    assert "Đã ghi" in (await town.say(RADIO, "2.b xong")).text
    await town.office.pass_until(local(date(2022, 3, 17), "09:00"))
    assert await holders(town, JUSTICE) == [(MAI, False)]
    assert heard(town.phones[RADIO], "Đã hết thời gian phụ trách thay") == 1
    assert heard(town.phones[JUSTICE], "Đã hết thời gian nghỉ") == 1
    assert heard(town.phones[JUSTICE], "🔔") > before, "reminded again"
    answer = await town.answer("2.b")
    assert answer is not None
    assert not answer.on_behalf


async def test_leave_ends_early_and_both_hear_once(town: Town) -> None:
    await press(town, await card(town, JUSTICE), "Phụ trách thay khi nghỉ", "1 tuần", LOAN, "Đồng ý")
    await town.office.move_to(local(date(2022, 3, 17), "10:00"))
    await press(town, await card(town, JUSTICE), "Kết thúc sớm")
    await town.office.pass_until(local(date(2022, 3, 25), "10:00"))
    assert await holders(town, JUSTICE) == [(MAI, False)]
    assert heard(town.phones[RADIO], "Đã hết thời gian phụ trách thay") == 1
    assert heard(town.phones[JUSTICE], "Đã hết thời gian nghỉ") == 1


async def test_leave_that_begins_in_tet_is_told_on_the_first_working_day(town: Town) -> None:
    # 30/4/2022 is a Saturday, 1/5 a Sunday, 2 and 3/5 are days off in their stead.
    shown = await press(town, await card(town, JUSTICE), "Phụ trách thay khi nghỉ")
    shown = await town.say(COORDINATOR, "từ 30/4 đến 10/5")
    await press(town, shown, LOAN, "Đồng ý")
    await town.office.pass_until(local(date(2022, 5, 3), "12:00"))
    await town.office.move_to(local(date(2022, 5, 3), "12:00"))
    assert await holders(town, JUSTICE) == [(MAI, False), (LOAN, True)]
    assert heard(town.phones[RADIO], "phụ trách thay:") == 0
    await town.office.move_to(local(date(2022, 5, 4), "07:30"))
    assert heard(town.phones[RADIO], "phụ trách thay:") == 1


@pytest.mark.parametrize("who", [JUSTICE, LEADER])
@pytest.mark.parametrize(
    "data", ["hand:{0}", "hand-yes:{0}:0:220401:1", "away:{0}", "away-yes:{0}:1:220401:220402:1", "quit:{0}",
             "quit-yes:{0}:1:220401", "hand-off:1", "away-end:{0}"],
)  # fmt: skip
async def test_only_the_coordinator_moves_people(town: Town, who: str, data: str) -> None:
    role = (await town.role(FINANCE)).id
    said = await town.press(town.phones[who], data.format(role))
    assert "dành cho chức danh khác" in said.text


@pytest.mark.parametrize(
    "data",
    ["hand:999999", "hand-to:{0}:0:220401", "hand-yes:{0}:{1}:220401:999999", "hand-yes:{0}:{1}:200101:{1}",
     "hand-yes:{0}:{1}:abcdef:{1}", "hand-yes:{0}:{1}", "away-yes:{0}:{1}:220402:220401:0", "hand-off:999999",
     "quit-yes:{0}:999999:220401", "away-end:{0}"],
)  # fmt: skip
async def test_forged_and_stale_buttons_change_nothing(town: Town, data: str) -> None:
    role = (await town.role(FINANCE)).id
    async with town.office.database.read() as session:
        holder = (await session.exec(select(Appointment).where(Appointment.role_id == role))).one()
    await town.coordinator.send("/trogiup")
    await town.office.handled()
    async with town.office.database.read() as session:
        before = [row.model_dump() for row in await session.exec(select(Appointment))]
    await town.press(town.coordinator, data.format(role, holder.officer_id))
    async with town.office.database.read() as session:
        assert [row.model_dump() for row in await session.exec(select(Appointment))] == before
