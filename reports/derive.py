"""From slices to a period's value and back: the arithmetic of DESIGN §3, in exact decimals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.indicators import Combine

ZeroOfZero = Literal["hundred", "empty"]
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Amount:
    """What was reported for one slice: a plain value, or the two parts of a ratio.

    `value` is None exactly when the amount consists of parts.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """An indicator's value for a period.

    `value` is a count, an amount of money, or a percentage; None when nothing can be said.
    `missing` names the slices that should have contributed and were not reported; the value then only
    covers the others and must be shown as incomplete.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return self.value is not None and not self.missing


class CumulativeBelowReportedError(ValueError):
    """A cumulative value is smaller than what earlier slices already add up to."""

    def __init__(self, cumulative: Decimal, reported: Decimal) -> None:
        super().__init__(f"cumulative {cumulative} is below the {reported} already reported")
        self.cumulative = cumulative
        self.reported = reported


def percentage(numerator: Decimal, denominator: Decimal, zero_of_zero: ZeroOfZero) -> Decimal | None:
    """The share in percent, exact; nothing out of nothing is 100 or empty, as the unit chose (FORMS §6)."""
    if denominator != 0:
        return numerator * HUNDRED / denominator
    return HUNDRED if numerator == 0 and zero_of_zero == "hundred" else None


def derive(
    combine: Combine,
    slices: Sequence[str],
    reported: Mapping[str, Amount],
    zero_of_zero: ZeroOfZero = "empty",
) -> Derived:
    """The value for a period of `slices` (codes in the order of time) from what was reported per slice."""
    if combine == "latest":
        return _latest(slices, reported, zero_of_zero)
    if len(slices) == 1:
        amount = reported.get(slices[0])
        return Derived(None, missing=tuple(slices)) if amount is None else _alone(amount, (), zero_of_zero)
    if combine == "sum":
        return _sum(slices, reported)
    if combine == "ratio":
        return _ratio(slices, reported, zero_of_zero)
    return Derived(None)


def _alone(amount: Amount, missing: tuple[str, ...], zero_of_zero: ZeroOfZero) -> Derived:
    if amount.numerator is None or amount.denominator is None:
        return Derived(amount.value, missing=missing)
    value = percentage(amount.numerator, amount.denominator, zero_of_zero)
    return Derived(value, amount.numerator, amount.denominator, missing)


def _latest(slices: Sequence[str], reported: Mapping[str, Amount], zero_of_zero: ZeroOfZero) -> Derived:
    """A state: earlier slices do not enter it, so only a missing last slice makes it incomplete."""
    last_reported = next((reported[code] for code in reversed(slices) if code in reported), None)
    missing = tuple(code for code in slices[-1:] if code not in reported)
    return (
        Derived(None, missing=missing)
        if last_reported is None
        else _alone(last_reported, missing, zero_of_zero)
    )


def _sum(slices: Sequence[str], reported: Mapping[str, Amount]) -> Derived:
    values = {code: reported[code].value for code in slices if code in reported}
    present = [value for value in values.values() if value is not None]
    missing = tuple(code for code in slices if values.get(code) is None)
    return Derived(sum(present, Decimal(0)) if present else None, missing=missing)


def _ratio(slices: Sequence[str], reported: Mapping[str, Amount], zero_of_zero: ZeroOfZero) -> Derived:
    """Parts summed apart; a slice that only has a percentage has no parts to add and counts as missing."""
    parts: dict[str, tuple[Decimal, Decimal]] = {}
    for code in slices:
        amount = reported.get(code)
        if amount is not None and amount.numerator is not None and amount.denominator is not None:
            parts[code] = (amount.numerator, amount.denominator)
    missing = tuple(code for code in slices if code not in parts)
    if not parts:
        return Derived(None, missing=missing)
    numerator = sum((part[0] for part in parts.values()), Decimal(0))
    denominator = sum((part[1] for part in parts.values()), Decimal(0))
    return Derived(percentage(numerator, denominator, zero_of_zero), numerator, denominator, missing)


def slice_from_cumulative(cumulative: Decimal, earlier_slices: Sequence[Decimal]) -> Decimal:
    """This slice's own value when an officer typed the cumulative one.

    Raises CumulativeBelowReportedError when it is below what earlier slices add up to.
    """
    reported = sum(earlier_slices, Decimal(0))
    if cumulative < reported:
        raise CumulativeBelowReportedError(cumulative, reported)
    return cumulative - reported


def amount_from_cumulative(cumulative: Amount, earlier_slices: Sequence[Amount]) -> Amount:
    """The same for an amount, part by part where it is a ratio. Raises CumulativeBelowReportedError."""
    if cumulative.numerator is not None and cumulative.denominator is not None:
        return Amount(
            numerator=slice_from_cumulative(
                cumulative.numerator, [a.numerator for a in earlier_slices if a.numerator is not None]
            ),
            denominator=slice_from_cumulative(
                cumulative.denominator, [a.denominator for a in earlier_slices if a.denominator is not None]
            ),
        )
    if cumulative.value is None:
        return cumulative
    return Amount(
        slice_from_cumulative(cumulative.value, [a.value for a in earlier_slices if a.value is not None])
    )
