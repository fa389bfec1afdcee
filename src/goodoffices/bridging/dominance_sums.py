"""The least difference of two packages in closed form, where the statements do not mix.

Sums over prefixes of the order of issues, or weights filled from the worst issue up: no
solver, so that it works with the base of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.bridging.results import Package
from goodoffices.bridging.stated import ONE, ZERO, Fact, Stated, ValueFunction
from goodoffices.case.errors import CannotBeTrue
from goodoffices.case.issues import Value


@dataclass(frozen=True, slots=True)
class Proof:
    """The least by which one package is worth more than another, and why.

    Attributes
    ----------
    least
        In the party's own units; below 0 where the package may be worth less.
    function
        A value function under which the difference is just that.
    multipliers
        For facts that the preference states: added up so many times each, they say that the
        difference is at least that.
    """

    least: Fraction
    function: ValueFunction
    multipliers: Mapping[Fact, Fraction]


def is_separable(stated: Stated) -> bool:
    """Tell whether weights and values can be chosen apart, so that the closed form holds.

    They can where nothing was compared, and where the order of issues and numbers for their
    weights do not both leave something open.
    """
    said = stated.preference
    is_mixed = bool(said.order and said.weights) and not stated.are_weights_exact
    return not said.comparisons and not is_mixed


def prove_by_sums(first: Package, second: Package, *, stated: Stated) -> Proof:
    """Return the least that the first package is worth more than the second, in closed form.

    Parameters
    ----------
    first, second : package
    stated : Stated
        With `is_separable`.

    Returns
    -------
    Proof

    Raises
    ------
    CannotBeTrue
        Where no weights fit their bounds.

    Notes
    -----
    For each issue the least difference m of the two options' values stands by itself. What
    is left is the least of a weighted sum of the m: under an order of issues the least mean
    of the first k of them; under bounds, weights as low as they may be, and the rest given
    to the issues with the lowest m first.

    Source: for orders, M. Weber, Decision making with incomplete information (1987), and
    G. Hazen, Partial information, dominance, and potential optimality in multiattribute
    utility theory (1986); argued in `docs/book/dominance.md`.
    """
    said = stated.preference
    multipliers: dict[Fact, Fraction] = {}
    values = {issue: stated.plain_values(issue) for issue in stated.used}
    means = dict.fromkeys(stated.issues, ZERO)
    for issue in stated.issues:
        if first[issue] != second[issue]:
            means[issue] = _least_of_issue(
                issue, first[issue], second[issue], stated, values, multipliers
            )
    if said.order and not stated.are_weights_exact:
        weights, rate = _weigh_by_order(means, stated, multipliers)
    else:
        weights, rate = _weigh_by_bounds(means, stated, multipliers)
    multipliers["total",] = rate
    least = sum((weight * means[issue] for issue, weight in weights.items()), ZERO)
    chosen = []
    pairs = zip(stated.counts(first), stated.counts(second), strict=True)
    for number, (mine, other) in enumerate(pairs):
        low, high = said.interactions[number].worth
        chosen.append(high if mine < other else low)
        least += (mine - other) * chosen[-1]
        if mine != other:
            side = "interaction_least" if mine > other else "interaction_most"
            multipliers[side, number] = ONE
    used = {fact: one for fact, one in multipliers.items() if one}
    return Proof(least, ValueFunction(weights, values, tuple(chosen)), used)


# ---------------------------------------------------------------------------- one issue


def _least_of_issue(
    issue: str,
    first: Value,
    second: Value,
    stated: Stated,
    values: dict[str, dict[Value, Fraction]],
    multipliers: dict[Fact, Fraction],
) -> Fraction:
    """The least difference of two options' values; sets values that reach it, and says why."""
    levels = stated.levels.get(issue)
    if levels is not None and first in levels and second in levels:
        if levels[first] <= levels[second]:
            return _ordered(issue, first, second, stated, values, multipliers)
        values[issue] |= _step(levels, levels[second])
    elif levels is not None:
        # One of the two is not in the order, and is free of it.
        values[issue] |= _step(levels, levels.get(second, 0))
    made = dict(stated.nodes(issue, first))
    for option, share in stated.nodes(issue, second).items():
        made[option] = made.get(option, ZERO) - share
    least = ZERO
    for option, share in made.items():
        low, high = stated.bounds(issue, option)
        values[issue][option] = low if share >= 0 else high
        least += share * values[issue][option]
        side = "value_least" if share > 0 else "value_most"
        multipliers[side, issue, option] = abs(share)
    for option, sign in ((first, ONE), (second, -ONE)):
        if option not in stated.nodes(issue, option):
            multipliers["line", issue, option] = sign
    values[issue] = stated.on_lines(issue, values[issue])
    return least


