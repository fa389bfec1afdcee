"""Preferences that can be true, made from a hidden value function, with the function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.preference_facts import find_contradictions
from goodoffices.case.preferences import Comparison, Interaction, Preference
from tests.strategies import every_package

SHARES = st.integers(0, 6).map(lambda n: Fraction(n, 6))
SLACK = st.sampled_from((Fraction(0), Fraction(0), Fraction(1, 6), Fraction(1, 2)))


@dataclass
class Hidden:
    """A party's worths, of which its preference says something true."""

    weights: dict[str, Fraction]
    values: dict[str, dict[Value, Fraction]]
    interactions: list[tuple[str, Fraction]]

    def worth(self, package: Mapping[str, Value], issues: Mapping[str, Issue]) -> Fraction:
        alone = [self.weights[one] * self.values[one][package[one]] for one in package]
        joined = [
            amount
            for when, amount in self.interactions
            if truth(parse(when, issues), package, issues=issues)
        ]
        return sum((*alone, *joined), Fraction(0))


@st.composite
def hidden_preferences(
    draw: st.DrawFn, issues: Mapping[str, Issue], *, mixed: bool = True
) -> tuple[Preference, Hidden]:
    """Generate a preference and a function that it is true of; unmixed ones need no z3."""
    parts = {issue: Fraction(draw(st.integers(0, 5))) for issue in issues}
    parts[next(iter(issues))] += 1
    weights = {issue: 100 * part / sum(parts.values()) for issue, part in parts.items()}
    hidden = Hidden(weights, {}, [])
    stated: dict[str, object] = {}
    for name, issue in issues.items():
        hidden.values[name], said = draw(_one_issue(issue))
        for key, one in said.items():
            stated.setdefault(key, {})[name] = one  # type: ignore[index]
    ways = ("none", "order", "weights") + (("both",) if mixed else ())
    way = draw(st.sampled_from(ways))
    if way in ("order", "both"):
        levels = sorted(set(weights.values()), reverse=True)
        stated["order"] = [[one for one in issues if weights[one] == level] for level in levels]
    if way in ("weights", "both"):
        stated["weights"] = {
            name: _around(weight, 60 * draw(SLACK), Fraction(0), Fraction(100))
            for name, weight in weights.items()
        }
    interactions = []
    first, last = next(iter(issues)), list(issues)[-1]
    for _ in range(draw(st.integers(0, 1))):
        when = " and ".join(
            f"{one} {'is' if isinstance(value, str) else '='} {value}"
            for one in dict.fromkeys((first, last))
            for value in (draw(st.sampled_from(issues[one].values)),)
        )
        amount = Fraction(draw(st.integers(-20, 20)))
        hidden.interactions.append((when, amount))
        bounds = _around(amount, 12 * draw(SLACK), Fraction(-99), Fraction(99))
        interactions.append(Interaction(when=when, worth=bounds))
    comparisons = []
    for _ in range(draw(st.integers(0, 2)) if mixed else 0):
        found = draw(_compared(issues, hidden))
        if found is not None:
            comparisons.append(found)
    said = {
        "id": "p",
        "party": "north",
        "interactions": interactions,
        "comparisons": comparisons,
        **stated,
    }
    preference = Preference.model_validate(said)
    if find_contradictions(preference, issues):
        # On an issue of no weight a comparison may go against an order and yet be true.
        preference = preference.model_copy(update={"comparisons": ()})
    return preference, hidden


@st.composite
def _one_issue(draw: st.DrawFn, issue: Issue) -> tuple[dict[Value, Fraction], dict[str, object]]:
    options = list(issue.values)
    way = draw(st.sampled_from(("nothing", "order", "values")))
    values = {option: draw(SHARES) for option in options}
    if way == "order":
        named = draw(st.permutations(options))[: draw(st.integers(1, len(options)))]
        count = draw(st.integers(1, len(named)))
        level_of = {
            one: place if place < count else draw(st.integers(0, count - 1))
            for place, one in enumerate(named)
        }
        shares = sorted((draw(SHARES) for _ in range(count)), reverse=True)
        shares[0], shares[-1] = Fraction(1), Fraction(0)
        values |= {one: shares[level] for one, level in level_of.items()}
        order = [[one for one in named if level_of[one] == level] for level in range(count)]
        return values, {"options": order}
    if way == "values":
        if issue.kind is IssueKind.QUANTITY:
            first, last = issue.numbers[0], issue.numbers[-1]
            for number in issue.numbers[1:-1]:
                share = Fraction(number - first, last - first)
                values[number] = (1 - share) * values[first] + share * values[last]
            options = list(dict.fromkeys((first, last, *map(str, issue.allows))))
        said = {one: _around(values[one], draw(SLACK), Fraction(0), Fraction(1)) for one in options}
        return values, {"values": said}
    return values, {}


@st.composite
def _compared(draw: st.DrawFn, issues: Mapping[str, Issue], hidden: Hidden) -> Comparison | None:
    """A comparison that is true however the rest is settled, if there is one."""
    named = [one for one in issues if draw(st.booleans())]
    sides = [{one: draw(st.sampled_from(issues[one].values)) for one in named} for _ in range(2)]
    if sides[0] == sides[1]:
        return None
    differences = [
        hidden.worth({**rest, **sides[0]}, issues) - hidden.worth({**rest, **sides[1]}, issues)
        for rest in every_package(issues)
    ]
    if all(one >= 0 for one in differences):
        return Comparison(better=sides[0], than=sides[1])
    if all(one <= 0 for one in differences):
        return Comparison(better=sides[1], than=sides[0])
    return None


def _around(
    number: Fraction, slack: Fraction, least: Fraction, most: Fraction
) -> tuple[Fraction, Fraction]:
    return max(number - slack, least), min(number + slack / 2, most)
