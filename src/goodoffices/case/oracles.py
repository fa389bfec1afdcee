"""The question the engines answer: can these constraints all hold, and in which package.

Sets of constraints are frozensets of their numbers in the order given. `oracle_for` picks
the engine: clauses alone go to a SAT solver, sums over several quantities to `sums`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from pysat.solvers import Solver

from goodoffices.case.encoding import Encoding, encode
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import Proposition
from goodoffices.case.satisfaction import Satisfaction
from goodoffices.case.smallest import LIMITED_ENGINE, SECOND_LIMITED_ENGINE, movement_by_size

ENGINE = "cadical153"
"""The SAT solver asked first; decision 0010 has the figures."""

SECOND_ENGINE = "minisat22"
"""Another SAT solver, by other authors, for what the plain search does not re-check in time."""


@dataclass(frozen=True, slots=True)
class Satisfied:
    """The constraints can all hold: in this package, in which all of `meets` hold.

    `keeps_limits` is false only where an engine leaves sums over several quantities aside.
    """

    package: dict[str, Value]
    meets: frozenset[int]
    keeps_limits: bool = True


@dataclass(frozen=True, slots=True)
class Unsatisfied:
    """The constraints cannot all hold: already those of `core` cannot."""

    core: frozenset[int]


Answer: TypeAlias = Satisfied | Unsatisfied


class Oracle(Protocol):
    """An engine that holds a problem and answers for one set of constraints after another.

    Attributes
    ----------
    name
        The engine, as results name it.
    ranks_cheaply
        Whether movement sets in the order of their size cost about as little as in any.
    """

    name: str
    ranks_cheaply: bool

    @property
    def work(self) -> int:
        """The questions asked so far, one to a SAT solver counting 1."""
        ...

    def solve(self, selected: frozenset[int]) -> Answer:
        """Tell whether the selected constraints can all hold under the limits."""
        ...

    def movement_by_size(self, spend: Callable[[int], None]) -> Iterator[frozenset[int]]:
        """Yield all minimal movement sets, a proven smallest first, reporting the work."""
        ...


def oracle_for(
    constraints: Sequence[Proposition],
    *,
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition] = (),
    second: bool = False,
) -> Oracle:
    """Return the engine that fits the constraints, holding them.

    Parameters
    ----------
    constraints, issues, limits
        As for `encode`.
    second : bool
        Ask for the other engine, the one that re-checks.

    Raises
    ------
    MissingExtra
        Where a sum over several quantities occurs and the extra `sums` is not installed.

    Examples
    --------
    >>> from goodoffices.case.propositions import In
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> oracle = oracle_for([In("a", ("x",)), In("a", ("y",))], issues=issues)
    >>> oracle.solve(frozenset({1})).package
    {'a': 'y'}
    >>> sorted(oracle.solve(frozenset({0, 1})).core)
    [0, 1]
    """
    encoding = encode(constraints, issues=issues, limits=limits)
    if not encoding.linear:
        return LogicOracle(encoding, SECOND_ENGINE if second else ENGINE)
    from goodoffices.case.linear import LinearOracle  # noqa: PLC0415 -- optional dependency

    return LinearOracle(encoding, second=second)


class LogicOracle:
    """Clauses alone, on a SAT solver kept between questions.

    Parameters
    ----------
    encoding : Encoding
        Its linear constraints are left aside.
    engine : str
        A solver of python-sat.
    """

    ranks_cheaply = True

    def __init__(self, encoding: Encoding, engine: str = ENGINE) -> None:
        self.name = f"python-sat {engine}"
        self._encoding, self._engine = encoding, engine
        self._satisfaction = Satisfaction(encoding)
        self.work = 0
        self._number = {literal: number for number, literal in enumerate(encoding.selectors)}
        self._solver = Solver(name=engine, bootstrap_with=encoding.clauses)

    def __del__(self) -> None:
        self._solver.delete()

    def solve(self, selected: frozenset[int]) -> Answer:
        """Tell whether the selected constraints can all hold under the limits."""
        selectors = self._encoding.selectors
        self.work += 1
        if self._solver.solve(assumptions=[selectors[number] for number in sorted(selected)]):
            true = {literal for literal in self._solver.get_model() or () if literal}
            places = {name: cells.cell(true) for name, cells in self._encoding.cells.items()}
            package = self._encoding.package(places)
            meets = self._satisfaction.met(places, package)
            if not self._encoding.linear:
                return Satisfied(package, meets)
            return Satisfied(package, meets, self._satisfaction.keeps_limits(places, package))
        number = self._number
        return Unsatisfied(frozenset(number[lit] for lit in self._solver.get_core() or ()))

    def movement_by_size(self, spend: Callable[[int], None]) -> Iterator[frozenset[int]]:
        """Yield all minimal movement sets, a proven smallest first, reporting the work."""
        engine = SECOND_LIMITED_ENGINE if self._engine == SECOND_ENGINE else LIMITED_ENGINE
        return movement_by_size(self._encoding, spend, engine=engine)
