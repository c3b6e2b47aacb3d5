"""Does a text look Vietnamese? Its syllables are built by few rules, so the answer needs no dictionary."""

import re
import unicodedata

_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:i[êe]u?|y[êe]u?|u[ôâơê]i?|uy[êau]?|ư[ơ]?[iu]?|ưa|o[aăe][oiy]?|u[ya]|uâ[y]?|[âa][uy]|[aeê][ou]|êu|iu|ia|ya"
    r"|[aoôơu]i|[aăâeêioôơuưy])"
    r"(?:ch|nh|ng|[cmnpt])?"
)
_ENOUGH_WORDS = 20
_SPLIT = re.compile(
    r"(?<!\w)(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]) ([aeiouyăâêôơưà-ỹ][^\W\d_]*)(?!\w)", re.IGNORECASE
)
_OFTEN = 50  # one split word in so many is a habit of the file


def is_syllable(word: str) -> bool:
    """Whether a word of letters can be one Vietnamese syllable, in either tone placement."""
    toneless, tones = _TONE.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def mended(text: str) -> str:
    """The text with words joined whose first letters a PDF set apart ("k ế hoạch"), if it does so often."""
    if len(_SPLIT.findall(text)) * _OFTEN < len(text.split()):
        return text
    return _SPLIT.sub(lambda split: split[1] + split[2] if is_syllable(split[1] + split[2]) else split[0], text)


def share_of_syllables(text: str, *, accented_only: bool = False) -> float | None:
    """How much of the text's words can be Vietnamese, from 0 to 1; None when there are too few to judge.

    `accented_only` looks at words with letters beyond ASCII alone: those tell the encoding.
    """
    words = [word for word in _WORD.findall(text) if not (accented_only and word.isascii())]
    if len(words) < _ENOUGH_WORDS:
        return None
    return sum(map(is_syllable, words)) / len(words)
