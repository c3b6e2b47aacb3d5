"""The points of a draft, card by card, and its roles, tasks and calendar by hand: before approval only."""

import asyncio
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from handlers import plan, plan_words, words
from handlers.errors import NotAllowed, PlanApproved, StaleButton
from handlers.screen import Screen
from handlers.screens import plan as plan_screens
from handlers.screens.plan import PlanView
from handlers.turn import Turn
from locales import translator
from plans.findings import Warning_, WarningCode
from plans.model import (
    AreaDraft,
    DueDraft,
    PlanDocument,
    RoleDraft,
    TargetDraft,
    TaskDraft,
    with_derived_leads,
)
from plans.review import role_mark, task_mark
from storage import events, people, periods, plans, questions
from storage.database import Database
from storage.tables import Plan, PlanState, Question, RoleAlias
from tests.handlers.desk import Desk, button, labels, open_desk, screens, shown, toasts
from tests.handlers.test_plan import UPLOAD

JUSTICE, LAW, FINANCE = "Công chức Tư pháp – Hộ tịch", "Công chức Tư pháp", "Công chức Tài chính – Kế toán"
TARGET = "100% các xã, thị trấn công khai"
SMALL = with_derived_leads(
    PlanDocument(
        "Kế hoạch nhỏ",
        years=(2022,),
        areas=(AreaDraft("1", "Cải cách thể chế"), AreaDraft("2", "Cải cách tài chính công")),
        roles=(RoleDraft(JUSTICE, coordinator=True, leads=("1",)), RoleDraft(LAW), RoleDraft(FINANCE)),
        tasks=(
            TaskDraft("1.a", "1", "Rà soát <văn bản>", due=DueDraft(text="khi có điều kiện"), line=10),
            TaskDraft("2.a", "2", "Giải ngân vốn", line=20),
            TaskDraft("a", None, "Việc khác", line=30),
            TaskDraft("b", None, "Việc khác nữa", line=31),
        ),
        targets=(TargetDraft("1", TARGET, "=", Decimal(100), "%", line=8),),
        warnings=(
            Warning_(WarningCode.TARGET_OF_HIGHER_LEVEL, {"text": TARGET}, 8),
            Warning_(WarningCode.NUMBER_BLANK, {}, 2),
            Warning_(WarningCode.LETTER_SKIPPED, {"where": "1", "letter": "b"}, 12, "c) <Phổ biến>"),
        ),
    )
)


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> Desk:
    return await open_desk(database, tmp_path)


async def sent(desk: Desk, document: PlanDocument = SMALL) -> Screen:
    return shown(await desk.act(lambda turn: plan.receive(turn, UPLOAD, document)))


async def draft(desk: Desk) -> PlanDocument:
    return PlanDocument.from_json((await row(desk)).document)


async def row(desk: Desk) -> Plan:
    async with desk.database.read() as session:
        return (await session.exec(select(Plan).where(Plan.unit_id == desk.unit.id))).one()


async def asked(desk: Desk) -> Question | None:
    async with desk.database.read() as session:
        found = await people.officer_by_telegram(session, desk.account)
        assert found is not None
        return await questions.open_question(session, found[0].id)


async def typed(desk: Desk, text: str) -> Turn:
    """The words answer the open question."""

    async def answer(turn: Turn) -> None:
        question = await words.question_meant(turn)
        assert question is not None
        assert await plan_words.answer(turn, question, text)

    return await desk.act(answer)


async def card_saying(desk: Desk, screen: Screen, words_: str) -> Screen:
    """The card with these words, the others left for later."""
    found = shown(await desk.press(button(screen, "Xem từng điểm")))
    while words_ not in found.text:
        found = shown(await desk.press(button(found, "Để sau")))
    return found


async def press(desk: Desk, screen: Screen, label: str) -> Screen:
    return shown(await desk.press(button(screen, label)))


