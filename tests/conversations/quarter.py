"""Tân Quang's first quarter of 2022, told step by step, so that it can be told with and without accidents.

The people, their answers and figures are invented; the plan is the real one.
"""

import re
from datetime import date
from pathlib import Path

from simulator import Message, Phone
from tests.conversations.office import Office, local

UNIT = "UBND xã Tân Quang"
COORDINATOR = "Công chức Văn phòng Đảng ủy - Nội vụ"
ONE_STOP = "Văn phòng HĐND và UBND xã"
JUSTICE = "Công chức Tư pháp – Hộ tịch"
FINANCE = "Công chức Tài chính – Kế toán"
CULTURE = "Công chức Văn hóa và Thông tin"
UNIONS = "Các ban, ngành, đoàn thể"
RADIO = "Đài truyền thanh xã"
LEADER = "Lãnh đạo Ủy ban nhân dân"
PEOPLE = {
    COORDINATOR: "Nguyễn Thị Hoa",
    ONE_STOP: "Phạm Văn Lộc",
    JUSTICE: "Trần Thị Mai",
    FINANCE: "Lê Văn Tài",
    CULTURE: "Đỗ Thị Hạnh",
    UNIONS: "Vũ Văn Bình",
    RADIO: "Bùi Thị Loan",
    LEADER: "Lê Quang Vinh",
}
FINANCE_LINES = (
    "6.a xong\n6.b: đang làm 50%\n6.c - hoàn thành, đã công khai dự toán tại trụ sở\n6.d không phát sinh\n"
    "6.1 1.250.000.000/2.500.000.000\n6.2: 800 triệu/3,2 tỷ\n6.3 15.500.000 đồng"
)
_LINK = re.compile(r"https://t\.me/\S+")


