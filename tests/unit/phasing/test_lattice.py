"""Searches by states, beams and the solver: one value, and bounds where they stop early."""

from __future__ import annotations

import pytest

from goodoffices.case.deadline import Deadline
from goodoffices.phasing.beam import search_beam
from goodoffices.phasing.cp_sat import ScheduleModel, has_solver, may_ask
from goodoffices.phasing.lattice import search_largest, search_lattice
from goodoffices.phasing.moves import Moves
from goodoffices.phasing.plan import compile_plan
from goodoffices.phasing.results import Objective
from goodoffices.phasing.segments import Segments
from goodoffices.phasing.shortfalls import Shortfalls
from goodoffices.phasing.valuation import value_plan
from tests.unit.phasing.invented_plans import draw_case


@pytest.mark.parametrize("seed", range(60))
def test_what_goes_forwards_goes_backwards(seed: int) -> None:
    plan = compile_plan(draw_case(seed))
    moves = Moves(plan)
    seen, stack, pairs = {plan.start}, [plan.start], set()
    while stack:
        counts = stack.pop()
        for after in moves.after(counts):
            pairs.add((counts, after))
            if after not in seen:
                seen.add(after)
                stack.append(after)
    assert plan.end in seen
    assert {(before, counts) for counts in seen for before in moves.before(counts)} == pairs


@pytest.mark.parametrize("seed", range(40))
def test_all_searches_agree_on_the_largest(seed: int) -> None:
    plan = compile_plan(draw_case(seed))
    valuations = value_plan(plan)
    shortfalls = Shortfalls(plan, valuations, Objective.SHARES)
    whole, largest = search_lattice(plan, shortfalls), search_largest(plan, shortfalls)
    assert whole.is_proven
    assert largest.is_proven
    assert largest.bound == whole.bound[:1] or not whole.bound
    segments = Segments(plan, shortfalls)
    for way in (*whole.ways, *largest.ways):
        assert segments.vector(way.states) == way.vector
    beam = search_beam(plan, shortfalls)
    assert segments.vector(beam.states) == beam.vector
    assert shortfalls.key(beam.vector) >= whole.bound
    if has_solver() and may_ask(plan, valuations, shortfalls, steps=plan.size) and whole.bound:
        solved = ScheduleModel(plan, valuations, shortfalls).solve(most_s=5)
        assert solved.is_proven
        assert solved.bound == whole.bound[0]
        assert max(segments.vector(solved.states)) == whole.bound[0]


@pytest.mark.parametrize("seed", range(40))
def test_a_search_that_stops_early_says_a_bound_that_holds(seed: int) -> None:
    plan = compile_plan(draw_case(seed))
    shortfalls = Shortfalls(plan, value_plan(plan), Objective.SHARES)
    best = search_lattice(plan, shortfalls).bound
    for most in (0, 2, 5, 9):
        for search in (search_lattice, search_largest):
            found = search(plan, shortfalls, most=most)
            assert found.bound <= best
            assert not found.is_proven or found.ways


def test_time_that_is_up_still_gives_an_order() -> None:
    plan = compile_plan(draw_case(1))
    shortfalls = Shortfalls(plan, value_plan(plan), Objective.SHARES)
    way = search_beam(plan, shortfalls, deadline=Deadline(0))
    assert (way.states[0], way.states[-1]) == (plan.start, plan.end)
