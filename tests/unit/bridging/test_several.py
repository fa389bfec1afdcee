"""Several packages at once: near-equal for one side, good for the others, and far apart."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.bridging.difference import distance
from goodoffices.bridging.results import Package, PackageSearch
from goodoffices.bridging.several import Near, find_several
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.status import Status
from tests.strategies import every_package

ISSUES = {
    "flag": Issue(id="flag", options=tuple(Option(id=one) for one in ("red", "blue", "white"))),
    "days": Issue(id="days", kind=IssueKind.QUANTITY, low=0, high=30, step=10),
}
EVERY = every_package(ISSUES)


def listed(
    worths: Sequence[tuple[int, ...]],
    packages: Sequence[Package] = EVERY,
    status: Status = Status.PROVEN,
) -> PackageSearch:
    utilities = [
        dict(zip(("north", "south", "east"), map(Fraction, one), strict=False)) for one in worths
    ]
    return PackageSearch(packages[: len(worths)], utilities, status, "listed", cites=("p1",))


def places(search: PackageSearch, found: PackageSearch) -> list[int]:
    return [list(search.packages).index(one) for one in found.packages]


NEAR = Near("north", Fraction(1, 5))


def test_packages_far_from_the_best_are_not_shown() -> None:
    search = listed([(10, 0), (9, 1), (8, 2), (7, 3), (0, 9)])
    found = find_several(search, ISSUES, near=NEAR, number=3)
    assert places(search, found) == [0, 1, 2]
    assert found.assumptions == (
        "near-equal: worth 8 to 12 to north, where it gets 0 to 10 in the packages looked at",
    )
    assert found.cites == ("p1",)


def test_around_a_worth_both_sides_count() -> None:
    search = listed([(10, 0), (9, 1), (5, 2), (4, 3), (3, 4), (0, 9)])
    near = Near("north", Fraction(1, 10), around=Fraction(4))
    found = find_several(search, ISSUES, near=near, number=5)
    assert places(search, found) == [2, 3, 4]


def test_what_another_makes_better_for_one_and_worse_for_none_is_left_out() -> None:
    search = listed([(10, 1, 5), (10, 2, 5), (9, 5, 2), (9, 5, 1), (0, 9, 9)])
    found = find_several(search, ISSUES, near=NEAR, number=2)
    assert places(search, found) == [1, 2]
    assert len(found.assumptions) == 1


def test_it_is_taken_only_where_too_few_are_left_and_said_so() -> None:
    """Of the two that fill up, the one farther from the first."""
    search = listed([(10, 3), (10, 2), (9, 2), (9, 1), (0, 9)])
    found = find_several(search, ISSUES, near=NEAR, number=2)
    assert places(search, found) == [0, 3]
    assert found.assumptions[1:] == (
        "some of them another makes better for one party and worse for none",
    )


def test_packages_below_a_floor_are_not_looked_at() -> None:
    search = listed([(10, 0), (9, 1), (8, 2)])
    found = find_several(search, ISSUES, near=NEAR, number=3, least={"south": Fraction(1)})
    assert places(search, found) == [1]
    assert (found.value, found.bound, found.status) == (None, None, Status.PROVEN)


def test_nothing_left_is_infeasible() -> None:
    search = listed([(10, 0), (9, 1)])
    below = find_several(search, ISSUES, near=NEAR, number=2, least={"south": Fraction(2)})
    assert (list(below.packages), below.status) == ([], Status.INFEASIBLE)
    near = Near("north", Fraction(0), around=Fraction(19, 2))
    between = find_several(search, ISSUES, near=near, number=2)
    assert (list(between.packages), between.status) == ([], Status.INFEASIBLE)


def test_a_list_that_is_not_whole_is_said_so() -> None:
    search = listed([(10, 0), (9, 1)], status=Status.BEST_FOUND)
    found = find_several(search, ISSUES, near=NEAR, number=1)
    assert found.assumptions[1:] == ("the packages looked at are best found",)


def test_weights_say_which_issues_make_a_difference() -> None:
    search = listed([(10, 0)] * 12)
    weights = {"days": Fraction(1)}
    found = find_several(search, ISSUES, near=NEAR, number=12, weights=weights)
    assert [one["days"] for one in found.packages] == [0, 10, 20, 30]


@pytest.mark.parametrize(("number", "within"), [(0, Fraction(1)), (1, Fraction(2))])
def test_senseless_wishes_are_refused(number: int, within: Fraction) -> None:
    with pytest.raises(ValueError, match=r"at least 1|between 0 and 1"):
        find_several(listed([(1, 1)]), ISSUES, near=Near("north", within), number=number)


WORTHS = st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 3))


@settings(max_examples=100, deadline=None)
@given(st.lists(WORTHS, min_size=1, max_size=9), st.integers(1, 3), st.sampled_from([0, 1, 3]))
def test_the_choice_is_that_of_its_twin(
    worths: list[tuple[int, int, int]], number: int, sixths: int
) -> None:
    """Every choice listed: as many undominated ones as can be, then as far apart as can be."""
    search = listed(worths)
    found = find_several(search, ISSUES, near=Near("north", Fraction(sixths, 6)), number=number)
    most, span = max(worths)[0], max(worths)[0] - min(worths)[0]
    band = [n for n, one in enumerate(worths) if 6 * (most - one[0]) <= sixths * span]
    good = {
        n
        for n in band
        if not any(
            worths[m] != worths[n]
            and all(a >= b for a, b in zip(worths[m], worths[n], strict=True))
            for m in band
        )
    }
    count = min(number, len(band))
    of_good = min(count, len(good))
    values = [
        min(
            (distance(EVERY[a], EVERY[b], ISSUES) for a, b in combinations(some, 2)),
            default=Fraction(0),
        )
        for some in combinations(band, count)
        if len(good & set(some)) == of_good
    ]
    chosen = places(search, found)
    assert len(chosen) == count
    assert len(good & set(chosen)) == of_good
    assert set(chosen) <= set(band)
    assert (found.value or 0) == max(values)
    assert found.value == found.bound
    assert found.status is Status.PROVEN
