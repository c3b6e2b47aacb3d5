"""A task of the approved plan is changed: with a reason, on record, and told to exactly those concerned."""

from datetime import date

from plans.review import role_mark, task_mark
from simulator import Message
from storage import appointments, people, plans
from storage.enums import DueKind
from storage.tables import Submission, Task
from tests.conversations.office import local
from tests.conversations.quarter import COORDINATOR, CULTURE, FINANCE, JUSTICE, LEADER, ONE_STOP, RADIO
from tests.conversations.test_assigning import ONE_LINE, carried, given, heard, last_with
from tests.conversations.town import Town

REASON = "Phân công lại theo thông báo số 5"


async def begin(town: Town, code: str, label: str) -> Message:
    """Opens the task's card on the coordinator's phone and presses the button."""
    task = await town.task(code)
    card = await town.press(town.coordinator, f"work:{task.id}")
    return await town.office.press(town.coordinator, card, label)


async def change_lead(town: Town, code: str, role: str, reason: str = REASON) -> Message:
    roles = await begin(town, code, "Đổi chủ trì")
    await town.office.press(town.coordinator, roles, role)
    done = await town.office.say(town.coordinator, reason)
    await town.office.deliver()
    return done


async def supports(town: Town, code: str) -> set[str]:
    task = await town.task(code)
    async with town.office.database.read() as session:
        roles = {role.id: role.name for role in await people.roles(session, 1)}
        found = await plans.supports_of(session, [task.id])
    return {roles[role_id] for role_id in found.get(task.id, [])}


async def history(town: Town, code: str) -> str:
    return (await town.press(town.coordinator, f"history:{(await town.task(code)).id}:0")).text


async def test_another_lead_is_told_and_so_is_the_former_and_nobody_else(town: Town) -> None:
    done = await change_lead(town, "2.a", FINANCE)
    assert "Đã điều chỉnh" in done.text
    assert "Đã báo cho: Lê Văn Tài, Trần Thị Mai" in done.text
    assert (await town.task("2.a")).lead_role_id == (await town.role(FINANCE)).id
    assert heard(town, "Điều chỉnh nhiệm vụ") == {FINANCE, JUSTICE}
    new, old = town.phones[FINANCE].last, town.phones[JUSTICE].last
    assert "nay chủ trì" in new.text
    assert f"không còn chủ trì; chủ trì mới: {FINANCE}" in old.text
    for said in (new, old):
        assert f"Lý do: {REASON}" in said.text
        assert "Người điều chỉnh: Nguyễn Thị Hoa" in said.text
    assert "Đã nhận 2.a" in str(new.buttons)
    assert old.buttons == []
    assert "2.a" in (await town.say(FINANCE, "/viec")).text
    assert "2.a" not in (await town.say(JUSTICE, "/viec")).text


async def test_nothing_is_changed_without_a_reason(town: Town) -> None:
    roles = await begin(town, "2.a", "Đổi chủ trì")
    asked = await town.office.press(town.coordinator, roles, FINANCE)
    assert "Vì lý do gì?" in asked.text
    assert "Không nêu lý do" not in str(asked.buttons)
    for words in ("ok", "vâng", "👍"):
        assert "Vì lý do gì?" in (await town.say(COORDINATOR, words)).text
    assert (await town.task("2.a")).lead_role_id == (await town.role(JUSTICE)).id
    await town.say(COORDINATOR, "2.a do đồng chí Mai đi học")
    assert (await town.task("2.a")).lead_role_id == (await town.role(FINANCE)).id
    assert await town.answer("2.a") is None, "a code in front makes the reason no answer"


async def test_the_reason_can_come_after_another_command_as_a_reply(town: Town) -> None:
    roles = await begin(town, "2.a", "Đổi chủ trì")
    asked = await town.office.press(town.coordinator, roles, FINANCE)
    await town.card(COORDINATOR, "1.a")
    await town.say(COORDINATOR, REASON, reply_to=asked)
    assert (await town.task("2.a")).lead_role_id == (await town.role(FINANCE)).id
    assert await town.answer("1.a") is None
    again = await town.say(COORDINATOR, "một lý do nữa", reply_to=asked)
    assert "Đã điều chỉnh" not in again.text, "once is enough"


