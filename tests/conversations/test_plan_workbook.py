"""The coordinator takes the plan to a computer as a workbook, and sends a corrected plan in the middle of the year."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from sqlmodel import col, select

from plans.review import task_mark
from simulator import Message, Phone
from storage import plans
from storage.tables import Plan, PlanState, Submission, Task
from tests.conversations.office import Office
from tests.conversations.quarter import COORDINATOR, CULTURE, FINANCE, JUSTICE, RADIO, UNIONS, UNIT
from tests.conversations.town import Town

SharedFile = Callable[[str], Path]


def edited(content: bytes, sheet: str, **cells: object) -> bytes:
    """The workbook after somebody has typed into it."""
    book = load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book[sheet][cell].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(content: bytes, code: str) -> int:
    """The row of a task."""
    table = load_workbook(io.BytesIO(content))["Nhiệm vụ"]
    return next(row for row in range(4, table.max_row + 1) if table.cell(row, 1).value == code)


async def workbook(office: Office, phone: Phone, under: Message) -> bytes:
    """Presses [Tải bảng Excel]; the file that comes."""
    await phone.press(under, "Tải bảng Excel")
    await office.handled()
    return file_of(phone)


def file_of(phone: Phone) -> bytes:
    file = [message.document for message in phone.messages if message.document and message.from_bot][-1]
    assert file is not None
    return file.content


async def send(office: Office, phone: Phone, content: bytes, name: str = "ke-hoach-2022.xlsx") -> str:
    """Sends the file; everything the bot then says."""
    seen = len(phone.messages)
    await phone.send_document(content, name=name)
    await office.handled()
    return "\n".join(m.text or m.caption or "" for m in phone.messages[seen:] if m.from_bot)


async def draft(office: Office, shared_file: SharedFile) -> tuple[Phone, Message]:
    """A coordinator with a plan that waits, and its summary."""
    phone = office.phone("Nguyễn Thị Hoa")
    await office.say(phone, await office.found(UNIT))
    await phone.send_document(shared_file("tan-quang-2022"))
    return phone, await phone.wait_for("Đã đọc")


async def stored(office: Office, state: PlanState) -> list[Plan]:
    async with office.database.read() as session:
        return list(await session.exec(select(Plan).where(Plan.state == state)))


async def document_of(office: Office) -> dict[str, Any]:
    (plan,) = await stored(office, PlanState.DRAFT)
    return {task["code"]: task for task in plan.document["tasks"]}


async def test_a_draft_goes_out_is_filled_in_and_taken_after_a_look(
    office: Office, shared_file: SharedFile
) -> None:
    phone, summary = await draft(office, shared_file)
    content = await workbook(office, phone, summary)
    filled = edited(
        edited(content, "Lĩnh vực", C4=COORDINATOR),
        "Nhiệm vụ",
        **{
            f"D{row_of(content, '1.c')}": RADIO,
            f"H{row_of(content, '2.a')}": "Quý II",
            f"I{row_of(content, '2.b')}": "x",
        },
    )
    said = await send(office, phone, filled)
    assert "7 chủ trì thay đổi" in said
    assert "1 hạn thay đổi" in said
    assert "1 nhiệm vụ bỏ" in said
    assert (await document_of(office))["1.c"]["lead"] is None
    taken = await office.press(phone, phone.last, "Áp dụng")
    assert "Đã ghi bảng vào bản kế hoạch chờ duyệt" in taken.text
    tasks = await document_of(office)
    assert (tasks["1.a"]["lead"], tasks["1.c"]["lead"]) == (COORDINATOR, RADIO)
    assert tasks["2.a"]["due"]["on"] == "2022-06-30"
    assert "2.b" not in tasks
    approved = await office.press(phone, await office.press(phone, taken, "Xem kế hoạch"), "Duyệt kế hoạch")
    assert "Đã duyệt kế hoạch" in approved.text
    assert "33 nhiệm vụ" in approved.text


async def test_wrong_cells_are_named_one_by_one_and_nothing_is_taken(
    office: Office, shared_file: SharedFile
) -> None:
    phone, summary = await draft(office, shared_file)
    content = await workbook(office, phone, summary)
    before = await document_of(office)
    wrong = edited(
        content, "Nhiệm vụ", **{f"D{row}": f"Trưởng thôn {row}" for row in range(4, 24)}, I7="x", H8="sớm"
    )
    said = await send(office, phone, wrong)
    assert "20 ô" in said  # the row that is dropped has no other mistake to mend
    assert "Nhiệm vụ, ô D4: không có chức danh «Trưởng thôn 4» trong sheet Chức danh" in said
    assert said.count("• Nhiệm vụ, ô") == 15
    assert "và 5 ô khác" in said
    assert await document_of(office) == before
    marked = load_workbook(io.BytesIO(file_of(phone)))["Nhiệm vụ"]
    assert marked["D4"].comment.text == "không có chức danh «Trưởng thôn 4» trong sheet Chức danh"
    assert "không hiểu hạn «sớm»" in marked["H8"].comment.text
    mended = edited(file_of(phone), "Nhiệm vụ", **{f"D{row}": JUSTICE for row in range(4, 24)}, H8=None)
    assert "Áp dụng" in str(phone.last.buttons) or "chủ trì thay đổi" in await send(office, phone, mended)


async def test_a_workbook_of_an_earlier_state_says_so_and_may_be_taken_all_the_same(
    office: Office, shared_file: SharedFile
) -> None:
    phone, summary = await draft(office, shared_file)
    content = await workbook(office, phone, summary)
    areas = await office.press(phone, summary, "Xem nhiệm vụ")
    area = await office.press(phone, areas, "1. ")
    await office.press(phone, await office.press(phone, area, "Đổi chủ trì lĩnh vực"), COORDINATOR)
    said = await send(office, phone, edited(content, "Nhiệm vụ", **{f"D{row_of(content, '1.a')}": FINANCE}))
    assert "Kế hoạch đã thay đổi sau khi tải bảng này" in said
    assert "chủ trì: Công chức Văn phòng Đảng ủy - Nội vụ → Công chức Tài chính" in said
    assert "1. Công tác chỉ đạo, điều hành: chủ trì chưa có" in said
    left = await office.press(phone, phone.last, "Bỏ")
    assert "kế hoạch giữ nguyên" in left.text
    assert (await document_of(office))["1.a"]["lead"] == COORDINATOR
    await send(office, phone, edited(content, "Nhiệm vụ", **{f"D{row_of(content, '1.a')}": FINANCE}))
    await office.press(phone, phone.last, "Vẫn lấy bảng này")
    tasks = await document_of(office)
    assert (tasks["1.a"]["lead"], tasks["1.b"]["lead"]) == (FINANCE, None)


async def test_what_was_changed_while_a_workbook_waited_is_shown_before_it_is_applied(
    office: Office, shared_file: SharedFile
) -> None:
    phone, summary = await draft(office, shared_file)
    content = await workbook(office, phone, summary)
    await send(office, phone, edited(content, "Nhiệm vụ", **{f"D{row_of(content, '2.a')}": FINANCE}))
    waiting = phone.last
    areas = await office.press(phone, summary, "Xem nhiệm vụ")
    area = await office.press(phone, areas, "1. ")
    await office.press(phone, await office.press(phone, area, "Đổi chủ trì lĩnh vực"), COORDINATOR)
    shown = await office.press(phone, waiting, "Áp dụng")
    assert "Kế hoạch đã thay đổi sau khi tải bảng này" in shown.text
    assert (await document_of(office))["2.a"]["lead"] == JUSTICE


async def test_a_workbook_without_a_change_or_of_a_dropped_plan_is_answered_politely(
    office: Office, shared_file: SharedFile
) -> None:
    phone, summary = await draft(office, shared_file)
    content = await workbook(office, phone, summary)
    assert "không thay đổi gì" in await send(office, phone, content)
    sure = await office.press(phone, summary, "Bỏ")
    await office.press(phone, sure, "Bỏ bản này")
    assert "không phải của kế hoạch đang có ở đơn vị" in await send(office, phone, content)


async def test_another_units_workbook_changes_nothing(office: Office, shared_file: SharedFile) -> None:
    phone, summary = await draft(office, shared_file)
    content = await workbook(office, phone, summary)
    other = office.phone("Trần Văn Khác")
    await office.say(other, await office.found("UBND xã Bên Cạnh"))
    assert "không phải của kế hoạch đang có ở đơn vị" in await send(office, other, content)


async def test_a_workbook_with_macros_too_many_rows_or_broken_is_refused(
    office: Office, shared_file: SharedFile
) -> None:
    phone, summary = await draft(office, shared_file)
    content = await workbook(office, phone, summary)
    before = await document_of(office)
    with_macro = io.BytesIO(content)
    with zipfile.ZipFile(with_macro, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    assert "có macro" in await send(office, phone, with_macro.getvalue())
    assert "lớn bất thường" in await send(office, phone, edited(content, "Nhiệm vụ", C10000="x"))
    assert "không mở được" in await send(office, phone, edited(content, "_dondoc", B3="99"))
    assert "⚠️" in await send(office, phone, content[:4000])
    assert await document_of(office) == before


async def test_an_approved_plans_workbook_moves_tasks_and_tells_exactly_those_concerned(town: Town) -> None:
    office, phone = town.office, town.coordinator
    content = await workbook(office, phone, await town.say(COORDINATOR, "/kehoach"))
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong, đã rà soát 12 văn bản")
    answer = await town.answer("2.a")
    heard = {role: len(p.messages) for role, p in town.phones.items()}
    filled = edited(
        content,
        "Nhiệm vụ",
        **{f"D{row_of(content, '2.a')}": FINANCE, f"H{row_of(content, '3.a')}": "30/6/2022"},
    )
    assert "1 chủ trì thay đổi, 1 hạn thay đổi" in await send(office, phone, filled)
    applied = await office.press(phone, phone.last, "Áp dụng")
    assert "Đã báo cho 3 đồng chí" in applied.text
    await office.deliver()
    assert "Nhiệm vụ giao đồng chí chủ trì:\n• 2.a" in town.phones[FINANCE].last.text
    assert "Không còn giao đồng chí chủ trì:\n• 2.a" in town.phones[JUSTICE].last.text
    assert len(town.phones[UNIONS].messages) == heard[UNIONS]
    assert len(town.phones[CULTURE].messages) == heard[CULTURE]
    after = await town.answer("2.a")
    assert answer is not None
    assert after is not None
    assert (after.id, after.narrative, after.role_id) == (answer.id, answer.narrative, answer.role_id)
    again = await office.press(phone, await town.say(COORDINATOR, "/kehoach"), "Xem nhiệm vụ")
    assert "Cải cách thể chế" in again.text


async def sends_reworded(town: Town, shared_file: SharedFile) -> Message:
    """The plan again with one task in other words: the difference that is shown."""
    text = shared_file("tan-quang-2022").read_text(encoding="utf-8")
    reworded = text.replace("Đổi mới và đa dạng hóa", "Đa dạng hóa")
    assert reworded != text
    await send(town.office, town.coordinator, reworded.encode(), "ke-hoach-sua.txt")
    return town.coordinator.last


def carried(message: Message, label: str) -> str:
    """What a button carries, while it is there."""
    return next(b.data for row in message.buttons for b in row if b.label == label) or ""


async def test_a_corrected_plan_is_shown_as_a_difference_and_applied_without_losing_answers(
    town: Town, shared_file: SharedFile
) -> None:
    office, phone = town.office, town.coordinator
    await town.card(JUSTICE, "2.a")
    await town.say(JUSTICE, "xong, đã rà soát 12 văn bản")
    await town.card(JUSTICE, "2.d")
    await town.say(JUSTICE, "xong, đạt chuẩn")
    before = {task.code: task for task in await tasks(town)}
    text = shared_file("tan-quang-2022").read_text(encoding="utf-8")
    lines = text.splitlines()
    place = next(i for i, line in enumerate(lines) if "tiếp cận pháp luật" in line and line.startswith("d)"))
    lines[place] = (
        "d) Tổ chức ngày hội đọc sách pháp luật cho thanh thiếu niên. Chủ trì: Đài truyền thanh xã."
    )
    said = await send(office, phone, "\n".join(lines).encode(), "ke-hoach-sua.txt")
    assert "Bản sửa của kế hoạch đang dùng" in said
    assert "1 nhiệm vụ mới, 1 nhiệm vụ bỏ" in said
    assert "chủ trì thay đổi" not in said  # what was decided in the review stays
    assert len(await stored(office, PlanState.APPROVED)) == 1
    assert {task.code: task.id for task in await tasks(town)} == {c: t.id for c, t in before.items()}
    applied = await office.press(phone, phone.last, "Áp dụng")
    assert "Đã áp dụng" in applied.text
    await office.deliver()
    after = {task.code: task for task in await tasks(town)}
    assert after["2.a"].id == before["2.a"].id
    assert after["2.d"].id != before["2.d"].id
    assert (await town.answer("2.a")) is not None
    assert "ngày hội đọc sách" in town.phones[RADIO].last.text
    assert "Không còn giao đồng chí chủ trì:\n• 2.d" in town.phones[JUSTICE].last.text
    report = await town.say(JUSTICE, "/baocao")
    assert "2.d" not in report.text
    old = await town.press(town.phones[JUSTICE], f"done:{(await town.period()).id}:{before['2.d'].id}")
    assert "đã cũ" in old.text
    async with office.database.read() as session:
        kept = await session.exec(select(Submission).where(Submission.task_id == before["2.d"].id))
        assert kept.one().narrative != ""
    compiled = await compiled_report(town)
    assert "tiếp cận pháp luật" in compiled


async def tasks(town: Town) -> list[Task]:
    (plan,) = await stored(town.office, PlanState.APPROVED)
    async with town.office.database.read() as session:
        return list(await plans.tasks(session, plan.id))


async def compiled_report(town: Town) -> str:
    """The words of the quarter's report."""
    import docx

    await town.coordinator.send("/tonghop")
    await town.office.deliver()
    document = docx.Document(io.BytesIO(file_of(town.coordinator)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


async def test_the_same_text_again_changes_nothing_and_says_so(town: Town, shared_file: SharedFile) -> None:
    content = shared_file("tan-quang-2022").read_bytes()
    said = await send(town.office, town.coordinator, content, "ke-hoach.txt")
    assert "không có gì khác kế hoạch đang dùng" in said
    assert await stored(town.office, PlanState.DRAFT) == []


async def test_a_correction_may_be_dropped_and_its_buttons_are_then_old(
    town: Town, shared_file: SharedFile
) -> None:
    office, phone = town.office, town.coordinator
    shown = await sends_reworded(town, shared_file)
    apply = carried(shown, "Áp dụng")
    await office.press(phone, await office.press(phone, shown, "Bỏ"), "Bỏ bản này")
    old = await town.press(phone, apply)
    assert "đã cũ" in old.text
    assert "đang thực hiện" in (await town.say(COORDINATOR, "/kehoach")).text
    async with office.database.read() as session:
        assert list(await session.exec(select(Task).where(col(Task.withdrawn_at).is_not(None)))) == []


async def test_a_corrections_workbook_changes_what_will_be_applied(
    town: Town, shared_file: SharedFile
) -> None:
    office, phone = town.office, town.coordinator
    shown = await sends_reworded(town, shared_file)
    content = await workbook(office, phone, shown)
    await send(office, phone, edited(content, "Nhiệm vụ", **{f"D{row_of(content, '2.a')}": FINANCE}))
    taken = await office.press(phone, phone.last, "Áp dụng")
    shown = await office.press(phone, taken, "Xem kế hoạch")
    assert "1 chủ trì thay đổi, 1 nội dung thay đổi" in shown.text
    await office.press(phone, shown, "Áp dụng")
    task, role = await town.task("2.a"), await town.role(FINANCE)
    assert task.lead_role_id == role.id


async def test_a_correction_is_shown_anew_when_the_plan_changed_meanwhile(
    town: Town, shared_file: SharedFile
) -> None:
    office, phone = town.office, town.coordinator
    shown = await sends_reworded(town, shared_file)
    apply = carried(shown, "Áp dụng")
    (plan,) = await stored(office, PlanState.APPROVED)
    choices = await town.press(phone, f"plan-lead:{plan.id}:t:{task_mark('2.a')}:0")
    await office.press(phone, choices, FINANCE)
    await office.say(phone, "Phân công lại trong cơ quan")
    anew = await town.press(phone, apply)
    assert "Bản sửa của kế hoạch đang dùng" in anew.text
    assert len(await stored(office, PlanState.DRAFT)) == 1


async def test_an_officer_can_neither_take_the_workbook_nor_apply_a_correction(town: Town) -> None:
    (plan,) = await stored(town.office, PlanState.APPROVED)
    phone = town.phones[JUSTICE]
    for data in (
        f"plan-book:{plan.id}",
        f"plan-correct:{plan.id}:x",
        f"plan-diff:{plan.id}:0",
        "book-apply:1",
    ):
        assert "dành cho chức danh khác" in (await town.press(phone, data)).text
    assert "Tải bảng Excel" not in str((await town.say(JUSTICE, "/kehoach")).buttons)
