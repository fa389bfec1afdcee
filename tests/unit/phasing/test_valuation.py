"""Valuations: what is read of importance, who is left out, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from goodoffices.case.case import Case
from goodoffices.case.errors import NotWeighed
from goodoffices.case.undertakings import Group, Importance, Undertaking
from goodoffices.phasing.plan import compile_plan
from goodoffices.phasing.valuation import value_plan
from tests.unit.phasing.invented_plans import make_exchange

NONE = Fraction(0)


def _said(case: Case, **sides: object) -> Case:
    said = Importance.model_validate({"id": "north", "party": "north", **sides})
    return replace(case, importance=(said,))


def test_numbers_are_shares_of_a_partys_own_total_benefit() -> None:
    case = make_exchange({"a": (6, 10, 2)}, {"b": (6, 10, 2)})
    north = value_plan(compile_plan(case)).by_party["north"]
    assert north.shortfall((0, 1)) == (Fraction(1, 10), Fraction(1, 10))
    assert north.exposure((1, 0)) == (Fraction(3, 10), Fraction(3, 10))
    assert (north.given((1, 0)), north.received((1, 0))) == (
        (Fraction(1, 2), Fraction(1, 2)),
        (NONE, NONE),
    )


def test_without_importance_everything_is_open_and_that_is_said() -> None:
    case = replace(make_exchange({"a": (6, 10)}, {"b": (6, 10)}), importance=())
    found = value_plan(compile_plan(case))
    assert found.by_party["north"].shortfall((0, 1)) == (NONE, Fraction(1))
    assert found.remarks[0] == "nothing is stated of what matters to north: all of it is open"


def test_what_can_be_taken_back_counts_as_not_done() -> None:
    case = make_exchange({"a": (6, 10)}, {"b": (6, 10)})
    first, second = case.undertakings
    case = replace(case, undertakings=(first.model_copy(update={"reversible": True}), second))
    north = value_plan(compile_plan(case)).by_party["north"]
    assert north.exposure((1, 0)) == (NONE, NONE)
    assert north.shortfall((1, 1)) == (Fraction(3, 5), Fraction(3, 5))


def test_a_party_that_gets_nothing_is_left_out() -> None:
    case = make_exchange({"a": (6, 10)}, {})
    found = value_plan(compile_plan(case))
    assert list(found.by_party) == ["south"]
    assert found.left_out == {"north": "it gets nothing, and shares are of what a party gets"}


def test_a_party_to_which_nothing_it_gets_is_worth_anything_is_left_out() -> None:
    case = _said(
        make_exchange({"a": (6, 10)}, {"b": (6, 10)}),
        does={"numbers": {"a": 1}},
        gets={"numbers": {"b": [0, 3]}},
    )
    assert list(value_plan(compile_plan(case)).left_out) == ["north"]


def test_what_has_no_number_weighs_nothing_and_that_is_said() -> None:
    case = _said(
        make_exchange({"a": (1, 1), "c": (1, 1)}, {"b": (1, 1)}), does={"numbers": {"a": 1}}
    )
    found = value_plan(compile_plan(case))
    assert found.remarks[0] == (
        "no number is stated of what c matters to north: it is taken to weigh nothing"
    )


@pytest.mark.parametrize(
    ("sides", "reason"),
    [
        ({"does": {"order": ["b"]}}, "nothing that north does"),
        ({"does": {"order": ["a.1"]}}, "equal tranches weigh the same"),
        ({"does": {"order": ["c", "c.x"]}}, "one is a part of the other"),
    ],
)
def test_what_cannot_be_read_is_refused(sides: dict[str, object], reason: str) -> None:
    case = make_exchange({"a": (6, 10, 2)}, {"b": (6, 10)})
    grouped = Undertaking(
        id="c", responsible="north", beneficiaries=("south",), groups=(Group(id="x"), Group(id="y"))
    )
    case = _said(replace(case, undertakings=(*case.undertakings, grouped)), **sides)
    with pytest.raises(NotWeighed, match=reason):
        value_plan(compile_plan(case))
