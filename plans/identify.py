"""Is this paper a plan of administrative reform, and where do its head, body and foot lie?"""

import re
from dataclasses import dataclass

from locales.text import fold
from plans.errors import Reason, UnreadablePlan
from plans.head import foot_start, title_start
from plans.lines import Lines
from plans.outline import Item, Level, items_of
from plans.sections import with_titles

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
    def foot_line(self) -> int:
        """The line at which the foot begins; what stands below is the foot or an annex."""
        return self.items[self.body_end].line if self.body_end < len(self.items) else 10**9

    @property
    def foot(self) -> tuple[Item, ...]:
        return self.items[self.body_end :]


def identify(lines: Lines) -> Sheet:
    """The plan's parts. Raises UnreadablePlan(NOT_A_PLAN) for any other text."""
    items = items_of(lines)
    title = title_start(items)
    if title is None or any(_OTHER_PAPERS.match(item.text) for item in items[:title]):
        raise UnreadablePlan(Reason.NOT_A_PLAN)
    below = items[title + 1 :]
    first = next((place for place, item in enumerate(below) if _begins_body(item)), None)
    if first is None:
        first = next((place for place, item in enumerate(with_titles(below)) if _begins_body(item)), None)
    if first is None or not any(_REFORM.search(fold(item.text)) for item in items):
        raise UnreadablePlan(Reason.NOT_A_PLAN)
    start = title + 1 + first
    end = start + foot_start(items[start:])
    return Sheet((*items[:start], *with_titles(items[start:end]), *items[end:]), start, end)


def _begins_body(item: Item) -> bool:
    return item.level <= Level.NUMBER or item.level is Level.TABLE
