"""Small invented problems of many shapes, and all packages of them, looked at one by one."""

from __future__ import annotations

from itertools import product

import numpy as np

from goodoffices.bridging.gains import Reference
from goodoffices.bridging.problem import Choices, IntArray, Problem, Table


def invent(seed: int, *, issues: int = 5, options: int = 4) -> Problem:
    """Two to five parties; rules, interactions, no-agreement values and ties as chance has it."""
    random = np.random.default_rng(seed)
    parties = int(random.integers(2, 6))
    count = int(random.integers(1, issues + 1))
    sizes = random.integers(1, options + 1, size=count)
    low, top = int(random.choice([0, -5, -(10**6)])), int(random.choice([2, 5, 20, 1000, 10**8]))
    worth = [random.integers(low, top, size=(size, parties)) for size in sizes]
    allowed = [random.random(size) < 0.9 for size in sizes]
    for one in allowed:
        one[0] = True
    tables = []
    for _ in range(int(random.integers(0, 5)) if count > 1 else 0):
        width = int(random.integers(2, min(3, count) + 1))
        scope = tuple(sorted(random.choice(count, size=width, replace=False).tolist()))
        shape = tuple(sizes[list(scope)].tolist())
        may = random.random(shape) < 0.75 if random.random() < 0.6 else None
        is_worth = may is None or random.random() < 0.5
        added = random.integers(low, top, size=(*shape, parties)) if is_worth else None
        tables.append(Table(scope, may, added))
    problem = Problem.of(worth, tables=tables, allowed=allowed)
    if random.random() < 0.5:
        return problem
    _, all_worth = look_at_all(problem, is_limited=False)
    part = float(random.choice([0.2, 0.5, 0.7]))
    floors = [
        int(np.quantile(column, part)) if random.random() < 0.7 else None for column in all_worth.T
    ]
    return Problem.of(worth, tables=tables, allowed=allowed, no_agreement=floors)


def look_at_all(problem: Problem, *, is_limited: bool = True) -> tuple[Choices, IntArray]:
    """Every package within the rules, no-agreement values aside, and what it is worth."""
    rows = list(product(*map(range, problem.sizes)))
    choices = np.array(rows, dtype=np.int32)
    if is_limited:
        choices = choices[problem.keeps_limits(choices)]
    return choices, problem.utilities(choices)


def agreeable(problem: Problem) -> IntArray:
    """What packages are worth that keep the rules and every no-agreement value."""
    _, worth = look_at_all(problem)
    least = [-(2**61) if one is None else one for one in problem.no_agreement]
    return worth[np.all(worth >= np.array(least), axis=1)]


def measured(problem: Problem) -> Reference:
    """From what and up to what gains are measured, by looking at all; there has to be one."""
    _, worth = look_at_all(problem)
    least = [
        int(worth[:, place].min()) if stated is None else stated
        for place, stated in enumerate(problem.no_agreement)
    ]
    return Reference(
        tuple(least),
        tuple(agreeable(problem).max(axis=0).tolist()),
        tuple(one is not None for one in problem.no_agreement),
    )
