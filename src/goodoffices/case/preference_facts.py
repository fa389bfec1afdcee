"""What a preference names, and whether what it states can be true together.

Each finding says where in the preference it stands, as steps into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.preferences import Comparison, Order, Preference, said_exactly

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a preference that cannot be right: where, what, and what is allowed."""

    where: Where
    message: str
    found: str = ""
    allowed: str = ""


def unknown_names(preference: Preference, issues: Mapping[str, Issue]) -> tuple[Finding, ...]:
    """Return a finding for each issue or option that a preference names and that is not there.

    Examples
    --------
    >>> said = Preference(id="p", party="north", order=["water"])
    >>> [(one.where, one.found) for one in unknown_names(said, {})]
    [(('order', 0), 'water')]
    """
    return tuple(
        finding
        for where, issue, option in _named(preference)
        if (finding := _unknown(where, issue, option, issues)) is not None
    )


def _unknown(
    where: Where, issue: str, option: Value | None, issues: Mapping[str, Issue]
) -> Finding | None:
    if issue not in issues:
        if option is not None:
            return None  # said once, of the issue
        return Finding(where, "there is no issue of this name", issue, ", ".join(issues))
    values = issues[issue].values
    if option is None or option in values:
        return None
    kind = issues[issue].kind
    allowed = (
        f"{values[0]} to {issues[issue].high} in steps of {issues[issue].step}"
        if kind is IssueKind.QUANTITY
        else ", ".join(map(str, values))
    )
    return Finding(where, f"unknown option of {issue}", str(option), allowed)


def _named(preference: Preference) -> Iterator[tuple[Where, str, Value | None]]:
    """Every issue and option that a preference names, with where it stands."""
    for issue in preference.weights:
        yield ("weights", issue), issue, None
    yield from (
        (("order", place), str(issue), None)
        for place, level in enumerate(preference.order)
        for issue in level
    )
    for issue, values in preference.values.items():
        yield ("values", issue), issue, None
        yield from ((("values", issue, option), issue, option) for option in values)
    for issue, order in preference.options.items():
        yield ("options", issue), issue, None
        for place, level in enumerate(order):
            yield from ((("options", issue, place), issue, option) for option in level)
    for place, comparison in enumerate(preference.comparisons):
        for side in ("better", "than"):
            for issue, option in getattr(comparison, side).items():
                yield ("comparisons", place, side, issue), issue, None
                yield ("comparisons", place, side, issue), issue, option


def find_contradictions(preference: Preference, issues: Mapping[str, Issue]) -> tuple[Finding, ...]:
    """Return what a preference states that cannot all be true, each with where it stands.

    Parameters
    ----------
    preference : Preference
        Naming only what is there (`unknown_names`).
    issues : mapping of issue id to Issue

    Returns
    -------
    tuple of Finding
        Weights that cannot sum to the total, values outside 0 to 1 or missing, orders that
        name something twice or go against numbers, and a no-agreement value above the best
        package.

    Examples
    --------
    >>> said = Preference(id="p", party="north", weights={"a": 60, "b": 30})
    >>> issue = {"id": "a", "options": [{"id": "x"}]}
    >>> issues = {name: Issue(**{**issue, "id": name}) for name in ("a", "b")}
    >>> [one.message for one in find_contradictions(said, issues)]
    ['the weights sum to 90']
    """
    return (
        *_weights(preference, issues),
        *_values(preference, issues),
        *_orders(preference),
        *_comparisons(preference),
        *_no_agreement(preference),
    )


def _weights(preference: Preference, issues: Mapping[str, Issue]) -> Iterator[Finding]:
    total = preference.total
    if total <= 0:
        yield Finding(("total",), "weights sum to something above 0", said_exactly(total))
        return
    for issue, (low, _) in preference.weights.items():
        if low < 0:
            yield Finding(("weights", issue), "a weight is not below 0", said_exactly(low))
    if not preference.weights:
        return
    least = sum((low for low, _ in preference.weights.values()), Fraction(0))
    most = sum((high for _, high in preference.weights.values()), Fraction(0))
    named = [str(one) for level in preference.order for one in level]
    is_open = any(one in issues and one not in preference.weights for one in named)
    if least == most and least != total and not (is_open and least < total):
        yield Finding(
            ("weights",),
            f"the weights sum to {said_exactly(least)}",
            "",
            f"a sum of {said_exactly(total)}",
        )
    elif least > total:
        yield Finding(
            ("weights",),
            f"the weights sum to {said_exactly(least)} at least",
            "",
            f"a sum of {said_exactly(total)}",
        )
    elif most < total and not is_open:
        yield Finding(
            ("weights",),
            f"the weights sum to {said_exactly(most)} at most",
            "",
            f"a sum of {said_exactly(total)}",
        )


def _values(preference: Preference, issues: Mapping[str, Issue]) -> Iterator[Finding]:
    for name, values in preference.values.items():
        issue = issues[name]
        if name in preference.options:
            message = f"{name} has values already: an order of its options says no more"
            yield Finding(("options", name), message)
        for option, (low, high) in values.items():
            if low < 0 or high > 1:
                shown = " to ".join(dict.fromkeys(map(said_exactly, (low, high))))
                yield Finding(("values", name, option), "a value lies between 0 and 1", shown)
        needed: list[Value] = [option.id for option in issue.options]
        needed += [*issue.numbers[:1], *issue.numbers[-1:], *map(str, issue.allows)]
        missing = [str(one) for one in needed if one not in values]
        if missing:
            message = f"no value for {', '.join(dict.fromkeys(missing))}"
            yield Finding(("values", name), message)


