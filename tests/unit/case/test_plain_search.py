"""The plain search against the list of all packages, and where it gives up."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.plain_search import OutOfNodes, PlainSearch
from goodoffices.case.propositions import Comparison, In, Not, Sum
from tests.strategies import every_package, issues_maps, propositions


@given(st.data())
def test_plain_search_finds_a_package_just_where_there_is_one(data: st.DataObject) -> None:
    issues = data.draw(issues_maps(most=3))
    said = propositions(issues)
    asked, limits = data.draw(st.lists(said, max_size=3)), data.draw(st.lists(said, max_size=2))
    possible = [
        package
        for package in every_package(issues)
        if all(truth(one, package, issues=issues) for one in (*asked, *limits))
    ]
    found = PlainSearch(issues).find(asked, limits=limits)
    assert (found in possible) if possible else (found is None)


@pytest.mark.parametrize("comparison", Comparison)
@pytest.mark.parametrize("coefficients", list(product((-3, 2), (1, -5))))
def test_plain_search_decides_sums_over_wide_ranges(
    comparison: Comparison, coefficients: tuple[int, int]
) -> None:
    issues = {n: Issue(id=n, kind=IssueKind.QUANTITY, low=-90, high=10**9, step=10) for n in "ab"}
    terms = tuple(zip(coefficients, "ab", strict=True))
    for bound in (-7, 0, 90, 10**10):
        compared = Sum(terms, comparison, bound)
        found = PlainSearch(issues).find([compared])
        again = PlainSearch(issues).find([Not(compared), compared])
        assert again is None
        assert found is None or truth(compared, found, issues=issues) is True


def test_plain_search_sees_that_strides_step_over_a_total() -> None:
    """Even numbers never add up to an odd one, which bounds alone do not show."""
    issues = {n: Issue(id=n, kind=IssueKind.QUANTITY, low=0, high=10**6, step=2) for n in "ab"}
    odd = Sum(((1, "a"), (1, "b")), Comparison.EQUAL, 10**6 + 1)
    assert PlainSearch(issues).find([odd], nodes=1) is None


def test_plain_search_gives_up_rather_than_guess() -> None:
    choice = Issue(id="x", options=(Option(id="one"), Option(id="two"), Option(id="three")))
    with pytest.raises(OutOfNodes):
        PlainSearch({"x": choice}).find([In("x", ("one",)), In("x", ("two",))], nodes=1)
