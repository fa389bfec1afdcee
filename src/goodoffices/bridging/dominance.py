"""Whether a package is better than another whatever a party's preferences leave open.

Orders, intervals, exact numbers and comparisons are taken as far as they were stated, and
no further. Imports no NumPy; z3 only where statements mix (`dominance_program`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

from goodoffices.bridging.dominance_program import Programs
from goodoffices.bridging.dominance_sums import Proof, is_separable, prove_by_sums
from goodoffices.bridging.results import Package
from goodoffices.bridging.stated import Stated, ValueFunction
from goodoffices.case.deadline import Deadline
from goodoffices.case.issues import Issue
from goodoffices.case.preferences import Preference
from goodoffices.case.status import Status


class Relation(StrEnum):
    """How two packages compare for one party, as far as its preferences are known.

    Examples
    --------
    >>> Relation.NECESSARILY_BETTER.words
    'necessarily better'
    """

    NECESSARILY_BETTER = "necessarily_better"
    NECESSARILY_WORSE = "necessarily_worse"
    NECESSARILY_EQUAL = "necessarily_equal"
    POSSIBLY_EITHER = "possibly_either"

    @property
    def words(self) -> str:
        """The relation in plain words."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Dominance:
    """How the first of two packages compares with the second for one party, and why.

    Attributes
    ----------
    relation
        `necessarily_better`: worth no less for every value function that agrees with what is
        stated, and more for some. `necessarily_worse`: the other way round.
        `necessarily_equal`: worth the same for all. `possibly_either`: worth more for some,
        and less for some.
    least, most
        By how much the first is worth more: at least and at most, in the party's own units.
        Where orders alone are known, only the signs say something.
    proofs
        That it is at least `least`; and that the second, against the first, is at least
        minus `most`. For `dominance_check`.
    """

    relation: Relation
    least: Fraction
    most: Fraction
    proofs: tuple[Proof, Proof]


def compare(
    first: Package, second: Package, *, preference: Preference, issues: Mapping[str, Issue]
) -> Dominance:
    """Return whether a package is better than another for a party, whatever is left open.

    A mediator asks: she only told us what matters more; can I know that she would rather
    have this one? Not how much rather.

    Parameters
    ----------
    first, second : package
        A value for every issue.
    preference : Preference
        Orders, intervals, numbers and comparisons of one party.
    issues : mapping of issue id to Issue

    Returns
    -------
    Dominance

    Raises
    ------
    CannotBeTrue
        Where nothing agrees with all that is stated.
    MissingExtra
        Where comparisons were stated, or orders of issues beside numbers, and z3 is absent.
    TooWide
        Where "all else equal" has more than 10,000 meanings for a comparison.

    Notes
    -----
    "No less" is meant where an order says "before". An order of options gives its best
    option the value 1 and its last one 0. A comparison holds however the issues that it
    does not name are settled. Where neither weights nor an order are stated, weights may be
    anything that sums to the total.

    Source: possible and necessary preference: S. Greco, V. Mousseau, R. Słowiński, Ordinal
    regression revisited (2008); the linear programs: G. Hazen (1986); argued in
    `docs/book/dominance.md`.

    Examples
    --------
    >>> issues = {
    ...     name: Issue(id=name, options=[{"id": "yes"}, {"id": "no"}]) for name in ("a", "b")
    ... }
    >>> said = Preference(
    ...     id="p", party="north", order=["a", "b"],
    ...     options={"a": ["yes", "no"], "b": ["yes", "no"]},
    ... )
    >>> one, other = {"a": "yes", "b": "no"}, {"a": "no", "b": "yes"}
    >>> compare(one, other, preference=said, issues=issues).relation.words
    'necessarily better'
    """
    return _Comparer(preference, issues, [first, second]).compare(first, second)


@dataclass(frozen=True, slots=True)
class Undominated:
    """The packages of a list that no other necessarily dominates for all parties.

    Attributes
    ----------
    places
        Where they stand in the list, ascending. Packages that are necessarily equal for
        everybody are all kept.
    dominated_by
        For each other package one that dominates it, by places.
    status
        `proven`, or `best_found` where time was up: packages not compared are kept.
    """

    places: tuple[int, ...]
    dominated_by: Mapping[int, int]
    status: Status


