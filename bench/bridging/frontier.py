"""Rows of the table that take the exact frontier, and how its cost grows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from statistics import median
from typing import Final

from bench.bridging.generators import MILLION, POINTS, Kind, Recipe
from bench.bridging.measuring import LEAST_RUNS, Job, Measured, measure
from bench.bridging.negmas_peer import measure_frontier as measure_peer
from bench.bridging.page import Place
from bench.bridging.rows import GOALS, Row, seconds_in_words
from bench.bridging.scenarios import FOLDER, read_scenario
from goodoffices.bridging.frontier import Points, find_frontier, list_points
from goodoffices.bridging.points import find_points
from goodoffices.bridging.problem import Problem
from goodoffices.bridging.results import PackageSearch
from goodoffices.case.status import Status

Make = Callable[[], Problem]

ROBOT_DIGITS: Final = 15
"""Decimal places of a scenario whose numbers need more than 64 bits if none is rounded."""

RECIPES: Final = {
    "ten": Recipe(10, 5, 2),
    "twenty-2": Recipe(20, 5, 2),
    "twenty-3": Recipe(20, 5, 3),
    "twenty-4": Recipe(20, 5, 4, scale=POINTS),
    "sixty": Recipe(60, 5, 2),
    "forty-3": Recipe(40, 5, 3),
    "pairs": Recipe(60, 5, 2, pairs=60, width=4),
    "linked": Recipe(16, 5, 4, pairs=8, rules=8, width=2, groups=4, floors=Fraction(4, 5)),
    "linked-one": Recipe(16, 5, 4, pairs=8, rules=8, width=2, floors=Fraction(4, 5)),
    "hundred": Recipe(100, 5, 2),
    "contrary-2": Recipe(60, 5, 2, kind=Kind.CONTRARY),
    "contrary-3": Recipe(20, 5, 3, kind=Kind.CONTRARY),
    "correlated": Recipe(20, 5, 3, kind=Kind.CORRELATED),
}
"""Rows on invented problems."""

PROFILES: Final = Recipe(12, 5, 3)
NUMBER: Final = 200
"""Of profiles, each a seed."""

GROWTH: Final = {2: (10, 20, 40, 60, 80, 100), 3: (10, 15, 20, 25, 30, 40), 4: (8, 12, 16, 20, 25)}
"""For each number of parties, the numbers of issues at which growth is measured."""

SCENARIOS: Final[Mapping[str, tuple[Make, str]]] = {
    "energy": (
        partial(read_scenario, "EnergyA"),
        "EnergyA of ANAC, exact, with its no-agreement values",
    ),
    "robot": (
        partial(read_scenario, "group9-killer_robot", most_digits=ROBOT_DIGITS, is_divided=False),
        f"group9-killer_robot, as the peer reads it, {ROBOT_DIGITS} decimal places",
    ),
}
"""Rows on scenarios: how to read each, and what it is."""

PEER_RUNS: Final = {"energy": 3, "robot": 3, "ten": 1, "twenty-2": 1}
"""How often the peer is measured, on the rows that it may be measured on."""

PEER_GROWTH: Final = (4, 5, 6, 7, 8, 9)
"""Numbers of issues at which the peer's growth is measured."""

SEEDS: Final = (1, 2, 3)


def frontier_job(make: Make) -> Job:
    """Return the work: the exact frontier."""
    problem = make()
    return Job(partial(find_frontier, problem), _tell, partial(find_frontier, _small(problem)))


def points_job(make: Make) -> Job:
    """Return the work: the exact frontier and the four points on it."""
    problem = make()

    def work(given: Problem) -> Points:
        frontier = list_points(given)
        find_points(given, frontier)
        return frontier

    return Job(
        partial(work, problem),
        lambda found: (len(found.worth), found.status is Status.PROVEN),
        partial(work, _small(problem)),
    )


def _tell(found: PackageSearch) -> tuple[int, bool]:
    """How many points the frontier has, and whether it is exact."""
    return len(found.packages), found.status is Status.PROVEN


