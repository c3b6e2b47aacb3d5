"""A plan's reporting calendar: looked at, another one chosen, single days moved, all before approval."""

from dataclasses import replace
from datetime import date

from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.plan_drafts import draft, held_draft, keep
from handlers.plan_review import opened, view_of
from handlers.screens import plan_calendar as screens
from handlers.turn import PressAction, Turn
from plans.calendar import ProposedPeriod, calendar_year, reporting_calendar
from plans.decisions import with_calendar
from plans.due import due_of
from plans.model import PlanDocument
from plans.verdicts import calendar_value, offered_calendar
from scheduler.periods import PeriodError, PeriodPlan, Window
from storage import questions
from storage.tables import Plan, Question


async def calendar(turn: Turn, press: Press) -> None:
    turn.change(screens.calendar_page(turn._, await opened(turn, press)))


async def presets(turn: Turn, press: Press) -> None:
    turn.change(screens.presets(turn._, await draft(turn, press)))


async def preset(turn: Turn, press: Press) -> None:
    """A calendar with its dates, before it is chosen."""
    view = await draft(turn, press)
    key = press.word(1)
    turn.change(screens.preset(turn._, view, key, _offered(view.document, key, view.year)))


async def choose(turn: Turn, press: Press) -> None:
    plan, document = await held_draft(turn, press.number(0))
    periods = _offered(document, press.word(1), calendar_year(document, turn.today))
    await _keep(turn, plan, document, periods)


async def period(turn: Turn, press: Press) -> None:
    """One period, and which of its days to move."""
    view = await draft(turn, press)
    turn.change(screens.period(turn._, view, _period(view.calendar, press.word(1))))


async def ask_day(turn: Turn, press: Press) -> None:
    view = await draft(turn, press)
    shown = _period(view.calendar, press.word(1)).plan
    part = press.word(2)
    if part not in screens.PARTS:
        raise StaleButton
    asked = {"plan": view.plan_id, "asks": "day", "code": shown.code, "part": part}
    turn.change(screens.ask_day(turn._, view, shown, part), asks=await turn.ask("plan", asked))


async def day_in_words(turn: Turn, plan: Plan, question: Question, text: str) -> None:
    """A typed day for the period that the question is about; its plan is a draft and held."""
    document = PlanDocument.from_json(plan.document)
    known = reporting_calendar(document, calendar_year(document, turn.today))
    former = _period(known, question.subject["code"]).plan
    day = due_of(text, former.window.last.year).on
    if day is None:
        turn.say(screens.day_unclear(turn._), asks=question)
        return
    try:
        moved = _moved(former, question.subject["part"], day)
    except PeriodError:
        turn.say(screens.out_of_order(turn._), asks=question)
        return
    await _keep(turn, plan, document, [moved if p.plan is former else p.plan for p in known])


def _moved(period: PeriodPlan, part: str, day: date) -> PeriodPlan:
    """The period with this day moved. Raises PeriodError when its days would be out of order."""
    if part == "cutoff":
        return replace(period, window=Window(period.window.first, day))
    if part == "officers":
        return replace(period, officers_last_day=day)
    return replace(period, summary_last_day=day)


async def _keep(
    turn: Turn, plan: Plan, document: PlanDocument, periods: tuple[PeriodPlan, ...] | list[PeriodPlan]
) -> None:
    changed = with_calendar(document, periods)
    before, after = ({"calendar": calendar_value(known)} for known in (document, changed))
    keep(turn, plan, changed, "plan_calendar_chosen", before, after)
    await questions.close_all(turn.session, turn.officer.id, turn.now)
    turn.toast(screens.calendar_kept(turn._))
    turn.change(screens.calendar_page(turn._, await view_of(turn, plan)))


def _offered(document: PlanDocument, key: str, year: int) -> tuple[PeriodPlan, ...]:
    try:
        return offered_calendar(document, key, year)
    except KeyError:
        raise StaleButton from None


def _period(calendar: tuple[ProposedPeriod, ...], code: str) -> ProposedPeriod:
    """The calendar's period of this code. Raises StaleButton."""
    found = next((period for period in calendar if period.plan.code == code), None)
    if found is None:
        raise StaleButton
    return found


PRESSES: dict[str, PressAction] = {
    "plan-calendar": calendar,
    "plan-presets": presets,
    "plan-preset": preset,
    "plan-preset-set": choose,
    "plan-period": period,
    "plan-period-move": ask_day,
}
