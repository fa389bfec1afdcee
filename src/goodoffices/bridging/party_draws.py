"""Everything that one party left open, drawn uniformly: weights, values, and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.compared_facts import list_compared_facts
from goodoffices.bridging.convergence import Convergence
from goodoffices.bridging.party_walk import PartyWalk
from goodoffices.bridging.stated import Stated
from goodoffices.bridging.streams import open_stream
from goodoffices.bridging.value_draws import OpenValues
from goodoffices.bridging.weight_draws import (
    LEAST_ACCEPTED,
    NEARLY,
    PILOT,
    Draw,
    WeightLevels,
    draw_accepted,
    find_proposal,
)
from goodoffices.case.issues import Issue
from goodoffices.case.preferences import Preference
from goodoffices.case.propositions import Proposition

FloatArray: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PartyDraws:
    """What was drawn for one party; every array has one column or entry a sample.

    Attributes
    ----------
    weights
        By issue, in the party's own units.
    values
        By issue: options x samples, from 0 to 1.
    interactions
        When each counts, and what it is worth, in the party's own units.
    no_agreement
        In the party's own units; None where nothing is stated.
    accepted
        The share of independent draws that was accepted; 0 where a random walk was needed.
    convergence
        Of the random walk, if there was one.
    """

    weights: Mapping[str, FloatArray]
    values: Mapping[str, FloatArray]
    interactions: tuple[tuple[Proposition, FloatArray], ...]
    no_agreement: FloatArray | None
    accepted: float
    convergence: Convergence | None


def draw_party(
    preference: Preference, issues: Mapping[str, Issue], *, number: int, seed: int
) -> PartyDraws:
    """Return so many ways to fill in what one party left open, each as likely as any other.

    Parameters
    ----------
    preference : Preference
    issues : mapping of issue id to Issue
    number : int
        How many, at least 1.
    seed : int

    Raises
    ------
    CannotBeTrue
        Where nothing agrees with what is stated, or comparisons leave no room at all.

    Notes
    -----
    Independent draws wherever 1 of 100 is accepted: weights from a simplex, values one by
    one, then whatever goes against a comparison is rejected. Otherwise `PartyWalk`. What no
    comparison joins to anything else is drawn by itself in either case.

    Examples
    --------
    >>> issues = {name: Issue(id=name, options=[{"id": "x"}, {"id": "y"}]) for name in "ab"}
    >>> said = {"order": ["a", "b"], "options": {"a": ["x", "y"], "b": ["y", "x"]}}
    >>> preference = Preference.model_validate({"id": "p", "party": "p", **said})
    >>> drawn = draw_party(preference, issues, number=2_000, seed=1)
    >>> round(float(drawn.weights["a"].mean())), drawn.accepted
    (75, 1.0)
    """
    drawing = _Drawing(preference, issues, number, seed)
    total = float(preference.total)
    levels, accepted, convergence = drawing.draw()
    stated = preference.no_agreement
    no_agreement = None
    if stated is not None:
        low, high = map(float, stated)
        shares = drawing.stream("no agreement").random(number)
        no_agreement = low + (high - low) * shares
    return PartyDraws(
        weights=drawing.in_own_units(levels),
        values={issue: drawing.open_values[issue].fill(drawing.rows[issue]) for issue in issues},
        interactions=tuple(
            (when, total * drawing.amounts[at])
            for at, when in enumerate(drawing.stated.interactions)
        ),
        no_agreement=no_agreement,
        accepted=accepted,
        convergence=convergence,
    )


@dataclass
class _Drawing:
    """The draws of one party while they are made."""

    preference: Preference
    issues: Mapping[str, Issue]
    number: int
    seed: int
    rows: dict[str, FloatArray] = field(default_factory=dict)
    amounts: dict[int, FloatArray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stated = Stated(self.preference, self.issues, ())
        self.levels = WeightLevels.of(self.stated)
        self.open_values = {
            name: OpenValues.of(self.stated, issue) for name, issue in self.issues.items()
        }
        self.facts = list_compared_facts(self.stated)
        self._streams: dict[str, np.random.Generator] = {}

    def stream(self, name: str) -> np.random.Generator:
        """The random stream of one thing, opened once."""
        if name not in self._streams:
            self._streams[name] = open_stream(self.seed, self.preference.party, name)
        return self._streams[name]

    def in_own_units(self, levels: FloatArray) -> dict[str, FloatArray]:
        """The weights of all issues; those that are known exactly are not rounded twice."""
        total = self.preference.total
        scaled = float(total) * levels
        for at, (low, high) in enumerate(zip(self.levels.low, self.levels.high, strict=True)):
            if low == high:
                scaled[:, at] = float(total * low)
        return self.levels.spread(scaled)

    def draw(self) -> tuple[FloatArray, float, Convergence | None]:
        """Fill `rows` and `amounts`; return weights of the levels, and how they were drawn."""
        joined = {issue for fact in self.facts for issue, _, _ in fact.worths}
        bound = {number for fact in self.facts for number, _ in fact.interactions}
        proposal, share = find_proposal(self.levels, self.stream("weights"))
        levels, convergence = None, None
        if proposal is not None and self.facts:
            levels, kept = self._reject(proposal, sorted(joined), sorted(bound))
            share *= kept
        elif proposal is not None:
            levels = draw_accepted(
                proposal, self.levels, self.stream("weights"), number=self.number
            )
        if levels is None:
            share = 0.0
            levels, convergence = self._walk(sorted(joined), sorted(bound))
        for issue in self.issues:
            if issue not in self.rows:
                self.rows[issue] = self._draw_values(issue, self.number)
        for at in range(len(self.preference.interactions)):
            if at not in self.amounts:
                self.amounts[at] = self._draw_amount(at, self.number)
        return levels, share, convergence

    def _draw_values(self, issue: str, number: int) -> FloatArray:
        return self.open_values[issue].draw(self.stream(f"values of {issue}"), number=number)

    def _amount_bounds(self, at: int) -> tuple[float, float]:
        low, high = self.preference.interactions[at].worth
        return float(low / self.preference.total), float(high / self.preference.total)

    def _draw_amount(self, at: int, number: int) -> FloatArray:
        low, high = self._amount_bounds(at)
        return np.asarray(low + (high - low) * self.stream(f"interaction {at}").random(number))

    def _reject(
        self, proposal: Draw, joined: Sequence[str], bound: Sequence[int]
    ) -> tuple[FloatArray | None, float]:
        """Draw all that comparisons join until enough agrees with them; None where too little."""
        found: list[tuple[FloatArray, dict[str, FloatArray], dict[int, FloatArray]]] = []
        have, tried = 0, 0
        while have < self.number:
            size = PILOT if not tried else min(max(2 * (self.number - have), PILOT), 50_000)
            levels = draw_accepted(proposal, self.levels, self.stream("weights"), number=size)
            rows = {issue: self._draw_values(issue, size) for issue in joined}
            amounts = {at: self._draw_amount(at, size) for at in bound}
            kept = self._agree(levels, rows, amounts)
            tried += size
            have += int(kept.sum())
            if have < LEAST_ACCEPTED * tried:
                return None, 0.0
            found.append(
                (
                    levels[kept],
                    {issue: one[kept] for issue, one in rows.items()},
                    {at: one[kept] for at, one in amounts.items()},
                )
            )
        for issue in joined:
            self.rows[issue] = np.concatenate([one[1][issue] for one in found])[: self.number]
        for at in bound:
            self.amounts[at] = np.concatenate([one[2][at] for one in found])[: self.number]
        return np.concatenate([one[0] for one in found])[: self.number], have / tried

    def _agree(
        self,
        levels: FloatArray,
        rows: Mapping[str, FloatArray],
        amounts: Mapping[int, FloatArray],
    ) -> NDArray[np.bool_]:
        weights = self.levels.spread(levels)
        values = {issue: self.open_values[issue].fill(one) for issue, one in rows.items()}
        kept = np.ones(len(levels), dtype=np.bool_)
        for fact in self.facts:
            kept &= fact.margin(weights, values, amounts) >= -NEARLY
        return kept

    def _walk(self, joined: Sequence[str], bound: Sequence[int]) -> tuple[FloatArray, Convergence]:
        ends = {at: self._amount_bounds(at) for at in bound}
        walk = PartyWalk(
            stated=self.stated,
            levels=self.levels,
            values={issue: self.open_values[issue] for issue in joined},
            amounts={at: one for at, one in ends.items() if one[0] < one[1]},
            known_amounts={at: one[0] for at, one in ends.items() if one[0] == one[1]},
            facts=self.facts,
        )
        levels, rows, amounts, told = walk.draw(self.stream("walk"), number=self.number)
        self.rows.update(rows)
        self.amounts.update(amounts)
        return levels, told
