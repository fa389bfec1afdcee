"""Yardsticks to hold a package against: shares of each party's own range, their spread, envy.

They say how a package lies, never which one should be taken, and rank nothing. A research
view: each of them rests on numbers that somebody stated, and on one idea of what is even.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from goodoffices.bridging.adjusted_winner import AdjustedWinner
from goodoffices.bridging.problem import Problem
from goodoffices.bridging.results import Package


@dataclass(frozen=True, slots=True)
class RangeShares:
    """How far a package takes each party from no agreement to the best it could hope for.

    Attributes
    ----------
    worth
        By party: what the package is worth, in the party's own units.
    shares
        By party: 0 is worth as much as no agreement, 1 as much as the best package; below 0
        where no agreement is worth more. Only for parties for whom it can be said.
    unsaid
        By party, for the others: why not.
    spread
        The largest share less the smallest, 0 where all have the same; None where a party's
        share cannot be said.
    """

    worth: Mapping[str, Fraction]
    shares: Mapping[str, Fraction]
    unsaid: Mapping[str, str]
    spread: Fraction | None


@dataclass(frozen=True, slots=True)
class Envy:
    """What one of two parties, by its own points, makes of both sides of a division.

    Attributes
    ----------
    own, other
        What its own side and the other's are worth to it.
    amount
        By how much it would rather have the other's; 0 where it would not.
    """

    own: Fraction
    other: Fraction
    amount: Fraction


def measure_shares(
    problem: Problem,
    package: Package,
    *,
    ideals: Mapping[str, Fraction],
    origins: Mapping[str, Fraction] | None = None,
) -> RangeShares:
    """Return where a package lies in each party's own range, and how far apart the shares lie.

    A mediator asks: does this take one of them nearly all the way and leave another where it
    stands? Not for saying that it should not: ranges rest on what each side says it could do
    without an agreement, and say nothing of need or right.

    Parameters
    ----------
    problem : Problem
    package : Package
        One option for every issue of the problem.
    ideals : mapping of party id to Fraction
        What the best package within all limits is worth to each party, in its own units: the
        ends of the frontier.
    origins : mapping of party id to Fraction, optional
        From where each range is measured; by default the no-agreement values of the problem.
        Of a party that is not named nothing is said.

    Returns
    -------
    RangeShares
        With (worth - origin) / (ideal - origin) for each party, exactly: above 1 where the
        package is worth more to it than every one that leaves nobody below no agreement.

    Raises
    ------
    ValueError
        Where the package is no package of the problem.

    Notes
    -----
    Multiplying a party's numbers by something above 0, or adding something to all of them,
    changes no share. The spread sets shares against each other, never worths.

    Source: the shares are those of E. Kalai and M. Smorodinsky, Other solutions to Nash's
    bargaining problem (1975); that a division is equitable where they are the same, and the
    spread 0: S. Brams and A. Taylor, Fair Division (1996), chapter 4.

    Examples
    --------
    >>> problem = Problem.of([[[3, 0], [0, 4]], [[1, 0], [0, 2]]], no_agreement=[1, 0])
    >>> package = {"i0": "o0", "i1": "o1"}
    >>> ideals = {"p0": Fraction(4), "p1": Fraction(6)}
    >>> found = measure_shares(problem, package, ideals=ideals)
    >>> [str(share) for share in found.shares.values()], str(found.spread)
    (['2/3', '1/3'], '1/3')
    """
    worth = problem.in_own_units(problem.utilities(_row(problem, package))[0].tolist())
    if origins is None:
        origins = {
            party: Fraction(least) / scale
            for party, least, scale in zip(
                problem.parties, problem.no_agreement, problem.scales, strict=True
            )
            if least is not None
        }
    shares: dict[str, Fraction] = {}
    unsaid: dict[str, str] = {}
    for party, amount in worth.items():
        if party not in origins:
            unsaid[party] = "what no agreement is worth to it is not stated"
        elif ideals[party] <= origins[party]:
            unsaid[party] = "no package is worth more to it than no agreement"
        else:
            shares[party] = (amount - origins[party]) / (ideals[party] - origins[party])
    spread = None if unsaid else max(shares.values()) - min(shares.values())
    return RangeShares(worth, shares, unsaid, spread)


def measure_envy(found: AdjustedWinner) -> dict[str, Envy]:
    """Return what each of two parties makes of its own and the other's side of a division.

    A mediator asks: would either of them rather change places? Only where issues are items
    that one of two parties gets, in whole or in part: of a package at large there is no other
    side to have, and nothing is said.

    Parameters
    ----------
    found : AdjustedWinner

    Returns
    -------
    dict of party id to Envy
        In each party's own points; one party's amount is not set against the other's.

    Notes
    -----
    Where all points of a party sum to T, it envies exactly where its side is worth less than
    T / 2 to it: so with one sum for both, what Adjusted Winner gives leaves no envy.

    Source: S. Brams and A. Taylor, Fair Division (1996), chapter 1 for envy, chapter 4 for
    two parties with points.

    Examples
    --------
    >>> from goodoffices.bridging.adjusted_winner import adjust
    >>> points = {"house": {"ann": Fraction(70), "ben": Fraction(60)},
    ...           "boat": {"ann": Fraction(30), "ben": Fraction(40)}}
    >>> envy = measure_envy(adjust(points, parties=("ann", "ben")))
    >>> envy["ann"].amount, envy["ann"].own > envy["ann"].other
    (Fraction(0, 1), True)
    """
    measured = {}
    for party, neighbour in (found.parties, found.parties[::-1]):
        own, other = (
            sum((by[party] * found.shares[item][side] for item, by in found.points.items()), _NONE)
            for side in (party, neighbour)
        )
        measured[party] = Envy(own, other, max(other - own, _NONE))
    return measured


_NONE = Fraction(0)


def _row(problem: Problem, package: Package) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    """A package as option numbers."""
    if set(package) != set(problem.issues):
        raise ValueError("a package names one option for every issue, and no other issue")
    for issue, values in zip(problem.issues, problem.values, strict=True):
        if package[issue] not in values:
            raise ValueError(f"{package[issue]} is no option of {issue}")
    numbers = [
        values.index(package[issue])
        for issue, values in zip(problem.issues, problem.values, strict=True)
    ]
    return np.array([numbers], dtype=np.int32)
