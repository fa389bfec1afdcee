"""The packages that no other makes lighter for one party without making it heavier for another.

Works on which positions are crossed, never on packages one by one: a SAT solver proposes
the lightest crossings that hit every known contradiction, the engine of the explanation
tells whether they leave a package, and each "no" teaches another contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pysat.card import ITotalizer
from pysat.solvers import Solver

from goodoffices.bridging.results import Package
from goodoffices.bridging.strengths import Strengths, crossed_strengths
from goodoffices.case.enumeration import Budget, Meter, Progress, Stopped
from goodoffices.case.errors import EnginesDisagree, NoPackage
from goodoffices.case.issues import Issue
from goodoffices.case.oracles import Oracle, Unsatisfied, oracle_for
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.status import Status

MAP_ENGINE = "minisat22"
"""The SAT solver of the crossings: it knows which values to try first."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Positions that are crossed together, what that weighs for each holder, and a package."""

    crossed: frozenset[str]
    strengths: Mapping[str, Strengths]
    package: Package


@dataclass(frozen=True, slots=True)
class Lightest:
    """All crossings that no other beats, as far as found.

    Attributes
    ----------
    crossings
        Those with the fewest positions first, then in the order of the positions.
    contradictions
        Minimal sets of positions that leave no package, as met on the way; a crossing has a
        member of each. With them `lightest_check` confirms that nothing is beaten.
    status
        `proven` where no crossing is missing; each one listed is proven in any case.
    method
        In words.
    """

    crossings: tuple[Crossing, ...]
    contradictions: tuple[frozenset[str], ...]
    status: Status
    method: str


def find_lightest(
    positions: Sequence[Position],
    *,
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition] = (),
    never: Mapping[str, Proposition] | None = None,
    most: int | None = 500,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Lightest:
    """Return what can be crossed so that no other package is lighter for one and heavier for none.

    A mediator asks: where, at the least, does every package hurt somebody, and whom with what?
    Not to be asked: which of them is better. They are not ranked.

    Parameters
    ----------
    positions : sequence of Position
        What a package may cross.
    issues : mapping of issue id to Issue
        Every issue a package settles.
    limits : sequence of Proposition
        Rules and norms.
    never : mapping of name to Proposition
        What is not crossed either, by the names that an error shall use.
    most : int, optional
        How many crossings at most; None lists all.
    budget : Budget, optional
        Questions to the engines; by default `Budget()`.

    Returns
    -------
    Lightest
        The same for the same input unless a deadline or Ctrl-C stopped it.

    Raises
    ------
    NoPackage
        Where `never` leaves no package under the limits; it names a smallest set.
    NothingLeft
        Where the limits alone leave none.

    Notes
    -----
    Every feasible crossing hits every contradiction, so a lightest hitting crossing that
    leaves a package is a lightest crossing, and one that leaves none gives a contradiction
    not met before. The map of crossings counts positions by holder and strength; a crossing
    is left to be beaten until the solver proves that it is not. Argued in
    `docs/book/bridging.md`.

    Source: ours; implicit hitting sets after E. Moreno-Centeno and R. Karp (2013); the
    counting: R. Martins et al., Incremental cardinality constraints for MaxSAT (2014).

    Examples
    --------
    >>> from goodoffices.case.propositions import In
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> find_lightest([], issues=issues).crossings[0].crossed
    frozenset()
    """
    # Positions are given to the engine with what is never crossed joined to the limits.
    hard = [*limits, *(never or {}).values()]
    meter = Meter(budget or Budget())
    oracle = oracle_for([one.proposition for one in positions], issues=issues, limits=hard)
    if isinstance(oracle.solve(frozenset()), Unsatisfied):
        _explain_nothing(never or {}, issues=issues, limits=limits)
    search = _Search(positions, oracle, meter)
    found: list[Crossing] = []
    is_whole = False
    with suppress(Stopped, KeyboardInterrupt):
        for crossing in search.crossings():
            if most is not None and len(found) == most:
                break
            found.append(crossing)
            if progress is not None:
                progress("lightest packages", len(found), most)
        else:
            is_whole = True
    order = {one.id: place for place, one in enumerate(positions)}
    found.sort(key=lambda one: (len(one.crossed), sorted(order[each] for each in one.crossed)))
    status = Status.PROVEN if is_whole else Status.BEST_FOUND if found else Status.OUT_OF_TIME
    return Lightest(
        tuple(found),
        tuple(search.contradictions),
        status,
        f"lightest crossings by implicit hitting sets, {oracle.name} and {MAP_ENGINE}",
    )


def _explain_nothing(
    never: Mapping[str, Proposition],
    *,
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition],
) -> None:
    """Say which few of what is never crossed cannot hold, or that the limits alone cannot."""
    from goodoffices.case.conflicts import find_conflicts  # noqa: PLC0415 -- slow import

    sets = find_conflicts(never, issues=issues, limits=limits, most=1).incompatible
    raise NoPackage([name for name in never if name in sets[0]])


