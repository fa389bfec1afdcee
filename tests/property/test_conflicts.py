"""The sets against every package and every subset, and the laws that they keep."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bench.generate import generate
from goodoffices.case.certificates import check_conflicts
from goodoffices.case.conflicts import Conflicts, find_conflicts
from goodoffices.case.errors import NothingLeft
from goodoffices.case.hitting import find_minimal_hitting_sets
from goodoffices.case.issues import Issue
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
    atoms,
)
from goodoffices.case.status import Status
from tests.strategies import issues_maps, propositions
from tests.twins import conflicts_by_hand

needs_sums = pytest.mark.skipif(
    importlib.util.find_spec("ortools") is None, reason="the extra sums is not installed"
)


@dataclass(frozen=True)
class Problem:
    constraints: Mapping[str, Proposition]
    issues: Mapping[str, Issue]
    limits: tuple[Proposition, ...]


def narrow(proposition: Proposition) -> Proposition:
    """The same with every sum cut to its first quantity, so that no sum needs an extra."""
    match proposition:
        case Sum(terms):
            return replace(proposition, terms=terms[:1])
        case Not(body):
            return Not(narrow(body))
        case And(parts):
            return And(tuple(map(narrow, parts)))
        case Or(parts):
            return Or(tuple(map(narrow, parts)))
        case If(condition, consequence):
            return If(narrow(condition), narrow(consequence))
        case In() | Ordered() | Constant():
            return proposition


@st.composite
def problems(draw: st.DrawFn, *, most: int = 8, levels: int = 3) -> Problem:
    issues = draw(issues_maps(most=3))
    said = propositions(issues, most_levels=levels)
    constraints = draw(st.lists(said, max_size=most))
    limits = draw(st.lists(said, max_size=2))
    return Problem({f"p{n}": one for n, one in enumerate(constraints)}, issues, tuple(limits))


def narrowed(problem: Problem) -> Problem:
    return Problem(
        {name: narrow(said) for name, said in problem.constraints.items()},
        problem.issues,
        tuple(map(narrow, problem.limits)),
    )


def found_in(problem: Problem) -> Conflicts | None:
    try:
        return find_conflicts(
            problem.constraints, issues=problem.issues, limits=problem.limits, most=None
        )
    except NothingLeft:
        return None


def assert_like_the_twin(problem: Problem) -> None:
    found = found_in(problem)
    by_hand = conflicts_by_hand(problem.constraints, problem.issues, problem.limits)
    if found is None or by_hand is None:
        assert found is None
        assert by_hand is None
        return
    assert (set(found.incompatible), set(found.movement)) == by_hand
    assert (found.status, found.complete, found.smallest_movement_proven) == (
        Status.PROVEN,
        True,
        True,
    )
    order = list(problem.constraints)
    for sets in (found.incompatible, found.movement):
        assert list(sets) == sorted(
            sets, key=lambda some: (len(some), sorted(map(order.index, some)))
        )
    assert check_conflicts(problem.constraints, problem.limits, problem.issues, found) == []


@given(problems().map(narrowed))
@settings(deadline=None)
def test_conflicts_are_those_of_every_subset_and_package(problem: Problem) -> None:
    assert_like_the_twin(problem)


@needs_sums
@given(problems(most=5, levels=2))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
def test_conflicts_with_sums_are_those_of_every_subset_and_package(problem: Problem) -> None:
    said = [*problem.constraints.values(), *problem.limits]
    assume(any(isinstance(a, Sum) and len(a.terms) > 1 for one in said for a in atoms(one)))
    assert_like_the_twin(problem)


@pytest.mark.parametrize("seed", range(4))
def test_conflicts_of_sixteen_positions_are_those_of_every_subset(seed: int) -> None:
    case = generate(4, 16, seed=seed, options=4)
    assert_like_the_twin(Problem(case.constraints, case.issues, case.limits))


@given(problems().map(narrowed))
@settings(deadline=None)
def test_conflicts_hit_each_other_both_ways(problem: Problem) -> None:
    found = found_in(problem)
    assume(found is not None)
    assert found is not None
    order = list(problem.constraints)
    assert find_minimal_hitting_sets(found.incompatible, order) == found.movement
    assert find_minimal_hitting_sets(found.movement, order) == found.incompatible


@given(problems().map(narrowed), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_conflicts_do_not_depend_on_names_and_order(problem: Problem, random: Random) -> None:
    found = found_in(problem)
    names = list(problem.constraints)
    shuffled = list(names)
    random.shuffle(shuffled)
    called = {name: f"x{place}" for place, name in enumerate(shuffled)}
    other = Problem(
        {called[name]: problem.constraints[name] for name in shuffled},
        {name: problem.issues[name] for name in reversed(list(problem.issues))},
        problem.limits[::-1],
    )
    again = found_in(other)
    if found is None or again is None:
        assert found is again
        return
    assert {frozenset(called[n] for n in some) for some in found.incompatible} == set(
        again.incompatible
    )
    assert {frozenset(called[n] for n in some) for some in found.movement} == set(again.movement)


@given(problems().map(narrowed), st.data())
@settings(deadline=None)
def test_check_finds_any_set_altered(problem: Problem, data: st.DataObject) -> None:
    found = found_in(problem)
    assume(found is not None and len(found.incompatible) > 0)
    assert found is not None
    kind = data.draw(st.sampled_from(("incompatible", "movement")))
    sets = list(getattr(found, kind))
    place = data.draw(st.integers(0, len(sets) - 1))
    way = data.draw(st.sampled_from(("left out", "grown", "shrunk", "twice")))
    if way == "left out":
        del sets[place]
    elif way == "twice":
        sets.append(sets[place])
    elif way == "grown":
        others = sorted(problem.constraints.keys() - sets[place])
        assume(others)
        sets[place] |= {data.draw(st.sampled_from(others))}
    else:
        assume(sets[place])
        sets[place] -= {data.draw(st.sampled_from(sorted(sets[place])))}
    altered = (
        replace(found, incompatible=tuple(sets))
        if kind == "incompatible"
        else replace(found, movement=tuple(sets))
    )
    assert check_conflicts(problem.constraints, problem.limits, problem.issues, altered) != []
