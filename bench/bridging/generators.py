"""Invented problems to measure on: from easy to hard, the same for the same seed.

Draws only from `Random.random`, whose stream is the same under every version of Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import log
from random import Random
from typing import Final, TypeVar

import numpy as np

from goodoffices.bridging.problem import Choices, IntArray, Problem, Table

MILLION: Final = 1_000_000
POINTS: Final = 100
FORBIDDEN: Final = 0.25
"""The share of a rule's combinations that may not stand."""
OPPOSITION: Final = 0.4
"""How much of an opposed value is contrary to the others'; the rest is the party's own.

With 0.4 frontiers are about as large as, or larger than, those that the goals were set on:
about 1,000 points at 40 issues and 2 parties, 10,000 at 20 issues and 3 parties.
"""
NEARNESS: Final = 0.2
"""How far correlated values may lie apart, before they are stretched to 0 to 1."""
STARTS: Final = 20
"""From how many packages the worth of the worst-off party is climbed."""


Thing = TypeVar("Thing")


class Kind(StrEnum):
    """How the worths of one option to different parties hang together.

    `contrary`: what an option gives to one party it takes from the others, so that only
    different weights leave anything to trade; the frontier is largest. `opposed`: the same,
    mixed with values of each party's own. `uncorrelated`: each party's values are drawn on
    their own. `correlated`: near a common value; the frontier is small.
    """

    CONTRARY = "contrary"
    OPPOSED = "opposed"
    UNCORRELATED = "uncorrelated"
    CORRELATED = "correlated"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an invented problem is made of; `problem()` makes it.

    Attributes
    ----------
    issues, options, parties
        How many; options an issue.
    kind
        How the parties' worths hang together.
    scale
        What the best package would be worth to each party if it could have it: 1,000,000,
        or 100 for points given out in whole numbers.
    pairs
        How many pairs of issues have worths of their own for each combination.
    rules
        How many pairs of issues have combinations that may not stand, a quarter of them at
        random; one package, drawn first, keeps all rules.
    width
        The treewidth of the graph of all these pairs is at most this, and exactly this
        where they are many enough for a clique of one issue more.
    groups
        Into how many groups, as even as can be, the issues are put; no pair joins two.
    floors
        What no agreement is worth to each party, as a share of the most that a climb finds
        for the worst-off party; so one package at least reaches it.
    seed
        The same seed gives the same problem.

    Examples
    --------
    >>> recipe = Recipe(4, 3, 2, seed=7)
    >>> problem = recipe.problem()
    >>> problem.sizes, sum(int(worth[:, 0].max()) for worth in problem.worth)
    ((3, 3, 3, 3), 1000000)
    >>> all(np.array_equal(a, b) for a, b in zip(problem.worth, recipe.problem().worth))
    True
    >>> hard = Recipe(5, 2, 3, scale=POINTS, pairs=4, rules=2, width=2, floors=Fraction(1, 2))
    >>> [table.scope for table in hard.problem().tables if table.worth is not None]
    [(0, 1), (0, 3), (0, 4), (3, 4)]
    >>> hard.problem().no_agreement
    (35, 35, 35)
    >>> hard.name
    '5 issues x 2 options, 3 parties, opposed, 100 points, 4 pairs, 2 rules, floors 1/2'
    """

    issues: int
    options: int
    parties: int
    kind: Kind = Kind.OPPOSED
    scale: int = MILLION
    pairs: int = 0
    rules: int = 0
    width: int = 4
    groups: int = 1
    floors: Fraction | None = None
    seed: int = 1

    @property
    def name(self) -> str:
        """What it is made of, in a few words."""
        words = [f"{self.issues} issues x {self.options} options", f"{self.parties} parties"]
        words.append(self.kind.value)
        if self.scale != MILLION:
            words.append(f"{self.scale} points")
        if self.pairs:
            words.append(f"{self.pairs} pairs")
        if self.rules:
            words.append(f"{self.rules} rules")
        if self.groups > 1:
            words.append(f"{self.groups} groups")
        if self.floors is not None:
            words.append(f"floors {self.floors}")
        return ", ".join(words)

    def problem(self) -> Problem:
        """Return the problem.

        Raises
        ------
        ValueError
            Where a graph of this treewidth has not so many pairs.
        """
        random = Random(self.seed)  # noqa: S311 -- no secret
        planted = [_below(self.options, random) for _ in range(self.issues)]
        linked = _Graph(self.issues, self.width, self.groups, random)
        interacting = linked.draw(self.pairs)
        ruled = linked.draw(self.rules)
        weights = [
            _shares(self.issues + self.pairs, self.scale, random) for _ in range(self.parties)
        ]
        worth = [
            self._worth([one[issue] for one in weights], self.options, random)
            for issue in range(self.issues)
        ]
        cells = self.options**2
        shape = (self.options, self.options)
        added = {
            pair: self._worth([one[self.issues + place] for one in weights], cells, random).reshape(
                *shape, self.parties
            )
            for place, pair in enumerate(interacting)
        }
        allowed = {}
        for first, second in ruled:
            may = np.array([random.random() >= FORBIDDEN for _ in range(cells)]).reshape(shape)
            may[planted[first], planted[second]] = True
            allowed[first, second] = may
        tables = [
            Table(pair, allowed.get(pair), added.get(pair)) for pair in sorted({*allowed, *added})
        ]
        problem = Problem.of(worth, tables=tables)
        if self.floors is None:
            return problem
        most = _worst_off(problem, planted, random)
        floor = int(self.floors * most)
        return Problem.of(worth, tables=tables, no_agreement=[floor] * self.parties)

    def _worth(self, weights: Sequence[int], options: int, random: Random) -> IntArray:
        """An array (options x parties), each party's best worth its weight, its worst 0."""
        columns = self._values(options, random)
        return np.array(
            [
                [round(weight * value) for value in column]
                for weight, column in zip(weights, columns, strict=True)
            ],
            dtype=np.int64,
        ).T

    def _values(self, options: int, random: Random) -> list[list[float]]:
        """What options are worth to each party, the worst 0 and the best 1."""
        own = [[random.random() for _ in range(options)] for _ in range(self.parties)]
        if self.kind is Kind.UNCORRELATED:
            return [_stretched(column) for column in own]
        if self.kind is Kind.CORRELATED:
            common = [random.random() for _ in range(options)]
            return [_mixed(column, common, NEARNESS) for column in own]
        drawn = [_shares(self.parties, MILLION, random) for _ in range(options)]
        contrary = [_stretched(column) for column in zip(*drawn, strict=True)]
        if self.kind is Kind.CONTRARY:
            return contrary
        return [_mixed(*both, 1 - OPPOSITION) for both in zip(own, contrary, strict=True)]


