"""The line through the room: read → identify → parse → validate; confirming is the coordinator's."""

from dataclasses import replace

from plans.annex import annex_rows, with_annex
from plans.assignment import Assignment, assigned, named_in_sentence, split_assignment, with_named_role
from plans.checks import aliases_of, document_warnings, head_warnings, role_warnings, text_warnings
from plans.criteria import criteria_warnings, read_criteria
from plans.errors import Reason, UnreadablePlan
from plans.files import read_lines
from plans.findings import Warning_
from plans.head import Foot, Head, read_foot, read_head
from plans.identify import Sheet, identify
from plans.lines import Lines
from plans.model import PlanDocument, RoleDraft, TaskDraft, with_derived_leads
from plans.outline import tree_of
from plans.reporting import read_reporting
from plans.roles import Duty, Part, read_roles, role_sections
from plans.targets import read_targets
from plans.tasks import Body, read_body
from plans.topics import is_about

_MOST_AREAS = 60  # plans have six to nine; what has hundreds only looks like one
_MOST_ROLES = 200


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
    tree = tree_of(sheet.body)
    year = head.years[0] if len(head.years) == 1 else None
    body = read_body(tree, year)
    sections = role_sections(tree)
    if len(body.areas) > _MOST_AREAS or len(sections) > _MOST_ROLES:
        raise UnreadablePlan(Reason.NOT_A_PLAN)
    roles, duties = read_roles(sections, body.areas)
    tasks, roles = _by_own_words(body.tasks, roles, year)
    tasks = tuple(_by_duty(task, duties, roles) for task in tasks)
    rows = annex_rows(lines)
    tasks, roles = with_annex(tasks, roles, body.areas, rows, year)
    plan = with_derived_leads(_document(head, foot, body, tasks, roles, sheet))
    plan = replace(plan, criteria=read_criteria(tree))
    warnings = [
        *lines.notes,
        *head_warnings(head),
        *document_warnings(plan, body.area_lines),
        *role_warnings(plan, sections),
        *body.warnings,
        *criteria_warnings(tree, plan.criteria, plan.tasks),
        *text_warnings(sheet.items, tree, has_annex=bool(rows)),
    ]
    return replace(plan, warnings=tuple(sorted(warnings, key=_by_line)))


def _document(
    head: Head,
    foot: Foot,
    body: Body,
    tasks: tuple[TaskDraft, ...],
    roles: tuple[RoleDraft, ...],
    sheet: Sheet,
) -> PlanDocument:
    names = tuple(role.name for role in roles)
    spelled = tuple(
        replace(role, aliases=aliases_of(role.name, tuple(n for n in names if n != role.name), sheet.body))
        for role in roles
    )
    return PlanDocument(
        title=head.title,
        number=head.number,
        issued_on=head.issued_on,
        issuing_body=head.issuing_body,
        years=head.years,
        areas=body.areas,
        roles=spelled,
        tasks=tasks,
        targets=read_targets(body.passages, head.years),
        reporting=read_reporting(sheet.body, head.years),
        recipients=foot.recipients,
        signer=foot.signer,
    )


def _by_own_words(
    tasks: tuple[TaskDraft, ...], roles: tuple[RoleDraft, ...], year: int | None
) -> tuple[tuple[TaskDraft, ...], tuple[RoleDraft, ...]]:
    """Tasks with the lead, supports and deadline their own sentence ends in; roles named there first."""
    read: list[TaskDraft] = []
    for task in tasks:
        text, words = split_assignment(task.text)
        roles = with_named_role(roles, words.lead)
        if words == Assignment():
            words = named_in_sentence(text, roles)
        read.append(assigned(replace(task, text=text), words, roles, year))
    return tuple(read), roles


def _by_duty(task: TaskDraft, duties: tuple[Duty, ...], roles: tuple[RoleDraft, ...]) -> TaskDraft:
    """The task with the supports of its area, and who leads or supports it through a narrow topic."""
    leads, supports = list[str](), list[str]()
    for duty in duties:
        if any(is_about(task.text, topic) for topic in duty.topics):
            if duty.part >= Part.ADVISE:
                leads.append(duty.role)
            elif duty.part is Part.SUPPORT:
                supports.append(duty.role)
    supports += [role.name for role in roles if task.area is not None and task.area in role.supports]
    own = leads[0] if task.lead is None and len(set(leads)) == 1 else task.lead
    helpers = tuple(dict.fromkeys((*task.supports, *supports)))
    return replace(task, lead=own, lead_is_own=own is not None, supports=helpers)


def _by_line(warning: Warning_) -> int:
    return warning.line or 0
