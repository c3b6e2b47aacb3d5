"""Which text of a new version is which text of the old one, though it was reworded or renumbered."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from locales.text import fold

_REWORDED = 60.0  # under the same code
_REWORDED_AND_MOVED = 80.0
_COMPARED = 400  # characters: the beginning of a sentence tells it


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a plan: the code it bears, and its words."""

    code: str
    text: str


def paired(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Place in `new` → place in `old` of what is the same thing; each stands in one pair at the most.

    The same words are the same thing wherever they stand. Of the rest the likest go together first; under
    the same code less likeness is needed, and of two equally like the one with the same code is meant.
    """
    old_keys, new_keys = ([fold(item.text)[:_COMPARED] for item in items] for items in (old, new))
    pairs = _verbatim(old, new, old_keys, new_keys)
    left_old = [i for i in range(len(old)) if i not in set(pairs.values())]
    left_new = [j for j in range(len(new)) if j not in pairs]
    taken: set[int] = set()
    for _, j, i in _candidates(old, new, old_keys, new_keys, left_old, left_new):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return pairs


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100; neither accents nor punctuation count."""
    return fuzz.ratio(fold(one)[:_COMPARED], fold(other)[:_COMPARED])


def _verbatim(
    old: Sequence[Item], new: Sequence[Item], old_keys: Sequence[str], new_keys: Sequence[str]
) -> dict[int, int]:
    """The same words; where they stand several times, first under the same code and then in order."""
    pairs: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for i, key in enumerate(old_keys):
        places.setdefault(key, []).append(i)
    for by_code in (True, False):
        for j, key in enumerate(new_keys):
            if j in pairs:
                continue
            free = [i for i in places.get(key, []) if not by_code or old[i].code == new[j].code]
            if free:
                pairs[j] = free[0]
                places[key].remove(free[0])
    return pairs


def _candidates(
    old: Sequence[Item],
    new: Sequence[Item],
    old_keys: Sequence[str],
    new_keys: Sequence[str],
    left_old: Sequence[int],
    left_new: Sequence[int],
) -> list[tuple[float, int, int]]:
    """Every pair that is like enough, the likest first."""
    found: list[tuple[float, int, int]] = []
    for j in left_new:
        for i in left_old:
            same_code = old[i].code == new[j].code
            needed = _REWORDED if same_code else _REWORDED_AND_MOVED
            alike = fuzz.ratio(old_keys[i], new_keys[j], score_cutoff=needed)
            if alike:
                found.append((-alike - (5 if same_code else 0), j, i))
    return sorted(found)
