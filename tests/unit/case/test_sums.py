"""Diagrams of sums, each against the list of all ways to choose the numbers."""

from __future__ import annotations

from itertools import product

import pytest

from goodoffices.case.propositions import Comparison
from goodoffices.case.sums import SumDiagram, Term

Node = str | tuple[object, ...]

YES: Node = "yes"
NO: Node = "no"

COMPARED = {
    Comparison.AT_MOST: int.__le__,
    Comparison.AT_LEAST: int.__ge__,
    Comparison.EQUAL: int.__eq__,
    Comparison.UNEQUAL: int.__ne__,
    Comparison.LESS: int.__lt__,
    Comparison.MORE: int.__gt__,
}

SHAPES = {
    "one quantity": [Term(0, range(-2, 3), 5, 1)],
    "one that may stay unsettled": [Term(0, range(-2, 3), 6, -2)],
    "steps that leave totals out": [Term(0, range(0, 10, 3), 4, 2), Term(1, range(1, 9, 2), 5, 4)],
    "both signs": [Term(0, range(3), 4, 3), Term(2, range(-1, 3), 4, -2), Term(5, range(2), 3, 1)],
    "one number only": [Term(0, range(7, 8), 2, 1), Term(1, range(4), 4, -1)],
}


def make(level: int, runs: list[tuple[int, Node]]) -> Node:
    """The caller's part: neighbours that lead the same way are one, and one alone is it."""
    kept = [
        run
        for run, after in zip(runs, [*runs[1:], None], strict=True)
        if not after or after[1] != run[1]
    ]
    return kept[0][1] if len(kept) == 1 else (level, tuple(kept))


def listed(terms: list[Term], comparison: Comparison, bound: int, total: int = 0) -> Node:
    """The twin: one branch for each value, decided at the end."""
    if not terms:
        return YES if COMPARED[comparison](total, bound) else NO
    term = terms[0]
    runs = [
        (at, listed(terms[1:], comparison, bound, total + term.coefficient * number))
        for at, number in enumerate(term.numbers, 1)
    ]
    runs += [(at, NO) for at in range(len(term.numbers) + 1, term.size + 1)]
    return make(term.level, runs)


@pytest.mark.parametrize("comparison", Comparison)
@pytest.mark.parametrize("terms", SHAPES.values(), ids=SHAPES)
def test_sum_diagram_is_that_of_all_ways_to_choose(
    terms: list[Term], comparison: Comparison
) -> None:
    """For every bound, from below all totals to above them."""
    bounds = range(-15, 50)
    found = [
        SumDiagram(terms, comparison, bound, make=make, true=YES, false=NO).node()
        for bound in bounds
    ]
    assert found == [listed(terms, comparison, bound) for bound in bounds]


def test_sum_diagram_asks_for_runs_and_never_for_each_number() -> None:
    """A million numbers cost no more than two, where only a threshold counts."""
    asked: list[int] = []

    def count(level: int, runs: list[tuple[int, Node]]) -> Node:
        asked.append(len(runs))
        return make(level, runs)

    terms = [Term(0, range(1_000_001), 1_000_001, 3), Term(1, range(2), 2, 1)]
    node = SumDiagram(terms, Comparison.AT_LEAST, 300_000, make=count, true=YES, false=NO).node()
    assert node == (0, ((100_000, NO), (1_000_001, YES)))
    assert asked == [1, 1, 2]


def test_sum_diagram_is_small_where_totals_are_many() -> None:
    """Twelve quantities have 11^12 packages; the nodes are of the order of the totals."""
    made: set[Node] = set()

    def remember(level: int, runs: list[tuple[int, Node]]) -> Node:
        kept = make(level, runs)
        node = f"node {hash(kept)}" if isinstance(kept, tuple) else kept
        made.add(node)
        return node

    terms = [Term(level, range(11), 11, 1) for level in range(12)]
    SumDiagram(terms, Comparison.AT_MOST, 60, make=remember, true=YES, false=NO).node()
    totals = sum(10 * depth + 1 for depth in range(12))
    assert 12 < len(made) < totals


def test_sums_of_all_kinds_have_been_compared() -> None:
    """The shapes above have totals on both sides of the bounds used, and totals left out."""
    spread = {
        name: {
            sum(term.coefficient * number for term, number in zip(terms, numbers, strict=True))
            for numbers in product(*(term.numbers for term in terms))
        }
        for name, terms in SHAPES.items()
    }
    assert {name: (min(totals), max(totals)) for name, totals in spread.items()} == {
        "one quantity": (-2, 2),
        "one that may stay unsettled": (-4, 4),
        "steps that leave totals out": (4, 46),
        "both signs": (-4, 9),
        "one number only": (4, 7),
    }
