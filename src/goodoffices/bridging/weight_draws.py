"""Weights of one party, drawn independently and uniformly from all that agree with what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.stated import Stated
from goodoffices.case.errors import CannotBeTrue

FloatArray: TypeAlias = NDArray[np.float64]
Draw: TypeAlias = Callable[[np.random.Generator, int], FloatArray]

PILOT: Final = 4_000
"""So many draws are made to see how many are accepted."""

LEAST_ACCEPTED: Final = 0.01
"""Where fewer are accepted than this share, drawing by rejection is given up."""

NEARLY: Final = 1e-12
"""Differences below this, in shares of the total, are rounding."""

_MOST_ROUNDS: Final = 60


@dataclass(frozen=True)
class WeightLevels:
    """Weights that agree with what a party said, as shares of the total.

    Attributes
    ----------
    members
        The issues of each level; those on one level weigh the same.
    low, high
        Bounds of the weight of one issue of each level.
    chain
        How many levels, from the first one on, stand in an order, the heaviest first.
    """

    members: tuple[tuple[str, ...], ...]
    low: tuple[Fraction, ...]
    high: tuple[Fraction, ...]
    chain: int

    @classmethod
    def of(cls, stated: Stated) -> WeightLevels:
        """Return the levels of what a party stated, bounds narrowed by the order and by the sum.

        Raises
        ------
        CannotBeTrue
            Where it is plain that no weights agree with it.

        Examples
        --------
        >>> from goodoffices.case.issues import Issue
        >>> from goodoffices.case.preferences import Preference
        >>> issues = {name: Issue(id=name, options=[{"id": "x"}]) for name in "abc"}
        >>> said = Preference(id="p", party="p", order=["b", ["a", "c"]], weights={"b": [20, 50]})
        >>> levels = WeightLevels.of(Stated(said, issues, ()))
        >>> levels.members, [str(one) for one in levels.low], [str(one) for one in levels.high]
        ((('b',), ('a', 'c')), ['1/4', '1/4'], ['1/2', '3/8'])
        """
        said = stated.preference
        chained = [tuple(sorted(map(str, level))) for level in said.order]
        named = {issue for level in chained for issue in level}
        members = (*chained, *((issue,) for issue in sorted(stated.issues) if issue not in named))
        low = [max(stated.weights[one][0] for one in level) / said.total for level in members]
        high = [min(stated.weights[one][1] for one in level) / said.total for level in members]
        levels = cls(members, tuple(low), tuple(high), len(chained))
        for _ in range(_MOST_ROUNDS):
            before, levels = levels, levels._narrowed()
            if any(least > most for least, most in zip(levels.low, levels.high, strict=True)):
                reason = f"no weights within their bounds and order sum to {said.total}"
                raise CannotBeTrue(said.party, [reason])
            if levels == before:
                break
        return levels

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How many issues stand on each level."""
        return tuple(map(len, self.members))

    @cached_property
    def open(self) -> tuple[int, ...]:
        """The levels whose weight is not known exactly."""
        return tuple(
            at
            for at, (least, most) in enumerate(zip(self.low, self.high, strict=True))
            if least != most
        )

    @cached_property
    def rest(self) -> Fraction:
        """What the open levels share out."""
        known = set(range(len(self.members))) - set(self.open)
        return 1 - sum((self.counts[at] * self.low[at] for at in known), Fraction(0))

    def _narrowed(self) -> WeightLevels:
        """After one more round of what the order and the sum say of the bounds."""
        low, high = list(self.low), list(self.high)
        for at in range(self.chain - 2, -1, -1):
            low[at] = max(low[at], low[at + 1])
        for at in range(1, self.chain):
            high[at] = min(high[at], high[at - 1])
        least = sum((n * one for n, one in zip(self.counts, low, strict=True)), Fraction(0))
        most = sum((n * one for n, one in zip(self.counts, high, strict=True)), Fraction(0))
        bounds = list(zip(self.counts, low, high, strict=True))
        return replace(
            self,
            low=tuple(max(one, top - (most - 1) / n) for n, one, top in bounds),
            high=tuple(min(top, one + (1 - least) / n) for n, one, top in bounds),
        )

    def spread(self, levels: FloatArray) -> dict[str, FloatArray]:
        """Return the weight of every issue from the weights of the levels (samples x levels)."""
        return {
            issue: levels[:, at] for at, members in enumerate(self.members) for issue in members
        }

    def keeps(self, levels: FloatArray) -> NDArray[np.bool_]:
        """Tell which rows (samples x levels) keep the bounds and the order."""
        low = np.array([float(one) for one in self.low])
        high = np.array([float(one) for one in self.high])
        ordered = levels[:, : self.chain]
        kept = ((levels >= low - NEARLY) & (levels <= high + NEARLY)).all(axis=1)
        kept &= (ordered[:, :-1] >= ordered[:, 1:] - NEARLY).all(axis=1)
        return np.asarray(kept)


