"""The search for minimal incompatible sets and minimal movement sets.

Constraints are numbers, sets of them bits. What is known answers most questions; the
engine answers the rest. `conflicts` gives the sets their names, and re-checks them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pysat.solvers import Solver

from goodoffices.case.bits import mask_of, members_of
from goodoffices.case.deadline import stop_in_force
from goodoffices.case.errors import EnginesDisagree, OutOfTime
from goodoffices.case.knowledge import Knowledge
from goodoffices.case.oracles import SECOND_ENGINE, Oracle, Unsatisfied

SHARE_FOR_SMALLEST = 1 / 4
"""The part of the budget that a smallest movement set may take."""

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how many sets there are by now, and how many at most."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work a search may do.

    Attributes
    ----------
    work
        Questions to a SAT solver; one to CP-SAT counts as many as `linear.WEIGHT` says.
        It does not depend on the machine, so that the same input gives the same answer.
    deadline_s
        Seconds after which to stop with the best so far, if any are set; then the answer
        may differ from one machine to another.
    """

    work: int = 20_000
    deadline_s: float | None = None


class Stopped(Exception):
    """The budget is spent."""


class Meter:
    """The work done so far, held against a budget."""

    def __init__(self, budget: Budget) -> None:
        self._most = budget.work
        self.spent = 0
        self._stop = stop_in_force()
        self._until = None if budget.deadline_s is None else time.monotonic() + budget.deadline_s

    def spend(self, work: int) -> None:
        """Count some work, unless the budget is spent already; without any, look at the clock.

        Raises
        ------
        Stopped
            Where it is, or the deadline is over, or somebody asks to stop.
        """
        if (work and self.spent >= self._most) or self._stop.is_asked:
            raise Stopped
        if self._until is not None and time.monotonic() > self._until:
            raise Stopped
        self.spent += work

    @contextmanager
    def share(self, part: float) -> Iterator[None]:
        """Allow some work only a part of what is left."""
        whole = self._most, self._until
        self._most = self.spent + int(part * (self._most - self.spent))
        if self._until is not None:
            now = time.monotonic()
            self._until = now + part * max(0.0, self._until - now)
        try:
            yield
        finally:
            self._most, self._until = whole


