"""Compiled loops of the frontier: sums of sets of points of which only the best are kept.

Each takes sets of points (rows; one worth a party) that stand one after another in an array,
`starts` saying where each begins, every set sorted from the largest row down, without one
point that another is as good as for every party. Each gives such sets: where each begins, the
points, and for each point its row on the left, on the right, and its option. Nothing is rounded.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

BLOCK: Final = 32
"""So many points are looked at together, by their largest worths, before one by one."""


@njit(cache=True)
def _grown(array, size):
    larger = np.empty((2 * size, array.shape[1]), dtype=array.dtype)
    larger[:size] = array[:size]
    return larger


@njit(cache=True)
def _sinks(keys, heap, size):
    """Let the top of a heap of streams sink to where it belongs; rows compared from the left."""
    top = heap[0]
    place = 0
    parties = keys.shape[1]
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size:
            one, other = heap[child + 1], heap[child]
            for q in range(parties):
                if keys[one, q] != keys[other, q]:
                    if keys[one, q] > keys[other, q]:
                        child += 1
                    break
        is_before = False
        for q in range(parties):
            if keys[heap[child], q] != keys[top, q]:
                is_before = keys[heap[child], q] > keys[top, q]
                break
        if not is_before:
            break
        heap[place] = heap[child]
        place = child
    heap[place] = top


@njit(cache=True)
def _rises(keys, heap, place):
    """Let the last of a heap rise to where it belongs."""
    last = heap[place]
    parties = keys.shape[1]
    while place > 0:
        parent = (place - 1) // 2
        is_before = False
        for q in range(parties):
            if keys[last, q] != keys[heap[parent], q]:
                is_before = keys[last, q] > keys[heap[parent], q]
                break
        if not is_before:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = last


@njit(cache=True)
def _count_streams(left_cells, right_cells, left_starts, right_starts, allowed, cells, options):
    """The most streams that any cell merges: one for each option and point on the right."""
    most = 0
    for cell in range(cells):
        count = 0
        for option in range(options):
            at = cell * options + option
            left, right = left_cells[at], right_cells[at]
            if allowed[at] and left_starts[left + 1] > left_starts[left]:
                count += right_starts[right + 1] - right_starts[right]
        most = max(most, count)
    return most


@njit(cache=True)
def sum_for_two(
    left_cells,
    left_starts,
    left_points,
    right_cells,
    right_starts,
    right_points,
    added,
    allowed,
    options,
    least,
):
    """Sums of sets for two parties: streams merged by the first, one sweep over the second.

    Parameters
    ----------
    left_cells, right_cells : array (cells times options)
        Which set on each side belongs to a cell and an option.
    left_starts, left_points, right_starts, right_points : array
    added : array (cells times options, parties)
        Added to every sum.
    allowed : array (cells times options)
        Where False, there is no sum.
    options : int
        So many follow one another for each cell of what comes out.
    least : array (parties)
        A sum below it for one party is dropped.
    """
    cells = len(left_cells) // options
    starts = np.zeros(cells + 1, dtype=np.int64)
    capacity = max(16, 2 * len(left_points))
    points = np.empty((capacity, 2), dtype=np.int64)
    origins = np.empty((capacity, 3), dtype=np.int64)
    streams = _count_streams(
        left_cells, right_cells, left_starts, right_starts, allowed, cells, options
    )
    keys = np.empty((streams, 2), dtype=np.int64)
    shifts = np.empty((streams, 2), dtype=np.int64)
    places = np.empty(streams, dtype=np.int64)
    ends = np.empty(streams, dtype=np.int64)
    rows = np.empty((streams, 2), dtype=np.int64)
    heap = np.empty(streams, dtype=np.int64)
    count = 0
    for cell in range(cells):
        size = 0
        stream = 0
        for option in range(options):
            at = cell * options + option
            if not allowed[at]:
                continue
            left, right = left_cells[at], right_cells[at]
            first, end = left_starts[left], left_starts[left + 1]
            if first == end:
                continue
            for row in range(right_starts[right], right_starts[right + 1]):
                shifts[stream, 0] = right_points[row, 0] + added[at, 0]
                shifts[stream, 1] = right_points[row, 1] + added[at, 1]
                rows[stream, 0], rows[stream, 1] = row, option
                places[stream], ends[stream] = first, end
                keys[stream, 0] = left_points[first, 0] + shifts[stream, 0]
                keys[stream, 1] = left_points[first, 1] + shifts[stream, 1]
                heap[size] = stream
                _rises(keys, heap, size)
                size += 1
                stream += 1
        best = least[1] - 1
        while size > 0:
            one = heap[0]
            if keys[one, 0] < least[0]:
                break
            if keys[one, 1] > best:
                best = keys[one, 1]
                if count == capacity:
                    points, origins = _grown(points, count), _grown(origins, count)
                    capacity *= 2
                points[count, 0], points[count, 1] = keys[one, 0], best
                origins[count, 0] = places[one]
                origins[count, 1], origins[count, 2] = rows[one, 0], rows[one, 1]
                count += 1
            place, end, shift = places[one] + 1, ends[one], shifts[one, 1]
            while place < end and left_points[place, 1] + shift <= best:
                place += 1
            places[one] = place
            if place < end:
                keys[one, 0] = left_points[place, 0] + shifts[one, 0]
                keys[one, 1] = left_points[place, 1] + shift
            else:
                size -= 1
                heap[0] = heap[size]
            if size > 1:
                _sinks(keys, heap, size)
        starts[cell + 1] = count
    kept = origins[:count]
    return (
        starts,
        points[:count].copy(),
        kept[:, 0].copy(),
        kept[:, 1].copy(),
        kept[:, 2].copy(),
    )


@njit(cache=True)
def _is_below_stairs(stairs, steps, y, z):
    """Whether a step is as high and as far; where not, the place at which one belongs."""
    low, high = 0, steps
    while low < high:
        middle = (low + high) // 2
        if stairs[middle, 0] >= y:
            low = middle + 1
        else:
            high = middle
    return (low > 0 and stairs[low - 1, 1] >= z), low


@njit(cache=True)
def _with_step(stairs, steps, place, y, z):
    """Put a step in, and take those away that it is as high and as far as."""
    end = place
    while end < steps and stairs[end, 1] <= z:
        end += 1
    if end == place:
        for one in range(steps, place, -1):
            stairs[one, 0], stairs[one, 1] = stairs[one - 1, 0], stairs[one - 1, 1]
        steps += 1
    elif end > place + 1:
        gone = end - place - 1
        for one in range(end, steps):
            stairs[one - gone, 0], stairs[one - gone, 1] = stairs[one, 0], stairs[one, 1]
        steps -= gone
    stairs[place, 0], stairs[place, 1] = y, z
    return steps


@njit(cache=True)
def _largest_beyond(tree, y, z):
    """The largest entry of a grid at or beyond y and z: a Fenwick tree, from the far end."""
    largest = np.int64(-(2**62))
    i = tree.shape[0] - y
    while i > 0:
        j = tree.shape[1] - z
        while j > 0:
            largest = max(largest, tree[i - 1, j - 1])
            j -= j & -j
        i -= i & -i
    return largest


@njit(cache=True)
def _enter(tree, y, z, amount):
    i = tree.shape[0] - y
    while i <= tree.shape[0]:
        j = tree.shape[1] - z
        while j <= tree.shape[1]:
            tree[i - 1, j - 1] = max(tree[i - 1, j - 1], amount)
            j += j & -j
        i += i & -i


@njit(cache=True)
def _is_beaten(points, first, count, tops, key, hint):
    """Which kept point is as good for every party, or -1; whole blocks are passed by their tops."""
    parties = points.shape[1]
    if hint >= first:
        is_as_good = True
        for q in range(1, parties):
            if points[hint, q] < key[q]:
                is_as_good = False
                break
        if is_as_good:
            return hint
    blocks = (count - first + BLOCK - 1) // BLOCK
    for block in range(blocks - 1, -1, -1):
        is_as_good = True
        for q in range(1, parties):
            if tops[block, q] < key[q]:
                is_as_good = False
                break
        if not is_as_good:
            continue
        begin = first + block * BLOCK
        for row in range(begin, min(begin + BLOCK, count)):
            is_as_good = True
            for q in range(1, parties):
                if points[row, q] < key[q]:
                    is_as_good = False
                    break
            if is_as_good:
                return row
    return -1


@njit(cache=True)
def sum_for_more(
    left_cells,
    left_starts,
    left_points,
    right_cells,
    right_starts,
    right_points,
    added,
    allowed,
    options,
    least,
    grid,
    lowest,
):
    """Sums of sets for three parties or more: streams merged, each sum held against those kept.

    Parameters
    ----------
    left_cells, left_starts, left_points, right_cells, right_starts, right_points, added, allowed,
    options, least
        As of `sum_for_two`.
    grid : array (rows, columns)
        Scratch space of a Fenwick tree for four parties whose second and third worths lie in
        a small range; empty where it is not to be used.
    lowest : array (2)
        The second and third worth that stand at the grid's beginning.

    Notes
    -----
    Three parties: a staircase of the second and third worth, searched by halving. Four, with
    a grid: the largest fourth worth at or beyond a second and a third (P. Fenwick 1994, in two
    dimensions). Otherwise blocks of kept points, passed over by their largest worths.
    """
    parties = left_points.shape[1]
    cells = len(left_cells) // options
    starts = np.zeros(cells + 1, dtype=np.int64)
    capacity = max(16, 2 * len(left_points))
    points = np.empty((capacity, parties), dtype=np.int64)
    origins = np.empty((capacity, 3), dtype=np.int64)
    streams = _count_streams(
        left_cells, right_cells, left_starts, right_starts, allowed, cells, options
    )
    keys = np.empty((streams, parties), dtype=np.int64)
    shifts = np.empty((streams, parties), dtype=np.int64)
    places = np.empty(streams, dtype=np.int64)
    ends = np.empty(streams, dtype=np.int64)
    rows = np.empty((streams, 2), dtype=np.int64)
    heap = np.empty(streams, dtype=np.int64)
    stairs = np.empty((64, 2), dtype=np.int64)
    tops = np.empty((64, parties), dtype=np.int64)
    has_grid = grid.shape[0] > 0
    count = 0
    for cell in range(cells):
        size = 0
        stream = 0
        for option in range(options):
            at = cell * options + option
            if not allowed[at]:
                continue
            left, right = left_cells[at], right_cells[at]
            first, end = left_starts[left], left_starts[left + 1]
            if first == end:
                continue
            for row in range(right_starts[right], right_starts[right + 1]):
                for q in range(parties):
                    shifts[stream, q] = right_points[row, q] + added[at, q]
                    keys[stream, q] = left_points[first, q] + shifts[stream, q]
                rows[stream, 0], rows[stream, 1] = row, option
                places[stream], ends[stream] = first, end
                heap[size] = stream
                _rises(keys, heap, size)
                size += 1
                stream += 1
        begin = count
        steps = 0
        hint = -1
        if has_grid:
            grid[:] = -(2**62)
        while size > 0:
            one = heap[0]
            key = keys[one]
            if key[0] < least[0]:
                break
            is_kept = True
            for q in range(1, parties):
                if key[q] < least[q]:
                    is_kept = False
                    break
            step = 0
            if is_kept:
                if parties == 3:
                    is_below, step = _is_below_stairs(stairs, steps, key[1], key[2])
                    is_kept = not is_below
                elif has_grid:
                    is_kept = _largest_beyond(grid, key[1] - lowest[0], key[2] - lowest[1]) < key[3]
                else:
                    beaten = _is_beaten(points, begin, count, tops, key, hint)
                    if beaten >= 0:
                        hint = beaten
                    is_kept = beaten < 0
            if is_kept:
                if count == capacity:
                    points, origins = _grown(points, count), _grown(origins, count)
                    capacity *= 2
                points[count] = key
                origins[count, 0] = places[one]
                origins[count, 1], origins[count, 2] = rows[one, 0], rows[one, 1]
                if parties == 3:
                    if steps == len(stairs):
                        stairs = _grown(stairs, steps)
                    steps = _with_step(stairs, steps, step, key[1], key[2])
                elif has_grid:
                    _enter(grid, key[1] - lowest[0], key[2] - lowest[1], key[3])
                else:
                    block = (count - begin) // BLOCK
                    if block == len(tops):
                        tops = _grown(tops, block)
                    if (count - begin) % BLOCK == 0:
                        tops[block] = key
                    else:
                        for q in range(parties):
                            tops[block, q] = max(tops[block, q], key[q])
                count += 1
            places[one] += 1
            if places[one] < ends[one]:
                for q in range(parties):
                    keys[one, q] = left_points[places[one], q] + shifts[one, q]
            else:
                size -= 1
                heap[0] = heap[size]
            if size > 1:
                _sinks(keys, heap, size)
        starts[cell + 1] = count
    kept = origins[:count]
    return (
        starts,
        points[:count].copy(),
        kept[:, 0].copy(),
        kept[:, 1].copy(),
        kept[:, 2].copy(),
    )


@njit(cache=True)
def trace_back(labels, lefts, rights, issues, options, choices):
    """Write into `choices` the options of each label, following where it came from.

    Parameters
    ----------
    labels : array (packages)
    lefts, rights, issues, options : array (labels)
        Where each label came from, label 0 being the empty beginning, and which option of
        which issue it settles (issue -1: none).
    choices : array (packages, issues)
        Written to.
    """
    stack = np.empty(choices.shape[1] * 2 + 64, dtype=np.int64)
    for row in range(len(labels)):
        size = 1
        stack[0] = labels[row]
        while size > 0:
            size -= 1
            label = stack[size]
            while label != 0:
                if issues[label] >= 0:
                    choices[row, issues[label]] = options[label]
                if rights[label] != 0:
                    stack[size] = rights[label]
                    size += 1
                label = lefts[label]
