"""Text of the Vietnamese fonts from before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times).

Such a text arrives as Western letters: "KÕ ho¹ch", "Keá hoaïch". The tables are those of TCVN 5712:1993 (VN3)
and of the VNI for Windows fonts.
"""

import re
from collections.abc import Callable

from locales.syllables import share_of_syllables
from locales.text import nfc

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = dict(
    zip(
        "ùøûõïêéèúüëâáàåãä",
        (
            *(_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT),
            *(_BREVE + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)),
            *(_CIRCUMFLEX + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)),
        ),
        strict=True,
    )
)
_VNI_MARKS |= {sign.upper(): marks for sign, marks in _VNI_MARKS.items()}
_VNI_LETTERS = str.maketrans("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ")
_VNI_MARK = re.compile(rf"(?<=[aeouyôöAEOUYÔÖ])[{''.join(_VNI_MARKS)}]")
_ACCENTED = re.compile(r"[^\x00-\x7f]")
_UNICODE_ONLY = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_ENOUGH = 0.85
_BETTER_BY = 0.2

Converter = Callable[[str], str]


def from_tcvn3(text: str) -> str:
    """Letters of a .Vn… font as Unicode. Its capitals (.Vn…H) are the same codes: the caller knows the font."""
    return nfc(text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """Letters of a VNI-… font as Unicode; a mark stands after its vowel there."""
    marked: list[str] = []
    last = 0
    for mark in _VNI_MARK.finditer(text):
        marked += [text[last : mark.start()].translate(_VNI_LETTERS), _VNI_MARKS[mark[0]]]
        last = mark.end()
    return nfc("".join([*marked, text[last:].translate(_VNI_LETTERS)]))


def legacy_converter(text: str) -> Converter | None:
    """What makes the text Vietnamese if its letters are those of an old font; None when they are not."""
    if len(_UNICODE_ONLY.findall(text)) > 0.1 * len(_ACCENTED.findall(text)):
        return None
    now = share_of_syllables(text, accented_only=True)
    if now is None:
        return None
    best = max((from_tcvn3, from_vni), key=lambda convert: _likeness(convert(text)))
    likeness = _likeness(best(text))
    return best if likeness >= max(_ENOUGH, now + _BETTER_BY) else None


def _likeness(text: str) -> float:
    return share_of_syllables(text, accented_only=True) or 0.0
