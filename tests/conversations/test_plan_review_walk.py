"""The review of a plan on a phone: card by card to the approval, and the database holds what was decided."""

import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlmodel import select

from simulator import Message, Phone
from storage import people, periods, plans
from storage.database import Database
from storage.tables import Period, Plan, PlanState, Task
from tests.conversations.office import Office, local, open_office

SharedFile = Callable[[str], Path]
FINANCE = "Công chức Tài chính – Kế toán"


@dataclass
class Walk:
    """The coordinator at the phone, answering each card by what it asks; `cards` are the texts that came.

    `leads`, `presets` and the like say what is answered to which words; everything else takes the first
    button that is offered.
    """

    office: Office
    phone: Phone
    leads: dict[str, str] = field(default_factory=dict)
    preset: str = "4 báo cáo CCHC"
    later: str = ""
    cards: list[str] = field(default_factory=list)

    async def through(self, summary: Message) -> Message:
        """From the summary to the end of the walk; the summary's message is the one that changes."""
        shown = await self.office.press(self.phone, summary, "Xem từng điểm cần quyết")
        assert shown.id == summary.id
        while "Để sau" in labels(shown):
            self.cards.append(shown.text)
            shown = await self._answer(shown)
        return shown

    async def _answer(self, shown: Message) -> Message:
        if self.later and self.later in shown.text:
            return await self._press(shown, "Để sau")
        if "Số kế hoạch còn để trống" in shown.text:
            return await self.office.say(self.phone, "124/KH-UBND")
        if "Ngày ban hành còn để trống" in shown.text:
            return await self.office.say(self.phone, "ngày 15 tháng 12 năm 2021")
        if "là cơ quan cấp trên nhưng" in shown.text:
            return await self.office.say(self.phone, FINANCE)
        if "Chọn một lịch" in shown.text:
            preview = await self._press(shown, self.preset)
            assert re.search(r"số liệu \d+/\d+/\d{4}–\d+/\d+/\d{4}; bộ phận gửi trước ngày", preview.text)
            self.cards.append(preview.text)
            return await self._press(preview, "Chọn lịch này")
        if "chủ trì?" in shown.text:
            lead = next(
                (role for area, role in self.leads.items() if f"Lĩnh vực {area} " in shown.text), "⭐"
            )
            return await self._press(shown, lead)
        return await self._press(shown, labels(shown)[0])

    async def _press(self, shown: Message, label: str) -> Message:
        after = await self.office.press(self.phone, shown, label)
        assert after.id == shown.id, "the next card comes in the same message"
        return after


def labels(shown: Message) -> list[str]:
    return [button.label for row in shown.buttons for button in row]


@asynccontextmanager
async def coordinator_at(folder: Path, url: str, day: date) -> AsyncIterator[tuple[Office, Phone]]:
    """An office on this day whose unit has its coordinator."""
    async with open_office(folder, url, local(day)) as office:
        phone = office.phone("Nguyễn Thị Hoa")
        await office.say(phone, await office.found("UBND xã Thử Nghiệm"))
        yield office, phone


async def sent(phone: Phone, file: Path) -> Message:
    await phone.send_document(file)
    return await phone.wait_for("Đã đọc")


async def approve(office: Office, phone: Phone, shown: Message) -> Message:
    """[Duyệt kế hoạch], without a second question."""
    done = await office.press(phone, shown, "Duyệt kế hoạch")
    assert "Đã duyệt kế hoạch" in done.text, phone.transcript()
    return done


@dataclass(frozen=True)
class Stored:
    """The approved plan as the database has it; leads by name."""

    plan: Plan
    tasks: list[Task]
    leads: dict[str, str | None]
    areas: dict[str, str | None]
    calendar: list[Period]
    roles: list[str]
    keys: dict[str, str]


async def stored(database: Database) -> Stored:
    async with database.read() as session:
        (plan,) = (await session.exec(select(Plan).where(Plan.state == PlanState.APPROVED))).all()
        names = {role.id: role.name for role in await people.roles(session, plan.unit_id)}
        tasks = list(await plans.tasks(session, plan.id))
        keys = await people.role_keys(session, plan.unit_id)
        return Stored(
            plan,
            tasks,
            {task.code: names.get(task.lead_role_id or 0) for task in tasks},
            {a.code: names.get(a.lead_role_id or 0) for a in await plans.areas(session, plan.id)},
            [p for p in await periods.periods(session, plan.unit_id) if p.plan_id == plan.id],
            list(names.values()),
            {key: role.name for key, role in keys.items()},
        )


