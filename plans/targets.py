"""Figures a plan sets itself: "tối thiểu 30% hồ sơ …", "từ 95% - 100%", "top 10", "ít nhất 02 cuộc".

Every number is looked at with the words before and after it; what it counts and how it is bounded decide.
Years, decrees, dates, sums of money, points of criteria and results of the past are none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from locales.text import fold
from plans.model import TargetDraft
from plans.tables import Table
from plans.tasks import Passage

# What is counted: the longest name that fits is the unit.
_UNITS = (
    r"lượt giao dịch|lượt người|lượt|cuộc|buổi|lớp|tin,? bài|tin|bài viết|bài|mô hình|sáng kiến|hội nghị"
    r"|lần|đợt|phiếu|văn bản|dự án|hồ sơ|thủ tục|bộ phận chuyên môn|bộ phận|phòng, đơn vị|phòng, ban"
    r"|đơn vị sự nghiệp|đơn vị|cơ quan|chuyên mục|chuyên đề|quy trình|dịch vụ công|dịch vụ|tổ dân phố"
    r"|tổ công nghệ số cộng đồng|tổ|thôn, bản|thôn|bản sao|bản|xóm|ấp|khu phố|hộ kinh doanh|hộ gia đình"
    r"|hộ dân|hộ|tthc|doanh nghiệp|hợp tác xã|ki-ốt|máy tính|điểm cầu|điểm|công chức|cán bộ|người dân|người"
    r"|học viên|đề án|kế hoạch|chương trình|phóng sự|video|bậc|hạng|phút|giờ|ngày làm việc|ngày|tháng"
    r"|tuần|nhiệm vụ|chỉ tiêu|tiêu chí|công trình|kỳ|số|báo cáo|phiên|tài khoản|giao dịch|biên chế"
    r"|tổ chức|phản ánh|kiến nghị|cộng tác viên|đoàn viên|quầy|nhà văn hóa|trường|mã QR|biển|bảng"
    r"|triệu đồng|tỷ đồng|đồng"
)
_UNIT = re.compile(rf"\s*(?P<unit>{_UNITS})(?![\w])", re.IGNORECASE)
_SHORT_UNITS = {"ngày làm việc": "ngày"}
_MONEY = {"triệu đồng", "tỷ đồng", "đồng"}
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_FIGURE = re.compile(
    rf"(?<![\w/.,–-])(?P<value>{_NUMBER})\s*(?P<sign>%|phần trăm)?"
    rf"(?:\s*(?:-|–|đến|tới)\s*(?:đạt\s*)?(?P<upper>{_NUMBER})(?![\d/])\s*(?P<upper_sign>%"
    rf"|phần trăm)?)?(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"\b(?:top|tốp|nhóm)\s+(?:đầu\s+)?(?P<value>\d{1,3})\b(?!\s*(?:nhiệm vụ|tiêu chí))"
    r"|\bthứ\s+(?P<above>\d{1,3})(?=\s+trở lên)"
    r"|(?:xếp|đứng|vị trí|hạng|giữ)\s+(?:vị\s+)?(?:thứ|hạng)\s+(?:từ\s+)?(?P<place>\d{1,3})(?!\s*(?:/"
    r"|trong tổng))\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:tối thiểu|ít nhất|trên|không dưới|không thấp hơn|không ít hơn|cao hơn|hơn|≥|>=|>|lớn hơn|vượt"
    r"|đạt từ|từ)"
    r"\s*(?:là\s*)?(?:đạt\s*)?(?:từ\s*)?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:dưới|không quá|tối đa|không vượt quá|không cao hơn|ít hơn|thấp hơn|≤|<=|<|không để quá"
    r"|còn dưới|nhiều nhất|trong vòng|quá)\s*(?:là\s*)?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:khoảng|đúng|còn|là|bằng|đạt)\s*$", re.IGNORECASE)
# A bare count is an aim where the plan says to bring it about.
_BRINGS_ABOUT = re.compile(
    r"(?:tổ chức|mở|xây dựng|đăng(?: tải)?|cử|thực hiện|phát|công nhận|phấn đấu(?: có)?"
    r"|hoàn thành(?: sắp xếp)?|lắp đặt|thành lập|sắp xếp"
    r"|tăng(?: thêm)?|giảm(?: được)?|thêm|ra mắt|duy trì|triển khai|biên soạn|sản xuất|đạt|có"
    r"|khảo sát[\w\s]{0,45}đối với"
    r"|(?:mỗi|hằng|hàng|một)\s+(?:tuần|tháng|quý|năm|thôn|xóm|bản|đơn vị|phòng|bộ phận))\s*(?:được\s+"
    r"|thêm\s+|ít nhất\s+)?$",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?:đến khi|cho đến khi|khi)\s+đạt\s+(?:tỷ lệ\s+)?$", re.IGNORECASE)
_NO_AIM_BEFORE = re.compile(
    r"(?:nghị định|nghị quyết|quyết định|thông tư|luật|kế hoạch|công văn|chỉ thị|khoản|điều|điểm|mục"
    r"|số|mức độ|mức|cấp độ|cấp|loại|giai đoạn|nhiệm kỳ"
    r"|khóa|lần thứ|thứ|kỳ|phụ lục|bảng|biểu|mẫu|iso|tcvn|tầng|lớp|năm|tháng|ngày|quý|tctp|tiêu chí"
    r"|phần|bước|đợt|thôn|tổ|khu phố|phiên bản|từ đủ|dưới|trẻ em dưới)\s*(?:số\s*)?$",
    re.IGNORECASE,
)
_BOUND_BEFORE = re.compile(r"(?:thấp hơn|không dưới|dưới|từ đủ)\s*$", re.IGNORECASE)
_AGE = re.compile(r"^\s*tuổi", re.IGNORECASE)
_RUNS_FROM = re.compile(
    r"^\s*(?:ngày(?: làm việc)?|giờ|tháng)\s*,?\s*(?:kể từ|từ khi|sau khi)\b", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?:so với|cùng kỳ|của)\s+(?:[\w\s]{0,25}\s)?(?:cuối\s+|đầu\s+)?(?:năm\s+)?$", re.IGNORECASE
)
_OR_MORE = re.compile(r"^[^,;.%\d]{0,40}?\btrở lên", re.IGNORECASE)
_OR_LESS = re.compile(r"^[^,;.%\d]{0,40}?\btrở xuống", re.IGNORECASE)
_PAST = re.compile(
    r"\bđã\b(?! được phê duyệt| ban hành| có| công bố| đề ra)|\bmới (?:chỉ )?đạt\b|\bchiếm\b"
    r"|năm (?P<year>20\d\d)[^;]{0,40}(?:đạt|còn|là|có)\b",
    re.IGNORECASE,
)
_YEAR_SAID = re.compile(
    r"(?P<lead>so với|từ|của|cùng kỳ|kết quả|cuối)?\s*(?:(?:đến|vào|trong|hết|cuối"
    r"|tới)\s+)*(?:năm\s+)?\b(?P<year>20\d\d)\b(?!\s*[-–]\s*20\d\d)",
    re.IGNORECASE,
)
_YEARLY_DATES = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,4}/20\d\d/|\d{1,2}/20\d\d|20\d\d\s*[-–]\s*20\d\d"
)
_CLAUSE = re.compile(r";|(?<=[^\d][.])\s+|(?<=%)\.\s+")
_FROM_TO = re.compile(r"\btừ\s+$", re.IGNORECASE)
_RAISED_TO = re.compile(
    rf"^\s*(?:%|phần trăm)?\s*(?:hiện nay\s+)?lên\s+(?:đến\s+|trên\s+)?(?=(?:{_NUMBER})\s*%)", re.IGNORECASE
)
_LONGEST_CLAUSE = 1_500
_MOST_IN_CLAUSE = 8  # more is a table of figures, not an aim
_RANKED = re.compile(r"^(xep hang|thu hang|vi tri|vi thu|hang)\b|\bxep hang\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number understood, and where it stands."""

    start: int
    comparator: str
    value: Decimal
    upper: Decimal | None
    unit: str