class Quarter:
    """The story's people at their phones."""

    def __init__(self, office: Office, plan: Path) -> None:
        self.office = office
        self.plan = plan
        self.phones = {role: office.phone(name) for role, name in PEOPLE.items()}

    @property
    def coordinator(self) -> Phone:
        return self.phones[COORDINATOR]

    async def tell(self) -> None:
        """From the plan to the afternoon of 18 March 2022, when all is said that will be said."""
        await self.begin()
        await self.everybody_joins()
        await self.office.pass_until(local(date(2022, 3, 9), "07:31"))
        await self.justice_answers_by_button()
        await self.finance_answers_in_lines()
        await self.office.pass_until(local(date(2022, 3, 15), "09:00"))
        await self.one_stop_answers_by_reply()
        await self.unions_answer_twice()
        await self.office.pass_until(local(date(2022, 3, 16), "08:00"))
        await self.culture_answers_with_a_file(b"%PDF-1.4 trang thong tin")
        await self.office.pass_until(local(date(2022, 3, 17), "10:00"))
        await self.culture_answers_the_rest_late()
        await self.office.pass_until(local(date(2022, 3, 18), "16:00"))
        await self.coordinator_answers()
        await self.coordinator_enters_for_the_radio()
        await self.office.pass_until(local(date(2022, 3, 18), "16:30"))

    async def begin(self) -> None:
        """1 December: the coordinator claims the unit, sends the plan, decides what is open, approves."""
        office, phone = self.office, self.coordinator
        code = await office.found(UNIT, "UBND huyện Ninh Giang")
        await office.say(phone, code)
        await phone.send_document(self.plan)
        summary = await phone.wait_for("Đã đọc")
        areas = await office.press(phone, summary, "Xem nhiệm vụ")
        area = await office.press(phone, areas, "1.")
        area = await self._give(area, "Đổi chủ trì lĩnh vực", COORDINATOR)
        for code_of_task, role in (("1.c", RADIO), ("1.e", UNIONS)):
            card = await office.press(phone, area, code_of_task)
            card = await self._give(card, "Đổi chủ trì", role)
            area = await office.press(phone, card, "‹ Lĩnh vực")
        summary = await office.press(phone, area, "‹ Kế hoạch")
        approved = await office.press(phone, summary, "Duyệt kế hoạch")
        assert "Đã duyệt kế hoạch" in approved.text

    async def _give(self, shown: Message, label: str, role: str) -> Message:
        choices = await self.office.press(self.coordinator, shown, label)
        return await self.office.press(self.coordinator, choices, role)

    async def everybody_joins(self) -> None:
        """An invitation for each role, taken by its person."""
        for role, phone in self.phones.items():
            if role != COORDINATOR:
                await self.joins(role, phone)

    async def joins(self, role: str, phone: Phone) -> None:
        await phone.open_link(await self.invitation(role))
        await phone.wait_for("Đồng chí đã nhận chức danh")
        await self.office.deliver()  # the coordinator hears of it

    async def invitation(self, role: str) -> str:
        """A fresh invitation link to the role."""
        roles = await self.office.say(self.coordinator, "/chucdanh")
        card = await self.office.press(self.coordinator, roles, role)
        await self.office.press(self.coordinator, card, "Lấy liên kết mời")
        sent = await self.coordinator.wait_for("Lời mời giữ chức danh")
        link = _LINK.search(sent.text)
        assert link is not None
        return link[0]

    async def justice_answers_by_button(self) -> None:
        """9 March, under the heads-up: task by task, then the figures; the first answer will come back."""
        office, phone = self.office, self.phones[JUSTICE]
        report = await office.press(phone, self.reminder(phone), "Báo cáo ngay")
        card = await office.press(phone, report, "2.a")
        saved = await office.press(phone, card, "Xong")
        await office.press(phone, saved, "Vướng mắc")
        saved = await office.say(phone, "Một số văn bản cấp trên ban hành chậm")
        card = await office.press(phone, saved, "Tiếp: 2.b")
        asked = await office.press(phone, card, "Đang làm")
        saved = await office.press(phone, asked, "75%")
        card = await office.press(phone, saved, "Tiếp: 2.c")
        saved = await office.press(phone, card, "Không phát sinh")
        card = await office.press(phone, saved, "Tiếp: 2.d")
        await office.press(phone, card, "Chưa làm")
        await office.say(phone, "chưa có hướng dẫn chấm điểm")
        await self._figures(phone, ["3", "12/12", "4/5", "2"])

    async def finance_answers_in_lines(self) -> None:
        """Several coded lines in one message, tasks and figures together."""
        await self.office.say(self.phones[FINANCE], FINANCE_LINES)

    async def one_stop_answers_by_reply(self) -> None:
        """15 March: a reply to a task's card, then the rest by words; figures one at a time."""
        office, phone = self.office, self.phones[ONE_STOP]
        report = await office.say(phone, "/baocao")
        card = await office.press(phone, report, "3.c")
        other = await office.press(phone, await office.say(phone, "/baocao"), "3.a")
        assert other.id != card.id
        await office.say(phone, "đang làm 60%, tỷ lệ đúng hạn giữ ổn định", reply_to=card)
        await office.say(
            phone, "3.a xong\n3.b xong\n3.d xong\n3.đ đang làm 30%\n3.e chưa làm do thiếu phiếu khảo sát"
        )
        await self._figures(
            phone, ["120/120", "350", "180", "495/500", "30", "120/480", "không phát sinh", "0"]
        )

    async def culture_answers_with_a_file(self, proof: bytes) -> None:
        """16 March: a file with words is an answer and its proof; the rest stays open until the 17th."""
        office, phone = self.office, self.phones[CULTURE]
        report = await office.press(phone, self.reminder(phone), "Báo cáo ngay")
        await office.press(phone, report, "7.b")
        await phone.send_document(proof, name="trang-thong-tin.pdf", caption="xong, đã đăng 25 tin, bài")
        await phone.wait_for("Đã ghi nhiệm vụ 7.b")

    async def culture_answers_the_rest_late(self) -> None:
        """17 March: the deadline has passed; late answers are taken and marked."""
        phone = self.phones[CULTURE]
        await self.office.say(
            phone,
            "7.a xong\n7.c đang làm 80%\n7.d xong\n7.e xong\n7.1 90/100\n7.2 200/210\n7.3 12/40\n7.4 25",
        )

    async def unions_answer_twice(self) -> None:
        """An answer too thin goes back with a reason and comes again."""
        office, phone = self.office, self.phones[UNIONS]
        report = await office.say(phone, "/baocao")
        await office.press(phone, report, "1.e")
        await office.say(phone, "xong")
        board = await self.board()
        roles = await office.press(self.coordinator, board, "Xem từng bộ phận")
        role = await office.press(self.coordinator, roles, UNIONS)
        answer = await office.press(self.coordinator, role, "1.e")
        await office.press(self.coordinator, answer, "Trả lại")
        await office.say(self.coordinator, "Đề nghị ghi số phiếu khảo sát")
        await office.deliver()
        returned = self.found(phone, "Đề nghị ghi số phiếu khảo sát")
        await office.press(phone, returned, "Báo cáo lại")
        await office.say(phone, "xong, đã phát 300 phiếu khảo sát, 285 phiếu hài lòng")

    async def coordinator_answers(self) -> None:
        """The coordinator's own tasks, but for 1.g, which stays open; figures all but the last."""
        office, phone = self.office, self.coordinator
        await office.say(phone, "\n".join(f"{code} xong" for code in ("1.a", "1.b", "1.d", "1.đ")))
        await office.say(phone, "\n".join(f"{code} đang làm 50%" for code in ("4.a", "4.b", "4.c", "4.d")))
        await office.say(phone, "\n".join(f"{code} xong" for code in ("5.a", "5.b", "5.c", "5.d")))
        await office.say(
            phone,
            "1.2 4\n1.3 10/10\n1.4 2\n1.5 3/3\n1.6 18\n1.7 285/300\n1.8 1\n4.1 20/21\n4.2 0\n5.1 6\n5.2 20/20\n5.3 0",
        )

    async def coordinator_enters_for_the_radio(self) -> None:
        """The radio is silent: what it said on the phone is entered on its behalf."""
        office = self.office
        roles = await office.press(self.coordinator, await self.board(), "Xem từng bộ phận")
        role = await office.press(self.coordinator, roles, RADIO)
        card = await office.press(self.coordinator, role, "1.c")
        assert "Nhập thay" in card.text
        await office.say(self.coordinator, "xong, đã phát 24 bản tin")

    async def board(self) -> Message:
        """/tiendo: the newest picture."""
        await self.coordinator.send("/tiendo")
        await self.office.deliver()
        return [message for message in self.coordinator.messages if message.photo][-1]

    async def compile(self) -> bytes:
        """/tonghop: the Word file that came."""
        await self.coordinator.send("/tonghop")
        await self.office.deliver()
        file = [message for message in self.coordinator.messages if message.document and message.from_bot][-1]
        assert file.document is not None
        return file.document.content

    async def _figures(self, phone: Phone, values: list[str]) -> None:
        await self.office.say(phone, "/solieu")
        for value in values:
            await phone.send(value)
            await self.office.handled()

    def reminder(self, phone: Phone) -> Message:
        """The newest reminder on the phone."""
        return self.found(phone, "🔔")

    def found(self, phone: Phone, words: str) -> Message:
        """The newest message of the bot with these words."""
        found = [message for message in phone.messages if message.from_bot and words in message.text]
        assert found, f"nothing says «{words}»:\n{phone.transcript()}"
        return found[-1]

    def heard(self, role: str, since: date) -> list[str]:
        """When the program spoke to the role's person on its own (reminders, lists), by the commune's clock."""
        return [
            message.date.astimezone(local(since).tzinfo).strftime("%d/%m %H:%M")
            for message in self.phones[role].messages
            if message.from_bot and message.text[:1] in "🔔📋⏰⚠📄" and message.date >= local(since)
        ]
