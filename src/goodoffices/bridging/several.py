"""Several packages at once: near-equal for the side they are put to, and different in kind.

Imports no NumPy. Whoever is shown one package says yes or no; whoever is shown three that are
worth about the same to them says which one, and so what matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.bridging.difference import Different, choose_different
from goodoffices.bridging.results import PackageSearch
from goodoffices.case.issues import Issue
from goodoffices.case.status import Status


@dataclass(frozen=True, slots=True)
class Near:
    """Which packages are near-equal for the side that they are put to.

    Attributes
    ----------
    party
        That side.
    within
        How far a package's worth to it may lie from `around`: a share, from 0 to 1, of the
        range that its worths have over the packages looked at.
    around
        A worth in the party's own units; by default the most that it gets in any of them.
    """

    party: str
    within: Fraction
    around: Fraction | None = None


def find_several(
    search: PackageSearch,
    issues: Mapping[str, Issue],
    *,
    near: Near,
    number: int,
    least: Mapping[str, Fraction] | None = None,
    weights: Mapping[str, Fraction] | None = None,
) -> PackageSearch:
    """Return packages that are near-equal for one side and differ in kind as much as can be.

    A mediator asks: what few packages could I put to them at once, so that their choice tells
    me what matters to them? Not: which one should they take.

    Parameters
    ----------
    search : PackageSearch
        Packages to choose from, with what they are worth to each party: a frontier, or any
        list.
    issues : mapping of issue id to Issue
    near : Near
        The side that they are put to, and how equal is near-equal.
    number : int
        How many, at least 1.
    least : mapping of party id to Fraction, optional
        Packages worth less to one of these parties are not looked at.
    weights : mapping of issue id to Fraction, optional
        How much each issue counts in a difference; by default 1.

    Returns
    -------
    PackageSearch
        In the order of the list. `value` is the distance of the two packages that lie nearest,
        `bound` what it cannot exceed. Among the packages that are left `proven` or
        `best_found`; `infeasible` where none is. There may be fewer than `number`.

    Raises
    ------
    ValueError
        Where `number` is below 1, or `within` is not from 0 to 1.

    Notes
    -----
    Of the near-equal packages those are taken that no other near-equal one makes better for
    one party and worse for none. Only where these are too few, all of them are taken, and the
    rest is filled up with others, as far from them and from each other as can be.

    Source: G. Leonardelli, J. Gu, G. McRuer, V. Medvec, A. Galinsky, Multiple equivalent
    simultaneous offers (MESOs) reduce the negotiator dilemma (2019); the choice: ours, argued
    in `docs/book/single-text.md`.

    Examples
    --------
    >>> issues = {
    ...     name: Issue(id=name, options=[{"id": "x"}, {"id": "y"}]) for name in ("a", "b")
    ... }
    >>> packages = [{"a": one, "b": other} for one in "xy" for other in "xy"]
    >>> worths = [(10, 0), (6, 5), (5, 6), (0, 10)]
    >>> utilities = [{"north": Fraction(n), "south": Fraction(s)} for n, s in worths]
    >>> search = PackageSearch(packages, utilities, Status.PROVEN, "listed")
    >>> near = Near("north", within=Fraction(1, 10), around=Fraction(6))
    >>> found = find_several(search, issues, near=near, number=2)
    >>> [dict(one) for one in found.packages], found.value
    ([{'a': 'x', 'b': 'y'}, {'a': 'y', 'b': 'x'}], Fraction(2, 1))
    """
    if number < 1:
        raise ValueError("number is at least 1")
    if not 0 <= near.within <= 1:
        raise ValueError("a share lies between 0 and 1")
    utilities = list(search.utilities)
    floors = least or {}
    places = [
        place
        for place, worth in enumerate(utilities)
        if all(worth[party] >= floor for party, floor in floors.items())
    ]
    method = "near-equal packages that lie far apart: cliques by threshold"
    if not places:
        return PackageSearch((), (), Status.INFEASIBLE, method, cites=search.cites)
    worths = {place: utilities[place][near.party] for place in places}
    low, high = min(worths.values()), max(worths.values())
    around = high if near.around is None else near.around
    slack = near.within * (high - low)
    band = [place for place in places if abs(worths[place] - around) <= slack]
    span = f"worth {around - slack} to {around + slack} to {near.party}"
    assumptions = [f"near-equal: {span}, where it gets {low} to {high} in the packages looked at"]
    if search.status is not Status.PROVEN:
        assumptions.append(f"the packages looked at are {search.status.words}")
    if not band:
        return PackageSearch(
            (), (), Status.INFEASIBLE, method, assumptions=tuple(assumptions), cites=search.cites
        )
    kept = _undominated(band, [tuple(utilities[place].values()) for place in band])
    chosen, different, is_filled = _choose(search, issues, (band, kept), number, weights)
    if is_filled:
        assumptions.append("some of them another makes better for one party and worse for none")
    return PackageSearch(
        [search.packages[place] for place in chosen],
        [utilities[place] for place in chosen],
        different.status,
        method,
        value=different.least,
        bound=different.bound,
        assumptions=tuple(assumptions),
        cites=search.cites,
    )


def _choose(
    search: PackageSearch,
    issues: Mapping[str, Issue],
    among: tuple[Sequence[int], Sequence[int]],
    number: int,
    weights: Mapping[str, Fraction] | None,
) -> tuple[list[int], Different, bool]:
    """Places of the choice, how far apart it is, and whether it had to be filled up."""
    band, kept = among
    packages = [search.packages[place] for place in kept]
    first = choose_different(packages, issues, k=number, weights=weights)
    chosen = [kept[place] for place in first.places]
    rest = [place for place in band if place not in set(kept)]
    if len(chosen) == number or not rest:
        return chosen, first, False
    packages = [search.packages[place] for place in (*chosen, *rest)]
    beside = range(len(chosen))
    more = choose_different(
        packages, issues, k=number - len(chosen), weights=weights, beside=beside
    )
    filled = [rest[place - len(chosen)] for place in more.places]
    if not filled:
        return chosen, first, False
    both = Different(
        (), _less(first.least, more.least), _less(first.bound, more.bound), more.status
    )
    return sorted([*chosen, *filled]), both, True


def _less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    known = [each for each in (one, other) if each is not None]
    return min(known, default=None)


def _undominated(places: Sequence[int], worths: Sequence[tuple[Fraction, ...]]) -> list[int]:
    """Those that no other makes better for one party without making them worse for another."""
    kept: list[tuple[Fraction, ...]] = []
    found = []
    # From the lexicographically greatest down, whatever dominates comes before.
    for worth, place in sorted(zip(worths, places, strict=True), key=lambda one: one[0])[::-1]:
        if not any(
            other != worth and all(a >= b for a, b in zip(other, worth, strict=True))
            for other in kept
        ):
            kept.append(worth)
            found.append(place)
    return sorted(found)
