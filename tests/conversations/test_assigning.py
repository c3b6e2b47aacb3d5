"""/giaoviec: a task outside the plan is given, heard of, acknowledged, answered and reported like any other."""

from datetime import date

import pytest
from sqlalchemy import delete
from sqlmodel import col, select

from simulator import Message, Phone
from storage import appointments, people, plans
from storage.enums import DueKind
from storage.tables import Appointment, Officer, Plan, PlanState, Question, Task
from tests.commune import found
from tests.conversations.office import Office, local
from tests.conversations.quarter import COORDINATOR, CULTURE, FINANCE, JUSTICE, LEADER, ONE_STOP, RADIO
from tests.conversations.test_answers import PNG
from tests.conversations.town import Town

ONE_LINE = "/giaoviec giao Tư pháp – Hộ tịch rà soát văn bản hết hiệu lực, trước ngày 20/4"


async def given(town: Town, words: str = ONE_LINE, by: str = COORDINATOR) -> Message:
    """Gives a task whose role and due are in the words; what the giver then sees."""
    card = await town.say(by, words)
    return await town.office.press(town.phones[by], card, "Giao việc")


async def tasks(town: Town) -> list[Task]:
    """Everything that was given, in any unit."""
    async with town.office.database.read() as session:
        return list(
            await session.exec(select(Task).where(col(Task.given_at).is_not(None)).order_by(col(Task.id)))
        )


def heard(town: Town, words: str) -> set[str]:
    """The roles whose phones show a message of the bot with these words."""
    return {
        role
        for role, phone in town.phones.items()
        if any(m.from_bot and words in m.text for m in phone.messages)
    }


def carried(shown: Message, label: str) -> str:
    """What the button with this label carries."""
    return next(b.data for row in shown.buttons for b in row if label in b.label and b.data)


def last_with(phone: Phone, words: str) -> Message:
    return [m for m in phone.messages if m.from_bot and words in m.text][-1]


async def test_one_line_is_understood_shown_and_given(town: Town) -> None:
    card = await town.say(COORDINATOR, ONE_LINE)
    assert "Giao nhiệm vụ?" in card.text
    assert "Rà soát văn bản hết hiệu lực." in card.text
    assert f"Chủ trì: {JUSTICE}" in card.text
    assert "Thời hạn: trước ngày 20/4 (hết ngày 19/4, thứ Ba)" in card.text
    assert await tasks(town) == [], "nothing before it is confirmed"
    done = await town.office.press(town.coordinator, card, "Giao việc")
    assert "Đã giao nhiệm vụ GV.1" in done.text
    assert "Đã báo cho: Trần Thị Mai" in done.text
    (task,) = await tasks(town)
    assert (task.code, task.due_kind, task.due_on) == ("GV.1", DueKind.DATE, date(2022, 4, 19))


async def test_lead_and_supports_hear_at_once_and_nobody_else(town: Town) -> None:
    office, phone = town.office, town.coordinator
    card = await town.say(COORDINATOR, ONE_LINE)
    choices = await office.press(phone, card, "Phối hợp")
    assert JUSTICE not in str(choices.buttons), "the lead does not support as well"
    choices = await office.press(phone, choices, FINANCE)
    choices = await office.press(phone, choices, "Đài truyền thanh")
    choices = await office.press(phone, choices, "Đài truyền thanh")
    card = await office.press(phone, choices, "Xong")
    assert f"Phối hợp: {FINANCE}\n" in card.text
    await office.press(phone, card, "Giao việc")
    await office.deliver()
    assert heard(town, "được giao nhiệm vụ GV.1") == {JUSTICE}
    assert heard(town, "phối hợp nhiệm vụ GV.1") == {FINANCE}
    assert heard(town, "GV.1") == {COORDINATOR, JUSTICE, FINANCE}
    lead, support = town.phones[JUSTICE].last, town.phones[FINANCE].last
    for said in (lead, support):
        assert "Người giao: Nguyễn Thị Hoa" in said.text
        assert "trước ngày 20/4 (hết ngày 19/4, thứ Ba)" in said.text
    assert "Đã nhận" in str(lead.buttons)
    assert "Đã nhận" not in str(support.buttons), "only the lead acknowledges"
    shown = await office.press(town.phones[FINANCE], support, "Xem nhiệm vụ")
    assert "Nhiệm vụ GV.1" in shown.text
    assert "Lịch sử" not in str(shown.buttons)


