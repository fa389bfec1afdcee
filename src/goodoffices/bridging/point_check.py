"""Whether a named point is what it says: checked without the search that found it."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from goodoffices.bridging.frontier import find_frontier
from goodoffices.bridging.gains import Reference
from goodoffices.bridging.listing import list_packages
from goodoffices.bridging.points import Point
from goodoffices.bridging.problem import Problem
from goodoffices.bridging.results import PackageSearch
from goodoffices.case.status import Status

MOST_LISTED: Final = 100_000
"""So many packages at most are looked at one by one."""


def check_point(problem: Problem, search: PackageSearch, *, deadline_s: float = 20.0) -> bool:
    """Return whether it is confirmed that no package lies beyond a named point.

    Parameters
    ----------
    problem : Problem
    search : PackageSearch
        Of `find_points` or `find_point`, with its certificate.
    deadline_s : float
        For the second engine, where there are too many packages to look at.

    Returns
    -------
    bool
        False also where it could not be confirmed in time.

    Notes
    -----
    Few packages: each is looked at, and measured anew. Many, for Kalai-Smorodinsky: the
    frontier is asked for packages that give everybody more than the smallest share, and has
    to find none. Other points are then not confirmed.

    Examples
    --------
    >>> from goodoffices.bridging.frontier import list_points
    >>> from goodoffices.bridging.points import find_points
    >>> problem = Problem.of([[[100, 0], [90, 34], [30, 35], [0, 100]]], no_agreement=[0, 0])
    >>> found = find_points(problem, list_points(problem))
    >>> [check_point(problem, one) for one in found.values()]
    [True, True, True, True]
    """
    data = search.certificate.data if search.certificate is not None else {}
    point, reference, said = data["point"], data["reference"], data["key"]
    if not isinstance(point, Point) or not isinstance(reference, Reference):
        raise TypeError(point)
    reached = [
        tuple(
            int(amount * scale) for amount, scale in zip(one.values(), problem.scales, strict=True)
        )
        for one in search.utilities
    ]
    if not reached or any(_key(point, one, reference) != said for one in reached):
        return False
    if problem.count <= MOST_LISTED:
        everyone = [worth for _, worth in list_packages(problem)]
        return _is_range(problem, reference, everyone) and said == max(
            _key(point, one, reference) for one in everyone
        )
    if point is not Point.KALAI_SMORODINSKY:
        return False
    level = _key(point, reached[0], reference)[0]
    return _is_beyond_reach(problem, reference, level, deadline_s)


def _key(point: Point, worth: tuple[int, ...], reference: Reference) -> tuple[Fraction, ...]:
    """What a point compares, written down anew."""
    shares = []
    for amount, low, high in zip(worth, reference.least, reference.ideal, strict=True):
        shares.append(Fraction(amount - low, high - low) if high > low else Fraction(1))
    if point is Point.LEXIMIN:
        return tuple(sorted(shares))
    if point is Point.KALAI_SMORODINSKY:
        return (min(shares),)
    if point is Point.UTILITARIAN:
        return (sum(shares, Fraction(0)),)
    product = Fraction(1)
    for share in shares:
        product *= share
    return (product,)


def _is_range(problem: Problem, reference: Reference, worth: list[tuple[int, ...]]) -> bool:
    """The ideal is the most of any package; the least is stated, or no more than of any."""
    for place, stated in enumerate(problem.no_agreement):
        amounts = [one[place] for one in worth]
        if reference.ideal[place] != max(amounts):
            return False
        least = reference.least[place]
        if (stated is None and least > min(amounts)) or (stated is not None and least != stated):
            return False
    return True


def _is_beyond_reach(
    problem: Problem, reference: Reference, level: Fraction, deadline_s: float
) -> bool:
    """No package gives everybody that can gain more than a level."""
    floors = tuple(
        low + int(level * (high - low)) + 1 if high > low else None
        for low, high in zip(reference.least, reference.ideal, strict=True)
    )
    above = Problem(
        problem.issues,
        problem.values,
        problem.parties,
        problem.worth,
        problem.allowed,
        problem.tables,
        floors,
        problem.scales,
    )
    return find_frontier(above, deadline_s=deadline_s).status is Status.INFEASIBLE
