"""Packages that are best even where what is not known is as bad as it can be."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.problem import Allowed, Choices, Table
from goodoffices.bridging.profiles import Profiles
from goodoffices.bridging.ranges import Ranges, measure_ranges
from goodoffices.bridging.results import Certificate, PackageSearch
from goodoffices.bridging.robust_kernels import find_worst
from goodoffices.case.errors import NoNoAgreement, NoPackage
from goodoffices.case.status import Status

FloatArray: TypeAlias = NDArray[np.float64]

MOST_LISTED: Final = 100_000
"""Up to so many packages all are looked at where none are named."""

NEARLY: Final = 1e-9
"""Shares that differ by less are the same: floats cannot tell."""


def find_best_worst_case(
    profiles: Profiles,
    choices: Choices | None = None,
    *,
    allowed: Sequence[Allowed] = (),
    tables: Sequence[Table] = (),
) -> PackageSearch:
    """Return the packages whose smallest gain, over all parties and samples, is the largest.

    A mediator asks: if I were as wrong about them as I can be, which package would still
    leave everybody the most above no agreement? It looks at the worst sample alone, so one
    odd sample decides; see `find_most_acceptable` for how many.

    Parameters
    ----------
    profiles : Profiles
        With no-agreement values of every party.
    choices : array (packages x issues), optional
        Those to choose among; those that break a limit are left out. By default all, where
        there are at most 100,000.
    allowed, tables
        Limits, as `compile_limits` gives them; by default none.

    Returns
    -------
    PackageSearch
        Every package that reaches the best value, in the order of `choices`, or of the
        options. `value` is the smallest gain as a share of the party's range in that sample,
        from its worst package within the limits to its best, to nine places. `proven` where
        all packages were looked at, `best_found` otherwise; `infeasible` where none is left.

    Raises
    ------
    NoNoAgreement
        Where what no agreement is worth to a party is not stated.
    ValueError
        Where no packages are named and there are more than 100,000.

    Notes
    -----
    Shares of different parties' ranges stand side by side here, as in Kalai and Smorodinsky's
    solution. That is an assumption, and it is stated. A party to whom in some sample all
    packages are worth the same gains nothing there.

    Source: A. Wald, *Statistical Decision Functions* (1950), over samples.

    Examples
    --------
    >>> worths = [[[60, 0], [0, 40]], [[40, 0], [0, 60]]]
    >>> found = find_best_worst_case(Profiles.of(worths, no_agreement=[10, 20]))
    >>> found.packages, str(found.value)
    (({'i0': 'o0', 'i1': 'o1'},), '2/5')
    """
    missing = [
        name
        for name, floor in zip(profiles.names, profiles.no_agreement, strict=True)
        if floor is None
    ]
    if missing:
        raise NoNoAgreement(missing)
    floors = np.stack([one for one in profiles.no_agreement if one is not None], axis=1)
    return _find(profiles, choices, floors, "worst_case", allowed, tables)


def find_least_regret(
    profiles: Profiles,
    choices: Choices | None = None,
    *,
    allowed: Sequence[Allowed] = (),
    tables: Sequence[Table] = (),
) -> PackageSearch:
    """Return the packages whose greatest regret, over all parties and samples, is the least.

    A mediator asks: which package would in no case be far from what a party could have had?
    No-agreement values play no part in it.

    Parameters
    ----------
    profiles : Profiles
    choices : array (packages x issues), optional
        Those to choose among; those that break a limit are left out. By default all, where
        there are at most 100,000.
    allowed, tables
        Limits, as `compile_limits` gives them; by default none.

    Returns
    -------
    PackageSearch
        As `find_best_worst_case`; `value` is *minus* the greatest regret, so that more is
        better: what the party's best package within the limits is worth to it less what this
        one is, as a share of its range.

    Raises
    ------
    ValueError
        Where no packages are named and there are more than 100,000.

    Source: L. Savage, *The theory of statistical decision* (1951), over samples.

    Examples
    --------
    >>> worths = [[[60, 0], [0, 40]], [[40, 0], [0, 60]]]
    >>> found = find_least_regret(Profiles.of(worths))
    >>> found.packages, str(found.value)
    (({'i0': 'o0', 'i1': 'o1'},), '-2/5')
    """
    return _find(profiles, choices, None, "least_regret", allowed, tables)


def list_choices(
    sizes: Sequence[int], *, allowed: Sequence[Allowed] = (), tables: Sequence[Table] = ()
) -> Choices:
    """Return all packages within the limits (packages x issues), in the order of the options.

    Raises
    ------
    ValueError
        Where there are more than 100,000, limits aside.

    Examples
    --------
    >>> list_choices([2, 2], tables=[Table((0, 1), np.array([[True, False], [True, True]]))])
    array([[0, 0],
           [1, 0],
           [1, 1]], dtype=int32)
    """
    if prod(sizes) > MOST_LISTED:
        raise ValueError(f"{prod(sizes):,} packages, where {MOST_LISTED:,} are listed at most")
    every = np.indices(sizes, dtype=np.int32).reshape(len(sizes), -1).T
    return keep_limits(every, allowed=allowed, tables=tables)


def keep_limits(
    choices: Choices, *, allowed: Sequence[Allowed] = (), tables: Sequence[Table] = ()
) -> Choices:
    """Return the packages (rows) that keep the limits."""
    kept = np.ones(len(choices), dtype=np.bool_)
    for issue, one in enumerate(allowed):
        kept &= one[choices[:, issue]]
    for table in tables:
        if table.allowed is not None:
            kept &= table.allowed[tuple(choices[:, issue] for issue in table.scope)]
    return np.ascontiguousarray(choices[kept])


def _find(
    profiles: Profiles,
    choices: Choices | None,
    floors: FloatArray | None,
    rule: str,
    allowed: Sequence[Allowed],
    tables: Sequence[Table],
) -> PackageSearch:
    is_all = choices is None
    if choices is None:
        kept = list_choices(profiles.sizes, allowed=allowed, tables=tables)
    else:
        kept = keep_limits(choices, allowed=allowed, tables=tables)
    words = "all packages" if is_all else "the packages named"
    assumptions = (
        *profiles.method,
        "Gains and regrets are shares of each party's own range; units are not compared.",
    )
    try:
        ranges = measure_ranges(profiles, allowed=allowed, tables=tables)
    except NoPackage:
        kept = kept[:0]
    if not len(kept):
        status = Status.INFEASIBLE if is_all else Status.OUT_OF_TIME
        return PackageSearch((), (), status, f"{words} looked at", assumptions=assumptions)
    best, places = _best(profiles, kept, ranges, floors)
    chosen = kept[places]
    value = Fraction(round(best * 10**9), 10**9)
    return PackageSearch(
        packages=tuple(
            {
                issue: values[option]
                for issue, values, option in zip(
                    profiles.issues, profiles.values, choice, strict=True
                )
            }
            for choice in chosen.tolist()
        ),
        utilities=(),
        status=Status.PROVEN if is_all else Status.BEST_FOUND,
        method=f"{words} looked at in {profiles.number:,} samples: {len(kept):,} within the limits",
        value=value,
        bound=value if is_all else None,
        assumptions=assumptions,
        cites=profiles.cites,
        certificate=Certificate(rule, {"choices": chosen.tolist(), "value": best}),
    )


def _best(
    profiles: Profiles, kept: Choices, ranges: Ranges, floors: FloatArray | None
) -> tuple[float, NDArray[np.int64]]:
    """The best least share, and the places of the packages that reach it."""
    width = (ranges.best - ranges.least).T
    scale = np.where(width > 0, 1 / np.where(width > 0, width, 1.0), 0.0)
    base = -scale * (ranges.best if floors is None else floors).T
    worth = profiles.stacked() * scale
    worst = np.empty(len(kept))
    find_worst(worth, np.ascontiguousarray(base), profiles.rows(kept), NEARLY, worst)
    best = float(worst.max())
    return best, np.flatnonzero(worst >= best - NEARLY)
