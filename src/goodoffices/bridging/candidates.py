"""From what may be crossed to partial packages: the ideas from which a few are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.bridging.idea import Idea, Weighed, Wishes
from goodoffices.bridging.lightest import Crossing, Lightest, find_lightest
from goodoffices.bridging.partial import PartialPackage, PartialPackages
from goodoffices.bridging.strengths import crossed_strengths, is_beaten
from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline
from goodoffices.case.enumeration import Progress
from goodoffices.case.evaluation import truth
from goodoffices.case.oracles import Satisfied, oracle_for
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.status import Status

MOST_ALIKE: Final = 4
"""Partial packages that are made of one crossing."""
MOST_PROPOSED: Final = 2
"""Ways of meeting what is proposed and preferred that are looked at for one crossing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The lightest packages under one choice of readings.

    Attributes
    ----------
    positions
        Those that may be crossed.
    never_crossed
        Those that their holder rules out, and that nobody named.
    rechecked
        Whether it was confirmed in a second way that nothing beats what was found.
    """

    case: Case
    positions: tuple[Position, ...]
    never_crossed: tuple[Position, ...]
    lightest: Lightest
    rechecked: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """Ideas from which a few are shown.

    Attributes
    ----------
    is_whole
        Whether every crossing that was found was looked at; else time was up.
    """

    ideas: tuple[Idea, ...]
    is_whole: bool


def list_candidates(
    readings: Sequence[Reading], wishes: Wishes, *, deadline: Deadline, progress: Progress
) -> Candidates:
    """Return partial packages for every lightest crossing, each once, weighed in each reading.

    Parameters
    ----------
    readings : sequence of Reading
        The leading one first.

    Returns
    -------
    Candidates
        In the order of readings and crossings. None crosses, under any reading, what its
        holder rules out.
    """
    issues = readings[0].case.issues
    said = dict.fromkeys(
        one.proposition
        for reading in readings
        for one in (*reading.case.positions, *reading.case.lighter)
    )
    limits = [*_limits(readings[0].case), *wishes.fixed]
    partials = PartialPackages([*said, *wishes.preferred], issues=issues, limits=limits)
    found: dict[frozenset[object], Idea] = {}
    for reading in readings:
        for number, crossing in enumerate(reading.lightest.crossings, start=1):
            if deadline.is_over and found:
                return Candidates(tuple(found.values()), is_whole=False)
            for partial in _of_crossing(crossing, reading, wishes, partials):
                idea = Idea(partial, tuple(_weigh(partial, one) for one in readings))
                if not _crosses_what_is_ruled_out(idea, readings):
                    found.setdefault(frozenset(partial.settled.items()), idea)
            progress("ideas", number, len(reading.lightest.crossings))
    return Candidates(tuple(found.values()), is_whole=True)


def _limits(case: Case) -> list[Proposition]:
    return [limit.proposition for limit in case.limits]


def _of_crossing(
    crossing: Crossing, reading: Reading, wishes: Wishes, partials: PartialPackages
) -> Iterator[PartialPackage]:
    """Yield partial packages with this crossing: first what parties propose, then the wishes."""
    case = reading.case
    stand = [
        one.proposition
        for one in (*reading.never_crossed, *reading.positions)
        if one.id not in crossing.crossed
    ]
    hard = [*_limits(case), *wishes.fixed, *stand]
    proposed = find_lightest(case.lighter, issues=case.issues, limits=hard, most=MOST_PROPOSED)
    # Cut off before anything was found: then nothing is asked of what is only proposed.
    ways = [one.crossed for one in proposed.crossings] or [
        frozenset(one.id for one in case.lighter)
    ]
    for crossed in ways:
        also = [each.proposition for each in case.lighter if each.id not in crossed]
        asked = [*stand, *also]
        for wish in wishes.preferred:
            oracle = oracle_for([], issues=case.issues, limits=[*hard, *also, wish])
            if isinstance(oracle.solve(frozenset()), Satisfied):
                asked.append(wish)
                also.append(wish)
        yield from partials.in_which(asked, most=MOST_ALIKE)


def _weigh(partial: PartialPackage, reading: Reading) -> Weighed:
    """Tell what a partial package crosses under one choice of readings."""
    positions, issues = reading.case.positions, reading.case.issues
    chosen = {issue: setting.value for issue, setting in partial.settled.items()}
    crossed = tuple(
        one.id for one in positions if truth(one.proposition, chosen, issues=issues) is not True
    )
    strengths = crossed_strengths(positions, crossed)
    return Weighed(reading.case.choice, crossed, strengths, _is_lightest(crossed, reading))


def _is_lightest(crossed: Sequence[str], reading: Reading) -> bool | None:
    known = reading.lightest.crossings
    if any(one.crossed == frozenset(crossed) for one in known):
        return True
    if reading.lightest.status is Status.PROVEN:
        return False
    strengths = crossed_strengths(reading.positions, crossed)
    return False if any(is_beaten(strengths, by=one.strengths) for one in known) else None


def _crosses_what_is_ruled_out(idea: Idea, readings: Sequence[Reading]) -> bool:
    return any(
        position.id in weighed.crossed
        for weighed, reading in zip(idea.weighed, readings, strict=True)
        for position in reading.never_crossed
    )
