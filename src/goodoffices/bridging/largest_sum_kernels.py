"""Compiled loops of the search for the largest sum of worths.

A *layout* is a problem in arrays, `(first_row, alone, first, member, step, offset, cells, joins,
join_table, join_place)`: a row of `alone` for each option, those of an issue from its `first_row`
on; table t joins the issues `member[first[t]:first[t + 1]]`, and the cell of options o stands at
`offset[t]` plus the sum of `step * o`; issue i stands in the tables `join_table[joins[i]:joins[i +
1]]`, there as the member at `join_place`. Columns of `alone` and `cells`: the sum of worths; then,
where there are limits, 1 for what may not be; then one for each party with a no-agreement value.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

Layout = tuple[Any, ...]

BEST: Final = 0
FOUND: Final = 1
"""Places in the state of a search: the largest sum within the limits, and whether there is one."""

PATIENCE: Final = 5
"""After so many steps on one side of a limit its price doubles, or is halved."""


def _gains(layout: Layout, chosen: Any, at: Any, now: Any, gain: Any) -> None:
    first_row, alone, first, member, step, offset, cells, joins, join_table, join_place = layout
    now[:] = 0
    gain[:] = 0
    for t in range(len(offset)):
        at[t] = offset[t]
        for k in range(first[t], first[t + 1]):
            at[t] += step[k] * chosen[member[k]]
        now += cells[at[t]]
    for i in range(len(chosen)):
        start = first_row[i]
        now += alone[start + chosen[i]]
        for o in range(first_row[i + 1] - start):
            if o != chosen[i]:
                gain[start + o] = alone[start + o] - alone[start + chosen[i]]
                for j in range(joins[i], joins[i + 1]):
                    t = join_table[j]
                    other = at[t] + (o - chosen[i]) * step[join_place[j]]
                    gain[start + o] += cells[other] - cells[at[t]]


gains: Any = njit(cache=True)(_gains)
"""Fill in where a package stands in each table, what it is worth, and what each change adds."""


def _search(
    stream: np.random.Generator,
    layout: Layout,
    least: NDArray[np.int64],
    chosen: NDArray[np.int64],
    best: NDArray[np.int64],
    state: NDArray[np.int64],
    steps: int,
) -> None:
    first_row, alone, first, member, step, offset, cells, joins, join_table, join_place = layout
    issues, rows, columns = len(chosen), len(alone), alone.shape[1]
    at = np.empty(len(offset), dtype=np.int64)
    now = np.zeros(columns, dtype=np.int64)
    gain = np.zeros((rows, columns), dtype=np.int64)
    gains(layout, chosen, at, now, gain)
    until = np.zeros(rows, dtype=np.int64)
    price = np.ones(columns, dtype=np.float64)
    held = np.zeros(columns, dtype=np.int64)
    if columns > 1:
        price[1] = 1.0 + np.abs(gain[:, 0]).max()
    wait = 2 + issues // 10
    for moment in range(steps):
        # The package at hand: is it within the limits, and the best?
        is_within = columns == 1 or now[1] == 0
        for c in range(2, columns):
            is_within = is_within and now[c] >= least[c - 2]
        if is_within and (state[FOUND] == 0 or now[0] > state[BEST]):
            state[BEST] = now[0]
            state[FOUND] = 1
            best[:] = chosen
        # The change with the highest score that is not forbidden for now.
        row = int(stream.random() * rows)
        top = -np.inf
        taken = -1
        i = int(np.searchsorted(first_row, row, side="right")) - 1
        for _ in range(rows):
            if row != first_row[i] + chosen[i]:
                score = float(gain[row, 0])
                is_within = True
                if columns > 1:
                    score -= price[1] * gain[row, 1]
                    is_within = now[1] + gain[row, 1] == 0
                for c in range(2, columns):
                    short = now[c] - least[c - 2]
                    after = short + gain[row, c]
                    if short < 0:
                        score -= price[c] * short
                    if after < 0:
                        score += price[c] * after
                        is_within = False
                is_better = is_within and (state[FOUND] == 0 or now[0] + gain[row, 0] > state[BEST])
                if score > top and (until[row] <= moment or is_better):
                    top = score
                    taken = row
            row += 1
            if row == first_row[i + 1]:
                i += 1
            if row == rows:
                row = 0
                i = 0
        if taken >= 0:
            i = int(np.searchsorted(first_row, taken, side="right")) - 1
            before = chosen[i]
            chosen[i] = taken - first_row[i]
            until[first_row[i] + before] = moment + wait + int(stream.random() * wait)
            now += gain[taken]
            start, end = first_row[i], first_row[i + 1]
            for c in range(columns):
                added = gain[taken, c]
                for one in range(start, end):
                    gain[one, c] -= added
            for j in range(joins[i], joins[i + 1]):
                t = join_table[j]
                old = at[t]
                new = old + (chosen[i] - before) * step[join_place[j]]
                at[t] = new
                for k in range(first[t], first[t + 1]):
                    other = member[k]
                    if other != i:
                        start = first_row[other]
                        for o in range(first_row[other + 1] - start):
                            by = (o - chosen[other]) * step[k]
                            for c in range(columns):
                                gain[start + o, c] += (cells[new + by, c] - cells[new, c]) - (
                                    cells[old + by, c] - cells[old, c]
                                )
        # Limits crossed for long get dearer; those kept for long, cheaper.
        for c in range(1, columns):
            is_crossed = now[1] > 0 if c == 1 else now[c] < least[c - 2]
            if is_crossed:
                held[c] = max(held[c], 0) + 1
            else:
                held[c] = min(held[c], 0) - 1
            if held[c] == PATIENCE:
                price[c] = min(2 * price[c], 1e15)
                held[c] = 0
            elif held[c] == -PATIENCE:
                price[c] = max(price[c] / 2, 1e-3)
                held[c] = 0


search_by_changes: Any = njit(cache=True)(_search)
"""Change one issue at a time, so many steps; the best package within the limits is kept.

