"""The question the engines answer: can these constraints all hold, and in which package.

Sets of constraints are frozensets of their numbers in the order given. `oracle_for` picks
the engine: clauses alone go to a SAT solver, sums over several quantities to `sums`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import Protocol, TypeAlias

from pysat.solvers import Solver

from goodoffices.case.encoding import Encoding, encode
from goodoffices.case.forms import Every, Form, Linear, Some, Within
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import Proposition
from goodoffices.case.smallest import LIMITED_ENGINE, movement_by_size

ENGINE = "cadical153"
"""The SAT solver asked first; decision 0010 has the figures."""

SECOND_ENGINE = LIMITED_ENGINE
"""Another SAT solver, by other authors, for what the plain search does not re-check in time."""


@dataclass(frozen=True, slots=True)
class Satisfied:
    """The constraints can all hold: in this package, in which all of `meets` hold."""

    package: dict[str, Value]
    meets: frozenset[int]


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
    weight
        How much of a budget one question takes; 1 for a SAT solver.
    ranks_cheaply
        Whether movement sets in the order of their size cost about as little as in any.
    """

    name: str
    weight: int
    ranks_cheaply: bool

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
        Without linear constraints.
    engine : str
        A solver of python-sat.
    """

    weight = 1
    ranks_cheaply = True

    def __init__(self, encoding: Encoding, engine: str = ENGINE) -> None:
        self.name = f"python-sat {engine}"
        self._encoding = encoding
        self._truth = Truth(encoding)
        self._number = {literal: number for number, literal in enumerate(encoding.selectors)}
        self._solver = Solver(name=engine, bootstrap_with=encoding.clauses)

    def __del__(self) -> None:
        self._solver.delete()

    def solve(self, selected: frozenset[int]) -> Answer:
        """Tell whether the selected constraints can all hold under the limits."""
        selectors = self._encoding.selectors
        if self._solver.solve(assumptions=[selectors[number] for number in sorted(selected)]):
            true = {literal for literal in self._solver.get_model() or () if literal}
            places = {name: cells.cell(true) for name, cells in self._encoding.cells.items()}
            package = self._encoding.package(places)
            return Satisfied(package, frozenset(self._truth.meets(places, package)))
        number = self._number
        return Unsatisfied(frozenset(number[lit] for lit in self._solver.get_core() or ()))

    def movement_by_size(self, spend: Callable[[int], None]) -> Iterator[frozenset[int]]:
        """Yield all minimal movement sets, a proven smallest first, reporting the work."""
        return movement_by_size(self._encoding, spend)


Node: TypeAlias = tuple[bool, int, tuple["Node", ...]]
"""Whether every part counts, the leaves as bits, the parts that are no leaves."""


class Truth:
    """Which constraints hold in a package, told quickly.

    Each leaf of the forms has a bit. The bits true in a package are the union of one mask
    an issue; a constraint is a comparison of masks.

    Parameters
    ----------
    encoding : Encoding
        With the forms of the constraints.
    """

    def __init__(self, encoding: Encoding) -> None:
        self._bits: dict[Form, int] = {}
        self._nodes = [self._node(form) for form in encoding.forms]
        self._linear = [form for form in self._bits if isinstance(form, Linear)]
        self._masks = {issue: [0] * len(cells.domain) for issue, cells in encoding.cells.items()}
        for form, bit in self._bits.items():
            if isinstance(form, Within):
                for cell in form.cells:
                    self._masks[form.issue][cell] |= bit

    def _node(self, form: Form) -> Node:
        if not isinstance(form, Every | Some):
            return True, self._bits.setdefault(form, 1 << len(self._bits)), ()
        leaves, parts = 0, []
        for part in form.parts:
            if isinstance(part, Every | Some):
                parts.append(self._node(part))
            else:
                leaves |= self._bits.setdefault(part, 1 << len(self._bits))
        return isinstance(form, Every), leaves, tuple(parts)

    def meets(self, places: Mapping[str, int], package: Mapping[str, Value]) -> Iterator[int]:
        """Yield the constraints that hold in a package, given its cells."""
        held = 0
        masks = self._masks
        for issue, cell in places.items():
            held |= masks[issue][cell]
        for form in self._linear:
            if _lies_between(form, package):
                held |= self._bits[form]
        for number, (every, leaves, parts) in enumerate(self._nodes):
            if not parts:
                if held & leaves == leaves if every else held & leaves:
                    yield number
            elif _holds((every, leaves, parts), held):
                yield number


def _holds(node: Node, held: int) -> bool:
    every, leaves, parts = node
    if every:
        return held & leaves == leaves and all(_holds(part, held) for part in parts)
    return bool(held & leaves) or any(_holds(part, held) for part in parts)


def _lies_between(form: Linear, package: Mapping[str, Value]) -> bool:
    total = 0
    for coefficient, issue in form.terms:
        value = package[issue]
        if isinstance(value, str):
            return False
        total += coefficient * value
    above = form.low is None or total >= form.low
    return above and (form.high is None or total <= form.high)


def mask_of(members: Iterable[int]) -> int:
    """Return a set of numbers as bits.

    Examples
    --------
    >>> mask_of({0, 3})
    9
    """
    mask = 0
    for member in members:
        mask |= 1 << member
    return mask


def members_of(mask: int) -> list[int]:
    """Return the numbers whose bits are set, in order.

    Examples
    --------
    >>> members_of(9)
    [0, 3]
    """
    return list(iter_members(mask))


def iter_members(mask: int) -> Iterator[int]:
    """Return the numbers whose bits are set, in order, one after another."""
    return compress(count(), f"{mask:b}"[::-1].encode().translate(_TRUTHS))


_TRUTHS = bytes.maketrans(b"01", b"\0\1")
