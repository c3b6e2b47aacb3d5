"""What can be refused, by name and without words: `handlers.refusals` says it in the reader's language."""


class Refusal(Exception):  # noqa: N818 - a polite no, not an error of the program
    """Something a person asked for that cannot be done; `values` fill the sentence that says so."""

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values


class Stranger(Refusal):
    """The sender belongs to no unit."""


class NotAllowed(Refusal):
    """The officer's roles do not permit this."""


class NotYours(Refusal):
    """The thing belongs to a role (`role`) that the officer does not hold."""


class StaleButton(Refusal):
    """What the button stood for is gone, or the button is of a form no longer in use."""


class CodeUnknown(Refusal):
    """No invitation has this code."""


class CodeUsed(Refusal):
    """Somebody has taken this invitation."""


class CodeExpired(Refusal):
    """The invitation was not taken in time, or was revoked."""


class OtherUnit(Refusal):
    """The account already serves another unit (`unit`)."""


class DayNotPossible(Refusal):
    """A role cannot change hands on this day: it is past, or more than a year away."""


class HeldUntil(Refusal):
    """The officer (`name`) does not hold the role on that day: their time ends before."""


class NotMergeable(Refusal):
    """These two roles cannot become one."""


class LastCoordinator(Refusal):
    """The unit would be left without a coordinator."""


class NoPlan(Refusal):
    """The unit has no approved plan yet."""


class NoPeriod(Refusal):
    """There is no such reporting period, or none at this time."""


class PeriodClosed(Refusal):
    """The period (`period`) is locked: the coordinator has closed it."""


class NothingSubmitted(Refusal):
    """Nobody has answered anything in the period (`period`)."""


class PlanYearLoaded(Refusal):
    """An approved plan (`title`) already covers the years."""


class PlanApproved(Refusal):
    """What can only be done to a draft was asked of a plan that is in force."""


class PlanUnreadable(Refusal):
    """The file is no plan that can be read; `reason` is a plans.errors.Unreadable."""


class WorkbookUnreadable(Refusal):
    """The plan's workbook cannot be taken; `reason` is a plans.workbook_file.BookReason."""


class WorkbookForeign(Refusal):
    """The workbook is of another unit, or of a plan that is no longer there."""


class FileTooBig(Refusal):
    """Telegram hands bots files up to 20 MB only."""


class FileEmpty(Refusal):
    """There is nothing in the file."""


class FileLost(Refusal):
    """A kept file (`name`) is gone from the disk, or no longer what was sent."""


class StorageFull(Refusal):
    """The file could not be kept: the disk is full or read-only."""
