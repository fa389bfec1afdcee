"""Lightest crossings by listing every package: the twin of `find_lightest`, in other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from tests.strategies import every_package


def lightest_by_hand(
    positions: Sequence[Position], issues: Mapping[str, Issue], limits: Sequence[Proposition] = ()
) -> set[frozenset[str]]:
    """Every set of positions that a package crosses and that no package's set beats."""
    crossings = {
        frozenset(one.id for one in positions if not truth(one.proposition, package, issues=issues))
        for package in every_package(issues)
        if all(truth(limit, package, issues=issues) for limit in limits)
    }
    holders = sorted({holder for one in positions for holder in one.holders})
    return {
        one
        for one in crossings
        if not any(_beats(other, one, positions, holders) for other in crossings)
    }


def _beats(
    one: frozenset[str],
    other: frozenset[str],
    positions: Sequence[Position],
    holders: Sequence[str],
) -> bool:
    weights = [(_weight(one, who, positions), _weight(other, who, positions)) for who in holders]
    return all(mine <= theirs for mine, theirs in weights) and any(
        mine < theirs for mine, theirs in weights
    )


def _weight(crossed: frozenset[str], holder: str, positions: Sequence[Position]) -> int:
    """One number in which the strongest counts more than all weaker ones together."""
    base = len(positions) + 1
    return sum(
        base ** one.strength[holder].rank
        for one in positions
        if one.id in crossed and holder in one.holders
    )
