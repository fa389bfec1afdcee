"""Axes: round ticks that cover what is drawn, and numbers that are never said wrongly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.figures.axis import Axis, percent, written

numbers = st.fractions(min_value=-(10**18), max_value=10**18, max_denominator=10**9)


@given(st.lists(numbers, min_size=1, max_size=5), st.integers(2, 8))
def test_ticks_are_round_few_and_cover_all(some: list[Fraction], most: int) -> None:
    axis = Axis.over(some, most=most)
    steps = {after - tick for tick, after in zip(axis.ticks, axis.ticks[1:], strict=False)}
    (step,) = steps
    assert axis.ticks[0] <= min(some)
    assert max(some) <= axis.ticks[-1]
    assert 2 <= len(axis.ticks) <= max(most, 3)
    while step < 1:
        step *= 10
    while step >= 10:
        step /= 10
    assert step in {1, 2, 5}
    assert all(0 <= axis.place(one, 0, 100) <= 100 for one in some)


def test_an_axis_over_nothing_has_ticks() -> None:
    assert [int(tick) for tick in Axis.over([]).ticks] == [-1, 0, 1]
    assert [int(tick) for tick in Axis.over([Fraction(1, 2)]).ticks] == [0, 1]


@given(numbers)
def test_a_number_is_exact_or_said_to_be_about(number: Fraction) -> None:
    text = written(number)
    plain = text.removeprefix("about ").replace(",", "")
    mantissa, _, power = plain.partition("×10^")
    value = Fraction(mantissa) * Fraction(10) ** int(power or 0)
    assert (value == number) is not text.startswith("about ")
    assert abs(value - number) <= abs(number) / 1000


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(0), "0 %"),
        (Fraction(1, 10**6), "<1 %"),
        (Fraction(1, 3), "33 %"),
        (Fraction(999, 1000), ">99 %"),
        (Fraction(1), "100 %"),
    ],
)
def test_none_and_all_are_said_only_where_it_is_so(share: Fraction, text: str) -> None:
    assert percent(share) == text
