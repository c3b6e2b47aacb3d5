"""One quarter from the plan to the report, over HTTP: who hears what when, and what the paper says."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from tests.conversations.office import Office
from tests.conversations.quarter import (
    COORDINATOR,
    CULTURE,
    FINANCE,
    JUSTICE,
    LEADER,
    ONE_STOP,
    PEOPLE,
    RADIO,
    UNIONS,
    Quarter,
)


@pytest.fixture
def quarter(office: Office, shared_file: Callable[[str], Path]) -> Quarter:
    return Quarter(office, shared_file("tan-quang-2022"))


async def test_a_quarter_from_the_plan_to_the_report(quarter: Quarter) -> None:
    await quarter.tell()

    begin = date(2021, 12, 2)
    heard = {role: quarter.heard(role, begin) for role in PEOPLE}
    assert heard[JUSTICE] == ["09/03 07:30"]
    assert heard[FINANCE] == ["09/03 07:30"]
    # The one-stop shop has answered by then; on the last day it is asked for its part in 7.e.
    assert heard[ONE_STOP] == ["09/03 07:30", "15/03 07:30", "16/03 07:30"]
    assert "🤝 Phối hợp: 1 nhiệm vụ" in quarter.reminder(quarter.phones[ONE_STOP]).text
    assert heard[UNIONS] == ["09/03 07:30", "15/03 07:30"]
    assert heard[CULTURE] == ["09/03 07:30", "15/03 07:30", "16/03 07:30", "17/03 07:30"]
    assert heard[RADIO] == [f"{day} 07:30" for day in ("09/03", "15/03", "16/03", "17/03", "18/03")]
    assert heard[COORDINATOR] == [
        "09/03 07:30",
        "15/03 07:30",
        "16/03 07:30",
        "16/03 15:00",
        "17/03 07:30",
        "18/03 07:30",
    ]
    assert heard[LEADER] == ["17/03 07:30"]

    report = Paper(await quarter.compile())
    report.says_in("1. Cải cách thể chế", "12/12 văn bản", "4/5")
    report.says_in(
        "2. Cải cách thủ tục hành chính", "Tỷ lệ đúng hạn giữ ổn định (tiến độ 60%)", "495/500 hồ sơ (99%)"
    )
    report.says_in("5. Cải cách tài chính công", "Đã công khai dự toán tại trụ sở", "15.500.000 đồng")
    report.says_in("6. Xây dựng, phát triển chính quyền điện tử, chính quyền số", "đã đăng 25 tin, bài")
    report.says_in("4. Về thông tin, tuyên truyền", "đã phát 24 bản tin", "18 tin, bài, buổi")
    report.says_in("5. Sáng kiến, khảo sát hài lòng", "285 phiếu hài lòng", "285/300 phiếu (95%)")
    report.says_in("2. Tồn tại, hạn chế và nguyên nhân", "Một số văn bản cấp trên ban hành chậm")
    report.says_in(
        "2. Về chỉ đạo, điều hành",
        "(Chưa có báo cáo của Công chức Văn phòng Đảng ủy - Nội vụ về nhiệm vụ 1.g.)",
    )
    assert any("nhiệm vụ 1.g" in run.text for run in report.highlighted)
    assert report.row("3.4")[-1].split() == ["495/500", "(99%)"]
    assert report.row("1.9")[-1] == "Chưa có"
    assert report.row(JUSTICE)[2:] == ["4/4", "4/4", "9/3/2022", "Đầy đủ, đúng hạn", "–"]
    assert report.row(UNIONS)[2:] == ["1/1", "–", "15/3/2022", "Đầy đủ, đúng hạn", "–"]
    assert report.row(CULTURE)[2:] == ["5/5", "4/4", "17/3/2022", "Đầy đủ, gửi muộn", "–"]
    assert report.row(RADIO)[2:] == ["1/1", "–", "18/3/2022", "Đầy đủ, gửi muộn", PEOPLE[COORDINATOR]]
    assert report.row(COORDINATOR)[2:] == ["12/13", "12/13", "18/3/2022", "Chưa đủ, gửi muộn", "–"]
    missing = quarter.found(quarter.coordinator, "Báo cáo còn thiếu")
    assert missing.text.splitlines()[1:] == [f"• {COORDINATOR}: 1.g, 1.9"]


class Paper:
    """A compiled report read back from its Word file."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(io.BytesIO(content))
        self.paragraphs = [paragraph.text for paragraph in self.document.paragraphs]

    def says_in(self, heading: str, *words: str) -> None:
        """Each of the words stands between this heading and the next."""
        start = self.paragraphs.index(heading)
        section: list[str] = []
        for paragraph in self.document.paragraphs[start + 1 :]:
            if paragraph.style is not None and paragraph.style.name.startswith("Heading"):
                break
            section.append(paragraph.text)
        text = "\n".join(section)
        for word in words:
            assert word in text, f"«{word}» is not under «{heading}»:\n{text}"

    @property
    def highlighted(self) -> list[docx.text.run.Run]:
        runs = [run for paragraph in self.document.paragraphs for run in paragraph.runs]
        return [run for run in runs if run.font.highlight_color is not None]

    def row(self, words: str) -> list[str]:
        """The last table row with a cell that says exactly this."""
        rows = [[cell.text for cell in row.cells] for table in self.document.tables for row in table.rows]
        found = [row for row in rows if words in row]
        assert found, f"no row says «{words}»"
        return found[-1]
