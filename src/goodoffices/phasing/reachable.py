"""Whether some order of steps keeps every party's shortfall and exposure within bounds.

One step after another is the finest schedule there is: merging steps into phases can only raise
what is largest. So it is a question of a way through states that are all within the bounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Protocol

from goodoffices.case.deadline import Deadline
from goodoffices.case.enumeration import Stopped
from goodoffices.phasing.moves import Moves
from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.results import Objective, PlannedPhase, ScheduleSearch
from goodoffices.phasing.shortfalls import Shortfalls
from goodoffices.phasing.valuation import value_plan

MOST_STATES: Final = 100_000
"""States that one question may look at."""

CLOCK_EVERY: Final = 1_000


class Search(Protocol):
    """Finds a schedule with the smallest largest shortfalls: `find_schedule`, or a twin of it."""

    def __call__(self, plan: Plan, *, deadline_s: float | None = None) -> ScheduleSearch:
        """Return a schedule of a plan, and how sure that is."""
        ...


Order = dict[str, int]
"""By reference to a tranche: in which step, from 1, it is done."""


class WithinBounds:
    """The states in which nobody's shortfall, or exposure, is above a share.

    Parameters
    ----------
    plan : Plan
        The undertakings; what they wait for plays no part here, so that one serves for many
        plans of the same ones.
    at_most : Fraction
        Of shortfalls, in shares of each party's own total benefit.
    exposure : Fraction, optional
        Of exposures; any where it is not said.

    Notes
    -----
    The moment before anything counts, and the last one, when all is carried out, does not.
    Bounds are held at the upper bound of what is known of the parties' valuations.
    """

    def __init__(self, plan: Plan, *, at_most: Fraction, exposure: Fraction | None) -> None:
        self._valuations = value_plan(plan)
        self._shortfalls = Shortfalls(plan, self._valuations, Objective.SHARES)
        self._most = at_most * self._shortfalls.scale
        self._at_most, self._exposure = at_most, exposure
        self._end = plan.end
        self._known: dict[Counts, bool] = {}

    @property
    def bounds_exposure(self) -> bool:
        """Whether exposures are bounded too."""
        return self._exposure is not None

    def has(self, state: Counts) -> bool:
        """Tell whether a state is within the bounds."""
        found = self._known.get(state)
        if found is None:
            found = self._known[state] = state == self._end or self._holds(state)
        return found

    def _holds(self, state: Counts) -> bool:
        if max(self._shortfalls.at(state), default=0) > self._most:
            return False
        return self._exposure is None or all(
            one.exposure(state)[1] <= self._exposure for one in self._valuations.by_party.values()
        )

    def worst(self, state: Counts) -> Fraction:
        """Return the largest shortfall in a state, scaled: what a search tries to keep small."""
        return Fraction(max(self._shortfalls.at(state), default=0))

    def decides(self, found: ScheduleSearch) -> bool | None:
        """Tell what the result of a search says of the bounds; None where it leaves it open."""
        if found.value is None or found.bound is None or found.objective is not Objective.SHARES:
            return None
        if found.bound > self._at_most:
            return False
        if self.bounds_exposure or found.value > self._at_most:
            return None
        return True


def find_order(
    plan: Plan,
    within: WithinBounds,
    *,
    most: int = MOST_STATES,
    deadline: Deadline | None = None,
) -> Order | None:
    """Return an order of steps all of whose states are within bounds; None where there is none.

    Parameters
    ----------
    plan : Plan
    within : WithinBounds
        Of the same undertakings.
    most : int
        States that are looked at.
    deadline : Deadline, optional

    Raises
    ------
    Stopped
        Where it is not known, after so many states or so much time.

    Notes
    -----
    Backwards from the end, where room is tight, into the state with the smallest largest
    shortfall first. Each state is looked at once.

    Source: depth-first search; that states suffice: ours, argued in `docs/book/phasing.md`.
    """
    moves, deadline = Moves(plan), deadline or Deadline(None)
    if not within.has(plan.start):
        return None
    after: dict[Counts, Counts] = {plan.end: plan.end}
    stack = [plan.end]
    looked = 0
    while stack:
        state = stack.pop()
        if state == plan.start:
            return order_of(plan, _forwards(plan, after))
        looked += 1
        if looked > most or (looked % CLOCK_EVERY == 0 and deadline.is_over):
            raise Stopped
        fresh = [one for one in moves.before(state) if one not in after and within.has(one)]
        fresh.sort(key=within.worst, reverse=True)
        for one in fresh:
            after[one] = state
        stack += fresh
    return None


def _forwards(plan: Plan, after: dict[Counts, Counts]) -> list[Counts]:
    states = [plan.start]
    while states[-1] != plan.end:
        states.append(after[states[-1]])
    return states


def order_of(plan: Plan, states: list[Counts]) -> Order:
    """Return in which step each tranche is done, from the states of an order of steps."""
    order: Order = {}
    for step in range(1, len(states)):
        for kind, before, now in zip(plan.kinds, states[step - 1], states[step], strict=True):
            order |= dict.fromkeys(kind.references[before:now], step)
    return order


def order_of_phases(phases: Iterable[PlannedPhase]) -> Order:
    """Return an order of steps that phases allow: those of one phase one after another.

    Examples
    --------
    >>> from goodoffices.phasing.results import PlannedStep
    >>> step = PlannedStep(("a.1",), ("a",), ("north",), ("south",), 1, 0, 1, 1)
    >>> other = PlannedStep(("b.1", "b.2"), ("b",), ("south",), ("north",), 1, 0, 2, 2)
    >>> order_of_phases([PlannedPhase(1, 0, 2, (step, other))])
    {'a.1': 1, 'b.1': 2, 'b.2': 3}
    """
    order: Order = {}
    place = 0
    for phase in phases:
        for step in phase.steps:
            for number, part in enumerate(step.does):
                place += not (step.held_by and number)
                order[part] = place
    return order
