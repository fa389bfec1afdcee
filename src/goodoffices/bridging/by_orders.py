"""What orders, intervals and comparisons on record make certain of ideas, pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from goodoffices.bridging.dominance import Relation, compare
from goodoffices.bridging.results import Package
from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline
from goodoffices.case.preferences import Preference


@dataclass(frozen=True, slots=True)
class Pair:
    """Two packages by their places, and how the first compares with the second for each party."""

    first: int
    second: int
    relations: Mapping[str, Relation]


@dataclass(frozen=True, slots=True)
class ByOrders:
    """How packages compare, as far as preferences are known.

    Attributes
    ----------
    parties
        Those of whom something is on record, in the order of the case.
    pairs
        Each once, in the order given.
    is_whole
        Whether there was time for all of them.
    cites
        Entries on which the preferences rest.
    """

    parties: tuple[str, ...]
    pairs: tuple[Pair, ...]
    is_whole: bool
    cites: tuple[str, ...]


def weigh_by_orders(
    packages: Sequence[Package], case: Case, *, deadline_s: float | None = None
) -> ByOrders:
    """Return how packages compare for each party, whatever its preferences leave open.

    A mediator asks: of these ideas, is it certain for anybody which one it would rather have?

    Parameters
    ----------
    packages : sequence of packages
    case : Case
    deadline_s : float, optional

    Raises
    ------
    CannotBeTrue, MissingExtra, TooWide
        As `compare` does.
    """
    deadline = Deadline(deadline_s)
    preferences = preferences_of(case)
    pairs: list[Pair] = []
    for first, second in combinations(range(len(packages)), 2):
        if deadline.is_over:
            break
        relations = {
            one.party: compare(
                packages[first], packages[second], preference=one, issues=case.issues
            ).relation
            for one in preferences
        }
        pairs.append(Pair(first, second, relations))
    return ByOrders(
        tuple(one.party for one in preferences),
        tuple(pairs),
        len(pairs) == len(packages) * (len(packages) - 1) // 2,
        tuple(dict.fromkeys(cite for one in preferences for cite in one.cites)),
    )


def preferences_of(case: Case) -> list[Preference]:
    """Return what is on record of what matters to negotiating parties, in their order."""
    by_party = {one.party: one for one in case.preferences}
    return [by_party[party.id] for party in case.negotiating if party.id in by_party]
