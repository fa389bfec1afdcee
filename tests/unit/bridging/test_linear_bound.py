"""Weights by which the best mixture of packages is balanced."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.bridging.linear_bound import Relaxed, weigh


def test_smallest_share_weighs_parties_so_that_packages_of_the_mixture_are_alike() -> None:
    gains = [(8, 0), (0, 4), (3, 1)]
    weights = weigh(Relaxed((8, 4), (0.0, 0.0), is_smallest=True), gains)
    assert np.array(gains[:2]) @ weights == pytest.approx([0.5, 0.5])


def test_product_weighs_by_what_the_best_mixture_lacks() -> None:
    weights = weigh(Relaxed((10, 10), (0.0, 0.0), is_product=True), [(10, 0), (0, 5), (1, 1)])
    assert weights[1] / weights[0] == pytest.approx(2)


def test_a_sum_weighs_a_party_more_that_would_fall_below_the_least() -> None:
    relaxed = Relaxed((10, 10), (1.0, 0.0))
    assert weigh(relaxed, [(10, -5), (4, 5)]) == pytest.approx([0.1, 0.06])


def test_a_party_without_a_span_has_no_weight() -> None:
    weights = weigh(Relaxed((8, 0), (0.0, 0.0), is_smallest=True), [(8, 0), (4, 0)])
    assert weights == pytest.approx([1 / 8, 0])