async def test_step_by_step_with_buttons(town: Town) -> None:
    office, phone = town.office, town.coordinator
    asked = await town.say(COORDINATOR, "/giaoviec")
    assert "gõ nội dung nhiệm vụ" in asked.text
    roles = await town.say(COORDINATOR, "3.c Dọn dẹp kho <lưu trữ> & 📚")
    assert "Chọn chức danh chủ trì" in roles.text
    dues = await office.press(phone, roles, FINANCE)
    assert f"Chủ trì: {FINANCE}" in dues.text
    card = await office.press(phone, dues, "Hằng tháng")
    assert "hằng tháng, lần đầu trước ngày 1/4 (hết ngày 31/3, thứ Năm)" in card.text
    areas = await office.press(phone, card, "Lĩnh vực")
    card = await office.press(phone, areas, "6. ")
    assert "Lĩnh vực: 6. " in card.text
    await office.press(phone, card, "Giao việc")
    await office.handled()
    (task,) = await tasks(town)
    assert task.text == "3.c Dọn dẹp kho <lưu trữ> & 📚", "a code in front makes it no answer"
    assert (task.due_kind, task.due_on) == (DueKind.MONTHLY, date(2022, 3, 31))
    areas_text = await office.press(phone, await town.say(COORDINATOR, "/kehoach"), "Xem nhiệm vụ")
    assert "GV.1" in (await office.press(phone, areas_text, "6. ")).text


async def test_every_part_can_be_mended_before_it_is_given(town: Town) -> None:
    office, phone = town.office, town.coordinator
    card = await town.say(COORDINATOR, ONE_LINE)
    menu = await office.press(phone, card, "Sửa")
    await office.press(phone, menu, "Nội dung")
    card = await town.say(COORDINATOR, "Rà soát văn bản, giao Đài truyền thanh xã")
    assert "Rà soát văn bản, giao Đài truyền thanh xã" in card.text, "only the wording was asked for"
    assert f"Chủ trì: {JUSTICE}" in card.text
    menu = await office.press(phone, card, "Sửa")
    await office.press(phone, menu, "Chủ trì")
    card = await town.say(COORDINATOR, "tài chính - kế toán")
    assert f"Chủ trì: {FINANCE}" in card.text
    menu = await office.press(phone, card, "Sửa")
    await office.press(phone, menu, "Thời hạn")
    again = await town.say(COORDINATOR, "ngày 20/2/2022")
    assert "Ngày 20/2/2022 đã qua" in again.text
    again = await town.say(COORDINATOR, "càng sớm càng tốt")
    assert "Chưa rõ hạn «càng sớm càng tốt»" in again.text
    card = await town.say(COORDINATOR, "quý II")
    assert "hết ngày 30/6" in card.text
    await office.press(phone, card, "Giao việc")
    await office.handled()
    (task,) = await tasks(town)
    assert task.text == "Rà soát văn bản, giao Đài truyền thanh xã"
    assert task.due_on == date(2022, 6, 30)


async def test_a_dropped_draft_gives_nothing_and_its_buttons_are_stale(town: Town) -> None:
    card = await town.say(COORDINATOR, ONE_LINE)
    number = carried(card, "Giao việc").split(":")[1]
    assert "Đã bỏ" in (await town.office.press(town.coordinator, card, "Bỏ")).text
    for data in (f"assign-give:{number}", f"assign-edit:{number}", f"pick-due:{number}:today"):
        assert "Nút này đã cũ" in (await town.press(town.coordinator, data)).text
    assert await tasks(town) == []


