"""What a plan still needs its coordinator to decide, point by point, and what an answer makes of it.

The points are computed from the document as it stands, never stored: one that was decided, on its own
card or by any other way, is not among them any more.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from locales.text import fold
from plans.alike import look_alike
from plans.calendar import own_calendar, preset_periods, reporting_calendar
from plans.decisions import (
    with_area_lead,
    with_calendar,
    with_coordinator,
    with_day,
    with_due,
    with_merged_roles,
    with_number,
    with_role,
    with_role_apart,
    with_role_replaced,
    with_settled,
    with_tasks_lead,
    without_target,
)
from plans.due import due_of
from plans.findings import WarningCode
from plans.model import DueDraft, PlanDocument, TargetDraft, TaskDraft, area_lead, coordinator
from scheduler.periods import PeriodPlan
from storage.enums import DueKind

KEEP = "keep"
GROUP = "all-"  # before a role's mark: for every task of the group
OWN_CALENDAR = "own"
# What is offered as a deadline, in the words `due_of` understands; {year} is the running year of the plan.
DUE_WORDS: dict[str, str] = {
    **{f"q{n}": f"Quý {roman}/{{year}}" for n, roman in enumerate(("I", "II", "III", "IV"), start=1)},
    **{f"m{month}": f"Tháng {month}/{{year}}" for month in range(1, 13)},
    "year": "Trong năm {year}",
    "ongoing": "Thường xuyên",
    "monthly": "Hằng tháng",
    "quarterly": "Hằng quý",
    "half-yearly": "Mỗi năm hai lần",
    "yearly": "Hằng năm",
}
# Remarks of the reader that a point takes up; the others are for information.
DECIDED_BY_POINT = {
    WarningCode.ROLE_TWO_SPELLINGS,
    WarningCode.ROLE_OF_HIGHER_LEVEL,
    WarningCode.NO_COORDINATOR,
    WarningCode.AREA_WITHOUT_LEAD,
    WarningCode.AREA_WITH_SEVERAL_LEADS,
    WarningCode.TARGET_OF_HIGHER_LEVEL,
    WarningCode.NUMBER_BLANK,
    WarningCode.DAY_BLANK,
    WarningCode.CALENDAR_MISSING,
    WarningCode.WINDOWS_MISSING,
}
_NUMBER = re.compile(r"^(?:số\s*:?\s*)?(?P<number>\d{1,5})\s*(?P<sign>/\s*[\w&.–-]{1,40})?$", re.IGNORECASE)
_DAY = re.compile(
    r"^(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})$"
)
_LONGEST_NAME = 120


class PointKind(StrEnum):
    """Each kind of point, in the order they come: first who there is, then who does what, then when."""

    ROLES_ALIKE = "roles-alike"  # about: the two names, the one proposed to stay first
    HIGHER_LEVEL_ROLE = "higher-level-role"  # about: the role
    COORDINATOR = "coordinator"
    AREA_LEAD = "area-lead"  # about: the area's code
    TASK_LEAD = "task-lead"  # about: the task's code
    HIGHER_LEVEL_LINE = "higher-level-line"  # about: the target's text and line
    TASK_DUE = "task-due"  # about: the task's code
    NUMBER = "number"
    DAY = "day"
    CALENDAR = "calendar"  # about: the year


@dataclass(frozen=True, slots=True)
class Point:
    """One open decision. `key` stays the same as long as the point is open, whatever else is decided."""

    kind: PointKind
    about: tuple[str, ...] = ()
    proposal: str | None = None
    line: int | None = None

    @property
    def key(self) -> str:
        return mark(self.kind, *sorted(self.about))


def mark(*words: str) -> str:
    """A short name for something of the document that buttons can carry; it does not depend on its place."""
    return hashlib.blake2s("\n".join(words).encode(), digest_size=5).hexdigest()


def role_mark(name: str) -> str:
    return mark("role", name)


def task_mark(code: str) -> str:
    return mark("task", code)


def target_mark(target: TargetDraft) -> str:
    return mark("target", target.text, str(target.line))


def open_points(document: PlanDocument, year: int) -> list[Point]:
    """What needs a decision, as the document stands; `year` is the one whose calendar the plan brings."""
    asked = [
        *_alike(document),
        *_of_higher_level(document),
        *_coordinator(document),
        *_areas(document),
        *_tasks(document),
        *_lines(document),
        *_dues(document),
        *_blanks(document),
        *_calendar(document, year),
    ]
    return [point for point in asked if point.key not in document.settled]


def following(before: Sequence[Point], point: Point, after: Sequence[Point]) -> Point | None:
    """The point to come next: the first of `after` that was not passed by on the way to `point`."""
    keys = [known.key for known in before]
    passed = set(keys[: keys.index(point.key) + 1])
    return next((known for known in after if known.key not in passed), None)


def group_of(document: PlanDocument, point: Point) -> tuple[str, ...]:
    """The codes of the tasks without a lead that stand in one area with the one the point is about."""
    open_ = {q.about[0] for q in _tasks(document)}
    area = next(task.area for task in document.tasks if task.code == point.about[0])
    return tuple(task.code for task in document.tasks if task.area == area and task.code in open_)


def target_meant(document: PlanDocument, point: Point) -> TargetDraft:
    """The target that a HIGHER_LEVEL_LINE point is about."""
    text, line = point.about
    return next(t for t in document.targets if t.text == text and str(t.line) == line)


def answered(
    document: PlanDocument, point: Point, word: str, names: Mapping[str, str], year: int
) -> PlanDocument:
    """The document after a button's answer; `names` are the roles to choose from by their mark.

    Raises KeyError for a word that does not answer this point.
    """
    about = point.about
    if word == KEEP and point.kind in _MAY_STAY:
        return document
    match point.kind:
        case PointKind.ROLES_ALIKE if word in {"one", "two"}:
            name, other = about if word == "one" else reversed(about)
            return with_merged_roles(document, name, other)
        case PointKind.ROLES_ALIKE if word == "apart":
            is_alias = about[1] not in {role.name for role in document.roles}
            return with_role_apart(document, *about) if is_alias else document
        case PointKind.HIGHER_LEVEL_ROLE:
            return with_role_replaced(document, about[0], names[word])
        case PointKind.COORDINATOR:
            return with_coordinator(with_role(document, names[word]), names[word])
        case PointKind.AREA_LEAD:
            return with_area_lead(with_role(document, names[word]), about[0], names[word])
        case PointKind.TASK_LEAD:
            codes = group_of(document, point) if word.startswith(GROUP) else about
            name = names[word.removeprefix(GROUP)]
            return with_tasks_lead(with_role(document, name), codes, name)
        case PointKind.HIGHER_LEVEL_LINE if word == "drop":
            return without_target(document, target_meant(document, point))
        case PointKind.TASK_DUE:
            return with_due(document, about[0], due_choice(word, year))
        case PointKind.CALENDAR:
            return with_calendar(document, offered_calendar(document, word, year))
        case _:
            raise KeyError(word)


def answered_in_words(document: PlanDocument, point: Point, text: str, year: int) -> PlanDocument | None:
    """The document after a typed answer; None when the words do not answer this point."""
    match point.kind:
        case PointKind.TASK_DUE:
            due = due_in(text, year)
            return with_due(document, point.about[0], due) if due else None
        case PointKind.NUMBER:
            number = number_in(text)
            return with_number(document, number) if number else None
        case PointKind.DAY:
            day = day_in(text)
            return with_day(document, day) if day else None
        case PointKind.HIGHER_LEVEL_ROLE:
            name = name_in(text)
            return with_role_replaced(document, point.about[0], name) if name else None
        case _:
            return None


def value_of(document: PlanDocument, point: Point) -> object:
    """What stands in the document at the point, as plain data: for the record of who changed what."""
    about = point.about
    tasks = {task.code: task for task in document.tasks}
    match point.kind:
        case PointKind.ROLES_ALIKE | PointKind.HIGHER_LEVEL_ROLE:
            return [role.name for role in document.roles if {role.name, *role.aliases} & {*about}]
        case PointKind.COORDINATOR:
            return coordinator(document)
        case PointKind.AREA_LEAD:
            return area_lead(document, about[0])
        case PointKind.TASK_LEAD:
            return tasks[about[0]].lead
        case PointKind.HIGHER_LEVEL_LINE:
            return sum(target.text == about[0] for target in document.targets)
        case PointKind.TASK_DUE:
            due = tasks[about[0]].due
            return due.on.isoformat() if due.on else due.text
        case PointKind.NUMBER:
            return document.number
        case PointKind.DAY:
            return document.issued_on and document.issued_on.isoformat()
        case PointKind.CALENDAR:
            return calendar_value(document)


def calendar_value(document: PlanDocument) -> list[list[str]]:
    """The chosen periods, each with its code, cut-off and both last days."""
    return [
        [p.code, *(day.isoformat() for day in (p.window.last, p.officers_last_day, p.summary_last_day))]
        for p in document.calendar
    ]


def settled(before: PlanDocument, after: PlanDocument, year: int, *keys: str) -> PlanDocument:
    """The document `after`, which remembers what was open `before` and is answered now, and these keys."""
    still = {point.key for point in open_points(after, year)}
    gone = (point.key for point in open_points(before, year) if point.key not in still)
    return with_settled(after, (*gone, *keys))


def due_choice(word: str, year: int) -> DueDraft:
    """The deadline behind one of the DUE_WORDS. Raises KeyError."""
    return due_of(DUE_WORDS[word].format(year=year), year)


def due_in(text: str, year: int) -> DueDraft | None:
    """The deadline that typed words give."""
    due = due_of(text, year)
    return None if due.kind is DueKind.UNSTATED else due


def number_in(text: str) -> str | None:
    """A plan's number as it is printed: "124" alone is a plan of the people's committee."""
    match = _NUMBER.match(" ".join(text.split()))
    if match is None:
        return None
    return match["number"] + (match["sign"] or "/KH-UBND").replace(" ", "").upper()


def day_in(text: str) -> date | None:
    """A day with its year: "15/12/2025", "ngày 15 tháng 12 năm 2025"."""
    match = _DAY.match(" ".join(text.split()))
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def name_in(text: str) -> str | None:
    """A role's name as somebody types it."""
    name = " ".join(text.split()).strip(" .,;:")
    return name if len(fold(name)) > 1 and len(name) <= _LONGEST_NAME and not name.isdigit() else None


