"""What a careful clerk would remark on: a code and its values, never a sentence.

`plans.wording` turns a warning into a message in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class WarningCode(StrEnum):
    """Everything the reader may remark on; the values each one carries stand beside it."""

    AREA_WITHOUT_LEAD = "area_without_lead"  # area, name, proposal
    AREA_WITH_SEVERAL_LEADS = "area_with_several_leads"  # area, name, roles
    ROLE_LEADS_NOTHING = "role_leads_nothing"  # role
    ROLE_TWO_SPELLINGS = "role_two_spellings"  # role, alias
    ROLE_STANDS_TWICE = "role_stands_twice"  # role
    ROLE_OF_HIGHER_LEVEL = "role_of_higher_level"  # role
    TARGET_OF_HIGHER_LEVEL = "target_of_higher_level"  # text
    NO_COORDINATOR = "no_coordinator"
    NUMBER_BLANK = "number_blank"
    SIGN_NOT_PLAN = "sign_not_plan"  # sign
    DAY_BLANK = "day_blank"
    ANNEX_MISSING = "annex_missing"
    CALENDAR_MISSING = "calendar_missing"
    WINDOWS_MISSING = "windows_missing"
    LETTER_SKIPPED = "letter_skipped"  # where, letter
    LETTER_TWICE = "letter_twice"  # where, letter
    ITEM_WITHOUT_DASH = "item_without_dash"  # where
    PART_MISSING = "part_missing"  # part
    SIGNER_MISSING = "signer_missing"
    SIGNER_TITLE_MISSING = "signer_title_missing"
    RECIPIENTS_MISSING = "recipients_missing"
    PAGE_NUMBER_IN_TEXT = "page_number_in_text"  # number
    PAGES_SCANNED = "pages_scanned"  # pages
    BOOKMARK_IN_TEXT = "bookmark_in_text"
    CITED_WITH_TWO_YEARS = "cited_with_two_years"  # document, other
    SAME_TARGET_FOR_TWO_YEARS = "same_target_for_two_years"
    POINTS_DO_NOT_ADD_UP = "points_do_not_add_up"  # code, said, sum
    TOTAL_DOES_NOT_ADD_UP = "total_does_not_add_up"  # said, sum
    CRITERION_GIVEN_TO_NOBODY = "criterion_given_to_nobody"  # codes
    DISTRICT_AFTER_REFORM = "district_after_reform"  # body
    SENTENCE_REJOINED = "sentence_rejoined"
    CRITERIA_MISCOUNTED = "criteria_miscounted"  # where, said, number
    TASK_STANDS_TWICE = "task_stands_twice"  # task, other
    DUE_BEFORE_PLAN = "due_before_plan"  # task, due
    DUE_OUTSIDE_YEARS = "due_outside_years"  # task, due


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - "Warning" is Python's own
    """One remark: what, about what, and on which line of the file (None: about the whole).

    `quote` is the beginning of that line, so that a review can show it.
    """

    code: WarningCode
    values: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    quote: str = ""
