"""What a reply can mean. Every meaning keeps the words as they were typed (NFC) in `text`."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

ValueType = Literal["count", "ratio", "money", "percent"]


class Expecting(StrEnum):
    """What the open question is about."""

    NOTHING = "nothing"
    TASK = "task"
    FIGURE = "figure"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Asked:
    """The open question a reply answers.

    `unit` is the unit of the figure asked for ("hồ sơ"), `codes` the codes of tasks and indicators that a
    line may begin with; only these are taken for codes.
    """

    expecting: Expecting = Expecting.NOTHING
    value_type: ValueType | None = None
    unit: str | None = None
    codes: frozenset[str] = frozenset()


class Status(StrEnum):
    """How far a task is."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"


class NumberTrouble(StrEnum):
    """Why something that looks like a figure is none."""

    NEGATIVE = "negative"
    TOO_LONG = "too_long"
    STRANGE_DIGITS = "strange_digits"  # fullwidth, superscript, ½: what was meant is not certain
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Sections:
    """A longer answer by the report's own sections, each as typed; empty where nothing was said."""

    narrative: str = ""
    difficulty: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is. `reason` is why it is not done; `percent` only when one was said."""

    text: str
    status: Status
    percent: Decimal | None = None
    reason: str = ""
    sections: Sections = Sections()


@dataclass(frozen=True, slots=True)
class NothingToReport:
    """ "Không phát sinh": an answer, not silence."""

    text: str
    sections: Sections = Sections()


@dataclass(frozen=True, slots=True)
class SameAsBefore:
    """What was said for the period before still stands."""

    text: str
    sections: Sections = Sections()


@dataclass(frozen=True, slots=True)
class Value:
    """One number; `unit` the word typed after it, `note` what was said beyond the number."""

    text: str
    amount: Decimal
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage; `lacks_parts` when a ratio was asked, which is reported by its two parts."""

    text: str
    amount: Decimal
    lacks_parts: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A part of its whole as typed, even when it is the greater; `stated` a percentage said beside it."""

    text: str
    numerator: Decimal
    denominator: Decimal
    stated: Decimal | None = None
    note: str = ""


Figure = Value | Percent | Parts


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A figure that has to be asked about: its possible readings, the Vietnamese way of writing first.

    A single candidate means that words around the number leave a doubt ("khoảng 120", "- 120").
    """

    text: str
    candidates: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class NotANumber:
    """It looks like a figure and cannot be taken as one."""

    text: str
    trouble: NumberTrouble


@dataclass(frozen=True, slots=True)
class Agreement:
    """Yes or no."""

    text: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Courtesy:
    """Thanks or a greeting: nothing that belongs in a report."""

    text: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Leave the open question."""

    text: str


@dataclass(frozen=True, slots=True)
class CodedLine:
    """The words after a code: `code` spelt as the plan spells it, for an unknown one as typed."""

    code: str
    rest: str


@dataclass(frozen=True, slots=True)
class CodedLines:
    """An answer to several tasks or figures at once; `before` is what was said before the first code."""

    text: str
    lines: tuple[CodedLine, ...]
    unknown: tuple[CodedLine, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class FreeText:
    """Words without a meaning of their own: a narrative, if the officer wishes."""

    text: str
    sections: Sections = Sections()


Meaning = (
    Progress
    | NothingToReport
    | SameAsBefore
    | Value
    | Percent
    | Parts
    | Ambiguous
    | NotANumber
    | Agreement
    | Courtesy
    | Cancel
    | CodedLines
    | FreeText
)
