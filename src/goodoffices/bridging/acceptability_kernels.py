"""Compiled loops of acceptability: in how many samples every party accepts a package.

Whole numbers throughout. `rows` (packages x groups) names for each package the row of each group
of issues in the table of worths.

The fast loop handles `LANES` samples at once, as one value that stays in the registers of the
processor: left to itself the compiler stores and loads sums between any two additions.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from llvmlite import ir  # type: ignore[import-not-found,import-untyped,unused-ignore]
from numba import njit, types
from numba.extending import intrinsic, models, register_model

LANES: Final = 64
"""So many samples are added up side by side: as many as a word has bits, to count them there."""

ALIGNMENT: Final = 64
"""Tables begin at a multiple of so many bytes: samples at once then share no line of the cache."""

# ---------------------------------------------------------------------------- samples at once

_NUMBER: Final = ir.IntType(16)
_NUMBERS: Final = ir.VectorType(_NUMBER, LANES)


class _Samples(types.Type):  # type: ignore[misc]
    """One number of 16 bits for each of `LANES` samples."""


_SAMPLES: Final = _Samples("samples")


@register_model(_Samples)
class _SamplesModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager, kind):
        super().__init__(manager, kind, _NUMBERS)


@intrinsic
def _load(_, array, at):  # noqa: ARG001 -- numba reads how many there are
    """`LANES` numbers of an int16 array, from a place on."""

    def build(context, builder, signature, given):
        data = context.make_array(signature.args[0])(context, builder, given[0]).data
        place = builder.gep(data, [given[1]])
        return builder.load(builder.bitcast(place, _NUMBERS.as_pointer()), align=2)

    return _SAMPLES(array, types.intp), build


@intrinsic
def _add(_, one, other):
    return _SAMPLES(one, other), lambda _, builder, __, given: builder.add(*given)


@intrinsic
def _least(_, one, other):
    def build(_, builder, __, given):
        return builder.select(builder.icmp_signed("<", *given), *given)

    return _SAMPLES(one, other), build


@intrinsic
def _count(_, one, least):  # noqa: ARG001 -- the same
    """How many of the numbers are not below a number."""

    def build(_, builder, __, given):
        none = ir.Constant(_NUMBERS, ir.Undefined)
        zeros = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
        first = builder.insert_element(none, given[1], zeros.type.element(0))
        every = builder.shuffle_vector(first, none, zeros)
        reached = builder.icmp_signed(">=", given[0], every)
        return builder.ctpop(builder.bitcast(reached, ir.IntType(LANES)))

    return types.uint64(one, types.int16), build


# ---------------------------------------------------------------------------- packages


@njit(cache=True)
def screen(worth, start, rows, spread, sure, possible):
    """Add for each package the samples that surely and possibly accept it.

    Parameters
    ----------
    worth : int16 array (blocks x parties x cells)
        What a row is worth, rounded down: the cells are rows x LANES, one after another.
    start : int16 array (blocks x parties x LANES)
        Minus what is needed, rounded down.
    rows : int32 array (packages x groups)
    spread : int16
        What rounding takes away at most.
    sure, possible : int64 arrays (packages)
    """
    blocks, parties = start.shape[0], start.shape[1]
    nearly = np.int16(-spread)
    for block in range(blocks):
        for m in range(len(rows)):
            worst = _add_up(worth[block, 0], start[block, 0], rows[m])
            for party in range(1, parties):
                if not _count(worst, nearly):
                    break  # no sample of the block is left
                total = _add_up(worth[block, party], start[block, party], rows[m])
                worst = _least(worst, total)
            sure[m] += np.int64(_count(worst, np.int16(0)))
            possible[m] += np.int64(_count(worst, nearly))


@njit(cache=True)
def _add_up(table, begin, rows):
    """What one package is worth beyond what is needed, to one party in the samples of a block."""
    total = _load(begin, 0)
    for row in rows:
        total = _add(total, _load(table, row * LANES))
    return total


@njit(cache=True)
def find_accepting(worth, need, rows, accepting):
    """Tell for each package and sample whether every party accepts it.

    Parameters
    ----------
    worth : int64 array (rows x parties x samples)
    need : int64 array (parties x samples)
    rows : int32 array (packages x groups)
    accepting : bool array (packages x samples)
    """
    parties, samples = need.shape
    packages, groups = rows.shape
    total = np.empty(samples, dtype=np.int64)
    for m in range(packages):
        accepting[m, :] = True
        for party in range(parties):
            total[:] = 0
            for g in range(groups):
                one = worth[rows[m, g], party]
                for s in range(samples):
                    total[s] += one[s]
            for s in range(samples):
                accepting[m, s] &= total[s] >= need[party, s]
