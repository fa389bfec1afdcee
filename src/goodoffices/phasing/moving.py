"""An order of steps that a person arranges: what it breaks, and how exposed it leaves each side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from goodoffices.case.case import Case
from goodoffices.case.errors import EnginesDisagree, UnknownId
from goodoffices.case.undertakings import Step
from goodoffices.phasing.measures import largest, measure
from goodoffices.phasing.plan import Plan, compile_plan
from goodoffices.phasing.results import Moment, Phases, Range
from goodoffices.phasing.schedule_check import check_schedule, may_check
from goodoffices.phasing.step_order import Order, parts_done_in, place_of, places_of
from goodoffices.phasing.waits import find_waits


class Way(StrEnum):
    """By one place to the front, or to the end."""

    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class BrokenWait:
    """A linkage or a prerequisite that an order does not keep.

    Attributes
    ----------
    step, after
        What waits, and for what: references.
    linkage
        The id of the linkage that says so; empty where the undertaking itself does.
    too_early
        Steps of the order that come before, or together with, what they wait for.
    cites
        Entries on which it rests.
    """

    step: str
    after: str
    linkage: str
    too_early: Order
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderLook:
    """An order, what it breaks, and how each party stands at its moments.

    Attributes
    ----------
    order
        Its steps, one after the other.
    broken
        Linkages and prerequisites that it does not keep.
    out_of_turn
        Tranches that stand before an earlier one of the same kind.
    parted
        Steps that somebody holds, of which it does not do all at one time.
    missing
        Tranches that it leaves out.
    moments, largest_shortfall, largest_exposure
        As a schedule has them; a phase is one step here.
    is_checked
        Whether other code confirmed what it keeps, and the largest shortfalls and exposures.
    """

    order: Order
    broken: tuple[BrokenWait, ...]
    out_of_turn: tuple[str, ...]
    parted: tuple[Step, ...]
    missing: tuple[str, ...]
    moments: tuple[Moment, ...]
    largest_shortfall: Mapping[str, Range]
    largest_exposure: Mapping[str, Range]
    is_checked: bool

    @property
    def keeps_all(self) -> bool:
        """Whether it keeps what waits for what, and what is done in turn or at one time."""
        return not (self.broken or self.out_of_turn or self.parted)


@dataclass(frozen=True, slots=True)
class Moved:
    """An order before and after one step of it was moved."""

    step: str
    before: OrderLook
    after: OrderLook


def look_at_order(case: Case, order: Sequence[str], *, joint: Sequence[Step] = ()) -> OrderLook:
    """Return what an order of steps breaks, and how each party stands at every moment of it.

    A mediator asks: in this order, whose "only after" would not be kept, and how exposed is
    each side at each step? Not: who should go first.

    Parameters
    ----------
    case : Case
        With only what is brought, and linkages loosened as asked: `Phased.case`.
    order : sequence of step ids
        One after the other.
    joint : sequence of Step
        What somebody holds until all of it is there.

    Raises
    ------
    UnknownId, DoneTwice
        Where a step does something that the case has not, or that another one does.
    NothingUndertaken, CyclicOrder, NotJoint
        As `compile_plan` has them.
    EnginesDisagree
        Where other code does not confirm what was reckoned.

    Examples
    --------
    >>> from tests.unit.drafting.phased_cases import ASKED, withdrawal_for_release
    >>> look = look_at_order(withdrawal_for_release(ASKED), ["withdrawal", "release"])
    >>> [(one.step, one.after, one.too_early) for one in look.broken]
    [('withdrawal.1', 'release', ('withdrawal',))]
    >>> look.largest_exposure["north"]
    (Fraction(1, 2), Fraction(1, 2))
    """
    plan = compile_plan(case, joint=joint)
    places = places_of(order, plan.undertakings)
    held = {frozenset(one.does): one.held_by for one in plan.joint}
    steps = [_step(one, plan, held) for one in order]
    moments = measure(plan, [[one] for one in steps])
    done = {frozenset(one.does) for one in steps if one.held_by}
    look = OrderLook(
        order=tuple(order),
        broken=tuple(_broken(case, order, places)),
        out_of_turn=tuple(_out_of_turn(plan, places)),
        parted=tuple(one for one in plan.joint if frozenset(one.does) not in done),
        missing=tuple(one for one in plan.places if one not in places),
        moments=moments,
        largest_shortfall=largest(moments, "shortfall"),
        largest_exposure=largest(moments, "exposure"),
        is_checked=False,
    )
    return replace(look, is_checked=_is_confirmed(look, steps, plan))


def move_undertaking(
    case: Case,
    order: Sequence[str],
    step: str,
    *,
    to: int | Way,
    joint: Sequence[Step] = (),
) -> Moved:
    """Return an order before and after one step of it comes earlier or later.

    A mediator asks: supposing this came sooner, would what waits for what still be kept, and
    how would each side stand then? It is said of each side alone.

    Parameters
    ----------
    case, order, joint
        As `look_at_order` has them.
    step : str
        A step of the order.
    to : int or Way
        The place it gets, from 1; or one place earlier or later, where there is one.

    Raises
    ------
    UnknownId
        Where the order has no such step or place; and as `look_at_order`.
    NothingUndertaken, CyclicOrder, NotJoint, DoneTwice, EnginesDisagree
        As `look_at_order` has them.

    Examples
    --------
    >>> from tests.unit.drafting.phased_cases import ASKED, withdrawal_for_release
    >>> case = withdrawal_for_release(ASKED)
    >>> moved = move_undertaking(case, ["withdrawal", "release"], "release", to=Way.EARLIER)
    >>> moved.after.order, moved.after.keeps_all, moved.before.keeps_all
    (('release', 'withdrawal'), True, False)
    >>> [str(one.largest_exposure["south"][1]) for one in (moved.before, moved.after)]
    ['0', '1/4']
    """
    place = place_of(step, order)
    if isinstance(to, Way):
        wanted = place + (1 if to is Way.LATER else -1)
        wanted = min(max(wanted, 0), len(order) - 1)
    elif 1 <= to <= len(order):
        wanted = to - 1
    else:
        raise UnknownId("place", str(to), [str(one) for one in range(1, len(order) + 1)])
    others = [*order[:place], *order[place + 1 :]]
    changed = (*others[:wanted], step, *others[wanted:])
    return Moved(
        step,
        before=look_at_order(case, order, joint=joint),
        after=look_at_order(case, changed, joint=joint),
    )


def _step(step: str, plan: Plan, held: Mapping[frozenset[str], str]) -> Step:
    does = parts_done_in(step, plan.undertakings)
    return Step(does=does, held_by=held.get(frozenset(does), ""))


def _broken(case: Case, order: Sequence[str], places: Mapping[str, int]) -> Iterator[BrokenWait]:
    """What waits and does not come after all that it waits for."""
    for wait in find_waits(case):
        last = max((places.get(part, len(order)) for part in wait.awaited), default=-1)
        early = sorted({places[one] for one in wait.waiting if places.get(one, last + 1) <= last})
        if early:
            yield BrokenWait(
                wait.step,
                wait.after,
                wait.linkage.id if wait.linkage is not None else "",
                tuple(order[place] for place in early),
                wait.cites,
            )


def _out_of_turn(plan: Plan, places: Mapping[str, int]) -> Iterator[str]:
    """Tranches of one kind are done in their order."""
    for kind in plan.kinds:
        for earlier, later in pairwise(kind.references):
            if later in places and places[later] < places.get(earlier, len(places)):
                yield later


@dataclass(frozen=True, slots=True)
class _Measured:
    """What the checker reads."""

    as_phases: Phases
    largest_shortfall: Mapping[str, Range]
    largest_exposure: Mapping[str, Range]


def _is_confirmed(look: OrderLook, steps: Sequence[Step], plan: Plan) -> bool:
    """Whether other code confirms an order that keeps everything; else it is not asked."""
    if not look.keeps_all or look.missing or not may_check(plan):
        return False
    measured = _Measured(
        tuple((one,) for one in steps), look.largest_shortfall, look.largest_exposure
    )
    if check_schedule(measured, plan, has_free_phases=False).broken:
        raise EnginesDisagree("the order", "what was reckoned", "the check that lists valuations")
    return True
