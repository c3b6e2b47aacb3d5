"""/solieu: one figure at a time, understood, checked and stored. A walk can stop and go on weeks later."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers import access
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.screen import Screen
from handlers.screens import figures as screens
from handlers.turn import PressAction, Turn
from handlers.understand import (
    Ambiguous,
    Asked,
    Expecting,
    Meaning,
    NotANumber,
    NothingToReport,
    Parts,
    Percent,
    SameAsBefore,
    Value,
    ValueType,
    understand,
)
from locales import Translator
from scheduler.ledger import Ledger, open_ledger
from scheduler.periods import is_late
from storage import figures, people, plans, questions
from storage.figures import Reported
from storage.tables import Figure, Indicator, Period, Question, Role, Target

_VALUE_TYPES: dict[str, ValueType] = {
    "count": "count",
    "ratio": "ratio",
    "money": "money",
    "percent": "percent",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A figure that was understood and cannot be stored; the screen says why, with the arithmetic."""

    screen: Screen


async def walk(turn: Turn) -> None:
    """/solieu: the first figure the sender owes in the current period."""
    await _walk(turn, await access.current(turn))


async def walk_period(turn: Turn, press: Press) -> None:
    await _walk(turn, await access.open_period(turn, press.number(0)))


async def _walk(turn: Turn, period: Period, after: Indicator | None = None) -> None:
    """Asks the next owed figure; after a skipped one, those behind it come first."""
    ledger = await open_ledger(turn.session, period)
    roles = await access.own_roles(turn)
    owed = ledger.open_indicators(roles)
    if not owed:
        if ledger.indicators_of(roles):
            turn.change(screens.all_given(turn._, period))
        else:
            turn.change(screens.figures(turn._, ledger, []))
        return
    await _ask(turn, ledger, _next(owed, after))


def _next(owed: Sequence[Indicator], after: Indicator | None) -> Indicator:
    behind = [indicator for indicator in owed if after is not None and indicator.position > after.position]
    return (behind or owed)[0]


async def show_all(turn: Turn, press: Press) -> None:
    """Every figure of the sender in the period, to look through."""
    ledger = await open_ledger(turn.session, await access.known_period(turn, press.number(0)))
    page = press.number(1) if len(press.args) > 1 else 0
    turn.change(screens.figures(turn._, ledger, ledger.indicators_of(await access.own_roles(turn)), page))


async def ask(turn: Turn, press: Press) -> None:
    """One figure's card."""
    period, indicator = await _subject(turn, press)
    await _ask(turn, await open_ledger(turn.session, period), indicator)


async def _ask(turn: Turn, ledger: Ledger, indicator: Indicator, *, below: bool = False) -> None:
    """Puts the question; `below` in a message of its own, under what was just stored."""
    role = await _supplier(turn, indicator)
    on_behalf = await access.speaks_for(turn, role.id)
    roles = {role.id} if on_behalf else await access.own_roles(turn)
    question = await turn.ask("figure", {"period": ledger.period.id, "indicator": indicator.id})
    card = screens.FigureCard(
        period=ledger.period,
        slice=ledger.own_slice,
        indicator=indicator,
        role=role,
        current=ledger.figures.get(indicator.id),
        earlier=await figures.figure_before(turn.session, indicator.id, ledger.own_slice.first),
        target=await _target(turn, ledger.period, indicator),
        left=len(ledger.open_indicators(roles)),
        on_behalf=on_behalf,
    )
    show = turn.say if below else turn.change
    show(screens.card(turn._, card), asks=question)


async def _target(turn: Turn, period: Period, indicator: Indicator) -> Target | None:
    targets = await plans.targets(turn.session, period.plan_id)
    return next((target for target in targets if target.indicator_code == indicator.code), None)


async def _subject(turn: Turn, press: Press) -> tuple[Period, Indicator]:
    period = await access.open_period(turn, press.number(0))
    return period, await known_indicator(turn, press.number(1))


async def known_indicator(turn: Turn, indicator_id: int) -> Indicator:
    """The unit's indicator of this id. Raises StaleButton."""
    indicator = await figures.indicator(turn.session, turn.unit.id, indicator_id)
    if indicator is None:
        raise StaleButton
    return indicator


async def _supplier(turn: Turn, indicator: Indicator) -> Role:
    role = None
    if indicator.role_id is not None:
        role = await people.role(turn.session, turn.unit.id, indicator.role_id)
    if role is None:
        raise StaleButton
    return role


async def skip(turn: Turn, press: Press) -> None:
    period, indicator = await _subject(turn, press)
    await _walk(turn, period, after=indicator)


async def nothing(turn: Turn, press: Press) -> None:
    period, indicator = await _subject(turn, press)
    await _store_and_go_on(turn, period, indicator, Reported(nothing_to_report=True))


async def same(turn: Turn, press: Press) -> None:
    """[Như kỳ trước]: the last slice's value again."""
    period, indicator = await _subject(turn, press)
    reported = await _as_before(turn, period, indicator)
    if reported is None:
        turn.change(screens.no_earlier(turn._))
        return
    await _store_and_go_on(turn, period, indicator, reported)


async def _as_before(turn: Turn, period: Period, indicator: Indicator) -> Reported | None:
    ledger = await open_ledger(turn.session, period)
    earlier = await figures.figure_before(turn.session, indicator.id, ledger.own_slice.first)
    return None if earlier is None else figures.content(earlier)


