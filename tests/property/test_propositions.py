"""Laws of propositions, each against a plain twin that asks every package."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.diagrams import Diagrams, digest_of
from goodoffices.case.evaluation import hold, truth
from goodoffices.case.grammar import parse, show
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.negation import negation_normal_form
from goodoffices.case.propositions import (
    And,
    Constant,
    If,
    In,
    Not,
    Or,
    Ordered,
    Proposition,
    Sum,
    issues_of,
)
from tests.strategies import every_package, issues_maps, propositions


@st.composite
def about(draw: st.DrawFn, count: int = 1) -> tuple[dict[str, Issue], list[Proposition]]:
    """Issues, and some propositions about them."""
    issues = draw(issues_maps())
    return issues, [draw(propositions(issues)) for _ in range(count)]


def is_so(  # noqa: PLR0911 -- one for each kind of proposition
    proposition: Proposition, package: Mapping[str, Value], issues: Mapping[str, Issue]
) -> bool:
    """The twin: what the docstrings of the tree say, word for word."""
    match proposition:
        case Constant(known):
            return known
        case In(issue, options):
            return package[issue] in options
        case Ordered(issue, above, option):
            ids = [each.id for each in issues[issue].options]
            if package[issue] not in ids:
                return False
            difference = ids.index(str(package[issue])) - ids.index(option)
            return difference > 0 if above else difference < 0
        case Sum(terms, comparison, bound):
            values = [package[issue] for _, issue in terms]
            if any(isinstance(value, str) for value in values):
                return False
            total = sum(factor * int(package[issue]) for factor, issue in terms)
            return {
                "<=": total <= bound,
                ">=": total >= bound,
                "=": total == bound,
                "!=": total != bound,
                "<": total < bound,
                ">": total > bound,
            }[comparison]
        case Not(body):
            return not is_so(body, package, issues)
        case And(parts):
            return all(is_so(part, package, issues) for part in parts)
        case Or(parts):
            return any(is_so(part, package, issues) for part in parts)
        case If(condition, consequence):
            return is_so(consequence, package, issues) or not is_so(condition, package, issues)


def truths(proposition: Proposition, issues: Mapping[str, Issue]) -> list[bool]:
    return [is_so(proposition, package, issues) for package in every_package(issues)]


def reordered(issues: Mapping[str, Issue]) -> dict[str, Issue]:
    """The same issues the other way round, and so the options of each choice."""
    return {
        name: issue.model_copy(update={"options": issue.options[::-1]})
        if issue.kind is IssueKind.CHOICE
        else issue
        for name, issue in reversed(list(issues.items()))
    }


@given(about())
def test_parse_reads_back_what_show_prints(
    given_: tuple[dict[str, Issue], list[Proposition]],
) -> None:
    """Printed and read again, a proposition is equal, and its text is the same byte for byte."""
    issues, (proposition,) = given_
    text = show(proposition)
    assert parse(text, issues) == proposition
    assert show(parse(text, issues)) == text


@given(about())
def test_truth_of_whole_packages_is_what_the_tree_means(
    given_: tuple[dict[str, Issue], list[Proposition]],
) -> None:
    issues, (proposition,) = given_
    found = [truth(proposition, package, issues=issues) for package in every_package(issues)]
    assert found == truths(proposition, issues)


@given(about(), st.data())
def test_truth_of_partial_packages_never_changes_when_completed(
    given_: tuple[dict[str, Issue], list[Proposition]], data: st.DataObject
) -> None:
    """What is true or false on a partial package is so on each of its completions."""
    issues, (proposition,) = given_
    whole = data.draw(st.sampled_from(every_package(issues)))
    kept = data.draw(st.sets(st.sampled_from(sorted(issues))))
    partial = {name: whole[name] for name in kept}
    known = truth(proposition, partial, issues=issues)
    completions = [each for each in every_package(issues) if partial.items() <= each.items()]
    found = {is_so(proposition, package, issues) for package in completions}
    assert known is None or found == {known}


@given(about())
def test_hold_agrees_with_truth_on_every_package(
    given_: tuple[dict[str, Issue], list[Proposition]],
) -> None:
    np = pytest.importorskip("numpy")
    issues, (proposition,) = given_
    packages = every_package(issues)
    arrays = {
        name: np.array([issue.values.index(package[name]) for package in packages])
        for name, issue in issues.items()
    }
    held = hold(proposition, arrays, issues=issues)
    assert held.dtype == bool
    assert held.tolist() == truths(proposition, issues)


@given(about())
def test_negation_normal_form_keeps_the_truth_and_has_no_negation(
    given_: tuple[dict[str, Issue], list[Proposition]],
) -> None:
    """It is true of the same packages; no not, no if, no constant inside, nothing nested alike."""
    issues, (proposition,) = given_
    normal = negation_normal_form(proposition, issues)
    assert truths(normal, issues) == truths(proposition, issues)
    assert isinstance(normal, Constant) or is_plain(normal)


def is_plain(normal: Proposition) -> bool:
    match normal:
        case And(parts) | Or(parts):
            alike = any(type(part) is type(normal) for part in parts)
            return len(parts) > 1 and not alike and all(map(is_plain, parts))
        case In(_, options):
            return bool(options)
        case _:
            return isinstance(normal, Ordered | Sum)


@given(about(2))
def test_diagrams_are_one_node_exactly_for_one_set(
    given_: tuple[dict[str, Issue], list[Proposition]],
) -> None:
    """Same packages, same node and same digest; other packages, another node and digest."""
    issues, (one, other) = given_
    diagrams = Diagrams(issues)
    same = truths(one, issues) == truths(other, issues)
    assert (diagrams.of(one) is diagrams.of(other)) is same
    assert (digest_of(one, diagrams) == digest_of(other, diagrams)) is same


@given(about())
def test_digest_does_not_depend_on_the_order_of_issues_and_options(
    given_: tuple[dict[str, Issue], list[Proposition]],
) -> None:
    """Neither on that, nor on whether other issues stand beside them, nor on the spelling."""
    issues, (proposition,) = given_
    diagrams = Diagrams(issues)
    other_way = reordered(issues)
    other = Diagrams({**other_way, "m": Issue(id="m", kind=IssueKind.QUANTITY, low=0, high=1)})
    spelt_otherwise = Not(negation_normal_form(Not(proposition), other_way))
    digest = diagrams.digest(diagrams.of(proposition))
    assert other.digest(other.of(spelt_otherwise)) == digest
    assert digest_of(proposition, diagrams) == digest
    assert digest_of(spelt_otherwise, other) == digest


@given(about(2))
def test_diagram_operations_are_those_of_sets(
    given_: tuple[dict[str, Issue], list[Proposition]],
) -> None:
    issues, (one, other) = given_
    diagrams = Diagrams(issues)
    left, right = diagrams.of(one), diagrams.of(other)
    assert diagrams.conjoin(left, right) is diagrams.of(And((one, other)))
    assert diagrams.disjoin(left, right) is diagrams.of(Or((one, other)))
    assert diagrams.complement(left) is diagrams.of(Not(one))
    found = truths(one, issues)
    assert (diagrams.is_true(left), diagrams.is_false(left)) == (all(found), not any(found))


@given(about(), st.data())
def test_restrict_forget_and_support_are_what_every_package_says(
    given_: tuple[dict[str, Issue], list[Proposition]], data: st.DataObject
) -> None:
    """Restricting settles issues; forgetting asks whether they can be settled; support counts."""
    issues, (proposition,) = given_
    diagrams = Diagrams(issues)
    node = diagrams.of(proposition)
    gone = data.draw(st.sets(st.sampled_from(sorted(issues))))
    choices = {name: data.draw(st.sampled_from(issues[name].values)) for name in sorted(gone)}
    restricted, forgotten = diagrams.restrict(node, choices), diagrams.forget(node, gone)
    packages = every_package(issues)
    inside = {tuple(p.items()) for p in packages if is_so(proposition, p, issues)}
    reachable = {
        tuple((name, value) for name, value in package if name not in gone) for package in inside
    }
    for package in packages:
        settled = {**package, **choices}
        rest = tuple((name, value) for name, value in package.items() if name not in gone)
        assert diagrams.is_true(diagrams.restrict(restricted, package)) is (
            tuple(settled.items()) in inside
        )
        assert diagrams.is_true(diagrams.restrict(forgotten, package)) is (rest in reachable)
    matters = {
        name
        for name, issue in issues.items()
        for package in packages
        for value in issue.values
        if (tuple(package.items()) in inside)
        is not (tuple({**package, name: value}.items()) in inside)
    }
    assert diagrams.support(node) == matters
    assert diagrams.support(forgotten) <= matters - gone


@given(about())
def test_example_has_only_completions_in_the_set(
    given_: tuple[dict[str, Issue], list[Proposition]],
) -> None:
    """An example names only issues that matter, and settles the proposition."""
    issues, (proposition,) = given_
    diagrams = Diagrams(issues)
    node = diagrams.of(proposition)
    if not any(truths(proposition, issues)):
        with pytest.raises(ValueError, match="empty set"):
            diagrams.example(node)
        return
    example = diagrams.example(node)
    completions = [each for each in every_package(issues) if example.items() <= each.items()]
    assert completions
    assert {is_so(proposition, package, issues) for package in completions} == {True}
    assert set(example) <= diagrams.support(node) <= set(issues_of(proposition))
