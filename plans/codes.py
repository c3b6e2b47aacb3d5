"""Codes for tasks that no document numbered."""

from collections.abc import Collection

_ALPHABET = "abcdđeghiklmnopqrstuvxy"  # as Vietnamese office papers count


def next_code(area: str | None, taken: Collection[str]) -> str:
    """A code for a new task of the area, going on from those that are taken: 3.a, 3.b → 3.c; 3.1 → 3.2."""
    before = f"{area}." if area else ""
    used = [code.removeprefix(before) for code in taken if code.startswith(before)]
    letters = [_ALPHABET.index(label) for label in used if len(label) == 1 and label in _ALPHABET]
    later = _ALPHABET[max(letters) + 1 :] if letters else ""
    if later:
        return before + later[0]
    last = max((int(label) for label in used if label.isascii() and label.isdecimal()), default=0)
    return next(code for n in range(last + 1, last + len(taken) + 2) if (code := f"{before}{n}") not in taken)