async def test_the_new_lead_acknowledges_and_whoever_changed_it_hears(town: Town) -> None:
    await change_lead(town, "2.a", FINANCE)
    await town.office.press(town.phones[FINANCE], town.phones[FINANCE].last, "Đã nhận")
    await town.office.deliver()
    assert "Lê Văn Tài đã nhận" in town.coordinator.last.text
    await change_lead(town, "2.a", CULTURE)
    assert (await town.task("2.a")).acknowledged_at is None
    await town.office.move_to(local(date(2022, 3, 16), "07:31"))
    listed = last_with(town.coordinator, "chưa ai xác nhận đã nhận")
    assert "2.a" in listed.text
    assert CULTURE in listed.text


async def test_supports_come_and_go_and_only_they_hear(town: Town) -> None:
    office, phone = town.office, town.coordinator
    before = await supports(town, "2.a")
    roles = await begin(town, "2.a", "Đổi phối hợp")
    roles = await office.press(phone, roles, RADIO)
    await office.press(phone, roles, "Xong")
    await office.say(phone, REASON)
    await office.deliver()
    assert await supports(town, "2.a") == before | {RADIO}
    assert heard(town, "Điều chỉnh nhiệm vụ") == {RADIO}
    assert f"nay phối hợp, chủ trì: {JUSTICE}" in town.phones[RADIO].last.text
    roles = await begin(town, "2.a", "Đổi phối hợp")
    roles = await office.press(phone, roles, RADIO)
    await office.press(phone, roles, "Xong")
    await office.say(phone, "Đài bận chiến dịch")
    await office.deliver()
    assert await supports(town, "2.a") == before
    assert "không còn phối hợp" in town.phones[RADIO].last.text
    assert heard(town, "Điều chỉnh nhiệm vụ") == {RADIO}


async def test_another_due_is_told_both_ways_to_lead_and_supports(town: Town) -> None:
    await given(town, ONE_LINE)
    roles = await begin(town, "GV.1", "Đổi phối hợp")
    roles = await town.office.press(town.coordinator, roles, RADIO)
    await town.office.press(town.coordinator, roles, "Xong")
    await town.say(COORDINATOR, REASON)
    await begin(town, "GV.1", "Đổi hạn")
    asked = await town.say(COORDINATOR, "trước ngày 1/5")
    assert "Thời hạn mới: trước ngày 1/5 (hết ngày 30/4, thứ Bảy)" in asked.text
    await town.say(COORDINATOR, "Tỉnh lùi hạn")
    await town.office.deliver()
    assert heard(town, "Đổi hạn: trước ngày 1/5 (hết ngày 30/4, thứ Bảy)") == {JUSTICE, RADIO}
    assert "trước đây: trước ngày 20/4 (hết ngày 19/4, thứ Ba)" in town.phones[JUSTICE].last.text
    task = await town.task("GV.1")
    assert (task.due_kind, task.due_on) == (DueKind.DATE, date(2022, 4, 30))


async def test_a_plan_task_gets_a_due_and_the_document_keeps_it(town: Town) -> None:
    dues = await begin(town, "2.a", "Đổi hạn")
    await town.office.press(town.coordinator, dues, "Cuối quý")
    await town.say(COORDINATOR, REASON)
    task = await town.task("2.a")
    assert task.due_on == date(2022, 3, 31)
    async with town.office.database.read() as session:
        plan = await plans.plan(session, 1, task.plan_id)
        assert plan is not None
        (kept,) = [item for item in plan.document["tasks"] if item["code"] == "2.a"]
    assert kept["due"] == {"kind": "date", "on": "2022-03-31", "text": None}


async def test_an_area_passes_with_its_tasks_in_one_message_a_person(town: Town) -> None:
    office, phone = town.office, town.coordinator
    areas = await office.press(phone, await town.say(COORDINATOR, "/kehoach"), "Xem nhiệm vụ")
    area = await office.press(phone, areas, "2. ")
    roles = await office.press(phone, area, "Đổi chủ trì lĩnh vực")
    asked = await office.press(phone, roles, FINANCE)
    assert "Vì lý do gì?" in asked.text
    assert (await town.task("2.a")).lead_role_id == (await town.role(JUSTICE)).id
    await town.say(COORDINATOR, REASON)
    await office.deliver()
    finance = await town.role(FINANCE)
    for code in ("2.a", "2.b", "2.c", "2.d"):
        assert (await town.task(code)).lead_role_id == finance.id
    assert (await town.indicator("2.1")).role_id == finance.id
    assert heard(town, "Điều chỉnh nhiệm vụ") == {FINANCE, JUSTICE}
    said = [m for m in town.phones[JUSTICE].messages if "Điều chỉnh nhiệm vụ" in m.text]
    assert len(said) == 1
    assert all(code in said[0].text for code in ("2.a", "2.b", "2.c", "2.d"))
    assert "Đã nhận cả 4 nhiệm vụ" in str(town.phones[FINANCE].last.buttons)
    assert REASON in await history(town, "2.b")


