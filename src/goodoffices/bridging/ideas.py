"""Ideas to test: packages different in kind, from stances alone, under every reading.

An idea is a partial package that no other package beats: none is lighter for one party
without being heavier for another. Ideas are unranked, and none is the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.bridging.candidates import Reading, list_candidates
from goodoffices.bridging.choosing import choose_ideas
from goodoffices.bridging.idea import Idea, Wishes
from goodoffices.bridging.lightest import find_lightest
from goodoffices.bridging.lightest_check import check_lightest
from goodoffices.bridging.results import Certificate, PackageSearch
from goodoffices.case.case import Case, CaseSource
from goodoffices.case.conflicts import find_conflicts
from goodoffices.case.deadline import Deadline, say_nothing
from goodoffices.case.enumeration import Budget, Progress
from goodoffices.case.errors import NoPackage, TooFewParties, UnknownId
from goodoffices.case.grammar import show
from goodoffices.case.passages import Basis
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Stance
from goodoffices.case.status import Status

MOST_CROSSINGS: Final = 24
"""Crossings that are looked at for one choice of readings."""


@dataclass(frozen=True, slots=True)
class Ideas:
    """Ideas to test, with what they were made from.

    Attributes
    ----------
    ideas
        Different in kind; in the order of the case's options, which is no ranking.
    left_out
        How many further ones were found that differ less.
    readings
        What was found under each choice of readings, the leading one first.
    search
        The same as every search for packages gives it.
    thin
        Why the record bears little: empty, or sentences.
    """

    ideas: tuple[Idea, ...]
    left_out: int
    readings: tuple[Reading, ...]
    all_readings: bool
    search: PackageSearch
    basis: Basis
    thin: tuple[str, ...]


def find_ideas(
    source: CaseSource,
    wishes: Wishes | None = None,
    *,
    deadline_s: float | None = None,
    progress: Progress | None = None,
) -> Ideas:
    """Return a few packages to test, different in kind, that no other package beats.

    A mediator asks: what could I put to them, to learn something? Every idea crosses what it
    says it crosses, and nothing any party rules out. None is a proposal.

    Parameters
    ----------
    source : CaseSource
        Gives the case under each choice of readings.
    wishes : Wishes, optional
    deadline_s : float, optional
        Seconds after which it stops with what there is. Ctrl-C does the same.
    progress : callable, optional

    Raises
    ------
    TooFewParties
        Where fewer than two parties negotiate.
    NoPackage
        Where what is ruled out, with what is fixed, leaves no package; it says what.
    NothingLeft
        Where rules and norms leave none.
    UnknownId
        Where a position named to be crossed does not stand.

    Notes
    -----
    Under each choice of readings the lightest crossings are found; each is made a few partial
    packages, first with what parties propose and prefer. Ideas that nothing beats under any
    reading come before others, and those shown are as different as can be.

    Source: ours, argued in `docs/book/bridging.md`.
    """
    wishes, told = wishes or Wishes(), progress or say_nothing
    deadline = Deadline(deadline_s)
    choices, all_choices = source.choices()
    leading = source.case(choices[0])
    negotiating = [party.name for party in leading.negotiating]
    if len(negotiating) < 2:
        raise TooFewParties(negotiating)
    readings = [_reading(leading, wishes, deadline, told)]
    with deadline.stopping():
        for number, choice in enumerate(choices[1:], start=2):
            if deadline.is_over:
                break
            readings.append(_reading(source.case(choice), wishes, deadline, told))
            told("choices of readings", number, len(choices))
    _refuse_unknown(wishes, readings, leading)
    found = list_candidates(readings, wishes, deadline=deadline, progress=told)
    chosen = choose_ideas(found.ideas, leading.issues, number=wishes.number)
    every = all_choices and len(readings) == len(choices)
    return Ideas(
        ideas=chosen,
        left_out=len(found.ideas) - len(chosen),
        readings=tuple(readings),
        all_readings=every,
        search=_search(chosen, readings, leading, is_whole=found.is_whole),
        basis=leading.basis,
        thin=_thin(leading),
    )


def _reading(case: Case, wishes: Wishes, deadline: Deadline, told: Progress) -> Reading:
    """Return the lightest crossings of a case, confirmed in a second way."""
    never = tuple(
        one for one in case.positions if _is_ruled_out(one) and not is_named(one, wishes.cross)
    )
    positions = tuple(one for one in case.positions if one not in never)
    limits = [limit.proposition for limit in case.limits]
    hard = {_said(one, case): one.proposition for one in never}
    hard |= {f"what is fixed: {show(one)}": one for one in wishes.fixed}
    try:
        lightest = find_lightest(
            positions,
            issues=case.issues,
            limits=limits,
            never=hard,
            most=MOST_CROSSINGS,
            budget=Budget(deadline_s=deadline.left()),
            progress=told,
        )
    except NoPackage as error:
        raise NoPackage(_with_limits({one: hard[one] for one in error.names}, case)) from error
    rechecked = check_lightest(
        lightest, positions, issues=case.issues, limits=[*limits, *hard.values()]
    )
    return Reading(case, positions, never, lightest, rechecked=rechecked)


def _with_limits(named: Mapping[str, Proposition], case: Case) -> list[str]:
    """A smallest set of what is named, and of the rules and norms, that cannot hold."""
    limits = {
        f"the {'norm' if one.is_norm else 'rule'} {one.title or one.id}": one.proposition
        for one in case.limits
    }
    every = {**named, **limits}
    (first, *_) = find_conflicts(every, issues=case.issues, most=1).incompatible
    return [one for one in every if one in first]


def _is_ruled_out(position: Position) -> bool:
    return Stance.RULES_OUT in position.strength.values()


def is_named(position: Position, names: Sequence[str]) -> bool:
    """Whether a position is named by its id, one of its readings, or a statement it rests on.

    What relaxes it counts among these: a page cites it beside the position.
    """
    relaxing = [one for form in position.forms for one in form.relaxed_by]
    known = {position.id, *position.readings, *position.statements}
    known |= {name for one in relaxing for name in (one.reading, one.statement)}
    return not known.isdisjoint(names)


def _said(position: Position, case: Case) -> str:
    holders = " and ".join(case.parties[one].name for one in position.holders)
    return f"{holders} ({', '.join(position.statements)})"


def _refuse_unknown(wishes: Wishes, readings: Sequence[Reading], leading: Case) -> None:
    positions = [one for reading in readings for one in reading.case.positions]
    for name in wishes.cross:
        if not any(is_named(one, [name]) for one in positions):
            made = {one for each in positions for one in each.statements}
            known = [one for one in leading.passages if one in made]
            raise UnknownId("statement of a standing position", name, known)


def _search(
    ideas: Sequence[Idea], readings: Sequence[Reading], leading: Case, *, is_whole: bool
) -> PackageSearch:
    whole = is_whole and all(one.lightest.status is Status.PROVEN for one in readings)
    cited = {cite for one in readings for each in one.case.positions for cite in each.statements}
    return PackageSearch(
        packages=tuple(one.partial.package for one in ideas),
        utilities=(),
        status=Status.PROVEN if whole else Status.BEST_FOUND if ideas else Status.OUT_OF_TIME,
        method=readings[0].lightest.method,
        assumptions=("Strength is a word in an order, compared within one party alone.",),
        cites=tuple(one for one in leading.passages if one in cited),
        certificate=Certificate(
            "lightest",
            {
                "contradictions": [
                    [sorted(one) for one in reading.lightest.contradictions] for reading in readings
                ]
            },
        ),
    )


def _thin(case: Case) -> tuple[str, ...]:
    """Why the record bears little, in sentences."""
    basis, said = case.basis, []
    if basis.has_one_affiliation:
        said.append("All of it comes from one affiliation.")
    if not basis.speaks_for_itself:
        said.append("No negotiating party is on record in its own words.")
    return tuple(said)
