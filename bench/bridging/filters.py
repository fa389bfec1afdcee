"""Rows of the table that set our sums and filters against a library's filter.

The peer is the same dynamic programme with `moocore` in the place of our kernels: all sums of an
issue are formed by NumPy, then filtered. It keeps no way back to packages.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from bench.bridging.frontier import Make, frontier_job
from bench.bridging.generators import POINTS, Recipe
from bench.bridging.measuring import Job, measure
from bench.bridging.rows import GOALS, Row, seconds_in_words
from goodoffices.bridging.problem import IntArray, Problem

RECIPES: Final = {
    "filter-2": Recipe(60, 5, 2),
    "filter-3": Recipe(20, 5, 3),
    "filter-4": Recipe(20, 5, 4, scale=POINTS),
}


def library_job(make: Make) -> Job:
    """Return the work: the same sums, formed at once and filtered by the library."""
    from moocore import filter_dominated  # noqa: PLC0415 -- optional dependency

    def work(problem: Problem) -> IntArray:
        points = np.zeros((1, len(problem.parties)), dtype=np.int64)
        for worth in problem.worth:
            sums = (points[:, None, :] + worth[None, :, :]).reshape(-1, worth.shape[1])
            points = filter_dominated(sums, maximise=True).astype(np.int64)
        return points

    problem = make()
    return Job(partial(work, problem), len, partial(work, Recipe(5, 3, 2).problem()))


def measure_row(id: str) -> Row:
    """Return one row of the table, measured now."""
    recipe = RECIPES[id]
    row = Row(GOALS[id], instance=recipe.name)
    ours = measure(frontier_job, recipe.problem)
    if ours.ended:
        return replace(row, absent=ours.ended)
    points, is_proven = ours.told
    row = replace(
        row,
        found=f"{points:,} points",
        seconds=ours.median,
        runs=len(ours.seconds),
        megabytes=ours.megabytes,
        is_proven=is_proven,
        peer="–",
    )
    theirs = measure(library_job, recipe.problem)
    if theirs.ended:
        return replace(row, peer=f"moocore {theirs.ended}")
    said = f"moocore {seconds_in_words(theirs.median)}"
    if theirs.told != points:
        said += f", {theirs.told:,} points"
    return replace(row, peer=said, times=theirs.median / ours.median)
