"""Which few linkages would have to give way, so that nobody's shortfall is above a share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import islice, product
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline
from goodoffices.case.enumeration import Stopped
from goodoffices.case.errors import CyclicOrder
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Linkage, Step
from goodoffices.phasing.linkage_oracle import LinkageOracle, Part, find_sets
from goodoffices.phasing.plan import Plan, loosen
from goodoffices.phasing.reachable import (
    MOST_STATES,
    Order,
    Search,
    WithinBounds,
    find_order,
    order_of_phases,
)
from goodoffices.phasing.results import Objective
from goodoffices.phasing.schedules import find_schedule

MOST_WAYS: Final = 200
"""Combinations of looser forms that are tried for one set of linkages."""


@dataclass(frozen=True, slots=True)
class GivesWay:
    """How one linkage gives way: in a looser form, or, without one, by falling away."""

    linkage: str
    loosening: str = ""


@dataclass(frozen=True, slots=True)
class LooseningSet:
    """A smallest set of linkages that would have to give way.

    Attributes
    ----------
    linkages
        Their ids; none where nothing has to give way. No smaller part of them suffices.
    ways
        How they may give way: all by falling away suffices; wherever a looser form of one
        suffices too, that stands here instead. The gentlest first.
    order
        An order of steps within the bounds, with these linkages fallen away and all others
        kept.
    """

    linkages: tuple[str, ...]
    ways: tuple[tuple[GivesWay, ...], ...]
    order: Order


@dataclass(frozen=True, slots=True)
class LooseningSearch:
    """The smallest sets of linkages to loosen, and how sure that is.

    Attributes
    ----------
    sets
        The smallest first, then in the order of the case.
    at_most, exposure
        The bounds that were asked for; no bound on exposure where that is None.
    status
        `proven`: these are all minimal sets, with all their ways. `best_found`: these are
        minimal, and there may be others. `infeasible`: without any linkage there is no
        schedule within the bounds. `out_of_time`: none was found in time.
    blocking
        Minimal sets of ids that cannot all hold within the bounds; all of them where proven.
    work
        Questions asked.
    """

    sets: tuple[LooseningSet, ...]
    at_most: Fraction
    exposure: Fraction | None
    status: Status
    blocking: tuple[tuple[str, ...], ...] = ()
    work: int = 0


def find_loosenings(
    case: Case,
    *,
    at_most: Fraction,
    exposure: Fraction | None = None,
    undertakings: Collection[str] | None = None,
    joint: Sequence[Step] = (),
    deadline_s: float | None = None,
    seed: int = 0,
) -> LooseningSearch:
    """Return the smallest sets of linkages whose loosening lets a schedule be within bounds.

    A mediator asks: if nobody is to be further out than this, which "only after" stands in the
    way, and would the looser form do that somebody could live with? Not for asking a party to
    drop what it needs: each linkage was asked for by somebody, for a reason.

    Parameters
    ----------
    case : Case
    at_most : Fraction
        The largest shortfall of any party, in shares of its own total benefit.
    exposure : Fraction, optional
        The largest exposure of any party, likewise.
    undertakings, joint
        As for `compile_plan`.
    deadline_s : float, optional
        Seconds after which to stop with what there is.
    seed : int
        Of the search for schedules, which is asked where there are too many states to look at.
        It knows nothing of exposures: where these are bounded, that is not answered.

    Returns
    -------
    LooseningSearch

    Notes
    -----
    Dropping a linkage allows all that loosening it allows. So the minimal sets of linkages that
    give way at all are those that suffice by falling away; which of them may be loosened
    instead is tried for each set.

    Bounds are held at the upper bound of what is known of the parties' valuations, one step
    after another: any number of phases is allowed.

    Source: ours; the search as for `goodoffices.case.enumeration`.
    """
    deadline = Deadline(deadline_s)
    part = Part(case, undertakings, joint)
    try:
        free = part.plan(())
    except CyclicOrder:
        return LooseningSearch((), at_most, exposure, Status.INFEASIBLE)
    within = WithinBounds(free, at_most=at_most, exposure=exposure)
    search = partial(find_schedule, objective=Objective.SHARES, seed=seed)
    finder = _Finder(within, search, deadline)
    try:
        is_possible = finder(free) is not None
    except Stopped:
        return LooseningSearch((), at_most, exposure, Status.OUT_OF_TIME)
    if not is_possible:
        return LooseningSearch((), at_most, exposure, Status.INFEASIBLE)
    found = find_sets(LinkageOracle(part, finder), deadline=deadline)
    is_whole = found.movement_complete
    sets = []
    for members, order in zip(found.movement, found.orders, strict=True):
        ways, are_all = _ways(part, members, finder)
        is_whole = is_whole and are_all
        sets.append(LooseningSet(members, ways, order))
    status = Status.PROVEN if is_whole else Status.BEST_FOUND if sets else Status.OUT_OF_TIME
    return LooseningSearch(
        tuple(sets), at_most, exposure, status, blocking=found.incompatible, work=found.work
    )


class _Finder:
    """Finds an order of steps within bounds: by states, or else by the search for schedules."""

    def __init__(
        self,
        within: WithinBounds,
        search: Search,
        deadline: Deadline,
        *,
        most: int = MOST_STATES,
    ) -> None:
        self._within, self._search = within, search
        self._deadline, self._most = deadline, most

    def __call__(self, plan: Plan) -> Order | None:
        try:
            return find_order(plan, self._within, most=self._most, deadline=self._deadline)
        except Stopped:
            if self._deadline.is_over or self._within.bounds_exposure:
                raise
        found = self._search(plan, deadline_s=self._deadline.left())
        is_within = self._within.decides(found)
        if is_within is None:
            raise Stopped
        return order_of_phases(found.phases) if is_within else None


def _ways(
    part: Part, members: Sequence[str], finder: _Finder
) -> tuple[tuple[tuple[GivesWay, ...], ...], bool]:
    """How linkages may give way, the gentlest first, and whether these are all such ways."""
    named: Mapping[str, Linkage] = {one.id: one for one in part.case.linkages}
    choices = [
        [*(GivesWay(one, form.id) for form in named[one].loosenings), GivesWay(one)]
        for one in members
    ]
    tried = list(islice(product(*choices), MOST_WAYS + 1))
    are_all = len(tried) <= MOST_WAYS
    falling = tuple(GivesWay(one) for one in members)
    found: list[tuple[GivesWay, ...]] = []
    for way in sorted(tried[:MOST_WAYS], key=_dropped):
        if way == falling or any(_is_gentler(other, way) for other in found):
            continue
        try:
            if _suffices(part, way, finder):
                found.append(way)
        except Stopped:
            are_all = False
    if not any(_is_gentler(other, falling) for other in found):
        found.append(falling)
    return tuple(found), are_all


def _dropped(way: Sequence[GivesWay]) -> int:
    return sum(not one.loosening for one in way)


def _is_gentler(one: Sequence[GivesWay], other: Sequence[GivesWay]) -> bool:
    """Whether one is like the other but for looser forms where the other has none."""
    return all(
        mine == theirs or not theirs.loosening for mine, theirs in zip(one, other, strict=True)
    )


def _suffices(part: Part, way: Sequence[GivesWay], finder: _Finder) -> bool:
    try:
        return finder(part.plan(list(_left(part.case.linkages, way)))) is not None
    except CyclicOrder:
        return False


def _left(linkages: Sequence[Linkage], way: Sequence[GivesWay]) -> Iterator[Linkage]:
    """The linkages that still hold, some in a looser form."""
    by_id = {one.linkage: one.loosening for one in way}
    for linkage in linkages:
        if linkage.id not in by_id:
            yield linkage
        for form in linkage.loosenings:
            if by_id.get(linkage.id) == form.id:
                yield loosen(linkage, form)
