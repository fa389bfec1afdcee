"""Schedules by a beam: a few orders at a time, kept where they are best so far.

For plans with too many states where no solver is installed, or time is up. It promises
nothing; the bound comes from the states that the exact search came to.
"""

from __future__ import annotations

from typing import Final

from goodoffices.case.deadline import Deadline
from goodoffices.phasing.lattice import Way
from goodoffices.phasing.moves import Moves
from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.shortfalls import Key, Shortfalls, Vector

WIDTH: Final = 200
"""Orders that are kept at each step."""

_Link = tuple[Counts, "_Link | None"]
_Entry = tuple[Key, Key, Counts, Vector, _Link]


def search_beam(
    plan: Plan, shortfalls: Shortfalls, *, width: int = WIDTH, deadline: Deadline | None = None
) -> Way:
    """Return an order of steps that keeps the largest shortfalls small; nothing is promised.

    Parameters
    ----------
    plan : Plan
    shortfalls : Shortfalls
        Its objective says which order is better.
    width : int
        How many orders are kept at each step; with 1 it is greedy.
    deadline : Deadline, optional
        When it is over, only the best order is followed to its end.

    Notes
    -----
    Backwards from the end, as the exact search goes. Of orders that come to one state the best
    is kept; ranked are the largest shortfalls so far, then those at the state itself.
    """
    moves, deadline = Moves(plan), deadline or Deadline(None)
    floor = shortfalls.at(plan.start)
    kept: list[_Entry] = [(shortfalls.key(floor), (), plan.end, floor, (plan.end, None))]
    while kept[0][2] != plan.start:
        next_ones: dict[Counts, _Entry] = {}
        for _, _, counts, vector, link in kept[: 1 if deadline.is_over else width]:
            for state in moves.before(counts):
                at = shortfalls.at(state)
                largest = tuple(map(max, vector, at))
                entry = (shortfalls.key(largest), shortfalls.key(at), state, largest, (state, link))
                other = next_ones.get(state)
                if other is None or entry[:2] < other[:2]:
                    next_ones[state] = entry
        done = [entry for entry in next_ones.values() if entry[2] == plan.start]
        kept = done or sorted(next_ones.values(), key=lambda entry: entry[:3])
    states: list[Counts] = []
    at_link: _Link | None = kept[0][4]
    while at_link is not None:
        states.append(at_link[0])
        at_link = at_link[1]
    return Way(kept[0][3], tuple(states))
