"""Fewest phases for given largest shortfalls, and smallest largest shortfalls for few phases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from typing import Final

from goodoffices.case.deadline import Deadline
from goodoffices.phasing.cp_sat import ScheduleModel, has_solver, may_ask
from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.quickest import find_quickest
from goodoffices.phasing.results import Objective
from goodoffices.phasing.segments import Segments, is_within
from goodoffices.phasing.shortfalls import Shortfalls, Vector
from goodoffices.phasing.valuation import Valuations

MOST_STATES: Final = 4_000
"""With more, phases are not looked through exactly."""

MOST_PHASES: Final = 150_000
"""Phases that one look through all of them may try."""

SOLVER_S: Final = 0.5
"""Deterministic seconds for a question to the solver, or several that follow each other."""


@dataclass(frozen=True, slots=True)
class Found:
    """A schedule in phases.

    Attributes
    ----------
    states
        The counts between its phases, from nothing done to everything.
    vector
        Its largest shortfalls.
    is_proven
        Of the fewest phases: that there are none with fewer. Of so many phases: that the
        first entry of the key cannot be smaller.
    bound
        What the first entry of the key is not below in so many phases, scaled.
    method
        In words.
    days_proven
        Whether no schedule in so many phases with such largest shortfalls ends earlier.
    """

    states: tuple[Counts, ...]
    vector: Vector
    is_proven: bool
    bound: int | Fraction
    method: str
    days_proven: bool = False

    @property
    def phases(self) -> int:
        """How many."""
        return len(self.states) - 1


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is spent on a search.

    Attributes
    ----------
    deadline
        When to stop.
    solver_s
        Deterministic seconds for the solver.
    seed
        Of the solver.
    """

    deadline: Deadline = field(default_factory=lambda: Deadline(None))
    solver_s: float = SOLVER_S
    seed: int = 0


