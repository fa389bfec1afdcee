"""The random walk: its compiled steps against plain ones, what it draws, and its convergence."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from goodoffices.bridging.convergence import measure_lag, measure_split_r_hat
from goodoffices.bridging.hit_and_run import Body, draw_by_walking, make_half
from goodoffices.bridging.hit_and_run_kernels import walk

FloatArray = NDArray[np.float64]

SQUARE = np.concatenate([np.eye(2), -np.eye(2)])
BOX = make_half(SQUARE, np.array([1.0, 1.0, 0.0, 0.0]), np.concatenate([np.eye(2), [[1, -1]]]))
LINE = make_half(np.array([[1.0], [-1.0]]), np.array([2.0, 0.0]), np.eye(1))
# x * z is at least y, and x + y at most 1 + z: straight in (x, y) and in z, and not in both.
JOINT = np.array([[[1.0, 0.0], [0.0, -1.0], [0.0, 0.0]], [[0.0, -1.0], [0.0, -1.0], [1.0, 1.0]]])


def walk_by_hand(
    stream: np.random.Generator, first: FloatArray, second: FloatArray, sweeps: int
) -> tuple[FloatArray, FloatArray]:
    """The twin: each step looks at every row anew."""
    point = [first.copy(), second.copy()]
    for _ in range(sweeps):
        for half, (rows, most, ways, _) in enumerate((BOX, LINE)):
            for _step in range(len(point[half])):
                way = ways[int(stream.random() * len(ways))]
                share = stream.random()
                facts = []
                for matrix in JOINT:
                    other = np.append(point[1 - half], 1.0)
                    fact = matrix @ other if half == 0 else other @ matrix
                    facts.append((-fact[:-1], fact[-1]))
                low, high = -np.inf, np.inf
                for row, bound in [*zip(rows, most, strict=True), *facts]:
                    slope, room = row @ way, bound - row @ point[half]
                    if slope > 1e-13:
                        high = min(high, room / slope)
                    elif slope < -1e-13:
                        low = max(low, room / slope)
                point[half] += (low + (high - low) * share) * way
    return point[0], point[1]


@pytest.mark.parametrize("seed", range(5))
def test_compiled_steps_are_those_of_the_plain_walk(seed: int) -> None:
    first, second = np.array([0.5, 0.2]), np.array([1.0])
    expected = walk_by_hand(np.random.default_rng(seed), first, second, 30)
    walk(np.random.default_rng(seed), first, second, BOX, LINE, JOINT, 30)
    assert np.abs(first - expected[0]).max() < 1e-9
    assert np.abs(second - expected[1]).max() < 1e-9


def test_the_walk_draws_uniformly_from_a_body_that_is_not_convex() -> None:
    """Against points of the box around it, of which those outside are left out."""
    starts = np.tile([0.5, 0.2], (32, 1)), np.full((32, 1), 1.0)
    first, second, told = draw_by_walking(
        Body(BOX, LINE, JOINT), starts, np.random.default_rng(4), number=8_000, party="north"
    )
    assert told.is_good
    drawn = np.column_stack([first, second])
    box = np.random.default_rng(5).random((200_000, 3)) * [1, 1, 2]
    x, y, z = box.T
    expected = box[(x * z >= y) & (x + y <= 1 + z)]
    for power in (1, 2):
        one, other = drawn**power, expected**power
        spread = np.sqrt(one.var(axis=0) / len(one) + other.var(axis=0) / len(other))
        assert (np.abs(one.mean(axis=0) - other.mean(axis=0)) < 6 * spread).all()


def test_a_walk_that_does_not_mix_says_so() -> None:
    """Where the directions lead along one line only, each chain stays on its own."""
    rows = np.concatenate([SQUARE, [[1.0, 1.0]]])
    ways = np.array([[1.0, -1.0]])
    half = make_half(rows, np.array([1.0, 1.0, 0.0, 0.0, 2.0]), ways)
    nothing = make_half(np.empty((0, 0)), np.empty(0), np.empty((0, 0)))
    starts = np.linspace([0.1, 0.1], [0.9, 0.9], 32), np.empty((32, 0))
    _, _, told = draw_by_walking(
        Body(half, nothing, np.empty((0, 3, 1))),
        starts,
        np.random.default_rng(1),
        number=100,
        party="north",
    )
    assert not told.is_good
    assert told.r_hat > 1.2


def test_split_r_hat_of_equal_chains_is_about_1_and_of_a_drift_is_more() -> None:
    stream = np.random.default_rng(2)
    draws = stream.standard_normal((8, 500, 3))
    assert abs(measure_split_r_hat(draws) - 1) < 0.01
    draws[:, :, 1] += np.linspace(0, 3, 500)
    assert measure_split_r_hat(draws) > 1.2


def test_numbers_that_never_change_have_converged() -> None:
    still = np.ones((4, 10, 2))
    assert measure_split_r_hat(still) == 1.0
    assert measure_lag(still) == 0.0


def test_lag_of_independent_draws_is_small_and_of_slow_ones_large() -> None:
    stream = np.random.default_rng(3)
    draws = stream.standard_normal((8, 500, 2))
    assert measure_lag(draws) < 0.06
    assert measure_lag(np.cumsum(draws, axis=1)) > 0.9
