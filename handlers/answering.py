"""An officer's words become the content of an answer: pure decisions on what was there and what was said."""

from dataclasses import replace

from handlers.understand import (
    FreeText,
    Meaning,
    NothingToReport,
    SameAsBefore,
    Sections,
    Status,
)
from handlers.understand import Progress as SaidProgress
from storage.answers import Answer
from storage.tables import Progress

_STATUS = {
    Status.DONE: Progress.DONE,
    Status.IN_PROGRESS: Progress.IN_PROGRESS,
    Status.NOT_STARTED: Progress.NOT_STARTED,
}


def with_words(
    existing: Answer | None, meaning: Meaning, earlier: Answer | None, *, adding: bool
) -> Answer | None:
    """The answer after these words; None when they say nothing about a task.

    `existing` is what stands now, `earlier` the last period's answer ("như kỳ trước"). `adding` keeps the
    narrative that stands and puts the new one behind it; else a new narrative replaces the old.
    """
    before = existing or Answer()
    match meaning:
        case SaidProgress():
            changed = with_progress(before, _STATUS[meaning.status], _whole(meaning), meaning.reason)
            return _with_sections(changed, meaning.sections, adding=adding)
        case NothingToReport():
            return _with_sections(
                with_progress(before, Progress.NOTHING_TO_REPORT), meaning.sections, adding=adding
            )
        case SameAsBefore():
            return earlier
        case FreeText():
            sections = meaning.sections
            if not (sections.narrative or sections.difficulty or sections.proposal):
                sections = Sections(narrative=meaning.text.strip())
            return _with_sections(before, sections, adding=adding) if meaning.text.strip() else None
        case _:
            return None


def with_narrative(existing: Answer | None, text: str, *, adding: bool) -> Answer:
    """The words taken as they are, as the result achieved."""
    return _with_sections(existing or Answer(), Sections(narrative=text.strip()), adding=adding)


def with_progress(
    existing: Answer | None, progress: Progress, percent: int | None = None, reason: str = ""
) -> Answer:
    """The answer with a new state: a percentage belongs to work in progress, a reason to work not done."""
    return replace(
        existing or Answer(),
        progress=progress,
        percent=percent if progress is Progress.IN_PROGRESS else None,
        reason=reason if progress in (Progress.NOT_STARTED, Progress.IN_PROGRESS) else "",
    )


def after_occasion(before: Answer | None, said: Answer, *, all_done: bool) -> Answer:
    """The period's answer on a recurring task that was done once more; `said` adds its words to `before`.

    How far the officer said the task is in the period stays. Else it is under way, and done with the
    period's last occasion.
    """
    if before is not None and (before.progress is Progress.DONE or before.percent is not None):
        return replace(said, progress=before.progress, percent=before.percent)
    return with_progress(said, Progress.DONE if all_done else Progress.IN_PROGRESS)


def with_part(existing: Answer, part: str, text: str) -> Answer:
    """The answer with its "difficulty" or its "proposal" said anew."""
    if part == "difficulty":
        return replace(existing, difficulty=text.strip())
    return replace(existing, proposal=text.strip())


def _whole(said: SaidProgress) -> int | None:
    return None if said.percent is None else max(0, min(100, int(said.percent)))


def _with_sections(answer: Answer, sections: Sections, *, adding: bool) -> Answer:
    narrative = sections.narrative.strip()
    if adding and narrative and answer.narrative:
        narrative = f"{answer.narrative}\n{narrative}"
    return replace(
        answer,
        narrative=narrative or (answer.narrative if adding else ""),
        difficulty=sections.difficulty.strip() or answer.difficulty,
        proposal=sections.proposal.strip() or answer.proposal,
    )
