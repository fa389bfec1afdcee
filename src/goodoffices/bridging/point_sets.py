"""Sets of points, one for each combination of the options of some issues, and their sums.

What the exact frontier is made of. A point is what some options together are worth to each
party, in whole numbers; a set keeps only points that no other point of it is as good as for
every party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.frontier_kernels import sum_for_more, sum_for_two
from goodoffices.bridging.problem import Allowed, Choices, IntArray

Rows: TypeAlias = NDArray[np.int32]

MOST_GRID: Final = 2**21
"""Cells of the grid that four parties' points are entered in, where their range allows one."""

MOST_RESETS: Final = 2**25
"""Cells of grids that one sum may clear in all."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the points of one step came from: for each its row on the left and on the right.

    Attributes
    ----------
    left, right
        Where the points on each side came from; None for the empty beginning.
    lefts, rights
        For each point its row on each side; `rights` None where there is nothing on the right.
    issue, options
        The issue that the step settled, and for each point the option; None where none.
    """

    left: Origins | None
    lefts: Rows
    right: Origins | None = None
    rights: Rows | None = None
    issue: int | None = None
    options: Rows | None = None


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
    origins
        Where the points came from; None for the empty beginning.
    covered
        For each party the most that is already in these points, for bounds on what is left.
    """

    scope: tuple[int, ...]
    starts: IntArray
    points: IntArray
    origins: Origins | None
    covered: IntArray

    def __len__(self) -> int:
        return len(self.points)


def nothing(parties: int) -> PointSets:
    """Return the set of one point that is worth nothing and settles nothing."""
    zero = np.zeros(parties, dtype=np.int64)
    return PointSets((), np.array([0, 1]), zero[None, :].copy(), None, zero)


def trace_back(origins: Origins | None, rows: NDArray[np.signedinteger], issues: int) -> Choices:
    """Return the packages that points stand for, as rows of option numbers.

    Parameters
    ----------
    origins : Origins or None
        Where the points came from.
    rows : array
        Which of the points.
    issues : int
        How many there are.
    """
    columns = np.zeros((issues, len(rows)), dtype=np.int32)
    pending = [(origins, rows)]
    while pending:
        step, rows = pending.pop()
        while step is not None:
            if step.issue is not None and step.options is not None:
                columns[step.issue] = step.options[rows]
            if step.right is not None and step.rights is not None:
                pending.append((step.right, step.rights[rows]))
            rows = step.lefts[rows]
            step = step.left
    return columns.T


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
    origins = Origins(
        left.origins,
        lefts,
        right.origins,
        None if right.origins is None else rights,
        step.issue,
        None if step.issue is None else chosen,
    )
    return PointSets(
        scope,
        starts,
        points,
        origins,
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
