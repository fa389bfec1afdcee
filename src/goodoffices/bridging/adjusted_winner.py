"""Adjusted Winner: how two parties' points would divide items so that both come to the same.

A yardstick to hold a package against, never a proposal: it takes points as they were given,
and takes it that every item could be split.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from goodoffices.bridging.compile import compile_case
from goodoffices.bridging.problem import Problem
from goodoffices.case.case import Case
from goodoffices.case.errors import NotItems, TooFewParties
from goodoffices.case.status import Status

Points = Mapping[str, Mapping[str, Fraction]]
"""By item and party."""

METHOD: Final = "Adjusted Winner, in exact fractions"

OUT_OF: Final = 100
"""The points that each party is taken to have where a case is read as items."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """An item, or a share of one, that passes to the party with fewer points.

    Attributes
    ----------
    item, giver, receiver
    ratio
        The giver's points on the item divided by the receiver's; at least 1.
    share
        How much of the item passes: above 0, and 1 where all of it does.
    """

    item: str
    giver: str
    receiver: str
    ratio: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True)
class AdjustedWinner:
    """What Adjusted Winner gives two parties, and how it came to it.

    Attributes
    ----------
    parties
        The two, in the order asked.
    points
        By item and party, as they were taken.
    won
        Of the winner phase: which party each item went to.
    tied
        Items on which both put the same; all of them went to the party behind on the others.
    winner_sums
        What each party had after the winner phase, in its own points.
    transfers
        What passed in the adjustment, in that order.
    split_item, fraction
        The one item that is split, and the share of it that passed; None where none is.
    shares
        By item and party: how much of it the party has in the end, from 0 to 1.
    final
        What each party has in the end, in its own points: the same number.
    """

    parties: tuple[str, str]
    points: Points
    won: Mapping[str, str]
    tied: tuple[str, ...]
    winner_sums: Mapping[str, Fraction]
    transfers: tuple[Transfer, ...]
    split_item: str | None
    fraction: Fraction | None
    shares: Points
    final: Mapping[str, Fraction]
    status: Status = Status.PROVEN
    method: str = METHOD
    assumptions: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    def items_of(self, party: str) -> tuple[str, ...]:
        """The items that went to a party in the winner phase, in the order given."""
        return tuple(item for item, winner in self.won.items() if winner == party)


def adjust(
    points: Points,
    *,
    parties: tuple[str, str],
    assumptions: tuple[str, ...] = (),
    cites: tuple[str, ...] = (),
) -> AdjustedWinner:
    """Return what each of two parties gets when both come to the same number of points.

    A mediator asks: had each of the two put its points on what is at stake, which way would
    each item go, and which one would have to be split? Not for saying what is fair: it rests
    on points that were truly meant, and on items that matter each by itself.

    Parameters
    ----------
    points : mapping of item to party to Fraction
        Not below 0. They need not have one sum: what is made equal are points as printed.
    parties : pair of party ids
        Their order decides nothing but which party is named first; and who gets tied items
        where both have the same without them (the first).
    assumptions, cites
        What the points rest on; handed on.

    Returns
    -------
    AdjustedWinner
        Both have the same points, at most one item is split, and no other division gives one
        of them more and the other no less. Where the points of both have one sum, neither
        would rather have the other's side. `adjusted_winner_check` confirms all of it.

    Raises
    ------
    ValueError
        Where points are below 0, a party puts none on anything, or the sums lie so far apart
        that the points could only be made equal by wasting some.

    Notes
    -----
    Winner phase: each item to the party with more points on it; items with the same points
    all to the party that is behind on the others. Adjustment: from the party that is ahead to
    the other, the item with the smallest ratio of their points first (of equal ratios in the
    order given), until both have the same; the last one in part. Linear but for the sorting.

    Tied items go back first where they put their new holder ahead: so the rule for ties
    decides which item is split, never how many points the parties end with.

    Source: S. Brams and A. Taylor, Fair Division (1996), chapter 4, and The Win-Win Solution
    (1999); the rule for ties as in their account of the procedure for New York University.

    Examples
    --------
    >>> points = {"house": {"ann": Fraction(60), "ben": Fraction(40)},
    ...           "boat": {"ann": Fraction(40), "ben": Fraction(60)},
    ...           "car": {"ann": Fraction(0), "ben": Fraction(0)}}
    >>> found = adjust(points, parties=("ann", "ben"))
    >>> found.items_of("ann"), found.final["ann"], found.split_item
    (('house', 'car'), Fraction(60, 1), None)
    """
    first, second = parties
    _refuse(points, parties)
    ahead_on = {
        item: first if by[first] > by[second] else second
        for item, by in points.items()
        if by[first] != by[second]
    }
    untied = _sums(points, ahead_on, parties)
    behind = first if untied[first] <= untied[second] else second
    won = {item: ahead_on.get(item, behind) for item in points}
    winner_sums = _sums(points, won, parties)
    transfers = _equalise(points, won, winner_sums, parties)
    shares = {item: {party: Fraction(party == won[item]) for party in parties} for item in points}
    for one in transfers:
        shares[one.item][one.giver] -= one.share
        shares[one.item][one.receiver] += one.share
    split = next((one for one in transfers if one.share != 1), None)
    return AdjustedWinner(
        parties=parties,
        points=points,
        won=won,
        tied=tuple(item for item in points if item not in ahead_on),
        winner_sums=winner_sums,
        transfers=transfers,
        split_item=split.item if split is not None else None,
        fraction=split.share if split is not None else None,
        shares=shares,
        final={
            party: sum((shares[item][party] * by[party] for item, by in points.items()), Fraction())
            for party in parties
        },
        assumptions=assumptions,
        cites=cites,
    )


def adjust_case(case: Case) -> AdjustedWinner:
    """Return what Adjusted Winner gives the two parties of a case, its issues taken as items.

    A mediator asks: by the numbers on record, which way would each issue go? Only where an
    issue is like an item: what an option gives to the one it takes from the other.

    Parameters
    ----------
    case : Case
        With two negotiating parties and exact preferences of both.

    Returns
    -------
    AdjustedWinner
        By issue, in the order of the case; an issue on which nothing is at stake for either
        is left out. A party's points on an issue are what is at stake for it there, of 100
        points for all issues together.

    Raises
    ------
    TooFewParties
        Where fewer than two parties negotiate.
    NotItems
        Where more than two negotiate, a rule or norm or an interaction joins
        issues, an issue has an option that is good or bad for both, or nothing is at stake
        for a party.
    NoPreferences, NotExact, TooPrecise, TooWide
        As `compile_case` has them.

    Notes
    -----
    An issue is like an item when each of its options gives the two of them shares of what is
    at stake there that sum to 1, or when nothing is at stake there for one of them. Then an
    option is a way to split it, and no package within the limits gives one of them more than
    Adjusted Winner does and the other no less. Of an option that is worth 3/4 to both that
    would not be true.

    Totals that differ are brought to 100 each, since the procedure makes points equal: so
    what is made equal is each party's share of its own total. No-agreement values play no
    part. That the split issue can be split at that very place is assumed: a case has options,
    and none may lie there.

    Source: the procedure as in `adjust`; when an issue is an item: ours, argued above.
    """
    if len(case.negotiating) < 2:
        raise TooFewParties([party.name for party in case.negotiating])
    if len(case.negotiating) > 2:
        raise NotItems("the case", f"has {len(case.negotiating)} negotiating parties, not two")
    problem = compile_case(case)
    for table in problem.tables:
        joined = " and ".join(problem.issues[issue] for issue in table.scope)
        what = "an interaction" if table.allowed is None else "a rule or norm"
        raise NotItems(joined, f"are joined by {what}")
    first, second = problem.parties
    stakes = {
        name: stake
        for place, name in enumerate(problem.issues)
        if any(stake := _at_stake(problem, place))
    }
    totals = [sum((stake[side] for stake in stakes.values()), Fraction()) for side in (0, 1)]
    for party, total in zip(problem.parties, totals, strict=True):
        if not total:
            raise NotItems(party, "has nothing at stake on any issue")
    points = {
        name: {
            party: OUT_OF * stake[side] / totals[side] for side, party in enumerate((first, second))
        }
        for name, stake in stakes.items()
    }
    assumptions = (
        f"the points of each party are brought to {OUT_OF}",
        "the issue that is split can be split at any place",
    )
    return adjust(points, parties=(first, second), assumptions=assumptions, cites=problem.cites)


def _refuse(points: Points, parties: tuple[str, str]) -> None:
    first, second = parties
    for item, by in points.items():
        if min(by[first], by[second]) < 0:
            raise ValueError(f"points on {item} are below 0")
    for party, other in ((first, second), (second, first)):
        total = sum((by[party] for by in points.values()), Fraction())
        if not total:
            raise ValueError(f"{party} puts no points on anything")
        alone = sum((by[other] for by in points.values() if not by[party]), Fraction())
        if alone > total:
            raise ValueError(
                f"{other} puts {alone} points on what is worth nothing to {party}, which has "
                f"{total} in all: they cannot come to the same without waste"
            )


def _sums(points: Points, held: Mapping[str, str], parties: tuple[str, str]) -> dict[str, Fraction]:
    """What the items held by each party are worth to it."""
    return {
        party: sum(
            (points[item][party] for item, holder in held.items() if holder == party), Fraction()
        )
        for party in parties
    }


def _equalise(
    points: Points,
    won: Mapping[str, str],
    sums: Mapping[str, Fraction],
    parties: tuple[str, str],
) -> tuple[Transfer, ...]:
    """What passes from the party ahead to the other, until both have the same."""
    giver, receiver = sorted(parties, key=lambda party: sums[party], reverse=True)
    lead = sums[giver] - sums[receiver]
    ratios = {
        item: by[giver] / by[receiver]
        for item, by in points.items()
        if won[item] == giver and by[receiver]
    }
    found: list[Transfer] = []
    for item in sorted(ratios, key=ratios.__getitem__):
        if not lead:
            break
        worth = points[item][giver] + points[item][receiver]
        share = min(Fraction(1), lead / worth)
        found.append(Transfer(item, giver, receiver, ratios[item], share))
        lead -= share * worth
    return tuple(found)


def _at_stake(problem: Problem, place: int) -> tuple[Fraction, Fraction]:
    """What is at stake for each of the two on an issue, in its own units, if it is like an item."""
    worth, allowed = problem.worth[place], problem.allowed[place]
    rows = worth[np.flatnonzero(allowed)].tolist()
    name = problem.issues[place]
    if not rows:
        raise NotItems(name, "has no option that rules and norms leave")
    lows = [min(row[side] for row in rows) for side in (0, 1)]
    spans = [max(row[side] for row in rows) - lows[side] for side in (0, 1)]
    if all(spans):
        for row in rows:
            values = [Fraction(row[side] - lows[side], spans[side]) for side in (0, 1)]
            if sum(values) != 1:
                option = problem.values[place][worth.tolist().index(row)]
                raise NotItems(
                    name,
                    f"has an option, {option}, that does not give the one what it takes from "
                    f"the other: it is worth {values[0]} and {values[1]} of what is at stake",
                )
    first, second = (Fraction(spans[side]) / problem.scales[side] for side in (0, 1))
    return first, second
