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

FEW_BITS: Final = 3

FEW: Final = 2**FEW_BITS
"""Up to so many streams are merged without a heap."""

ENDED: Final = -(2**63)
"""Stands for the next worth of a stream that has no more; below any that is asked for."""


@njit(cache=True)
def _grown(array, least=0):
    """A copy of an array with room for twice as many rows, or for `least` if that is more."""
    larger = np.empty((max(2 * len(array), least), array.shape[1]), dtype=array.dtype)
    larger[: len(array)] = array
    return larger


@njit(cache=True, inline="always")
def _is_before(keys, one, other):
    """Whether one stream's next sum stands before another's; rows compared from the left."""
    for q in range(keys.shape[1]):
        if keys[one, q] != keys[other, q]:
            return keys[one, q] > keys[other, q]
    return False


@njit(cache=True)
def _foremost(keys, size):
    """Which of a few streams has the next sum; all are looked at, without a branch to guess."""
    one = 0
    largest = keys[0, 0]
    for other in range(1, size):
        key = keys[other, 0]
        if key == largest and _is_before(keys, other, one):
            one = other
        one = other if key > largest else one
        largest = max(key, largest)
    return one


@njit(cache=True)
def _sinks(keys, heap, size):
    """Let the top of a heap of streams sink to where it belongs."""
    top = heap[0]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and _is_before(keys, heap[child + 1], heap[child]):
            child += 1
        if not _is_before(keys, heap[child], top):
            break
        heap[place] = heap[child]
        place = child
    heap[place] = top


@njit(cache=True)
def _rises(keys, heap, place):
    """Let the last of a heap rise to where it belongs."""
    last = heap[place]
    while place > 0:
        parent = (place - 1) // 2
        if not _is_before(keys, last, heap[parent]):
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = last


@njit(cache=True)
def _without_beaten(left_cells, right_cells, added, allowed, options):
    """`allowed` without options to which another of the same cell and sets is as good."""
    kept = allowed.copy()
    for begin in range(0, len(allowed), options):
        for one in range(begin, begin + options):
            for other in range(begin, begin + options):
                if (
                    one != other
                    and kept[one]
                    and kept[other]
                    and left_cells[one] == left_cells[other]
                    and right_cells[one] == right_cells[other]
                    and np.all(added[other] >= added[one])
                ):
                    kept[one] = False
    return kept


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
def _open_streams(
    begin,
    end,
    left_cells,
    left_starts,
    right_cells,
    right_starts,
    right_points,
    added,
    allowed,
    shifts,
    rows,
    places,
    ends,
):
    """Write down the streams of one cell, and say how many there are.

    Of each: what is added to the points on the left, its row on the right and its option, and
    from where to where it goes on the left.
    """
    size = 0
    for at in range(begin, end):
        if not allowed[at]:
            continue
        left, right = left_cells[at], right_cells[at]
        if left_starts[left] == left_starts[left + 1]:
            continue
        for row in range(right_starts[right], right_starts[right + 1]):
            for q in range(added.shape[1]):
                shifts[size, q] = right_points[row, q] + added[at, q]
            rows[size, 0], rows[size, 1] = row, at - begin
            places[size], ends[size] = left_starts[left], left_starts[left + 1]
            size += 1
    return size


