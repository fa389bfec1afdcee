"""How heavy a package is for a party: the strengths of its positions that the package crosses.

From the strongest down, compared word for word; nothing is summed, and nothing compared
between parties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from goodoffices.case.positions import Position

Strengths: TypeAlias = tuple[int, ...]
"""Ranks of crossed positions, the strongest first: (4, 3). Tuples compare as weights do."""


def crossed_strengths(
    positions: Iterable[Position], crossed: Collection[str]
) -> dict[str, Strengths]:
    """Return for each holder the strengths of its positions that are crossed.

    A mediator asks: what does this package ask of each side? Not how two sides compare: one
    side's words are not measured against the other's.

    Parameters
    ----------
    positions : iterable of Position
    crossed : collection of position ids

    Returns
    -------
    dict of party id to tuple
        A shared position counts for each holder. Compared as tuples are: `(4,)` is lighter
        than `(4, 3)`, and `(4, 4, 4)` lighter than `(5,)`.

    Notes
    -----
    Source: the leximax order on words; design, section 4, point 3.

    Examples
    --------
    >>> crossed_strengths([], ["p"])
    {}
    >>> (4,) < (4, 3) < (4, 4, 4) < (5,)
    True
    """
    found: dict[str, list[int]] = {}
    for position in positions:
        for holder in position.holders:
            ranks = found.setdefault(holder, [])
            if position.id in crossed:
                ranks.append(position.strength[holder].rank)
    return {holder: tuple(sorted(ranks, reverse=True)) for holder, ranks in found.items()}


def is_beaten(one: Mapping[str, Strengths], by: Mapping[str, Strengths]) -> bool:
    """Tell whether a package is lighter for some party and heavier for none.

    Parameters
    ----------
    one, by : mapping of party id to tuple
        For the same parties.

    Examples
    --------
    >>> is_beaten({"a": (4,), "b": ()}, by={"a": (3,), "b": ()})
    True
    >>> is_beaten({"a": (4,), "b": ()}, by={"a": (), "b": (1,)})
    False
    """
    return one != by and all(by[party] <= strengths for party, strengths in one.items())
