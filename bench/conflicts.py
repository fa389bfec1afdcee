"""How fast incompatible sets and movement sets are found, beside CPMpy's `marco` on OR-Tools.

Run it with `python -m bench.conflicts [--quick]`. Generated cases of 20, 40 and 60 issues with 5
options and 50, 100 and 200 positions of 2 to 6 parties; with linear sums at the largest. Medians
over the seeds; both programs search the same case in the same run.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.generate import Generated, generate
from goodoffices.case.conflicts import find_conflicts
from goodoffices.case.enumeration import Budget, Meter, Search, Stopped
from goodoffices.case.oracles import oracle_for
from goodoffices.case.propositions import (
    And,
    Comparison,
    Constant,
    If,
    In,
    Not,
    Or,
    Ordered,
    Proposition,
    Sum,
)

SIZES = ((20, 50), (40, 100), (60, 200))
SEEDS = (1, 2, 3)
WANTED = 1000
PEER_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds on one case, and how many sets were found."""

    first: float
    smallest: float
    size: int
    many: float
    found: int
    checked: float


def begin(case: Generated, *, most: int | None = None, deadline_s: float = 60.0) -> Search:
    """Return a search on a case, compiled and not yet begun."""
    oracle = oracle_for(
        list(case.constraints.values()), issues=case.issues, limits=list(case.limits)
    )
    meter = Meter(Budget(work=10**9, deadline_s=deadline_s))
    return Search(oracle, len(case.constraints), most=most, meter=meter)


def measure(case: Generated, *, wanted: int) -> Times:
    """Time the first set, a smallest movement set, and many incompatible sets, re-checked too."""
    first = timed(lambda: begin(case).find_first())
    search = begin(case)
    search.find_first()
    smallest = timed(search.find_smallest_movement)
    size = search.by_size if search.smallest_proven else 0
    search = begin(case, most=wanted)

    def look() -> None:
        try:
            search.find_first()
            search.find_pairs()
            search.find_rest()
        except Stopped:
            pass

    many = timed(look)
    checked = timed(
        lambda: find_conflicts(
            case.constraints,
            issues=case.issues,
            limits=list(case.limits),
            most=100,
            budget=Budget(deadline_s=60.0),
        )
    )
    return Times(first, smallest, size, many, len(search.incompatible), checked)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


# ------------------------------------------------------------------ the peer


def peer_sets(case: Generated, *, seconds: float) -> tuple[int, float]:
    """Return how many incompatible sets CPMpy's `marco` finds in some seconds, and in how many."""
    import cpmpy as cp  # type: ignore[import-untyped]  # noqa: PLC0415 -- bench only
    from cpmpy.tools.explain.marco import marco  # type: ignore[import-untyped]  # noqa: PLC0415 -- bench only

    variables = {name: cp.intvar(0, len(issue.values) - 1) for name, issue in case.issues.items()}
    places = {
        name: {value: place for place, value in enumerate(issue.values)}
        for name, issue in case.issues.items()
    }

    def say(said: Proposition) -> object:
        match said:
            case Constant(truth):
                return cp.BoolVal(truth)
            case In(issue, options):
                return cp.any([variables[issue] == places[issue][one] for one in options])
            case Ordered(issue, above, option):
                place = places[issue][option]
                return variables[issue] > place if above else variables[issue] < place
            case Sum(terms, comparison, bound):
                total = sum(coefficient * variables[issue] for coefficient, issue in terms)
                return {
                    Comparison.AT_MOST: total <= bound,
                    Comparison.AT_LEAST: total >= bound,
                    Comparison.EQUAL: total == bound,
                    Comparison.UNEQUAL: total != bound,
                    Comparison.LESS: total < bound,
                    Comparison.MORE: total > bound,
                }[comparison]
            case Not(body):
                return ~cp.any([say(body)])
            case And(parts):
                return cp.all([say(part) for part in parts])
            case Or(parts):
                return cp.any([say(part) for part in parts])
            case If(condition, consequence):
                return cp.any([~cp.any([say(condition)]), say(consequence)])

    soft = [say(one) for one in case.constraints.values()]
    hard = [say(one) for one in case.limits]
    started = time.perf_counter()
    found = 0
    for _ in _within(marco(soft, hard, solver="ortools", return_mcs=False), seconds):
        found += 1
    return found, time.perf_counter() - started


def _within(results: Iterator[object], seconds: float) -> Iterator[object]:
    started = time.perf_counter()
    for result in results:
        yield result
        if time.perf_counter() - started > seconds:
            return


# ------------------------------------------------------------------ the table


def main(words: list[str]) -> int:
    """Print the figures; `--quick` takes one seed and no peer."""
    is_quick = "--quick" in words
    seeds = SEEDS[:1] if is_quick else SEEDS
    wanted = 100 if is_quick else WANTED
    head = f"{'issues/positions':>17} {'first ms':>9} {'smallest s':>11} {'of':>3} "
    print(head + f"{'sets':>6} {'in s':>7} {'a second':>9} {'100 of each, re-checked, s':>27}")
    rates: dict[tuple[int, int], float] = {}
    for issues, positions in SIZES:
        times = [measure(generate(issues, positions, seed=seed), wanted=wanted) for seed in seeds]
        rates[issues, positions] = _row(f"{issues}/{positions}", times)
    sums = [
        measure(generate(60, 200, seed=seed, sums=0.2), wanted=min(wanted, 100)) for seed in seeds
    ]
    _row("60/200 with sums", sums)
    if is_quick:
        return 0
    print(f"\n{'':>17} {'CPMpy marco':>12} {'a second':>9} {'ours a second':>14} {'ratio':>8}")
    for size, rate in rates.items():
        found, seconds = peer_sets(generate(*size, seed=seeds[0]), seconds=PEER_SECONDS)
        theirs = found / seconds if found else 0.0
        ratio = f"{rate / theirs:,.0f}" if theirs else "no set"
        label = f"{size[0]}/{size[1]}"
        print(f"{label:>17} {found:>12} {theirs:>9.2f} {rate:>14,.0f} {ratio:>8}", flush=True)
    return 0


def _row(label: str, times: list[Times]) -> float:
    """Print the medians of some cases of a size; return incompatible sets a second."""
    rate = statistics.median(one.found / one.many for one in times)
    sizes = sorted({one.size for one in times})
    print(
        f"{label:>17} {1000 * statistics.median(one.first for one in times):>9.1f} "
        f"{statistics.median(one.smallest for one in times):>11.3f} {sizes[-1]:>3} "
        f"{statistics.median(one.found for one in times):>6.0f} "
        f"{statistics.median(one.many for one in times):>7.2f} {rate:>9,.0f} "
        f"{statistics.median(one.checked for one in times):>27.2f}",
        flush=True,
    )
    return rate


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
