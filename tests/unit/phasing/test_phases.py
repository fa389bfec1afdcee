"""Phases: merged along an order, looked through, or asked of the solver; and what each promises."""

from __future__ import annotations

from itertools import pairwise

import pytest

from goodoffices.case.deadline import Deadline
from goodoffices.phasing import phases as searches
from goodoffices.phasing.lattice import search_lattice
from goodoffices.phasing.phases import Effort, PhaseSearch
from goodoffices.phasing.plan import compile_plan
from goodoffices.phasing.results import Objective
from goodoffices.phasing.segments import Segments
from goodoffices.phasing.shortfalls import Shortfalls
from goodoffices.phasing.valuation import value_plan
from tests.unit.phasing.invented_plans import Shape, draw_case, make_exchange


def _search(seed: int, effort: Effort | None = None) -> tuple[PhaseSearch, Segments]:
    plan = compile_plan(draw_case(seed, Shape(most_tranches=5)))
    valuations = value_plan(plan)
    shortfalls = Shortfalls(plan, valuations, Objective.SHARES)
    found = search_lattice(plan, shortfalls)
    search = PhaseSearch(
        plan,
        valuations,
        shortfalls,
        order=found.ways[0].states,
        floor=found.bound[0] if found.bound else 0,
        effort=effort,
    )
    return search, search.segments


@pytest.mark.parametrize("seed", range(40))
def test_every_way_to_few_phases_keeps_what_waits_and_says_no_more_than_it_knows(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact, segments = _search(seed)
    numbers = range(exact.least, exact.plan.size + 1)
    found = {number: exact.within(number) for number in numbers}
    monkeypatch.setattr(searches, "MOST_STATES", 0)
    merged, _ = _search(seed, Effort(deadline=Deadline(0)))
    asked, _ = _search(seed)
    for number, one in found.items():
        assert one is not None
        for search in (merged, asked):
            other = search.within(number)
            assert other is not None
            assert other.phases <= number
            assert all(segments.may_run(start, end) for start, end in pairwise(other.states))
            assert segments.vector(other.states) == other.vector
            if one.is_proven:
                assert other.bound <= max(one.vector, default=0) <= max(other.vector, default=0)


@pytest.mark.parametrize("seed", range(40))
def test_fewest_phases_keep_their_limits(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    exact, segments = _search(seed)
    limits = segments.vector(exact.order)
    best = exact.fewest(limits)
    monkeypatch.setattr(searches, "MOST_STATES", 0)
    for effort in (Effort(deadline=Deadline(0)), Effort()):
        other = _search(seed, effort)[0].fewest(limits)
        assert all(map(int.__le__, map(int, other.vector), map(int, limits)))
        assert other.phases >= best.phases or not best.is_proven
        assert other.phases <= best.phases or not other.is_proven


def test_too_few_phases_are_none() -> None:
    plan = compile_plan(make_exchange({"a": (6, 10, 2)}, {"b": (6, 10, 2)}))
    valuations = value_plan(plan)
    shortfalls = Shortfalls(plan, valuations, Objective.EACH)
    way = search_lattice(plan, shortfalls).ways[0]
    search = PhaseSearch(plan, valuations, shortfalls, order=way.states, floor=0)
    assert search.least == 1
    assert search.within(0) is None
