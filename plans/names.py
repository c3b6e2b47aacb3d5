"""Names of posts and offices: what looks like one, where a list of them divides, and which are the same.

A role is printed in many ways: with and without "Công chức" or "xã", with any dash, or shortened
("P. VH-XH", "VP HĐND&UBND", "TTPVHCC"). Two spellings are one role when every word of the one stands in the
other, as itself or as initials.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from locales.text import fold

_HEADS = re.compile(
    r"^(?:(?:dong chi|d c|de nghi|giao|cac) )*"
    r"(?:cong chuc|can bo|vien chuc|van phong|vp\b|phong(?! chong| hop| tranh| ngua)|p (?=[a-z])"
    r"|bo phan|dai\b(?! hoi| dien)"
    r"|tram\b|truyen thanh|pho chu tich|chu tich|pct\b|uy ban|ubnd|ubmttq|mttq|mat tran|cong an|ca\b|quan su"
    r"|ban (?!hanh|giao|do\b|ke\b|than|tiep|sao|dau)|bch\b|bql\b|trung tam|tt (?=[a-z])|ttpvhcc|ttcu"
    r"|nganh\b|to (?:dan pho|cong nghe"
    r"|truong|hoa giai|cong tac|giup viec|de an|quan ly|tu quan|bao ve|phu trach|lien gia|khuyen nong"
    r"|xung kich|ky thuat)"
    r"|tdp\b|doan the|doan (?:thanh nien|tncs|xa|phuong)|hoi (?:lien hiep|lhpn|phu nu|nong dan"
    r"|cuu chien binh|ccb|dong|nguoi"
    r"|chu thap do|khuyen hoc|luat gia|dac thu|doan the)"
    r"|(?:hieu )?truong (?:thon|khoi|cac|to|xom|ban\b|ap\b|tieu hoc|thcs|thpt|mam non|hoc|phong"
    r"|cong an|tram|khu|chinh)"
    r"|bi thu|tu phap|tai chinh|ke toan|dia chinh|xay dung do thi|van hoa|noi vu|thong ke|(?:thon|xom"
    r"|khu pho|khoi pho|khom)\b|ap (?!dung|luc)"
    r"|co quan|don vi|thu truong|lanh dao|nguoi (?:dung dau|phu trach|hoat dong)|thanh tra|thuong truc"
    r"|dang uy|hdnd"
    r"|chi (?:cuc|bo|huy|nhanh)|kho bac|buu (?:dien|cuc)|so (?:noi vu|tu phap|tai chinh|khoa hoc"
    r"|thong tin|xay dung|y te|nong"
    r"|van hoa|cong thuong|giao duc)|hop tac xa|htx|lien doan|cong doan|vhxh|tckt|tpht|vptk|ubmt"
    r"|cc\b|cbcc\b|doi (?:thanh nien|tinh nguyen|xung kich|an ninh|quan ly)|nha van hoa|thu vien"
    r"|bo chi huy|vien\b"
    r"|xa doi|tieu ban|truong thon|cong ty|doanh nghiep|ngan hang|vnpt|viettel|dien luc)"
)
_VAGUE = re.compile(
    r"lien quan|^(cac|nhung|tung|moi|tat ca|toan the|toan bo)\b.{0,40}\b(phong|(?<!dia )ban|bo phan"
    r"|don vi|co quan|nganh"
    r"|cong chuc|can bo|to chuc|ca nhan|chuyen mon|thanh vien|chu dau tu|linh vuc|cap)\b"
    r"|^(cong chuc|can bo|cbcc|bo phan|phong|phong ban|don vi|co quan|nganh|ban nganh|ban|lanh dao"
    r"|thu truong)"
    r"( (cong chuc|can bo|don vi|co quan|bo phan|phong|ban|nganh|chuyen mon|duoc giao|phu trach"
    r"|thuoc xa|xa|phuong|khac"
    r"|cap tren|truc thuoc|tham muu|vien chuc|doan the))*$"
    r"|^(cong chuc|can bo|bo phan) (duoc|phu trach cac|nao|thuc hien)|^nguoi (hoat dong|dung dau"
    r"|phu trach)( cac)?\b.{0,30}$"
    r"|^ubnd$|^uy ban nhan dan( xa| phuong)?$|^ubnd (xa|phuong)$|^dang uy( xa| phuong)?$|^hdnd( xa| phuong)?$"
)
_HIGHER = re.compile(
    r"\b(huyện|quận|thị xã)\b|\b(tỉnh|thành phố)\s*$|^(?:Sở|Bộ(?! phận| đội| Chỉ huy))\s"
    r"|\bcấp (?:huyện|tỉnh|trên)\b",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"\b(huyện|quận|thị xã)\b", re.IGNORECASE)
_DISTRICT_PLACE = re.compile(
    r"\b(huyện|quận|thị xã)\s+(?-i:cũ|trước đây)|quân sự|thuộc (?:huyện|quận) cũ", re.IGNORECASE
)
_CLASS_WORDS = (
    "cong chuc chuyen mon",
    "cong chuc",
    "can bo phu trach",
    "can bo",
    "dong chi",
    "bo phan",
    "vien chuc",
    "de nghi",
    "cc",
)
_SYNONYMS = (
    (
        r"\b(uy ban mat tran to quoc|ubmttq|ubmttqvn|mttqvn|ub mttq|mat tran to quoc|ubmt to quoc"
        r"|uy ban mttq)\b",
        "mttq",
    ),
    (r"\bhoi dong nhan dan\b", "hdnd"),
    (r"\b(uy ban nhan dan|ub nhan dan)\b", "ubnd"),
)
_EMPTY_WORDS = {"va", "cua", "cac", "phuong", "cap", "thuoc", "don", "vi", "viet", "nam", "phu", "trach"}
_LEADING = re.compile(r"^(?:đồng chí|đ/c|đề nghị|giao|phân công|do|các đồng chí)\s+", re.IGNORECASE)
_NOTE = re.compile(r"\s*\((?P<note>[^()]*)\)\s*")
_HARD = re.compile(
    r"\s*[;\n]\s*|\s*/\s*(?!\d)|\s+-\s+(?=(?:Công chức|Phòng|Văn phòng|Trung tâm|Công an|Ban|Ủy ban)\b)"
)
_SOFT = re.compile(r"(\s*,\s*(?:và\s+)?|\s+và\s+|\s+cùng\s+(?:với\s+)?)", re.IGNORECASE)
_SHORT = re.compile(r"^(?:[A-ZĐ&]{2,}|[A-ZĐ]{1,3}\.|[A-ZĐ]{1,4}(?:[-–&][A-ZĐ]{1,4})+)$")
_USUAL_SHORT = {"UBND", "HĐND", "MTTQ", "UBMTTQ", "HĐND&UBND", "UBMTTQVN", "CCHC", "ISO", "TNCS"}
_MOST_WORDS = 24
# Names are compared pair by pair; what other plans named need not be kept as long as the program runs.
_MOST_KEPT = 50_000


def looks_like_role(text: str) -> bool:
    """Whether the words begin with the name of a post or an office."""
    return _HEADS.match(fold(text[:160])) is not None


def is_vague(name: str) -> bool:
    """Whether the name means nobody in particular ("các bộ phận liên quan", "UBND xã" itself)."""
    return _VAGUE.search(fold(name)) is not None


def is_higher_level(name: str) -> bool:
    """Whether the name is that of a body above the commune ("… huyện", "Sở …")."""
    return _HIGHER.search(name) is not None and _DISTRICT_PLACE.search(name) is None


def is_district(text: str) -> bool:
    """Whether the words name a body of a district, which there are none of since July 2025."""
    return _DISTRICT.search(text) is not None and _DISTRICT_PLACE.search(text) is None


def is_shortened(name: str) -> bool:
    """Whether the name is written with abbreviations that are not the usual ones of every paper."""
    return any(_SHORT.match(word) and word not in _USUAL_SHORT for word in name.replace("(", " ").split())


def listed(text: str) -> tuple[str, ...]:
    """The names in a list such as "Phòng Kinh tế; Công an xã, các thôn và Văn phòng HĐND và UBND".

    A comma or "và" divides only where the words after it begin a name themselves.
    """
    return tuple(name for part in _HARD.split(text) if part.strip() for name in _divided(part))


def short_key(name: str) -> str:
    """The name's own words: "Công chức Tư pháp – Hộ tịch xã" → "tu phap ho tich"."""
    return " ".join(_core(name))


