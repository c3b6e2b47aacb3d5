"""The reporting calendar of a plan's year: what the text gives, completed by the preset, and which is which.

Windows come from the plan's own text when it gives them, else from the preset (DESIGN §3; công văn
581/BNV-CCHC). Nothing is assumed in silence: each part says where it comes from, and the coordinator may
choose another preset.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.model import PlanDocument, ReportingDraft
from scheduler.periods import PeriodError, PeriodKind, PeriodPlan, Window, before_day, monthly

# Kind of report → first and last slice it covers (0: 15/12–14/3 … 3: 15/9–14/12).
_SLICES = {
    "Q1": (0, 0),
    "Q2": (1, 1),
    "Q3": (2, 2),
    "Q4": (3, 3),
    "H1": (0, 1),
    "H2": (2, 3),
    "9M": (0, 2),
    "Y": (0, 3),
}
_REFORM = "cchc"
# What a coordinator may choose where the text is silent; data is taken as FORMS §4 (NĐ 09/2019) says.
PRESETS: dict[str, tuple[str, ...]] = {
    _REFORM: ("Q1", "H1", "Q3", "Y"),  # công văn 581/BNV-CCHC
    "quarters": ("Q1", "Q2", "Q3", "9M", "Q4"),  # Thông tư 06/2025/TT-TTCP, and fields like it
    "months": tuple(f"M{month:02}" for month in range(1, 13)),
    "halves": ("H1", "Y"),
}
# The last day of the summary in the cut-off's month where it is not the 19th ("by the 17th").
_SUMMARY_DAYS = {"quarters": 17}
_KINDS = {"Q": PeriodKind.QUARTERLY, "H": PeriodKind.HALF_YEARLY, "Y": PeriodKind.YEARLY}


@dataclass(frozen=True, slots=True)
class ProposedPeriod:
    """A period with what the text or the coordinator's choice gives of it; the rest is the preset's."""

    plan: PeriodPlan
    window_given: bool = False
    officers_given: bool = False
    summary_given: bool = False

    @property
    def all_given(self) -> bool:
        return self.window_given and self.officers_given and self.summary_given


def reform_year(today: date) -> int:
    """The year whose reports run on this day: it begins on 15/12 of the year before."""
    return today.year + (today >= date(today.year, 12, 15))


def plan_years(document: PlanDocument, today: date) -> tuple[int, int]:
    """First and last year of the plan; the running one when the text names none."""
    years = document.years or (reform_year(today),)
    return min(years), max(years)


def calendar_year(document: PlanDocument, today: date) -> int:
    """The year whose periods the plan brings now: its only one, or the running one of several."""
    first, last = plan_years(document, today)
    return min(max(reform_year(today), first), last)


def reporting_calendar(document: PlanDocument, year: int) -> tuple[ProposedPeriod, ...]:
    """The periods the coordinator chose for this year, else the text's own as far as it goes.

    A text that asks for no report gets the four reform reports as a proposal.
    """
    chosen = [period for period in document.calendar if period.code.startswith(f"{year}-")]
    if chosen:
        return tuple(
            ProposedPeriod(period, window_given=True, officers_given=True, summary_given=True)
            for period in chosen
        )
    return own_calendar(document, year) or preset_calendar(year)


def own_calendar(document: PlanDocument, year: int) -> tuple[ProposedPeriod, ...]:
    """The reports the text itself asks for in this year, each completed by the preset."""
    asked = [entry for entry in document.reporting if entry.code.startswith(f"{year}-")]
    return tuple(_completed(entry, year) for entry in asked)


def preset_calendar(year: int) -> tuple[ProposedPeriod, ...]:
    """The four reform reports of the year, none of it from a text."""
    return tuple(ProposedPeriod(plan) for plan in preset_periods(_REFORM, year))


def preset_periods(key: str, year: int) -> tuple[PeriodPlan, ...]:
    """The periods of one of the PRESETS in this year. Raises KeyError."""
    day = _SUMMARY_DAYS.get(key)
    periods = (_preset(f"{year}-{code}", year) for code in PRESETS[key])
    return tuple(
        replace(period, summary_last_day=period.window.last.replace(day=day)) if day else period
        for period in periods
    )


def with_days(document: PlanDocument, year: int) -> PlanDocument:
    """The document asking for this year's reports with all their days, the preset's where it gives none."""
    return replace(
        document,
        reporting=tuple(
            ReportingDraft(
                plan.code,
                (plan.window.first, plan.window.last),
                plan.officers_last_day,
                plan.summary_last_day,
            )
            for plan in (period.plan for period in reporting_calendar(document, year))
        ),
    )


def dated_period(entry: ReportingDraft) -> PeriodPlan | None:
    """The period of a report whose days are all known, else None."""
    if entry.window is None or entry.officers_last_day is None or entry.summary_last_day is None:
        return None
    kind = _KINDS.get(entry.code.partition("-")[2][:1], PeriodKind.ONE_OFF)
    window = Window(*entry.window)
    return PeriodPlan(entry.code, kind, window, entry.officers_last_day, entry.summary_last_day)


def _completed(entry: ReportingDraft, year: int) -> ProposedPeriod:
    preset = _preset(entry.code, year)
    window = Window(*entry.window) if entry.window else preset.window
    cutoff = window.last
    in_last_month = _due_days(cutoff)
    officers = entry.officers_last_day or max(in_last_month[0], cutoff)
    summary = entry.summary_last_day or max(in_last_month[1], officers)
    if entry.officers_last_day is None:
        officers = min(officers, summary)
    if entry.window is None and window.first <= officers:
        window = Window(window.first, min(cutoff, officers))
    try:
        plan = PeriodPlan(entry.code, preset.kind, window, officers, summary)
    except PeriodError:  # the text contradicts itself: propose the preset and say so
        return ProposedPeriod(preset)
    return ProposedPeriod(
        plan,
        entry.window is not None,
        entry.officers_last_day is not None,
        entry.summary_last_day is not None,
    )


def _preset(code: str, year: int) -> PeriodPlan:
    kind = code.split("-")[1]
    if kind.startswith("M"):
        return monthly(year, int(kind[1:]))
    first, last = _SLICES[kind]
    starts = (date(year - 1, 12, 15), date(year, 3, 15), date(year, 6, 15), date(year, 9, 15))
    ends = (date(year, 3, 14), date(year, 6, 14), date(year, 9, 14), date(year, 12, 14))
    officers, summary = _due_days(ends[last])
    window = Window(starts[first], ends[last])
    return PeriodPlan(code, _KINDS.get(kind[0], PeriodKind.ONE_OFF), window, officers, summary)


def _due_days(cutoff: date) -> tuple[date, date]:
    """Before the 17th and before the 20th of the cut-off's month; never before the cut-off itself."""
    days = tuple(before_day(cutoff.replace(day=day)) for day in (17, 20))
    later = max(timedelta(0), cutoff - days[0])
    return days[0] + later, days[1] + later