async def test_replying_to_a_message_takes_its_words(town: Town) -> None:
    phone = town.coordinator
    own = await phone.send("Công văn 15: lập danh sách hộ kinh doanh, trước ngày 25/3")
    await town.office.handled()
    card = await town.say(COORDINATOR, "/giaoviec giao tài chính kế toán làm gấp", reply_to=own)
    assert "Làm gấp\nCông văn 15: lập danh sách hộ kinh doanh." in card.text
    assert f"Chủ trì: {FINANCE}" in card.text
    assert "hết ngày 24/3" in card.text


async def test_replying_to_the_bots_message_or_a_captioned_file_takes_its_words(town: Town) -> None:
    phone = town.coordinator
    bots = await town.say(COORDINATOR, "/lich")
    assert bots.text.splitlines()[0] in (await town.say(COORDINATOR, "/assign", reply_to=bots)).text
    await phone.send_document(b"%PDF-1.4", name="cong-van.pdf", caption="Triển khai công văn 20 của tỉnh")
    await town.office.handled()
    file = next(m for m in phone.messages if m.document and not m.from_bot)
    assert "Triển khai công văn 20 của tỉnh" in (await town.say(COORDINATOR, "/giaoviec", reply_to=file)).text
    bare = await phone.send_photo(PNG)
    await town.office.handled()
    assert "gõ nội dung nhiệm vụ" in (await town.say(COORDINATOR, "/giaoviec", reply_to=bare)).text


async def test_a_command_in_the_middle_loses_nothing(town: Town) -> None:
    office, phone = town.office, town.coordinator
    await town.say(COORDINATOR, "/giaoviec")
    roles = await town.say(COORDINATOR, "Kiểm tra phòng cháy")
    await town.say(COORDINATOR, "1.a xong")
    assert await town.answer("1.a") is not None
    await office.move_to(local(date(2022, 3, 16), "07:31"))  # a reminder comes in between
    dues = await office.press(phone, roles, RADIO)
    await town.card(COORDINATOR, "1.b")
    card = await town.say(COORDINATOR, "25/3", reply_to=dues)
    assert "Giao nhiệm vụ?" in card.text
    assert await town.answer("1.b") is None, "the reply was for the due"
    assert "Đã giao nhiệm vụ GV.1" in (await office.press(phone, card, "Giao việc")).text


async def test_the_draft_lies_in_a_row(town: Town) -> None:
    await town.say(COORDINATOR, "/giaoviec Kiểm tra phòng cháy")
    async with town.office.database.read() as session:
        question = (
            await session.exec(
                select(Question).where(Question.kind == "assign").order_by(col(Question.id).desc())
            )
        ).first()
    assert question is not None
    assert question.closed_at is None
    assert question.subject["text"] == "Kiểm tra phòng cháy"


async def test_a_draft_that_lay_too_long_is_asked_for_its_due_again(town: Town) -> None:
    card = await town.say(COORDINATOR, "/giaoviec giao Đài truyền thanh xã đưa tin, chậm nhất ngày 16/3")
    town.office.simulator.clock.move_to(local(date(2022, 3, 20), "09:00"))
    again = await town.office.press(town.coordinator, card, "Giao việc")
    assert "Ngày 16/3/2022 đã qua" in again.text
    assert await tasks(town) == []
    card = await town.office.press(town.coordinator, again, "Ngày mai")
    await town.office.press(town.coordinator, card, "Giao việc")
    await town.office.handled()
    assert [task.due_on for task in await tasks(town)] == [date(2022, 3, 21)]


async def test_giving_twice_gives_once(town: Town) -> None:
    card = await town.say(COORDINATOR, ONE_LINE)
    data = carried(card, "Giao việc")
    await town.press(town.coordinator, data, card)
    assert "Nút này đã cũ" in (await town.press(town.coordinator, data, card)).text
    assert len(await tasks(town)) == 1


