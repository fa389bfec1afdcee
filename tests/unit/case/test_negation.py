"""Propositions without negation: the remainder is listed."""

from __future__ import annotations

import pytest

from goodoffices.case.grammar import parse, show
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled
from goodoffices.case.negation import negation_normal_form
from goodoffices.case.propositions import FALSE, TRUE, And, In, Not, Or, Proposition

QUANTITY = IssueKind.QUANTITY
ISSUES = {
    issue.id: issue
    for issue in (
        Issue(id="a", options=tuple(Option(id=each) for each in ("z", "x", "y"))),
        Issue(
            id="level",
            kind=IssueKind.SCALE,
            options=tuple(Option(id=each) for each in ("low", "mid", "high")),
            allows=(Unsettled.WITHOUT_PREJUDICE, Unsettled.DEFERRED),
        ),
        Issue(id="m", kind=QUANTITY, low=0, high=3),
        Issue(
            id="n",
            kind=QUANTITY,
            low=0,
            high=9,
            step=3,
            allows=(Unsettled.LEFT_UNSTATED, Unsettled.DEFERRED),
        ),
    )
}


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a is x", "a is x"),
        ("a is not x", "a in (z, y)"),
        ("not a is not x", "a is x"),
        ("not a in (y, z)", "a is x"),
        ("not a in (x, y, z)", "false"),
        ("a in (x, y, z)", "a in (x, y, z)"),
        ("n is not 3", "n in (0, 6, 9, left_unstated, deferred)"),
        ("level above low", "level above low"),
        ("not level above low", "level in (low, without_prejudice, deferred)"),
        ("not level below low", "level in (low, mid, high, without_prejudice, deferred)"),
        ("not m <= 2", "m > 2"),
        ("not m < 2", "m >= 2"),
        ("not m >= 2", "m < 2"),
        ("not m > 2", "m <= 2"),
        ("not m = 2", "m != 2"),
        ("not m != 2", "m = 2"),
        ("not 2*m + n <= 5", "2*m + n > 5 or n in (left_unstated, deferred)"),
        (
            "not (a is x and not (level is low or m = 2))",
            "a in (z, y) or level is low or m = 2",
        ),
        ("if a is x then m = 2", "a in (z, y) or m = 2"),
        ("not (if a is x then m = 2)", "a is x and m != 2"),
        ("if (if a is x then m = 2) then a is y", "a is x and m != 2 or a is y"),
        ("a is x and (true or a is y)", "a is x"),
        ("a is x or (true or a is y)", "true"),
        ("a is x and not true", "false"),
        ("not (false or a is x)", "a in (z, y)"),
        ("if a is x then false", "a in (z, y)"),
        ("if true then a is x", "a is x"),
    ],
)
def test_negations_become_the_listed_remainder(text: str, normal: str) -> None:
    """Lists keep the order of the case; a list of all values is not taken for a constant."""
    assert show(negation_normal_form(parse(text, ISSUES), ISSUES)) == normal


@pytest.mark.parametrize(
    ("tree", "normal"),
    [
        (In("a", ()), FALSE),
        (Not(In("a", ())), In("a", ("z", "x", "y"))),
        (And(()), TRUE),
        (Not(Or(())), TRUE),
        (And((And((In("a", ("x",)), TRUE)), In("m", (1,)))), And((In("a", ("x",)), In("m", (1,))))),
        (Or((In("a", ("x",)),)), In("a", ("x",))),
    ],
)
def test_trees_that_no_text_says_are_made_plain(tree: Proposition, normal: Proposition) -> None:
    assert negation_normal_form(tree, ISSUES) == normal
