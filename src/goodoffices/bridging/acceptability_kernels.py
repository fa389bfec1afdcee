"""Compiled loops of acceptability: in how many samples every party accepts a package.

Whole numbers throughout. `rows` (packages x groups) names for each package the row of each group
of issues in the table of worths. Places are unsigned, so that the loops need no test for places
counted from the end.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

BLOCK: Final = 256
"""So many samples are added up side by side."""

STRIDE: Final = 5
"""So many groups of issues are added at once; there are a multiple of it."""

PACKAGES: Final = 128
"""So many packages stay at hand from one party to the next."""


@njit(cache=True)
def screen(worth, start, rows, spread, sure, possible):
    """Add for each package the samples that surely and possibly accept it.

    Parameters
    ----------
    worth : int16 array (blocks x parties x cells)
        What a row is worth, rounded down: the cells are rows x BLOCK, one after another.
    start : int16 array (blocks x parties x BLOCK)
        Minus what is needed, rounded down.
    rows : int32 array (packages x groups)
    spread : int16
        What rounding takes away at most.
    sure, possible : int64 arrays (packages)
    """
    blocks, parties = worth.shape[0], worth.shape[1]
    packages, groups = rows.shape
    length = np.uintp(BLOCK)
    least = np.empty((PACKAGES, BLOCK), dtype=np.int16)
    total = np.empty(BLOCK, dtype=np.int16)
    for first in range(0, packages, PACKAGES):
        size = min(PACKAGES, packages - first)
        for block in range(blocks):
            for party in range(parties):
                table = worth[block, party]
                begin = start[block, party]
                for m in range(size):
                    for s in range(BLOCK):
                        total[s] = begin[s]
                    for g in range(0, groups, STRIDE):
                        one = np.uintp(rows[first + m, g]) * length
                        two = np.uintp(rows[first + m, g + 1]) * length
                        three = np.uintp(rows[first + m, g + 2]) * length
                        four = np.uintp(rows[first + m, g + 3]) * length
                        five = np.uintp(rows[first + m, g + 4]) * length
                        for s in range(BLOCK):
                            at = np.uintp(s)
                            total[s] = (
                                total[s]
                                + table[one + at]
                                + table[two + at]
                                + table[three + at]
                                + table[four + at]
                                + table[five + at]
                            )
                    worst = least[m]
                    if party == 0:
                        for s in range(BLOCK):
                            worst[s] = total[s]
                    else:
                        for s in range(BLOCK):
                            worst[s] = min(worst[s], total[s])
            for m in range(size):
                worst = least[m]
                refused = 0
                surely_refused = 0
                for s in range(BLOCK):
                    refused -= worst[s] >> 15
                for s in range(BLOCK):
                    surely_refused -= (worst[s] + spread) >> 15
                sure[first + m] += BLOCK - refused
                possible[first + m] += BLOCK - surely_refused


@njit(cache=True)
def find_accepting(worth, need, rows, accepting):
    """Tell for each package and sample whether every party accepts it.

    Parameters
    ----------
    worth : int64 array (rows x parties x samples)
    need : int64 array (parties x samples)
    rows : int32 array (packages x groups)
    accepting : bool array (packages x samples)
    """
    parties, samples = need.shape
    packages, groups = rows.shape
    total = np.empty(samples, dtype=np.int64)
    for m in range(packages):
        accepting[m, :] = True
        for party in range(parties):
            total[:] = 0
            for g in range(groups):
                one = worth[rows[m, g], party]
                for s in range(samples):
                    total[s] += one[s]
            for s in range(samples):
                accepting[m, s] &= total[s] >= need[party, s]
