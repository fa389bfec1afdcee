"""The solver: the same value as by states, in orders, in phases and together."""

from __future__ import annotations

import pytest

from goodoffices.phasing.cp_sat import ScheduleModel, may_ask
from goodoffices.phasing.lattice import search_lattice
from goodoffices.phasing.plan import Plan, compile_plan
from goodoffices.phasing.results import Objective
from goodoffices.phasing.segments import Segments
from goodoffices.phasing.shortfalls import Shortfalls
from goodoffices.phasing.valuation import Valuations, value_plan
from tests.unit.phasing.invented_plans import after, make_exchange

pytest.importorskip("ortools")

NORTH = {"a": (6, 9), "c": (4, 5), "e": (7, 6)}
SOUTH = {"b": (5, 7), "d": (3, 8), "f": (2, 2)}


def _plan(objective: Objective) -> tuple[Plan, Valuations, Shortfalls]:
    plan = compile_plan(make_exchange(NORTH, SOUTH, linkages=after("a", "d")))
    valuations = value_plan(plan)
    return plan, valuations, Shortfalls(plan, valuations, objective)


@pytest.mark.parametrize("objective", list(Objective))
def test_the_solver_finds_what_the_states_give(objective: Objective) -> None:
    plan, valuations, shortfalls = _plan(objective)
    assert may_ask(plan, valuations, shortfalls, steps=plan.size)
    solved = ScheduleModel(plan, valuations, shortfalls).solve(most_s=10)
    best = search_lattice(plan, shortfalls)
    assert solved.is_proven
    assert solved.bound == best.bound[0]
    vector = Segments(plan, shortfalls).vector(solved.states)
    assert shortfalls.key(vector)[0] == best.bound[0]


def test_a_ceiling_below_the_best_cannot_be_met() -> None:
    plan, valuations, shortfalls = _plan(Objective.EACH)
    best = search_lattice(plan, shortfalls).bound[0]
    model = ScheduleModel(plan, valuations, shortfalls, phases=plan.size)
    solved = model.solve(most_s=10, ceiling=(best - 1, best - 1))
    assert (solved.states, solved.is_proven, solved.bound) == ((), True, None)


def test_the_same_question_has_the_same_answer() -> None:
    plan, valuations, shortfalls = _plan(Objective.EACH)
    first, second = (
        ScheduleModel(plan, valuations, shortfalls, phases=3).solve(most_s=10) for _ in range(2)
    )
    assert first == second


def test_numbers_with_too_many_digits_are_not_asked() -> None:
    case = make_exchange({"a": (10**9 + 7, 10**9 + 9)}, {"b": (10**9 + 21, 10**9 + 33)})
    plan = compile_plan(case)
    valuations = value_plan(plan)
    shortfalls = Shortfalls(plan, valuations, Objective.SHARES)
    assert not may_ask(plan, valuations, shortfalls, steps=2)
