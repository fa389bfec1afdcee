"""Preference profiles: ways to fill in what the parties left open, drawn uniformly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.compile import tabulate
from goodoffices.bridging.convergence import Convergence
from goodoffices.bridging.party_draws import PartyDraws, draw_party
from goodoffices.bridging.problem import Allowed, Choices
from goodoffices.case.case import Case
from goodoffices.case.errors import NoPreferences, TooFewParties, TooManySamples
from goodoffices.case.issues import Value

FloatArray: TypeAlias = NDArray[np.float64]
Rows: TypeAlias = NDArray[np.int32]
"""Packages as rows: for each issue, and for each interaction, what it adds to the worth."""

MOST_SAMPLES: Final = 100_000


@dataclass(frozen=True, eq=False)
class SampledInteraction:
    """What options of several issues bring one party together, in every sample.

    Attributes
    ----------
    scope
        The issues by number, ascending; at least two.
    holds
        One truth value for each combination of their options.
    party
        By number.
    worth
        One number for each sample.
    """

    scope: tuple[int, ...]
    holds: Allowed
    party: int
    worth: FloatArray


@dataclass(frozen=True, eq=False)
class Profiles:
    """Preference profiles, as many for each party, in arrays.

    Attributes
    ----------
    issues, values, parties
        Ids; `values[i]` are the options of issue i.
    names
        Of the parties, for sentences.
    number, seed
        How many samples, and the seed they come from.
    totals
        What the weights of each party sum to, in its own units.
    weights
        samples x issues x parties.
    worths
        For each issue an array (options x samples x parties), in each party's own units.
    interactions
        What joins issues; an interaction that hangs on one issue alone is in `worths`.
    no_agreement
        For each party one number for each sample; None where nothing is stated.
    method
        Sentences that say how it was drawn.
    convergence
        Of each party that needed a random walk.
    cites
        Entries on which the preferences rest.
    """

    issues: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    parties: tuple[str, ...]
    names: tuple[str, ...]
    number: int
    seed: int
    totals: tuple[Fraction, ...]
    weights: FloatArray
    worths: tuple[FloatArray, ...]
    interactions: tuple[SampledInteraction, ...]
    no_agreement: tuple[FloatArray | None, ...]
    method: tuple[str, ...]
    convergence: tuple[Convergence, ...] = ()
    cites: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        worths: Sequence[Any],
        *,
        no_agreement: Sequence[Any] = (),
        interactions: Sequence[SampledInteraction] = (),
        total: int = 100,
    ) -> Profiles:
        """Return profiles from worths alone: issues i0, i1..., options o0..., parties p0...

        Parameters
        ----------
        worths : sequence of array (options x parties), or (options x samples x parties)
            One array an issue, in units of which `total` are all weights together.
        no_agreement : sequence of number or array (samples)
            One for each party.

        Examples
        --------
        >>> profiles = Profiles.of([[[60, 0], [0, 30]], [[40, 0], [0, 70]]])
        >>> profiles.utilities(np.array([[0, 1]])).tolist()
        [[[60.0, 70.0]]]
        """
        arrays = [np.array(one, dtype=np.float64) for one in worths]
        arrays = [one[:, None, :] if one.ndim == 2 else one for one in arrays]
        _, number, parties = arrays[0].shape
        floors = [np.broadcast_to(np.float64(one), (number,)) for one in no_agreement]
        return cls(
            issues=tuple(f"i{at}" for at in range(len(arrays))),
            values=tuple(tuple(f"o{option}" for option in range(len(one))) for one in arrays),
            parties=tuple(f"p{at}" for at in range(parties)),
            names=tuple(f"P{at}" for at in range(parties)),
            number=number,
            seed=0,
            totals=(Fraction(total),) * parties,
            weights=np.stack([one.max(axis=0) for one in arrays], axis=1),
            worths=tuple(arrays),
            interactions=tuple(interactions),
            no_agreement=tuple(floors) or (None,) * parties,
            method=("Worths given directly.",),
        )

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many options each issue has."""
        return tuple(map(len, self.values))

    @property
    def starts(self) -> tuple[int, ...]:
        """The first row of each issue, and then of each interaction, where rows stand together.

        An issue has a row for each option; an interaction two, where it does not count and
        where it does.
        """
        ends = accumulate((*self.sizes, *([2] * len(self.interactions))))
        return (0, *ends)[:-1]

    def rows(self, choices: Choices) -> Rows:
        """Return for packages (rows of option numbers) the rows of what their worth is made of."""
        issues = len(self.issues)
        found = np.empty((len(choices), issues + len(self.interactions)), dtype=np.int32)
        found[:, :issues] = choices
        for at, one in enumerate(self.interactions):
            found[:, issues + at] = one.holds[tuple(choices[:, issue] for issue in one.scope)]
        found += np.array(self.starts, dtype=np.int32)
        return found

    def stacked(self) -> FloatArray:
        """Return what each row is worth: rows x parties x samples."""
        added = np.zeros((2 * len(self.interactions), len(self.parties), self.number))
        for at, one in enumerate(self.interactions):
            added[2 * at + 1, one.party] = one.worth
        return np.concatenate([*(one.transpose(0, 2, 1) for one in self.worths), added])

    def utilities(self, choices: Choices) -> FloatArray:
        """Return what packages (rows of option numbers) are worth: packages x samples x parties."""
        total = np.zeros((len(choices), self.number, len(self.parties)))
        for issue, worth in enumerate(self.worths):
            total += worth[choices[:, issue]]
        for one in self.interactions:
            held = one.holds[tuple(choices[:, issue] for issue in one.scope)]
            total[:, :, one.party] += held[:, None] * one.worth[None, :]
        return total