async def test_every_point_is_answered_and_the_plan_approved_without_a_second_question(desk: Desk) -> None:
    card = await press(desk, await sent(desk), "Xem từng điểm cần quyết (9)")
    assert "<b>1/9</b>" in card.text
    card = await press(desk, card, "Gộp làm một: Công chức Tư pháp – Hộ tịch")
    assert "<b>2/9</b> · Dòng" not in card.text, (
        "nobody knows the line of an area the reader did not remark on"
    )
    assert "Lĩnh vực 2 (Cải cách tài chính công) chưa có chức danh chủ trì." in card.text
    assert labels(card)[0] == f"⭐ {JUSTICE}"
    card = await press(desk, card, FINANCE)
    assert "Dòng 30" in card.text
    group = await press(desk, card, "Giao cả nhóm (2 nhiệm vụ) cho …")
    assert "a, b" in group.text
    card = await press(desk, group, FINANCE)
    assert "<b>5/9</b> · Dòng 8" in card.text
    card = await press(desk, card, "Bỏ dòng này")
    assert "Rà soát &lt;văn bản&gt;" in card.text
    assert "Thời hạn: khi có điều kiện" in card.text
    months = await press(desk, card, "Tháng …")
    card = await press(desk, months, "Tháng 5")
    assert "Số kế hoạch" in card.text
    card = shown(await typed(desk, "số 12"))
    assert "Ngày ban hành" in card.text
    card = await press(desk, card, "Để trống")
    dates = await press(desk, card, "6 tháng và năm")
    assert "số liệu 15/12/2021–14/12/2022" in dates.text
    end = await press(desk, dates, "Chọn lịch này")
    assert "Đã quyết 9, để sau 0." in end.text
    done = await press(desk, end, "Duyệt kế hoạch")
    assert "Đã duyệt kế hoạch" in done.text
    assert "Còn để ngỏ" not in done.text
    plan_ = await row(desk)
    assert (plan_.number, plan_.issued_on) == ("12/KH-UBND", None)
    async with desk.database.read() as session:
        roles = {role.id: role.name for role in await people.roles(session, desk.unit.id)}
        tasks = await plans.tasks(session, plan_.id)
        assert {t.code: roles[t.lead_role_id or 0] for t in tasks} == {
            "1.a": JUSTICE, "2.a": FINANCE, "a": FINANCE, "b": FINANCE
        }  # fmt: skip
        assert tasks[0].due_on == date(2022, 5, 31)
        assert list(await plans.targets(session, plan_.id)) == []
        aliases = (await session.exec(select(RoleAlias).where(RoleAlias.unit_id == desk.unit.id))).all()
        assert LAW in {alias.name for alias in aliases}
        assert {p.code for p in await periods.periods(session, desk.unit.id)} == {"2022-H1", "2022-Y"}


async def test_what_is_left_for_later_stays_open_and_is_counted(desk: Desk) -> None:
    card = await press(desk, await sent(desk), "Xem từng điểm")
    card = await press(desk, card, "Giữ riêng")
    assert "<b>2/9</b>" in card.text
    while "Để sau" in labels(card):
        card = await press(desk, card, "Để sau")
    assert "Đã quyết 1, để sau 8." in card.text
    again = await press(desk, card, "Xem lại điểm để sau (8)")
    assert "<b>2/9</b>" in again.text
    asked_ = await press(desk, card, "Duyệt kế hoạch")
    for left in ("Chủ trì lĩnh vực 2", "Chủ trì nhiệm vụ a, b", "Thời hạn nhiệm vụ 1.a", "Số kế hoạch"):
        assert f"• {left}" in asked_.text
    done = await press(desk, asked_, "Duyệt với lịch này")
    assert "Còn để ngỏ:" in done.text


async def test_two_who_answer_one_card_at_the_same_moment_decide_once(desk: Desk) -> None:
    card = await card_saying(desk, await sent(desk), "Lĩnh vực 2")
    turns = await asyncio.gather(desk.press(button(card, FINANCE)), desk.press(button(card, f"⭐ {JUSTICE}")))
    assert sorted(text for turn in turns for text in toasts(turn)) == ["Điểm này đã được quyết.", "Đã ghi."]
    async with desk.database.read() as session:
        history = await events.history(session, desk.unit.id, f"plan:{(await row(desk)).id}")
    decided = [event for event in history if event.kind == "plan_point_decided"]
    (event,) = decided
    assert event.before == {"point": "area-lead", "about": ["2"], "value": None}
    lead = next(task.lead for task in (await draft(desk)).tasks if task.code == "2.a")
    assert event.after == {"point": "area-lead", "about": ["2"], "value": lead, "answer": lead}


