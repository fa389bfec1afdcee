"""Rows of the table that take sampled preference profiles: shares, and the most acceptable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import log
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench.bridging.measuring import Job, measure
from bench.bridging.rows import GOALS, Row, billions, seconds_in_words
from goodoffices.bridging.acceptability import find_acceptance, screen_acceptance
from goodoffices.bridging.most_acceptable import find_most_acceptable
from goodoffices.bridging.problem import Choices
from goodoffices.bridging.profiles import Profiles
from goodoffices.bridging.slacks import compile_slacks
from goodoffices.case.status import Status

TOTAL: Final = 100
AT_ONCE: Final = 16
"""Packages that the gather adds up at a time, so that they stay in the cache."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """Profiles drawn as where orders are known: of options, and of issues unless said otherwise.

    Attributes
    ----------
    issues, options, parties, number
        How many; `number` profiles.
    has_order
        Whether it is known which issue matters more to a party than which; else any weights
        are as good as any others, and profiles lie far apart.
    least, most
        Between which parts of the total no agreement is worth something to a party, drawn
        for each profile.
    seed
        The same seed gives the same profiles.

    Examples
    --------
    >>> found = Sampled(3, 4, 2, 5).profiles()
    >>> found.sizes, found.number, found.weights.sum(axis=1).round(9).tolist()[0]
    ((4, 4, 4), 5, [100.0, 100.0])
    """

    issues: int
    options: int
    parties: int
    number: int
    has_order: bool = True
    least: float = 0.7
    most: float = 0.8
    seed: int = 1

    @property
    def name(self) -> str:
        """What it is made of, in a few words."""
        size = f"{self.issues} issues x {self.options} options, {self.parties} parties"
        known = "orders of issues and options" if self.has_order else "orders of options"
        return f"{size}, {self.number:,} profiles, {known} known"

    def profiles(self) -> Profiles:
        """Return the profiles: weights even on the simplex, values in each party's order."""
        random = Random(self.seed)  # noqa: S311 -- no secret
        worths = np.zeros((self.issues, self.options, self.number, self.parties))
        for party in range(self.parties):
            orders = [self._order(party, random) for _ in range(self.issues)]
            places = sorted(range(self.issues), key=lambda _: random.random())
            for sample in range(self.number):
                drawn = [-log(1 - random.random()) for _ in range(self.issues)]
                if self.has_order:
                    drawn.sort(reverse=True)
                for issue, (place, order) in enumerate(zip(places, orders, strict=True)):
                    between = sorted(random.random() for _ in range(self.options - 2))
                    weight = TOTAL * drawn[place] / sum(drawn)
                    worths[issue, order, sample, party] = weight * np.array([0, *between, 1])
        floors = [
            [
                TOTAL * (self.least + (self.most - self.least) * random.random())
                for _ in range(self.number)
            ]
            for _ in range(self.parties)
        ]
        return Profiles.of([*worths], no_agreement=floors, total=TOTAL)

    def _order(self, party: int, random: Random) -> list[int]:
        """A party's options of one issue, the worst first; favourites differ."""
        favourite = (party + int(self.options * random.random())) % self.options
        rest = [option for option in range(self.options) if option != favourite]
        return [*sorted(rest, key=lambda _: random.random()), favourite]

    def packages(self, count: int) -> Choices:
        """Return packages at random."""
        random = Random(self.seed)  # noqa: S311 -- no secret
        rows = [
            [int(self.options * random.random()) for _ in range(self.issues)] for _ in range(count)
        ]
        return np.array(rows, dtype=np.int32)


RATED: Final = Sampled(20, 5, 3, 1000)
PACKAGES: Final = 20_000
SMALL: Final = Sampled(4, 5, 3, 20)

SOUGHT: Final = {
    "acceptable": RATED,
    "acceptable-30": Sampled(30, 5, 3, 1000),
    "acceptable-open": Sampled(20, 5, 3, 1000, has_order=False, least=0.45, most=0.65),
}
"""Rows of the most acceptable package."""

SEEDS: Final = (1, 2, 3)

ALLOWED_S: Final = 15.0
"""The deadline of a search for the most acceptable package."""


