"""Sets of points, one for each combination of the options of some issues, and their sums.

What the exact frontier is made of. A point is what some options together are worth to each
party, in whole numbers; a set keeps only points that no other point of it is as good as for
every party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.frontier_kernels import sum_for_more, sum_for_two, trace_back
from goodoffices.bridging.problem import Allowed, Choices, IntArray

MOST_GRID: Final = 2**21
"""Cells of the grid that four parties' points are entered in, where their range allows one."""

MOST_RESETS: Final = 2**25
"""Cells of grids that one sum may clear in all."""


@dataclass(frozen=True, slots=True)
class PointSets:
    """For each combination of options of `scope` a set of points.

    Attributes
    ----------
    scope
        Issues by number, ascending; the sets stand in C order of their options.
    starts
        Where each set begins in `points`, and at last the number of points.
    points
        Worths (points x parties).
    labels
        For each point its label, from which its options are traced back.
    covered
        For each party the most that is already in these points, for bounds on what is left.
    """

    scope: tuple[int, ...]
    starts: IntArray
    points: IntArray
    labels: IntArray
    covered: IntArray

    def __len__(self) -> int:
        return len(self.points)


@dataclass(slots=True)
class Labels:
    """Where every point came from. Label 0 is the empty beginning."""

    count: int = 1
    _lefts: list[IntArray] = field(default_factory=lambda: [np.zeros(1, dtype=np.int64)])
    _rights: list[IntArray] = field(default_factory=lambda: [np.zeros(1, dtype=np.int64)])
    _issues: list[NDArray[np.int32]] = field(default_factory=lambda: [np.full(1, -1, np.int32)])
    _options: list[IntArray] = field(default_factory=lambda: [np.zeros(1, dtype=np.int64)])

    def add(self, lefts: IntArray, rights: IntArray, issue: int, options: IntArray) -> IntArray:
        """Give labels to points that settle an issue (-1: none) on top of two others."""
        first, self.count = self.count, self.count + len(lefts)
        self._lefts.append(lefts)
        self._rights.append(rights)
        self._issues.append(np.full(len(lefts), issue, dtype=np.int32))
        self._options.append(options)
        return np.arange(first, self.count)

    def choices(self, labels: IntArray, issues: int) -> Choices:
        """Return the packages that labels stand for, as rows of option numbers."""
        rows = np.zeros((len(labels), issues), dtype=np.int32)
        trace_back(
            labels,
            np.concatenate(self._lefts),
            np.concatenate(self._rights),
            np.concatenate(self._issues),
            np.concatenate(self._options),
            rows,
        )
        return rows


def nothing(parties: int) -> PointSets:
    """Return the set of one point that is worth nothing and settles nothing."""
    zero = np.zeros(parties, dtype=np.int64)
    starts = np.array([0, 1])
    return PointSets((), starts, zero[None, :].copy(), np.zeros(1, dtype=np.int64), zero)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step settles: an issue, and what its options bring beside the sets it joins.

    Attributes
    ----------
    issue
        Settled by the step; None where it only joins.
    sizes
        How many options each issue has.
    added, allowed
        On the grid of the step's issues, ascending, and last the one that it settles: what is
        added to each party, and whether the combination may stand.
    covered
        For each party the most of `added`.
    """

    issue: int | None
    sizes: tuple[int, ...]
    added: IntArray
    allowed: Allowed
    covered: IntArray


def join(
    left: PointSets,
    right: PointSets,
    *,
    scope: tuple[int, ...],
    step: Step,
    least: IntArray,
    labels: Labels,
) -> PointSets:
    """Return the sums of two families of sets, with an issue settled, the best points alone.

    Parameters
    ----------
    left, right : PointSets
    scope : tuple of int
        Issues that stay open, ascending: those of both sides but the one settled.
    step : Step
    least : array (parties)
        Points below it for one party are dropped.
    labels : Labels
        Takes the labels of the points.
    """
    if len(left) < len(right):
        left, right = right, left
    grid = scope if step.issue is None else (*scope, step.issue)
    sizes = [step.sizes[one] for one in grid]
    options = 1 if step.issue is None else sizes[-1]
    parties = left.points.shape[1]
    arguments = (
        _cells(left.scope, grid, step.sizes),
        left.starts,
        left.points,
        _cells(right.scope, grid, step.sizes),
        right.starts,
        right.points,
        np.ascontiguousarray(step.added.reshape(-1, parties)),
        np.ascontiguousarray(step.allowed.reshape(-1)),
        options,
        least,
    )
    if parties == 2:
        starts, points, lefts, rights, chosen = sum_for_two(*arguments)
    else:
        cells = prod(sizes) // options
        space, lowest = _grid(left, right, step, least, cells)
        starts, points, lefts, rights, chosen = sum_for_more(*arguments, space, lowest)
    issue = -1 if step.issue is None else step.issue
    return PointSets(
        scope,
        starts,
        points,
        labels.add(left.labels[lefts], right.labels[rights], issue, chosen),
        left.covered + right.covered + step.covered,
    )


def _cells(scope: Sequence[int], grid: Sequence[int], sizes: Sequence[int]) -> IntArray:
    """Which set of a family belongs to each combination of a grid."""
    shape = tuple(sizes[one] for one in grid)
    found = np.zeros(shape, dtype=np.int64)
    stride = 1
    for issue in reversed(scope):
        along = [1] * len(grid)
        along[grid.index(issue)] = sizes[issue]
        found += (np.arange(sizes[issue]) * stride).reshape(along)
        stride *= sizes[issue]
    return found.reshape(-1)


def _grid(
    left: PointSets, right: PointSets, step: Step, least: IntArray, cells: int
) -> tuple[IntArray, IntArray]:
    """Scratch space for four parties, where the second and third worth lie in a small range."""
    none = np.zeros((0, 0), dtype=np.int64), np.zeros(2, dtype=np.int64)
    if left.points.shape[1] != 4 or not len(left) or not len(right):
        return none
    added = step.added.reshape(-1, 4)
    low = left.points.min(axis=0) + right.points.min(axis=0) + added.min(axis=0)
    high = left.points.max(axis=0) + right.points.max(axis=0) + added.max(axis=0)
    low = np.maximum(low, least)[1:3]
    spans = np.maximum(high[1:3] - low + 1, 1)
    if max(spans) > MOST_GRID or int(spans[0]) * int(spans[1]) > MOST_GRID:
        return none
    if int(spans[0]) * int(spans[1]) * cells > MOST_RESETS:
        return none
    return np.empty((int(spans[0]), int(spans[1])), dtype=np.int64), low
