"""Single texts against every package listed, by numbers and by positions alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from goodoffices.bridging import single_text_strengths, single_text_worths
from goodoffices.bridging.problem import Problem, Table
from goodoffices.bridging.results import Package
from goodoffices.bridging.single_text import SingleText
from goodoffices.bridging.single_text_strengths import improve_by_strengths
from goodoffices.bridging.single_text_worths import improve_by_worths
from goodoffices.case.issues import Issue, IssueKind, Option, Value
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Stance
from goodoffices.case.status import Status
from tests.strategies import every_package, issues_maps, propositions
from tests.unit.bridging.positions import position
from tests.unit.bridging.single_text_by_hand import (
    changed,
    texts_by_strength,
    texts_by_worth,
    within,
)

STANCES = (Stance.RULES_OUT, Stance.INSISTS, Stance.DEMANDS)


def texts_of(found: SingleText) -> list[dict[str, Value]]:
    """The texts that the steps of a report lead through."""
    texts = [dict(found.start)]
    for step in found.steps:
        assert all(texts[-1][one.issue] == one.before for one in step.changes)
        texts.append(texts[-1] | {one.issue: one.after for one in step.changes})
    assert texts[-1] == found.final
    return texts


# ---------------------------------------------------------------------------- by numbers


@st.composite
def problems(draw: st.DrawFn) -> tuple[Problem, Mapping[str, Issue]]:
    """Generate three issues of all kinds, two or three parties, a limit and an interaction."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=3, max_size=3))
    parties = draw(st.integers(2, 3))
    numbers = st.integers(-2, 3)
    worth = [[[draw(numbers) for _ in range(parties)] for _ in range(size)] for size in sizes]
    tables = []
    if draw(st.booleans()):
        shape = (sizes[0], sizes[2])
        cells = list(product(*map(range, shape)))
        allowed = np.ones(shape, dtype=np.bool_)
        added = np.zeros((*shape, parties), dtype=np.int64)
        for cell in cells:
            allowed[cell] = draw(st.integers(0, 3)) > 0
            added[cell] = [draw(st.integers(-1, 1)) for _ in range(parties)]
        tables.append(Table((0, 2), allowed, added))
    issues = {
        f"i{n}": Issue(
            id=f"i{n}",
            kind=draw(st.sampled_from((IssueKind.CHOICE, IssueKind.SCALE))),
            options=tuple(Option(id=f"o{one}") for one in range(size)),
        )
        for n, size in enumerate(sizes)
    }
    return Problem.of(worth, tables=tables), issues


def worth_of(problem: Problem, package: Package) -> list[int]:
    row = [
        values.index(package[issue])
        for issue, values in zip(problem.issues, problem.values, strict=True)
    ]
    return [int(one) for one in problem.utilities(np.array([row], dtype=np.int32))[0]]


def allowed_packages(problem: Problem, issues: Mapping[str, Issue]) -> list[dict[str, Value]]:
    rows = np.array(list(product(*map(range, problem.sizes))), dtype=np.int32)
    every = every_package(issues)
    return [one for one, kept in zip(every, problem.keeps_limits(rows), strict=True) if kept]


@settings(max_examples=80, deadline=None)
@given(problems(), st.integers(0, 26))
def test_texts_by_numbers_are_those_of_the_twin(
    drawn: tuple[Problem, Mapping[str, Issue]], place: int
) -> None:
    problem, issues = drawn
    packages = allowed_packages(problem, issues)
    assume(packages)
    start = packages[place % len(packages)]
    found = improve_by_worths(problem, start, issues=issues)
    by_hand = texts_by_worth(packages, start, issues, lambda one: worth_of(problem, one))
    assert texts_of(found) == by_hand
    assert found.status is Status.PROVEN
    for step, (now, then) in zip(found.steps, pairwise(by_hand), strict=True):
        pairs = zip(problem.parties, worth_of(problem, now), worth_of(problem, then), strict=True)
        assert step.better == tuple(party for party, less, more in pairs if more > less)
        assert list(step.after.values()) == worth_of(problem, then)
        assert step.is_smallest


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(drawn=problems(), place=st.integers(0, 26))
def test_the_solver_takes_steps_as_small_and_ends_where_nothing_helps(
    monkeypatch: pytest.MonkeyPatch, drawn: tuple[Problem, Mapping[str, Issue]], place: int
) -> None:
    problem, issues = drawn
    packages = allowed_packages(problem, issues)
    assume(packages)
    monkeypatch.setattr(single_text_worths, "MOST_LISTED", 0)
    start = packages[place % len(packages)]
    texts = texts_of(found := improve_by_worths(problem, start, issues=issues))
    assert found.status is Status.PROVEN
    for now, then in pairwise(texts):
        first = texts_by_worth(packages, now, issues, lambda one: worth_of(problem, one))[1]
        assert changed(now, then) == changed(now, first)
    last = texts_by_worth(packages, texts[-1], issues, lambda one: worth_of(problem, one))
    assert last == texts[-1:]