async def test_a_card_whose_point_was_decided_on_another_way_leads_on_politely(desk: Desk) -> None:
    screen = await sent(desk)
    card = await card_saying(desk, screen, "Lĩnh vực 2")
    choices = await press(
        desk, shown(await desk.press(f"plan-area:{(await row(desk)).id}:1:0")), "Đổi chủ trì"
    )
    await press(desk, choices, FINANCE)
    for label in (JUSTICE, "Để sau"):
        turn = await desk.press(button(card, label if label == "Để sau" else f"⭐ {label}"))
        assert toasts(turn) == ["Điểm này đã được quyết."]
        assert "/9</b>" in shown(turn).text
    assert next(task.lead for task in (await draft(desk)).tasks if task.code == "2.a") == FINANCE


@pytest.mark.parametrize("word", ["0123456789", "x", "", "all-0123456789", "one", "q1"])
async def test_a_forged_answer_changes_nothing(desk: Desk, word: str) -> None:
    card = await card_saying(desk, await sent(desk), "Lĩnh vực 2")
    stem = button(card, FINANCE).rsplit(":", 1)[0]
    before = await draft(desk)
    with pytest.raises(StaleButton):
        await desk.press(f"{stem}:{word}")
    assert await draft(desk) == before


async def test_cards_of_a_discarded_draft_are_stale_and_of_an_approved_one_say_so(desk: Desk) -> None:
    screen = await sent(desk)
    card = await card_saying(desk, screen, "Lĩnh vực 2")
    await press(desk, await press(desk, screen, "Duyệt"), "Duyệt với lịch này")
    plan_id = (await row(desk)).id
    for data in (
        button(card, FINANCE),
        button(card, "Để sau"),
        f"plan-task-drop:{plan_id}:{task_mark('1.a')}",
        f"plan-role-drop:{plan_id}:{role_mark(LAW)}",
        f"plan-preset-set:{plan_id}:cchc",
        f"plan-due-set:{plan_id}:{task_mark('1.a')}:q1",
    ):
        with pytest.raises(PlanApproved):
            await desk.press(data)
    other = await open_desk(desk.database, desk.services.data_dir, "UBND xã Bên Cạnh")
    screen = await sent(other)
    card = await card_saying(other, screen, "Lĩnh vực 2")
    await press(other, await press(other, screen, "Bỏ"), "Bỏ bản này")
    for label in (FINANCE, "Để sau"):
        with pytest.raises(StaleButton):
            await other.press(button(card, label))


async def test_only_the_coordinator_decides(desk: Desk) -> None:
    card = await card_saying(desk, await sent(desk), "Lĩnh vực 2")
    async with desk.database.read() as session:
        leader = next(r for r in await people.roles(session, desk.unit.id) if r.name.startswith("Lãnh đạo"))
    account = desk.account + 500_000
    await desk.join(account, leader)
    for label in (FINANCE, "Để sau"):
        with pytest.raises(NotAllowed):
            await desk.press(button(card, label), account)


async def test_typed_words_that_answer_nothing_are_said_so_and_asked_again(desk: Desk) -> None:
    await card_saying(desk, await sent(desk), "Số kế hoạch")
    turn = await typed(desk, "chưa có số")
    assert "ví dụ: 124/KH-UBND" in shown(turn).text
    assert "Ngày ban hành" in shown(await typed(desk, "124/KH-UBND")).text
    assert (await draft(desk)).number == "124/KH-UBND"


async def test_a_card_that_takes_no_words_leaves_no_question_behind(desk: Desk) -> None:
    card = await card_saying(desk, await sent(desk), "Ngày ban hành")
    assert await asked(desk) is not None
    await press(desk, card, "Để sau")
    assert await asked(desk) is None


