"""Invented problems: the same for the same seed, and as hard as they say."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from bench.bridging.generators import MILLION, POINTS, Kind, Recipe
from goodoffices.bridging.frontier import list_points
from goodoffices.bridging.problem import Problem

HARD = Recipe(8, 3, 3, pairs=6, rules=4, width=2, floors=Fraction(9, 10), seed=3)


def arrays(problem: Problem) -> list[list[object]]:
    tables = [
        (one.scope, *(None if part is None else part.tolist() for part in (one.allowed, one.worth)))
        for one in problem.tables
    ]
    return [[one.tolist() for one in problem.worth], tables, [*problem.no_agreement]]


def test_problem_follows_from_its_seed() -> None:
    assert arrays(HARD.problem()) == arrays(HARD.problem())
    assert arrays(HARD.problem()) != arrays(replace(HARD, seed=4).problem())


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("scale", [MILLION, POINTS])
def test_best_package_of_each_party_is_worth_the_scale(kind: Kind, scale: int) -> None:
    problem = Recipe(7, 4, 3, kind=kind, scale=scale).problem()
    assert sum(worth.max(axis=0) for worth in problem.worth).tolist() == [scale] * 3
    assert sum(worth.min(axis=0) for worth in problem.worth).tolist() == [0] * 3


def test_contrary_options_give_nothing_to_everybody() -> None:
    """With equal weights two contrary parties would divide the same sum whatever they choose."""
    problem = Recipe(5, 4, 2, kind=Kind.CONTRARY).problem()
    for worth in problem.worth:
        shares = worth / worth.max(axis=0)
        assert np.allclose(shares.sum(axis=1), 1, atol=2 / worth.max(axis=0).min())


def test_frontiers_grow_from_correlated_to_contrary() -> None:
    kinds = (Kind.CORRELATED, Kind.UNCORRELATED, Kind.OPPOSED, Kind.CONTRARY)
    sizes = [
        sum(
            len(list_points(Recipe(8, 4, 2, kind=kind, seed=seed).problem()).worth)
            for seed in range(5)
        )
        for kind in kinds
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1] / 5


def test_rules_and_floors_leave_a_package() -> None:
    for seed in range(5):
        problem = replace(HARD, seed=seed).problem()
        assert all(floor is not None and floor > 0 for floor in problem.no_agreement)
        assert len(list_points(problem).worth) > 0


def test_pairs_have_the_treewidth_said() -> None:
    """A clique of one issue more is below; above, issues can be taken away one by one."""
    scopes = [one.scope for one in Recipe(20, 2, 2, pairs=30, width=3).problem().tables]
    near: dict[int, set[int]] = {issue: set() for issue in range(20)}
    for first, second in scopes:
        near[first].add(second)
        near[second].add(first)
    assert any(
        all(b in near[a] for a in four for b in four if a != b)
        for four in ({one, *some} for one in near for some in triples(sorted(near[one])))
    )
    while near:
        issue = min(near, key=lambda one: fill(near, one))
        assert len(near[issue]) <= 3
        around = near.pop(issue)
        for other in around:
            near[other] = (near[other] | around) - {issue, other}


def triples(issues: list[int]) -> list[tuple[int, int, int]]:
    return [(a, b, c) for a in issues for b in issues for c in issues if a < b < c]


def fill(near: dict[int, set[int]], issue: int) -> tuple[int, int]:
    missing = sum(b not in near[a] for a in near[issue] for b in near[issue] if a < b)
    return missing, len(near[issue])


def test_too_many_pairs_for_the_width_are_refused() -> None:
    with pytest.raises(ValueError, match="raise the width"):
        Recipe(5, 2, 2, pairs=9, width=1).problem()
