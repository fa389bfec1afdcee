"""The same problems for NegMAS 0.16: the yardstick of `bench.bridging`.

Its quickest documented way from utility functions to the frontier is taken
(`pareto_frontier` over issues), then its Nash, Kalai, Kalai-Smorodinsky and welfare points on
that frontier. Its full statistics (`calc_scenario_stats`) are measured apart.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from math import prod
from typing import Any

from bench.bridging.measuring import Job, Measured, measure
from goodoffices.bridging.problem import Problem

LIMIT_S = 600.0
LIMIT_MB = 8_000


def is_installed() -> bool:
    """Tell whether NegMAS is there: it is in the group `bench` alone."""
    return importlib.util.find_spec("negmas") is not None


def measure_frontier(make: Callable[[], Problem], *, runs: int = 3) -> Measured:
    """Return what the frontier and the points on it take; it says the frontier's size."""
    return _measure(frontier_job, make, runs)


def measure_statistics(make: Callable[[], Problem], *, runs: int = 1) -> Measured:
    """Return what the full statistics take."""
    return _measure(statistics_job, make, runs)


def _measure(job: Callable[..., Job], make: Callable[[], Problem], runs: int) -> Measured:
    if not is_installed():
        return Measured(ended="not installed")
    return measure(job, make, limit_s=LIMIT_S, limit_mb=LIMIT_MB, least_runs=runs, most_runs=runs)


def frontier_job(make: Callable[[], Problem]) -> Job:
    """Return the work: the frontier, then Nash, Kalai, Kalai-Smorodinsky and welfare points."""
    from negmas.preferences import ops  # noqa: PLC0415 -- slow import

    issues, functions = translate(make())

    def work() -> Any:  # noqa: ANN401 -- negmas ships no types
        frontier, _ = ops.pareto_frontier(functions, issues=issues, sort_by_welfare=True)
        ranges = [function.minmax(above_reserve=False) for function in functions]
        for point in (ops.nash_points, ops.kalai_points, ops.ks_points, ops.max_welfare_points):
            point(functions, frontier=frontier, ranges=ranges)
        return frontier

    return Job(work, len)


def statistics_job(make: Callable[[], Problem]) -> Job:
    """Return the work: `calc_scenario_stats`."""
    from negmas.preferences import ops  # noqa: PLC0415 -- slow import

    _, functions = translate(make())
    return Job(lambda: ops.calc_scenario_stats(functions), lambda found: len(found.pareto_utils))


def translate(problem: Problem) -> tuple[Any, list[Any]]:
    """Return the issues and additive utility functions of a problem without tables.

    Worths are given in each party's own units, as floats, which is what NegMAS takes.
    """
    from negmas.outcomes import make_issue, make_os  # noqa: PLC0415 -- slow import
    from negmas.preferences import LinearAdditiveUtilityFunction  # noqa: PLC0415 -- slow import
    from negmas.preferences.value_fun import TableFun  # noqa: PLC0415 -- slow import

    if problem.tables:
        raise ValueError("the peer takes additive worths alone")
    issues = [
        make_issue([str(value) for value in values], name=name)
        for name, values in zip(problem.issues, problem.values, strict=True)
    ]
    space = make_os(issues)
    functions = []
    for place, scale in enumerate(problem.scales):
        values = {
            name: TableFun(
                {
                    str(value): float(worth / scale)
                    for value, worth in zip(options, array[:, place].tolist(), strict=True)
                }
            )
            for name, options, array in zip(
                problem.issues, problem.values, problem.worth, strict=True
            )
        }
        floor = problem.no_agreement[place]
        functions.append(
            LinearAdditiveUtilityFunction(
                values,
                outcome_space=space,
                reserved_value=float("-inf") if floor is None else float(floor / scale),
            )
        )
    return issues, functions


def is_hopeless(problem: Problem) -> bool:
    """Tell whether a list of all packages would not fit into the memory of any machine here."""
    return prod(problem.sizes) > 10**10
