"""Compiled loops of the corridor: sums of points, of which only those that reach far enough stay.

Points are rows, one worth a party; a set of them stands for each cell, `starts` saying where
each begins. `sizes` are the same points measured by several weighted sums (columns); every
set is sorted by the first of these, from the largest down. Nothing is rounded.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

NEAR: Final = 256
"""A point is held against so many first and so many last points of its set, not against all."""


@njit(cache=True)
def _grown(array):
    larger = np.empty((2 * len(array), array.shape[1]), dtype=array.dtype)
    larger[: len(array)] = array
    return larger


@njit(cache=True)
def _is_as_good(points, one, other):
    is_as_good = True
    for q in range(points.shape[1]):
        is_as_good &= points[one, q] >= points[other, q]
    return is_as_good


@njit(cache=True)
def _is_beaten(points, begin, end, row):
    """Whether one of the points looked at is as good as another for every party."""
    for place in range(min(end - begin, 2 * NEAR)):
        one = begin + place if place < NEAR else end - 1 - (place - NEAR)
        if _is_as_good(points, one, row):
            break
    else:
        return False
    return True


@njit(cache=True)
def sum_within(
    left_cells,
    left_starts,
    left_points,
    left_sizes,
    right_cells,
    right_starts,
    right_points,
    right_sizes,
    added,
    added_sizes,
    allowed,
    options,
    least,
    most_points,
    most_sums,
):
    """Sums of sets that are at least so large by every column; false where they are too many.

    Parameters
    ----------
    left_cells, right_cells : array (cells times options)
        Which set on each side belongs to a cell and an option.
    left_starts, left_points, left_sizes, right_starts, right_points, right_sizes : array
    added, added_sizes : array (cells times options, parties or columns)
        Added to every sum.
    allowed : array (cells times options)
        Where False, there is no sum.
    options : int
        So many follow one another for each cell of what comes out.
    least : array (cells, columns)
        A sum below it in one column is dropped.
    most_points, most_sums : int
        Beyond so many points kept, or sums looked at, it ends.

    Returns
    -------
    starts, points, origins : array
        Of a point its row on the left, on the right, and its option.
    is_whole : bool
    """
    cells = len(left_cells) // options
    parties, columns = left_points.shape[1], left_sizes.shape[1]
    starts = np.zeros(cells + 1, dtype=np.int64)
    points = np.empty((1024, parties), dtype=np.int64)
    firsts = np.empty((1024, 1), dtype=np.int64)
    origins = np.empty((1024, 3), dtype=np.int32)
    count = 0
    sums = 0
    for cell in range(cells):
        begin = count
        for option in range(options):
            at = cell * options + option
            if not allowed[at]:
                continue
            top, end = left_starts[left_cells[at]], left_starts[left_cells[at] + 1]
            if top == end:
                continue
            for right in range(right_starts[right_cells[at]], right_starts[right_cells[at] + 1]):
                needed = least[cell, 0] - added_sizes[at, 0] - right_sizes[right, 0]
                if left_sizes[top, 0] < needed:
                    break
                for left in range(top, end):
                    if left_sizes[left, 0] < needed:
                        break
                    sums += 1
                    is_kept = True
                    for j in range(1, columns):
                        size = left_sizes[left, j] + right_sizes[right, j] + added_sizes[at, j]
                        if size < least[cell, j]:
                            is_kept = False
                            break
                    if not is_kept:
                        continue
                    if count == len(points):
                        points, firsts, origins = _grown(points), _grown(firsts), _grown(origins)
                    for q in range(parties):
                        points[count, q] = left_points[left, q] + right_points[right, q]
                        points[count, q] += added[at, q]
                    firsts[count, 0] = (
                        left_sizes[left, 0] + right_sizes[right, 0] + added_sizes[at, 0]
                    )
                    origins[count, 0], origins[count, 1], origins[count, 2] = left, right, option
                    count += 1
                if count > most_points or sums > most_sums:
                    return starts, points[:0].copy(), origins[:0].copy(), False
        if count - begin > 1:
            order = np.argsort(-firsts[begin:count, 0], kind="mergesort")
            sorted_points = points[begin:count][order]
            sorted_origins = origins[begin:count][order]
            found = begin
            for row in range(count - begin):
                points[found] = sorted_points[row]
                origins[found] = sorted_origins[row]
                if not _is_beaten(points, begin, found, found):
                    found += 1
            count = found
        starts[cell + 1] = count
    return starts, points[:count].copy(), origins[:count].copy(), True