def read_targets(passages: Iterable[Passage], years: tuple[int, ...]) -> tuple[TargetDraft, ...]:
    """The targets in the passages; without a year of their own they take their heading's, else the plan's."""
    return tuple(target for passage in passages for target in _in_passage(passage, years))


def table_targets(
    table: Table, area_named: dict[str, str], area: str | None, plan_year: int | None
) -> Iterator[TargetDraft]:
    """The targets of a table with a column for each year; `area_named` finds an area's code by its name."""
    for row in table.rows:
        text = " ".join((row["target"] or row["text"] or row["criterion"]).split())
        if not text:
            continue
        if row.filled <= 2 and fold(text) in area_named and not any(cell for _year, cell in row.years):
            area = area_named[fold(text)]
            continue
        own = area_named.get(fold(row["area"]), area)
        unit = " ".join(row["unit"].split())
        for year, cell in row.years or ((plan_year, row["product"]),):
            figure = _of_cell(cell, unit, text)
            if figure is not None:
                yield TargetDraft(
                    own, text, figure.comparator, figure.value, figure.unit, figure.upper, year, row.line
                )


def _in_passage(passage: Passage, years: tuple[int, ...]) -> Iterator[TargetDraft]:
    plan_year = years[-1] if years else None
    for clause in filter(None, map(str.strip, _CLAUSE.split(passage.text))):
        if len(clause) > _LONGEST_CLAUSE:
            continue
        found = sorted(
            _in_clause(clause, years[0] if years else None, passage), key=lambda figure: figure.start
        )
        if len(found) > _MOST_IN_CLAUSE:
            continue
        for figure in found:
            yield TargetDraft(
                area=passage.area,
                text=clause.rstrip(" .;"),
                comparator=figure.comparator,
                value=figure.value,
                upper=figure.upper,
                unit=figure.unit,
                by_year=_year_of(clause, figure.start, years) or passage.heading_year or plan_year,
                line=passage.line,
            )


