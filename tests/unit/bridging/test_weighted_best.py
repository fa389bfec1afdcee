"""The largest weighted sum, and the best that can be added, are what looking at all gives."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.bridging.problem import Problem, Table
from goodoffices.bridging.weighted_best import WeightedSums
from goodoffices.case.errors import TooWide
from tests.unit.bridging.invented_problems import invent, look_at_all

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_largest_sum_is_that_of_all_packages(seed: int) -> None:
    problem = invent(seed)
    choices, worth = look_at_all(problem)
    sums = WeightedSums(problem)
    weights = np.random.default_rng(seed).integers(-3, 4, size=len(problem.parties))
    largest, choice = sums.best(weights)
    assert largest == (int((worth @ weights).max()) if len(choices) else None)
    if len(choices):
        one = np.array([choice], dtype=np.int32)
        assert int((problem.utilities(one) @ weights)[0]) == largest
        assert problem.keeps_limits(one)[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_best_beside_and_within_a_step_are_together_the_largest(seed: int) -> None:
    problem = invent(seed)
    sums = WeightedSums(problem)
    weights = np.random.default_rng(seed).integers(0, 4, size=(len(problem.parties), 3))
    inside, _ = sums.inside(weights)
    largest = inside[-1][0]
    if largest[0] < 0:
        pytest.skip("no package")
    outside = sums.outside(weights)
    for beside, within in zip(outside.after, inside, strict=True):
        assert (beside + within).max(axis=0).tolist() == largest.tolist()


def test_what_hangs_together_too_tightly_is_refused_at_once() -> None:
    pair = np.ones((2, 2), dtype=np.bool_)
    tables = [Table((one, other), pair) for other in range(60) for one in range(other)]
    with pytest.raises(TooWide):
        WeightedSums(Problem.of([[[1, 0], [0, 1]]] * 60, tables=tables))


def test_a_step_of_too_many_options_is_refused() -> None:
    pair = np.ones((3_000, 3_000), dtype=np.bool_)
    worth = np.zeros((3_000, 2), dtype=np.int64)
    with pytest.raises(TooWide):
        WeightedSums(Problem.of([worth, worth], tables=[Table((0, 1), pair)]))
