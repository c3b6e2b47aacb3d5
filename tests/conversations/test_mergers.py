"""Roles are renamed and merged in the middle of a period; nothing is lost, nobody is asked twice."""

from datetime import date

import pytest
from sqlmodel import select

from plans.model import PlanDocument
from plans.review import task_mark
from storage.tables import Event, Plan
from tests.conversations.office import local
from tests.conversations.quarter import COORDINATOR, CULTURE, JUSTICE, LEADER, RADIO
from tests.conversations.test_handover import card, heard, press
from tests.conversations.town import Town


async def document(town: Town) -> PlanDocument:
    async with town.office.database.read() as session:
        return PlanDocument.from_json((await session.exec(select(Plan))).one().document)


async def test_a_renamed_role_is_known_under_both_names(town: Town) -> None:
    await press(town, await card(town, JUSTICE), "Đổi tên")
    said = await town.say(COORDINATOR, "Công chức  Tư pháp xã")
    assert f"Đã đổi tên {JUSTICE} thành Công chức Tư pháp xã" in said.text
    await town.office.deliver()
    assert heard(town.phones[JUSTICE], "nay có tên: Công chức Tư pháp xã") == 1
    assert "Công chức Tư pháp xã" in (await town.say(JUSTICE, "/chucdanh")).text
    roles = {role.name: role for role in (await document(town)).roles}
    assert JUSTICE in roles["Công chức Tư pháp xã"].aliases
    assert "Đã ghi" in (await town.say(JUSTICE, "2.a xong")).text
    keys = {role.name for role in (await document(town)).roles}
    assert JUSTICE not in keys


async def test_a_name_that_is_another_roles_offers_to_merge(town: Town) -> None:
    await press(town, await card(town, RADIO), "Đổi tên")
    said = await town.say(COORDINATOR, CULTURE.upper())
    assert "Đã có chức danh" in said.text
    shown = await press(town, said, "Gộp vào")
    assert f"Gộp {RADIO} vào {CULTURE}" in shown.text


@pytest.mark.parametrize("name", ["x", "–––", "a" * 121])
async def test_a_name_that_names_nothing_is_asked_for_again(town: Town, name: str) -> None:
    await press(town, await card(town, RADIO), "Đổi tên")
    assert "Tên này quá ngắn hoặc quá dài" in (await town.say(COORDINATOR, name)).text
    assert (await town.role(RADIO)).name == RADIO


async def test_two_roles_become_one_in_the_middle_of_a_period(town: Town) -> None:
    await town.office.move_to(local(date(2022, 3, 15), "09:01"))  # this stage's reminders
    await town.say(RADIO, "1.c xong")
    shown = await press(town, await card(town, RADIO), "Gộp vào …", CULTURE)
    assert "• 1 nhiệm vụ chủ trì" in shown.text
    assert "• 1 nội dung đã báo cáo" in shown.text
    assert "• 1 người" in shown.text
    again = shown.buttons[0][0].data or ""
    await press(town, shown, "Gộp")
    await town.office.deliver()
    for role in (RADIO, CULTURE):
        assert heard(town.phones[role], f"Chức danh {RADIO} đã được gộp vào {CULTURE}") == 1
    tasks = (await town.say(RADIO, "/viec")).text
    assert "1.c" in tasks
    assert "7.a" in tasks, "both hold the one role"
    assert "1.c" not in (await town.say(CULTURE, "/baocao")).text, "what was answered still counts"
    assert RADIO not in (await town.say(COORDINATOR, "/chucdanh")).text
    before = heard(town.phones[RADIO], "🔔")
    assert before == 1
    await town.office.move_to(local(date(2022, 3, 15), "09:30"))
    assert heard(town.phones[RADIO], "🔔") == before, "no stage is told twice"
    said = await town.press(town.coordinator, again)
    assert "Nút này đã cũ" in said.text
    async with town.office.database.read() as session:
        (event,) = (await session.exec(select(Event).where(Event.kind == "role_merged"))).all()
    task = await town.task("1.c")
    assert event.before is not None
    assert event.before["moved"]["task.lead_role_id"] == [task.id]


async def test_after_merging_leads_can_still_be_changed_in_the_plan(town: Town) -> None:
    shown = await press(town, await card(town, RADIO), "Gộp vào …", CULTURE, "Gộp")
    read = await document(town)
    assert next(task.lead for task in read.tasks if task.code == "1.c") == CULTURE
    async with town.office.database.read() as session:
        plan = (await session.exec(select(Plan))).one()
    shown = await town.press(town.coordinator, f"plan-lead:{plan.id}:t:{task_mark('1.c')}:0")
    await press(town, shown, JUSTICE)
    await town.say(COORDINATOR, "Phân công lại sau khi gộp")
    assert (await town.task("1.c")).lead_role_id == (await town.role(JUSTICE)).id


async def test_a_closed_period_compiled_again_says_who_answered(town: Town) -> None:
    await town.say(RADIO, "1.c xong")
    period = await town.period()
    await town.press(town.coordinator, f"close-yes:{period.id}")
    await press(town, await card(town, RADIO), "Gộp vào …", CULTURE, "Gộp")
    from reports.gather import gather
    from reports.ledger import ledger_of

    async with town.office.database.read() as session:
        ledger = ledger_of(await gather(session, await town.period()))
    task = next(task for task in ledger.data.tasks if task.code == "1.c")
    assert ledger.state(task) == "done"
    assert ledger.role(task.lead_role_id) == RADIO
    await town.press(town.coordinator, f"reopen:{period.id}")
    answer = await town.answer("1.c")
    assert answer is not None
    assert answer.role_id == (await town.role(CULTURE)).id, "opened again, it is the role's that it is now"


async def test_the_leaders_role_is_merged_with_nothing(town: Town) -> None:
    leader, radio = await town.role(LEADER), await town.role(RADIO)
    for one, other in ((leader, radio), (radio, leader), (radio, radio)):
        said = await town.press(town.coordinator, f"merge-yes:{one.id}:{other.id}")
        assert "không gộp được" in said.text
    assert (
        "dành cho chức danh khác"
        in (await town.press(town.phones[JUSTICE], f"merge-yes:{radio.id}:{leader.id}")).text
    )
