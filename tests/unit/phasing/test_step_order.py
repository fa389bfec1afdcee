"""Orders by name: what stands in an address, and what is done in each step."""

from __future__ import annotations

import pytest

from goodoffices.case.errors import DoneTwice, UnknownId
from goodoffices.case.undertakings import Step
from goodoffices.phasing.step_order import order_of, parts_done_in, place_of, places_of, split_step
from tests.unit.drafting.phased_cases import payments_for_withdrawal

CASE = payments_for_withdrawal()
KNOWN = {one.id: one for one in CASE.undertakings}


def test_a_step_is_named_by_all_that_is_done_in_it() -> None:
    phases = [
        [Step(does=("payments.1", "withdrawal.coast"), held_by="east"), Step(does=("payments.2",))],
        [Step(does=("payments.3", "payments.4")), Step(does=("withdrawal.hills",))],
    ]
    assert order_of(phases, CASE) == (
        "payments.1~withdrawal.coast",
        "payments.2",
        "payments.3~payments.4",
        "withdrawal.hills",
    )


def test_all_of_an_undertaking_goes_by_its_own_name() -> None:
    steps = [Step(does=("withdrawal.hills", "withdrawal.coast")), Step(does=("payments",))]
    assert order_of([steps], CASE) == ("withdrawal", "payments")


def test_what_a_name_stands_for_is_what_was_named() -> None:
    assert parts_done_in("payments.1~withdrawal", KNOWN) == (
        "payments.1",
        "withdrawal.coast",
        "withdrawal.hills",
    )


def test_a_step_is_split_where_it_stands() -> None:
    order = ["payments.1", "withdrawal", "payments.2~payments.3"]
    assert split_step(CASE, order, "withdrawal") == (
        "payments.1",
        "withdrawal.coast",
        "withdrawal.hills",
        "payments.2~payments.3",
    )


def test_places_are_those_of_tranches() -> None:
    assert places_of(["payments.2", "withdrawal"], KNOWN) == {
        "payments.2": 0,
        "withdrawal.coast": 1,
        "withdrawal.hills": 1,
    }


@pytest.mark.parametrize("step", ["payment", "payments.5", "withdrawal.1", "payments.1~"])
def test_what_nobody_undertakes_is_refused(step: str) -> None:
    with pytest.raises(UnknownId):
        places_of([step], KNOWN)


def test_a_tranche_is_done_once() -> None:
    with pytest.raises(DoneTwice, match=r"payments\.1 is done twice"):
        places_of(["payments.1", "payments"], KNOWN)


def test_a_step_that_is_not_in_the_order_is_refused() -> None:
    with pytest.raises(UnknownId, match='no step of the order "payments"'):
        place_of("payments", ["payments.1"])
