"""Rows of the table that take a named point directly, without the frontier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Final

from bench.bridging.contracts import Contract
from bench.bridging.generators import POINTS, Recipe
from bench.bridging.measuring import Job, Measured, measure
from bench.bridging.rows import GOALS, Row
from goodoffices.bridging.direct_points import find_point
from goodoffices.bridging.largest_sum import find_largest_sum
from goodoffices.bridging.points import Point
from goodoffices.bridging.problem import Problem
from goodoffices.bridging.results import PackageSearch
from goodoffices.case.status import Status

Make = Callable[[], Problem]

LINKED: Final = Recipe(100, 5, 4, pairs=50, rules=50)
TWELVE: Final = Recipe(100, 5, 12, pairs=50, rules=50)
ALLOWED_S: Final = 15.0
"""The deadline where no proof is promised."""

ASKED: Final = {
    "nash": (LINKED, Point.NASH),
    "smorodinsky": (LINKED, Point.KALAI_SMORODINSKY),
    "leximin": (LINKED, Point.LEXIMIN),
    "twelve-nash": (TWELVE, Point.NASH),
    "twelve-smorodinsky": (TWELVE, Point.KALAI_SMORODINSKY),
}
"""Rows of one point of an invented problem."""

CONTRACTS: Final = {f"welfare-{parties}": Contract(100, parties) for parties in (2, 3, 4, 5)}
"""Rows of the sum of worths, in common units."""


def point_job(make: Make, point: Point, deadline_s: float) -> Job:
    """Return the work: one package at a point."""
    problem = make()
    small = Recipe(5, 3, len(problem.parties), scale=POINTS, pairs=2, rules=2).problem()
    return Job(
        partial(find_point, problem, point, deadline_s=deadline_s),
        _tell,
        partial(find_point, small, point),
    )


def _tell(found: PackageSearch) -> tuple[Fraction | None, Fraction | None, bool]:
    """What it reaches, what none exceeds, and whether that is proven to be one."""
    return found.value, found.bound, found.status is Status.PROVEN


def measure_row(id: str) -> Row:
    """Return one row of the table, measured now."""
    row = Row(GOALS[id], peer="NegMAS cannot: worths and rules of pairs")
    if id in CONTRACTS:
        return _welfare_row(replace(row, instance=CONTRACTS[id].name), CONTRACTS[id])
    recipe, point = ASKED[id]
    row = replace(row, instance=recipe.name)
    return _filled(row, measure(point_job, recipe.problem, point, ALLOWED_S))


def welfare_job(contract: Contract) -> Job:
    """Return the work: one package with a large sum of worths, which are in common units here."""
    problem = contract.problem()
    small = Contract(5, contract.parties).problem()

    def tell(found: PackageSearch) -> tuple[object, ...]:
        total = sum(found.utilities[0].values()) if len(found.packages) else None
        return (*_tell(found), total)

    return Job(
        partial(find_largest_sum, problem, deadline_s=ALLOWED_S),
        tell,
        partial(find_largest_sum, small),
    )


def _welfare_row(row: Row, contract: Contract) -> Row:
    ours = measure(welfare_job, contract, least_runs=1, most_runs=1)
    if ours.ended:
        return replace(row, absent=ours.ended)
    *told, total = ours.told
    row = _filled(row, replace(ours, told=told))
    if total is None:
        return replace(row, share=0.0)
    share, bound = float(total / contract.best_known), told[1]
    gap = 100 * float((bound - total) / bound)
    said = f"{share:.3f} of the best known sum: {total}, at most {bound}, gap {gap:.1f} %"
    return replace(row, share=share, found=f"{said}, proven" if row.is_proven else said)


def _filled(row: Row, ours: Measured) -> Row:
    if ours.ended:
        return replace(row, absent=ours.ended)
    value, bound, is_proven = ours.told
    return replace(
        row,
        found=_in_words(value, bound, is_proven=is_proven),
        seconds=ours.median,
        runs=len(ours.seconds),
        megabytes=ours.megabytes,
        is_proven=is_proven,
        is_bounded=bound is not None,
    )


def _in_words(value: Fraction | None, bound: Fraction | None, *, is_proven: bool) -> str:
    if value is None:
        return "nothing in time"
    if is_proven:
        return f"{float(value):.4g}, proven"
    if bound is None:
        return f"{float(value):.4g}, no bound"
    gap = (bound - value) / bound if bound else Fraction(0)
    return f"{float(value):.4g}, at most {float(bound):.4g}: gap {100 * float(gap):.1f} %"
