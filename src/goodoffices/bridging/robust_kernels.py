"""Compiled loops of the search for robust packages."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def find_worst(worth, base, rows, nearly, worst):
    """Find for each package the least that it gives any party in any sample.

    Parameters
    ----------
    worth : float64 array (rows x parties x samples)
    base : float64 array (parties x samples)
        Where adding up begins.
    rows : int32 array (packages x terms)
    nearly : float
        Packages that fall below the best one found so far by more than this are not followed
        any further: they get minus infinity.
    worst : float64 array (packages)
    """
    parties, samples = base.shape
    total = np.empty(samples)
    best = -np.inf
    for m in range(len(rows)):
        least = np.inf
        for party in range(parties):
            total[:] = base[party]
            for row in rows[m]:
                one = worth[row, party]
                for s in range(samples):
                    total[s] += one[s]
            for s in range(samples):
                least = min(least, total[s])
            if least < best - nearly:
                least = -np.inf
                break
        worst[m] = least
        best = max(best, least)
