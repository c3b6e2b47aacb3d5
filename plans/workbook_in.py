"""A workbook that came back and the plan it is about → the plan as the workbook wants it, or every wrong cell.

Strict: one cell that is not understood, and nothing is taken. What a cell shows unchanged stays as it was
(`plans.workbook_form`).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from locales.text import fold
from plans.calendar import ProposedPeriod
from plans.codes import next_code
from plans.decisions import tidied
from plans.due import due_of
from plans.model import (
    AreaDraft,
    DueDraft,
    PlanDocument,
    ReportingDraft,
    RoleDraft,
    TargetDraft,
    TaskDraft,
    natural,
)
from plans.workbook_cells import LONGEST_NAME, CellError, CellProblem, Refused, RowCells, split
from plans.workbook_file import Book, Row
from plans.workbook_form import (
    COLUMNS,
    COMPARATORS,
    DUES,
    FIRST_ROW,
    Cells,
    Sheet,
    area_labels,
    rows_of,
    words,
)
from storage.enums import DueKind

Draft = TypeVar("Draft")

_YEARS = range(2000, 2101)
# Where each sheet's rows say what they are about.
_WORDS = {Sheet.TASKS: 2, Sheet.ROLES: 0, Sheet.AREAS: 1, Sheet.TARGETS: 2}
_SIGNS: Mapping[str, Collection[str]] = {
    ">=": (">=", "≥", ">"),
    "<=": ("<=", "≤", "<"),
    "=": ("=",),
    "range": ("-", "–"),
}


def read_back(
    document: PlanDocument, calendar: Sequence[ProposedPeriod], book: Book, *, stale: bool = False
) -> PlanDocument | tuple[CellError, ...]:
    """The document as the workbook wants it; or all that is wrong with its cells, and then nothing counts.

    `document` and `calendar` are the plan as it stands now. The very document comes back when no cell differs.
    `stale`: the workbook is of an earlier state, so a row may be there that the plan no longer has (it comes
    back), and one may be missing that it has since got (it stays).
    """
    reading = _Reading(document, rows_of(document, calendar), book, stale=stale)
    changed = reading.read()
    return tuple(reading.errors) if reading.errors else changed


class _Reading:
    """The sheets in the order in which they need each other: roles, areas, then what refers to them."""

    def __init__(
        self, document: PlanDocument, shown: Mapping[Sheet, tuple[Cells, ...]], book: Book, *, stale: bool
    ) -> None:
        self.document, self.shown, self.book, self.stale = document, shown, book, stale
        self.errors: list[CellError] = []
        self._year = document.years[0] if len(document.years) == 1 else None
        self._renames: dict[str, str] = {}  # a role of the document → the name it bears from now on
        self._names: dict[str, str] = {}  # any spelling of a role → the name it bears from now on
        self._areas: dict[str, str] = {}  # an area's name or code → its code

    def read(self) -> PlanDocument:
        """The new document; meaningless when errors were noted."""
        rows = {sheet: self._rows(sheet) for sheet in COLUMNS}
        if not any(row.is_changed for found in rows.values() for row in found):
            return self.document
        document = self._with_roles(rows[Sheet.ROLES])
        document = self._with_areas(document, rows[Sheet.AREAS])
        document = self._with_tasks(document, rows[Sheet.TASKS])
        document = self._with_targets(document, rows[Sheet.TARGETS])
        document = self._with_calendar(document, rows[Sheet.CALENDAR])
        return document if self.errors else tidied(document)

    def _rows(self, sheet: Sheet) -> list[RowCells]:
        """The sheet's rows beside what was shown, in its order; notes keys missing, unknown or there twice."""
        if sheet not in self.book.sheets:
            self.errors.append(CellError(sheet, "A1", CellProblem.SHEET_MISSING))
            return []
        shown = {words(cells[-1]): cells for cells in self.shown[sheet]}
        missing = {key: shown[key] for key in shown if key not in map(_key, self.book.sheets[sheet])}
        found: dict[str, RowCells] = {}
        fresh: list[RowCells] = []
        for row in self.book.sheets[sheet]:
            if self.stale and _key(row) not in shown:
                row = _with_key_of_twin(sheet, row, missing)
            cells = RowCells(sheet, row, shown.get(_key(row)), self.errors)
            key = cells.key
            if key in found:
                cells.wrong(0, CellProblem.KEY_TWICE, key=key)
            elif key in shown:
                found[key] = cells
            elif not key or self.stale:
                fresh.append(cells)
            else:
                cells.wrong(0, CellProblem.KEY_UNKNOWN, key=key)
            if COLUMNS[sheet][0].locked and cells.changed(0) and not self.stale:
                cells.wrong(0, CellProblem.KEY_UNKNOWN, key=cells.text(0))
        for number, shown_cells in enumerate(self.shown[sheet], start=FIRST_ROW):
            key = words(shown_cells[-1])
            if key not in found:
                found[key] = RowCells(sheet, Row(number, shown_cells), shown_cells, self.errors)
                if not self.stale:
                    found[key].wrong(0, CellProblem.ROW_MISSING, key=found[key].text(0))
        return [*(found[key] for key in shown), *fresh]

    # Roles

    def _with_roles(self, rows: Sequence[RowCells]) -> PlanDocument:
        drafts = self._by_key(Sheet.ROLES, self.document.roles)
        read: list[tuple[RowCells, RoleDraft]] = []
        for row in rows:
            try:
                read.append((row, self._role(row, drafts.get(row.key))))
            except Refused:
                continue
        self._learn_names(read, drafts)
        merged = self._merges(read)
        coordinators = [row for row, role in read if role.coordinator]
        if len(coordinators) > 1 and any(row.changed(2) for row in coordinators):
            coordinators[1].wrong(2, CellProblem.SEVERAL_COORDINATORS)
        roles = _merged([role for _, role in read], merged)
        self._names |= {key: _final(name, merged) for key, name in self._names.items()}
        self._renames = {
            drafts[row.key].name: _final(role.name, merged) for row, role in read if row.key in drafts
        }
        tasks = tuple(self._renamed(task) for task in self.document.tasks)
        return replace(self.document, roles=roles, tasks=tasks)

    def _role(self, row: RowCells, former: RoleDraft | None) -> RoleDraft:
        name = row.required(0, LONGEST_NAME)
        role = former or RoleDraft(name)
        if row.changed(0):
            aliases = role.aliases if former is None else (*role.aliases, former.name)
            role = replace(role, name=name, aliases=aliases)
        if row.changed(1):
            kept = [former.name] if former is not None and name != former.name else []
            kept += role.aliases if self.stale else ()  # a name learnt since is not lost again
            role = replace(role, aliases=tuple(dict.fromkeys((*split(row.text(1)), *kept))))
        if row.changed(2):
            role = replace(role, coordinator=row.chosen(2))
        return role

    def _learn_names(
        self, read: Sequence[tuple[RowCells, RoleDraft]], drafts: Mapping[str, RoleDraft]
    ) -> None:
        for row, role in read:
            if fold(role.name) in self._names and (row.changed(0) or row.shown is None):
                row.wrong(0, CellProblem.NAME_TWICE, name=role.name)
            self._names.setdefault(fold(role.name), role.name)
        for row, role in read:  # a name stands before any other role's other spelling
            former = drafts.get(row.key)
            for spelling in (*([former.name] if former else []), *role.aliases):
                self._names.setdefault(fold(spelling), role.name)

    def _merges(self, read: Sequence[tuple[RowCells, RoleDraft]]) -> dict[str, str]:
        """Role → the role it is merged into."""
        into: dict[str, str] = {}
        for row, role in read:
            if not row.text(3):
                continue
            name = self._names.get(fold(row.text(3)))
            if name is None:
                row.wrong(3, CellProblem.ROLE_UNKNOWN, name=row.text(3))
            elif name == role.name or _final(name, into) == role.name:
                row.wrong(3, CellProblem.MERGED_INTO_ITSELF, name=role.name)
            else:
                into[role.name] = name
        return into

    def _renamed(self, task: TaskDraft) -> TaskDraft:
        lead = task.lead and self._renames.get(task.lead, task.lead)
        supports = dict.fromkeys(self._renames.get(name, name) for name in task.supports)
        return replace(task, lead=lead, supports=tuple(supports))

    def _roles_in(self, row: RowCells, at: int) -> tuple[str, ...]:
        """The roles a cell names, as they are called from now on. Raises Refused for one nobody knows."""
        said = row.text(at)
        if fold(said) in self._names:  # a name may hold a semicolon itself
            return (self._names[fold(said)],)
        names: list[str] = []
        for spelling in split(said):
            name = self._names.get(fold(spelling))
            if name is None:
                raise row.wrong(at, CellProblem.ROLE_UNKNOWN, name=spelling)
            names.append(name)
        return tuple(dict.fromkeys(names))

    # Areas

    def _with_areas(self, document: PlanDocument, rows: Sequence[RowCells]) -> PlanDocument:
        former = {area.code: area for area in document.areas}
        labels = area_labels(document)
        areas: list[AreaDraft] = []
        for row in rows:
            code = self._area_code(row, former, areas)
            try:
                name = row.required(1) if row.changed(1) or code not in former else former[code].name
                leads = self._roles_in(row, 2) if row.changed(2) else None
            except Refused:
                continue
            areas.append(AreaDraft(code, name))
            for spelling in (name, labels.get(code, name), code):
                self._areas.setdefault(fold(spelling), code)
            if leads is not None:
                document = _led(document, code, leads)
        return replace(document, areas=tuple(areas))

    def _area_code(self, row: RowCells, former: Mapping[str, AreaDraft], areas: Sequence[AreaDraft]) -> str:
        key = row.key
        known = next((code for code in former if words(code) == key), key)
        return known or next_code(None, {*former, *(area.code for area in areas)})

    def _area_in(self, row: RowCells, at: int) -> str | None:
        said = row.text(at)
        if said and fold(said) not in self._areas:
            raise row.wrong(at, CellProblem.AREA_UNKNOWN, name=said)
        return self._areas[fold(said)] if said else None

    # Tasks

    def _with_tasks(self, document: PlanDocument, rows: Sequence[RowCells]) -> PlanDocument:
        former = self._by_key(Sheet.TASKS, document.tasks)
        tasks: list[TaskDraft] = []
        taken = {task.code for task in document.tasks}
        for row in rows:
            known = former.get(row.key)
            try:
                if row.changed(8) and row.chosen(8):
                    continue
                task = self._task(row, known)
            except Refused:
                continue
            if known is None:
                code = row.key if row.key and row.key not in taken else next_code(task.area, taken)
                taken.add(code)
                tasks.insert(_place_after(tasks, task.area), replace(task, code=code))
            else:
                tasks.append(task)
        return replace(document, tasks=tuple(tasks))

    def _task(self, row: RowCells, known: TaskDraft | None) -> TaskDraft:
        """The task with what its changed cells say. Raises Refused once all of them have been looked at."""
        readers: dict[int, Callable[[RowCells], dict[str, Any]]] = {
            1: lambda row: {"area": self._area_in(row, 1)},
            2: lambda row: {"text": row.required(2)},
            3: lambda row: self._lead(row, known),
            4: lambda row: {"supports": self._roles_in(row, 4)},
            5: lambda row: {"product": row.within(5, row.text(5)) or None},
        }
        task = known or TaskDraft("", None, "")
        values: dict[str, Any] = {}
        refused: Refused | None = None
        for at, read in readers.items():
            try:
                if row.changed(at) or (known is None and at == 2):
                    values |= read(row)
            except Refused as error:
                refused = error
        if row.changed(6) or row.changed(7):
            values["due"] = self._due(row, task.due)
        if refused is not None:
            raise refused
        return replace(task, **values)

    def _lead(self, row: RowCells, known: TaskDraft | None) -> dict[str, Any]:
        """The one role named; none gives the task back to its area's lead, another spelling changes nothing."""
        names = self._roles_in(row, 3)
        if len(names) > 1:
            raise row.wrong(3, CellProblem.ROLE_UNKNOWN, name=row.text(3))
        if names and known is not None and known.lead == names[0]:
            return {}
        return {"lead": names[0] if names else None, "lead_is_own": bool(names)}

    def _due(self, row: RowCells, former: DueDraft) -> DueDraft:
        kind = self._kind(row)
        value, said = row.row.cells[7], row.text(7)
        if kind is not None and row.changed(6) and kind is not DueKind.DATE:
            if said and row.changed(7):
                raise row.wrong(7, CellProblem.DUE_WITH_DAY, kind=row.text(6))
            return DueDraft(kind)
        if not said:
            if kind is DueKind.DATE:
                raise row.wrong(7, CellProblem.DUE_WITHOUT_DAY)
            return DueDraft() if kind is None else former
        if isinstance(value, date):
            return DueDraft(DueKind.DATE, value)
        due = due_of(said, self._year)
        if due.kind is DueKind.UNSTATED:
            raise row.wrong(7, CellProblem.DUE_UNKNOWN, value=said)
        return due

    def _kind(self, row: RowCells) -> DueKind | None:
        said = row.text(6)
        if not said:
            return None
        found = next((kind for kind, label in DUES.items() if fold(label) == fold(said)), None)
        if found is None:
            raise row.wrong(6, CellProblem.KIND_UNKNOWN, value=said)
        return found

    # Targets

    def _with_targets(self, document: PlanDocument, rows: Sequence[RowCells]) -> PlanDocument:
        former = self._by_key(Sheet.TARGETS, document.targets)
        targets: list[TargetDraft] = []
        for row in rows:
            known = former.get(row.key)
            if known is not None and not row.is_changed:
                targets.append(known)
                continue
            try:
                if row.changed(8) and row.chosen(8):
                    continue
                targets.append(self._target(row, known))
            except Refused:
                continue
        return replace(document, targets=tuple(targets))

    def _target(self, row: RowCells, known: TargetDraft | None) -> TargetDraft:
        text = row.required(2) if row.changed(2) or known is None else known.text
        comparator = self._comparator(row)
        value, upper, year = row.amount(4), row.amount(5), row.amount(7)
        if value is None:
            raise row.wrong(4, CellProblem.MISSING, column=COLUMNS[row.sheet][4].title)
        if comparator == "range" and (upper is None or upper <= value):
            raise row.wrong(5, CellProblem.UPPER_NOT_ABOVE)
        if year is not None and year not in _YEARS:
            raise row.wrong(7, CellProblem.YEAR_UNKNOWN, value=row.text(7))
        return TargetDraft(
            area=self._area_in(row, 1) if row.changed(1) or known is None else known.area,
            text=text,
            comparator=comparator,
            value=value,
            unit=row.within(6, row.text(6), LONGEST_NAME) if row.changed(6) or known is None else known.unit,
            upper=upper if comparator == "range" else None,
            by_year=None if year is None else int(year),
            line=known.line if known else None,
        )

    def _comparator(self, row: RowCells) -> str:
        said = row.text(3)
        for sign, label in COMPARATORS.items():
            if said and (fold(said) == fold(label) or said in _SIGNS[sign]):
                return sign
        problem = CellProblem.COMPARATOR_UNKNOWN if said else CellProblem.MISSING
        raise row.wrong(3, problem, value=said, column=COLUMNS[row.sheet][3].title)

    # Calendar

    def _with_calendar(self, document: PlanDocument, rows: Sequence[RowCells]) -> PlanDocument:
        """A row in which one day was changed is wanted as it stands: the coordinator has seen all of it."""
        changed: dict[str, ReportingDraft] = {}
        for row in rows:
            if not any(row.changed(at) for at in range(1, 5)):
                continue
            code = row.key
            if not code:
                row.wrong(0, CellProblem.KEY_UNKNOWN, key=row.text(0))
                continue
            try:
                days = [
                    row.day(at, int(code[:4]) if code[:4].isdecimal() else self._year) for at in range(1, 5)
                ]
                for at in range(1, 4):
                    if days[at] < days[at - 1]:
                        raise row.wrong(at + 1, CellProblem.DAYS_OUT_OF_ORDER)
            except Refused:
                continue
            changed[code] = ReportingDraft(code, (days[0], days[1]), days[2], days[3])
        if not changed:
            return document
        known = {entry.code: entry for entry in document.reporting}
        order = [*known, *(words(cells[-1]) for cells in self.shown[Sheet.CALENDAR])]
        entries = {code: changed.get(code) or known.get(code) or ReportingDraft(code) for code in order}
        return replace(document, reporting=tuple(entries.values()))

    def _by_key(self, sheet: Sheet, drafts: Iterable[Draft]) -> dict[str, Draft]:
        return {words(cells[-1]): draft for cells, draft in zip(self.shown[sheet], drafts, strict=True)}


