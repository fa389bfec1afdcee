"""CP-SAT that stops when somebody asks: with what it has."""

from __future__ import annotations

from itertools import count

import pytest

from goodoffices.case.deadline import stopping_when
from goodoffices.case.solving import solve_until_stopped

cp_model = pytest.importorskip("ortools.sat.python.cp_model")


def pigeons(holes: int) -> object:
    """One pigeon more than there are holes: there is no way, and that takes long to show."""
    model = cp_model.CpModel()
    sits = [[model.new_bool_var("") for _ in range(holes)] for _ in range(holes + 1)]
    for pigeon in sits:
        model.add_bool_or(pigeon)
    for hole in range(holes):
        for one in range(holes + 1):
            for other in range(one):
                model.add_bool_or([~sits[one][hole], ~sits[other][hole]])
    return model


def solver() -> object:
    one = cp_model.CpSolver()
    one.parameters.num_workers = 1
    one.parameters.cp_model_presolve = False
    one.parameters.symmetry_level = 0
    one.parameters.max_deterministic_time = 60
    return one


def test_without_a_stop_it_is_solved_to_the_end() -> None:
    assert solve_until_stopped(solver(), pigeons(3)) == cp_model.INFEASIBLE


def test_where_nobody_asks_it_is_solved_to_the_end() -> None:
    with stopping_when(lambda: False):
        assert solve_until_stopped(solver(), pigeons(3)) == cp_model.INFEASIBLE


def test_where_somebody_asks_it_ends_before() -> None:
    looks = count()
    with stopping_when(lambda: next(looks) >= 1, every_s=0):
        assert solve_until_stopped(solver(), pigeons(14)) == cp_model.UNKNOWN