Parameters
----------
stream : Generator
layout
    See the module.
least : int64 array
    For each column from the third on, what it may not fall below.
chosen : int64 array (issues)
    The package to begin with, within the limits or not; then the one it ends with.
best, state : int64 arrays
    The best package within the limits, and its sum (see `BEST`); kept where nothing is better.
steps : int

Notes
-----
What a change adds is kept for every option and brought up to date after each change. An option
that was left is not taken again for some steps, unless that gives the best package so far.
Scores, with prices for what lies beyond limits, are in floating point; sums are whole numbers.
"""


def _pass(
    layout: Layout,
    allowed: NDArray[np.bool_],
    starts: NDArray[np.int64],
    sent: NDArray[np.float64],
    whole: NDArray[np.float64],
    sweeps: int,
) -> None:
    first_row, _, first, member, step, offset, cells, _, _, _ = layout
    tables = len(offset)
    highest = np.zeros(sent.shape[0] if tables else 0, dtype=np.float64)
    for sweep in range(sweeps):
        for turn in range(tables):
            t = turn if sweep % 2 == 0 else tables - 1 - turn
            number = first[t + 1] - first[t]
            size = 1
            for k in range(first[t], first[t + 1]):
                row = first_row[member[k]]
                options = first_row[member[k] + 1] - row
                size *= options
                for o in range(options):
                    whole[row + o] -= sent[starts[k] + o]
                    highest[starts[k] + o] = -np.inf
            for cell in range(size):
                if allowed[offset[t] + cell]:
                    worth = float(cells[offset[t] + cell, 0])
                    for k in range(first[t], first[t + 1]):
                        row = first_row[member[k]]
                        options = first_row[member[k] + 1] - row
                        worth += whole[row + cell // step[k] % options]
                    for k in range(first[t], first[t + 1]):
                        options = first_row[member[k] + 1] - first_row[member[k]]
                        place = starts[k] + cell // step[k] % options
                        highest[place] = max(highest[place], worth)
            for k in range(first[t], first[t + 1]):
                row = first_row[member[k]]
                for o in range(first_row[member[k] + 1] - row):
                    share = highest[starts[k] + o] / number
                    sent[starts[k] + o] = share - whole[row + o]
                    whole[row + o] = share


pass_messages: Any = njit(cache=True)(_pass)
"""Move worth between tables and options, so that the sum of what is best in each gets smaller.

Parameters
----------
layout
    See the module; only the first column counts.
allowed : bool array
    For each cell whether it may be. Every option has one in every table.
starts : int64 array
    For each member of each table where its messages begin.
sent : float64 array
    What each table gives to each option of its issues; changed.
whole : float64 array
    For each option what it brings alone and is given by all tables; changed.
sweeps : int

Notes
-----
For each table, all of what its options and it may bring together is divided among its issues.
The sum never grows, rounding aside.
"""


def _invert(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    number = len(matrix)
    found = matrix.copy()
    column = np.empty(number, dtype=np.float64)
    for k in range(number):
        pivot = 1.0 / found[k, k]
        for i in range(number):
            column[i] = found[i, k]
            found[i, k] = 0.0
        found[k, k] = 1.0
        for j in range(number):
            found[k, j] *= pivot
        for i in range(number):
            if i != k:
                for j in range(number):
                    found[i, j] -= column[i] * found[k, j]
    return found


invert: Any = njit(cache=True)(_invert)
"""Return the inverse of a matrix whose eigenvalues are positive.

On one core: where others are at work, threads that wait for each other took a hundred times as
long for such small matrices.
"""


def _relate(
    inverse: NDArray[np.float64],
    solution: NDArray[np.float64],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    sign: NDArray[np.float64],
) -> NDArray[np.float64]:
    triples = first.shape[1]
    found = np.zeros((triples, triples), dtype=np.float64)
    for k in range(triples):
        for other in range(k + 1):
            total = 0.0
            for p in range(3):
                a, b = first[p, k], second[p, k]
                for q in range(3):
                    c, d = first[q, other], second[q, other]
                    total += (
                        sign[p, k]
                        * sign[q, other]
                        * (
                            inverse[b, c] * solution[a, d]
                            + inverse[a, c] * solution[b, d]
                            + inverse[b, d] * solution[a, c]
                            + inverse[a, d] * solution[b, c]
                        )
                    )
            found[k, other] = found[other, k] = total / 4
    return found


relate_triples: Any = njit(cache=True)(_relate)
"""Return for each two triples, T and U, the trace of T (inverse) U (solution)."""
