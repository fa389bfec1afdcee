"""Whether the sets of two problems differ, told without trusting that all sets were found.

A minimal incompatible set stays one as long as all its members stand: what else stands
beside it makes no difference. So two problems under the same limits differ exactly where a
set of one has a member that does not stand in the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from goodoffices.gaps.findings import PositionSets, ReadingSets, UnderEveryReading
from goodoffices.gaps.problems import in_order


def sets_differ(one: ReadingSets, other: ReadingSets) -> bool:
    """Tell whether what cannot all stand differs, and so where movement would matter.

    Parameters
    ----------
    one, other : ReadingSets
        Under the same limits.

    Returns
    -------
    bool
        True is certain, even of sets that are not complete. False is certain of complete ones.

    Notes
    -----
    Movement sets need no look of their own: they are the minimal hitting sets of the
    incompatible ones.
    """
    return bool(sets_beyond(one, other.allows) or sets_beyond(other, one.allows))


def sets_beyond(sets: ReadingSets, standing: Collection[str]) -> PositionSets:
    """Return the incompatible sets with a member that is not among those standing."""
    known = frozenset(standing)
    return tuple(some for some in sets.incompatible if not known.issuperset(some))


def sets_with_others(one: ReadingSets, other: ReadingSets) -> PositionSets:
    """Return the incompatible sets of one problem that are not there in the other.

    A set is the same where its positions allow the same choices, whoever holds them.
    """
    allowed = frozenset(other.allows.values())
    allows = one.allows
    return tuple(
        some for some in one.incompatible if not allowed.issuperset(allows[each] for each in some)
    )


def under_every_reading(readings: Sequence[ReadingSets]) -> UnderEveryReading:
    """Return the sets that hold under all of some choices of readings.

    Parameters
    ----------
    readings : sequence of ReadingSets
        At least one, under the same limits. A choice that was not looked at for want of time
        holds nothing.

    Returns
    -------
    UnderEveryReading
        All that is there holds; where sets are not complete some may be missing.
    """
    order = list(dict.fromkeys(one.id for reading in readings for one in reading.positions))
    standing = frozenset.intersection(*(frozenset(one.allows) for one in readings))
    incompatible = [
        some for reading in readings for some in reading.incompatible if standing.issuperset(some)
    ]
    movement = frozenset.intersection(*(_as_sets(reading.movement) for reading in readings))
    return UnderEveryReading(in_order(incompatible, order), in_order(movement, order))


def _as_sets(sets: Iterable[Iterable[str]]) -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, sets))
