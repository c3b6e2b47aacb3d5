"""Why a file cannot become a plan: typed, permanent, and without words for the user."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with the file; the chat and the command line put it into words."""

    EMPTY = "empty"
    BROKEN = "broken"
    TOO_BIG = "too_big"
    PASSWORD = "password"  # noqa: S105 - the name of a reason, not a secret
    SCANNED_PDF = "scanned_pdf"
    UNSUPPORTED = "unsupported"
    UNREADABLE_LETTERS = "unreadable_letters"
    OLD_WORD_NEEDS_CONVERSION = "old_word_needs_conversion"
    OLD_EXCEL_NEEDS_CONVERSION = "old_excel_needs_conversion"
    NOT_A_PLAN = "not_a_plan"
    ZIP_BOMB = "zip_bomb"
    TOO_MANY_LINES = "too_many_lines"


class UnreadablePlan(Exception):  # noqa: N818 - the name the rest of the program agreed on
    """The file is not, or cannot be read as, a plan; trying again will not help."""

    permanent = True

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