async def pick(turn: Turn, press: Press) -> None:
    """One of the readings of a doubtful figure. The words are read again, so nothing else can be picked."""
    question = await questions.question(turn.session, turn.officer.id, press.number(0))
    if question is None or question.kind != "figure" or question.closed_at is not None:
        raise StaleButton
    period = await access.open_period(turn, question.subject["period"])
    indicator = await known_indicator(turn, question.subject["indicator"])
    meaning = understand(question.subject.get("text", ""), asked_for(indicator))
    if not isinstance(meaning, Ambiguous) or not 0 <= press.number(1) < len(meaning.candidates):
        raise StaleButton
    await _take(turn, period, indicator, meaning.candidates[press.number(1)])


def asked_for(indicator: Indicator) -> Asked:
    """What is expected of a reply about this indicator."""
    return Asked(Expecting.FIGURE, _VALUE_TYPES.get(indicator.value_type), indicator.measure)


async def answer_figure(turn: Turn, question: Question, text: str) -> bool:
    """Words for the figure a question is about; False when there is no figure in them."""
    period = await access.open_period(turn, question.subject["period"])
    indicator = await known_indicator(turn, question.subject["indicator"])
    meaning = understand(text, asked_for(indicator))
    if isinstance(meaning, Ambiguous):
        kept = await turn.ask("figure", question.subject | {"text": text})
        turn.say(screens.doubtful(turn._, indicator, meaning, kept.id), asks=kept)
        return True
    return await _take(turn, period, indicator, meaning)


async def answer_unasked(turn: Turn, ledger: Ledger, owed: Sequence[Indicator], text: str) -> None:
    """A number out of the blue: the one figure still owed, else the first of them is asked."""
    if len(owed) == 1:
        question = await turn.ask("figure", {"period": ledger.period.id, "indicator": owed[0].id})
        if await answer_figure(turn, question, text):
            return
    await _ask(turn, ledger, owed[0])


async def _take(turn: Turn, period: Period, indicator: Indicator, meaning: Meaning) -> bool:
    """Stores a figure that passes its checks, says why one does not; False when it is none."""
    if isinstance(meaning, SameAsBefore):
        reported = await _as_before(turn, period, indicator)
        if reported is None:
            turn.say(screens.no_earlier(turn._))
            return True
        await _store_and_go_on(turn, period, indicator, reported)
        return True
    outcome = checked(turn._, indicator, meaning)
    if outcome is None:
        return False
    if isinstance(outcome, Refused):
        question = await turn.ask("figure", {"period": period.id, "indicator": indicator.id})
        turn.say(outcome.screen, asks=question)
    else:
        await _store_and_go_on(turn, period, indicator, outcome)
    return True


def checked(_: Translator, indicator: Indicator, meaning: Meaning) -> Reported | Refused | None:
    """The figure ready to store, or why it cannot be; None when the words are no figure.

    A part never exceeds its whole; a share over 100 % and a fraction of a person are slips of the finger.
    """
    match meaning:
        case NothingToReport():
            return Reported(nothing_to_report=True)
        case NotANumber(trouble=trouble):
            return Refused(screens.not_a_number(_, trouble))
        case Parts():
            return _checked_parts(_, indicator, meaning)
        case Percent(amount=value) if indicator.value_type == "percent":
            return Refused(screens.over_hundred(_, value)) if value > 100 else Reported(value)
        case Percent() | Value() if indicator.value_type == "ratio":
            return Refused(screens.parts_wanted(_, indicator))
        case Value(amount=value):
            if indicator.value_type == "count" and value != value.to_integral_value():
                return Refused(screens.whole_wanted(_, indicator, value))
            if indicator.value_type == "percent" and value > 100:
                return Refused(screens.over_hundred(_, value))
            return Reported(value)
        case _:
            return None


def _checked_parts(_: Translator, indicator: Indicator, parts: Parts) -> Reported | Refused | None:
    if indicator.value_type != "ratio":
        return None
    if parts.numerator > parts.denominator and indicator.measure != "đồng":
        return Refused(screens.part_over_whole(_, indicator, parts))
    if parts.stated is not None and parts.denominator:
        computed = (parts.numerator * 100 / parts.denominator).quantize(Decimal("0.1"))
        # What an officer rounds to whole percents is not an error.
        if abs(computed - parts.stated) > Decimal("0.5"):
            return Refused(screens.stated_differs(_, parts, computed))
    return Reported(numerator=parts.numerator, denominator=parts.denominator)


async def store(turn: Turn, ledger: Ledger, indicator: Indicator, reported: Reported) -> Figure:
    """Stores the figure for the own slice of the ledger's period, if the sender may give it."""
    role = await _supplier(turn, indicator)
    on_behalf = await access.speaks_for(turn, role.id)
    return await figures.report(
        turn.session,
        ledger.period,
        indicator,
        (ledger.own_slice.first, ledger.own_slice.last),
        reported,
        role.id,
        turn.officer,
        turn.now,
        late=is_late(turn.now, ledger.period.officers_last_day, turn.services.timezone),
        on_behalf=on_behalf,
    )


async def _store_and_go_on(turn: Turn, period: Period, indicator: Indicator, reported: Reported) -> None:
    ledger = await open_ledger(turn.session, period)
    figure = await store(turn, ledger, indicator, reported)
    ledger = ledger.with_figure(figure)
    roles = {figure.role_id} if figure.on_behalf else await access.own_roles(turn)
    owed = ledger.open_indicators(roles)
    turn.change(screens.saved(turn._, period, indicator, figure, len(owed)))
    await questions.close_all(turn.session, turn.officer.id, turn.now)
    if owed:
        await _ask(turn, ledger, _next(owed, indicator), below=True)


PRESSES: dict[str, PressAction] = {
    "figures": walk_period,
    "figures-all": show_all,
    "figure": ask,
    "figure-skip": skip,
    "figure-nothing": nothing,
    "figure-same": same,
    "figure-pick": pick,
}
