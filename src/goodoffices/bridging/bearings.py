"""What a package, whole or in part, does to a position: it keeps, crosses or leaves it open."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from goodoffices.bridging.results import Package
from goodoffices.case.case import Case
from goodoffices.case.conflicts import is_possible
from goodoffices.case.evaluation import truth
from goodoffices.case.oracles import Oracle, Satisfied, oracle_for
from goodoffices.case.positions import Position
from goodoffices.case.propositions import In, Not, Proposition
from goodoffices.case.rechecking import SecondWay


class Bearing(StrEnum):
    """What a package does to a position, whichever way open issues are settled.

    Attributes
    ----------
    KEEPS
        It stands in every completion within rules and norms.
    CROSSES
        It stands in none.
    LEAVES_OPEN
        It stands in some and not in others.
    """

    KEEPS = "keeps"
    CROSSES = "crosses"
    LEAVES_OPEN = "leaves open"


class Bearings:
    """What a package does to the positions of a case, each told once.

    Parameters
    ----------
    case : Case
    settled : Package
        One option for each issue that is settled.
    limits : sequence of Proposition
        That hold in every completion looked at; with what is settled they leave one.
    """

    def __init__(self, case: Case, settled: Package, limits: Sequence[Proposition]) -> None:
        self._case, self._settled = case, settled
        self._hard = [*limits, *settling(settled)]
        self._place = {one.id: place for place, one in enumerate(case.positions)}
        self._known: dict[str, Bearing] = {}
        self._seen: set[int] = set()

    def of(self, position: Position) -> Bearing:
        """Return what the package does to a position."""
        if position.id not in self._known:
            self._known[position.id] = self._bearing(position)
        return self._known[position.id]

    def others_can_all_stand(self) -> bool:
        """Tell whether open issues can be settled so that nothing more is crossed."""
        kept = [
            one.proposition for one in self._case.positions if self.of(one) is not Bearing.CROSSES
        ]
        return is_possible([*self._hard, *kept], self._case.issues) is not None

    def _bearing(self, position: Position) -> Bearing:
        told = truth(position.proposition, self._settled, issues=self._case.issues)
        if told is not None:
            return Bearing.KEEPS if told else Bearing.CROSSES
        place = self._place[position.id]
        if not self._can_hold(place):
            return Bearing.CROSSES
        return Bearing.LEAVES_OPEN if self._can_hold(place + len(self._place)) else Bearing.KEEPS

    @cached_property
    def _asked(self) -> list[Proposition]:
        """Every position, then the negation of each."""
        said = [one.proposition for one in self._case.positions]
        return [*said, *(Not(one) for one in said)]

    def _can_hold(self, number: int) -> bool:
        """Tell whether one of these holds in some completion; that none does is checked again."""
        if number in self._seen:
            return True
        answer = self._oracle.solve(frozenset({number}))
        if isinstance(answer, Satisfied):
            self._seen.update(answer.meets)
            return True
        self._second.confirm_incompatible([str(number)])
        return False

    @cached_property
    def _oracle(self) -> Oracle:
        return oracle_for(self._asked, issues=self._case.issues, limits=self._hard)

    @cached_property
    def _second(self) -> SecondWay:
        named = {str(number): one for number, one in enumerate(self._asked)}
        return SecondWay(
            named, issues=self._case.issues, limits=self._hard, first=self._oracle.name
        )


def settling(settled: Package) -> list[Proposition]:
    """Return the propositions that issues are settled so.

    Examples
    --------
    >>> settling({"gate": "open"})
    [In(issue='gate', options=('open',))]
    """
    return [In(issue, (value,)) for issue, value in settled.items()]
