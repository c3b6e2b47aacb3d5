"""Officers answer by words, buttons, replies and files; what was said lands where it belongs, exactly."""

import unicodedata
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlmodel import select

from simulator import Message
from storage.tables import Evidence, Indicator, Progress, Submission, SubmissionState
from tests.conversations.quarter import CULTURE, FINANCE, JUSTICE, LEADER, ONE_STOP, RADIO, UNIONS
from tests.conversations.town import Town

PDF = b"%PDF-1.4 bang ke"
# The smallest picture there is.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
    "00000500017a5eab3f0000000049454e44ae426082"
)


async def stored(town: Town, code: str, period: str = "2022-Q1") -> Submission:
    await town.office.handled()
    answer = await town.answer(code, period)
    assert answer is not None, f"nothing is stored for {code}"
    return answer


async def evidence(town: Town) -> list[Evidence]:
    await town.office.handled()
    async with town.office.database.read() as session:
        return list(await session.exec(select(Evidence).order_by(Evidence.id)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "progress", "percent", "reason", "narrative"),
    [
        ("xong", Progress.DONE, None, "", ""),
        ("Đã hoàn thành, ban hành 3 văn bản", Progress.DONE, None, "", "ban hành 3 văn bản"),
        ("đang làm 60%", Progress.IN_PROGRESS, 60, "", ""),
        ("chưa làm do thiếu kinh phí", Progress.NOT_STARTED, None, "thiếu kinh phí", ""),
        ("không phát sinh", Progress.NOTHING_TO_REPORT, None, "", ""),
        ("KHÔNG PHÁT SINH ạ", Progress.NOTHING_TO_REPORT, None, "", ""),
        ("✅ xong 🎉", Progress.DONE, None, "", ""),
        (unicodedata.normalize("NFD", "đang làm 60%, đã niêm yết đủ"), Progress.IN_PROGRESS, 60, "", "đã niêm yết đủ"),
    ],
)  # fmt: skip
async def test_words_say_how_far_a_task_is(
    town: Town, words: str, progress: Progress, percent: int | None, reason: str, narrative: str
) -> None:
    await town.card(JUSTICE, "2.a")
    assert "Đã ghi nhiệm vụ 2.a" in (await town.say(JUSTICE, words)).text
    answer = await stored(town, "2.a")
    assert (answer.progress, answer.percent, answer.reason, answer.narrative) == (
        progress,
        percent,
        reason,
        narrative,
    )


@pytest.mark.parametrize(
    "words",
    [
        "Đã <b>rà soát</b> & xử lý <script>alert(1)</script> 3 văn bản",
        "=1+1",
        "=HYPERLINK(\"http://x\")",
        "@SUM(A1:A9)",
        "👍🏽👨‍👩‍👧",
        "1 < 2 && 3 > 2",
        "{percent} %s {0}",
        "Dòng một\n\n\tdòng hai",
    ],
)  # fmt: skip
async def test_words_are_kept_as_typed_and_shown_as_typed(town: Town, words: str) -> None:
    await town.card(JUSTICE, "2.a")
    asked = await town.say(JUSTICE, words)
    assert words in asked.text
    saved = await town.office.press(town.phones[JUSTICE], asked, "Xong")
    assert words in saved.text
    answer = await stored(town, "2.a")
    assert answer.narrative == words
    assert answer.state is SubmissionState.SUBMITTED


async def test_decomposed_letters_are_stored_composed(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, unicodedata.normalize("NFD", "xong, đã niêm yết đủ"))
    assert (await stored(town, "2.a")).narrative == "đã niêm yết đủ"


