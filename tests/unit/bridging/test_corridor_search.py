"""A search by corridors is proven where it says so, and says what it could not prove."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from goodoffices.bridging import corridor as corridors
from goodoffices.bridging.aims import SmallestShare
from goodoffices.bridging.corridor_search import FIRST, search_corridors
from goodoffices.bridging.problem import Problem
from goodoffices.bridging.weighted_best import WeightedSums
from goodoffices.case.deadline import Deadline

WIDE = Problem.of(list(np.random.default_rng(5).integers(0, 1000, size=(14, 4, 3))))
AIM = SmallestShare(tuple(WeightedSums(WIDE).most.tolist()))


def least() -> tuple[int, ...]:
    return tuple(WeightedSums(WIDE).base.tolist())


def test_a_corridor_is_made_wider_until_a_package_is_there() -> None:
    """The best lies well below the bound, so that the first corridors are empty."""
    sums = WeightedSums(WIDE)
    found = search_corridors(sums, AIM, least(), deadline=Deadline(None))
    bound = AIM.bound((1, 1, 1), sums.best(np.array([1, 1, 1]))[0] or 0)
    assert found.is_proven
    assert found.bound is not None
    assert found.bound < AIM.below(bound, 4 * FIRST)


def test_without_time_nothing_is_said() -> None:
    found = search_corridors(WeightedSums(WIDE), AIM, least(), deadline=Deadline(0))
    assert (found.choice, found.bound, found.is_proven) == (None, None, False)


def test_what_was_given_up_keeps_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = search_corridors(WeightedSums(WIDE), AIM, least(), deadline=Deadline(None))
    monkeypatch.setattr(corridors, "MOST_SUMS", 5)
    found = search_corridors(WeightedSums(WIDE), AIM, least(), deadline=Deadline(None))
    assert not found.is_proven
    assert found.bound is not None
    assert whole.bound is not None
    assert whole.bound <= found.bound <= 1


def test_where_nothing_keeps_the_least_that_is_proven() -> None:
    sums = WeightedSums(Problem.of([[[3, 0], [0, 3], [1, 1]]]))
    found = search_corridors(sums, SmallestShare((1, 1)), (2, 2), deadline=Deadline(None))
    assert (found.choice, found.is_proven) == (None, True)


def test_of_several_the_one_with_the_largest_key_is_given() -> None:
    sums = WeightedSums(Problem.of([[[5, 5, 5], [5, 9, 5], [5, 7, 5]]]))
    found = search_corridors(
        sums,
        SmallestShare((10, 10, 10)),
        (0, 0, 0),
        key=lambda gains: tuple(map(Fraction, sorted(gains))),
        deadline=Deadline(None),
    )
    assert found.choice == (1,)