def same_role(one: str, other: str) -> bool:
    """Whether two spellings name one role, as far as their own words tell."""
    return _same(one, other) if one <= other else _same(other, one)


def spelled_differently(name: str, alias: str) -> bool:
    """Whether two spellings of one role differ in more than dashes, accents, "Công chức" and "xã"."""
    return _core(name) != _core(alias)


def bare_name(text: str) -> tuple[str, tuple[str, ...]]:
    """A name without courtesy and brackets, and what the brackets say it is also called."""
    notes = tuple(_defined(match["note"]) for match in _NOTE.finditer(text))
    bare = _LEADING.sub("", _NOTE.sub(" ", text).strip(" .,;:-–"))
    return " ".join(bare.split()), tuple(note for note in notes if note)


def _defined(note: str) -> str:
    said = re.sub(
        r"^(?:sau đây )?(?:gọi (?:tắt )?là|viết tắt(?: là)?|gọi chung là)\s*:?\s*",
        "",
        note.strip(),
        flags=re.IGNORECASE,
    )
    is_name = said != note.strip() or re.fullmatch(r"[A-ZĐ][A-ZĐ&.\- –]{1,12}", said)
    return said.strip(' “”"') if is_name else ""


def _divided(part: str) -> Iterator[str]:
    pieces = _SOFT.split(part.strip())
    name = pieces[0]
    for glue, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if looks_like_role(piece) and not _goes_on(name, glue, piece):
            yield name
            name = piece
        else:
            name += glue + piece
    yield name


