"""Confirms what Adjusted Winner gave, from the points and the shares alone.

Shares no code with the procedure: it neither sorts by ratio nor reckons a transfer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from goodoffices.bridging.adjusted_winner import AdjustedWinner

Division = Mapping[str, Mapping[str, Fraction]]
"""By item and party: points, or how much of the item the party has."""


def check_adjusted_winner(found: AdjustedWinner) -> tuple[str, ...]:
    """Return, in words, everything that Adjusted Winner promises and a result breaks.

    Parameters
    ----------
    found : AdjustedWinner

    Returns
    -------
    tuple of str
        Empty where all of it holds: every item is given out, wholly; what is said of the
        winner phase, the transfers and the final points agrees with the shares; both parties
        have the same points; at most one item is split; nothing better for one and no worse
        for the other exists; and neither would rather have the other's side.

    Notes
    -----
    Where the sums of points differ, the last of these is not promised, and may be found
    broken of a right result.

    Examples
    --------
    >>> from goodoffices.bridging.adjusted_winner import adjust
    >>> points = {"house": {"ann": Fraction(70), "ben": Fraction(60)},
    ...           "boat": {"ann": Fraction(30), "ben": Fraction(40)}}
    >>> check_adjusted_winner(adjust(points, parties=("ann", "ben")))
    ()
    """
    shares, points = found.shares, found.points
    if list(shares) != list(points):
        return ("the items given out are not those with points",)
    first, second = found.parties
    broken = [
        f"the shares of {item} are no division of it"
        for item, by in shares.items()
        if set(by) != {first, second} or min(by.values()) < 0 or sum(by.values()) != 1
    ]
    if broken:
        return tuple(broken)
    broken += _story(found)
    own = {party: _worth(points, shares, party, party) for party in (first, second)}
    if own != dict(found.final):
        broken.append("the final points are not what the shares are worth")
    if not is_equitable(points, shares, parties=found.parties):
        broken.append(f"{first} has {own[first]} and {second} {own[second]}: not the same")
    split = [item for item, by in shares.items() if 0 < by[first] < 1]
    if split != ([] if found.split_item is None else [found.split_item]):
        broken.append(f"split are: {', '.join(split) or 'none'}; said: {found.split_item}")
    if not is_efficient(points, shares, parties=found.parties):
        broken.append("another division gives one party more and the other no less")
    broken += [
        f"{party} would rather have the side of {other}"
        for party, other in ((first, second), (second, first))
        if _worth(points, shares, party, other) > own[party]
    ]
    return tuple(broken)


def is_equitable(points: Division, shares: Division, *, parties: tuple[str, str]) -> bool:
    """Tell whether both parties have the same number of their own points.

    Source: S. Brams and A. Taylor, Fair Division (1996), chapter 4.
    """
    first, second = (_worth(points, shares, party, party) for party in parties)
    return first == second


def is_envy_free(points: Division, shares: Division, *, parties: tuple[str, str]) -> bool:
    """Tell whether neither party would rather have the other's side.

    Source: S. Brams and A. Taylor, Fair Division (1996), chapter 1.
    """
    first, second = parties
    return all(
        _worth(points, shares, party, party) >= _worth(points, shares, party, other)
        for party, other in ((first, second), (second, first))
    )


def is_efficient(points: Division, shares: Division, *, parties: tuple[str, str]) -> bool:
    """Tell whether no division gives one party more and the other no less.

    Parameters
    ----------
    points, shares : mapping of item to party to Fraction
        Any division of the items, in whole or in part.

    Notes
    -----
    A division is efficient exactly where no exchange between two items helps, and nothing
    lies with a party to whom it is worth nothing while the other would have it: for items i
    and j of which the first and the second party hold something, the first party's ratio of
    i to j is at least the second's. Products are compared, so points may be 0.

    Source: the ratio test of S. Brams and A. Taylor, Fair Division (1996), in the proof that
    the procedure is efficient.

    Examples
    --------
    >>> points = {"house": {"ann": Fraction(60), "ben": Fraction(40)},
    ...           "boat": {"ann": Fraction(40), "ben": Fraction(60)}}
    >>> wrong = {"house": {"ann": Fraction(0), "ben": Fraction(1)},
    ...          "boat": {"ann": Fraction(1), "ben": Fraction(0)}}
    >>> is_efficient(points, wrong, parties=("ann", "ben"))
    False
    """
    first, second = parties
    for party, other in ((first, second), (second, first)):
        for item, by in points.items():
            if shares[item][party] and not by[party] and by[other]:
                return False
    return all(
        points[i][first] * points[j][second] >= points[j][first] * points[i][second]
        for i in points
        if shares[i][first]
        for j in points
        if shares[j][second]
    )


def _worth(points: Division, shares: Division, party: str, side: str) -> Fraction:
    """What a party's own points say of a side."""
    return sum((by[party] * shares[item][side] for item, by in points.items()), Fraction(0))


def _story(found: AdjustedWinner) -> Iterator[str]:
    """What the winner phase and the transfers say, against the points and the shares."""
    first, second = found.parties
    after_winning: dict[str, dict[str, Fraction]] = {}
    for item, by in found.points.items():
        winner = found.won.get(item)
        if winner not in (first, second) or by[winner] < max(by[first], by[second]):
            yield f"{item} did not go to a party with most points on it"
            return
        if (by[first] == by[second]) != (item in found.tied):
            yield f"{item} is wrongly said to be tied or not"
        after_winning[item] = {party: Fraction(party == winner) for party in found.parties}
    for party in found.parties:
        if _worth(found.points, after_winning, party, party) != found.winner_sums[party]:
            yield f"the winner phase does not give {party} {found.winner_sums[party]}"
    for one in found.transfers:
        by = found.points[one.item]
        if by[one.giver] != one.ratio * by[one.receiver]:
            yield f"the ratio of {one.item} is not {one.ratio}"
        after_winning[one.item][one.giver] -= one.share
        after_winning[one.item][one.receiver] += one.share
    if any(one.ratio > next_one.ratio for one, next_one in pairwise(found.transfers)):
        yield "the transfers are not in the order of their ratios"
    if after_winning != {item: dict(by) for item, by in found.shares.items()}:
        yield "the winner phase and the transfers do not give the shares"
