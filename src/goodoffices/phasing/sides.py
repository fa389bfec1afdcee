"""What a party does, or gets, weighed by an order or by numbers: bounds of a part of it.

A part is given by how many tranches of each kind are in it. The closed forms are argued in
docs/book/phasing.md; all of it is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import lcm
from typing import Protocol

from goodoffices.phasing.results import Range

_NOTHING = Fraction()

Inside = Sequence[int]
"""How many tranches of each kind of a side are in a part of it."""


class Side(Protocol):
    """What a party does, or what it gets."""

    @property
    def denominator(self) -> int | None:
        """A number that makes every bound of a share whole; None where there is none."""
        ...

    def share(self, inside: Inside) -> Range:
        """Return the least and the largest share that a part can have of the whole."""
        ...


@dataclass(frozen=True, slots=True)
class Unit:
    """What has one weight: equal tranches of an undertaking, a group, or several groups together.

    Attributes
    ----------
    places
        Of its kinds within the side; several only where groups are weighed as a whole, whose
        weight can lie on any of them.
    size
        How many equal tranches it has; 1 for groups.
    """

    places: tuple[int, ...]
    size: int = 1

    def inside(self, inside: Inside) -> tuple[int, int]:
        """Return how many of its tranches are in a part, at the least and at the most."""
        if len(self.places) == 1:
            number = inside[self.places[0]]
            return number, number
        numbers = [inside[place] for place in self.places]
        return int(all(numbers)), int(any(numbers))


@dataclass(frozen=True)
class OrderedSide:
    """Weighed by an order: one level is no lighter than the next; what it leaves out is open.

    Examples
    --------
    >>> side = OrderedSide(((Unit((0,), 2),), (Unit((1,)),)), (Unit((2,)),))
    >>> side.share((1, 0, 0))
    (Fraction(0, 1), Fraction(1, 2))
    >>> side.share((2, 0, 1))
    (Fraction(1, 2), Fraction(1, 1))
    """

    levels: tuple[tuple[Unit, ...], ...]
    free: tuple[Unit, ...]

    @cached_property
    def _reach(self) -> tuple[int, ...]:
        """How many units the first levels have."""
        return tuple(accumulate(len(level) for level in self.levels))

    @cached_property
    def denominator(self) -> int:
        """A number that makes every bound of a share whole."""
        units = (*(unit for level in self.levels for unit in level), *self.free)
        return lcm(*(unit.size for unit in units)) * lcm(*self._reach)

    def share(self, inside: Inside) -> Range:
        """Return the least and the largest share that a part can have of the whole."""
        whole = self.denominator
        lows, highs = self._means(inside, whole)
        for unit in self.free:
            low, high = unit.inside(inside)
            lows.append(low * whole // unit.size)
            highs.append(high * whole // unit.size)
        if not lows:
            return Fraction(), Fraction()
        return Fraction(min(lows), whole), Fraction(max(highs), whole)

    def _means(self, inside: Inside, whole: int) -> tuple[list[int], list[int]]:
        """Over the first levels the mean of the parts of their units, at both bounds."""
        lows: list[int] = []
        highs: list[int] = []
        low_sum = high_sum = 0
        for level, reach in zip(self.levels, self._reach, strict=True):
            for unit in level:
                low, high = unit.inside(inside)
                low_sum += low * whole // unit.size
                high_sum += high * whole // unit.size
            lows.append(low_sum // reach)
            highs.append(high_sum // reach)
        return lows, highs


@dataclass(frozen=True)
class NumberedSide:
    """Weighed by numbers or intervals; what has none weighs nothing.

    Examples
    --------
    >>> one, two = (Fraction(1), Fraction(1)), (Fraction(2), Fraction(4))
    >>> side = NumberedSide(((Unit((0,)), one), (Unit((1,), 2), two)))
    >>> side.amount((0, 1))
    (Fraction(1, 1), Fraction(2, 1))
    >>> side.share((1, 0))
    (Fraction(1, 5), Fraction(1, 3))
    """

    weights: tuple[tuple[Unit, Range], ...]

    @cached_property
    def amount_denominator(self) -> int:
        """A number that makes every bound of an amount whole."""
        sizes = lcm(*(unit.size for unit, _ in self.weights))
        return sizes * lcm(*(one.denominator for _, bounds in self.weights for one in bounds))

    @cached_property
    def _scaled(self) -> tuple[tuple[Unit, int, int], ...]:
        """Of one tranche."""
        whole = self.amount_denominator
        return tuple(
            (unit, int(low * whole) // unit.size, int(high * whole) // unit.size)
            for unit, (low, high) in self.weights
        )

    @cached_property
    def total(self) -> Range:
        """The whole, at the least and at the most."""
        lows, highs = zip(*(bounds for _, bounds in self.weights), strict=True)
        return sum(lows, Fraction()), sum(highs, Fraction())

    @cached_property
    def is_exact(self) -> bool:
        """Whether every number is known exactly."""
        return all(low == high for _, (low, high) in self.weights)

    @cached_property
    def denominator(self) -> int | None:
        """A number that makes every bound of a share whole; None where there is none."""
        if not self.is_exact:
            return None
        return self.amount_denominator * max(self.total[0].numerator, 1)

    def amount(self, inside: Inside) -> Range:
        """Return what a part weighs, at the least and at the most."""
        least = most = 0
        for unit, low, high in self._scaled:
            fewest, largest = unit.inside(inside)
            least += low * fewest
            most += high * largest
        return Fraction(least, self.amount_denominator), Fraction(most, self.amount_denominator)

    def share(self, inside: Inside) -> Range:
        """Return the least and the largest share that a part can have of the whole.

        A mean of the parts of the units is largest with the units of the largest parts at
        their upper bounds and the others at their lower ones, and smallest the other way round.
        """
        parts = [
            (*(Fraction(one, unit.size) for one in unit.inside(inside)), *bounds)
            for unit, bounds in self.weights
        ]
        if self.is_exact:
            whole = self.total[0] or Fraction(1)
            return (
                sum((low * weight for low, _, weight, _ in parts), _NOTHING) / whole,
                sum((high * weight for _, high, weight, _ in parts), _NOTHING) / whole,
            )
        highs = sorted(((high, low_w, high_w) for _, high, low_w, high_w in parts), reverse=True)
        lows = sorted((low, low_w, high_w) for low, _, low_w, high_w in parts)
        return min(_means(lows), default=_NOTHING), max(_means(highs), default=_NOTHING)


def _means(parts: Sequence[tuple[Fraction, Fraction, Fraction]]) -> Iterator[Fraction]:
    """Weighted means, with more and more of the first units at their upper bounds."""
    above = sum((part * low for part, low, _ in parts), Fraction())
    below = sum((low for _, low, _ in parts), Fraction())
    if below:
        yield above / below
    for part, low, high in parts:
        above += part * (high - low)
        below += high - low
        if below:
            yield above / below
