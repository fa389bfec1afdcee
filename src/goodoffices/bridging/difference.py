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
    beside: Sequence[int] = (),
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
    beside : sequence of int
        Packages, by place, that are chosen already: k more are chosen, far from these and from
        each other.

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
    first such clique, with greedy colouring as the bound. Packages chosen already are one
    more node, as far from a package as the nearest of them. Otherwise greedy: always the
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
    places = _differing(rows, distances, beside)
    near = [min((distances.between(rows[a], rows[b]) for b in beside), default=0) for a in places]
    wanted = min(k, len(places))
    if not wanted or (wanted == 1 and not beside):
        return Different(tuple(places[:wanted]), None, None, Status.PROVEN)
    is_small = len(places) <= MOST_EXACT or wanted == len(places)
    among = [rows[one] for one in places]
    matrix = _matrix(among, distances, near if beside else None) if is_small else []
    if wanted == len(places):
        chosen = tuple(range(wanted))
        least = bound = min(one for place, row in enumerate(matrix) for one in row[:place])
    else:
        chosen, least = _choose_greedily(among, distances, wanted, near if beside else None)
        bound = 2 * least
        if is_small:
            search = _Cliques(matrix, wanted, bool(beside))
            chosen, least, bound = search.best(chosen, least)
    return Different(
        tuple(sorted(places[one] for one in chosen)),
        Fraction(least, distances.scale),
        Fraction(bound, distances.scale),
        Status.PROVEN if bound == least else Status.BEST_FOUND,
    )


def _matrix(
    rows: Sequence[Sequence[Value]], distances: Distances, near: Sequence[int] | None
) -> list[list[int]]:
    """Distances of all pairs; what is chosen already comes first, as one."""
    matrix = [[distances.between(one, other) for other in rows] for one in rows]
    if near is None:
        return matrix
    return [[0, *near], *([far, *row] for far, row in zip(near, matrix, strict=True))]


def _line(issue: Issue) -> Sequence[Value]:
    """The options of a scale or quantity that lie on a line, from its low end."""
    if issue.kind is IssueKind.QUANTITY:
        return issue.numbers
    return [option.id for option in issue.options] if issue.kind is IssueKind.SCALE else ()


def _differing(
    rows: Sequence[tuple[Value, ...]], distances: Distances, beside: Sequence[int]
) -> list[int]:
    """The earliest of each that do not differ, and that differ from what is chosen already."""
    # Issues without weight tell nothing apart.
    told = [place for place in range(len(rows[0]) if rows else 0) if distances.tells(place)]
    keys = [tuple(row[one] for one in told) for row in rows]
    chosen = {keys[one] for one in beside}
    seen: dict[tuple[Value, ...], int] = {}
    for place, key in enumerate(keys):
        if key not in chosen:
            seen.setdefault(key, place)
    return list(seen.values())


def _choose_greedily(
    rows: Sequence[tuple[Value, ...]],
    distances: Distances,
    wanted: int,
    near: Sequence[int] | None,
) -> tuple[tuple[int, ...], int]:
    """Always the package whose nearest chosen one is farthest, from the first one on."""
    chosen: list[int] = [0] if near is None else []
    nearest = [distances.between(rows[0], row) for row in rows] if near is None else list(near)
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
        is_beside: bool,  # noqa: FBT001 -- private
    ) -> None:
        # What is chosen already is node 0, and one more to be found.
        self._matrix, self._wanted, self._is_beside = matrix, wanted, is_beside
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
        if self._is_beside:
            found = self._extend(self._far[0], self._wanted)
            return None if found is None else tuple(one - 1 for one in found)
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