async def test_words_without_a_state_are_kept_and_the_state_is_asked(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    asked = await town.say(JUSTICE, "Đã rà soát 12 văn bản")
    assert "Nhiệm vụ này thực hiện đến đâu?" in asked.text
    assert (await stored(town, "2.a")).state is SubmissionState.DRAFT
    report = await town.say(JUSTICE, "/baocao")
    assert "2.a" in report.text, "a draft is still owed"


async def test_ten_thousand_letters_arrive_whole(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    story = " ".join(f"Đã tổ chức buổi phổ biến thứ {n}." for n in range(300))[:10_000].strip()
    phone = town.phones[JUSTICE]
    await phone.send(story)
    asked = await phone.wait_for("Nhiệm vụ này thực hiện đến đâu?")
    await town.office.press(phone, asked, "Xong")
    narrative = (await stored(town, "2.a")).narrative
    assert narrative.split() == story.split()


async def test_an_answer_begun_as_not_started_needs_its_reason(town: Town) -> None:
    card = await town.card(JUSTICE, "2.a")
    asked = await town.office.press(town.phones[JUSTICE], card, "Chưa làm")
    assert "vì lý do gì" in asked.text
    assert await town.answer("2.a") is None
    await town.say(JUSTICE, "cấp trên chưa hướng dẫn")
    answer = await stored(town, "2.a")
    assert (answer.progress, answer.reason) == (Progress.NOT_STARTED, "cấp trên chưa hướng dẫn")


@pytest.mark.parametrize(
    ("words", "progress", "percent"),
    [
        ("đang làm 30%", Progress.IN_PROGRESS, 30),
        ("xong rồi", Progress.DONE, None),
        ("không phát sinh", Progress.NOTHING_TO_REPORT, None),
    ],
)
async def test_a_state_given_where_a_reason_was_asked_is_that_state(
    town: Town, words: str, progress: Progress, percent: int | None
) -> None:
    card = await town.card(JUSTICE, "2.a")
    await town.office.press(town.phones[JUSTICE], card, "Chưa làm")
    await town.say(JUSTICE, words)
    answer = await stored(town, "2.a")
    assert (answer.progress, answer.percent, answer.reason) == (progress, percent, "")


async def test_giving_a_reason_keeps_what_was_said_before(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    saved = await town.say(JUSTICE, "xong, đã rà soát 12 văn bản")
    await town.office.press(town.phones[JUSTICE], saved, "Vướng mắc")
    saved = await town.say(JUSTICE, "Thiếu người")
    card = await town.office.press(town.phones[JUSTICE], saved, "Sửa")
    await town.office.press(town.phones[JUSTICE], card, "Chưa làm")
    await town.say(JUSTICE, "văn bản bị thu hồi")
    answer = await stored(town, "2.a")
    assert (answer.reason, answer.difficulty, answer.narrative) == (
        "văn bản bị thu hồi",
        "Thiếu người",
        "đã rà soát 12 văn bản",
    )


@pytest.mark.parametrize(("words", "percent"), [("60", 60), ("60%", 60), ("khoảng 60%", 60), ("0,5", 0)])
async def test_a_bare_number_is_the_percentage_that_was_asked(town: Town, words: str, percent: int) -> None:
    card = await town.card(JUSTICE, "2.a")
    await town.office.press(town.phones[JUSTICE], card, "Đang làm")
    await town.say(JUSTICE, words)
    answer = await stored(town, "2.a")
    assert (answer.progress, answer.percent, answer.narrative) == (Progress.IN_PROGRESS, percent, "")


@pytest.mark.parametrize("words", ["ok", "vâng ạ", "Dạ vâng ạ.", "đồng ý", "Em cảm ơn ạ 🙏"])
async def test_a_polite_word_after_an_answer_is_not_reported(town: Town, words: str) -> None:
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong, đã rà soát 12 văn bản")
    await town.say(JUSTICE, words)
    assert (await stored(town, "2.a")).narrative == "đã rà soát 12 văn bản"


async def test_every_change_of_an_answer_is_on_record(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    saved = await town.say(JUSTICE, "đang làm 60%")
    card = await town.office.press(town.phones[JUSTICE], saved, "Sửa")
    await town.office.press(town.phones[JUSTICE], card, "Xong")
    first, second = await town.history(await stored(town, "2.a"))
    assert first.before is None
    assert second.before is not None
    assert second.after is not None
    assert (second.before["progress"], second.before["percent"]) == ("in_progress", 60)
    assert (second.after["progress"], second.after["percent"]) == ("done", None)
    assert first.officer_id == second.officer_id is not None


async def test_a_reply_to_an_old_card_answers_that_cards_task(town: Town) -> None:
    old = await town.card(JUSTICE, "2.b")
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong", reply_to=old)
    assert (await stored(town, "2.b")).progress is Progress.DONE
    assert await town.answer("2.a") is None


async def remind(town: Town, role: str) -> Message:
    """The coordinator chases; the reminder on the role's phone."""
    await town.say("Công chức Văn phòng Đảng ủy - Nội vụ", "/nhac")
    await town.office.deliver()
    return next(m for m in reversed(town.phones[role].messages) if m.from_bot and "🔔" in m.text)


async def test_plain_words_in_reply_to_a_reminder_are_kept_until_their_task_is_named(town: Town) -> None:
    await town.card(JUSTICE, "2.b")
    reminder = await remind(town, JUSTICE)
    asked = await town.say(JUSTICE, "xong, đã ban hành", reply_to=reminder)
    assert "Nội dung này thuộc nhiệm vụ nào?" in asked.text
    assert await town.answer("2.b") is None, "the reminder is no reply to the older question"
    await town.office.press(town.phones[JUSTICE], asked, "2.c")
    answer = await stored(town, "2.c")
    assert (answer.progress, answer.narrative) == (Progress.DONE, "đã ban hành")


async def test_words_in_reply_to_a_reminder_of_one_task_are_its_answer(town: Town) -> None:
    saved = await town.say(RADIO, "đang làm 50%, đã phát 12 bản tin", reply_to=await remind(town, RADIO))
    assert "Đã ghi nhiệm vụ 1.c" in saved.text
    assert (await stored(town, "1.c")).percent == 50


async def test_a_polite_word_to_a_reminder_is_no_answer(town: Town) -> None:
    asked = await town.say(RADIO, "vâng", reply_to=await remind(town, RADIO))
    assert "Nội dung này thuộc nhiệm vụ nào?" in asked.text
    assert "Đã rõ" in (await town.office.press(town.phones[RADIO], asked, "Không phải nội dung báo cáo")).text
    assert await town.answer("1.c") is None


async def test_two_messages_out_of_the_blue_both_wait_for_their_task(town: Town) -> None:
    first = await town.say(JUSTICE, "xong, văn bản thứ nhất")
    second = await town.say(JUSTICE, "đang làm 20%, văn bản thứ hai")
    phone = town.phones[JUSTICE]
    await town.office.press(phone, second, "2.b")
    await town.office.press(phone, first, "2.a")
    assert (await stored(town, "2.a")).narrative == "văn bản thứ nhất"
    assert (await stored(town, "2.b")).narrative == "văn bản thứ hai"


async def test_two_messages_for_one_task_are_both_kept(town: Town) -> None:
    first = await town.say(JUSTICE, "xong, phần một")
    second = await town.say(JUSTICE, "phần hai")
    phone = town.phones[JUSTICE]
    await town.office.press(phone, first, "2.a")
    await town.office.press(phone, second, "2.a")
    assert (await stored(town, "2.a")).narrative == "phần một\nphần hai"


async def test_lines_with_codes_are_stored_one_by_one_and_the_rest_is_named(town: Town) -> None:
    said = await town.say(
        FINANCE, "Báo cáo của Tài chính\n6.a xong\n6.b nghe nói là\n2.a xong\n6.3 âm 5\n6.2 5/0 tỷ"
    )
    assert "6.a" in said.text.split("Chưa hiểu")[0]
    missed = said.text.split("Chưa hiểu")[1]
    assert "Báo cáo của Tài chính" in missed
    assert "6.b nghe nói là" in missed
    assert "6.3 âm 5" in missed
    assert "Không có mã này trong phần việc của đồng chí: 2.a" in said.text
    assert (await stored(town, "6.a")).progress is Progress.DONE
    assert await town.answer("2.a") is None
    assert await town.figure("6.3") is None


async def test_hundreds_of_lines_still_get_an_answer(town: Town) -> None:
    said = await town.say(FINANCE, "\n".join(["6.a xong"] * 300 + ["6.b ?"] * 100))
    assert "Đã ghi" in said.text
    assert (await stored(town, "6.a")).progress is Progress.DONE


async def test_nothing_to_report_is_asked_once_more_before_it_answers_everything(town: Town) -> None:
    report = await town.say(JUSTICE, "/baocao")
    asked = await town.office.press(town.phones[JUSTICE], report, "Không phát sinh")
    assert "cho 4 nhiệm vụ và 4 số liệu" in asked.text
    assert await town.answer("2.a") is None
    done = await town.office.press(town.phones[JUSTICE], asked, "Ghi không phát sinh")
    assert "8 nội dung" in done.text
    assert (await stored(town, "2.d")).progress is Progress.NOTHING_TO_REPORT
    figure = await town.figure("2.4")
    assert figure is not None
    assert figure.nothing_to_report


async def test_an_answer_after_its_last_day_is_taken_and_marked(town: Town) -> None:
    town.office.simulator.clock.move_to(datetime(2022, 3, 16, 17, 0, 1, tzinfo=UTC))  # 17/3, 00:00:01
    await town.card(JUSTICE, "2.a")
    assert "muộn" in (await town.say(JUSTICE, "xong")).text
    assert (await stored(town, "2.a")).late


async def test_words_added_after_the_last_day_do_not_make_an_answer_late(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    await town.office.handled()
    town.office.simulator.clock.move_to(datetime(2022, 3, 17, 2, 0, tzinfo=UTC))
    await town.say(JUSTICE, "đã rà soát 12 văn bản")
    answer = await stored(town, "2.a")
    assert (answer.late, answer.narrative) == (False, "đã rà soát 12 văn bản")
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "đang làm 60%")
    assert (await stored(town, "2.a")).late


async def test_an_answer_in_the_last_second_is_in_time(town: Town) -> None:
    town.office.simulator.clock.move_to(datetime(2022, 3, 16, 16, 59, 59, tzinfo=UTC))
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    assert not (await stored(town, "2.a")).late


async def test_cancelling_leaves_the_question_and_keeps_what_is_stored(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    await town.card(JUSTICE, "2.b")
    assert "Đã dừng" in (await town.say(JUSTICE, "/huy")).text
    assert "Không có việc gì đang dở" in (await town.say(JUSTICE, "hủy")).text
    assert "thuộc nhiệm vụ nào" in (await town.say(JUSTICE, "đang làm 10%")).text
    assert (await stored(town, "2.a")).progress is Progress.DONE
    assert await town.answer("2.b") is None


# Figures


@pytest.mark.parametrize(
    ("code", "words", "value", "parts"),
    [
        ("2.1", "12", Decimal(12), None),
        ("2.1", "12 văn bản", Decimal(12), None),
        ("2.1", unicodedata.normalize("NFD", "12 văn bản"), Decimal(12), None),
        ("2.1", "1.234", Decimal(1234), None),
        ("2.2", "120/125", None, (Decimal(120), Decimal(125))),
        ("2.2", "120 trên 125 (96%)", None, (Decimal(120), Decimal(125))),
        ("2.2", "0/0", None, (Decimal(0), Decimal(0))),
    ],
)
async def test_a_figure_is_read_as_it_is_typed(
    town: Town, code: str, words: str, value: Decimal | None, parts: tuple[Decimal, Decimal] | None
) -> None:
    await town.figure_card(JUSTICE, code)
    await town.say(JUSTICE, words)
    await town.office.handled()
    figure = await town.figure(code)
    assert figure is not None
    assert figure.value == value
    assert (figure.numerator, figure.denominator) == (parts or (None, None))


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        ("2.2", "130/125", "130 lớn hơn 125"),
        ("2.2", "120/125 (50%)", "96%, không phải 50%"),
        ("2.2", "95,5%", "cần cả phần và tổng"),
        ("2.2", "120", "cần cả phần và tổng"),
        ("2.1", "1,5", "không phải số nguyên"),
        ("2.1", "-5", "không thể âm"),
        ("2.1", "1" * 40, "quá dài"),
        ("2.1", "1..2", "Không đọc được số này"),
        ("2.1", "١٢", "Không đọc được số này"),
        ("2.1", "nhiều lắm ạ", "Chưa thấy số nào"),
        ("2.1", "<b>không biết</b>", "Chưa thấy số nào"),
        ("2.1", "như kỳ trước", "Kỳ trước không có số liệu này"),
    ],
)
async def test_what_is_no_figure_is_said_so_and_asked_again(
    town: Town, code: str, words: str, said: str
) -> None:
    await town.figure_card(JUSTICE, code)
    assert said in (await town.say(JUSTICE, words)).text
    assert await town.figure(code) is None
    await town.say(JUSTICE, "12/12" if code == "2.2" else "12")
    assert await town.figure(code) is not None, "the question is still open"


async def test_an_ambiguous_figure_is_stored_as_it_was_picked(town: Town) -> None:
    await town.figure_card(JUSTICE, "2.1")
    asked = await town.say(JUSTICE, "12.5")
    assert "có thể hiểu nhiều cách" in asked.text
    assert await town.figure("2.1") is None
    phone = town.phones[JUSTICE]
    assert "không phải số nguyên" in (await town.office.press(phone, asked, "12,5 ")).text
    asked = await town.say(JUSTICE, "12.5")
    await town.office.press(phone, asked, "125 ")
    await town.office.handled()
    figure = await town.figure("2.1")
    assert figure is not None
    assert figure.value == 125


async def test_a_point_in_a_percentage_is_asked_about(town: Town) -> None:
    asked_of = await town.indicator("2.1")
    async with town.office.database.write() as session:
        row = await session.get_one(Indicator, asked_of.id)
        row.value_type, row.measure = "percent", "%"
        session.add(row)
    phone = town.phones[JUSTICE]
    await town.figure_card(JUSTICE, "2.1")
    asked = await town.say(JUSTICE, "1.234%")
    assert [b.label for line in asked.buttons for b in line] == ["1.234%", "1,234%"]
    assert "vượt 100%" in (await town.office.press(phone, asked, "1.234%")).text
    asked = await town.say(JUSTICE, "1.234 %")
    await town.office.press(phone, asked, "1,234%")
    await town.office.handled()
    figure = await town.figure("2.1")
    assert figure is not None
    assert figure.value == Decimal("1.234")


async def test_a_reading_of_an_older_question_cannot_be_picked(town: Town) -> None:
    await town.figure_card(JUSTICE, "2.1")
    asked = await town.say(JUSTICE, "12.5")
    await town.say(JUSTICE, "7")
    assert "Nút này đã cũ" in (await town.office.press(town.phones[JUSTICE], asked, "125")).text
    figure = await town.figure("2.1")
    assert figure is not None
    assert figure.value == 7


async def test_a_number_out_of_the_blue_is_the_one_figure_still_owed(town: Town) -> None:
    await town.say(JUSTICE, "2.a xong\n2.b xong\n2.c xong\n2.d xong\n2.1 1\n2.2 1/1\n2.3 1/1")
    await town.say(JUSTICE, "/trogiup")
    await town.say(JUSTICE, "/huy")
    assert "Đã ghi 2.4" in (await town.say(JUSTICE, "15 cuộc")).text
    await town.office.handled()
    figure = await town.figure("2.4")
    assert figure is not None
    assert figure.value == 15


async def test_a_changed_figure_keeps_the_old_value_on_record(town: Town) -> None:
    for words in ("12", "15"):
        await town.figure_card(JUSTICE, "2.1")
        await town.say(JUSTICE, words)
    await town.office.handled()
    figure = await town.figure("2.1")
    assert figure is not None
    first, second = await town.history(figure)
    assert first.before is None
    assert second.before is not None
    assert second.after is not None
    assert (second.before["value"], second.after["value"]) == ("12", "15")


# Files


async def test_a_photo_sent_twice_is_one_proof(town: Town) -> None:
    await town.card(CULTURE, "7.b")
    phone = town.phones[CULTURE]
    for _again in range(2):
        await phone.send_photo(PNG, caption="xong")
        assert "1 tài liệu kiểm chứng" in (await phone.wait_for("7.b")).text
    assert len(await evidence(town)) == 1


async def test_a_file_before_the_state_is_kept_with_the_draft(town: Town) -> None:
    await town.card(CULTURE, "7.b")
    phone = town.phones[CULTURE]
    await phone.send_document(PDF, name="bảng <kê> & số.pdf")
    asked = await phone.wait_for("Nhiệm vụ này thực hiện đến đâu?")
    assert (await stored(town, "7.b")).state is SubmissionState.DRAFT
    await town.office.press(phone, asked, "Xong")
    (file,) = await evidence(town)
    assert (file.file_name, file.size) == ("bảng kê & số.pdf", len(PDF))


async def test_files_sent_without_any_question_all_wait_for_their_task(town: Town) -> None:
    phone = town.phones[CULTURE]
    asked = []
    for number in (1, 2, 3):
        await phone.send_document(PDF + str(number).encode(), name=f"tep-{number}.pdf")
        asked.append(await phone.wait_for(f"tep-{number}.pdf"))
    for message, code in zip(asked, ("7.a", "7.b", "7.a"), strict=True):
        await town.office.press(phone, message, code)
    assert {(file.file_name, file.submission_id) for file in await evidence(town)} == {
        ("tep-1.pdf", (await stored(town, "7.a")).id),
        ("tep-2.pdf", (await stored(town, "7.b")).id),
        ("tep-3.pdf", (await stored(town, "7.a")).id),
    }


async def test_a_caption_with_a_code_names_the_files_task(town: Town) -> None:
    phone = town.phones[CULTURE]
    await phone.send_document(PDF, name="tin.pdf", caption="7.d đang làm 40%")
    assert "7.d" in (await phone.wait_for("Đã ghi")).text
    assert (await stored(town, "7.d")).percent == 40


async def test_the_only_open_task_gets_the_file(town: Town) -> None:
    phone = town.phones[UNIONS]
    await phone.send_photo(PNG)
    assert "1.e" in (await phone.wait_for("Nhiệm vụ này thực hiện đến đâu?")).text


async def test_a_file_in_reply_to_an_old_card_goes_to_that_task(town: Town) -> None:
    old = await town.card(ONE_STOP, "3.a")
    await town.card(ONE_STOP, "3.b")
    phone = town.phones[ONE_STOP]
    await phone.send_document(PDF, name="so.pdf", caption="xong", reply_to=old)
    await phone.wait_for("Đã ghi nhiệm vụ 3.a")
    assert await town.answer("3.b") is None


async def test_progress_said_while_a_figure_is_asked_is_about_a_task(town: Town) -> None:
    await town.say(JUSTICE, "/solieu")
    asked = await town.say(JUSTICE, "đang làm 60%, đã rà soát 118 thủ tục")
    assert "nhiệm vụ nào" in asked.text
    await town.office.press(town.phones[JUSTICE], asked, "2.b")
    assert (await stored(town, "2.b")).percent == 60


async def test_a_difficulty_within_a_sentence_goes_into_its_own_part(town: Town) -> None:
    said = await town.say(JUSTICE, "2.b đang làm 60%, vướng mắc: chờ dự toán")
    assert "chờ dự toán" in said.text
    answer = await stored(town, "2.b")
    assert (answer.narrative, answer.difficulty) == ("", "chờ dự toán")


async def test_whoever_is_asked_nothing_is_told_so(town: Town) -> None:
    told = await town.say(LEADER, "/baocao")
    assert "không có nội dung phải báo cáo" in told.text