class _Graph:
    """Pairs of issues of random k-trees, one a group, given out in turn, none twice."""

    def __init__(self, issues: int, width: int, groups: int, random: Random) -> None:
        self._random = random
        order = _shuffled(range(issues), random)
        self._first: list[tuple[int, int]] = []
        self._rest: list[tuple[int, int]] = []
        for group in range(groups):
            self._grow(order[group::groups], width)

    def _grow(self, issues: Sequence[int], width: int) -> None:
        """Add the pairs of a k-tree: those of one clique, and the rest."""
        width = min(width, len(issues) - 1)
        first = issues[: width + 1]
        self._first += [_ascending(*pair) for pair in combinations(first, 2)]
        # Each further issue is joined to a clique of `width` issues, never to more.
        cliques = [list(one) for one in combinations(first, width)]
        for issue in issues[width + 1 :]:
            joined = cliques[_below(len(cliques), self._random)]
            self._rest += [_ascending(issue, other) for other in joined]
            cliques += [[*joined[:left], *joined[left + 1 :], issue] for left in range(width)]

    def draw(self, count: int) -> list[tuple[int, int]]:
        """The pairs of cliques first, then pairs at random."""
        if count > len(self._first) + len(self._rest):
            raise ValueError(f"{count} pairs do not fit: raise the width")
        found = self._first[:count]
        self._first = self._first[count:]
        rest = _shuffled(self._rest, self._random)
        found += rest[: count - len(found)]
        self._rest = [pair for pair in self._rest if pair not in set(found)]
        return found


def _ascending(first: int, second: int) -> tuple[int, int]:
    return (first, second) if first < second else (second, first)


def _below(count: int, random: Random) -> int:
    return int(count * random.random())


def _shuffled(things: Sequence[Thing], random: Random) -> list[Thing]:
    return sorted(things, key=lambda _: random.random())


def _shares(count: int, total: int, random: Random) -> list[int]:
    """Whole numbers that add up to a total, drawn evenly from all shares there are."""
    drawn = [-log(1 - random.random()) for _ in range(count)]
    exact = [total * one / sum(drawn) for one in drawn]
    shares = [int(one) for one in exact]
    by_remainder = sorted(range(count), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def _mixed(own: Sequence[float], others: Sequence[float], share: float) -> list[float]:
    return _stretched([share * a + (1 - share) * b for a, b in zip(own, others, strict=True)])


def _stretched(values: Sequence[float]) -> list[float]:
    """Values from 0 to 1, the least 0 and the greatest 1."""
    low, high = min(values), max(values)
    return [(one - low) / (high - low) if high > low else 0.0 for one in values]


def _worst_off(problem: Problem, planted: Sequence[int], random: Random) -> int:
    """The most that a climb finds for the worst-off party; below what is possible, or equal."""
    best = 0
    for start in range(STARTS):
        choice = np.array([planted], dtype=np.int32)
        for _ in range(start and len(planted)):
            moves = _single_moves(problem, choice)
            if len(moves):
                choice = moves[[_below(len(moves), random)]]
        best = max(best, _climbed(problem, choice))
    return best


def _climbed(problem: Problem, choice: Choices) -> int:
    """What the worst-off party has where no change of one or two issues gives it more."""
    worth = int(problem.utilities(choice).min())
    while True:
        moves = _single_moves(problem, choice)
        worths = problem.utilities(moves).min(axis=1)
        if worths.max(initial=worth) == worth:
            order = np.argsort(-worths, kind="stable")[: len(problem.issues)]
            moves = np.concatenate(
                [moves, *(_single_moves(problem, moves[[one]]) for one in order)]
            )
            worths = problem.utilities(moves).min(axis=1)
        if worths.max(initial=worth) == worth:
            return worth
        choice, worth = moves[[worths.argmax()]], int(worths.max())


def _single_moves(problem: Problem, choice: Choices) -> Choices:
    """The packages that differ from one (a row) on one issue and keep the limits."""
    rows = []
    for issue, size in enumerate(problem.sizes):
        for option in range(size):
            if option != choice[0, issue]:
                row = choice[0].copy()
                row[issue] = option
                rows.append(row)
    moves = np.array(rows, dtype=np.int32)
    return moves[problem.keeps_limits(moves)]