async def test_the_lead_acknowledges_and_the_giver_hears_once(town: Town) -> None:
    office, phone = town.office, town.phones[JUSTICE]
    await given(town)
    await office.deliver()
    assigned = last_with(phone, "được giao nhiệm vụ GV.1")
    thanks = await office.press(phone, assigned, "Đã nhận GV.1")
    assert "Đã ghi nhận đồng chí đã nhận" in thanks.text
    await town.press_quietly(phone, f"accept:{(await tasks(town))[0].id}", assigned)
    await phone.wait_for_toast("đã được ghi nhận từ trước")
    await office.deliver()
    said = [m for m in town.coordinator.messages if "Trần Thị Mai đã nhận" in m.text]
    assert len(said) == 1
    (task,) = await tasks(town)
    shown = await town.press(town.coordinator, f"work:{task.id}")
    assert "✓ Đã nhận: Trần Thị Mai, 09:00 ngày 15/3/2022" in shown.text
    await office.move_to(local(date(2022, 3, 16), "07:31"))
    assert heard(town, "chưa ai xác nhận đã nhận") == set()


async def test_what_nobody_acknowledged_is_listed_once_the_next_working_morning(town: Town) -> None:
    office = town.office
    office.simulator.clock.move_to(local(date(2022, 3, 18), "16:00"))  # a Friday
    await given(town)
    await given(town, "/giaoviec giao Đài truyền thanh xã đưa tin, trước ngày 30/3")
    await given(town, "/giaoviec giao tài chính kế toán lập dự toán, trước ngày 30/3")
    await town.press(town.phones[FINANCE], f"accept:{(await tasks(town))[2].id}")
    await office.move_to(local(date(2022, 3, 20), "12:00"))
    assert heard(town, "chưa ai xác nhận đã nhận") == set()
    await office.pass_until(local(date(2022, 3, 21), "07:31"))
    said = [m for m in town.coordinator.messages if "chưa ai xác nhận đã nhận" in m.text]
    assert len(said) == 1
    assert "GV.1" in said[0].text
    assert "GV.2" in said[0].text
    assert "GV.3" not in said[0].text
    assert heard(town, "chưa ai xác nhận đã nhận") == {COORDINATOR}


async def test_viec_marks_given_tasks_and_offers_the_acknowledgement(town: Town) -> None:
    await given(town)
    await given(town, "/giaoviec giao Tư pháp – Hộ tịch mở lớp phổ biến pháp luật, trước ngày 30/4")
    shown = await town.say(JUSTICE, "/viec")
    assert "📌 GV.1" in shown.text
    assert "📌 2.a" not in shown.text
    assert "chưa xác nhận đã nhận: GV.1, GV.2" in shown.text
    await town.office.press(town.phones[JUSTICE], shown, "Đã nhận cả 2 nhiệm vụ")
    await town.office.handled()
    assert all(task.acknowledged_at for task in await tasks(town))
    assert "xác nhận" not in (await town.say(JUSTICE, "/viec")).text


async def test_whoever_answers_has_received_it(town: Town) -> None:
    await given(town)
    assert "Đã ghi" in (await town.say(JUSTICE, "GV.1 đang làm 30%")).text
    (task,) = await tasks(town)
    assert task.acknowledged_at is not None
    answer = await town.answer("GV.1")
    assert answer is not None
    assert answer.percent == 30


async def test_an_answer_on_behalf_acknowledges_nothing(town: Town) -> None:
    await given(town)
    (task,) = await tasks(town)
    await town.press(town.coordinator, f"done:{(await town.period()).id}:{task.id}")
    assert await town.answer("GV.1") is not None
    assert (await tasks(town))[0].acknowledged_at is None


async def test_only_the_lead_acknowledges(town: Town) -> None:
    await given(town)
    (task,) = await tasks(town)
    for role in (FINANCE, COORDINATOR, LEADER):
        assert "không phụ trách" in (await town.press(town.phones[role], f"accept:{task.id}")).text
    assert (await tasks(town))[0].acknowledged_at is None


async def test_who_gives_to_a_role_of_their_own_waits_for_nothing(town: Town) -> None:
    done = await given(town, "/giaoviec giao Văn phòng Đảng ủy - Nội vụ lập lịch trực, trước ngày 30/3")
    assert "Đã báo cho" not in done.text
    (task,) = await tasks(town)
    assert task.acknowledged_at is not None
    assert await town.outbox("assigned") == []


