"""What is possible by exact numbers on record: the frontier, its named points, yardsticks.

For research: shown only where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from goodoffices.bridging.adjusted_winner import AdjustedWinner, adjust_case
from goodoffices.bridging.compile import compile_case
from goodoffices.bridging.direct_points import find_point
from goodoffices.bridging.fairness import RangeShares, measure_shares
from goodoffices.bridging.frontier import Points, as_search, list_points
from goodoffices.bridging.points import Point, find_points
from goodoffices.bridging.problem import Choices, IntArray, Problem, UtilityRows
from goodoffices.bridging.results import Package, PackageSearch
from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline, say_nothing
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import NotItems, TooPrecise, TooWide
from goodoffices.case.propositions import Proposition
from goodoffices.case.status import Status


@dataclass(frozen=True)
class ByNumbers:
    """What exact numbers on record make possible.

    Attributes
    ----------
    problem
        The case in whole numbers.
    frontier
        Exact, or with its slack; without a package where it was too wide to be found.
    points
        The named points; those that exist.
    winner
        What Adjusted Winner gives, where issues are like items.
    no_winner
        Why not, otherwise; empty where it does.
    """

    problem: Problem
    frontier: PackageSearch
    points: Mapping[Point, PackageSearch]
    winner: AdjustedWinner | None
    no_winner: str

    @cached_property
    def _reached(self) -> frozenset[tuple[int, ...]]:
        rows = self.frontier.utilities
        worth = rows.worth if isinstance(rows, UtilityRows) else np.zeros((0, 0), dtype=np.int64)
        return frozenset(map(tuple, worth.tolist()))

    def worth(self, package: Package) -> tuple[int, ...]:
        """Return what a package is worth to each party, in whole numbers."""
        row = [
            values.index(package[issue])
            for issue, values in zip(self.problem.issues, self.problem.values, strict=True)
        ]
        return tuple(self.problem.utilities(np.array([row], dtype=np.int32))[0].tolist())

    def utilities(self, package: Package) -> dict[str, Fraction]:
        """Return what a package is worth to each party, exactly and in its own units."""
        return self.problem.in_own_units(self.worth(package))

    def is_on_frontier(self, package: Package) -> bool | None:
        """Whether no package beats it; None where the frontier is not known exactly."""
        if self.frontier.status is not Status.PROVEN:
            return None
        return self.worth(package) in self._reached

    def marks(self, package: Package) -> tuple[str, ...]:
        """Return "pareto" and the named points that a package is worth the same as."""
        utilities = self.utilities(package)
        named = [
            point.value for point, found in self.points.items() if utilities in found.utilities
        ]
        return (*(["pareto"] if self.is_on_frontier(package) else []), *named)

    def range_shares(self, package: Package) -> RangeShares | None:
        """Return where a package lies in each party's range; None without an exact frontier."""
        if self.frontier.status is not Status.PROVEN or not self._reached:
            return None
        return measure_shares(self.problem, package, ideals=self._ideals)

    @cached_property
    def _ideals(self) -> dict[str, Fraction]:
        """The most that any package of the frontier is worth to each party."""
        most = np.array(sorted(self._reached), dtype=np.int64).max(axis=0)
        return self.problem.in_own_units(most.tolist())


def weigh_by_numbers(
    case: Case,
    *,
    limits: Sequence[Proposition] = (),
    seed: int = 0,
    deadline_s: float | None = None,
    progress: Progress | None = None,
) -> ByNumbers:
    """Return what exact numbers on record make possible, within all limits.

    Parameters
    ----------
    case : Case
        With exact preferences of every negotiating party.
    limits : sequence of Proposition
        What is ruled out or fixed, beside rules and norms.
    seed : int
        Of the solver, where a frontier is too wide or too large.
    deadline_s : float, optional
        A third of it at most for the frontier.
    progress : callable, optional

    Raises
    ------
    NoPreferences, NotExact, TooPrecise, TooWide
        As `compile_case` has them.
    """
    told, deadline = progress or say_nothing, Deadline(deadline_s)
    problem = compile_case(case, limits=limits)
    winner, no_winner = _winner(case)
    left = deadline.left()
    try:
        points = list_points(problem, deadline_s=None if left is None else left / 3, progress=told)
    except TooWide:
        points = _none(problem)
    named = find_points(problem, points)
    if points.status in (Status.BEST_FOUND, Status.OUT_OF_TIME):
        for place, point in enumerate(Point):
            left = deadline.left()
            allowed = 20.0 if left is None else left / (len(Point) - place)
            try:
                found = find_point(problem, point, deadline_s=allowed, seed=seed)
            except TooPrecise:
                continue
            told("points", place + 1, len(Point))
            named[point] = _better(named.get(point), found)
    return ByNumbers(
        problem,
        as_search(problem, points),
        {point: found for point, found in named.items() if found.packages},
        winner,
        no_winner,
    )


def _better(one: PackageSearch | None, other: PackageSearch) -> PackageSearch:
    """The search that reached more; a proven one before others."""
    if one is None or other.status is Status.PROVEN or one.value is None:
        return other
    return one if other.value is None or one.value > other.value else other


def _winner(case: Case) -> tuple[AdjustedWinner | None, str]:
    try:
        return adjust_case(case), ""
    except NotItems as error:
        return None, str(error)


def _none(problem: Problem) -> Points:
    choices: Choices = np.zeros((0, len(problem.issues)), dtype=np.int32)
    worth: IntArray = np.zeros((0, len(problem.parties)), dtype=np.int64)
    return Points(choices, worth, (0,) * len(problem.parties), Status.OUT_OF_TIME)