async def test_who_holds_both_roles_hears_once(town: Town) -> None:
    async with town.office.database.write() as session:
        today = town.office.services.today()
        holders = await people.holders(session, 1, today)
        justice, finance = await town.role(JUSTICE), await town.role(FINANCE)
        mai = next(h.officer for h in holders if h.role_id == justice.id)
        await appointments.appoint(session, finance, mai, today, acting=True)
    await change_lead(town, "2.a", FINANCE)
    said = [m for m in town.phones[JUSTICE].messages if "Điều chỉnh nhiệm vụ" in m.text]
    assert len(said) == 1
    assert "nay chủ trì" in said[0].text


async def test_whoever_changes_it_needs_no_telling(town: Town) -> None:
    done = await change_lead(town, "2.a", COORDINATOR)
    assert "Đã báo cho: Trần Thị Mai" in done.text
    assert heard(town, "Điều chỉnh nhiệm vụ") == {JUSTICE}
    assert (await town.task("2.a")).acknowledged_at is not None


async def test_an_area_that_the_coordinator_takes_over_waits_for_nobody(town: Town) -> None:
    task = await town.task("2.a")
    areas = await town.press(town.coordinator, f"plan-lead:{task.plan_id}:a:1:0")
    await town.office.press(town.coordinator, areas, COORDINATOR)
    await town.say(COORDINATOR, REASON)
    assert (await town.task("2.a")).lead_role_id == (await town.role(COORDINATOR)).id
    await town.office.move_to(local(date(2022, 3, 16), "07:31"))
    assert heard(town, "chưa ai xác nhận đã nhận") == set()


async def test_a_due_in_other_words_is_no_change(town: Town) -> None:
    await given(town, ONE_LINE)
    await begin(town, "GV.1", "Đổi hạn")
    said = await town.say(COORDINATOR, "hết ngày 19/4")
    assert "Vì lý do gì?" not in said.text
    assert "Nhiệm vụ GV.1" in said.text


async def test_an_answer_stays_with_its_task(town: Town) -> None:
    await town.say(JUSTICE, "2.a đang làm 40%")
    await change_lead(town, "2.a", FINANCE)
    answer = await town.answer("2.a")
    assert answer is not None
    assert answer.percent == 40
    period = await town.period()
    async with town.office.database.read() as session:
        from reports.gather import gather
        from reports.ledger import ledger_of

        ledger = ledger_of(await gather(session, period))
    (task,) = [task for task in ledger.data.tasks if task.code == "2.a"]
    assert not ledger.unanswered(task), "the report asks the new lead for nothing"
    await town.say(FINANCE, "2.a xong")
    answer = await town.answer("2.a")
    assert answer is not None
    assert isinstance(answer, Submission)
    assert answer.role_id == (await town.role(FINANCE)).id


async def test_a_given_task_is_withdrawn_and_asked_no_more(town: Town) -> None:
    await given(town, ONE_LINE)
    await town.office.deliver()
    await begin(town, "GV.1", "Rút nhiệm vụ")
    await town.say(COORDINATOR, "Đã giao cho cấp tỉnh")
    await town.office.deliver()
    assert "được rút" in town.phones[JUSTICE].last.text
    assert "Đã giao cho cấp tỉnh" in town.phones[JUSTICE].last.text
    assert "GV.1" not in (await town.say(JUSTICE, "/viec")).text
    assert "GV.1" not in (await town.say(JUSTICE, "/baocao")).text
    task = await town.task("GV.1")
    card = await town.press(town.coordinator, f"work:{task.id}")
    assert "Đã rút" in card.text
    assert "Đổi" not in str(card.buttons)
    for what in ("lead", "due", "withdraw"):
        assert "Nút này đã cũ" in (await town.press(town.coordinator, f"change:{task.id}:{what}")).text
    await town.office.move_to(local(date(2022, 3, 16), "07:31"))
    assert heard(town, "chưa ai xác nhận đã nhận") == set()


