"""Named points by corridors: from what gains are measured, and which aim each point has."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import prod
from typing import Final

import numpy as np

from goodoffices.bridging.aims import Aim, Gains, ProductOfGains, SmallestShare, SumOfGains
from goodoffices.bridging.corridor_search import Searched, search_corridors
from goodoffices.bridging.gains import Reference
from goodoffices.bridging.points import POINTS, Point
from goodoffices.bridging.problem import Problem
from goodoffices.bridging.weighted_best import WeightedSums
from goodoffices.case.deadline import Deadline
from goodoffices.case.errors import TooWide
from goodoffices.case.status import Status

COARSEST: Final = 2**40
"""Where what packages are worth spreads further, weights would be too coarse."""


def lay_out(problem: Problem) -> WeightedSums | None:
    """Return a problem laid out for weighted sums; None where it is too wide or too precise."""
    try:
        sums = WeightedSums(problem)
    except TooWide:
        return None
    return None if int(sums.most.max(initial=0)) > COARSEST else sums


def measure(sums: WeightedSums, deadline: Deadline) -> Reference | Status | None:
    """Return from what and up to what gains are measured; None where that was not proven.

    `infeasible` where no package keeps limits and no-agreement values.

    Examples
    --------
    >>> problem = Problem.of([[[3, 0], [0, 3]], [[1, 0], [0, 2]]], no_agreement=[1, None])
    >>> measure(WeightedSums(problem), Deadline(None))
    Reference(least=(1, 0), ideal=(4, 3), stated=(True, False))
    """
    problem = sums.problem
    each = np.eye(sums.parties, dtype=np.int64)
    least, most, packages = [], [], []
    for stated, alone in zip(problem.no_agreement, each, strict=True):
        largest, choice = sums.best(alone)
        against, _ = sums.best(-alone)
        if largest is None or against is None:
            return Status.INFEASIBLE
        least.append(-against if stated is None else stated)
        most.append(largest)
        packages.append(choice)
    if any(high < low for high, low in zip(most, least, strict=True)):
        return Status.INFEASIBLE
    worth = problem.utilities(np.array(packages, dtype=np.int32))
    ideal = []
    for place, high in enumerate(most):
        if np.all(worth[place] >= least):
            ideal.append(high)
            continue
        caps = tuple(one - low for one, low in zip(most, least, strict=True))
        found = search_corridors(sums, _gain_of(place, caps), least, deadline=deadline)
        if not found.is_proven:
            return None
        if found.worth is None:
            return Status.INFEASIBLE
        ideal.append(found.worth[place])
    stated_for = tuple(one is not None for one in problem.no_agreement)
    return Reference(tuple(least), tuple(ideal), stated_for)


def _gain_of(place: int, caps: Gains) -> SumOfGains:
    coefficients = [Fraction(0)] * len(caps)
    coefficients[place] = Fraction(1, caps[place] or 1)
    return SumOfGains(caps, tuple(coefficients))


def search_point(
    sums: WeightedSums, point: Point, reference: Reference, deadline: Deadline
) -> Searched:
    """Return one package at a named point by corridors, its bound in shares.

    Parameters
    ----------
    sums : WeightedSums
    point : Point
    reference : Reference
        With a span for at least one party.
    deadline : Deadline

    Examples
    --------
    >>> sums = WeightedSums(Problem.of([[[100, 0], [90, 34], [30, 35], [0, 100]]]))
    >>> reference = Reference((0, 0), (100, 100), (True, True))
    >>> search_point(sums, Point.KALAI_SMORODINSKY, reference, Deadline(None)).bound
    Fraction(17, 50)
    """
    spans, least = reference.spans, reference.least
    aim: Aim = SmallestShare(spans)
    whole, apart = Fraction(1), Fraction(0)
    if point is Point.NASH:
        aim, whole = ProductOfGains(spans), Fraction(prod(one for one in spans if one))
    elif point is Point.UTILITARIAN:
        aim = SumOfGains(spans, tuple(Fraction(1, one) if one else Fraction(0) for one in spans))
        apart = Fraction(spans.count(0))

    def key(gains: Gains) -> tuple[Fraction, ...]:
        worth = [gain + low for gain, low in zip(gains, least, strict=True)]
        return POINTS[point].key(reference.shares(worth))

    found = search_corridors(sums, aim, least, key=key, deadline=deadline)
    if found.bound is None:
        return found
    return replace(found, bound=found.bound / whole + apart)
