"""Tasks with days of their own: reminded on their day, answered by a tap or a word, counted in the report."""

from datetime import date

from sqlmodel import col, select

from reports.gather import gather
from simulator import Message
from storage import events
from storage.tables import DueKind, Occurrence, OccurrenceState, Progress, Task
from tests.conversations.office import local
from tests.conversations.quarter import COORDINATOR, FINANCE, JUSTICE
from tests.conversations.town import MORNING, Town

DONE, OPEN = OccurrenceState.DONE, OccurrenceState.OPEN
FRIDAY = date(2022, 3, 25)


async def due(town: Town, code: str, kind: DueKind, on: date | None = None) -> None:
    task = await town.task(code)
    async with town.office.database.write() as session:
        row = await session.get(Task, task.id)
        assert row is not None
        row.due_kind, row.due_on = kind, on


async def answers_the_quarter(town: Town, role: str = JUSTICE) -> None:
    """The first quarter is no debt of the role any more, so that only its tasks' own days are spoken of."""
    await town.office.move_to(MORNING)
    await town.press(town.phones[role], f"nothing-all-yes:{(await town.period()).id}")


async def until(town: Town, day: date, clock: str = "08:00") -> None:
    await town.office.pass_until(local(day, clock))


async def times(town: Town, code: str) -> dict[date, Occurrence]:
    await town.office.handled()
    task = await town.task(code)
    query = select(Occurrence).where(Occurrence.task_id == task.id).order_by(col(Occurrence.due_on))
    async with town.office.database.read() as session:
        return {row.due_on: row for row in await session.exec(query)}


def heard(town: Town, role: str, words: str = "⏰") -> list[Message]:
    return [m for m in town.phones[role].messages if m.from_bot and words in m.text]


async def test_a_tap_under_the_reminder_does_it(town: Town) -> None:
    await due(town, "2.c", DueKind.WEEKLY)
    await answers_the_quarter(town)
    await until(town, FRIDAY)
    reminder = heard(town, JUSTICE)[-1]
    assert reminder.text.startswith("⏰ Nhiệm vụ đến hạn\n2.c ")
    assert "trước ngày 26/3 (hết ngày 25/3, thứ Sáu) – hôm nay là ngày cuối" in reminder.text
    assert [b.label for row in reminder.buttons for b in row] == ["✅ Xong", "🔵 Đang làm", "Báo cáo"]
    said = await town.office.press(town.phones[JUSTICE], reminder, "Xong")
    assert "Đã ghi nhiệm vụ 2.c, hạn 25/3: đã xong" in said.text
    row = (await times(town, "2.c"))[FRIDAY]
    assert (row.state, row.late) == (DONE, False)
    async with town.office.database.read() as session:
        kinds = [event.kind for event in await events.history(session, row.unit_id, f"occurrence:{row.id}")]
    assert kinds == ["done"]
    half_year = await town.answer("2.c", "2022-H1")
    assert half_year is not None
    assert half_year.progress is Progress.IN_PROGRESS, "eleven more weeks are to come"
    before = len(heard(town, JUSTICE))
    await until(town, date(2022, 3, 31))
    assert len(heard(town, JUSTICE)) == before, "nothing is said after it is done"


async def test_a_second_tap_is_told_that_it_is_done(town: Town) -> None:
    await due(town, "2.c", DueKind.WEEKLY)
    await answers_the_quarter(town)
    await until(town, FRIDAY)
    reminder, phone = heard(town, JUSTICE)[-1], town.phones[JUSTICE]
    await town.office.press(phone, reminder, "Xong")
    before = await times(town, "2.c")
    await phone.press(reminder, "✅ Xong")
    await town.office.handled()
    await phone.wait_for_toast("đã được ghi lúc")
    assert await times(town, "2.c") == before


async def test_a_reply_to_the_reminder_does_it_with_its_words(town: Town) -> None:
    await due(town, "2.c", DueKind.WEEKLY)
    await answers_the_quarter(town)
    await until(town, FRIDAY)
    said = await town.say(JUSTICE, "xong, đã đăng 4 tin", heard(town, JUSTICE)[-1])
    assert "Kết quả: đã đăng 4 tin" in said.text
    assert (await times(town, "2.c"))[FRIDAY].note == "đã đăng 4 tin"
    answer = await town.answer("2.c", "2022-H1")
    assert answer is not None
    assert answer.narrative == "đã đăng 4 tin"


