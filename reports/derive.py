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
    """The value for a period made of `slices` (codes in the order of time) from what was reported per slice."""
    missing = tuple(code for code in slices if code not in reported)
    amounts = [reported[code] for code in slices if code in reported]
    if not amounts:
        return Derived(None, missing=missing)
    if combine == "latest":
        # A state: earlier slices do not enter it, so only a missing last slice makes it incomplete.
        return _single(
            amounts[-1],
            missing=tuple(code for code in missing if code == slices[-1]),
            zero_of_zero=zero_of_zero,
        )
    if len(slices) == 1:
        return _single(amounts[0], missing=missing, zero_of_zero=zero_of_zero)
    if combine == "sum":
        return _sum(amounts, missing)
    if combine == "ratio":
        return _ratio(slices, reported, missing, zero_of_zero)
    return Derived(None)


def _single(amount: Amount, missing: tuple[str, ...], zero_of_zero: ZeroOfZero) -> Derived:
    if amount.numerator is None or amount.denominator is None:
        return Derived(amount.value, missing=missing)
    value = percentage(amount.numerator, amount.denominator, zero_of_zero)
    return Derived(value, amount.numerator, amount.denominator, missing)


def _sum(amounts: Sequence[Amount], missing: tuple[str, ...]) -> Derived:
    return Derived(sum((amount.value or Decimal(0) for amount in amounts), Decimal(0)), missing=missing)


def _ratio(
    slices: Sequence[str], reported: Mapping[str, Amount], missing: tuple[str, ...], zero_of_zero: ZeroOfZero
) -> Derived:
    """Parts summed apart; a slice that only has a percentage has no parts to add and counts as missing."""
    numerator = denominator = Decimal(0)
    lacking = list(missing)
    for code in slices:
        amount = reported.get(code)
        if amount is None:
            continue
        if amount.numerator is None or amount.denominator is None:
            lacking.append(code)
            continue
        numerator += amount.numerator
        denominator += amount.denominator
    in_time_order = tuple(code for code in slices if code in lacking)
    if len(in_time_order) == len(slices):
        return Derived(None, missing=in_time_order)
    return Derived(percentage(numerator, denominator, zero_of_zero), numerator, denominator, in_time_order)


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
