"""Boxes of packages, and what is known of a proposition on a whole box.

A box gives each issue several values at once. It is a second, slower way to what the engines
compute, and so shares nothing with them; `plain_search` looks through boxes with it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias


class Side(NamedTuple):
    """What one issue may still be: some names, and so many numbers from the lowest on."""

    names: frozenset[str]
    low: int = 0
    step: int = 1
    size: int = 0

    @property
    def high(self) -> int:
        """The highest number; below the lowest where there is none."""
        return self.low + (self.size - 1) * self.step

    def numbers(self) -> Side:
        """Return the numbers without any name."""
        return self._replace(names=frozenset())

    def between(self, low: int, high: int) -> Side:
        """Return the numbers from one to another that are among these, without any name."""
        skipped = max(0, -((self.low - low) // self.step))
        left = min(self.size, (high - self.low) // self.step + 1) - skipped
        return Side(frozenset(), self.low + skipped * self.step, self.step, max(0, left))

    def halves(self, cut: int) -> tuple[Side, Side]:
        """Return the numbers up to a cut, and those above it."""
        up_to = min(max((cut - self.low) // self.step + 1, 0), self.size)
        above = Side(frozenset(), self.low + up_to * self.step, self.step, self.size - up_to)
        return Side(frozenset(), self.low, self.step, up_to), above


Box: TypeAlias = dict[str, Side]


class Node(Protocol):
    """A proposition, ready to be asked about boxes."""

    def known(self, box: Box) -> bool | None:
        """Tell whether it is true of the whole box, false of it, or neither is plain."""
        ...

    def open_atoms(self, box: Box) -> Iterator[OpenAtom]:
        """Yield the open atoms in its open parts."""
        ...

    def totals(self, box: Box) -> Iterator[Total]:
        """Yield sums without which it cannot hold in the box, where it is open."""
        ...


class OpenAtom(Node, Protocol):
    """An atom, which also tells how to divide a box in which it is open."""

    def division(self, box: Box) -> tuple[str, tuple[Side, Side]]:
        """Return an issue, and two smaller sides of it that make up the whole."""
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """The issue has one of these values; the numbers are in order, all of them possible."""

    issue: str
    names: frozenset[str]
    numbers: tuple[int, ...]

    def known(self, box: Box) -> bool | None:
        """Tell whether it is true of the whole box, false of it, or neither is plain."""
        side = box[self.issue]
        if side.size:
            inside = self._inside(side)
            if inside == side.size and side.names <= self.names:
                return True
            return None if inside or not side.names.isdisjoint(self.names) else False
        if side.names <= self.names:
            return True
        return False if side.names.isdisjoint(self.names) else None

    def totals(self, box: Box) -> Iterator[Total]:
        """Yield sums without which it cannot hold in the box, where it is open."""
        del box
        return iter(())

    def _inside(self, side: Side) -> int:
        """Return how many numbers of a side are among these."""
        return bisect_right(self.numbers, side.high) - bisect_left(self.numbers, side.low)

    def open_atoms(self, box: Box) -> Iterator[OpenAtom]:
        """Yield the open atoms in its open parts."""
        if self.known(box) is None:
            yield self

    def division(self, box: Box) -> tuple[str, tuple[Side, Side]]:
        """Return an issue, and two smaller sides of it that make up the whole."""
        side = box[self.issue]
        if not side.size:
            return self.issue, (Side(side.names & self.names), Side(side.names - self.names))
        if side.names:
            return self.issue, (Side(side.names), side.numbers())
        first = self.numbers[bisect_left(self.numbers, side.low)]
        return self.issue, side.halves(first if first == side.low else first - side.step)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum between two ends (None: no end); false where a quantity is left unsettled."""

    terms: tuple[tuple[int, str], ...]
    low: int | None
    high: int | None

    def known(self, box: Box) -> bool | None:
        """Tell whether it is true of the whole box, false of it, or neither is plain."""
        least = greatest = 0
        is_settled = True
        for coefficient, name in self.terms:
            side = box[name]
            if not side.size:
                return False
            if side.names:
                is_settled = False
            ends = coefficient * side.low, coefficient * side.high
            least, greatest = least + min(ends), greatest + max(ends)
        low = least if self.low is None else self.low
        high = greatest if self.high is None else self.high
        if least > high or greatest < low:
            return False
        if low == high:
            # Totals come in strides, which may step over the only one wanted.
            stride = math.gcd(*(c * box[name].step for c, name in self.terms if box[name].size > 1))
            if (low - least) % stride if stride else least != low:
                return False
        return True if is_settled and low <= least and greatest <= high else None

    def open_atoms(self, box: Box) -> Iterator[OpenAtom]:
        """Yield the open atoms in its open parts."""
        if self.known(box) is None:
            yield self

    def totals(self, box: Box) -> Iterator[Total]:
        """Yield sums without which it cannot hold in the box, where it is open."""
        del box
        yield self

    def division(self, box: Box) -> tuple[str, tuple[Side, Side]]:
        """Return an issue, and two smaller sides of it that make up the whole."""
        for _, name in self.terms:
            side = box[name]
            if side.names:
                return name, (side.numbers(), Side(side.names))

        def spread(term: tuple[int, str]) -> int:
            side = box[term[1]]
            return abs(term[0]) * (side.high - side.low)

        coefficient, name = max(self.terms, key=spread)
        side = box[name]
        cut = (side.low + side.high) // 2
        if len(self.terms) == 1:
            # One of these cuts parts the numbers of which it is true from the others.
            ends = [end // coefficient for end in (self.low, self.high) if end is not None]
            cuts = (end + near for end in ends for near in (-1, 0, 1))
            cut = next((one for one in cuts if self._parts(box, one)), cut)
        return name, side.halves(cut)

    def _parts(self, box: Box, cut: int) -> bool:
        """Whether a cut leaves numbers on both sides, and decides the atom on one of them."""
        ((_, name),) = self.terms
        halves = box[name].halves(cut)
        return all(half.size for half in halves) and any(
            self.known({name: half}) is not None for half in halves
        )

    def tightened(self, box: Box) -> Box:
        """Return the part of a box outside of which it is surely false.

        A number may be no larger than what the others' least leaves below the upper end.
        """
        sides = {name: box[name].numbers() for _, name in self.terms}
        if not all(side.size for side in sides.values()):
            return {**box, **sides}
        ends = {name: sorted((c * sides[name].low, c * sides[name].high)) for c, name in self.terms}
        least = sum(end[0] for end in ends.values())
        greatest = sum(end[1] for end in ends.values())
        for coefficient, name in self.terms:
            most = None if self.high is None else self.high - least + ends[name][0]
            fewest = None if self.low is None else self.low - greatest + ends[name][1]
            if coefficient < 0:
                most, fewest = fewest, most
            side = sides[name]
            sides[name] = side.between(
                side.low if fewest is None else -(-fewest // coefficient),
                side.high if most is None else most // coefficient,
            )
        return {**box, **sides}

    def without(self, other: Total) -> Iterator[Total]:
        """Yield sums that hold where both do, each free of one quantity that both have."""
        mine, theirs = ({name: c for c, name in total.terms} for total in (self, other))
        for name in mine.keys() & theirs.keys():
            shared = math.gcd(mine[name], theirs[name])
            times, by = abs(theirs[name]) // shared, abs(mine[name]) // shared
            if (mine[name] > 0) == (theirs[name] > 0):
                by = -by
            weights = {
                each: times * mine.get(each, 0) + by * theirs.get(each, 0)
                for each in (*mine, *theirs)
            }
            low, high = (other.low, other.high) if by > 0 else (other.high, other.low)
            yield Total(
                tuple((weight, each) for each, weight in weights.items() if weight),
                None if self.low is None or low is None else times * self.low + by * low,
                None if self.high is None or high is None else times * self.high + by * high,
            )


@dataclass(frozen=True, slots=True)
class Joint:
    """Parts of which one decides where it has the decisive truth: false for `and`."""

    decisive: bool
    parts: tuple[Node, ...]

    @classmethod
    def any_of(cls, parts: Iterable[Node]) -> Node:
        """Return parts of which one must hold, or the only part."""
        listed = tuple(parts)
        return listed[0] if len(listed) == 1 else cls(decisive=True, parts=listed)

    def known(self, box: Box) -> bool | None:
        """Tell whether it is true of the whole box, false of it, or neither is plain."""
        settled: bool | None = not self.decisive
        for part in self.parts:
            known = part.known(box)
            if known is self.decisive:
                return known
            if known is None:
                settled = None
        return settled

    def open_atoms(self, box: Box) -> Iterator[OpenAtom]:
        """Yield the open atoms in its open parts."""
        if self.known(box) is None:
            for part in self.parts:
                yield from part.open_atoms(box)

    def totals(self, box: Box) -> Iterator[Total]:
        """Yield sums without which it cannot hold in the box, where it is open."""
        still_open = [part for part in self.parts if part.known(box) is None]
        if not self.decisive or len(still_open) == 1:
            for part in still_open:
                yield from part.totals(box)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The issue has none of these values."""

    body: Member

    def known(self, box: Box) -> bool | None:
        """Tell whether it is true of the whole box, false of it, or neither is plain."""
        known = self.body.known(box)
        return None if known is None else not known

    def open_atoms(self, box: Box) -> Iterator[OpenAtom]:
        """Yield the open atoms in its open parts."""
        return self.body.open_atoms(box)

    def totals(self, box: Box) -> Iterator[Total]:
        """Yield sums without which it cannot hold in the box, where it is open."""
        del box
        return iter(())