def gathered(profiles: Profiles, choices: Choices) -> NDArray[np.int64]:
    """Return how many profiles accept each package, by a gather in NumPy.

    Arranged in its favour: samples side by side, and so few packages at a time that they stay
    in the cache.
    """
    worths = [np.ascontiguousarray(one.swapaxes(1, 2), np.float64) for one in profiles.worths]
    floors = np.array([one for one in profiles.no_agreement if one is not None])
    counts = np.empty(len(choices), dtype=np.int64)
    for start in range(0, len(choices), AT_ONCE):
        some = choices[start : start + AT_ONCE]
        total = worths[0][some[:, 0]]
        for issue, worth in enumerate(worths[1:], start=1):
            total += worth[some[:, issue]]
        counts[start : start + AT_ONCE] = (total >= floors).all(axis=1).sum(axis=1)
    return counts


def counting_job(
    sampled: Sampled, count: int, way: Callable[[Profiles, Choices], NDArray[Any]]
) -> Job:
    """Return the work: in how many profiles each of many packages is accepted."""
    profiles, choices = sampled.profiles(), sampled.packages(count)
    return Job(
        partial(way, profiles, choices),
        lambda counts: [int(one) for one in counts],
        partial(way, SMALL.profiles(), SMALL.packages(50)),
    )


def screened(profiles: Profiles, choices: Choices) -> NDArray[np.int64]:
    """Return how many profiles surely accept each package, in 16 bits."""
    sure, possible = screen_acceptance(compile_slacks(profiles), choices)
    return np.concatenate([sure, possible])


def counted(profiles: Profiles, choices: Choices) -> NDArray[np.int64]:
    """Return how many profiles accept each package, exactly."""
    counts: NDArray[np.int64] = find_acceptance(compile_slacks(profiles), choices).sum(axis=1)
    return counts


def measure_row(id: str) -> Row:
    """Return one row of the table, measured now."""
    return _sought_row(id) if id in SOUGHT else _rated_row(id)


def seeking_job(sampled: Sampled) -> Job:
    """Return the work: the package that the most profiles accept."""
    return Job(
        partial(find_most_acceptable, sampled.profiles(), deadline_s=ALLOWED_S),
        lambda found: (found.value, found.bound, found.status is Status.PROVEN),
        partial(find_most_acceptable, SMALL.profiles()),
    )


def _sought_row(id: str) -> Row:
    """The slowest of three seeds, and what each found: how hard one is differs much."""
    row = Row(GOALS[id], instance=f"{SOUGHT[id].name}, the slowest of {len(SEEDS)} seeds")
    runs = [measure(seeking_job, replace(SOUGHT[id], seed=seed)) for seed in SEEDS]
    if ended := [one.ended for one in runs if one.ended]:
        return replace(row, absent=ended[0])
    slowest = max(runs, key=lambda one: one.median)
    return replace(
        row,
        found=f"shares {', '.join(_in_words(*one.told) for one in runs)}",
        seconds=slowest.median,
        runs=len(slowest.seconds),
        megabytes=max(one.megabytes for one in runs),
        is_proven=all(one.told[2] for one in runs),
    )


def _in_words(value: Fraction | None, bound: Fraction | None, is_proven: bool) -> str:  # noqa: FBT001 -- private
    if value is None or bound is None:
        return "nothing in time"
    said = f"{float(value):.3f}"
    return f"{said} proven" if is_proven else f"{said} (at most {float(bound):.3f})"


def _rated_row(id: str) -> Row:
    row = Row(GOALS[id], instance=f"{RATED.name}, {PACKAGES:,} packages")
    evaluations = PACKAGES * RATED.number * RATED.parties
    ours = measure(counting_job, RATED, PACKAGES, screened)
    if ours.ended:
        return replace(row, absent=ours.ended)
    exact = measure(counting_job, RATED, PACKAGES, counted)
    sure, possible = ours.told[:PACKAGES], ours.told[PACKAGES:]
    width = max(b - a for a, b in zip(sure, possible, strict=True)) / RATED.number
    most = max(exact.told) / RATED.number
    assert all(a <= n <= b for a, n, b in zip(sure, exact.told, possible, strict=True))
    row = replace(
        row,
        found=f"shares within {width:.3f}, the largest {most:.3f}",
        seconds=ours.median,
        runs=len(ours.seconds),
        megabytes=ours.megabytes,
    )
    if id == "rate":
        rate, exactly = evaluations / ours.median, evaluations / exact.median
        said = f"{row.found}; {billions(rate)} a second, exactly {billions(exactly)}"
        return replace(row, found=said, a_second=rate)
    plain = measure(counting_job, RATED, PACKAGES, gathered)
    said = f"none; a NumPy gather {seconds_in_words(plain.median)}"
    return replace(row, peer=said, times=plain.median / ours.median)
