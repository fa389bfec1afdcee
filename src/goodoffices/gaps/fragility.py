"""Fragile on: which single statement, if it were wrong, would change the answer.

Each statement on which something hangs is left out in turn. What can be told from the sets
already found is told from them; only the rest is folded again, and little is solved anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from goodoffices.case.case import Case, CaseSource
from goodoffices.case.positions import Position
from goodoffices.case.stances import Stance
from goodoffices.gaps.findings import ReadingSets
from goodoffices.gaps.problems import Problems

SUPERSEDES, REPEATS = "supersedes", "repeats"


@dataclass(frozen=True, slots=True)
class Fragility:
    """Statements without any one of which the answer would be another.

    `statements` are in the order of the record; every one is certain. `complete` says that
    all others were tried to the end, so that the answer does not hang on any of them.
    """

    statements: tuple[str, ...]
    complete: bool


def find_fragility(
    source: CaseSource,
    leading: Case,
    sets: ReadingSets,
    problems: Problems,
) -> Fragility:
    """Return the statements whose removal alone alters what cannot all stand.

    Parameters
    ----------
    source : CaseSource
        Gives the case without a statement.
    leading : Case
        The case under the leading readings.
    sets : ReadingSets
        What cannot all stand in it.
    problems : Problems
        Holds the limits and the deadline.

    Notes
    -----
    Sets are compared by what their positions allow, so a statement whose loss takes away one
    of several holders, or one of several passages, does not count.

    Tried are statements on which rests a position of some incompatible set, a permission
    that relaxes a position, or that supersede or withdraw. Removing any other only removes
    positions that are in no incompatible set, which changes none.

    Where removing a statement only removes positions, the answer changes exactly if one of
    them is in a set. Where it also brings positions back, or changes them, let N be those
    that are new and M run over the largest sets of old positions that leave a package (all
    but a movement set). The answer changes exactly if some M together with N leaves none: a
    new minimal incompatible set keeps a part in some M, and a package for M with N would
    meet it.
    """
    fragile: list[str] = []
    to_the_end = False
    with problems.deadline.stopping():
        trial = _Trial(source, leading, sets, problems)
        candidates = trial.candidates()
        for number, statement in enumerate(candidates, start=1):
            if problems.deadline.is_over:
                break
            if trial.changes_without(statement):
                fragile.append(statement)
            problems.progress("statements left out in turn", number, len(candidates))
        else:
            to_the_end = trial.all_certain
    return Fragility(tuple(fragile), to_the_end)


@dataclass(slots=True)
class _Trial:
    """One answer, and what is known of the statements it rests on."""

    source: CaseSource
    leading: Case
    sets: ReadingSets
    problems: Problems
    all_certain: bool = True
    in_sets: frozenset[str] = frozenset()
    refolded: frozenset[str] = frozenset()
    roots: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.all_certain = self.sets.complete
        self.in_sets = frozenset(one for some in self.sets.incompatible for one in some)
        self.roots = {one: other for kind, one, other in self.leading.links if kind == REPEATS}
        self.refolded = frozenset(self._changing())

    def candidates(self) -> tuple[str, ...]:
        """Return the statements to try, in the order of the record."""
        resting = (one for each in self._positions_in_sets() for one in each.statements)
        return in_record_order({*resting, *self.refolded}, self.leading)

    def changes_without(self, statement: str) -> bool:
        """Tell whether the answer changes; where it cannot be told, say that it is not certain."""
        if statement not in self.refolded:
            return any(each.statements == (statement,) for each in self._positions_in_sets())
        case = self.source.case(self.leading.choice, without=frozenset({statement}))
        allowed = {position.allows for position in case.positions}
        if any(each.allows not in allowed for each in self._positions_in_sets()):
            return True
        before = {position.allows for position in self.sets.positions}
        new = [position for position in case.positions if position.allows not in before]
        return bool(new) and self._meets_a_new_conflict(new, allowed)

    def _meets_a_new_conflict(self, new: list[Position], allowed: set[str]) -> bool:
        """Tell whether some largest compatible set of old positions leaves none with the new."""
        old = {
            position.id: position.proposition
            for position in self.sets.positions
            if position.allows in allowed
        }
        added = {position.allows: position.proposition for position in new}
        largest = (
            [*(one for one in old if one not in moved), *added]
            for moved in self.sets.movement or ((),)
        )
        found = self.problems.some_leave_none(old | added, largest)
        self.all_certain &= found is not None
        return bool(found)

    def _positions_in_sets(self) -> Iterator[Position]:
        return (each for each in self.sets.positions if each.id in self.in_sets)

    def _changing(self) -> Iterator[str]:
        """Yield the statements whose removal may do more than remove positions."""
        case = self.leading
        superseding = (one for kind, one, _ in case.links if kind == SUPERSEDES)
        yield from (one for one in superseding if one in case.passages)
        yield from self._withdrawing()
        groups = self._groups()
        relaxing = {
            permission.reading
            for position in case.positions
            for form in position.forms
            for permission in form.relaxed_by
        }
        for permission in case.permissions:
            group = groups.get(self._root(permission.statement), [permission.statement])
            if len(group) > 1 or permission.reading in relaxing:
                yield from group
        permitting = {permission.party for permission in case.permissions}
        instruments = {instrument.id for instrument in case.instruments}
        for position in case.positions:
            # Which of its passages is the earliest decides what a permission relaxes.
            movable = len(position.statements) > 1 and permitting.intersection(position.holders)
            if movable or instruments.intersection(position.readings):
                yield from position.statements

    def _withdrawing(self) -> Iterator[str]:
        """Yield the statements by which a party no longer insists; none without withdrawals."""
        if not self.leading.withdrawn:
            return
        for passage in self.leading.passages.values():
            if any(one.stance is Stance.NO_LONGER_INSISTS for one in passage.readings):
                yield passage.statement

    def _groups(self) -> dict[str, list[str]]:
        """For each statement that others repeat, itself and those, as far as they count."""
        groups: dict[str, list[str]] = {}
        for one in dict.fromkeys((*self.roots.values(), *self.roots)):
            if one in self.leading.passages:
                groups.setdefault(self._root(one), []).append(one)
        return groups

    def _root(self, statement: str) -> str:
        seen: set[str] = set()
        while statement in self.roots and statement not in seen:
            seen.add(statement)
            statement = self.roots[statement]
        return statement


def in_record_order(statements: Iterable[str], case: Case) -> tuple[str, ...]:
    """Return statements in the order of the record; those it does not show come last."""
    wanted = set(statements)
    known = [one for one in case.passages if one in wanted]
    return (*known, *sorted(wanted.difference(known)))
