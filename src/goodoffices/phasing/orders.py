"""The best order, one step at a time: by states, by CP-SAT, or by a beam, whichever can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from goodoffices.case.deadline import Deadline
from goodoffices.phasing.beam import search_beam
from goodoffices.phasing.cp_sat import ScheduleModel, has_solver, may_ask
from goodoffices.phasing.lattice import LatticeSearch, Way, search_largest, search_lattice
from goodoffices.phasing.plan import Plan
from goodoffices.phasing.results import Objective
from goodoffices.phasing.segments import Segments
from goodoffices.phasing.shortfalls import Shortfalls
from goodoffices.phasing.valuation import Valuations

Progress = Callable[[str, int, int | None], None]

SOLVER_S: Final = 8.0
"""Deterministic seconds for the solver."""

BEAM_WIDTHS: Final = (1, 20, 200)
"""Tried one after the other, as long as they are fast enough."""

MOST_FOR_BEAM: Final = 1_500_000
"""Tranches squared times width: with more, a wider beam is not tried."""

MOST_FOR_OTHERS: Final = 40_000
"""Ways that are looked at for other vectors that nothing beats."""

BY_STATES: Final = "by states, backwards from the end; exact"


@dataclass(frozen=True, slots=True)
class OrderSearch:
    """The best order that was found, one tranche or one joint step at a time.

    Attributes
    ----------
    way
        Its states and its largest shortfalls.
    is_proven
        Whether no order has a better key.
    bound
        What the first entry of the key is not below, scaled.
    method
        In words.
    """

    way: Way
    is_proven: bool
    bound: int | Fraction
    method: str


def find_order(
    plan: Plan,
    valuations: Valuations,
    shortfalls: Shortfalls,
    *,
    deadline: Deadline,
    seed: int,
    progress: Progress,
) -> OrderSearch:
    """Return the best order of steps that is found, with a bound."""
    progress("orders", 0, None)
    searched = _by_states(plan, shortfalls, deadline)
    if searched.ways:
        first = searched.bound[0] if searched.bound else 0
        return OrderSearch(searched.ways[0], searched.is_proven, first, BY_STATES)
    bound = searched.bound[0] if searched.bound else 0
    way, method = _by_beam(plan, shortfalls, deadline), "a beam of orders"
    progress("orders", 1, None)
    can_ask = has_solver() and may_ask(plan, valuations, shortfalls, steps=plan.size)
    if shortfalls.key(way.vector)[0] > bound and can_ask and not deadline.is_over:
        left = deadline.left()
        model = ScheduleModel(plan, valuations, shortfalls)
        seconds = SOLVER_S if left is None else min(SOLVER_S, left / 2)
        solved = model.solve(hint=way.states, most_s=seconds, seed=seed)
        bound = max(bound, solved.bound or 0)
        if solved.states:
            vector = Segments(plan, shortfalls).vector(solved.states)
            if shortfalls.key(vector) < shortfalls.key(way.vector):
                way, method = Way(vector, solved.states), "CP-SAT"
    return OrderSearch(way, is_proven=False, bound=bound, method=method)


def find_others(plan: Plan, shortfalls: Shortfalls, *, deadline: Deadline) -> LatticeSearch:
    """Return orders with every vector that nothing beats, or as many as are found soon."""
    return search_lattice(plan, shortfalls, most=MOST_FOR_OTHERS, all_ways=True, deadline=deadline)


def _by_states(plan: Plan, shortfalls: Shortfalls, deadline: Deadline) -> LatticeSearch:
    """The best way; where only the first entry of its key is proven, it says so."""
    if shortfalls.objective is Objective.TOGETHER:
        return search_lattice(plan, shortfalls, deadline=deadline)
    largest = search_largest(plan, shortfalls, deadline=deadline)
    if not largest.ways:
        return largest
    whole = search_lattice(plan, shortfalls, ceiling=largest.bound[0], deadline=deadline)
    if whole.ways:
        return whole
    return LatticeSearch(
        largest.ways,
        is_proven=False,
        bound=largest.bound,
        is_complete=False,
        looked_at=largest.looked_at + whole.looked_at,
    )


def _by_beam(plan: Plan, shortfalls: Shortfalls, deadline: Deadline) -> Way:
    best: Way | None = None
    for width in BEAM_WIDTHS:
        if best is not None and (deadline.is_over or plan.size**2 * width > MOST_FOR_BEAM):
            break
        found = search_beam(plan, shortfalls, width=width, deadline=deadline)
        if best is None or shortfalls.key(found.vector) < shortfalls.key(best.vector):
            best = found
    assert best is not None, "the first width is always tried"
    return best
