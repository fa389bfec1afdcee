"""Measures: every moment of any schedule, whoever made it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goodoffices.case.errors import DoneTwice, UnknownId
from goodoffices.case.undertakings import Step
from goodoffices.phasing.measures import largest, measure
from goodoffices.phasing.plan import compile_plan
from tests.unit.phasing.invented_plans import make_exchange

PLAN = compile_plan(make_exchange({"a": (6, 10, 2)}, {"b": (6, 10, 2)}))


def _step(*does: str, held_by: str = "") -> Step:
    return Step(does=does, held_by=held_by)


def _high(phases: list[list[Step]], what: str) -> dict[str, Fraction]:
    return {party: high for party, (_, high) in largest(measure(PLAN, phases), what).items()}


def test_the_midst_of_a_phase_is_the_worst_of_every_order_in_it() -> None:
    moments = measure(PLAN, [[_step("a"), _step("b")]])
    assert [str(moment.place) for moment in moments] == ["beginning", "midst", "completed"]
    north = moments[1].by_party["north"]
    assert north.shortfall[1] == north.exposure[1] == Fraction(6, 10)
    assert north.given == north.received == (Fraction(0), Fraction(1))


def test_a_joint_step_has_no_midst() -> None:
    moments = measure(PLAN, [[_step("a", "b", held_by="bank")]])
    assert [str(moment.place) for moment in moments] == ["beginning", "completed"]


def test_a_joint_step_beside_others_is_all_done_or_not_at_all() -> None:
    phases = [[_step("a.1", "b.1", held_by="bank"), _step("a.2"), _step("b.2")]]
    assert _high(phases, "shortfall") == {"north": Fraction(3, 10), "south": Fraction(3, 10)}


def test_the_last_phase_of_one_party_has_a_midst_but_its_end_never_counts() -> None:
    phases = [[_step("b.1")], [_step("b.2")], [_step("a.1"), _step("a.2")]]
    assert _high(phases, "exposure") == {"north": 0, "south": Fraction(6, 10)}
    phases = [[_step("a.1"), _step("a.2")], [_step("b.1"), _step("b.2")]]
    assert _high(phases, "exposure") == {"north": Fraction(6, 10), "south": 0}


def test_a_schedule_that_leaves_something_out_is_never_completed() -> None:
    moments = measure(PLAN, [[_step("a")]])
    assert [str(moment.place) for moment in moments] == ["beginning", "end"]
    assert moments[-1].by_party["south"].shortfall[1] == Fraction(6, 10)


def test_of_equal_tranches_only_the_number_matters() -> None:
    assert measure(PLAN, [[_step("a.2")], [_step("a.1")]]) == measure(
        PLAN, [[_step("a.1")], [_step("a.2")]]
    )


def test_what_is_done_twice_or_unknown_is_refused() -> None:
    with pytest.raises(DoneTwice):
        measure(PLAN, [[_step("a")], [_step("a.2")]])
    with pytest.raises(UnknownId):
        measure(PLAN, [[_step("c")]])
