"""In how many preference profiles every party would rather have a package than no agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.acceptability_kernels import ALIGNMENT, LANES, find_accepting, screen
from goodoffices.bridging.compile import compile_limits
from goodoffices.bridging.problem import Allowed, Choices, Table
from goodoffices.bridging.profiles import Profiles, Rows, sample_profiles
from goodoffices.bridging.ranges import Ranges, measure_ranges
from goodoffices.bridging.slacks import Counts, Slacks, compile_slacks
from goodoffices.bridging.streams import freshen
from goodoffices.case.case import Case
from goodoffices.case.propositions import Proposition

FloatArray: TypeAlias = NDArray[np.float64]

_MOST_JOINED: Final = 32
"""Issues are taken together as long as they have no more combinations than this."""

_AT_ONCE: Final = 4_000_000
"""So many numbers are held at a time."""

_FULL: Final = 30_000
"""The range of each party in each sample, in steps of 16 bits."""


@dataclass(frozen=True, eq=False)
class Assessment:
    """How some packages fare over the preference profiles.

    Attributes
    ----------
    shares
        Of each package: the share of profiles in which every party weakly prefers it to no
        agreement. It is no probability of acceptance.
    errors
        The standard error of each share. Where a share is 0 or 1, so is its error 0, and
        about 3 of as many other profiles may still be otherwise.
    mean_regret, most_regret
        packages x parties: the best package's worth to the party less this one's, as a share
        of the party's range, as a mean over the profiles and at most. Each party has its own
        best package; regrets of different parties are not compared.
    number, seed
        How many profiles, and their seed.
    """

    shares: FloatArray
    errors: FloatArray
    mean_regret: FloatArray
    most_regret: FloatArray
    number: int
    seed: int


def assess_packages(
    profiles: Profiles,
    choices: Choices,
    *,
    allowed: Sequence[Allowed] = (),
    tables: Sequence[Table] = (),
) -> Assessment:
    """Return in which share of profiles all accept each package, and what each party forgoes.

    A mediator asks: given how little I know, how sure is it that nobody would be worse off
    with this? The share says how much of what is *not* known speaks for the package. It says
    nothing about mandate, trust or will.

    Parameters
    ----------
    profiles : Profiles
        With no-agreement values of every party.
    choices : array (packages x issues)
        Numbers of options.
    allowed, tables
        The limits that a party's best package keeps: see `compile_limits`.

    Raises
    ------
    NoNoAgreement
        Where what no agreement is worth to a party is not stated.
    NoPackage, TooWide
        As `measure_ranges` raises them.

    Notes
    -----
    The standard error is sqrt(s (1 - s) / K) for a share s of K profiles.

    Source: the acceptability index of R. Lahdelma, J. Hokkanen and P. Salminen, *SMAA -
    stochastic multiobjective acceptability analysis* (1998), for all parties jointly and with
    no agreement as what is compared with; regret after L. Savage (1951).

    Examples
    --------
    >>> water = np.array([[[60.0], [50.0]], [[0.0], [0.0]]])
    >>> border = np.array([[[40.0], [50.0]], [[0.0], [0.0]]])
    >>> profiles = Profiles.of([water, border], no_agreement=[55])
    >>> found = assess_packages(profiles, np.array([[0, 1], [0, 0]], dtype=np.int32))
    >>> found.shares.tolist(), found.most_regret.tolist()
    ([0.5, 1.0], [[0.5], [0.0]])
    """
    slacks = compile_slacks(profiles)
    accepting = find_acceptance(slacks, choices)
    shares = accepting.mean(axis=1)
    mean, most = measure_regrets(
        profiles, choices, ranges=measure_ranges(profiles, allowed=allowed, tables=tables)
    )
    return Assessment(
        shares=shares,
        errors=np.sqrt(shares * (1 - shares) / profiles.number),
        mean_regret=mean,
        most_regret=most,
        number=profiles.number,
        seed=profiles.seed,
    )


def assess_afresh(
    case: Case,
    choices: Choices,
    *,
    number: int,
    seed: int,
    parties: Sequence[str] = (),
    limits: Sequence[Proposition] = (),
) -> Assessment:
    """Return how packages fare over other profiles than those by which they were chosen.

    A package that was found best over some profiles looks better there than it is: it was
    chosen for them. Profiles drawn anew have no such part in it.

    Parameters
    ----------
    case, number, parties
        As `sample_profiles` takes them.
    choices : array (packages x issues)
    seed : int
        The one by which the packages were chosen; another is made from it.
    limits : sequence of Proposition
        As `compile_limits` takes them.
    """
    profiles = sample_profiles(case, number=number, seed=freshen(seed), parties=parties)
    allowed, tables = compile_limits(case, limits=limits)
    return assess_packages(profiles, choices, allowed=allowed, tables=tables)


def find_acceptance(slacks: Slacks, choices: Choices) -> NDArray[np.bool_]:
    """Return for each package (row) and sample whether every party accepts it, exactly.

    Examples
    --------
    >>> profiles = Profiles.of([[[60, 0], [0, 30]], [[40, 0], [0, 70]]], no_agreement=[50, 50])
    >>> choices = np.array([[0, 0], [0, 1], [1, 1]], dtype=np.int32)
    >>> find_acceptance(compile_slacks(profiles), choices).tolist()
    [[False], [True], [False]]
    """
    accepting = np.empty((len(choices), slacks.profiles.number), dtype=np.bool_)
    find_accepting(slacks.worth, slacks.need, slacks.profiles.rows(choices), accepting)
    return accepting


def measure_regrets(
    profiles: Profiles, choices: Choices, *, ranges: Ranges
) -> tuple[FloatArray, FloatArray]:
    """Return the mean and the greatest regret (packages x parties), as shares of the ranges.

    Parameters
    ----------
    profiles : Profiles
    choices : array (packages x issues)
    ranges : Ranges
        Of the same profiles.
    """
    mean = np.empty((len(choices), len(profiles.parties)))
    most = np.empty_like(mean)
    step = max(1, _AT_ONCE // (profiles.number * len(profiles.parties)))
    for start in range(0, len(choices), step):
        some = slice(start, start + step)
        regret = ranges.shares(ranges.best - profiles.utilities(choices[some]))
        mean[some], most[some] = regret.mean(axis=1), regret.max(axis=1)
    return mean, most


def choose_most_accepted(
    slacks: Slacks, choices: Choices, *, k: int
) -> tuple[NDArray[np.int64], Counts]:
    """Return the places of the k packages that most profiles accept, and how many do, exactly.

    Parameters
    ----------
    slacks : Slacks
    choices : array (packages x issues)
        As many as one likes.
    k : int
        At least 1; of packages that as many profiles accept, the earlier ones are taken.

    Notes
    -----
    All packages are looked at in 16 bits, rounded down, which gives for each a number of
    profiles that surely accept it and one that possibly do. Whatever can be among the first k
    by that is counted again exactly, so rounding decides nothing.

    Source: ours, argued in docs/book/sampling.md.
    """
    sure, possible = screen_acceptance(slacks, choices)
    wanted = min(k, len(choices))
    floor = np.partition(sure, -wanted)[-wanted] if wanted else 0
    finalists = np.flatnonzero(possible >= floor)
    counts = np.empty(len(finalists), dtype=np.int64)
    step = max(1, _AT_ONCE // slacks.profiles.number)
    for start in range(0, len(finalists), step):
        some = slice(start, start + step)
        counts[some] = find_acceptance(slacks, choices[finalists[some]]).sum(axis=1)
    first = np.argsort(-counts, kind="stable")[:wanted]
    return finalists[first], counts[first]


def screen_acceptance(slacks: Slacks, choices: Choices) -> tuple[Counts, Counts]:
    """Return how many profiles surely, and how many possibly, accept each package, fast.

    Parameters
    ----------
    slacks : Slacks
    choices : array (packages x issues)

    Returns
    -------
    sure, possible
        The exact number lies between the two, these included.
    """
    groups = _group(slacks)
    worth, start = _round_down(slacks, groups)
    rows = _group_rows(slacks, choices, groups)
    sure = np.zeros(len(choices), dtype=np.int64)
    possible = np.zeros(len(choices), dtype=np.int64)
    spread = np.int16(len(groups) + 2)
    screen(worth, start, rows, spread, sure, possible)
    return sure, possible


def _group(slacks: Slacks) -> list[list[int]]:
    """Neighbouring issues, taken together as long as their combinations stay few."""
    groups: list[list[int]] = [[]]
    for at, size in enumerate(slacks.sizes):
        if groups[-1] and prod(slacks.sizes[one] for one in groups[-1]) * size > _MOST_JOINED:
            groups.append([])
        groups[-1].append(at)
    return groups


def _group_rows(slacks: Slacks, choices: Choices, groups: Sequence[Sequence[int]]) -> Rows:
    """For each package the row of each group."""
    chosen = slacks.profiles.rows(choices) - np.array(slacks.starts, dtype=np.int32)
    rows = np.empty((len(choices), len(groups)), dtype=np.int32)
    start = 0
    for place, group in enumerate(groups):
        column = rows[:, place]
        column[:] = 0
        for at in group:
            column *= slacks.sizes[at]
            column += chosen[:, at]
        column += start
        start += prod(slacks.sizes[at] for at in group)
    return rows


def _round_down(
    slacks: Slacks, groups: Sequence[Sequence[int]]
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Worths and what is needed in 16 bits, a block of samples at a time.

    Each party's worths in each sample are stretched to the same range, from its worst package,
    limits aside, to its best.
    """
    starts = (*slacks.starts, len(slacks.worth))
    least = np.stack([slacks.worth[a:b].min(axis=0) for a, b in pairwise(starts)])
    most = np.stack([slacks.worth[a:b].max(axis=0) for a, b in pairwise(starts)])
    width = np.maximum((most - least).sum(axis=0), 1)
    scale = _FULL / width
    parties, number = slacks.need.shape
    blocks = -(-number // LANES)
    rows = sum(prod(slacks.sizes[at] for at in group) for group in groups)
    table = _make_aligned(blocks, parties, rows, LANES)
    row = 0
    for group in groups:
        joint = np.full((1, parties, number), -1e-6)
        for at in group:
            part = (slacks.worth[starts[at] : starts[at + 1]] - least[at]) * scale
            joint = (joint[:, None] + part).reshape(-1, parties, number)
        # What is not below 0 is rounded down by cutting off; what lies just below becomes 0.
        cut = np.zeros((len(joint), parties, blocks * LANES), dtype=np.int16)
        cut[..., :number] = joint
        blockwise = cut.reshape(len(joint), parties, blocks, LANES).transpose(2, 1, 0, 3)
        table[:, :, row : row + len(joint)] = blockwise
        row += len(joint)
    # Samples that fill up the last block are refused by everybody.
    begin = np.full((parties, blocks * LANES), -_FULL - 2_000, dtype=np.int16)
    needed = np.ceil((slacks.need - least.sum(axis=0)) * scale + 1e-6)
    begin[:, :number] = -needed.clip(0, _FULL + 2_000)
    start = _make_aligned(blocks, parties, LANES)
    start[:] = begin.reshape(parties, blocks, LANES).transpose(1, 0, 2)
    return table.reshape(blocks, parties, -1), start


def _make_aligned(*shape: int) -> NDArray[np.int16]:
    """An array of anything that begins where the kernels like it best."""
    room = np.empty(2 * prod(shape) + ALIGNMENT, dtype=np.uint8)
    first = -room.ctypes.data % ALIGNMENT
    return room[first : first + 2 * prod(shape)].view(np.int16).reshape(shape)