class Search:
    """One search, and what it has found when it ends or is stopped.

    Attributes
    ----------
    incompatible
        For each minimal incompatible set, in the order found, a known package for each
        member left out.
    movement
        For each minimal movement set the package it leaves.
    reasons
        For each minimal movement set and member the incompatible set that would come back.
    pairs_done
        Whether all incompatible sets of one or two constraints are found.
    by_size
        The size below which all minimal movement sets are found.
    smallest_proven
        Whether a smallest movement set is known to be one.
    movement_done, incompatible_done
        Whether all sets of the kind are found.
    """

    def __init__(
        self,
        oracle: Oracle,
        count: int,
        *,
        most: int | None,
        meter: Meter,
        progress: Progress | None = None,
    ) -> None:
        self.incompatible: dict[int, dict[int, int]] = {}
        self.movement: dict[int, int] = {}
        self.reasons: dict[int, dict[int, int]] = {}
        self.known = Knowledge(count)
        self.pairs_done = self.smallest_proven = False
        self.movement_done = self.incompatible_done = False
        self.by_size = 0
        self._oracle, self._count, self._most = oracle, count, most
        self._meter, self._progress = meter, progress
        self._map = Solver(name=SECOND_ENGINE)
        self._map.append_formula([[number, -number] for number in range(1, count + 1)])
        self._everything = list(range(1, count + 1))
        self._core = 0
        self._by_size: Iterator[frozenset[int]] | None = oracle.movement_by_size(meter.spend)

    def __del__(self) -> None:
        self._map.delete()

    # ------------------------------------------------------------------ one question

    def _ask(self, selected: int, *, rarest: int | None = None) -> int | None:
        """Return the place of a package that meets the selected, or None after a core."""
        place = self.known.package_meeting(selected, rarest=rarest)
        if place is not None:
            return place
        self._core = self.known.core_within(selected) or 0
        if self._core:
            return None
        self._meter.spend(1)
        before = self._oracle.work + 1
        answer = self._oracle.solve(frozenset(members_of(selected)))
        self._meter.spent += self._oracle.work - before
        if isinstance(answer, Unsatisfied):
            self._core = mask_of(answer.core)
            return None
        meets = mask_of(answer.meets)
        if selected & ~meets:
            raise EnginesDisagree("what holds in a package", self._oracle.name, "evaluation")
        return self.known.learn_package(answer.package, meets)

    def _shrink(self, core: int) -> int:
        """Find a minimal incompatible set within an incompatible one, and keep it."""
        without: dict[int, int] = {}
        for member in reversed(members_of(core)):
            if not core >> member & 1:
                continue
            place = self._ask(core & ~(1 << member))
            if place is None:
                core = self._core
            else:
                without[member] = place
        self._keep(core, without)
        return core

    def _keep(self, core: int, without: dict[int, int]) -> None:
        if core in self.incompatible:
            return
        members = members_of(core)
        if not without.keys() >= set(members):
            raise EnginesDisagree("what cannot all stand", self._oracle.name, "its earlier answer")
        self.incompatible[core] = {member: without[member] for member in members}
        self.known.learn_core(core)
        self._map.add_clause([-1 - member for member in members])
        self._say("incompatible sets", len(self.incompatible))

    def _grow(self, place: int) -> int:
        """Find a minimal movement set that the package at this place leaves at most."""
        reasons: dict[int, int] = {}
        for member in range(self._count):
            wanted = self.known.meets[place] | 1 << member
            if wanted == self.known.meets[place]:
                continue
            larger = self._ask(wanted, rarest=member)
            if larger is None:
                if self._core not in self.incompatible:
                    self._core = self._shrink(self._core)
                reasons[member] = self._core
            else:
                place = larger
        moved = self._unmet(place)
        if moved not in self.movement:
            self.movement[moved] = place
            self.reasons[moved] = {member: reasons[member] for member in members_of(moved)}
            self._map.add_clause([1 + member for member in members_of(moved)])
            self._say("movement sets", len(self.movement))
        return moved

    def _say(self, what: str, found: int) -> None:
        if self._progress is not None:
            self._progress(what, found, self._most)

    def _has_most(self, found: dict[int, dict[int, int]] | dict[int, int]) -> bool:
        return self._most is not None and len(found) >= self._most

    # ------------------------------------------------------------------ the stages

    def find_first(self) -> None:
        """Find one incompatible set, or that there is none."""
        if self._ask(self.known.every) is None:
            self._shrink(self._core)

    def find_pairs(self) -> None:
        """Find every incompatible set of one or two constraints."""
        alone = []
        for member in range(self._count):
            place = self._ask(1 << member)
            if place is None:
                self._keep(1 << member, {member: self._nothing()})
            else:
                alone.append((member, place))
            if self._has_most(self.incompatible):
                return
        for one, without_other in alone:
            for other, without_one in alone:
                if other <= one or self.known.alongside[one] >> other & 1:
                    continue
                if self._ask(1 << one | 1 << other) is None:
                    self._keep(1 << one | 1 << other, {one: without_one, other: without_other})
                    if self._has_most(self.incompatible):
                        return
        self.pairs_done = True

    def _nothing(self) -> int:
        """Return the place of a package that meets the limits."""
        return self._surely(0)

    def _surely(self, selected: int) -> int:
        """Return the place of a package that meets the selected, which another answer promised."""
        place = self._ask(selected)
        if place is None:
            raise EnginesDisagree("what can all stand", self._oracle.name, "its earlier answer")
        return place

    def find_smallest_movement(self) -> None:
        """Find a smallest movement set, unless that takes more than its share."""
        try:
            with self._meter.share(SHARE_FOR_SMALLEST):
                self._next_by_size()
        except Stopped:
            self._by_size = None

    def find_movement(self) -> None:
        """Find further minimal movement sets in the order of their size, where that is cheap."""
        while self._oracle.ranks_cheaply and not self._has_most(self.movement):
            if not self._next_by_size():
                return

    def _next_by_size(self) -> bool:
        """Find the next minimal movement set in the order of size; tell whether there is one."""
        if self._by_size is None:
            return False
        try:
            movement = next(self._by_size, None)
        except OutOfTime:
            self._by_size = None
            return False
        if movement is None:
            self._by_size, self.movement_done = None, True
            return False
        self._grow(self._surely(self.known.every & ~mask_of(movement)))
        self.by_size = len(movement)  # not before: its growing may be stopped
        self.smallest_proven = True
        return True

    def find_rest(self) -> None:
        """Find what remains, to the end or to `most` of each kind.

        While incompatible sets are wanted, the largest unexplored set comes next, which is
        incompatible or has a minimal movement set for its remainder; then the smallest one.
        """
        is_overfull = False
        while True:
            wants_incompatible = not self._has_most(self.incompatible)
            if not wants_incompatible and (self.movement_done or self._has_most(self.movement)):
                return
            self._meter.spend(1)
            seed = self._unexplored(largest=wants_incompatible)
            if seed is None:
                self.incompatible_done = True
                self.movement_done = self.movement_done or not is_overfull
                return
            place = self._ask(seed)
            if place is None:
                self._shrink(self._core)
            elif self._has_most(self.movement):
                # A movement set beyond those wanted: no need to know which exactly.
                is_overfull = True
                self._map.add_clause([1 + member for member in members_of(self._unmet(place))])
            else:
                self._grow(place)

    def _unmet(self, place: int) -> int:
        return self.known.every & ~self.known.meets[place]

    def _unexplored(self, *, largest: bool) -> int | None:
        """Return a set of constraints of which nothing is known yet, or None."""
        sign = 1 if largest else -1
        self._map.set_phases([sign * number for number in self._everything])
        if not self._map.solve():
            return None
        refused = mask_of(-literal - 1 for literal in self._map.get_model() or () if literal < 0)
        return self.known.every & ~refused
