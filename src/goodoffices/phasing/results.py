"""What a search for a schedule gives: steps in phases, moment by moment, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from goodoffices.case.status import Status
from goodoffices.case.undertakings import Step

Range = tuple[Fraction, Fraction]
"""The least and the most, over every valuation that agrees with what is stated."""

Phases = tuple[tuple[Step, ...], ...]
"""Phases of steps, in order; a step that somebody holds (`held_by`) is joint."""


class Objective(StrEnum):
    """What is made as small as it can be; each gives a schedule that no other beats.

    Attributes
    ----------
    SHARES
        The largest of the parties' largest shortfalls, in shares of each party's own total
        benefit; then the next largest, and so on.
    EACH
        The same in amounts of the common unit.
    TOGETHER
        The sum of the parties' largest shortfalls, in amounts of the common unit.
    """

    SHARES = "shares"
    EACH = "each"
    TOGETHER = "together"


class Place(StrEnum):
    """Where in a schedule a moment lies."""

    BEGINNING = "beginning"
    MIDST = "midst"
    END = "end"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one party stands at one moment, at the least and at the most.

    Attributes
    ----------
    shortfall, exposure
        In shares of the party's own total benefit.
    given, received
        In shares of all that it gives, and of all that it gets. What can be taken back is
        not counted.
    """

    shortfall: Range
    exposure: Range
    given: Range
    received: Range


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a schedule, and how each party stands at it.

    Attributes
    ----------
    place
        Before anything, in the midst of a phase, at its end, or when all is carried out; the
        last is shown and never counted.
    phase
        From 1; 0 before anything.
    by_party
        In the order of the case; parties that get nothing are left out.
    """

    place: Place
    phase: int
    by_party: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of a schedule that was found: what is done, by whom, and on which days.

    Attributes
    ----------
    does
        References to tranches: of one undertaking, or of several where it is joint.
    undertakings
        Whose tranches they are.
    givers, getters
        Who does it, and for whom.
    phase
        From 1.
    begins, done, verified
        Days after day zero.
    held_by
        Who holds it until all of it is there; empty where it is not joint.
    amount, unit
        How much of it, where it is an amount that divides.
    """

    does: tuple[str, ...]
    undertakings: tuple[str, ...]
    givers: tuple[str, ...]
    getters: tuple[str, ...]
    phase: int
    begins: int
    done: int
    verified: int
    held_by: str = ""
    amount: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """A phase of a schedule that was found: its steps run at the same time.

    Attributes
    ----------
    number
        From 1.
    begins, ends
        Days after day zero: when everything before is verified, and when everything in it is.
    steps
        In the order of the case.
    """

    number: int
    begins: int
    ends: int
    steps: tuple[PlannedStep, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another schedule that no schedule beats: better for one party, worse for another.

    Attributes
    ----------
    largest_shortfall
        By party, at the most.
    phases
        One schedule that has it, one tranche at a time.
    """

    largest_shortfall: Mapping[str, Fraction]
    phases: Phases


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What a number of phases costs.

    Attributes
    ----------
    phases
        At most so many.
    value, bound
        The smallest largest shortfall found, and what none can be below. Equal where proven.
    largest_shortfall, largest_exposure
        Of the schedule found, by party, at the most.
    schedule
        That schedule.
    """

    phases: int
    value: Fraction
    bound: Fraction
    largest_shortfall: Mapping[str, Fraction]
    largest_exposure: Mapping[str, Fraction]
    schedule: Phases

    @property
    def is_proven(self) -> bool:
        """Whether no schedule in so many phases has a smaller one."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a checker needs to confirm a result without the search that found it.

    Attributes
    ----------
    kind
        Which checker reads it.
    data
        What that checker documents.
    """

    kind: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScheduleSearch:
    """A schedule that a search found, and how sure that is.

    Attributes
    ----------
    phases
        In order; empty where there is none.
    moments
        From before anything to when all is carried out.
    largest_shortfall, largest_exposure
        By party: the largest over all moments, at the least and at the most.
    objective
        What was made as small as it can be.
    status
        `proven`: the largest shortfalls are the smallest there are, in the sense of the
        objective. `best_found`: they may be improved, at most down to `bound`. `infeasible`:
        what waits for each other does not fit into so few phases. `out_of_time`: nothing was
        found in time.
    value, bound
        The largest share; in a common unit the largest amount or the sum of them: reached,
        and not to be undercut.
    key
        What was made as small as it can be, one entry after the other: shares, or amounts of
        the common unit, from the largest down; of `together` the sum first.
    most_phases
        How many phases were asked for at the most; None where as many as it takes.
    phases_proven
        Whether no schedule with these largest shortfalls has fewer phases.
    days_proven
        Whether none of those in as many phases ends earlier.
    least_phases
        How many phases there are at the least, for what waits for each other.
    each, together
        In the common unit: the largest of the parties' largest shortfalls, and their sum; None
        without one.
    beginning
        Parties that would gain by stopping before anything is done: what they do weighs more,
        or may weigh more, than what they get. No order helps them.
    left_out
        Parties that are not measured, and why.
    alternatives, alternatives_complete
        Others that no schedule beats; whether these are all of them.
    method, assumptions
        In words.
    seed
        Of random steps.
    cites
        Entries on which it rests.
    certificate
        For `schedule_check`.
    """

    phases: tuple[PlannedPhase, ...]
    moments: tuple[Moment, ...]
    largest_shortfall: Mapping[str, Range]
    largest_exposure: Mapping[str, Range]
    objective: Objective
    status: Status
    method: str
    value: Fraction | None = None
    bound: Fraction | None = None
    key: tuple[Fraction, ...] = ()
    most_phases: int | None = None
    phases_proven: bool = False
    days_proven: bool = False
    least_phases: int = 0
    each: Fraction | None = None
    together: Fraction | None = None
    beginning: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()
    alternatives_complete: bool = False
    assumptions: tuple[str, ...] = ()
    seed: int | None = None
    cites: tuple[str, ...] = ()
    certificate: Certificate | None = None

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """All steps, in the order of the phases."""
        return tuple(step for phase in self.phases for step in phase.steps)

    @property
    def as_phases(self) -> Phases:
        """The phases as `measure` and the checker take them."""
        return tuple(
            tuple(Step(does=step.does, held_by=step.held_by) for step in phase.steps)
            for phase in self.phases
        )
