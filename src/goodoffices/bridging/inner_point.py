"""A point inside a polytope given by rows, and which rows leave no room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from ortools.linear_solver import pywraplp

from goodoffices.bridging.stated import Row, Variable

SMALLEST_ROOM: Final = 1e-7
"""Rows that leave less room than this are taken to hold with equality."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Points inside a polytope.

    Attributes
    ----------
    point
        One that keeps every row with room to spare, where the row leaves any.
    corners
        Corners in many directions, where asked for.
    tight
        For each row whether every point of the polytope keeps it with equality.
    """

    point: Mapping[Variable, float]
    corners: tuple[Mapping[Variable, float], ...]
    tight: tuple[bool, ...]


def find_inside(
    rows: Sequence[Row], *, unit: Fraction, directions: Sequence[Mapping[Variable, float]] = ()
) -> Inside | None:
    """Return a point inside the polytope of some rows, and corners; None where it is empty.

    Parameters
    ----------
    rows : sequence of Row
        Inequalities and equations over the variables that they name.
    unit : Fraction
        What counts as 1: the total of the weights.
    directions : sequence of mapping of variable to float
        For each, the corner that lies farthest this way is returned.

    Notes
    -----
    One linear programme: each inequality may have up to 1 of room in a copy of the polytope
    blown up by some factor of at most `1 / SMALLEST_ROOM`, and the sum of the rooms is made
    as large as it can be. Then the rows without room are those that hold with equality
    everywhere. In floating point: what follows is sampled.

    Source: R. Freund, R. Roundy and M. Todd, *Identifying the set of always-active constraints
    in a system of linear inequalities by a single linear program* (MIT Sloan WP 1674-85, 1985).

    Examples
    --------
    >>> x, y = ("weight", "x"), ("weight", "y")
    >>> one = Fraction(1)
    >>> rows = [Row(("sum",), {x: one, y: one}, one, is_equal=True)]
    >>> rows += [Row(("x",), {x: one}, one), Row(("y",), {y: one})]
    >>> find_inside(rows, unit=one).tight
    (True, True, True)
    """
    variables = tuple(dict.fromkeys(variable for row in rows for variable in row.terms))
    solver = pywraplp.Solver.CreateSolver("GLOP")
    endless = solver.infinity()
    place = {one: solver.NumVar(-endless, endless, "") for one in variables}
    factor = solver.NumVar(1, 1 / SMALLEST_ROOM, "")
    rooms: list[Any] = []
    for row in rows:
        line = solver.Constraint(0, 0 if row.is_equal else endless)
        for variable, coefficient in row.terms.items():
            line.SetCoefficient(place[variable], float(coefficient))
        line.SetCoefficient(factor, -float(row.least / unit))
        room = None if row.is_equal else solver.NumVar(0, 1, "")
        if room is not None:
            line.SetCoefficient(room, -1)
            solver.Objective().SetCoefficient(room, 1)
        rooms.append(room)
    solver.Objective().SetMaximization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    blown_up = factor.solution_value()
    point = {one: variable.solution_value() / blown_up for one, variable in place.items()}
    tight = tuple(room is None or room.solution_value() < 0.5 for room in rooms)
    corners = tuple(_corners(rows, variables, unit, directions))
    return Inside(point, corners, tight)


def _corners(
    rows: Sequence[Row],
    variables: Sequence[Variable],
    unit: Fraction,
    directions: Sequence[Mapping[Variable, float]],
) -> list[Mapping[Variable, float]]:
    """The corner farthest in each direction."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    endless = solver.infinity()
    place = {one: solver.NumVar(-endless, endless, "") for one in variables}
    for row in rows:
        least = float(row.least / unit)
        line = solver.Constraint(least, least if row.is_equal else endless)
        for variable, coefficient in row.terms.items():
            line.SetCoefficient(place[variable], float(coefficient))
    found: list[Mapping[Variable, float]] = []
    for direction in directions:
        for variable in variables:
            solver.Objective().SetCoefficient(place[variable], direction.get(variable, 0.0))
        solver.Objective().SetMaximization()
        if solver.Solve() == pywraplp.Solver.OPTIMAL:
            found.append({one: variable.solution_value() for one, variable in place.items()})
    return found
