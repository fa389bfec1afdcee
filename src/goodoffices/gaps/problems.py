"""The sets of one problem after another, each distinct problem solved once.

Many choices of readings leave the same constraints, sometimes with other holders. A problem
is known by what its positions allow; rules, norms and issues are the same throughout.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.case.conflicts import Conflicts, check_limits, find_conflicts, is_possible
from goodoffices.case.deadline import Deadline, say_nothing
from goodoffices.case.enumeration import Budget, Progress
from goodoffices.case.errors import EnginesDisagree
from goodoffices.case.oracles import Unsatisfied, oracle_for
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.status import Status
from goodoffices.gaps.findings import PositionSets, ReadingSets

MOST_SETS = 1000
"""How many sets of each kind are looked for, where nothing else is asked."""


@dataclass(frozen=True, slots=True)
class _Solved:
    """The sets of one problem, by what their positions allow; None where the time was up."""

    incompatible: tuple[frozenset[str], ...]
    movement: tuple[frozenset[str], ...]
    found: Conflicts | None


class Problems:
    """Solves the problems of one case under whatever readings, each distinct one once.

    Parameters
    ----------
    case : Case
        For its issues, rules and norms.
    most : int, optional
        How many sets of each kind are listed at most; None lists all.
    deadline : Deadline
        After it nothing new is looked for.
    progress : Progress
        Told what is being looked for, and how many sets there are.

    Raises
    ------
    NothingLeft
        Where rules and norms alone leave no package; it names them.
    """

    def __init__(
        self, case: Case, *, most: int | None, deadline: Deadline, progress: Progress = say_nothing
    ) -> None:
        check_limits({limit.id: limit.proposition for limit in case.limits}, case.issues)
        self.issues = case.issues
        self.limits: Sequence[Proposition] = [limit.proposition for limit in case.limits]
        self.deadline = deadline
        self.method = ""
        self.progress = progress
        self._most = most
        self._solved: dict[frozenset[str], _Solved] = {}

    def sets_of(self, case: Case) -> ReadingSets:
        """Return the sets of all positions of a case, nothing untabled looked for yet."""
        return self.sets_among(case.positions, case)

    def sets_among(self, positions: Sequence[Position], case: Case) -> ReadingSets:
        """Return the sets of some positions of a case."""
        solved = self._solve(positions)
        name = {position.allows: position.id for position in positions}
        order = [position.id for position in positions]

        def named(sets: Iterable[frozenset[str]]) -> PositionSets:
            return in_order(({name[one] for one in some} for some in sets), order)

        found = solved.found
        return ReadingSets(
            choice=case.choice,
            positions=tuple(positions),
            incompatible=named(solved.incompatible),
            movement=named(solved.movement),
            untabled=(),
            status=found.status if found else Status.OUT_OF_TIME,
            incompatible_complete=found is not None and found.incompatible_complete,
            movement_complete=found is not None and found.movement_complete,
            incompatible_up_to=found.incompatible_up_to if found else 0,
            movement_up_to=found.movement_up_to if found else 0,
        )

    def solve_under(
        self, constraints: Mapping[str, Proposition], limits: Sequence[Proposition]
    ) -> Conflicts:
        """Return the sets among constraints under limits that need not be those of the case.

        Raises
        ------
        NothingLeft
            Where the limits leave no package.
        """
        found = find_conflicts(
            constraints,
            issues=self.issues,
            limits=limits,
            most=self._most,
            budget=Budget(deadline_s=self.deadline.left()),
            progress=self.progress,
        )
        if found.interrupted:
            self.deadline.stop()
        return found

    def some_leave_none(
        self, constraints: Mapping[str, Proposition], families: Iterable[Collection[str]]
    ) -> bool | None:
        """Tell whether one of some sets of constraints leaves no package within the limits.

        Parameters
        ----------
        constraints : mapping of name to Proposition
        families : iterable of collections of names

        Returns
        -------
        bool or None
            None where the time was up before any was found.

        Raises
        ------
        EnginesDisagree
            Where a second way does not confirm that one leaves none.
        """
        place = {name: number for number, name in enumerate(constraints)}
        oracle = oracle_for(list(constraints.values()), issues=self.issues, limits=self.limits)
        for names in families:
            if self.deadline.is_over:
                return None
            if isinstance(oracle.solve(frozenset(place[one] for one in names)), Unsatisfied):
                if self.leave_a_package(constraints[one] for one in names):
                    raise EnginesDisagree("what cannot all stand", oracle.name, "a second search")
                return True
        return False

    def leave_a_package(self, constraints: Iterable[Proposition]) -> bool:
        """Tell whether constraints can all hold within the limits of the case."""
        return is_possible([*self.limits, *constraints], self.issues) is not None

    def _solve(self, positions: Sequence[Position]) -> _Solved:
        problem = frozenset(position.allows for position in positions)
        known = self._solved.get(problem)
        if known is None:
            known = self._solved[problem] = self._solve_anew(positions)
        return known

    def _solve_anew(self, positions: Sequence[Position]) -> _Solved:
        if self.deadline.is_over:
            return _Solved((), (), None)
        found = self.solve_under(
            {position.id: position.proposition for position in positions}, self.limits
        )
        self.method = self.method or found.method
        allows = {position.id: position.allows for position in positions}

        def by_what_they_allow(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
            return tuple(frozenset(allows[one] for one in some) for some in sets if some)

        return _Solved(
            by_what_they_allow(found.incompatible), by_what_they_allow(found.movement), found
        )


def in_order(sets: Iterable[Iterable[str]], order: Sequence[str]) -> PositionSets:
    """Return sets with their members in a given order, smallest sets first, each once.

    Parameters
    ----------
    sets : iterable of sets of ids
    order : sequence of ids
        With every member; sets of one size are in the order of their first members.

    Examples
    --------
    >>> in_order([{"c", "a"}, {"b"}, {"a", "b"}], ["a", "b", "c"])
    (('b',), ('a', 'b'), ('a', 'c'))
    """
    place = {name: number for number, name in enumerate(order)}
    found = {tuple(sorted(map(place.__getitem__, some))) for some in sets}
    return tuple(
        tuple(order[number] for number in some)
        for some in sorted(found, key=lambda some: (len(some), some))
    )