def _in_clause(clause: str, first_year: int | None, passage: Passage) -> Iterator[Figure]:
    taken: list[tuple[int, int]] = [match.span() for match in _YEARLY_DATES.finditer(clause)]
    for match in _RANK.finditer(clause):
        place = next(name for name in ("value", "above", "place") if match[name])
        if not _is_past(clause, match.start(), first_year) and (
            place != "place" or _wants_place(clause, match)
        ):
            yield Figure(match.start(place), "<=", Decimal(match[place]), None, "hạng")
        taken.append(match.span())
    for match in _FIGURE.finditer(clause):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        figure = _figure(clause, match, in_targets=passage.in_targets)
        if figure is not None and not _is_past(clause, match.start(), first_year):
            yield figure


def _wants_place(clause: str, match: re.Match[str]) -> bool:
    rest = clause[match.end() : match.end() + 20]
    return (
        re.match(r"\s*trở lên", rest) is not None
        or re.search(r"phấn đấu|đứng|giữ", clause[: match.start()], re.IGNORECASE) is not None
    )


def _figure(clause: str, match: re.Match[str], *, in_targets: bool) -> Figure | None:
    before, after = clause[max(0, match.start() - 60) : match.start()], clause[match.end() :]
    if _CONDITION.search(before):
        return None
    percent = match["sign"] or match["upper_sign"]
    value = _decimal(match["value"])
    upper = _decimal(match["upper"]) if match["upper"] else None
    if percent and match["upper"] and not match["upper_sign"]:
        upper = None  # "đạt 30% đến 31/12"
    if percent:
        if match["upper"] is None and _FROM_TO.search(before) and _RAISED_TO.match(after):
            return None  # "từ 70% lên 80%": the 80 is the aim
        return Figure(match.start("value"), *_bounded(before, after, value, upper), "%")
    unit = _UNIT.match(after)
    if unit is None or unit["unit"].lower() in _MONEY or _AGE.match(after):
        return None
    name = unit["unit"].lower()
    if not in_targets and _RUNS_FROM.match(after):
        return None  # "trong vòng 05 ngày làm việc kể từ khi …" is a deadline
    comparator, low, high = _bounded(before, after, value, upper)
    if not in_targets and re.search(r"\b(?:có|từ) (?:dưới|trên)\s*$", before, re.IGNORECASE):
        return None  # "thôn có dưới 150 hộ" tells which ones
    bounded = comparator != "=" or re.search(r"khoảng\s*$", before, re.IGNORECASE)
    if _NO_AIM_BEFORE.search(before) and not bounded:
        return None
    if not bounded and not (_BRINGS_ABOUT.search(before) or (in_targets and _opens(before))):
        return None
    if (
        re.fullmatch(r"từ\s*", before[-4:].strip(), re.IGNORECASE)
        and comparator == ">="
        and not _OR_MORE.match(after)
    ):
        return None
    return Figure(match.start("value"), comparator, low, high, _SHORT_UNITS.get(name, name))


