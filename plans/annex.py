"""Tables of tasks (the annexed "khung kế hoạch"): product, lead, support and deadline for each row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from locales.text import fold
from plans.assignment import Assignment, assigned, with_named_role
from plans.lines import Line, Lines
from plans.model import AreaDraft, RoleDraft, TaskDraft
from plans.topics import topic_of_area

_COLUMNS = (
    ("code", r"^(tt|stt|so tt|muc|diem|ma)\b"),
    ("lead", r"chu tri"),
    ("supports", r"phoi hop"),
    ("due", r"thoi gian|thoi han|tien do|han hoan thanh"),
    ("product", r"san pham|ket qua"),
    ("text", r"nhiem vu|noi dung|cong viec"),
)
_ALIKE = 90  # of 100: the same sentence, give or take a word


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks, cells by what their column is about."""

    code: str
    text: str
    words: Assignment
    line: int


def annex_rows(lines: Lines) -> tuple[Row, ...]:
    """The rows of every table whose heading names tasks and who leads them."""
    tables: dict[int, list[Line]] = {}
    for line in lines.lines:
        if line.table is not None:
            tables.setdefault(line.table, []).append(line)
    return tuple(row for table in tables.values() for row in _rows(table))


def with_annex(
    tasks: tuple[TaskDraft, ...],
    roles: tuple[RoleDraft, ...],
    areas: tuple[AreaDraft, ...],
    rows: tuple[Row, ...],
    year: int | None,
) -> tuple[tuple[TaskDraft, ...], tuple[RoleDraft, ...]]:
    """Tasks completed by the annex's rows, and rows that are tasks of their own; roles it names first."""
    merged = {task.code: task for task in tasks}
    known = roles
    area: str | None = None
    for row in rows:
        if _is_area_row(row):
            area = _area_named(row, areas) or area
            continue
        known = with_named_role(known, row.words.lead)
        task = _task_of(row, tuple(merged.values())) or _new_task(row, area, merged)
        merged[task.code] = assigned(task, row.words, known, year)
    return tuple(merged.values()), known


def _rows(table: list[Line]) -> Iterator[Row]:
    columns: dict[str, int] = {}
    for line in table:
        if not columns:
            columns = _columns(line.cells)
            continue
        cells = {name: _cell(line, index) for name, index in columns.items()}
        if cells["text"] and not re.fullmatch(r"\(?\d{1,2}\)?", cells["text"]):
            yield Row(
                code=cells.get("code", ""),
                text=cells["text"],
                words=Assignment(
                    lead=cells["lead"],
                    supports=cells.get("supports", ""),
                    product=cells.get("product", ""),
                    due=cells.get("due", ""),
                ),
                line=line.number,
            )


def _cell(line: Line, index: int) -> str:
    return " ".join(line.cells[index].split()) if index < len(line.cells) else ""


def _columns(cells: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        folded = fold(cell)
        name = next((name for name, sign in _COLUMNS if re.search(sign, folded)), None)
        if name is not None:
            found.setdefault(name, index)
    return found if {"text", "lead"} <= found.keys() else {}


def _is_area_row(row: Row) -> bool:
    """A row that only names a field of the reform above the tasks under it."""
    return row.words.lead in {"", row.text}


def _area_named(row: Row, areas: tuple[AreaDraft, ...]) -> str | None:
    topic = topic_of_area(row.text)
    for area in areas:
        if fold(area.name) in fold(row.text) or (topic is not None and topic == topic_of_area(area.name)):
            return area.code
    return None


def _task_of(row: Row, tasks: tuple[TaskDraft, ...]) -> TaskDraft | None:
    """The task of the text a row is about: by its code, else by its words."""
    code = row.code.strip(" .)").lower()
    for task in tasks:
        if task.code == code and "." in code:
            return task
    from rapidfuzz import fuzz, process

    choices = [fold(task.text) for task in tasks]
    best = process.extractOne(fold(row.text), choices, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
    return tasks[best[2]] if best is not None and len(row.text.split()) >= 4 else None


def _new_task(row: Row, area: str | None, tasks: dict[str, TaskDraft]) -> TaskDraft:
    prefix = area or "pl"
    place = next(number for number in range(1, len(tasks) + 2) if f"{prefix}.{number}" not in tasks)
    return TaskDraft(code=f"{prefix}.{place}", area=area, text=row.text, line=row.line)
