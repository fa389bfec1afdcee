"""Contracts of binary issues in which every pair of issues matters together.

The model of M. Klein, P. Faratin, H. Sayama and Y. Bar-Yam, Negotiating complex contracts
(2003): each party has a matrix of influences between issues, and a contract is worth to it
the sum of the influences between the issues that are in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from random import Random
from typing import Final

import numpy as np

from goodoffices.bridging.problem import IntArray, Problem, Table

STRONGEST: Final = 100
"""Influences are whole numbers from its negative to it."""

STARTS: Final = 20
STEPS: Final = 10_000
"""Steps of the search for the best known welfare, from each start."""


@dataclass(frozen=True)
class Contract:
    """Influences between binary issues, drawn at random.

    Attributes
    ----------
    issues, parties
        How many.
    seed
        The same seed gives the same contract.

    Examples
    --------
    >>> contract = Contract(6, 2, seed=1)
    >>> problem = contract.problem()
    >>> len(problem.tables), problem.sizes
    (15, (2, 2, 2, 2, 2, 2))
    >>> listed = np.array(list(np.ndindex(*problem.sizes)))
    >>> contract.best_known == int(problem.utilities(listed).sum(axis=1).max())
    True
    """

    issues: int
    parties: int
    seed: int = 1

    @property
    def name(self) -> str:
        """What it is made of, in a few words."""
        pairs = self.issues * (self.issues - 1) // 2
        return f"{self.issues} binary issues, {pairs:,} pairs, {self.parties} parties"

    @cached_property
    def influences(self) -> IntArray:
        """For each party a matrix (issues x issues), each pair once, above the diagonal."""
        random = Random(self.seed)  # noqa: S311 -- no secret
        span = 2 * STRONGEST + 1
        drawn = np.array(
            [int(span * random.random()) - STRONGEST for _ in range(self.parties * self.issues**2)],
            dtype=np.int64,
        )
        return np.triu(drawn.reshape(self.parties, self.issues, self.issues))

    def problem(self) -> Problem:
        """Return the problem: option 1 of an issue puts it into the contract."""
        nothing = np.zeros(self.parties, dtype=np.int64)
        worth = [
            np.array([nothing, self.influences[:, issue, issue]]) for issue in range(self.issues)
        ]
        tables = []
        for first, second in combinations(range(self.issues), 2):
            added = np.zeros((2, 2, self.parties), dtype=np.int64)
            added[1, 1] = self.influences[:, first, second]
            tables.append(Table((first, second), worth=added))
        return Problem.of(worth, tables=tables)

    @cached_property
    def best_known(self) -> int:
        """The largest sum of worths that a long tabu search finds, from many starts.

        It is not proven to be the largest. The numbers of this model are in common units, as
        its authors have them; elsewhere worths are never summed.
        """
        whole = self.influences.sum(axis=0)
        alone = np.diagonal(whole)
        pairs = whole + whole.T - 2 * np.diag(alone)
        random = Random(self.seed)  # noqa: S311 -- no secret
        return max(self._searched(alone, pairs, random) for _ in range(STARTS))

    def _searched(self, alone: IntArray, pairs: IntArray, random: Random) -> int:
        chosen = np.array([random.random() < 0.5 for _ in range(self.issues)], dtype=np.int64)
        worth = int(alone @ chosen + chosen @ pairs @ chosen // 2)
        # What it would add to change each issue.
        sign = 1 - 2 * chosen
        added = sign * (alone + pairs @ chosen)
        until = np.zeros(self.issues, dtype=np.int64)
        best = worth
        for step in range(STEPS):
            free = (until <= step) | (worth + added > best)
            place = int(np.where(free, added, -(2**60)).argmax())
            worth += int(added[place])
            best = max(best, worth)
            added += sign * sign[place] * pairs[place]
            added[place] = -added[place]
            sign[place] = -sign[place]
            until[place] = step + 10 + int(10 * random.random())
        return best
