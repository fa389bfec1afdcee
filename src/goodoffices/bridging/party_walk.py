"""From what one party stated to a body that a random walk goes through, and where it starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.compared_facts import ComparedFact
from goodoffices.bridging.convergence import Convergence
from goodoffices.bridging.hit_and_run import CHAINS, Body, draw_by_walking, make_half
from goodoffices.bridging.inner_point import Inside, find_inside
from goodoffices.bridging.stated import Stated, Variable
from goodoffices.bridging.value_draws import OpenValues
from goodoffices.bridging.weight_draws import WeightLevels
from goodoffices.case.errors import CannotBeTrue, NothingToDraw

FloatArray: TypeAlias = NDArray[np.float64]

_RANDOM_WAYS: Final = 40
_NEAR_CORNER: Final = 0.9
_NOTHING: Final = 1e-9


@dataclass(frozen=True)
class PartyWalk:
    """All that a walk for one party needs.

    Attributes
    ----------
    stated
        For no packages: only what is compared has worths of its own.
    levels
        The first half of each point: the weights of the open levels, as shares of the total.
    values
        The second half: the open values of the issues that are compared, one after another...
    amounts
        ...and the interactions that are open and compared, by number: lower and upper bound,
        as shares of the total.
    known_amounts
        What the other interactions are worth.
    facts
        What comparisons say.
    """

    stated: Stated
    levels: WeightLevels
    values: Mapping[str, OpenValues]
    amounts: Mapping[int, tuple[float, float]]
    known_amounts: Mapping[int, float]
    facts: tuple[ComparedFact, ...]

    def draw(
        self, stream: np.random.Generator, *, number: int
    ) -> tuple[FloatArray, dict[str, FloatArray], dict[int, FloatArray], Convergence]:
        """Return weights of levels, open values and interactions as rows; and how it went.

        Raises
        ------
        CannotBeTrue
            Where nothing agrees with what is stated, or comparisons leave no room at all.
        """
        inside = self._inside(stream)
        body = Body(
            make_half(*self._weight_rows, self._weight_ways(inside, stream)),
            make_half(*self._value_rows, self._value_ways(stream)),
            np.ascontiguousarray(self._joint[self._says_something]),
        )
        starts = self._starts(inside)
        first, second, told = draw_by_walking(
            body, starts, stream, number=number, party=self.stated.preference.party
        )
        levels = np.repeat([[float(one) for one in self.levels.low]], number, axis=0)
        levels[:, list(self.levels.open)] = self._scaled(first)
        values = {issue: second[:, start:end] for issue, (start, end) in self._spans.items()}
        columns = {one: second[:, at] for one, at in self._amount_columns.items()}
        return levels, values, columns, told

    # ------------------------------------------------------------------ columns

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        ends = np.cumsum([0, *(len(one.names) for one in self.values.values())]).tolist()
        return dict(zip(self.values, pairwise(ends), strict=True))

    @cached_property
    def _amount_columns(self) -> dict[int, int]:
        start = sum(len(one.names) for one in self.values.values())
        return {one: start + at for at, one in enumerate(self.amounts)}

    @cached_property
    def _size(self) -> int:
        """How many numbers the second half has."""
        return sum(len(one.names) for one in self.values.values()) + len(self.amounts)

    @cached_property
    def _level_of(self) -> dict[str, int]:
        return {issue: at for at, members in enumerate(self.levels.members) for issue in members}

    @cached_property
    def _counts(self) -> FloatArray:
        return np.array([self.levels.counts[at] for at in self.levels.open], dtype=np.float64)

    def _scaled(self, first: FloatArray) -> FloatArray:
        """Weights that sum to what they have to, but for the last rounding."""
        sums = first @ self._counts
        return np.asarray(first * (float(self.levels.rest) / sums)[:, None])

    # ------------------------------------------------------------------ rows

    @cached_property
    def _weight_rows(self) -> tuple[FloatArray, FloatArray]:
        """Bounds and order of the open levels: rows, and what each is at most."""
        column = {at: place for place, at in enumerate(self.levels.open)}
        rows: list[FloatArray] = []
        most: list[float] = []

        def add(terms: Sequence[tuple[int, float]], bound: float) -> None:
            row = np.zeros(len(column))
            for at, sign in terms:
                if at in column:
                    row[column[at]] += sign
                else:
                    bound -= sign * float(self.levels.low[at])
            if row.any():
                rows.append(row)
                most.append(bound)

        for at in self.levels.open:
            add([(at, -1.0)], -float(self.levels.low[at]))
            add([(at, 1.0)], float(self.levels.high[at]))
        for above, below in pairwise(range(self.levels.chain)):
            add([(below, 1.0), (above, -1.0)], 0.0)
        return np.array(rows).reshape(len(rows), len(column)), np.array(most)

    @cached_property
    def _bounds(self) -> tuple[FloatArray, FloatArray]:
        """Bounds of the second half."""
        low = [one.low for one in self.values.values()]
        high = [one.high for one in self.values.values()]
        ends = np.array(list(self.amounts.values())).reshape(-1, 2)
        return np.concatenate([*low, ends[:, 0]]), np.concatenate([*high, ends[:, 1]])

    @cached_property
    def _value_rows(self) -> tuple[FloatArray, FloatArray]:
        """Bounds and orders of the second half: rows, and what each is at most."""
        low, high = self._bounds
        rows = [-np.eye(self._size), np.eye(self._size)]
        for issue, (start, _) in self._spans.items():
            for above, below in pairwise(range(start, start + self.values[issue].chain)):
                row = np.zeros((1, self._size))
                row[0, below], row[0, above] = 1, -1
                rows.append(row)
        ordered = np.zeros(sum(len(one) for one in rows[2:]))
        return np.concatenate(rows), np.concatenate([-low, high, ordered])

    @cached_property
    def _joint(self) -> FloatArray:
        """What comparisons say, as matrices between the halves."""
        column = {at: place for place, at in enumerate(self.levels.open)}
        matrices = np.zeros((len(self.facts), len(column) + 1, self._size + 1))
        for matrix, fact in zip(matrices, self.facts, strict=True):
            for issue, option, count in fact.worths:
                values, (start, end) = self.values[issue], self._spans[issue]
                at = self._level_of[issue]
                row = column.get(at, len(column))
                scale = count if at in column else count * float(self.levels.low[at])
                matrix[row, start:end] += scale * values.matrix[option]
                matrix[row, -1] += scale * values.constant[option]
            for number, count in fact.interactions:
                if number in self._amount_columns:
                    matrix[-1, self._amount_columns[number]] += count
                else:
                    matrix[-1, -1] += count * self.known_amounts[number]
        return matrices

    @cached_property
    def _says_something(self) -> list[int]:
        """The facts that are not true whatever the open numbers are."""
        return [at for at, one in enumerate(self._joint) if np.abs(one).max() > _NOTHING]

    # ------------------------------------------------------------------ inside

    def _inside(self, stream: np.random.Generator) -> Inside:
        rows = self.stated.rows
        party = self.stated.preference.party
        variables = tuple(dict.fromkeys(one for row in rows for one in row.terms))
        directions = [
            dict(zip(variables, stream.standard_normal(len(variables)).tolist(), strict=True))
            for _ in range(CHAINS)
        ]
        inside = find_inside(rows, unit=self.stated.preference.total, directions=directions)
        if inside is None:
            raise CannotBeTrue(party, ["no weights and values agree with all of it"])
        compared = [
            is_tight
            for row, is_tight in zip(rows, inside.tight, strict=True)
            if row.fact[0] == "comparison"
        ]
        tight = {self.facts[at].comparison + 1 for at in self._says_something if compared[at]}
        if tight:
            which = ", ".join(map(str, sorted(tight)))
            raise NothingToDraw(party, f"comparison {which} can hold with equality only")
        return inside

    def _starts(self, inside: Inside) -> tuple[FloatArray, FloatArray]:
        """One point for each chain: nearly a corner, but inside."""
        firsts, seconds = [], []
        for chain in range(CHAINS):
            corner = inside.corners[chain % len(inside.corners)] if inside.corners else inside.point
            point = {
                one: _NEAR_CORNER * corner[one] + (1 - _NEAR_CORNER) * inside.point[one]
                for one in inside.point
            }
            firsts.append([point["weight", self.levels.members[at][0]] for at in self.levels.open])
            seconds.append(self._second(point))
        first = np.array(firsts, dtype=np.float64).reshape(CHAINS, len(self.levels.open))
        return self._scaled(first) if self.levels.open else first, np.array(seconds)

    def _second(self, point: Mapping[Variable, float]) -> FloatArray:
        """The second half of a point: values are worths divided by weights."""
        low, high = self._bounds
        found = (low + high) / 2
        for issue, (start, end) in self._spans.items():
            weight = point["weight", issue]
            values = self.values[issue]
            middle = 1 - np.arange(1, values.chain + 1) / (values.chain + 1)
            found[start : start + values.chain] = middle
            if weight > _NOTHING:
                for at, option in zip(range(start, end), values.names, strict=True):
                    found[at] = point.get(("worth", issue, option), found[at] * weight) / weight
        for number, at in self._amount_columns.items():
            found[at] = point["interaction", number]
        return np.asarray(np.clip(found, low, high))

    # ------------------------------------------------------------------ directions

    def _weight_ways(self, inside: Inside, stream: np.random.Generator) -> FloatArray:
        """Directions that keep every sum: exchanges of two, shifts along the order, and others."""
        size = len(self.levels.open)
        if not size:
            return np.empty((0, 0))
        kept = self._kept_sums(inside)
        basis = _null_space(kept)
        if not basis.size:
            return np.empty((0, size))
        corners = list(np.eye(size) / self._counts[:, None])
        ordered = sum(at < self.levels.chain for at in self.levels.open)
        corners += [
            (np.arange(size) < end) / self._counts[:end].sum() for end in range(2, ordered + 1)
        ]
        exchanges = [one - other for one, other in combinations(corners, 2)]
        ways = np.array([one for one in exchanges if np.abs(kept @ one).max() < _NOTHING])
        others = stream.standard_normal((_RANDOM_WAYS, len(basis))) @ basis
        return np.concatenate([ways.reshape(-1, size), basis, others])

    def _kept_sums(self, inside: Inside) -> FloatArray:
        """Sums of the open levels that are the same everywhere."""
        column = {at: place for place, at in enumerate(self.levels.open)}
        sums = [self._counts]
        for row, is_tight in zip(self.stated.rows, inside.tight, strict=True):
            if not is_tight or any(one[0] != "weight" for one in row.terms):
                continue
            kept = np.zeros(len(column))
            for variable, count in row.terms.items():
                at = self._level_of[str(variable[1])]
                if at in column:
                    kept[column[at]] += float(count)
            if kept.any():
                sums.append(kept)
        return np.array(sums)

    def _value_ways(self, stream: np.random.Generator) -> FloatArray:
        """Directions of the second half: one number alone, several of an order, and others."""
        if not self._size:
            return np.empty((0, 0))
        low, high = self._bounds
        ways = list(np.eye(self._size))
        for issue, (start, _) in self._spans.items():
            for end in range(start + 2, start + self.values[issue].chain + 1):
                places = np.arange(self._size)
                ways.append(((places >= start) & (places < end)).astype(np.float64))
        others = stream.standard_normal((_RANDOM_WAYS, self._size)) * (high - low)
        return np.concatenate([ways, others])


def _null_space(rows: FloatArray) -> FloatArray:
    """Orthogonal rows that span all that each of the rows given sends to 0."""
    _, sizes, turned = np.linalg.svd(rows)
    rank = int((sizes > _NOTHING * max(1.0, float(sizes.max()))).sum())
    return np.asarray(turned[rank:])
