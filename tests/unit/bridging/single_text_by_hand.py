"""A single text improved by listing every package at each step: the twin, in other words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from goodoffices.bridging.difference import distance
from goodoffices.bridging.results import Package
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, Value
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Stance

Texts = list[dict[str, Value]]


def changed(one: Package, other: Package) -> int:
    return sum(one[issue] != other[issue] for issue in one)


def texts_by_worth(
    packages: Sequence[dict[str, Value]],
    start: dict[str, Value],
    issues: Mapping[str, Issue],
    worth: Callable[[Package], Sequence[Fraction | int]],
) -> Texts:
    """Every text from the start on; `packages` are those within the limits, in their order."""
    texts = [start]
    while True:
        now = texts[-1]
        better = [
            one for one in packages if worth(one) != worth(now) and _no_less(worth(one), worth(now))
        ]
        better = _nearest(_smallest(better, now), now, issues)
        better = [
            one
            for one in better
            if not any(
                worth(one) != worth(other) and _no_less(worth(other), worth(one))
                for other in better
            )
        ]
        if not better:
            return texts
        texts.append(better[0])


def texts_by_strength(
    packages: Sequence[dict[str, Value]],
    start: dict[str, Value],
    issues: Mapping[str, Issue],
    positions: Sequence[Position],
) -> Texts:
    """Every text from the start on, by what parties hold."""
    holders = sorted({holder for one in positions for holder in one.holders})

    def crossed(package: Package) -> set[str]:
        return {one.id for one in positions if not truth(one.proposition, package, issues=issues)}

    def weight(package: Package) -> list[int]:
        """For each holder a number in which the strongest counts more than all weaker ones."""
        base = len(positions) + 1
        names = crossed(package)
        return [
            -sum(
                base ** one.strength[holder].rank
                for one in positions
                if one.id in names and holder in one.holders
            )
            for holder in holders
        ]

    ruled_out = {one.id for one in positions if Stance.RULES_OUT in one.strength.values()}
    texts = [start]
    while True:
        now = texts[-1]
        better = [
            one
            for one in packages
            if weight(one) != weight(now)
            and _no_less(weight(one), weight(now))
            and not (crossed(one) - crossed(now)) & ruled_out
        ]
        better = _smallest(better, now)
        better = [one for one in better if crossed(one) <= crossed(now)] or better
        better = [
            one
            for one in better
            if not any(
                weight(one) != weight(other) and _no_less(weight(other), weight(one))
                for other in better
            )
        ]
        better = _nearest(better, now, issues)
        if not better:
            return texts
        texts.append(better[0])


def within(
    packages: Sequence[dict[str, Value]],
    limits: Sequence[Proposition],
    issues: Mapping[str, Issue],
) -> Texts:
    return [one for one in packages if all(truth(each, one, issues=issues) for each in limits)]


def _no_less(one: Sequence[Fraction | int], other: Sequence[Fraction | int]) -> bool:
    return all(a >= b for a, b in zip(one, other, strict=True))


def _smallest(packages: Texts, now: Package) -> Texts:
    least = min((changed(now, one) for one in packages), default=0)
    return [one for one in packages if changed(now, one) == least]


def _nearest(packages: Texts, now: Package, issues: Mapping[str, Issue]) -> Texts:
    least = min((distance(now, one, issues) for one in packages), default=Fraction(0))
    return [one for one in packages if distance(now, one, issues) == least]
