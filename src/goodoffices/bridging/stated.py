"""What a preference states, as linear facts about worths, and the value functions it leaves open.

Worth is weight times value. With the worth of an option as a variable of its own, beside
the weight of its issue, everything a preference can state is linear. Imports no NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from math import prod
from typing import Final, TypeAlias

from goodoffices.bridging.results import Package
from goodoffices.bridging.valuing import NOTHING, Between
from goodoffices.case.domains import domains_of, is_wide
from goodoffices.case.errors import CannotBeTrue, TooWide
from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, Value
from goodoffices.case.preference_facts import find_contradictions
from goodoffices.case.preferences import Comparison, Preference
from goodoffices.case.propositions import Proposition, Sum, atoms, issues_of

MOST_COMPLETIONS: Final = 10_000
"""In so many ways, at most, "all else equal" is spelt out for one comparison."""

Fact: TypeAlias = tuple[Value, ...]
"""Something stated, by name: ("issue_order", "water", "border"). `Stated` lists the kinds."""

Variable: TypeAlias = tuple[Value, ...]
"""("weight", issue), ("worth", issue, option) or ("interaction", number)."""

Terms: TypeAlias = dict[Variable, Fraction]
"""A sum: how often each variable counts."""

ANYTHING: Final[Between] = (Fraction(0), Fraction(1))
ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class ValueFunction:
    """One way to fill in all that a preference leaves open.

    Attributes
    ----------
    weights
        For every issue, in the party's own units.
    values
        From 0 to 1, by issue and option: what was compared, and what the preference names.
    interactions
        In the party's own units, in the order of the preference.
    """

    weights: Mapping[str, Fraction]
    values: Mapping[str, Mapping[Value, Fraction]]
    interactions: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as an inequality: the sum of `terms` is at least `least`, or equal to it."""

    fact: Fact
    terms: Mapping[Variable, Fraction]
    least: Fraction = ZERO
    is_equal: bool = False


