"""The least difference of two packages as a linear program over rationals, and its dual.

For what `dominance_sums` cannot: comparisons, and orders beside numbers. Needs z3, which is
imported only when a program is solved.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from goodoffices.bridging.dominance_sums import Proof
from goodoffices.bridging.results import Package
from goodoffices.bridging.stated import ZERO, Fact, Row, Stated, ValueFunction, Variable
from goodoffices.case.errors import CannotBeTrue, EnginesDisagree, MissingExtra
from goodoffices.case.issues import Value


class Programs:
    """Linear programs over what one preference states; one object serves many pairs.

    Parameters
    ----------
    stated : Stated

    Raises
    ------
    MissingExtra
        Where z3 is not installed.
    CannotBeTrue
        Where nothing agrees with all that is stated; it names a smallest part.
    """

    def __init__(self, stated: Stated) -> None:
        try:
            import z3  # noqa: PLC0415 -- optional dependency
        except ImportError as error:
            what = "dominance where comparisons, or orders and numbers, come together"
            raise MissingExtra(what, "research") from error
        self._z3: Any = z3
        self._stated = stated
        self._variables: dict[Variable, Any] = {
            variable: z3.Real(" ".join(map(str, variable)))
            for row in stated.rows
            for variable in row.terms
        }
        self._program = z3.Optimize()
        self._program.add(*map(self._inequality, stated.rows))
        if self._program.check() != z3.sat:
            raise CannotBeTrue(stated.preference.party, self._smallest_part())

    def prove(self, first: Package, second: Package) -> Proof:
        """Return the least that the first package is worth more than the second.

        Notes
        -----
        The optimum is over rationals, and exact. The multipliers solve the dual program: its
        optimum is the same (linear programming duality), which is asked of z3 as a second,
        separate question and confirmed by `check_dominance`.
        """
        least, function = self.reach(first, second)
        aim = self._stated.difference(first, second)
        return Proof(least, function, self._multipliers(aim, least))

    def reach(self, first: Package, second: Package) -> tuple[Fraction, ValueFunction]:
        """Return the least difference and a value function that reaches it, without the dual."""
        aim = self._stated.difference(first, second)
        self._program.push()
        self._program.minimize(self._sum(aim))
        if self._program.check() != self._z3.sat:
            raise EnginesDisagree("what agrees with a preference", "z3", "z3, asked again")
        model = self._program.model()
        self._program.pop()
        point = {
            variable: _exact(model.eval(one, model_completion=True))
            for variable, one in self._variables.items()
        }
        least = sum((share * point[variable] for variable, share in aim.items()), ZERO)
        return least, self._function(point)

    def _inequality(self, row: Row) -> Any:  # noqa: ANN401 -- an expression of z3
        total, least = self._sum(row.terms), self._number(row.least)
        return total == least if row.is_equal else total >= least

    def _sum(self, terms: Mapping[Variable, Fraction]) -> Any:  # noqa: ANN401
        parts = [self._number(share) * self._variables[one] for one, share in terms.items()]
        return self._z3.Sum([self._number(ZERO), *parts])

    def _number(self, number: Fraction) -> Any:  # noqa: ANN401
        return self._z3.RealVal(str(number))

    def _smallest_part(self) -> list[str]:
        """A smallest part of what is stated with which nothing agrees, in words."""
        kept = list(self._stated.rows)
        for row in self._stated.rows:
            fewer = [one for one in kept if one is not row]
            solver = self._z3.Solver()
            solver.add(*map(self._inequality, fewer))
            if solver.check() == self._z3.unsat:
                kept = fewer
        return list(dict.fromkeys(_in_words(row, self._stated) for row in kept))

    def _multipliers(
        self, aim: Mapping[Variable, Fraction], least: Fraction
    ) -> dict[Fact, Fraction]:
        """Solve the dual: facts that add up to the difference, and to its least."""
        z3 = self._z3
        rows = self._stated.rows
        times = [z3.Real(f"times {number}") for number in range(len(rows))]
        solver = z3.Solver()
        solver.add(*(one >= 0 for one, row in zip(times, rows, strict=True) if not row.is_equal))
        columns: dict[Variable, list[Any]] = {variable: [] for variable in self._variables}
        for one, row in zip(times, rows, strict=True):
            for variable, share in row.terms.items():
                columns[variable].append(self._number(share) * one)
        for variable, parts in columns.items():
            solver.add(z3.Sum(parts) == self._number(aim.get(variable, ZERO)))
        reached = [self._number(row.least) * one for one, row in zip(times, rows, strict=True)]
        solver.add(z3.Sum(reached) == self._number(least))
        if solver.check() != z3.sat:
            raise EnginesDisagree("the least difference of two packages", "z3", "its dual")
        model = solver.model()
        found = [_exact(model.eval(one, model_completion=True)) for one in times]
        return {row.fact: one for row, one in zip(rows, found, strict=True) if one}

    def _function(self, point: Mapping[Variable, Fraction]) -> ValueFunction:
        """Divide worths by weights; where the weight is 0, any values that agree will do."""
        stated = self._stated
        weights = {issue: point["weight", issue] for issue in stated.issues}
        values: dict[str, dict[Value, Fraction]] = {}
        for issue, options in stated.used.items():
            if weights[issue]:
                values[issue] = {
                    option: point["worth", issue, option] / weights[issue] for option in options
                }
            else:
                values[issue] = stated.plain_values(issue)
        count = range(len(stated.preference.interactions))
        return ValueFunction(
            weights, values, tuple(point["interaction", number] for number in count)
        )


def _exact(number: Any) -> Fraction:  # noqa: ANN401 -- a rational number of z3
    return Fraction(number.numerator_as_long(), number.denominator_as_long())


def _in_words(row: Row, stated: Stated) -> str:
    """A fact in plain words."""
    kind, *about = row.fact
    said = stated.preference
    match kind:
        case "total":
            words = f"the weights sum to {said.total}"
        case "weight_least" | "weight_most":
            words = f"the weight of {about[0]} is {_between(*stated.weights[str(about[0])])}"
        case "issue_order":
            words = f"{about[0]} matters no less than {about[1]}"
        case "value_least" | "value_most":
            bounds = stated.bounds(str(about[0]), about[1])
            words = f"the value of {about[1]} on {about[0]} is {_between(*bounds)}"
        case "option_order":
            words = f"on {about[0]}, {about[1]} is no worse than {about[2]}"
        case "line":
            words = f"values between two numbers of {about[0]} lie on a line"
        case "interaction_least" | "interaction_most":
            one = said.interactions[int(about[0])]
            words = f'the worth of "{one.when}" is {_between(*one.worth)}'
        case _:
            compared = said.comparisons[int(about[0])]
            words = f"rather {_named(compared.better)} than {_named(compared.than)}"
    return words


def _between(low: Fraction, high: Fraction) -> str:
    return str(low) if low == high else f"from {low} to {high}"


def _named(package: Package) -> str:
    return " and ".join(f"{issue} {option}" for issue, option in package.items())
