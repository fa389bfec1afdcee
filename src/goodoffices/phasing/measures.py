"""How each party stands at every moment of a schedule, whoever made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from goodoffices.case.errors import DoneTwice
from goodoffices.case.undertakings import Step
from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.results import Moment, Place, Range, Standing
from goodoffices.phasing.valuation import Valuation, Valuations, value_plan

MOST_JOINT: Final = 10
"""Joint steps of one phase of which every choice is looked at; with more, bounds are wider."""

_NOTHING: Final = (Fraction(), Fraction())
_ALL: Final = (Fraction(1), Fraction(1))
_CARRIED_OUT: Final = Standing(_NOTHING, _NOTHING, _ALL, _ALL)


@dataclass(frozen=True, slots=True)
class _Phase:
    """What is done in a phase: by tranche, and what at one instant."""

    start: Counts
    loose: Counts
    joint: tuple[Counts, ...]

    @property
    def end(self) -> Counts:
        return _sum(self.start, self.loose, *self.joint)


def measure(
    plan: Plan, phases: Sequence[Sequence[Step]], *, valuations: Valuations | None = None
) -> tuple[Moment, ...]:
    """Return how each party stands at every moment of a schedule.

    A mediator asks: when does which side stand there having done its part, and not got the
    other's; and when would a side gain by walking away? Whether the schedule keeps what waits
    for what is for `schedule_check`.

    Parameters
    ----------
    plan : Plan
    phases : sequences of steps
        In a phase the steps may go in any order; one that somebody holds is done at one
        instant. Of equal tranches only how many there are matters.
    valuations : Valuations, optional
        Those of the plan where they are not given.

    Returns
    -------
    tuple of Moment
        Before anything; the midst of each phase in which several parties act, and its end; at
        last, where everything is done, `completed`, which never counts.

    Raises
    ------
    UnknownId
        Where a step does something that the plan has not.
    DoneTwice
        Where a tranche is done twice.

    Notes
    -----
    In the midst of a phase a party's shortfall is largest where it has done nothing of it and
    the others all; its exposure where it is the other way round. What a share of `given` or
    `received` is there lies between those at the start and at the end.

    Source: ours, argued in `docs/book/phasing.md`.

    Examples
    --------
    >>> from goodoffices.case.undertakings import Undertaking
    >>> from goodoffices.phasing.plan import Kind
    >>> release = Undertaking(id="release", responsible="north", beneficiaries=["south"])
    >>> money = Undertaking(id="money", responsible="south", beneficiaries=["north"])
    >>> kinds = (
    ...     Kind("release", ("release.1",), "north", ("south",)),
    ...     Kind("money", ("money.1",), "south", ("north",)),
    ... )
    >>> both = {"release": release, "money": money}
    >>> plan = Plan(kinds, (), (), ("north", "south"), both, {})
    >>> moments = measure(plan, [[Step(does=["release"])], [Step(does=["money"])]])
    >>> [str(moment.place) for moment in moments]
    ['beginning', 'end', 'completed']
    >>> moments[1].by_party["north"].exposure
    (Fraction(0, 1), Fraction(1, 1))
    """
    by_party = (valuations or value_plan(plan)).by_party
    moments = [Moment(Place.BEGINNING, 0, _standings(by_party, plan.start))]
    for number, phase in enumerate(_read(plan, phases), 1):
        if _has_midst(plan, phase):
            midst = {party: _in_the_midst(plan, one, phase) for party, one in by_party.items()}
            moments.append(Moment(Place.MIDST, number, midst))
        if phase.end == plan.end:
            carried_out = dict.fromkeys(by_party, _CARRIED_OUT)
            moments.append(Moment(Place.COMPLETED, number, carried_out))
        else:
            moments.append(Moment(Place.END, number, _standings(by_party, phase.end)))
    return tuple(moments)


def largest(moments: Iterable[Moment], what: str) -> Mapping[str, Range]:
    """Return by party the largest shortfall or exposure of all moments, at both bounds.

    Parameters
    ----------
    moments : iterable of Moment
    what : {"shortfall", "exposure"}
    """
    found: dict[str, Range] = {}
    for moment in moments:
        for party, standing in moment.by_party.items():
            low, high = standing.shortfall if what == "shortfall" else standing.exposure
            least, most = found.get(party, _NOTHING)
            found[party] = (max(least, low), max(most, high))
    return found


def _standings(by_party: Mapping[str, Valuation], counts: Counts) -> dict[str, Standing]:
    return {
        party: Standing(
            one.shortfall(counts), one.exposure(counts), one.given(counts), one.received(counts)
        )
        for party, one in by_party.items()
    }


def _in_the_midst(plan: Plan, one: Valuation, phase: _Phase) -> Standing:
    """The worst that can be, whichever joint steps are done by then."""
    shortfalls: list[Range] = []
    exposures: list[Range] = []
    places = [place for place, done in enumerate(phase.loose) if done]
    own_places = [place for place in places if plan.kinds[place].giver == one.party]
    for less, more in _pairs(phase):
        mores = _short_of_all(more, places) if more == plan.end else [more]
        others = [more] if own_places else mores
        owns = mores if own_places == places else [more]
        shortfalls += [one.shortfall(own=less, others=other) for other in others]
        exposures += [one.exposure(own=own, others=less) for own in owns]
    return Standing(
        shortfall=_worst(shortfalls),
        exposure=_worst(exposures),
        given=(one.given(phase.start)[0], one.given(phase.end)[1]),
        received=(one.received(phase.start)[0], one.received(phase.end)[1]),
    )


def _pairs(phase: _Phase) -> list[tuple[Counts, Counts]]:
    """What is done at some moment of a phase without, and with, everything that is loose."""
    if len(phase.joint) > MOST_JOINT:
        return [(phase.start, phase.end)]
    choices = [
        some for size in range(len(phase.joint) + 1) for some in combinations(phase.joint, size)
    ]
    return [(_sum(phase.start, *some), _sum(phase.start, phase.loose, *some)) for some in choices]


def _short_of_all(counts: Counts, places: Sequence[int]) -> list[Counts]:
    """Everything but one tranche of the phase: when all is done, nothing counts any more."""
    return [tuple(count - (place == one) for place, count in enumerate(counts)) for one in places]


def _worst(ranges: Sequence[Range]) -> Range:
    return max(low for low, _ in ranges), max(high for _, high in ranges)


def _has_midst(plan: Plan, phase: _Phase) -> bool:
    """Whether anything can be in between that is worse than both the start and the end."""
    if len(phase.joint) + any(phase.loose) > 1:
        return True
    if phase.end == plan.end:
        return sum(phase.loose) > 1
    givers = {kind.giver for kind, done in zip(plan.kinds, phase.loose, strict=True) if done}
    return len(givers) > 1


def _read(plan: Plan, phases: Sequence[Sequence[Step]]) -> list[_Phase]:
    found: list[_Phase] = []
    seen: set[str] = set()
    start = plan.start
    for steps in phases:
        loose, joint = plan.start, []
        for step in steps:
            does = [part for reference in step.does for part in plan.parts_of(reference)]
            counts = [0] * len(plan.kinds)
            for part in does:
                if part in seen:
                    raise DoneTwice(part)
                seen.add(part)
                counts[plan.places[part][0]] += 1
            if step.held_by:
                joint.append(tuple(counts))
            else:
                loose = _sum(loose, tuple(counts))
        phase = _Phase(start, loose, tuple(joint))
        found.append(phase)
        start = phase.end
    return found


def _sum(*counts: Counts) -> Counts:
    return tuple(map(sum, zip(*counts, strict=True)))
