"""What an answer makes of a plan under review: a button's word or a typed line, for one open point."""

import re
from collections.abc import Mapping
from datetime import date

from locales.text import fold
from plans.calendar import own_calendar, preset_periods
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
from plans.model import DueDraft, PlanDocument, area_lead, coordinator
from plans.review import Point, PointKind, group_of, open_points, target_meant
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
_NUMBER = re.compile(r"^(?:số\s*:?\s*)?(?P<number>\d{1,5})\s*(?P<sign>/\s*[\w&.–-]{1,40})?$", re.IGNORECASE)
_DAY = re.compile(
    r"^(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})$"
)
_LONGEST_NAME = 120
# What can be left as the text has it: a higher body, a line, a deadline, a blank.
_MAY_STAY = {
    PointKind.HIGHER_LEVEL_ROLE,
    PointKind.HIGHER_LEVEL_LINE,
    PointKind.TASK_DUE,
    PointKind.NUMBER,
    PointKind.DAY,
}


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


def settled(before: PlanDocument, after: PlanDocument, year: int, *keys: str) -> PlanDocument:
    """The document `after`, which remembers what was open `before` and is answered now, and these keys."""
    still = {point.key for point in open_points(after, year)}
    gone = (point.key for point in open_points(before, year) if point.key not in still)
    return with_settled(after, (*gone, *keys))


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
