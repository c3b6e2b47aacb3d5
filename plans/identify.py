"""Is this paper a plan of administrative reform, and where do its head, body and foot lie?"""

import re
from dataclasses import dataclass

from locales.text import fold
from plans.errors import Reason, UnreadablePlan
from plans.head import foot_start, title_start
from plans.lines import Lines
from plans.outline import Item, Level, items_of

_REFORM = re.compile(r"cai cach hanh chinh|\bcchc\b")
_OTHER_PAPERS = re.compile(
    r"^(BÁO CÁO|TỜ TRÌNH|QUYẾT ĐỊNH|THÔNG BÁO|NGHỊ QUYẾT|GIẤY MỜI|BIÊN BẢN|CÔNG VĂN)\b"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper's items with the bounds of its parts."""

    items: tuple[Item, ...]
    body_start: int
    body_end: int

    @property
    def body(self) -> tuple[Item, ...]:
        return self.items[self.body_start : self.body_end]

    @property
    def foot(self) -> tuple[Item, ...]:
        return self.items[self.body_end :]


def identify(lines: Lines) -> Sheet:
    """The plan's parts. Raises UnreadablePlan(NOT_A_PLAN) for any other text."""
    items = items_of(lines)
    title = title_start(items)
    if title is None or any(_OTHER_PAPERS.match(item.text) for item in items[:title]):
        raise UnreadablePlan(Reason.NOT_A_PLAN)
    start = next(
        (index for index, item in enumerate(items) if index > title and item.level <= Level.NUMBER), None
    )
    if start is None or not any(_REFORM.search(fold(item.text)) for item in items):
        raise UnreadablePlan(Reason.NOT_A_PLAN)
    return Sheet(items, start, start + foot_start(items[start:]))
