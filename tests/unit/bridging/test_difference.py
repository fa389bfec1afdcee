"""Packages that differ in kind: distances, and the choice of a few."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.bridging.difference import choose_different, distance
from goodoffices.bridging.results import Package
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled
from goodoffices.case.status import Status
from tests.strategies import every_package

ISSUES = {
    "flag": Issue(id="flag", options=tuple(Option(id=one) for one in ("red", "blue", "white"))),
    "level": Issue(
        id="level",
        kind=IssueKind.SCALE,
        options=tuple(Option(id=one) for one in ("low", "middle", "high")),
    ),
    "days": Issue(
        id="days", kind=IssueKind.QUANTITY, low=0, high=40, step=10, allows=(Unsettled.DEFERRED,)
    ),
}
EVERY = every_package(ISSUES)
packages = st.sampled_from(EVERY)


def test_a_choice_counts_whole_and_a_line_by_its_share() -> None:
    one: Package = {"flag": "red", "level": "low", "days": 0}
    other: Package = {"flag": "blue", "level": "middle", "days": 10}
    assert distance(one, other, ISSUES) == 1 + Fraction(1, 2) + Fraction(1, 4)


def test_left_unsettled_counts_whole() -> None:
    one: Package = {"flag": "red", "level": "low", "days": 0}
    assert distance(one, {**one, "days": "deferred"}, ISSUES) == 1


def test_a_range_of_a_million_numbers_costs_nothing() -> None:
    wide = {"n": Issue(id="n", kind=IssueKind.QUANTITY, low=0, high=10**12)}
    assert distance({"n": 0}, {"n": 5 * 10**11}, wide) == Fraction(1, 2)


def test_weights_below_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="a weight is not below 0"):
        distance(EVERY[0], EVERY[1], ISSUES, {"flag": Fraction(-1)})


@given(packages, packages, packages)
def test_a_distance_is_symmetric_and_never_more_by_a_detour(
    one: dict[str, str | int], other: dict[str, str | int], third: dict[str, str | int]
) -> None:
    there = distance(one, other, ISSUES)
    assert there == distance(other, one, ISSUES)
    assert (there == 0) is (one == other)
    assert there <= distance(one, third, ISSUES) + distance(third, other, ISSUES)


@settings(max_examples=60, deadline=None)
@given(st.lists(packages, min_size=2, max_size=9), st.integers(2, 4))
def test_the_chosen_lie_as_far_apart_as_any_choice_does(
    listed: list[dict[str, str | int]], k: int
) -> None:
    """Against every choice of so many different packages."""
    found = choose_different(listed, ISSUES, k=k)
    different = [one for place, one in enumerate(listed) if one not in listed[:place]]
    wanted = min(k, len(different))
    best = max(
        (
            min((distance(a, b, ISSUES) for a, b in combinations(some, 2)), default=Fraction(0))
            for some in combinations(different, wanted)
        ),
        default=Fraction(0),
    )
    assert len(found.places) == wanted
    assert found.status is Status.PROVEN
    chosen = [listed[place] for place in found.places]
    pairs = [distance(a, b, ISSUES) for a, b in combinations(chosen, 2)]
    assert min(pairs, default=Fraction(0)) == best
    assert (found.least or 0) == best


@settings(max_examples=60, deadline=None)
@given(st.lists(packages, min_size=2, max_size=9), st.integers(1, 3), st.integers(1, 2))
def test_what_is_chosen_beside_others_lies_as_far_from_them_as_any_choice_does(
    listed: list[dict[str, str | int]], k: int, count: int
) -> None:
    found = choose_different(listed, ISSUES, k=k, beside=range(count))
    chosen = listed[:count]
    different = [
        one
        for place, one in enumerate(listed)
        if one not in chosen and one not in listed[count:place]
    ]
    wanted = min(k, len(different))

    def nearest(some: Sequence[dict[str, str | int]]) -> Fraction:
        pairs = [*combinations(some, 2), *((one, other) for one in some for other in chosen)]
        return min((distance(a, b, ISSUES) for a, b in pairs), default=Fraction(0))

    assert len(found.places) == wanted
    assert found.status is Status.PROVEN
    best = max(map(nearest, combinations(different, wanted)), default=Fraction(0))
    assert nearest([listed[place] for place in found.places]) == best
    assert (found.least or 0) == best


def test_among_too_many_for_the_exact_search_the_bound_is_honest() -> None:
    """Greedily chosen ones are at least half as far apart as can be."""
    found = choose_different(EVERY, ISSUES, k=6)
    assert found.least is not None
    assert found.bound is not None
    assert found.least <= found.bound <= 2 * found.least
