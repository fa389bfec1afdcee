"""Sums over several quantities: the same question, asked of CP-SAT.

Ortools is an optional part of the program, imported where it is used. It is asked with one
worker, a fixed seed and deterministic time, so that the same question has the same answer.
Its cores are never trusted (google/or-tools issue 5141): each is asked again by itself.
Clauses alone are asked first, of a SAT solver: where they cannot all hold, neither can
the whole, and a package found so may happen to keep the sums as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from goodoffices.case.encoding import Encoding
from goodoffices.case.errors import MissingExtra, OutOfTime
from goodoffices.case.oracles import Answer, LogicOracle, Satisfied, Unsatisfied
from goodoffices.case.satisfaction import Satisfaction

if TYPE_CHECKING:
    from types import ModuleType

WEIGHT = 25
"""How many questions to a SAT solver one to CP-SAT counts as; decision 0010 has the figures."""

MOST_S = 60.0
"""Deterministic seconds for one question; it has never taken a hundredth of that."""

POLL_S = 0.2
"""How often the clock is looked at during a long question."""

MOST_FOR_SMALLEST_S = 10.0
"""Deterministic seconds for a smallest movement set; then it stays unproven."""


class LinearOracle:
    """Clauses and linear constraints, on CP-SAT.

    Parameters
    ----------
    encoding : Encoding
        With or without linear constraints.
    second : bool
        With other settings (presolve on, no linear relaxation, no SAT solver), to re-check.

    Raises
    ------
    MissingExtra
        Where ortools is not installed.
    """

    ranks_cheaply = False

    def __init__(self, encoding: Encoding, *, second: bool = False) -> None:
        self._cp = _cp_sat()
        self.name = f"ortools CP-SAT{' with presolve' if second else ''}"
        self._encoding, self._second = encoding, second
        self._satisfaction = Satisfaction(encoding)
        self._clauses = None if second else LogicOracle(encoding)
        self._own_work = 0
        self._model = self._cp.CpModel()
        self._literals = [self._model.new_bool_var("") for _ in range(encoding.top)]
        for clause in encoding.clauses:
            self._model.add_bool_or(map(self._literal, clause))
        self._numbers = dict(self._link_numbers())
        for linear, literal in encoding.linear.items():
            terms = linear.terms
            total = sum(coefficient * self._numbers[issue] for coefficient, issue in terms)
            if linear.low is not None:
                self._model.add(total >= linear.low).only_enforce_if(self._literal(literal))
            if linear.high is not None:
                self._model.add(total <= linear.high).only_enforce_if(self._literal(literal))

    @property
    def work(self) -> int:
        """The questions asked so far, one to a SAT solver counting 1."""
        return self._own_work + (self._clauses.work if self._clauses else 0)

    def _literal(self, literal: int) -> Any:  # noqa: ANN401 -- ortools ships no types for it
        variable = self._literals[abs(literal) - 1]
        return variable if literal > 0 else variable.negated()

    def _link_numbers(self) -> Iterator[tuple[str, Any]]:
        """Yield for each quantity in a sum its number, tied to the literals of its cells."""
        needed = {issue for linear in self._encoding.linear for _, issue in linear.terms}
        for issue, cells in self._encoding.cells.items():
            if issue not in needed:
                continue
            numbers = cells.domain.issue.numbers
            place = self._model.new_int_var(0, len(numbers) - 1, issue)
            for start, literal in zip(cells.domain.starts[1:], cells.at_least, strict=True):
                reached = self._literal(literal)
                self._model.add(place >= start).only_enforce_if(reached)
                below = [reached.negated()]
                if cells.settled:
                    # Unsettled, the place is free: the sum is false for another reason.
                    below.append(self._literal(cells.settled))
                self._model.add(place < start).only_enforce_if(below)
            yield issue, numbers.start + numbers.step * place

    def _solver(self) -> Any:  # noqa: ANN401 -- ortools ships no types for it
        solver = self._cp.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.random_seed = 0
        parameters.max_deterministic_time = MOST_S
        parameters.cp_model_presolve = self._second
        parameters.linearization_level = 0 if self._second else 2
        parameters.catch_sigint_signal = False
        return solver

    def _asked(self, selected: Iterable[int]) -> tuple[Any, bool]:
        """Return the solver after asking for some constraints, and whether they can hold."""
        selectors = self._encoding.selectors
        self._model.clear_assumptions()
        self._model.add_assumptions(
            [self._literal(selectors[number]) for number in sorted(selected)]
        )
        self._own_work += WEIGHT
        solver = self._solver()
        return solver, self._decided(solver.solve(self._model))

    def _decided(self, status: int) -> bool:
        if status in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return True
        if status == self._cp.INFEASIBLE:
            return False
        raise OutOfTime("whether some positions can all hold", MOST_S)

    def _satisfied(self, solver: Any) -> Satisfied:  # noqa: ANN401 -- ortools ships no types
        value = solver.boolean_value
        true = {n if value(literal) else -n for n, literal in enumerate(self._literals, 1)}
        places = {issue: cells.cell(true) for issue, cells in self._encoding.cells.items()}
        package = self._encoding.package(places)
        for issue, number in self._numbers.items():
            if isinstance(package[issue], int):
                package[issue] = int(solver.value(number))
        return Satisfied(package, self._satisfaction.met(places, package))

    def solve(self, selected: frozenset[int]) -> Answer:
        """Tell whether the selected constraints can all hold under the limits."""
        if self._clauses:
            answer = self._clauses.solve(selected)
            if isinstance(answer, Unsatisfied):
                return answer
            if answer.keeps_limits and selected <= answer.meets:
                return answer
        solver, possible = self._asked(selected)
        if possible:
            return self._satisfied(solver)
        number = {
            self._literal(literal).index: place
            for place, literal in enumerate(self._encoding.selectors)
        }
        named = solver.sufficient_assumptions_for_infeasibility()
        core = frozenset(number[index] for index in named if index in number) & selected
        if core == selected:
            return Unsatisfied(selected)
        solver, possible = self._asked(core)
        return Unsatisfied(selected if possible else core)

    def movement_by_size(self, spend: Callable[[int], None]) -> Iterator[frozenset[int]]:
        """Yield all minimal movement sets, a proven smallest first, reporting the work."""
        selectors = [self._literal(literal) for literal in self._encoding.selectors]
        model = self._model.clone()
        model.clear_assumptions()
        model.maximize(sum(selectors))
        while True:
            spend(WEIGHT)
            solver = self._solver()
            solver.parameters.cp_model_presolve = True
            solver.parameters.linearization_level = 1
            solver.parameters.optimize_with_core = True
            solver.parameters.core_minimization_level = 0
            solver.parameters.max_deterministic_time = MOST_FOR_SMALLEST_S
            status = _heard(solver, model, spend)
            if status == self._cp.INFEASIBLE:
                return
            if status != self._cp.OPTIMAL:
                raise OutOfTime("a smallest movement set", MOST_FOR_SMALLEST_S)
            moved = [n for n, literal in enumerate(selectors) if not solver.boolean_value(literal)]
            yield frozenset(moved)
            model.add_bool_or([selectors[number] for number in moved])


def _heard(solver: Any, model: Any, spend: Callable[[int], None]) -> int:  # noqa: ANN401
    """Solve aside, so that Ctrl-C is heard at once and a deadline is kept; return the status."""
    with ThreadPoolExecutor(1) as aside:
        solving = aside.submit(solver.solve, model)
        try:
            while True:
                try:
                    return int(solving.result(timeout=POLL_S))
                except TimeoutError:
                    spend(0)
        except BaseException:
            solver.stop_search()
            raise


def _cp_sat() -> ModuleType:
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 -- optional dependency
    except ModuleNotFoundError as error:
        raise MissingExtra("a sum over several quantities", "sums") from error
    module: ModuleType = cp_model
    return module
