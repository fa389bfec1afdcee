"""What cannot all stand, and where movement would matter: the sets, by name.

Any named propositions will do: standing positions under rules and norms, or rules and
norms themselves. Everything said here has been computed in two ways.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from goodoffices.case.bits import members_of
from goodoffices.case.enumeration import Budget, Meter, Progress, Search, Stopped
from goodoffices.case.errors import NothingLeft, OutOfTime
from goodoffices.case.issues import Issue, Value
from goodoffices.case.oracles import Unsatisfied, oracle_for
from goodoffices.case.propositions import Proposition
from goodoffices.case.rechecking import SecondWay
from goodoffices.case.status import Status

Package = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All minimal incompatible sets and all minimal movement sets, as far as found.

    Attributes
    ----------
    incompatible
        Minimal sets of constraints that leave no package: without any one member they do.
        The smallest first, then in the order of the constraints.
    movement
        Minimal sets of constraints whose withdrawal leaves a package. Where nothing is
        incompatible it is the empty set alone.
    status
        `proven` where both lists are complete; `best_found` where a cap, a budget or a
        person stopped the search; `out_of_time` where it stopped before anything was found.
    complete, incompatible_complete, movement_complete
        Whether nothing is missing: of either list, of each.
    incompatible_up_to, movement_up_to
        Every set of at most so many members is listed, even where the list is not complete.
    smallest_movement_proven
        Whether no movement set is smaller than the first one listed. Confirmed by another
        SAT solver; with sums over several quantities it is the word of CP-SAT alone, unless
        the lists are complete.
    method
        How it was computed, in words.
    left_out
        For each incompatible set and each of its members a package in which all others hold.
    witnesses
        For each movement set a package in which all other constraints hold.
    reasons
        For each movement set and each of its members an incompatible set that would come
        back if that member alone were not withdrawn.
    rechecked_by_search, rechecked_by_engine
        How many incompatible sets were confirmed by the `plain_search`, and how
        many by another engine, because the search would have taken too long.
    work
        The questions asked, as `Budget.work` counts them.
    interrupted
        Whether a person stopped it with Ctrl-C, so that whoever asked should stop as well.
    """

    incompatible: tuple[frozenset[str], ...]
    movement: tuple[frozenset[str], ...]
    status: Status
    incompatible_complete: bool
    movement_complete: bool
    smallest_movement_proven: bool
    method: str
    incompatible_up_to: int = 0
    movement_up_to: int = 0
    left_out: Mapping[frozenset[str], Mapping[str, Package]] = field(default_factory=dict)
    witnesses: Mapping[frozenset[str], Package] = field(default_factory=dict)
    reasons: Mapping[frozenset[str], Mapping[str, frozenset[str]]] = field(default_factory=dict)
    rechecked_by_search: int = 0
    rechecked_by_engine: int = 0
    work: int = 0
    interrupted: bool = False

    @property
    def complete(self) -> bool:
        """Whether both lists are complete."""
        return self.incompatible_complete and self.movement_complete


