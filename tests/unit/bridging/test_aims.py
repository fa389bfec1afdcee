"""No package that reaches a level falls below what its aim says of it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from goodoffices.bridging.aims import Aim, ProductOfGains, SmallestShare, SumOfGains


def aims(spans: tuple[int, ...]) -> list[Aim]:
    coefficients = tuple(Fraction(place % 3, span or 1) for place, span in enumerate(spans))
    return [SmallestShare(spans), ProductOfGains(spans), SumOfGains(spans, coefficients)]


@pytest.mark.parametrize("kind", range(3))
def test_what_reaches_a_level_has_its_floors_and_sums(kind: int) -> None:
    random = np.random.default_rng(kind)
    for _ in range(300):
        spans = (*random.integers(1, 50, size=3).tolist(), int(random.choice([0, 7])))
        aim = aims(spans)[kind]
        gains = tuple(int(random.integers(min(span, 1), span + 1)) for span in spans)
        weights = random.integers(0, 9, size=4).tolist()
        level = aim.reached(gains)
        total = sum(weight * gain for weight, gain in zip(weights, gains, strict=True))
        assert all(gain >= low for gain, low in zip(gains, aim.floors(level), strict=True))
        assert total >= aim.least_sum(weights, level)
        assert level <= aim.bound(weights, total)
        assert aim.below(level, Fraction(0)) == level
        assert aim.below(level, Fraction(1)) == 0


@pytest.mark.parametrize("kind", range(3))
def test_a_sum_below_zero_leaves_no_level(kind: int) -> None:
    assert aims((5, 5, 5))[kind].bound((1, 1, 1), -1) < 0
