"""Named points are what looking at every package gives, with the frontier and without it."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import numpy as np
import pytest

from goodoffices.bridging.direct_points import find_point
from goodoffices.bridging.frontier import list_points
from goodoffices.bridging.point_check import check_point
from goodoffices.bridging.points import POINTS, Point, find_points
from goodoffices.bridging.problem import Problem
from goodoffices.bridging.results import PackageSearch
from goodoffices.case.errors import TooPrecise
from goodoffices.case.status import Status
from tests.instances.reading import names, read

EMPTY = ("forbidden-2", "out-of-reach-3")
FULL = [name for name in names() if name not in EMPTY]


@pytest.mark.parametrize("name", FULL)
def test_points_of_the_frontier_are_those_of_all_packages(name: str) -> None:
    problem = read(name)
    found = find_points(problem, list_points(problem))
    assert [(one, check_point(problem, each)) for one, each in found.items()] == [
        (one, bool(found[one].packages)) for one in Point
    ]


@pytest.mark.parametrize("point", list(Point))
@pytest.mark.parametrize("name", [name for name in FULL if name != "large-2"])
def test_points_without_the_frontier_reach_the_same(name: str, point: Point) -> None:
    problem = read(name)
    by_frontier = find_points(problem, list_points(problem))[point]
    directly = find_point(problem, point)
    assert (directly.status, directly.value) == (by_frontier.status, by_frontier.value)
    if directly.certificate is not None and by_frontier.certificate is not None:
        assert directly.certificate.data["key"] == by_frontier.certificate.data["key"]
        assert check_point(problem, directly)


@pytest.mark.parametrize("name", EMPTY)
def test_without_a_package_there_is_no_point(name: str) -> None:
    problem = read(name)
    assert find_points(problem, list_points(problem)) == {}
    assert [find_point(problem, one).status for one in Point] == [Status.INFEASIBLE] * 4


def test_nash_needs_a_gain_for_everybody() -> None:
    problem = Problem.of([[[1, 0], [0, 1]]], no_agreement=[0, 0])
    assert find_points(problem, list_points(problem))[Point.NASH].status is Status.INFEASIBLE
    assert find_point(problem, Point.NASH).status is Status.INFEASIBLE


def test_kalai_smorodinsky_maximises_the_smaller_share_not_the_spread() -> None:
    problem = Problem.of([[[30, 35], [90, 34], [100, 0], [0, 100]]], no_agreement=[0, 0])
    found = find_points(problem, list_points(problem))[Point.KALAI_SMORODINSKY]
    assert ([dict(one) for one in found.packages], found.value) == (
        [{"i0": "o1"}],
        Fraction(34, 100),
    )


def test_all_packages_at_a_point_are_given() -> None:
    problem = Problem.of([[[4, 1], [1, 4], [0, 0]]])
    found = find_points(problem, list_points(problem))
    assert [dict(one) for one in found[Point.NASH].packages] == [{"i0": "o0"}, {"i0": "o1"}]


@pytest.mark.parametrize("point", list(Point))
def test_scaling_a_party_moves_no_point(point: Point) -> None:
    problem = read("floors-3")
    scaled = dataclasses.replace(
        problem,
        worth=tuple(one * np.array([5, 1, 1]) for one in problem.worth),
        tables=tuple(
            dataclasses.replace(
                one, worth=None if one.worth is None else one.worth * np.array([5, 1, 1])
            )
            for one in problem.tables
        ),
        no_agreement=(5 * (problem.no_agreement[0] or 0), *problem.no_agreement[1:]),
    )
    one, other = (find_points(each, list_points(each))[point] for each in (problem, scaled))
    assert (one.value, list(one.packages)) == (other.value, list(other.packages))


def test_a_coarse_frontier_proves_no_point() -> None:
    random = np.random.default_rng(5)
    problem = Problem.of(list(random.integers(0, 1000, size=(6, 5, 3))))
    found = find_points(problem, list_points(problem, most_points=10))
    assert {one.status for one in found.values()} == {Status.BEST_FOUND}
    assert {one.bound for one in found.values()} == {None}


@pytest.mark.parametrize("point", list(Point))
def test_without_time_nothing_is_proven(point: Point) -> None:
    random = np.random.default_rng(5)
    problem = Problem.of(list(random.integers(0, 1000, size=(60, 5, 3))))
    found = find_point(problem, point, deadline_s=0.0)
    assert found.status is Status.OUT_OF_TIME


def test_numbers_too_large_for_the_solver_are_refused() -> None:
    problem = Problem.of([[[2**50, 0], [0, 2**50]]])
    with pytest.raises(TooPrecise):
        find_point(problem, Point.NASH)


def test_a_wrong_point_is_noticed() -> None:
    problem = read("rules-2")
    points = list_points(problem)
    for point, found in find_points(problem, points).items():
        worse = find_points(
            problem, dataclasses.replace(points, worth=points.worth[:1], choices=points.choices[:1])
        )
        assert not check_point(problem, worse[point]) or worse[point].value == found.value


def test_kalai_smorodinsky_is_confirmed_by_the_frontier() -> None:
    random = np.random.default_rng(5)
    problem = Problem.of(list(random.integers(0, 100, size=(12, 5, 3))))
    found: PackageSearch = find_point(problem, Point.KALAI_SMORODINSKY)
    assert (found.status, check_point(problem, found)) == (Status.PROVEN, True)
    nash = find_point(problem, Point.NASH)
    assert not check_point(problem, nash)


def test_every_point_is_in_the_registry() -> None:
    assert list(POINTS) == list(Point)