def offered_calendar(document: PlanDocument, key: str, year: int) -> tuple[PeriodPlan, ...]:
    """The periods of a preset, or (OWN_CALENDAR) of the text itself. Raises KeyError."""
    if key != OWN_CALENDAR:
        return preset_periods(key, year)
    own = tuple(period.plan for period in own_calendar(document, year))
    if not own:
        raise KeyError(key)
    return own


_MAY_STAY = {
    PointKind.HIGHER_LEVEL_ROLE,
    PointKind.HIGHER_LEVEL_LINE,
    PointKind.TASK_DUE,
    PointKind.NUMBER,
    PointKind.DAY,
}


def _alike(document: PlanDocument) -> Iterator[Point]:
    """Spellings the reader took for one role, then roles that look alike; each is asked about once at a time."""
    names = {role.name for role in document.roles}
    for warning in document.warnings:
        if warning.code is WarningCode.ROLE_TWO_SPELLINGS and warning.values["role"] in names:
            about = (warning.values["role"], warning.values["alias"])
            yield Point(PointKind.ROLES_ALIKE, about, about[0], warning.line)
    for place, role in enumerate(document.roles):
        pairs = ((earlier.name, role.name) for earlier in document.roles[:place])
        for name, other in pairs:
            one, two = (name, other) if len(name) >= len(other) else (other, name)
            point = Point(PointKind.ROLES_ALIKE, (one, two), one)
            if point.key not in document.settled and look_alike(one, two):
                yield point
                break


