"""Schedules by CP-SAT, for plans with too many states; ortools is an optional part.

Asked with one worker, a fixed seed and deterministic time, so that the same question has the
same answer. What it finds is reckoned again, exactly, by whoever asked.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from goodoffices.case.errors import MissingExtra
from goodoffices.case.solving import solve_until_stopped
from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.results import Objective
from goodoffices.phasing.shortfalls import Shortfalls, Vector
from goodoffices.phasing.sides import NumberedSide, OrderedSide, Side
from goodoffices.phasing.valuation import Valuation, Valuations

if TYPE_CHECKING:
    from types import ModuleType

LARGEST_WHOLE: Final = 2**50
"""Sums above it are not asked: the solver reckons in whole numbers of 64 bits."""

MOST_LITERALS: Final = 60_000
"""Tranches times steps; a model beyond takes longer to build than it is worth."""

Piece = tuple[tuple[int | Fraction, tuple[int, ...], int], ...]
"""Weights of units: of the whole unit, the kinds in it, and how many tranches it has."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What one call of the solver gave.

    Attributes
    ----------
    states
        From nothing done to everything; empty where it found nothing in time.
    is_proven
        Whether it is the best, or nothing fits into so few phases.
    bound
        What the first entry of the key is not below, scaled; None where it says nothing.
    spent
        Deterministic seconds.
    """

    states: tuple[Counts, ...]
    is_proven: bool
    bound: int | None
    spent: float = 0.0


def has_solver() -> bool:
    """Tell whether ortools is installed."""
    return importlib.util.find_spec("ortools") is not None


def may_ask(plan: Plan, valuations: Valuations, shortfalls: Shortfalls, *, steps: int) -> bool:
    """Tell whether a plan can be asked: whole numbers, not too large, no joint step in phases."""
    if plan.size * steps > MOST_LITERALS or (plan.joint and steps < plan.size):
        return False
    pieces = _all_pieces(valuations, shortfalls)
    if pieces is None:
        return False
    wholes = [
        weight for sides in pieces for side in sides for piece in side for weight, *_ in piece
    ]
    return all(Fraction(one).denominator == 1 for one in wholes) and (
        sum(map(int, wholes)) < LARGEST_WHOLE
    )


class ScheduleModel:
    """A plan in the solver's terms, one tranche a step or in so many phases.

    Parameters
    ----------
    plan, valuations, shortfalls
        As `may_ask` accepted them.
    phases : int, optional
        At most so many; without it one tranche, or one joint step, at a time.

    Raises
    ------
    MissingExtra
        Where ortools is not installed.
    """

    def __init__(
        self,
        plan: Plan,
        valuations: Valuations,
        shortfalls: Shortfalls,
        *,
        phases: int | None = None,
    ) -> None:
        self._cp = _cp_sat()
        self._plan, self._shortfalls = plan, shortfalls
        self._is_sequential = phases is None
        self._steps = plan.size if phases is None else phases
        self._model: Any = self._cp.CpModel()
        pieces = _all_pieces(valuations, shortfalls)
        assert pieces is not None, "may_ask says no"
        self._done = self._tranches()
        self._wait()
        self._largest = [self._measure(burdens, benefits) for burdens, benefits in pieces]

    def solve(
        self,
        *,
        hint: Sequence[Counts] = (),
        most_s: float,
        seed: int = 0,
        ceiling: Vector | None = None,
    ) -> Solved:
        """Return the best schedule found within so many deterministic seconds.

        With a ceiling any schedule below it will do, and none is sought that is better.

        Parameters
        ----------
        hint : sequence of Counts
            A schedule to begin with, in at most as many steps.
        most_s : float
            Deterministic seconds.
        seed : int
            Of its random steps.
        ceiling : Vector, optional
            By party: no largest shortfall may be above it.
        """
        if ceiling is None:
            self._model.minimize(self._first_entry())
        else:
            for one, most in zip(self._largest, ceiling, strict=True):
                self._model.add(one <= int(most))
        self._hint(hint)
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = most_s
        status = solve_until_stopped(solver, self._model)
        spent = float(solver.response_proto.deterministic_time)
        if status == self._cp.INFEASIBLE:
            return Solved((), is_proven=True, bound=None, spent=spent)
        bound = round(solver.best_objective_bound) if ceiling is None else None
        if status not in {self._cp.OPTIMAL, self._cp.FEASIBLE}:
            return Solved((), is_proven=False, bound=bound, spent=spent)
        states = [
            tuple(sum(solver.value(one) for one in kind) for kind in step) for step in self._done
        ]
        found = tuple(dict.fromkeys([self._plan.start, *states, self._plan.end]))
        return Solved(found, is_proven=status == self._cp.OPTIMAL, bound=bound, spent=spent)

    def _first_entry(self) -> Any:  # noqa: ANN401 -- ortools ships no types for it
        """The sum of the parties' largest shortfalls, or the largest of them."""
        if self._shortfalls.objective is Objective.TOGETHER:
            return sum(self._largest)
        largest = self._model.new_int_var(0, LARGEST_WHOLE, "")
        for one in self._largest:
            self._model.add(largest >= one)
        return largest

    def _tranches(self) -> list[list[list[Any]]]:
        """By step from 0 to the last, kind and tranche: whether it is done after so many steps."""
        model = self._model
        done = []
        for step in range(self._steps + 1):
            if step in {0, self._steps}:
                fixed = int(step > 0)
                done.append([[model.new_constant(fixed)] * kind.count for kind in self._plan.kinds])
            else:
                done.append(
                    [
                        [model.new_bool_var("") for _ in range(kind.count)]
                        for kind in self._plan.kinds
                    ]
                )
        for before, after in pairwise(done):
            for earlier, later in zip(before, after, strict=True):
                for one, other in zip(earlier, later, strict=True):
                    model.add_implication(one, other)
                for one, other in pairwise(later):
                    model.add_implication(other, one)
        return done

    def _wait(self) -> None:
        """What waits for what, joint steps, and one step at a time."""
        model, places = self._model, self._plan.places
        joint = [[places[part] for part in step.does] for step in self._plan.joint]
        follows = {part for parts in joint for part in parts[1:]}
        for before, after in pairwise(self._done):
            for one in self._plan.requirements:
                waiting = after[one.kind][one.number - 1]
                model.add_implication(waiting, before[one.other][one.count - 1])
            for parts in joint:
                (first, number), *others = parts
                for kind, other in others:
                    model.add(after[kind][other - 1] == after[first][number - 1])
            if self._is_sequential:
                counted = [
                    tranches[number] - before[kind][number]
                    for kind, tranches in enumerate(after)
                    for number in range(len(tranches))
                    if (kind, number + 1) not in follows
                ]
                model.add(sum(counted) <= 1)

    def _measure(self, burdens: list[Piece], benefits: list[Piece]) -> Any:  # noqa: ANN401 -- ortools ships no types
        """The largest shortfall of one party."""
        model = self._model
        largest = model.new_int_var(0, LARGEST_WHOLE, "")
        for step in range(self._steps):
            burden = self._bounding(burdens, step, is_burden=True)
            later = step if self._is_sequential else step + 1
            benefit = self._bounding(benefits, later, is_burden=False)
            model.add(largest >= burden - benefit)
        return largest

    def _bounding(self, pieces: list[Piece], step: int, *, is_burden: bool) -> Any:  # noqa: ANN401 -- ortools ships no types
        """What is left of a side: the largest of its pieces, or the smallest."""
        sums = [self._left(piece, step, is_burden=is_burden) for piece in pieces]
        if len(sums) <= 1:
            return sum(sums)
        bound = self._model.new_int_var(0, LARGEST_WHOLE, "")
        for one in sums:
            self._model.add(bound >= one if is_burden else bound <= one)
        return bound

    def _left(self, piece: Piece, step: int, *, is_burden: bool) -> Any:  # noqa: ANN401 -- ortools ships no types
        terms = []
        for weight, kinds, size in piece:
            done = [one for kind in kinds for one in self._done[step][kind]]
            if len(kinds) == 1:
                if self._plan.kinds[kinds[0]].reversible:
                    terms.append(int(weight))
                else:
                    terms += [int(weight) // size * (1 - one) for one in done]
                continue
            # Groups weighed as a whole: all of it may lie on any of them.
            if any(self._plan.kinds[kind].reversible for kind in kinds):
                done = [
                    self._model.new_constant(0) if self._plan.kinds[kind].reversible else one
                    for kind in kinds
                    for one in self._done[step][kind]
                ]
            decides = self._model.new_bool_var("")
            if is_burden:
                self._model.add_bool_and(done).only_enforce_if(~decides)
            else:
                self._model.add_bool_and([~one for one in done]).only_enforce_if(decides)
                self._model.add_bool_or([*done, decides])
            terms.append(int(weight) * decides)
        return sum(terms)

    def _hint(self, states: Sequence[Counts]) -> None:
        for step, counts in enumerate(states[: self._steps + 1]):
            if 0 < step < self._steps:
                for tranches, count in zip(self._done[step], counts, strict=True):
                    for number, one in enumerate(tranches):
                        self._model.add_hint(one, int(number < count))


def _all_pieces(
    valuations: Valuations, shortfalls: Shortfalls
) -> list[tuple[list[Piece], list[Piece]]] | None:
    """By party the sums whose largest, or smallest, is what is left of each side."""
    found = []
    for one, unit in zip(valuations.by_party.values(), shortfalls.units, strict=True):
        scale = shortfalls.scale * unit
        burdens = _pieces(one, one.burdens, one.does, scale, is_burden=True)
        benefits = _pieces(one, one.benefits, one.gets, scale, is_burden=False)
        if burdens is None or benefits is None:
            return None
        found.append((burdens, benefits))
    return found


def _pieces(
    valuation: Valuation, side: Side, places: tuple[int, ...], scale: Fraction, *, is_burden: bool
) -> list[Piece] | None:
    if isinstance(side, NumberedSide):
        whole = valuation.total
        if whole is None:
            if not side.is_exact:
                return None
            whole = side.total[0] or Fraction(1)
            scale = scale * valuation.weighs[1] if is_burden else scale
        return [
            tuple(
                (bounds[is_burden] * scale / whole, _kinds(unit.places, places), unit.size)
                for unit, bounds in side.weights
            )
        ]
    assert isinstance(side, OrderedSide), "a side is weighed by an order or by numbers"
    if is_burden:
        scale = scale * valuation.weighs[1]
    found: list[Piece] = []
    units: list[Any] = []
    for level in side.levels:
        units += level
        found.append(
            tuple((scale / len(units), _kinds(unit.places, places), unit.size) for unit in units)
        )
    found += [((scale, _kinds(unit.places, places), unit.size),) for unit in side.free]
    return found


def _kinds(inside: tuple[int, ...], places: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(places[place] for place in inside)


def _cp_sat() -> ModuleType:
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 -- optional dependency
    except ModuleNotFoundError as error:
        raise MissingExtra("a schedule of so many tranches, exactly", "sums") from error
    module: ModuleType = cp_model
    return module
