"""A problem whose worths are added up: one whole number for each option and each cell.

Only for worths in a common unit that somebody declared; see `largest_sum`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np

from goodoffices.bridging.problem import LARGEST_WORTH, Allowed, IntArray, Problem
from goodoffices.case.errors import TooPrecise


@dataclass(frozen=True, slots=True)
class SumTable:
    """A table in which only options that are left stand.

    Attributes
    ----------
    scope
        Issues by number, ascending.
    total
        For each cell the sum over parties.
    allowed
        For each cell whether it may be; None where all may.
    number
        Of the table in the problem.
    """

    scope: tuple[int, ...]
    total: IntArray
    allowed: Allowed | None
    number: int


@dataclass(frozen=True, slots=True)
class SumModel:
    """A problem with the worths of all parties added up.

    Attributes
    ----------
    problem
    options
        For each issue the options that are left, by their numbers in the problem: those that
        are allowed, and for which every table has a cell that may be.
    alone
        For each issue what each of these brings in all.
    tables
    factors
        For each party how many parts of the common unit one of its whole numbers is, times its
        weight.
    parts
        So many parts are one common unit.

    Examples
    --------
    >>> model = SumModel.of(Problem.of([[[3, 0], [0, 5]], [[1, 0], [0, 2]]]), weights=(2, 1))
    >>> [one.tolist() for one in model.alone], model.factors, model.parts
    ([[6, 5], [2, 2]], (2, 1), 1)
    >>> model.total(np.array([0, 1])), model.most
    (8, 8)
    """

    problem: Problem
    options: tuple[IntArray, ...]
    alone: tuple[IntArray, ...]
    tables: tuple[SumTable, ...]
    factors: tuple[int, ...]
    parts: int

    @classmethod
    def of(cls, problem: Problem, *, weights: Sequence[int] | None = None) -> SumModel:
        """Return a problem with its worths added up, each party's times its weight.

        Raises
        ------
        TooPrecise
            Where the sum may leave 60 bits.
        ValueError
            Where there is not one weight for each party, not below 0.
        """
        weights = (1,) * len(problem.parties) if weights is None else tuple(weights)
        if len(weights) != len(problem.parties) or min(weights) < 0:
            raise ValueError(weights)
        parts = lcm(*(scale.numerator for scale in problem.scales))
        factors = tuple(
            int(weight * parts / scale)
            for weight, scale in zip(weights, problem.scales, strict=True)
        )
        _check(problem, factors)
        by_party = np.array(factors, dtype=np.int64)
        options = _left(problem)
        tables = []
        for number, table in enumerate(problem.tables):
            cut = np.ix_(*(options[issue] for issue in table.scope))
            shape = tuple(len(options[issue]) for issue in table.scope)
            allowed = None if table.allowed is None else table.allowed[cut]
            if allowed is not None and allowed.all():
                allowed = None
            if table.worth is None:
                total = np.zeros(shape, dtype=np.int64)
            else:
                total = table.worth[cut] @ by_party
            tables.append(SumTable(table.scope, total, allowed, number))
        return cls(
            problem=problem,
            options=options,
            alone=tuple(
                worth[kept] @ by_party for worth, kept in zip(problem.worth, options, strict=True)
            ),
            tables=tuple(tables),
            factors=factors,
            parts=parts,
        )

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many options each issue has left."""
        return tuple(map(len, self.options))

    @property
    def most(self) -> int:
        """No package brings more in parts: the best option and the best cell, each by itself."""
        found = sum(int(one.max()) for one in self.alone)
        for table in self.tables:
            total = table.total if table.allowed is None else table.total[table.allowed]
            found += int(total.max())
        return found

    def choice(self, chosen: IntArray) -> IntArray:
        """Return a package by the problem's numbers of options."""
        return np.array(
            [kept[place] for kept, place in zip(self.options, chosen, strict=True)], dtype=np.int64
        )

    def worth(self, chosen: IntArray) -> tuple[int, ...]:
        """Return what a package is worth to each party, in the problem's whole numbers."""
        choices = self.choice(chosen).astype(np.int32)[None]
        return tuple(self.problem.utilities(choices)[0].tolist())

    def total(self, chosen: IntArray) -> int:
        """Return the sum of worths of a package, in parts."""
        return sum(
            factor * worth for factor, worth in zip(self.factors, self.worth(chosen), strict=True)
        )


def _check(problem: Problem, factors: Sequence[int]) -> None:
    """Refuse numbers whose sums may leave 60 bits."""
    reach = [0] * len(problem.parties)
    worths = [*problem.worth, *(one.worth for one in problem.tables if one.worth is not None)]
    for worth in worths:
        rows = worth.reshape(-1, len(reach))
        most = np.maximum(rows.max(axis=0), -rows.min(axis=0)).tolist()
        for party, (factor, amount) in enumerate(zip(factors, most, strict=True)):
            reach[party] += max(1, factor) * amount
    if sum(reach) > LARGEST_WORTH:
        raise TooPrecise(problem.parties[reach.index(max(reach))])


def _left(problem: Problem) -> tuple[IntArray, ...]:
    """The options of each issue that are allowed and have a cell that may be in every table."""
    left = [allowed.copy() for allowed in problem.allowed]
    limits = [(table.scope, table.allowed) for table in problem.tables if table.allowed is not None]
    is_changed = True
    while is_changed:
        is_changed = False
        for scope, allowed in limits:
            cells = allowed
            for axis, issue in enumerate(scope):
                shape = [1] * len(scope)
                shape[axis] = -1
                cells = cells & left[issue].reshape(shape)
            for axis, issue in enumerate(scope):
                others = tuple(one for one in range(len(scope)) if one != axis)
                kept = np.asarray(cells.any(axis=others))
                if (left[issue] & ~kept).any():
                    left[issue] &= kept
                    is_changed = True
    return tuple(np.flatnonzero(one).astype(np.int64) for one in left)
