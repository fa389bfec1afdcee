"""How well a random walk has mixed: what its chains say of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

GOOD_R_HAT: Final = 1.05
"""Up to this, chains tell the same."""


@dataclass(frozen=True, slots=True)
class Convergence:
    """How a random walk went for one party.

    Attributes
    ----------
    party
        Whose preferences were walked through.
    chains, draws
        How many chains, and how many draws were kept of each.
    burn_in, thinning
        Sweeps before the first draw that was kept, and from one to the next.
    r_hat
        The largest split R-hat over all numbers walked through; 1 is as good as it can be.
    lag
        The largest correlation of one draw with the next of its chain, by amount.
    """

    party: str
    chains: int
    draws: int
    burn_in: int
    thinning: int
    r_hat: float
    lag: float

    @property
    def is_good(self) -> bool:
        """Whether the chains tell the same, and draws hardly hang together."""
        noise = 4 / (self.chains * self.draws) ** 0.5
        return self.r_hat <= GOOD_R_HAT and self.lag <= 0.1 + noise


def measure_split_r_hat(draws: NDArray[np.float64]) -> float:
    """Return the largest split R-hat of some chains.

    A mediator asks: can I rely on these samples? Above 1.05 not yet.

    Parameters
    ----------
    draws : array (chains x draws x numbers)
        At least 4 draws of each chain.

    Notes
    -----
    Each chain is cut in two halves; R-hat compares how much the means of the halves differ
    with how much a half varies within. A number that does not vary at all is left out.

    Source: A. Gelman et al., *Bayesian Data Analysis* (3rd edition, 2013), section 11.4.

    Examples
    --------
    >>> measure_split_r_hat(np.array([[[0.0], [1.0], [0.0], [1.0]], [[9.0], [8.0], [9.0], [8.0]]]))
    6.57...
    """
    half = draws.shape[1] // 2
    halves = np.concatenate([draws[:, :half], draws[:, half : 2 * half]])
    within = halves.var(axis=1, ddof=1).mean(axis=0)
    between = halves.mean(axis=1).var(axis=0, ddof=1)
    varies = within > 0
    if not varies.any():
        return 1.0
    ratio = (half - 1) / half + between[varies] / within[varies]
    return float(np.sqrt(ratio.max()))


def measure_lag(draws: NDArray[np.float64]) -> float:
    """Return the largest correlation, by amount, of one draw with the next of its chain.

    Parameters
    ----------
    draws : array (chains x draws x numbers)

    Examples
    --------
    >>> measure_lag(np.array([[[0.0], [1.0], [0.0], [1.0], [0.0], [1.0]]]))
    1.0
    """
    centred = draws - draws.mean(axis=(0, 1))
    varies = (centred**2).mean(axis=(0, 1))
    together = (centred[:, 1:] * centred[:, :-1]).mean(axis=(0, 1))
    moving = varies > 0
    if not moving.any():
        return 0.0
    return float(np.abs(together[moving] / varies[moving]).max())
