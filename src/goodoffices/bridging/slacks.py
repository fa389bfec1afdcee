"""Profiles in whole numbers: what packages are worth beyond no agreement, exactly.

Samples are floating-point numbers. They are put on a fine grid once, so that from there on
no order of adding up, and no machine, decides whether a package is accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.problem import LARGEST_WORTH
from goodoffices.bridging.profiles import Profiles
from goodoffices.case.errors import NoNoAgreement, TooPrecise

Counts: TypeAlias = NDArray[np.int64]

GRID: Final = 2**40
"""So many steps of the grid are the total of a party's weights."""

NEARLY: Final = 2**10
"""Up to so many steps below no agreement count as equal to it: floats cannot tell."""


@dataclass(frozen=True, eq=False)
class Slacks:
    """What packages are worth and what they have to be worth, sample by sample.

    Attributes
    ----------
    profiles
        Where they come from.
    worth
        int64, rows x parties x samples; rows as `Profiles.starts` has them.
    need
        int64, parties x samples: a party accepts what is worth at least this.
    """

    profiles: Profiles
    worth: Counts
    need: Counts

    @property
    def starts(self) -> tuple[int, ...]:
        """The first row of each issue, and of each interaction."""
        return self.profiles.starts

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many rows each issue, and each interaction, has."""
        return (*self.profiles.sizes, *([2] * len(self.profiles.interactions)))


def compile_slacks(profiles: Profiles) -> Slacks:
    """Return what packages are worth beyond no agreement, in whole numbers, once.

    Parameters
    ----------
    profiles : Profiles
        With no-agreement values of every party.

    Raises
    ------
    NoNoAgreement
        Where what no agreement is worth to a party is not stated.
    TooPrecise
        Where interactions are so large, beside the weights, that 64 bits do not hold them.

    Notes
    -----
    A step of the grid is a part in 2^40 of the party's total. Within 2^10 steps of no
    agreement, about a part in a thousand million, a package counts as worth as much: stated
    numbers such as a third are not whole in floating point, and an equality that somebody
    stated must not fail by that.

    Examples
    --------
    >>> profiles = Profiles.of([[[60], [0]], [[0], [40]]], no_agreement=[40])
    >>> slacks = compile_slacks(profiles)
    >>> (slacks.worth[:, 0, 0] * 100 / GRID).round().tolist(), slacks.starts
    ([60.0, 0.0, 0.0, 40.0], (0, 2))
    """
    missing = [
        name
        for name, floor in zip(profiles.names, profiles.no_agreement, strict=True)
        if floor is None
    ]
    if missing:
        raise NoNoAgreement(missing)
    totals = np.array([float(total) for total in profiles.totals])
    scale = GRID / totals
    worth = np.rint(profiles.stacked() * scale[:, None])
    spans = pairwise((*profiles.starts, len(worth)))
    most = sum(np.abs(worth[a:b]).max(axis=(0, 2)) for a, b in spans)
    floors = np.stack([floor for floor in profiles.no_agreement if floor is not None])
    need = np.rint(floors * scale[:, None])
    most = np.maximum(most, np.abs(need).max(axis=1))
    for name, one in zip(profiles.names, most, strict=True):
        if one > LARGEST_WORTH:
            raise TooPrecise(name)
    return Slacks(
        profiles=profiles,
        worth=worth.astype(np.int64),
        need=need.astype(np.int64) - NEARLY,
    )
