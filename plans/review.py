"""What a plan still needs its coordinator to decide, point by point (plans.verdicts takes the answers).

The points are computed from the document as it stands, never stored: one that was decided, on its own
card or by any other way, is not among them any more.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from locales.text import fold
from plans.alike import look_alike
from plans.calendar import reporting_calendar
from plans.findings import WarningCode
from plans.model import PlanDocument, TargetDraft, TaskDraft, area_lead, coordinator
from storage.enums import DueKind

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
_AREA_REMARKS = {WarningCode.AREA_WITHOUT_LEAD, WarningCode.AREA_WITH_SEVERAL_LEADS}


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
    settled = set(document.settled)
    return [point for point in asked if point.key not in settled]


def following(before: Sequence[Point], point: Point, after: Sequence[Point]) -> Point | None:
    """The point to come next: the first of `after` that was not passed by on the way to `point`."""
    keys = [known.key for known in before]
    passed = set(keys[: keys.index(point.key) + 1])
    return next((known for known in after if known.key not in passed), None)


def group_of(document: PlanDocument, point: Point) -> tuple[str, ...]:
    """The codes of the tasks without a lead that stand in one area with the one the point is about."""
    open_ = {known.about[0] for known in _tasks(document)}
    area = next(task.area for task in document.tasks if task.code == point.about[0])
    return tuple(task.code for task in document.tasks if task.area == area and task.code in open_)


def target_meant(document: PlanDocument, point: Point) -> TargetDraft:
    """The target that a HIGHER_LEVEL_LINE point is about."""
    text, line = point.about
    return next(t for t in document.targets if t.text == text and str(t.line) == line)


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
            if look_alike(one, two) and point.key not in document.settled:
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
