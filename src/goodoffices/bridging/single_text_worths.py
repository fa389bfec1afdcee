"""A single text improved by numbers: changes that are worth less to nobody.

Small changes are listed, all of them. Where that would be too many, the frontier above the
text tells whether there is any, and a solver looks for the smallest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np

from goodoffices.bridging.difference import Distances
from goodoffices.bridging.problem import LARGEST_WORTH, Choices, IntArray, Problem, Table
from goodoffices.bridging.results import Package
from goodoffices.bridging.single_text import (
    Attempt,
    Basis,
    Change,
    Improver,
    SingleText,
    Step,
    count_changes,
    improve,
)
from goodoffices.bridging.single_text_strengths import ByStrengths
from goodoffices.case.deadline import Deadline
from goodoffices.case.errors import EnginesDisagree, OutsideLimits, TooWide
from goodoffices.case.issues import Issue
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.status import Status

MOST_LISTED: Final = 1_000_000
"""Packages that are listed at most in the search for one step."""

_CHUNK: Final = 100_000


@dataclass(frozen=True, slots=True)
class Opposition:
    """What parties hold, for steps that no number tells anything of.

    Attributes
    ----------
    positions
        Standing positions.
    limits
        Rules and norms, as the problem has them in its tables.
    """

    positions: Sequence[Position]
    limits: Sequence[Proposition] = ()


def improve_by_worths(
    problem: Problem,
    start: Package,
    *,
    issues: Mapping[str, Issue] | None = None,
    opposition: Opposition | None = None,
    most: int | None = None,
    deadline_s: float | None = None,
    seed: int = 0,
) -> SingleText:
    """Return how a text is improved by the smallest changes that are worth less to nobody.

    A mediator asks: what is the least I could change in this paper that is a loss to none of
    them and a gain to one?

    Parameters
    ----------
    problem : Problem
        Its parties are the ones that may not lose. Its limits are kept; its no-agreement
        values are not asked for, since no step takes anything from anybody.
    start : package
        Within the limits.
    issues : mapping of issue id to Issue, optional
        Needed for distances on scales and quantities; without, each changed issue counts the
        same, and for `opposition`.
    opposition : Opposition, optional
        Where no number improves: changes that lower nobody's worth and cross less.
    most : int, optional
        The largest change looked at, in issues; by default any.
    deadline_s : float, optional
        Seconds.
    seed : int
        Of the solver.

    Returns
    -------
    SingleText

    Raises
    ------
    OutsideLimits
        Where the start breaks a limit.
    ValueError
        Where `opposition` is given without `issues`.

    Notes
    -----
    Of all changes that do, those on the fewest issues; of these, those of the least distance;
    of these, those that no other beats; of these, the one that stands first in the order of
    options.

    Source: see `improve`.

    Examples
    --------
    >>> problem = Problem.of([[[0, 3], [3, 0]], [[0, 3], [3, 0]], [[0, 0], [1, 0]]])
    >>> found = improve_by_worths(problem, {"i0": "o0", "i1": "o1", "i2": "o0"})
    >>> [(step.changes[0].issue, step.better) for step in found.steps], found.status.words
    ([('i2', ('p0',))], 'proven')
    """
    by_worths = ByWorths(problem, issues=issues, most=most, seed=seed)
    if not problem.keeps_limits(by_worths.choices(start))[0]:
        raise OutsideLimits
    improvers: list[Improver] = [by_worths]
    if opposition is not None:
        if issues is None:
            raise ValueError("positions are read with the issues of the case")
        improvers.append(
            ByStrengths(
                opposition.positions,
                issues=issues,
                limits=opposition.limits,
                most=most,
                admits=by_worths.takes_nothing,
            )
        )
    return improve(start, improvers=improvers, deadline_s=deadline_s)


class ByWorths:
    """Looks for the smallest change that is worth less to nobody and more to somebody.

    Parameters
    ----------
    problem, issues, most, seed
        As `improve_by_worths` has them.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        issues: Mapping[str, Issue] | None = None,
        most: int | None = None,
        seed: int = 0,
    ) -> None:
        self._problem, self._seed = problem, seed
        self._most = len(problem.issues) if most is None else min(most, len(problem.issues))
        self._distances = _between_options(problem, issues)
        self.method = "smallest change by listing, and by frontier and CP-SAT beyond"

    def choices(self, package: Package) -> Choices:
        """Return a package as one row of option numbers."""
        pairs = zip(self._problem.issues, self._problem.values, strict=True)
        row = [values.index(package[issue]) for issue, values in pairs]
        return np.array([row], dtype=np.int32)

    def takes_nothing(self, before: Package, after: Package) -> bool:
        """Tell whether a change is within the limits and worth less to nobody."""
        row = self.choices(after)
        worths = self._problem.utilities(np.concatenate([self.choices(before), row]))
        return bool(self._problem.keeps_limits(row)[0] and (worths[1] >= worths[0]).all())

    def find(self, package: Package, *, deadline: Deadline) -> Attempt:
        """Return the smallest change that is worth less to nobody and more to somebody."""
        row = self.choices(package)[0]
        alternatives = [
            np.array([one for one in np.flatnonzero(allowed) if one != chosen], dtype=np.int32)
            for allowed, chosen in zip(self._problem.allowed, row.tolist(), strict=True)
        ]
        left = MOST_LISTED
        counts = count_changes(list(map(len, alternatives)))
        for size in range(1, self._most + 1):
            if deadline.is_over:
                return Attempt(None, package, size - 1)
            left -= counts[size]
            if left < 0:
                return self._solve(row, package, size, deadline)
            attempt = self._list(row, package, size, alternatives, deadline)
            if attempt is not None:
                return attempt
        is_whole = self._most == len(self._problem.issues)
        return Attempt(None, package, self._most, is_proven=is_whole)

    # -------------------------------------------------------------- by listing

    def _list(
        self,
        row: Choices,
        package: Package,
        size: int,
        alternatives: Sequence[Choices],
        deadline: Deadline,
    ) -> Attempt | None:
        """The best change of just so many issues; None where there is none."""
        worth = self._problem.utilities(row[None, :])[0]
        found: list[Choices] = []
        for rows in _changed(row, size, alternatives):
            if deadline.is_over:
                return Attempt(None, package, size - 1)
            gains = self._problem.utilities(rows) - worth
            good = (gains >= 0).all(axis=1) & (gains > 0).any(axis=1)
            rows = rows[good]  # noqa: PLW2901 -- only those are looked at further
            found.append(rows[self._problem.keeps_limits(rows)])
        rows = np.concatenate(found) if found else row[None, :][:0]
        if not len(rows):
            return None
        distance = sum(
            table[row[issue], rows[:, issue]] for issue, table in enumerate(self._distances)
        )
        rows = rows[distance == np.min(distance)]
        rows = rows[_unbeaten(self._problem.utilities(rows))]
        first = rows[np.lexsort(rows.T[::-1])[0]]
        return self._attempt(row, first, package, size, len(rows) - 1)

    def _attempt(
        self, row: Choices, changed: Choices, package: Package, size: int, alike: int | None
    ) -> Attempt:
        problem = self._problem
        before, after = problem.utilities(np.stack([row, changed])).tolist()
        text = problem.package(changed.tolist())
        changes = tuple(
            Change(issue, package[issue], text[issue])
            for issue in problem.issues
            if package[issue] != text[issue]
        )
        better = tuple(
            party
            for party, least, more in zip(problem.parties, before, after, strict=True)
            if more > least
        )
        step = Step(
            changes,
            better,
            Basis.WORTHS,
            problem.in_own_units(before),
            problem.in_own_units(after),
            alike=alike,
            is_smallest=size == len(changes),
        )
        return Attempt(step, text, size - 1)

    # -------------------------------------------------------------- by frontier and solver

    def _solve(self, row: Choices, package: Package, size: int, deadline: Deadline) -> Attempt:
        """The smallest change by CP-SAT, unless the frontier shows that there is none."""
        worth = self._problem.utilities(row[None, :])[0]
        known, is_none = self._beyond(row, worth, deadline)
        if is_none:
            return Attempt(None, package, len(self._problem.issues), is_proven=True)
        changed, are_proven = self._smallest(row, worth.tolist(), known, deadline)
        changed = known if changed is None and not are_proven else changed
        count = 0 if changed is None else int((changed != row).sum())
        if changed is None or count > self._most:
            is_whole = are_proven and self._most == len(self._problem.issues)
            tried = self._most if are_proven else size - 1
            return Attempt(None, package, tried, is_proven=is_whole)
        return self._attempt(row, changed, package, count if are_proven else size, None)

    def _beyond(
        self, row: Choices, worth: IntArray, deadline: Deadline
    ) -> tuple[Choices | None, bool]:
        """A change that helps, of whatever size; or that it is certain that there is none."""
        from goodoffices.bridging.frontier import list_points  # noqa: PLC0415 -- slow import

        floored = replace(self._problem, no_agreement=tuple(worth.tolist()))
        left = deadline.left()
        try:
            points = list_points(floored, deadline_s=None if left is None else left / 4)
        except TooWide:
            return None, False
        rows = points.choices[(points.worth > worth).any(axis=1)]
        if not len(rows):
            return None, points.status is Status.PROVEN
        counts = (rows != row).sum(axis=1)
        return self._undone(row, rows[int(np.argmin(counts))], worth), False

    def _undone(self, row: Choices, changed: Choices, worth: IntArray) -> Choices:
        """The same with every change undone that it can do without, one after the other."""
        for issue in range(len(row)):
            less = changed.copy()
            less[issue] = row[issue]
            gains = self._problem.utilities(less[None, :])[0] - worth
            if (gains >= 0).all() and gains.any() and self._problem.keeps_limits(less[None, :])[0]:
                changed = less
        return changed

    def _smallest(
        self, row: Choices, worth: Sequence[int], known: Choices | None, deadline: Deadline
    ) -> tuple[Choices | None, bool]:
        """The smallest change, once for each party that is to gain; and whether it is proven."""
        from goodoffices.bridging.solver_model import SolverModel  # noqa: PLC0415 -- slow import

        best: tuple[int, Choices] | None = None
        are_proven = True
        for party in range(len(worth)):
            floors = [least + (place == party) for place, least in enumerate(worth)]
            weighed = self._weighed(row, floors)
            model = SolverModel(weighed, seed=self._seed)
            if known is not None:
                model.hint(tuple(known.tolist()))
            left = deadline.left()
            share = None if left is None else left / (len(worth) - party)
            solved = model.maximise(model.worth[-1], deadline_s=share)
            are_proven &= solved.is_proven
            if solved.choice is None:
                continue
            changed = np.array(solved.choice, dtype=np.int32)
            self._confirm(changed, floors)
            cost = -int(weighed.utilities(changed[None, :])[0, -1])
            if best is None or cost < best[0]:
                best = cost, changed
        return None if best is None else best[1], are_proven

    def _confirm(self, changed: Choices, floors: Sequence[int]) -> None:
        """Hold what the solver found against the problem itself."""
        rows = changed[None, :]
        is_good = bool((self._problem.utilities(rows)[0] >= np.array(floors)).all())
        if not is_good or not self._problem.keeps_limits(rows)[0]:
            raise EnginesDisagree("a change of the text", "CP-SAT", "the problem")

    def _weighed(self, row: Choices, floors: Sequence[int]) -> Problem:
        """The problem with what a package has to be worth, how many changes, and their cost."""
        problem = self._problem
        furthest = sum(
            int(table[chosen].max())
            for table, chosen in zip(self._distances, row.tolist(), strict=True)
        )
        each = furthest + 1
        # Distances so fine that they leave 64 bits are left out: then only issues count.
        is_fine = each * (len(problem.issues) + 1) <= LARGEST_WORTH
        worth = []
        for place, chosen in enumerate(row.tolist()):
            changes = np.ones(problem.sizes[place], dtype=np.int64)
            changes[chosen] = 0
            cost = changes * each + self._distances[place][chosen] if is_fine else changes
            worth.append(np.column_stack([problem.worth[place], -changes, -cost]))
        tables = tuple(_widened(table) for table in problem.tables)
        return replace(
            problem,
            parties=(*problem.parties, "changes", "cost"),
            worth=tuple(worth),
            tables=tables,
            no_agreement=(*floors, -self._most, None),
            scales=(*problem.scales, *problem.scales[:1], *problem.scales[:1]),
        )


