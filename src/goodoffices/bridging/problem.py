"""A case in numbers: what every search over worths takes.

Options are numbers from 0, in the order of `Issue.values`; worths are whole numbers of 64
bits. `compile_case` makes a problem from a case, once; benchmarks make them directly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.case.issues import Value

IntArray: TypeAlias = NDArray[np.int64]
Choices: TypeAlias = NDArray[np.int32]
"""Packages as rows, issues as columns: the number of the option."""
Allowed: TypeAlias = NDArray[np.bool_]

LARGEST_WORTH: Final = 2**60
"""No package is worth more to a party, nor less than its negative, in whole numbers."""


@dataclass(frozen=True)
class Table:
    """What options of several issues bring together, or whether they may stand together.

    Attributes
    ----------
    scope
        The issues by number, ascending; at least two.
    allowed
        One truth value for each combination; None where all may stand.
    worth
        One whole number for each combination and, last, each party; None where it adds nothing.
    """

    scope: tuple[int, ...]
    allowed: Allowed | None = None
    worth: IntArray | None = None


@dataclass(frozen=True)
class Problem:
    """Issues, options, worths and limits in arrays.

    Attributes
    ----------
    issues, values, parties
        Names; `values[i]` are the options of issue i.
    worth
        For each issue an array (options x parties).
    allowed
        For each issue which of its options may stand at all.
    tables
        What joins issues: rules, norms, positions taken as limits, interactions.
    no_agreement
        For each party the least that a package has to be worth; None where not stated.
    scales
        For each party how many units of `worth` are one of its own units.
    cites
        Entries on which the worths rest.

    Examples
    --------
    >>> problem = Problem.of([[[3, 0], [0, 3]], [[1, 0], [0, 2]]])
    >>> problem.count, problem.links
    (4, ((0,), (1,)))
    >>> problem.utilities(np.array([[0, 1]])).tolist()
    [[3, 2]]
    """

    issues: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    parties: tuple[str, ...]
    worth: tuple[IntArray, ...]
    allowed: tuple[Allowed, ...]
    tables: tuple[Table, ...] = ()
    no_agreement: tuple[int | None, ...] = ()
    scales: tuple[Fraction, ...] = ()
    cites: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        worth: Sequence[Any],
        *,
        tables: Sequence[Table] = (),
        no_agreement: Sequence[int | None] = (),
        allowed: Sequence[Any] = (),
    ) -> Problem:
        """Return a problem from worths alone: issues i0, i1..., options o0..., parties p0...

        Parameters
        ----------
        worth : sequence of array (options x parties)
            Whole numbers, one array an issue.
        """
        arrays = tuple(np.array(one, dtype=np.int64) for one in worth)
        parties = arrays[0].shape[1]
        return cls(
            issues=tuple(f"i{i}" for i in range(len(arrays))),
            values=tuple(tuple(f"o{o}" for o in range(len(one))) for one in arrays),
            parties=tuple(f"p{p}" for p in range(parties)),
            worth=arrays,
            allowed=tuple(np.array(one, dtype=np.bool_) for one in allowed)
            or tuple(np.ones(len(one), dtype=np.bool_) for one in arrays),
            tables=tuple(tables),
            no_agreement=tuple(no_agreement) or (None,) * parties,
            scales=(Fraction(1),) * parties,
        )

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many options each issue has."""
        return tuple(map(len, self.worth))

    @property
    def count(self) -> int:
        """How many packages there are, limits aside."""
        return prod(self.sizes)

    @cached_property
    def links(self) -> tuple[tuple[int, ...], ...]:
        """The issues in linked groups: those that tables join, directly or through others."""
        group = list(range(len(self.issues)))

        def root(issue: int) -> int:
            while group[issue] != issue:
                group[issue] = issue = group[group[issue]]
            return issue

        for table in self.tables:
            for issue in table.scope[1:]:
                first, second = sorted((root(table.scope[0]), root(issue)))
                group[second] = first
        found: dict[int, list[int]] = {}
        for issue in range(len(self.issues)):
            found.setdefault(root(issue), []).append(issue)
        return tuple(map(tuple, found.values()))

    def utilities(self, choices: Choices) -> IntArray:
        """Return what each package (row) is worth to each party, in whole numbers."""
        total = np.zeros((len(choices), len(self.parties)), dtype=np.int64)
        for issue, worth in enumerate(self.worth):
            total += worth[choices[:, issue]]
        for table in self.tables:
            if table.worth is not None:
                total += table.worth[tuple(choices[:, issue] for issue in table.scope)]
        return total

    def keeps_limits(self, choices: Choices) -> Allowed:
        """Tell for each package (row) whether it keeps every limit; no-agreement values aside."""
        kept = np.ones(len(choices), dtype=np.bool_)
        for issue, allowed in enumerate(self.allowed):
            kept &= allowed[choices[:, issue]]
        for table in self.tables:
            if table.allowed is not None:
                kept &= table.allowed[tuple(choices[:, issue] for issue in table.scope)]
        return kept

    def package(self, choice: Sequence[int]) -> dict[str, Value]:
        """Return one package by name."""
        return {
            issue: values[option]
            for issue, values, option in zip(self.issues, self.values, choice, strict=True)
        }

    def in_own_units(self, worth: Sequence[int]) -> dict[str, Fraction]:
        """Return whole numbers, one a party, exactly and in each party's own units."""
        return {
            party: Fraction(int(amount)) / scale
            for party, amount, scale in zip(self.parties, worth, self.scales, strict=True)
        }


@dataclass(frozen=True)
class PackageRows(Sequence[Mapping[str, Value]]):
    """Packages kept as rows of option numbers, given by name when asked for."""

    problem: Problem
    choices: Choices

    def __len__(self) -> int:
        return len(self.choices)

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 -- an index or a slice
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self.problem.package(self.choices[place].tolist())


@dataclass(frozen=True)
class UtilityRows(Sequence[Mapping[str, Fraction]]):
    """What packages are worth, kept as rows of whole numbers, given exactly when asked for."""

    problem: Problem
    worth: IntArray

    def __len__(self) -> int:
        return len(self.worth)

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 -- an index or a slice
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self.problem.in_own_units(self.worth[place].tolist())
