"""Sets of small numbers as the bits of a whole number: unions and inclusions in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress, count


def mask_of(members: Iterable[int]) -> int:
    """Return a set of numbers as bits.

    Examples
    --------
    >>> mask_of({0, 3})
    9
    """
    mask = 0
    for member in members:
        mask |= 1 << member
    return mask


def members_of(mask: int) -> list[int]:
    """Return the numbers whose bits are set, in order.

    Examples
    --------
    >>> members_of(9)
    [0, 3]
    """
    return list(iter_members(mask))


def iter_members(mask: int) -> Iterator[int]:
    """Return the numbers whose bits are set, in order, one after another."""
    return compress(count(), f"{mask:b}"[::-1].encode().translate(_TRUTHS))


_TRUTHS = bytes.maketrans(b"01", b"\0\1")
