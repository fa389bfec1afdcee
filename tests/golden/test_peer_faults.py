"""Four faults seen in a peer, each as an instance: ours answers otherwise."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bench.bridging.scenarios import FOLDER, read_scenario, to_problem
from bench.bridging.scenarios import Profile as ScenarioProfile
from goodoffices.bridging.compile import compile_case
from goodoffices.bridging.direct_points import find_point
from goodoffices.bridging.frontier import find_frontier, list_points
from goodoffices.bridging.points import Point, find_points
from goodoffices.bridging.problem import Problem
from goodoffices.case.grammar import parse
from goodoffices.case.preferences import Preference
from goodoffices.case.status import Status
from tests.cases import make_case

TABLE = Path(__file__).parents[3] / "shared" / "tables" / "peer_faults.json"
needs_table = pytest.mark.skipif(
    not TABLE.exists(), reason="the published table is not beside the project"
)
needs_scenarios = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the scenarios are not beside the project"
)


def published() -> Any:
    return json.loads(TABLE.read_text(encoding="utf-8"))


# ---------------------------------------------------------------------------- Kalai-Smorodinsky


def outcomes() -> Problem:
    """One issue whose options are the outcomes of the table."""
    table = published()["kalai_smorodinsky"]
    profiles = [
        ScenarioProfile(
            name,
            {"outcome": [Fraction(pair[place]) for pair in table["outcomes"].values()]},
            Fraction(table["no_agreement"][place]),
        )
        for place, name in enumerate(("first", "second"))
    ]
    return to_problem({"outcome": tuple(table["outcomes"])}, profiles)


@needs_table
def test_kalai_smorodinsky_point_is_the_largest_smaller_gain_not_the_most_even() -> None:
    problem = outcomes()
    found = find_points(problem, list_points(problem))[Point.KALAI_SMORODINSKY]
    assert list(found.packages) == [{"outcome": "B"}]
    assert (found.status, found.value) == (Status.PROVEN, Fraction(34, 100))


@needs_table
def test_kalai_smorodinsky_point_found_directly_is_the_same() -> None:
    found = find_point(outcomes(), Point.KALAI_SMORODINSKY)
    assert list(found.packages) == [{"outcome": "B"}]
    assert (found.status, found.value) == (Status.PROVEN, Fraction(34, 100))


# ---------------------------------------------------------------------------- a red line


def ruled_out() -> Problem:
    """The instance with what party 1 rules out taken as a limit."""
    table = published()["red_line"]
    case = make_case(
        issues=[f"{issue}: {', '.join(options)}" for issue, options in table["issues"].items()],
        parties=["party_1", "party_2"],
        said=[],
    )
    preferences = [
        Preference.model_validate(
            {
                "id": f"{party}_values",
                "party": party,
                "weights": dict.fromkeys(table["issues"], 1),
                "values": {issue: table[party][issue] for issue in table["issues"]},
                "total": 2,
            }
        )
        for party in ("party_1", "party_2")
    ]
    limit = parse(table["party_1"]["hard"], case.issues)
    return compile_case(replace(case, preferences=tuple(preferences)), limits=[limit])


@needs_table
def test_no_package_named_optimal_crosses_a_red_line() -> None:
    problem = ruled_out()
    frontier = find_frontier(problem)
    points = find_points(problem, list_points(problem))
    directly = [find_point(problem, point) for point in Point]
    named = [*frontier.packages]
    named += [package for one in (*points.values(), *directly) for package in one.packages]
    assert [package for package in named if package["i"] == "a"] == []
    assert frontier.status is Status.PROVEN


@needs_table
def test_frontier_beside_a_red_line_is_that_of_the_packages_left() -> None:
    """By hand over four packages: what party 1 rules out would have been better for both."""
    table = published()["red_line"]
    left = [one for one in product("bc", "xy") if one[0] != "a"]
    worths = {
        one: tuple(
            Fraction(table[party]["i"][one[0]]) + Fraction(table[party]["j"][one[1]])
            for party in ("party_1", "party_2")
        )
        for one in left
    }
    expected = {
        one: worth
        for one, worth in worths.items()
        if not any(
            other != worth and all(a >= b for a, b in zip(other, worth, strict=True))
            for other in worths.values()
        )
    }
    found = find_frontier(ruled_out())
    assert {
        (package["i"], package["j"]): tuple(worth.values())
        for package, worth in zip(found.packages, found.utilities, strict=True)
    } == expected


# ---------------------------------------------------------------------------- no agreement


@needs_scenarios
def test_no_agreement_value_of_a_discounted_scenario_is_kept() -> None:
    """The file gives 0.50 to both; on the scale of whole numbers it is a half of it."""
    problem = read_scenario("EnergyA")
    kept = [
        Fraction(floor or 0) / scale
        for floor, scale in zip(problem.no_agreement, problem.scales, strict=True)
    ]
    assert kept == [Fraction(1, 2), Fraction(1, 2)]


@needs_scenarios
def test_no_agreement_value_bounds_the_frontier() -> None:
    problem = read_scenario("EnergyA")
    least = [min(worth.values()) for worth in find_frontier(problem).utilities]
    assert min(least) >= Fraction(1, 2)
    without = find_frontier(replace(problem, no_agreement=(None, None)))
    above = [worth for worth in without.utilities if min(worth.values()) >= Fraction(1, 2)]
    assert [*find_frontier(problem).utilities] == above
    assert len(above) < len(without.utilities)


# ---------------------------------------------------------------------------- noise of floats


@needs_scenarios
def test_frontier_in_fractions_has_no_point_that_is_noise() -> None:
    """39 points, and those that listing every package in whole numbers gives."""
    problem = replace(read_scenario("SupermarketA"), no_agreement=(None, None))
    found = find_frontier(problem)
    assert len(found.packages) == 39
    assert [tuple(worth.values()) for worth in found.utilities] == listed(problem)


def listed(problem: Problem) -> list[tuple[Fraction, Fraction]]:
    """The frontier of two parties by listing: from the most for the first, a rising second."""
    worths: set[tuple[int, int]] = {(0, 0)}
    for array in problem.worth:
        worths = {(a + x, b + y) for a, b in worths for x, y in array.tolist()}
    best: list[tuple[Fraction, Fraction]] = []
    most = -1
    for first, second in sorted(worths, reverse=True):
        if second > most:
            most = second
            best.append((first / problem.scales[0], second / problem.scales[1]))
    return best


# ---------------------------------------------------------------------------- the readers


@needs_scenarios
@pytest.mark.parametrize("name", ["domain11", "domain31"])
def test_scenario_is_read_as_its_own_file_says(name: str) -> None:
    """The Nash and Kalai points of NegoLog's file, in decimals that its floats blur."""
    problem = read_scenario(name)
    said = json.loads((FOLDER / name / "specs.json").read_text(encoding="utf-8"))
    assert problem.count == said["NumberOfBids"]
    points = find_points(problem, list_points(problem))
    nash = [float(worth) for worth in points[Point.NASH].utilities[0].values()]
    assert nash == pytest.approx([said["Nash_A"], said["Nash_B"]])


@needs_scenarios
def test_scenario_whose_numbers_do_not_fit_is_refused_unless_rounded() -> None:
    with pytest.raises(ValueError, match="more than 64 bits"):
        read_scenario("ItexvsCypress")
    problem = read_scenario("ItexvsCypress", most_digits=15)
    assert problem.sizes == (5, 4, 3, 3)
    assert [Fraction(10**15) % scale for scale in problem.scales] == [0, 0]
