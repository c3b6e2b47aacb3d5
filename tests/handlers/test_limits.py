"""No screen is ever longer than Telegram takes, however big the unit and however long its names."""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import ModuleType

import pytest

from handlers.screen import FileScreen, Screen
from handlers.screens import (
    answers,
    assigning,
    calendar,
    chasing,
    difference,
    figures,
    occasions,
    people,
    plan,
    plan_calendar,
    plan_cards,
    plan_changes,
    plan_dues,
    plan_pages,
    plan_roles,
    reminders,
    review,
    summary,
    support,
    work,
    workbook,
)
from handlers.screens.occasions import DueTask, Tally
from handlers.screens.parts import shortened
from handlers.screens.support import Given
from handlers.understand import Ambiguous, Parts, Value
from locales import LANGUAGES, Translator, translator
from plans import difference as versions
from plans.calendar import PRESETS, ProposedPeriod
from plans.concerned import News
from plans.findings import Warning_, WarningCode
from plans.model import AreaDraft, DueDraft, PlanDocument, ReportingDraft, RoleDraft, TargetDraft, TaskDraft
from plans.review import PointKind, open_points, role_mark
from plans.verdicts import OWN_CALENDAR, offered_calendar
from plans.workbook_cells import CellError, CellProblem
from plans.workbook_form import Sheet
from reports.content import Gap, GapKind
from scheduler.ledger import Ledger, period_plan
from scheduler.periods import Window, cchc_year
from simulator.html import parse_html
from simulator.limits import utf16_length
from storage.people import HeldRole, Holder
from storage.tables import (
    Area,
    Comparator,
    DueKind,
    Event,
    Evidence,
    Figure,
    Indicator,
    Occurrence,
    OccurrenceState,
    Officer,
    Period,
    Progress,
    Role,
    RoleKind,
    Submission,
    SubmissionState,
    Target,
    Task,
    TaskPart,
    Unit,
)

NOW = datetime(2022, 3, 15, 2, tzinfo=UTC)
TODAY = date(2022, 3, 15)
# An id as large as its column takes.
ID = 2_147_480_000
LONG = {
    "words": "Công chức phụ trách công tác tổng hợp, thống kê & báo cáo <chuyên ngành> " * 13,
    "one word": "X" * 950,
    "emoji": "👩🏽‍⚖️" * 150,
    "ampersands": "&<>" * 320,
}
WHATS = pytest.mark.parametrize("what", LONG)
SPEAKS = pytest.mark.parametrize("language", LANGUAGES)