class _Search:
    """The map of crossings, and what the engine said of them."""

    def __init__(self, positions: Sequence[Position], oracle: Oracle, meter: Meter) -> None:
        self._positions, self._oracle, self._meter = positions, oracle, meter
        self._map = _Map(positions)
        self.contradictions: list[frozenset[str]] = []

    def crossings(self) -> Iterator[Crossing]:
        """Yield every lightest crossing, those of equal weight after each other."""
        while (crossed := self._lightest(())) is not None:
            first = self._known(crossed)
            if first is None:
                continue
            yield first
            self._map.leave_out(self._numbers(first.crossed))
            alike = [self._map.no_heavier(*one) for one in first.strengths.items()]
            while (crossed := self._lightest(alike)) is not None:
                another = self._known(crossed)
                if another is not None:
                    yield another
                    self._map.leave_out(self._numbers(another.crossed))
            self._map.go_beyond(first.strengths)

    def _numbers(self, crossed: frozenset[str]) -> list[int]:
        return [number for number, one in enumerate(self._positions) if one.id in crossed]

    def _lightest(self, assumed: Sequence[int]) -> list[int] | None:
        """Return a crossing that hits what is known and that no other such crossing beats."""
        best: list[int] | None = None
        lighter: list[int] = []
        while True:
            self._meter.spend(1)
            found = self._map.solve([*assumed, *lighter])
            if found is None:
                return best
            best = found
            strengths = self._strengths(best)
            lighter = self._map.beating(strengths)

    def _strengths(self, crossed: Sequence[int]) -> dict[str, Strengths]:
        return crossed_strengths(self._positions, {self._positions[n].id for n in crossed})

    def _known(self, crossed: Sequence[int]) -> Crossing | None:
        """Return the crossing with a package; where it leaves none, learn why and return None."""
        kept = frozenset(range(len(self._positions))).difference(crossed)
        self._meter.spend(1)
        answer = self._oracle.solve(kept)
        if isinstance(answer, Unsatisfied):
            core = self._shrunk(answer.core)
            self.contradictions.append(frozenset(self._positions[n].id for n in core))
            self._map.cross_one_of(sorted(core))
            return None
        if kept - answer.meets:
            raise EnginesDisagree("what a package crosses", self._oracle.name, "evaluation")
        names = frozenset(self._positions[number].id for number in crossed)
        return Crossing(names, self._strengths(crossed), answer.package)

    def _shrunk(self, core: frozenset[int]) -> frozenset[int]:
        """Return a minimal part of a contradiction."""
        for number in sorted(core):
            if number in core:
                self._meter.spend(1)
                answer = self._oracle.solve(core - {number})
                if isinstance(answer, Unsatisfied):
                    core = answer.core
        return core


class _Map:
    """Crossings as a formula: variable n + 1 says that position n is kept.

    For each holder and strength a totalizer counts what is crossed.
    """

    def __init__(self, positions: Sequence[Position]) -> None:
        self._size = self._top = len(positions)
        self._solver = Solver(name=MAP_ENGINE)
        self._counts: dict[str, list[tuple[int, list[int]]]] = {}
        crossed: dict[str, dict[int, list[int]]] = {}
        for number, position in enumerate(positions, start=1):
            for holder in position.holders:
                ranks = crossed.setdefault(holder, {})
                ranks.setdefault(position.strength[holder].rank, []).append(-number)
        for holder, ranks in crossed.items():
            self._counts[holder] = [
                (rank, self._counted(ranks[rank])) for rank in sorted(ranks, reverse=True)
            ]
        self._solver.set_phases([number + 1 for number in range(self._size)])

    def __del__(self) -> None:
        self._solver.delete()

    def _counted(self, literals: list[int]) -> list[int]:
        """Return literals "at least one", "at least two" and so on of these are true."""
        if len(literals) == 1:
            return literals
        totalizer = ITotalizer(lits=literals, ubound=len(literals), top_id=self._top)
        for clause in totalizer.cnf.clauses:
            self._solver.add_clause(clause)
        self._top = max(self._top, totalizer.top_id)
        outputs = list(totalizer.rhs)
        totalizer.delete()
        return outputs

    def _fresh(self) -> int:
        self._top += 1
        return self._top

    def solve(self, assumed: Sequence[int]) -> list[int] | None:
        """Return the numbers of crossed positions, or None where there is no such crossing."""
        if not self._solver.solve(assumptions=list(assumed)):
            return None
        model = self._solver.get_model() or []
        true = {literal for literal in model if 0 < literal <= self._size}
        return [number for number in range(self._size) if number + 1 not in true]

    def cross_one_of(self, numbers: Sequence[int]) -> None:
        """Let at least one of these be crossed."""
        self._solver.add_clause([-(number + 1) for number in numbers])

    def leave_out(self, numbers: Sequence[int]) -> None:
        """Let not all of these be crossed: whatever crosses more is heavier."""
        self._solver.add_clause([number + 1 for number in numbers])

    def go_beyond(self, strengths: Mapping[str, Strengths]) -> None:
        """Let the crossing be lighter than this for some party."""
        self._solver.add_clause(self._lighter(strengths))

    def _lighter(self, strengths: Mapping[str, Strengths]) -> list[int]:
        return [self._compared(party, one, strictly=True) for party, one in strengths.items()]

    def no_heavier(self, party: str, strengths: Strengths) -> int:
        """Return a literal that is true only where the crossing is no heavier for a party."""
        return self._compared(party, strengths, strictly=False)

    def beating(self, strengths: Mapping[str, Strengths]) -> list[int]:
        """Return literals that together ask for less for some party and more for none."""
        some = self._fresh()
        self._solver.add_clause([-some, *self._lighter(strengths)])
        return [some, *(self.no_heavier(party, one) for party, one in strengths.items())]

    def _compared(self, party: str, strengths: Strengths, *, strictly: bool) -> int:
        """Return a literal that implies "from the strongest down, no more" (or "less")."""
        rest = self._fresh()
        if strictly:
            self._solver.add_clause([-rest])
        for rank, counted in reversed(self._counts[party]):
            count = strengths.count(rank)
            here, same = self._fresh(), self._fresh()
            fewer = [-counted[count - 1]] if count else []
            self._solver.add_clause([-here, same, *fewer])
            self._solver.add_clause([-same, rest])
            if count < len(counted):
                self._solver.add_clause([-same, -counted[count]])
            rest = here
        return rest
