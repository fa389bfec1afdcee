"""Projections against their twin: every package tried, one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.diagrams import Diagrams
from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Value
from goodoffices.case.propositions import Proposition, issues_of
from goodoffices.gaps.projections import Projections
from tests.cases import every_package, make_case

ISSUES = ["a: x, y, z", "n: 0..40/10 days", "level: low < mid < high", "m: 0..3"]
TEXTS = [
    "a is x",
    "a is not x",
    "a in (y, z)",
    "n >= 20",
    "n != 20",
    "n <= 10 or n >= 30",
    "level above low",
    "if a is x then n >= 30",
    "not (a is x and level is low)",
    "a is y and n = 10",
    "if level above mid then a is z and n < 20",
    "a is x and a is y",
    "n + 10*m <= 10",
    "n - 20*m > 0",
    "2*n + 10*m >= 95",
    "n - 10*m = 20",
    "not n + 10*m <= 30",
]


def by_hand(propositions: list[Proposition], issue: str) -> set[Value]:
    """Return the options of an issue for which each proposition alone can be true."""
    case = make_case(issues=ISSUES, parties=["north"])
    left = set(case.issues[issue].values)
    for one in propositions:
        left &= {
            package[issue]
            for package in every_package(case)
            if truth(one, package, issues=case.issues)
        }
    return left


@given(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4),
    st.sampled_from(["a", "n", "m", "level"]),
)
def test_what_is_left_is_what_every_package_leaves(texts: list[str], issue: str) -> None:
    case = make_case(issues=ISSUES, parties=["north"])
    said = [parse(text, case.issues) for text in texts]
    named = [one for one in said if issue in issues_of(one)]
    projections = Projections(case)
    node = projections.all_on(said, issue)
    found = projections.remainder(node, issue)
    left = by_hand(named, issue)
    numbers = sorted(value for value in left if isinstance(value, int))
    words = tuple(value for value in case.issues[issue].values if value in left - set(numbers))
    assert found.words == words
    assert (found.low, found.high) == ((numbers[0], numbers[-1]) if numbers else (None, None))
    assert found.is_empty == (not left)
    span = [n for n in case.issues[issue].numbers if numbers and numbers[0] <= n <= numbers[-1]]
    assert found.is_unbroken == (span == numbers)


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_one_implies_another_where_every_package_says_so(one: str, other: str) -> None:
    case = make_case(issues=ISSUES, parties=["north"])
    first, second = parse(one, case.issues), parse(other, case.issues)
    by_packages = all(
        truth(second, package, issues=case.issues)
        for package in every_package(case)
        if truth(first, package, issues=case.issues)
    )
    assert Projections(case).implies(first, second) == by_packages


def test_remainder_says_ranges_by_their_own_ends() -> None:
    case = make_case(issues=ISSUES, parties=["north"])
    projections = Projections(case)
    said = {
        text: str(projections.remainder(projections.on(parse(text, case.issues), "n"), "n"))
        for text in ("n >= 20", "n <= 10", "n = 20", "n > 0 and n < 40", "n != 20", "a is x")
    }
    assert said == {
        "n >= 20": "at least 20 days",
        "n <= 10": "at most 10 days",
        "n = 20": "exactly 20 days",
        "n > 0 and n < 40": "10 to 30 days",
        "n != 20": "at least 0 days, not every number",
        "a is x": "at least 0 days",
    }


def test_remainder_of_a_quantity_names_the_ways_to_leave_it_open() -> None:
    case = make_case(issues=["a: x, y", "n: 0..9"], parties=["north"])
    issue = case.issues["n"].model_copy(update={"allows": ("deferred",)})
    case = make_case(issues=["a: x, y", issue], parties=["north"])
    projections = Projections(case)
    node = projections.on(parse("n >= 5 or n is deferred", case.issues), "n")
    assert str(projections.remainder(node, "n")) == "at least 5 or deferred"


def test_an_issue_named_without_need_does_not_matter() -> None:
    """The doha sets: netzarim is named in both, and makes no difference to either."""
    case = make_case(issues=["a: x, y", "b: x, y"], parties=["north"])
    members = [parse("a is x and b is x", case.issues), parse("a is y", case.issues)]
    projections = Projections(case)
    assert projections.matters(members, "a") is True
    assert projections.matters(members, "b") is False


@given(
    st.sampled_from(["n + 10*m <= 10", "2*n + 10*m >= 95", "n - 10*m = 20", "n - 20*m > 0"]),
    st.sampled_from(["n + 10*m >= 30", "n < 10", "m >= 2", "n - 30*m < -20"]),
    st.sampled_from(["n", "m"]),
)
def test_what_matters_to_sums_by_every_package(one: str, other: str, issue: str) -> None:
    case = make_case(issues=ISSUES, parties=["north"])
    members = [parse(text, case.issues) for text in (one, other)]
    packages = every_package(case)

    def holds(member: Proposition, package: dict[str, Value]) -> bool:
        return truth(member, package, issues=case.issues) is True

    def forgotten(member: Proposition, package: dict[str, Value]) -> bool:
        values = case.issues[issue].values
        return any(holds(member, {**package, issue: value}) for value in values)

    if any(all(holds(member, package) for member in members) for package in packages):
        return  # only an incompatible set has issues that matter to it
    by_packages = any(all(forgotten(member, p) for member in members) for p in packages)
    assert Projections(case).matters(members, issue) is by_packages


def test_a_proposition_too_large_is_passed_over_and_said() -> None:
    case = make_case(issues=ISSUES, parties=["north"])
    projections = Projections(case)
    projections.diagrams = Diagrams(case.issues, budget=1)
    large = parse("if a is x and level is mid then n >= 30", case.issues)
    assert projections.narrows(large, "a") is False
    assert projections.too_large == {large}
