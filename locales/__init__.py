"""The translator: Vietnamese messages in, the reader's language out; numbers and dates as they are written.

Whoever says something takes the translator of whoever will read it as a parameter called `_`. A catalog is
read the first time its language is spoken, so a bot that only ever speaks Vietnamese keeps only that one.
"""

import datetime as dt
import functools
import gettext
import io
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DOMAIN: Final = "dondoc"
HO_CHI_MINH: Final = ZoneInfo("Asia/Ho_Chi_Minh")

_DATE: Final = {"vi": "d/M/y", "en": "d MMM y"}
_DAY_MONTH: Final = {"vi": "d/M", "en": "d MMM"}
_MOMENT: Final = {"vi": "HH:mm 'ngày' d/M/y", "en": "HH:mm, d MMM y"}


def N_(message: str, /) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a message for the catalogs where no translator is at hand; it is translated when it is said."""
    return message


def catalog_path(language: Language) -> Path:
    """Where the catalog of a language lies."""
    return Path(__file__).parent / language / "LC_MESSAGES" / f"{DOMAIN}.po"


class Translator:
    """Says messages, numbers and dates in one language. Get one from `translator(language)`."""

    def __init__(self, language: Language) -> None:
        self.language: Final = language

    @functools.cached_property
    def _messages(self) -> gettext.NullTranslations:
        return _read_catalog(catalog_path(self.language))

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language, its `{name}` placeholders filled; an unknown one as it is.

        Raises KeyError when a placeholder has no value.
        """
        return self._messages.gettext(message).format(**values)

    def n(self, singular: str, plural: str, /, n: int, **values: object) -> str:
        """The message for `n` things; `{n}` is filled with the number as this language writes it."""
        return self._messages.ngettext(singular, plural, n).format(n=self.number(n), **values)

    def number(self, value: Decimal | int) -> str:
        """Every digit of the value: "1.234,5", in English "1,234.5"."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self.language, decimal_quantization=False)

    def percent(self, value: Decimal | int) -> str:
        """A value that is already in percent: 95.5 is "95,5%"."""
        return f"{self.number(value)}%"

    def date(self, day: dt.date) -> str:
        """ "17/3/2022", in English "17 Mar 2022"."""
        return self._day(day, _DATE[self.language])

    def day_month(self, day: dt.date) -> str:
        """ "17/3", in English "17 Mar"."""
        return self._day(day, _DAY_MONTH[self.language])

    def weekday(self, day: dt.date, *, sentence_start: bool = False) -> str:
        """ "thứ Tư", "Chủ nhật"; at the start of a sentence "Thứ Tư"."""
        name = self._day(day, "EEEE").replace("Chủ Nhật", "Chủ nhật")
        return name if sentence_start else name.replace("Thứ", "thứ")

    def moment(self, moment: dt.datetime, zone: dt.tzinfo = HO_CHI_MINH) -> str:
        """An aware moment as the clock in `zone` shows it: "16:05 ngày 17/3/2022".

        Raises ValueError for a naive moment: nobody could say when that was.
        """
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return self._day(moment.astimezone(zone), _MOMENT[self.language])

    def _day(self, day: dt.date, pattern: str) -> str:
        from babel import Locale
        from babel.dates import parse_pattern

        return parse_pattern(pattern).apply(day, Locale.parse(self.language))


@functools.cache
def translator(language: str) -> Translator:
    """The one translator of a language.

    Raises ValueError for a language we have no catalog of.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no catalog for language {language!r}")
    return Translator(language)


def _read_catalog(path: Path) -> gettext.NullTranslations:
    """The .po file, compiled in memory: no generated file to forget, gettext's own plural rules."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.parts[-3], domain=DOMAIN))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
