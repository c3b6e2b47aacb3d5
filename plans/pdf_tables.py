"""Straight strokes on a page → the tables they rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NEAR = 2.5  # points: a border drawn twice, or as a thin rectangle, is one
_MOST_SLOTS = 6_000

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Rule:
    """A stroke across or down the page."""

    across: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where it is, where its columns begin, its cells' boxes.

    Each row holds, for each column, the cell that covers the place and whether the cell's text is shown there:
    in the first column it covers, in every row.
    """

    box: Box
    columns: tuple[float, ...]
    cells: tuple[Box, ...]
    rows: tuple[tuple[tuple[int, bool], ...], ...]


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """The tables of at least two rows or columns, from the top of the page down."""
    found = (_grid(group) for group in _connected(list(rules)))
    return sorted((grid for grid in found if grid is not None), key=lambda grid: -grid.box[3])


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch one another, directly or through others."""
    groups: list[list[Rule]] = []
    hulls: list[Box] = []
    for rule in rules:
        joined, hull = [rule], rule.box
        for index in reversed(range(len(groups))):
            if _touch(hulls[index], rule.box) and any(_touch(other.box, rule.box) for other in groups[index]):
                joined += groups.pop(index)
                hull = _hull(hull, hulls.pop(index))
        groups.append(joined)
        hulls.append(hull)
    return groups


def _grid(rules: list[Rule]) -> Grid | None:
    xs = _snapped(rule.box[0] for rule in rules if not rule.across)
    ys = _snapped(rule.box[1] for rule in rules if rule.across)[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > _MOST_SLOTS:
        return None
    down = _by_place([rule for rule in rules if not rule.across], xs, 0)
    across = _by_place([rule for rule in rules if rule.across], ys, 1)
    owner = _owners(xs, ys, down, across)
    numbers = {cell: index for index, cell in enumerate(dict.fromkeys(owner.values()))}
    slots: dict[int, list[tuple[int, int]]] = {}
    for slot, cell in owner.items():
        slots.setdefault(numbers[cell], []).append(slot)
    first = {cell: min(column for _, column in places) for cell, places in slots.items()}
    return Grid(
        box=(xs[0], ys[-1], xs[-1], ys[0]),
        columns=tuple(xs),
        cells=tuple(_box(slots[cell], xs, ys) for cell in range(len(numbers))),
        rows=tuple(
            tuple(
                ((cell := numbers[owner[row, column]]), first[cell] == column) for column in range(columns)
            )
            for row in range(rows)
        ),
    )


def _owners(
    xs: Sequence[float], ys: Sequence[float], down: list[list[Box]], across: list[list[Box]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place the first place of the cell it belongs to: places without a border between are one cell."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            place = (row, column)
            if row and not any(box[0] - _NEAR <= centre <= box[2] + _NEAR for box in across[row]):
                owner[place] = owner[row - 1, column]
            elif column and not any(box[1] - _NEAR <= middle <= box[3] + _NEAR for box in down[column]):
                owner[place] = owner[row, column - 1]
            else:
                owner[place] = place
    return owner


def _by_place(rules: list[Rule], places: Sequence[float], side: int) -> list[list[Box]]:
    """The rules at each of the places."""
    return [[rule.box for rule in rules if abs(rule.box[side] - place) <= _NEAR] for place in places]


def _snapped(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _box(slots: list[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> Box:
    rows, columns = [row for row, _ in slots], [column for _, column in slots]
    return xs[min(columns)], ys[max(rows) + 1], xs[max(columns) + 1], ys[min(rows)]


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + _NEAR
        and other[0] <= one[2] + _NEAR
        and one[1] <= other[3] + _NEAR
        and other[1] <= one[3] + _NEAR
    )


def _hull(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