@dataclass(frozen=True)
class Stated:
    """What one preference states, as far as it bears on some packages.

    Parameters
    ----------
    preference : Preference
        Naming only what is there.
    issues : mapping of issue id to Issue
    packages : sequence of packages
        The ones to be compared.

    Raises
    ------
    CannotBeTrue
        Where the preference contradicts itself in a way that can be seen at once.

    Notes
    -----
    The kinds of facts, with w for weights, u for worths (weight times value) and t for
    interactions:

    - ("total",): the w sum to the total;
    - ("weight_least", i), ("weight_most", i): bounds of w_i;
    - ("issue_order", i, j): w_i is at least w_j;
    - ("value_least", i, o), ("value_most", i, o): u_io is between low * w_i and high * w_i;
    - ("option_order", i, o, p): u_io is at least u_ip;
    - ("line", i, o): u of a number lies on the line between its stated neighbours;
    - ("interaction_least", j), ("interaction_most", j): bounds of t_j;
    - ("comparison", k, i, o, i, o...): what comparison k says where the other issues are
      settled so.
    """

    preference: Preference
    issues: Mapping[str, Issue]
    packages: Sequence[Package] = field(repr=False)

    def __post_init__(self) -> None:
        found = find_contradictions(self.preference, self.issues)
        if found:
            raise CannotBeTrue(self.preference.party, [one.message for one in found])

    # ------------------------------------------------------------------ weights

    @cached_property
    def weights(self) -> dict[str, Between]:
        """Bounds of the weight of every issue."""
        said = self.preference
        # Weights alone leave nothing to an issue that they do not name; an order leaves all open.
        rest = NOTHING if said.weights and not said.order else (ZERO, said.total)
        return {issue: said.weights.get(issue, rest) for issue in self.issues}

    @cached_property
    def are_weights_exact(self) -> bool:
        """Whether only one choice of weights is left."""
        said = self.preference.weights.values()
        least = sum((low for low, _ in said), ZERO)
        return (
            bool(said)
            and all(low == high for low, high in said)
            and (least == self.preference.total)
        )

    # ------------------------------------------------------------------ values

    @cached_property
    def levels(self) -> dict[str, dict[Value, int]]:
        """For each issue whose options are ordered, the level of each option, the best one 0."""
        return {
            issue: {option: place for place, level in enumerate(order) for option in level}
            for issue, order in self.preference.options.items()
            if issue not in self.preference.values
        }

    def bounds(self, issue: str, option: Value) -> Between:
        """Return bounds of the value of an option, lines aside."""
        if issue in self.preference.values:
            return self.preference.values[issue].get(option, ANYTHING)
        levels = self.levels.get(issue, {})
        if option not in levels:
            return ANYTHING
        if levels[option] == max(levels.values()):
            return NOTHING
        return (ONE, ONE) if levels[option] == 0 else ANYTHING

    def nodes(self, issue: str, option: Value) -> dict[Value, Fraction]:
        """Return the options of which the value of an option is made, and their shares."""
        stated = self.preference.values.get(issue, {})
        if option in stated or not isinstance(option, int):
            return {option: ONE}
        below = [one for one in stated if isinstance(one, int) and one < option]
        above = [one for one in stated if isinstance(one, int) and one > option]
        if not below or not above:
            return {option: ONE}
        left, right = max(below), min(above)
        share = Fraction(option - left, right - left)
        return {left: 1 - share, right: share}

    @cached_property
    def used(self) -> dict[str, tuple[Value, ...]]:
        """For each issue that matters here, the options that do, in a fixed order."""
        found: dict[str, dict[Value, None]] = {}
        for issue in self.issues:
            chosen = dict.fromkeys(one[issue] for one in self.packages)
            compared = dict.fromkeys(
                side[issue]
                for one in self.preference.comparisons
                for side in (one.better, one.than)
                if issue in side
            )
            if len(chosen) < 2 and not compared:
                continue
            named = (*self.preference.values.get(issue, ()), *self.levels.get(issue, ()))
            found[issue] = dict.fromkeys((*named, *chosen, *compared))
        return {issue: tuple(options) for issue, options in found.items()}

    def plain_values(self, issue: str) -> dict[Value, Fraction]:
        """Return values of the options in use that agree with what is stated of one issue."""
        return self.on_lines(
            issue, {option: self.bounds(issue, option)[0] for option in self.used[issue]}
        )

    def on_lines(self, issue: str, values: Mapping[Value, Fraction]) -> dict[Value, Fraction]:
        """Return values with those between two stated numbers put on their line."""
        return {
            option: sum(
                (share * values[node] for node, share in self.nodes(issue, option).items()), ZERO
            )
            for option in values
        }

    # ------------------------------------------------------------------ interactions

    @cached_property
    def interactions(self) -> tuple[Proposition, ...]:
        """When each interaction counts."""
        return tuple(parse(one.when, self.issues) for one in self.preference.interactions)

    def counts(self, package: Package) -> tuple[int, ...]:
        """Return for each interaction 1 where it counts in a package, and 0 where not."""
        return tuple(
            int(truth(one, package, issues=self.issues) is True) for one in self.interactions
        )

    # ------------------------------------------------------------------ as inequalities

    def difference(self, first: Package, second: Package) -> Terms:
        """Return what the first package is worth more than the second, as a sum of variables."""
        found: Terms = {}
        for issue in self.issues:
            if first[issue] != second[issue]:
                found["worth", issue, first[issue]] = ONE
                found["worth", issue, second[issue]] = -ONE
        pairs = zip(self.counts(first), self.counts(second), strict=True)
        for number, (mine, other) in enumerate(pairs):
            if mine != other:
                found["interaction", number] = Fraction(mine - other)
        return found

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Everything stated that bears on the packages."""
        return (
            *self._weight_rows(),
            *self._value_rows(),
            *self._interaction_rows(),
            *self._comparison_rows(),
        )

    def _weight_rows(self) -> Iterator[Row]:
        every: Terms = {("weight", issue): ONE for issue in self.issues}
        yield Row(("total",), every, self.preference.total, is_equal=True)
        for issue, (low, high) in self.weights.items():
            yield Row(("weight_least", issue), {("weight", issue): ONE}, low)
            yield Row(("weight_most", issue), {("weight", issue): -ONE}, -high)
        for first, second in _chained(self.preference.order):
            terms: Terms = {("weight", first): ONE, ("weight", second): -ONE}
            yield Row(("issue_order", first, second), terms)

    def _value_rows(self) -> Iterator[Row]:
        for issue, options in self.used.items():
            weight: Variable = ("weight", issue)
            for option in options:
                worth: Variable = ("worth", issue, option)
                low, high = self.bounds(issue, option)
                yield Row(("value_least", issue, option), {worth: ONE, weight: -low})
                yield Row(("value_most", issue, option), {worth: -ONE, weight: high})
                nodes = self.nodes(issue, option)
                if option not in nodes:
                    terms: Terms = {worth: ONE}
                    terms |= {("worth", issue, node): -share for node, share in nodes.items()}
                    yield Row(("line", issue, option), terms, is_equal=True)
            if issue in self.levels:
                for first, second in _chained(self.preference.options[issue]):
                    terms = {("worth", issue, first): ONE, ("worth", issue, second): -ONE}
                    yield Row(("option_order", issue, first, second), terms)

    def _interaction_rows(self) -> Iterator[Row]:
        for number, one in enumerate(self.preference.interactions):
            low, high = one.worth
            yield Row(("interaction_least", number), {("interaction", number): ONE}, low)
            yield Row(("interaction_most", number), {("interaction", number): -ONE}, -high)

    def _comparison_rows(self) -> Iterator[Row]:
        for number, one in enumerate(self.preference.comparisons):
            seen: set[frozenset[tuple[Variable, Fraction]]] = set()
            for rest in self._completions(one):
                terms = self._compared(one, rest)
                if frozenset(terms.items()) not in seen:
                    seen.add(frozenset(terms.items()))
                    spelt = [word for pair in rest.items() for word in pair]
                    yield Row(("comparison", number, *spelt), terms)

    def _compared(self, one: Comparison, rest: Package) -> Terms:
        terms: Terms = {}
        for issue, option in one.better.items():
            if option != one.than[issue]:
                terms["worth", issue, option] = ONE
                terms["worth", issue, one.than[issue]] = -ONE
        better = self.counts({**rest, **one.better})
        than = self.counts({**rest, **one.than})
        for number, (mine, other) in enumerate(zip(better, than, strict=True)):
            if mine != other:
                terms["interaction", number] = Fraction(mine - other)
        return terms

    def _completions(self, one: Comparison) -> Iterator[dict[str, Value]]:
        """Ways to settle what else an interaction hangs on: all else equal, whatever it is."""
        touched = [
            proposition
            for proposition in self.interactions
            if any(
                truth(proposition, side, issues=self.issues) is None
                for side in (one.better, one.than)
            )
            and set(issues_of(proposition)) & set(one.better)
        ]
        open_issues = [
            issue
            for issue in self.issues
            if issue not in one.better and any(issue in issues_of(each) for each in touched)
        ]
        every = [atom for each in touched for atom in atoms(each)]
        domains = domains_of(self.issues, every)
        wide = {
            issue
            for atom in every
            if isinstance(atom, Sum) and is_wide(atom)
            for _, issue in atom.terms
        }
        choices: list[Sequence[Value]] = [
            self.issues[issue].values
            if issue in wide
            else [domains[issue].value(cell) for cell in range(len(domains[issue]))]
            for issue in open_issues
        ]
        count = prod(map(len, choices))
        if count > MOST_COMPLETIONS:
            raise TooWide(open_issues, count, MOST_COMPLETIONS)
        for chosen in product(*choices):
            yield dict(zip(open_issues, chosen, strict=True))


def _chained(order: Sequence[Sequence[Value]]) -> Iterator[tuple[Value, Value]]:
    """Pairs of an order from which all others follow: no less, and no less either way."""
    for level in order:
        for first, second in pairwise(level):
            yield first, second
            yield second, first
    for level, after in pairwise(order):
        yield level[-1], after[0]
