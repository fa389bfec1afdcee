"""How long it takes to find schedules, and how good they are.

    python -m bench.phasing [--quick]

Invented exchanges of two sides, with numbers and linkages: the exact search by states, a plain
programme over all subsets, CP-SAT, a beam and greedy side by side; goods against money; larger
exchanges with their bounds; the curve of phases; and how all of it grows. Medians over seeds,
ratios in one run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from random import Random
from statistics import median
from typing import TypeVar

from goodoffices.case.undertakings import Importance, Undertaking
from goodoffices.phasing.beam import search_beam
from goodoffices.phasing.cp_sat import ScheduleModel, has_solver
from goodoffices.phasing.lattice import search_largest, search_lattice
from goodoffices.phasing.money import Good, order_goods
from goodoffices.phasing.plan import Kind, Plan, Requirement
from goodoffices.phasing.results import Objective
from goodoffices.phasing.schedules import find_curve, find_schedule
from goodoffices.phasing.shortfalls import Shortfalls
from goodoffices.phasing.valuation import value_plan

T = TypeVar("T")

GOODS = 100_000

SOLVER_S = 5.0
"""Deterministic seconds for CP-SAT where ways are set side by side."""

WIDE, NARROW = (0.8, 2.0), (0.9, 1.15)
"""What a tranche is worth to who gets it, against what it costs who gives it."""


def exchange(
    tranches: int, *, seed: int, linkages: int = 0, gain: tuple[float, float] = WIDE, alike: int = 1
) -> Plan:
    """Return an invented exchange of so many tranches, `alike` of each undertaking."""
    draw = Random(seed)  # noqa: S311 -- draws cases, guards nothing
    undertakings, kinds = {}, []
    numbers: dict[str, tuple[dict[str, int], dict[str, int]]] = {
        "north": ({}, {}),
        "south": ({}, {}),
    }
    for place in range(tranches // alike):
        giver, getter = ("north", "south") if place % 2 else ("south", "north")
        one = Undertaking(
            id=f"u{place}", responsible=giver, beneficiaries=(getter,), tranches=alike
        )
        cost = draw.randint(10, 100)
        numbers[giver][0][one.id] = cost * alike
        numbers[getter][1][one.id] = max(1, round(cost * draw.uniform(*gain))) * alike
        undertakings[one.id] = one
        kinds.append(Kind(one.id, one.parts, giver, (getter,)))
    order = draw.sample(range(len(kinds)), len(kinds))
    requirements = []
    for number in range(linkages):
        first, second = sorted(draw.sample(range(len(order)), 2))
        waiting, awaited = order[second], order[first]
        requirements.append(Requirement(waiting, 1, awaited, kinds[awaited].count, f"l{number}"))
    importance = {
        party: Importance.model_validate(
            {"id": party, "party": party, "does": {"numbers": does}, "gets": {"numbers": gets}}
        )
        for party, (does, gets) in numbers.items()
    }
    return Plan(
        kinds=tuple(kinds),
        requirements=tuple(requirements),
        joint=(),
        parties=("north", "south"),
        undertakings=undertakings,
        importance=importance,
        common_unit="points",
    )


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that some work took, and what it gave."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def by_subsets(plan: Plan, shortfalls: Shortfalls) -> int:
    """Return the smallest largest shortfall by a programme over all subsets, as others do it."""
    needs = [0] * len(plan.kinds)
    for one in plan.requirements:
        needs[one.kind] |= 1 << one.other
    size = len(plan.kinds)
    best: dict[int, int] = {0: int(max(shortfalls.at(plan.start)))}
    for _ in range(size):
        following: dict[int, int] = {}
        for done, value in best.items():
            for place in range(size):
                if not done >> place & 1 and needs[place] & done == needs[place]:
                    after = done | 1 << place
                    counts = tuple(after >> one & 1 for one in range(size))
                    largest = value
                    if after != (1 << size) - 1:
                        largest = max(value, int(max(shortfalls.at(counts))))
                    if largest < following.get(after, largest + 1):
                        following[after] = largest
        best = following
    return best[(1 << size) - 1]


@dataclass(frozen=True)
class Row:
    """What one way of searching took and found."""

    name: str
    seconds: float
    ratio: float
    is_proven: bool


def side_by_side(tranches: int, *, seed: int, has_subsets: bool) -> list[Row]:
    """Search one exchange in every way; the ratio is to the best value found by any."""
    plan = exchange(tranches, seed=seed, linkages=tranches // 4, gain=NARROW)
    shortfalls = Shortfalls(plan, value_plan(plan), Objective.EACH)
    values: list[tuple[str, float, int, bool]] = []

    taken, largest = timed(partial(search_largest, plan, shortfalls))
    if largest.ways:
        values.append(("by states", taken, int(largest.bound[0]), True))
    taken, whole = timed(partial(search_lattice, plan, shortfalls))
    if whole.ways:
        values.append(("by states, next largest too", taken, int(whole.bound[0]), True))
    if has_subsets:
        taken, value = timed(partial(by_subsets, plan, shortfalls))
        values.append(("all subsets", taken, value, True))
    for width, name in ((200, "beam of 200"), (20, "beam of 20"), (1, "greedy")):
        taken, way = timed(partial(search_beam, plan, shortfalls, width=width))
        values.append((name, taken, int(shortfalls.key(way.vector)[0]), False))
    if has_solver():
        taken, solved = timed(
            lambda: ScheduleModel(plan, value_plan(plan), shortfalls).solve(most_s=SOLVER_S)
        )
        if solved.states:
            found = max(max(shortfalls.at(counts)) for counts in solved.states[:-1])
            values.append(("CP-SAT", taken, int(found), solved.is_proven))
    best = min(value for _, _, value, _ in values)
    return [
        Row(name, taken, value / best if best else float(value == 0), proven)
        for name, taken, value, proven in values
    ]


def compare(sizes: Sequence[int], seeds: range) -> None:
    """Print every way of searching side by side."""
    print("\nSide by side: exchanges with a linkage for every fourth tranche, little to gain")
    print("  tranches  way                           median s   worst s  median ratio  proven")
    for size in sizes:
        rows = [
            row for seed in seeds for row in side_by_side(size, seed=seed, has_subsets=size <= 16)
        ]
        for name in dict.fromkeys(row.name for row in rows):
            own = [row for row in rows if row.name == name]
            print(
                f"  {size:8}  {name:28} {median(row.seconds for row in own):9.3f}"
                f" {max(row.seconds for row in own):9.3f} {median(row.ratio for row in own):13.3f}"
                f"  {sum(row.is_proven for row in own)}/{len(seeds)}",
                flush=True,
            )


def money(numbers: Sequence[int]) -> None:
    """Print how long goods against money take; promised: 100,000 under 1 s."""
    print("\nGoods against money; promised: 100,000 in 1 s")
    draw = Random(0)  # noqa: S311 -- draws cases, guards nothing
    before: float | None = None
    for number in numbers:
        goods = [
            Good(Fraction(draw.randint(1, 1000)), Fraction(draw.randint(1, 1000)))
            for _ in range(number)
        ]
        taken = median(timed(partial(order_goods, goods))[0] for _ in range(3))
        growth = f"   x{taken / before:.1f}" if before else ""
        print(f"  {number:8,} {taken:7.3f} s{growth}", flush=True)
        before = taken


def barter(sizes: Sequence[int], seeds: range) -> None:
    """Print whole schedules; promised: 60 proven in 2 s, 200 within 5 % of the bound in 30 s."""
    print("\nSchedules with linkages; promised: 60 proven in 2 s, 200 within 5 % in 30 s")
    print(
        "  tranches gain    linkages  median s   worst s  proven  value over bound  phases  growth"
    )
    before: dict[tuple[float, bool], float] = {}
    for size in sizes:
        for gain in (WIDE, NARROW):
            for linkages in (size // 4, size):
                runs = [
                    timed(
                        partial(
                            find_schedule,
                            exchange(size, seed=seed, linkages=linkages, gain=gain),
                            deadline_s=30,
                        )
                    )
                    for seed in seeds
                ]
                over = [
                    float(found.value / found.bound) if found.bound else float(not found.value)
                    for _, found in runs
                    if found.value is not None
                ]
                proven = sum(found.status.value == "proven" for _, found in runs)
                phases = median(len(found.phases) for _, found in runs)
                middle = median(taken for taken, _ in runs)
                shape = (gain[0], linkages == size)
                growth = f"   x{middle / before[shape]:.1f}" if shape in before else ""
                before[shape] = middle
                print(
                    f"  {size:8} {gain[0]}-{gain[1]:<4} {linkages:7}"
                    f" {middle:9.2f}"
                    f" {max(taken for taken, _ in runs):9.2f}  {proven}/{len(seeds)}"
                    f" {max(over):17.3f} {phases:7}{growth}",
                    flush=True,
                )


def curve(seeds: range) -> None:
    """Print the curve of phases for 40 tranches; promised: under 5 s."""
    print("\nPhases against the largest shortfall, 40 tranches; promised: 5 s")
    for alike in (1, 5):
        for seed in seeds:
            plan = exchange(40, seed=seed, linkages=40 // alike // 4, alike=alike)
            taken, points = timed(partial(find_curve, plan, deadline_s=5))
            shown = " ".join(
                f"{point.phases}:{float(point.value):g}{'' if point.is_proven else '?'}"
                for point in points[:14]
            )
            print(f"  {alike} alike, seed {seed}: {taken:5.2f} s  {shown}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two seeds, the smaller sizes")
    options = parser.parse_args()
    seeds = range(2 if options.quick else 3)
    money((1_000, 10_000, GOODS))
    compare((8, 12, 16) if options.quick else (8, 12, 16, 30, 60), seeds)
    barter((15, 30, 60) if options.quick else (15, 30, 60, 120, 200), seeds)
    curve(range(2) if options.quick else range(3))


if __name__ == "__main__":
    main()
