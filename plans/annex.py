"""Tables of tasks (the annexed "khung kế hoạch"): product, lead, support and deadline for each row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from locales.text import fold
from plans.assignment import Assignment, lead_and_helpers, split_assignment, understood
from plans.due import due_of
from plans.model import AreaDraft, DueDraft
from plans.names import listed
from plans.tables import Kind, Row, Table
from plans.tasks import Found, Passage, criteria_in
from plans.topics import is_area_name, same_area

_ALIKE = 90  # of 100: the same sentence, give or take a word
_GROUP_CODE = re.compile(r"^([IVX]{1,5}|[A-HĐ])\.?$")
_ITEM_CODE = re.compile(r"^\(?\d{1,3}(\.\d{1,2})*[.)]?$|^[a-zđ][.)]?$|^\d{1,2}\.[a-zđ]$")
_MARK = re.compile(r"^(?:[-+•*]\s*|\d{1,2}(?:\.\d{1,2})*[.)]\s+|[a-zđ]\)\s*)")
_NOTHING = re.compile(r"^[\s\-–—.…x]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annexed:
    """The body's tasks completed by the tables, with the areas, leads of areas and passages they add."""

    tasks: tuple[Found, ...]
    areas: tuple[AreaDraft, ...]
    area_lines: dict[str, int]
    given: dict[str, Assignment]
    passages: tuple[Passage, ...]


def with_tables(
    tasks: tuple[Found, ...],
    areas: tuple[AreaDraft, ...],
    tables: Iterable[tuple[Table, str | None]],
    year: int | None,
) -> Annexed:
    """The tasks of the text and of the tables together; each table with the area it stands under."""
    book = _Book(tasks, areas, year)
    placed = list(tables)
    for table, area in placed:
        if table.kind is not Kind.AREAS:
            book.read(table, area)
    for table, _area in placed:
        if table.kind is Kind.AREAS:
            book.give(table)
    return Annexed(
        book.finished(), tuple(book.areas.values()), book.area_lines, book.given, tuple(book.passages)
    )


