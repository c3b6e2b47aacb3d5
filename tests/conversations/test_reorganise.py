"""July 2025: the unit's roles become the new posts in one step; and work moves between roles for a reason."""

from sqlmodel import select

from plans.model import PlanDocument
from storage import people
from storage.tables import Event, Plan, Unit
from tests.conversations.quarter import (
    COORDINATOR,
    CULTURE,
    FINANCE,
    JUSTICE,
    LEADER,
    ONE_STOP,
    RADIO,
    UNIONS,
)
from tests.conversations.test_handover import card, heard, press
from tests.conversations.town import Town

CULTURE_POST = "Phòng Văn hóa – Xã hội"
ONE_STOP_POST = "Trung tâm Phục vụ hành chính công"


async def role_names(town: Town) -> set[str]:
    async with town.office.database.read() as session:
        unit = (await session.exec(select(Unit))).one()
        return {role.name for role in await people.roles(session, unit.id)}


async def test_the_apparatus_is_rearranged_as_proposed(town: Town) -> None:
    await town.say(JUSTICE, "2.a xong")
    await town.say(RADIO, "1.c xong")
    shown = await press(town, await town.say(COORDINATOR, "/chucdanh"), "Sắp xếp lại bộ máy")
    assert f"{RADIO} → gộp vào: {CULTURE_POST}" in shown.text
    assert f"{COORDINATOR} → đổi tên: {CULTURE_POST}" in shown.text
    assert f"{FINANCE} → đổi tên: Phòng Kinh tế" in shown.text
    assert f"{JUSTICE} → gộp vào: Văn phòng HĐND và UBND" in shown.text
    assert f"{UNIONS} → giữ nguyên" in shown.text
    assert f"→ {ONE_STOP_POST}" in shown.text
    await press(town, shown, "Đổi cơ quan cấp trên")
    shown = await town.say(COORDINATOR, "UBND tỉnh Hải Dương")
    assert "Cơ quan cấp trên: UBND tỉnh Hải Dương" in shown.text
    apply = next(b.data for row in shown.buttons for b in row if b.label == "Áp dụng")
    done = await press(town, shown, "Áp dụng")
    assert "Đã sắp xếp lại bộ máy" in done.text
    await town.office.deliver()
    assert await role_names(town) == {
        CULTURE_POST, ONE_STOP, ONE_STOP_POST, "Phòng Kinh tế", UNIONS, LEADER,
    }  # fmt: skip
    for role in (ONE_STOP, JUSTICE, FINANCE, CULTURE, RADIO):
        assert heard(town.phones[role], "đã được sắp xếp lại") == 1, role
        assert heard(town.phones[role], "đã được gộp") == 0, role
    assert heard(town.phones[UNIONS], "đã được sắp xếp lại") == 0
    assert f"Đồng chí hiện giữ: {CULTURE_POST}" in town.phones[RADIO].last.text
    async with town.office.database.read() as session:
        unit = (await session.exec(select(Unit))).one()
        assert unit.superior == "UBND tỉnh Hải Dương"
        (event,) = (await session.exec(select(Event).where(Event.kind == "reorganised"))).all()
        assert event.before is not None
        assert event.before["superior"] == "UBND huyện Ninh Giang"
        document = PlanDocument.from_json((await session.exec(select(Plan))).one().document)
        assert {task.lead for task in document.tasks} <= await role_names(town) | {None}
    center, office = await town.role(ONE_STOP_POST), await town.role(ONE_STOP)
    assert (await town.task("3.a")).lead_role_id == center.id
    answer = await town.answer("2.a")
    assert answer is not None
    assert answer.role_id == office.id, "what was answered counts for the new post"
    assert "2.a" not in (await town.say(JUSTICE, "/baocao")).text
    assert f"{ONE_STOP_POST}: ⚠️ chưa có người" in (await town.say(COORDINATOR, "/chucdanh")).text
    assert "Nút này đã cũ" in (await town.press(town.coordinator, apply)).text, "applied once"


async def test_a_line_of_the_proposal_is_changed_by_buttons(town: Town) -> None:
    shown = await press(town, await town.say(COORDINATOR, "/chucdanh"), "Sắp xếp lại bộ máy", "Đài truyền")
    shown = await press(town, shown, "Giữ nguyên")
    assert f"{RADIO} → giữ nguyên" in shown.text
    shown = await press(town, shown, "Các ban, ngành", "Phòng Kinh tế")
    assert f"{UNIONS} → gộp vào: Phòng Kinh tế" in shown.text
    await press(town, shown, "Áp dụng")
    names = await role_names(town)
    assert RADIO in names
    assert UNIONS not in names


async def test_the_proposal_of_one_is_no_button_of_another(town: Town) -> None:
    shown = await press(town, await town.say(COORDINATOR, "/chucdanh"), "Sắp xếp lại bộ máy")
    apply = next(b.data for row in shown.buttons for b in row if b.label == "Áp dụng") or ""
    assert "dành cho chức danh khác" in (await town.press(town.phones[JUSTICE], apply)).text
    for data in ("reorg-yes:999999", "reorg:huyen", "reorg-set:1:r:1:9", "reorg-line:1:x:1", "reorg-yes"):
        assert "Nút này đã cũ" in (await town.press(town.coordinator, data)).text, data
    await press(town, await card(town, RADIO), "Gộp vào …", CULTURE, "Gộp")
    assert "Nút này đã cũ" in (await town.press(town.coordinator, apply)).text, "the roles are others now"


async def test_an_area_moves_to_another_role_with_a_reason(town: Town) -> None:
    await town.say(JUSTICE, "2.a xong")
    shown = await press(town, await card(town, JUSTICE), "Chuyển việc", "2.", ONE_STOP)
    assert "Đề nghị gõ lý do" in shown.text
    said = await town.say(COORDINATOR, "Phân công lại theo Thông báo số 12")
    assert "Đã chuyển lĩnh vực" in said.text
    await town.office.deliver()
    for role in (JUSTICE, ONE_STOP):
        assert heard(town.phones[role], "Lý do: Phân công lại theo Thông báo số 12") == 1
    assert (await town.task("2.b")).lead_role_id == (await town.role(ONE_STOP)).id
    answer = await town.answer("2.a")
    assert answer is not None
    assert answer.role_id == (await town.role(ONE_STOP)).id
    assert "2.b" in (await town.say(ONE_STOP, "/viec")).text


async def test_everything_moves_to_another_role(town: Town) -> None:
    await press(town, await card(town, FINANCE), "Chuyển việc", "Tất cả công việc", JUSTICE)
    await town.say(COORDINATOR, "Đồng chí Tài nghỉ hưu")
    assert (await town.task("6.a")).lead_role_id == (await town.role(JUSTICE)).id
    assert (await town.indicator("6.1")).role_id == (await town.role(JUSTICE)).id
    assert "Nhiệm vụ chủ trì: 0" in (await card(town, FINANCE)).text