async def test_words_for_a_draft_that_is_gone_are_free_for_other_meanings(desk: Desk) -> None:
    screen = await sent(desk)
    await card_saying(desk, screen, "Số kế hoạch")
    await press(desk, await press(desk, screen, "Bỏ"), "Bỏ bản này")

    async def answer(turn: Turn) -> None:
        question = await words.question_meant(turn)
        assert question is not None
        assert not await plan_words.answer(turn, question, "124/KH-UBND")

    await desk.act(answer)
    assert await asked(desk) is None


async def test_a_dropped_task_is_seen_and_brought_back_until_approval(desk: Desk) -> None:
    await sent(desk)
    plan_id = (await row(desk)).id
    card = shown(await desk.press(f"plan-task:{plan_id}:{task_mark('2.a')}"))
    gone = await press(desk, card, "Bỏ nhiệm vụ")
    assert "Đã bỏ nhiệm vụ <b>2.a</b> Giải ngân vốn" in gone.text
    with pytest.raises(StaleButton):
        await desk.press(button(card, "Bỏ nhiệm vụ"))
    areas = await press(desk, gone, "‹ Các lĩnh vực")
    listed = await press(desk, areas, "Nội dung đã bỏ (1)")
    back = await desk.press(button(listed, "Khôi phục: 2.a"))
    assert toasts(back) == ["Đã khôi phục."]
    assert (await draft(desk)).tasks == SMALL.tasks
    await desk.press(button(card, "Bỏ nhiệm vụ"))
    await press(desk, await press(desk, shown(await desk.act(plan.show)), "Duyệt"), "Duyệt với lịch này")
    async with desk.database.read() as session:
        assert [task.code for task in await plans.tasks(session, plan_id)] == ["1.a", "a", "b"]
    assert "Nội dung đã bỏ" not in str(labels(shown(await desk.press(f"plan-areas:{plan_id}:0"))))


async def test_a_task_that_comes_back_brings_its_open_points_with_it(desk: Desk) -> None:
    screen = await sent(desk)
    card = shown(await desk.press(f"plan-task:{(await row(desk)).id}:{task_mark('1.a')}"))
    gone = await press(desk, card, "Bỏ nhiệm vụ")
    assert "Xem từng điểm cần quyết (8)" in labels(await press(desk, gone, "‹ Kế hoạch"))
    await press(desk, gone, "Khôi phục")
    assert "Rà soát" in (await card_saying(desk, screen, "Thời hạn")).text


async def test_a_deadline_is_set_from_any_tasks_card_by_button_or_words(desk: Desk) -> None:
    await sent(desk)
    card = shown(await desk.press(f"plan-task:{(await row(desk)).id}:{task_mark('2.a')}"))
    chosen = await press(desk, await press(desk, card, "Đặt hạn"), "Quý II")
    assert "Thời hạn: hết ngày 30/6/2022" in chosen.text
    await press(desk, chosen, "Đặt hạn")
    assert "ví dụ: 30/6" in shown(await typed(desk, "để xem đã")).text
    assert "Thời hạn: hết ngày 14/12/2022" in shown(await typed(desk, "trước ngày 15/12")).text
    async with desk.database.read() as session:
        last = (await events.history(session, desk.unit.id, f"plan:{(await row(desk)).id}"))[-1]
    assert last.before == {"task": "2.a", "due": {"kind": "date", "on": "2022-06-30", "text": "Quý II/2022"}}


async def test_roles_are_merged_renamed_and_left_out_by_hand(desk: Desk) -> None:
    listed = await press(desk, await sent(desk), "Chức danh")
    assert LAW in labels(listed)
    card = shown(await desk.press(f"plan-role:{(await row(desk)).id}:{role_mark(LAW)}"))
    merged = await press(desk, await press(desk, card, "Gộp vào …"), JUSTICE)
    assert f"Còn được viết là: {LAW}" in merged.text
    assert "Bỏ chức danh" not in labels(merged), "it leads"
    with pytest.raises(StaleButton):
        await desk.press(button(card, "Đổi tên"))
    await press(desk, merged, "Đổi tên")
    assert "Đã có chức danh" in shown(await typed(desk, FINANCE.lower())).text
    renamed = shown(await typed(desk, "Văn phòng HĐND và UBND"))
    assert "<b>Văn phòng HĐND và UBND</b>" in renamed.text
    finance = await press(desk, await press(desk, renamed, "‹ Chức danh"), FINANCE)
    chosen = await press(desk, finance, "Là đầu mối")
    assert "Đầu mối tổng hợp của kế hoạch." in chosen.text
    gone = await press(desk, chosen, "Bỏ chức danh")
    assert FINANCE not in gone.text
    assert [role.name for role in (await draft(desk)).roles] == ["Văn phòng HĐND và UBND"]


