"""What propositions about single issues leave of the options of each."""

from __future__ import annotations

from goodoffices.case.grammar import parse
from goodoffices.case.narrowing import narrow
from tests.cases import make_case

ISSUES = make_case(issues=["gate: open, shut, half", "days: 0..30/10 days"], parties=["n"]).issues


def left(*texts: str) -> dict[str, tuple[object, ...]]:
    return dict(narrow([parse(text, ISSUES) for text in texts], ISSUES).left)


def test_several_propositions_about_one_issue_narrow_it_together() -> None:
    assert left("not gate is open", "not gate is half") == {"gate": ("shut",)}


def test_issues_of_which_nothing_is_said_are_not_named() -> None:
    assert left("days >= 20") == {"days": (20, 30)}


def test_what_cannot_be_leaves_nothing() -> None:
    assert left("gate is open", "gate is shut") == {"gate": ()}


def test_parts_joined_by_and_are_read_each_for_itself() -> None:
    assert left("gate is open and days <= 10") == {"gate": ("open",), "days": (0, 10)}


def test_a_proposition_about_two_issues_is_not_read_and_said_so() -> None:
    found = narrow([parse("gate is open or days >= 20", ISSUES)], ISSUES)
    assert (dict(found.left), found.several) == ({}, ("gate", "days"))
