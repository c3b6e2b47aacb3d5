"""What can be wrong with the catalogs and with the calls that use them, each answer a list of sentences.

gettext itself is silent about most of it: an f-string inside `_()` is skipped, a `{name}` that a translation
misspells fails only when the message is said.
"""

import ast
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from babel.messages.catalog import Catalog, Message

MARKERS = ("_", "N_")
PLURAL_MARKER = "n"
_Key = str | tuple[str, ...] | list[str]


def missing_and_leftover(template: Catalog, catalog: Catalog) -> list[str]:
    """Messages of the code that a catalog lacks, and messages of the catalog that the code no longer says."""
    said, known = ({message.id for message in each if message.id} for each in (template, catalog))
    return [
        *(f"missing: {_shown(key)}" for key in _in_order(said - known)),
        *(f"no longer in the code: {_shown(key)}" for key in _in_order(known - said)),
        *(f"obsolete: {_shown(message.id)}" for message in catalog.obsolete.values()),
    ]


def untranslated(catalog: Catalog) -> list[str]:
    """Entries that a person still has to look at: fuzzy ones, and those with an empty form."""
    found = []
    for message in _messages(catalog):
        if message.fuzzy:
            found.append(f"fuzzy: {_shown(message.id)}")
        forms = _forms(message.string)
        wanted = catalog.num_plurals if message.pluralizable else 1
        if len(forms) < wanted or not all(form.strip() for form in forms):
            found.append(f"not translated: {_shown(message.id)}")
    return found


def unfaithful(catalog: Catalog) -> list[str]:
    """Translations whose placeholders or HTML tags are not those of the message, and text that is not NFC."""
    found = []
    for message in _messages(catalog):
        original = _forms(message.id)[-1]
        translations = [form for form in _forms(message.string) if form]
        for text in {*_forms(message.id), *translations}:
            found += [f"{trouble}: {text!r}" for trouble in _troubles(text)]
        for position, text in enumerate(translations, start=1):
            may_leave_out_n = message.pluralizable and position < len(translations)
            if not _placeholders_agree(original, text, may_leave_out_n):
                found.append(f"placeholders differ: {original!r} – {text!r}")
            if _tags(original) != _tags(text):
                found.append(f"HTML tags differ: {original!r} – {text!r}")
    return found


def wrong_calls(source: str) -> list[str]:
    """Calls of the translator in Python source that extraction cannot see or that would fail when said."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            found += [f"line {node.lineno}: {trouble}" for trouble in _call_troubles(node)]
    return found


def placeholders(text: str) -> set[str]:
    """The names in a format string: "{code}: {n}" has code and n.

    Raises ValueError for unbalanced braces.
    """
    fields = (field for _, field, _, _ in string.Formatter().parse(text) if field is not None)
    return {field.split(".")[0].split("[")[0] for field in fields}


def _troubles(text: str) -> Iterator[str]:
    if unicodedata.normalize("NFC", text) != text:
        yield "not NFC"
    try:
        names = placeholders(text)
    except ValueError:
        yield "unbalanced braces"
        return
    if any(not name.isidentifier() for name in names):
        yield "a brace without a name"
    if _tags(text) is None:
        yield "HTML tags do not close in order"


def _placeholders_agree(original: str, text: str, may_leave_out_n: bool) -> bool:
    try:
        wanted, given = placeholders(original), placeholders(text)
    except ValueError:
        return True  # already named as unbalanced braces
    return given == wanted or (may_leave_out_n and given == wanted - {"n"})


class _TagCounter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.seen: Counter[str] = Counter()
        self.open: list[str] = []
        self.in_order = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.in_order = self.in_order and bool(self.open) and self.open.pop() == tag


def _tags(text: str) -> Counter[str] | None:
    """How often each tag is opened; None when they do not close in order."""
    counter = _TagCounter()
    counter.feed(text)
    counter.close()
    return counter.seen if counter.in_order and not counter.open else None


def _call_troubles(call: ast.Call) -> Iterator[str]:
    if _is_format_of_translation(call):
        yield "a translated message is formatted again: give the values to the translator"
    plural = isinstance(call.func, ast.Attribute) and call.func.attr == PLURAL_MARKER and len(call.args) >= 2
    single = isinstance(call.func, ast.Name) and call.func.id in MARKERS and len(call.args) >= 1
    if not (plural or single):
        return
    for argument in call.args[: 2 if plural else 1]:
        if _is_built_text(argument):
            yield "the message is put together in code: write it out, with {name} placeholders"
        elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield from _value_troubles(call, argument.value, implied={"n"} if plural else set())


def _is_built_text(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def _is_format_of_translation(call: ast.Call) -> bool:
    inner = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "format" else None
    return isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in MARKERS


def _value_troubles(call: ast.Call, message: str, implied: set[str]) -> Iterator[str]:
    only_marked = isinstance(call.func, ast.Name) and call.func.id == "N_"
    if only_marked or any(keyword.arg is None for keyword in call.keywords):
        return  # the values are only known when it is said
    try:
        wanted = placeholders(message) - implied
    except ValueError:
        yield f"unbalanced braces: {message!r}"
        return
    given = {keyword.arg for keyword in call.keywords if keyword.arg} - implied
    if missing := wanted - given:
        yield f"no value for {', '.join(sorted(missing))}: {message!r}"


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _forms(text: str | Sequence[str] | None) -> list[str]:
    if text is None:
        return [""]
    return [text] if isinstance(text, str) else list(text)


def _shown(key: str | Sequence[str]) -> str:
    return repr(_forms(key)[0])


def _in_order(keys: set[_Key]) -> list[_Key]:
    return sorted(keys, key=_forms)
