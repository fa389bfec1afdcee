"""An order that a person arranges: what it breaks, and how exposed it leaves each side."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest

from goodoffices.case.case import Case
from goodoffices.case.errors import CyclicOrder, UnknownId
from goodoffices.case.undertakings import Linkage, Step
from goodoffices.phasing.measures import largest, measure
from goodoffices.phasing.moving import BrokenWait, OrderLook, Way, look_at_order, move_undertaking
from goodoffices.phasing.phased import phase_case
from goodoffices.phasing.plan import compile_plan
from goodoffices.phasing.step_order import order_of
from tests.unit.drafting.phased_cases import (
    ASKED,
    payments_for_withdrawal,
    withdrawal_for_release,
)
from tests.unit.phasing.invented_plans import draw_case

LINKED = withdrawal_for_release(ASKED)
STEPS = ("withdrawal.1", "withdrawal.2", "release.1", "release.2")


def tranche_orders(case: Case) -> list[tuple[str, ...]]:
    return list(permutations(compile_plan(case).places))


def is_kept(case: Case, order: tuple[str, ...]) -> bool:
    """Whether every tranche comes after all that it, or its undertaking, waits for; by hand."""
    parts = {one.id: one.parts for one in case.undertakings}
    waits = [(one.id, after) for one in case.undertakings for after in one.after]
    waits += [(one.step, one.after) for one in case.linkages]
    kept = all(
        order.index(waiting) > order.index(awaited)
        for step, after in waits
        for waiting in parts.get(step, (step,))
        for awaited in parts.get(after, (after,))
    )
    in_turn = all(
        order.index(one.parts[place]) < order.index(one.parts[place + 1])
        for one in case.undertakings
        if not one.groups
        for place in range(len(one.parts) - 1)
    )
    return kept and in_turn


@pytest.mark.parametrize("seed", range(12))
def test_orders_that_keep_everything_are_those_found_by_hand(seed: int) -> None:
    """Every order of a few tranches; those that are kept are confirmed by the other code too."""
    case = draw_case(seed)
    orders = tranche_orders(case)[:150]
    looks = [look_at_order(case, order) for order in orders]
    assert [one.keeps_all for one in looks] == [is_kept(case, order) for order in orders]
    assert [one.is_checked for one in looks] == [one.keeps_all for one in looks]
    assert {one.missing for one in looks} == {()}


@pytest.mark.parametrize("seed", range(5))
def test_an_order_stands_as_its_schedule_of_one_step_a_phase(seed: int) -> None:
    case = draw_case(seed)
    order = tuple(compile_plan(case).places)
    look = look_at_order(case, order)
    moments = measure(compile_plan(case), [[Step(does=(one,))] for one in order])
    assert look.moments == moments
    assert look.largest_shortfall == largest(moments, "shortfall")
    assert look.largest_exposure == largest(moments, "exposure")


@pytest.mark.parametrize("seed", range(12))
def test_an_order_that_was_found_keeps_everything(seed: int) -> None:
    """One step after the other is never worse than the phases it comes from."""
    phased = phase_case(draw_case(seed))
    look = look_at_order(phased.case, order_of(phased.found.as_phases, phased.case))
    assert (look.keeps_all, look.is_checked, look.missing) == (True, True, ())
    for party, (_, most) in look.largest_shortfall.items():
        assert most <= phased.found.largest_shortfall[party][1]


def test_what_is_not_kept_says_which_step_comes_too_early() -> None:
    look = look_at_order(LINKED, ["withdrawal", "release.1", "release.2"])
    assert look.broken == (
        BrokenWait("withdrawal.1", "release", "asked", ("withdrawal",), ("s1",)),
    )


def test_what_is_done_at_one_time_does_not_come_after_itself() -> None:
    look = look_at_order(LINKED, ["release~withdrawal.1", "withdrawal.2"])
    assert [one.too_early for one in look.broken] == [("release~withdrawal.1",)]


def test_what_is_left_out_is_never_done() -> None:
    """The withdrawal waits for all of the release: without the second half it never may come."""
    look = look_at_order(LINKED, ["release.1", "withdrawal.1"])
    assert look.missing == ("withdrawal.2", "release.2")
    assert [one.too_early for one in look.broken] == [("withdrawal.1",)]
    assert not look.is_checked


def test_what_an_undertaking_itself_waits_for_counts_without_a_linkage() -> None:
    case = withdrawal_for_release()
    withdrawal, release = case.undertakings
    waiting = withdrawal.model_copy(update={"after": ("release",), "cites": ("s4",)})
    case = replace(case, undertakings=(waiting, release))
    look = look_at_order(case, ["withdrawal", "release"])
    assert look.broken == (BrokenWait("withdrawal", "release", "", ("withdrawal",), ("s4",)),)


def test_a_linkage_to_what_nobody_undertakes_is_refused() -> None:
    case = withdrawal_for_release(Linkage(id="l", step="withdrawal", after="release"))
    case = replace(case, undertakings=case.undertakings[:1])
    with pytest.raises(UnknownId):
        look_at_order(case, ["withdrawal"])


def test_tranches_of_one_kind_come_in_turn() -> None:
    look = look_at_order(withdrawal_for_release(), ["withdrawal.2", "release", "withdrawal.1"])
    assert (look.out_of_turn, look.keeps_all, look.is_checked) == (("withdrawal.2",), False, False)


def test_a_step_that_somebody_holds_has_no_midst() -> None:
    case = payments_for_withdrawal()
    joint = Step(does=("payments.1", "withdrawal.coast"), held_by="east")
    rest = ("payments.2", "payments.3", "payments.4", "withdrawal.hills")
    held = look_at_order(case, ["payments.1~withdrawal.coast", *rest], joint=[joint])
    loose = look_at_order(case, ["payments.1~withdrawal.coast", *rest])
    assert [str(one.place) for one in held.moments[:2]] == ["beginning", "end"]
    assert [str(one.place) for one in loose.moments[:2]] == ["beginning", "midst"]
    assert (held.parted, held.keeps_all, held.is_checked) == ((), True, True)


def test_what_somebody_holds_is_not_parted() -> None:
    case = payments_for_withdrawal()
    joint = Step(does=("payments.1", "withdrawal.coast"), held_by="east")
    order = ["payments.1", "withdrawal", "payments.2", "payments.3", "payments.4"]
    look = look_at_order(case, order, joint=[joint])
    assert (look.parted, look.keeps_all) == ((joint,), False)


def test_linkages_in_a_circle_give_no_order() -> None:
    back = Linkage(id="back", step="release", after="withdrawal.1")
    with pytest.raises(CyclicOrder):
        look_at_order(withdrawal_for_release(ASKED, back), STEPS)


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (1, ("release.1", "withdrawal.1", "withdrawal.2", "release.2")),
        (3, STEPS),
        (4, ("withdrawal.1", "withdrawal.2", "release.2", "release.1")),
        (Way.EARLIER, ("withdrawal.1", "release.1", "withdrawal.2", "release.2")),
        (Way.LATER, ("withdrawal.1", "withdrawal.2", "release.2", "release.1")),
    ],
)
def test_a_step_gets_the_place_that_is_asked(to: int | Way, expected: tuple[str, ...]) -> None:
    moved = move_undertaking(LINKED, STEPS, "release.1", to=to)
    assert (moved.before.order, moved.after.order) == (STEPS, expected)


def test_at_either_end_there_is_no_further_place() -> None:
    assert move_undertaking(LINKED, STEPS, "withdrawal.1", to=Way.EARLIER).after.order == STEPS
    assert move_undertaking(LINKED, STEPS, "release.2", to=Way.LATER).after.order == STEPS


@pytest.mark.parametrize("to", [0, 5, -1])
def test_a_place_that_there_is_not_is_refused(to: int) -> None:
    with pytest.raises(UnknownId, match=rf'no place "{to}".*\(there are: 1, 2, 3, 4\)'):
        move_undertaking(LINKED, STEPS, "release.1", to=to)


def test_a_step_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownId, match='no step of the order "release"'):
        move_undertaking(LINKED, STEPS, "release", to=1)


def test_a_move_is_measured_for_each_party_alone() -> None:
    """Releasing first, south is exposed for a quarter; withdrawing first, north for a half."""
    moved = move_undertaking(
        withdrawal_for_release(), ["withdrawal", "release"], "release", to=Way.EARLIER
    )
    assert most_exposed(moved.before) == {"north": Fraction(1, 2), "south": Fraction(0)}
    assert most_exposed(moved.after) == {"north": Fraction(0), "south": Fraction(1, 4)}


def most_exposed(look: OrderLook) -> dict[str, Fraction]:
    return {party: most for party, (_, most) in look.largest_exposure.items()}
