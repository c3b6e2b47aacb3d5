"""A plain copy of a text, letter for letter as long as the text: match on the copy, cut from the text."""

import re
import unicodedata

from locales.text import nfc, unaccent

_DASHES = frozenset("-‐‑‒–—―−\u00ad")
_SLASHES = frozenset("/\u2044\u2215")
_LAST_REMEMBERED = 0x2100  # beyond lies what nobody types often; a stranger must not fill our memory
KEYCAP = "\u20e3"  # 1️⃣ is a digit in a frame
_DIGIT_NEXT = re.compile(r" ?[0-9]")
_KEPT_AT_START = frozenset("~<>≈≥≤±$€£¥(")
_KEPT_AT_END = frozenset("%?+$€£¥)²³")


class _Plain(dict[int, str]):
    """The plain letter of each letter, remembered at its first use, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in _DASHES:
            plain = "-"
        elif letter in _SLASHES:
            plain = "/"
        elif letter == "\n":
            plain = letter
        elif letter.isspace():
            plain = " "
        else:
            plain = unaccent(letter).lower()
        plain = plain if len(plain) == 1 else letter
        if code < _LAST_REMEMBERED:
            self[code] = plain
        return plain


_PLAIN = _Plain()


def as_typed(text: str) -> str:
    """The text as we keep it: NFC, one kind of line end."""
    return nfc(text).replace("\r\n", "\n").replace("\r", "\n")


def plain(text: str) -> str:
    """Lower case without accents, one kind of dash, slash and space; exactly as long as `text`."""
    return text.translate(_PLAIN)


def trimmed(text: str) -> str:
    """The text without the emoji, bullets and full stops around it; signs that change a number stay."""
    text = trimmed_start(text)
    end = len(text)
    while end and _is_decoration(text[end - 1], _KEPT_AT_END):
        end -= 1
    return text[:end]


def trimmed_start(text: str) -> str:
    """The text without the emoji and bullets before it; it ends as typed."""
    start = 0
    while start < len(text) and _is_decoration(text[start], _KEPT_AT_START):
        if text[start] in _DASHES and _DIGIT_NEXT.match(text, start + 1):
            break  # a sign perhaps
        start += 1
    return text[start:]


def _is_decoration(letter: str, kept: frozenset[str]) -> bool:
    if letter in kept or letter == KEYCAP or letter.isalnum():
        return False
    # Marks and format characters are parts of an emoji; ₫ only says again that money is meant.
    return unicodedata.category(letter)[0] in "SPZCM"
