"""The second way refuses what is not so, whoever said it."""

from __future__ import annotations

import pytest

from goodoffices.case import rechecking
from goodoffices.case.errors import EnginesDisagree
from goodoffices.case.issues import Issue, Option
from goodoffices.case.propositions import In
from goodoffices.case.rechecking import SecondWay

ISSUES = {"a": Issue(id="a", options=(Option(id="x"), Option(id="y")))}
STATED = {"p": In("a", ("x",)), "q": In("a", ("y",))}


@pytest.fixture
def second() -> SecondWay:
    return SecondWay(STATED, issues=ISSUES, limits=[In("a", ("x",))], first="an engine")


def test_second_way_counts_each_set_once(second: SecondWay) -> None:
    second.confirm_incompatible({"p", "q"})
    second.confirm_incompatible({"q", "p"})
    second.confirm_incompatible({"q"})
    assert (second.by_search, second.by_engine, second.ways) == (2, 0, "plain search")


def test_second_way_asks_another_engine_where_the_search_gives_up(
    second: SecondWay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rechecking, "NODES", 0)
    second.confirm_incompatible({"p", "q"})
    assert (second.by_search, second.by_engine) == (0, 1)
    assert second.ways == "plain search and python-sat minisat22"
    with pytest.raises(EnginesDisagree, match="an engine and python-sat minisat22 disagree"):
        second.confirm_incompatible({"p"})


@pytest.mark.parametrize("package", [{"a": "y"}, {"a": "z"}, {}, {"a": "x", "b": "x"}, {"a": 0}])
def test_second_way_refuses_a_package_outside_the_limits(
    second: SecondWay, package: dict[str, str | int]
) -> None:
    with pytest.raises(EnginesDisagree, match="settles every issue within the limits"):
        second.confirm_package(package, [])


def test_second_way_refuses_a_package_that_crosses_a_constraint(second: SecondWay) -> None:
    second.confirm_package({"a": "x"}, ["p"])
    with pytest.raises(EnginesDisagree, match="whether q holds in a package"):
        second.confirm_package({"a": "x"}, ["p", "q"])


def test_second_way_refuses_a_movement_set_that_is_not_smallest() -> None:
    second = SecondWay(STATED, issues=ISSUES, first="an engine")
    assert second.confirm_smallest({"p"})
    with pytest.raises(EnginesDisagree, match="how many positions move at least"):
        second.confirm_smallest({"p", "q"})


def test_second_way_says_that_it_took_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rechecking, "MOST_WORK", 0)
    assert not SecondWay(STATED, issues=ISSUES, first="an engine").confirm_smallest({"p"})
