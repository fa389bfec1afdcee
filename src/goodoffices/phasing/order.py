"""Whether tranches can be done at all, or wait for each other in a circle."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from goodoffices.case.errors import CyclicOrder

Wait = tuple[str, str, str]
"""What waits, for what, and which linkage says so (empty without one)."""


def check_order(
    chains: Sequence[Sequence[str]], waits: Sequence[Wait], joint: Sequence[Sequence[str]]
) -> None:
    """Raise an error that shows a circle, where tranches wait for each other in one.

    Parameters
    ----------
    chains : sequences of references
        Each is done in its order.
    waits : sequence of Wait
    joint : sequences of references
        Each is done at one instant.

    Raises
    ------
    CyclicOrder
        With one circle, as what waits for what.

    Examples
    --------
    >>> check_order([["a.1", "a.2"], ["b.1"]], [("a.1", "b.1", "l"), ("b.1", "a.2", "")], [])
    Traceback (most recent call last):
    ...
    goodoffices.case.errors.CyclicOrder: these wait for each other in a circle, so none can begin:
    a.1 waits for b.1 (linkage l); b.1 waits for a.2; a.2 waits for a.1
    """
    step_of = {part: " with ".join(parts) for parts in joint for part in parts}
    edges: dict[tuple[str, str], Wait] = {}
    graph: dict[str, set[str]] = {}
    ordered = [(after, before, "") for chain in chains for before, after in _pairs(chain)]
    for wait in (*ordered, *waits):
        waiting, awaited = (step_of.get(one, one) for one in wait[:2])
        is_within_step = waiting == awaited and wait in ordered
        if not is_within_step:
            edges.setdefault((waiting, awaited), wait)
            graph.setdefault(waiting, set()).add(awaited)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]  # what is awaited comes first
        around = [edges[waiting, awaited] for awaited, waiting in _pairs(circle)]
        around.reverse()
        first = min(range(len(around)), key=lambda place: around[place])
        raise CyclicOrder([*around[first:], *around[:first]]) from None


def _pairs(chain: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(chain))