async def test_the_leader_gives_too(town: Town) -> None:
    await given(town, ONE_LINE, by=LEADER)
    await town.office.deliver()
    assert "Người giao: Lê Quang Vinh" in last_with(town.phones[JUSTICE], "GV.1").text
    (task,) = await tasks(town)
    shown = await town.press(town.phones[LEADER], f"work:{task.id}")
    assert "Lịch sử" in str(shown.buttons)
    assert "Đổi chủ trì" not in str(shown.buttons)
    assert "dành cho chức danh khác" in (await town.press(town.phones[LEADER], f"change:{task.id}:lead")).text


async def test_officers_may_not_give(town: Town) -> None:
    assert "dành cho chức danh khác" in (await town.say(JUSTICE, ONE_LINE)).text
    assert await tasks(town) == []
    assert "/giaoviec" not in (await town.say(JUSTICE, "/trogiup")).text
    assert "/giaoviec" in (await town.say(LEADER, "/trogiup")).text


async def test_without_a_plan_it_is_refused_with_what_to_do(office: Office) -> None:
    phone = office.phone("Nguyễn Thị Hoa")
    await office.say(phone, await office.found("UBND xã Tân Quang"))
    refused = await office.say(phone, ONE_LINE)
    assert "chưa có kế hoạch được duyệt" in refused.text
    assert "gửi tệp kế hoạch" in refused.text


async def vacate(town: Town, name: str) -> None:
    """Nobody holds the role any more."""
    role = await town.role(name)
    async with town.office.database.write() as session:
        await session.exec(delete(Appointment).where(col(Appointment.role_id) == role.id))


async def test_a_role_that_nobody_holds_is_said_at_once_with_the_invitation(town: Town) -> None:
    await vacate(town, RADIO)
    roles = await town.say(COORDINATOR, "/giaoviec Đưa tin bầu cử, trước ngày 30/3")
    assert f"{RADIO} (trống)" in str(roles.buttons)
    card = await town.office.press(town.coordinator, roles, RADIO)
    done = await town.office.press(town.coordinator, card, "Giao việc")
    assert f"Chưa có người giữ chức danh {RADIO}" in done.text
    await town.office.press(town.coordinator, done, "Lấy liên kết mời")
    await town.coordinator.wait_for("Lời mời giữ chức danh")


async def test_when_the_leader_gives_to_an_empty_role_the_coordinator_is_asked_to_invite(town: Town) -> None:
    await vacate(town, RADIO)
    done = await given(town, "/giaoviec giao Đài truyền thanh xã đưa tin, trước ngày 30/3", by=LEADER)
    assert "Cán bộ đầu mối đã được báo" in done.text
    assert "Lấy liên kết mời" not in str(done.buttons)
    await town.office.deliver()
    said = town.coordinator.last
    assert f"Chưa có người giữ chức danh {RADIO}" in said.text
    assert "Lấy liên kết mời" in str(said.buttons)


async def test_an_officer_out_of_reach_is_named_to_the_giver(town: Town) -> None:
    async with town.office.database.write() as session:
        mai = (await session.exec(select(Officer).where(Officer.full_name == "Trần Thị Mai"))).one()
        mai.reachable = False
        session.add(mai)
    done = await given(town)
    assert f"Không nhắn được cho Trần Thị Mai ({JUSTICE})" in done.text
    assert "Đã báo cho" not in done.text


async def test_it_is_on_the_board_and_in_the_report(town: Town) -> None:
    await given(town)
    await town.say(JUSTICE, "GV.1 đang làm 30%")
    period = await town.period()
    roles = await town.press(town.coordinator, f"review:{period.id}")
    role = await town.office.press(town.coordinator, roles, JUSTICE)
    assert "GV.1" in role.text
    async with town.office.database.read() as session:
        from reports.annexes import progress
        from reports.gather import gather
        from reports.ledger import ledger_of

        groups = progress(ledger_of(await gather(session, period)))
    (group,) = [group for group in groups if group.title == "Nhiệm vụ giao thêm"]
    assert [(row.code, row.state, row.percent) for row in group.rows] == [("GV.1", "Đang thực hiện", "30%")]


