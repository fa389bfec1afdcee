"""Diagrams of linear sums, built without ever listing the packages.

After some quantities are chosen, only their total matters, and not even that: whole intervals
of totals leave the same question open. Those intervals are remembered for each quantity.
It knows diagrams only as nodes that its caller makes, and imports only the vocabulary.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final, Generic, NamedTuple, TypeAlias, TypeVar

from goodoffices.case.errors import TooLarge
from goodoffices.case.propositions import Comparison

N = TypeVar("N")

Make: TypeAlias = Callable[[int, list[tuple[int, N]]], N]
"""Returns the reduced node of a level with runs of values, each given by its end."""

MOST_RUNS: Final = 50_000
"""Runs of numbers that one quantity of a sum may need at most, before it is too large."""


class Term(NamedTuple):
    """A quantity in a sum: its place in the order, its numbers, and its coefficient.

    `size` counts its values; those after the numbers leave it unsettled.
    """

    level: int
    numbers: range
    size: int
    coefficient: int

    @property
    def extremes(self) -> tuple[int, int]:
        """The least and the greatest that it can add."""
        ends = self.coefficient * self.numbers[0], self.coefficient * self.numbers[-1]
        return min(ends), max(ends)


class _Stretch(NamedTuple):
    """Totals that compare alike with the bound."""

    low: int
    high: int
    truth: bool


class _Block(NamedTuple, Generic[N]):
    """Totals, first to last, after which one and the same node remains."""

    low: int
    high: int
    node: N


class SumDiagram(Generic[N]):
    """The diagram of one comparison of a weighted sum with a number.

    Parameters
    ----------
    terms : sequence of Term
        By level, each once, at least one.
    comparison : Comparison
    bound : int
    make : callable of level and runs
        Returns the caller's node; runs are (end, node), as for `Node` in `diagrams`.
    true, false : node

    Notes
    -----
    The blocks of one depth never overlap: two totals are in one block when every completion
    leads both into one block of the next depth, or both into one stretch of the comparison.
    Time is of the order of runs made, not of values, where runs are long.

    Source: I. Abio, R. Nieuwenhuis, A. Oliveras, E. Rodriguez-Carbonell,
    V. Mayer-Eichberger, A new look at BDDs for pseudo-Boolean constraints, JAIR 45 (2012),
    algorithm 2; from two values to many, and to all six comparisons: ours.

    Examples
    --------
    >>> def make(level, runs):
    ...     return runs[0][1] if len({node for _, node in runs}) == 1 else (level, *runs)
    >>> terms = [Term(0, range(3), 3, 1), Term(1, range(2), 2, 1)]
    >>> SumDiagram(
    ...     terms, Comparison.AT_LEAST, 2, make=make, true="yes", false="no"
    ... ).node()
    (0, (1, 'no'), (2, (1, (1, 'no'), (2, 'yes'))), (3, 'yes'))
    """

    def __init__(
        self,
        terms: Sequence[Term],
        comparison: Comparison,
        bound: int,
        *,
        make: Make[N],
        true: N,
        false: N,
    ) -> None:
        self._terms = terms
        self._make = make
        self._false = false
        self._spans = [(0, 0)]
        self._settled = [true]
        for term in reversed(terms):
            least, greatest = term.extremes
            self._spans.append((self._spans[-1][0] + least, self._spans[-1][1] + greatest))
            self._settled.append(self._node(term, [(len(term.numbers), self._settled[-1])]))
        self._spans.reverse()
        self._settled.reverse()
        self._beyond = 4 * (sum(max(map(abs, term.extremes)) for term in terms) + abs(bound) + 1)
        self._stretches = _stretches(comparison, bound, self._beyond)
        self._blocks: list[list[_Block[N]]] = [[] for _ in self._spans]
        self._lows: list[list[int]] = [[] for _ in self._spans]

    def node(self) -> N:
        """Return the set of choices whose sum is settled and compares as said."""
        return self._after(0, 0).node

    def _after(self, depth: int, total: int) -> _Block[N]:
        """Return what remains when the quantities before `depth` add up to `total`."""
        blocks = self._blocks[depth]
        at = bisect_right(self._lows[depth], total)
        if at and total <= blocks[at - 1].high:
            return blocks[at - 1]
        block = self._decided(depth, total) or self._open(depth, total)
        blocks.insert(at, block)
        self._lows[depth].insert(at, block.low)
        return block

    def _decided(self, depth: int, total: int) -> _Block[N] | None:
        """Return the block of totals that no completion can bring into another stretch."""
        least, greatest = self._spans[depth]
        for low, high, truth in self._stretches:
            if low <= total + least and total + greatest <= high:
                node = self._settled[depth] if truth else self._false
                return _Block(low - least, high - greatest, node)
        return None

    def _open(self, depth: int, total: int) -> _Block[N]:
        """Ask the next quantity, one run of its numbers after another."""
        term = self._terms[depth]
        low, high = -self._beyond, self._beyond
        runs: list[tuple[int, N]] = []
        at = 0
        while at < len(term.numbers):
            added = term.coefficient * term.numbers[at]
            block = self._after(depth + 1, total + added)
            stride = term.coefficient * term.numbers.step
            room = block.high - total - added if stride > 0 else total + added - block.low
            at = min(len(term.numbers), at + room // abs(stride) + 1)
            ends = added, term.coefficient * term.numbers[at - 1]
            low, high = max(low, block.low - min(ends)), min(high, block.high - max(ends))
            runs.append((at, block.node))
            if len(runs) > MOST_RUNS:
                raise TooLarge(MOST_RUNS)
        return _Block(low, high, self._node(term, runs))

    def _node(self, term: Term, runs: list[tuple[int, N]]) -> N:
        """Return the node with these runs of numbers, and none of the ways to leave it open."""
        unsettled = [(term.size, self._false)] if term.size > len(term.numbers) else []
        return self._make(term.level, runs + unsettled)


def _stretches(comparison: Comparison, bound: int, beyond: int) -> list[_Stretch]:
    """Cut the totals where the comparison turns, from far below to far above."""
    match comparison:
        case Comparison.AT_MOST | Comparison.MORE:
            cuts = [-beyond, bound + 1]
        case Comparison.AT_LEAST | Comparison.LESS:
            cuts = [-beyond, bound]
        case _:
            cuts = [-beyond, bound, bound + 1]
    first = comparison in {Comparison.AT_MOST, Comparison.LESS, Comparison.UNEQUAL}
    ends = [*(cut - 1 for cut in cuts[1:]), beyond]
    return [
        _Stretch(low, high, first if at % 2 == 0 else not first)
        for at, (low, high) in enumerate(zip(cuts, ends, strict=True))
    ]
