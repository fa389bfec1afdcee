"""Schedules by states: exact, for as many counts as a search in plain Python can visit.

Shortfalls depend on what is done, not on the way there; of equal tranches only how many are
done matters. So a state is a vector of counts, and a way to it is left out where another one
to the same state is no worse for anybody. The search goes backwards from the end, where room
is tight: once it has come to states with room to spare, the rest follows at once.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction
from itertools import count as counting
from operator import le
from typing import Final

from goodoffices.case.deadline import Deadline
from goodoffices.phasing.moves import Moves
from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.shortfalls import Key, Shortfalls, Vector

MOST_WAYS: Final = 150_000
"""Ways to states that are looked at; in plain Python about two seconds."""

CLOCK_EVERY: Final = 64


@dataclass(frozen=True, slots=True)
class Way:
    """An order of steps that nothing beats.

    Attributes
    ----------
    vector
        The parties' largest shortfalls.
    states
        From nothing done to everything.
    """

    vector: Vector
    states: tuple[Counts, ...]


@dataclass(frozen=True, slots=True)
class LatticeSearch:
    """What a search by states found.

    Attributes
    ----------
    ways
        The best first, each with another vector that nothing beats.
    is_proven
        Whether the first is the best.
    bound
        What no schedule's key is below.
    is_complete
        Whether the ways have all vectors that nothing beats.
    looked_at
        How many ways to states were.
    """

    ways: tuple[Way, ...]
    is_proven: bool
    bound: Key
    is_complete: bool
    looked_at: int


class _Label:
    __slots__ = ("is_beaten", "parent", "state", "vector")

    def __init__(self, state: Counts, vector: Vector, parent: _Label | None) -> None:
        self.state, self.vector, self.parent = state, vector, parent
        self.is_beaten = False


def search_lattice(
    plan: Plan,
    shortfalls: Shortfalls,
    *,
    most: int = MOST_WAYS,
    all_ways: bool = False,
    ceiling: int | Fraction | None = None,
    deadline: Deadline | None = None,
) -> LatticeSearch:
    """Return the best order of steps, and a bound where it was not reached in time.

    Parameters
    ----------
    plan : Plan
    shortfalls : Shortfalls
        Its objective says which is best.
    most : int
        Ways to states that are looked at.
    all_ways : bool
        Go on to the other vectors that nothing beats.
    ceiling : int or Fraction, optional
        What the first entry of the best key is known to be; larger ones are left out, unless
        all ways are asked for.
    deadline : Deadline, optional

    Returns
    -------
    LatticeSearch
        Where it was stopped early, the smallest key of a way not yet followed is a bound:
        every order goes on from one of these, and keys only grow along a way.

    Notes
    -----
    Best-first over labels (state, largest shortfalls so far), the deepest first among equals.
    A label is left out where another one of its state is no larger in any entry: whatever
    follows takes the larger of both with the same numbers. The first label at the last state
    is the best, since keys never fall along a way.

    Source: minimax shortest path with several objectives, after E. Martins, On a multicriteria
    shortest path problem (1984); backwards, and with leximax: ours.
    """
    moves, deadline = Moves(plan), deadline or Deadline(None)
    floor = shortfalls.at(plan.start)
    first = _Label(plan.end, floor, None)
    heap: list[tuple[Key, int, int, _Label]] = [(shortfalls.key(floor), 0, 0, first)]
    by_state: dict[Counts, list[_Label]] = {plan.end: [first]}
    serial = counting(1)
    found: list[_Label] = []
    looked_at = popped = 0
    best: Key | None = None
    while heap:
        key, depth, _, label = heapq.heappop(heap)
        if label.is_beaten or _is_beaten(label.vector, found):
            continue
        if looked_at >= most or (popped % CLOCK_EVERY == 0 and deadline.is_over):
            bound = key if best is None else best
            return LatticeSearch(
                _ways(found),
                is_proven=bool(found),
                bound=bound,
                is_complete=False,
                looked_at=looked_at,
            )
        popped += 1
        if label.state == plan.start:
            best = key if best is None else best
            found.append(label)
            if not all_ways:
                break
            continue
        for state in moves.before(label.state):
            looked_at += 1
            vector = tuple(map(max, label.vector, shortfalls.at(state)))
            others = by_state.setdefault(state, [])
            if _is_beaten(vector, others):
                continue
            kept = []
            for other in others:
                if all(map(le, vector, other.vector)):
                    other.is_beaten = True
                else:
                    kept.append(other)
            new_key = shortfalls.key(vector)
            if ceiling is not None and not all_ways and new_key and new_key[0] > ceiling:
                continue
            new = _Label(state, vector, label)
            kept.append(new)
            by_state[state] = kept
            heapq.heappush(heap, (new_key, depth - 1, next(serial), new))
    assert best is not None, "a plan without a circle can be carried out"
    return LatticeSearch(
        _ways(found), is_proven=True, bound=best, is_complete=all_ways, looked_at=looked_at
    )


def search_largest(
    plan: Plan,
    shortfalls: Shortfalls,
    *,
    most: int = MOST_WAYS,
    deadline: Deadline | None = None,
) -> LatticeSearch:
    """Return an order whose largest shortfall of all is the smallest, whatever the others are.

    Far fewer ways than `search_lattice` has to look at: to each state one suffices. Where the
    sum over the parties is sought it cannot be used.

    Parameters
    ----------
    plan, shortfalls, most, deadline
        As `search_lattice` has them.

    Returns
    -------
    LatticeSearch
        With one way or none; proven, and the bound holds, of the first entry of the key alone.

    Notes
    -----
    Minimax shortest path, best-first from the end, the deepest and then the easiest first.
    """
    moves, deadline = Moves(plan), deadline or Deadline(None)
    floor = shortfalls.at(plan.start)
    first = _Label(plan.end, floor, None)
    heap: list[tuple[int | Fraction, int, Key, int, _Label]] = [
        (max(floor, default=0), 0, (), 0, first)
    ]
    seen = {plan.end}
    looked_at = popped = 0
    while True:
        value, depth, _, _, label = heapq.heappop(heap)
        if label.state == plan.start:
            return LatticeSearch(
                _ways([label]),
                is_proven=True,
                bound=(value,),
                is_complete=False,
                looked_at=looked_at,
            )
        if looked_at >= most or (popped % CLOCK_EVERY == 0 and deadline.is_over):
            return LatticeSearch(
                (), is_proven=False, bound=(value,), is_complete=False, looked_at=looked_at
            )
        popped += 1
        for state in moves.before(label.state):
            if state in seen:
                continue
            seen.add(state)
            looked_at += 1
            at = shortfalls.at(state)
            new = _Label(state, tuple(map(max, label.vector, at)), label)
            largest = max(value, *at) if at else value
            heapq.heappush(heap, (largest, depth - 1, shortfalls.key(at), looked_at, new))


def _is_beaten(vector: Vector, others: list[_Label]) -> bool:
    """Whether another one is no larger in any entry."""
    for other in others:
        for mine, theirs in zip(vector, other.vector, strict=True):
            if theirs > mine:
                break
        else:
            return True
    return False


def _ways(labels: list[_Label]) -> tuple[Way, ...]:
    return tuple(Way(label.vector, tuple(_states(label))) for label in labels)


def _states(label: _Label) -> list[Counts]:
    states = []
    at: _Label | None = label
    while at is not None:
        states.append(at.state)
        at = at.parent
    return states
