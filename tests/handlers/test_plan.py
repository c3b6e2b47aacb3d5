"""The coordinator sends a plan, looks through it, gives leads, approves: everything by message and button."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handlers import plan
from handlers.errors import NoPlan, NotAllowed, PlanUnreadable, StaleButton, Stranger
from handlers.screen import Screen
from handlers.turn import Turn
from handlers.uploads import Upload, place_of
from plans.model import AreaDraft, PlanDocument, RoleDraft, TaskDraft, with_derived_leads
from plans.review import role_mark, task_mark
from storage import events, people, periods, plans
from storage.database import Database
from storage.tables import PlanState, RoleKind
from tests.handlers.desk import Desk, button, labels, open_desk, shown, toasts
from tests.plans.conftest import shared_plan

__all__ = ["shared_plan"]

SharedPlan = Callable[[str], PlanDocument]
UPLOAD = Upload("ke-hoach.txt", "text/plain", b"noi dung", "ab" + "0" * 62, 8)
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-cchc-2026.docx"
JUSTICE, FINANCE = "Công chức Tư pháp – Hộ tịch", "Công chức Tài chính – Kế toán"
SMALL = with_derived_leads(
    PlanDocument(
        "KẾ HOẠCH <nhỏ> & gọn",
        years=(2022,),
        areas=(AreaDraft("1", "Cải cách thể chế"), AreaDraft("2", "Cải cách tài chính công")),
        roles=(RoleDraft(JUSTICE, leads=("1",)), RoleDraft(FINANCE)),
        tasks=(TaskDraft("1.a", "1", "Rà soát văn bản"), TaskDraft("2.a", "2", "Giải ngân <vốn>")),
    )
)


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> Desk:
    return await open_desk(database, tmp_path)


async def send(desk: Desk, document: PlanDocument, account: int | None = None) -> Turn:
    return await desk.act(lambda turn: plan.receive(turn, UPLOAD, document), account)


async def plan_ids(desk: Desk, state: PlanState) -> list[int]:
    async with desk.database.read() as session:
        return [row.id for row in await plans.plans_in_state(session, desk.unit.id, state)]


async def walked_past(desk: Desk, screen: Screen) -> str:
    """The words of every card, each left for later."""
    shown_ = shown(await desk.press(button(screen, "Xem từng điểm")))
    cards = []
    while "Để sau" in labels(shown_):
        cards.append(shown_.text)
        shown_ = shown(await desk.press(button(shown_, "Để sau")))
    return "\n".join(cards)


async def officer_of(desk: Desk, role_name: str) -> int:
    """The account of somebody new who holds the role."""
    async with desk.database.read() as session:
        role = next(r for r in await people.roles(session, desk.unit.id) if r.name == role_name)
    account = desk.account + 500_000
    await desk.join(account, role)
    return account


async def approved(desk: Desk, document: PlanDocument) -> int:
    screen = shown(await send(desk, document))
    asked = shown(await desk.press(button(screen, "Duyệt")))
    await desk.press(button(asked, "Duyệt với lịch này"))
    (plan_id,) = await plan_ids(desk, PlanState.APPROVED)
    return plan_id


async def test_tan_quang_from_the_file_to_the_approved_plan(desk: Desk, shared_plan: SharedPlan) -> None:
    screen = shown(await send(desk, shared_plan("tan-quang-2022")))
    assert "<b>34 nhiệm vụ</b>, 7 lĩnh vực, 7 chức danh, 4 kỳ báo cáo, 6 chỉ tiêu" in screen.text
    assert "trước ngày 17/3 (hết ngày 16/3, thứ Tư)" in screen.text
    assert "phụ lục" in shown(await desk.press(button(screen, "Lưu ý khác"))).text
    cards = await walked_past(desk, screen)
    assert "Lĩnh vực 1 (Công tác chỉ đạo, điều hành) chưa có chức danh chủ trì." in cards
    assert "Dòng 28" in cards
    assert "Số kế hoạch còn để trống." in cards
    assert "Ngày ban hành còn để trống." in cards

    areas = shown(await desk.press(button(screen, "Xem nhiệm vụ")))
    area = shown(await desk.press(button(areas, "1. ")))
    assert "Chưa có chủ trì" in area.text
    choices = shown(await desk.press(button(area, "Đổi chủ trì lĩnh vực")))
    assert labels(choices)[:7] == [role.name for role in shared_plan("tan-quang-2022").roles]
    given = await desk.press(button(choices, "Văn phòng HĐND"))
    assert toasts(given) == ["Đã ghi: Văn phòng HĐND và UBND xã chủ trì."]
    assert "Chưa có chủ trì" not in shown(given).text

    done = shown(await desk.press(button(screen, "Duyệt kế hoạch")))
    assert "Đã duyệt kế hoạch" in done.text
    assert button(done, "Chức danh và lời mời") == "roles"
    async with desk.database.read() as session:
        (row,) = await plans.plans_in_state(session, desk.unit.id, PlanState.APPROVED)
        assert all(task.lead_role_id for task in await plans.tasks(session, row.id))
        (held,) = await people.holders_of_kind(session, desk.unit.id, {RoleKind.COORDINATOR}, desk.now.date())
        assert held.telegram_id == desk.account
        assert row.approved_by_id == held.id


async def test_the_sent_file_is_kept(desk: Desk) -> None:
    await send(desk, SMALL)
    assert place_of(desk.services.data_dir, desk.unit.id, UPLOAD.sha256).read_bytes() == UPLOAD.content


async def test_tasks_without_a_lead_are_approved_only_knowingly(desk: Desk, shared_plan: SharedPlan) -> None:
    screen = shown(await send(desk, shared_plan("tan-quang-2022")))
    asked = shown(await desk.press(button(screen, "Duyệt")))
    assert "Còn 7 nhiệm vụ chưa có chủ trì, đến kỳ sẽ không nhắc được ai." in asked.text
    assert await plan_ids(desk, PlanState.APPROVED) == []
    await desk.press(button(asked, "Vẫn duyệt"))
    assert len(await plan_ids(desk, PlanState.APPROVED)) == 1


async def test_a_calendar_the_text_does_not_give_is_asked_about(desk: Desk, shared_plan: SharedPlan) -> None:
    screen = shown(await send(desk, shared_plan("ngoc-ky-2023")))
    assert "chưa đủ" in screen.text
    calendar = shown(await desk.press(button(screen, "Lịch báo cáo"))).text
    assert "Văn bản không nêu, lấy theo lịch mẫu: thời gian chốt số liệu, hạn các bộ phận gửi" in calendar
    asked = shown(await desk.press(button(screen, "Duyệt")))
    await desk.press(button(asked, "Duyệt với lịch mẫu bốn kỳ"))
    async with desk.database.read() as session:
        codes = {period.code for period in await periods.periods(session, desk.unit.id)}
    assert codes == {"2023-Q1", "2023-H1", "2023-Q3", "2023-Y"}


async def test_approving_twice_has_one_effect(desk: Desk) -> None:
    screen = shown(await send(desk, SMALL))
    asked = shown(await desk.press(button(screen, "Duyệt")))
    await desk.press(button(asked, "Duyệt với lịch này"))
    again = await desk.press(button(asked, "Duyệt với lịch này"))
    assert toasts(again) == ["Kế hoạch này đã được duyệt."]
    async with desk.database.read() as session:
        (row,) = await plans.plans_in_state(session, desk.unit.id, PlanState.APPROVED)
        assert len(await plans.tasks(session, row.id)) == 2
        kinds = [event.kind for event in await events.history(session, desk.unit.id, f"plan:{row.id}")]
    assert kinds.count("plan_approved") == 1


async def test_two_who_approve_at_the_same_moment_have_one_effect(desk: Desk) -> None:
    screen = shown(await send(desk, SMALL))
    approve = button(shown(await desk.press(button(screen, "Duyệt"))), "Duyệt với lịch này")
    turns = await asyncio.gather(*(desk.press(approve) for _ in range(3)))
    assert sorted(len(toasts(turn)) for turn in turns) == [0, 1, 1]
    (plan_id,) = await plan_ids(desk, PlanState.APPROVED)
    async with desk.database.read() as session:
        assert len(await plans.tasks(session, plan_id)) == 2


async def test_two_drafts_approved_at_the_same_moment_give_one_plan(desk: Desk) -> None:
    asked = [shown(await desk.press(button(shown(await send(desk, SMALL)), "Duyệt"))) for _ in range(2)]
    outcomes = await asyncio.gather(
        *(desk.press(button(screen, "Duyệt với lịch này")) for screen in asked), return_exceptions=True
    )
    assert sum(isinstance(outcome, StaleButton) for outcome in outcomes) == 1
    assert len(await plan_ids(desk, PlanState.APPROVED)) == 1


async def test_a_plan_of_a_loaded_year_is_its_correction_and_waits_to_be_applied(desk: Desk) -> None:
    plan_id = await approved(desk, SMALL)
    screen = shown(await send(desk, replace(SMALL, title="Kế hoạch khác")))
    assert "Bản sửa của kế hoạch đang dùng" in screen.text
    assert "Duyệt kế hoạch" not in labels(screen)
    (draft,) = await plan_ids(desk, PlanState.DRAFT)
    for data in (f"plan-approve:{draft}", f"plan-approve-yes:{draft}:own", f"plan-correct:{plan_id}:x"):
        with pytest.raises(StaleButton):
            await desk.press(data)
    await desk.press(button(screen, "Áp dụng"))
    assert await plan_ids(desk, PlanState.APPROVED) == [plan_id]
    assert await plan_ids(desk, PlanState.DRAFT) == []
    assert "Kế hoạch khác" in shown(await desk.act(plan.show)).text


async def test_two_who_apply_a_correction_at_the_same_moment_have_one_effect(desk: Desk) -> None:
    await approved(desk, SMALL)
    screen = shown(await send(desk, replace(SMALL, tasks=SMALL.tasks[:1])))
    apply = button(screen, "Áp dụng")
    outcomes = await asyncio.gather(*(desk.press(apply) for _ in range(3)), return_exceptions=True)
    assert sum(isinstance(outcome, StaleButton) for outcome in outcomes) == 2


async def test_of_two_drafts_of_one_year_only_one_is_approved(desk: Desk) -> None:
    first, second = shown(await send(desk, SMALL)), shown(await send(desk, SMALL))
    asked = shown(await desk.press(button(second, "Duyệt")))
    await desk.press(button(asked, "Duyệt với lịch này"))
    with pytest.raises(StaleButton):
        await desk.press(button(first, "Duyệt"))


async def test_a_discarded_draft_is_gone_and_its_buttons_with_it(desk: Desk) -> None:
    screen = shown(await send(desk, SMALL))
    sure = shown(await desk.press(button(screen, "Bỏ")))
    assert await plan_ids(desk, PlanState.DRAFT) != []
    await desk.press(button(sure, "Bỏ bản này"))
    assert await plan_ids(desk, PlanState.DRAFT) == []
    for label in ("Duyệt", "Xem nhiệm vụ", "Lịch báo cáo"):
        with pytest.raises(StaleButton):
            await desk.press(button(screen, label))


async def test_an_approved_plan_cannot_be_dropped(desk: Desk) -> None:
    plan_id = await approved(desk, SMALL)
    with pytest.raises(StaleButton):
        await desk.press(f"plan-drop-yes:{plan_id}")


async def test_a_lead_changed_after_approval_moves_the_task_and_is_on_record(desk: Desk) -> None:
    plan_id = await approved(desk, SMALL)
    card = shown(await desk.press(f"plan-task:{plan_id}:{task_mark('2.a')}"))
    choices = shown(await desk.press(button(card, "Đổi chủ trì")))
    asked = shown(await desk.press(button(choices, FINANCE)))
    assert "Vì lý do gì?" in asked.text
    async with desk.database.read() as session:
        assert (await plans.tasks(session, plan_id))[1].lead_role_id is None, "not before the reason"
    await desk.say("Đúng chuyên môn")
    async with desk.database.read() as session:
        task = (await plans.tasks(session, plan_id))[1]
        role = (await people.role_keys(session, desk.unit.id))["cong chuc tai chinh ke toan"]
        plan_row = await plans.plan(session, desk.unit.id, plan_id)
        last = (await events.history(session, desk.unit.id, f"task:{task.id}"))[-1]
    assert task.lead_role_id == role.id
    assert plan_row is not None
    assert PlanDocument.from_json(plan_row.document).tasks[1].lead == FINANCE
    assert last.before is not None
    assert last.after is not None
    assert (last.before["lead"], last.after["lead"]) == (None, FINANCE)
    assert last.after["reason"] == "Đúng chuyên môn"


async def test_a_role_the_plan_does_not_name_can_lead(desk: Desk) -> None:
    plan_id = await approved(desk, SMALL)
    choices = shown(await desk.press(f"plan-lead:{plan_id}:a:1:0"))
    await desk.press(button(choices, "Đầu mối tổng hợp"))
    done = shown(await desk.say("Chưa có công chức tài chính"))
    area = shown(await desk.press(button(done, "‹ Lĩnh vực")))
    assert "Chủ trì: Đầu mối tổng hợp" in area.text
    async with desk.database.read() as session:
        held = next(r for r in await people.roles(session, desk.unit.id) if r.kind is RoleKind.COORDINATOR)
        assert (await plans.tasks(session, plan_id))[1].lead_role_id == held.id


async def test_an_area_can_be_left_without_a_lead(desk: Desk) -> None:
    plan_id = await approved(desk, SMALL)
    choices = shown(await desk.press(f"plan-lead:{plan_id}:a:0:0"))
    await desk.press(button(choices, "Bỏ trống"))
    await desk.say("Chờ phân công lại")
    async with desk.database.read() as session:
        assert (await plans.tasks(session, plan_id))[0].lead_role_id is None


async def test_an_officer_looks_and_cannot_change(desk: Desk) -> None:
    plan_id = await approved(desk, SMALL)
    officer = await officer_of(desk, JUSTICE)
    screen = shown(await desk.act(plan.show, officer))
    assert "Duyệt kế hoạch" not in labels(screen)
    areas = shown(await desk.press(button(screen, "Xem nhiệm vụ"), officer))
    area = shown(await desk.press(button(areas, "1. "), officer))
    assert "Đổi chủ trì lĩnh vực" not in labels(area)
    for data in (
        f"plan-lead:{plan_id}:a:0:0",
        f"plan-give:{plan_id}:a:0:-",
        f"plan-approve-yes:{plan_id}:own",
    ):
        with pytest.raises(NotAllowed):
            await desk.press(data, officer)
    with pytest.raises(NotAllowed):
        await send(desk, replace(SMALL, years=(2023,)), officer)


async def test_a_draft_is_for_the_coordinator_only(desk: Desk) -> None:
    screen = shown(await send(desk, SMALL))
    leader = await officer_of(desk, "Lãnh đạo Ủy ban nhân dân")
    with pytest.raises(NotAllowed):
        await desk.press(button(screen, "Xem nhiệm vụ"), leader)
    with pytest.raises(NoPlan):
        await desk.act(plan.show, leader)


async def test_another_units_plan_does_not_exist_here(desk: Desk, tmp_path: Path) -> None:
    plan_id = await approved(desk, SMALL)
    other = await open_desk(desk.database, tmp_path, "UBND xã Bên Cạnh")
    for data in (f"plan:{plan_id}", f"plan-give:{plan_id}:a:0:-", f"plan-approve-yes:{plan_id}:own"):
        with pytest.raises(StaleButton):
            await other.press(data)
    await approved(other, SMALL)  # the same year, in their own unit
    with pytest.raises(Stranger):
        await desk.press(f"plan:{plan_id}", 42)


async def test_without_a_plan_the_coordinator_hears_how_to_send_one(desk: Desk) -> None:
    assert "gửi vào đây tệp kế hoạch" in shown(await desk.act(plan.show)).text


async def test_kehoach_shows_the_draft_first_and_later_the_approved_plan(desk: Desk) -> None:
    await send(desk, SMALL)
    assert "chờ đồng chí duyệt" in shown(await desk.act(plan.show)).text
    await approved(desk, SMALL)
    assert "đã duyệt" in shown(await desk.act(plan.show)).text


@pytest.mark.parametrize(
    "data",
    [
        "plan-area:{}:9:0",
        "plan-area:{}:-1:0",
        "plan-task:{}:99",
        "plan-give:{}:t:0:-",
        "plan-give:{}:a:0:77",
        "plan-give:{}:x:0:0",
    ],
)
async def test_a_button_to_what_is_not_there_is_stale(desk: Desk, data: str) -> None:
    await send(desk, SMALL)
    (plan_id,) = await plan_ids(desk, PlanState.DRAFT)
    with pytest.raises(StaleButton):
        await desk.press(data.format(plan_id))


async def test_what_the_plan_says_is_escaped(desk: Desk) -> None:
    screen = shown(await send(desk, SMALL))
    assert "KẾ HOẠCH &lt;nhỏ&gt; &amp; gọn" in screen.text
    (plan_id,) = await plan_ids(desk, PlanState.DRAFT)
    assert "Giải ngân &lt;vốn&gt;" in shown(await desk.press(f"plan-area:{plan_id}:1:0")).text


async def test_a_plan_of_any_size_fits_into_messages_and_buttons(desk: Desk) -> None:
    long = "Công chức & cán bộ " * 30
    huge = PlanDocument(
        "Kế hoạch " * 300,
        years=(2022,),
        areas=tuple(AreaDraft(str(i), f"{i} {long}") for i in range(60)),
        roles=tuple(RoleDraft(f"{i} {long}") for i in range(200)),
        tasks=tuple(TaskDraft(f"1.{i}", "1", long * 9, product=long) for i in range(300)),
    )
    start = shown(await send(desk, huge))
    (plan_id,) = await plan_ids(desk, PlanState.DRAFT)
    first_pages = [
        f"plan-areas:{plan_id}:0",
        f"plan-area:{plan_id}:1:0",
        f"plan-roles:{plan_id}:0",
        f"plan-attention:{plan_id}:0",
        f"plan-walk:{plan_id}",
        f"plan-role:{plan_id}:{role_mark(huge.roles[0].name)}",
        f"plan-role-merge:{plan_id}:{role_mark(huge.roles[0].name)}:0",
        f"plan-calendar:{plan_id}",
        f"plan-due:{plan_id}:{task_mark('1.299')}:-",
        f"plan-lead:{plan_id}:t:{task_mark('1.299')}:0",
        f"plan-task:{plan_id}:{task_mark('1.299')}",
        f"plan-approve:{plan_id}",
    ]
    screens = [start]
    for data in first_pages:
        screen = shown(await desk.press(data))
        screens.append(screen)
        if "›" in labels(screen):
            screens.append(shown(await desk.press(button(screen, "›"))))
    assert all(len(screen.text) <= 4096 for screen in screens)
    assert all(len(labels(screen)) <= 100 for screen in screens)
    assert len(screens) > len(first_pages) + 3


async def test_what_is_no_plan_is_refused_with_the_reason() -> None:
    with pytest.raises(PlanUnreadable) as refused:
        await plan.read(replace(UPLOAD, content="Giấy mời họp".encode()))
    assert refused.value.values["reason"] == "not_a_plan"


async def test_the_projects_sample_plan_is_read_from_word() -> None:
    document = await plan.read(replace(UPLOAD, name=SAMPLE.name, content=SAMPLE.read_bytes()))
    assert document.years == (2026,)
    assert document.tasks
