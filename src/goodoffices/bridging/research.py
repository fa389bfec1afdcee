"""What a researcher may add to ideas: what numbers and orders on record say of them.

Never part of a brief. Every view says what it rests on, or why it is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from goodoffices.bridging.by_numbers import ByNumbers, weigh_by_numbers
from goodoffices.bridging.by_orders import ByOrders, preferences_of, weigh_by_orders
from goodoffices.bridging.by_samples import BySamples, weigh_by_samples
from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.results import PackageSearch
from goodoffices.bridging.several import Near, find_several
from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline, say_nothing
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import (
    CannotBeTrue,
    NoNoAgreement,
    NoPreferences,
    NotExact,
    NothingToDraw,
    TooPrecise,
    TooWide,
    UnknownId,
)
from goodoffices.case.propositions import Proposition

NEAR: Final = Fraction(1, 10)
"""Near-equal: within so much of a party's range on the frontier."""


@dataclass(frozen=True, slots=True)
class PutTo:
    """Packages to put to one party at once: near-equal for it, and different in kind.

    Attributes
    ----------
    party
    search
        From the frontier, near the middle of what it is worth there to that party.
    """

    party: str
    search: PackageSearch


@dataclass(frozen=True, slots=True)
class Study:
    """Research views of ideas to test.

    Attributes
    ----------
    numbers
        By exact numbers; None where some are missing.
    no_numbers
        Why not.
    orders
        By orders and intervals, of ideas pair by pair; None where nothing is on record, where
        numbers say it all, or where `no_orders` says why.
    no_orders
    samples
        Over sampled profiles; None where numbers say it all, what no agreement is worth
        included, or `no_samples` says why.
    no_samples
    put_to
        Packages to put to one party at once, where somebody asked and numbers are on record.
    no_put_to
        Why not, where somebody asked.
    seed
        Of all that was drawn.
    """

    numbers: ByNumbers | None
    no_numbers: str
    orders: ByOrders | None
    no_orders: str
    samples: BySamples | None
    no_samples: str
    put_to: PutTo | None
    no_put_to: str
    seed: int


def study_ideas(
    ideas: Ideas,
    *,
    fixed: Sequence[Proposition] = (),
    put_to: str = "",
    number: int = 1_000,
    seed: int = 0,
    deadline_s: float | None = None,
    progress: Progress | None = None,
) -> Study:
    """Return what preferences on record say, under the leading readings.

    Parameters
    ----------
    ideas : Ideas
    fixed : sequence of Proposition
        Limits that the user set.
    put_to : party id, optional
        For several packages at once; where exact numbers are on record.
    number, seed : int
        Of samples.
    deadline_s : float, optional
    progress : callable, optional

    Raises
    ------
    UnknownId
        Where `put_to` is no negotiating party.
    """
    leading = ideas.readings[0]
    negotiating = [party.id for party in leading.case.negotiating]
    if put_to and put_to not in negotiating:
        raise UnknownId("negotiating party", put_to, negotiating)
    limits = (*(one.proposition for one in leading.never_crossed), *fixed)
    deadline, told = Deadline(deadline_s), progress or say_nothing
    numbers, no_numbers = None, ""
    try:
        numbers = weigh_by_numbers(
            leading.case,
            limits=limits,
            seed=seed,
            deadline_s=deadline.left(),
            progress=told,
        )
    except (NoPreferences, NotExact, TooPrecise, TooWide) as error:
        no_numbers = str(error)
    orders, no_orders, samples, no_samples = None, "", None, ""
    if numbers is None:
        told("ideas pair by pair", 0, None)
        orders, no_orders = _orders(ideas, deadline)
    if numbers is None or _has_open_no_agreement(leading.case):
        told("samples", 0, None)
        samples, no_samples = _samples(ideas, limits, number, seed, deadline)
    several = None
    if put_to and numbers is not None:
        several = PutTo(put_to, _several(numbers, put_to, len(ideas.ideas), leading.case))
    return Study(
        numbers,
        no_numbers,
        orders,
        no_orders,
        samples,
        no_samples,
        several,
        no_numbers if put_to else "",
        seed,
    )


def _orders(ideas: Ideas, deadline: Deadline) -> tuple[ByOrders | None, str]:
    case = ideas.readings[0].case
    if not preferences_of(case) or len(ideas.ideas) < 2:
        return None, ""
    packages = [idea.partial.package for idea in ideas.ideas]
    try:
        return weigh_by_orders(packages, case, deadline_s=deadline.left()), ""
    except CannotBeTrue as error:
        return None, str(CannotBeTrue(case.parties[error.party].name, error.statements))
    except TooWide as error:
        return None, str(error)


def _has_open_no_agreement(case: Case) -> bool:
    """Whether an interval is stated of what no agreement is worth: that leaves something open."""
    stated = [one.no_agreement for one in preferences_of(case)]
    return any(one is not None and one[0] != one[1] for one in stated)


def _samples(
    ideas: Ideas, limits: Sequence[Proposition], number: int, seed: int, deadline: Deadline
) -> tuple[BySamples | None, str]:
    case = ideas.readings[0].case
    if not preferences_of(case):
        return None, ""
    packages = [idea.partial.package for idea in ideas.ideas]
    try:
        found = weigh_by_samples(
            packages, case, limits=limits, number=number, seed=seed, deadline_s=deadline.left()
        )
    except CannotBeTrue as error:
        return None, str(CannotBeTrue(case.parties[error.party].name, error.statements))
    except NothingToDraw as error:
        return None, str(NothingToDraw(case.parties[error.party].name, error.why))
    except (NoNoAgreement, NoPreferences, TooPrecise, TooWide) as error:
        return None, str(error)
    return found, ""


def _several(numbers: ByNumbers, party: str, number: int, case: Case) -> PackageSearch:
    """Near the middle of what the frontier is worth to a party: neither the most nor the least."""
    worths = [one[party] for one in numbers.frontier.utilities]
    around = (min(worths) + max(worths)) / 2 if worths else None
    near = Near(party, within=NEAR, around=around)
    return find_several(numbers.frontier, case.issues, near=near, number=max(1, number))