# ---------------------------------------------------------------------------- by positions

Drawn = tuple[Mapping[str, Issue], list[Position], list[Proposition]]


@st.composite
def opposed(draw: st.DrawFn) -> Drawn:
    """Generate issues, positions of two parties on them, and perhaps a limit."""
    issues = draw(issues_maps(most=3))
    positions = [
        position(
            f"p{number}",
            draw(propositions(issues)),
            **{
                holder: draw(st.sampled_from(STANCES))
                for holder in draw(
                    st.lists(
                        st.sampled_from(("north", "south")), min_size=1, max_size=2, unique=True
                    )
                )
            },
        )
        for number in range(draw(st.integers(1, 6)))
    ]
    limits = [draw(propositions(issues))] if draw(st.booleans()) else []
    return issues, positions, limits


@settings(max_examples=120, deadline=None)
@given(opposed(), st.integers(0, 200))
def test_texts_by_positions_are_those_of_the_twin(drawn: Drawn, place: int) -> None:
    issues, positions, limits = drawn
    packages = within(every_package(issues), limits, issues)
    assume(packages)
    start = packages[place % len(packages)]
    found = improve_by_strengths(positions, start, issues=issues, limits=limits)
    assert texts_of(found) == texts_by_strength(packages, start, issues, positions)
    assert found.status is Status.PROVEN
    assert all(step.is_smallest for step in found.steps)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(drawn=opposed(), place=st.integers(0, 200))
def test_without_listing_lightest_crossings_end_where_nothing_helps(
    monkeypatch: pytest.MonkeyPatch, drawn: Drawn, place: int
) -> None:
    issues, positions, limits = drawn
    packages = within(every_package(issues), limits, issues)
    assume(packages)
    monkeypatch.setattr(single_text_strengths, "MOST_LISTED", 0)
    start = packages[place % len(packages)]
    found = improve_by_strengths(positions, start, issues=issues, limits=limits)
    texts = texts_of(found)
    assert found.status is Status.PROVEN
    assert texts_by_strength(packages, texts[-1], issues, positions) == texts[-1:]
    for step, now in zip(found.steps, texts, strict=False):
        best = texts_by_strength(packages, now, issues, positions)[1]
        assert len(step.changes) >= changed(now, best)
        assert not step.is_smallest or len(step.changes) == changed(now, best)


@settings(max_examples=40, deadline=None)
@given(opposed(), st.integers(0, 200))
def test_a_limit_on_the_size_of_changes_is_kept(drawn: Drawn, place: int) -> None:
    issues, positions, limits = drawn
    packages = within(every_package(issues), limits, issues)
    assume(packages)
    start = packages[place % len(packages)]
    found = improve_by_strengths(positions, start, issues=issues, limits=limits, most=1)
    assert all(len(step.changes) == 1 for step in found.steps)
    more = texts_by_strength(packages, dict(found.final), issues, positions)
    if found.status is Status.PROVEN:
        assert len(more) == 1
    else:
        assert found.largest_change_tried == 1
        assert len(more) == 1 or changed(more[0], more[1]) > 1


@settings(max_examples=30, deadline=None)
@given(problems(), st.integers(0, 26), st.data())
def test_opposition_is_removed_only_where_no_number_falls(
    drawn: tuple[Problem, Mapping[str, Issue]], place: int, data: st.DataObject
) -> None:
    problem, issues = drawn
    problem = replace(problem, worth=(problem.worth[0], *(0 * one for one in problem.worth[1:])))
    packages = allowed_packages(problem, issues)
    assume(packages)
    held = [
        position(f"p{n}", data.draw(propositions(issues)), north=Stance.INSISTS) for n in range(3)
    ]
    opposition = single_text_worths.Opposition(held)
    start = packages[place % len(packages)]
    found = improve_by_worths(problem, start, issues=issues, opposition=opposition)
    texts = texts_of(found)
    for now, then in pairwise(texts):
        pairs = zip(worth_of(problem, now), worth_of(problem, then), strict=True)
        assert all(less <= more for less, more in pairs)
        assert then in packages
    assert found.status in (Status.PROVEN, Status.BEST_FOUND)
