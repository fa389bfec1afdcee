"""Dominance: proven and confirmed whatever is stated, and the same by listing vertices."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.bridging.dominance import Relation, compare, undominated
from goodoffices.bridging.dominance_check import check_dominance
from goodoffices.bridging.dominance_program import Programs
from goodoffices.bridging.dominance_sums import is_separable, prove_by_sums
from goodoffices.bridging.results import Package
from goodoffices.bridging.stated import Stated
from goodoffices.case.errors import CannotBeTrue
from goodoffices.case.issues import Issue, Option
from goodoffices.case.preferences import Preference
from tests.strategies import every_package, issues_maps
from tests.unit.bridging.preference_strategies import Hidden, hidden_preferences

Drawn = tuple[Mapping[str, Issue], Preference, Hidden, Package, Package]


@st.composite
def compared(draw: st.DrawFn, *, mixed: bool = True) -> Drawn:
    """Generate issues, a preference with a function behind it, and two packages."""
    issues = draw(issues_maps(most=3))
    said, hidden = draw(hidden_preferences(issues, mixed=mixed))
    packages = [{one: draw(st.sampled_from(issues[one].values)) for one in issues} for _ in "ab"]
    return issues, said, hidden, packages[0], packages[1]


@settings(max_examples=150, deadline=None)
@given(compared())
def test_a_relation_is_confirmed_and_true_of_the_function_behind_the_preference(
    drawn: Drawn,
) -> None:
    issues, said, hidden, first, second = drawn
    found = compare(first, second, preference=said, issues=issues)
    check_dominance(found, first, second, preference=said, issues=issues)
    difference = hidden.worth(first, issues) - hidden.worth(second, issues)
    assert found.least <= difference <= found.most


@settings(max_examples=80, deadline=None)
@given(compared(mixed=False))
def test_the_closed_form_finds_what_the_linear_program_finds(drawn: Drawn) -> None:
    issues, said, _, first, second = drawn
    stated = Stated(said, issues, [first, second])
    assert is_separable(stated)
    assert (
        prove_by_sums(first, second, stated=stated).least
        == Programs(stated).prove(first, second).least
    )


@settings(max_examples=80, deadline=None)
@given(compared(mixed=False))
def test_the_other_way_round_says_the_opposite(drawn: Drawn) -> None:
    issues, said, _, first, second = drawn
    there = compare(first, second, preference=said, issues=issues)
    back = compare(second, first, preference=said, issues=issues)
    opposite = {
        Relation.NECESSARILY_BETTER: Relation.NECESSARILY_WORSE,
        Relation.NECESSARILY_WORSE: Relation.NECESSARILY_BETTER,
    }
    assert back.relation is opposite.get(there.relation, there.relation)
    assert (back.least, back.most) == (-there.most, -there.least)


ORDERED = {
    name: Issue(id=name, options=tuple(Option(id=f"o{n}") for n in range(size)))
    for name, size in (("a", 3), ("b", 2), ("c", 3), ("d", 2))
}


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(list(ORDERED)),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.sampled_from(every_package(ORDERED)),
    st.sampled_from(every_package(ORDERED)),
)
def test_orders_alone_say_what_their_corners_say(
    ranked: list[str], joined: list[bool], first: Package, second: Package
) -> None:
    """Every corner: equal weights down to a level, and for each issue values 1 down to one."""
    levels: list[list[str]] = [[ranked[0]]]
    for issue, is_joined in zip(ranked[1:], joined, strict=True):
        if is_joined:
            levels[-1].append(issue)
        else:
            levels.append([issue])
    said = Preference(
        id="p",
        party="north",
        order=tuple(map(tuple, levels)),
        options={name: tuple((one,) for one in issue.values) for name, issue in ORDERED.items()},
    )
    differences = []
    for depth in range(1, len(levels) + 1):
        among = [issue for level in levels[:depth] for issue in level]
        steps = [range(1, len(ORDERED[issue].values)) for issue in among]
        for chosen in product(*steps):
            worth = [
                sum(
                    ORDERED[issue].values.index(package[issue]) < step
                    for issue, step in zip(among, chosen, strict=True)
                )
                for package in (first, second)
            ]
            differences.append(Fraction(100 * (worth[0] - worth[1]), len(among)))
    found = compare(first, second, preference=said, issues=ORDERED)
    assert (found.least, found.most) == (min(differences), max(differences))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_undominated_packages_are_those_that_no_pair_rules_out(data: st.DataObject) -> None:
    issues = data.draw(issues_maps(most=3))
    said = [data.draw(hidden_preferences(issues, mixed=False))[0] for _ in range(2)]
    every = every_package(issues)
    packages = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=6))
    found = undominated(packages, preferences=said, issues=issues)
    better = (Relation.NECESSARILY_BETTER, Relation.NECESSARILY_EQUAL)

    def dominates(one: Package, other: Package) -> bool:
        relations = [compare(one, other, preference=each, issues=issues).relation for each in said]
        return all(each in better for each in relations) and better[0] in relations

    by_pairs = tuple(
        place
        for place, one in enumerate(packages)
        if not any(dominates(other, one) for other in packages)
    )
    assert found.places == by_pairs
    assert all(dominates(packages[by], packages[place]) for place, by in found.dominated_by.items())


@settings(max_examples=40, deadline=None)
@given(compared())
def test_a_comparison_against_all_that_is_known_is_refused(drawn: Drawn) -> None:
    """Add the opposite of a strict relation: nothing can agree with both."""
    issues, said, _, first, second = drawn
    found = compare(first, second, preference=said, issues=issues)
    if found.least <= 0:
        return
    against = {"better": dict(second), "than": dict(first)}
    more = said.model_dump() | {"comparisons": [*said.model_dump()["comparisons"], against]}
    with pytest.raises(CannotBeTrue, match=r"cannot all be true: \w"):
        compare(first, second, preference=Preference.model_validate(more), issues=issues)