async def test_tan_quang(tmp_path: Path, sqlite_url: str, shared_file: SharedFile) -> None:
    office_role = "Công chức Văn phòng Đảng ủy - Nội vụ"
    async with coordinator_at(tmp_path, sqlite_url, date(2021, 12, 1)) as (office, phone):
        walk = Walk(office, phone)
        end = await walk.through(await sent(phone, shared_file("tan-quang-2022")))
        assert "Đã quyết 4, để sau 0" in end.text
        area = next(card for card in walk.cards if "Lĩnh vực 1 " in card)
        assert "Công tác chỉ đạo, điều hành" in area
        assert f"⭐ Đề xuất: {office_role}" in area
        assert "Gồm 7 nhiệm vụ" in area
        assert any("Công chức Văn phòng - Nội vụ" in card for card in walk.cards)
        assert not any("Chọn một lịch" in card for card in walk.cards), "the text gives its own four"
        await approve(office, phone, end)
        found = await stored(office.database)
    assert len(found.tasks) == 34
    assert {found.leads[code] for code in ("1.a", "1.c", "4.a", "5.d")} == {office_role}
    assert found.keys["cong chuc van phong noi vu"] == office_role
    assert (found.plan.number, found.plan.issued_on) == ("124/KH-UBND", date(2021, 12, 15))
    assert [p.code for p in found.calendar] == ["2022-Q1", "2022-H1", "2022-Q3", "2022-Y"]


async def test_phu_la(tmp_path: Path, sqlite_url: str, shared_file: SharedFile) -> None:
    culture, office_role = "Công chức Văn hóa - Xã hội", "Văn phòng HĐND&UBND phường"
    async with coordinator_at(tmp_path, sqlite_url, date(2021, 12, 20)) as (office, phone):
        walk = Walk(office, phone, leads={"7": culture}, preset="4 quý và 9 tháng")
        end = await walk.through(await sent(phone, shared_file("phu-la-2021-2025")))
        unled = [code for code in "124579" if any(f"Lĩnh vực {code} " in card for card in walk.cards)]
        assert unled == ["1", "2", "4", "5", "7"]
        calendar = walk.cards[-1]
        assert "Thông tư 06/2025/TT-TTCP" in calendar
        assert "Quý I/2022: số liệu 15/12/2021–14/3/2022" in calendar
        assert "9 tháng đầu năm 2022: số liệu 15/12/2021–14/9/2022" in calendar
        await approve(office, phone, end)
        found = await stored(office.database)
    assert len(found.tasks) == 23
    assert found.areas["7"] == culture
    assert {found.areas[code] for code in "1245"} == {office_role}
    assert found.areas["3"] == "Công chức Tư pháp"
    assert all(found.leads.values())
    assert {p.code for p in found.calendar} == {"2022-Q1", "2022-Q2", "2022-Q3", "2022-9M", "2022-Q4"}
    assert {p.summary_last_day.day for p in found.calendar} == {17}


async def test_ngoc_ky(tmp_path: Path, sqlite_url: str, shared_file: SharedFile) -> None:
    district = "Phòng Tài chính và Kế hoạch huyện"
    async with coordinator_at(tmp_path, sqlite_url, date(2022, 12, 31)) as (office, phone):
        walk = Walk(office, phone, preset="Theo văn bản, bổ sung theo lịch mẫu")
        end = await walk.through(await sent(phone, shared_file("ngoc-ky-2023")))
        assert any(f"{district} là cơ quan cấp trên" in card and "Dòng 285" in card for card in walk.cards)
        line = next(card for card in walk.cards if "Chỉ tiêu của cấp trên" in card)
        assert "100% các xã, thị trấn" in line
        await approve(office, phone, end)
        found = await stored(office.database)
        async with office.database.read() as session:
            assert list(await plans.targets(session, found.plan.id)) == []
    assert len(found.tasks) == 29
    assert district not in found.roles
    assert {lead for code, lead in found.leads.items() if code.startswith("5.")} == {FINANCE}
    assert found.areas["5"] == FINANCE
    assert found.plan.number == "124/KH-UBND"
    assert found.plan.issued_on == date(2022, 12, 30)
    assert [p.code for p in found.calendar] == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]
    assert [p.summary_last_day.day for p in found.calendar] == [19] * 4