def undominated(
    packages: Sequence[Package],
    *,
    preferences: Sequence[Preference],
    issues: Mapping[str, Issue],
    deadline_s: float | None = None,
) -> Undominated:
    """Return the packages that no other is sure to be no worse for all and better for one.

    A mediator asks: knowing only this much of what matters to them, which packages can I
    put aside? None that is kept is thereby good.

    Parameters
    ----------
    packages : sequence of packages
    preferences : sequence of Preference
        One for each party; a party without one is not asked.
    issues : mapping of issue id to Issue
    deadline_s : float, optional
        Seconds.

    Returns
    -------
    Undominated

    Raises
    ------
    CannotBeTrue, MissingExtra, TooWide
        As `compare` does.

    Notes
    -----
    A value function that has once shown that a package is not better is kept, and asked
    first about every other pair: most pairs need no program.

    Examples
    --------
    >>> issues = {"a": Issue(id="a", options=[{"id": "yes"}, {"id": "no"}])}
    >>> said = Preference(id="p", party="north", options={"a": ["yes", "no"]})
    >>> undominated([{"a": "no"}, {"a": "yes"}], preferences=[said], issues=issues).places
    (1,)
    """
    deadline = Deadline(deadline_s)
    comparers = [_Learner(_Comparer(one, issues, packages), packages) for one in preferences]
    kept: list[int] = []
    dominated_by: dict[int, int] = {}
    status = Status.PROVEN
    for place in range(len(packages)):
        if deadline.is_over:
            status = Status.BEST_FOUND
            kept.extend(range(place, len(packages)))
            break
        by = next((other for other in kept if _dominates(other, place, comparers)), None)
        if by is not None:
            dominated_by[place] = by
            continue
        fallen = [other for other in kept if _dominates(place, other, comparers)]
        dominated_by.update(dict.fromkeys(fallen, place))
        kept = [other for other in kept if other not in fallen] + [place]
    return Undominated(tuple(kept), dominated_by, status)


def _dominates(one: int, other: int, comparers: Sequence[_Learner]) -> bool:
    return all(each.is_never_worse(one, other) for each in comparers) and any(
        each.may_be_better(one, other) for each in comparers
    )


class _Comparer:
    """Compares packages for one party, in closed form where that is enough."""

    def __init__(
        self, preference: Preference, issues: Mapping[str, Issue], packages: Sequence[Package]
    ) -> None:
        self.stated = Stated(preference, issues, packages)
        self._programs = None if is_separable(self.stated) else Programs(self.stated)

    def prove(self, first: Package, second: Package) -> Proof:
        """The least that the first is worth more."""
        if self._programs is None:
            return prove_by_sums(first, second, stated=self.stated)
        return self._programs.prove(first, second)

    def reach(self, first: Package, second: Package) -> tuple[Fraction, ValueFunction]:
        """The least that the first is worth more, and a value function, without a proof."""
        if self._programs is None:
            proof = prove_by_sums(first, second, stated=self.stated)
            return proof.least, proof.function
        return self._programs.reach(first, second)

    def compare(self, first: Package, second: Package) -> Dominance:
        """How the first compares with the second."""
        proofs = self.prove(first, second), self.prove(second, first)
        least, most = proofs[0].least, -proofs[1].least
        if least >= 0:
            relation = Relation.NECESSARILY_BETTER if most > 0 else Relation.NECESSARILY_EQUAL
        else:
            relation = Relation.POSSIBLY_EITHER if most > 0 else Relation.NECESSARILY_WORSE
        return Dominance(relation, least, most, proofs)


class _Learner:
    """Compares listed packages for one party, with every value function that it has met."""

    def __init__(self, comparer: _Comparer, packages: Sequence[Package]) -> None:
        self._comparer, self._packages = comparer, packages
        self._counts = [comparer.stated.counts(one) for one in packages]
        self._met: list[list[int]] = []
        self._least: dict[tuple[int, int], Fraction] = {}

    def is_never_worse(self, one: int, other: int) -> bool:
        """Whether one package is worth no less than the other under every value function."""
        if any(worth[one] < worth[other] for worth in self._met):
            return False
        return self._ask(one, other) >= 0

    def may_be_better(self, one: int, other: int) -> bool:
        """Whether one package is worth more than the other under some value function."""
        if any(worth[one] > worth[other] for worth in self._met):
            return True
        return self._ask(other, one) < 0

    def _ask(self, one: int, other: int) -> Fraction:
        if (one, other) not in self._least:
            least, function = self._comparer.reach(self._packages[one], self._packages[other])
            self._least[one, other] = least
            if least < 0:
                self._met.append(self._worths(function))
        return self._least[one, other]

    def _worths(self, function: ValueFunction) -> list[int]:
        """What every package is worth under a value function, in whole numbers.

        Issues on which no package differs are left out.
        """
        worths = {
            issue: {option: function.weights[issue] * value for option, value in values.items()}
            for issue, values in function.values.items()
        }
        every = [one for options in worths.values() for one in options.values()]
        scale = lcm(*(one.denominator for one in (*every, *function.interactions)))
        whole = {
            issue: {option: int(one * scale) for option, one in options.items()}
            for issue, options in worths.items()
        }
        joined = [int(one * scale) for one in function.interactions]
        return [
            sum(options[package[issue]] for issue, options in whole.items())
            + sum(worth for worth, counted in zip(joined, counts, strict=True) if counted)
            for package, counts in zip(self._packages, self._counts, strict=True)
        ]
