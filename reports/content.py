"""A periodic report as data: everything that will stand on paper, nothing left to look up.

Its fixed texts are Vietnamese and not translated: an official document is issued in Vietnamese (Nghị định
30/2020/NĐ-CP), whatever language its reader uses in the chat.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from reports.derive import Derived
from reports.indicators import IndicatorSpec

GapKind = Literal["task", "returned", "figure", "no_lead", "incomplete"]
Verdict = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the report lacks. `role` owes it (empty: nobody does); `codes` are the tasks or figures."""

    kind: GapKind
    role: str
    codes: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """`number` is "1" and so on; empty (with an empty title) when a chapter has no sections."""

    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    number: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """`superior` may be empty (none since July 2025); `body` is the issuing body's two lines."""

    superior: str
    body: tuple[str, str]
    number: str
    place_and_date: str


@dataclass(frozen=True, slots=True)
class Foot:
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str


@dataclass(frozen=True, slots=True)
class StatisticsRow:
    spec: IndicatorSpec
    cells: tuple[Derived, ...]


@dataclass(frozen=True, slots=True)
class StatisticsGroup:
    title: str
    rows: tuple[StatisticsRow, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Annex 1. `columns` name the cells of each row; `current` is the index of the period reported on."""

    columns: tuple[str, ...]
    current: int
    groups: tuple[StatisticsGroup, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    text: str
    target: str
    actual: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """Annex 2: one task; `percent` as printed, empty when none was given."""

    code: str
    task: str
    lead: str
    state: str
    percent: str
    note: str
    gap: bool = False


@dataclass(frozen=True, slots=True)
class ProgressGroup:
    title: str
    rows: tuple[ProgressRow, ...]


@dataclass(frozen=True, slots=True)
class DisciplineRow:
    """Annex 3: how one role reported."""

    role: str
    tasks_answered: int
    tasks_owed: int
    figures_answered: int
    figures_owed: int
    last_sent_on: date | None
    late: bool
    on_behalf_by: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    period_code: str
    head: Head
    title: str
    window: tuple[date, date]
    opening: str
    chapters: tuple[Chapter, ...]
    closing: str
    foot: Foot
    annex_note: str
    statistics: Statistics
    targets: tuple[TargetRow, ...]
    progress: tuple[ProgressGroup, ...]
    discipline: tuple[DisciplineRow, ...]
    gaps: tuple[Gap, ...]
    made_at: datetime
