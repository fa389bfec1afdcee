"""Numbers in the unit of a quantity."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goodoffices.case.grammar import show
from goodoffices.case.issues import Issue, IssueKind
from goodoffices.intake.propositions.amounts import find_amounts
from goodoffices.intake.propositions.quantity_words import QuantityWords, compare, is_year
from goodoffices.intake.propositions.stems import stem


def quantity(name: str, unit: str) -> QuantityWords:
    issue = Issue(id="q", title=name, kind=IssueKind.QUANTITY, low=0, high=999, unit=unit)
    return QuantityWords(issue, stems={stem(word) for word in name.split()})


def number(name: str, unit: str, words: str, *, is_named: bool = True) -> Fraction | None:
    fit = quantity(name, unit).fit(find_amounts(words)[0], is_named=is_named)
    return None if fit is None else fit.number


@pytest.mark.parametrize(
    ("name", "unit", "words", "expected"),
    [
        ("Notice", "days", "two weeks", 14),
        ("Truce", "weeks", "21 days", 3),
        ("Fund", "million euros", "20 million euros", 20),
        ("Fund", "thousand euros", "20,000 euros", 20),
        ("Rise", "tenths of a percent", "2.5%", 25),
        ("Flow", "m3/s", "90 cubic metres per second", 90),
        ("Ships", "", "30 ships", 30),
        ("Prisoners", "persons", "30 detainees", 30),
        ("Notice", "days", "30", 30),
    ],
)
def test_fit_turns_a_number_into_the_unit(name: str, unit: str, words: str, expected: int) -> None:
    assert number(name, unit, words) == Fraction(expected)


@pytest.mark.parametrize(
    ("name", "unit", "words"),
    [
        ("Notice", "days", "two months"),
        ("Notice", "days", "30 ships"),
        ("Ships", "", "30 lorries"),
        ("Prisoners", "persons", "30 days"),
    ],
)
def test_fit_refuses_what_counts_something_else(name: str, unit: str, words: str) -> None:
    assert number(name, unit, words) is None


def test_fit_needs_the_name_where_neither_unit_nor_thing_is_said() -> None:
    assert number("Notice", "days", "30", is_named=False) is None
    assert number("Notice", "days", "two weeks", is_named=False) is None


@pytest.mark.parametrize(
    ("words", "negated", "said"),
    [
        ("at least 30 days", False, "q >= 30"),
        ("at least 30 days", True, "q < 30"),
        ("more than 30 days", True, "q <= 30"),
        ("30 days", True, "q != 30"),
        ("three to five days", False, "q >= 3 and q <= 5"),
        ("three to five days", True, "not (q >= 3 and q <= 5)"),
    ],
)
def test_compare_says_what_the_number_means(words: str, negated: bool, said: str) -> None:
    amount = find_amounts(words)[0]
    fit = quantity("Notice", "days").fit(amount, is_named=True)
    assert fit is not None
    found = compare(fit, amount, negated=negated)
    assert found is not None
    assert show(found) == said


def test_compare_never_rounds() -> None:
    amount = find_amounts("2.5 days")[0]
    fit = quantity("Notice", "days").fit(amount, is_named=True)
    assert fit is not None
    assert compare(fit, amount, negated=False) is None


def test_is_year_of_a_bare_number_alone() -> None:
    assert is_year(find_amounts("signed in 1978")[0])
    assert not is_year(find_amounts("1978 ships")[0])
