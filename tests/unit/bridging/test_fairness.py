"""Yardsticks: shares of a party's own range, their spread, and envy; by hand and by law."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.bridging.adjusted_winner import adjust
from goodoffices.bridging.fairness import Envy, RangeShares, measure_envy, measure_shares
from goodoffices.bridging.problem import Problem, Table

PROBLEM = Problem.of(
    [[[6, 0, 1], [3, 4, 1], [0, 6, 1]], [[2, 0, 0], [0, 2, 1]]], no_agreement=[2, -1, None]
)
IDEALS = {"p0": Fraction(8), "p1": Fraction(8), "p2": Fraction(2)}
MIDDLE = {"i0": "o1", "i1": "o0"}


def test_shares_by_hand() -> None:
    assert measure_shares(PROBLEM, MIDDLE, ideals=IDEALS) == RangeShares(
        worth={"p0": Fraction(5), "p1": Fraction(4), "p2": Fraction(1)},
        shares={"p0": Fraction(1, 2), "p1": Fraction(5, 9)},
        unsaid={"p2": "what no agreement is worth to it is not stated"},
        spread=None,
    )


def test_origins_that_are_given_take_the_place_of_no_agreement() -> None:
    origins = {party: Fraction(0) for party in PROBLEM.parties}
    found = measure_shares(PROBLEM, MIDDLE, ideals=IDEALS, origins=origins)
    assert found.shares == {"p0": Fraction(5, 8), "p1": Fraction(1, 2), "p2": Fraction(1, 2)}
    assert found.spread == Fraction(1, 8)


def test_a_party_that_no_package_helps_has_no_share() -> None:
    problem = replace(PROBLEM, no_agreement=(8, 0, 0))
    found = measure_shares(problem, MIDDLE, ideals=IDEALS)
    assert found.unsaid == {"p0": "no package is worth more to it than no agreement"}
    assert (list(found.shares), found.spread) == (["p1", "p2"], None)


def test_a_package_below_no_agreement_has_a_share_below_0() -> None:
    found = measure_shares(PROBLEM, {"i0": "o2", "i1": "o1"}, ideals=IDEALS)
    assert found.shares == {"p0": Fraction(-1, 3), "p1": Fraction(1)}


def test_what_options_bring_together_counts() -> None:
    together = Table((0, 1), worth=np.ones((3, 2, 3), dtype=np.int64))
    problem = replace(PROBLEM, tables=(together,))
    assert measure_shares(problem, MIDDLE, ideals=IDEALS).worth["p0"] == 6


@pytest.mark.parametrize(
    ("package", "words"),
    [
        ({"i0": "o1"}, "a package names one option for every issue"),
        ({**MIDDLE, "i2": "o0"}, "a package names one option for every issue"),
        ({**MIDDLE, "i1": "o2"}, "o2 is no option of i1"),
    ],
)
def test_what_cannot_be_measured_is_refused(package: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        measure_shares(PROBLEM, package, ideals={**IDEALS, "p0": Fraction(15, 2)})


@given(st.integers(1, 9), st.integers(-9, 9), st.sampled_from(list(product(range(3), range(2)))))
def test_a_partys_own_scale_and_zero_change_no_share(
    scale: int, shift: int, choice: tuple[int, int]
) -> None:
    problem = replace(PROBLEM, no_agreement=(2, -1, 0))
    package = problem.package(choice)
    times, plus = np.array([scale, 1, 1]), np.array([shift, 0, 0])
    moved = replace(
        problem,
        worth=(problem.worth[0] * times + plus, problem.worth[1] * times),
        no_agreement=(2 * scale + shift, -1, 0),
    )
    ideals = {**IDEALS, "p0": IDEALS["p0"] * scale + shift}
    found = measure_shares(problem, package, ideals=IDEALS)
    again = measure_shares(moved, package, ideals=ideals)
    assert (again.shares, again.spread) == (found.shares, found.spread)
    in_other_units = replace(moved, scales=(Fraction(scale), Fraction(1), Fraction(1)))
    ideals["p0"] /= scale
    assert measure_shares(in_other_units, package, ideals=ideals).shares == found.shares


def test_envy_by_hand() -> None:
    """Ann has 1 + 10/11 of her points and 1/11 of the other's; Ben 21/11, and looks at 40 less."""
    points = {
        "i0": {"ann": Fraction(1), "ben": Fraction(19)},
        "i1": {"ann": Fraction(1), "ben": Fraction(21)},
    }
    assert measure_envy(adjust(points, parties=("ann", "ben"))) == {
        "ann": Envy(Fraction(21, 11), Fraction(1, 11), Fraction(0)),
        "ben": Envy(Fraction(21, 11), Fraction(419, 11), Fraction(398, 11)),
    }


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, 20)), min_size=1, max_size=6))
def test_points_with_one_sum_leave_no_envy(some: list[tuple[int, int]]) -> None:
    sums = [sum(pair[side] for pair in some) for side in (0, 1)]
    points = {
        f"i{n}": {"ann": Fraction(a, sums[0]), "ben": Fraction(b, sums[1])}
        for n, (a, b) in enumerate(some)
    }
    for one in measure_envy(adjust(points, parties=("ann", "ben"))).values():
        assert one.amount == 0
        assert one.own + one.other == 1
