"""Profiles made at random for tests, and plain twins: every package, every sample, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.problem import Allowed, Choices, Table
from goodoffices.bridging.profiles import Profiles, SampledInteraction
from goodoffices.bridging.slacks import GRID, NEARLY


@dataclass(frozen=True)
class Instance:
    """Profiles and limits."""

    profiles: Profiles
    allowed: tuple[Allowed, ...]
    tables: tuple[Table, ...]

    @property
    def limits(self) -> dict[str, Any]:
        return {"allowed": self.allowed, "tables": self.tables}


def make_instance(
    seed: int,
    *,
    sizes: Sequence[int],
    parties: int = 2,
    number: int = 30,
    floor: float = 0.5,
    limited: bool = False,
    interactions: int = 0,
    whole: bool = False,
) -> Instance:
    """Weights and values at random; whole ones make many ties."""
    stream = np.random.default_rng(seed)
    weights = stream.dirichlet(np.ones(len(sizes)), (number, parties)) * 100
    worths = []
    for at, size in enumerate(sizes):
        worth = weights[None, :, :, at] * stream.random((size, number, parties))
        worths.append(np.round(worth / 10) if whole else worth)
    no_agreement = floor * sum(one.max(axis=0) for one in worths)
    joined = [
        SampledInteraction(
            scope := _pair(stream, len(sizes)),
            stream.random([sizes[one] for one in scope]) < 0.4,
            int(stream.integers(parties)),
            np.round(stream.normal(0, 10, number)) if whole else stream.normal(0, 10, number),
        )
        for _ in range(interactions)
    ]
    profiles = Profiles.of(
        worths,
        no_agreement=list((np.round(no_agreement) if whole else no_agreement).T),
        interactions=joined,
    )
    allowed = [np.ones(size, dtype=np.bool_) for size in sizes]
    tables: list[Table] = []
    if limited:
        for one in allowed:
            one[1:] = stream.random(len(one) - 1) < 0.8
        scopes = {_pair(stream, len(sizes)) for _ in range(2)}
        tables = [
            Table(scope, stream.random([sizes[one] for one in scope]) < 0.7)
            for scope in sorted(scopes)
        ]
    return Instance(profiles, tuple(allowed), tuple(tables))


def _pair(stream: np.random.Generator, size: int) -> tuple[int, int]:
    first, second = sorted(stream.choice(size, 2, replace=False).tolist())
    return first, second


def every_choice(instance: Instance) -> Choices:
    """All packages within the limits, in order."""
    found = [
        choice
        for choice in product(*map(range, instance.profiles.sizes))
        if all(ok[option] for ok, option in zip(instance.allowed, choice, strict=True))
        and all(
            one.allowed is None or one.allowed[tuple(choice[at] for at in one.scope)]
            for one in instance.tables
        )
    ]
    return np.array(found, dtype=np.int32).reshape(len(found), len(instance.profiles.sizes))


def accepts_by_hand(profiles: Profiles, choice: Sequence[int], sample: int) -> bool:
    """Whether every party accepts a package in a sample, in whole numbers of Python."""
    for party, (total, floor) in enumerate(
        zip(profiles.totals, profiles.no_agreement, strict=True)
    ):
        assert floor is not None
        step = GRID / float(total)
        worth = sum(
            round(float(one[option, sample, party]) * step)
            for one, option in zip(profiles.worths, choice, strict=True)
        )
        for one in profiles.interactions:
            if one.party == party and one.holds[tuple(choice[at] for at in one.scope)]:
                worth += round(float(one.worth[sample]) * step)
        if worth < round(float(floor[sample]) * step) - NEARLY:
            return False
    return True


def shares_by_hand(profiles: Profiles, choices: Choices) -> list[Fraction]:
    """The share of samples in which every party accepts each package."""
    return [
        Fraction(
            sum(accepts_by_hand(profiles, choice, sample) for sample in range(profiles.number)),
            profiles.number,
        )
        for choice in choices.tolist()
    ]


def regrets_by_hand(instance: Instance, choices: Choices) -> NDArray[np.float64]:
    """Packages x samples x parties: what is forgone, as a share of the party's range."""
    profiles = instance.profiles
    feasible = profiles.utilities(every_choice(instance))
    best, least = feasible.max(axis=0), feasible.min(axis=0)
    worth = profiles.utilities(choices)
    regret = np.zeros_like(worth)
    for place in np.ndindex(worth.shape):
        width = best[place[1:]] - least[place[1:]]
        if width > 0:
            regret[place] = (best[place[1:]] - worth[place]) / width
    return regret
