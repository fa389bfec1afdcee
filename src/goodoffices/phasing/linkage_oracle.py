"""Which linkages can hold together: the question that the search for incompatible sets asks.

The foundation's search (`goodoffices.case.enumeration`) asks an oracle whether some constraints
can all hold, and in what. Here the constraints are linkages, and what they hold in is an order
of steps: a way to do everything, one step after another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from goodoffices.case.bits import members_of
from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline
from goodoffices.case.enumeration import Budget, Meter, Search, Stopped
from goodoffices.case.errors import CyclicOrder, OutOfTime
from goodoffices.case.issues import Value
from goodoffices.case.oracles import Answer, Satisfied, Unsatisfied
from goodoffices.case.undertakings import Linkage, Step, Undertaking
from goodoffices.phasing.moves import Moves
from goodoffices.phasing.plan import Plan, compile_plan, parts_of
from goodoffices.phasing.reachable import Order, order_of

Finder = Callable[[Plan], Order | None]
"""Finds an order of steps for a plan that is as it should be; None where there is none."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a case is looked at: which undertakings, and which steps are joint."""

    case: Case
    undertakings: Collection[str] | None = None
    joint: Sequence[Step] = ()

    def plan(self, linkages: Sequence[Linkage]) -> Plan:
        """Return the plan under some linkages and no others.

        Raises
        ------
        CyclicOrder
            Where tranches wait for each other in a circle.
        """
        return compile_plan(
            self.case, undertakings=self.undertakings, linkages=linkages, joint=self.joint
        )


class LinkageOracle:
    """Tells which linkages can hold together.

    Parameters
    ----------
    part : Part
    find : Finder
        What is asked of an order beyond that it keeps the linkages.

    Notes
    -----
    A set that goes round in a circle is answered with the linkages of that circle, and any
    other one that cannot hold with the whole of it: the search makes it minimal.
    """

    name = "an order of steps"
    ranks_cheaply = False

    def __init__(self, part: Part, find: Finder) -> None:
        self._part, self._find = part, find
        self.linkages = part.case.linkages
        self._places = {one.id: place for place, one in enumerate(self.linkages)}
        self._undertakings = {one.id: one for one in part.case.undertakings}
        self.work = 0

    def solve(self, selected: frozenset[int]) -> Answer:
        """Tell whether the selected linkages can all hold."""
        self.work += 1
        try:
            plan = self._part.plan([self.linkages[place] for place in sorted(selected)])
        except CyclicOrder as error:
            named = {source for _, _, source in error.circle if source}
            return Unsatisfied(frozenset(self._places[one] for one in named))
        order = self._find(plan)
        if order is None:
            return Unsatisfied(selected)
        met = (
            place
            for place, one in enumerate(self.linkages)
            if is_kept(one, order, undertakings=self._undertakings)
        )
        package: dict[str, Value] = dict(order)
        return Satisfied(package, frozenset(met))

    def movement_by_size(self, spend: Callable[[int], None]) -> Iterator[frozenset[int]]:
        """Yield nothing: in the order of size they would cost more than in any."""
        yield from ()
        spend(0)
        raise OutOfTime("sets of linkages by size", 0)


def is_kept(linkage: Linkage, order: Order, *, undertakings: Mapping[str, Undertaking]) -> bool:
    """Tell whether an order of steps keeps a linkage; one on what is not in it says nothing.

    Examples
    --------
    >>> known = {name: Undertaking(id=name, responsible="north") for name in ("a", "b")}
    >>> linkage = Linkage(id="l", step="a", after="b")
    >>> is_kept(linkage, {"b.1": 1, "a.1": 2}, undertakings=known)
    True
    >>> is_kept(linkage, {"a.1": 1, "b.1": 1}, undertakings=known)
    False
    """
    waiting = [order[one] for one in parts_of(linkage.step, undertakings) if one in order]
    awaited = [order[one] for one in parts_of(linkage.after, undertakings) if one in order]
    return not waiting or not awaited or min(waiting) > max(awaited)


def any_order(plan: Plan) -> Order:
    """Return an order of steps that keeps everything in a plan, whatever else it is like."""
    moves = Moves(plan)
    states = [plan.start]
    while states[-1] != plan.end:
        states.append(moves.after(states[-1])[0])
    return order_of(plan, states)


@dataclass(frozen=True, slots=True)
class LinkageSets:
    """Which linkages cannot all hold, and which may give way so that the others can.

    Attributes
    ----------
    incompatible
        Minimal sets of ids that cannot all hold; the smallest first, then in the order of the
        case.
    left_out
        For each of them and each member an order in which all its other members hold.
    movement
        Minimal sets of ids without which all others can hold, in the same order; the empty one
        where all can.
    orders
        For each of them an order of steps without it.
    incompatible_complete, movement_complete
        Whether these are all.
    work
        Questions asked.
    """

    incompatible: tuple[tuple[str, ...], ...]
    left_out: tuple[Mapping[str, Order], ...]
    movement: tuple[tuple[str, ...], ...]
    orders: tuple[Order, ...]
    incompatible_complete: bool
    movement_complete: bool
    work: int


def find_sets(oracle: LinkageOracle, *, deadline: Deadline) -> LinkageSets:
    """Return all minimal sets of linkages that cannot hold, or have to give way.

    Parameters
    ----------
    oracle : LinkageOracle
        That has an order without any linkage.
    deadline : Deadline
        Where it is over the sets found so far are minimal, and there may be more.

    Notes
    -----
    The search of the foundation: MARCO over linkages, with a map of what is explored in a SAT
    solver. What an order keeps beyond what was asked spares questions.
    """
    names = [one.id for one in oracle.linkages]
    meter = Meter(Budget(deadline_s=deadline.left()))
    search = Search(oracle, len(names), most=None, meter=meter)
    with suppress(Stopped):
        search.find_first()
        search.find_rest()
    packages = search.known.packages
    cores = sorted(search.incompatible, key=_by_size)
    moved = sorted(search.movement, key=_by_size)
    return LinkageSets(
        incompatible=tuple(tuple(names[one] for one in members_of(core)) for core in cores),
        left_out=tuple(
            {
                names[member]: _order(packages[place])
                for member, place in sorted(search.incompatible[core].items())
            }
            for core in cores
        ),
        movement=tuple(tuple(names[one] for one in members_of(mask)) for mask in moved),
        orders=tuple(_order(packages[search.movement[mask]]) for mask in moved),
        incompatible_complete=search.incompatible_done,
        movement_complete=search.movement_done,
        work=meter.spent,
    )


def _by_size(mask: int) -> tuple[int, list[int]]:
    return mask.bit_count(), members_of(mask)


def _order(package: Mapping[str, Value]) -> Order:
    return {part: step for part, step in package.items() if isinstance(step, int)}
