"""All packages, one after another: what confirms a search where there are few enough.

Shares no code with the searches: it works out limits and worths for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from goodoffices.bridging.problem import Problem

Listed = tuple[tuple[int, ...], tuple[int, ...]]
"""A package as option numbers, and what it is worth to each party."""


def list_packages(problem: Problem) -> Iterator[Listed]:
    """Give every package that keeps every limit and every no-agreement value.

    Parameters
    ----------
    problem : Problem
        With few packages: each is looked at.

    Examples
    --------
    >>> list(list_packages(Problem.of([[[3, 0], [0, 3]]], no_agreement=[1, None])))
    [((0,), (3, 0))]
    """
    worth = [one.tolist() for one in problem.worth]
    allowed = [one.tolist() for one in problem.allowed]
    options = [[option for option, may in enumerate(row) if may] for row in allowed]
    for choice in product(*options):
        joined = [
            (table, tuple(choice[issue] for issue in table.scope)) for table in problem.tables
        ]
        if any(table.allowed is not None and not table.allowed[cell] for table, cell in joined):
            continue
        total = [0] * len(problem.parties)
        for issue, option in enumerate(choice):
            for party, amount in enumerate(worth[issue][option]):
                total[party] += amount
        for table, cell in joined:
            if table.worth is not None:
                for party, amount in enumerate(table.worth[cell].tolist()):
                    total[party] += amount
        least = zip(total, problem.no_agreement, strict=True)
        if all(floor is None or amount >= floor for amount, floor in least):
            yield choice, tuple(total)
