"""Values of the options of one issue, drawn uniformly from all that agree with what was said."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.stated import Stated
from goodoffices.case.issues import Issue, Value

FloatArray: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class OpenValues:
    """The values of the options of one issue, as far as they are open.

    Attributes
    ----------
    matrix, constant
        The values of the options (in the order of `issue.values`) are `matrix @ x + constant`.
    low, high
        Bounds of each open number x.
    chain
        How many of the open numbers, from the first one on, stand in an order, the greatest
        first.
    names
        For each open number an option whose value it is.
    """

    matrix: FloatArray
    constant: FloatArray
    low: FloatArray
    high: FloatArray
    chain: int
    names: tuple[Value, ...]

    @classmethod
    def of(cls, stated: Stated, issue: Issue) -> OpenValues:
        """Return what a party left open of one issue.

        Values that lie on a line between two stated ones, and options on one level, follow
        from the open numbers.

        Examples
        --------
        >>> from goodoffices.case.preferences import Preference
        >>> issue = Issue(id="a", options=[{"id": one} for one in "wxyz"])
        >>> said = Preference(id="p", party="p", options={"a": ["y", ["x", "w"], "z"]})
        >>> values = OpenValues.of(Stated(said, {"a": issue}, ()), issue)
        >>> values.matrix.tolist(), values.constant.tolist(), values.names
        ([[1.0], [1.0], [0.0], [0.0]], [0.0, 0.0, 1.0, 0.0], ('w',))
        """
        levels = stated.levels.get(issue.id, {})
        stands_for: dict[Value, Value] = {}
        first: dict[int, Value] = {}
        for option in sorted(levels, key=lambda one: (levels[one], str(one))):
            stands_for[option] = first.setdefault(levels[option], option)
        nodes = {option: stated.nodes(issue.id, option) for option in issue.values}
        needed = {stands_for.get(one, one) for parts in nodes.values() for one in parts}
        bounds = {one: stated.bounds(issue.id, one) for one in needed}
        found = [one for one in needed if bounds[one][0] != bounds[one][1]]
        chained = sorted((one for one in found if one in levels), key=lambda one: levels[one])
        names = (*chained, *sorted((one for one in found if one not in levels), key=str))
        column = {one: at for at, one in enumerate(names)}
        matrix = np.zeros((len(issue.values), len(names)))
        constant = np.zeros(len(issue.values))
        for row, option in enumerate(issue.values):
            known = Fraction(0)
            for part, share in nodes[option].items():
                one = stands_for.get(part, part)
                if one in column:
                    matrix[row, column[one]] += float(share)
                else:
                    known += share * bounds[one][0]
            constant[row] = float(known)
        return cls(
            matrix=matrix,
            constant=constant,
            low=np.array([float(bounds[one][0]) for one in names]),
            high=np.array([float(bounds[one][1]) for one in names]),
            chain=len(chained),
            names=names,
        )

    def draw(self, stream: np.random.Generator, *, number: int) -> FloatArray:
        """Return so many rows of open numbers, independent and uniform.

        Those in an order are the order statistics of as many uniform numbers.
        """
        rows = self.low + (self.high - self.low) * stream.random((number, len(self.names)))
        rows[:, : self.chain] = -np.sort(-rows[:, : self.chain], axis=1)
        return np.asarray(rows)

    def fill(self, rows: FloatArray) -> FloatArray:
        """Return the values of all options (options x samples) from rows of open numbers."""
        return np.asarray(self.matrix @ rows.T + self.constant[:, None])
