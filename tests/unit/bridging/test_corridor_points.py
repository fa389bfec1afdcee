"""Points by corridors are what looking at every package gives, and what the solver gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from goodoffices.bridging import corridor as corridors
from goodoffices.bridging.corridor_points import lay_out, measure
from goodoffices.bridging.direct_points import BY_CORRIDORS, METHOD, find_point
from goodoffices.bridging.frontier import list_points
from goodoffices.bridging.points import POINTS, Point, find_points
from goodoffices.bridging.problem import Problem, Table
from goodoffices.case.deadline import Deadline
from goodoffices.case.status import Status
from tests.unit.bridging.invented_problems import agreeable, invent, measured


@pytest.mark.parametrize("seed", range(150))
def test_points_are_those_of_all_packages(seed: int) -> None:
    problem = invent(seed)
    worth = agreeable(problem)
    if not len(worth):
        assert [find_point(problem, one).status for one in Point] == [Status.INFEASIBLE] * 4
        return
    reference = measured(problem)
    for point in Point:
        best = max(POINTS[point].key(reference.shares(one)) for one in worth.tolist())
        found = find_point(problem, point)
        if point is Point.NASH and not best[0]:
            assert found.status is Status.INFEASIBLE
            continue
        assert found.certificate is not None
        data = found.certificate.data
        assert (data["reference"], data["key"]) == (reference, best)
        assert (found.value, found.bound, found.status) == (best[0], best[0], Status.PROVEN)


@pytest.mark.parametrize("point", list(Point))
@pytest.mark.parametrize("seed", range(4))
def test_points_of_larger_problems_are_those_of_the_frontier(seed: int, point: Point) -> None:
    random = np.random.default_rng(seed)
    pairs = [(one, one + 1) for one in range(0, 12, 2)] + [(1, 4), (4, 7)]
    tables = [
        Table(pair, random.random((4, 4)) < 0.8, random.integers(0, 300, size=(4, 4, 3)))
        for pair in pairs
    ]
    worth = list(random.integers(0, 1000, size=(12, 4, 3)))
    floors = [4000, None, 3000] if seed % 2 else []
    problem = Problem.of(worth, tables=tables, no_agreement=floors)
    known = find_points(problem, list_points(problem))[point]
    found = find_point(problem, point)
    assert found.method == BY_CORRIDORS.format(POINTS[point].words)
    assert (found.value, found.status) == (known.value, Status.PROVEN)
    assert found.certificate is not None
    assert known.certificate is not None
    assert found.certificate.data == known.certificate.data


@pytest.mark.parametrize("point", list(Point))
def test_what_hangs_together_too_tightly_goes_to_the_solver(point: Point) -> None:
    """Of thirty issues at most one may have its second option: thirty-one packages."""
    pair = np.array([[True, True], [True, False]])
    tables = [Table((one, other), pair) for other in range(30) for one in range(other)]
    worth = [[[10, 10 + 2 * one], [40 - one, 11 + 3 * one]] for one in range(30)]
    problem = Problem.of(worth, tables=tables)
    assert lay_out(problem) is None
    found = find_point(problem, point)
    all_worth = problem.utilities(np.vstack([np.zeros(30, int), np.eye(30, dtype=int)]))
    least, most = all_worth.min(axis=0), all_worth.max(axis=0)
    assert found.certificate is not None
    reference = found.certificate.data["reference"]
    assert reference.least == tuple(least.tolist())  # type: ignore[attr-defined]
    assert reference.ideal == tuple(most.tolist())  # type: ignore[attr-defined]
    best = max(
        POINTS[point].key(reference.shares(one))  # type: ignore[attr-defined]
        for one in all_worth.tolist()
    )
    assert (found.value, found.status) == (best[0], Status.PROVEN)
    assert found.method == METHOD.format(POINTS[point].words)


@pytest.mark.parametrize("point", list(Point))
def test_what_corridors_leave_open_goes_to_the_solver(
    point: Point, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem.of(list(np.random.default_rng(5).integers(0, 1000, size=(7, 4, 3))))
    known = find_point(problem, point)
    monkeypatch.setattr(corridors, "MOST_SUMS", 0)
    found = find_point(problem, point)
    assert found.method == METHOD.format(POINTS[point].words)
    assert replace(found, method=known.method, packages=(), utilities=()) == replace(
        known, packages=(), utilities=()
    )


def test_numbers_too_large_for_fine_weights_are_left_to_the_solver() -> None:
    assert lay_out(Problem.of([[[2**50, 0], [0, 2**50]]])) is None


def test_a_range_that_was_not_proven_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem.of([[[9, 0], [5, 5], [0, 9]]] * 3, no_agreement=[10, 10])
    sums = lay_out(problem)
    assert sums is not None
    assert measure(sums, Deadline(None)) == measured(problem)
    monkeypatch.setattr(corridors, "MOST_SUMS", 0)
    assert measure(sums, Deadline(None)) is None
