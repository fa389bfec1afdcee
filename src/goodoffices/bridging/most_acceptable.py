"""The package that the most preference profiles accept, by branch and bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.most_acceptable_kernels import (
    BEST,
    BLOCK,
    DEPTH,
    FRESH,
    NODES,
    branch,
    climb,
    count_accepting,
    dive,
    keeps,
    list_rows,
)
from goodoffices.bridging.problem import Allowed, Choices, Table
from goodoffices.bridging.profiles import Profiles
from goodoffices.bridging.results import Certificate, PackageSearch
from goodoffices.bridging.slacks import Slacks, compile_slacks
from goodoffices.bridging.streams import open_stream
from goodoffices.case.deadline import Deadline
from goodoffices.case.status import Status

Integers: TypeAlias = NDArray[np.int64]
Lookups: TypeAlias = tuple[Integers, Integers, Integers, Integers, Allowed]

MOST_NODES: Final = 20_000_000
"""So many options the search looks at, at most; it counts them, so that it is repeatable."""

CHUNK: Final = 100_000
"""So many options are looked at before the clock is."""

STARTS: Final = 8
KICKS: Final = 40
"""From so many packages one climbs, and so often the best one is changed at random."""

_GROUP_STARTS: Final = 3
_FULL: Final = 30_000
_MARGIN: Final = 1e-4
_LEAST_BUDGET: Final = 1e-5
_MOST_ALL_SUBSETS: Final = 4


def find_most_acceptable(
    profiles: Profiles,
    *,
    allowed: Sequence[Allowed] = (),
    tables: Sequence[Table] = (),
    seed: int = 0,
    deadline_s: float | None = None,
    most_nodes: int = MOST_NODES,
) -> PackageSearch:
    """Return a package that every party accepts in as many preference profiles as can be.

    A mediator asks: which package would I bet the least on, knowing so little? It is an idea
    to test: the share is no probability, and other packages may reach as much.

    Parameters
    ----------
    profiles : Profiles
        With no-agreement values of every party.
    allowed, tables
        Limits, as `compile_limits` gives them; by default none.
    seed : int
        Of the packages to climb from; it changes how fast the search is, and which of several
        equally good packages is found.
    deadline_s : float, optional
        After so many seconds the search ends with the best it has.
    most_nodes : int
        After so many options it does too.

    Returns
    -------
    PackageSearch
        One package. `value` is the share of profiles in which all accept it, exactly;
        `bound` is what no package exceeds. `proven` where they are equal; `infeasible` where
        limits leave no package; `out_of_time` where none was found.

    Raises
    ------
    NoNoAgreement, TooPrecise
        As `compile_slacks` raises them.

    Notes
    -----
    Options are chosen issue by issue. A profile is still alive while every party could come
    out at no agreement or above if all that is left went its way; the profiles alive are a
    bound. So are they for *virtual parties*: where all of some parties accept, the sum of
    what they gain is not below 0 either, and the best for the sum is less than the sum of the
    best. What is lost against the best is rounded down to 16 bits, so the bound is never too
    low; whole packages are counted exactly. A climb from several packages comes first.

    The share was made as large as it can be over these profiles, so it is too large for
    others: see `assess_afresh`.

    Source: ours, argued in docs/book/sampling.md.

    Examples
    --------
    >>> profiles = Profiles.of([[[60, 0], [0, 30]], [[40, 0], [0, 70]]], no_agreement=[50, 50])
    >>> found = find_most_acceptable(profiles)
    >>> found.packages, str(found.value), found.status.words
    (({'i0': 'o0', 'i1': 'o1'},), '1', 'proven')
    """
    slacks = compile_slacks(profiles)
    deadline = Deadline(deadline_s)
    search = _Search.of(slacks, allowed, tables)
    ended_early = search.climb(open_stream(seed, "most acceptable"), deadline)
    if search.best is None:
        status = Status.OUT_OF_TIME if ended_early else Status.INFEASIBLE
        return _result(profiles, None, status, seed, search)
    while not search.is_over and search.nodes < most_nodes and not deadline.is_over:
        search.go_on(min(CHUNK, most_nodes - search.nodes))
    status = Status.PROVEN if search.bound == search.value else Status.BEST_FOUND
    return _result(profiles, search.best, status, seed, search)


def list_candidates(
    slacks: Slacks,
    groups: NDArray[np.bool_],
    *,
    allowed: Sequence[Allowed] = (),
    tables: Sequence[Table] = (),
    seed: int = 0,
) -> Choices:
    """Return packages that many profiles of one group or another accept.

    Parameters
    ----------
    slacks : Slacks
    groups : array (groups x samples)
        Which samples belong to each group; none is empty.
    allowed, tables
        Limits, as `compile_limits` gives them; by default none.
    seed : int

    Returns
    -------
    array (packages x issues)
        Those that climbs ended with: over all samples; and for each group, from there and from
        two packages at random. Each package once, in the order of the options; none where
        limits leave none. They are good, and not proven to be the best.

    Examples
    --------
    >>> profiles = Profiles.of([[[60, 0], [0, 30]], [[40, 0], [0, 70]]], no_agreement=[50, 50])
    >>> list_candidates(compile_slacks(profiles), np.array([[True]]))
    array([[0, 1]], dtype=int32)
    """
    search = _Search.of(slacks, allowed, tables)
    stream = open_stream(seed, "candidates")
    search.climb(stream, Deadline(None))
    found = set()
    if search.best is not None:
        found = {search.in_case_order(search.best)}
        for group in groups:
            found |= search.climb_for(group, stream)
    return np.array(sorted(found), dtype=np.int32).reshape(len(found), len(search.order))


def _result(
    profiles: Profiles,
    best: Integers | None,
    status: Status,
    seed: int,
    search: _Search,
) -> PackageSearch:
    assumptions = (*profiles.method, "The share of profiles is no probability of acceptance.")
    method = f"branch and bound over packages; {search.nodes:,} options looked at"
    if best is None:
        return PackageSearch(
            (), (), status, method, assumptions=assumptions, seed=seed, cites=profiles.cites
        )
    choice = search.in_case_order(best)
    package = {
        issue: values[option]
        for issue, values, option in zip(profiles.issues, profiles.values, choice, strict=True)
    }
    return PackageSearch(
        packages=(package,),
        utilities=(),
        status=status,
        method=method,
        value=Fraction(search.value, profiles.number),
        bound=Fraction(search.bound, profiles.number),
        assumptions=assumptions,
        seed=seed,
        cites=profiles.cites,
        certificate=Certificate(
            "acceptance",
            {"choices": [list(choice)], "accepting": [search.value], "number": profiles.number},
        ),
    )


@dataclass
class _Search:
    """A search while it goes on; issues in the order in which they are settled."""

    slacks: Slacks
    order: list[int]
    sizes: Integers
    starts: Integers
    limits: Lookups
    limits_at: Integers
    whole_limits: Lookups
    joined: Lookups
    joined_at: Integers
    joined_rows: Integers
    best: Integers | None = None
    value: int = -1
    state: Integers = field(default_factory=lambda: np.array([0, 1, 0, -1, 0], dtype=np.int64))

    @classmethod
    def of(cls, slacks: Slacks, allowed: Sequence[Allowed], tables: Sequence[Table]) -> _Search:
        """A search that has not begun."""
        profiles = slacks.profiles
        issues = len(profiles.issues)
        losses, left = _losses(slacks)
        order = _order(losses, slacks.starts[:issues], profiles.sizes)
        place = {issue: at for at, issue in enumerate(order)}
        scoped: list[Held] = [((issue,), held) for issue, held in enumerate(allowed)]
        scoped += [(one.scope, one.allowed) for one in tables if one.allowed is not None]
        whole = [_turn(scope, held, place) for scope, held in scoped]
        prefixes = [prefix for scope, held in whole for prefix in _prefixes(scope, held)]
        joined = [
            (*_turn(one.scope, one.holds, place), slacks.starts[issues + at])
            for at, one in enumerate(profiles.interactions)
        ]
        joined.sort(key=lambda one: one[0][-1])
        prefixes.sort(key=lambda one: one[0][-1])
        rows = np.array([[start, start + 1] for *_, start in joined], dtype=np.int64)
        found = cls(
            slacks=slacks,
            order=order,
            sizes=np.array([profiles.sizes[issue] for issue in order], dtype=np.int64),
            starts=np.array([slacks.starts[issue] for issue in order], dtype=np.int64),
            limits=_lookups(prefixes),
            limits_at=_decided_at(prefixes, issues),
            whole_limits=_lookups(whole),
            joined=_lookups([(scope, held) for scope, held, _ in joined]),
            joined_at=_decided_at([(scope, held) for scope, held, _ in joined], issues),
            joined_rows=rows.reshape(len(rows), 2),
        )
        found._losses, blocks = _in_blocks(losses, left)
        widest = int(found.sizes.max())
        found._left = np.zeros((issues + 2, *blocks.shape), dtype=np.int16)
        found._left[0] = blocks
        found._stack = np.zeros((issues, 2, widest + 2), dtype=np.int64)
        found._chosen = np.zeros(issues, dtype=np.int64)
        found._alive = int((left >= 0).all(axis=0).sum())
        return found

    def __post_init__(self) -> None:
        self._losses: Any = None
        self._left: Any = None
        self._stack: Any = None
        self._chosen: Any = None
        self._alive = 0

    @property
    def nodes(self) -> int:
        """How many options were looked at."""
        return int(self.state[NODES])

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be looked at, or nothing better is possible."""
        return int(self.state[DEPTH]) < 0 or self.bound == self.value

    @property
    def bound(self) -> int:
        """What no package exceeds."""
        depth = int(self.state[DEPTH])
        found = [self.value]
        if depth == 0 and self.state[FRESH]:
            found.append(self._alive)
        for at in range(depth + 1):
            count, following = self._stack[at, 0, -2], self._stack[at, 1, -2]
            is_here = at < depth or not self.state[FRESH]
            if is_here and following < count:
                found.append(int(self._stack[at, 1, following]))
            if at == depth - 1 and self.state[FRESH]:
                found.append(int(self._stack[at, 1, following - 1]))
        return max(found)

    def in_case_order(self, chosen: Integers) -> tuple[int, ...]:
        """The options of a package, issues in the order of the case."""
        choice = [0] * len(self.order)
        for place, issue in enumerate(self.order):
            choice[issue] = int(chosen[place])
        return tuple(choice)

    def climb_for(
        self, group: NDArray[np.bool_], stream: np.random.Generator
    ) -> set[tuple[int, ...]]:
        """The packages that a few climbs end with for some samples."""
        worth, need = (np.ascontiguousarray(one[..., group]) for one in self._rounded)
        found = set()
        assert self.best is not None
        for start in range(_GROUP_STARTS):
            chosen = self.best.copy()
            if start and self._dive(stream, chosen, Deadline(None)) != 1:
                continue
            self._climb_from(chosen, worth, need)
            found.add(self.in_case_order(chosen))
        return found

    @cached_property
    def _rounded(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        return _in_32_bits(self.slacks)

    def _climb_from(
        self, chosen: Integers, worth: NDArray[np.int32], need: NDArray[np.int32]
    ) -> int:
        return int(
            climb(
                chosen, worth, need, self.sizes, self.starts, self.whole_limits, self.joined,
                self.joined_at, self.joined_rows,
            )
        )  # fmt: skip

    def climb(self, stream: np.random.Generator, deadline: Deadline) -> bool:
        """Find a first package by climbing; return whether time ended it."""
        worth, need = self._rounded
        chosen = np.zeros(len(self.order), dtype=np.int64)
        for start in range(STARTS + KICKS):
            if start and deadline.is_over:
                return True
            if start < STARTS:
                found = self._dive(stream, chosen, deadline)
                if not found or (found < 0 and self.best is None):
                    return found < 0
                if found < 0:
                    continue
            elif self.value == self.slacks.profiles.number:
                return False
            else:
                assert self.best is not None
                chosen[:] = self.best
                for issue in stream.integers(len(chosen), size=3).tolist():
                    before = chosen[issue]
                    chosen[issue] = stream.integers(self.sizes[issue])
                    if not keeps(self.whole_limits, chosen):
                        chosen[issue] = before
            self._climb_from(chosen, worth, need)
            reached = self._count(chosen)
            if reached > self.value:
                self.best, self.value = chosen.copy(), reached
                self.state[BEST] = reached
        return False

    def _dive(self, stream: np.random.Generator, chosen: Integers, deadline: Deadline) -> int:
        """Find any package within the limits: 1 found, 0 there is none, -1 out of time."""
        nodes = CHUNK
        while True:
            found = int(dive(stream, self.sizes, self.limits, self.limits_at, chosen, nodes))
            if found >= 0 or deadline.is_over or self.best is not None:
                return found
            nodes *= 2

    def _count(self, chosen: Integers) -> int:
        rows = np.empty(len(self.slacks.starts), dtype=np.int64)
        list_rows(chosen, self.starts, self.joined, self.joined_at, self.joined_rows, rows)
        return int(count_accepting(self.slacks.worth, self.slacks.need, rows))

    def go_on(self, nodes: int) -> None:
        """Look at about so many options more."""
        assert self.best is not None
        branch(
            self.state, self._stack, self._left, self._chosen, self.best, self._losses, self.sizes,
            self.starts, self.limits, self.limits_at, self.joined, self.joined_at,
            self.joined_rows, self.slacks.worth, self.slacks.need, nodes,
        )  # fmt: skip
        self.value = int(self.state[BEST])


# ---------------------------------------------------------------------------- losses


def _losses(slacks: Slacks) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """What each row loses for each (virtual) party against the best, and what it may lose.

    Rows x parties x samples, and parties x samples; in 16 bits, losses rounded down and what
    may be lost rounded up.
    """
    starts = (*slacks.starts, len(slacks.worth))
    spans = list(pairwise(starts))
    worth = slacks.worth.astype(np.float64)
    width = sum(worth[a:b].max(axis=0) - worth[a:b].min(axis=0) for a, b in spans)
    width = np.maximum(width, 1.0)
    worth /= width
    need = slacks.need / width
    parties = len(need)
    sizes = range(1, parties + 1) if parties <= _MOST_ALL_SUBSETS else (1, parties)
    losses, left = [], []
    for size in sizes:
        for members in combinations(range(parties), size):
            joint = worth[:, members].sum(axis=1)
            best = [joint[a:b].max(axis=0) for a, b in spans]
            budget = sum(best) - need[list(members)].sum(axis=0)
            scale = _FULL / np.maximum(budget, _LEAST_BUDGET)
            lost = np.concatenate(
                [one - joint[a:b] for one, (a, b) in zip(best, spans, strict=True)]
            )
            losses.append(np.floor((lost * scale).clip(max=_FULL + 1_000) - _MARGIN).clip(min=0))
            kept = np.floor(budget * scale + _MARGIN).clip(0, _FULL) + 1
            left.append(np.where(budget >= -1e-9, kept, -1))
    return np.stack(losses, axis=1).astype(np.int16), np.stack(left).astype(np.int16)


def _in_blocks(
    losses: NDArray[np.int16], left: NDArray[np.int16]
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """The same, a block of samples after another; those that fill up the last one are dead."""
    rows, parties, samples = losses.shape
    blocks = -(-samples // BLOCK)
    padding = blocks * BLOCK - samples
    losses = np.pad(losses, ((0, 0), (0, 0), (0, padding)))
    left = np.pad(left, ((0, 0), (0, padding)), constant_values=-1)
    cut = losses.reshape(rows, parties, blocks, BLOCK).transpose(0, 2, 1, 3)
    begin = left.reshape(parties, blocks, BLOCK).transpose(1, 0, 2)
    return (
        np.ascontiguousarray(cut).reshape(rows, blocks, -1),
        np.ascontiguousarray(begin).reshape(blocks, -1),
    )


def _in_32_bits(slacks: Slacks) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Worths and needs rounded to 32 bits, so that no sum leaves them."""
    spans = pairwise((*slacks.starts, len(slacks.worth)))
    most = sum(np.abs(slacks.worth[a:b]).max(axis=(0, 2)) for a, b in spans)
    most = most + np.abs(slacks.need).max(axis=1)
    scale = (2.0**30 / most)[:, None]
    return (
        np.rint(slacks.worth * scale).astype(np.int32),
        np.rint(slacks.need * scale).astype(np.int32),
    )


def _order(losses: NDArray[np.int16], starts: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """The issues, those first on which a wrong option loses the most."""
    mean = losses.mean(axis=(1, 2))
    weight = [
        -float(np.sort(mean[start : start + size])[1:].mean()) if size > 1 else 0.0
        for start, size in zip(starts, sizes, strict=True)
    ]
    return sorted(range(len(sizes)), key=lambda issue: (weight[issue], issue))


# ---------------------------------------------------------------------------- lookups


Held: TypeAlias = tuple[tuple[int, ...], Allowed]


def _turn(scope: Sequence[int], held: Allowed, place: dict[int, int]) -> Held:
    """A table with its issues in the order of the search."""
    axes = sorted(range(len(scope)), key=lambda axis: place[scope[axis]])
    return tuple(place[scope[axis]] for axis in axes), np.transpose(held, axes)


def _prefixes(scope: tuple[int, ...], held: Allowed) -> list[Held]:
    """What a limit says as soon as its first issues are settled; nothing where it says nothing."""
    found = []
    for length in range(1, len(scope) + 1):
        known = np.asarray(held.any(axis=tuple(range(length, len(scope)))))
        if not known.all():
            found.append((scope[:length], known))
    return found


def _lookups(tables: Sequence[Held]) -> Lookups:
    """Tables one after the other, as the kernels look them up."""
    first, places, steps, offsets, cells = [0], [], [], [], [np.zeros(1, dtype=np.bool_)]
    size = 1
    for scope, held in tables:
        places += list(scope)
        steps += [int(np.prod(held.shape[axis + 1 :])) for axis in range(held.ndim)]
        first.append(len(places))
        offsets.append(size)
        cells.append(np.ascontiguousarray(held).ravel())
        size += held.size
    numbers = [np.array(one, dtype=np.int64) for one in (first, places, steps, offsets)]
    return numbers[0], numbers[1], numbers[2], numbers[3], np.concatenate(cells)


def _decided_at(tables: Sequence[Held], issues: int) -> Integers:
    """For each depth the first of the tables that are decided there, and where they end."""
    lasts = [scope[-1] for scope, _ in tables]
    return np.searchsorted(lasts, np.arange(issues + 1)).astype(np.int64)
