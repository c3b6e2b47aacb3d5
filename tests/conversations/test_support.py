"""Supporting roles are asked for their part, and the lead of the task sees it."""

from datetime import date

from sqlmodel import select

from simulator import Message
from storage import events
from storage.tables import TaskPart, TaskSupport
from tests.conversations.office import local
from tests.conversations.quarter import CULTURE, FINANCE, JUSTICE, ONE_STOP, RADIO
from tests.conversations.town import MORNING, Town

WORDS = "đã số hóa 120 hồ sơ <tại bộ phận một cửa>"


async def supports(town: Town, code: str, role: str) -> None:
    task, of = await town.task(code), await town.role(role)
    async with town.office.database.write() as session:
        session.add(TaskSupport(task_id=task.id, role_id=of.id, unit_id=task.unit_id))


async def parts(town: Town) -> list[TaskPart]:
    await town.office.handled()
    async with town.office.database.read() as session:
        return list(await session.exec(select(TaskPart)))


def heard(town: Town, role: str, words: str) -> list[Message]:
    return [m for m in town.phones[role].messages if m.from_bot and words in m.text]


async def part_card(town: Town, role: str, code: str) -> Message:
    listed = await town.say(role, "/viec")
    return await town.office.press(town.phones[role], listed, f"🤝 {code}")


async def test_a_part_is_given_from_the_list_and_the_lead_takes_it_over(town: Town) -> None:
    card = await part_card(town, ONE_STOP, "7.e")
    assert card.text.startswith("🤝 Phối hợp nhiệm vụ 7.e · quý I/2022")
    assert f"Chủ trì: {CULTURE}" in card.text
    assert "trước ngày 17/3 (hết ngày 16/3, thứ Tư)" in card.text
    saved = await town.say(ONE_STOP, WORDS)
    assert WORDS in saved.text
    (part,) = await parts(town)
    assert (part.text, part.nothing_to_report, part.late) == (WORDS, False, False)

    await town.office.pass_until(local(date(2022, 3, 15), "09:59"))
    assert heard(town, CULTURE, "đã gửi phần việc phối hợp") == []
    await town.office.pass_until(local(date(2022, 3, 15), "10:00"))
    (told,) = heard(town, CULTURE, "đã gửi phần việc phối hợp")
    assert WORDS in told.text
    await town.card(CULTURE, "7.e")
    await town.say(CULTURE, "đang làm 60%, đã ban hành kế hoạch")
    card = await town.office.press(town.phones[CULTURE], told, "7.e")
    assert f"🤝 {ONE_STOP}: {WORDS}" in card.text
    await town.office.press(town.phones[CULTURE], card, "Đưa vào báo cáo")
    answer = await town.answer("7.e")
    assert answer is not None
    assert answer.narrative == f"đã ban hành kế hoạch\n{WORDS} ({ONE_STOP})"
    assert answer.percent == 60

    await town.press_quietly(town.phones[CULTURE], f"part-take:{part.id}")
    await town.phones[CULTURE].wait_for_toast("đã có trong báo cáo")
    again = await town.answer("7.e")
    assert again is not None
    assert again.narrative == answer.narrative, "it is taken over once"
    review = await town.press(town.coordinator, f"review-answer:{answer.id}")
    assert f"🤝 {ONE_STOP}: {WORDS}" in review.text


async def test_a_part_may_be_nothing_and_may_be_given_anew(town: Town) -> None:
    card = await part_card(town, ONE_STOP, "7.e")
    await town.office.press(town.phones[ONE_STOP], card, "Không phát sinh")
    (part,) = await parts(town)
    assert part.nothing_to_report
    await town.say(ONE_STOP, "7.e đã cấp 3 chữ ký số")
    (part,) = await parts(town)
    assert (part.text, part.nothing_to_report) == ("đã cấp 3 chữ ký số", False)
    async with town.office.database.read() as session:
        log = await events.history(session, part.unit_id, f"task_part:{part.id}")
    assert [event.before and event.before["nothing_to_report"] for event in log] == [None, True]


