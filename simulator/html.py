"""Telegram's HTML subset ⇄ text with entities, as strict as Telegram's own parser."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.limits import bad_request, utf16_length

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));")
_ATTRIBUTE = re.compile(r"\s*([a-zA-Z0-9-]*)")
_VALUE = re.compile(r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+))""")
_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)]|\b(?:t\.me|www\.[\w-]+\.\w+)/[^\s<>\"]*[^\s<>\".,;:!?)])"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z0-9_]{4,32})\b"
    r"|(?<!\w)(?P<hashtag>#(?=\w*[^\W\d])\w{1,255})"
)
_OPENING = {
    "bold": "<b>",
    "italic": "<i>",
    "underline": "<u>",
    "strikethrough": "<s>",
    "spoiler": "<tg-spoiler>",
    "code": "<code>",
    "pre": "<pre>",
    "blockquote": "<blockquote>",
    "expandable_blockquote": "<blockquote expandable>",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text, in UTF-16 units, with a meaning."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    def as_json(self) -> dict[str, Any]:
        fields = {"type": self.type, "offset": self.offset, "length": self.length}
        extra = {"url": self.url, "language": self.language}
        return fields | {name: value for name, value in extra.items() if value is not None}


@dataclass(slots=True)
class _Open:
    tag: str
    type: str
    offset: int
    position: int
    value: str | None


def _cannot_parse(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Text and entities of `source`. Raises the refusal that Telegram gives for broken markup."""
    pieces: list[str] = []
    units = 0
    stack: list[_Open] = []
    found: list[Entity] = []
    position = 0
    while position < len(source):
        if source[position] == "<":
            begin = position
            if source.startswith("</", position):
                position = _close(source, begin, stack, found, units, pieces)
            else:
                opened, position = _open(source, begin, units, len(pieces))
                stack.append(opened)
            continue
        piece, position = _character(source, position)
        pieces.append(piece)
        units += utf16_length(piece)
    if stack:
        raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return _tidy("".join(pieces), found)


def plain(text: str) -> tuple[str, tuple[Entity, ...]]:
    """`text` as sent without a parse mode: trimmed, with links, commands and mentions found."""
    return _tidy(text, ())


def given_entities(text: str, entities: Iterable[dict[str, Any]]) -> tuple[str, tuple[Entity, ...]]:
    """`text` with entities that the bot counted itself."""
    return _tidy(
        text,
        [
            Entity(each["type"], each["offset"], each["length"], each.get("url"), each.get("language"))
            for each in entities
        ],
    )


def to_html(text: str, entities: Sequence[Entity]) -> str:
    """The HTML that would give `text` with `entities`; what Telegram finds by itself is left plain."""
    styled = [entity for entity in entities if entity.type in _OPENING or entity.type == "text_link"]
    cuts = sorted(
        {0, utf16_length(text)} | {point for e in styled for point in (e.offset, e.offset + e.length)}
    )
    units = text.encode("utf-16-le")
    pieces: list[str] = []
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        for entity in reversed(styled):
            if entity.offset + entity.length == start:
                tag = "a" if entity.type == "text_link" else re.sub(r"[<>]|\s.*", "", _OPENING[entity.type])
                pieces.append(f"</{tag}>")
        for entity in styled:
            if entity.offset == start:
                link = f'<a href="{html.escape(entity.url or "")}">'
                pieces.append(link if entity.type == "text_link" else _OPENING[entity.type])
        pieces.append(html.escape(units[start * 2 : end * 2].decode("utf-16-le"), quote=False))
    return "".join(pieces)


def _byte(source: str, position: int) -> int:
    return len(source[:position].encode())


def _character(source: str, position: int) -> tuple[str, int]:
    if source[position] != "&":
        end = position + 1
        while end < len(source) and source[end] not in "<&":
            end += 1
        return source[position:end], end
    match = _REFERENCE.match(source, position)
    if match is None:
        return "&", position + 1
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name], match.end()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return (chr(code), match.end()) if 0 < code < 0x110000 else ("&", position + 1)


def _open(source: str, begin: int, units: int, index: int) -> tuple[_Open, int]:
    at = _byte(source, begin)
    name_end = begin + 1
    while name_end < len(source) and not source[name_end].isspace() and source[name_end] != ">":
        name_end += 1
    if name_end >= len(source):
        raise _cannot_parse(f"Unclosed start tag at byte offset {at}")
    tag = source[begin + 1 : name_end].lower()
    if tag not in _STYLES:
        raise _cannot_parse(f'Unsupported start tag "{tag}" at byte offset {at}')
    attributes, position = _attributes(source, name_end, tag, at)
    kind = _STYLES[tag]
    value: str | None = None
    if tag == "a":
        value = attributes.get("href")
    elif tag == "code" and attributes.get("class", "").startswith("language-"):
        value = attributes["class"].removeprefix("language-")
    elif tag == "blockquote" and "expandable" in attributes:
        kind = "expandable_blockquote"
    elif tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    return _Open(tag, kind, units, index, value), position


def _attributes(source: str, position: int, tag: str, at: int) -> tuple[dict[str, str], int]:
    attributes: dict[str, str] = {}
    while True:
        match = _ATTRIBUTE.match(source, position)
        assert match is not None
        position = match.end()
        if position >= len(source):
            raise _cannot_parse(f"Unclosed start tag at byte offset {at}")
        name = match.group(1).lower()
        if not name and source[position] == ">":
            return attributes, position + 1
        if not name:
            raise _cannot_parse(
                f'Empty attribute name in the tag "{tag}" at byte offset {_byte(source, position)}'
            )
        value = _VALUE.match(source, position)
        if value is not None:
            position = value.end()
            attributes[name] = html.unescape(next(group for group in value.groups() if group is not None))
        elif name == "expandable":
            attributes[name] = ""
        else:
            raise _cannot_parse(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
                f"at byte offset {_byte(source, position)}"
            )


def _close(
    source: str, begin: int, stack: list[_Open], found: list[Entity], units: int, pieces: Sequence[str]
) -> int:
    at = _byte(source, begin)
    if not stack:
        raise _cannot_parse(f"Unexpected end tag at byte offset {at}")
    end = source.find(">", begin)
    if end < 0:
        raise _cannot_parse(f"Unclosed end tag at byte offset {at}")
    name = source[begin + 2 : end].strip().lower()
    opened = stack.pop()
    if name != opened.tag:
        raise _cannot_parse(
            f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{name}>"'
        )
    length = units - opened.offset
    url = language = None
    if opened.type == "text_link":
        url = opened.value or "".join(pieces[opened.position :])
        if not re.match(r"(?:https?|tg|mailto|tel):", url):
            url = f"http://{url}" if re.match(r"[\w-]+(\.[\w-]+)+", url) else None
    elif opened.tag == "code":
        language = opened.value
    # A link without a usable address and a custom emoji stay as plain text, as they do in Telegram.
    usable = opened.type != "custom_emoji" and (opened.type != "text_link" or url is not None)
    if length and usable:
        found.append(Entity(opened.type, opened.offset, length, url, language))
    return end + 1


def _tidy(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Trim as Telegram does, add what it recognises by itself, and put in order."""
    text = text.replace("\r\n", "\n").replace("\x00", "")
    cut = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    size = utf16_length(text)
    kept: list[Entity] = []
    for entity in _merge_code_in_pre(list(entities)):
        start, end = max(0, entity.offset - cut), min(size, entity.offset + entity.length - cut)
        if end > start:
            kept.append(Entity(entity.type, start, end - start, entity.url, entity.language))
    taken = [(e.offset, e.offset + e.length) for e in kept if e.type in {"code", "pre", "text_link"}]
    for match in _FOUND.finditer(text):
        start = utf16_length(text[: match.start()])
        end = start + utf16_length(match.group())
        if match.lastgroup and not any(start < right and left < end for left, right in taken):
            kept.append(Entity(match.lastgroup, start, end - start))
    return text, tuple(sorted(kept, key=lambda e: (e.offset, -e.length)))


def _merge_code_in_pre(entities: list[Entity]) -> list[Entity]:
    """`<pre><code class="language-x">` is one entity: a pre with a language."""
    inside = {(e.offset, e.length): e.language for e in entities if e.type == "code"}
    blocks = {(e.offset, e.length) for e in entities if e.type == "pre"}
    merged: list[Entity] = []
    for entity in entities:
        span = (entity.offset, entity.length)
        if entity.type == "code" and span in blocks:
            continue
        if entity.type == "pre" and span in inside:
            entity = Entity("pre", *span, language=inside[span])
        merged.append(
            Entity(entity.type, *span, entity.url, entity.language if entity.type == "pre" else None)
        )
    return merged
