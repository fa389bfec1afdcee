"""A problem as a model of the CP-SAT solver: for points without the frontier, and for checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from ortools.sat.python import cp_model

from goodoffices.bridging.problem import Problem, Table
from goodoffices.case.solving import solve_until_stopped

MOST_CLAUSES: Final = 2_000
"""Combinations that a table may forbid one by one; beyond, those it allows are listed."""

_PROVEN: Final = (cp_model.OPTIMAL, cp_model.INFEASIBLE)


@dataclass(frozen=True, slots=True)
class Solved:
    """What one call of the solver gave.

    Attributes
    ----------
    choice
        The package as option numbers; None where there is none, or none was found in time.
    is_proven
        Whether it is the best, or no package is left.
    bound
        What the objective cannot exceed.
    """

    choice: tuple[int, ...] | None
    is_proven: bool
    bound: int


class SolverModel:
    """A problem's limits, and what each party gets, in the solver's terms.

    Parameters
    ----------
    problem : Problem
        Its no-agreement values are limits too.
    seed : int
        One worker and one seed: the same answer again.

    Examples
    --------
    >>> model = SolverModel(Problem.of([[[3, 0], [0, 3]], [[1, 0], [0, 2]]]), seed=0)
    >>> model.maximise(model.worth[0] + 2 * model.worth[1])
    Solved(choice=(1, 1), is_proven=True, bound=10)
    """

    def __init__(self, problem: Problem, *, seed: int) -> None:
        self.problem, self._seed = problem, seed
        self.model = cp_model.CpModel()
        self._chosen = [
            [self.model.new_bool_var("") for _ in range(size)] for size in problem.sizes
        ]
        terms: list[list[Any]] = [[] for _ in problem.parties]
        for chosen, allowed, worth in zip(
            self._chosen, problem.allowed, problem.worth, strict=True
        ):
            self.model.add_exactly_one(chosen)
            for option, one in enumerate(chosen):
                if not allowed[option]:
                    self.model.add(one == 0)
                for party, term in enumerate(terms):
                    term.append(int(worth[option, party]) * one)
        for table in problem.tables:
            self._add(table, terms)
        self.worth = [cp_model.LinearExpr.sum(term) for term in terms]
        for worth_to, least in zip(self.worth, problem.no_agreement, strict=True):
            if least is not None:
                self.model.add(worth_to >= least)

    def _add(self, table: Table, terms: list[list[Any]]) -> None:
        shape = tuple(self.problem.sizes[issue] for issue in table.scope)
        forbidden = 0 if table.allowed is None else int((~table.allowed).sum())
        if table.worth is None and table.allowed is not None and forbidden <= MOST_CLAUSES:
            for forbidden_cell in np.argwhere(~table.allowed).tolist():
                pairs = zip(table.scope, forbidden_cell, strict=True)
                self.model.add_bool_or([~self._chosen[issue][option] for issue, option in pairs])
            return
        cells = {
            cell: self.model.new_bool_var("")
            for cell in np.ndindex(*shape)
            if table.allowed is None or table.allowed[cell]
        }
        for place, issue in enumerate(table.scope):
            for option in range(shape[place]):
                same = [one for cell, one in cells.items() if cell[place] == option]
                self.model.add(cp_model.LinearExpr.sum(same) == self._chosen[issue][option])
        if table.worth is not None:
            for cell, one in cells.items():
                for party, term in enumerate(terms):
                    if table.worth[cell][party]:
                        term.append(int(table.worth[cell][party]) * one)

    def hint(self, choice: tuple[int, ...]) -> None:
        """Let the solver begin from a package."""
        self.model.clear_hints()
        for chosen, option in zip(self._chosen, choice, strict=True):
            for place, one in enumerate(chosen):
                self.model.add_hint(one, place == option)

    def exclude(self, choice: tuple[int, ...]) -> None:
        """Leave one package out."""
        picked = zip(self._chosen, choice, strict=True)
        self.model.add_bool_or([~chosen[option] for chosen, option in picked])

    def maximise(self, objective: Any, *, deadline_s: float | None = None) -> Solved:  # noqa: ANN401 -- the solver's expressions
        """Return the package that makes an expression largest, as far as time allows."""
        self.model.maximize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = self._seed
        if deadline_s is not None:
            solver.parameters.max_time_in_seconds = deadline_s
        status = solve_until_stopped(solver, self.model)
        choice = None
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            choice = tuple(
                next(place for place, one in enumerate(chosen) if solver.boolean_value(one))
                for chosen in self._chosen
            )
        bound = 0 if status == cp_model.INFEASIBLE else round(solver.best_objective_bound)
        return Solved(choice, status in _PROVEN, bound)