async def test_a_task_of_the_plan_is_not_withdrawn_here(town: Town) -> None:
    task = await town.task("2.a")
    card = await town.press(town.coordinator, f"work:{task.id}")
    assert "Rút nhiệm vụ" not in str(card.buttons)
    assert "Nút này đã cũ" in (await town.press(town.coordinator, f"change:{task.id}:withdraw")).text


async def test_the_history_says_who_what_when_and_why(town: Town) -> None:
    await given(town, ONE_LINE)
    await town.press(town.phones[JUSTICE], f"accept:{(await town.task('GV.1')).id}")
    await change_lead(town, "GV.1", FINANCE, "Nghỉ <thai sản> & học")
    told = await history(town, "GV.1")
    blocks = told.split("\n\n")
    assert blocks[1].splitlines() == [
        "09:00 ngày 15/3/2022 · Nguyễn Thị Hoa",
        f"Đổi chủ trì: {JUSTICE} → {FINANCE}",
        "Lý do: Nghỉ <thai sản> & học",
    ]
    assert blocks[2].splitlines() == ["09:00 ngày 15/3/2022 · Trần Thị Mai", "Đã nhận nhiệm vụ"]
    assert f"Giao nhiệm vụ cho {JUSTICE}, trước ngày 20/4 (hết ngày 19/4, thứ Ba)" in blocks[3]
    task = await town.task("GV.1")
    for role in (LEADER, FINANCE):
        assert "Đổi chủ trì" in (await town.press(town.phones[role], f"history:{task.id}:0")).text
    for role in (JUSTICE, ONE_STOP):
        assert "không phụ trách" in (await town.press(town.phones[role], f"history:{task.id}:0")).text


async def test_two_coordinators_who_change_the_same_do_not_overwrite_each_other(town: Town) -> None:
    async with town.office.database.write() as session:
        role, coordinator = await town.role(RADIO), await town.role(COORDINATOR)
        today = town.office.services.today()
        radio = next(h.officer for h in await people.holders(session, 1, today) if h.role_id == role.id)
        await appointments.appoint(session, coordinator, radio, today, acting=True)
    roles = await begin(town, "2.a", "Đổi chủ trì")
    await town.office.press(town.coordinator, roles, FINANCE)
    task = await town.task("2.a")
    roles = await town.press(town.phones[RADIO], f"change:{task.id}:lead")
    await town.office.press(town.phones[RADIO], roles, CULTURE)
    await town.say(RADIO, "Lý do của tôi")
    said = await town.say(COORDINATOR, REASON)
    assert "Vừa có người khác điều chỉnh" in said.text
    assert (await town.task("2.a")).lead_role_id == (await town.role(CULTURE)).id
    await town.office.deliver()
    assert heard(town, REASON) == set()


async def test_the_same_again_is_no_change(town: Town) -> None:
    roles = await begin(town, "2.a", "Đổi chủ trì")
    await town.press_quietly(town.coordinator, carried(roles, JUSTICE))
    await town.coordinator.wait_for_toast("Không có gì thay đổi")
    await town.office.deliver()
    assert heard(town, "Điều chỉnh nhiệm vụ") == set()


async def test_officers_and_the_leader_change_nothing(town: Town) -> None:
    task = await town.task("2.a")
    roles = await begin(town, "2.a", "Đổi chủ trì")
    picked = carried(roles, FINANCE)
    for role in (JUSTICE, LEADER):
        assert (
            "dành cho chức danh khác" in (await town.press(town.phones[role], f"change:{task.id}:due")).text
        )
        assert "Nút này đã cũ" in (await town.press(town.phones[role], picked)).text
    assert (await town.task("2.a")).lead_role_id == (await town.role(JUSTICE)).id


async def test_an_old_button_of_the_plans_pages_asks_for_the_reason_too(town: Town) -> None:
    task: Task = await town.task("2.a")
    async with town.office.database.read() as session:
        plan = await plans.plan(session, 1, task.plan_id)
        assert plan is not None
    given = f"plan-give:{plan.id}:t:{task_mark('2.a')}:{role_mark(FINANCE)}"
    asked = await town.press(town.coordinator, given)
    assert "Vì lý do gì?" in asked.text
    await town.say(COORDINATOR, REASON)
    assert (await town.task("2.a")).lead_role_id == (await town.role(FINANCE)).id
