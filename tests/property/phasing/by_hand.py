"""Shortfalls and exposures by brute force: sets of tranches, extreme valuations, every order.

Reads a case and nothing else; shares no code with `goodoffices.phasing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, product

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Importance, Undertaking, Weighing

Weights = Mapping[str, Fraction]
Done = frozenset[str]


class ByHand:
    """A case, with everything reckoned by listing."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.known = {one.id: one for one in case.undertakings}
        self.all = frozenset(part for one in case.undertakings for part in one.parts)
        self.kept = frozenset(
            part for one in case.undertakings if not one.reversible for part in one.parts
        )
        self.parties = [
            party
            for party in case.parties
            if any(party in one.beneficiaries for one in case.undertakings)
        ]
        self.pairs = {party: list(self._valuations(party)) for party in self.parties}
        self.shortfall = cache(self._shortfall)
        self.waits = [
            (step, awaited)
            for one in case.linkages
            for step in self._parts(one.step)
            for awaited in self._parts(one.after)
        ]

    def _parts(self, reference: str) -> tuple[str, ...]:
        return (reference,) if "." in reference else self.known[reference].parts

    def _valuations(self, party: str) -> Iterator[tuple[Weights, Weights]]:
        """Extreme pairs of burdens and benefits, in shares of the total benefit."""
        said = next(
            (one for one in self.case.importance if one.party == party),
            Importance(id="open", party=party),
        )
        does = [one for one in self.case.undertakings if one.responsible == party]
        gets = [one for one in self.case.undertakings if party in one.beneficiaries]
        burdens, benefits = list(_extremes(said.does, does)), list(_extremes(said.gets, gets))
        both = bool(said.gets.numbers) and (bool(said.does.numbers) or not does)
        for burden, benefit in product(burdens or [{}], benefits):
            whole, total = sum(burden.values()), sum(benefit.values())
            shares = {part: weight / total for part, weight in benefit.items()}
            if both:
                yield {part: weight / total for part, weight in burden.items()}, shares
                continue
            for weighs in said.weighs:
                scaled = {part: weighs * weight / whole for part, weight in burden.items()}
                yield scaled, shares

    def _shortfall(self, done: Done) -> tuple[Fraction, ...]:
        """By party at the most, where this is done."""
        left = self.all - (done & self.kept)
        return tuple(max(self.differences(party, left)) for party in self.parties)

    def differences(self, party: str, inside: Done) -> list[Fraction]:
        """Burdens less benefits in a set, at least 0, under each extreme valuation."""
        return [
            max(Fraction(), _sum(burden, inside) - _sum(benefit, inside))
            for burden, benefit in self.pairs[party]
        ]

    def orders(self, done: Done = frozenset()) -> Iterator[list[Done]]:
        """Every order, as the sets done after each step; equal tranches in their order."""
        if done == self.all:
            yield [done]
        for part in self.all - done:
            if all(awaited in done for step, awaited in self.waits if step == part) and (
                _before(part, self.known) in {*done, ""}
            ):
                for rest in self.orders(done | {part}):
                    yield [done, *rest]

    def vectors(self) -> set[tuple[Fraction, ...]]:
        """The parties' largest shortfalls of every order."""
        return {
            tuple(map(max, zip(*(self.shortfall(done) for done in order[:-1]), strict=True)))
            for order in self.orders()
        }

    def schedules(self, done: Done = frozenset()) -> Iterator[list[Done]]:
        """Every schedule in phases, as the sets done after each; equal tranches in order."""
        if done == self.all:
            yield [done]
        ready = [
            part
            for part in self.all - done
            if all(awaited in done for step, awaited in self.waits if step == part)
        ]
        for size in range(1, len(ready) + 1):
            for some in combinations(ready, size):
                after = done.union(some)
                if all(_before(part, self.known) in {*after, ""} for part in some):
                    for rest in self.schedules(after):
                        yield [done, *rest]

    def days(self, schedule: Sequence[Done]) -> int:
        """The day on which a schedule ends, everything verified."""
        day = 0
        for start, end in pairwise(schedule):
            begins = day
            for one in self.case.undertakings:
                number = len((end - start).intersection(one.parts))
                if number:
                    done = max(begins, one.earliest) + number * one.days
                    day = max(day, done + one.verified_in)
        return day

    def largest(self, schedule: Sequence[Done]) -> tuple[Fraction, ...]:
        """By party the largest shortfall of a schedule, over every set done at some moment."""
        found = self.shortfall(frozenset())
        for start, end in pairwise(schedule):
            steps = sorted(end - start)
            for size in range(1, len(steps) + 1):
                for some in combinations(steps, size):
                    if start.union(some) != self.all:
                        found = tuple(map(max, found, self.shortfall(start.union(some))))
        return found


def unbeaten(vectors: set[tuple[Fraction, ...]]) -> set[tuple[Fraction, ...]]:
    """Return those that none other is as small as in every entry."""
    return {
        one
        for one in vectors
        if not any(
            other != one and all(a <= b for a, b in zip(other, one, strict=True))
            for other in vectors
        )
    }


def _before(part: str, known: Mapping[str, Undertaking]) -> str:
    name, _, number = part.partition(".")
    return "" if known[name].groups or number == "1" else f"{name}.{int(number) - 1}"


def _sum(weights: Weights, inside: Done) -> Fraction:
    return sum((weight for part, weight in weights.items() if part in inside), Fraction())


def _extremes(said: Weighing, known: Sequence[Undertaking]) -> Iterator[Weights]:
    parts = {one.id: one.parts for one in known}
    parts |= {part: (part,) for one in known for part in one.parts}
    if said.numbers:
        names = [name for name in said.numbers if name in parts]
        for weights in product(*(set(said.numbers[name]) for name in names)):
            yield from _spread([parts[name] for name in names], weights, known)
        return
    levels = [[str(name) for name in level] for level in said.order]
    named = {part for level in levels for name in level for part in parts[name]}
    for depth in range(1, len(levels) + 1):
        top = [name for level in levels[:depth] for name in level]
        yield from _spread([parts[name] for name in top], [Fraction(1)] * len(top), known)
    for one in known:
        free = tuple(part for part in one.parts if part not in named)
        for alone in [(part,) for part in free] if one.groups else [free]:
            if alone:
                yield from _spread([alone], [Fraction(1)], known)


def _spread(
    units: Sequence[Sequence[str]], weights: Sequence[Fraction], known: Sequence[Undertaking]
) -> Iterator[Weights]:
    grouped = {part for one in known if one.groups for part in one.parts}
    ways = [
        [{part: weight} for part in parts]
        if parts[0] in grouped
        else [{part: weight / len(parts) for part in parts}]
        for parts, weight in zip(units, weights, strict=True)
    ]
    for chosen in product(*ways):
        yield {part: weight for one in chosen for part, weight in one.items()}