async def test_coded_lines_give_parts_and_answers_together(town: Town) -> None:
    said = await town.say(ONE_STOP, "7.e đã cấp 3 chữ ký số\n3.a xong")
    assert "• 7.e: phần việc phối hợp – đã cấp 3 chữ ký số" in said.text
    assert "• 3.a: đã xong" in said.text
    assert await town.answer("7.e") is None, "a part is not the task's answer"


async def test_a_lead_hears_once_an_hour_of_a_role_with_many_parts(town: Town) -> None:
    await supports(town, "7.a", ONE_STOP)
    await supports(town, "7.b", ONE_STOP)
    await town.say(ONE_STOP, "7.a một")
    await town.say(ONE_STOP, "7.b hai\n7.e ba")
    await town.office.pass_until(local(date(2022, 3, 15), "12:00"))
    (told,) = heard(town, CULTURE, "đã gửi phần việc phối hợp")
    assert [line for line in told.text.splitlines() if line[:1] == "•"] == [
        "• 7.a: một",
        "• 7.b: hai",
        "• 7.e: ba",
    ]
    await town.say(ONE_STOP, "7.a bốn")
    await town.office.pass_until(local(date(2022, 3, 15), "14:00"))
    assert "• 7.a: bốn" in heard(town, CULTURE, "đã gửi phần việc phối hợp")[-1].text
    assert len(heard(town, CULTURE, "đã gửi phần việc phối hợp")) == 2


async def supporter_only(town: Town) -> str:
    """A role that leads nothing: the radio's one task goes to the one-stop shop."""
    task, shop = await town.task("1.c"), await town.role(ONE_STOP)
    async with town.office.database.write() as session:
        row = await session.merge(task)
        row.lead_role_id = shop.id
    await supports(town, "1.c", RADIO)
    return RADIO


async def test_who_only_supports_is_reminded_at_the_opening_and_on_the_last_day_and_never_chased(
    town: Town,
) -> None:
    role = await supporter_only(town)
    await town.office.move_to(MORNING)
    await town.office.pass_until(local(date(2022, 3, 25)))
    asked = heard(town, role, "🤝 Phối hợp: 1 nhiệm vụ chưa gửi phần việc")
    assert [m.date for m in asked] == [MORNING, local(date(2022, 3, 16), "07:30")]
    assert [b.label for row in asked[0].buttons for b in row] == ["🤝 Phần việc phối hợp"]
    assert all(role not in m.text for m in heard(town, "Công chức Văn phòng Đảng ủy - Nội vụ", "📋"))
    report = await town.say(role, "/baocao")
    assert "🤝 Phối hợp: 1 nhiệm vụ chưa gửi phần việc" in report.text


async def test_a_part_that_came_is_not_asked_for_again(town: Town) -> None:
    role = await supporter_only(town)
    await town.office.move_to(MORNING)
    await town.say(role, "đã phát 24 bản tin")
    (part,) = await parts(town)
    assert part.text == "đã phát 24 bản tin"
    await town.office.pass_until(local(date(2022, 3, 17)))
    assert len(heard(town, role, "chưa gửi phần việc")) == 1


async def test_only_those_concerned_see_a_part(town: Town) -> None:
    await town.say(ONE_STOP, f"7.e {WORDS}")
    (part,) = await parts(town)
    period, task = await town.period(), await town.task("7.e")
    for role in (JUSTICE, FINANCE):
        for data in (f"part:{period.id}:{task.id}", f"part-take:{part.id}", f"task:{period.id}:{task.id}"):
            assert WORDS not in (await town.press(town.phones[role], data)).text
    assert (await parts(town))[0].text == WORDS
    answer = await town.answer("7.e")
    assert answer is None


async def test_a_part_after_the_last_day_is_late(town: Town) -> None:
    await town.office.pass_until(local(date(2022, 3, 18), "09:00"))
    await town.say(ONE_STOP, "7.e muộn")
    (part,) = await parts(town)
    assert part.late