def _opens(before: str) -> bool:
    return not before.strip() or before.rstrip().endswith((",", ":"))


def _bounded(
    before: str, after: str, value: Decimal, upper: Decimal | None
) -> tuple[str, Decimal, Decimal | None]:
    if upper is not None:
        return ("range", value, upper) if upper > value else ("=", value, None)
    if _OR_MORE.match(after):
        return ">=", value, None
    if _OR_LESS.match(after):
        return "<=", value, None
    if _AT_MOST.search(before) and not _AT_LEAST.search(before):
        return "<=", value, None
    if re.search(r"không (?:dưới|thấp hơn|ít hơn)\s*(?:là\s*)?$", before, re.IGNORECASE) or _AT_LEAST.search(
        before
    ):
        return ">=", value, None
    if _AT_MOST.search(before):
        return "<=", value, None
    return "=", value, None


def _is_past(clause: str, start: int, first_year: int | None) -> bool:
    """Whether the number tells what was reached before: "đã đạt", "năm 2023 (đạt 81,4 điểm", "chiếm 3,4%"."""
    before = re.split(r",\s*(?:phấn đấu|năm nay|đến)", clause[:start], flags=re.IGNORECASE)[-1]
    for match in _PAST.finditer(before[-90:]):
        year = match["year"]
        if year is None:
            return True
        if first_year is not None and int(year) < first_year and "so với" not in match[0]:
            return True
    return False


def _year_of(clause: str, start: int, years: tuple[int, ...]) -> int | None:
    """The year the clause sets for the figure: the last one named before it, or "vào năm 2025" after it."""
    after = re.match(r"[^,;]*?\b(?:vào|đến(?: hết)?|trong)\s+năm (20\d\d)", clause[start:])
    said = [
        int(match["year"])
        for match in _YEAR_SAID.finditer(clause[:start])
        if (match["lead"] or "").lower() not in {"so với", "cùng kỳ", "từ"}
    ]
    if said and not (years and said[-1] < years[0]):
        return said[-1]
    return int(after[1]) if after and not (years and int(after[1]) < years[0]) else None


def _of_cell(cell: str, unit: str, text: str) -> Figure | None:
    """The figure in a cell such as "≥ 97", "65 - 70", "Tốp 30", "từ 60 đến 65%", "100"."""
    words = " ".join(cell.split())
    if (rank := _RANK.search(words)) is not None:
        return Figure(0, "<=", Decimal(rank["value"] or rank["above"] or rank["place"]), None, "hạng")
    match = _FIGURE.search(words)
    if match is None or len(words) > 60:
        return None
    before, after = words[: match.start()], words[match.end() :]
    comparator, low, high = _bounded(
        before, after, _decimal(match["value"]), _decimal(match["upper"]) if match["upper"] else None
    )
    own = _UNIT.match(after)
    name = "%" if match["sign"] or match["upper_sign"] else (own["unit"] if own and not unit else unit)
    if _RANKED.search(fold(text)) or fold(name) in {"hang", "thu hang", "vi tri"}:
        return Figure(0, "<=" if high is None else comparator, low, high, "hạng")
    return Figure(0, comparator, low, high, name.lower() or "")


def _decimal(text: str) -> Decimal:
    whole, _, part = text.partition(",")
    return (
        Decimal(f"{whole.replace('.', '')}.{part or '0'}").normalize()
        if part
        else Decimal(whole.replace(".", ""))
    )
