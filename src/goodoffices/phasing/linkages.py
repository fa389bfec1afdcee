"""What each linkage does: the parties' largest shortfalls and exposures with it and without it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline
from goodoffices.case.errors import CyclicOrder, EnginesDisagree
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Linkage, Loosening, Step
from goodoffices.phasing.linkage_oracle import LinkageOracle, Part, any_order, find_sets
from goodoffices.phasing.loosenings import (
    GivesWay,
    LooseningSearch,
    LooseningSet,
    find_loosenings,
)
from goodoffices.phasing.order import Wait
from goodoffices.phasing.plan import loosen
from goodoffices.phasing.reachable import Order, Search
from goodoffices.phasing.results import Objective, ScheduleSearch
from goodoffices.phasing.schedules import find_schedule

__all__ = [
    "GivesWay",
    "IncompatibleLinkages",
    "LinkageConflicts",
    "LinkageEffect",
    "Loosened",
    "LooseningSearch",
    "LooseningSet",
    "find_incompatible_linkages",
    "find_loosenings",
    "weigh_linkages",
]


@dataclass(frozen=True, slots=True)
class Loosened:
    """The schedule where a linkage has another form, and all other linkages hold."""

    loosening: Loosening
    found: ScheduleSearch


@dataclass(frozen=True, slots=True)
class LinkageEffect:
    """What one linkage does, all other linkages holding.

    Attributes
    ----------
    linkage
        As it was stated.
    with_it, without
        The schedules with and without it: largest shortfalls and exposures by party, each with
        its status. `infeasible` where what waits for what goes round in a circle.
    loosened
        The same for each looser form that somebody named.
    opens_equals
        Whether without it another order is possible that is as good as the one with it, and
        none that is better: then `without` is `with_it`. So it is with `loosened`.
    """

    linkage: Linkage
    with_it: ScheduleSearch
    without: ScheduleSearch
    loosened: tuple[Loosened, ...] = ()
    opens_equals: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether every schedule compared is known to be a best one, or known not to be."""
        found = (self.with_it, self.without, *(one.found for one in self.loosened))
        return all(one.status in {Status.PROVEN, Status.INFEASIBLE} for one in found)


def weigh_linkages(
    case: Case,
    *,
    undertakings: Collection[str] | None = None,
    joint: Sequence[Step] = (),
    search: Search | None = None,
    with_all: ScheduleSearch | None = None,
    deadline_s: float | None = None,
    seed: int = 0,
) -> tuple[LinkageEffect, ...]:
    """Return for every stated linkage the best schedule with it, without it, and loosened.

    A mediator asks: what does this "only after" cost whom, and what would a looser one? Not
    for saying who should give way: a smaller shortfall of one party can be another's exposure.

    Parameters
    ----------
    case : Case
    undertakings, joint
        As for `compile_plan`.
    search : Search, optional
        Instead of `find_schedule` with the seed: one that is told a number of phases, or an
        objective, so that it holds for all comparisons alike.
    with_all : ScheduleSearch, optional
        What the search gives under all linkages, where that is known already.
    deadline_s : float, optional
        Seconds for all of it; the searches have equal parts of what is left.
    seed : int
        Of random steps.

    Returns
    -------
    tuple of LinkageEffect
        In the order of the case.

    Notes
    -----
    One search under all linkages, one for each linkage, one for each loosening. Each compares
    schedules that are best in the sense of the search's objective; so without a linkage the
    largest share of all cannot be larger, but that of one party can. What is allowed with a
    linkage is allowed without it: where the search finds nothing better, but other parties
    have the same shortfalls, which one it came upon says nothing of the linkage, and the order
    with it is kept.

    Source: ours, argued in `docs/book/phasing.md`.
    """
    linkages = case.linkages
    searches = _Searches(
        Part(case, undertakings, joint),
        search or partial(find_schedule, seed=seed),
        Deadline(deadline_s),
        left=sum(1 + len(one.loosenings) for one in linkages) + (with_all is None),
    )
    if with_all is None:
        with_all = searches.under(linkages)
    effects = []
    for place, linkage in enumerate(linkages):
        before, after = linkages[:place], linkages[place + 1 :]
        without = searches.under((*before, *after))
        loosened = tuple(
            Loosened(
                one,
                _not_a_tie(searches.under((*before, loosen(linkage, one), *after)), with_all),
            )
            for one in linkage.loosenings
        )
        kept = _not_a_tie(without, with_all)
        effects.append(
            LinkageEffect(linkage, with_all, kept, loosened, opens_equals=kept is not without)
        )
    return tuple(effects)