async def test_duong_hoa(tmp_path: Path, sqlite_url: str, shared_file: SharedFile) -> None:
    async with coordinator_at(tmp_path, sqlite_url, date(2023, 5, 12)) as (office, phone):
        walk = Walk(office, phone, preset="Hằng tháng")
        summary = await sent(phone, shared_file("duong-hoa-2023"))
        remarks = await office.press(phone, summary, "Lưu ý khác")
        assert "Tổng điểm không khớp: văn bản ghi 81,863" in remarks.text
        assert "Dòng 41: Điểm không khớp ở 3" in remarks.text
        end = await walk.through(await office.press(phone, remarks, "‹ Kế hoạch"))
        assert "Tháng 1/2023: số liệu 15/12/2022–14/1/2023" in walk.cards[-1]
        await approve(office, phone, end)
        found = await stored(office.database)
    assert len(found.tasks) == 8
    assert all(found.leads.values())
    assert len(found.calendar) == 12


async def test_thanh_binh_thinh(tmp_path: Path, sqlite_url: str, shared_file: SharedFile) -> None:
    async with coordinator_at(tmp_path, sqlite_url, date(2021, 12, 20)) as (office, phone):
        walk = Walk(office, phone, preset="6 tháng và năm", later="Số kế hoạch còn để trống")
        end = await walk.through(await sent(phone, shared_file("thanh-binh-thinh-2021-2030")))
        area = next(card for card in walk.cards if "Lĩnh vực 8 " in card)
        assert "môi trường đầu tư" in area
        assert "⭐ Đề xuất: Văn phòng thống kê xã" in area
        assert re.search(r"Đã quyết \d+, để sau 1\b", end.text)
        again = await office.press(phone, end, "Xem lại điểm để sau (1)")
        assert "Số kế hoạch còn để trống" in again.text
        done = await approve(office, phone, await office.press(phone, again, "Để sau"))
        assert "Còn để ngỏ:\n• Số kế hoạch" in done.text
        found = await stored(office.database)
    assert found.areas["8"] == "Văn phòng thống kê xã"
    assert all(found.leads.values())
    assert (found.plan.number, found.plan.issued_on) == (None, date(2021, 12, 15))
    assert {p.code for p in found.calendar} == {"2022-H1", "2022-Y"}


async def test_the_walk_goes_on_after_a_restart(
    tmp_path: Path, sqlite_url: str, shared_file: SharedFile
) -> None:
    """The program stops between a card and its answer, in the middle of the four points of Ngọc Kỳ."""
    async with coordinator_at(tmp_path, sqlite_url, date(2022, 12, 31)) as (office, phone):
        card = await office.press(phone, await sent(phone, shared_file("ngoc-ky-2023")), "Xem từng điểm")
        card = await office.press(phone, card, "Công chức Văn phòng UBND xã")
        card = await office.press(phone, card, "Giữ")
        assert "3/4" in card.text
        assert "Số kế hoạch còn để trống" in card.text
        account = phone.user.id
    with closing(sqlite3.connect(tmp_path / "dondoc.db")) as connection, connection:
        connection.execute("DELETE FROM inbox_update")  # a new simulator numbers its updates anew
    async with open_office(tmp_path, sqlite_url, local(date(2023, 1, 3))) as office:
        phone = office.simulator.phone(user_id=account, first_name="Nguyễn Thị Hoa")
        phone.chat.started = True
        card = await office.say(phone, "15/KH-UBND")
        assert "4/4" in card.text
        summary = await office.say(phone, "/kehoach")
        card = await office.press(phone, summary, "Xem từng điểm cần quyết (1)")
        assert "4/4" in card.text
        dates = await office.press(phone, card, "4 báo cáo CCHC")
        end = await office.press(phone, dates, "Chọn lịch này")
        assert "Đã quyết 4, để sau 0" in end.text
        await approve(office, phone, end)
        found = await stored(office.database)
    assert found.plan.number == "15/KH-UBND"
    assert found.areas["5"] == "Công chức Văn phòng UBND xã"


async def test_numbers_that_look_like_a_tasks_code_answer_the_card(
    tmp_path: Path, sqlite_url: str, shared_file: SharedFile
) -> None:
    """Another plan is in force already, whose codes the program looks for in plain words."""
    async with coordinator_at(tmp_path, sqlite_url, date(2021, 12, 1)) as (office, phone):
        walk = Walk(office, phone)
        await approve(office, phone, await walk.through(await sent(phone, shared_file("tan-quang-2022"))))
        summary = await sent(phone, shared_file("thanh-binh-thinh-2021-2030"))
        card = await office.press(phone, summary, "Xem từng điểm")
        while "Số kế hoạch" not in card.text:
            card = await office.press(phone, card, "Để sau")
        card = await office.say(phone, "4.a")
        assert "Chưa hiểu số này" in card.text
        assert "Ngày ban hành" in (await office.say(phone, "77")).text
