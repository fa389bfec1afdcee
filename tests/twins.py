"""Plain twins of the engines: every package, every subset, nothing clever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue
from goodoffices.case.propositions import Proposition
from tests.strategies import every_package

Sets = set[frozenset[str]]


def conflicts_by_hand(
    constraints: Mapping[str, Proposition],
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition] = (),
) -> tuple[Sets, Sets] | None:
    """Return all minimal incompatible and movement sets; None where limits leave no package.

    For at most 16 constraints, and issues with few enough packages to list them.
    """
    assert len(constraints) <= 16
    met = {
        frozenset(name for name, said in constraints.items() if truth(said, package, issues=issues))
        for package in every_package(issues)
        if all(truth(limit, package, issues=issues) for limit in limits)
    }
    if not met:
        return None
    largest = [some for some in met if not any(some < other for other in met)]
    incompatible: Sets = set()
    for size in range(len(constraints) + 1):
        for members in map(frozenset, combinations(constraints, size)):
            leaves_a_package = any(members <= some for some in largest)
            if not leaves_a_package and not any(smaller < members for smaller in incompatible):
                incompatible.add(members)
    return incompatible, {frozenset(constraints) - some for some in largest}