def _small(problem: Problem) -> Problem:
    """A small problem of the same kind: it has the compiled loops loaded."""
    parties = len(problem.parties)
    links = 2 if problem.tables else 0
    floors = None if problem.no_agreement[0] is None else Fraction(1, 2)
    return Recipe(5, 3, parties, scale=POINTS, pairs=links, rules=links, floors=floors).problem()


def profiles_job() -> Job:
    """Return the work: the exact frontier of each sampled profile."""
    problems = [replace(PROFILES, seed=seed).problem() for seed in range(1, NUMBER + 1)]

    def work() -> list[Points]:
        return [list_points(one) for one in problems]

    def tell(found: list[Points]) -> tuple[int, bool]:
        exact = all(one.status is Status.PROVEN for one in found)
        return int(median(len(one.worth) for one in found)), exact

    return Job(work, tell, partial(list_points, _small(problems[0])))


def measure_row(id: str) -> Row:
    """Return one row of the table, measured now."""
    row = Row(GOALS[id])
    if id == "profiles":
        row = replace(row, instance=f"{PROFILES.name}, {NUMBER} seeds")
        row = _filled(row, measure(profiles_job))
        return replace(row, found=f"{row.found} each (median)" if row.found else "")
    if id in SCENARIOS:
        return _scenario_row(row, id)
    recipe = RECIPES[id]
    row = replace(row, instance=recipe.name)
    ours = measure(frontier_job, recipe.problem)
    if id in PEER_RUNS:
        return _compared(row, ours, measure_peer(recipe.problem, runs=PEER_RUNS[id]))
    count = recipe.options**recipe.issues
    why = "worths and rules of pairs" if recipe.pairs else f"{count:.1e} packages to list"
    return replace(_filled(row, ours), peer=f"NegMAS cannot: {why}")


def _scenario_row(row: Row, id: str) -> Row:
    make, words = SCENARIOS[id]
    if not FOLDER.is_dir():
        return replace(row, instance=words, absent="the scenarios are not here")
    job = points_job if id == "energy" else frontier_job
    row = replace(row, instance=words)
    return _compared(row, measure(job, make), measure_peer(make, runs=PEER_RUNS[id]))


def _filled(row: Row, ours: Measured) -> Row:
    if ours.ended:
        return replace(row, absent=ours.ended)
    points, is_proven = ours.told
    return replace(
        row,
        found=f"{points:,} points{'' if is_proven else ', not exact'}",
        seconds=ours.median,
        runs=len(ours.seconds),
        megabytes=ours.megabytes,
        is_proven=is_proven,
    )


def _compared(row: Row, ours: Measured, peer: Measured) -> Row:
    row = _filled(row, ours)
    if row.absent:
        return row
    if peer.ended:
        return replace(row, peer=f"NegMAS {peer.ended}")
    said = f"NegMAS {seconds_in_words(peer.median)}, {peer.megabytes:,.0f} MB"
    if peer.told != ours.told[0]:
        said += f", {peer.told:,} points"
    if len(peer.seconds) < LEAST_RUNS:
        said += " (one run)"
    return replace(row, peer=said, times=peer.median / ours.median)


def measure_growth(parties: int) -> list[Place]:
    """Return one growth curve: medians over seeds."""
    found = []
    for issues in GROWTH[parties]:
        runs = [measure(frontier_job, growing(issues, parties, seed).problem) for seed in SEEDS]
        runs = [one for one in runs if not one.ended]
        if not runs:
            break
        seconds = median(one.median for one in runs)
        found.append(Place(issues, seconds, int(median(one.told[0] for one in runs))))
    return found


def measure_peer_growth() -> list[Place]:
    """Return the peer's growth curve for two parties; empty where it is not installed."""
    found = []
    for issues in PEER_GROWTH:
        run = measure_peer(growing(issues, 2, SEEDS[0]).problem, runs=1)
        if run.ended:
            break
        found.append(Place(issues, run.median, run.told))
    return found


def growing(issues: int, parties: int, seed: int) -> Recipe:
    """Return the problem of one place of a growth curve; four parties have 100 points."""
    return Recipe(issues, 5, parties, scale=MILLION if parties < 4 else POINTS, seed=seed)
