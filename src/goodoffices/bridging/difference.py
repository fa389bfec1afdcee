"""How far packages lie apart, and which of them to show so that they differ in kind.

Imports no NumPy: the ideas that come from stances alone are chosen with it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from goodoffices.bridging.results import Package
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.status import Status

MOST_EXACT: Final = 120
"""Among more packages than these the choice is not searched for exactly."""

MOST_NODES: Final = 30_000
"""So many steps the exact search takes at most; it counts steps, so that it is repeatable."""


@dataclass(frozen=True, slots=True)
class Different:
    """Packages that lie far apart, and how sure it is that none lie farther.

    Attributes
    ----------
    places
        Where they stand in the list, ascending.
    least
        The distance of the two that lie nearest; None where fewer than two were chosen.
    bound
        What `least` cannot exceed for as many packages; the same where proven.
    status
        `proven` or `best_found`.
    """

    places: tuple[int, ...]
    least: Fraction | None
    bound: Fraction | None
    status: Status


class Distances:
    """Distances between packages, in whole numbers of `1 / scale`.

    Parameters
    ----------
    issues : mapping of issue id to Issue
        A choice counts its whole weight where two packages differ on it; a scale or a
        quantity counts the share of its range that lies between them. Between a value and an
        issue left unsettled lies the whole weight.
    weights : mapping of issue id to Fraction, optional
        Not below 0; an issue that it does not name counts nothing. By default each counts 1.

    Raises
    ------
    ValueError
        Where a weight is below 0.

    Notes
    -----
    A sum of distances on lines and of "differs or not": symmetric, and never more by a
    detour. `choose_different` needs that.
    """

    def __init__(
        self, issues: Mapping[str, Issue], weights: Mapping[str, Fraction] | None = None
    ) -> None:
        self._issues = tuple(issues)
        weighed = [
            Fraction(1) if weights is None else Fraction(weights.get(one, 0)) for one in issues
        ]
        if any(weight < 0 for weight in weighed):
            raise ValueError("a weight is not below 0")
        self._lines = [_line(issue) for issue in issues.values()]
        spans = [max(len(line) - 1, 1) for line in self._lines]
        self.scale: Final = lcm(
            *((weight / span).denominator for weight, span in zip(weighed, spans, strict=True))
        )
        self._whole = [int(weight * self.scale) for weight in weighed]
        self._unit = [whole // span for whole, span in zip(self._whole, spans, strict=True)]

    def row(self, package: Package) -> tuple[Value, ...]:
        """Return what `between` takes: steps on scales and quantities, other options as they are.

        Examples
        --------
        >>> days = Issue(id="days", kind="quantity", low=10, high=30, step=10, allows=["deferred"])
        >>> distances = Distances({"days": days})
        >>> distances.row({"days": 30}), distances.row({"days": "deferred"})
        ((2,), ('deferred',))
        """
        return tuple(
            line.index(package[issue]) if package[issue] in line else package[issue]
            for issue, line in zip(self._issues, self._lines, strict=True)
        )

    def tells(self, place: int) -> bool:
        """Tell whether the issue at this place counts at all."""
        return self._whole[place] > 0

    def between(self, one: Sequence[Value], other: Sequence[Value]) -> int:
        """Return the distance of two rows, in whole numbers."""
        total = 0
        for place, (first, second) in enumerate(zip(one, other, strict=True)):
            if first == second:
                continue
            if isinstance(first, int) and isinstance(second, int):
                total += self._unit[place] * abs(first - second)
            else:
                total += self._whole[place]
        return total


def distance(
    one: Package,
    other: Package,
    issues: Mapping[str, Issue],
    weights: Mapping[str, Fraction] | None = None,
) -> Fraction:
    """Return how far two packages lie apart: the weighted number of issues on which they differ.

    A mediator asks: are these two ideas, or one idea said twice?

    Parameters
    ----------
    one, other : package
        A value for every issue.
    issues : mapping of issue id to Issue
        On a scale or quantity the share of its range between the two counts.
    weights : mapping of issue id to Fraction, optional
        By default each issue counts 1; an issue that is not named counts nothing.

    Returns
    -------
    Fraction
        From 0 to the sum of the weights.

    Source: Gower, A general coefficient of similarity and some of its properties (1971),
    without the division by the sum of the weights.

    Examples
    --------
    >>> issues = {
    ...     "force": Issue(id="force", options=[{"id": "none"}, {"id": "small"}]),
    ...     "days": Issue(id="days", kind="quantity", low=0, high=90, step=30),
    ... }
    >>> distance({"force": "none", "days": 0}, {"force": "small", "days": 30}, issues)
    Fraction(4, 3)
    """
    distances = Distances(issues, weights)
    return Fraction(distances.between(distances.row(one), distances.row(other)), distances.scale)


def choose_different(
    packages: Sequence[Package],
    issues: Mapping[str, Issue],
    *,
    k: int,
    weights: Mapping[str, Fraction] | None = None,
    first: int | None = None,
) -> Different:
    """Return k packages of a list such that the two nearest lie as far apart as can be.

    A mediator asks: of all these, show me a handful that differ in kind. The choice looks at
    options only, never at who likes them.

    Parameters
    ----------
    packages : sequence of packages
    issues, weights
        As `distance` has them.
    k : int
        How many, at least 1. Of packages that do not differ only the earliest is chosen, so
        there may be fewer.
    first : int, optional
        A package by its place that is to be among them.

    Returns
    -------
    Different
        Proven up to `MOST_EXACT` packages that differ, unless that takes more than
        `MOST_NODES` steps; with a bound of at most twice what was reached otherwise. Of
        choices that are equally good the one is taken whose places come first.

    Raises
    ------
    ValueError
        Where `k` is below 1 or a weight below 0.

    Notes
    -----
    Each distance that occurs is a threshold: k packages pairwise at least so far apart are a
    clique of size k in a graph. Bisection over the thresholds, and for each a search for the
    first such clique, with greedy colouring as the bound. Otherwise greedy: always the
    package whose nearest chosen one is farthest. With r its last distance, the chosen
    packages but the last one cover all others within r; of any k packages two share a cover,
    and lie at most 2r apart.

    Source: the greedy bound after Gonzalez, Clustering to minimize the maximum intercluster
    distance (1985), and Ravi, Rosenkrantz, Tayi, Heuristic and special case algorithms for
    dispersion problems (1994), theorem 2; the colouring bound: Tomita and Seki (2003).

    Examples
    --------
    >>> issues = {"days": Issue(id="days", kind="quantity", low=0, high=10)}
    >>> chosen = choose_different([{"days": n} for n in (0, 1, 4, 6, 10, 10)], issues, k=3)
    >>> chosen.places, chosen.least, chosen.status.words
    ((0, 2, 4), Fraction(2, 5), 'proven')
    """
    if k < 1:
        raise ValueError("k is at least 1")
    distances = Distances(issues, weights)
    rows = [distances.row(one) for one in packages]
    places = _differing(rows, distances, first)
    wanted = min(k, len(places))
    if wanted < 2:
        return Different((places[0],) if places else (), None, None, Status.PROVEN)
    if wanted == len(places):
        matrix = [[distances.between(rows[a], rows[b]) for b in places] for a in places]
        least = min(matrix[a][b] for a in range(wanted) for b in range(a))
        chosen, bound = tuple(range(wanted)), least
    else:
        chosen, least = _choose_greedily([rows[one] for one in places], distances, wanted)
        bound = 2 * least
        if len(places) <= MOST_EXACT:
            matrix = [[distances.between(rows[a], rows[b]) for b in places] for a in places]
            search = _Cliques(matrix, wanted, first is not None)
            chosen, least, bound = search.best(chosen, least)
    return Different(
        tuple(sorted(places[one] for one in chosen)),
        Fraction(least, distances.scale),
        Fraction(bound, distances.scale),
        Status.PROVEN if bound == least else Status.BEST_FOUND,
    )


def _line(issue: Issue) -> Sequence[Value]:
    """The options of a scale or quantity that lie on a line, from its low end."""
    if issue.kind is IssueKind.QUANTITY:
        return issue.numbers
    return [option.id for option in issue.options] if issue.kind is IssueKind.SCALE else ()


def _differing(
    rows: Sequence[tuple[Value, ...]], distances: Distances, first: int | None
) -> list[int]:
    """The earliest of each that do not differ; the one that has to be there stands first."""
    # Issues without weight tell nothing apart.
    told = [place for place in range(len(rows[0]) if rows else 0) if distances.tells(place)]
    seen: dict[tuple[Value, ...], int] = {}
    order = range(len(rows)) if first is None else (first, *range(len(rows)))
    for place in order:
        seen.setdefault(tuple(rows[place][one] for one in told), place)
    return list(seen.values())


def _choose_greedily(
    rows: Sequence[tuple[Value, ...]], distances: Distances, wanted: int
) -> tuple[tuple[int, ...], int]:
    """Always the package whose nearest chosen one is farthest, from the first one on."""
    chosen = [0]
    nearest = [distances.between(rows[0], row) for row in rows]
    least = max(nearest)
    while len(chosen) < wanted:
        least = max(nearest)
        place = nearest.index(least)
        chosen.append(place)
        added = rows[place]
        nearest = [
            min(before, distances.between(added, row)) if before else 0
            for before, row in zip(nearest, rows, strict=True)
        ]
    return tuple(chosen), least


class _OutOfSteps(Exception):
    """The exact search has taken the steps allowed."""


class _Cliques:
    """The exact search: packages as bits, thresholds by bisection."""

    def __init__(
        self,
        matrix: Sequence[Sequence[int]],
        wanted: int,
        has_first: bool,  # noqa: FBT001 -- private
    ) -> None:
        self._matrix, self._wanted, self._has_first = matrix, wanted, has_first
        self._left = MOST_NODES
        self._near: list[int] = []
        self._far: list[int] = []

    def best(self, chosen: tuple[int, ...], least: int) -> tuple[tuple[int, ...], int, int]:
        """The choice, what it reaches, and what none exceeds, from a greedy choice."""
        occurring = {one for row in self._matrix for one in row}
        steps = sorted(one for one in occurring if least <= one <= 2 * least)
        low, high = 0, len(steps) - 1  # the answer is one of steps[low..high]
        is_first = False  # whether `chosen` is the first choice that reaches steps[low]
        try:
            while low < high or not is_first:
                middle = (low + high + 1) // 2
                found = self._first_clique(steps[middle])
                if found is None:
                    high = middle - 1
                else:
                    chosen, low, is_first = found, middle, True
        except _OutOfSteps:
            pass
        return chosen, steps[low], steps[high]

    def _first_clique(self, threshold: int) -> tuple[int, ...] | None:
        """The first choice whose members lie at least so far apart, or None."""
        size = len(self._matrix)
        everyone = (1 << size) - 1
        self._far = [
            sum(1 << other for other, far in enumerate(row) if far >= threshold and other != one)
            for one, row in enumerate(self._matrix)
        ]
        self._near = [everyone & ~far & ~(1 << one) for one, far in enumerate(self._far)]
        if self._has_first:
            rest = self._extend(self._far[0], self._wanted - 1)
            return None if rest is None else (0, *rest)
        return self._extend(everyone, self._wanted)

    def _extend(self, among: int, wanted: int) -> tuple[int, ...] | None:
        if not wanted:
            return ()
        self._left -= 1
        if self._left < 0:
            raise _OutOfSteps
        if self._colours(among, wanted) < wanted:
            return None
        for one in _bits(among):
            among &= ~(1 << one)
            rest = self._extend(among & self._far[one], wanted - 1)
            if rest is not None:
                return (one, *rest)
            if among.bit_count() < wanted:
                return None
        return None

    def _colours(self, among: int, enough: int) -> int:
        """How many groups of pairwise near packages cover all; a choice has one of each."""
        count = 0
        while among and count < enough:
            group = among
            while group:
                lowest = group & -group
                among &= ~lowest
                group &= self._near[lowest.bit_length() - 1]
            count += 1
        return count


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
