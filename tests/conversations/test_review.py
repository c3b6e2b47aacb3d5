"""The coordinator looks, returns, chases, closes and enters on behalf; everything of it is on record."""

from datetime import date, timedelta

from storage.tables import Progress, SubmissionState
from tests.conversations.office import local
from tests.conversations.quarter import COORDINATOR, FINANCE, JUSTICE, LEADER, RADIO
from tests.conversations.town import Town


async def answered(town: Town) -> int:
    """Justice has answered 2.a; the number of the answer."""
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    answer = await town.answer("2.a")
    assert answer is not None
    return answer.id


async def returned(town: Town, reason: str) -> None:
    number = await answered(town)
    await town.press(town.coordinator, f"return-answer:{number}")
    await town.say(COORDINATOR, reason)
    await town.office.deliver()


async def test_a_returned_answer_comes_with_its_reason_and_is_owed_again(town: Town) -> None:
    reason = "Đề nghị ghi <số> văn bản & ngày ban hành"
    await returned(town, reason)
    message = town.phones[JUSTICE].last
    assert f"Lý do: {reason}" in message.text
    report = await town.say(JUSTICE, "/baocao")
    assert "↩️ 2.a" in report.text
    await town.office.press(town.phones[JUSTICE], message, "Báo cáo lại")
    assert reason in town.phones[JUSTICE].messages[-1].text or reason in message.text
    await town.say(JUSTICE, "xong, 3 văn bản ngày 1/3")
    answer = await town.answer("2.a")
    assert answer is not None
    assert (answer.state, answer.return_reason) == (SubmissionState.SUBMITTED, None)
    kinds = [event.kind for event in await town.history(answer)]
    assert kinds == ["submitted", "returned", "submitted"]
    (logged,) = [event.after for event in await town.history(answer) if event.kind == "returned"]
    assert logged is not None
    assert logged["return_reason"] == reason


async def test_a_word_of_agreement_is_no_reason_to_return(town: Town) -> None:
    number = await answered(town)
    await town.press(town.coordinator, f"return-answer:{number}")
    for words in ("thôi", "ok", "vâng ạ"):
        assert "vì lý do gì" in (await town.say(COORDINATOR, words)).text
    answer = await town.answer("2.a")
    assert answer is not None
    assert answer.state is SubmissionState.SUBMITTED
    assert "Đã dừng" in (await town.say(COORDINATOR, "/huy")).text
    assert await town.outbox("returned") == []


async def test_a_return_is_told_once_even_when_telegram_stumbles(town: Town) -> None:
    faults = town.office.simulator.faults
    number = await answered(town)
    await town.press(town.coordinator, f"return-answer:{number}")
    await town.say(COORDINATOR, "Thiếu số liệu")
    faults.flood("sendMessage", 1)
    await town.office.deliver()
    town.office.simulator.clock.move_to(town.office.services.clock() + timedelta(minutes=1))
    await town.office.deliver()
    heard = [m for m in town.phones[JUSTICE].messages if m.from_bot and "Thiếu số liệu" in m.text]
    assert len(heard) == 1


async def test_an_answer_for_a_role_without_a_phone_is_marked(town: Town) -> None:
    card = await town.press(
        town.coordinator, f"task:{(await town.period()).id}:{(await town.task('1.c')).id}"
    )
    assert f"Nhập thay: {RADIO}" in card.text
    saved = await town.say(COORDINATOR, "xong, đã phát 24 bản tin")
    assert f"Nhập thay: {RADIO}" in saved.text
    answer = await town.answer("1.c")
    assert answer is not None
    assert answer.on_behalf
    (event,) = await town.history(answer)
    assert event.after is not None
    assert event.after["on_behalf"]
    await town.say(RADIO, "1.c đang làm 50%")
    answer = await town.answer("1.c")
    assert answer is not None
    assert not answer.on_behalf, "the role has answered itself"


async def test_a_figure_for_a_role_without_a_phone_is_marked(town: Town) -> None:
    period, indicator = await town.period(), await town.indicator("6.3")
    card = await town.press(town.coordinator, f"figure:{period.id}:{indicator.id}")
    assert f"Nhập thay: {FINANCE}" in card.text
    await town.say(COORDINATOR, "15.500.000 đồng")
    figure = await town.figure("6.3")
    assert figure is not None
    assert (figure.value, figure.on_behalf) == (15_500_000, True)


async def test_an_answer_is_seen_in_full_with_who_and_when(town: Town) -> None:
    number = await answered(town)
    shown = await town.press(town.coordinator, f"review-answer:{number}")
    assert "Tình trạng: đã xong" in shown.text
    assert "9:00" in shown.text
    assert "Trần Thị Mai" in shown.text


async def test_chasing_reminds_only_the_silent_and_only_once(town: Town) -> None:
    await town.say(RADIO, "1.c xong")
    before = {role: len(phone.messages) for role, phone in town.phones.items()}
    said = await town.say(COORDINATOR, "/nhac")
    assert "Đã nhắc:" in said.text
    assert "Bùi Thị Loan" not in said.text
    again = await town.say(COORDINATOR, "/nhac")
    assert "Vừa được nhắc ít phút trước" in again.text
    await town.office.deliver()
    assert len(town.phones[JUSTICE].messages) == before[JUSTICE] + 1
    assert len(town.phones[RADIO].messages) == before[RADIO]
    assert len(town.phones[LEADER].messages) == before[LEADER]


