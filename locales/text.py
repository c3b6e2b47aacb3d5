"""Vietnamese text as people really type it, made comparable.

The same name reaches us composed or decomposed (NFC/NFD), with the tone on the old or the new vowel
("hoà" / "hòa"), with a hyphen, an en dash or none, with or without spaces around it.
"""

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−\u00ad"), "-")
_STROKE = str.maketrans({"đ": "d", "Đ": "D"})
_NOT_WORD = re.compile(r"[\W_]+")


def nfc(text: str) -> str:
    """The text in the one form we store: NFC, no-break and zero-width spaces made plain."""
    plain = text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    return unicodedata.normalize("NFC", plain)


def unaccent(text: str) -> str:
    """The text without tone and vowel marks; đ becomes d. Case and punctuation stay."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKE))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """A key for comparing: lower case, no accents, every run of dashes, dots and spaces one space.

    Without accents, old and new tone placement fall together by themselves.
    """
    return _NOT_WORD.sub(" ", unaccent(text.translate(_DASHES)).casefold().replace("&", " va ")).strip()


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name the same thing."""
    return fold(one) == fold(other)