async def test_under_way_in_reply_keeps_it_open_and_is_the_periods_answer(town: Town) -> None:
    await due(town, "2.a", DueKind.MONTHLY)
    await answers_the_quarter(town)
    await until(town, date(2022, 3, 31))
    await town.say(JUSTICE, "đang làm 60%", heard(town, JUSTICE)[-1])
    assert (await times(town, "2.a"))[date(2022, 3, 31)].state is OPEN
    answer = await town.answer("2.a", "2022-H1")
    assert answer is not None
    assert (answer.progress, answer.percent) == (Progress.IN_PROGRESS, 60)
    await until(town, date(2022, 4, 1))
    assert "đã quá hạn 1 ngày" in heard(town, JUSTICE)[-1].text
    await town.office.press(town.phones[JUSTICE], heard(town, JUSTICE)[-1], "Xong")
    assert (await times(town, "2.a"))[date(2022, 3, 31)].late
    answer = await town.answer("2.a", "2022-H1")
    assert answer is not None
    assert answer.percent == 60, "what the officer said of the period stays"


async def test_several_tasks_come_in_one_message_with_a_button_each(town: Town) -> None:
    await due(town, "2.a", DueKind.MONTHLY)
    await due(town, "2.b", DueKind.DATE, date(2022, 3, 31))
    await answers_the_quarter(town)
    await until(town, date(2022, 3, 31))
    phone = town.phones[JUSTICE]
    reminder = heard(town, JUSTICE)[-1]
    assert [b.label for row in reminder.buttons for b in row] == ["2.a · 31/3", "2.b · 31/3"]
    card = await town.office.press(phone, reminder, "2.b · 31/3")
    assert card.text.startswith("⏰ Nhiệm vụ đến hạn\n2.b ")
    await town.say(JUSTICE, "xong")
    assert (await times(town, "2.b"))[date(2022, 3, 31)].state is DONE
    assert (await times(town, "2.a"))[date(2022, 3, 31)].state is OPEN
    answer = await town.answer("2.b", "2022-H1")
    assert answer is not None
    assert answer.progress is Progress.DONE


async def test_what_the_period_is_owed_too_is_said_once_with_its_own_day(town: Town) -> None:
    await due(town, "2.c", DueKind.WEEKLY)
    await town.office.move_to(MORNING)
    await until(town, date(2022, 3, 18))
    (reminder,) = [m for m in heard(town, JUSTICE, "") if m.date >= local(date(2022, 3, 18), "07:00")]
    assert reminder.text.startswith("🔔 Báo cáo CCHC quý I/2022")
    assert "Trong đó có nhiệm vụ đến hạn riêng:\n• 2.c " in reminder.text
    assert reminder.text.count("2.c") == 1


async def test_the_quarters_answer_does_not_do_the_task_of_the_next_month(town: Town) -> None:
    await due(town, "2.a", DueKind.MONTHLY)
    await due(town, "2.b", DueKind.MONTHLY)
    await town.office.move_to(MORNING)
    await town.say(JUSTICE, "2.a xong\n2.b xong")
    assert (await times(town, "2.a"))[date(2022, 3, 31)].state is OPEN
    await until(town, date(2022, 3, 20))
    await town.say(JUSTICE, "2.a xong")
    assert (await times(town, "2.a"))[date(2022, 3, 31)].state is DONE, "the quarter has its answer"
    assert (await times(town, "2.b"))[date(2022, 3, 31)].state is OPEN


async def test_a_task_of_one_day_is_done_whatever_the_answer_was_for_and_due_again_if_not(town: Town) -> None:
    await due(town, "2.b", DueKind.DATE, date(2022, 3, 31))
    await town.office.move_to(MORNING)
    await town.say(JUSTICE, "2.b xong")
    assert (await times(town, "2.b"))[date(2022, 3, 31)].state is DONE
    await town.say(JUSTICE, "2.b đang làm 80%")
    assert (await times(town, "2.b"))[date(2022, 3, 31)].state is OPEN


async def test_nothing_to_report_in_the_quarter_leaves_a_later_day_open(town: Town) -> None:
    await due(town, "2.b", DueKind.DATE, date(2022, 3, 31))
    await answers_the_quarter(town)
    assert (await times(town, "2.b"))[date(2022, 3, 31)].state is OPEN