def _orders(preference: Preference) -> Iterator[Finding]:
    yield from _twice(preference.order, ("order",))
    for name, order in preference.options.items():
        yield from _twice(order, ("options", name))
    place = {str(one): n for n, level in enumerate(preference.order) for one in level}
    for issue, other in ((a, b) for a in preference.weights for b in preference.weights):
        if issue not in place or other not in place:
            continue
        low, high = preference.weights[other][0], preference.weights[issue][1]
        if place[issue] < place[other] and high < low:
            shown = f"{said_exactly(high)} and {said_exactly(low)}"
            message = f"{issue} stands before {other}, and its weight is lower: {shown}"
            yield Finding(("order", place[issue]), message)
        if (
            place[issue] == place[other]
            and issue < other
            and (high < low or preference.weights[issue][0] > preference.weights[other][1])
        ):
            message = f"{issue} and {other} stand on one level, and their weights differ"
            yield Finding(("order", place[issue]), message)


def _twice(order: Order, where: Where) -> Iterator[Finding]:
    seen: dict[Value, int] = {}
    for place, level in enumerate(order):
        for one in level:
            if one in seen:
                between = [str(level[0]) for level in order[seen[one] + 1 : place]]
                circle = " > ".join([str(one), *between, str(one)])
                yield Finding((*where, place), f"this order goes in a circle: {circle}", str(one))
            seen.setdefault(one, place)


def _comparisons(preference: Preference) -> Iterator[Finding]:
    for place, one in enumerate(preference.comparisons):
        where = ("comparisons", place)
        if set(one.better) != set(one.than):
            found = f"{', '.join(one.better)} and {', '.join(one.than)}"
            yield Finding(where, "both sides have to name the same issues", found)
        elif dict(one.better) == dict(one.than):
            yield Finding(where, "both sides are the same")
        elif (worths := _exact_worths(preference, one)) is not None and worths[0] < worths[1]:
            message = "this goes against the weights and values: {} is less than {}"
            yield Finding(where, message.format(*map(said_exactly, worths)))
    yield from _circles(preference)


def _exact_worths(preference: Preference, one: Comparison) -> tuple[Fraction, Fraction] | None:
    """What both sides are worth, where numbers say so exactly and nothing is added to them."""
    if preference.interactions or (
        preference.order and not set(one.better) <= set(preference.weights)
    ):
        return None
    sides = []
    for side in (one.better, one.than):
        worth = Fraction(0)
        for issue, option in side.items():
            weight = preference.weights.get(issue, (Fraction(0), Fraction(0)))
            value = preference.values.get(issue, {}).get(option)
            if weight[0] != weight[1] or (weight[0] and (value is None or value[0] != value[1])):
                return None
            worth += weight[0] * value[0] if value is not None else Fraction(0)
        sides.append(worth)
    return (sides[0], sides[1]) if preference.weights else None


def _circles(preference: Preference) -> Iterator[Finding]:
    """Circles among options of one issue, of its order and of comparisons on it alone."""
    edges: dict[tuple[str, Value], list[tuple[str, Value]]] = {}
    for name, order in preference.options.items():
        for level, after in pairwise(order):
            for one in level:
                edges.setdefault((name, one), []).extend((name, other) for other in after)
    for place, comparison in enumerate(preference.comparisons):
        if len(comparison.better) != 1 or set(comparison.better) != set(comparison.than):
            continue
        ((name, better),) = comparison.better.items()
        than = comparison.than[name]
        path = _path(edges, (name, than), (name, better))
        if path is not None and better != than:
            circle = " > ".join(str(option) for _, option in [(name, better), *path])
            yield Finding(("comparisons", place), f"this closes a circle on {name}: {circle}")
        edges.setdefault((name, better), []).append((name, than))


def _path(
    edges: Mapping[tuple[str, Value], list[tuple[str, Value]]],
    start: tuple[str, Value],
    end: tuple[str, Value],
) -> list[tuple[str, Value]] | None:
    """A way from one option down to another, or None."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == end:
            return way
        for after in edges.get(way[-1], ()):
            if after not in seen:
                seen.add(after)
                ways.append([*way, after])
    return None


def _no_agreement(preference: Preference) -> Iterator[Finding]:
    """A no-agreement value that no package can reach leaves nothing to talk about."""
    if preference.no_agreement is None:
        return
    best = preference.total
    if preference.weights and all(name in preference.values for name in preference.weights):
        best = Fraction(0)
        for name, (_, high) in preference.weights.items():
            best += high * max((most for _, most in preference.values[name].values()), default=1)
    best += sum((max(high, Fraction(0)) for _, high in _worths(preference)), Fraction(0))
    low = preference.no_agreement[0]
    if low > best:
        message = f"no package is worth more than {said_exactly(best)}"
        yield Finding(("no_agreement",), message, said_exactly(low))


def _worths(preference: Preference) -> list[tuple[Fraction, Fraction]]:
    return [one.worth for one in preference.interactions]