def _of_higher_level(document: PlanDocument) -> Iterator[Point]:
    names = {role.name for role in document.roles}
    for warning in document.warnings:
        if warning.code is WarningCode.ROLE_OF_HIGHER_LEVEL and warning.values["role"] in names:
            yield Point(PointKind.HIGHER_LEVEL_ROLE, (warning.values["role"],), None, warning.line)


def _coordinator(document: PlanDocument) -> Iterator[Point]:
    if coordinator(document) is None and document.roles:
        offices = (role.name for role in document.roles if "van phong" in fold(role.name))
        yield Point(PointKind.COORDINATOR, (), next(offices, None))


def _areas(document: PlanDocument) -> Iterator[Point]:
    lines = {w.values["area"]: w.line for w in document.warnings if w.code in _AREA_REMARKS}
    for area in document.areas:
        leads = [role.name for role in document.roles if area.code in role.leads]
        unled = any(task.lead is None for task in document.tasks if task.area == area.code)
        if len(leads) > 1 or (not leads and unled):
            proposal = leads[0] if leads else coordinator(document)
            yield Point(PointKind.AREA_LEAD, (area.code,), proposal, lines.get(area.code))


_AREA_REMARKS = {WarningCode.AREA_WITHOUT_LEAD, WarningCode.AREA_WITH_SEVERAL_LEADS}


def _tasks(document: PlanDocument) -> Iterator[Point]:
    """Tasks without a lead that no point about their area answers."""
    unled = {area.code for area in document.areas if area_lead(document, area.code) is None}
    for task in document.tasks:
        if task.lead is None and task.area not in unled:
            yield Point(PointKind.TASK_LEAD, (task.code,), coordinator(document), task.line)


def _lines(document: PlanDocument) -> Iterator[Point]:
    said = {w.values["text"] for w in document.warnings if w.code is WarningCode.TARGET_OF_HIGHER_LEVEL}
    for target in document.targets:
        if target.text in said:
            yield Point(PointKind.HIGHER_LEVEL_LINE, (target.text, str(target.line)), None, target.line)


def _dues(document: PlanDocument) -> Iterator[Point]:
    for task in document.tasks:
        if _is_doubtful(task, document.years):
            yield Point(PointKind.TASK_DUE, (task.code,), None, task.line)


def _is_doubtful(task: TaskDraft, years: tuple[int, ...]) -> bool:
    """A deadline in words that are no date, or a date outside the plan's years."""
    due = task.due
    if due.kind is DueKind.UNSTATED:
        return bool(due.text)
    return due.on is not None and bool(years) and not min(years) <= due.on.year <= max(years)


def _blanks(document: PlanDocument) -> Iterator[Point]:
    lines = {warning.code: warning.line for warning in document.warnings}
    if document.number is None:
        yield Point(PointKind.NUMBER, line=lines.get(WarningCode.NUMBER_BLANK))
    if document.issued_on is None:
        yield Point(PointKind.DAY, line=lines.get(WarningCode.DAY_BLANK))


def _calendar(document: PlanDocument, year: int) -> Iterator[Point]:
    if not all(period.all_given for period in reporting_calendar(document, year)):
        yield Point(PointKind.CALENDAR, (str(year),))
