from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.derive import (
    Amount,
    CumulativeBelowReportedError,
    Derived,
    amount_from_cumulative,
    derive,
    slice_from_cumulative,
)

SLICES = ("S1", "S2", "S3", "S4")
counts = st.integers(0, 10**12).map(Decimal)
tenths = st.decimals(0, 10**9, places=1, allow_nan=False, allow_infinity=False)


def whole(number: int) -> Amount:
    return Amount(Decimal(number))


def parts(numerator: int, denominator: int) -> Amount:
    return Amount(None, Decimal(numerator), Decimal(denominator))


def test_counts_of_the_slices_add_up() -> None:
    reported = {"S1": whole(120), "S2": whole(35)}
    assert derive("sum", SLICES[:2], reported) == Derived(Decimal(155))


def test_a_state_is_what_the_last_slice_says() -> None:
    reported = {"S1": whole(19), "S2": whole(18)}
    assert derive("latest", SLICES[:2], reported) == Derived(Decimal(18))


def test_a_ratio_is_recomputed_from_its_parts_and_not_averaged() -> None:
    derived = derive("ratio", SLICES[:2], {"S1": parts(1, 2), "S2": parts(98, 98)})
    assert derived == Derived(Decimal(99), Decimal(99), Decimal(100))


def test_what_cannot_be_derived_has_no_value_over_several_slices() -> None:
    reported = {"S1": whole(4), "S2": whole(5)}
    assert derive("none", SLICES[:2], reported).value is None
    assert derive("none", SLICES[:1], reported) == Derived(Decimal(4))


@pytest.mark.parametrize("combine", ["sum", "ratio"])
def test_a_missing_slice_is_named_and_makes_the_value_incomplete(combine) -> None:
    one = parts(2, 4) if combine == "ratio" else whole(2)
    derived = derive(combine, SLICES[:3], {"S1": one, "S3": one})
    assert derived.missing == ("S2",)
    assert not derived.complete


def test_a_state_whose_last_slice_is_missing_is_incomplete_but_an_earlier_gap_does_not_matter() -> None:
    assert derive("latest", SLICES[:2], {"S1": whole(7)}).missing == ("S2",)
    assert derive("latest", SLICES[:2], {"S2": whole(7)}).complete


def test_a_slice_with_only_a_percentage_has_no_parts_to_add() -> None:
    derived = derive("ratio", SLICES[:2], {"S1": Amount(Decimal(95)), "S2": parts(9, 10)})
    assert derived == Derived(Decimal(90), Decimal(9), Decimal(10), missing=("S1",))


def test_nothing_reported_at_all_is_no_zero() -> None:
    for combine in ("sum", "latest", "ratio"):
        assert derive(combine, SLICES[:2], {}).value is None


def test_nothing_out_of_nothing_is_what_the_unit_chose() -> None:
    reported = {"S1": parts(0, 0)}
    assert derive("ratio", SLICES[:1], reported, "hundred").value == 100
    assert derive("ratio", SLICES[:1], reported, "empty").value is None


@given(st.lists(counts, min_size=4, max_size=4), st.permutations(SLICES))
def test_the_order_in_which_slices_were_reported_changes_nothing(values, order) -> None:
    for combine in ("sum", "latest"):
        in_time = {code: Amount(value) for code, value in zip(SLICES, values, strict=True)}
        shuffled = {code: in_time[code] for code in order}
        assert derive(combine, SLICES, shuffled) == derive(combine, SLICES, in_time)


@given(st.lists(st.tuples(counts, counts), min_size=4, max_size=4), st.permutations(SLICES))
def test_the_parts_of_a_ratio_may_come_in_any_order_too(values, order) -> None:
    in_time = {code: Amount(None, *pair) for code, pair in zip(SLICES, values, strict=True)}
    assert derive("ratio", SLICES, {code: in_time[code] for code in order}) == derive(
        "ratio", SLICES, in_time
    )


@given(st.lists(tenths, min_size=1, max_size=4))
def test_typing_cumulative_values_or_slices_gives_the_same_year(values) -> None:
    slices: list[Decimal] = []
    total = Decimal(0)
    for value in values:
        total += value
        slices.append(slice_from_cumulative(total, slices))
    assert slices == values
    codes = SLICES[: len(values)]
    reported = {code: Amount(value) for code, value in zip(codes, slices, strict=True)}
    assert derive("sum", codes, reported).value == total


def test_a_cumulative_below_what_was_reported_is_refused_with_both_numbers() -> None:
    with pytest.raises(CumulativeBelowReportedError) as refused:
        slice_from_cumulative(Decimal(100), [Decimal(80), Decimal(35)])
    assert (refused.value.cumulative, refused.value.reported) == (Decimal(100), Decimal(115))


def test_a_cumulative_ratio_is_taken_apart_part_by_part() -> None:
    assert amount_from_cumulative(parts(110, 120), [parts(50, 55), parts(20, 20)]) == parts(40, 45)
    with pytest.raises(CumulativeBelowReportedError):
        amount_from_cumulative(parts(110, 60), [parts(50, 55), parts(20, 20)])