async def test_a_role_that_has_got_work_meanwhile_is_not_left_out(desk: Desk) -> None:
    card = await press(desk, await press(desk, await sent(desk), "Chức danh"), FINANCE)
    choices = await press(
        desk, shown(await desk.press(f"plan-area:{(await row(desk)).id}:1:0")), "Đổi chủ trì"
    )
    await press(desk, choices, FINANCE)
    turn = await desk.press(button(card, "Bỏ chức danh"))
    assert screens(turn) == []
    assert "đang chủ trì nên không bỏ được" in toasts(turn)[0]


async def test_the_calendar_is_changed_from_its_page_and_single_days_are_moved(desk: Desk) -> None:
    page = await press(desk, await sent(desk), "Lịch báo cáo")
    dates = await press(desk, await press(desk, page, "Chọn lịch khác"), "4 báo cáo CCHC")
    page = await press(desk, dates, "Chọn lịch này")
    assert "lấy theo lịch mẫu" not in page.text
    period = await press(desk, page, "Quý I/2022")
    await press(desk, period, "Hạn các bộ phận gửi")
    assert "Chưa hiểu" in shown(await typed(desk, "sớm hơn")).text
    assert "không hợp thứ tự" in shown(await typed(desk, "1/3")).text
    moved = shown(await typed(desk, "trước ngày 16/3"))
    assert "Các bộ phận gửi trước ngày 16/3 (hết ngày 15/3, thứ Ba)" in moved.text
    asked_ = await press(desk, shown(await desk.act(plan.show)), "Duyệt")
    assert "Văn bản không nêu đủ lịch báo cáo" not in asked_.text
    await press(desk, asked_, "Vẫn duyệt")
    async with desk.database.read() as session:
        first = await periods.period_of_code(session, desk.unit.id, "2022-Q1")
        assert first is not None
        assert first.officers_last_day == date(2022, 3, 15)
    assert "Chọn lịch khác" not in labels(shown(await desk.press(f"plan-calendar:{(await row(desk)).id}")))


@pytest.mark.parametrize(
    "data",
    ["plan-preset:{}:own", "plan-preset-set:{}:vui", "plan-period:{}:2022-Q9", "plan-period-move:{}:2022-Q1:tết",
     "plan-restore:{}:0123456789", "plan-role:{}:0", "plan-due-set:{}:" + task_mark("1.a") + ":q9"],
)  # fmt: skip
async def test_a_forged_button_by_hand_is_stale(desk: Desk, data: str) -> None:
    await sent(desk)
    before = await row(desk)
    with pytest.raises(StaleButton):
        await desk.press(data.format(before.id))
    assert (await row(desk)).document == before.document


def test_other_remarks_are_on_one_page_with_line_and_quote() -> None:
    view = PlanView(1, SMALL, (2022, 2022), (), approved=False, may_change=True)
    page = plan_screens.attention_page(translator("vi"), view, 0)
    assert "• Dòng 12: Mục 1: thiếu điểm b).\n   <i>“c) &lt;Phổ biến&gt;”</i>" in page.text
    assert "Số kế hoạch" not in page.text, "it is a point with a card of its own"


async def test_a_draft_stays_a_draft_until_it_is_approved(desk: Desk) -> None:
    card = await card_saying(desk, await sent(desk), "Lĩnh vực 2")
    await press(desk, card, FINANCE)
    assert (await row(desk)).state is PlanState.DRAFT
    async with desk.database.read() as session:
        assert {role.name for role in await people.roles(session, desk.unit.id)}.isdisjoint(
            {JUSTICE, FINANCE}
        )