def sample_profiles(case: Case, *, number: int, seed: int, parties: Sequence[str] = ()) -> Profiles:
    """Return preference profiles that agree with all that is stated, drawn uniformly.

    A mediator asks: of all the ways in which their wishes could be filled in, what would most
    of them make of this package? A sample is no guess at what a party wants.

    Parameters
    ----------
    case : Case
        With preferences of each party asked for.
    number : int
        How many samples, from 1 to 100,000.
    seed : int
        Not below 0.
    parties : sequence of party ids
        By default every negotiating party, in the order of the case.

    Returns
    -------
    Profiles
        Sample k is one way to fill in everything, for all parties; parties independent of each
        other. The draws of one party depend on the seed, its id and what is stated of it, and
        on nothing else.

    Raises
    ------
    TooManySamples
        Where `number` is below 1 or above 100,000.
    TooFewParties
        Where nobody negotiates.
    NoPreferences
        Where nothing is on record of what matters to one of the parties.
    CannotBeTrue
        Where nothing agrees with what is stated, or comparisons leave no room at all.
    TooWide
        Where an interaction joins more combinations than a table may list.

    Notes
    -----
    Uniform are: the weights, on all weights that sum to the total and keep the order and the
    intervals; the values of options in an order, between 1 for the best and 0 for the last;
    a value, an interaction or a no-agreement value with an interval, in it. Issues and options
    on one level of an order are equal. What comparisons exclude is taken out.

    What is assumed where nothing is said: an issue that is neither weighed nor ordered weighs
    anything from 0, unless weights are stated and no order is: then it weighs nothing. An
    option of which nothing is said is worth anything from nothing to the whole weight.

    Source: weights uniform on the simplex under an order: R. Lahdelma and P. Salminen, *Ordinal
    criteria in stochastic multicriteria acceptability analysis* (2003); the rest is argued in
    docs/book/sampling.md.
    """
    if not 1 <= number <= MOST_SAMPLES:
        raise TooManySamples(number, MOST_SAMPLES)
    asked = tuple(parties) or tuple(party.id for party in case.negotiating)
    if not asked:
        raise TooFewParties([])
    by_party = {one.party: one for one in case.preferences}
    missing = [party for party in asked if party not in by_party]
    if missing:
        raise NoPreferences([case.parties[party].name for party in missing])
    drawn = [draw_party(by_party[party], case.issues, number=number, seed=seed) for party in asked]
    issues = tuple(case.issues)
    worths = [
        np.stack([one.weights[issue] * one.values[issue] for one in drawn], axis=2)
        for issue in issues
    ]
    interactions = []
    for place, one in enumerate(drawn):
        for when, worth in one.interactions:
            scope, holds = tabulate(when, case.issues)
            if not scope:  # true of every package, or of none
                worths[0][:, :, place] += holds * worth
                continue
            if len(scope) == 1:
                worths[scope[0]][:, :, place] += holds[:, None] * worth[None, :]
            else:
                interactions.append(SampledInteraction(scope, holds, place, worth))
    return Profiles(
        issues=issues,
        values=tuple(issue.values for issue in case.issues.values()),
        parties=asked,
        names=tuple(case.parties[party].name for party in asked),
        number=number,
        seed=seed,
        totals=tuple(by_party[party].total for party in asked),
        weights=np.stack(
            [np.stack([one.weights[issue] for issue in issues], axis=1) for one in drawn], axis=2
        ),
        worths=tuple(worths),
        interactions=tuple(interactions),
        no_agreement=tuple(one.no_agreement for one in drawn),
        method=_tell(drawn, asked, case, number),
        convergence=tuple(one.convergence for one in drawn if one.convergence is not None),
        cites=tuple(dict.fromkeys(cite for party in asked for cite in by_party[party].cites)),
    )


def _tell(
    drawn: Sequence[PartyDraws], parties: Sequence[str], case: Case, number: int
) -> tuple[str, ...]:
    """Sentences that say how it was drawn, and what was assumed where nothing is said."""
    found = [
        f"{number:,} preference profiles, drawn uniformly from all that agree with what is stated."
    ]
    by_party = {one.party: one for one in case.preferences}

    def names(issues: Sequence[str]) -> str:
        return ", ".join(case.issues[one].name for one in issues)

    for party, one in zip(parties, drawn, strict=True):
        name = case.parties[party].name
        found.append(f"{name}: {_how(one)}.")
        preference = by_party[party]
        if preference.weights and not preference.order:
            if rest := [issue for issue in case.issues if issue not in preference.weights]:
                found.append(f"{name}: issues without a weight weigh nothing: {names(rest)}.")
        else:
            named = {str(one) for level in preference.order for one in level}
            if rest := [
                issue
                for issue in case.issues
                if issue not in named and issue not in preference.weights
            ]:
                found.append(f"{name}: any weight from 0 was drawn for {names(rest)}.")
        if rest := [
            issue
            for issue in case.issues
            if issue not in preference.options and issue not in preference.values
        ]:
            found.append(
                f"{name}: nothing is stated of the options of {names(rest)}: each was drawn from"
                " nothing to the whole weight."
            )
    return tuple(found)


def _how(drawn: PartyDraws) -> str:
    told = drawn.convergence
    if told is None:
        share = "" if drawn.accepted == 1 else f", {drawn.accepted:.0%} of the draws accepted"
        return f"each draw independent of the others{share}"
    mixed = "" if told.is_good else ", which is not good enough to rely on"
    return (
        f"drawn by a random walk of {told.chains} chains, {told.thinning} sweeps from one draw to "
        f"the next, split R-hat {told.r_hat:.2f}, correlation of neighbours {told.lag:.2f}{mixed}"
    )