async def test_lists_and_calendar_say_the_next_day_and_sort_by_it(town: Town) -> None:
    await due(town, "2.b", DueKind.DATE, date(2022, 3, 31))
    await due(town, "2.c", DueKind.WEEKLY)
    await town.office.move_to(local(date(2022, 3, 17), "07:40"))
    for command in ("/viec", "/baocao"):
        lines = [line for line in (await town.say(JUSTICE, command)).text.splitlines() if line[:1] == "▫"]
        assert [line.split()[1] for line in lines] == ["2.c", "2.b", "2.a", "2.d"], command
        assert lines[0].endswith("trước ngày 19/3 (hết ngày 18/3, thứ Sáu)")
        assert "trước ngày" not in lines[2]
    calendar = (await town.say(JUSTICE, "/lich")).text.split("⏰ Nhiệm vụ của tôi sắp đến hạn\n")[1]
    assert [line.split()[1] for line in calendar.splitlines()] == ["2.c", "2.b"]
    assert "⏰" not in (await town.say(FINANCE, "/lich")).text, "nobody sees another's days"


async def test_the_card_and_the_report_count_the_times(town: Town) -> None:
    await due(town, "2.c", DueKind.WEEKLY)
    await answers_the_quarter(town)
    await until(town, date(2022, 3, 21), "09:00")
    await town.office.press(town.phones[JUSTICE], heard(town, JUSTICE)[-1], "Xong")
    await until(town, FRIDAY)
    await town.office.press(town.phones[JUSTICE], heard(town, JUSTICE)[-1], "Xong")
    await until(town, date(2022, 4, 20))
    period = await town.period("2022-H1")
    answer = await town.answer("2.c", "2022-H1")
    assert answer is not None
    card = await town.press(town.coordinator, f"review-answer:{answer.id}")
    assert "Đã thực hiện 2/15 lần trong kỳ" in card.text
    assert "✓ 18/3 (muộn) · ✓ 25/3 · ✗ 1/4 · ✗ 8/4 · ✗ 15/4 · ▫️ 22/4" in card.text
    async with town.office.database.read() as session:
        data = await gather(session, period)
    task = next(task for task in data.tasks if task.code == "2.c")
    assert (task.times_done, task.times_due) == (2, 15)


async def test_the_coordinator_hears_once_of_what_stays_overdue_and_may_enter_it(town: Town) -> None:
    await due(town, "2.b", DueKind.DATE, date(2022, 3, 31))
    await answers_the_quarter(town)
    await until(town, date(2022, 4, 20))
    (missed,) = heard(town, COORDINATOR, "⚠️ Nhiệm vụ quá hạn")
    assert missed.date == local(date(2022, 4, 6), "07:30")
    assert f"• 2.b – {JUSTICE} – Trần Thị Mai – đã quá hạn 6 ngày" in missed.text
    card = await town.office.press(town.coordinator, missed, "2.b · 31/3")
    assert "Nhập thay" in card.text
    await town.office.press(town.coordinator, card, "Xong")
    row = (await times(town, "2.b"))[date(2022, 3, 31)]
    assert (row.state, row.late) == (DONE, True)
    answer = await town.answer("2.b", "2022-H1")
    assert answer is not None
    assert answer.on_behalf


async def test_nobody_else_may_answer_it(town: Town) -> None:
    await due(town, "2.c", DueKind.WEEKLY)
    await answers_the_quarter(town)
    await until(town, FRIDAY)
    row = (await times(town, "2.c"))[FRIDAY]
    refused = await town.press(town.phones[FINANCE], f"occ-done:{row.id}")
    assert JUSTICE in refused.text
    assert (await times(town, "2.c"))[FRIDAY].state is OPEN


async def test_the_button_of_a_day_that_was_moved_says_so(town: Town) -> None:
    await due(town, "2.b", DueKind.DATE, date(2022, 3, 31))
    await answers_the_quarter(town)
    await until(town, date(2022, 3, 28))
    reminder, phone = heard(town, JUSTICE)[-1], town.phones[JUSTICE]
    await due(town, "2.b", DueKind.DATE, date(2022, 4, 29))
    await until(town, date(2022, 3, 29))
    await phone.press(reminder, "✅ Xong")
    await town.office.handled()
    await phone.wait_for_toast("đã thay đổi")
    await until(town, date(2022, 4, 27))
    assert "29/4" in heard(town, JUSTICE)[-1].text
