"""The corridor holds all that is large enough, or says that it does not."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.bridging import corridor as corridors
from goodoffices.bridging.corridor import Corridor
from goodoffices.bridging.problem import Problem
from goodoffices.bridging.weighted_best import WeightedSums
from tests.unit.bridging.invented_problems import invent, look_at_all


@pytest.mark.parametrize("seed", range(60))
def test_corridor_holds_something_as_good_as_each_package_within(seed: int) -> None:
    problem = invent(seed)
    parties = len(problem.parties)
    _, worth = look_at_all(problem)
    if not len(worth):
        pytest.skip("no package")
    random = np.random.default_rng(seed)
    weights = np.column_stack(
        [random.integers(0, 5, size=(parties, 2)), np.eye(parties, dtype=np.int64)]
    )
    least = [int(np.quantile(column, 0.3)) for column in (worth @ weights).T]
    within = Corridor(WeightedSums(problem), weights).list_within(least)
    assert within.is_whole
    assert np.array_equal(problem.utilities(within.choices), within.worth)
    assert problem.keeps_limits(within.choices).all()
    inside = worth[np.all(worth @ weights >= least, axis=1)]
    assert np.all(within.worth @ weights >= least)
    for one in inside:
        assert np.any(np.all(within.worth >= one, axis=1))


def test_a_narrow_corridor_is_not_whole() -> None:
    problem = Problem.of([[[1, 0], [0, 1]], [[2, 0], [0, 2]], [[4, 0], [0, 4]]])
    corridor = Corridor(WeightedSums(problem), np.eye(2, dtype=np.int64))
    whole, narrow = corridor.list_within([0, 0]), corridor.list_within([0, 0], few=2)
    assert (whole.is_whole, whole.is_given_up, len(whole.worth)) == (True, False, 8)
    assert (narrow.is_whole, narrow.is_given_up, len(narrow.worth)) == (False, False, 2)


def test_a_corridor_is_given_up_where_there_are_too_many_sums(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(corridors, "MOST_SUMS", 0)
    problem = invent(3, issues=6)
    corridor = Corridor(WeightedSums(problem), np.eye(len(problem.parties), dtype=np.int64))
    within = corridor.list_within([-(10**12)] * len(problem.parties))
    assert (within.is_whole, within.is_given_up, len(within.worth)) == (False, True, 0)


def test_a_corridor_is_given_up_when_time_is_up() -> None:
    problem = invent(3, issues=6)
    weights = np.eye(len(problem.parties), dtype=np.int64)
    corridor = Corridor(WeightedSums(problem), weights, lambda: True)
    assert corridor.list_within([0] * len(problem.parties)).is_given_up
