"""The corridor: every package that is large enough by several weighted sums at once.

An exact dynamic programme, as that of the frontier, in which a point is dropped as soon as
the best that can still be added to it leaves it too small by one of the sums.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from goodoffices.bridging.corridor_kernels import sum_within
from goodoffices.bridging.point_sets import Origins, trace_back
from goodoffices.bridging.problem import Choices, IntArray
from goodoffices.bridging.weighted_best import (
    LARGEST,
    MOST_NUMBERS,
    SettlingStep,
    WeightedSums,
    cells_of,
    exact_sum,
)

MOST_SUMS: Final = 30_000_000
"""Sums that one join may look at before the corridor is given up."""


@dataclass(frozen=True, slots=True)
class Within:
    """What lies in a corridor.

    Attributes
    ----------
    choices
        Packages, one a row, as option numbers.
    worth
        What each is worth (packages x parties).
    is_whole
        Whether every package of the corridor is here, or another that is as good for everybody.
    is_given_up
        Whether there were too many points, or time was up.
    most
        The most points that stood at one time.
    """

    choices: Choices
    worth: IntArray
    is_whole: bool
    is_given_up: bool
    most: int


@dataclass(frozen=True, slots=True)
class _Sets:
    """For each cell of a scope a set of points, the largest by the first sum before others."""

    scope: tuple[int, ...]
    starts: IntArray
    points: IntArray
    origins: Origins | None


class Corridor:
    """Weighted sums by which packages are held to be large enough, ready for any threshold.

    Parameters
    ----------
    sums : WeightedSums
    weights : array (parties x columns)
        Whole numbers, none below zero. The first column should be the sharpest.
    is_over : callable
        Asked after each join; where True the corridor is given up.

    Examples
    --------
    >>> from goodoffices.bridging.problem import Problem
    >>> problem = Problem.of([[[3, 0], [0, 3]], [[1, 0], [0, 2]]])
    >>> corridor = Corridor(WeightedSums(problem), np.array([[1, 0], [1, 1]]))
    >>> corridor.list_within([4, 2]).worth.tolist()
    [[3, 2], [0, 5], [1, 3]]
    """

    def __init__(
        self, sums: WeightedSums, weights: IntArray, is_over: Callable[[], bool] = lambda: False
    ) -> None:
        self.weights = weights
        self._sums, self._is_over = sums, is_over
        self._outside = sums.outside(weights)
        self._added = [step.added @ weights for step in sums.steps]
        base = sums.base.tolist()
        self._base = [exact_sum(column, base) for column in weights.T.tolist()]
        self._scale = np.maximum((weights.T @ sums.most).astype(np.float64), 1.0)
        self._most_points = MOST_NUMBERS // weights.shape[1]

    def list_within(self, least: Sequence[int], *, few: int | None = None) -> Within:
        """Return the packages whose sums all reach a threshold.

        Parameters
        ----------
        least : sequence of int
            For each column what a package's sum must not fall below.
        few : int, optional
            Keep only so many points after each join, the most promising: fast, but not whole.

        Returns
        -------
        Within
            Of packages that another is as good as for everybody some are left out. Empty and
            given up where there are too many, or time is up.
        """
        # A threshold that nothing reaches, or everything, is as good as one far beyond.
        over = 2 * LARGEST
        pairs = zip(least, self._base, strict=True)
        needed = np.array([min(max(one - base, -over), over) for one, base in pairs], np.int64)
        found: list[_Sets] = []
        most = 0
        for place, step in enumerate(self._sums.steps):
            sets = self._nothing() if not step.parts else found[step.parts[0][0]]
            for part, (opened, rest) in zip(
                step.parts[1:-1], self._outside.within[place][1:], strict=False
            ):
                joined = self._join(sets, found[part[0]], opened, None, needed - rest)
                if joined is None:
                    return self._none(most)
                sets = self._narrowed(joined, needed - rest, few)
                most = max(most, len(sets.points))
            other = found[step.parts[-1][0]] if len(step.parts) > 1 else self._nothing()
            rest = self._outside.after[place]
            joined = self._join(sets, other, step.scope, place, needed - rest)
            if joined is None:
                return self._none(most)
            found.append(self._narrowed(joined, needed - rest, few))
            most = max(most, len(found[-1].points))
        last = found[-1]
        choices = trace_back(
            last.origins, np.arange(len(last.points)), len(self._sums.problem.issues)
        )
        worth = last.points + self._sums.base
        return Within(choices, worth, is_whole=few is None, is_given_up=False, most=most)

    def _none(self, most: int) -> Within:
        empty = np.zeros((0, self._sums.parties), dtype=np.int64)
        issues = len(self._sums.problem.issues)
        choices = np.zeros((0, issues), dtype=np.int32)
        return Within(choices, empty, is_whole=False, is_given_up=True, most=most)

    def _nothing(self) -> _Sets:
        return _Sets((), np.array([0, 1]), np.zeros((1, self._sums.parties), dtype=np.int64), None)

    def _join(
        self, left: _Sets, right: _Sets, scope: tuple[int, ...], place: int | None, least: IntArray
    ) -> _Sets | None:
        """Sums of two families, an issue settled where a step is named; None where too many."""
        if self._is_over():
            return None
        sums = self._sums
        if place is None:
            cells = len(least)
            step = SettlingStep(
                None,
                scope,
                scope,
                1,
                np.zeros((cells, sums.parties), dtype=np.int64),
                np.ones(cells, dtype=np.bool_),
                (),
            )
            added = np.zeros((cells, self.weights.shape[1]), dtype=np.int64)
        else:
            step, added = sums.steps[place], self._added[place]
        starts, points, origins, is_whole = sum_within(
            cells_of(left.scope, step.grid, sums.problem.sizes),
            left.starts,
            left.points,
            left.points @ self.weights,
            cells_of(right.scope, step.grid, sums.problem.sizes),
            right.starts,
            right.points,
            right.points @ self.weights,
            step.added,
            added,
            step.allowed,
            step.options,
            least,
            self._most_points,
            MOST_SUMS,
        )
        if not is_whole:
            return None
        came = Origins(
            left.origins,
            origins[:, 0].copy(),
            right.origins,
            None if right.origins is None else origins[:, 1].copy(),
            step.issue,
            None if step.issue is None else origins[:, 2].copy(),
        )
        return _Sets(scope, starts, points, came)

    def _narrowed(self, sets: _Sets, least: IntArray, few: int | None) -> _Sets:
        """The few points that exceed what they need by most, in the column where by least."""
        if few is None or len(sets.points) <= few:
            return sets
        cells = np.repeat(np.arange(len(least)), np.diff(sets.starts))
        beyond = (sets.points @ self.weights - least[cells]) / self._scale
        kept = np.sort(np.argsort(-beyond.min(axis=1), kind="stable")[:few])
        starts = np.concatenate([[0], np.cumsum(np.bincount(cells[kept], minlength=len(least)))])
        origins = Origins(sets.origins, kept.astype(np.int32))
        return _Sets(sets.scope, starts, sets.points[kept], origins)