def find_proposal(levels: WeightLevels, stream: np.random.Generator) -> tuple[Draw | None, float]:
    """Return how to draw weights of which the most are accepted, and the share that is.

    Parameters
    ----------
    levels : WeightLevels
    stream : Generator
        For a pilot of `PILOT` draws by each way.

    Returns
    -------
    draw, share
        `draw(stream, number)` gives rows (samples x levels) that sum to 1, uniform on a simplex
        that holds all weights wanted; those that `levels.keeps` are uniform on what is wanted.
        None where each way has less than `LEAST_ACCEPTED` of its draws accepted.

    Notes
    -----
    A point of a simplex is drawn by exponentials divided by their sum. Three simplices: the
    one of all weights in the given order (each step down the order a coordinate of its own:
    the order statistics of the simplex); the one above all lower bounds; the one below all
    upper bounds. With an order and no bounds, or with lower bounds alone, all are accepted.

    Source: L. Devroye, *Non-Uniform Random Variate Generation* (1986), chapter V, theorems 2.1
    and 2.2, for the simplex; that an order cuts a simplex out of it: docs/book/sampling.md.
    """
    if not levels.open:
        known = np.array([[float(one) for one in levels.low]])
        return (lambda _stream, number: np.repeat(known, number, axis=0)), 1.0
    best: Draw | None = None
    share = 0.0
    for draw in _proposals(levels):
        accepted = float(levels.keeps(draw(stream, PILOT)).mean())
        if accepted > share:
            best, share = draw, accepted
        if share == 1.0:
            break
    return (best, share) if share >= LEAST_ACCEPTED else (None, share)


def draw_accepted(
    draw: Draw, levels: WeightLevels, stream: np.random.Generator, *, number: int
) -> FloatArray:
    """Return so many accepted rows of weights (samples x levels), drawn batch by batch."""
    found = [np.empty((0, len(levels.members)))]
    have = 0
    while have < number:
        rows = draw(stream, min(max(2 * (number - have), 256), 50_000))
        found.append(rows[levels.keeps(rows)])
        have += len(found[-1])
    return np.concatenate(found)[:number]


def _proposals(levels: WeightLevels) -> Iterator[Draw]:
    """Ways to draw from a simplex that holds all weights wanted."""
    places = list(levels.open)
    known = np.array([float(one) for one in levels.low])
    counts = np.array([levels.counts[at] for at in places], dtype=np.float64)
    low = np.array([float(levels.low[at]) for at in places])
    high = np.array([float(levels.high[at]) for at in places])
    rest = float(levels.rest)
    ordered = sum(at < levels.chain for at in places)

    def filled(drawn: FloatArray) -> FloatArray:
        rows = np.repeat(known[None, :], len(drawn), axis=0)
        rows[:, places] = drawn
        return rows

    def draw_in_order(stream: np.random.Generator, number: int) -> FloatArray:
        shares = rest * _simplex(stream, number, len(places))
        steps = shares[:, :ordered] / np.cumsum(counts[:ordered])
        shares[:, :ordered] = np.cumsum(steps[:, ::-1], axis=1)[:, ::-1]
        shares[:, ordered:] /= counts[ordered:]
        return filled(shares)

    def draw_above(stream: np.random.Generator, number: int) -> FloatArray:
        shares = _simplex(stream, number, len(places))
        return filled(low + (rest - counts @ low) * shares / counts)

    def draw_below(stream: np.random.Generator, number: int) -> FloatArray:
        shares = _simplex(stream, number, len(places))
        return filled(high - (counts @ high - rest) * shares / counts)

    yield draw_in_order
    yield draw_above
    yield draw_below


def _simplex(stream: np.random.Generator, number: int, size: int) -> FloatArray:
    drawn = stream.standard_exponential((number, size))
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))
