"""Parties whose own positions cannot all stand: the first thing to say.

What a party said in public may not go together with what it confided, or hearsay with its
own words. Before anyone is asked about another party, this party is to be asked about itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goodoffices.case.case import Case
from goodoffices.gaps.findings import OwnConflict, ReadingSets
from goodoffices.gaps.problems import Problems


def own_conflicts(
    problems: Problems, readings: Sequence[tuple[Case, ReadingSets]]
) -> tuple[OwnConflict, ...]:
    """Return for each party the minimal sets of its own positions that leave no package.

    Parameters
    ----------
    problems : Problems
        Asked only where the sets of a reading are not complete.
    readings : sequence of (Case, ReadingSets)
        Each choice of readings that was looked at, the leading one first.

    Returns
    -------
    tuple of OwnConflict
        In the order of the parties, then of the readings, the smallest sets first.

    Notes
    -----
    A minimal incompatible set that one party holds in full is one among its own positions
    alone, and the other way round. A set of one position crosses a rule or a norm.
    """
    found: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    with problems.deadline.stopping():
        for number, (case, sets) in enumerate(readings):
            for party, positions in _own_sets(problems, case, sets):
                found.setdefault((party, positions), []).append(number)
    place = {party: number for number, party in enumerate(readings[0][0].parties)}
    ordered = sorted(found, key=lambda key: place.get(key[0], len(place)))
    return tuple(
        OwnConflict(
            party=party,
            positions=positions,
            choice=readings[found[party, positions][0]][1].choice,
            under_every_reading=len(found[party, positions]) == len(readings),
        )
        for party, positions in ordered
    )


def _own_sets(
    problems: Problems, case: Case, sets: ReadingSets
) -> Iterator[tuple[str, tuple[str, ...]]]:
    holders = {position.id: frozenset(position.holders) for position in sets.positions}
    for party in dict.fromkeys(one for held in holders.values() for one in sorted(held)):
        if sets.incompatible_complete:
            yield from ((party, some) for some in _held_by(party, sets.incompatible, holders))
            continue
        own = [position for position in sets.positions if party in holders[position.id]]
        yield from ((party, some) for some in problems.sets_among(own, case).incompatible)


def _held_by(
    party: str, sets: Iterable[tuple[str, ...]], holders: dict[str, frozenset[str]]
) -> Iterator[tuple[str, ...]]:
    return (some for some in sets if all(party in holders[one] for one in some))
