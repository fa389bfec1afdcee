"""What a search for one package makes as large as it can, and what that asks of weighted sums.

Each aim says, exactly, what every package that reaches a level has at least: by each weighted
sum of gains, and for each party. A search may drop whatever falls below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, prod
from typing import Protocol

from goodoffices.bridging.linear_bound import Relaxed
from goodoffices.bridging.weighted_best import exact_sum

Gains = tuple[int, ...]
"""For each party what a package brings it beyond the least; none below zero is allowed."""


class Aim(Protocol):
    """What is made as large as it can be, of gains in whole numbers."""

    @property
    def relaxed(self) -> Relaxed:
        """The same for mixtures of packages, in floating point."""

    def reached(self, gains: Gains) -> Fraction:
        """Return the level of a package."""

    def floors(self, level: Fraction) -> Gains:
        """Return the least gains of any package at the level or above."""

    def least_sum(self, weights: Sequence[int], level: Fraction) -> int:
        """Return what the weighted sum of gains is at least, at the level or above."""

    def bound(self, weights: Sequence[int], largest: int) -> Fraction:
        """Return what no level exceeds, given the largest weighted sum of gains."""

    def below(self, bound: Fraction, part: Fraction) -> Fraction:
        """Return a level that is lower than a bound by a part, from 0 to 1, of it."""


@dataclass(frozen=True, slots=True)
class SmallestShare:
    """The smallest share: of each party's gain in its span, parties without a span aside.

    Examples
    --------
    >>> aim = SmallestShare((10, 4))
    >>> aim.floors(Fraction(1, 3)), aim.least_sum((1, 2), Fraction(1, 3))
    ((4, 2), 8)
    >>> aim.bound((1, 2), 9)
    Fraction(1, 2)
    """

    spans: tuple[int, ...]

    @property
    def relaxed(self) -> Relaxed:
        """The smallest share of mixtures."""
        return Relaxed(self.spans, tuple(0.0 for _ in self.spans), is_smallest=True)

    def reached(self, gains: Gains) -> Fraction:
        """Return the smallest share."""
        pairs = zip(gains, self.spans, strict=True)
        return min(Fraction(gain, span) for gain, span in pairs if span)

    def floors(self, level: Fraction) -> Gains:
        """Return each party's share of the level, rounded up."""
        return tuple(max(0, ceil(level * span)) for span in self.spans)

    def least_sum(self, weights: Sequence[int], level: Fraction) -> int:
        """Return the sum of the floors."""
        return exact_sum(weights, self.floors(level))

    def bound(self, weights: Sequence[int], largest: int) -> Fraction:
        """Return the level at which all have the same share of the largest sum."""
        whole = exact_sum(weights, self.spans)
        return min(Fraction(1), Fraction(largest, whole)) if whole else Fraction(1)

    def below(self, bound: Fraction, part: Fraction) -> Fraction:
        """Return less by the part."""
        return bound * (1 - part)


@dataclass(frozen=True, slots=True)
class ProductOfGains:
    """The product of gains, parties without a span aside; each has to gain something.

    Notes
    -----
    By the means: (w·g / n)^n is no less than the product of all wg, equal where these are.

    Examples
    --------
    >>> aim = ProductOfGains((10, 4))
    >>> aim.floors(Fraction(12)), aim.least_sum((1, 2), Fraction(12)), aim.bound((1, 2), 10)
    ((3, 2), 10, Fraction(25, 2))
    """

    spans: tuple[int, ...]

    @property
    def relaxed(self) -> Relaxed:
        """The sum of logarithms of mixtures."""
        return Relaxed(self.spans, tuple(0.0 for _ in self.spans), is_product=True)

    def reached(self, gains: Gains) -> Fraction:
        """Return the product."""
        return Fraction(prod(g for g, span in zip(gains, self.spans, strict=True) if span))

    def floors(self, level: Fraction) -> Gains:
        """Return what each needs where the others have all that they could."""
        whole = prod(span for span in self.spans if span)
        return tuple(max(1, ceil(level * span / whole)) if span else 0 for span in self.spans)

    def least_sum(self, weights: Sequence[int], level: Fraction) -> int:
        """Return the least whole number whose power reaches that of the means."""
        pairs = [(w, span) for w, span in zip(weights, self.spans, strict=True) if span]
        number = len(pairs)
        power = ceil(number**number * level * prod(weight for weight, _ in pairs))
        return max(_root(power, number), exact_sum(weights, self.floors(level)))

    def bound(self, weights: Sequence[int], largest: int) -> Fraction:
        """Return the product at which all wg are the same."""
        used = [w for w, span in zip(weights, self.spans, strict=True) if span]
        whole = Fraction(prod(span for span in self.spans if span))
        if largest < 0:
            return Fraction(-1)
        if not all(used):
            return whole
        return min(whole, Fraction(largest, len(used)) ** len(used) / prod(used))

    def below(self, bound: Fraction, part: Fraction) -> Fraction:
        """Return less by the part for every party."""
        return bound * (1 - part) ** sum(map(bool, self.spans))


@dataclass(frozen=True, slots=True)
class SumOfGains:
    """A sum of gains, each times its party's coefficient (not below zero).

    Examples
    --------
    >>> aim = SumOfGains((10, 4), (Fraction(1, 10), Fraction(1, 4)))
    >>> aim.reached((5, 4)), aim.floors(Fraction(3, 2)), aim.bound((2, 5), 30)
    (Fraction(3, 2), (5, 2), Fraction(3, 2))
    """

    spans: tuple[int, ...]
    coefficients: tuple[Fraction, ...]

    @property
    def relaxed(self) -> Relaxed:
        """The sum, of mixtures that bring nobody less than nothing."""
        pairs = zip(self.coefficients, self.spans, strict=True)
        return Relaxed(self.spans, tuple(float(one * span) for one, span in pairs))

    def reached(self, gains: Gains) -> Fraction:
        """Return the sum."""
        pairs = zip(self.coefficients, gains, strict=True)
        return sum((one * gain for one, gain in pairs), Fraction(0))

    def floors(self, level: Fraction) -> Gains:
        """Return what each needs where the others have all that they could."""
        lacking = level - self.reached(self.spans)
        return tuple(
            max(0, ceil(lacking / one) + span) if one else 0
            for one, span in zip(self.coefficients, self.spans, strict=True)
        )

    def least_sum(self, weights: Sequence[int], level: Fraction) -> int:
        """Return the level times what the weights are of the coefficients at least."""
        return max(ceil(self._times(weights) * level), exact_sum(weights, self.floors(level)))

    def bound(self, weights: Sequence[int], largest: int) -> Fraction:
        """Return the largest sum over what the weights are of the coefficients at least."""
        whole, times = self.reached(self.spans), self._times(weights)
        if largest < 0:
            return Fraction(-1)
        return min(whole, Fraction(largest) / times) if times else whole

    def below(self, bound: Fraction, part: Fraction) -> Fraction:
        """Return less by the part."""
        return bound * (1 - part)

    def _times(self, weights: Sequence[int]) -> Fraction:
        pairs = zip(weights, self.coefficients, strict=True)
        return min((weight / one for weight, one in pairs if one), default=Fraction(0))


def _root(power: int, number: int) -> int:
    """The least whole number whose power is not below the one given."""
    low, high = 0, 1 << (power.bit_length() // number + 1)
    while low < high:
        middle = (low + high) // 2
        if middle**number >= power:
            high = middle
        else:
            low = middle + 1
    return low
