"""Steps of the random walk of `hit_and_run`, compiled."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
Half: TypeAlias = tuple[FloatArray, FloatArray, FloatArray, FloatArray]
"""Rows and what each is at most; directions, as rows; and `directions @ rows.T`."""

_FLAT: Final = 1e-13


@njit(cache=True)  # type: ignore[untyped-decorator]
def walk(
    stream: np.random.Generator,
    first: FloatArray,
    second: FloatArray,
    first_half: Half,
    second_half: Half,
    joint: FloatArray,
    sweeps: int,
) -> None:
    """Walk from a point (first, second), changing it in place.

    The point keeps `rows @ first <= most` of the first half, the same for the second, and for
    each matrix of `joint`: `[first, 1] @ matrix @ [second, 1] >= 0`. A sweep takes as many
    steps in each half as it has numbers; a step goes to a uniform point of the line through
    the point in one of the directions.
    """
    for _ in range(sweeps):
        for half in range(2):
            here = first if half == 0 else second
            rows, most, ways, slopes = first_half if half == 0 else second_half
            if len(ways) == 0:
                continue
            room = most.copy()
            for r in range(len(room)):
                for i in range(len(here)):
                    room[r] -= rows[r, i] * here[i]
            facts, margins = _joint_rows(joint, here, second if half == 0 else first, half == 0)
            for _step in range(len(here)):
                way = int(stream.random() * len(ways))
                share = stream.random()
                _step_along(here, room, facts, margins, ways[way], slopes[way], share)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _joint_rows(
    joint: FloatArray,
    here: FloatArray,
    other: FloatArray,
    is_first: bool,  # noqa: FBT001 -- compiled functions take arguments by position
) -> tuple[FloatArray, FloatArray]:
    """What the matrices ask of one half where the other one stands: rows, and what is left."""
    facts = np.zeros((len(joint), len(here)))
    margins = np.zeros(len(joint))
    for k in range(len(joint)):
        for i in range(len(here) + 1):
            total = 0.0
            for j in range(len(other) + 1):
                entry = joint[k, i, j] if is_first else joint[k, j, i]
                total += entry * (other[j] if j < len(other) else 1.0)
            if i < len(here):
                facts[k, i] = total
                margins[k] += total * here[i]
            else:
                margins[k] += total
    return facts, margins


@njit(cache=True)  # type: ignore[untyped-decorator]
def _step_along(
    here: FloatArray,
    room: FloatArray,
    facts: FloatArray,
    margins: FloatArray,
    way: FloatArray,
    slopes: FloatArray,
    share: float,
) -> None:
    """Go to the point at a share of the way from end to end of the line."""
    low, high = -np.inf, np.inf
    for r in range(len(room)):
        if slopes[r] > _FLAT:
            high = min(high, room[r] / slopes[r])
        elif slopes[r] < -_FLAT:
            low = max(low, room[r] / slopes[r])
    tilts = np.zeros(len(margins))
    for k in range(len(margins)):
        for i in range(len(here)):
            tilts[k] += facts[k, i] * way[i]
        if tilts[k] > _FLAT:
            low = max(low, -margins[k] / tilts[k])
        elif tilts[k] < -_FLAT:
            high = min(high, -margins[k] / tilts[k])
    if not -np.inf < low < high < np.inf:
        return
    length = low + (high - low) * share
    for i in range(len(here)):
        here[i] += length * way[i]
    for r in range(len(room)):
        room[r] -= length * slopes[r]
    for k in range(len(margins)):
        margins[k] += length * tilts[k]
