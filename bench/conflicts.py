"""How long it takes to find what cannot all stand, and where movement would matter.

    python -m bench.conflicts [--quick] [--engines] [--seeds N]

For invented cases of three sizes: the first incompatible set, a smallest movement set
(proven), and a thousand incompatible sets with everything found on the way, all confirmed in
the second way; then the same with linear sums; then against CPMpy's `marco` on ortools in
the same run. Medians over seeds of elapsed time, with what was promised. `--engines`
compares SAT solvers on the search alone.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from bench.cpmpy_marco import incompatible_sets_in
from bench.generate import Generated, generate
from goodoffices.case.conflicts import Conflicts, find_conflicts
from goodoffices.case.encoding import encode
from goodoffices.case.enumeration import Budget, Meter, Search, Stopped
from goodoffices.case.oracles import LogicOracle

SIZES = ((20, 50), (40, 100), (60, 200))
ENGINES = ("cadical153", "cadical195", "glucose4", "minisat22")
MOST = 1000
CPMPY_S = 10.0
SHARE_OF_SUMS = 0.3


@dataclass(frozen=True)
class Run:
    """What one case took, in seconds.

    Attributes
    ----------
    first, smallest
        Until the first incompatible set, and until a movement set proven to be a smallest
        (infinite where the budget does not suffice).
    search, whole
        The whole without and with the second way.
    """

    first: float
    smallest: float
    search: float
    whole: float
    found: Conflicts


def run(case: Generated) -> Run:
    """Measure one case."""
    at: dict[str, float] = {}
    start = time.perf_counter()

    def note(what: str, found: int, most: int | None) -> None:
        del found, most
        at.setdefault(what, time.perf_counter() - start)

    searched = _conflicts(case, note, recheck=False)
    search = time.perf_counter() - start
    smallest = at["movement sets"] if searched.smallest_movement_proven else inf
    start = time.perf_counter()
    found = _conflicts(case, note, recheck=True)
    whole = time.perf_counter() - start
    return Run(at["incompatible sets"], smallest, search, whole, found)


def _conflicts(
    case: Generated, progress: Callable[[str, int, int | None], None], *, recheck: bool
) -> Conflicts:
    return find_conflicts(
        case.constraints,
        issues=case.issues,
        limits=case.limits,
        most=MOST,
        progress=progress,
        recheck=recheck,
    )


def table(title: str, rows: Sequence[tuple[str, Sequence[Run]]]) -> None:
    """Print the medians of some runs for each size, and how they grow."""
    print(f"\n{title}")
    print("  size     first set    smallest   search     whole  2nd way  incompatible / movement")
    before: float | None = None
    for size, runs in rows:
        first, smallest, search, whole = (
            median(getattr(run, name) for run in runs)
            for name in ("first", "smallest", "search", "whole")
        )
        second = median(run.whole / run.search - 1 for run in runs)
        sets = [
            f"{len(run.found.incompatible)}{'' if run.found.incompatible_complete else '+'}"
            f"/{len(run.found.movement)}{'' if run.found.movement_complete else '+'}"
            for run in runs
        ]
        growth = f"  first set x{first / before:.1f}" if before else ""
        print(
            f"  {size:8} {1000 * first:6.1f} ms {smallest:9.3f} s {search:6.2f} s {whole:7.2f} s"
            f" {second:+7.0%}  {' '.join(sets)}{growth}"
        )
        before = first


def against_cpmpy(case: Generated, ours: Run) -> float:
    """Print and return how many times as many incompatible sets a second as CPMpy."""
    found, seconds = incompatible_sets_in(case, seconds=CPMPY_S)
    ours_a_second = len(ours.found.incompatible) / ours.whole
    # Where it finds none in time, one is granted to it.
    theirs_a_second = max(found, 1) / seconds
    print(
        f"  {ours_a_second:8.1f} sets/s against {theirs_a_second:6.2f}"
        f" ({found} in {seconds:.1f} s): {ours_a_second / theirs_a_second:.0f} times",
        flush=True,
    )
    return ours_a_second / theirs_a_second


def compare_engines(size: tuple[int, int], seeds: range) -> None:
    """Print how long the search takes on each SAT solver."""
    print(f"\nSAT solvers, search alone at {size[0]}/{size[1]}, seconds (medians)")
    cases = [generate(*size, seed=seed) for seed in seeds]
    for engine in ENGINES:
        taken = [_searched(case, engine) for case in cases]
        print(f"  {engine:12} {median(taken):6.2f}", flush=True)


def _searched(case: Generated, engine: str) -> float:
    start = time.perf_counter()
    constraints = list(case.constraints.values())
    oracle = LogicOracle(encode(constraints, issues=case.issues, limits=case.limits), engine)
    search = Search(oracle, len(constraints), most=MOST, meter=Meter(Budget()))
    try:
        search.find_first()
        search.find_pairs()
        search.find_rest()
    except Stopped:
        pass
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two seeds, the two smaller sizes")
    parser.add_argument("--engines", action="store_true", help="compare SAT solvers as well")
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    sizes = SIZES[:2] if options.quick else SIZES
    seeds = range(2 if options.quick else options.seeds)

    logic = [(f"{n}/{m}", [run(generate(n, m, seed=seed)) for seed in seeds]) for n, m in sizes]
    table("Logic; promised at 60/200: first set 20 ms, smallest 1 s, 1,000 sets 10 s", logic)
    if importlib.util.find_spec("ortools"):
        start = time.perf_counter()
        importlib.import_module("ortools.sat.python.cp_model")
        print(f"\nImport of ortools, once a process: {time.perf_counter() - start:.2f} s")
        sums = [
            (
                f"{n}/{m}",
                [run(generate(n, m, seed=seed, sums=SHARE_OF_SUMS)) for seed in seeds],
            )
            for n, m in sizes
        ]
        table("With linear sums; promised at 60/200: first set 200 ms", sums)
    else:
        print("\nWith linear sums: not measured, the extra sums is not installed")
    if importlib.util.find_spec("cpmpy"):
        n, m = sizes[-1]
        print(f"\nCPMpy's marco on ortools at {n}/{m}; promised: 300 times as many a second")
        ratios = [
            against_cpmpy(generate(n, m, seed=seed), logic[-1][1][place])
            for place, seed in enumerate(seeds[:3])
        ]
        print(f"  median {median(ratios):.0f} times")
    else:
        print("\nCPMpy is not installed (group bench): no comparison")
    if options.engines:
        compare_engines(sizes[-1], seeds[:3])


if __name__ == "__main__":
    main()
