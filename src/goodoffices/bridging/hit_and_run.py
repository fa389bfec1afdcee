"""A random walk through all weights and values that agree with what one party said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.convergence import Convergence, measure_lag, measure_split_r_hat
from goodoffices.bridging.hit_and_run_kernels import Half, walk

FloatArray: TypeAlias = NDArray[np.float64]

CHAINS: Final = 32

LEAST_DRAWS: Final = 16
"""So many draws of each chain are kept at least, so that convergence can be told."""

MOST_DOUBLINGS: Final = 5
"""So often the walk between two draws is made twice as long, where it has not mixed."""


@dataclass(frozen=True)
class Body:
    """What to walk through: points in two halves, each in a polytope, and facts that join them.

    Attributes
    ----------
    first, second
        For each half the rows and what each is at most, and the directions (rows) to go in.
    joint
        Matrices: `[first, 1] @ matrix @ [second, 1]` is not below 0.
    """

    first: Half
    second: Half
    joint: FloatArray


def make_half(rows: FloatArray, most: FloatArray, ways: FloatArray) -> Half:
    """Return one half of a body, from rows, what each is at most, and directions as rows.

    Examples
    --------
    >>> box = np.array([[1.0], [-1.0]])
    >>> [one.shape for one in make_half(box, np.array([1.0, 0.0]), np.eye(1))]
    [(2, 1), (2,), (1, 1), (1, 2)]
    """
    return (
        np.ascontiguousarray(rows, dtype=np.float64),
        np.ascontiguousarray(most, dtype=np.float64),
        np.ascontiguousarray(ways, dtype=np.float64),
        np.ascontiguousarray(ways @ rows.T, dtype=np.float64),
    )


def draw_by_walking(
    body: Body,
    starts: tuple[FloatArray, FloatArray],
    stream: np.random.Generator,
    *,
    number: int,
    party: str,
) -> tuple[FloatArray, FloatArray, Convergence]:
    """Return points of a body, uniformly, by hit-and-run; and how well the walk has mixed.

    Parameters
    ----------
    body : Body
    starts : two arrays (chains x numbers)
        A point of the body for each chain, apart from each other.
    stream : Generator
    number : int
        How many points.
    party : str
        Whose preferences they are.

    Returns
    -------
    first, second, convergence
        Rows of points. Where the chains do not tell the same after the longest walk,
        `convergence.is_good` is False.

    Notes
    -----
    Within each half a step goes to a uniform point on the line in a random one of the
    directions, which span it. The halves take turns, since facts that join them are straight
    in each half, and not in both. The uniform distribution stays as it is under each step, and
    any two points inside are joined by steps: see docs/book/sampling.md. The way between
    draws is doubled, up to `MOST_DOUBLINGS` times, until the chains tell the same.

    Source: R. Smith, *Efficient Monte Carlo procedures for generating points uniformly
    distributed over bounded regions* (1984); C. Bélisle, H. Romeijn and R. Smith, *Hit-and-run
    algorithms for generating multivariate distributions* (1993), for few directions.

    Examples
    --------
    >>> triangle = np.array([[-1.0, 0.0], [0.0, -1.0], [1.0, 1.0]])
    >>> half = make_half(triangle, np.array([0.0, 0.0, 1.0]), np.eye(2))
    >>> nothing = make_half(np.empty((0, 0)), np.empty(0), np.empty((0, 0)))
    >>> starts = np.full((32, 2), 0.25), np.empty((32, 0))
    >>> body = Body(half, nothing, np.empty((0, 3, 1)))
    >>> points, _, told = draw_by_walking(
    ...     body, starts, np.random.default_rng(3), number=4_000, party="north"
    ... )
    >>> bool(np.abs(points.mean(axis=0) - 1 / 3).max() < 0.02), told.is_good
    (True, True)
    """
    first, second = (np.ascontiguousarray(one) for one in starts)
    chains = len(first)
    draws = max(-(-number // chains), LEAST_DRAWS)
    thinning = 2
    burn_in = 20
    for _ in range(MOST_DOUBLINGS + 1):
        for chain in range(chains):
            walk(stream, first[chain], second[chain], body.first, body.second, body.joint, burn_in)
        kept = np.empty((draws, chains, first.shape[1] + second.shape[1]))
        for draw in range(draws):
            for chain in range(chains):
                walk(
                    stream,
                    first[chain],
                    second[chain],
                    body.first,
                    body.second,
                    body.joint,
                    thinning,
                )
            kept[draw] = np.concatenate([first, second], axis=1)
        by_chain = kept.transpose(1, 0, 2)
        told = Convergence(
            party=party,
            chains=chains,
            draws=draws,
            burn_in=burn_in,
            thinning=thinning,
            r_hat=measure_split_r_hat(by_chain),
            lag=measure_lag(by_chain),
        )
        if told.is_good:
            break
        thinning, burn_in = 2 * thinning, 2 * burn_in
    rows = kept.reshape(-1, kept.shape[2])[:number]
    split = first.shape[1]
    return rows[:, :split], rows[:, split:], told
