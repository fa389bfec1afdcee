"""Minimal hitting sets: what must be left out so that something is left out of each set.

By duality the minimal movement sets are the minimal hitting sets of the minimal
incompatible sets, and the other way round. Plain Python; no solver.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

Member = TypeVar("Member", bound=Hashable)


def find_minimal_hitting_sets(
    sets: Iterable[Collection[Member]], universe_order: Sequence[Member], *, most: int | None = None
) -> tuple[frozenset[Member], ...]:
    """Return all minimal sets that have a member in common with each of the given sets.

    Parameters
    ----------
    sets : iterable of collections
        An empty one cannot be hit: then there is no hitting set.
    universe_order : sequence
        Every member, in the order that breaks ties.
    most : int, optional
        Stop after so many, in the order of search: then not always the smallest.

    Returns
    -------
    tuple of frozenset
        The smallest first, then in the order of the universe. Without any set to hit, the
        empty set alone.

    Notes
    -----
    Each set is found once, and the delay is polynomial in practice: a partial set goes on
    only while each member is the only one to hit some set.

    Source: K. Murakami and T. Uno, Efficient algorithms for dualizing large-scale
    hypergraphs (2014), algorithm MMCS.

    Examples
    --------
    >>> found = find_minimal_hitting_sets([{"a", "b"}, {"b", "c"}], ["a", "b", "c"])
    >>> [sorted(hitting) for hitting in found]
    [['b'], ['a', 'c']]
    >>> find_minimal_hitting_sets([], ["a"])
    (frozenset(),)
    """
    number_of = {member: number for number, member in enumerate(universe_order)}
    numbered = [sorted(map(number_of.__getitem__, members)) for members in sets]
    occurs = [0] * len(number_of)
    for place, numbers in enumerate(numbered):
        for number in numbers:
            occurs[number] |= 1 << place
    found = islice(_hitting(numbered, occurs), most)
    ordered = sorted((len(numbers), sorted(numbers)) for numbers in found)
    return tuple(frozenset(universe_order[n] for n in numbers) for _, numbers in ordered)


def _hitting(sets: Sequence[Sequence[int]], occurs: Sequence[int]) -> Iterator[list[int]]:
    """Yield minimal hitting sets; `occurs` has the sets of each member, as bits."""
    allowed = [True] * len(occurs)

    def extend(chosen: Mapping[int, int], missed: int) -> Iterator[list[int]]:
        # `chosen` maps each member to the sets that it alone hits.
        if not missed:
            yield list(chosen)
            return
        still_missed = (members for place, members in enumerate(sets) if missed >> place & 1)
        branch = min(([n for n in members if allowed[n]] for members in still_missed), key=len)
        for number in branch:
            allowed[number] = False
        for number in branch:
            alone = {other: hits & ~occurs[number] for other, hits in chosen.items()}
            if all(alone.values()):
                alone[number] = missed & occurs[number]
                yield from extend(alone, missed & ~occurs[number])
            allowed[number] = True

    yield from extend({}, (1 << len(sets)) - 1)
