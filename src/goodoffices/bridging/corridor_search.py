"""One package that is best by an aim: a bound from weights, then all that comes near it.

Proven without a search tree: every package that reaches a level lies in a corridor that is
listed whole, and the level goes down from the bound until one is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from goodoffices.bridging.aims import Aim, Gains
from goodoffices.bridging.corridor import Corridor, Within
from goodoffices.bridging.linear_bound import weigh
from goodoffices.bridging.points import NEAR
from goodoffices.bridging.problem import IntArray
from goodoffices.bridging.weighted_best import (
    MOST_NUMBERS,
    WeightedSums,
    exact_sum,
    whole_weights,
)
from goodoffices.case.deadline import Deadline

CUTS: Final = 300
"""Weights that are tried at most for the bound."""

TILTS: Final = (0.3, 0.6, 1.0)
"""How far the weights of further sums lean to a party, or away from it."""

FIRST: Final = Fraction(1, 2**15)
"""Part of the bound by which the first level lies below it."""

QUICK: Final = 500
"""Up to so many points at one time the corridor is made twice as wide; beyond, a quarter."""

FEW: Final = 400
"""Points that are kept after each join where not all can be."""

CLIMBS: Final = 3
"""How often a better package is looked for, half way from the best found to the bound."""

Key = Callable[[Gains], tuple[Fraction, ...]]
"""What of gains is compared."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search by corridors gave.

    Attributes
    ----------
    choice, worth
        The best package; None where none was found.
    bound
        What no package exceeds; reached by the package where `is_proven`.
    is_proven
        Whether nothing is better; without a package, that there is none.
    """

    choice: tuple[int, ...] | None
    worth: tuple[int, ...] | None
    bound: Fraction | None
    is_proven: bool


def search_corridors(
    sums: WeightedSums,
    aim: Aim,
    least: Sequence[int],
    *,
    key: Key | None = None,
    deadline: Deadline,
) -> Searched:
    """Return a package that is best by an aim, proven, or how far that could be known.

    Parameters
    ----------
    sums : WeightedSums
    aim : Aim
    least : sequence of int
        From what each party's gains count. Packages worth less to one are left out.
    key : callable, optional
        Of several that reach the aim's level the one with the largest key is returned; its
        first is to rise and fall with the level.
    deadline : Deadline

    Notes
    -----
    In time, the number of packages near the bound decides, not that of all.

    Source: H. Everett, *Generalized Lagrange multiplier method* (1963), for the bound; ours
    for the corridor, `docs/book/frontier.md`.

    Examples
    --------
    >>> from goodoffices.bridging.aims import SmallestShare
    >>> from goodoffices.bridging.problem import Problem
    >>> sums = WeightedSums(Problem.of([[[100, 0], [90, 34], [30, 35], [0, 100]]]))
    >>> aim = SmallestShare((100, 100))
    >>> search_corridors(sums, aim, (0, 0), deadline=Deadline(None))
    Searched(choice=(1,), worth=(90, 34), bound=Fraction(17, 50), is_proven=True)
    """
    compared = key or (lambda gains: (aim.reached(gains),))
    return _Search(sums, aim, tuple(least), compared, deadline).run()


@dataclass(slots=True)
class _Search:
    sums: WeightedSums
    aim: Aim
    least: tuple[int, ...]
    key: Key
    deadline: Deadline
    best: tuple[tuple[Fraction, ...], tuple[int, ...], tuple[int, ...]] | None = None
    bound: Fraction | None = None

    def run(self) -> Searched:
        weights = self._bound()
        if weights is None:
            return Searched(None, None, None, is_proven=not self.deadline.is_over)
        if self.bound is None or self.bound < 0:
            return Searched(None, None, self.bound, is_proven=self.bound is not None)
        corridor = Corridor(self.sums, self._columns(weights), lambda: self.deadline.is_over)
        highest, part = self.bound, FIRST
        while True:
            level = max(self.aim.below(highest, part), self._level)
            within = self._list(corridor, level)
            if not within.is_whole:
                break
            if not level or self._level >= level:
                return self._searched(is_proven=True)
            self.bound = min(self.bound, level)
            part = min(Fraction(1), part * (2 if within.most < QUICK else Fraction(5, 4)))
        self._look(corridor, highest, part)
        is_whole = self.best is not None and self._list(corridor, self._level).is_whole
        return self._searched(is_proven=is_whole)

    def _look(self, corridor: Corridor, highest: Fraction, part: Fraction) -> None:
        """Look for a good package in corridors of a few points: lower, then higher again."""
        few = FEW
        while self._level < 0 and few and part < 1 and not self.deadline.is_over:
            if self._list(corridor, self.aim.below(highest, part), few=few).is_given_up:
                few //= 2
            else:
                part *= Fraction(5, 4)
        top = self.bound or highest
        for _ in range(CLIMBS):
            if self.best is None or self.deadline.is_over:
                return
            middle = (self._level + top) / 2
            self._list(corridor, middle, few=few)
            top = top if self._level >= middle else middle

    @property
    def _level(self) -> Fraction:
        """The level of the best package found; below all levels where there is none."""
        return Fraction(-1) if self.best is None else self.aim.reached(self.best[2])

    def _searched(self, *, is_proven: bool) -> Searched:
        if self.best is None:
            return Searched(None, None, self.bound, is_proven=is_proven)
        _, choice, gains = self.best
        worth = tuple(gain + low for gain, low in zip(gains, self.least, strict=True))
        return Searched(choice, worth, self._level if is_proven else self.bound, is_proven)

    def _bound(self) -> IntArray | None:
        """The weights with the lowest bound that was found; None where there is no package."""
        relaxed = self.aim.relaxed
        tried: list[Gains] = []
        best: IntArray | None = None
        rough = np.array([1.0 / (span or 1) for span in relaxed.spans])
        while len(tried) < CUTS and not self.deadline.is_over:
            weights = whole_weights(rough, self.sums.most)
            largest, choice = self.sums.best(weights)
            if largest is None:
                return None
            beyond = largest - exact_sum(weights.tolist(), self.least)
            bound = self.aim.bound(weights.tolist(), beyond)
            if self.bound is None or bound < self.bound:
                self.bound, best = bound, weights
            gains = self._gains(self.sums.problem.utilities(np.array([choice], dtype=np.int32)))
            if gains[0] in tried:
                break
            tried.append(gains[0])
            rough = weigh(relaxed, tried)
        return best

    def _columns(self, weights: IntArray) -> IntArray:
        """The weights, one party at a time, and weights that lean to a party or away from it."""
        parties = self.sums.parties
        spans = np.array([float(span or 1) for span in self.aim.relaxed.spans])
        parts = weights * spans / max(1.0, weights @ spans)
        columns = [weights, *np.eye(parties, dtype=np.int64)]
        if self.sums.cells * (len(columns) + 2 * len(TILTS) * parties) <= MOST_NUMBERS:
            for tilt in TILTS:
                for party in np.flatnonzero(self.aim.relaxed.spans):
                    lean = -parts
                    lean[party] += 1
                    lean *= tilt * max(parts[party], 1 / (4 * parties))
                    columns += [
                        whole_weights(leaning / spans, self.sums.most)
                        for leaning in (parts + lean, parts - lean)
                    ]
        return np.column_stack(columns)

    def _list(self, corridor: Corridor, level: Fraction, *, few: int | None = None) -> Within:
        """List a corridor, and keep the best package of it."""
        least = [
            self.aim.least_sum(column, level) + exact_sum(column, self.least)
            for column in corridor.weights.T.tolist()
        ]
        within = corridor.list_within(least, few=few)
        self._keep(within)
        return within

    def _keep(self, within: Within) -> None:
        if not len(within.worth):
            return
        gains = within.worth - np.array(self.least)
        rough = self.aim.relaxed.rough(gains)
        for row in np.flatnonzero(rough >= rough.max() - NEAR).tolist():
            exact = tuple(gains[row].tolist())
            found = (self.key(exact), tuple(within.choices[row].tolist()), exact)
            if self.best is None or found[0] > self.best[0]:
                self.best = found

    def _gains(self, worth: IntArray) -> list[Gains]:
        return [tuple(row) for row in (worth - np.array(self.least)).tolist()]