class Big:
    """Twenty roles with sixty tasks and sixty figures each, every name of 900 letters."""

    def __init__(self, name: str) -> None:
        plan_ = cchc_year(2022)[0]
        self.name = name
        self.period = Period(
            id=ID,
            unit_id=ID,
            plan_id=ID,
            code=plan_.code,
            kind=plan_.kind.value,
            window_first=plan_.window.first,
            cutoff=plan_.window.last,
            officers_last_day=plan_.officers_last_day,
            summary_last_day=plan_.summary_last_day,
        )
        self.unit = Unit(id=ID, name=name, place="", created_at=NOW)
        self.roles = [
            Role(id=ID + n, unit_id=ID, name=f"{n} {name}", name_key=str(n), kind=RoleKind.OFFICER)
            for n in range(20)
        ]
        self.tasks = [
            Task(
                id=ID + n,
                unit_id=ID,
                plan_id=ID,
                code=f"{n % 9}.{n // 9}.đ",
                text=name,
                product=name,
                due_text=name,
                position=n,
                lead_role_id=self.roles[n // 60].id,
            )
            for n in range(1200)
        ]
        self.indicators = [
            Indicator(
                id=ID + n,
                unit_id=ID,
                code=f"{n // 60}.{n % 60}",
                name=name,
                measure="văn bản",
                area_key="x",
                combine="sum",
                value_type="ratio",
                role_id=self.roles[n // 60].id,
                position=n,
            )
            for n in range(1200)
        ]
        self.submission = Submission(
            id=ID,
            unit_id=ID,
            period_id=ID,
            task_id=ID,
            role_id=ID,
            state=SubmissionState.RETURNED,
            progress=Progress.NOT_STARTED,
            reason=name * 4,
            narrative=name * 4,
            difficulty=name * 4,
            proposal=name * 4,
            late=True,
            on_behalf=True,
            submitted_at=NOW,
            return_reason=name * 4,
        )
        self.figure = Figure(
            id=ID,
            unit_id=ID,
            period_id=ID,
            indicator_id=ID,
            role_id=ID,
            slice_first=plan_.window.first,
            slice_last=plan_.window.last,
            state=SubmissionState.RETURNED,
            numerator=Decimal(10**14),
            denominator=Decimal(10**14),
            late=True,
            submitted_at=NOW,
            return_reason=name * 4,
        )
        self.officer = Officer(id=ID, unit_id=ID, telegram_id=ID, full_name=name, joined_at=NOW)
        gone = Officer(
            id=ID + 1, unit_id=ID, telegram_id=ID + 1, full_name=name, reachable=False, joined_at=NOW
        )
        self.holders = [
            Holder(role.id, officer, acting, TODAY)
            for role in self.roles
            for officer, acting in ((self.officer, False), (gone, True), (gone, True), (gone, True))
        ]
        self.ledger = Ledger(
            period=self.period,
            own_slice=Window(plan_.window.first, plan_.window.last),
            roles={role.id: role for role in self.roles},
            areas={},
            tasks=self.tasks,
            indicators=self.indicators,
            submissions={task.id: self.submission for task in self.tasks[::2]},
            figures={indicator.id: self.figure for indicator in self.indicators[::2]},
            finished=frozenset(),
            supports={task.id: [role.id for role in self.roles] for task in self.tasks},
        )
        self.half = {role.id for role in self.roles[:10]}
        part = TaskPart(id=ID, unit_id=ID, period_id=ID, task_id=ID, role_id=ID, text=name * 4)
        self.parts = [Given(part, role) for role in self.roles]
        self.dues = dict.fromkeys((task.id for task in self.tasks), TODAY)
        self.times = [
            (
                task,
                Occurrence(
                    id=ID,
                    unit_id=ID,
                    task_id=task.id,
                    opens_on=TODAY,
                    due_on=TODAY,
                    state=OccurrenceState.DONE,
                    done_at=NOW,
                    note=name,
                    late=True,
                ),
            )
            for task in self.tasks
        ]
        self.tally = Tally([row for _task, row in self.times], DueKind.WEEKLY, TODAY, TODAY)
        self.due_tasks = [
            DueTask(
                ID, task.id, ID, task.code, name, date(2022, 1, 1), date(2021, 12, 31), date(2021, 12, 31),
                self.roles[0].name, tuple(self.holders[:4])
            )
            for task in self.tasks
        ]  # fmt: skip
        self.due = reminders.Due(ID, period_plan(self.period), TODAY, TODAY, TODAY, chased_out=True)
        self.debts = [
            reminders.Debt(
                role.name, 60, 60, 60, tuple(h for h in self.holders if h.role_id == role.id)
            )
            for role in self.roles
        ]  # fmt: skip

    def view(self) -> plan.PlanView:
        names = [role.name for role in self.roles]
        areas = tuple(AreaDraft(f"{n}", self.name) for n in range(30))
        tasks = tuple(
            TaskDraft(f"{n}.đ", str(n % 30), self.name, self.name, names[n % 20], True, tuple(names), line=n)
            for n in range(300)
        )
        targets = tuple(
            TargetDraft("1", self.name, ">=", Decimal(95), self.name, by_year=2022) for _n in range(40)
        )
        warnings = tuple(
            Warning_(WarningCode.AREA_WITH_SEVERAL_LEADS,
                     {"area": str(n), "name": self.name, "roles": self.name, "proposal": self.name}, n)
            for n in range(60)
        )  # fmt: skip
        document = PlanDocument(
            self.name,
            years=(2022,),
            areas=areas,
            roles=tuple(RoleDraft(name, coordinator=True) for name in names),
            tasks=tasks,
            targets=targets,
            warnings=warnings,
        )
        periods = tuple(ProposedPeriod(p) for p in cchc_year(2022))
        return plan.PlanView(ID, document, (2022, 2022), periods, approved=False, may_change=True)


@cache
def big_unit(what: str) -> Big:
    return Big(LONG[what])


def of_answers(_: Translator, big: Big) -> Iterator[Screen]:
    for page in (0, 1, 20, 49, 999):
        yield answers.tasks(_, big.ledger, big.half, big.dues, page)
        yield answers.report(_, big.ledger, big.half, big.dues, TODAY, page)
    task, role, row, period = big.tasks[0], big.roles[0], big.submission, big.period
    task.due_on = None
    yield answers.card(
        _, answers.TaskCard(period, task, role, big.roles, row, row, 99, TODAY, True, big.tally, big.parts)
    )
    yield answers.saved(_, period, task, role, row, 99, task)
    yield answers.ask_status(_, period, task, row, 99)
    yield answers.which(_, big.name * 4, big.ledger, big.tasks, ID)
    yield answers.which_file(_, big.name * 4, big.ledger, big.tasks, ID)
    stored = [answers.stored_line("3.c", "đang làm, đạt 60%")] * 500
    yield answers.several_saved(_, stored, [big.name] * 500, ["9.z"] * 900)
    yield answers.returned(_, period, "3.c", big.name * 4, big.name, ("task", ID, ID))
    yield answers.confirm_nothing(_, period, 1200, 1200)


def of_calendar(_: Translator, big: Big) -> Iterator[Screen]:
    entries = [calendar.Entry(big.due, NOW, True, big.debts) for _n in range(4)]
    for coordinating in (True, False):
        yield calendar.calendar(_, entries, big.times, TODAY, coordinating=coordinating)
    yield calendar.card(_, entries[0], 20, 20)
    yield calendar.confirm_close(_, big.due, 20)


def of_chasing(_: Translator, big: Big) -> Iterator[Screen]:
    nobody = [replace(debt, holders=()) for debt in big.debts]
    everybody = [big.officer] * 30
    yield chasing.chased(_, big.due, everybody, everybody, big.debts + nobody, big.debts)
    yield chasing.unreachable(_, big.officer, big.roles)


def of_figures(_: Translator, big: Big) -> Iterator[Screen]:
    indicator, row, period = big.indicators[0], big.figure, big.period
    target = Target(comparator=Comparator.AT_LEAST, value=Decimal(95), measure="%", text=big.name)
    yield figures.card(
        _,
        figures.FigureCard(
            period, big.ledger.own_slice, indicator, big.roles[0], row, row, target, 9, on_behalf=True
        ),
    )
    yield figures.saved(_, period, indicator, row, 0)
    for page in (0, 30, 999):
        yield figures.figures(_, big.ledger, big.indicators, page)
    parts = Parts(big.name, Decimal(10**15), Decimal(10**14), Decimal(99))
    doubt = Ambiguous(big.name, (Value(big.name, Decimal(10**15)), parts))
    yield figures.doubtful(_, indicator, doubt, ID)
    yield figures.part_over_whole(_, indicator, parts)
    yield figures.not_understood(_, indicator)


def of_occasions(_: Translator, big: Big) -> Iterator[Screen]:
    item, (_task, row) = big.due_tasks[0], big.times[0]
    yield occasions.card(_, item, on_behalf=True)
    yield occasions.settled(_, item, row, period_plan(big.period), big.tally)


def of_support(_: Translator, big: Big) -> Iterator[Screen]:
    task, part, plan_ = big.tasks[0], big.parts[0].part, period_plan(big.period)
    yield support.card(_, big.period, plan_, task, big.name, part)
    yield support.saved(_, big.period, task, big.name, part)
    yield support.told(_, big.period, plan_, big.name, [(task, part) for task in big.tasks])


def of_people(_: Translator, big: Big) -> Iterator[Screen]:
    held = [HeldRole(role, acting=True) for role in big.roles]
    role, full = big.roles[0], set(RoleKind)
    yield people.home(_, big.unit, big.officer, held, full)
    yield people.own_roles(_, held)
    plan_ = period_plan(big.period)
    yield people.joined(_, big.unit, role, acting=True, tasks=big.tasks, next_period=plan_)
    yield people.has_joined(_, big.officer, role, acting=True)
    for page in (0, 1, 9):
        yield people.roles(_, big.roles, big.holders, {}, page)
    yield people.role_card(_, role, big.holders, 9, 60)
    yield people.invitation(_, role, "https://t.me/x?start=y", NOW, acting=False, replaces=big.name)


def of_plan(_: Translator, big: Big) -> Iterator[Screen]:
    view = big.view()
    for state in (view, replace(view, approved=True)):
        yield plan.summary(_, state)
        yield plan_calendar.calendar_page(_, state)
        yield plan.approved(_, state, cchc_year(2022)[0])
        for page in (0, 1, 99):
            yield plan.attention_page(_, state, page)
            yield plan_pages.areas(_, state, page)
            yield plan_pages.area(_, state, 0, page)
            yield plan_pages.targets(_, state, page)
            yield plan_pages.roles(_, state, page)
            choices = [plan_pages.Choice(f"r{ID}", role.name) for role in big.roles]
            yield plan_pages.choose_lead(_, state, "a", 0, choices, page)
            yield plan_pages.choose_lead(_, state, "t", 0, choices, page)
        yield plan_pages.task(_, state, 0)
    yield plan.confirm(_, view, 300, offers_preset=True)


def of_plan_under_review(_: Translator, big: Big) -> Iterator[Screen]:
    view = big.view()
    names = [role.name for role in big.roles]
    for page in (0, 1, 99):
        yield plan_roles.choose_other(_, view, names[0], page)
        yield plan_pages.dropped(_, replace(view, document=_emptied(view.document)), page)
    yield plan_roles.role(_, view, names[0])
    yield plan_roles.ask_name(_, view, names[0])
    yield plan_roles.name_taken(_, big.name * 4)
    yield plan_pages.task_dropped(_, view, view.document.tasks[0])
    for mode in ("-", plan_dues.MONTHS):
        yield plan_dues.due(_, view, 0, mode)
    own = replace(view, document=replace(view.document, reporting=(ReportingDraft("2022-Q1"),)))
    yield plan_calendar.presets(_, own)
    yield plan_calendar.period(_, view, view.calendar[0])
    yield plan_calendar.ask_day(_, view, view.calendar[0].plan, "summary")
    for key in (*PRESETS, OWN_CALENDAR):
        periods = offered_calendar(own.document, key, 2022)
        chosen = tuple(ProposedPeriod(period) for period in periods)
        yield plan_calendar.preset(_, own, key, periods)
        yield plan_calendar.calendar_page(_, replace(own, calendar=chosen))


def _emptied(document: PlanDocument) -> PlanDocument:
    return replace(document, tasks=(), targets=(), dropped=document.tasks, dropped_targets=document.targets)


def of_plan_cards(_: Translator, big: Big) -> Iterator[Screen]:
    for document in _open_documents(big):
        view = replace(big.view(), document=document)
        points = view.points
        choices = [plan_pages.Choice(role_mark(role.name), role.name) for role in big.roles * 10]
        yield plan_cards.finished(_, view)
        yield plan.summary(_, view)
        yield plan.confirm(_, view, 300, offers_preset=True)
        for point in {point.kind: point for point in points}.values():
            for page in (0, 1, 99):
                yield plan_cards.card(_, plan_cards.Card(view, points, point, choices, page=page))
            modes = {
                PointKind.TASK_DUE: [plan_dues.MONTHS],
                PointKind.TASK_LEAD: [plan_cards.WHOLE_GROUP],
                PointKind.CALENDAR: [*PRESETS],
            }
            for mode in modes.get(point.kind, []):
                yield plan_cards.card(_, plan_cards.Card(view, points, point, choices, mode))
            yield plan_cards.not_understood(_, point)


def _open_documents(big: Big) -> list[PlanDocument]:
    """The big plan with everything open, and with tasks outside all areas."""
    name = big.name
    document = big.view().document
    roles = tuple(replace(role, coordinator=False, leads=("1", "2")) for role in document.roles)
    due = DueDraft(text=name)
    tasks = tuple(replace(t, lead=None, lead_is_own=False, due=due) for t in document.tasks)
    remarks = (
        Warning_(WarningCode.ROLE_TWO_SPELLINGS, {"role": roles[0].name, "alias": name}, 1, name),
        Warning_(WarningCode.ROLE_OF_HIGHER_LEVEL, {"role": roles[1].name}, 2, name),
        Warning_(WarningCode.TARGET_OF_HIGHER_LEVEL, {"text": name}, 3, name),
        *(Warning_(WarningCode.ANNEX_MISSING, {}, n, name) for n in range(60)),
    )
    everything = replace(document, roles=roles, tasks=tasks, warnings=remarks)
    outside = replace(everything, areas=(), tasks=tuple(replace(task, area=None) for task in tasks))
    kinds = {point.kind for plan_ in (everything, outside) for point in open_points(plan_, 2022)}
    assert kinds == {*PointKind}
    return [everything, outside]


def change_of(big: Big) -> versions.Difference:
    """Everything of the plan is changed."""
    old = big.view().document
    day = ReportingDraft("2022-Q1", (TODAY, TODAY), TODAY, TODAY)
    tasks = tuple(
        replace(task, text=big.name + "!", product=None, lead=f"{n} mới", due=DueDraft(DueKind.DATE, TODAY))
        for n, task in enumerate(old.tasks)
    )
    new = PlanDocument(
        "", areas=tuple(AreaDraft(a.code, a.name + "!") for a in old.areas),
        roles=tuple(RoleDraft(f"{n} mới {big.name}") for n in range(20)), tasks=(*tasks[:200], *tasks[:100]),
        targets=tuple(replace(t, value=Decimal(10**14), text=t.text + "!") for t in old.targets), reporting=(day,),
    )  # fmt: skip
    return versions.difference(old, new, by_code=True)


def of_difference(_: Translator, big: Big) -> Iterator[Screen]:
    change = change_of(big)
    lines = difference.told(_, change, ())
    for page in (0, 1, 5, 9999):
        yield difference.correction(_, ID, big.view().document, change, lines, "0" * 16, page)
    yield difference.paged([], lines, 0, ("plan-diff", ID), ())
    yield difference.nothing_new(_, big.name)
    yield difference.applied(_, ID, change, 20)


def of_plan_changes(_: Translator, big: Big) -> Iterator[Screen]:
    yield plan_changes.plan_changed(_, big.tasks, big.tasks, big.tasks)


def of_workbook(_: Translator, big: Big) -> Iterator[Screen]:
    change = change_of(big)
    values = dict.fromkeys(("key", "column", "most", "name", "value", "kind"), big.name)
    errors = [CellError(Sheet.CALENDAR, "D1234", problem, values) for problem in CellProblem] * 9
    yield workbook.wrong(_, errors)
    for stale in (True, False):
        lines = difference.told(_, change, ())
        yield workbook.proposal(_, ID, change, lines, 0, stale=stale)
    yield workbook.unchanged(_, ID)
    yield workbook.taken(_, ID, change)


def of_reminders(_: Translator, big: Big) -> Iterator[Screen]:
    due = big.due
    kinds: list[reminders.Notice] = [
        reminders.Owed(due, big.debts, TODAY, big.due_tasks, parts=99),
        reminders.Silent(due, big.debts, 20),
        reminders.Summary(due, 20, 20),
        reminders.Overdue(due, big.debts),
    ]
    for kind in kinds:
        yield reminders.reminder(_, [kind])
    others = [replace(kind, due=replace(due, period_id=ID + n)) for n in range(2) for kind in kinds]
    yield reminders.reminder(_, others)
    dated, missed = reminders.Dated(big.due_tasks), reminders.Missed(big.due_tasks)
    alone = [reminders.Dated(big.due_tasks[:1])], [reminders.Owed(due, [], None, parts=99)]
    for notices in (*alone, [dated], [dated, missed], [dated, *kinds, missed]):
        yield reminders.reminder(_, notices)
    # A task is said in one of the periods only, the most pressing.
    owed = [reminders.Owed(replace(due, period_id=ID + n), big.debts, TODAY, parts=99) for n in range(8)]
    yield reminders.reminder(_, [replace(owed[0], dated=big.due_tasks), *owed[1:]])


def of_review(_: Translator, big: Big) -> Iterator[Screen | FileScreen]:
    yield review.board(_, big.ledger, b"")
    files = [
        Evidence(id=ID, unit_id=ID, period_id=ID, submission_id=ID, officer_id=ID, file_name=big.name,
                 mime_type="", size=1, sha256="", received_at=NOW)
    ] * 30  # fmt: skip
    task, role = big.tasks[0], big.roles[0]
    for coordinating in (True, False):
        yield review.roles(_, big.ledger, coordinating=coordinating)
        for page in (0, 2, 99):
            yield review.role(_, big.ledger, role, big.holders[:4], page, coordinating=coordinating)
    yield review.answer(_, task, role, big.submission, big.tally, big.parts, big.name, files)
    yield review.figure(_, big.indicators[0], role, big.figure, big.name)


def of_summary(_: Translator, big: Big) -> Iterator[Screen]:
    codes = tuple(task.code for task in big.tasks[:60])
    yield summary.gaps(_, big.period, [Gap(next(iter(GapKind)), role.name, codes, "") for role in big.roles])


def of_work(_: Translator, big: Big) -> Iterator[Screen]:
    role, holder = big.roles[0], big.holders[1]
    given = big.tasks[5]
    given.given_at, given.handed_by_id, given.given_by_id = NOW, ID, ID
    shown = work.WorkCard(given, TODAY, role, big.roles, big.name, big.name, big.name, ID, True, True, True)
    yield work.card(_, shown)
    gone = big.tasks[6]
    gone.given_at, gone.withdrawn_at = NOW, NOW
    yield work.card(_, replace(shown, task=gone))
    part = {
        "lead": big.name,
        "supports": [big.name] * 20,
        "due": {"kind": "unstated", "on": None, "text": big.name},
    }
    kinds = (
        "task_given",
        "lead_changed",
        "supports_changed",
        "due_changed",
        "task_withdrawn",
        "task_acknowledged",
    )
    log = [
        Event(id=n, unit_id=ID, at=NOW, officer_id=ID, kind=kind, subject="", before=part,
              after=part | {"reason": big.name * 4})
        for n, kind in enumerate(kinds * 5)
    ]  # fmt: skip
    for page in (0, 2, 99):
        yield work.history(_, given, log, {ID: big.name}, TODAY, page)
    due = DueDraft(DueKind.UNSTATED, None, big.name)
    gaps = work.Gaps(big.roles, [(holder, role)] * 20)
    yield work.nobody_holds(_, given, gaps, big.name)
    for leads in (True, False):
        yield work.assigned(
            _, given, TODAY, leads=leads, role=role, lead=role, supports=big.roles, by=big.name
        )
    told = [work.ChangeTold(news, role, big.tasks[:60], role) for news in list(News)[:2]]
    yield work.changed(_, told, big.name * 4, big.name, TODAY)
    yield work.changed(_, [work.ChangeTold(News.DUE, role, [given], role, due)], big.name, big.name, TODAY)
    yield work.has_acknowledged(_, big.tasks[:60], big.name)
    yield work.acknowledged(_, big.tasks[:60], TODAY)
    yield work.unacknowledged(_, [(task, role) for task in big.tasks[:60]])


def of_assigning(_: Translator, big: Big) -> Iterator[Screen]:
    area = Area(id=ID, unit_id=ID, plan_id=ID, code="1", name=big.name, position=1)
    due = DueDraft(DueKind.UNSTATED, None, big.name)
    draft = assigning.Draft(ID, TODAY, big.name * 11, big.roles[0], big.roles, due, area)
    back = assigning.back_to_card(_, ID)
    picking = assigning.Picking(ID, assigning.head(_, draft), back)
    everybody = {role.id for role in big.roles}
    yield assigning.confirm(_, draft)
    yield assigning.edit(_, draft)
    yield assigning.ask_new_text(_, draft)
    gaps = work.Gaps(big.roles, [(big.holders[1], big.roles[0])] * 20)
    for may_invite in (True, False):
        yield assigning.given(_, big.tasks[0], draft, [big.name] * 20, gaps, may_invite=may_invite)
    what = assigning.to_supports(_, big.roles)
    yield assigning.changed(_, assigning.change_head(_, big.tasks[0]), what, [big.name] * 20, gaps, back)
    yield assigning.ask_reason(_, assigning.change_head(_, big.tasks[0]), what, back)
    for page in (0, 1, 99):
        yield assigning.choose_lead(_, picking, big.roles, set(), page)
        yield assigning.choose_supports(_, picking, big.roles, everybody, everybody, page)
        yield assigning.choose_area(_, picking, [area] * 60, page)
    yield assigning.choose_due(_, picking, assigning.due_not_understood(_, big.name))


ALL = [value for name, value in list(globals().items()) if name.startswith("of_")]


@SPEAKS
@WHATS
@pytest.mark.parametrize("of", ALL, ids=lambda of: of.__name__)
def test_every_screen_of_a_big_unit_fits(of, what: str, language: str) -> None:  # type: ignore[no-untyped-def]
    for screen in of(translator(language), big_unit(what)):
        check(screen)


def check(screen: Screen | FileScreen) -> None:
    words, most = (screen.text, 4096) if isinstance(screen, Screen) else (screen.caption, 1024)
    text, _entities = parse_html(words)  # refuses what Telegram refuses
    assert utf16_length(text) <= most, f"{utf16_length(text)} letters: {text[:200]}"
    buttons = [button for row in screen.rows for button in row]
    assert len(buttons) <= 100
    assert all(len(row) <= 8 for row in screen.rows)
    for button in buttons:
        assert 0 < len(button.label.strip()) <= 70, button.label
        assert len(button.data.encode()) <= 64


@pytest.mark.parametrize(
    "module",
    [
        answers,
        assigning,
        calendar,
        chasing,
        difference,
        occasions,
        people,
        plan_calendar,
        plan_cards,
        plan_changes,
        plan_dues,
        plan_pages,
        plan_roles,
        review,
        summary,
        support,
        work,
        workbook,
    ],
)
def test_no_screen_was_forgotten(module: ModuleType) -> None:
    """A new screen with names in it is measured too."""
    source = "\n".join(inspect.getsource(of) for of in ALL)
    short = {"ask_percent", "ask_reason", "ask_more", "all_answered", "nothing_recorded", "left", "stranger",
             "nobody_to_chase", "ask_return_reason", "returned", "nothing_asked", "compiling", "report",
             "due_unclear", "day_unclear", "out_of_order", "name_unclear", "ask",
             "ask_text", "dropped", "nothing_changed", "overtaken"}  # fmt: skip
    for name, function in inspect.getmembers(module, inspect.isfunction):
        gives = str(function.__annotations__.get("return", ""))
        if function.__module__ == module.__name__ and "Screen" in gives and not name.startswith("_"):
            assert name in short or f"{module.__name__.rsplit('.', 1)[-1]}.{name}(" in source, name


def test_an_emoji_counts_for_two() -> None:
    assert utf16_length(shortened("👍" * 100, 50)) <= 51
    assert shortened("một hai ba", 8) == "một hai…"
    assert shortened("một hai", 7) == "một hai"
