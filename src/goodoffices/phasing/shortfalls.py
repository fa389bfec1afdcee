"""The parties' shortfalls at their upper bounds, in whole numbers, for searches.

A search compares very many of them: so each side is reckoned once for the counts of its own
kinds, and everything is brought to one denominator.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from operator import itemgetter, mul

from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.results import Objective
from goodoffices.phasing.sides import NumberedSide, Side
from goodoffices.phasing.valuation import Valuation, Valuations

Vector = tuple[int | Fraction, ...]
"""By party, scaled: whole numbers wherever there is one denominator."""

Key = tuple[int | Fraction, ...]
"""What is compared, from the first entry on; the smaller the better."""


class Shortfalls:
    """What each party would gain by stopping, at the most, for counts of a plan.

    Parameters
    ----------
    plan : Plan
    valuations : Valuations
    objective : Objective
        In shares, or in amounts.

    Attributes
    ----------
    parties
        In the order of a vector.
    scale
        By how much shares or amounts are multiplied.
    is_whole
        Whether that makes all of them whole; otherwise they are fractions.
    units
        By party: what a share of one stands for, in shares or in amounts.
    """

    def __init__(self, plan: Plan, valuations: Valuations, objective: Objective) -> None:
        self.objective = objective
        self.parties = tuple(valuations.by_party)
        known = valuations.by_party.values()
        units = [_unit(one, objective) for one in known]
        denominators = [one.denominator for one in known]
        self.scale = 1
        self.is_whole = all(one is not None for one in denominators)
        if self.is_whole:
            self.scale = lcm(
                *(
                    (one or 1) * unit.denominator
                    for one, unit in zip(denominators, units, strict=True)
                )
            )
        self._sides = [
            (
                _reader(plan, one.does, _left(one, one.burdens, self.scale * unit, burden=True)),
                _reader(plan, one.gets, _left(one, one.benefits, self.scale * unit, burden=False)),
            )
            for one, unit in zip(known, units, strict=True)
        ]
        self.units = tuple(units)

    def at(self, counts: Counts) -> Vector:
        """Return the shortfalls where this much is done."""
        return tuple(max(0, burden(counts) - benefit(counts)) for burden, benefit in self._sides)

    def between(self, start: Counts, end: Counts) -> Vector:
        """Return the largest in the midst of a phase: each has done nothing of it, others all."""
        return tuple(max(0, burden(start) - benefit(end)) for burden, benefit in self._sides)

    def burdens(self, counts: Counts) -> Vector:
        """Return what is still to bear."""
        return tuple(burden(counts) for burden, _ in self._sides)

    def benefits(self, counts: Counts) -> Vector:
        """Return what is still to receive, at the least."""
        return tuple(benefit(counts) for _, benefit in self._sides)

    def key(self, vector: Vector) -> Key:
        """Return what is compared of a vector."""
        ordered = sorted(vector, reverse=True)
        if self.objective is Objective.TOGETHER:
            return (sum(vector), *ordered)
        return tuple(ordered)

    def shares(self, vector: Vector) -> dict[str, Fraction]:
        """Return a vector by party, in shares of each party's own total benefit."""
        return {
            party: Fraction(value) / (self.scale * unit)
            for party, value, unit in zip(self.parties, vector, self.units, strict=True)
        }

    def value(self, key: Key) -> Fraction:
        """Return the first entry of a key as a share or an amount."""
        return Fraction(key[0]) / self.scale if key else Fraction()


def _unit(valuation: Valuation, objective: Objective) -> Fraction:
    """What a share of one stands for in the objective."""
    if objective is Objective.SHARES:
        return Fraction(1)
    assert valuation.total is not None, "amounts are asked for only where there are numbers"
    return valuation.total


Left = Callable[[Counts], int | Fraction]


def _reader(plan: Plan, places: tuple[int, ...], left: Left) -> Left:
    """What is left of one side, remembered for the counts of its kinds."""
    kept = tuple(place for place in places if not plan.kinds[place].reversible)
    if not kept:
        nothing_done = left(plan.start)
        return lambda _: nothing_done
    pick = itemgetter(*kept)
    known: dict[object, int | Fraction] = {}

    def read(counts: Counts) -> int | Fraction:
        part = pick(counts)
        found = known.get(part)
        if found is None:
            found = known[part] = left(counts)
        return found

    return read


def _left(valuation: Valuation, side: Side, scale: Fraction, *, burden: bool) -> Left:
    """How what is left of one side is reckoned from counts."""
    exactly = valuation.burden_left if burden else valuation.benefit_left
    total = valuation.total
    if (
        total is not None
        and isinstance(side, NumberedSide)
        and all(len(unit.places) == 1 for unit, _ in side.weights)
    ):
        return _linear(valuation, side, scale / total, burden=burden)

    def left(counts: Counts) -> int | Fraction:
        value = exactly(counts) * scale
        return value.numerator if value.denominator == 1 else value

    return left


def _linear(valuation: Valuation, side: NumberedSide, scale: Fraction, *, burden: bool) -> Left:
    """The same where every kind has a weight of its own: a sum of products."""
    places = valuation.does if burden else valuation.gets
    kinds = valuation.plan.kinds
    weights = [0] * len(kinds)
    total = 0
    for unit, bounds in side.weights:
        place = places[unit.places[0]]
        weight = bounds[burden] * scale / unit.size
        if weight.denominator != 1:  # without one denominator there is no whole number
            exactly = valuation.burden_left if burden else valuation.benefit_left
            whole = scale * (valuation.total or 1)
            return lambda counts: exactly(counts) * whole
        total += int(weight) * unit.size
        if not kinds[place].reversible:
            weights[place] = int(weight)
    return lambda counts: total - sum(map(mul, weights, counts))