def _not_a_tie(found: ScheduleSearch, with_it: ScheduleSearch) -> ScheduleSearch:
    """What was found, or the schedule with a linkage where that is as good for others."""
    is_tie = (
        bool(found.phases and with_it.phases)
        and bool(found.key)
        and found.key == with_it.key
        and found.largest_shortfall != with_it.largest_shortfall
    )
    return with_it if is_tie else found


class _Searches:
    """Searches one after another, each with its part of the time that is left."""

    def __init__(self, part: Part, search: Search, deadline: Deadline, *, left: int) -> None:
        self._part, self._search = part, search
        self._deadline, self._left = deadline, left

    def under(self, linkages: Sequence[Linkage]) -> ScheduleSearch:
        """Return what the search gives under some linkages; nothing where they go in a circle."""
        seconds = self._deadline.left()
        share = None if seconds is None else seconds / max(1, self._left)
        self._left -= 1
        try:
            plan = self._part.plan(linkages)
        except CyclicOrder as error:
            return ScheduleSearch(
                phases=(),
                moments=(),
                largest_shortfall={},
                largest_exposure={},
                objective=Objective.SHARES,
                status=Status.INFEASIBLE,
                method="what waits for what goes round in a circle",
                assumptions=(str(error),),
            )
        return self._search(plan, deadline_s=share)


@dataclass(frozen=True, slots=True)
class IncompatibleLinkages:
    """Linkages that cannot all hold, as they go round in a circle.

    Attributes
    ----------
    linkages
        Ids of a minimal set: without any one of them the others can hold.
    circle
        What waits for what, and which linkage says so; empty where the undertaking itself does.
    orders
        For each member, an order of steps in which the others hold.
    """

    linkages: tuple[str, ...]
    circle: tuple[Wait, ...]
    orders: tuple[tuple[str, Order], ...]


@dataclass(frozen=True, slots=True)
class LinkageConflicts:
    """All linkages that cannot hold together, and what may give way.

    Attributes
    ----------
    incompatible
        Minimal sets, the smallest first.
    movement
        Minimal sets of ids without which all others can hold; the empty one where all can.
    status
        `proven` where both are all there are; else `best_found`. `infeasible` where already
        what undertakings themselves wait for goes round in a circle.
    circle
        That circle; empty in all other cases.
    work
        Questions asked.
    """

    incompatible: tuple[IncompatibleLinkages, ...]
    movement: tuple[tuple[str, ...], ...]
    status: Status
    circle: tuple[Wait, ...] = ()
    work: int = 0


def find_incompatible_linkages(
    case: Case,
    *,
    undertakings: Collection[str] | None = None,
    joint: Sequence[Step] = (),
    deadline_s: float | None = None,
) -> LinkageConflicts:
    """Return the linkages that cannot all hold, with the circles they go round in.

    A mediator asks: each of these "only after" was said by somebody; can they all be kept? Not
    for which of them is wrong: each of them may be reasonable alone.

    Parameters
    ----------
    case : Case
    undertakings, joint
        As for `compile_plan`; what undertakings wait for always holds.
    deadline_s : float, optional
        Seconds after which to stop with what there is.

    Returns
    -------
    LinkageConflicts

    Notes
    -----
    The foundation's search for minimal incompatible sets, with orders of steps in the place of
    packages. A circle is shown as it stands under the set's linkages alone.

    Source: as for `goodoffices.case.enumeration`; the oracle is ours.
    """
    part = Part(case, undertakings, joint)
    try:
        part.plan(())
    except CyclicOrder as error:
        return LinkageConflicts((), (), Status.INFEASIBLE, circle=error.circle)
    found = find_sets(LinkageOracle(part, any_order), deadline=Deadline(deadline_s))
    is_whole = found.incompatible_complete and found.movement_complete
    return LinkageConflicts(
        incompatible=tuple(_explained(part, found.incompatible, found.left_out)),
        movement=found.movement,
        status=Status.PROVEN if is_whole else Status.BEST_FOUND,
        work=found.work,
    )


def _explained(
    part: Part,
    sets: Sequence[tuple[str, ...]],
    left_out: Sequence[Mapping[str, Order]],
) -> Iterator[IncompatibleLinkages]:
    for members, orders in zip(sets, left_out, strict=True):
        try:
            part.plan([one for one in part.case.linkages if one.id in members])
        except CyclicOrder as error:
            yield IncompatibleLinkages(members, error.circle, tuple(orders.items()))
        else:
            raise EnginesDisagree("what cannot all hold", "the search", "the plan")