@njit(cache=True)
def _merge_two(kept, count, left_points, place, end, shift, stream, least, into):
    """Merge sums kept so far with one stream more, for two parties, and say how many are kept.

    Rows of `kept` and `into`: both worths, and place and stream in one number. Each row is
    written, and the next goes over it where it is not kept: to guess would take longer.
    """
    first_shift, second_shift = shift[0], shift[1]
    best = least[1] - 1
    row = 0
    found = 0
    while row < count and place < end:
        first, second, origin = kept[row, 0], kept[row, 1], kept[row, 2]
        new_first = left_points[place, 0] + first_shift
        new_second = left_points[place, 1] + second_shift
        is_new = (new_first > first) | ((new_first == first) & (new_second > second))
        first = new_first if is_new else first
        second = new_second if is_new else second
        origin = (place << FEW_BITS) | stream if is_new else origin
        into[found, 0], into[found, 1], into[found, 2] = first, second, origin
        found += second > best
        best = max(best, second)
        place += is_new
        row += not is_new
    while row < count:
        second = kept[row, 1]
        into[found, 0], into[found, 1], into[found, 2] = kept[row, 0], second, kept[row, 2]
        found += second > best
        best = max(best, second)
        row += 1
    while place < end:
        first, second = left_points[place, 0] + first_shift, left_points[place, 1] + second_shift
        into[found, 0], into[found, 1], into[found, 2] = first, second, (place << FEW_BITS) | stream
        found += (second > best) & (first >= least[0])
        best = max(best, second)
        place += 1
    return found


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
    origins = np.empty((capacity, 3), dtype=np.int32)
    allowed = _without_beaten(left_cells, right_cells, added, allowed, options)
    streams = _count_streams(
        left_cells, right_cells, left_starts, right_starts, allowed, cells, options
    )
    keys = np.empty((streams, 2), dtype=np.int64)
    shifts = np.empty((streams, 2), dtype=np.int64)
    places = np.empty(streams, dtype=np.int64)
    ends = np.empty(streams, dtype=np.int64)
    rows = np.empty((streams, 2), dtype=np.int64)
    heap = np.empty(streams, dtype=np.int64)
    most = min(streams, FEW) * np.max(np.diff(left_starts))
    kept = np.empty((most, 3), dtype=np.int64)
    into = np.empty((most, 3), dtype=np.int64)
    count = 0
    for cell in range(cells):
        size = _open_streams(
            cell * options,
            cell * options + options,
            left_cells,
            left_starts,
            right_cells,
            right_starts,
            right_points,
            added,
            allowed,
            shifts,
            rows,
            places,
            ends,
        )
        if size <= FEW:
            found = 0
            for stream in range(size):
                place, end, shift = places[stream], ends[stream], shifts[stream]
                found = _merge_two(kept, found, left_points, place, end, shift, stream, least, into)
                kept, into = into, kept
            if count + found > capacity:
                points, origins = _grown(points, count + found), _grown(origins, count + found)
                capacity = len(points)
            for row in range(found):
                points[count, 0], points[count, 1] = kept[row, 0], kept[row, 1]
                origins[count, 0] = kept[row, 2] >> FEW_BITS
                stream = kept[row, 2] & (FEW - 1)
                origins[count, 1], origins[count, 2] = rows[stream, 0], rows[stream, 1]
                count += 1
            starts[cell + 1] = count
            continue
        for stream in range(size):
            keys[stream, 0] = left_points[places[stream], 0] + shifts[stream, 0]
            keys[stream, 1] = left_points[places[stream], 1] + shifts[stream, 1]
            heap[stream] = stream
            _rises(keys, heap, stream)
        best = least[1] - 1
        while size > 0:
            one = heap[0]
            if keys[one, 0] < least[0]:
                break
            if keys[one, 1] > best:
                best = keys[one, 1]
                if count == capacity:
                    points, origins = _grown(points), _grown(origins)
                    capacity = len(points)
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
    return (
        starts,
        points[:count].copy(),
        origins[:count, 0].copy(),
        origins[:count, 1].copy(),
        origins[:count, 2].copy(),
    )


@njit(cache=True)
def _place_in_stairs(stairs, steps, y):
    """How many steps are as high as y; halved without a branch, which would be guessed wrong."""
    if steps == 0:
        return 0
    low = 0
    while steps > 1:
        half = steps // 2
        low += half * (stairs[low + half - 1, 0] >= y)
        steps -= half
    return low + (stairs[low, 0] >= y)


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
    origins = np.empty((capacity, 3), dtype=np.int32)
    allowed = _without_beaten(left_cells, right_cells, added, allowed, options)
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
        size = _open_streams(
            cell * options,
            cell * options + options,
            left_cells,
            left_starts,
            right_cells,
            right_starts,
            right_points,
            added,
            allowed,
            shifts,
            rows,
            places,
            ends,
        )
        is_few = size <= FEW
        for stream in range(size):
            for q in range(parties):
                keys[stream, q] = left_points[places[stream], q] + shifts[stream, q]
            heap[stream] = stream
            if not is_few:
                _rises(keys, heap, stream)
        begin = count
        steps = 0
        hint = -1
        if has_grid:
            grid[:] = -(2**62)
        while size > 0:
            one = _foremost(keys, size) if is_few else heap[0]
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
                    step = _place_in_stairs(stairs, steps, key[1])
                    is_kept = step == 0 or stairs[step - 1, 1] < key[2]
                elif has_grid:
                    is_kept = _largest_beyond(grid, key[1] - lowest[0], key[2] - lowest[1]) < key[3]
                else:
                    beaten = _is_beaten(points, begin, count, tops, key, hint)
                    if beaten >= 0:
                        hint = beaten
                    is_kept = beaten < 0
            if is_kept:
                if count == capacity:
                    points, origins = _grown(points), _grown(origins)
                    capacity = len(points)
                points[count] = key
                origins[count, 0] = places[one]
                origins[count, 1], origins[count, 2] = rows[one, 0], rows[one, 1]
                if parties == 3:
                    if steps == len(stairs):
                        stairs = _grown(stairs)
                    steps = _with_step(stairs, steps, step, key[1], key[2])
                elif has_grid:
                    _enter(grid, key[1] - lowest[0], key[2] - lowest[1], key[3])
                else:
                    block = (count - begin) // BLOCK
                    if block == len(tops):
                        tops = _grown(tops)
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
            elif is_few:
                keys[one, 0] = ENDED
            else:
                size -= 1
                heap[0] = heap[size]
            if not is_few and size > 1:
                _sinks(keys, heap, size)
        starts[cell + 1] = count
    return (
        starts,
        points[:count].copy(),
        origins[:count, 0].copy(),
        origins[:count, 1].copy(),
        origins[:count, 2].copy(),
    )
