"""What stops a search, and what is kept then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from goodoffices.case.encoding import encode
from goodoffices.case.enumeration import Budget, Meter, Search, Stopped
from goodoffices.case.errors import EnginesDisagree
from goodoffices.case.issues import Issue, Option
from goodoffices.case.oracles import Answer, LogicOracle, Satisfied, Unsatisfied, oracle_for
from goodoffices.case.propositions import In

ISSUES = {"a": Issue(id="a", options=(Option(id="x"), Option(id="y")))}
POSITIONS = [In("a", ("x",)), In("a", ("y",))]


def test_meter_stops_once_the_work_is_done() -> None:
    meter = Meter(Budget(work=2))
    meter.spend(1)
    meter.spend(5)
    with pytest.raises(Stopped):
        meter.spend(1)
    assert meter.spent == 6


def test_meter_stops_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    meter = Meter(Budget(deadline_s=2))
    meter.spend(1)
    now = 102.5
    with pytest.raises(Stopped):
        meter.spend(0)


def test_meter_shares_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    meter = Meter(Budget(work=10, deadline_s=8))
    meter.spend(2)
    with meter.share(1 / 4):
        meter.spend(2)
        with pytest.raises(Stopped):
            meter.spend(1)
    meter.spend(1)
    with meter.share(1 / 4):
        now = 102.5
        with pytest.raises(Stopped):
            meter.spend(0)
    meter.spend(1)
    assert meter.spent == 6


def test_search_goes_on_where_the_smallest_movement_set_takes_too_long() -> None:
    class Endless(LogicOracle):
        def movement_by_size(self, spend: Callable[[int], None]) -> Iterator[frozenset[int]]:
            for _ in range(10**9):
                spend(1)
            yield frozenset()

    endless = Endless(encode(POSITIONS, issues=ISSUES))
    search = Search(endless, 2, most=None, meter=Meter(Budget(work=100)))
    search.find_smallest_movement()
    search.find_pairs()
    search.find_movement()
    search.find_rest()
    assert (search.smallest_proven, search.movement_done, search.by_size) == (False, True, 0)
    assert (sorted(search.incompatible), sorted(search.movement)) == ([0b11], [0b01, 0b10])


class Lying:
    """An engine that says something else each time."""

    name = "a lying engine"
    ranks_cheaply = True
    work = 0

    def __init__(self) -> None:
        self._true = oracle_for(POSITIONS, issues=ISSUES)

    def solve(self, selected: frozenset[int]) -> Answer:
        if len(selected) == 1:
            return Unsatisfied(frozenset())
        return self._true.solve(selected)

    def movement_by_size(self, spend: Callable[[int], None]) -> Iterator[frozenset[int]]:
        spend(1)
        return iter([frozenset({0})])


def test_search_refuses_an_engine_that_contradicts_itself() -> None:
    search = Search(Lying(), 2, most=None, meter=Meter(Budget()))
    with pytest.raises(EnginesDisagree, match="a lying engine and its earlier answer"):
        search.find_smallest_movement()


def test_search_asks_nothing_twice() -> None:
    asked: list[frozenset[int]] = []

    class Listening(LogicOracle):
        def solve(self, selected: frozenset[int]) -> Answer:
            asked.append(selected)
            return super().solve(selected)

    oracle = oracle_for(POSITIONS, issues=ISSUES)
    oracle.__class__ = Listening
    search = Search(oracle, 2, most=None, meter=Meter(Budget()))
    search.find_first()
    search.find_pairs()
    search.find_rest()
    assert len(asked) == len(set(asked))
    assert (sorted(search.incompatible), sorted(search.movement)) == ([0b11], [0b01, 0b10])
    assert isinstance(oracle.solve(frozenset()), Satisfied)
