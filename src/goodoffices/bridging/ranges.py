"""The most and the least that any package within the limits is worth, sample by sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.compile import MOST_CELLS
from goodoffices.bridging.elimination import order_issues
from goodoffices.bridging.problem import Allowed, Problem, Table
from goodoffices.bridging.profiles import Profiles
from goodoffices.case.errors import NoPackage, TooWide

FloatArray: TypeAlias = NDArray[np.float64]

_AT_ONCE: Final = 8_000_000
"""So many numbers of one step are held at a time."""


@dataclass(frozen=True, eq=False)
class Ranges:
    """What lies between the best and the worst package of each party.

    Attributes
    ----------
    best, least
        samples x parties, in each party's own units.
    """

    best: FloatArray
    least: FloatArray

    def shares(self, amounts: FloatArray) -> FloatArray:
        """Return amounts (... x samples x parties) as shares of the range; 0 where there is none.

        Examples
        --------
        >>> ranges = Ranges(best=np.array([[60.0, 5.0]]), least=np.array([[20.0, 5.0]]))
        >>> ranges.shares(np.array([[[10.0, 0.0]]])).tolist()
        [[[0.25, 0.0]]]
        """
        width = self.best - self.least
        return np.asarray(np.where(width > 0, amounts / np.where(width > 0, width, 1.0), 0.0))


def measure_ranges(
    profiles: Profiles, *, allowed: Sequence[Allowed] = (), tables: Sequence[Table] = ()
) -> Ranges:
    """Return the most and the least that a package within the limits is worth to each party.

    Parameters
    ----------
    profiles : Profiles
    allowed : sequence of array of bool, optional
        For each issue which of its options may stand at all; by default all.
    tables : sequence of Table, optional
        What joins issues; only `allowed` of it is looked at.

    Raises
    ------
    NoPackage
        Where the limits leave no package.
    TooWide
        Where limits and interactions join more combinations of options than are listed.

    Notes
    -----
    Issues that nothing joins are looked at one by one. In each linked group one issue after
    another is settled as well as it can be for all combinations of those it is joined with.

    Source: U. Bertelè and F. Brioschi, *Nonserial Dynamic Programming* (1972), for many samples
    at once.

    Examples
    --------
    >>> profiles = Profiles.of([[[60, 0], [0, 30]], [[40, 0], [0, 70]]])
    >>> joined = Table((0, 1), np.array([[False, True], [True, True]]))
    >>> ranges = measure_ranges(profiles, tables=[joined])
    >>> ranges.best.tolist(), ranges.least.tolist()
    ([[60.0, 100.0]], [[0.0, 30.0]])
    """
    scopes = [one.scope for one in tables if one.allowed is not None]
    scopes += [one.scope for one in profiles.interactions]
    shape = _skeleton(profiles.sizes, scopes)
    order = [issue for group in shape.links for issue in order_issues(shape, group)]
    steps = _plan(profiles.sizes, order, scopes)
    widest = max((cells for _, cells in steps), default=1)
    if widest > MOST_CELLS:
        issues = next(scope for scope, cells in steps if cells == widest)
        raise TooWide([profiles.issues[one] for one in issues], widest, MOST_CELLS)
    step = max(1, _AT_ONCE // widest)
    best = np.empty((profiles.number, len(profiles.parties)))
    least = np.empty_like(best)
    for party in range(len(profiles.parties)):
        for start in range(0, profiles.number, step):
            samples = slice(start, min(start + step, profiles.number))
            for into, sign in ((best, 1.0), (least, -1.0)):
                factors = _factors(profiles, allowed, tables, party, samples, sign)
                into[samples, party] = sign * _most(factors, order) + 0.0
    if np.isinf(best).any():
        raise NoPackage(["the limits"])
    return Ranges(best, least)


_Factor: TypeAlias = tuple[tuple[int, ...], FloatArray]
"""Issues, ascending, and a number for each combination of their options and each sample."""


def _skeleton(sizes: Sequence[int], scopes: Sequence[tuple[int, ...]]) -> Problem:
    """A problem that has the links and no worths."""
    nothing = [np.zeros((size, 1), dtype=np.int64) for size in sizes]
    return Problem.of(nothing, tables=[Table(scope) for scope in scopes])


def _plan(
    sizes: Sequence[int], order: Sequence[int], scopes: Sequence[tuple[int, ...]]
) -> list[tuple[tuple[int, ...], int]]:
    """What each step joins, and in how many combinations."""
    left = [frozenset(scope) for scope in scopes]
    steps = []
    for issue in order:
        joined = frozenset({issue}).union(*(one for one in left if issue in one))
        left = [one for one in left if issue not in one] + [joined - {issue}]
        steps.append((tuple(sorted(joined)), prod(sizes[one] for one in joined)))
    return steps


def _factors(
    profiles: Profiles,
    allowed: Sequence[Allowed],
    tables: Sequence[Table],
    party: int,
    samples: slice,
    sign: float,
) -> list[_Factor]:
    """What a package is worth to one party, as a sum; minus infinity where it may not stand."""
    factors: list[_Factor] = []
    for issue, worth in enumerate(profiles.worths):
        alone = sign * worth[:, samples, party]
        if len(allowed):
            alone[~allowed[issue]] = -np.inf
        factors.append(((issue,), alone))
    factors += [
        (one.scope, np.where(one.allowed, 0.0, -np.inf)[..., None])
        for one in tables
        if one.allowed is not None
    ]
    factors += [
        (one.scope, one.holds[..., None] * (sign * one.worth[samples]))
        for one in profiles.interactions
        if one.party == party
    ]
    return factors


def _most(factors: list[_Factor], order: Sequence[int]) -> FloatArray:
    """The greatest sum over all packages, for each sample."""
    total: FloatArray = np.zeros(1)
    for issue in order:
        meeting = [one for one in factors if issue in one[0]]
        factors = [one for one in factors if issue not in one[0]]
        scope = tuple(sorted({one for names, _ in meeting for one in names}))
        joined: FloatArray = np.zeros(1)
        for names, numbers in meeting:
            places = [numbers.shape[names.index(one)] if one in names else 1 for one in scope]
            joined = joined + numbers.reshape(*places, numbers.shape[-1])
        settled = joined.max(axis=scope.index(issue))
        rest = tuple(one for one in scope if one != issue)
        if rest:
            factors.append((rest, settled))
        else:
            total = total + settled
    return total