def _ordered(
    issue: str,
    first: Value,
    second: Value,
    stated: Stated,
    values: dict[str, dict[Value, Fraction]],
    multipliers: dict[Fact, Fraction],
) -> Fraction:
    """The least difference where the first option stands no lower in the order."""
    low, high = stated.bounds(issue, first)[0], stated.bounds(issue, second)[1]
    if low > high:  # the best one and the last one
        multipliers["value_least", issue, first] = ONE
        multipliers["value_most", issue, second] = ONE
        return low - high
    levels = stated.levels[issue]
    values[issue] |= _step(levels, levels[second] if levels[first] == 0 else 0)
    multipliers["option_order", issue, first, second] = ONE
    return ZERO


def _step(levels: Mapping[Value, int], last: int) -> dict[Value, Fraction]:
    """Values 1 down to a level and 0 below; 0 for all where there is one level."""
    lowest = max(levels.values())
    end = min(last, lowest - 1)
    return {option: ONE if level <= end else ZERO for option, level in levels.items()}


# ---------------------------------------------------------------------------- weights


def _weigh_by_order(
    means: Mapping[str, Fraction], stated: Stated, multipliers: dict[Fact, Fraction]
) -> tuple[dict[str, Fraction], Fraction]:
    """Weights under an order of issues that make the sum least, and the least for each unit."""
    said = stated.preference
    chain = [str(issue) for level in said.order for issue in level]
    free = [issue for issue in stated.issues if issue not in chain]
    groups: list[list[str]] = [[issue] for issue in free]
    place = 0
    for level in said.order:
        place += len(level)
        groups.append(chain[:place])
    rates = [sum((means[one] for one in group), ZERO) / len(group) for group in groups]
    rate = min(rates)
    group = groups[rates.index(rate)]
    for issue in free:
        multipliers["weight_least", issue] = means[issue] - rate
    rest = ZERO
    for number, issue in enumerate(chain):
        rest += means[issue] - rate
        if number + 1 == len(chain):
            multipliers["weight_least", issue] = rest
        elif rest >= 0:
            multipliers["issue_order", issue, chain[number + 1]] = rest
        else:  # only within a level, where the order goes both ways
            multipliers["issue_order", chain[number + 1], issue] = -rest
    share = said.total / len(group)
    return {issue: share if issue in group else ZERO for issue in stated.issues}, rate


def _weigh_by_bounds(
    means: Mapping[str, Fraction], stated: Stated, multipliers: dict[Fact, Fraction]
) -> tuple[dict[str, Fraction], Fraction]:
    """Weights within bounds that make the sum least, and what one more unit would add."""
    weights = {issue: low for issue, (low, _) in stated.weights.items()}
    rest = stated.preference.total - sum(weights.values(), ZERO)
    order = sorted(weights, key=lambda issue: means[issue])
    rate = means[order[0]] if order else ZERO
    for issue in order:
        added = min(rest, stated.weights[issue][1] - weights[issue])
        if added > 0:
            weights[issue] += added
            rest -= added
            rate = means[issue]
    if rest:
        raise CannotBeTrue(
            stated.preference.party,
            [f"no weights within their bounds sum to {stated.preference.total}"],
        )
    for issue in order:
        side = "weight_least" if means[issue] > rate else "weight_most"
        multipliers[side, issue] = abs(means[issue] - rate)
    return weights, rate
