"""The paper's head and foot: title, number, day, who issues it, who receives and signs it."""

import re
from dataclasses import dataclass, replace
from datetime import date

from locales.text import fold
from plans.model import Signer
from plans.outline import Item, Level

_NUMBER = re.compile(
    r"\bSố\s*:?\s*(?P<number>\d*[a-z]?)[\s.…_]*/\s*(?P<sign>[A-ZĐ][A-Za-zĐđ]{1,5}\s*[-–]\s*[A-ZĐ&]{2,10})"
)
_DAY = re.compile(
    r"(?P<place>[^\W\d_][\w ]*?)\s*,\s*ngày\s*(?P<day>\d{0,2})[\s.…_]*"
    r"(?:tháng|/)\s*(?P<month>\d{0,2})[\s.…_]*(?:năm|/)\s*(?P<year>\d{4})"
)
_BODY = re.compile(
    r"\b(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN)\s+"
    r"(?P<kind>xã|phường|thị trấn|đặc khu|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+"
    r"(?P<name>[A-ZĐÀ-Ỹ]\w*(?:[ ]+[A-ZĐÀ-Ỹ]\w*){0,3})"
)
_INTRODUCTION = re.compile(r"^(Thực hiện|Căn cứ|Nhằm|Để|Xét|Triển khai)\b")
_SPAN = re.compile(r"giai đoạn\s*(\d{4})\s*[-–—]\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+(20\d\d)", re.IGNORECASE)
_COPY_NOTE = re.compile(
    r"\s*\((?:để\s+)?(?:b/?c|báo cáo|t/?h|thực hiện|p/?h|phối hợp|c/?đ|chỉ đạo)\)", re.IGNORECASE
)
_ANNEX = re.compile(r"^(?:PHỤ LỤC|Phụ lục)\b")
_NAME = re.compile(r"^[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ]*){1,5}$")
_TITLE = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN)")
_ABOUT_YEAR = re.compile(
    r"(?:kế hoạch|chương trình|cchc|hành chính)[^.;]{0,60}?năm\s+(20\d\d)", re.IGNORECASE
)
# An annex or a workbook names the plan it belongs to instead of bearing a number of its own.
_BELONGS_TO = re.compile(
    r"kèm theo\s+Kế hoạch\s+số\s*:?\s*(?P<number>\d+[a-z]?)\s*/\s*(?P<sign>KH\s*-\s*[A-ZĐ&]{2,10})"
    r"\s*,?\s*ngày\s*(?P<day>\d{1,2})\s*(?:tháng|/)\s*(?P<month>\d{1,2})\s*(?:năm|/)\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_TITLE_LINES = 6
_LONGEST_TITLE_LINE = 160


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first heading; `number_line` and `day_line` are None when absent."""

    title: str
    years: tuple[int, ...]
    number: str | None
    sign: str | None
    number_line: int | None
    issued_on: date | None
    day_line: int | None
    issuing_body: str | None


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the last sentence."""

    recipients: tuple[str, ...] = ()
    signer: Signer | None = None


def title_start(items: tuple[Item, ...]) -> int | None:
    """Where the line KẾ HOẠCH stands, in capitals, near the top; None when the paper is something else.

    A line with nothing else wins over a running header that repeats the title.
    """
    near = [
        index
        for index, item in enumerate(items[:60])
        if item.level is Level.PARAGRAPH and _TITLE.match(item.text)
    ]
    return next(
        (index for index in near if _TITLE.fullmatch(items[index].text.rstrip(" :"))),
        near[0] if near else None,
    )


def read_head(items: tuple[Item, ...], body_start: int) -> Head:
    """The head of a paper whose title line is among `items[:body_start]`."""
    above = items[:body_start]
    title = _title(above)
    number, sign, number_line = _number(above)
    issued_on, place, day_line = _day(above)
    said = next(((item, match) for item in above if (match := _BELONGS_TO.search(item.text))), None)
    if said is not None and number_line is None and day_line is None:
        item, match = said
        sign = re.sub(r"\s", "", match["sign"])
        number, number_line = f"{match['number']}/{sign}", item.line
        issued_on, day_line = _date(match), item.line
    return Head(
        title=title,
        years=_years(title) or _year_of_introduction(above) or ((issued_on.year,) if issued_on else ()),
        number=number,
        sign=sign,
        number_line=number_line,
        issued_on=issued_on,
        day_line=day_line,
        issuing_body=_issuing_body(items, title, place),
    )


def foot_start(items: tuple[Item, ...]) -> int:
    """Where the body ends: at "Nơi nhận" or the signature."""
    for index, item in enumerate(items):
        if item.level is Level.PARAGRAPH and (_is_recipients(item) or _is_authority(item)):
            return index
    last = len(items) - 1
    return last if last > 0 and _NAME.match(items[last].text) and not items[last].text.isupper() else last + 1


def read_foot(items: tuple[Item, ...]) -> Foot:
    """Recipients and signer from the items at and after `foot_start`."""
    recipients: list[str] = []
    open_ = False
    rest: list[Item] = []
    for item in items:
        if _is_recipients(item):
            open_ = True
            beside = item.text.partition(":")[2].strip()
            if beside and beside == beside.upper():
                rest.append(replace(item, text=beside))
            elif beside:
                recipients += [_recipient(name) for name in beside.split(";")]
        elif open_ and (item.level is Level.DASH or _goes_on(item, rest)):
            name, title = _side_by_side(item.text)
            recipients.append(_recipient(name))
            if title:
                rest.append(replace(item, level=Level.PARAGRAPH, text=title))
        elif item.level is Level.TABLE or _ANNEX.match(item.text):
            break
        else:
            rest.append(item)
    kept = tuple(name for name in recipients if name and not fold(name).startswith("luu"))
    return Foot(kept, _signer(rest))


def _side_by_side(text: str) -> tuple[str, str]:
    """A recipient and the words of the signature beside it, where two columns became one line."""
    match = re.fullmatch(r"(?P<name>.*?[;.])\s*(?P<beside>[A-ZĐÀ-Ỹ].*)", text)
    if match and (match["beside"].isupper() or _NAME.match(match["beside"])):
        return match["name"], match["beside"]
    return text, ""


def _recipient(text: str) -> str:
    return _COPY_NOTE.sub("", text.strip(" -–;.,")).rstrip(" ;.,")


def _goes_on(item: Item, rest: list[Item]) -> bool:
    """Whether a paragraph is one more recipient: not yet the authority or the name of who signs."""
    return (
        not rest
        and item.level is Level.PARAGRAPH
        and item.text.endswith((";", "."))
        and not item.text.isupper()
    )


def _title(above: tuple[Item, ...]) -> str:
    start = title_start(above)
    if start is None:
        return ""
    lines = [above[start]]
    for item in above[start + 1 : start + 1 + _TITLE_LINES]:
        too_far = item.line - lines[-1].line > 2
        if len(lines) > 1 and (too_far or _INTRODUCTION.match(item.text)):
            break
        if item.level is not Level.PARAGRAPH or len(item.text) > _LONGEST_TITLE_LINE:
            break
        if len(lines) > 1 and item.line - lines[-1].line > 1 and not item.text[0].islower():
            break
        if not any(map(str.isalpha, item.text)):
            break
        lines.append(item)
    return " ".join(line.text for line in lines)


def _years(title: str) -> tuple[int, ...]:
    """A year standing by itself wins over the span of a programme that the title only cites."""
    if (spans := _SPAN.search(title)) and not _YEAR.search(_SPAN.sub("", title)):
        return int(spans[1]), int(spans[2])
    years = _YEAR.findall(_SPAN.sub("", title))
    return (int(years[-1]),) if years else ()


def _year_of_introduction(above: tuple[Item, ...]) -> tuple[int, ...]:
    """The year of the plan that the introduction ends in announcing, when the title names none."""
    start = title_start(above) or 0
    years = [year for item in above[start + 1 :] for year in _ABOUT_YEAR.findall(item.text)]
    return (int(years[-1]),) if years else ()


def _number(above: tuple[Item, ...]) -> tuple[str | None, str | None, int | None]:
    for item in above:
        if len(item.text) < 120 and (match := _NUMBER.search(item.text)) and match.start() < 30:
            sign = re.sub(r"\s", "", match["sign"])
            number = f"{match['number']}/{sign}" if match["number"] else None
            return number, sign, item.line
    return None, None, None


def _day(above: tuple[Item, ...]) -> tuple[date | None, str | None, int | None]:
    for item, below in zip(above, (*above[1:], None), strict=True):
        cut = below is not None and re.search(r"(?:năm|tháng|ngày)$", item.text)
        text = f"{item.text} {below.text}" if cut and below else item.text
        if len(text) < 120 and (match := _DAY.search(text)):
            return _date(match), match["place"].strip(), item.line
    return None, None, None


def _date(match: re.Match[str]) -> date | None:
    if not match["day"] or not match["month"]:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _issuing_body(items: tuple[Item, ...], title: str, place: str | None) -> str | None:
    """The commune's People's Committee, spelled "UBND xã …" whatever the paper's own abbreviation."""
    head = "\n".join(item.text for item in items[:12])
    named = _BODY.search(head)
    if named is not None:
        name = named["name"].title() if named["name"].isupper() else named["name"]
        return f"UBND {named['kind'].lower()} {name}"
    kind = re.search(r"\b(xã|phường|thị trấn)\b", f"{title} {' '.join(item.text for item in items[-40:])}")
    return f"UBND {kind[1]} {place}" if kind and place else None


def _is_recipients(item: Item) -> bool:
    return re.match(r"noi nhan( |$)", fold(item.text)) is not None and len(item.text) < 400


def _is_authority(item: Item) -> bool:
    return re.match(r"^(?:TM|KT|TUQ|TL|Q)\s*\.\s*[A-ZĐÀ-Ỹ ]+$", item.text) is not None


def _signer(items: list[Item]) -> Signer | None:
    title: str | None = None
    for item in items:
        text = item.text
        if text.isupper() and not _is_authority(item) and re.search(r"CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|BÍ THƯ", text):
            title = text
        elif _NAME.match(text) and not text.isupper():
            return Signer(title, text)
    return None
