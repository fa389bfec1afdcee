"""Named points of the frontier: Nash, Kalai-Smorodinsky, leximin, utilitarian.

Each answers a scholar's question about numbers that were stated. None is a proposal, and none
says what is fair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.frontier import METHOD, Points
from goodoffices.bridging.gains import Reference, measure_range
from goodoffices.bridging.problem import PackageRows, Problem, UtilityRows
from goodoffices.bridging.results import Certificate, PackageSearch
from goodoffices.case.status import Status

NEAR: Final = 1e-9
"""Shares in floating point this near the best are compared again exactly; they err by 1e-14."""


class Point(StrEnum):
    """A point that scholars of bargaining named.

    Examples
    --------
    >>> POINTS[Point.NASH].name
    'Nash point'
    """

    NASH = "nash"
    KALAI_SMORODINSKY = "kalai_smorodinsky"
    LEXIMIN = "leximin"
    UTILITARIAN = "utilitarian"


Shares = tuple[Fraction, ...]
"""Each party's gain as a share of the most it could gain."""


@dataclass(frozen=True, slots=True)
class PointRule:
    """What a point makes as large as it can.

    Attributes
    ----------
    id
    name
    words
        What it makes as large as it can, after "the largest".
    source
    key
        What of exact shares is compared, the larger one first.
    screen
        The same in floating point, for many points at once; one number each.
    """

    id: Point
    name: str
    words: str
    source: str
    key: Callable[[Shares], tuple[Fraction, ...]]
    screen: Callable[[NDArray[np.float64]], NDArray[np.float64]]


POINTS: Final[Mapping[Point, PointRule]] = {
    rule.id: rule
    for rule in (
        PointRule(
            Point.NASH,
            "Nash point",
            "product of gains",
            "J. Nash, The bargaining problem (1950); on finite sets M. Mariotti (1998)",
            lambda shares: (Fraction(prod(shares)),),
            lambda shares: shares.prod(axis=1),
        ),
        PointRule(
            Point.KALAI_SMORODINSKY,
            "Kalai-Smorodinsky point",
            "smallest share",
            "E. Kalai and M. Smorodinsky (1975); on finite sets as the largest smallest share",
            lambda shares: (min(shares),),
            lambda shares: shares.min(axis=1),
        ),
        PointRule(
            Point.LEXIMIN,
            "leximin point",
            "smallest share, then the next smallest, and so on",
            "A. Sen (1970); H. Imai, Individual monotonicity and lexicographic maxmin (1983)",
            lambda shares: tuple(sorted(shares)),
            lambda shares: shares.min(axis=1),
        ),
        PointRule(
            Point.UTILITARIAN,
            "relative utilitarian point",
            "sum of shares",
            "A. Dhillon and J.-F. Mertens, Relative utilitarianism (1999)",
            lambda shares: (sum(shares, Fraction(0)),),
            lambda shares: shares.sum(axis=1),
        ),
    )
}
"""Every point, by its id."""


def find_points(problem: Problem, frontier: Points) -> dict[Point, PackageSearch]:
    """Return the named points of an exact frontier.

    A researcher asks: where would the solutions of the literature lie? Never to be put to a
    party as what it should accept.

    Parameters
    ----------
    problem : Problem
    frontier : Points
        Of `list_points`. Where it is coarse, the points are only the best found, and
        `find_point` may do better.

    Returns
    -------
    dict of Point to PackageSearch
        With every package of the frontier that reaches the point's value; `value` is what it
        reaches, of leximin its smallest share. Of Nash there is none (`infeasible`) where no
        package brings everybody a gain. Empty where no package is left.

    Notes
    -----
    Gains count from the no-agreement value, or where none is stated from the worst package,
    and are divided by the most that the party could gain (`gains`): multiplying or shifting a
    party's numbers changes nothing. Ties are decided in fractions.

    Examples
    --------
    >>> from goodoffices.bridging.frontier import list_points
    >>> problem = Problem.of([[[100, 0], [90, 34], [30, 35], [0, 100]]], no_agreement=[0, 0])
    >>> found = find_points(problem, list_points(problem))
    >>> found[Point.KALAI_SMORODINSKY].packages[0], found[Point.KALAI_SMORODINSKY].value
    ({'i0': 'o1'}, Fraction(17, 50))
    """
    if not len(frontier.worth):
        return {}
    reference = measure_range(problem, frontier.worth)
    spans = np.array([span or 1 for span in reference.spans], dtype=np.float64)
    gains = (frontier.worth - np.array(reference.least)).astype(np.float64)
    shares = np.where(np.array(reference.spans) > 0, gains / spans, 1.0)
    return {
        point: _search(problem, frontier, reference, rule, rule.screen(shares))
        for point, rule in POINTS.items()
    }


def _search(
    problem: Problem,
    frontier: Points,
    reference: Reference,
    rule: PointRule,
    screened: NDArray[np.float64],
) -> PackageSearch:
    near = np.flatnonzero(screened >= screened.max() - NEAR)
    exact = {int(row): rule.key(reference.shares(frontier.worth[row].tolist())) for row in near}
    best = max(exact.values())
    if rule.id is Point.NASH and not best[0]:
        return PackageSearch((), (), Status.INFEASIBLE, METHOD, cites=problem.cites)
    rows = [row for row, key in exact.items() if key == best]
    is_exact = frontier.status is Status.PROVEN
    return PackageSearch(
        packages=PackageRows(problem, frontier.choices[rows]),
        utilities=UtilityRows(problem, frontier.worth[rows]),
        status=Status.PROVEN if is_exact else Status.BEST_FOUND,
        method=f"Largest {rule.words} among the frontier. {METHOD}",
        value=best[0],
        bound=best[0] if is_exact else None,
        assumptions=reference.assumptions(problem),
        cites=problem.cites,
        certificate=Certificate("point", {"point": rule.id, "reference": reference, "key": best}),
    )
