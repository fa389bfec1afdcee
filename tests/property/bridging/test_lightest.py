"""Lightest crossings against every package listed, and laws that hold whatever the case."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.bridging.lightest import find_lightest
from goodoffices.bridging.lightest_check import check_lightest
from goodoffices.case.errors import NothingLeft
from goodoffices.case.issues import Issue
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Stance
from goodoffices.case.status import Status
from tests.strategies import issues_maps, propositions
from tests.unit.bridging.lightest_by_hand import lightest_by_hand
from tests.unit.bridging.positions import position

STANCES = (Stance.RULES_OUT, Stance.INSISTS, Stance.DEMANDS)
HOLDERS = ("north", "south", "east")

Problem = tuple[Mapping[str, Issue], list[Position], list[Proposition]]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Generate issues, positions of three parties on them, and perhaps a limit."""
    issues = draw(issues_maps(most=3))
    positions = [
        position(
            f"p{number}",
            draw(propositions(issues)),
            **{
                holder: draw(st.sampled_from(STANCES))
                for holder in draw(
                    st.lists(st.sampled_from(HOLDERS), min_size=1, max_size=2, unique=True)
                )
            },
        )
        for number in range(draw(st.integers(1, 7)))
    ]
    limits = [draw(propositions(issues))] if draw(st.booleans()) else []
    return issues, positions, limits


@settings(max_examples=120, deadline=None)
@given(problems())
def test_lightest_crossings_are_those_of_the_twin(problem: Problem) -> None:
    issues, positions, limits = problem
    by_hand = lightest_by_hand(positions, issues, limits)
    try:
        found = find_lightest(positions, issues=issues, limits=limits)
    except NothingLeft:
        assert not by_hand
        return
    assert found.status is Status.PROVEN
    assert sorted(map(sorted, by_hand)) == sorted(sorted(one.crossed) for one in found.crossings)
    assert check_lightest(found, positions, issues=issues, limits=limits)


@settings(max_examples=40, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_order_and_names_of_parties_change_nothing(problem: Problem, random: object) -> None:
    issues, positions, limits = problem
    if not lightest_by_hand(positions, issues, limits):
        return
    mixed = list(positions)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    renamed = [
        position(
            one.id, one.proposition, **{f"the_{who}": how for who, how in one.strength.items()}
        )
        for one in mixed
    ]
    first = find_lightest(positions, issues=issues, limits=limits)
    second = find_lightest(renamed, issues=issues, limits=limits)
    assert {one.crossed for one in first.crossings} == {one.crossed for one in second.crossings}