class PhaseSearch:
    """Looks for schedules in few phases.

    Parameters
    ----------
    plan, valuations, shortfalls
    order : sequence of Counts
        The best order found, one step at a time.
    floor : int or Fraction
        What the first entry of any key is not below.
    effort : Effort, optional
    """

    def __init__(
        self,
        plan: Plan,
        valuations: Valuations,
        shortfalls: Shortfalls,
        *,
        order: Sequence[Counts],
        floor: int | Fraction,
        effort: Effort | None = None,
    ) -> None:
        self.plan, self.valuations, self.shortfalls = plan, valuations, shortfalls
        self.segments = Segments(plan, shortfalls)
        self.order, self.floor = tuple(order), floor
        self.least = self.segments.least_phases()
        self._effort = effort or Effort()
        # What is reckoned of a phase is never too low, and exact without these.
        self._is_exact = not plan.joint and not any(kind.reversible for kind in plan.kinds)
        self._is_exhausted = True
        self._is_small = prod(kind.count + 1 for kind in plan.kinds) <= MOST_STATES

    def fewest(self, limits: Vector) -> Found:
        """Return the fewest phases in which no largest shortfall is above its limit.

        The order found has to keep the limits. Exact where there are few states; otherwise
        the order is merged as far as it goes, and then the solver asked where there is one.
        """
        merged = self._merge(self.order, limits)
        assert merged is not None, "the order itself keeps its own limits"
        best, is_proven, method = merged, len(merged) - 1 == self.least, "the order found, merged"
        if not is_proven and self._is_small:
            exact, is_exhausted = self._look_through(limits, most=len(best) - 2)
            best = exact or best
            is_proven = is_exhausted and self._is_exact
            method = "every phase looked through" if is_proven else method
        elif not is_proven:
            best, is_proven, method = self._fewer(best, limits, method)
        best, days_proven = self._quicker(best, limits)
        vector = self.segments.vector(best)
        return Found(tuple(best), vector, is_proven, self.floor, method, days_proven)

    def within(self, number: int) -> Found | None:
        """Return the best schedule in at most so many phases; None where none fits.

        Exact where there are few states, or the solver says so.
        """
        if number < self.least:
            return None
        best = self._bisect(number, is_exact=False)
        bound: int | Fraction = self.floor
        method = "the order found, merged"
        if self._value(best) > bound:
            if self._is_small and self.shortfalls.objective is not Objective.TOGETHER:
                exact = self._bisect(number, is_exact=True)
                if self._value(exact) <= self._value(best):
                    best = exact
                if self._is_exhausted and self.shortfalls.is_whole and self._is_exact:
                    bound, method = self._value(best), "every phase looked through"
            if self._value(best) > bound:
                best, bound, method = self._ask(number, best, bound, method)
        best = self._ease(best, number)
        best, days_proven = self._quicker(best, self.segments.vector(best))
        vector = self.segments.vector(best)
        return Found(tuple(best), vector, self._value(best) <= bound, bound, method, days_proven)

    def _quicker(self, states: list[Counts], limits: Vector) -> tuple[list[Counts], bool]:
        """One that ends first of those in as many phases, and whether that is proven."""
        if not self._is_small:
            return states, False
        found = find_quickest(
            self.segments, limits, phases=len(states) - 1, deadline=self._effort.deadline
        )
        return (states, False) if found is None else (found, self._is_exact)

    def _value(self, states: Sequence[Counts]) -> int | Fraction:
        key = self.shortfalls.key(self.segments.vector(states))
        return key[0] if key else 0

    def _merge(self, order: Sequence[Counts], limits: Vector) -> list[Counts] | None:
        """Each phase as far along the order as limits allow; the fewest phases of this order.

        Where a phase may reach further, so may one that begins later, so going furthest first
        is never worse.
        """
        states, place = [order[0]], 0
        if not is_within(self.shortfalls.at(order[0]), limits):
            return None
        while place < len(order) - 1:
            start, end = order[place], place
            while end + 1 < len(order) and self._may_join(start, order[end + 1], limits):
                end += 1
            if end == place:
                return None
            states.append(order[end])
            place = end
        return states

    def _may_join(self, start: Counts, end: Counts, limits: Vector) -> bool:
        return is_within(self.segments.worst(start, end), limits) and self.segments.may_run(
            start, end
        )

    def _look_through(self, limits: Vector, *, most: int) -> tuple[list[Counts] | None, bool]:
        """A schedule in at most so many phases, and whether all were looked through."""
        if not is_within(self.shortfalls.at(self.plan.start), limits):
            return None, True
        came_from: dict[Counts, Counts | None] = {self.plan.start: None}
        layer, tried = [self.plan.start], 0
        for _ in range(most):
            following = []
            for start in layer:
                for end in self.segments.ends(start, limits):
                    tried += 1
                    if end not in came_from:
                        came_from[end] = start
                        following.append(end)
                if tried > MOST_PHASES or self._effort.deadline.is_over:
                    return None, False
            if self.plan.end in came_from:
                states: list[Counts] = []
                at: Counts | None = self.plan.end
                while at is not None:
                    states.append(at)
                    at = came_from[at]
                return states[::-1], True
            layer = following
        return None, True

    def _bisect(
        self, number: int, *, is_exact: bool, limits: Vector | None = None, free: int | None = None
    ) -> list[Counts]:
        """The smallest limit that so many phases keep: for all parties, or for one more (`free`).

        Where only one is free the others keep their limits.
        """
        best = self.segments.earliest()
        fixed: list[int | Fraction] = list(limits or ())
        self._is_exhausted = True

        def value(states: Sequence[Counts]) -> int | Fraction:
            vector = self.segments.vector(states)
            return max(vector, default=0) if free is None else vector[free]

        def attempt(limit: int | Fraction) -> list[Counts] | None:
            tried = [limit] * len(self.shortfalls.parties) if free is None else list(fixed)
            if free is not None:
                tried[free] = limit
            if is_exact:
                found, is_exhausted = self._look_through(tuple(tried), most=number)
                self._is_exhausted = self._is_exhausted and is_exhausted
                return found
            for order in (self.order, self._as_order(best)):
                merged = self._merge(order, tuple(tried))
                if merged is not None and len(merged) - 1 <= number:
                    return merged
            return None

        if free is not None:
            start = attempt(fixed[free])
            if start is None:
                return []
            best = start
        low, high = Fraction(-1), Fraction(value(best))
        is_whole = self.shortfalls.is_whole
        while high > 0 and high - low > (1 if is_whole else Fraction(1, 10**9)):
            middle: int | Fraction = (low + high) / 2
            if is_whole:
                middle = int((low + high) // 2)
            found = attempt(max(0, middle))
            if found is None:
                low = Fraction(middle)
            else:
                best, high = found, min(Fraction(value(found)), Fraction(middle))
        return best

    def _as_order(self, states: Sequence[Counts]) -> list[Counts]:
        """One step at a time within each phase, in the order of the plan."""
        order = [states[0]]
        for end in states[1:]:
            while order[-1] != end:
                order.append(
                    next(
                        after
                        for after in self.segments.moves.after(order[-1])
                        if all(low <= high for low, high in zip(after, end, strict=True))
                    )
                )
        return order

    def _ease(self, states: list[Counts], number: int) -> list[Counts]:
        """With the largest entry as it is, the others smaller where so many phases allow it."""
        best = states
        if self.shortfalls.objective is Objective.TOGETHER:
            return best
        vector = self.segments.vector(best)
        limits = (max(vector, default=0),) * len(vector)
        for free in range(len(vector)):
            found = self._bisect(number, is_exact=self._is_small, limits=limits, free=free)
            if found and self._key(found) < self._key(best):
                best = found
        return best

    def _key(self, states: Sequence[Counts]) -> tuple[int | Fraction, ...]:
        return self.shortfalls.key(self.segments.vector(states))

    def _may_ask(self, steps: int) -> bool:
        return (
            has_solver()
            and not self.plan.joint
            and not self._effort.deadline.is_over
            and may_ask(self.plan, self.valuations, self.shortfalls, steps=steps)
        )

    def _ask(
        self, number: int, best: list[Counts], bound: int | Fraction, method: str
    ) -> tuple[list[Counts], int | Fraction, str]:
        """The solver's schedule in so many phases where it is better, and its bound."""
        if not self._may_ask(number):
            return best, bound, method
        model = ScheduleModel(self.plan, self.valuations, self.shortfalls, phases=number)
        solved = model.solve(hint=best, most_s=self._effort.solver_s, seed=self._effort.seed)
        if solved.bound is not None and self._is_exact:
            bound = max(bound, solved.bound)
        if solved.states and self._value(solved.states) < self._value(best):
            best, method = list(solved.states), "CP-SAT"
        return best, bound, method

    def _fewer(
        self, best: list[Counts], limits: Vector, method: str
    ) -> tuple[list[Counts], bool, str]:
        """Ask the solver for one phase fewer, as long as it finds one."""
        left = self._effort.solver_s
        while len(best) - 1 > self.least and left > 0 and self._may_ask(len(best) - 2):
            model = ScheduleModel(self.plan, self.valuations, self.shortfalls, phases=len(best) - 2)
            solved = model.solve(most_s=left, seed=self._effort.seed, ceiling=limits)
            left -= solved.spent
            if not solved.states:
                return best, solved.is_proven and self._is_exact, method
            if not is_within(self.segments.vector(solved.states), limits):
                return best, False, method
            best, method = list(solved.states), "CP-SAT"
        return best, len(best) - 1 == self.least, method
