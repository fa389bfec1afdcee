"""In which order the issues of a linked group are settled, and what each step joins."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from goodoffices.bridging.problem import Problem


def order_issues(problem: Problem, group: Sequence[int]) -> tuple[int, ...]:
    """Return the issues of a linked group in the order in which to settle them.

    Parameters
    ----------
    problem : Problem
    group : sequence of int
        One of `problem.links`.

    Returns
    -------
    tuple of int
        Next is always the issue whose still open neighbours would need the fewest new joins;
        of several, the one with the fewest combinations of their options; then the first.

    Notes
    -----
    Greedy; the best order is hard to find (S. Arnborg, D. Corneil and A. Proskurowski 1987).

    Source: minimum fill-in, as in D. Rose, *Triangulated graphs and the elimination process*
    (1970).

    Examples
    --------
    >>> import numpy as np
    >>> from goodoffices.bridging.problem import Table
    >>> joined = [Table((0, 1), np.ones((2, 2), bool)), Table((0, 2), np.ones((2, 2), bool))]
    >>> problem = Problem.of([[[0, 0], [1, 1]]] * 3, tables=joined)
    >>> order_issues(problem, (0, 1, 2))
    (1, 0, 2)
    """
    sizes = problem.sizes
    joined: dict[int, set[int]] = {issue: set() for issue in group}
    for table in problem.tables:
        if table.scope[0] in joined:
            for issue in table.scope:
                joined[issue].update(table.scope)
    for issue, others in joined.items():
        others.discard(issue)
    order = []
    while joined:
        best = min(joined, key=lambda issue: (*_cost(issue, joined, sizes), issue))
        others = joined.pop(best)
        for other in others:
            joined[other] |= others
            joined[other] -= {other, best}
        order.append(best)
    return tuple(order)


def _cost(issue: int, joined: dict[int, set[int]], sizes: Sequence[int]) -> tuple[int, int]:
    others = sorted(joined[issue])
    missing = sum(
        other not in joined[one] for at, one in enumerate(others) for other in others[at + 1 :]
    )
    return missing, prod(sizes[one] for one in others)