async def test_chasing_names_whom_no_message_reaches(town: Town) -> None:
    town.phones[JUSTICE].block_bot()
    await town.say(COORDINATOR, "/nhac")
    await town.office.deliver()
    assert "Không nhắn được cho Trần Thị Mai" in town.coordinator.last.text
    town.office.simulator.clock.move_to(town.office.services.clock() + timedelta(minutes=11))
    said = await town.say(COORDINATOR, "/nhac")
    assert "Trần Thị Mai – " + JUSTICE in said.text.split("Không nhắn được")[1]
    town.phones[JUSTICE].unblock_bot()
    await town.say(JUSTICE, "/viec")
    town.office.simulator.clock.move_to(town.office.services.clock() + timedelta(minutes=11))
    assert "Không nhắn được" not in (await town.say(COORDINATOR, "/nhac")).text


async def test_what_was_answered_meanwhile_is_not_chased(town: Town) -> None:
    await town.say(COORDINATOR, "/nhac")
    await town.say(RADIO, "1.c xong")
    count = len(town.phones[RADIO].messages)
    await town.office.deliver()
    assert len(town.phones[RADIO].messages) == count


async def test_remind_me_this_afternoon_comes_back_once(town: Town) -> None:
    phone = town.phones[JUSTICE]
    await town.say(COORDINATOR, "/nhac")
    await town.office.deliver()
    await phone.press(phone.last, "Nhắc lại chiều nay")
    assert "14:00" in await phone.wait_for_toast("nhắc lại")
    await town.office.handled()
    await town.office.pass_until(local(date(2022, 3, 15), "16:00"))
    again = [m for m in phone.messages if "🔔" in m.text and m.date >= local(date(2022, 3, 15), "13:59")]
    assert len(again) == 1


async def test_the_calendar_shows_four_periods_and_their_last_days(town: Town) -> None:
    said = await town.say(JUSTICE, "/lich")
    for words in ("Quý I/2022", "6 tháng đầu năm 2022", "Quý III/2022", "Năm 2022"):
        assert words in said.text
    assert "trước ngày 17/3 (hết ngày 16/3, thứ Tư) – còn 1 ngày" in said.text
    assert "Reporting calendar" in (await _in_english(town, "/calendar"))


async def _in_english(town: Town, command: str) -> str:
    asked = await town.say(JUSTICE, "/language")
    await town.office.press(town.phones[JUSTICE], asked, "English")
    return (await town.say(JUSTICE, command)).text


async def test_closing_asks_first_and_is_on_record(town: Town) -> None:
    period = (await town.period()).id
    asked = await town.press(town.coordinator, f"close:{period}")
    assert "chưa gửi đủ" in asked.text
    assert (await town.period()).closed_at is None
    await town.office.press(town.coordinator, asked, "Khóa")
    await town.office.handled()
    closed = await town.period()
    assert closed.closed_at is not None
    assert closed.closed_by_id is not None
    await town.press_quietly(town.coordinator, f"close-yes:{period}")
    kinds = [row[4] for row in (await town.everything())["event"] if row[5] == f"period:{period}"]
    assert kinds.count("period_closed") == 1


async def test_a_closed_period_is_not_the_current_one(town: Town) -> None:
    await town.press(town.coordinator, f"close-yes:{(await town.period()).id}")
    assert "6 tháng đầu năm 2022" in (await town.say(JUSTICE, "/baocao")).text
    answer = await town.say(JUSTICE, "2.a xong")
    assert "Đã ghi" in answer.text
    assert await town.answer("2.a") is None
    half = await town.answer("2.a", "2022-H1")
    assert half is not None
    assert half.progress is Progress.DONE


async def test_a_reply_to_a_returned_answer_is_its_new_answer(town: Town) -> None:
    phone = town.phones[JUSTICE]
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    await town.office.handled()
    answer = await town.answer("2.a")
    assert answer is not None
    await town.press(town.coordinator, f"return-answer:{answer.id}")
    await town.office.say(town.coordinator, "Đề nghị ghi số văn bản")
    await town.office.deliver()
    returned = phone.last
    await town.say(JUSTICE, "/solieu")
    await town.office.say(phone, "đang làm 80%, đã rà soát 12 văn bản", reply_to=returned)
    await town.office.handled()
    answer = await town.answer("2.a")
    assert answer is not None
    assert (answer.percent, answer.narrative) == (80, "đã rà soát 12 văn bản")


async def test_a_file_in_reply_to_a_returned_answer_is_its_proof(town: Town) -> None:
    phone = town.phones[JUSTICE]
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    answer = await town.answer("2.a")
    assert answer is not None
    await town.press(town.coordinator, f"return-answer:{answer.id}")
    await town.office.say(town.coordinator, "Đề nghị gửi kèm văn bản")
    await town.office.deliver()
    returned = phone.last
    await phone.send_document(b"%PDF-1.4 van ban", name="van-ban.pdf", caption="xong", reply_to=returned)
    shown = await phone.wait_for("Đã ghi nhiệm vụ 2.a")
    assert "1 tài liệu" in shown.text