def _goes_on(name: str, glue: str, piece: str) -> bool:
    """Whether the piece belongs to the name before it: "Văn phòng HĐND và UBND", "Mặt trận và các đoàn thể"."""
    folded, before = fold(piece), fold(name)
    if "," not in glue and folded.startswith(("ubnd", "uy ban nhan dan")):
        return before.endswith(("hdnd", "hoi dong nhan dan"))
    if re.match(r"(cac )?(doan the|to chuc|ban nganh|nganh)\b", folded):
        return re.search(r"(mat tran|mttq|to quoc|cac ban|ban|nganh|doan the)", before) is not None
    fields = re.match(r"(dia chinh|xay dung|van hoa|tai chinh|thong ke|don vi|bo phan)\b", folded)
    return before.startswith(("cac ", "phong ", "trung tam ")) and fields is not None


@lru_cache(maxsize=_MOST_KEPT)
def _same(one: str, other: str) -> bool:
    mine, theirs = _core(one), _core(other)
    if not mine or not theirs:
        return False
    if mine == theirs:
        return True
    if len(mine) > _MOST_WORDS or len(theirs) > _MOST_WORDS:
        return False
    if mine[0][0] != theirs[0][0]:  # initials begin as the words do
        return _without_office(one, mine, other, theirs)
    return _aligned(mine, theirs) or _without_office(one, mine, other, theirs) or _nearly(mine, theirs)


@lru_cache(maxsize=_MOST_KEPT)
def _core(name: str) -> tuple[str, ...]:
    folded = fold(bare_name(name)[0])
    for pattern, plain in _SYNONYMS:
        folded = re.sub(pattern, plain, folded)
    changed = True
    while changed:
        changed = False
        for office in _CLASS_WORDS:
            longer = len(folded.split()) > len(office.split()) + (office != "cc")
            if folded.startswith(office + " ") and longer:
                folded, changed = folded[len(office) + 1 :], True
    words = folded.split()
    kept = [
        word
        for place, word in enumerate(words)
        if word not in _EMPTY_WORDS and not (word == "xa" and words[place + 1 : place + 2] != ["hoi"])
    ]
    return tuple(kept or words)


def _aligned(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the words agree one by one, where a word may be the initials of several on the other side."""
    if not mine or not theirs:
        return not mine and not theirs
    if mine[0] == theirs[0] and _aligned(mine[1:], theirs[1:]):
        return True
    return _abbreviates(mine, theirs) or _abbreviates(theirs, mine)


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    word = short[0]
    if (
        not 1 <= len(word) <= 9
        or len(full) < len(word)
        or (len(word) > 3 and re.search(r"[aeiouy]", word[:2]))
    ):
        return False
    if "".join(next_word[0] for next_word in full[: len(word)]) != word:
        return False
    return (len(word) > 1 or len(full[0]) > 1) and _aligned(short[1:], full[len(word) :])


def _without_office(one: str, mine: tuple[str, ...], other: str, theirs: tuple[str, ...]) -> bool:
    """ "Văn hóa – Xã hội" for "Phòng Văn hóa – Xã hội": the word for the office is left out altogether."""
    for name, core, full in ((one, mine, theirs), (other, theirs, mine)):
        bare = core == tuple(fold(bare_name(name)[0]).split()) or len(core) == 1
        if full[0] in {"phong", "ban"} and bare and core[0] != full[0] and _aligned(core, full[1:]):
            return True
    return False


def _nearly(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """A slip of the pen in one word of a long name."""
    if len(mine) != len(theirs) or len(mine) < 3:
        return False
    wrong = [(one, other) for one, other in zip(mine, theirs, strict=True) if one != other]
    if len(wrong) != 1 or any(word.isdigit() for word in wrong[0]):
        return False
    from rapidfuzz.distance import OSA

    one, other = wrong[0]
    return min(len(one), len(other)) >= 3 and OSA.distance(one, other) == 1 and one[0] == other[0]