def _key(row: Row) -> str:
    return words(row.key)


def _with_key_of_twin(sheet: Sheet, row: Row, missing: Mapping[str, Cells]) -> Row:
    """In a workbook of an earlier state: the row as that of something it does not know by key but by its words.

    So a role that was renamed since, or a row that was new in the workbook and has been applied, is found.
    """
    if sheet not in _WORDS:
        return row
    said = {fold(words(row.cells[_WORDS[sheet]])), fold(_key(row))} - {""}
    for key, cells in missing.items():
        names = {fold(words(cells[_WORDS[sheet]]))}
        if sheet is Sheet.ROLES:
            names |= {fold(alias) for alias in split(words(cells[1]))}
        if names & said:
            return Row(row.number, (*row.cells[:-1], key))
    return row


def _final(name: str, into: Mapping[str, str]) -> str:
    """The role at the end of a row of merges."""
    while name in into:
        name = into[name]
    return name


def _merged(roles: Sequence[RoleDraft], into: Mapping[str, str]) -> tuple[RoleDraft, ...]:
    """The roles that stay; each leads, supports and is called what those merged into it were."""
    kept: list[RoleDraft] = []
    for role in roles:
        if role.name in into:
            continue
        parts = [part for part in roles if _final(part.name, into) == role.name and part is not role]
        leads = {code for part in (role, *parts) for code in part.leads}
        supports = {code for part in (role, *parts) for code in part.supports} - leads
        names = [name for part in parts for name in (part.name, *part.aliases)]
        if parts:
            role = replace(
                role,
                coordinator=any(part.coordinator for part in (role, *parts)),
                leads=tuple(sorted(leads, key=natural)),
                supports=tuple(sorted(supports, key=natural)),
                aliases=tuple(dict.fromkeys((*role.aliases, *names))),
            )
        kept.append(role)
    return tuple(kept)


def _led(document: PlanDocument, code: str, names: Collection[str]) -> PlanDocument:
    """The document with exactly these roles leading the area."""

    def leading(role: RoleDraft) -> RoleDraft:
        leads = {other for other in role.leads if other != code} | ({code} if role.name in names else set())
        supports = tuple(other for other in role.supports if other not in leads)
        return replace(role, leads=tuple(sorted(leads, key=natural)), supports=supports)

    return replace(document, roles=tuple(leading(role) for role in document.roles))


def _place_after(tasks: Sequence[TaskDraft], area: str | None) -> int:
    """Behind the area's last task."""
    places = [place for place, task in enumerate(tasks, start=1) if task.area == area]
    return places[-1] if places else len(tasks)
