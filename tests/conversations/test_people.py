"""People come in, hold several roles, hand over, stand in for each other; strangers learn nothing."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from simulator import Message, Phone
from storage.people import roles_held
from storage.tables import Invitation, Officer, RoleKind
from tests.commune import found
from tests.conversations.quarter import COORDINATOR, FINANCE, JUSTICE, LEADER, ONE_STOP, RADIO
from tests.conversations.town import Town

POLITE = "Xin chào. Đây là trợ lý đôn đốc công việc nội bộ"
_LINK = re.compile(r"https://t\.me/\S+")


async def invitation(town: Town, role: str, verb: str = "invite") -> str:
    """A fresh link to the role."""
    said = await town.press(town.coordinator, f"{verb}:{(await town.role(role)).id}")
    link = _LINK.search(said.text)
    assert link is not None
    return link[0]


async def opened(town: Town, phone: Phone, link: str) -> Message:
    await phone.open_link(link)
    await town.office.handled()
    return await phone.wait_for(lambda shown: shown.from_bot)


async def held(town: Town, phone: Phone) -> list[tuple[str, bool]]:
    """The roles of whoever has this phone, and whether as a deputy."""
    async with town.office.database.read() as session:
        officer = (await session.exec(select(Officer).where(Officer.telegram_id == phone.user.id))).first()
        if officer is None:
            return []
        today = town.office.services.today()
        return [(h.role.name, h.acting) for h in await roles_held(session, officer.id, today)]


async def test_an_invitation_is_taken_once(town: Town) -> None:
    link = await invitation(town, RADIO)
    first, second = town.stranger("Lan"), town.stranger("Điệp")
    assert "đã nhận chức danh" in (await opened(town, first, link)).text
    assert "đã có người nhận" in (await opened(town, second, link)).text
    assert await held(town, first) == [(RADIO, False)]
    assert await held(town, second) == []
    assert POLITE in (await town.office.say(second, "xin chào")).text


async def test_whoever_taps_their_own_link_twice_is_at_home(town: Town) -> None:
    link, phone = await invitation(town, RADIO), town.stranger("Lan")
    await opened(town, phone, link)
    assert "Chức danh: " + RADIO in (await opened(town, phone, link)).text


@pytest.mark.parametrize(("days", "taken"), [(13, True), (14, False), (40, False)])
async def test_an_invitation_lasts_fourteen_days(town: Town, days: int, taken: bool) -> None:
    link, phone = await invitation(town, RADIO), town.stranger("Lan")
    town.office.simulator.clock.move_to(town.office.services.clock() + timedelta(days=days))
    said = await opened(town, phone, link)
    assert ("đã nhận chức danh" in said.text) is taken
    assert ("đã hết hiệu lực" in said.text) is not taken
    assert await held(town, phone) == ([(RADIO, False)] if taken else [])


async def test_a_revoked_invitation_opens_nothing(town: Town) -> None:
    link, phone = await invitation(town, RADIO), town.stranger("Lan")
    await town.press_quietly(town.coordinator, f"revoke:{(await town.role(RADIO)).id}")
    assert "Đã thu hồi 1 lời mời" in await town.coordinator.wait_for_toast("thu hồi")
    assert "đã hết hiệu lực" in (await opened(town, phone, link)).text
    assert await held(town, phone) == []


async def test_a_code_that_never_was_is_said_to_be_wrong(town: Town) -> None:
    phone = town.stranger()
    for words in ("/start ABCD-EFGH-JKLM-NPQR", "abcd efgh jklm npqr", "/start ' OR 1=1 --"):
        said = await town.office.say(phone, words)
        assert "Mã mời không đúng" in said.text or POLITE in said.text
    assert await held(town, phone) == []


async def test_a_code_can_be_typed_instead_of_tapping_the_link(town: Town) -> None:
    code = (await invitation(town, RADIO)).rsplit("=", 1)[1]
    phone = town.stranger("Lan")
    said = await town.office.say(phone, code.lower().replace("-", " "))
    assert "đã nhận chức danh" in said.text
    other = (await invitation(town, FINANCE)).rsplit("=", 1)[1]
    assert "đã nhận chức danh" in (await town.office.say(phone, other)).text, "by an officer too"
    assert await held(town, phone) == [(FINANCE, False), (RADIO, False)]


async def test_only_the_hash_of_a_code_is_stored(town: Town) -> None:
    code = (await invitation(town, RADIO)).rsplit("=", 1)[1]
    letters = code.replace("-", "")
    everything = repr(await town.everything())
    assert code not in everything
    assert letters not in everything
    async with town.office.database.read() as session:
        hashes = [row.token_hash for row in await session.exec(select(Invitation))]
    assert all(re.fullmatch(r"[0-9a-f]{64}", row) for row in hashes)


async def test_a_new_holder_ends_the_time_of_the_former(town: Town) -> None:
    former, new = town.phones[JUSTICE], town.stranger("Người mới")
    await town.card(JUSTICE, "2.a")
    await opened(town, new, await invitation(town, JUSTICE))
    assert await held(town, former) == []
    assert await held(town, new) == [(JUSTICE, False)]
    said = await town.say(JUSTICE, "xong")
    assert "Chưa rõ ý đồng chí" in said.text, "the question about 2.a went with the role"
    assert await town.answer("2.a") is None
    said = await town.press(former, f"done:{(await town.period()).id}:{(await town.task('2.a')).id}")
    assert "đồng chí không phụ trách chức danh đó" in said.text
    assert "2.a" in (await town.office.say(new, "/baocao")).text


async def test_a_deputy_answers_beside_the_holder(town: Town) -> None:
    deputy = town.stranger("Người thay")
    said = await opened(town, deputy, await invitation(town, JUSTICE, "deputy"))
    assert "phụ trách thay" in said.text
    assert await held(town, town.phones[JUSTICE]) == [(JUSTICE, False)]
    saved = await town.office.say(deputy, "2.a xong")
    assert "Đã ghi" in saved.text
    answer = await town.answer("2.a")
    assert answer is not None
    assert not answer.on_behalf
    assert "2.b" in (await town.say(JUSTICE, "/baocao")).text
    assert "▫️ 2.a" not in town.phones[JUSTICE].last.text, "the deputy's answer counts for the role"


async def test_taking_ones_own_role_again_lists_its_holder_once(town: Town) -> None:
    phone = town.phones[JUSTICE]
    await opened(town, phone, await invitation(town, JUSTICE))
    assert await held(town, phone) == [(JUSTICE, False)]
    await opened(town, phone, await invitation(town, JUSTICE, "deputy"))
    assert await held(town, phone) == [(JUSTICE, False)], "a holder does not become the own deputy"


async def test_a_deputy_becomes_the_holder(town: Town) -> None:
    deputy = town.stranger("Người thay")
    await opened(town, deputy, await invitation(town, JUSTICE, "deputy"))
    town.office.simulator.clock.move_to(town.office.services.clock() + timedelta(days=1))
    await opened(town, deputy, await invitation(town, JUSTICE))
    assert await held(town, deputy) == [(JUSTICE, False)]
    assert await held(town, town.phones[JUSTICE]) == []


async def test_two_people_of_one_role_share_its_answers(town: Town) -> None:
    deputy = town.stranger("Người thay")
    await opened(town, deputy, await invitation(town, JUSTICE, "deputy"))
    await town.office.say(deputy, "2.a đang làm 40%")
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    answer = await town.answer("2.a")
    assert answer is not None
    first, second = await town.history(answer)
    assert first.officer_id != second.officer_id
    assert second.before is not None
    assert second.before["percent"] == 40


async def test_one_person_answers_for_all_roles_they_hold(town: Town) -> None:
    phone = town.phones[JUSTICE]
    await opened(town, phone, await invitation(town, RADIO))
    assert set(await held(town, phone)) == {(JUSTICE, False), (RADIO, False)}
    said = await town.say(JUSTICE, "2.a xong\n1.c đang làm 30%")
    assert "Đã ghi 2 nội dung" in said.text
    tasks = (await town.say(JUSTICE, "/viec")).text
    assert "1.c" in tasks
    assert "2.d" in tasks


async def test_a_coordinator_answers_their_own_tasks_too(town: Town) -> None:
    assert "Đã ghi" in (await town.say(COORDINATOR, "1.a xong")).text
    answer = await town.answer("1.a")
    assert answer is not None
    assert not answer.on_behalf


async def test_an_account_serves_one_unit(town: Town) -> None:
    other = await found(town.office.database)
    async with town.office.database.write() as session:
        from storage.people import invite

        code = await invite(session, other.roles[JUSTICE], town.office.services.clock())
    phone = town.phones[RADIO]
    said = await opened(town, phone, f"https://t.me/{town.office.simulator.bot_username}?start={code}")
    assert "đang thuộc UBND xã Tân Quang" in said.text
    assert await held(town, phone) == [(RADIO, False)]
    stranger = town.stranger("Người Vĩnh Phong")
    said = await opened(town, stranger, f"https://t.me/{town.office.simulator.bot_username}?start={code}")
    assert "UBND xã Vĩnh Phong" in said.text, "the refused invitation can still be taken"


@pytest.mark.parametrize(
    "words",
    ["xin chào", "/viec", "/baocao", "/solieu", "/kehoach", "/chucdanh", "/tiendo", "/nhac", "/tonghop",
     "/lich", "/ngonngu", "/huy", "/trogiup", "/start", "/khongco", "3.c xong", "hủy"],
)  # fmt: skip
async def test_a_stranger_hears_one_polite_line_whatever_they_say(town: Town, words: str) -> None:
    phone = town.stranger()
    said = await town.office.say(phone, words)
    assert POLITE in said.text
    assert said.buttons == []
    assert "Tân Quang" not in said.text


async def test_a_strangers_files_and_presses_get_the_same_line_and_leave_nothing(town: Town) -> None:
    phone = town.stranger()
    line = await town.office.say(phone, "xin chào")
    before = await town.everything()
    calls = town.office.simulator.faults.calls["getFile"]
    await phone.send_document(b"%PDF-1.4", name="mat.pdf")
    assert POLITE in (await phone.wait_for("Xin chào")).text
    for data in (
        "roles",
        "task:1:8",
        "done:1:8",
        "file:1",
        "language:en",
        "language:xx",
        "vanished",
        "invite:1",
    ):
        assert POLITE in (await town.press(phone, data, line)).text, data
    assert town.office.simulator.faults.calls["getFile"] == calls, "a stranger's file is not even fetched"
    assert await town.everything() == before


async def test_a_name_with_html_is_shown_as_it_is(town: Town) -> None:
    phone = town.stranger("<b>Mai</b> & Lan")
    await opened(town, phone, await invitation(town, RADIO))
    await town.office.deliver()
    assert "👤 <b>Mai</b> & Lan đã nhận chức danh" in town.coordinator.last.text
    assert "<b>Mai</b> & Lan" in (await town.say(COORDINATOR, "/chucdanh")).text


async def test_the_leader_sees_the_board_and_coordinates_nothing(town: Town) -> None:
    phone = town.phones[LEADER]
    await phone.send("/tiendo")
    await town.office.deliver()
    assert phone.last.photo is not None
    roles = await town.office.press(phone, phone.last, "Xem từng bộ phận")
    assert "Nhắc ngay" not in str(roles.buttons)
    role = await town.office.press(phone, roles, ONE_STOP)
    assert "3.a" in role.text
    assert "3.a" not in str(role.buttons)


async def test_everybody_sees_their_own_commands(town: Town) -> None:
    assert "/tonghop" in (await town.say(COORDINATOR, "/trogiup")).text
    assert "/tonghop" not in (await town.say(JUSTICE, "/trogiup")).text
    assert "/tiendo" in (await town.say(LEADER, "/trogiup")).text
    said = await town.say(JUSTICE, "/chucdanh")
    assert said.text == f"Chức danh của đồng chí: {JUSTICE}"
    assert {kind.value for kind in RoleKind} == {"officer", "coordinator", "leader"}


async def test_who_reads_english_is_spoken_to_in_english_and_nobody_else(town: Town) -> None:
    asked = await town.say(JUSTICE, "/ngonngu")
    await town.office.press(town.phones[JUSTICE], asked, "English")
    assert "Reform report" in (await town.say(JUSTICE, "/report")).text
    assert "My tasks" in (await town.say(JUSTICE, "/tasks")).text
    assert "Nhiệm vụ của tôi" in (await town.say(FINANCE, "/viec")).text
    await town.say(COORDINATOR, "/nhac")
    await town.office.deliver()
    assert "Reform report" in town.phones[JUSTICE].last.text
    assert "Báo cáo CCHC" in town.phones[FINANCE].last.text
