"""Vietnamese text as people really type it, made comparable.

The same name reaches us composed or decomposed (NFC/NFD), with the tone on the old or the new vowel
("hoà" / "hòa"), with a hyphen, an en dash or none, with or without spaces around it; from old fonts and
converters with the marks in the wrong order, an Icelandic ð for đ, a Cyrillic о inside a word.
"""

import re
import unicodedata
from functools import lru_cache

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\u00ad\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_INVISIBLE),
        **dict.fromkeys("ðɖ", "đ"),
        **dict.fromkeys("ÐƉ", "Đ"),
        "ﬁ": "fi",
        "ﬂ": "fl",
        "\u0342": "\u0303",
    }
)
_ODD = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
# Joiners are rubbish inside a word, but hold the people of an emoji together.
_JOINERS = "\u200c\u200d"
_IN_WORD = re.compile(f"(?<=\\w)[{_JOINERS}]+|[{_JOINERS}]+(?=\\w)")
_UNSEEN = re.compile(f"[{_INVISIBLE}{_JOINERS}]")
_LONGEST_KEPT = 400
_NOT_WORD = re.compile(r"[\W_]+")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = re.compile(f"[\u0302\u0306\u031b{_TONES}]{{2,}}")  # circumflex, breve, horn and the five tones
_COMBINING = re.compile(r"[\u0300-\u036f]+")

_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",  # Cyrillic, then Greek
    "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
)


def nfc(text: str) -> str:
    """The text in the one form we store: NFC, marks in their order, spaces plain, nothing invisible."""
    plain = text.translate(_PLAIN) if _ODD.search(text) else text
    plain = _IN_WORD.sub("", plain)
    if _FOREIGN.search(plain):
        plain = _WORD.sub(_latin, plain)
    if _COMBINING.search(plain):
        plain = _MARKS.sub(_ordered, unicodedata.normalize("NFD", plain))
    return unicodedata.normalize("NFC", plain)


def unaccent(text: str) -> str:
    """The text without tone and vowel marks; đ becomes d. Case and punctuation stay."""
    if text.isascii():
        return text
    stroked = text.replace("đ", "d").replace("Đ", "D").replace("ð", "d").replace("Ð", "D")
    return _COMBINING.sub("", unicodedata.normalize("NFD", stroked))


def fold(text: str) -> str:
    """A key for comparing: lower case, no accents, every run of dashes, dots and spaces one space.

    Without accents, old and new tone placement fall together by themselves.
    """
    return _folded(text) if len(text) <= _LONGEST_KEPT else _folded.__wrapped__(text)


# A sentence is compared with many others; so many has the longest plan that is read.
@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return _NOT_WORD.sub(" ", unaccent(_UNSEEN.sub("", text)).casefold().replace("&", " va ")).strip()


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name the same thing."""
    return fold(one) == fold(other)


def _ordered(marks: re.Match[str]) -> str:
    """The vowel's own mark before its tone: only so do they compose ("a" + acute + circumflex is "ấ")."""
    return "".join(sorted(marks[0], key=_TONES.__contains__))


def _latin(word: re.Match[str]) -> str:
    """The word in Latin letters when that is what it looks like; a truly foreign word stays."""
    latin = word[0].translate(_LOOK_ALIKES)
    return word[0] if _FOREIGN.search(latin) else latin
