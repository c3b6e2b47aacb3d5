"""Keep the catalogs in line with the code: `python -m locales.catalogs update` and `… check`.

`update` brings new messages in (in vi said as they are, in en left empty for a person) and drops old ones.
`check` names everything that is wrong with the catalogs and with the calls in the code, and exits with 1.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from locales import DOMAIN, LANGUAGES, Language, catalog_path
from locales.catalog_checks import missing_and_leftover, unfaithful, untranslated, wrong_calls

ROOT: Final = Path(__file__).parent.parent
ROOMS: Final = ("bot", "handlers", "plans", "scheduler", "reports", "storage", "locales")
KEYWORDS: Final[Mapping[str, tuple[int, ...] | None]] = {"_": None, "N_": None, "n": (1, 2)}
PLURAL_FORMS: Final[Mapping[Language, str]] = {
    "vi": "nplurals=1; plural=0;",
    "en": "nplurals=2; plural=(n != 1);",
}
# Written here and not by Babel, whose header carries the minute of the run: every update would be a change.
HEADER: Final = """\
msgid ""
msgstr ""
"Project-Id-Version: dondoc\\n"
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def extract(root: Path = ROOT) -> Catalog:
    """Every message that the rooms under `root` say, with the files that say it."""
    template = Catalog(domain=DOMAIN)
    for path in _sources(root):
        place = path.relative_to(root).as_posix()
        for line, message, comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            template.add(message, None, [(place, line)], auto_comments=comments)
    return template


def read(path: Path, language: Language) -> Catalog:
    """The catalog in a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def updated(catalog: Catalog, template: Catalog, language: Language) -> Catalog:
    """The catalog with exactly the template's messages; what was translated stays.

    A new Vietnamese message is said as it stands in the code; a new one of another language is left empty.
    """
    fresh = Catalog(locale=language, domain=DOMAIN)
    for message in template:
        if not message.id:
            continue
        old = catalog.get(message.id)
        said = old.string if old is not None and _same_kind(old.id, message.id) else ""
        if language == "vi" and not said:
            said = (message.id[-1],) if isinstance(message.id, tuple) else message.id
        flags = old.flags if old is not None else ()
        fresh.add(message.id, said, message.locations, flags, message.auto_comments)
    return fresh


def write(path: Path, catalog: Catalog, language: Language) -> None:
    """Write a .po file that differs only where messages differ: no dates, no line numbers, a fixed order."""
    with path.open("wb") as file:
        file.write(HEADER.format(language=language, plural_forms=PLURAL_FORMS[language]).encode())
        write_po(
            file,
            catalog,
            width=0,
            omit_header=True,
            sort_output=True,
            include_lineno=False,
            ignore_obsolete=True,
        )


def update(root: Path = ROOT) -> None:
    """Bring all catalogs in line with the code under `root`."""
    template = extract(root)
    for language in LANGUAGES:
        path = catalog_path(language)
        write(path, updated(read(path, language), template, language), language)


def problems(root: Path = ROOT) -> Iterator[str]:
    """Everything wrong with the calls in the code under `root` and with the catalogs, a line each."""
    for source in _sources(root):
        for trouble in wrong_calls(source.read_text(encoding="utf-8")):
            yield f"{source.relative_to(root)}: {trouble}"
    template = extract(root)
    for language in LANGUAGES:
        catalog = read(catalog_path(language), language)
        for trouble in [
            *missing_and_leftover(template, catalog),
            *untranslated(catalog),
            *unfaithful(catalog),
        ]:
            yield f"{language}: {trouble}"


def main(arguments: Sequence[str]) -> int:
    """Run one of the two commands; 0 done, 1 problems found, 2 wrong use."""
    if list(arguments) == ["update"]:
        update()
        return 0
    if list(arguments) == ["check"]:
        found = list(problems())
        sys.stderr.writelines(f"{line}\n" for line in found)
        return 1 if found else 0
    sys.stderr.write("python -m locales.catalogs update | check\n")
    return 2


def _sources(root: Path) -> list[Path]:
    return sorted(path for room in ROOMS for path in (root / room).rglob("*.py"))


def _same_kind(one: object, other: object) -> bool:
    return isinstance(one, str) == isinstance(other, str)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