def find_conflicts(
    constraints: Mapping[str, Proposition],
    *,
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition] = (),
    most: int | None = 1000,
    budget: Budget | None = None,
    progress: Progress | None = None,
    recheck: bool = True,
) -> Conflicts:
    """Return all minimal sets that cannot all stand, and all minimal sets where movement would do.

    This answers "which few positions are incompatible?" and "on which few would movement
    remove every incompatibility?". It says nothing of who should move.

    Parameters
    ----------
    constraints : mapping of id to Proposition
        Their order breaks ties; the ids mean nothing.
    issues : mapping of issue id to Issue
        Every issue a package settles.
    limits : sequence of Proposition
        Rules and norms: they hold in any case, and are in no set.
    most : int, optional
        List at most so many sets of each kind; None lists all.
    budget : Budget, optional
        How much work to do; by default `Budget()`.
    progress : callable, optional
        Told what is being done, how many sets there are, and how many at most.
    recheck : bool
        Confirm every set in a second way. Off only to measure what it costs.

    Returns
    -------
    Conflicts
        The same for the same input, byte for byte, unless a deadline or Ctrl-C stopped it:
        then the best so far.

    Raises
    ------
    NothingLeft
        Where the limits alone leave no package (`check_limits` says which).
    EnginesDisagree
        Where the second way contradicts the first.
    MissingExtra
        Where a sum over several quantities occurs and the extra `sums` is not installed.

    Notes
    -----
    First one incompatible set, a smallest movement set, all incompatible sets of one or two
    members; then movement sets by size, then the
    rest: a solver proposes the largest set of constraints not yet explored; where it leaves
    no package it is shrunk to a minimal incompatible set, else its remainder is a minimal
    movement set. What is found is excluded, until nothing is left. The number of sets can
    grow exponentially with that of the constraints.

    Source: M. Liffiton, A. Previti, A. Malik and J. Marques-Silva, Fast, flexible MUS
    enumeration (2016), algorithm MARCO; order and pool are ours, see decision 0010.

    Examples
    --------
    >>> from goodoffices.case.propositions import In
    >>> issues = {"border": Issue(id="border", options=[{"id": "open"}, {"id": "closed"}])}
    >>> found = find_conflicts(
    ...     {"north1": In("border", ("open",)), "south1": In("border", ("closed",))}, issues=issues
    ... )
    >>> [sorted(members) for members in found.incompatible]
    [['north1', 'south1']]
    >>> [sorted(members) for members in found.movement]
    [['north1'], ['south1']]
    """
    meter = Meter(budget or Budget())
    oracle = oracle_for(list(constraints.values()), issues=issues, limits=limits)
    search = Search(oracle, len(constraints), most=most, meter=meter, progress=progress)
    if isinstance(oracle.solve(frozenset()), Unsatisfied):
        raise NothingLeft([f"limit {number + 1}" for number in range(len(limits))])
    stopped = interrupted = False
    try:
        search.find_first()
        search.find_smallest_movement()
        search.find_pairs()
        search.find_movement()
        search.find_rest()
    except (Stopped, OutOfTime, KeyboardInterrupt) as reason:
        stopped = True
        interrupted = isinstance(reason, KeyboardInterrupt)
    report = _Report(tuple(constraints), search, most)
    conflicts = report.conflicts(stopped=stopped, method=oracle.name, work=meter.spent)
    conflicts = replace(conflicts, interrupted=interrupted)
    if not recheck:
        return conflicts
    return _rechecked(conflicts, constraints, issues=issues, limits=limits)


def is_possible(
    propositions: Collection[Proposition], issues: Mapping[str, Issue]
) -> dict[str, Value] | None:
    """Return a package in which all propositions hold, or None where there is none.

    Parameters
    ----------
    propositions : collection of Proposition
    issues : mapping of issue id to Issue
        Every issue a package settles.

    Returns
    -------
    dict or None
        One value for each issue. Both answers are checked in a second way.

    Raises
    ------
    EnginesDisagree
        Where the second way contradicts the first.
    MissingExtra
        Where a sum over several quantities occurs and the extra `sums` is not installed.

    Examples
    --------
    >>> from goodoffices.case.propositions import In, Not
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> is_possible([Not(In("a", ("x",)))], issues)
    {'a': 'y'}
    >>> is_possible([In("a", ("x",)), In("a", ("y",))], issues) is None
    True
    """
    said = dict(zip(map(str, range(1, len(propositions) + 1)), propositions, strict=True))
    oracle = oracle_for(list(said.values()), issues=issues)
    answer = oracle.solve(frozenset(range(len(said))))
    second = SecondWay(said, issues=issues, first=oracle.name)
    if isinstance(answer, Unsatisfied):
        second.confirm_incompatible([str(number + 1) for number in answer.core])
        return None
    second.confirm_package(answer.package, said)
    return answer.package


def check_limits(named: Mapping[str, Proposition], issues: Mapping[str, Issue]) -> None:
    """Raise where rules and norms alone leave no package.

    Parameters
    ----------
    named : mapping of id to Proposition
        Rules and norms by the names the error shall use.
    issues : mapping of issue id to Issue

    Raises
    ------
    NothingLeft
        With a smallest set of names that cannot all hold, the first in their order.

    Examples
    --------
    >>> from goodoffices.case.propositions import In
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> check_limits({"rule1": In("a", ("x",)), "norm1": In("a", ("y",))}, issues)
    Traceback (most recent call last):
    goodoffices.case.errors.NothingLeft: rules and norms leave no package: rule1, norm1 ...
    """
    if is_possible(list(named.values()), issues) is None:
        smallest = find_conflicts(named, issues=issues).incompatible[0]
        raise NothingLeft([name for name in named if name in smallest])


# ---------------------------------------------------------------------------- the report


