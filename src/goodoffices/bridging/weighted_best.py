"""The largest weighted sum of the parties' worths, and the best that can be added to any part.

Issues are settled one after another, as for the frontier, but with one number instead of a set
of points: so it takes milliseconds. Everything is in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

import numpy as np

from goodoffices.bridging.elimination import order_issues
from goodoffices.bridging.problem import Allowed, IntArray, Problem, Table
from goodoffices.case.errors import TooWide

MOST_NUMBERS: Final = 2**24
"""Whole numbers that all steps may hold for one table of weights."""

LARGEST: Final = 2**58
"""No weighted sum exceeds this, nor falls below its negative."""

IMPOSSIBLE: Final = -(2**60)
"""Stands for the sum of what may not stand; stays below every sum, whatever is added."""


@dataclass(frozen=True, slots=True)
class SettlingStep:
    """One step: what it joins, and the issue that it settles.

    Attributes
    ----------
    issue
        Settled here; None for the last step, which joins what nothing links.
    scope
        Issues that stay open after it, ascending.
    grid
        The scope, and last the issue.
    options
        How many the issue has; 1 where there is none.
    added
        What the issue and its tables bring (cells of the grid x parties), from 0 up.
    allowed
        Whether each cell may stand.
    parts
        Earlier steps that are joined here, by number, and for each which of its cells belongs
        to each cell of the grid.
    """

    issue: int | None
    scope: tuple[int, ...]
    grid: tuple[int, ...]
    options: int
    added: IntArray
    allowed: Allowed
    parts: tuple[tuple[int, IntArray], ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """The best that can be added from outside, for each step and for each join on its way.

    Attributes
    ----------
    after
        For each step, and each cell of its scope: the best of all that it does not hold.
    within
        For each step and each of its parts: the issues open once this part and those before it
        are joined, and the best of all else.
    """

    after: list[IntArray]
    within: list[list[tuple[tuple[int, ...], IntArray]]]


class WeightedSums:
    """A problem laid out for weighted sums, issue by issue.

    Parameters
    ----------
    problem : Problem
        Its no-agreement values are left aside.

    Raises
    ------
    TooWide
        Where issues are joined so tightly that the steps would hold too many numbers.

    Notes
    -----
    The largest sum over what a step holds is a number for each cell of its scope; the next step
    adds and takes the largest. A pass back, from the last step to the first, gives for each
    cell the best of all that the step does not hold.

    Source: R. Dechter, *Bucket elimination* (1999).

    Examples
    --------
    >>> import numpy as np
    >>> sums = WeightedSums(Problem.of([[[3, 0], [0, 3]], [[1, 0], [0, 2]]]))
    >>> sums.best(np.array([1, 2]))
    (10, (1, 1))
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.parties = len(problem.parties)
        self.base = np.zeros(self.parties, dtype=np.int64)
        """What is taken out of the steps, so that they bring 0 or more."""
        self.steps: list[SettlingStep] = []
        self._refuse_dense()
        roots = [self._lay_out(group) for group in problem.links]
        self._add(None, roots, [])
        most = [0] * self.parties
        for step in self.steps:
            pairs = zip(most, step.added.max(axis=0).tolist(), strict=True)
            most = [total + one for total, one in pairs]
        self.most = np.array([min(one, LARGEST) for one in most], dtype=np.int64)
        """No package is worth more than this and `base`, where it is below `LARGEST`."""

    @property
    def cells(self) -> int:
        """Cells of all steps."""
        return sum(len(step.added) for step in self.steps)

    def _refuse_dense(self) -> None:
        """Refuse what is too wide in every order, before an order is looked for.

        However issues are taken away one by one, at some time each that is left is joined to
        as many as the largest count seen here.
        """
        joined: dict[int, set[int]] = {one: set() for one in range(len(self.problem.issues))}
        for table in self.problem.tables:
            for issue in table.scope:
                joined[issue] |= {*table.scope} - {issue}
        most = 0
        while joined:
            issue = min(joined, key=lambda one: len(joined[one]))
            others = joined.pop(issue)
            most = max(most, len(others))
            for other in others:
                joined[other].discard(issue)
        least = min(self.problem.sizes, default=1) ** (most + 1)
        if least * self.parties > MOST_NUMBERS:
            raise TooWide(list(self.problem.issues), least, MOST_NUMBERS // self.parties)

    def _lay_out(self, group: Sequence[int]) -> int:
        """Add the steps of a linked group; the number of its last step."""
        tables = [one for one in self.problem.tables if one.scope[0] in group]
        waiting: list[int] = []
        for issue in order_issues(self.problem, group):
            used = [one for one in tables if issue in one.scope]
            tables = [one for one in tables if issue not in one.scope]
            parts = [one for one in waiting if issue in self.steps[one].scope]
            waiting = [one for one in waiting if one not in parts]
            waiting.append(self._add(issue, parts, used))
        (last,) = waiting
        return last

    def _add(self, issue: int | None, parts: Sequence[int], tables: Sequence[Table]) -> int:
        sizes = self.problem.sizes
        scopes = [table.scope for table in tables] + [self.steps[one].scope for one in parts]
        scope = tuple(sorted({one for each in scopes for one in each} - {issue}))
        grid = scope if issue is None else (*scope, issue)
        shape = tuple(sizes[one] for one in grid)
        if (prod(shape) + self.cells) * self.parties > MOST_NUMBERS:
            names = [self.problem.issues[one] for one in sorted(grid)]
            raise TooWide(names, prod(shape), MOST_NUMBERS // self.parties)
        added = np.zeros((*shape, self.parties), dtype=np.int64)
        allowed = np.ones(shape, dtype=np.bool_)
        if issue is not None:
            added += self._from_zero(self.problem.worth[issue])
            allowed &= self.problem.allowed[issue]
        for table in tables:
            order = [table.scope.index(one) for one in grid if one in table.scope]
            along = [sizes[one] if one in table.scope else 1 for one in grid]
            if table.allowed is not None:
                allowed &= table.allowed.transpose(order).reshape(along)
            if table.worth is not None:
                worth = self._from_zero(table.worth).transpose((*order, len(order)))
                added += worth.reshape((*along, self.parties))
        self.steps.append(
            SettlingStep(
                issue,
                scope,
                grid,
                1 if issue is None else sizes[issue],
                added.reshape(-1, self.parties),
                allowed.reshape(-1),
                tuple((one, cells_of(self.steps[one].scope, grid, sizes)) for one in parts),
            )
        )
        return len(self.steps) - 1

    def _from_zero(self, worth: IntArray) -> IntArray:
        least: IntArray = worth.reshape(-1, self.parties).min(axis=0)
        self.base += least
        return worth - least

    def inside(self, weights: IntArray) -> tuple[list[IntArray], list[IntArray]]:
        """Return the best of what each step holds, after it and before its issue is settled.

        Parameters
        ----------
        weights : array (parties x columns)
            Whole numbers; each column is a sum of its own.
        """
        after: list[IntArray] = []
        before: list[IntArray] = []
        for step in self.steps:
            total = self._added(step, weights)
            for part, cells in step.parts:
                total += after[part][cells]
            np.maximum(total, IMPOSSIBLE, out=total)
            before.append(total)
            after.append(total.reshape(-1, step.options, total.shape[1]).max(axis=1))
        return after, before

    def best(self, weights: IntArray) -> tuple[int | None, tuple[int, ...]]:
        """Return the largest weighted sum, and a package that has it; None where there is none.

        Parameters
        ----------
        weights : array (parties)
            Whole numbers, below zero too.
        """
        after, before = self.inside(weights[:, None])
        largest = int(after[-1][0, 0])
        if largest < -LARGEST:
            return None, ()
        choice = [0] * len(self.problem.issues)
        for step, total in zip(reversed(self.steps), reversed(before), strict=True):
            if step.issue is None:
                continue
            cell = 0
            for one in step.scope:
                cell = cell * self.problem.sizes[one] + choice[one]
            row = total[cell * step.options : (cell + 1) * step.options, 0]
            choice[step.issue] = int(row.argmax())
        return largest + exact_sum(weights.tolist(), self.base.tolist()), tuple(choice)

    def outside(self, weights: IntArray) -> Outside:
        """Return the best that can be added to what each step, and each join on its way, holds.

        Parameters
        ----------
        weights : array (parties x columns)
        """
        inside, _ = self.inside(weights)
        columns = weights.shape[1]
        after = [np.zeros((1, columns), dtype=np.int64)] * len(self.steps)
        within: list[list[tuple[tuple[int, ...], IntArray]]] = [[] for _ in self.steps]
        for place in range(len(self.steps) - 1, -1, -1):
            step = self.steps[place]
            own = self._added(step, weights) + np.repeat(after[place], step.options, axis=0)
            # What stands beside the parts up to each: the step itself, and the later parts.
            beside = [np.maximum(own, IMPOSSIBLE)]
            for part, cells in reversed(step.parts):
                beside.append(np.maximum(beside[-1] + inside[part][cells], IMPOSSIBLE))
            beside.reverse()
            earlier = np.zeros_like(own)
            joined: set[int] = set()
            for (part, cells), later in zip(step.parts, beside[1:], strict=True):
                scope = self.steps[part].scope
                rest = np.maximum(earlier + later, IMPOSSIBLE)
                after[part] = self._over(rest, step.grid, scope)
                earlier = np.maximum(earlier + inside[part][cells], IMPOSSIBLE)
                joined.update(scope)
                opened = tuple(sorted(joined))
                within[place].append((opened, self._over(later, step.grid, opened)))
        return Outside(after, within)

    def _added(self, step: SettlingStep, weights: IntArray) -> IntArray:
        total: IntArray = step.added @ weights
        total[~step.allowed] = IMPOSSIBLE
        return total

    def _over(self, total: IntArray, grid: Sequence[int], scope: Sequence[int]) -> IntArray:
        """The largest over all issues of a grid but those of a scope; its cells in C order."""
        shape = [self.problem.sizes[one] for one in grid]
        gone = tuple(place for place, one in enumerate(grid) if one not in scope)
        left = [one for one in grid if one in scope]
        largest = total.reshape(*shape, total.shape[1]).max(axis=gone)
        order = [*(left.index(one) for one in scope), len(left)]
        return np.ascontiguousarray(largest.transpose(order)).reshape(-1, total.shape[1])


def cells_of(scope: Sequence[int], grid: Sequence[int], sizes: Sequence[int]) -> IntArray:
    """Return which cell of a scope belongs to each cell of a grid, both in C order.

    Examples
    --------
    >>> cells_of((0,), (0, 1), (2, 3)).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    found = np.zeros(tuple(sizes[one] for one in grid), dtype=np.int64)
    stride = 1
    for issue in reversed(scope):
        along = [1] * len(grid)
        along[grid.index(issue)] = sizes[issue]
        found += (np.arange(sizes[issue]) * stride).reshape(along)
        stride *= sizes[issue]
    return found.reshape(-1)


def exact_sum(weights: Iterable[int], amounts: Iterable[int]) -> int:
    """Return a weighted sum in whole numbers of any size: what is taken out may be large.

    Examples
    --------
    >>> exact_sum([2**60, 1], [2**60, 1]) == 2**120 + 1
    True
    """
    return sum(weight * amount for weight, amount in zip(weights, amounts, strict=True))


def whole_weights(weights: Iterable[float], most: IntArray) -> IntArray:
    """Return weights in whole numbers, as fine as sums of 64 bits allow; none below zero.

    Parameters
    ----------
    weights : iterable of float
    most : array (parties)
        `WeightedSums.most`.

    Examples
    --------
    >>> (whole_weights([0.5, 0.25], np.array([10, 10])) >> 50).tolist()
    [8, 4]
    """
    rough = np.maximum(0.0, np.array(list(weights), dtype=np.float64))
    rough = rough / (rough.max() or 1.0)
    total = float(rough @ np.maximum(most, 1)) or 1.0
    found: IntArray = np.floor(rough * (LARGEST / 2 / total)).astype(np.int64)
    return found
