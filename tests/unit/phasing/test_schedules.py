"""Schedules as they are asked for: phases, joint steps, units, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from goodoffices.case.errors import NoCommonUnit, NotExact
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Step
from goodoffices.phasing.plan import compile_plan
from goodoffices.phasing.results import Objective, Place
from goodoffices.phasing.schedule_check import check_schedule
from goodoffices.phasing.schedules import find_curve, find_schedule
from tests.unit.phasing.invented_plans import after, make_exchange

BARTER = make_exchange({"a": (6, 10, 2)}, {"b": (6, 10, 2)})


def test_a_schedule_says_every_moment_and_how_sure_it_is() -> None:
    found = find_schedule(BARTER)
    assert (found.status, found.value, found.bound, found.phases_proven) == (
        Status.PROVEN,
        Fraction(3),
        Fraction(3),
        True,
    )
    assert (found.each, found.together) == (Fraction(3), Fraction(3))
    assert [moment.place for moment in found.moments if moment.place is not Place.MIDST] == [
        Place.BEGINNING,
        *[Place.END] * (len(found.phases) - 1),
        Place.COMPLETED,
    ]
    assert check_schedule(found, compile_plan(BARTER)).broken == ()


def test_both_ways_that_nothing_beats_are_listed() -> None:
    found = find_schedule(BARTER)
    mine = {party: high for party, (_, high) in found.largest_shortfall.items()}
    theirs = [dict(one.largest_shortfall) for one in found.alternatives]
    assert sorted(map(str, [mine, *theirs])) == sorted(
        map(
            str,
            [
                {"north": Fraction(3, 10), "south": Fraction(0)},
                {"north": Fraction(0), "south": Fraction(3, 10)},
            ],
        )
    )
    assert found.alternatives_complete


def test_a_common_unit_is_asked_for_and_never_taken_for_granted() -> None:
    without = replace(BARTER, common_unit="")
    assert find_schedule(without).objective is Objective.SHARES
    assert find_schedule(without).each is None
    with pytest.raises(NoCommonUnit):
        find_schedule(without, objective=Objective.EACH)
    with pytest.raises(NotExact):
        find_schedule(replace(BARTER, importance=()), objective=Objective.TOGETHER)
    assert find_schedule(replace(BARTER, importance=())).objective is Objective.SHARES


def test_too_few_phases_are_infeasible_and_say_how_many_it_takes() -> None:
    case = replace(BARTER, linkages=tuple(after("a", "b")))
    found = find_schedule(case, phases=1)
    assert (found.status, found.least_phases, found.phases) == (Status.INFEASIBLE, 2, ())


def test_one_phase_leaves_everybody_all_of_it() -> None:
    found = find_schedule(BARTER, phases=1)
    assert (found.status, found.value, len(found.phases)) == (Status.PROVEN, Fraction(6), 1)


def test_burdens_above_benefits_are_said_and_no_error() -> None:
    found = find_schedule(make_exchange({"a": (12, 10, 2)}, {"b": (6, 10, 2)}))
    assert found.beginning == ("north",)
    assert found.value is not None
    assert found.value >= 2


def test_a_joint_step_is_one_step_that_somebody_holds() -> None:
    joint = [Step(does=("a", "b"), held_by="bank")]
    found = find_schedule(BARTER, joint=joint)
    assert (found.value, [step.held_by for step in found.steps]) == (Fraction(0), ["bank"])
    assert check_schedule(found, compile_plan(BARTER, joint=joint)).broken == ()


def test_nobody_who_gets_anything_leaves_nothing_to_measure() -> None:
    case = replace(
        BARTER,
        importance=(),
        undertakings=tuple(
            one.model_copy(update={"beneficiaries": ()}) for one in BARTER.undertakings
        ),
    )
    found = find_schedule(case)
    assert (found.status, found.value, len(found.phases)) == (Status.PROVEN, Fraction(0), 1)
    assert list(found.left_out) == ["north", "south"]


def test_time_that_is_up_gives_a_schedule_with_a_bound() -> None:
    found = find_schedule(BARTER, deadline_s=0)
    assert found.status is Status.BEST_FOUND
    assert found.bound is not None
    assert found.value is not None
    assert found.bound <= 3 <= found.value


def test_a_curve_ends_where_nothing_more_is_gained() -> None:
    points = find_curve(BARTER)
    assert [(point.phases, point.value) for point in points] == [
        (1, Fraction(6)),
        (2, Fraction(3)),
        (3, Fraction(3)),
        (4, Fraction(3)),
    ]
    assert all(point.is_proven for point in points)
    others = [min(point.largest_shortfall.values()) for point in points]
    assert others == sorted(others, reverse=True)


def test_the_same_question_has_the_same_answer() -> None:
    assert find_schedule(BARTER) == find_schedule(BARTER)


def test_a_check_finds_what_is_wrong() -> None:
    plan = compile_plan(replace(BARTER, linkages=tuple(after("a.2", "b.2"))))
    found = find_schedule(plan)
    broken = replace(found, phases=tuple(reversed(found.phases)))
    assert any("later phase" in one for one in check_schedule(broken, plan).broken)
    shifted = replace(
        found, largest_shortfall={"north": (Fraction(0),) * 2, "south": (Fraction(0),) * 2}
    )
    assert any("largest shortfall" in one for one in check_schedule(shifted, plan).broken)
    worse = find_schedule(plan, phases=2)
    assert any("beats" in one for one in check_schedule(worse, plan).broken)
