"""Confirms how two packages compare, from the preference alone.

Solves nothing, and shares no code with what proved it: facts are looked up in the preference
one by one and added up; value functions are held against it in values, not in worths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise, product
from typing import Final, TypeAlias

from goodoffices.bridging.dominance import Dominance, Relation
from goodoffices.bridging.dominance_sums import Proof
from goodoffices.bridging.results import Package
from goodoffices.bridging.stated import Fact, ValueFunction
from goodoffices.case.errors import EnginesDisagree
from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, Value
from goodoffices.case.preferences import Comparison, Order, Preference
from goodoffices.case.propositions import Proposition, issues_of

MOST_LISTED: Final = 200_000
"""So many ways to settle the rest are listed to confirm that a comparison is kept."""

_Sum: TypeAlias = Counter[tuple[Value, ...]]
_Known: TypeAlias = tuple[dict[tuple[Value, ...], Fraction], Fraction, bool]
"""A sum, what it is at least, and whether it is just that."""


def check_dominance(
    dominance: Dominance,
    first: Package,
    second: Package,
    *,
    preference: Preference,
    issues: Mapping[str, Issue],
) -> None:
    """Confirm how two packages compare for one party.

    Parameters
    ----------
    dominance : Dominance
    first, second, preference, issues
        As they were compared.

    Raises
    ------
    EnginesDisagree
        Where a value function does not agree with the preference or does not give the
        difference claimed; where the preference does not state a fact used, or the facts do
        not add up; or where the relation does not follow.

    Notes
    -----
    A value function shows that the difference can be as small as claimed, the facts that it
    cannot be smaller: together the claim is exact. For a comparison beside interactions that
    hang on many other issues, the first 200,000 ways to settle these are looked at.

    Source: linear programming duality; Farkas (1902). Argued in `docs/book/dominance.md`.

    Examples
    --------
    >>> from goodoffices.bridging.dominance import compare
    >>> issues = {"a": Issue(id="a", options=[{"id": "yes"}, {"id": "no"}])}
    >>> said = Preference(id="p", party="north", options={"a": ["yes", "no"]})
    >>> found = compare({"a": "yes"}, {"a": "no"}, preference=said, issues=issues)
    >>> check_dominance(found, {"a": "yes"}, {"a": "no"}, preference=said, issues=issues)
    """
    checker = _Checker(preference, issues)
    checker.confirm(dominance.proofs[0], first, second)
    checker.confirm(dominance.proofs[1], second, first)
    least, most = dominance.proofs[0].least, -dominance.proofs[1].least
    expected = {
        (True, True): Relation.NECESSARILY_BETTER,
        (True, False): Relation.NECESSARILY_EQUAL,
        (False, True): Relation.POSSIBLY_EITHER,
        (False, False): Relation.NECESSARILY_WORSE,
    }[least >= 0, most > 0]
    if (dominance.least, dominance.most, dominance.relation) != (least, most, expected):
        raise EnginesDisagree("how two packages compare", dominance.relation.words, expected.words)


class _Checker:
    """One preference, looked up."""

    def __init__(self, preference: Preference, issues: Mapping[str, Issue]) -> None:
        self._said, self._issues = preference, issues
        self._when = [parse(one.when, issues) for one in preference.interactions]

    def confirm(self, proof: Proof, first: Package, second: Package) -> None:
        """Confirm that the difference is at least `proof.least`, and can be just that."""
        self._agrees(proof.function)
        reached = self._difference(proof.function, first, second)
        if reached != proof.least:
            raise EnginesDisagree("the least difference", str(proof.least), f"a sum of {reached}")
        total: dict[tuple[Value, ...], Fraction] = {}
        bound = Fraction(0)
        for fact, times in proof.multipliers.items():
            terms, least, is_equal = self._known(fact)
            if times < 0 and not is_equal:
                raise EnginesDisagree("a proof", f"{times} times {fact}", "what may be added")
            bound += times * least
            for variable, share in terms.items():
                total[variable] = total.get(variable, Fraction(0)) + times * share
        aim: _Sum = Counter()
        for issue in self._issues:
            aim["worth", issue, first[issue]] += 1
            aim["worth", issue, second[issue]] -= 1
        for number, when in enumerate(self._when):
            for package, sign in ((first, 1), (second, -1)):
                aim["interaction", number] += sign * self._holds(when, package)
        if any(aim.get(one, 0) != total.get(one, 0) for one in {*aim, *total}):
            raise EnginesDisagree("a proof", "the facts that it adds up", "what they sum to")
        if bound != proof.least:
            raise EnginesDisagree("the least difference", str(proof.least), f"a bound of {bound}")

    def _holds(self, when: Proposition, package: Package) -> bool:
        return truth(when, package, issues=self._issues) is True

    # -------------------------------------------------------------- facts, one by one

    def _known(self, fact: Fact) -> _Known:
        """What a fact says, if the preference states it."""
        said, one = self._said, Fraction(1)
        match fact:
            case ("total",):
                return {("weight", issue): one for issue in self._issues}, said.total, True
            case ("weight_least", str(issue)):
                return {("weight", issue): one}, self._weight(issue)[0], False
            case ("weight_most", str(issue)):
                return {("weight", issue): -one}, -self._weight(issue)[1], False
            case ("issue_order", str(issue), str(other)) if _stands(issue, other, said.order):
                return {("weight", issue): one, ("weight", other): -one}, Fraction(0), False
            case ("interaction_least", int(number)):
                return {("interaction", number): one}, said.interactions[number].worth[0], False
            case ("interaction_most", int(number)):
                return {("interaction", number): -one}, -said.interactions[number].worth[1], False
            case ("comparison", int(number), *rest):
                return self._compared(said.comparisons[number], rest), Fraction(0), False
        return self._known_of_values(fact)

    def _known_of_values(self, fact: Fact) -> _Known:
        one, zero = Fraction(1), Fraction(0)
        match fact:
            case ("value_least", str(issue), option):
                low = self._between(issue, option)[0]
                return {("worth", issue, option): one, ("weight", issue): -low}, zero, False
            case ("value_most", str(issue), option):
                high = self._between(issue, option)[1]
                return {("worth", issue, option): -one, ("weight", issue): high}, zero, False
            case ("option_order", str(issue), option, other) if (
                issue not in self._said.values
                and _stands(option, other, self._said.options.get(issue, ()))
            ):
                return {("worth", issue, option): one, ("worth", issue, other): -one}, zero, False
            case ("line", str(issue), int(number)):
                left, right = self._neighbours(issue, number)
                share = Fraction(number - left, right - left)
                return (
                    {
                        ("worth", issue, number): one,
                        ("worth", issue, left): share - 1,
                        ("worth", issue, right): -share,
                    },
                    zero,
                    True,
                )
        raise EnginesDisagree("a proof", f"the fact {fact}", "the preference")

    def _weight(self, issue: str) -> tuple[Fraction, Fraction]:
        if issue in self._said.weights:
            return self._said.weights[issue]
        is_open = bool(self._said.order) or not self._said.weights
        return Fraction(0), self._said.total if is_open else Fraction(0)

    def _between(self, issue: str, option: Value) -> tuple[Fraction, Fraction]:
        """Bounds of one value: as stated, or by its place in an order."""
        stated = self._said.values.get(issue, {})
        order = self._said.options.get(issue, ())
        if stated:
            return stated.get(option, (Fraction(0), Fraction(1)))
        if order and option in order[-1]:
            return Fraction(0), Fraction(0)
        if order and option in order[0]:
            return Fraction(1), Fraction(1)
        return Fraction(0), Fraction(1)

    def _neighbours(self, issue: str, number: int) -> tuple[int, int]:
        stated = [one for one in self._said.values.get(issue, {}) if isinstance(one, int)]
        left = [one for one in stated if one < number]
        right = [one for one in stated if one > number]
        if number in stated or not left or not right:
            raise EnginesDisagree(
                "a proof", f"a line through {number} of {issue}", "the preference"
            )
        return max(left), min(right)

    def _compared(
        self, comparison: Comparison, rest: list[Value]
    ) -> dict[tuple[Value, ...], Fraction]:
        """What a comparison says where the other issues are settled as in `rest`."""
        settled = dict(zip(map(str, rest[::2]), rest[1::2], strict=True))
        terms: _Sum = Counter()
        for side, sign in ((comparison.better, 1), (comparison.than, -1)):
            package = {**settled, **side}
            for issue, option in side.items():
                terms["worth", issue, option] += sign
            for number, when in enumerate(self._when):
                known = [
                    truth(when, {**settled, **other}, issues=self._issues)
                    for other in (comparison.better, comparison.than)
                ]
                if None in known and set(issues_of(when)) & set(side):
                    raise EnginesDisagree("a proof", "a comparison", "what it leaves open")
                terms["interaction", number] += sign * self._holds(when, package)
        return {variable: Fraction(share) for variable, share in terms.items() if share}

    # -------------------------------------------------------------- value functions

    def _difference(self, function: ValueFunction, one: Package, other: Package) -> Fraction:
        """By how much one package is worth more than another, of the same issues."""
        more = Fraction(0)
        for issue, option in one.items():
            if option != other[issue]:
                values = function.values.get(issue, {})
                if option not in values or other[issue] not in values:
                    raise EnginesDisagree("a value function", f"values of {issue}", "nothing of it")
                more += function.weights[issue] * (values[option] - values[other[issue]])
        for when, amount in zip(self._when, function.interactions, strict=True):
            more += amount * (self._holds(when, one) - self._holds(when, other))
        return more

    def _agrees(self, function: ValueFunction) -> None:
        """Confirm that a value function agrees with all that is stated."""
        weights = function.weights
        by_issue: dict[Value, Fraction] = {}
        by_issue.update((issue, weight) for issue, weight in weights.items())
        agreed = set(weights) == set(self._issues) and sum(weights.values()) == self._said.total
        agreed = agreed and all(
            self._weight(issue)[0] <= weight <= self._weight(issue)[1]
            for issue, weight in weights.items()
        )
        agreed = agreed and _falls(self._said.order, by_issue)
        agreed = agreed and all(
            one.worth[0] <= amount <= one.worth[1]
            for one, amount in zip(self._said.interactions, function.interactions, strict=True)
        )
        agreed = agreed and all(
            self._values_agree(issue, values) for issue, values in function.values.items()
        )
        agreed = agreed and all(self._keeps(function, one) for one in self._said.comparisons)
        if not agreed:
            raise EnginesDisagree("a value function", "what was found", "the preference")

    def _values_agree(self, issue: str, values: Mapping[Value, Fraction]) -> bool:
        stated = self._said.values.get(issue, {})
        for option, value in values.items():
            low, high = self._between(issue, option)
            if not low <= value <= high:
                return False
            numbers = [one for one in stated if isinstance(one, int)]
            is_between = isinstance(option, int) and option not in stated and numbers
            if is_between and min(numbers) < int(option) < max(numbers):
                left, right = self._neighbours(issue, int(option))
                if left not in values or right not in values:
                    return False
                slope = (values[right] - values[left]) / (right - left)
                if value != values[left] + slope * (int(option) - left):
                    return False
        order = () if stated else self._said.options.get(issue, ())
        return _falls(order, values)

    def _keeps(self, function: ValueFunction, comparison: Comparison) -> bool:
        """Whether a comparison holds, however what else interactions hang on is settled."""
        touching = [when for when in self._when if set(issues_of(when)) & comparison.better.keys()]
        others = [
            issue
            for issue in self._issues
            if issue not in comparison.better and any(issue in issues_of(when) for when in touching)
        ]
        ways = product(*(self._issues[issue].values for issue in others))
        for _, way in zip(range(MOST_LISTED), ways, strict=False):
            rest = dict(zip(others, way, strict=True))
            better, than = {**rest, **comparison.better}, {**rest, **comparison.than}
            if self._difference(function, better, than) < 0:
                return False
        return True


def _stands(one: Value, other: Value, order: Order) -> bool:
    """Whether one stands before the other in an order, or beside it."""
    place = {each: number for number, level in enumerate(order) for each in level}
    return one in place and other in place and place[one] <= place[other]


def _falls(order: Order, numbers: Mapping[Value, Fraction]) -> bool:
    """Whether numbers never rise along an order, and are the same on each level."""
    levels = [[numbers[one] for one in level if one in numbers] for level in order]
    known = [level for level in levels if level]
    return all(min(level) == max(level) for level in known) and all(
        level[0] >= after[0] for level, after in pairwise(known)
    )