class _Report:
    """What a search has found, in order and by name."""

    def __init__(self, names: tuple[str, ...], search: Search, most: int | None) -> None:
        self._names, self._search = names, search
        self._incompatible, self._unlisted = self._listed(search.incompatible, most)
        self._movement, self._unlisted_movement = self._listed(search.movement, most)

    @staticmethod
    def _listed(found: Collection[int], most: int | None) -> tuple[list[int], list[int]]:
        """Return the sets to list, the smallest first, and those beyond the cap."""
        ordered = sorted(found, key=lambda mask: (mask.bit_count(), members_of(mask)))
        return ordered[:most], [] if most is None else ordered[most:]

    def _named(self, mask: int) -> frozenset[str]:
        return frozenset(self._names[number] for number in members_of(mask))

    def _up_to(self, known: int, unlisted: list[int]) -> int:
        """Return the size up to which the list is whole: what is known, less what is cut."""
        return min([known, *(mask.bit_count() - 1 for mask in unlisted[:1])])

    def conflicts(self, *, stopped: bool, method: str, work: int) -> Conflicts:
        """Return the result; `stopped` says that the search did not come to its end."""
        search, everything = self._search, len(self._names)
        packages = search.known.packages
        all_incompatible = search.incompatible_done and not self._unlisted
        all_movement = search.movement_done and not self._unlisted_movement
        pairs = 2 if search.pairs_done else 0
        by_size = max(0, search.by_size - 1)
        if all_incompatible and all_movement:
            status = Status.PROVEN
        elif stopped and not search.incompatible and not search.movement:
            status = Status.OUT_OF_TIME
        else:
            status = Status.BEST_FOUND
        return Conflicts(
            incompatible=tuple(map(self._named, self._incompatible)),
            movement=tuple(map(self._named, self._movement)),
            status=status,
            incompatible_complete=all_incompatible,
            movement_complete=all_movement,
            smallest_movement_proven=search.smallest_proven or search.movement_done,
            method=method,
            incompatible_up_to=self._up_to(
                everything if search.incompatible_done else pairs, self._unlisted
            ),
            movement_up_to=self._up_to(
                everything if search.movement_done else by_size, self._unlisted_movement
            ),
            left_out={
                self._named(mask): {
                    self._names[member]: packages[place]
                    for member, place in search.incompatible[mask].items()
                }
                for mask in self._incompatible
            },
            witnesses={
                self._named(mask): packages[search.movement[mask]] for mask in self._movement
            },
            reasons={
                self._named(mask): {
                    self._names[member]: self._named(core)
                    for member, core in search.reasons[mask].items()
                }
                for mask in self._movement
            },
            work=work,
        )


# ---------------------------------------------------------------------------- the second way


def _rechecked(
    conflicts: Conflicts,
    constraints: Mapping[str, Proposition],
    *,
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition],
) -> Conflicts:
    """Return the conflicts, each confirmed; after Ctrl-C those confirmed so far."""
    second = SecondWay(constraints, issues=issues, limits=limits, first=conflicts.method)
    incompatible, movement = [], []
    stopped = is_smallest = False
    try:
        for members in conflicts.incompatible:
            second.confirm_incompatible(members)
            for member, package in conflicts.left_out[members].items():
                second.confirm_package(package, members - {member})
            incompatible.append(members)
        for members in conflicts.movement:
            for reason in conflicts.reasons[members].values():
                second.confirm_incompatible(reason)
            second.confirm_package(conflicts.witnesses[members], constraints.keys() - members)
            movement.append(members)
        if movement and conflicts.smallest_movement_proven:
            is_smallest = conflicts.complete or second.confirm_smallest(movement[0])
    except KeyboardInterrupt:
        stopped = True
    return replace(
        conflicts,
        incompatible=tuple(incompatible),
        movement=tuple(movement),
        status=Status.BEST_FOUND if stopped else conflicts.status,
        incompatible_complete=conflicts.incompatible_complete and not stopped,
        movement_complete=conflicts.movement_complete and not stopped,
        incompatible_up_to=0 if stopped else conflicts.incompatible_up_to,
        movement_up_to=0 if stopped else conflicts.movement_up_to,
        smallest_movement_proven=is_smallest,
        method=f"{conflicts.method}, re-checked by {second.ways}",
        rechecked_by_search=second.by_search,
        rechecked_by_engine=second.by_engine,
        interrupted=conflicts.interrupted or stopped,
    )
