"""Whether a frontier is what it says: checked without the programme that found it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from goodoffices.bridging.listing import list_packages
from goodoffices.bridging.problem import Choices, IntArray, Problem
from goodoffices.bridging.results import PackageSearch

MOST_LISTED: Final = 100_000
"""So many packages at most are looked at one by one."""

MOST_PAIRS: Final = 4_000_000
"""So many pairs of points are compared; of more, a sample."""


class Complete(StrEnum):
    """How it was confirmed that nothing is missing from a frontier."""

    LISTED = "every package was looked at"
    DIRECTIONS = "no package exceeds it in any of the directions tried"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class FrontierChecked:
    """What a check of a frontier found.

    Attributes
    ----------
    holds
        Whether every package keeps every limit, is worth what is said, and is beaten by none
        of the others, and nothing that should be there was found to be missing.
    complete
        How the last was confirmed.
    """

    holds: bool
    complete: Complete


def check_frontier(
    problem: Problem, search: PackageSearch, *, directions: int = 4, seed: int = 0
) -> FrontierChecked:
    """Return whether a frontier is what it says, and how that was confirmed.

    Parameters
    ----------
    problem : Problem
    search : PackageSearch
        Of `find_frontier`.
    directions : int
        Where there are too many packages to look at: in so many directions the most that any
        package reaches is found by another solver.
    seed : int
        Of the directions and the solver.

    Notes
    -----
    Few packages: all are listed, and each has to be reached by one of the frontier, but for
    its slack. Many: for weights w above 0 the largest w.u is reached on the frontier; a
    point that lies inside the hull of others can so not be missed (`complete` says which).

    Examples
    --------
    >>> from goodoffices.bridging.frontier import find_frontier
    >>> problem = Problem.of([[[3, 0], [0, 3], [1, 1]], [[1, 0], [0, 2]]])
    >>> check_frontier(problem, find_frontier(problem))
    FrontierChecked(holds=True, complete=<Complete.LISTED: 'every package was looked at'>)
    """
    choices, worth = _rows(search)
    slack = np.array(
        [
            int(search.slack.get(party, 0) * scale)
            for party, scale in zip(problem.parties, problem.scales, strict=True)
        ],
        dtype=np.int64,
    )
    holds = _is_kept(problem, choices, worth) and _is_unbeaten(worth, seed)
    if problem.count <= MOST_LISTED:
        return FrontierChecked(holds and _reaches_all(problem, worth, slack), Complete.LISTED)
    if not len(worth) or not directions:
        return FrontierChecked(holds, Complete.NOT_CHECKED)
    reached = _reaches_far(problem, worth, slack, directions, seed)
    return FrontierChecked(holds and reached, Complete.DIRECTIONS)


def _rows(search: PackageSearch) -> tuple[Choices, IntArray]:
    data = search.certificate.data if search.certificate is not None else {}
    choices, worth = data["choices"], data["worth"]
    if not isinstance(choices, np.ndarray) or not isinstance(worth, np.ndarray):
        raise TypeError(type(choices))
    return choices, worth


def _is_kept(problem: Problem, choices: Choices, worth: IntArray) -> bool:
    """Every package keeps limits and no-agreement values, and is worth what is said."""
    total = np.zeros_like(worth)
    for issue in range(len(problem.issues)):
        option = choices[:, issue]
        if not problem.allowed[issue][option].all():
            return False
        total += problem.worth[issue][option]
    for table in problem.tables:
        cell = tuple(choices[:, issue] for issue in table.scope)
        if table.allowed is not None and not table.allowed[cell].all():
            return False
        if table.worth is not None:
            total += table.worth[cell]
    floors = zip(total.T, problem.no_agreement, strict=True)
    kept = all(least is None or bool((column >= least).all()) for column, least in floors)
    return kept and bool((total == worth).all())


def _is_unbeaten(worth: IntArray, seed: int) -> bool:
    """No point is as good as another for every party; of many points a sample is compared."""
    rows = np.arange(len(worth))
    most = MOST_PAIRS // max(1, len(worth))
    if len(rows) > most:
        rows = np.random.default_rng(seed).choice(rows, size=max(1, most), replace=False)
    return all(int((worth >= worth[row]).all(axis=1).sum()) == 1 for row in rows)


def _reaches_all(problem: Problem, worth: IntArray, slack: IntArray) -> bool:
    """Each package is reached by a point, but for the slack."""
    for _, reached in list_packages(problem):
        point = np.array(reached, dtype=np.int64)
        if slack.any() and any(
            least is not None and amount < least + slack[place]
            for place, (amount, least) in enumerate(zip(reached, problem.no_agreement, strict=True))
        ):
            continue
        if not (worth + slack >= point).all(axis=1).any():
            return False
    return True


def _reaches_far(
    problem: Problem, worth: IntArray, slack: IntArray, directions: int, seed: int
) -> bool:
    from goodoffices.bridging.solver_model import SolverModel  # noqa: PLC0415 -- slow import

    spans = np.maximum(worth.max(axis=0) - worth.min(axis=0), 1)
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(spans)), size=directions)
    for shares in drawn:
        weights = [max(1, round(1000 * one)) for one in shares * spans.max() / spans]
        model = SolverModel(problem, seed=seed)
        objective = sum(weight * one for weight, one in zip(weights, model.worth, strict=True))
        solved = model.maximise(objective, deadline_s=60.0)
        most = int(((worth + slack) * np.array(weights, dtype=np.int64)).sum(axis=1).max())
        if solved.choice is None or not solved.is_proven or solved.bound > most:
            return False
    return True