class _Book:
    """The tasks by their code while the tables are read."""

    def __init__(self, tasks: tuple[Found, ...], areas: tuple[AreaDraft, ...], year: int | None) -> None:
        self.areas = {area.code: area for area in areas}
        self.area_lines: dict[str, int] = {}
        self.given: dict[str, Assignment] = {}
        self.passages: list[Passage] = []
        self._tasks = {task.code: task for task in tasks}
        self._matched: set[str] = set()
        self._in_tables: set[str | None] = set()
        self._of_body = dict(self._tasks)
        self._year = year

    def read(self, table: Table, area: str | None) -> None:
        grouped = any(_GROUP_CODE.match(row["code"].strip()) for row in table.rows)
        above = _codes_above(table.rows)
        inside = area is not None
        for row in table.rows:
            text = _plain(row["text"] or row["criterion"] or row["target"])
            if not text:
                continue
            heads = not inside and _code(row) in above and _silent(row, text)
            if heads or _is_area_row(row, text, grouped=grouped, inside=area is not None):
                area = self._area(row, text)
                continue
            if _is_group_row(row, text):
                continue
            own = self._named_area(row["area"]) if row["area"] else area
            self._row(row, text, own)

    def give(self, table: Table) -> None:
        """Who leads and supports each field, from a table that lists fields and no tasks."""
        for row in table.rows:
            name = _plain(row["area"])
            if name and (said := _said(row, self._year)).lead:
                self.given[self._named_area(name, row)] = said

    def finished(self) -> tuple[Found, ...]:
        """The tasks; paragraphs that only introduce what the table lists are not among them."""
        return tuple(
            task
            for code, task in self._tasks.items()
            if not (
                task.plain
                and code in self._of_body
                and code not in self._matched
                and task.area in self._in_tables
            )
        )

    def _row(self, row: Row, text: str, area: str | None) -> None:
        bare, said = split_assignment(text, self._year)
        said = _said(row, self._year).or_else(said)
        task = self._same(row, bare)
        if task is None:
            code = self._new_code(area)
            task = Found(code, area, bare.rstrip(" ;."), row.line, criteria=criteria_in(text))
            self.passages.append(Passage(area, bare, row.line))
        else:
            self._matched.add(task.code)
        self._in_tables.add(area if task.area is None else task.area)
        self._tasks[task.code] = replace(task, said=said.or_else(task.said), said_line=row.line)

    def _same(self, row: Row, text: str) -> Found | None:
        """The task of the text a row is about: by its code, else by its words."""
        code = row["code"].strip(" .)").lower()
        if "." in code and code in self._of_body:
            return self._of_body[code]
        left = [task for task in self._of_body.values() if task.code not in self._matched]
        if not left or len(text.split()) < 4:
            return None
        from rapidfuzz import fuzz, process

        choices = [fold(task.text) for task in left]
        best = process.extractOne(fold(text), choices, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
        return left[best[2]] if best is not None else None

    def _area(self, row: Row, text: str) -> str:
        code = self._named_area(text, row)
        lead, helpers = lead_and_helpers(row["lead"]) if _tells(row["lead"], text) else ("", ())
        if lead:
            self.given[code] = Assignment(lead=lead, supports=helpers)
        return code

    def _named_area(self, name: str, row: Row | None = None) -> str:
        bare, said = split_assignment(name, self._year)
        bare = (bare if said.lead else name).strip(" .:;")
        known = next((code for code, area in self.areas.items() if _named_alike(area.name, bare)), None)
        if known is not None:
            return known
        printed = row["code"].strip(" .") if row is not None else ""
        code = printed if printed and printed not in self.areas else str(len(self.areas) + 1)
        self.areas[code] = AreaDraft(code, bare)
        if row is not None:
            self.area_lines[code] = row.line
        if said.lead:
            self.given[code] = said
        return code

    def _new_code(self, area: str | None) -> str:
        prefix = area or "pl"
        place = next(
            number for number in range(1, len(self._tasks) + 2) if f"{prefix}.{number}" not in self._tasks
        )
        return f"{prefix}.{place}"


def _said(row: Row, year: int | None) -> Assignment:
    labelled = understood(row["lead"], year, bracketed=True) if ":" in row["lead"] else None
    if labelled is not None:  # "Chủ trì: …; phối hợp: …" in one cell
        return labelled.or_else(_said(row.without("lead"), year))
    lead, beside = lead_and_helpers(row["lead"]) if not _NOTHING.match(row["lead"]) else ("", ())
    helpers = () if _NOTHING.match(row["supports"]) else listed(row["supports"])
    product = "" if _NOTHING.match(row["product"]) else " ".join(row["product"].split())
    due = DueDraft() if _NOTHING.match(row["due"]) else due_of(row["due"], year)
    return Assignment(lead, tuple(dict.fromkeys((*beside, *helpers))), product, due)


def _plain(text: str) -> str:
    return _MARK.sub("", " ".join(text.split()))


def _code(row: Row) -> str:
    return row["code"].strip(" .()")


def _codes_above(rows: Iterable[Row]) -> frozenset[str]:
    """The numbers under which others stand: "3" where there is a "3.1"."""
    return frozenset(code.partition(".")[0] for row in rows if "." in (code := _code(row)))


def _silent(row: Row, text: str) -> bool:
    """Whether a row says neither by when nor with whom nor to what end."""
    return not any(_tells(row[name], text) for name in ("due", "product", "supports"))


def _is_area_row(row: Row, text: str, *, grouped: bool, inside: bool) -> bool:
    """A row that only names a field of the reform above the tasks under it, with or without who leads it."""
    code = row["code"].strip()
    if not _silent(row, text) or (_ITEM_CODE.match(code) and grouped):
        return False
    if code and _GROUP_CODE.match(code):
        return True
    alone = not _tells(row["lead"], text)
    return (is_area_name(text) and (alone or not inside) and not text.endswith(".")) or (
        alone and text.isupper() and not inside
    )


def _is_group_row(row: Row, text: str) -> bool:
    """A row that says nothing but a heading's words: the whole row is one cell, and no number stands before it."""
    silent = not any(_tells(row[name], text) for name in ("lead", "due", "product", "supports"))
    return (
        silent
        and row.filled <= 1
        and (not row["code"] or fold(row["code"]) == fold(text))
        and len(text) < 120
    )


def _tells(cell: str, text: str) -> bool:
    """Whether a cell says something of its own; a merged row repeats its text in every cell."""
    return not _NOTHING.match(cell) and fold(cell) != fold(text)


def _named_alike(one: str, other: str) -> bool:
    return same_area(one, other) or (len(fold(one).split()) >= 3 and fold(one) in fold(other))
