"""Do two names mean one role? The same words in another order, some of them left out, or abbreviated."""

import re
from functools import lru_cache

from locales.text import fold
from plans.names import is_higher_level, short_key

_ABBREVIATED = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"))
_LINKING = {"va", "cac", "xa", "phuong", "cap"}
# A deputy's post is another one than the head's.
_ANOTHER_POST = {"pho"}
_FEWEST_WORDS = 2


def look_alike(one: str, other: str) -> bool:
    """Whether a careful clerk would ask if the two names are one role; never for equal names."""
    first, second = own_words(one), own_words(other)
    alike = _leaves_words_out(first, second) or (bool(first and second) and _says_the_same(first, second))
    return alike and fold(one) != fold(other) and is_higher_level(one) == is_higher_level(other)


@lru_cache(maxsize=2048)
def own_words(name: str) -> tuple[str, ...]:
    """The words that tell the role from others: "Công chức Tư pháp – Hộ tịch xã" → tu, phap, ho, tich."""
    key = short_key(name)
    for long, short in _ABBREVIATED:
        key = re.sub(rf"\b{long}\b", short, key)
    return tuple(word for word in key.split() if word not in _LINKING)


def _leaves_words_out(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of one are among the other's, in any order."""
    fewer, more = sorted((set(one), set(other)), key=len)
    return len(fewer) >= _FEWEST_WORDS and fewer <= more and not (more - fewer) & _ANOTHER_POST


def _says_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words are the same one by one, initials standing for as many words opposite."""
    if len(one) == len(other):
        return one == other
    reached = {(0, 0)}
    waiting = [(0, 0)]
    while waiting:
        i, j = waiting.pop()
        if (i, j) == (len(one), len(other)):
            return True
        if i == len(one) or j == len(other):
            continue
        steps = []
        if one[i] == other[j]:
            steps.append((i + 1, j + 1))
        if _are_initials(one[i], other[j:]):
            steps.append((i + 1, j + len(one[i])))
        if _are_initials(other[j], one[i:]):
            steps.append((i + len(other[j]), j + 1))
        waiting += [step for step in steps if step not in reached]
        reached.update(steps)
    return False


def _are_initials(word: str, of: tuple[str, ...]) -> bool:
    return 2 <= len(word) <= len(of) and all(
        letter == long[0] for letter, long in zip(word, of, strict=False)
    )
