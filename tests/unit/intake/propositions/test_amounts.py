"""Amounts: numbers, what they count, and how they are compared."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goodoffices.case.propositions import Comparison
from goodoffices.intake.propositions.amounts import find_amounts


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("1,500 prisoners", 1500),
        ("two hundred and fifty ships", 250),
        ("three hundred thousand litres", 300_000),
        ("a hundred trucks", 100),
        ("twenty-five days", 25),
        ("1.5 million euros", 1_500_000),
        ("a dozen trucks", 12),
        ("2.5% of the water", Fraction(5, 2)),
        ("one year", 1),
    ],
)
def test_find_amounts_reads_numbers_exactly(phrase: str, number: int | Fraction) -> None:
    assert [one.number for one in find_amounts(phrase)] == [number]


@pytest.mark.parametrize(
    ("phrase", "comparison"),
    [
        ("at least 300 trucks", Comparison.AT_LEAST),
        ("no fewer than 300 trucks", Comparison.AT_LEAST),
        ("300 trucks or more", Comparison.AT_LEAST),
        ("a flow that must not fall below 300 litres", Comparison.AT_LEAST),
        ("no more than 300 trucks", Comparison.AT_MOST),
        ("up to 300 trucks", Comparison.AT_MOST),
        ("a price that may not exceed 300 euros", Comparison.AT_MOST),
        ("more than 300 trucks", Comparison.MORE),
        ("fewer than 300 trucks", Comparison.LESS),
        ("exactly 300 trucks", Comparison.EQUAL),
        ("300 trucks", None),
    ],
)
def test_find_amounts_reads_the_comparison(phrase: str, comparison: Comparison | None) -> None:
    assert [one.comparison for one in find_amounts(phrase)] == [comparison]


@pytest.mark.parametrize(
    ("phrase", "counted"),
    [
        ("120 cubic metres a second at the weir", ("cubic", "metr", "second")),
        ("120 m3/s at the weir", ("cubic", "metr", "second")),
        ("4 per cent", ("percent",)),
        ("EUR 500 a month", ("euro", "month")),
        ("30 days from the signing", ("day",)),
        ("300 of the prisoners", ("prisoner",)),
    ],
)
def test_find_amounts_reads_what_is_counted(phrase: str, counted: tuple[str, ...]) -> None:
    assert [one.counted for one in find_amounts(phrase)] == [counted]


@pytest.mark.parametrize("phrase", ["one of them", "the second phase", "one side", "no trucks"])
def test_find_amounts_takes_no_number_where_nothing_is_counted(phrase: str) -> None:
    assert find_amounts(phrase) == ()


def test_find_amounts_reads_ranges() -> None:
    found = [(one.number, one.upper) for one in find_amounts("between 20 and 30 days")]
    assert found == [(Fraction(20), Fraction(30))]
    found = [(one.number, one.upper) for one in find_amounts("three to five years")]
    assert found == [(Fraction(3), Fraction(5))]


def test_find_amounts_keeps_two_numbers_apart() -> None:
    found = find_amounts("300 prisoners and fifty hostages")
    assert [(one.number, one.counted) for one in found] == [
        (Fraction(300), ("prisoner",)),
        (Fraction(50), ("hostag",)),
    ]


def test_find_amounts_marks_rough_numbers() -> None:
    assert [one.is_about for one in find_amounts("about 30 trucks, 40 buses")] == [True, False]


def test_find_amounts_says_where_they_stand() -> None:
    phrase = "they ask for no fewer than two hundred trucks a day"
    assert [phrase[one.start : one.end] for one in find_amounts(phrase)] == [
        "no fewer than two hundred trucks a day"
    ]


@pytest.mark.parametrize(
    ("phrase", "comparison"),
    [
        ("a quota not inferior to 300 tonnes", Comparison.AT_LEAST),
        ("a quota that must not be superior to 300 tonnes", Comparison.AT_MOST),
        ("a quota inferior to 300 tonnes", Comparison.LESS),
        ("go beyond 300 tonnes", Comparison.MORE),
    ],
)
def test_find_amounts_compares_as_translations_do(phrase: str, comparison: Comparison) -> None:
    (found,) = find_amounts(phrase)
    assert found.number == 300
    assert found.comparison is comparison


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("45.000 tonnes", 45_000),
        ("1.250.000 tonnes", 1_250_000),
        ("3.125 tonnes", Fraction(25, 8)),
        ("2.5 tonnes", Fraction(5, 2)),
    ],
)
def test_find_amounts_knows_thousands_with_a_point(phrase: str, number: int | Fraction) -> None:
    assert [one.number for one in find_amounts(phrase)] == [number]


def test_over_a_time_says_in_which_time() -> None:
    rise, months = find_amounts("a rise of 8 percent over 12 months")
    assert (rise.comparison, months.comparison) == (None, None)
    (months,) = find_amounts("a truce of over 12 months")
    assert months.comparison is Comparison.MORE


def test_what_is_counted_ends_at_a_verb_of_moving() -> None:
    (found,) = find_amounts("40 trucks came home")
    assert found.counted == ("truck",)
