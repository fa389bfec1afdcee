"""Compiled loops of the search for the most acceptable package.

A *lookup* is a table of truth values, looked up by options chosen so far: `(first, places, steps,
offsets, cells)`. Lookup number c reads the options at `places[first[c]:first[c + 1]]`, each
multiplied by its step, from `cells` at its offset on. Issues are numbered in the order in which
the search settles them.

Samples stand in blocks of `BLOCK`; in each block one (virtual) party after the other.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

BLOCK: Final = 256
"""So many samples are looked at side by side; then whether the rest can still matter."""

DEPTH: Final = 0
FRESH: Final = 1
NODES: Final = 2
BEST: Final = 3
LEAVES: Final = 4
"""Places in the state of a search: how deep, whether just arrived, what was counted."""


@njit(cache=True)
def look_up(lookups, number, chosen):
    """Return the truth value of one lookup for the options chosen."""
    first, places, steps, offsets, cells = lookups
    at = offsets[number]
    for j in range(first[number], first[number + 1]):
        at += chosen[places[j]] * steps[j]
    return cells[at]


@njit(cache=True)
def count_alive(left, loss, floor, worst):
    """Return in how many samples no party has lost more than it may, if above the floor.

    Parameters
    ----------
    left, loss : int16 arrays (blocks x (parties x BLOCK))
        What each may still lose, below 0 where too much is lost; and what it loses next.
    floor : int
        Once the number cannot exceed it, counting ends, with something not above it.
    worst : int16 array (BLOCK)
        Scratch.
    """
    blocks = left.shape[0]
    parties = left.shape[1] // BLOCK
    alive = 0
    for block in range(blocks):
        have = left[block]
        lose = loss[block]
        for s in range(BLOCK):
            at = np.uintp(s)
            worst[at] = have[at] - lose[at]
        for party in range(1, parties):
            start = np.uintp(party * BLOCK)
            for s in range(BLOCK):
                at = np.uintp(s)
                rest = np.int16(have[start + at] - lose[start + at])
                worst[at] = min(worst[at], rest)
        dead = 0
        for s in range(BLOCK):
            dead -= worst[s] >> 15
        alive += BLOCK - dead
        possible = alive + (blocks - 1 - block) * BLOCK
        if possible <= floor:
            return possible
    return alive


@njit(cache=True)
def lose(left, loss, into):
    """Write what is left after a loss; what is below 0 stays at -1."""
    for block in range(left.shape[0]):
        have = left[block]
        less = loss[block]
        rest = into[block]
        for s in range(left.shape[1]):
            at = np.uintp(s)
            rest[at] = max(np.int16(have[at] - less[at]), np.int16(-1))


@njit(cache=True)
def count_accepting(worth, need, rows):
    """Count exactly the samples in which every party accepts what these rows add up to."""
    parties, samples = need.shape
    accepts = np.ones(samples, dtype=np.bool_)
    for party in range(parties):
        total = np.zeros(samples, dtype=np.int64)
        for row in rows:
            for s in range(samples):
                total[s] += worth[row, party, s]
        for s in range(samples):
            accepts[s] &= total[s] >= need[party, s]
    return accepts.sum()


@njit(cache=True)
def list_rows(chosen, starts, joined, joined_at, joined_rows, rows):
    """Write the rows of a package: one for each issue, one for each interaction."""
    issues = len(starts)
    for i in range(issues):
        rows[i] = starts[i] + chosen[i]
    for depth in range(issues):
        for c in range(joined_at[depth], joined_at[depth + 1]):
            rows[issues + c] = joined_rows[c, 1 if look_up(joined, c, chosen) else 0]


@njit(cache=True)
def branch(
    state, stack, left, chosen, best, losses, sizes, starts, limits, limits_at, joined, joined_at,
    joined_rows, worth, need, most_nodes,
):  # fmt: skip
    """Go on with a search, depth first, until it ends or has looked at so many nodes more.

    Parameters
    ----------
    state : int64 array
        See `DEPTH` and the like; a search has ended when its depth is -1.
    stack : int64 array (issues x 2 x (options + 2))
        For each depth the options still to be looked at and what each can reach, the best
        first; last but one how many there are, last which one is next.
    left : int16 array ((issues + 2) x blocks x (parties x BLOCK))
    chosen, best : int64 arrays (issues)
        The options chosen so far, and the best package.
    losses : int16 array (rows x blocks x (parties x BLOCK))
    sizes, starts : int64 arrays (issues)
    limits, limits_at, joined, joined_at, joined_rows
        Lookups, and which of them are decided at which depth: what may not stand together,
        and which interactions count, with the two rows of each.
    worth, need : int64 arrays
        As `Slacks` has them, rows in the order of the search.
    """
    issues = len(sizes)
    scratch = left[issues + 1]
    worst = np.empty(BLOCK, dtype=np.int16)
    rows = np.empty(issues + len(joined_rows), dtype=np.int64)
    until = state[NODES] + most_nodes
    while state[DEPTH] >= 0:
        depth = state[DEPTH]
        count, following = stack[depth, 0, -2:], stack[depth, 1, -2:]
        if state[FRESH]:
            if state[NODES] >= until:
                return
            found = 0
            for option in range(sizes[depth]):
                chosen[depth] = option
                may_stand = True
                for c in range(limits_at[depth], limits_at[depth + 1]):
                    if not look_up(limits, c, chosen):
                        may_stand = False
                        break
                if not may_stand:
                    continue
                state[NODES] += 1
                have = _join(left[depth], scratch, depth, chosen, joined, joined_at, joined_rows,
                             losses)  # fmt: skip
                reach = count_alive(have, losses[starts[depth] + option], state[BEST], worst)
                if reach <= state[BEST]:
                    continue
                place = found
                while place > 0 and stack[depth, 1, place - 1] < reach:
                    stack[depth, 0, place] = stack[depth, 0, place - 1]
                    stack[depth, 1, place] = stack[depth, 1, place - 1]
                    place -= 1
                stack[depth, 0, place], stack[depth, 1, place] = option, reach
                found += 1
            count[0], following[0] = found, 0
            state[FRESH] = 0
        place = following[0]
        if place >= count[0] or stack[depth, 1, place] <= state[BEST]:
            count[0] = 0
            state[DEPTH] -= 1
            continue
        option = stack[depth, 0, place]
        following[0] += 1
        chosen[depth] = option
        if depth + 1 == issues:
            state[LEAVES] += 1
            list_rows(chosen, starts, joined, joined_at, joined_rows, rows)
            reached = count_accepting(worth, need, rows)
            if reached > state[BEST]:
                state[BEST] = reached
                best[:] = chosen
            continue
        have = _join(left[depth], scratch, depth, chosen, joined, joined_at, joined_rows, losses)
        lose(have, losses[starts[depth] + option], left[depth + 1])
        state[DEPTH] += 1
        state[FRESH] = 1


@njit(cache=True)
def _join(have, scratch, depth, chosen, joined, joined_at, joined_rows, losses):
    """What is left after the interactions that are decided at this depth."""
    for c in range(joined_at[depth], joined_at[depth + 1]):
        row = joined_rows[c, 1 if look_up(joined, c, chosen) else 0]
        lose(have, losses[row], scratch)
        have = scratch
    return have


@njit(cache=True)
def keeps(lookups, chosen):
    """Tell whether a whole package keeps every limit."""
    for c in range(len(lookups[0]) - 1):  # noqa: SIM110 -- numba compiles no generators
        if not look_up(lookups, c, chosen):
            return False
    return True


@njit(cache=True)
def dive(stream, sizes, limits, limits_at, chosen, most_nodes):
    """Find a package within the limits, options in random order: 1 found, 0 none, -1 gave up."""
    issues = len(sizes)
    orders = np.empty((issues, sizes.max()), dtype=np.int64)
    following = np.zeros(issues, dtype=np.int64)
    depth = 0
    is_fresh = True
    nodes = 0
    while depth >= 0:
        if depth == issues:
            return 1
        if is_fresh:
            orders[depth, : sizes[depth]] = np.arange(sizes[depth])
            for place in range(sizes[depth] - 1, 0, -1):
                other = int(stream.random() * (place + 1))
                held = orders[depth, place]
                orders[depth, place] = orders[depth, other]
                orders[depth, other] = held
            following[depth] = 0
        is_fresh = False
        if following[depth] == sizes[depth]:
            depth -= 1
            continue
        nodes += 1
        if nodes > most_nodes:
            return -1
        chosen[depth] = orders[depth, following[depth]]
        following[depth] += 1
        may_stand = True
        for c in range(limits_at[depth], limits_at[depth + 1]):
            if not look_up(limits, c, chosen):
                may_stand = False
                break
        if may_stand:
            depth += 1
            is_fresh = True
    return 0


@njit(cache=True)
def climb(chosen, worth, need, sizes, starts, limits, joined, joined_at, joined_rows):
    """Change one issue after another, always for the best, as long as that makes more accept.

    `worth` and `need` are int32 here, and rounded. Better is what more samples accept; of as
    many, what falls short by less in the others, each by the party that lacks most.
    """
    parties, samples = need.shape
    issues = len(sizes)
    rows = np.empty(issues + len(joined_rows), dtype=np.int64)
    others = np.empty_like(rows)
    list_rows(chosen, starts, joined, joined_at, joined_rows, rows)
    have = np.empty((parties, samples), dtype=np.int32)
    for party in range(parties):
        for s in range(samples):
            have[party, s] = -need[party, s]
        for row in rows:
            for s in range(samples):
                have[party, s] += worth[row, party, s]
    change = np.empty((parties, samples), dtype=np.int32)
    worst = np.empty(samples, dtype=np.int32)
    change[:] = 0
    reached, lacking = _weigh(have, change, worst)
    while True:
        issue, option = -1, -1
        for i in range(issues):
            before = chosen[i]
            for o in range(sizes[i]):
                if o == before:
                    continue
                chosen[i] = o
                if not keeps(limits, chosen):
                    continue
                _list_change(chosen, i, o, before, worth, starts, joined, joined_at, joined_rows,
                             rows, others, change)  # fmt: skip
                accept, lack = _weigh(have, change, worst)
                if accept > reached or (accept == reached and lack < lacking):
                    reached, lacking, issue, option = accept, lack, i, o
            chosen[i] = before
        if issue < 0:
            return reached
        before = chosen[issue]
        chosen[issue] = option
        _list_change(chosen, issue, option, before, worth, starts, joined, joined_at, joined_rows,
                     rows, others, change)  # fmt: skip
        for party in range(parties):
            for s in range(samples):
                have[party, s] += change[party, s]
        list_rows(chosen, starts, joined, joined_at, joined_rows, rows)


@njit(cache=True)
def _list_change(
    chosen, issue, option, before, worth, starts, joined, joined_at, joined_rows, rows, others,
    change,
):  # fmt: skip
    """What changes for each party when one issue takes another option."""
    parties, samples = change.shape
    new, old = worth[starts[issue] + option], worth[starts[issue] + before]
    for party in range(parties):
        one, other, into = new[party], old[party], change[party]
        for s in range(samples):
            at = np.uintp(s)
            into[at] = one[at] - other[at]
    if len(joined_rows):
        list_rows(chosen, starts, joined, joined_at, joined_rows, others)
        for c in range(len(starts), len(rows)):
            if rows[c] != others[c]:
                for party in range(parties):
                    for s in range(samples):
                        change[party, s] += worth[others[c], party, s] - worth[rows[c], party, s]


@njit(cache=True)
def _weigh(have, change, worst):
    """How many samples accept after a change, and what the others lack."""
    parties, samples = have.shape
    for party in range(parties):
        one, other = have[party], change[party]
        for s in range(samples):
            at = np.uintp(s)
            slack = np.int32(one[at] + other[at])
            worst[at] = slack if party == 0 else min(worst[at], slack)
    refused = 0
    lacking = 0
    for s in range(samples):
        refused -= worst[s] >> 31
    for s in range(samples):
        lacking -= min(worst[s], 0)
    return samples - refused, lacking