def _between_options(problem: Problem, issues: Mapping[str, Issue] | None) -> list[IntArray]:
    """For each issue the distances of its options, in whole numbers of one scale."""
    if issues is None:
        return [1 - np.eye(size, dtype=np.int64) for size in problem.sizes]
    distances = Distances({issue: issues[issue] for issue in problem.issues})
    first = {issue: values[0] for issue, values in zip(problem.issues, problem.values, strict=True)}
    found = []
    for issue, values in zip(problem.issues, problem.values, strict=True):
        rows = [distances.row({**first, issue: value}) for value in values]
        table = [[distances.between(one, other) for other in rows] for one in rows]
        found.append(np.array(table, dtype=np.int64))
    return found


def _changed(row: Choices, size: int, alternatives: Sequence[Choices]) -> Iterator[Choices]:
    """Yield, in chunks, every package that differs from a row on just so many issues."""
    chunk: list[Choices] = []
    length = 0
    open_issues = [issue for issue, options in enumerate(alternatives) if len(options)]
    for scope in combinations(open_issues, size):
        grid = np.meshgrid(*(alternatives[issue] for issue in scope), indexing="ij")
        rows = np.repeat(row[None, :], grid[0].size, axis=0)
        for issue, options in zip(scope, grid, strict=True):
            rows[:, issue] = options.ravel()
        chunk.append(rows)
        length += len(rows)
        if length >= _CHUNK:
            yield np.concatenate(chunk)
            chunk, length = [], 0
    if chunk:
        yield np.concatenate(chunk)


def _unbeaten(worths: IntArray) -> IntArray:
    """Places of the rows that no other row beats."""
    order = np.lexsort(worths.T[::-1])[::-1]
    kept: list[int] = []
    for place in order.tolist():
        worth = worths[place]
        over = worths[kept]
        if not ((over >= worth).all(axis=1) & (over > worth).any(axis=1)).any():
            kept.append(place)
    return np.array(kept, dtype=np.int64)


def _widened(table: Table) -> Table:
    """A table that adds nothing to the two columns of changes and cost."""
    if table.worth is None:
        return table
    nothing = np.zeros((*table.worth.shape[:-1], 2), dtype=np.int64)
    return replace(table, worth=np.concatenate([table.worth, nothing], axis=-1))
