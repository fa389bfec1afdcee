"""What would follow if certain positions did not stand.

For a person who tries things at the table, on paper, before anybody is asked anything. It says
what follows from the record; it is no view on who should move.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from goodoffices.case.case import Case, Choice
from goodoffices.case.conflicts import is_possible
from goodoffices.case.deadline import Deadline
from goodoffices.case.errors import EnginesDisagree, UnknownId
from goodoffices.case.issues import Value
from goodoffices.case.positions import Position
from goodoffices.gaps.findings import Explanation, PositionSets, ReadingSets, Untabled
from goodoffices.gaps.problems import MOST_SETS, Problems, in_order
from goodoffices.gaps.untabled import UntabledOptions

Package: TypeAlias = Mapping[str, Value]
"""One value for an issue."""

PATIENCE_S: Final = 1.0
"""Seconds that untabled options may take, where a person waits for a page."""


@dataclass(frozen=True, slots=True)
class TriedReading:
    """What would follow under one choice of readings.

    Attributes
    ----------
    choice
        The choice of readings.
    moved
        Those of the positions tried that stand under it; the others make no difference.
    gone, remaining
        The incompatible sets with a member that is tried, and those without one.
    still
        Minimal sets on which movement would still matter beside what is tried.
    has_package
        Whether a package is left that crosses no other position.
    package
        One such package; empty where there is none.
    untabled
        Issues on which a formula that nobody has tabled could remove what remains.
    sets_complete
        Whether `gone`, `remaining` and `still` are all there is; `has_package` is certain anyway.
    untabled_complete
        Whether every issue was tried.
    """

    choice: Choice
    moved: tuple[str, ...]
    gone: PositionSets
    remaining: PositionSets
    still: PositionSets
    has_package: bool
    package: Package
    untabled: tuple[Untabled, ...]
    sets_complete: bool
    untabled_complete: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """What would follow if some positions did not stand, by reading.

    Attributes
    ----------
    moved
        Those positions, in the order of the explanation.
    readings
        The choices of readings that the explanation looked at, the leading one first.
    not_looked_at
        How many further choices there are of which nothing is known.
    """

    moved: tuple[str, ...]
    readings: tuple[TriedReading, ...]
    not_looked_at: int = 0


def try_movement(
    case: Case,
    explanation: Explanation,
    *,
    moved: Collection[str],
    untabled: bool = True,
    deadline_s: float | None = PATIENCE_S,
) -> Tried:
    """Return what would follow, under every reading, if some positions did not stand.

    A mediator asks: supposing these were off the table, what would still be in the way, and is
    there a package then? Not to be asked: who should move, or whether anyone will.

    Parameters
    ----------
    case : Case
        Under the leading readings.
    explanation : Explanation
        Of that case: its sets are used, and nothing is searched for again.
    moved : collection of position ids
        Of any reading. A shared position is meant as a whole, for all its holders.
    untabled : bool
        Whether to look for issues on which an untabled formula would still matter.
    deadline_s : float, optional
        Seconds for that; the rest takes no noticeable time.

    Returns
    -------
    Tried
        Whether a package is left is certain, also where the explanation is not complete.

    Raises
    ------
    UnknownId
        Where a position stands under no reading.
    EnginesDisagree
        Where a second way of computing contradicts the first.

    Notes
    -----
    A minimal incompatible set stays one while its members stand, so those with a member that is
    tried are gone and the others remain. A minimal movement set of what remains is one of the
    explanation less what is tried, and the smallest of these.

    Examples
    --------
    >>> from tests.unit.drafting.made import CLASH
    >>> from goodoffices.gaps.explanation import explain
    >>> tried = try_movement(CLASH.case(), explain(CLASH), moved=["p2"])
    >>> tried.readings[0].gone, tried.readings[0].remaining, tried.readings[0].package["gate"]
    ((('p1', 'p2'),), (), 'open')
    """
    chosen = _in_explanation(moved, explanation)
    problems = Problems(case, most=MOST_SETS, deadline=Deadline(deadline_s))
    options = UntabledOptions(problems) if untabled else None
    packages = _Packages(problems, case)
    readings = _looked_at(explanation)
    return Tried(
        moved=chosen,
        readings=tuple(_try_reading(one, chosen, case, packages, options) for one in readings),
        not_looked_at=len(explanation.readings) - len(readings),
    )


def _in_explanation(positions: Collection[str], explanation: Explanation) -> tuple[str, ...]:
    """Return ids of positions in the order of an explanation.

    Raises
    ------
    UnknownId
        Where one stands under no reading.
    """
    known = [one.id for one in explanation.positions]
    for name in positions:
        if name not in known:
            raise UnknownId("standing position", name, known)
    return tuple(one for one in known if one in positions)


def _looked_at(explanation: Explanation) -> list[ReadingSets]:
    """Return the readings for which there was time: of others not even the positions are known."""
    return [one for one in explanation.readings if _is_looked_at(one, explanation)]


def _is_looked_at(reading: ReadingSets, explanation: Explanation) -> bool:
    return reading is explanation.leading or bool(reading.positions) or reading.complete


def _try_reading(
    reading: ReadingSets,
    chosen: Sequence[str],
    case: Case,
    packages: _Packages,
    options: UntabledOptions | None,
) -> TriedReading:
    kept = tuple(one for one in reading.positions if one.id not in chosen)
    order = [one.id for one in reading.positions]
    remaining = tuple(some for some in reading.incompatible if not set(some) & set(chosen))
    still = in_order(_less(reading.movement, chosen), order) if remaining else ()
    package = {} if remaining else packages.of(kept)
    if not remaining and not package and case.issues and reading.complete:
        raise EnginesDisagree("whether a package is left", "the sets found", "a search for it")
    has_package = bool(package) or (not remaining and not case.issues)
    untabled: tuple[Untabled, ...] = ()
    is_whole = options is not None
    if options is not None and not has_package:
        sets = replace(reading, positions=kept, incompatible=remaining, movement=still)
        untabled, is_whole = options.find(replace(case, positions=kept), sets)
    return TriedReading(
        choice=reading.choice,
        moved=tuple(one for one in order if one in chosen),
        gone=tuple(some for some in reading.incompatible if set(some) & set(chosen)),
        remaining=remaining,
        still=still,
        has_package=has_package,
        package=package,
        untabled=untabled,
        sets_complete=reading.complete,
        untabled_complete=is_whole,
    )


def _less(movement: PositionSets, chosen: Iterable[str]) -> list[frozenset[str]]:
    """The movement sets less what is tried, and of these the minimal ones."""
    gone = frozenset(chosen)
    rest = sorted({frozenset(some) - gone for some in movement}, key=len)
    found: list[frozenset[str]] = []
    for some in rest:
        if not any(smaller <= some for smaller in found):
            found.append(some)
    return found


class _Packages:
    """Packages that keep some positions, each distinct problem solved once and checked."""

    def __init__(self, problems: Problems, case: Case) -> None:
        self._limits, self._issues = problems.limits, case.issues
        self._known: dict[frozenset[str], Package] = {}

    def of(self, positions: Sequence[Position]) -> Package:
        """Return a package that crosses none of some positions; empty where there is none."""
        problem = frozenset(one.allows for one in positions)
        if problem not in self._known:
            asked = [*self._limits, *(one.proposition for one in positions)]
            self._known[problem] = is_possible(asked, self._issues) or {}
        return self._known[problem]
