"""The line through the room: read → identify → parse → validate; confirming is the coordinator's."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from locales.text import fold
from plans.annex import Annexed, with_tables
from plans.assignment import Assignment
from plans.checks import (
    aliases_of,
    district_warnings,
    document_warnings,
    head_warnings,
    role_warnings,
    task_warnings,
    text_warnings,
)
from plans.criteria import Scored, criteria_warnings, read_criteria
from plans.due import due_within
from plans.errors import Reason, UnreadablePlan
from plans.files import read_lines
from plans.findings import Warning_
from plans.head import Foot, Head, read_foot, read_head
from plans.identify import Sheet, identify
from plans.lines import Lines
from plans.model import (
    AreaDraft,
    DueDraft,
    PlanDocument,
    RoleDraft,
    TargetDraft,
    TaskDraft,
    with_derived_leads,
)
from plans.outline import Node, tree_of
from plans.reporting import read_reporting
from plans.roles import Duty, Part, RoleSection, Roster, compiler, read_roles, role_sections
from plans.subjects import helpers_named, said_in_sentence, subject_of
from plans.tables import Kind, Table, tables_of
from plans.targets import read_targets, table_targets
from plans.tasks import Body, Found, Passage, read_body, tasks_of_roles
from plans.topics import is_about

_MOST_AREAS = 60  # plans have six to nine; what has hundreds only looks like one
_MOST_ROLES = 200
_LONGEST_QUOTE = 160


def read_plan(name: str, data: bytes) -> PlanDocument:
    """The plan in a file as it was sent.

    `name` is the file's name. Raises UnreadablePlan when the file cannot be read or is not a plan.
    """
    lines = read_lines(name, data)
    return parse(lines, identify(lines))


def parse(lines: Lines, sheet: Sheet) -> PlanDocument:
    """The plan in a paper that was identified as one. Raises UnreadablePlan(NOT_A_PLAN) on nonsense."""
    head = read_head(sheet.items, sheet.body_start)
    foot = read_foot(sheet.foot)
    year = head.years[0] if len(head.years) == 1 else None
    tables = tables_of(lines, head.years[-1] if head.years else None)
    tree = tree_of(sheet.body)
    body = read_body(tree, year)
    sections = role_sections(tree)
    if len(body.areas) > _MOST_AREAS or len(sections) > _MOST_ROLES:
        raise UnreadablePlan(Reason.NOT_A_PLAN)
    annexed = _with_tables(body, tables, year)
    scored = read_criteria(tree, _of_kind(tables, Kind.CRITERIA))
    found = annexed.tasks or tasks_of_roles(sections, year)
    areas = annexed.areas or scored.areas
    given = {**annexed.given, **body.given}
    roster = _roster(sections, found, given, {**body.area_lines, **annexed.area_lines}, scored)
    roles, duties = read_roles(sections, areas, roster)
    roles = tuple(_with_given(role, given, roster) for role in roles)
    roles = _with_compiler(roles, sheet, _of_kind(tables, Kind.CALENDAR))
    tasks = tuple(_assigned(task, given, roles, duties, roster, year) for task in found)
    passages = (*body.passages, *annexed.passages, *_of_duties(found, annexed.tasks))
    plan = _document(head, foot, areas, tasks, roles, roster, sheet)
    plan = replace(
        plan,
        targets=(
            *read_targets(passages, head.years),
            *chain.from_iterable(_table_targets(body, areas, tables, head)),
        ),
        reporting=read_reporting(sheet.body, _of_kind(tables, Kind.CALENDAR), head.years),
        criteria=scored.criteria,
    )
    warnings = _warnings(lines, sheet, head, plan, body, annexed, sections, scored, tree, roster)
    return replace(
        plan, warnings=tuple(sorted(_quoted(warnings, lines), key=lambda warning: warning.line or 0))
    )


def _with_tables(body: Body, tables: dict[int, Table], year: int | None) -> Annexed:
    placed = {place.table: place.area for place in body.tables}
    of_tasks = (
        (table, placed.get(number))
        for number, table in tables.items()
        if table.kind in {Kind.TASKS, Kind.DUTIES, Kind.AREAS}
    )
    return with_tables(body.tasks, body.areas, of_tasks, year)


def _of_kind(tables: dict[int, Table], kind: Kind) -> tuple[Table, ...]:
    return tuple(table for table in tables.values() if table.kind is kind)


def _of_duties(found: tuple[Found, ...], in_text: tuple[Found, ...]) -> Iterator[Passage]:
    """The passages of tasks that were found nowhere but among the duties."""
    return iter(()) if in_text else (Passage(None, task.text, task.line) for task in found)


def _table_targets(
    body: Body, areas: tuple[AreaDraft, ...], tables: dict[int, Table], head: Head
) -> Iterator[Iterator[TargetDraft]]:
    placed = {place.table: place.area for place in body.tables}
    named = {fold(area.name): area.code for area in areas}
    for number, table in tables.items():
        if table.kind is Kind.TARGETS:
            yield table_targets(table, named, placed.get(number), head.years[-1] if head.years else None)


def _roster(
    sections: tuple[RoleSection, ...],
    found: tuple[Found, ...],
    given: dict[str, Assignment],
    area_lines: dict[str, int],
    scored: Scored,
) -> Roster:
    """Every role the paper names, in the order it first names them."""
    mentions = [*((section.line, section.name) for section in sections), *scored.roles]
    for code, said in given.items():
        mentions += [(area_lines.get(code, 0), name) for name in (said.lead, *said.supports) if name]
    for task in found:
        subject = subject_of(task.text)
        own = (subject.name,) if subject else ()
        names = (task.said.lead, *task.said.supports, *own, *helpers_named(task.text))
        mentions += [(task.said_line or task.line, name) for name in names if name]
    roster = Roster()
    headings = {fold(section.name): section.name for section in sections if section.bare}
    for line, name in sorted(mentions, key=lambda mention: mention[0]):
        heading = headings.get(
            fold(name)
        )  # of spellings that differ in dashes and capitals only, the heading's
        roster.add(heading or name, line, heading=heading is not None)
    return roster


def _with_given(role: RoleDraft, given: dict[str, Assignment], roster: Roster) -> RoleDraft:
    """The role with the areas that their own heading, foot or row gives it; these outweigh its duties."""
    leads = [code for code, said in given.items() if said.lead and roster.own(said.lead) == role.name]
    taken = [
        code for code, said in given.items() if said.lead and code not in leads and roster.own(said.lead)
    ]
    helps = [code for code, said in given.items() if role.name in roster.named(said.supports)]
    led = tuple(dict.fromkeys((*(code for code in role.leads if code not in taken), *leads)))
    supports = tuple(code for code in dict.fromkeys((*role.supports, *helps)) if code not in led)
    return replace(role, leads=led, supports=supports)


def _with_compiler(
    roles: tuple[RoleDraft, ...], sheet: Sheet, calendars: tuple[Table, ...]
) -> tuple[RoleDraft, ...]:
    if any(role.coordinator for role in roles):
        return roles
    headings = [heading for table in calendars for _column, heading in table.headings]
    first = compiler([*(item.text for item in sheet.body), *headings], tuple(role.name for role in roles))
    return tuple(replace(role, coordinator=role.name == first) for role in roles)


def _assigned(
    task: Found,
    given: dict[str, Assignment],
    roles: tuple[RoleDraft, ...],
    duties: tuple[Duty, ...],
    roster: Roster,
    year: int | None,
) -> TaskDraft:
    """The task with its lead, supports and deadline: its own words first, then its sentence, then its area."""
    area = given.get(task.area or "", Assignment())
    subject = said_in_sentence(task.text, roster)
    lead = roster.own(task.said.lead) if task.said.lead else None
    lead = lead or subject.lead or _lead_by_duty(task, duties)
    helpers = (
        *roster.named(task.said.supports),
        *subject.supports,
        *_supports_by_duty(task, duties),
        *(role.name for role in roles if task.area is not None and task.area in role.supports),
    )
    return TaskDraft(
        code=task.code,
        area=task.area,
        text=task.text,
        product=task.said.product or None,
        lead=lead,
        lead_is_own=lead is not None,
        supports=tuple(name for name in dict.fromkeys(helpers) if name != lead),
        due=_due(task, area, year),
        criteria=task.criteria,
        line=task.line,
    )


def _due(task: Found, area: Assignment, year: int | None) -> DueDraft:
    if task.said.due != DueDraft():
        return task.said.due
    if area.due != DueDraft():
        return area.due
    return due_within(task.text, year)


def _lead_by_duty(task: Found, duties: tuple[Duty, ...]) -> str | None:
    """Who is told to lead a narrow topic that no area of the plan is about."""
    leads = {
        duty.role
        for duty in duties
        if duty.part >= Part.ADVISE and any(is_about(task.text, topic) for topic in duty.topics)
    }
    return leads.pop() if len(leads) == 1 else None


def _supports_by_duty(task: Found, duties: tuple[Duty, ...]) -> Iterator[str]:
    for duty in duties:
        if duty.part is Part.SUPPORT and any(is_about(task.text, topic) for topic in duty.topics):
            yield duty.role


def _document(
    head: Head,
    foot: Foot,
    areas: tuple[AreaDraft, ...],
    tasks: tuple[TaskDraft, ...],
    roles: tuple[RoleDraft, ...],
    roster: Roster,
    sheet: Sheet,
) -> PlanDocument:
    names = tuple(role.name for role in roles)
    spelled = tuple(
        replace(
            role,
            aliases=(
                *roster.aliases(role.name),
                *aliases_of(role.name, tuple(n for n in names if n != role.name), sheet.body),
            ),
        )
        for role in roles
    )
    return with_derived_leads(
        PlanDocument(
            title=head.title,
            number=head.number,
            issued_on=head.issued_on,
            issuing_body=head.issuing_body,
            years=head.years,
            areas=areas,
            roles=spelled,
            tasks=tasks,
            recipients=foot.recipients,
            signer=foot.signer,
        )
    )


def _warnings(
    lines: Lines,
    sheet: Sheet,
    head: Head,
    plan: PlanDocument,
    body: Body,
    annexed: Annexed,
    sections: tuple[RoleSection, ...],
    scored: Scored,
    tree: tuple[Node, ...],
    roster: Roster,
) -> list[Warning_]:
    has_annex = any(line.cells for line in lines.lines if line.number > sheet.foot_line)
    return [
        *lines.notes,
        *head_warnings(head),
        *document_warnings(plan, {**body.area_lines, **annexed.area_lines}),
        *role_warnings(plan, sections, roster),
        *task_warnings(plan),
        *body.warnings,
        *criteria_warnings(tree, scored, plan.tasks),
        *text_warnings(sheet.items, tree, has_annex=has_annex),
        *district_warnings(lines, plan),
    ]


def _quoted(warnings: list[Warning_], lines: Lines) -> Iterator[Warning_]:
    """The remarks, each with the beginning of the line it is about."""
    texts = {line.number: line.text or " | ".join(filter(None, line.cells)) for line in lines.lines}
    for warning in warnings:
        # A page number was left out of the lines: it is its own quotation.
        text = " ".join(texts.get(warning.line or 0, warning.values.get("number", "")).split())
        short = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
        yield replace(warning, quote=short)
