"""Whatever is sent wrongly gets one clear answer, and nothing that was there is lost."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from sqlmodel import select

from simulator import Message
from simulator.render import message_json
from storage.tables import Plan, PlanState, SubmissionState
from tests.conversations.office import Office
from tests.conversations.quarter import COORDINATOR, FINANCE, JUSTICE, LEADER, ONE_STOP
from tests.conversations.town import Town

MEBI = 1024 * 1024
# How Office marks a file that wants a password: an OLE container with these streams' names in UTF-16.
LOCKED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000
)


def letter() -> bytes:
    """A Word file that is no plan."""
    document = docx.Document()
    document.add_paragraph("Kính gửi các đồng chí, mời dự họp lúc 8 giờ.")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(60 * MEBI))
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("giay-moi.docx", letter(), "không giống một kế hoạch"),
        ("thu.txt", "Chào đồng chí, mai họp nhé.".encode(), "không giống một kế hoạch"),
        ("ke-hoach.docx", b"", "không có nội dung"),
        ("ke-hoach.txt", b"", "không có nội dung"),
        ("ke-hoach.docx", b"PK\x03\x04 hong roi", "bị hỏng"),
        ("ke-hoach.pdf", b"%PDF-1.4 hong roi", "bị hỏng"),
        ("ke-hoach.docx", LOCKED, "có mật khẩu"),
        ("ke-hoach.docx", bomb(), "để bảo đảm an toàn"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "không đọc được"),
    ],
    ids=["letter", "chat", "empty", "empty text", "broken", "broken pdf", "password", "bomb", "picture"],
)
async def test_a_file_that_is_no_plan_is_refused_with_the_reason(
    office: Office, name: str, content: bytes, said: str
) -> None:
    coordinator = office.phone("Nguyễn Thị Hoa")
    await office.say(coordinator, await office.found("UBND xã Tân Quang"))
    await coordinator.send_document(content, name=name)
    assert said in (await coordinator.wait_for("⚠️")).text
    async with office.database.read() as session:
        assert (await session.exec(select(Plan))).all() == []


async def test_once_there_is_a_plan_the_coordinators_other_files_are_proof(town: Town) -> None:
    await town.coordinator.send_document(b"\x89PNG\r\n\x1a\n" + bytes(100), name="hoi-nghi.png")
    asked = await town.coordinator.wait_for("hoi-nghi.png")
    assert "nhiệm vụ nào" in asked.text
    await town.office.press(town.coordinator, asked, "1.a")
    await town.office.handled()
    assert await town.answer("1.a") is not None


async def test_a_file_over_twenty_megabytes_is_refused(town: Town) -> None:
    await town.coordinator.send_document(name="ke-hoach.docx", size=21 * MEBI)
    assert "lớn hơn 20 MB" in (await town.coordinator.wait_for("⚠️")).text
    await town.card(JUSTICE, "2.a")
    await town.phones[JUSTICE].send_document(name="anh.zip", size=25 * MEBI)
    assert "lớn hơn 20 MB" in (await town.phones[JUSTICE].wait_for("⚠️")).text
    assert await town.answer("2.a") is None


async def test_an_empty_file_is_no_proof(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    await town.phones[JUSTICE].send_document(b"", name="van-ban.docx")
    assert "không có nội dung" in (await town.phones[JUSTICE].wait_for("⚠️")).text
    assert await town.answer("2.a") is None


async def test_the_years_plan_sent_again_leaves_the_one_in_force_as_it_is(
    town: Town, shared_file: Callable[[str], Path]
) -> None:
    before = (await town.everything())["plan"]
    await town.coordinator.send_document(shared_file("tan-quang-2022"))
    await town.coordinator.wait_for("không có gì khác kế hoạch đang dùng")
    assert (await town.everything())["plan"] == before
    assert PlanState.DRAFT not in {row.state for row in before}


async def test_an_officers_plan_file_is_not_taken_for_the_units_plan(
    town: Town, shared_file: Callable[[str], Path]
) -> None:
    before = (await town.everything())["plan"]
    phone = town.phones[JUSTICE]
    await phone.send_document(shared_file("tan-quang-2022"))
    assert "Tệp này thuộc nhiệm vụ nào?" in (await phone.wait_for("📎")).text
    assert (await town.everything())["plan"] == before


async def test_the_leaders_file_belongs_to_no_task(town: Town) -> None:
    phone = town.phones[LEADER]
    await phone.send_document(b"%PDF-1.4", name="cong-van.pdf")
    assert "không chủ trì nhiệm vụ nào" in (await phone.wait_for("Đồng chí")).text


async def test_words_for_a_closed_period_are_refused_until_it_is_opened_again(town: Town) -> None:
    card = await town.card(JUSTICE, "2.a")
    period = (await town.period()).id
    await town.press(town.coordinator, f"close-yes:{period}")
    said = await town.say(JUSTICE, "xong", reply_to=card)
    assert "đã khóa" in said.text
    assert await town.answer("2.a") is None
    for data in (f"done:{period}:{(await town.task('2.a')).id}", f"nothing-all-yes:{period}"):
        assert "đã khóa" in (await town.press(town.phones[JUSTICE], data)).text
    assert await town.answer("2.a") is None
    await town.press(town.coordinator, f"reopen:{period}")
    assert "Đã ghi" in (await town.say(JUSTICE, "xong", reply_to=card)).text
    async with town.office.database.read() as session:
        from storage import events

        kinds = [e.kind for e in await events.history(session, 1, f"period:{period}")]
    assert kinds[-2:] == ["period_closed", "period_reopened"]


async def test_a_return_for_a_closed_period_does_not_reopen_the_answer(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong")
    answer = await town.answer("2.a")
    assert answer is not None
    await town.press(town.coordinator, f"return-answer:{answer.id}")
    prompt = town.coordinator.last
    await town.press(town.coordinator, f"close-yes:{(await town.period()).id}")
    said = await town.say(COORDINATOR, "Thiếu số liệu", reply_to=prompt)
    assert "đã khóa" in said.text
    kept = await town.answer("2.a")
    assert kept is not None
    assert kept.state is SubmissionState.SUBMITTED


async def test_a_button_of_last_quarter_still_answers_its_own_quarter(town: Town) -> None:
    card = await town.card(JUSTICE, "2.a")
    town.office.simulator.clock.move_to(town.office.services.clock().replace(month=6, day=15))
    saved = await town.office.press(town.phones[JUSTICE], card, "Xong")
    assert "quý I/2022" in saved.text
    assert "muộn" in saved.text
    assert await town.answer("2.a", "2022-H1") is None


@pytest.mark.parametrize(
    "data",
    [
        "vanished-verb:1:2",
        "task",
        "task:x:y",
        "task:1",
        "task:99999999999999999999:1",
        "task:1:99999999999999999999",
        "task:-1:-1",
        "figure:1:0",
        "figure-pick:1:1",
        "which:1:1",
        "file:1",
        "leave:999",
        "language:xx",
        ":",
        "plan-give:1:t:0",
        "plan-give:1:t:99999:0",
        "plan-area:1:-1:0",
        "add:1:reason",
    ],
)
async def test_an_old_or_forged_button_gets_a_polite_answer_and_changes_nothing(
    town: Town, data: str
) -> None:
    await town.say(COORDINATOR, "/trogiup")
    before = await town.everything()
    said = await town.press(town.coordinator, data)
    assert "Nút này đã cũ" in said.text
    assert await town.everything() == before


async def test_a_forged_percentage_is_no_percentage(town: Town) -> None:
    period, task = await town.period(), await town.task("2.a")
    said = await town.press(town.phones[JUSTICE], f"doing:{period.id}:{task.id}:500")
    assert "Nút này đã cũ" in said.text
    assert await town.answer("2.a") is None


async def test_pressing_another_roles_buttons_answers_nothing(town: Town) -> None:
    period, task = await town.period(), await town.task("6.a")
    indicator = await town.indicator("6.3")
    phone = town.phones[JUSTICE]
    key, figure = f"{period.id}:{task.id}", f"{period.id}:{indicator.id}"
    before = await town.everything()
    for data in (
        f"task:{key}",
        f"done:{key}",
        f"doing:{key}",
        f"doing:{key}:50",
        f"not-started:{key}",
        f"nothing:{key}",
        f"figure:{figure}",
        f"figure-nothing:{figure}",
    ):
        assert f"thuộc chức danh {FINANCE}" in (await town.press(phone, data)).text
    assert await town.everything() == before


async def test_an_officer_cannot_do_what_is_the_coordinators(town: Town) -> None:
    period = (await town.period()).id
    before = await town.everything()
    for role in (JUSTICE, LEADER):
        for command in ("/nhac", "/tonghop", "/tonghop 2022-Q1"):
            assert "dành cho chức danh khác" in (await town.say(role, command)).text
        for data in (
            "roles",
            "role:1",
            "invite:1",
            "deputy:1",
            "revoke:1",
            f"close:{period}",
            f"close-yes:{period}",
            f"reopen:{period}",
            f"period:{period}",
            f"chase:{period}",
            f"compile:{period}",
            "review-answer:1",
            "review-figure:1",
            "return-answer:1",
            "return-figure:1",
            "plan-lead:1:t:0:0",
            "plan-give:1:t:0:-",
            "plan-approve:1",
            "plan-approve-yes:1:own",
            "plan-drop:1",
            "plan-drop-yes:1",
            "plan-attention:1:0",
            "plan-walk:1",
            "plan-card:1:0123456789:-:0",
            "plan-later:1:0123456789",
            "plan-decide:1:0123456789:keep",
            "plan-task-drop:1:0123456789",
            "plan-dropped:1:0",
            "plan-restore:1:0123456789",
            "plan-due:1:0123456789:-",
            "plan-due-set:1:0123456789:q1",
            "plan-role:1:0123456789",
            "plan-role-merge:1:0123456789:0",
            "plan-role-into:1:0123456789:9876543210",
            "plan-role-name:1:0123456789",
            "plan-role-coordinator:1:0123456789",
            "plan-role-drop:1:0123456789",
            "plan-presets:1",
            "plan-preset:1:cchc",
            "plan-preset-set:1:cchc",
            "plan-period:1:2022-Q1",
            "plan-period-move:1:2022-Q1:summary",
        ):
            assert "dành cho chức danh khác" in (await town.press(town.phones[role], data)).text, data
    assert "dành cho chức danh khác" in (await town.say(JUSTICE, "/tiendo")).text
    assert await town.everything() == before


async def test_nothing_submitted_is_nothing_to_compile(town: Town) -> None:
    said = await town.say(COORDINATOR, "/tonghop")
    assert "Chưa có bộ phận nào gửi báo cáo quý I/2022" in said.text
    assert await town.outbox("report") == []
    assert "Không có kỳ báo cáo nào như vậy" in (await town.say(COORDINATOR, "/tonghop 2035-Q9")).text


async def test_a_command_nobody_knows_is_said_to_be_unknown(town: Town) -> None:
    assert "Không có lệnh này" in (await town.say(JUSTICE, "/xoahet")).text
    assert "Không có lệnh này" in (await town.say(JUSTICE, "/báocáo")).text


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False}},
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}},
        {"location": {"latitude": 20.9, "longitude": 106.3}},
        {"contact": {"phone_number": "0912", "first_name": "Mai"}},
        {"video_note": {"file_id": "a", "file_unique_id": "b", "length": 2, "duration": 3}},
    ],
    ids=lambda content: next(iter(content)),
)  # fmt: skip
async def test_what_no_report_can_be_made_of_is_said_to_be_unreadable(
    town: Town, content: dict[str, object]
) -> None:
    await town.card(JUSTICE, "2.a")
    phone = town.phones[JUSTICE]
    town.office.simulator.updates.put("message", _bare(await phone.send(".")) | content)
    said = await phone.wait_for("Trợ lý chỉ nhận chữ, ảnh và tệp")
    assert said.from_bot
    assert "Đã ghi" in (await town.say(JUSTICE, "xong")).text, "the question is still open"


def _bare(message: Message) -> dict[str, object]:
    """Another message of the same person, as the bot gets it, without words."""
    fields: dict[str, object] = message_json(message)
    del fields["text"]
    return fields | {"message_id": message.id + 100_000}


async def test_an_edited_message_changes_nothing_and_says_so(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    phone = town.phones[JUSTICE]
    sent = await phone.send("đang làm 60%")
    await phone.wait_for("Đã ghi")
    await phone.edit(sent, "xong")
    assert "Sửa tin nhắn không làm thay đổi" in (await phone.wait_for("Sửa")).text
    answer = await town.answer("2.a")
    assert answer is not None
    assert answer.percent == 60


async def test_messages_in_a_group_are_nobodys_answers(town: Town) -> None:
    await town.card(JUSTICE, "2.a")
    group = town.office.simulator.group("UBND xã", [town.phones[JUSTICE], town.phones[ONE_STOP]])
    before = await town.everything()
    for words in ("/baocao", "xong", "/start ABCD"):
        await group.send(town.phones[JUSTICE], words)
    await town.office.handled()
    assert [message for message in group.messages if message.from_bot] == []
    assert await town.everything() == before
