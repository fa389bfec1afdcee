"""Weights whose largest sum bounds a point best: a small linear programme, cut by cut.

Works in floating point: weights are only chosen here, and any weights give a valid bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder

Floats = NDArray[np.float64]

BELOW_ZERO: Final = 1e3
"""What a mixture loses for each whole share that it falls below the least."""

PASSES: Final = 300
"""Passes of the update that balances a mixture for the product."""

THINNEST: Final = 1e-9
"""No mixture is taken to bring a party less than this share."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What is made largest over mixtures of packages.

    Attributes
    ----------
    spans
        The most that each party could gain; parties without are left aside.
    coefficients
        Of each party's share in the sum.
    is_smallest, is_product
        Whether the smallest share is made largest, or the product of shares, not the sum.
    """

    spans: tuple[int, ...]
    coefficients: tuple[float, ...]
    is_smallest: bool = False
    is_product: bool = False

    def rough(self, gains: NDArray[np.int64]) -> Floats:
        """Return roughly what packages (rows) reach; of the product its logarithm."""
        spans = np.array(self.spans, dtype=np.float64)
        used = spans > 0
        shares = gains[:, used] / spans[used]
        if self.is_smallest:
            reached: Floats = shares.min(axis=1)
        elif self.is_product:
            reached = np.log(np.maximum(shares, np.finfo(np.float64).tiny)).sum(axis=1)
        else:
            reached = shares @ np.array(self.coefficients)[used]
        return reached


def weigh(relaxed: Relaxed, gains: Sequence[Sequence[int]]) -> Floats:
    """Return a weight for each party's gain: what the best mixture of packages balances.

    Parameters
    ----------
    relaxed : Relaxed
    gains : sequence (packages x parties)
        Whole numbers; at least one package.

    Notes
    -----
    Sum and smallest share: the dual prices of a linear programme (GLOP). Product: the inverse
    of what the best mixture brings, by a multiplicative update.

    Source: J. Kelley, *The cutting-plane method* (1960); T. Cover, *An algorithm for
    maximizing expected log investment return* (1984).

    Examples
    --------
    >>> weigh(Relaxed((10, 10), (0.0, 0.0), is_smallest=True), [(10, 0), (0, 10)]).tolist()
    [0.05, 0.05]
    """
    spans = np.array(relaxed.spans, dtype=np.float64)
    used = spans > 0
    shares = np.array(gains, dtype=np.float64)[:, used] / spans[used]
    weights = np.zeros(len(spans))
    if relaxed.is_product:
        prices = _balance(shares)
    else:
        prices = _price(shares, np.array(relaxed.coefficients)[used], is_free=relaxed.is_smallest)
    weights[used] = prices / spans[used]
    return weights


def _balance(shares: Floats) -> Floats:
    shares = np.maximum(shares, THINNEST)
    mixture = np.full(len(shares), 1 / len(shares))
    for _ in range(PASSES):
        mixture *= shares @ (1 / (mixture @ shares)) / shares.shape[1]
    found: Floats = 1 / (mixture @ shares)
    found /= found.sum()
    return found


def _price(shares: Floats, coefficients: Floats, *, is_free: bool) -> Floats:
    """Prices of the smallest share (free), or of not falling below 0 beside a sum."""
    model = model_builder.Model()
    mixture = [model.new_num_var(0.0, 1.0, "") for _ in shares]
    smallest = model.new_num_var(-1e6, 1e6 if is_free else 0.0, "")
    model.add(model_builder.LinearExpr.sum(mixture) == 1.0)
    brought = [
        model_builder.LinearExpr.weighted_sum(mixture, column.tolist()) for column in shares.T
    ]
    rows = [model.add(smallest - one <= 0.0) for one in brought]
    price = 1.0 if is_free else BELOW_ZERO
    total = model_builder.LinearExpr.weighted_sum(mixture, (shares @ coefficients).tolist())
    model.maximize(price * smallest + total)
    solver = model_builder.Solver("glop")
    solver.solve(model)
    found = np.array([abs(solver.dual_value(row)) for row in rows])
    return coefficients + np.where(np.isfinite(found), found, 0.0)
