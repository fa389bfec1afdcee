"""Sums over several quantities, on CP-SAT."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from goodoffices.case.conflicts import find_conflicts
from goodoffices.case.encoding import encode
from goodoffices.case.errors import MissingExtra
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, IssueKind, Unsettled
from goodoffices.case.oracles import Satisfied, Unsatisfied, oracle_for
from goodoffices.case.propositions import Comparison, In, Not, Proposition, Sum
from tests.strategies import every_package

ISSUES = {
    "a": Issue(id="a", kind=IssueKind.QUANTITY, low=-2, high=4, step=2),
    "b": Issue(id="b", kind=IssueKind.QUANTITY, low=0, high=3, allows=(Unsettled.DEFERRED,)),
}
TERMS = ((2, "a"), (-3, "b"))


def test_linear_without_ortools_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without_ortools(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("ortools"):
            raise ModuleNotFoundError(name)
        return plain(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_ortools)
    with pytest.raises(MissingExtra, match=r"pip install 'goodoffices\[sums\]'"):
        oracle_for([Sum(TERMS, Comparison.AT_LEAST, 1)], issues=ISSUES)


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("refused", [False, True])
@pytest.mark.parametrize("comparison", Comparison)
def test_linear_allows_just_the_packages_of_which_the_sum_is_true(
    comparison: Comparison, refused: bool, second: bool
) -> None:
    pytest.importorskip("ortools", reason="the extra sums is not installed")
    compared = Sum(TERMS, comparison, 1 if comparison is not Comparison.EQUAL else -1)
    proposition: Proposition = Not(compared) if refused else compared
    pins = {(name, value): In(name, (value,)) for name in ISSUES for value in ISSUES[name].values}
    oracle = oracle_for([proposition, *pins.values()], issues=ISSUES, second=second)
    number = {pin: place for place, pin in enumerate(pins, 1)}
    for package in every_package(ISSUES):
        pinned = frozenset(number[pin] for pin in package.items())
        answer = oracle.solve(pinned | {0})
        if truth(proposition, package, issues=ISSUES):
            assert answer == Satisfied(package, pinned | {0})
        else:
            assert isinstance(answer, Unsatisfied)
            assert 0 in answer.core


def test_linear_core_is_asked_again_by_itself() -> None:
    """Whatever CP-SAT names, the core handed on cannot hold, and was asked for."""
    pytest.importorskip("ortools", reason="the extra sums is not installed")
    positions: list[Proposition] = [
        Sum(((1, "a"), (1, "b")), Comparison.AT_LEAST, 6),
        In("b", (0, 1, 2, 3)),
        Sum(((1, "a"), (1, "b")), Comparison.AT_MOST, 5),
        In("b", (3,)),
    ]
    oracle = oracle_for(positions, issues=ISSUES)
    answer = oracle.solve(frozenset({0, 1, 2, 3}))
    assert isinstance(answer, Unsatisfied)
    assert answer.core <= {0, 1, 2, 3}
    assert isinstance(oracle.solve(answer.core), Unsatisfied)


def test_linear_engine_is_used_only_where_a_sum_needs_it() -> None:
    assert encode([Sum(((5, "a"),), Comparison.MORE, 5)], issues=ISSUES).linear == {}
    assert oracle_for([Sum(((5, "a"),), Comparison.MORE, 5)], issues=ISSUES).name.startswith(
        "python-sat"
    )


def test_linear_gives_the_same_answer_each_time() -> None:
    pytest.importorskip("ortools", reason="the extra sums is not installed")
    positions = {
        f"p{bound}": Sum(((1, "a"), (1, "b")), comparison, bound)
        for bound, comparison in ((6, Comparison.AT_LEAST), (5, Comparison.AT_MOST))
    } | {"q": In("a", (0,)), "r": In("b", ("deferred",))}
    first, again = (find_conflicts(positions, issues=ISSUES) for _ in range(2))
    assert first == again
