"""What each party gains, as a share of the most that it could gain.

A share is of one party's own range, and says nothing of how its units compare with another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.bridging.frontier import list_points
from goodoffices.bridging.problem import IntArray, Problem


@dataclass(frozen=True, slots=True)
class Reference:
    """From what, and up to what, each party's gains are measured.

    Attributes
    ----------
    least
        For each party its no-agreement value where one is stated, else what the package that
        is worst for it is worth.
    ideal
        The most that any package brings it that nobody would rather have no agreement than.
    stated
        Whether the least is a stated no-agreement value.

    Examples
    --------
    >>> reference = Reference((0, 10), (4, 10), (True, False))
    >>> [str(one) for one in reference.shares((1, 10))]
    ['1/4', '1']
    """

    least: tuple[int, ...]
    ideal: tuple[int, ...]
    stated: tuple[bool, ...]

    @property
    def spans(self) -> tuple[int, ...]:
        """The most that each party could gain, in whole numbers."""
        return tuple(high - low for high, low in zip(self.ideal, self.least, strict=True))

    def shares(self, worth: Sequence[int]) -> tuple[Fraction, ...]:
        """Return each party's gain as a share; 1 for a party that nothing could bring more."""
        return tuple(
            Fraction(amount - low, span) if span else Fraction(1)
            for amount, low, span in zip(worth, self.least, self.spans, strict=True)
        )

    def assumptions(self, problem: Problem) -> tuple[str, ...]:
        """Return what is assumed, in sentences."""
        open_for = [
            one
            for one, is_stated in zip(problem.parties, self.stated, strict=True)
            if not is_stated
        ]
        said = "Gains are shares of each party's own range; units are not compared."
        if not open_for:
            return (said,)
        names = ", ".join(open_for)
        unstated = (
            f"No one value of no agreement is stated for {names}: gains are counted from the"
            " package that is worth least to it."
        )
        return said, unstated


def measure_range(problem: Problem, worth: IntArray) -> Reference:
    """Return from what and up to what gains are measured, given the exact frontier.

    Parameters
    ----------
    problem : Problem
    worth : array (points x parties)
        Of its frontier; at least one point.

    Examples
    --------
    >>> problem = Problem.of([[[3, 0], [0, 3]], [[1, 0], [0, 2]]], no_agreement=[1, None])
    >>> measure_range(problem, list_points(problem).worth)
    Reference(least=(1, 0), ideal=(4, 3), stated=(True, False))
    """
    least = [
        _least(problem, place) if stated is None else stated
        for place, stated in enumerate(problem.no_agreement)
    ]
    return Reference(
        tuple(least),
        tuple(worth.max(axis=0).tolist()),
        tuple(one is not None for one in problem.no_agreement),
    )


def _least(problem: Problem, place: int) -> int:
    """The least that any package within the limits is worth to one party."""
    columns = [place, place]
    tables = [
        type(one)(one.scope, one.allowed, None if one.worth is None else -one.worth[..., columns])
        for one in problem.tables
    ]
    against = Problem.of(
        [-one[:, columns] for one in problem.worth], tables=tables, allowed=problem.allowed
    )
    return -int(list_points(against).worth[0, 0])
