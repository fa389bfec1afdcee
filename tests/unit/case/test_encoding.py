"""The clauses mean what the propositions mean, on every package."""

from __future__ import annotations

import pytest

from goodoffices.case.encoding import encode
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled
from goodoffices.case.oracles import LogicOracle, Satisfied, Unsatisfied
from goodoffices.case.propositions import (
    FALSE,
    TRUE,
    And,
    Comparison,
    If,
    In,
    Not,
    Or,
    Ordered,
    Proposition,
    Sum,
)
from tests.strategies import every_package

ISSUES = {
    issue.id: issue
    for issue in (
        Issue(
            id="level",
            kind=IssueKind.SCALE,
            options=tuple(Option(id=name) for name in ("low", "middle", "high")),
            allows=(Unsettled.DEFERRED,),
        ),
        Issue(
            id="days",
            kind=IssueKind.QUANTITY,
            low=0,
            high=90,
            step=30,
            allows=(Unsettled.DEFERRED, Unsettled.LEFT_UNSTATED),
        ),
        Issue(id="years", kind=IssueKind.QUANTITY, low=0, high=4),
        Issue(id="months", kind=IssueKind.QUANTITY, low=0, high=2, allows=(Unsettled.DEFERRED,)),
        Issue(id="seat", options=tuple(Option(id=f"o{n}") for n in range(8))),
        Issue(id="yes_or_no", options=(Option(id="yes"), Option(id="no"))),
        Issue(id="sole", options=(Option(id="one"),)),
    )
}
MIDDLE = Sum(((1, "days"),), Comparison.AT_LEAST, 31)
PROPOSITIONS: dict[str, Proposition] = {
    "true": TRUE,
    "false": FALSE,
    "one of three": In("level", ("middle",)),
    "all but one": Not(In("seat", ("o3",))),
    "one of two": In("yes_or_no", ("no",)),
    "the only one": In("sole", ("one",)),
    "above": Ordered("level", above=True, option="low"),
    "not above, or unsettled": Not(Ordered("level", above=True, option="low")),
    "at least": MIDDLE,
    "below, or unsettled": Not(MIDDLE),
    "numbers apart": In("days", (0, 60)),
    "numbers and a word": In("days", (0, 30, "deferred")),
    "neither": Not(In("days", (30, 90, "left_unstated"))),
    "unequal": Sum(((-2, "years"),), Comparison.UNEQUAL, -4),
    "between": And((Sum(((1, "years"),), Comparison.MORE, 0), Not(In("years", (4,))))),
    "a sum that no number meets": Sum(((3, "years"),), Comparison.EQUAL, 7),
    "settled or not": Or((In("months", ("deferred",)), Sum(((1, "months"),), Comparison.LESS, 2))),
    "conditional": If(In("level", ("low",)), In("yes_or_no", ("yes",))),
    "refused conditional": Not(If(In("level", ("low",)), In("yes_or_no", ("yes",)))),
    "two of three": Or(
        (
            And((In("level", ("low",)), In("seat", ("o1",)))),
            And((In("seat", ("o1",)), MIDDLE)),
            And((In("level", ("low",)), MIDDLE)),
        )
    ),
    "deep": Not(
        Or((And((MIDDLE, Or((In("sole", ()), Not(In("level", ("high",))))))), In("seat", ("o7",))))
    ),
}


@pytest.mark.parametrize("proposition", PROPOSITIONS.values(), ids=PROPOSITIONS)
def test_encoding_allows_just_the_packages_of_which_it_is_true(proposition: Proposition) -> None:
    """Each package is pinned down in turn, issue by issue, beside the proposition."""
    named = ("level", "days", "years", "months", "seat", "yes_or_no", "sole")
    pins = {(name, value): In(name, (value,)) for name in named for value in ISSUES[name].values}
    oracle = LogicOracle(encode([proposition, *pins.values()], issues=ISSUES))
    number = {pin: place for place, pin in enumerate(pins, 1)}
    for package in every_package(ISSUES)[::7]:
        pinned = frozenset(number[pin] for pin in package.items())
        is_true = truth(proposition, package, issues=ISSUES)
        answer = oracle.solve(pinned)
        assert isinstance(answer, Satisfied)
        assert (answer.package, 0 in answer.meets) == (package, is_true)
        assert isinstance(oracle.solve(pinned | {0}), Satisfied) is is_true


@pytest.mark.parametrize("proposition", PROPOSITIONS.values(), ids=PROPOSITIONS)
def test_encoding_gives_back_a_package_of_which_it_is_true(proposition: Proposition) -> None:
    answer = LogicOracle(encode([proposition], issues=ISSUES)).solve(frozenset({0}))
    possible = any(truth(proposition, one, issues=ISSUES) for one in every_package(ISSUES))
    if not possible:
        assert answer == Unsatisfied(frozenset({0}))
        return
    assert isinstance(answer, Satisfied)
    assert truth(proposition, answer.package, issues=ISSUES) is True


def test_encoding_size_does_not_depend_on_the_width_of_a_range() -> None:
    sizes = []
    for high in (10, 10**6, 10**15):
        issue = Issue(id="n", kind=IssueKind.QUANTITY, low=0, high=high)
        positions = [Sum(((1, "n"),), Comparison.AT_LEAST, n) for n in (3, 5, 9)]
        encoding = encode(positions, issues={"n": issue}, limits=[Not(In("n", (4,)))])
        sizes.append((encoding.top, len(encoding.clauses)))
    assert len(set(sizes)) == 1


def test_encoding_keeps_limits_in_any_case() -> None:
    oracle = LogicOracle(
        encode([In("level", ("low",))], issues=ISSUES, limits=[Not(In("level", ("low",)))])
    )
    assert oracle.solve(frozenset({0})) == Unsatisfied(frozenset({0}))
    assert isinstance(oracle.solve(frozenset()), Satisfied)
