"""The frontier: every combination of worths that no other package is as good as.

An exact dynamic programme over linked groups of issues; the space is never listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Final

import numpy as np

from goodoffices.bridging.elimination import order_issues
from goodoffices.bridging.point_sets import Origins, PointSets, Step, join, nothing, trace_back
from goodoffices.bridging.problem import (
    Allowed,
    Choices,
    IntArray,
    PackageRows,
    Problem,
    Table,
    UtilityRows,
)
from goodoffices.bridging.results import Certificate, PackageSearch
from goodoffices.case.deadline import Deadline, say_nothing
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import TooFewParties, TooWide
from goodoffices.case.status import Status

MOST_POINTS: Final = 200_000
"""Points that are kept at one time before they are made coarser."""

MOST_SUMS: Final = 100_000_000
"""Sums that one step may form before its points are made coarser."""

MOST_CELLS: Final = 400_000
"""Combinations of options that one step may join at most."""

POINTS_IN_A_HURRY: Final = 500
"""Points that are kept at one time once the deadline is over."""

METHOD: Final = (
    "Exact dynamic programme over linked groups of issues: sums of points, of which only those"
    " are kept that no other is as good as"
)


def find_frontier(
    problem: Problem,
    *,
    most_points: int = MOST_POINTS,
    deadline_s: float | None = None,
    progress: Progress | None = None,
) -> PackageSearch:
    """Return the packages that no other makes worth more to one party and less to none.

    A researcher asks: what is possible at all, by the numbers stated? Do not use it where
    numbers were not stated by anybody: `find_ideas` works from stances alone.

    Parameters
    ----------
    problem : Problem
        m issues and p >= 2 parties. Packages worth less to a party than its no-agreement
        value are left out, inside the search.
    most_points : int
        Beyond so many points at one time the answer is made coarser, with its slack stated.
    deadline_s : float, optional
        Seconds after which the rest is done coarsely, with its slack stated.
    progress : callable, optional

    Returns
    -------
    PackageSearch
        One package for each combination of worths, from the most to the least for the first
        party; other packages may be worth just the same. `proven` where exact;
        `best_found` with `slack` otherwise; `infeasible` where limits and no-agreement
        values leave no package.

    Raises
    ------
    TooFewParties
        Where the problem has fewer than two.
    TooWide
        Where issues are joined so tightly that a step would list too many combinations.

    Notes
    -----
    Issues that nothing joins are added one after another; a linked group is settled issue by
    issue (variable elimination in the semiring of non-dominated sets), with one set of points
    for each combination of the options that stay open. A point is dropped where another of
    its set is as good for every party, or where even the best of all that is still open
    leaves a party below its no-agreement value. Both are safe: `docs/book/frontier.md`.
    Time grows with the number of points, not of packages.

    Where points have to be made coarser, each party's worths are rounded down to a common
    step and one point a rounded combination is kept: each package is exceeded by a listed one
    but for `slack`. With no-agreement values this holds for packages that exceed them by the
    slack.

    Source: M. Ehrgott, *Multicriteria Optimization* (2005), dynamic programming; E. Rollon
    and J. Larrosa 2006, bucket elimination for multiobjective problems; coarsening after
    M. Laumanns et al. 2002.

    Examples
    --------
    >>> problem = Problem.of([[[3, 0], [0, 3], [1, 1]], [[1, 0], [0, 2]]])
    >>> found = find_frontier(problem)
    >>> [tuple(map(int, one.values())) for one in found.utilities]
    [(4, 0), (3, 2), (1, 3), (0, 5)]
    >>> found.packages[1], found.status.value
    ({'i0': 'o0', 'i1': 'o1'}, 'proven')
    """
    if len(problem.parties) < 2:
        raise TooFewParties(list(problem.parties))
    found = list_points(problem, most_points=most_points, deadline_s=deadline_s, progress=progress)
    return as_search(problem, found)


def as_search(problem: Problem, found: Points) -> PackageSearch:
    """Return a frontier in whole numbers as every search for packages gives it.

    Examples
    --------
    >>> problem = Problem.of([[[3, 0], [0, 3]]])
    >>> list(as_search(problem, list_points(problem)).packages)
    [{'i0': 'o0'}, {'i0': 'o1'}]
    """
    return PackageSearch(
        packages=PackageRows(problem, found.choices),
        utilities=UtilityRows(problem, found.worth),
        status=found.status,
        method=METHOD,
        slack=problem.in_own_units(found.slack) if any(found.slack) else {},
        assumptions=_assumptions(problem) if any(found.slack) else (),
        cites=problem.cites,
        certificate=Certificate("frontier", {"choices": found.choices, "worth": found.worth}),
    )


def _assumptions(problem: Problem) -> tuple[str, ...]:
    said = "Points were made coarser: a package may exceed the one listed for it by the slack."
    floors = "Packages that exceed a no-agreement value by less than the slack may be missing."
    stated = any(one is not None for one in problem.no_agreement)
    return (said, floors) if stated else (said,)


@dataclass(frozen=True, slots=True)
class Points:
    """The frontier in whole numbers, for searches that go on from it.

    Attributes
    ----------
    choices
        One package a row, as option numbers.
    worth
        What each is worth (points x parties), from the largest row down.
    slack
        For each party by how much any package may exceed the listed one; zeros where exact.
    status
        As of `find_frontier`.
    """

    choices: Choices
    worth: IntArray
    slack: tuple[int, ...]
    status: Status


def list_points(
    problem: Problem,
    *,
    most_points: int = MOST_POINTS,
    deadline_s: float | None = None,
    progress: Progress | None = None,
) -> Points:
    """Return the frontier in whole numbers; see `find_frontier`.

    Examples
    --------
    >>> list_points(Problem.of([[[3, 0], [0, 3], [1, 1]]])).worth.tolist()
    [[3, 0], [1, 1], [0, 3]]
    """
    run = _Run(problem, most_points, Deadline(deadline_s))
    told = progress or say_nothing
    whole = nothing(len(problem.parties))
    for place, group in enumerate(problem.links):
        whole = run.add_group(whole, group)
        told("linked groups", place + 1, len(problem.links))
    is_coarse = bool(run.slack.any())
    rows = np.arange(len(whole))
    if is_coarse:
        rows = rows[np.all(whole.points >= run.floors, axis=1)]
    worth = whole.points[rows] if is_coarse else whole.points
    none = Status.OUT_OF_TIME if is_coarse else Status.INFEASIBLE
    some = Status.BEST_FOUND if is_coarse else Status.PROVEN
    return Points(
        choices=trace_back(whole.origins, rows, len(problem.issues)),
        worth=worth,
        slack=tuple(run.slack.tolist()),
        status=some if len(worth) else none,
    )


@dataclass(slots=True)
class _Run:
    """One run of the programme: what is still open, and what was given up."""

    problem: Problem
    most_points: int
    deadline: Deadline
    slack: IntArray = field(init=False)
    floors: IntArray = field(init=False)
    _most: IntArray = field(init=False)

    def __post_init__(self) -> None:
        self.slack = np.zeros(len(self.problem.parties), dtype=np.int64)
        self.floors = np.array(
            [-(2**61) if one is None else one for one in self.problem.no_agreement], dtype=np.int64
        )
        self._most = np.zeros(len(self.problem.parties), dtype=np.int64)
        for issue, worth in enumerate(self.problem.worth):
            self._most += _most(worth, self.problem.allowed[issue])
        for table in self.problem.tables:
            if table.worth is not None:
                self._most += _most(table.worth, table.allowed)

    def add_group(self, whole: PointSets, group: Sequence[int]) -> PointSets:
        """Add what a linked group can bring to what stands so far."""
        if len(group) == 1:
            return self._join(whole, nothing(len(self.problem.parties)), (), group[0], ())
        tables = [one for one in self.problem.tables if one.scope[0] in group]
        messages: list[PointSets] = []
        for issue in order_issues(self.problem, group):
            used = [one for one in tables if issue in one.scope]
            tables = [one for one in tables if issue not in one.scope]
            joined = [one for one in messages if issue in one.scope]
            messages = [one for one in messages if issue not in one.scope]
            messages.append(self._settle(issue, used, joined))
        (message,) = messages
        return self._join(whole, message, (), None, ())

    def _settle(self, issue: int, tables: list[Table], messages: list[PointSets]) -> PointSets:
        """Settle one issue of a linked group, with all that hangs on it."""
        parts = sorted(messages, key=len)
        left = parts.pop() if parts else nothing(len(self.problem.parties))
        while len(parts) > 1:
            other = parts.pop(0)
            scope = tuple(sorted({*parts[0].scope, *other.scope}))
            parts[0] = self._join(parts[0], other, scope, None, ())
        right = parts[0] if parts else nothing(len(self.problem.parties))
        open_issues = {*left.scope, *right.scope, *(one for t in tables for one in t.scope)}
        return self._join(left, right, tuple(sorted(open_issues - {issue})), issue, tables)

    def _join(
        self,
        left: PointSets,
        right: PointSets,
        scope: tuple[int, ...],
        issue: int | None,
        tables: Sequence[Table],
    ) -> PointSets:
        step = self._step(scope, issue, tables)
        limit = POINTS_IN_A_HURRY if self.deadline.is_over else self.most_points
        sets = max(len(left.starts), len(right.starts)) - 1
        left, right = (self._coarser(one, limit) for one in (left, right))
        while len(left) * len(right) > MOST_SUMS * sets and min(len(left), len(right)) > sets:
            limit //= 2
            left, right = (self._coarser(one, limit) for one in (left, right))
        covered = left.covered + right.covered + step.covered
        # While slack grows, the last filter is left to the end.
        least = self.floors - (self._most - covered) - self.slack
        return join(left, right, scope=scope, step=step, least=least)

    def _step(self, scope: tuple[int, ...], issue: int | None, tables: Sequence[Table]) -> Step:
        problem, parties = self.problem, len(self.problem.parties)
        grid = scope if issue is None else (*scope, issue)
        shape = tuple(problem.sizes[one] for one in grid)
        if prod(shape) > MOST_CELLS:
            names = [problem.issues[one] for one in sorted(grid)]
            raise TooWide(names, prod(shape), MOST_CELLS)
        added = np.zeros((*shape, parties), dtype=np.int64)
        allowed = np.ones(shape, dtype=np.bool_)
        covered = np.zeros(parties, dtype=np.int64)
        if issue is not None:
            added += problem.worth[issue]
            allowed &= problem.allowed[issue]
            covered += _most(problem.worth[issue], problem.allowed[issue])
        for table in tables:
            order = [table.scope.index(one) for one in grid if one in table.scope]
            along = [problem.sizes[one] if one in table.scope else 1 for one in grid]
            if table.allowed is not None:
                allowed &= table.allowed.transpose(order).reshape(along)
            if table.worth is not None:
                added += table.worth.transpose((*order, len(order))).reshape((*along, parties))
                covered += _most(table.worth, table.allowed)
        return Step(issue, problem.sizes, added, allowed, covered)

    def _coarser(self, sets: PointSets, limit: int) -> PointSets:
        """One point a rounded combination of worths, so that few enough are left."""
        cells = len(sets.starts) - 1
        if len(sets) <= max(limit, cells):
            return sets
        span = sets.points.max(axis=0) - sets.points.min(axis=0)
        of = np.repeat(np.arange(cells), np.diff(sets.starts))
        parts = 2 ** max(1, int(np.ceil(np.log2(limit))))
        while True:
            width = np.maximum(1, -(-(span + 1) // parts))
            rounded = np.column_stack([of, -((sets.points - sets.points.min(axis=0)) // width)])
            # The first of each rounded combination, the sets and their order kept.
            first = np.sort(np.unique(rounded, axis=0, return_index=True)[1])
            if len(first) <= max(limit, cells) or parts == 1:
                break
            parts //= 2
        self.slack += width - 1
        starts = np.concatenate([[0], np.cumsum(np.bincount(of[first], minlength=cells))])
        origins = Origins(sets.origins, first.astype(np.int32))
        return PointSets(sets.scope, starts, sets.points[first], origins, sets.covered)


def _most(worth: IntArray, allowed: Allowed | None) -> IntArray:
    """The most that a table brings each party, over what may stand."""
    flat = worth.reshape(-1, worth.shape[-1])
    if allowed is not None:
        flat = flat[allowed.reshape(-1)]
    found: IntArray = flat.max(axis=0) if len(flat) else np.zeros(worth.shape[-1], dtype=np.int64)
    return found
