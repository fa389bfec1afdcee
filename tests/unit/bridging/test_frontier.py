"""The frontier is what looking at every package gives, and says so when it is coarser."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from goodoffices.bridging.frontier import find_frontier, list_points
from goodoffices.bridging.frontier_check import Complete, FrontierChecked, check_frontier
from goodoffices.bridging.listing import list_packages
from goodoffices.bridging.problem import Problem, Table
from goodoffices.bridging.results import PackageSearch
from goodoffices.case.errors import TooFewParties, TooWide
from goodoffices.case.status import Status
from tests.instances.reading import names, read


def frontier_by_hand(problem: Problem) -> list[tuple[int, ...]]:
    """Every combination of worths that no other package is as good as."""
    worth = np.array(sorted({worth for _, worth in list_packages(problem)}), dtype=np.int64)
    return [
        tuple(one)
        for one in reversed(worth.tolist())
        if not ((worth >= one).all(axis=1) & (worth > one).any(axis=1)).any()
    ]


def opposed(issues: int, parties: int, *, seed: int = 1, scale: int = 1000) -> Problem:
    """A problem with a large frontier: what is good for one party is bad for the next."""
    random = np.random.default_rng(seed)
    rows = np.sort(random.integers(0, scale, size=(issues, 5, parties)), axis=1)
    rows[:, :, 1::2] = rows[:, ::-1, 1::2]
    return Problem.of(list(rows))


@pytest.mark.parametrize("name", names())
def test_frontier_is_that_of_all_packages(name: str) -> None:
    problem = read(name)
    found = find_frontier(problem)
    points = [tuple(map(int, one.values())) for one in found.utilities]
    assert points == frontier_by_hand(problem)
    assert found.status is (Status.PROVEN if points else Status.INFEASIBLE)


@pytest.mark.parametrize("name", names())
def test_frontier_is_confirmed_without_the_programme(name: str) -> None:
    problem = read(name)
    checked = check_frontier(problem, find_frontier(problem))
    assert checked == FrontierChecked(holds=True, complete=Complete.LISTED)


@pytest.mark.parametrize("parties", [2, 3, 4])
@pytest.mark.parametrize("options", [2, 8, 9, 20])
def test_few_and_many_options_give_that_of_all_packages(options: int, parties: int) -> None:
    """Few are merged otherwise than many; small numbers make ties and options that are beaten."""
    random = np.random.default_rng(options)
    problem = Problem.of(list(random.integers(0, 12, size=(3, options, parties))))
    found = list_points(problem)
    assert [tuple(one) for one in found.worth.tolist()] == frontier_by_hand(problem)
    assert problem.utilities(found.choices).tolist() == found.worth.tolist()


def test_packages_are_worth_what_is_said() -> None:
    problem = read("interactions-3")
    found = find_frontier(problem)
    listed = dict(list_packages(problem))
    numbers = [
        tuple(
            values.index(one[issue])
            for issue, values in zip(problem.issues, problem.values, strict=True)
        )
        for one in found.packages
    ]
    assert [listed[one] for one in numbers] == [
        tuple(map(int, one.values())) for one in found.utilities
    ]


def test_worths_come_in_each_party_s_own_units() -> None:
    problem = dataclasses.replace(Problem.of([[[3, 0], [0, 3]]]), scales=(Fraction(2), Fraction(3)))
    assert list(find_frontier(problem).utilities) == [
        {"p0": Fraction(3, 2), "p1": Fraction(0)},
        {"p0": Fraction(0), "p1": Fraction(1)},
    ]


@pytest.mark.parametrize("parties", [2, 3, 4, 5])
def test_a_cap_is_never_silent(parties: int) -> None:
    """What is coarser says so, and every package is reached but for the slack."""
    problem = opposed(5, parties)
    found = find_frontier(problem, most_points=20)
    assert found.status is Status.BEST_FOUND
    assert set(found.slack) == set(problem.parties)
    assert max(found.slack.values()) > 0
    assert len(found.packages) < len(find_frontier(problem).packages)
    assert check_frontier(problem, found) == FrontierChecked(holds=True, complete=Complete.LISTED)


def test_a_coarse_frontier_keeps_no_agreement_values() -> None:
    problem = dataclasses.replace(opposed(5, 3), no_agreement=(2000, 1500, None))
    found = find_frontier(problem, most_points=20)
    assert found.status is Status.BEST_FOUND
    assert check_frontier(problem, found).holds


def test_no_time_gives_a_coarse_frontier() -> None:
    problem = opposed(40, 3)
    found = find_frontier(problem, deadline_s=0.0)
    assert found.status is Status.BEST_FOUND
    assert len(found.packages) > 0
    assert check_frontier(problem, found, directions=1).holds


def test_many_packages_are_checked_in_directions() -> None:
    problem = opposed(12, 3)
    checked = check_frontier(problem, find_frontier(problem), directions=2)
    assert checked == FrontierChecked(holds=True, complete=Complete.DIRECTIONS)


@pytest.mark.parametrize("name", ["plain-2", "rules-3"])
def test_a_wrong_frontier_is_noticed(name: str) -> None:
    """A point left out, a point that is beaten, and a wrong worth."""
    problem = read(name)
    found = find_frontier(problem)
    assert found.certificate is not None
    choices, worth = (found.certificate.data[one] for one in ("choices", "worth"))
    assert isinstance(choices, np.ndarray)
    assert isinstance(worth, np.ndarray)

    def with_rows(choices: object, worth: object) -> PackageSearch:
        data = {"choices": choices, "worth": worth}
        assert found.certificate is not None
        return dataclasses.replace(
            found, certificate=dataclasses.replace(found.certificate, data=data)
        )

    beaten = next(
        (choice, one) for choice, one in list_packages(problem) if list(one) not in worth.tolist()
    )
    wrong = [
        with_rows(choices[1:], worth[1:]),
        with_rows(choices, worth + 1),
        with_rows(np.vstack([choices, beaten[0]]), np.vstack([worth, beaten[1]])),
    ]
    assert [check_frontier(problem, one).holds for one in wrong] == [False, False, False]


def test_one_party_has_no_frontier() -> None:
    with pytest.raises(TooFewParties):
        find_frontier(Problem.of([[[1], [2]]]))


def test_too_tight_a_join_is_refused() -> None:
    pairs = combinations(range(8), 2)
    rules = [Table(pair, np.ones((8, 8), dtype=np.bool_)) for pair in pairs]
    with pytest.raises(TooWide):
        find_frontier(Problem.of([[[one, -one] for one in range(8)]] * 8, tables=rules))


@pytest.mark.parametrize("factor", [1, 7])
def test_scaling_and_shifting_a_party_change_nothing(factor: int) -> None:
    problem = read("interactions-2")
    scaled = dataclasses.replace(
        problem,
        worth=tuple(one * np.array([factor, 1]) + np.array([3, 0]) for one in problem.worth),
        tables=tuple(
            dataclasses.replace(
                one, worth=None if one.worth is None else one.worth * np.array([factor, 1])
            )
            for one in problem.tables
        ),
    )
    shift = 3 * len(problem.issues)
    assert list_points(scaled).worth.tolist() == [
        [first * factor + shift, second] for first, second in list_points(problem).worth.tolist()
    ]


def test_order_of_issues_changes_nothing() -> None:
    problem = read("rules-3")
    order = list(reversed(range(len(problem.issues))))
    turned = Problem.of(
        [problem.worth[one] for one in order],
        tables=[
            Table(
                tuple(sorted(order.index(one) for one in table.scope)),
                None if table.allowed is None else table.allowed.T,
            )
            for table in problem.tables
        ],
    )
    assert list_points(turned).worth.tolist() == list_points(problem).worth.tolist()


def test_order_of_parties_changes_nothing() -> None:
    problem = read("floors-4")
    turned = dataclasses.replace(
        problem,
        worth=tuple(one[:, ::-1] for one in problem.worth),
        tables=tuple(
            dataclasses.replace(one, worth=None if one.worth is None else one.worth[..., ::-1])
            for one in problem.tables
        ),
        no_agreement=problem.no_agreement[::-1],
    )
    assert sorted(list_points(turned).worth[:, ::-1].tolist()) == sorted(
        list_points(problem).worth.tolist()
    )


def test_a_dominated_option_changes_nothing() -> None:
    problem = read("plain-3")
    worse = np.vstack([problem.worth[0], problem.worth[0].min(axis=0) - 1])
    more = Problem.of([worse, *problem.worth[1:]])
    assert list_points(more).worth.tolist() == list_points(problem).worth.tolist()