async def test_two_coordinators_at_once_give_two_tasks(town: Town) -> None:
    async with town.office.database.write() as session:
        role, coordinator = await town.role(RADIO), await town.role(COORDINATOR)
        holders = await people.holders(session, 1, town.office.services.today())
        radio = next(holder.officer for holder in holders if holder.role_id == role.id)
        await appointments.appoint(session, coordinator, radio, town.office.services.today(), acting=True)
    first = await town.say(COORDINATOR, ONE_LINE)
    second = await town.say(RADIO, "/giaoviec giao tài chính kế toán lập dự toán, trước ngày 30/3")
    for phone, card in ((town.coordinator, first), (town.phones[RADIO], second)):
        data = carried(card, "Giao việc")
        await phone.press(card, callback_data=data)
    await town.office.handled()
    assert sorted(task.code for task in await tasks(town)) == ["GV.1", "GV.2"]


async def test_a_forged_id_opens_nobodys_draft(town: Town) -> None:
    card = await town.say(COORDINATOR, ONE_LINE)
    data = carried(card, "Giao việc")
    number = data.split(":")[1]
    for forged in (data, f"assign-edit:{number}", f"pick-lead:{number}:1", f"pick-supports:{number}:0"):
        assert "Nút này đã cũ" in (await town.press(town.phones[LEADER], forged)).text
    neighbours = await found(town.office.database)
    theirs = neighbours.roles[next(iter(neighbours.roles))].id
    for forged in (
        f"pick-lead:{number}:{theirs}",
        f"pick-support:{number}:{theirs}:0",
        f"pick-area:{number}:9999",
    ):
        assert "Nút này đã cũ" in (await town.press(town.coordinator, forged)).text
    assert await tasks(town) == []


@pytest.mark.parametrize("what", ["Hôm nay", "Ngày mai", "Thứ Sáu", "Cuối tháng", "Cuối quý", "Hằng tuần", "Hằng quý",
                                  "Không đặt hạn"])  # fmt: skip
async def test_every_due_on_a_button_leads_to_the_card(town: Town, what: str) -> None:
    dues = await town.say(COORDINATOR, "/giaoviec giao Tư pháp – Hộ tịch rà soát văn bản")
    card = await town.office.press(town.coordinator, dues, what)
    assert "Giao nhiệm vụ?" in card.text
    assert "Thời hạn: " in card.text


async def test_a_later_plan_takes_the_open_task_over(town: Town) -> None:
    """In force in another year, it is still asked there and stays answered here."""
    await given(town, "/giaoviec giao Tư pháp – Hộ tịch rà soát văn bản, trước ngày 30/12/2022")
    await town.say(JUSTICE, "GV.1 đang làm 30%")
    async with town.office.database.write() as session:
        plan = (
            await session.exec(select(Plan).where(Plan.unit_id == 1, Plan.state == PlanState.APPROVED))
        ).one()
        from handlers.approve import load_document
        from plans.model import AreaDraft, PlanDocument, TaskDraft

        unit = await people.get_unit(session, 1)
        document = PlanDocument(
            "Kế hoạch 2023",
            years=(2023,),
            areas=(AreaDraft("1", "Cải cách thể chế"),),
            tasks=(TaskDraft("1.a", "1", "Việc"),),
        )
        later = await load_document(session, unit, document, "kh.txt", "0" * 64, town.office.services.clock())
        assert later.id != plan.id
        assert [task.code for task in await plans.tasks(session, later.id)] == ["1.a", "GV.1"]
    assert "GV.1" in (await town.say(JUSTICE, "/viec")).text
    answer = await town.answer("GV.1")
    assert answer is not None
    assert answer.percent == 30


async def test_the_culture_officer_hears_nothing_of_others_work(town: Town) -> None:
    await given(town)
    await town.office.deliver()
    (task,) = await tasks(town)
    assert heard(town, "GV.1") == {COORDINATOR, JUSTICE}
    for role in (CULTURE, ONE_STOP):
        assert "không phụ trách" in (await town.press(town.phones[role], f"work:{task.id}")).text
        assert "không phụ trách" in (await town.press(town.phones[role], f"history:{task.id}:0")).text
